// SPDX-License-Identifier: Apache-2.0
#include "support/corpus.hpp"
#include "support/html_members.hpp"
#include "support/libxml2_html.hpp"
#include "text/html.hpp"

namespace {

using namespace needfirst;

// On real pages our reader and libxml2's agree in every word; where a page is broken ours follows the HTML Standard
// (tests/text/html_test.cpp). scripts/compare-html holds it against a browser.
TEST(corpus_Html, shows_what_libxml2_shows) {
    const auto folder = test::corpus();
    if (!folder) GTEST_SKIP() << "no corpus";
    std::size_t pages = 0;
    support::for_each_page(*folder, [&](const std::string& place, const std::string& html) {
        const auto ours = text::read_html(html), reference = support::libxml2_html(html);
        EXPECT_EQ(ours.text, reference.text) << place;
        EXPECT_EQ(ours.title, reference.title) << place;
        EXPECT_EQ(ours.links, reference.links) << place;
        ++pages;
    });
    EXPECT_GT(pages, 1000u);
}

}  // namespace
