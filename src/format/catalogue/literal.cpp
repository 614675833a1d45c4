// SPDX-License-Identifier: Apache-2.0
#include "format/catalogue/literal.hpp"

#include "base/decode.hpp"
#include "base/limits.hpp"

namespace needfirst::format::catalogue {
namespace {

using base::json::Type;
using base::json::Value;
constexpr auto npos = std::string_view::npos;

bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }
bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

class Parser {
public:
    /// `values` counts them; none is read past base::json::most_values.
    Parser(base::JsStrings& strings, std::size_t& at, std::size_t& values)
        : source_(strings.source()), strings_(strings), at_(at), values_(values) {}

    Value value(std::uint32_t depth) {
        if (++values_ > base::json::most_values) at_ = source_.size();
        blanks();
        const char c = peek();
        if (c == '{' && depth < base::Limits().nesting) return object(depth);
        if (c == '[' && depth < base::Limits().nesting) return array(depth);
        if (is_quote(c)) return string();
        return other();
    }

    void blanks() {
        while (at_ < source_.size()) {
            if (is_blank(source_[at_]) || source_.substr(at_, 2) == "\xC2\xA0") {
                ++at_;
            } else if (source_.substr(at_, 2) == "//") {
                at_ = std::min(source_.find('\n', at_), source_.size());
            } else if (source_.substr(at_, 2) == "/*") {
                const auto end = source_.find("*/", at_ + 2);
                at_ = end == npos ? source_.size() : end + 2;
            } else {
                return;
            }
        }
    }

private:
    char peek() const { return at_ < source_.size() ? source_[at_] : '\0'; }

    Value object(std::uint32_t depth) {
        Value found;
        found.type = Type::object;
        for (++at_; at_ < source_.size();) {
            blanks();
            if (peek() == '}' || at_ >= source_.size()) break;
            if (peek() == ',') {
                ++at_;
                continue;
            }
            const auto before = at_;
            auto key = name();
            blanks();
            if (peek() != ':') {
                skip_code();
                if (at_ == before) ++at_;  // a bracket that fits nothing
                continue;
            }
            ++at_;
            auto member = value(depth + 1);
            if (!key.empty()) found.members.push_back({std::move(key), std::move(member)});
        }
        at_ = std::min(at_ + 1, source_.size());
        return found;
    }

    Value array(std::uint32_t depth) {
        Value found;
        found.type = Type::array;
        for (++at_; at_ < source_.size();) {
            blanks();
            if (peek() == ']' || at_ >= source_.size()) break;
            if (peek() == ',') {
                ++at_;
                continue;
            }
            const auto before = at_;
            found.elements.push_back(value(depth + 1));
            if (at_ == before) ++at_;  // a bracket that fits nothing
        }
        at_ = std::min(at_ + 1, source_.size());
        return found;
    }

    std::string name() {
        if (is_quote(peek())) {
            if (auto key = strings_.read(at_)) return *key;
            at_ = source_.size();
            return {};
        }
        const auto begin = at_;
        while (is_word(peek())) ++at_;
        return std::string(source_.substr(begin, at_ - begin));
    }

    /// One string, or several joined with +.
    Value string() {
        Value found;
        found.type = Type::string;
        while (is_quote(peek())) {
            auto part = strings_.read(at_);
            if (!part) {
                // It never closes on its line: the line is all there is of it.
                const auto end = std::min(source_.find('\n', at_), source_.size());
                found.string += source_.substr(at_ + 1, end - at_ - 1);
                at_ = end;
                return found;
            }
            found.string += *part;
            blanks();
            if (peek() != '+') break;
            ++at_;
            blanks();
        }
        if (peek() != ',' && peek() != '}' && peek() != ']' && peek() != ':') skip_code();
        return found;
    }

    Value other() {
        const auto begin = at_;
        while (is_word(peek()) || peek() == '.' || peek() == '-' || peek() == '+') ++at_;
        const auto word = source_.substr(begin, at_ - begin);
        Value found;
        if (word == "true" || word == "false") {
            found.type = Type::boolean;
            found.truth = word == "true";
        } else if (!word.empty() && (word[0] == '-' || (word[0] >= '0' && word[0] <= '9'))) {
            found.type = Type::number;
            found.string = word;
        }
        skip_code();
        return found;
    }

    /// Moves to the comma or bracket that ends this value, over brackets and strings inside it.
    void skip_code() {
        int open = 0;
        while (at_ < source_.size()) {
            const char c = source_[at_];
            if (is_quote(c)) {
                if (!strings_.read(at_)) ++at_;
                continue;
            }
            if (open == 0 && (c == ',' || c == '}' || c == ']' || c == ';')) return;
            if (c == '(' || c == '{' || c == '[') ++open;
            if ((c == ')' || c == '}' || c == ']') && open > 0) --open;
            ++at_;
        }
    }

    std::string_view source_;
    base::JsStrings& strings_;
    std::size_t& at_;
    std::size_t& values_;
};

/// The variable or property that is given the value behind `at`: "courses" of "export const courses = [".
std::string name_before(std::string_view source, std::size_t at) {
    while (at > 0 && (is_blank(source[at - 1]) || source[at - 1] == '=' || source[at - 1] == '(')) --at;
    const auto end = at;
    while (at > 0 && is_word(source[at - 1])) --at;
    return std::string(source.substr(at, end - at));
}

}  // namespace

Value literal_at(std::string_view source, std::size_t& at) {
    base::JsStrings strings(source);
    std::size_t values = 0;
    Parser parser(strings, at, values);
    parser.blanks();
    if (at >= source.size() || (source[at] != '{' && source[at] != '[')) return {};
    return parser.value(0);
}

Value script_data(std::string_view source, bool* whole) {
    Value found;
    found.type = Type::object;
    base::JsStrings strings(source);
    std::size_t values = 0;
    for (std::size_t at = 0; at < source.size();) {
        Parser parser(strings, at, values);
        parser.blanks();
        if (at >= source.size()) break;
        const char c = source[at];
        if (is_quote(c)) {
            if (!strings.read(at)) ++at;
            continue;
        }
        const auto last = source.substr(0, at).find_last_not_of(" \t\r\n");
        const char before = last == npos ? '=' : source[last];
        const bool given = before == '=' || before == '(' || source.substr(0, last + 1).ends_with("default");
        if ((c == '[' || c == '{') && given) {
            auto name = name_before(source, at);
            auto value = parser.value(0);
            if (!value.members.empty() || !value.elements.empty())
                found.members.push_back({std::move(name), std::move(value)});
            continue;
        }
        ++at;
    }
    if (whole != nullptr) *whole = values <= base::json::most_values;
    return found;
}

}  // namespace needfirst::format::catalogue
