// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "text/phrase.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace needfirst::text {

class PhraseGraph;
struct BuiltBook;

/// A phrase heard: the id it was entered with, and the words it was heard in: text[begin, end) of the whole text.
struct Hit {
    std::uint32_t phrase;
    std::uint32_t begin, end;
};

/// A sentence in which something was heard.
struct Sentence {
    std::string_view text;  ///< with trailing blanks
    std::size_t begin;      ///< in the text that was listened to
    std::size_t number;     ///< counts sentences of that text from 0
    std::span<const Hit> hits;
};

/// All phrases of one language as one automaton over the stems of words (built_book.hpp). Once built it is only read,
/// by any number of Ears in any number of threads.
class PhraseBook {
public:
    explicit PhraseBook(std::string_view language);
    ~PhraseBook();
    PhraseBook(PhraseBook&&) noexcept;

    /// Looks up a list of the pack by name; null where there is none. A list stays where it is until build().
    using Lists = std::function<const std::vector<Phrase>*(std::string_view name)>;
    /// Enters a phrase under the caller's id. Throws PhraseError (unknown list, '^' or '$' in the middle).
    void add(const Phrase& phrase, std::uint32_t id, const Lists& lists);
    /// Enters a regular expression (RE2 syntax, case-blind), matched within a sentence. Throws PhraseError.
    void add_regex(const std::string& pattern, std::uint32_t id);
    /// Call once, after the last add.
    void build();

    std::size_t nodes() const;

private:
    friend class Ear;
    std::unique_ptr<PhraseGraph> graph_;  ///< until it is built
    std::unique_ptr<BuiltBook> built_;
};

/// Listens to texts with one PhraseBook: tokenises and walks each text once, without allocating per token. One thread.
class Ear {
public:
    explicit Ear(const PhraseBook& book);
    ~Ear();
    Ear(Ear&&) noexcept;

    /// Calls `heard` for each sentence of `text` in which a phrase matches, in order. `text` is
    /// shorter than 4 GB.
    void listen(std::string_view text, const std::function<void(const Sentence&)>& heard);
    /// Words in all texts listened to since the last call, in halves.
    std::uint64_t take_half_words();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace needfirst::text
