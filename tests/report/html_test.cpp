// SPDX-License-Identifier: Apache-2.0
#include "report/html.hpp"

#include "base/json.hpp"
#include "support/hostile_audit.hpp"
#include "support/sample_audit.hpp"
#include "support/temporary_folder.hpp"

#include <sstream>

#include <Poco/Base64Decoder.h>
#include <Poco/InflatingStream.h>

using namespace needfirst;
using testing::HasSubstr;
using testing::Not;

namespace {

std::string written(void (*fill)(const std::filesystem::path&)) {
    test::TemporaryFolder folder;
    fill(folder / "audit.db");
    report::write_html(store::Audit(folder / "audit.db"), folder / "brief.html");
    return test::read_file(folder / "brief.html");
}

std::string between(const std::string& text, const std::string& from, const std::string& to) {
    const std::size_t begin = text.find(from);
    if (begin == std::string::npos) return "there is no " + from;
    return text.substr(begin + from.size(), text.find(to, begin + from.size()) - begin - from.size());
}

base::json::Value index_of(const std::string& page) {
    return base::json::parse(between(page, "id=\"index\">", "</script>"));
}

/// What the script of the page unpacks.
base::json::Value details_of(const std::string& page) {
    std::istringstream packed(between(page, "data-from=\"1\" data-to=\"200\">", "</script>"));
    Poco::Base64Decoder base64(packed);
    Poco::InflatingInputStream inflated(base64, Poco::InflatingStreamBuf::STREAM_ZLIB);
    return base::json::parse(std::string(std::istreambuf_iterator<char>(inflated), {}));
}

std::size_t count(const std::string& text, const std::string& what) {
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
    return found;
}

}  // namespace

TEST(report_Html, says_what_the_catalogue_comes_to_without_a_script) {
    const std::string page = written(test::write_sample_audit);
    EXPECT_THAT(page, HasSubstr("2 of 2 courses that could be read ask learners to meet"));
    EXPECT_THAT(page, HasSubstr("1 of these 2 answers a stated performance problem"));
    EXPECT_THAT(page, HasSubstr("Yammer"));
    EXPECT_THAT(page, HasSubstr("the last item of all is social"));
    EXPECT_THAT(page, HasSubstr("<q dir=\"auto\">Share your thoughts below.</q>"));
    EXPECT_THAT(page, HasSubstr("What is happening in the job that should be different?"));
    EXPECT_THAT(page, HasSubstr("no central directory: export it again"));
    EXPECT_THAT(page, HasSubstr("safety.mbz!files/ab/abcd"));
}

TEST(report_Html, holds_all_courses_for_the_list) {
    const auto index = index_of(written(test::write_sample_audit));
    ASSERT_EQ(index["courses"].elements.size(), 3u);
    ASSERT_EQ(index["columns"].elements.size(), index["courses"][0].elements.size());
    EXPECT_EQ(index["courses"][0][1].text(), "Safe lifting, \"the basics\"");
    EXPECT_EQ(index["verdicts"][static_cast<std::size_t>(index["courses"][0][8].number)].text(), "tacked-on");
    EXPECT_EQ(index["rules"].elements.size(), 2u);
}

TEST(report_Html, holds_what_was_found_in_each_course) {
    const auto details = details_of(written(test::write_sample_audit));
    const auto& course = details["1"];
    EXPECT_EQ(course["reason"].text(), "A generic prompt ends it, and no problem is stated.");
    EXPECT_EQ(course["findings"].elements.size(), 2u);
    EXPECT_EQ(course["findings"][0]["level"].text(), "alarm");
    EXPECT_EQ(course["evidence"][0][3].text(), "Share your thoughts below.");
    EXPECT_EQ(course["questions"].elements.size(), 1u);
    EXPECT_EQ(course["activities"][0]["platform"].text(), "Yammer");
    EXPECT_EQ(course["activities"][0]["posts"].number, 0);
    EXPECT_EQ(course["unread"][0][0].text(), "error");
    EXPECT_EQ(course["sources"][0].text(), "catalogue.csv");
}

TEST(report_Html, asks_nothing_of_a_network_and_runs_nothing_but_its_own_script) {
    const std::string page = written(test::write_sample_audit);
    EXPECT_THAT(page, HasSubstr("Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-"));
    for (const char* outward :
         {" src=", "url(", "@import", "<link", "<iframe", "fetch(", "XMLHttp", "innerHTML", " style="})
        EXPECT_THAT(page, Not(HasSubstr(outward)));
    EXPECT_EQ(page.find("{{"), std::string::npos);
}

TEST(report_Html, takes_no_text_of_a_course_for_markup) {
    const std::string safe = written(test::write_sample_audit), page = written(test::write_hostile_audit);
    EXPECT_EQ(count(page, "<script"), count(safe, "<script"));
    EXPECT_THAT(page, Not(HasSubstr("<img")));
    EXPECT_THAT(page, Not(HasSubstr("onerror=\"")));
    for (const char c : page) EXPECT_TRUE(c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F));
    EXPECT_THAT(std::string(index_of(page)["courses"][0][1].text()), HasSubstr("</script><img src=x"));
    EXPECT_THAT(std::string(details_of(page)["1"]["questions"][0].text()), HasSubstr("</script>"));
}

TEST(report_Html, gives_the_same_bytes_again) {
    EXPECT_EQ(written(test::write_sample_audit), written(test::write_sample_audit));
}

TEST(report_Html, is_a_page_where_nothing_was_audited) {
    const std::string page = written([](const auto& path) {
        store::Writer(path, {"s", "", "", "", "", ""}, {}).finish("f");
    });
    EXPECT_THAT(page, HasSubstr("0 of 0 courses"));
    EXPECT_TRUE(index_of(page)["courses"].elements.empty());
}
