// SPDX-License-Identifier: Apache-2.0
#include "format/moodle/field.hpp"

#include "base/decode.hpp"
#include "text/html.hpp"

#include <charconv>
#include <vector>

namespace needfirst::format::moodle {
namespace {

constexpr std::string_view null_value = "$@NULL@$";

/// `$@PAGEVIEWBYID*7@$` is a link that a restore writes anew; as text it says nothing.
std::string without_encoded_links(std::string_view text) {
    std::string out;
    std::size_t kept = 0;  // up to there
    for (std::size_t from = 0; (from = text.find("$@", from)) != text.npos;) {
        std::size_t end = from + 2;
        while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '*' ||
                                     text[end] == '_' || text[end] == '-'))
            ++end;
        if (end == from + 2 || text.compare(end, 2, "@$") != 0) {
            from = std::max(end, from + 2);
            continue;
        }
        out.append(text.substr(kept, from - kept));
        from = kept = end + 2;
    }
    return out.append(text.substr(kept));
}

/// One stretch of text that stands in one language.
struct Variant {
    std::size_t from, to;    ///< the whole, with its marks
    std::size_t begin, end;  ///< the text inside
    std::string language;
};

/// The next `{mlang xx}...{mlang}` from `at` on; from == npos where there is none.
Variant next_mlang(std::string_view text, std::size_t at) {
    while ((at = text.find("{mlang ", at)) != text.npos) {
        const std::size_t close = text.find('}', at);
        if (close == text.npos) break;
        const std::size_t end = text.find("{mlang", close);
        if (end == text.npos) break;
        const std::size_t last = text.find('}', end);
        if (last == text.npos) break;
        const std::string code = base::ascii_lower(base::trim(text.substr(at + 7, close - at - 7)));
        const std::size_t to = text[end + 6] == '}' ? last + 1 : end;  // a block may end where the next one begins
        return {at, to, close + 1, end, code};
    }
    return {text.npos, text.npos, 0, 0, {}};
}

/// The next `<span ... class="multilang" ...>...</span>`.
Variant next_multilang_span(std::string_view text, std::size_t at) {
    while ((at = text.find("<span", at)) != text.npos) {
        const std::size_t close = text.find('>', at);
        if (close == text.npos) break;
        const std::string_view tag = text.substr(at, close - at);
        const std::size_t lang = tag.find("lang=\"");
        if (tag.find("multilang") != tag.npos && lang != tag.npos) {
            const std::size_t end = text.find("</span>", close);
            if (end == text.npos) break;
            const std::size_t begin = lang + 6;
            const std::string code = base::ascii_lower(tag.substr(begin, tag.find('"', begin) - begin));
            return {at, end + 7, close + 1, end, code};
        }
        at = close;
    }
    return {text.npos, text.npos, 0, 0, {}};
}

bool speaks(std::string_view code, std::string_view language) {
    return !language.empty() && code.substr(0, 2) == language.substr(0, 2);
}

/// Which of neighbouring variants a learner sees.
std::size_t chosen(const std::vector<Variant>& variants, std::string_view language) {
    for (const std::string_view wanted : {language, std::string_view("en"), std::string_view("other")})
        for (std::size_t i = 0; i < variants.size(); ++i)
            if (speaks(variants[i].language, wanted)) return i;
    return 0;
}

template <class Next>
std::string one_language(std::string_view text, std::string_view language, Next next) {
    std::string out;
    std::size_t at = 0;
    Variant variant = next(text, 0);
    while (variant.from != text.npos) {
        std::vector<Variant> run = {variant};
        for (variant = next(text, variant.to); variant.from != text.npos; variant = next(text, variant.to)) {
            if (!base::trim(text.substr(run.back().to, variant.from - run.back().to)).empty()) break;
            run.push_back(variant);
        }
        const Variant& kept = run[chosen(run, language)];
        out.append(text.substr(at, run.front().from - at)).append(text.substr(kept.begin, kept.end - kept.begin));
        at = run.back().to;
    }
    return out.append(text.substr(at));
}

}  // namespace

std::int64_t to_number(std::string_view text) {
    std::int64_t result = 0;
    text = base::trim(text);
    std::from_chars(text.data(), text.data() + text.size(), result);
    return result;
}

std::string value(base::xml::Element parent, std::string_view child) {
    std::string text = parent.text_of(child);
    return text == null_value ? std::string() : text;
}

std::int64_t number(base::xml::Element parent, std::string_view child) { return to_number(parent.text_of(child)); }

std::string markup(std::string_view value, std::string_view language) {
    std::string text(value);
    if (text.find("$@") != text.npos)
        text = without_encoded_links(base::replaced(base::replaced(text, null_value, ""), "$@LINEFEED@$", "\n"));
    if (text.find("{mlang ") != text.npos) text = one_language(text, language, next_mlang);
    if (text.find("multilang") != text.npos) text = one_language(text, language, next_multilang_span);
    return text;
}

std::string visible(std::string_view value, std::string_view format, std::string_view language) {
    const std::string text = markup(value, language);
    // Only HTML and what may be HTML is parsed: plain text and Markdown part their lines by line breaks.
    const bool tagged = text.find('<') != text.npos && format != "2";
    if (tagged) return text::html_text(text);
    return text::plain_text(format == "2" ? text : text::unescape_entities(text));
}

std::string visible_child(base::xml::Element parent, std::string_view name, std::string_view language) {
    return visible(value(parent, name), value(parent, std::string(name) + "format"), language);
}

std::string title(std::string_view value, std::string_view language) {
    std::string text = visible(value, "1", language);
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

}  // namespace needfirst::format::moodle
