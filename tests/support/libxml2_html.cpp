// SPDX-License-Identifier: Apache-2.0
#include "support/libxml2_html.hpp"

#include "base/decode.hpp"
#include "text/block_text.hpp"

#include <algorithm>
#include <array>
#include <climits>
#include <cstdint>
#include <memory>
#include <optional>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

namespace needfirst::support {
namespace {

using text::BlockText;
using text::Html;
using text::Link;
using text::plain_text;

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

/// libxml2 is quadratic in the attributes of one tag and in the depth of unclosed tags.
constexpr std::size_t max_attributes = 256, max_depth = 1000;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Elements that have no end tag, or whose end tag authors leave out.
bool closes_by_itself(std::string_view name) {
    constexpr std::string_view names[] = {"area",  "base",   "br",    "col", "dd",    "dt",    "embed",  "frame",
                                          "hr",    "img",    "input", "li",  "link",  "meta",  "option", "p",
                                          "param", "source", "td",    "th",  "thead", "tbody", "tr",     "wbr"};
    return std::any_of(std::begin(names), std::end(names),
                       [&](std::string_view one) { return base::same_ignoring_case(one, name); });
}

class Guard {
public:
    explicit Guard(std::string_view html) : html_(html) {}

    std::optional<std::string> run() {
        for (at_ = html_.find('<'); at_ < html_.size(); at_ = html_.find('<', at_)) {
            const auto next = at_ + 1 < html_.size() ? html_[at_ + 1] : ' ';
            if (next == '!' && html_.substr(at_, 4) == "<!--") at_ = std::min(html_.find("-->", at_), html_.size());
            else if (next == '/') end_tag();
            else if (is_letter(next)) start_tag();
            else ++at_;
        }
        return std::move(changed_);
    }

private:
    void end_tag() {
        const auto begin = at_;
        at_ = std::min(html_.find('>', at_), html_.size());
        if (closes_by_itself(name(begin + 2))) return;
        if (depth_ > max_depth) paragraph(begin);
        if (depth_ > 0) --depth_;
    }

    void start_tag() {
        const auto begin = at_;
        attributes();
        const auto tag = name(begin + 1);
        if (closes_by_itself(tag) || html_[at_ - 1] == '/') return;
        if (base::same_ignoring_case(tag, "script") || base::same_ignoring_case(tag, "style")) {
            const auto end = html_.find("</", at_);
            at_ = end == npos ? html_.size() : end;
        }
        if (++depth_ > max_depth) paragraph(begin);
    }

    /// Moves to the end of the tag; what stands behind as many attributes as we take becomes blank.
    void attributes() {
        std::size_t count = 0, flood = npos;
        for (++at_; at_ < html_.size() && html_[at_] != '>'; ++at_) {
            const char before = html_[at_ - 1];
            if ((html_[at_] == '"' || html_[at_] == '\'') && is_value(at_)) {
                const auto close = html_.find(html_[at_], at_ + 1);
                if (close != npos) at_ = close;
            } else if (is_space(before) && !is_space(html_[at_]) && ++count > max_attributes && flood == npos) {
                flood = at_;
            }
        }
        if (flood != npos) overwrite(flood, at_, {});
    }

    /// A quote opens a value only behind '='.
    bool is_value(std::size_t quote) const {
        do --quote;
        while (is_space(html_[quote]));
        return html_[quote] == '=';
    }

    std::string_view name(std::size_t begin) const {
        auto end = begin;
        while (end < html_.size() && (is_letter(html_[end]) || (html_[end] >= '0' && html_[end] <= '9'))) ++end;
        return html_.substr(begin, end - begin);
    }

    void paragraph(std::size_t begin) {
        const auto close = html_.find('>', begin);
        if (close != npos) overwrite(begin, close + 1, "<p>");
    }

    void overwrite(std::size_t begin, std::size_t end, std::string_view by) {
        if (!changed_) changed_ = std::string(html_);
        for (std::size_t i = begin; i < end; ++i) (*changed_)[i] = i - begin < by.size() ? by[i - begin] : ' ';
    }

    std::string_view html_;
    std::optional<std::string> changed_;
    std::size_t at_ = 0, depth_ = 0;
};

}  // namespace

text::Html libxml2_html(std::string_view utf8) {
    const auto tame = Guard(utf8).run();
    return parse(tame ? std::string_view(*tame) : utf8);
}

}  // namespace needfirst::support
