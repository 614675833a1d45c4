// SPDX-License-Identifier: Apache-2.0
#include "text/html_guard.hpp"

#include "base/decode.hpp"

#include <algorithm>

namespace needfirst::text {
namespace {

constexpr std::size_t max_attributes = 256, max_depth = 1000;
constexpr auto npos = std::string_view::npos;

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

std::optional<std::string> tamed(std::string_view html) { return Guard(html).run(); }

}  // namespace needfirst::text
