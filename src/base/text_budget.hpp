// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace needfirst::base {

/// How much text this thread keeps of one package while it lives. Text is what stays of a member once it was read: a
/// course of many members is held by it. An inner one holds in place of the outer one; then the outer one holds again.
class TextBudget {
public:
    /// What holding a text takes beside the text and the name of its member; it counts, too.
    static constexpr std::uint64_t held_with_it = 100;

    explicit TextBudget(std::uint64_t bytes);
    ~TextBudget();
    TextBudget(const TextBudget&) = delete;
    TextBudget& operator=(const TextBudget&) = delete;
    /// Whether a text of `member` may be kept, which counts from then on. Behind the first that may not, none may.
    static bool keeps(std::string_view text, std::string_view member);
    /// Whether a text was left out. Cheap enough for every member.
    static bool spent();
    /// For the coverage row of what is left out.
    static std::string reason();
    /// The member of the first text that was left out.
    const std::string& member() const { return member_; }

private:
    std::uint64_t limit_, left_;
    bool spent_ = false;
    std::string member_;
    TextBudget* outer_;
};

}  // namespace needfirst::base
