// SPDX-License-Identifier: Apache-2.0
// Implied end tags and scopes: HTML Standard, 13.2.4.2 and 13.2.6.4, as far as they move what is hidden or linked.
#include "text/open_elements.hpp"

namespace needfirst::text {
namespace {

const ElementId a_button = element_id("button"), a_paragraph = element_id("p"), a_div = element_id("div"),
                an_address = element_id("address"), an_item = element_id("li"), a_term = element_id("dt"),
                a_definition = element_id("dd"), an_option = element_id("option"), a_group = element_id("optgroup"),
                a_row = element_id("tr"), a_cell = element_id("td"), a_head_cell = element_id("th"),
                a_table = element_id("table"), an_ordered_list = element_id("ol"), a_list = element_id("ul"),
                a_template = element_id("template");

}  // namespace

template <class Wanted, class Barrier>
std::optional<std::size_t> OpenElements::find(std::size_t size, const Wanted& wanted, const Barrier& barrier) const {
    const std::size_t farthest = size > reach ? size - reach : 0;
    for (std::size_t at = size; at > farthest; --at) {
        const ElementId id = open_[at - 1];
        if (wanted(id)) return at - 1;
        if (barrier(id)) return std::nullopt;
    }
    return std::nullopt;
}

std::optional<std::size_t> OpenElements::find(ElementId id) const {
    if (!has(id)) return std::nullopt;
    return find(
        size(), [&](ElementId one) { return one == id; }, [](ElementId) { return false; });
}

std::optional<std::size_t> OpenElements::paragraph(std::size_t size) const {
    if (!has(a_paragraph)) return std::nullopt;
    return find(
        size, [](ElementId id) { return id == a_paragraph; },
        [](ElementId id) { return nests(id, scope) || id == a_button; });
}

std::size_t OpenElements::left_by_item(ElementId id) const {
    const auto same = [&](ElementId one) {
        return id == an_item ? one == an_item : one == a_term || one == a_definition;
    };
    const auto barrier = [](ElementId one) {
        return nests(one, special) && one != an_address && one != a_div && one != a_paragraph;
    };
    return find(size(), same, barrier).value_or(size());
}

// A cell goes into the nearest row, a row into the nearest group of rows or table, a group into the table.
std::size_t OpenElements::left_by_table_part(ElementId id) const {
    const bool cell = id == a_cell || id == a_head_cell;
    const auto holds = [&](ElementId one) {
        if (!nests(one, holds_table_part)) return false;
        return one == a_table || cell || (id == a_row && one != a_row);
    };
    const auto holder = find(size(), holds, [](ElementId one) { return one == a_template; });
    return holder ? *holder + 1 : size();
}

std::size_t OpenElements::left_by_start(ElementId id) const {
    std::size_t left = size();
    if (id == an_item || id == a_term || id == a_definition) left = left_by_item(id);
    if (nests(id, ends_paragraph)) left = paragraph(left).value_or(left);
    if (left == 0) return left;
    if (nests(id, heading) && nests(open_[left - 1], heading)) return left - 1;
    if (nests(id, table_part) && has(a_table)) return left_by_table_part(id);
    if (id == an_option || id == a_group) {
        if (open_[left - 1] == an_option) --left;
        if (id == a_group && left > 0 && open_[left - 1] == a_group) --left;
    } else if (id == a_button && has(a_button)) {
        return ended_by(id).value_or(left);
    }
    return left;
}

std::optional<std::size_t> OpenElements::ended_by(ElementId id) const {
    if (nests(id, heading))
        return find(
            size(), [](ElementId one) { return nests(one, heading); }, [](ElementId one) { return nests(one, scope); });
    if (!has(id)) return std::nullopt;
    if (id == a_paragraph) return paragraph(size());
    const auto same = [&](ElementId one) { return one == id; };
    if (nests(id, table_part) || id == a_table)
        return find(size(), same, [](ElementId one) { return one == a_table || one == a_template; });
    if (id == an_item)
        return find(size(), same,
                    [](ElementId one) { return nests(one, scope) || one == an_ordered_list || one == a_list; });
    if (nests(id, special) || nests(id, formatting))
        return find(size(), same, [](ElementId one) { return nests(one, scope); });
    return find(size(), same, [](ElementId one) { return nests(one, special); });
}

}  // namespace needfirst::text
