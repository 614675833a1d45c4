// SPDX-License-Identifier: Apache-2.0
// Reports from outside: the same bytes from an audit and from its store later.
#include "places.hpp"
#include "report/report.hpp"
#include "support/program.hpp"

using namespace needfirst;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace {

const std::string catalogue = NEEDFIRST_SOURCE_DIR "/fixtures/catalogue/first-audit-valid/package/catalogue.csv";

struct cli_Reports : testing::Test {
    test::TemporaryFolder folder;
    test::Ran run(const std::string& arguments) { return test::run_program(folder, arguments); }
    void SetUp() override { std::filesystem::copy_file(catalogue, folder / "catalogue.csv"); }
    static std::string all(const std::string& prefix) {
        std::string options;
        for (const auto& report : report::reports())
            if (!report.to_output)
                options += " --" + std::string(report.name) + " " + prefix + std::string(report.name);
        return options;
    }
};

}  // namespace

TEST_F(cli_Reports, are_the_same_from_an_audit_and_from_its_store) {
    EXPECT_EQ(run("audit catalogue.csv --quiet --fail-on never" + all("first-")).status, 0);
    const auto again = run("report audit.db --quiet" + all("second-"));
    EXPECT_EQ(again.status, 0);
    EXPECT_THAT(again.out + again.err, IsEmpty());
    for (const auto& report : report::reports()) {
        const std::string name(report.name);
        if (report.to_output || std::filesystem::is_directory(folder / ("first-" + name))) continue;
        const std::string text = test::read_file(folder / ("first-" + name));
        EXPECT_FALSE(text.empty()) << name;
        EXPECT_TRUE(text == test::read_file(folder / ("second-" + name))) << name;
    }
}

TEST_F(cli_Reports, write_annotations_to_standard_output) {
    EXPECT_EQ(run("audit catalogue.csv --quiet --fail-on never").status, 0);
    EXPECT_THAT(run("report audit.db --quiet --github").out, testing::StartsWith("::error file=catalogue.csv,line=1,"));
    EXPECT_THAT(run("report audit.db --quiet").out, IsEmpty());
}

TEST_F(cli_Reports, name_what_was_written_and_what_could_not_be) {
    const auto ran = run("audit catalogue.csv --fail-on never --html brief.html --junit absent/junit.xml");
    EXPECT_EQ(ran.status, 3);
    EXPECT_THAT(ran.out, AllOf(HasSubstr("brief.html"), Not(HasSubstr("junit.xml"))));
    EXPECT_THAT(ran.err, HasSubstr("--junit: cannot write absent/junit.xml"));
    EXPECT_FALSE(std::filesystem::exists(folder / "brief.html.part"));
}
