// SPDX-License-Identifier: Apache-2.0
#include "text/attention.hpp"

namespace needfirst::text {

Attention::Attention(const BuiltBook& book, std::span<const std::uint8_t> of)
    : wanted(of.begin(), of.end()), rarest(book.rarest_count / 64 + 1) {
    const auto rarest_of = [&](const Chance& chance) { return book.phrases[chance.lead].needs[0]; };
    std::vector<Chance> all;
    for (std::uint32_t i = 0; i < book.phrases.size(); ++i) {
        const BuiltBook::Lead& lead = book.phrases[i];
        if (!wanted.empty() && !wanted[lead.group]) continue;
        all.push_back({lead.needs[1] == BuiltBook::none ? lead.needs[0] : lead.needs[1], i});
        rarest[lead.needs[0] / 64] |= std::uint64_t{1} << (lead.needs[0] % 64);
    }
    chances = {all, book.rarest_count, rarest_of};
}

}  // namespace needfirst::text
