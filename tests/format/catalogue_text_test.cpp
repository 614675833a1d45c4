// SPDX-License-Identifier: Apache-2.0
#include "format/catalogue/csv.hpp"
#include "support/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace needfirst {
namespace {

using format::catalogue::Csv;
using format::catalogue::decoded_table;
using format::catalogue::Text;

/// Nine megabytes of everything that a record may hold, so that some of it lies across the ends of blocks.
std::string nasty() {
    std::string text =
        "\xEF\xBB\xBF"
        "Code;Title;Text;More\r\n";
    const std::string texts[] = {"plain",
                                 "two\r\nlines",
                                 "say \"\"hi\"\" to; it",
                                 "ends in a quote\" here",
                                 "a\nb\n\nc",
                                 "",
                                 "R\xC3\xBC"
                                 "ckfragen \xE6\x97\xA5\xE6\x9C\xAC"};
    std::uint64_t random = 7;
    for (int i = 0; text.size() < 9u << 20; ++i) {
        random = random * 6364136223846793005ull + 1442695040888963407ull;
        const auto dice = random >> 33;
        text += "C" + std::to_string(i) + ";\"T " + std::to_string(dice % 999) + "\";\"" + texts[dice % 7] +
                (dice % 501 == 0 ? ";" : "\";") + std::string(dice % 700, 'x') + (dice % 5 == 0 ? "\n\r\n" : "\r\n");
        if (dice % 997 == 0) text += "\"never closed " + std::string(dice % 3 * 200'000, 'z') + "\n";
    }
    return text;
}

TEST(format_CatalogueText, is_read_in_blocks_as_it_would_be_whole) {
    const test::TemporaryFolder folder;
    const std::string all = nasty();
    test::write_file(folder / "list.csv", all);
    const auto file = container::open(folder / "list.csv", {});
    Text text(*file);
    EXPECT_FALSE(text.at_hand());
    Csv in_blocks(std::move(text)), whole(decoded_table(all));
    ASSERT_EQ(in_blocks.rows(), whole.rows());
    EXPECT_EQ(in_blocks.stray_quotes(), whole.stray_quotes());
    EXPECT_EQ(in_blocks.first_stray(), whole.first_stray());
    EXPECT_EQ(in_blocks.dialect(), whole.dialect());
    std::vector<std::string_view> some, same;
    for (std::size_t i = 0; i < whole.rows(); ++i) {
        const std::size_t row = i % 100 == 0 ? whole.rows() - 1 - i : i;  // backwards at times
        in_blocks.cells(row, some);
        whole.cells(row, same);
        ASSERT_EQ(some, same) << row;
        ASSERT_EQ(in_blocks.number(row), whole.number(row));
    }
    EXPECT_TRUE(file->was_read(0));
    EXPECT_TRUE(file->coverage().empty());
}

TEST(format_CatalogueText, is_held_whole_where_it_is_small_or_in_another_character_set) {
    const test::TemporaryFolder folder;
    test::write_file(folder / "small.csv", "Code,Title\n1,Welding\n");
    EXPECT_TRUE(Text(*container::open(folder / "small.csv", {})).at_hand());
    std::string latin = "Code,Title\n";
    while (latin.size() < 9u << 20)
        latin +=
            "1,Schwei\xDF"
            "en f\xFCr Anf\xE4nger und alle, die es werden wollen\n";
    test::write_file(folder / "latin.csv", latin);
    const auto file = container::open(folder / "latin.csv", {});
    Text text(*file);
    EXPECT_TRUE(text.at_hand());
    EXPECT_EQ(text.from(11, 60).substr(0, 12),
              "1,Schwei\xC3\x9F"
              "en");
}

}  // namespace
}  // namespace needfirst
