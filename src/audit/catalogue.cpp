// SPDX-License-Identifier: Apache-2.0
#include "audit/catalogue.hpp"

#include "audit/memory.hpp"
#include "base/fingerprint.hpp"
#include "rule/quote.hpp"

#include <algorithm>

namespace needfirst::audit {

Catalogue::Catalogue(store::Writer& writer, const store::Collected& collected) : collected_(collected) {
    if (collected.has_packages()) keys_.emplace(writer);
}

void Catalogue::add(const store::Piece& piece, std::size_t package) {
    pieces_.push_back({rows_, piece.id, package});
    for (const RowKey& key : row_keys(piece)) {
        if (keys_ && key.identifier) keys_->add(key.identifier, rows_);
        if (keys_ && key.title) keys_->add(key.title, rows_);
        ++rows_;
    }
}

void Catalogue::add(const model::Programme& programme) {
    if (!programme.courses.empty()) last_courses_.insert(base::hash64(programme.courses.back()));
}

void Catalogue::done() {
    if (keys_) keys_->done();
    claimed_ = std::vector<std::atomic<std::uint64_t>>(static_cast<std::size_t>(rows_ / 64 + 1));
}

std::vector<std::int64_t> Catalogue::matches(std::uint64_t key) const {
    return key ? keys_->find(key) : std::vector<std::int64_t>();
}

std::vector<std::size_t> Catalogue::claim(rule::Heard& heard) {
    std::vector<std::size_t> packages;
    if (!keys_ || rows_ == 0) return packages;
    const std::string identifier = heard.facts.identifier, title = rule::normalised(heard.facts.title);
    const auto join = [&](std::int64_t row, bool by_title) {
        const auto known = std::prev(std::upper_bound(pieces_.begin(), pieces_.end(), row,
                                                      [](std::int64_t r, const Known& k) { return r < k.first_row; }));
        rule::Heard other =
            remember_row(collected_.piece(known->piece), static_cast<std::size_t>(row - known->first_row));
        // A key is a hash.
        if (by_title ? rule::normalised(other.facts.title) != title : other.facts.identifier != identifier)
            return false;
        claimed_[static_cast<std::size_t>(row / 64)] |= std::uint64_t{1} << (row % 64);
        mark(other);
        rule::join(heard, std::move(other));
        if (std::find(packages.begin(), packages.end(), known->package) == packages.end())
            packages.push_back(known->package);
        return true;
    };
    bool found = false;
    for (const std::int64_t row : matches(identifier_key(heard))) found = join(row, false) || found;
    if (!found)
        for (const std::int64_t row : matches(title_key(heard))) join(row, true);
    return packages;
}

bool Catalogue::is_claimed(std::int64_t row) const {
    return claimed_[static_cast<std::size_t>(row / 64)] >> (row % 64) & 1;
}

void Catalogue::mark(rule::Heard& row) const {
    row.last_of_programme = row.last_of_programme || last_courses_.contains(base::hash64(row.facts.identifier)) ||
                            last_courses_.contains(base::hash64(row.facts.title));
}

Catalogue::Left Catalogue::left(const store::Piece& piece, std::size_t number) const {
    Left left;
    left.package = pieces_[number].package;
    std::int64_t row = pieces_[number].first_row;
    for (rule::Heard& heard : remember(piece).courses) {
        if (is_claimed(row++)) continue;
        mark(heard);
        left.rows.push_back(std::move(heard));
    }
    return left;
}

}  // namespace needfirst::audit
