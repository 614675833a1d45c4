// SPDX-License-Identifier: Apache-2.0
#include "text/phrase_book.hpp"

#include "text/book_builder.hpp"
#include "text/built_book.hpp"

namespace needfirst::text {

PhraseBook::PhraseBook() : built_(std::make_unique<BuiltBook>()) {}
PhraseBook::PhraseBook(std::string_view language)
    : builder_(std::make_unique<BookBuilder>(language)), built_(std::make_unique<BuiltBook>()) {}
PhraseBook::~PhraseBook() = default;
PhraseBook::PhraseBook(PhraseBook&&) noexcept = default;

void PhraseBook::add(const Phrase& phrase, std::uint32_t id, const Lists& lists, Group group) {
    builder_->add(phrase, id, lists, group);
}

void PhraseBook::add_regex(const std::string& pattern, std::uint32_t id, Group group) {
    built_->regexes.add(pattern, id, group);
}

void PhraseBook::build() {
    builder_->finish(*built_);
    builder_.reset();
}

void PhraseBook::fields(base::Save& save, const PhraseBook& book) { save(*book.built_); }
void PhraseBook::fields(base::Load& load, PhraseBook& book) { load(*book.built_); }

}  // namespace needfirst::text
