// SPDX-License-Identifier: Apache-2.0
// The formats that other programs read: each is parsed back.
#include "base/json.hpp"
#include "report/github.hpp"
#include "report/gitlab.hpp"
#include "report/jsonl.hpp"
#include "report/junit.hpp"
#include "report/markdown.hpp"
#include "report/sarif.hpp"
#include "support/hostile_audit.hpp"
#include "support/sample_audit.hpp"
#include "support/temporary_folder.hpp"

#include <cstdlib>
#include <set>
#include <sstream>

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <spdlog/fmt/fmt.h>

using namespace needfirst;
using base::json::Value;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {

using Fill = void (*)(const std::filesystem::path&);
using Write = void (*)(const store::Audit&, const std::filesystem::path&);

std::string written(Write write, Fill fill = test::write_sample_audit) {
    test::TemporaryFolder folder;
    fill(folder / "audit.db");
    write(store::Audit(folder / "audit.db"), folder / "report");
    return test::read_file(folder / "report");
}

/// A store with a new, a known and a waived finding.
void write_states(const std::filesystem::path& path) {
    const model::RuleRecord rules[] = {
        {"core/generic-prompt", "A prompt", "warning", "stable", "activity", "", "", "core", ""}};
    store::Writer writer(path, {"s", "", "0.1.0", "r", "", ""}, rules);
    model::AuditedPackage audited;
    audited.package.path = "./a folder/ü.zip!inner.zip";
    model::Judgement course = test::sample_judgement();
    course.other_sources.clear();
    for (const auto state : {model::FindingState::known, model::FindingState::waived}) {
        course.findings.push_back(course.findings[1]);
        course.findings.back().state = state;
        course.findings.back().waiver = state == model::FindingState::waived ? 0 : -1;
    }
    audited.courses = {course};
    const model::WaiverRecord waivers[] = {
        {"core/generic-prompt", "*", "a scheme asks for it", "L&D", "2030-01-01", "used"}};
    writer.write(waivers);
    writer.write(audited);
    writer.finish("f");
}

struct Xml {
    explicit Xml(const std::string& text)
        : document(xmlReadMemory(text.data(), static_cast<int>(text.size()), "x", nullptr, XML_PARSE_NONET),
                   &xmlFreeDoc) {}
    double number(const char* path) const {
        const std::unique_ptr<xmlXPathContext, void (*)(xmlXPathContextPtr)> context(xmlXPathNewContext(document.get()),
                                                                                     &xmlXPathFreeContext);
        const std::unique_ptr<xmlXPathObject, void (*)(xmlXPathObjectPtr)> result(
            xmlXPathEvalExpression(reinterpret_cast<const xmlChar*>(path), context.get()), &xmlXPathFreeObject);
        return result ? xmlXPathCastToNumber(result.get()) : -1;
    }
    std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)> document;
};

std::vector<Value> lines_of(const std::string& text) {
    std::vector<Value> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(base::json::parse(line));
    return lines;
}

}  // namespace

TEST(report_Sarif, has_what_the_standard_requires) {
    const Value log = base::json::parse(written(report::write_sarif));
    EXPECT_EQ(log["version"].text(), "2.1.0");
    ASSERT_EQ(log["runs"].elements.size(), 1u);
    const Value& run = log["runs"][0];
    EXPECT_EQ(run["tool"]["driver"]["name"].text(), "needfirst");
    const std::set<std::string_view> levels = {"error", "warning", "note"};
    ASSERT_EQ(run["results"].elements.size(), 3u);
    for (std::size_t i = 0; i < 2; ++i) {
        const Value& result = run["results"][i];
        EXPECT_FALSE(result["message"]["text"].text().empty());
        EXPECT_TRUE(levels.contains(result["level"].text()));
        const auto rule = static_cast<std::size_t>(result["ruleIndex"].number);
        EXPECT_EQ(run["tool"]["driver"]["rules"][rule]["id"].text(), result["ruleId"].text());
        EXPECT_EQ(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].text(), "safety.mbz");
        EXPECT_EQ(result["locations"][0]["physicalLocation"]["region"]["startLine"].number, 1);
        EXPECT_FALSE(result["partialFingerprints"]["needfirst/v1"].text().empty());
        EXPECT_FALSE(result["suppressions"]);
        EXPECT_FALSE(result["baselineState"]);
    }
    const Value& waiver = run["results"][2];
    EXPECT_EQ(waiver["ruleId"].text(), "needfirst/waiver");
    EXPECT_EQ(waiver["level"].text(), "note");
    EXPECT_EQ(waiver["message"]["text"].text(),
              "The waiver of core/ghost-town (*.mbz) is unused: covers no finding; remove it.");
    EXPECT_EQ(waiver["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].text(), "waivers.yaml");
    EXPECT_EQ(waiver["locations"][0]["physicalLocation"]["region"]["startLine"].number, 3);
    EXPECT_TRUE(run["invocations"][0]["executionSuccessful"].truth);
}

TEST(report_Sarif, lists_every_rule_and_says_what_was_not_read) {
    const Value log = base::json::parse(written(report::write_sarif));
    const Value& run = log["runs"][0];
    ASSERT_EQ(run["tool"]["driver"]["rules"].elements.size(), 3u) << "and the rule of waivers";
    EXPECT_EQ(run["tool"]["driver"]["rules"][1]["name"].text(), "NoStatedProblem");
    EXPECT_EQ(run["tool"]["driver"]["rules"][1]["defaultConfiguration"]["level"].text(), "error");
    const Value& said = run["invocations"][0]["toolExecutionNotifications"];
    ASSERT_EQ(said.elements.size(), 2u);
    EXPECT_EQ(said[0]["descriptor"]["id"].text(), "needfirst/unreadable");
    EXPECT_THAT(std::string(said[1]["message"]["text"].text()), HasSubstr("files/ab/abcd"));
    EXPECT_EQ(run["invocations"][0]["toolConfigurationNotifications"].elements.size(), 1u) << "the unused waiver";
}

TEST(report_Sarif, says_which_findings_are_known_or_waived) {
    const Value log = base::json::parse(written(report::write_sarif, write_states));
    const auto& results = log["runs"][0]["results"].elements;
    ASSERT_EQ(results.size(), 4u);
    std::set<std::string_view> fingerprints;
    for (const Value& result : results) {
        EXPECT_TRUE(result["suppressions"].is_array()) << "all results have them, or none";
        fingerprints.insert(result["partialFingerprints"]["needfirst/v1"].text());
    }
    EXPECT_EQ(fingerprints.size(), 4u);
    EXPECT_EQ(results[0]["baselineState"].text(), "new");
    EXPECT_EQ(results[2]["baselineState"].text(), "unchanged");
    EXPECT_EQ(results[3]["suppressions"][0]["kind"].text(), "external");
    EXPECT_EQ(results[3]["suppressions"][0]["justification"].text(), "a scheme asks for it (L&D), until 2030-01-01");
    EXPECT_EQ(results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].text(),
              "a%20folder/%C3%BC.zip");
}

TEST(report_Sarif, keeps_to_what_code_scanning_shows_and_says_so) {
    const Value log = base::json::parse(written(report::write_sarif, [](const auto& path) {
        store::Writer writer(path, {"s", "", "", "", "", ""}, {});
        model::AuditedPackage audited;
        model::Judgement course = test::sample_judgement();
        course.other_sources.clear();
        course.findings.assign(5001, course.findings[1]);
        course.findings.back().level = model::Level::alarm;
        audited.courses = {course};
        writer.write(audited);
        writer.finish("f");
    }));
    const Value& run = log["runs"][0];
    ASSERT_EQ(run["results"].elements.size(), 5000u);
    EXPECT_EQ(run["results"][0]["level"].text(), "error") << "the loudest come first";
    EXPECT_THAT(std::string(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].text()),
                HasSubstr("1 quieter ones were left out"));
}

TEST(report_Junit, has_a_suite_for_each_package_and_a_case_for_each_course) {
    const Xml xml(written(report::write_junit));
    ASSERT_TRUE(xml.document);
    EXPECT_EQ(xml.number("count(/testsuites/testsuite)"), 5);
    EXPECT_EQ(xml.number("count(//testcase)"), 5);
    EXPECT_EQ(xml.number("count(//testsuite[@name='waivers.yaml']/testcase[@name='waivers.yaml:3']/skipped[contains(., "
                         "'is unused')])"),
              1);
    for (const char* what : {"tests", "failures", "errors", "skipped"})
        EXPECT_EQ(xml.number(fmt::format("/testsuites/@{}", what).c_str()),
                  xml.number(fmt::format("sum(//testsuite/@{})", what).c_str()));
    EXPECT_EQ(xml.number("count(//testsuite[@name='safety.mbz']/testcase/failure)"), 1);
    EXPECT_EQ(
        xml.number("count(//failure[contains(., 'core/no-stated-problem') and contains(., 'What is happening')])"), 1);
    EXPECT_EQ(xml.number("count(//testsuite[@name='broken.zip']/testcase/error[contains(., 'central directory')])"), 1);
    EXPECT_EQ(xml.number("count(//skipped)"), 2);
    EXPECT_EQ(xml.number("count(//testcase[failure and error])"), 0);
}

TEST(report_Gitlab, has_one_issue_for_each_finding_with_a_fingerprint_of_its_own) {
    const Value issues = base::json::parse(written(report::write_gitlab, write_states));
    ASSERT_EQ(issues.elements.size(), 3u) << "waived ones are left out";
    std::set<std::string_view> fingerprints;
    for (const Value& issue : issues.elements) {
        fingerprints.insert(issue["fingerprint"].text());
        EXPECT_FALSE(issue["description"].text().empty());
        EXPECT_EQ(issue["location"]["path"].text(), "a folder/ü.zip");
        EXPECT_EQ(issue["location"]["lines"]["begin"].number, 1);
    }
    EXPECT_EQ(fingerprints.size(), 3u);
    EXPECT_EQ(issues[0]["severity"].text(), "major");
    const Value sample = base::json::parse(written(report::write_gitlab));
    ASSERT_EQ(sample.elements.size(), 4u) << "and one for the unused waiver, one for the broken package";
    EXPECT_EQ(sample[2]["location"]["path"].text(), "waivers.yaml");
    EXPECT_EQ(sample[2]["location"]["lines"]["begin"].number, 3);
}

TEST(report_Github, shows_the_ten_loudest_and_counts_the_others) {
    const std::string text = written(report::write_github);
    EXPECT_THAT(
        text, AllOf(StartsWith("::error file=broken.zip,line=1,title=Could not be read::"),
                    HasSubstr("\n::error file=safety.mbz,line=1,title=No performance problem is stated::Safe lifting"),
                    HasSubstr("\n::notice file=waivers.yaml,line=3,title=A waiver does not hold::")));
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 4);
    const std::string many = written(report::write_github, [](const auto& path) {
        store::Writer writer(path, {"s", "", "", "", "", ""}, {});
        model::AuditedPackage audited;
        model::Judgement course = test::sample_judgement();
        course.other_sources.clear();
        course.findings.assign(30, course.findings[1]);
        audited.courses = {course};
        writer.write(audited);
        writer.finish("f");
    });
    EXPECT_EQ(std::count(many.begin(), many.end(), '\n'), 11);
    EXPECT_THAT(many, HasSubstr("::notice title=needfirst::20 findings more"));
}

TEST(report_Github, appends_a_table_to_the_step_summary) {
    test::TemporaryFolder folder;
    test::write_file(folder / "summary.md", "before\n");
    setenv("GITHUB_STEP_SUMMARY", (folder / "summary.md").c_str(), 1);
    written(report::write_github);
    unsetenv("GITHUB_STEP_SUMMARY");
    EXPECT_THAT(test::read_file(folder / "summary.md"),
                AllOf(StartsWith("before\n# "), HasSubstr("| alarm | Safe lifting")));
}

TEST(report_Markdown, is_a_brief_with_figures_findings_and_questions) {
    const std::string text = written(report::write_markdown);
    EXPECT_THAT(text, AllOf(HasSubstr("| 1 | 0 | 1 | 0 | 1 |"), HasSubstr("| alarm | Safe lifting, \"the basics\" |"),
                            HasSubstr("- What is happening in the job that should be different?"),
                            HasSubstr("- broken.zip: no central directory")));
}

TEST(report_Jsonl, has_a_line_for_everything) {
    const auto lines = lines_of(written(report::write_jsonl));
    ASSERT_EQ(lines.size(), 1u + 2 + 1 + 4 + 1 + 3);
    EXPECT_EQ(lines.front()["type"].text(), "run");
    const Value& course = lines[9];
    EXPECT_EQ(course["type"].text(), "course");
    EXPECT_EQ(course["identifier"].text(), "SAFE-1");
    EXPECT_EQ(course["score"].number, 0.75);
    EXPECT_EQ(course["activities"].elements.size(), 3u);
    EXPECT_EQ(course["activities"][2]["posts"].number, 0);
    EXPECT_EQ(course["activities"][2]["last_post_at"].type, base::json::Type::null);
    EXPECT_EQ(course["findings"][0]["rule"].text(), "core/no-stated-problem");
    EXPECT_EQ(course["sources"].elements.size(), 2u);
}

TEST(report_Formats, stay_well_formed_whatever_a_course_says) {
    const auto hostile = [](Write write) { return written(write, test::write_hostile_audit); };
    EXPECT_NO_THROW(base::json::parse(hostile(report::write_sarif)));
    EXPECT_NO_THROW(base::json::parse(hostile(report::write_gitlab)));
    EXPECT_NO_THROW(lines_of(hostile(report::write_jsonl)));
    EXPECT_TRUE(Xml(hostile(report::write_junit)).document);
    std::istringstream annotations(hostile(report::write_github));
    for (std::string line; std::getline(annotations, line);)
        EXPECT_THAT(line, AllOf(testing::MatchesRegex("::(error|warning|notice) .*"), Not(HasSubstr("%0A"))));
    EXPECT_THAT(hostile(report::write_markdown), AllOf(Not(HasSubstr("<img")), Not(HasSubstr("</script>"))));
    for (const Write write : {report::write_sarif, report::write_gitlab, report::write_jsonl, report::write_junit,
                              report::write_github, report::write_markdown})
        for (const char c : hostile(write)) ASSERT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
}

TEST(report_Formats, give_the_same_bytes_again) {
    for (const Write write :
         {report::write_sarif, report::write_gitlab, report::write_jsonl, report::write_junit, report::write_markdown})
        EXPECT_EQ(written(write), written(write));
}
