// SPDX-License-Identifier: Apache-2.0
#include "base/json.hpp"

#include "base/deadline.hpp"
#include "base/decode.hpp"
#include "base/error.hpp"
#include "base/limits.hpp"

#include <cstdlib>
#include <optional>

#include <Poco/Exception.h>
#include <Poco/JSON/Parser.h>
#include <spdlog/fmt/fmt.h>

namespace needfirst::base::json {
namespace {

constexpr auto npos = std::string_view::npos;

/// Hands out the numbers of a JSON text as they were written, one by one.
class Numbers {
public:
    explicit Numbers(std::string_view source) : source_(source) {}

    std::string_view next() {
        while (at_ < source_.size() && source_[at_] != '-' && (source_[at_] < '0' || source_[at_] > '9')) {
            if (source_[at_] == '"') skip_string();
            ++at_;
        }
        if (at_ >= source_.size()) return {};
        const auto begin = at_;
        at_ = std::min(source_.find_first_not_of("+-.0123456789eE", at_), source_.size());
        return source_.substr(begin, at_ - begin);
    }

    std::size_t at() const { return at_; }

private:
    void skip_string() {
        for (++at_; at_ < source_.size() && source_[at_] != '"'; ++at_)
            if (source_[at_] == '\\') ++at_;
    }

    std::string_view source_;
    std::size_t at_ = 0;
};

/// Enough to find it by, whatever stands there.
std::string clipped(const std::string& text) {
    constexpr std::size_t most = 200;
    return text.size() <= most ? text : text.substr(0, most) + "...";
}

class Builder : public Poco::JSON::Handler {
public:
    explicit Builder(std::string_view source) : numbers_(source) {}

    void reset() override {}
    void startObject() override { open(Type::object); }
    void startArray() override { open(Type::array); }
    void endObject() override { open_.pop_back(); }
    void endArray() override { open_.pop_back(); }
    void key(const std::string& name) override { open_.back()->members.push_back({name, {}}); }
    void null() override { add(); }
    void value(int) override { number(); }
    void value(unsigned) override { number(); }
    void value(Poco::Int64) override { number(); }
    void value(Poco::UInt64) override { number(); }
    void value(double) override { number(); }
    void value(const std::string& text) override {
        auto& made = add();
        made.type = Type::string;
        made.string = text;
    }
    void value(bool truth) override {
        auto& made = add();
        made.type = Type::boolean;
        made.truth = truth;
    }

    /// Where the last value stands: $.course.lessons[3]
    std::string place() const {
        std::string path = "$";
        for (const auto* value : open_)
            if (!value->elements.empty()) path += fmt::format("[{}]", value->elements.size() - 1);
            else if (!value->members.empty()) path += "." + value->members.back().name.substr(0, 80);
        return clipped(path);
    }

    Value root;

private:
    Value& add() {
        Deadline::check();
        if (++values_ > most_values) throw InputError(std::string(too_many_values));
        if (open_.empty()) return root;
        auto& parent = *open_.back();
        return parent.type == Type::array ? parent.elements.emplace_back() : parent.members.back().value;
    }
    // What is open is the last of its parent: nothing moves under these pointers.
    void open(Type type) {
        auto& made = add();
        made.type = type;
        open_.push_back(&made);
    }
    void number() {
        auto& made = add();
        made.type = Type::number;
        made.string = numbers_.next();
        made.number = std::strtod(made.string.c_str(), nullptr);
    }

    std::size_t values_ = 0;
    Numbers numbers_;
    std::vector<Value*> open_;
};

/// \uNNNN at source[at], or -1.
int unicode_escape(std::string_view source, std::size_t at) {
    if (at + 6 > source.size() || source[at] != '\\' || source[at + 1] != 'u') return -1;
    char* end = nullptr;
    const std::string digits(source.substr(at + 2, 4));
    const auto code = std::strtol(digits.c_str(), &end, 16);
    return *end == 0 ? static_cast<int>(code) : -1;
}

/// What Poco refuses though others write it: halves of surrogate pairs, control characters in strings, and integers of
/// more than 64 bits.
std::string mend(std::string_view source) {
    std::string mended;
    mended.reserve(source.size() + 64);
    bool in_string = false;
    for (std::size_t i = 0; i < source.size(); ++i) {
        const char c = source[i];
        if (!in_string && (c == '-' || (c >= '0' && c <= '9'))) {
            const auto end = std::min(source.find_first_not_of("+-.0123456789eE", i), source.size());
            const auto number = source.substr(i, end - i);
            mended += number;
            if (number.size() > 18 && number.find_first_of(".eE") == npos) mended += ".0";
            i = end - 1;
        } else if (in_string && c == '\\') {
            const int code = unicode_escape(source, i);
            const int next = unicode_escape(source, i + 6);
            const bool pair = code >= 0xD800 && code < 0xDC00 && next >= 0xDC00 && next < 0xE000;
            const bool half = code >= 0xD800 && code < 0xE000 && !pair;
            const std::size_t length = pair ? 12 : code >= 0 ? 6 : 2;
            mended += half ? std::string_view("\\ufffd") : source.substr(i, length);
            i += length - 1;
        } else {
            if (c == '"') in_string = !in_string;
            mended += in_string && static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return mended;
}

/// What is wrong and where, or nothing.
std::optional<std::string> build(Value& root, const std::string& text, std::string_view source) {
    Poco::SharedPtr<Builder> builder(new Builder(source));
    Poco::JSON::Parser parser(builder);
    parser.setDepth(Limits{}.nesting);
    try {
        parser.parse(text);
    } catch (const Poco::Exception& e) {
        return fmt::format("not JSON: {} at {}", clipped(e.message()), builder->place());
    }
    root = std::move(builder->root);
    return std::nullopt;
}

}  // namespace

Value parse(std::string_view utf8) {
    if (utf8.starts_with("\xEF\xBB\xBF")) utf8.remove_prefix(3);
    utf8 = trim(utf8);
    Value root;
    if (!build(root, std::string(utf8), utf8)) return root;
    if (const auto problem = build(root, mend(utf8), utf8)) throw InputError(*problem);
    return root;
}

const Value& Value::operator[](std::string_view key) const {
    static const Value nothing;
    for (const auto& [name, value] : members)
        if (name == key) return value;
    return nothing;
}

const Value& Value::operator[](std::size_t index) const {
    static const Value nothing;
    return index < elements.size() ? elements[index] : nothing;
}

std::string_view Value::text() const {
    if (type == Type::boolean) return truth ? "true" : "false";
    return type == Type::string || type == Type::number ? std::string_view(string) : std::string_view();
}

}  // namespace needfirst::base::json
