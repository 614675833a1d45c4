// SPDX-License-Identifier: Apache-2.0
#include "audit/catalogue.hpp"

#include "audit/memory.hpp"
#include "rule/quote.hpp"

#include <algorithm>

#include <spdlog/fmt/fmt.h>

namespace needfirst::audit {

Catalogue::Catalogue(store::Writer& writer, const store::Collected& collected, const Programmes& programmes)
    : collected_(collected), programmes_(programmes) {
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

void Catalogue::done() {
    if (keys_) keys_->done();
    claimed_ = std::vector<std::atomic<std::uint64_t>>(static_cast<std::size_t>(rows_ / 64 + 1));
}

std::vector<std::int64_t> Catalogue::matches(std::uint64_t key) const {
    return key ? keys_->find(key) : std::vector<std::int64_t>();
}

Catalogue::Row Catalogue::row(std::int64_t number) const {
    const auto known = std::prev(std::upper_bound(pieces_.begin(), pieces_.end(), number,
                                                  [](std::int64_t r, const Known& k) { return r < k.first_row; }));
    return {number, known->package,
            remember_row(collected_.piece(known->piece), static_cast<std::size_t>(number - known->first_row))};
}

// Rows that may be this course. A key is a hash, so what it stands for is compared.
std::vector<Catalogue::Row> Catalogue::rows_of(const rule::Heard& heard) const {
    std::vector<Row> found;
    for (const std::int64_t number : matches(identifier_key(heard)))
        if (Row one = row(number); one.heard.facts.identifier == heard.facts.identifier)
            found.push_back(std::move(one));
    if (!found.empty()) return found;
    const std::string title = rule::normalised(heard.facts.title), provider = rule::normalised(heard.facts.provider);
    for (const std::int64_t number : matches(title_key(heard))) {
        Row one = row(number);
        const std::string other = rule::normalised(one.heard.facts.provider);
        if (rule::normalised(one.heard.facts.title) != title) continue;
        if (provider.empty() || other.empty() || provider == other) found.push_back(std::move(one));
    }
    return found;
}

Catalogue::Claim Catalogue::claim(rule::Heard& heard) {
    Claim claim;
    if (!keys_ || rows_ == 0) return claim;
    std::vector<Row> rows = rows_of(heard);
    const auto another = [&](const Row& one) {
        const model::Judgement &first = rows.front().heard.facts, &facts = one.heard.facts;
        return facts.identifier != first.identifier || facts.provider != first.provider;
    };
    if (std::any_of(rows.begin(), rows.end(), another)) {
        claim.doubt = fmt::format(
            "{} rows of catalogues are called “{}”, and neither identifier nor provider tells which of them is this "
            "course: it was judged without them; give it the identifier of its row",
            rows.size(), heard.facts.title);
        return claim;
    }
    std::vector<rule::Heard> sights;
    for (Row& one : rows) {
        claimed_[static_cast<std::size_t>(one.number / 64)] |= std::uint64_t{1} << (one.number % 64);
        programmes_.tell(one.heard);
        sights.push_back(std::move(one.heard));
        if (std::find(claim.packages.begin(), claim.packages.end(), one.package) == claim.packages.end())
            claim.packages.push_back(one.package);
    }
    rule::join(heard, std::move(sights));
    return claim;
}

bool Catalogue::is_claimed(std::int64_t row) const {
    return claimed_[static_cast<std::size_t>(row / 64)] >> (row % 64) & 1;
}

Catalogue::Left Catalogue::left(const store::Piece& piece, std::size_t number) const {
    Left left;
    left.package = pieces_[number].package;
    std::int64_t row = pieces_[number].first_row;
    for (rule::Heard& heard : remember(piece).courses) {
        if (is_claimed(row++)) continue;
        programmes_.tell(heard);
        left.rows.push_back(std::move(heard));
    }
    return left;
}

}  // namespace needfirst::audit
