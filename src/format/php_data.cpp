// SPDX-License-Identifier: Apache-2.0
#include "format/php_data.hpp"

#include "base/error.hpp"

#include <charconv>

namespace needfirst::format {
namespace {

using base::json::Type;
using base::json::Value;

constexpr int most_levels = 100;
constexpr std::size_t most_values = 2'000'000;

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    Value value(int level = 0) {
        if (level > most_levels || ++values_ > most_values) fail("nested too deep, or too many values");
        const char type = next();
        switch (type) {
            case 'N': expect(';'); return {};
            case 'b':
            case 'i':
            case 'd': return scalar(type);
            case 's': return string();
            case 'a': expect(':'); return members(level);
            case 'O':
                expect(':');
                quoted();
                expect(':');
                return members(level);
            case 'C': return custom();
            case 'r':
            case 'R':
            case 'E': until(';'); return {};
            default: --at_; fail("not a value");
        }
    }

private:
    [[noreturn]] void fail(std::string_view what) const {
        throw base::InputError(fmt::format("serialized PHP data, byte {}: {}", at_, what));
    }
    char next() {
        if (at_ >= text_.size()) fail("ends too early");
        return text_[at_++];
    }
    void expect(char c) {
        if (next() != c) fail(fmt::format("'{}' expected", c));
    }
    std::string_view until(char end) {
        const std::size_t found = text_.find(end, at_);
        if (found == text_.npos) fail("ends too early");
        const std::string_view part = text_.substr(at_, found - at_);
        at_ = found + 1;
        return part;
    }
    std::size_t length() {
        const std::string_view digits = until(':');
        std::size_t result = 0;
        if (std::from_chars(digits.data(), digits.data() + digits.size(), result).ec != std::errc())
            fail("a length expected");
        return result;
    }
    /// LENGTH:"bytes" - the length counts bytes, whatever they mean.
    std::string_view quoted() {
        const std::size_t size = length();
        expect('"');
        if (size > text_.size() - at_) fail("a string longer than the data");
        const std::string_view bytes = text_.substr(at_, size);
        at_ += size;
        expect('"');
        return bytes;
    }
    Value scalar(char type) {
        expect(':');
        Value value;
        value.string = until(';');
        value.type = type == 'b' ? Type::boolean : Type::number;
        value.truth = value.string == "1";
        std::from_chars(value.string.data(), value.string.data() + value.string.size(), value.number);
        return value;
    }
    Value string() {
        expect(':');
        Value value;
        value.type = Type::string;
        value.string = quoted();
        expect(';');
        return value;
    }
    Value custom() {
        expect(':');
        quoted();
        expect(':');
        const std::size_t size = length();
        if (size + 2 > text_.size() - at_) fail("an object longer than the data");
        at_ += size + 2;
        return {};
    }
    Value members(int level) {
        Value value;
        value.type = Type::object;
        const std::size_t count = length();
        expect('{');
        for (std::size_t i = 0; i < count; ++i) {
            const Value key = this->value(level + 1);
            std::string name = key.string;
            if (const std::size_t zero = name.rfind('\0'); zero != name.npos) name.erase(0, zero + 1);
            value.members.push_back({std::move(name), this->value(level + 1)});
        }
        expect('}');
        return value;
    }

    const std::string_view text_;
    std::size_t at_ = 0, values_ = 0;
};

}  // namespace

Value parse_php(std::string_view serialized) { return Parser(serialized).value(); }

}  // namespace needfirst::format
