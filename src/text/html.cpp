// SPDX-License-Identifier: Apache-2.0
#include "text/html.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "text/block_text.hpp"
#include "text/html_guard.hpp"

#include <algorithm>
#include <array>
#include <climits>
#include <cstdint>
#include <memory>
#include <optional>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

namespace needfirst::text {
namespace {

constexpr auto npos = std::string_view::npos;

enum class Role : std::uint8_t { inlined, block, hidden, line_break, link, frame, title, picture, field, preserved };

struct Tag {
    std::string_view name;
    Role role;
};

// Sorted. Blocks are what Chromium's innerText puts on lines of their own; cells, buttons and options too, so that
// their words do not run together.
constexpr Tag tags[] = {
    {"a", Role::link},        {"address", Role::block},   {"area", Role::link},        {"article", Role::block},
    {"aside", Role::block},   {"audio", Role::hidden},    {"blockquote", Role::block}, {"body", Role::block},
    {"br", Role::line_break}, {"button", Role::block},    {"canvas", Role::hidden},    {"caption", Role::block},
    {"center", Role::block},  {"datalist", Role::hidden}, {"dd", Role::block},         {"details", Role::block},
    {"dialog", Role::block},  {"dir", Role::block},       {"div", Role::block},        {"dl", Role::block},
    {"dt", Role::block},      {"embed", Role::frame},     {"fieldset", Role::block},   {"figcaption", Role::block},
    {"figure", Role::block},  {"footer", Role::block},    {"form", Role::block},       {"frame", Role::frame},
    {"h1", Role::block},      {"h2", Role::block},        {"h3", Role::block},         {"h4", Role::block},
    {"h5", Role::block},      {"h6", Role::block},        {"header", Role::block},     {"hgroup", Role::block},
    {"hr", Role::block},      {"html", Role::block},      {"iframe", Role::frame},     {"img", Role::picture},
    {"input", Role::field},   {"legend", Role::block},    {"li", Role::block},         {"main", Role::block},
    {"menu", Role::block},    {"nav", Role::block},       {"noframes", Role::hidden},  {"noscript", Role::hidden},
    {"ol", Role::block},      {"optgroup", Role::block},  {"option", Role::block},     {"p", Role::block},
    {"pre", Role::preserved}, {"rp", Role::hidden},       {"script", Role::hidden},    {"section", Role::block},
    {"select", Role::block},  {"style", Role::hidden},    {"summary", Role::block},    {"table", Role::block},
    {"tbody", Role::block},   {"td", Role::block},        {"template", Role::hidden},  {"textarea", Role::preserved},
    {"tfoot", Role::block},   {"th", Role::block},        {"thead", Role::block},      {"title", Role::title},
    {"tr", Role::block},      {"ul", Role::block},        {"video", Role::hidden},
};

Role role_of(std::string_view name) {
    const auto* const found =
        std::lower_bound(std::begin(tags), std::end(tags), name,
                         [](const Tag& tag, std::string_view wanted) { return tag.name < wanted; });
    return found != std::end(tags) && found->name == name ? found->role : Role::inlined;
}

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

/// Attributes of a tag as libxml2 gives them: name, value, name, value, null.
class Attributes {
public:
    explicit Attributes(const xmlChar** pairs) : pairs_(pairs) {}
    std::optional<std::string_view> find(std::string_view name) const {
        for (const auto** at = pairs_; at != nullptr && *at != nullptr; at += 2)
            if (view(*at) == name) return view(at[1]);
        return std::nullopt;
    }
    std::string_view get(std::string_view name) const { return find(name).value_or(std::string_view()); }

private:
    const xmlChar** pairs_;
};

/// `property: value` in a style, in any spacing and case.
bool declares(std::string_view style, std::string_view property, std::string_view value) {
    while (!style.empty()) {
        const auto end = style.find(';');
        const auto colon = style.substr(0, end).find(':');
        if (colon != npos && base::same_ignoring_case(base::trim(style.substr(0, colon)), property)) {
            const auto given = base::trim(style.substr(0, end).substr(colon + 1));
            if (base::same_ignoring_case(given.substr(0, value.size()), value)) return true;
        }
        style = end == npos ? std::string_view() : style.substr(end + 1);
    }
    return false;
}

bool is_hidden(std::string_view name, const Attributes& attributes) {
    if (name == "dialog" && !attributes.find("open")) return true;
    if (attributes.find("hidden") || (name == "input" && base::same_ignoring_case(attributes.get("type"), "hidden")))
        return true;
    const auto style = attributes.get("style");
    return !style.empty() && (declares(style, "display", "none") || declares(style, "visibility", "hidden"));
}

bool is_file_name(std::string_view alt) {
    constexpr std::string_view ends[] = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp"};
    const auto lower = base::ascii_lower(alt.substr(alt.size() - std::min<std::size_t>(alt.size(), 5)));
    return std::any_of(std::begin(ends), std::end(ends), [&](std::string_view end) { return lower.ends_with(end); });
}

/// Receives libxml2's events.
class Page {
public:
    Page(htmlParserCtxtPtr parser, std::size_t bytes) : parser_(parser) { body_.reserve(bytes / 2); }

    void open(std::string_view name, const Attributes& attributes) {
        if (hidden_from_ > 0) return;
        const auto role = role_of(name);
        if (role == Role::frame) embed(attributes);
        if (role == Role::hidden || name == "iframe" || is_hidden(name, attributes)) {
            hidden_from_ = parser_->nameNr;
            return;
        }
        switch (role) {
            case Role::preserved: ++preserved_; [[fallthrough]];
            case Role::block:
            case Role::line_break: body_.line(); break;
            case Role::link: open_link(name, attributes); break;
            case Role::title: in_title_ = true; break;
            case Role::picture: picture(attributes.get("alt")); break;
            case Role::field: field(attributes); break;
            default: break;
        }
        if (name == "textarea" && attributes.find("placeholder")) spaced(attributes.get("placeholder"));
    }

    void close(std::string_view name) {
        if (hidden_from_ > 0) {
            if (parser_->nameNr > hidden_from_) return;
            hidden_from_ = 0;
            if (role_of(name) == Role::block) body_.line();
            return;
        }
        switch (role_of(name)) {
            case Role::preserved: preserved_ -= preserved_ > 0; [[fallthrough]];
            case Role::block: body_.line(); break;
            case Role::link: close_link(); break;
            case Role::title: in_title_ = false; break;
            default: break;
        }
    }

    void characters(std::string_view text) {
        if (hidden_from_ > 0) return;
        if (in_title_) title_.add(text);
        else body_.add(text, preserved_ > 0);
    }

    Html result() {
        close_link();
        return {title_.take(), body_.take(), std::move(links_)};
    }

private:
    void spaced(std::string_view text) {
        body_.space();
        body_.add(text);
        body_.space();
    }

    void picture(std::string_view alt) {
        if (!is_file_name(alt)) spaced(alt);
    }

    void field(const Attributes& attributes) {
        const auto type = base::ascii_lower(attributes.get("type"));
        if (type == "checkbox" || type == "radio") return;
        if (type == "image") return picture(attributes.get("alt"));
        spaced(attributes.get("placeholder"));
        spaced(attributes.get("value"));
    }

    void embed(const Attributes& attributes) {
        const auto source = base::trim(attributes.get("src"));
        body_.space();
        if (!source.empty()) links_.push_back({std::string(source), plain_text(attributes.get("title"))});
    }

    void open_link(std::string_view name, const Attributes& attributes) {
        close_link();
        const auto url = base::trim(attributes.get("href"));
        if (name == "area") spaced(attributes.get("alt"));
        if (url.empty() || url.starts_with('#') || url.starts_with("javascript:")) return;
        links_.push_back({std::string(url), name == "area" ? plain_text(attributes.get("alt")) : std::string()});
        if (name != "area") label_from_ = body_.text().size();
    }

    void close_link() {
        if (label_from_ == npos) return;
        auto label = std::string(base::trim(std::string_view(body_.text()).substr(label_from_)));
        std::replace(label.begin(), label.end(), '\n', ' ');
        links_.back().label = std::move(label);
        label_from_ = npos;
    }

    htmlParserCtxtPtr parser_;
    BlockText body_, title_;
    std::vector<Link> links_;
    std::size_t label_from_ = npos;
    int hidden_from_ = 0;  ///< depth of the outermost hidden element
    int preserved_ = 0;
    bool in_title_ = false;
};

Page& page(void* context) { return *static_cast<Page*>(context); }

xmlSAXHandler handler() {
    xmlSAXHandler sax{};
    sax.startElement = [](void* context, const xmlChar* name, const xmlChar** attributes) {
        page(context).open(view(name), Attributes(attributes));
    };
    sax.endElement = [](void* context, const xmlChar* name) { page(context).close(view(name)); };
    sax.characters = sax.ignorableWhitespace = [](void* context, const xmlChar* text, int length) {
        page(context).characters({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
    };
    sax.serror = [](void*, xmlErrorPtr) {};
    sax.initialized = XML_SAX2_MAGIC;
    return sax;
}

Html parse(std::string_view utf8) {
    static const bool ready = (xmlInitParser(), true);
    if (!ready || utf8.empty() || utf8.size() > static_cast<std::size_t>(INT_MAX)) return {};
    const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(
        htmlCreateMemoryParserCtxt(utf8.data(), static_cast<int>(utf8.size())), &htmlFreeParserCtxt);
    if (!parser) throw std::bad_alloc();
    htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                         HTML_PARSE_IGNORE_ENC);
    xmlSwitchEncoding(parser.get(), XML_CHAR_ENCODING_UTF8);
    *parser->sax = handler();
    Page sink(parser.get(), utf8.size());
    parser->userData = &sink;
    htmlParseDocument(parser.get());
    return sink.result();
}

/// A tag or an end tag begins somewhere.
bool has_markup(std::string_view text) {
    for (auto at = text.find('<'); at != npos && at + 1 < text.size(); at = text.find('<', at + 1)) {
        const char c = text[at + 1] | 0x20;
        if ((c >= 'a' && c <= 'z') || text[at + 1] == '/' || text[at + 1] == '!') return text.find('>', at) != npos;
    }
    return false;
}

/// Length of the reference at text[at], with its ';', and its value; 0 where there is none.
std::size_t reference(std::string_view text, std::size_t at, char32_t& value) {
    const auto end = text.substr(at, 40).find(';');
    if (end == npos || end < 2) return 0;
    const auto name = std::string(text.substr(at + 1, end - 1));
    if (name[0] == '#') {
        const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
        const auto digits = name.substr(hex ? 2 : 1);
        if (digits.empty() || digits.size() > 8 ||
            digits.find_first_not_of(hex ? "0123456789abcdefABCDEF" : "0123456789") != npos)
            return 0;
        value = static_cast<char32_t>(std::stoul(digits, nullptr, hex ? 16 : 10));
        if (value == 0) value = ' ';
        return end + 1;
    }
    if (name.find_first_of(" &\n<") != npos) return 0;
    const auto* const entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
    if (entity == nullptr) return 0;
    value = entity->value;
    return end + 1;
}

bool has_reference(std::string_view text) {
    char32_t value = 0;
    for (auto at = text.find('&'); at != npos; at = text.find('&', at + 1))
        if (reference(text, at, value)) return true;
    return false;
}

}  // namespace

Html read_html(std::string_view utf8) {
    if (!base::is_utf8(utf8) || utf8.find('\0') != npos) {
        const auto mended = base::to_utf8(utf8);
        return mended.find('\0') == npos ? read_html(mended) : Html();
    }
    if (const auto tame = tamed(utf8)) return parse(*tame);
    return parse(utf8);
}

std::string html_text(std::string_view utf8) {
    if (utf8.find_first_of(std::string_view("<&\0", 3)) != npos || !base::is_utf8(utf8)) return read_html(utf8).text;
    BlockText text;
    text.add(utf8);
    return text.take();
}

std::string any_text(std::string_view utf8) {
    std::string text(utf8);
    for (int round = 0; round < 4; ++round) {
        const bool markup = has_markup(text);
        if (!markup && !has_reference(text)) return plain_text(text);
        if (!markup) {
            text = unescape_entities(text);
            continue;
        }
        text = html_text(text);
        // Tags that show now were meant to be read ("the <p> tag"); those that are still escaped were not.
        if (text.find("&lt;") == npos && !has_reference(text)) return text;
        text = unescape_entities(text);
    }
    return plain_text(text);
}

std::string plain_text(std::string_view utf8) {
    if (!base::is_utf8(utf8)) return plain_text(base::to_utf8(utf8));
    BlockText text;
    text.reserve(utf8.size());
    text.add(utf8, true);
    return text.take();
}

std::string unescape_entities(std::string_view utf8) {
    std::string text;
    text.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const auto next = std::min(utf8.find('&', at), utf8.size());
        text.append(utf8, at, next - at);
        if ((at = next) == utf8.size()) break;
        char32_t value = 0;
        const auto length = reference(utf8, at, value);
        if (length) base::append_utf8(text, value);
        else text += '&';
        at += std::max<std::size_t>(length, 1);
    }
    return text;
}

}  // namespace needfirst::text
