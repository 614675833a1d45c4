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

namespace needfirst::base {
class Save;
class Load;
}  // namespace needfirst::base

namespace needfirst::text {

class BookBuilder;
struct BuiltBook;

/// What a phrase is for: it belongs to a group, and is heard only where another of its group is, if it says `unless`.
struct Group {
    std::uint32_t number = 0;
    bool unless = false;
};

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

/// All phrases of one language, over the stems of words (built_book.hpp). Once built it is only read, by any number of
/// Ears in any number of threads.
class PhraseBook {
public:
    PhraseBook();  ///< one to be loaded
    explicit PhraseBook(std::string_view language);
    ~PhraseBook();
    PhraseBook(PhraseBook&&) noexcept;

    /// Looks up a list of the pack by name; null where there is none. A list stays where it is until build().
    using Lists = std::function<const std::vector<Phrase>*(std::string_view name)>;
    /// Enters a phrase under the caller's id. Throws PhraseError (unknown list, '^' or '$' in the middle).
    void add(const Phrase& phrase, std::uint32_t id, const Lists& lists, Group group = {});
    /// Enters a regular expression (RE2 syntax, case-blind), matched within a sentence. Throws PhraseError.
    void add_regex(const std::string& pattern, std::uint32_t id, Group group = {});
    /// Call once, after the last add.
    void build();

    /// One that is built.
    static void fields(base::Save& save, const PhraseBook& book);
    static void fields(base::Load& load, PhraseBook& book);

private:
    friend class Ear;
    std::unique_ptr<BookBuilder> builder_;  ///< until it is built
    std::unique_ptr<BuiltBook> built_;
};

/// Listens to texts with one PhraseBook, without allocating per token. One thread; a copy may be another's, and they
/// share what they remember of sentences.
class Ear {
public:
    explicit Ear(const PhraseBook& book);
    ~Ear();
    Ear(const Ear& other);
    Ear(Ear&&) noexcept;

    /// Calls `heard` for each sentence of `text` in which a phrase matches, in order, with its hits in the order of
    /// their ends, those of regular expressions last. `text` is shorter than 4 GB. A sentence ends after 1,023 words at
    /// the latest.
    void listen(std::string_view text, const std::function<void(const Sentence&)>& heard);
    /// From the next sentence on, phrases are heard whose group g is wanted: wanted[g] is not 0. Until the first call,
    /// all. What stands there must not change while the Ear lives.
    void attend(std::span<const std::uint8_t> wanted);
    /// Within `heard`: the hits of the sentence at hand, with what is attended to now. They live until the next.
    std::span<const Hit> again();
    /// Words in all texts listened to since the last call, in halves.
    std::uint64_t take_half_words();

private:
    struct Shared;
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace needfirst::text
