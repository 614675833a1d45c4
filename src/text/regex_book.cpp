// SPDX-License-Identifier: Apache-2.0
#include "text/regex_book.hpp"

#include <algorithm>
#include <mutex>

#include <re2/filtered_re2.h>
#include <re2/re2.h>

namespace needfirst::text {
namespace {

constexpr int shortest_clue = 3;

re2::RE2::Options options() {
    re2::RE2::Options options;
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    return options;
}

/// What `pattern` must find, each in lower case: one of these, where there are any.
std::vector<std::string> atoms_of(const std::string& pattern, int shortest) {
    re2::FilteredRE2 filter(shortest);
    int number = 0;
    if (filter.Add(pattern, options(), &number) != re2::RE2::NoError)
        throw PhraseError(0, "not a regular expression: " + re2::RE2(pattern, options()).error());
    std::vector<std::string> atoms;
    filter.Compile(&atoms);
    return atoms;
}

bool is_in_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// The piece of an atom that lies in one word and is rarest: one with a digit, else the longest.
std::string piece_of(const std::string& atom) {
    std::string best;
    bool best_counts = false;
    for (std::size_t at = 0; at < atom.size();) {
        const auto end = static_cast<std::size_t>(
            std::find_if_not(atom.begin() + static_cast<std::ptrdiff_t>(at), atom.end(), is_in_word) - atom.begin());
        const std::string piece = atom.substr(at, end - at);
        const bool counts = std::any_of(piece.begin(), piece.end(), [](char c) { return c <= '9'; });
        if (counts > best_counts || (counts == best_counts && piece.size() > best.size()))
            best = piece, best_counts = counts;
        at = end + 1;
    }
    return best;
}

}  // namespace

struct RegexBook::Regex::Compiled {
    std::once_flag once;
    std::unique_ptr<const re2::RE2> matcher;
};

RegexBook::Regex::Regex() : compiled_(std::make_shared<Compiled>()) {}

const re2::RE2& RegexBook::Regex::matcher() const {
    std::call_once(compiled_->once, [&] { compiled_->matcher = std::make_unique<re2::RE2>(pattern, options()); });
    return *compiled_->matcher;
}

void RegexBook::add(const std::string& pattern, std::uint32_t id, Group group) {
    const auto same =
        std::find_if(regexes_.begin(), regexes_.end(), [&](const auto& one) { return one.pattern == pattern; });
    if (same != regexes_.end()) {
        same->owners.push_back({id, group});
        return;
    }
    const Clues bit = Clues{1} << std::min<std::size_t>(regexes_.size(), 63);
    Regex regex;
    regex.pattern = pattern;
    regex.owners = {{id, group}};
    const auto atoms = atoms_of(pattern, shortest_clue);
    std::vector<Clue> clues;
    for (const std::string& atom : atoms) clues.push_back({piece_of(atom), bit});
    if (atoms.empty()) {
        const auto short_ones = atoms_of(pattern, 1);
        if (short_ones.size() == 1 && short_ones[0].size() == 1 && !is_in_word(short_ones[0][0]))
            regex.sign = short_ones[0][0];
    }
    if (clues.empty() || std::any_of(clues.begin(), clues.end(), [](const Clue& clue) { return clue.piece.empty(); }))
        always_ |= bit;
    else clues_.insert(clues_.end(), clues.begin(), clues.end());
    regexes_.push_back(std::move(regex));
}

RegexBook::Clues RegexBook::clues_of(std::string_view lower) const {
    Clues found = 0;
    for (const Clue& clue : clues_)
        if (!(found & clue.of) && lower.find(clue.piece) != std::string_view::npos) found |= clue.of;
    return found;
}

void RegexBook::match(std::string_view text, std::size_t begin, std::size_t end, Clues clues,
                      const std::function<bool(const Group&)>& wanted, std::vector<Hit>& hits,
                      std::vector<std::uint32_t>& groups) const {
    clues |= always_;
    if (clues == 0) return;
    const std::string_view sentence = text.substr(begin, end - begin);
    for (std::size_t i = 0; i < regexes_.size(); ++i) {
        const Regex& regex = regexes_[i];
        if (!(clues >> std::min<std::size_t>(i, 63) & 1)) continue;
        if (std::none_of(regex.owners.begin(), regex.owners.end(), [&](const Owner& one) { return wanted(one.group); }))
            continue;
        if (regex.sign != 0 && sentence.find(regex.sign) == std::string_view::npos) continue;
        re2::StringPiece span;
        if (!regex.matcher().Match({sentence.data(), sentence.size()}, 0, sentence.size(), re2::RE2::UNANCHORED, &span,
                                   1))
            continue;
        const auto at = static_cast<std::uint32_t>(span.data() - text.data());
        for (const auto& [id, group] : regex.owners)
            if (wanted(group)) {
                hits.push_back({id, at, at + static_cast<std::uint32_t>(span.size())});
                groups.push_back(group.number);
            }
    }
}

}  // namespace needfirst::text
