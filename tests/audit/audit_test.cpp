// SPDX-License-Identifier: Apache-2.0
#include "audit/audit.hpp"

#include "audit/inputs.hpp"
#include "store/audit.hpp"
#include "support/pack_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace needfirst::audit {
namespace {

constexpr const char* page =
    "<html><head><title>Handling returns</title></head><body><p>Please post in the forum what you "
    "think of the returns desk and of the way it works.</p></body></html>";

class audit_Run : public testing::Test {
protected:
    std::int64_t number(const char* query) const { return store::Audit(folder.path() / "audit.db").number(query); }
    Outcome audit(const std::vector<std::string>& names) const {
        Options options;
        for (const auto& name : names) options.paths.push_back((folder.path() / name).string());
        options.db = folder.path() / "audit.db";
        options.rules = {pack.path()};
        options.jobs = 2;
        return run(options, {});
    }
    test::PackFolder pack;
    test::TempFolder folder;
};

TEST_F(audit_Run, judges_a_package_together_with_its_row_of_a_catalogue) {
    folder.write("returns/index.html", page);
    folder.write("list.csv",
                 "Course Code,Title,Description\nR1,Handling returns,In May the complaints doubled at the desk.\n"
                 "R2,Packing well,All about boxes and tape and how to use them well.\n");
    const Outcome alone = audit({"returns"});
    EXPECT_EQ(alone.courses[static_cast<std::size_t>(model::Verdict::tacked_on)], 1u);
    const Outcome together = audit({"returns", "list.csv"});
    EXPECT_EQ(together.courses[static_cast<std::size_t>(model::Verdict::purposeful)], 1u);
    EXPECT_EQ(number("SELECT count(*) FROM course"), 2);
    EXPECT_EQ(number("SELECT count(*) FROM course_source"), 3);
}

TEST_F(audit_Run, keeps_a_row_for_what_it_cannot_read_and_goes_on) {
    folder.write("a.bin", std::string("\x01\x02\x03\x04", 4));
    folder.write("b.csv",
                 "Course Code,Title,Description\nR2,Packing well,All about boxes and tape and how to use them well.\n");
    const Outcome outcome = audit({"a.bin", "b.csv"});
    EXPECT_EQ(outcome.packages[static_cast<std::size_t>(model::PackageStatus::unreadable)], 1u);
    EXPECT_EQ(number("SELECT count(*) FROM package WHERE status = 'unreadable' AND message <> ''"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM course"), 1);
}

TEST_F(audit_Run, takes_an_unpacked_package_as_one_and_a_folder_as_many) {
    folder.write("in/one/index.html", page);
    folder.write("in/one/more.html", page);
    folder.write("in/two.csv", "x");
    folder.write("in/.hidden", "x");
    folder.write("in/our-archive/old.csv", "x");
    const std::string in = (folder.path() / "in").string();
    EXPECT_THAT(find_inputs({in, in + "/two.csv"}),
                testing::ElementsAre(in + "/one", in + "/our-archive/old.csv", in + "/two.csv"));
}

TEST_F(audit_Run, rings_on_a_prompt_that_stands_in_many_courses) {
    pack.rule("copied", "note", "catalogue", "{all: [{social: true}, {repeated: {courses_at_least: 3}}]}");
    std::string rows = "Course Code,Title,Description\n";
    for (const char* code : {"A", "B", "C"})
        rows += std::string(code) + ",Course " + code + ",\"All about it. Please post in the forum what you think.\"\n";
    rows += "D,Course D,\"Please post in the forum the stops of your own shift.\"\n";
    folder.write("list.csv", rows);
    audit({"list.csv"});
    EXPECT_EQ(number("SELECT count(*) FROM finding WHERE rule LIKE '%/copied'"), 3);
    EXPECT_EQ(number("SELECT count(*) FROM question WHERE rule LIKE '%/copied'"), 3);
    EXPECT_EQ(number("SELECT count(DISTINCT fingerprint) FROM finding WHERE rule LIKE '%/copied'"), 3);
}

}  // namespace
}  // namespace needfirst::audit
