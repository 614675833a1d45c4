// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "store/echoes.hpp"
#include "store/search.hpp"

#include <cstdint>
#include <future>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// For the store's own sources only.
namespace needfirst::store {

/// What is made of the rows of a store beside it: its full-text search, and what tells repeated prompts. Lots of rows
/// are taken by a thread of its own where more than one may run, so that the one that writes rows need not wait. Throws
/// SQLite::Exception, also of an earlier lot.
class Aside {
public:
    ~Aside();
    void add(Search::Of table, std::int64_t row, std::string_view text);
    /// See Prompts::add().
    void add_prompt(std::int64_t activity, std::int64_t course, std::string_view words);
    /// All that was added is in them.
    Search& search();
    Prompts& prompts();
    /// Their memory goes; none is asked for afterwards.
    void drop_prompts();

private:
    static constexpr std::size_t lot_bytes = 1 << 18, lot_rows = 1 << 13;
    struct Row {
        std::int64_t row, course;         ///< of a prompt: its activity; else no course
        std::uint32_t size;               ///< of its text, which stands behind that of the row before
        std::optional<Search::Of> table;  ///< none: a prompt
    };
    struct Lot {
        std::vector<Row> rows;
        std::string text;
    };
    void add(const Row& row, std::string_view text);
    void hand_over();
    void finish();
    void take(const Lot& lot);

    Search search_;
    std::optional<Prompts> prompts_{std::in_place};
    Lot lot_;                   // at hand
    std::future<void> taking_;  // of the lot before
};

}  // namespace needfirst::store
