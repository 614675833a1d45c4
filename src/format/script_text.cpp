// SPDX-License-Identifier: Apache-2.0
#include "format/script_text.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "text/html.hpp"

#include <array>

namespace needfirst::format {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$' || c == '.'; }

/// Walks JavaScript, knowing strings, templates, comments and regular expressions, and nothing more.
class Scanner {
public:
    explicit Scanner(std::string_view source) : source_(source), strings_(source) {}

    std::vector<Literal> literals(std::size_t most) {
        while (at_ < source_.size() && found_.size() < most) step();
        return std::move(found_);
    }

private:
    void step() {
        const char c = source_[at_];
        if (c == '/' && next() == '/') at_ = std::min(source_.find('\n', at_), source_.size());
        else if (c == '/' && next() == '*') skip_comment();
        else if (c == '/' && begins_expression()) skip_regex();
        else if (c == '"' || c == '\'' || c == '`') take_string(c);
        else note(c);
    }

    void note(char c) {
        if (!is_space(c)) {
            last_ = c;
            last_at_ = at_;
        }
        ++at_;
    }

    char next() const { return at_ + 1 < source_.size() ? source_[at_ + 1] : '\0'; }

    void skip_comment() {
        const std::size_t end = source_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? source_.size() : end + 2;
    }

    /// A slash here starts a regular expression, not a division.
    bool begins_expression() const {
        return last_ == '\0' || std::string_view("(,=:[!&|?{};+").find(last_) != std::string_view::npos;
    }

    void skip_regex() {
        bool in_class = false;
        std::size_t at = at_ + 1;
        for (; at < source_.size() && source_[at] != '\n'; ++at) {
            if (source_[at] == '\\') ++at;
            else if (source_[at] == '[') in_class = true;
            else if (source_[at] == ']') in_class = false;
            else if (source_[at] == '/' && !in_class) break;
        }
        last_ = '/';
        at_ = std::min(at + 1, source_.size());
    }

    void take_string(char quote) {
        const char before = last_;
        const std::size_t before_at = last_at_;
        Literal literal;
        if (quote == '`') {
            literal.value = take_template();
        } else {
            std::size_t end = at_;
            auto value = strings_.read(end);
            if (!value || end <= at_) {
                ++at_;
                return;
            }
            literal.value = std::move(*value);
            at_ = end;
        }
        last_ = quote;
        std::size_t after = at_;
        while (after < source_.size() && is_space(source_[after])) ++after;
        const char follows = after < source_.size() ? source_[after] : '\0';
        const bool is_key = follows == ':' && (before == '{' || before == ',');
        literal.data = before != '+' && follows != '+' && !is_key && !is_output(before, before_at);
        found_.push_back(std::move(literal));
    }

    /// The parts of a template literal between its expressions.
    std::string take_template() {
        std::string value;
        std::size_t at = at_ + 1;
        for (; at < source_.size() && source_[at] != '`'; ++at) {
            if (source_[at] == '\\' && at + 1 < source_.size()) {
                value += source_[++at] == 'n' ? '\n' : source_[at];
            } else if (source_[at] == '$' && at + 1 < source_.size() && source_[at + 1] == '{') {
                at = end_of_expression(at + 2);
                value += ' ';
            } else {
                value += source_[at];
            }
        }
        at_ = std::min(at + 1, source_.size());
        return value;
    }

    std::size_t end_of_expression(std::size_t at) const {
        for (int depth = 1; at < source_.size(); ++at) {
            if (source_[at] == '{') ++depth;
            if (source_[at] == '}' && --depth == 0) return at;
        }
        return source_.size() - 1;
    }

    /// "(" of a call whose text goes to the console, an error or the document piece by piece.
    bool is_output(char before, std::size_t before_at) const {
        if (before != '(') return false;
        std::size_t begin = before_at;
        while (begin > 0 && is_name(source_[begin - 1])) --begin;
        const std::string_view callee = source_.substr(begin, before_at - begin);
        constexpr std::array<std::string_view, 14> outputs = {
            "alert", "confirm", "document.write", "document.writeln", "Error", "getElementById", "querySelector", "log",
            "warn",  "error",   "debug",          "setTimeout",       "eval",  "WriteToDebug"};
        const std::string_view tail = callee.substr(std::min(callee.rfind('.') + 1, callee.size()));
        return std::any_of(outputs.begin(), outputs.end(),
                           [&](std::string_view name) { return name == callee || name == tail; });
    }

    std::string_view source_;
    base::JsStrings strings_;
    std::size_t at_ = 0, last_at_ = 0;
    char last_ = '\0';
    std::vector<Literal> found_;
};

std::size_t count_words(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (const char c : text) {
        const bool letter = std::isalpha(static_cast<unsigned char>(c)) || (static_cast<unsigned char>(c) & 0x80);
        if (is_space(c)) inside = false;
        else if (letter && !inside) {
            inside = true;
            ++words;
        }
    }
    // Scripts without spaces between words: three bytes a letter, about two letters a word.
    std::size_t wide = 0;
    for (const char c : text) wide += static_cast<unsigned char>(c) >= 0xE3 && static_cast<unsigned char>(c) <= 0xED;
    return std::max(words, wide / 2);
}

/// Signs of code, style sheets and paths in a string.
bool looks_like_code(std::string_view text) {
    constexpr std::array<std::string_view, 17> signs = {
        "function(", "function (", "=>",         "};", "){", ") {",        "return ",    "var(--", "px;",
        "rgba(",     "</script",   "http-equiv", "&&", "==", "use strict", "translate(", "url("};
    return std::any_of(signs.begin(), signs.end(),
                       [&](std::string_view sign) { return text.find(sign) != std::string_view::npos; });
}

void collect(const base::json::Value& value, std::string& out) {
    if (value.is_string()) {
        if (count_words(value.string) < 2 || looks_like_code(value.string)) return;
        const std::string text = text::any_text(value.string);
        if (!text.empty()) out.append(out.empty() ? "" : "\n").append(text);
    }
    for (const auto& element : value.elements) collect(element, out);
    for (const auto& member : value.members) collect(member.value, out);
}

/// The JSON value that a script consists of: `var d = {...};`. Empty where it is more than that.
std::string_view assigned_json(std::string_view script) {
    const std::size_t equals = script.find('=');
    const std::size_t begin = script.find_first_of("{[");
    if (equals == std::string_view::npos || begin == std::string_view::npos || equals > begin) return {};
    if (script.substr(0, equals).find_first_of("({;'\"") != std::string_view::npos) return {};
    const std::size_t end = script.find_last_of("}]");
    if (end == std::string_view::npos || end <= begin) return {};
    const std::string_view rest = base::trim(script.substr(end + 1));
    return rest.empty() || rest == ";" ? script.substr(begin, end - begin + 1) : std::string_view();
}

}  // namespace

std::vector<Literal> script_literals(std::string_view script, std::size_t most) {
    return Scanner(script).literals(most);
}

std::string json_text(std::string_view json) {
    std::string out;
    try {
        collect(base::json::parse(json), out);
    } catch (const base::InputError&) {
        return {};
    }
    return out;
}

std::string script_text(std::string_view script) {
    if (const std::string_view json = assigned_json(script); !json.empty())
        if (std::string text = json_text(json); !text.empty()) return text;
    std::string out;
    for (const Literal& literal : script_literals(script)) {
        if (!literal.data || count_words(literal.value) < 3 || looks_like_code(literal.value)) continue;
        const std::string text = text::any_text(literal.value);
        if (count_words(text) >= 3) out.append(out.empty() ? "" : "\n").append(text);
    }
    return out;
}

std::string encoded_text(std::string_view html) {
    constexpr std::string_view begin_of_json = "eyJ";  // {"
    std::string out;
    for (std::size_t at = html.find(begin_of_json); at != std::string_view::npos;
         at = html.find(begin_of_json, at + 1)) {
        if (at == 0 || (html[at - 1] != '"' && html[at - 1] != '\'')) continue;
        const std::size_t end = html.find(html[at - 1], at);
        if (end == std::string_view::npos) break;
        if (const auto bytes = base::from_base64(html.substr(at, end - at)))
            if (const std::string text = json_text(*bytes); !text.empty())
                out.append(out.empty() ? "" : "\n").append(text);
        at = end;
    }
    return out;
}

bool is_library_script(std::string_view member) {
    const std::string path = base::ascii_lower(member);
    const std::string name = path.substr(path.rfind('/') + 1);
    constexpr std::array<std::string_view, 25> parts = {
        "jquery",    "bootstrap", "angular",   "react",    "vue",      "modernizr", "player",
        "scorm",     "aicc",      "xapi",      "tincan",   "wrapper",  "api",       "browsersupport",
        "trivantis", "tooltip",   "swfobject", "mathjax",  "polyfill", "vendor",    "lmsrte",
        "i18n",      "html5",     "exe_",      "analytics"};
    if (name.find(".min.js") != std::string::npos || is_runtime_member(member)) return true;
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return name.find(part) != std::string::npos; });
}

bool is_runtime_member(std::string_view member) {
    const std::string path = "/" + base::ascii_lower(member);
    constexpr std::array<std::string_view, 12> parts = {
        "/scormdriver/", "/lms/",          "/lib/",          "/libs/",       "/libraries/", "/node_modules/",
        "/adapt/js/",    "/common_html5/", "/models_html5/", "/_templates/", "/cvs/",       "/.git/"};
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return path.find(part) != std::string::npos; });
}

}  // namespace needfirst::format
