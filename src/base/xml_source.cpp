// SPDX-License-Identifier: Apache-2.0
#include "base/xml_source.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"

#include <algorithm>

#include <libxml/HTMLparser.h>
#include <spdlog/fmt/fmt.h>

namespace needfirst::base::xml {
namespace {

constexpr int max_attributes = 256;
constexpr auto npos = std::string::npos;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_name(char c) { return starts_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

/// True for a character that XML allows as a numeric reference.
bool allowed(unsigned long c) {
    return c == 9 || c == 10 || c == 13 || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) ||
           (c >= 0x10000 && c <= 0x10FFFF);
}

class Scrubber {
public:
    explicit Scrubber(std::string text) : text_(std::move(text)) {}

    Source run() {
        while (at_ < text_.size()) {
            while (at_ < text_.size() && text_[at_] != '<' && text_[at_] != '&') ++at_;
            if (at_ == text_.size()) break;
            if (text_[at_] == '&') reference();
            else markup();
        }
        if (copied_ == 0) return {std::move(text_), std::move(problem_)};
        mended_.append(text_, copied_);
        return {std::move(mended_), std::move(problem_)};
    }

private:
    bool here(std::string_view what) const { return text_.compare(at_, what.size(), what) == 0; }

    void skip_past(std::string_view end) {
        const auto found = text_.find(end, at_);
        at_ = found == npos ? text_.size() : found + end.size();
    }

    void blank(std::size_t from, std::size_t to) {
        for (; from < to; ++from)
            if (text_[from] != '\n') text_[from] = ' ';
    }

    /// The next `count` bytes become `by`.
    void replace(std::size_t count, std::string_view by) {
        mended_.append(text_, copied_, at_ - copied_).append(by);
        at_ += count;
        copied_ = at_;
    }

    void complain(std::string_view message) {
        if (!problem_.empty()) return;
        const auto line = 1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n');
        problem_ = fmt::format("line {}: {}", line, message);
    }

    void markup() {
        if (here("<!--")) return at_ += 4, skip_past("-->");
        if (here("<![CDATA[")) return skip_past("]]>");
        if (here("<!DOCTYPE") || here("<!doctype")) return document_type();
        if (here("<?")) return instruction();
        if (here("</")) return skip_past(">");
        if (at_ + 1 < text_.size() && starts_name(text_[at_ + 1])) return tag();
        complain("'<' that begins no tag");
        replace(1, "&lt;");
    }

    void instruction() {
        const auto start = at_;
        const bool declaration = here("<?xml") && at_ + 5 < text_.size() && !is_name(text_[at_ + 5]);
        skip_past("?>");
        if (declaration) blank(start, at_);
    }

    void document_type() {
        const auto start = at_;
        char quote = 0;
        int brackets = 0;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (quote) {
                if (c == quote) quote = 0;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[' || c == ']') {
                brackets += c == '[' ? 1 : -1;
            } else if (c == '>' && brackets <= 0) {
                ++at_;
                break;
            }
        }
        blank(start, at_);
    }

    void tag() {
        int attributes = 0;
        for (++at_; at_ < text_.size() && text_[at_] != '>' && text_[at_] != '<';) {
            const char c = text_[at_++];
            if (c != '"' && c != '\'') continue;
            if (!value(c)) break;
            if (++attributes == max_attributes) return flood();
        }
    }

    /// Blanks what is left of a tag that has as many attributes as we take.
    void flood() {
        const auto from = at_;
        char quote = 0;
        for (; at_ < text_.size() && (quote || (text_[at_] != '>' && text_[at_] != '<')); ++at_) {
            const char c = text_[at_];
            if (quote ? c == quote : c == '"' || c == '\'') quote = quote ? '\0' : c;
        }
        const auto to = at_ < text_.size() && text_[at_ - 1] == '/' ? at_ - 1 : at_;
        if (std::string_view(text_).substr(from, to - from).find_first_not_of(" \t\n") == npos) return;
        complain(fmt::format("more than {} attributes in one tag; the rest was left out", max_attributes));
        blank(from, to);
    }

    /// An attribute's value; `at_` stands behind the opening quote. False where it never closes as values do.
    bool value(char quote) {
        const auto end = text_.find(quote, at_);
        if (end == npos) return at_ = text_.size(), false;
        if (std::string_view(text_).substr(at_, end - at_).find_first_of("<&") != npos) {
            const char after = end + 1 < text_.size() ? text_[end + 1] : ' ';
            const bool sane = is_space(after) || after == '/' || after == '>' || after == '?';
            while (at_ < end) {
                if (text_[at_] == '&') {
                    reference();
                } else if (text_[at_] == '<') {
                    if (!sane) return false;
                    complain("'<' in the value of an attribute");
                    replace(1, "&lt;");
                } else {
                    ++at_;
                }
            }
        }
        at_ = end + 1;
        return true;
    }

    void reference() {
        auto end = at_ + 1;
        while (end < text_.size() && end - at_ < 40 && (is_name(text_[end]) || text_[end] == '#')) ++end;
        if (end - at_ < 2 || end == text_.size() || text_[end] != ';') {
            complain("'&' that begins no reference");
            return replace(1, "&amp;");
        }
        const std::string name = text_.substr(at_ + 1, end - at_ - 1);
        if (name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos") {
            at_ = end + 1;
        } else if (name[0] == '#') {
            numeric(name, end + 1);
        } else if (const auto* entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()))) {
            std::string utf8;
            append_utf8(utf8, entity->value);
            replace(end + 1 - at_, utf8);
        } else {
            replace(1, "&amp;");
        }
    }

    void numeric(const std::string& name, std::size_t end) {
        const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
        const auto digits = name.substr(hex ? 2 : 1);
        const auto* const alphabet = hex ? "0123456789abcdefABCDEF" : "0123456789";
        if (digits.empty() || digits.find_first_not_of(alphabet) != npos) return replace(1, "&amp;");
        const auto code = digits.size() > 8 ? 0 : std::stoul(digits, nullptr, hex ? 16 : 10);
        if (!allowed(code)) return replace(end - at_, " ");
        if (name[1] == 'X') return replace(end - at_, fmt::format("&#x{:x};", code));
        at_ = end;
    }

    std::string text_, mended_, problem_;
    std::size_t at_ = 0, copied_ = 0;
};

}  // namespace

std::string declared_charset(std::string_view bytes) {
    auto head = bytes.substr(0, 400);
    const auto start = head.find("<?xml");
    if (start == npos) return {};
    head = head.substr(start, head.find("?>", start) - start);
    auto at = head.find("encoding");
    if (at == npos) return {};
    at = head.find_first_of("\"'", at);
    if (at == npos) return {};
    const auto end = head.find(head[at], at + 1);
    return end == npos ? std::string() : std::string(trim(head.substr(at + 1, end - at - 1)));
}

Source prepare(std::string_view bytes) { return Scrubber(to_utf8(bytes, declared_charset(bytes))).run(); }

}  // namespace needfirst::base::xml
