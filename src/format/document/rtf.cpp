// SPDX-License-Identifier: Apache-2.0
// Rich Text Format 1.9: text of the body; groups that hold tables, pictures, fields' codes and marked destinations are
// passed over.
#include "base/charset.hpp"
#include "base/decode.hpp"
#include "format/document/families.hpp"
#include "text/html.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace needfirst::format::document {
namespace {

constexpr std::size_t max_groups = 10'000;

bool is_hidden_group(std::string_view word) {
    constexpr std::string_view words[] = {"fonttbl", "colortbl",  "stylesheet", "info",      "pict",      "object",
                                          "fldinst", "header",    "footer",     "headerl",   "footerl",   "headerr",
                                          "footerr", "listtable", "revtbl",     "themedata", "datastore", "nonshppict",
                                          "xe",      "tc",        "annotation"};
    for (const auto hidden : words)
        if (word == hidden) return true;
    return false;
}

class Reader {
public:
    explicit Reader(std::string_view source) : source_(source) {}

    std::string read() {
        groups_.push_back({});
        while (at_ < source_.size()) {
            const char c = source_[at_++];
            if (c == '{') {
                if (groups_.size() >= max_groups) break;
                groups_.push_back(groups_.back());
            } else if (c == '}') {
                flush();
                if (groups_.size() > 1) groups_.pop_back();
            } else if (c == '\\') {
                control();
            } else if (c != '\r' && c != '\n') {
                put(c);
            }
        }
        flush();
        return text::plain_text(text_);
    }

private:
    struct Group {
        bool hidden = false;
        int fallback = 1;  ///< characters that stand for a \u in old programs
    };

    /// Bytes in the document's code page wait here, so that those of two bytes stay together.
    void flush() {
        if (!bytes_.empty()) text_ += base::to_utf8(bytes_, charset_);
        bytes_.clear();
    }

    void put(char c) {
        if (skip_ > 0) --skip_;
        else if (!groups_.back().hidden) bytes_ += c;
    }

    void word_text(std::string_view text) {
        if (groups_.back().hidden) return;
        flush();
        text_ += text;
    }

    void control() {
        if (at_ >= source_.size()) return;
        const char c = source_[at_];
        if (c == '\'') {
            const std::string digits(source_.substr(at_ + 1, 2));
            at_ += std::min<std::size_t>(3, source_.size() - at_);
            return put(static_cast<char>(std::strtol(digits.c_str(), nullptr, 16)));
        }
        if (!std::isalpha(static_cast<unsigned char>(c))) {
            ++at_;
            if (c == '*') groups_.back().hidden = true;
            if (c == '~') word_text(" ");
            if (c == '\\' || c == '{' || c == '}') put(c);
            if (c == '\n' || c == '\r') word_text("\n");
            return;
        }
        auto end = at_;
        while (end < source_.size() && std::isalpha(static_cast<unsigned char>(source_[end]))) ++end;
        const auto word = source_.substr(at_, end - at_);
        auto number_end = end < source_.size() && source_[end] == '-' ? end + 1 : end;
        while (number_end < source_.size() && std::isdigit(static_cast<unsigned char>(source_[number_end])))
            ++number_end;
        const int number =
            std::atoi(std::string(source_.substr(end, std::min<std::size_t>(number_end - end, 9))).c_str());
        at_ = number_end + (number_end < source_.size() && source_[number_end] == ' ');
        act(word, number, number_end > end);
    }

    void act(std::string_view word, int number, bool numbered) {
        if (is_hidden_group(word)) groups_.back().hidden = true;
        else if (word == "par" || word == "line" || word == "row" || word == "cell" || word == "sect" || word == "page")
            word_text("\n");
        else if (word == "tab") word_text(" ");
        else if (word == "bullet") word_text("•");
        else if (word == "emdash") word_text("—");
        else if (word == "endash") word_text("–");
        else if (word == "lquote") word_text("‘");
        else if (word == "rquote") word_text("’");
        else if (word == "ldblquote") word_text("“");
        else if (word == "rdblquote") word_text("”");
        else if (word == "uc") groups_.back().fallback = std::clamp(number, 0, 8);
        else if (word == "ansicpg" && number > 0) charset_ = "windows-" + std::to_string(number);
        else if (word == "u") unicode(number);
        else if (word == "bin") at_ = std::min(source_.size(), at_ + static_cast<std::size_t>(std::max(number, 0)));
        else if (word == "v") groups_.back().hidden = number != 0 || !numbered;
    }

    /// \u is signed and of 16 bits; what lies beyond comes as two surrogates.
    void unicode(int number) {
        const auto unit = static_cast<char32_t>(number & 0xFFFF);
        skip_ = groups_.back().fallback;
        if (unit >= 0xD800 && unit < 0xDC00) return void(high_ = unit);
        std::string utf8;
        if (unit >= 0xDC00 && unit < 0xE000 && high_ != 0)
            base::append_utf8(utf8, 0x10000 + ((high_ - 0xD800) << 10) + (unit - 0xDC00));
        else base::append_utf8(utf8, unit);
        high_ = 0;
        word_text(utf8);
    }

    std::string_view source_;
    std::size_t at_ = 0;
    std::string text_, bytes_, charset_ = "windows-1252";
    std::vector<Group> groups_;
    int skip_ = 0;
    char32_t high_ = 0;
};

}  // namespace

std::string rtf_text(std::string_view bytes) { return Reader(bytes).read(); }

}  // namespace needfirst::format::document
