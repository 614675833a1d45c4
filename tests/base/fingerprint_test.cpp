// SPDX-License-Identifier: Apache-2.0
#include "base/fingerprint.hpp"

using namespace needfirst;

TEST(base_fingerprint, is_read_back_as_it_was_written) {
    const std::string text = base::fingerprint("one lift of your own shift");
    ASSERT_TRUE(base::hash_of(text));
    EXPECT_EQ(base::text_of(*base::hash_of(text)), text);
    EXPECT_EQ(base::text_of({1, 0xAB}), "00000000000000ab0000000000000001");
    EXPECT_EQ(base::hash_of("00000000000000ab0000000000000001"), (base::Hash128{1, 0xAB}));
}

TEST(base_fingerprint, is_nothing_where_the_text_is_none) {
    for (const char* text : {"", "ab", "00000000000000ab000000000000000x", "0x000000000000ab0000000000000001",
                             "00000000000000ab00000000000000011"})
        EXPECT_FALSE(base::hash_of(text)) << text;
}
