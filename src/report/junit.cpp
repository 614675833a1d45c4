// SPDX-License-Identifier: Apache-2.0
#include "report/junit.hpp"

#include "base/output.hpp"
#include "report/findings.hpp"
#include "report/plain_text.hpp"

namespace needfirst::report {
namespace {

struct Counts {
    std::int64_t tests = 0, failures = 0, errors = 0, skipped = 0;
    std::string attributes() const {
        return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"0\"", tests, failures,
                           errors, skipped);
    }
    void operator+=(const Counts& other) {
        tests += other.tests, failures += other.failures, errors += other.errors, skipped += other.skipped;
    }
};

struct Suite {
    std::string cases;
    Counts counts;
};

class Junit {
public:
    explicit Junit(const store::Audit& audit) : audit_(audit) {}

    /// Twice: once to count, since the counts stand first, once to write.
    void write(base::Output& output) {
        Counts all;
        each_suite([&](std::string_view, const Suite& suite) { all += suite.counts; });
        output.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        output.write(fmt::format("<testsuites name=\"needfirst\" {}>\n", all.attributes()));
        each_suite([&](std::string_view name, const Suite& suite) {
            output.write(fmt::format("<testsuite name=\"{}\" {}>\n{}</testsuite>\n", markup(name),
                                     suite.counts.attributes(), suite.cases));
        });
        output.write("</testsuites>\n");
    }

private:
    /// Waivers that do not hold: skipped, since a note fails nothing, and a message of a passed case is seen nowhere.
    void waivers(const std::function<void(std::string_view, const Suite&)>& take) {
        Suite suite;
        std::string file;
        audit_.each("SELECT package, location, message FROM finding_flat WHERE rule = ? ORDER BY id",
                    [&](const store::Row& row) {
                        file = row.text(0);
                        ++suite.counts.tests, ++suite.counts.skipped;
                        suite.cases += fmt::format("{0}><skipped message=\"{1}\">{1}</skipped></testcase>\n",
                                                   open(file, row.text(1)), markup(row.text(2)));
                    },
                    {std::string(waiver_rule)});
        if (suite.counts.tests > 0) take(file, suite);
    }

    void each_suite(const std::function<void(std::string_view, const Suite&)>& take) {
        waivers(take);
        audit_.each("SELECT id, path, status, message FROM package WHERE status <> 'skipped' ORDER BY id",
                    [&](const store::Row& row) {
                        Suite suite;
                        if (row.text(2) == "unreadable") unreadable(suite, row.text(1), row.text(3));
                        courses(suite, row.integer(0), row.text(1));
                        take(row.text(1), suite);
                    });
    }

    static std::string open(std::string_view package, std::string_view name) {
        return fmt::format("<testcase classname=\"{}\" name=\"{}\" time=\"0\"", markup(package), markup(name));
    }

    static void unreadable(Suite& suite, std::string_view package, std::string_view message) {
        ++suite.counts.tests, ++suite.counts.errors;
        suite.cases += fmt::format(
            "{0}><error type=\"unreadable\" message=\"{1}\">could not be read: {1}</error>"
            "</testcase>\n",
            open(package, "can be read"), markup(message));
    }

    void courses(Suite& suite, std::int64_t package, std::string_view path) {
        audit_.each(
            "SELECT id, title, identifier, verdict, need, reason, EXISTS (SELECT 1 FROM finding f WHERE f.course_id = "
            "c.id) FROM course c WHERE package_id = ? ORDER BY id",
            [&](const store::Row& row) { course(suite, path, row); }, {package});
    }

    void course(Suite& suite, std::string_view path, const store::Row& row) {
        ++suite.counts.tests;
        const std::string name = row.text(1).empty() ? std::string(row.text(2)) : std::string(row.text(1));
        const std::string found = row.integer(6) ? findings(row.integer(0)) : "";
        std::string inside;
        if (fails_ > 0) {
            ++suite.counts.failures;
            const std::string says = fmt::format("{}, need {}: {}", row.text(3), row.text(4), row.text(5));
            inside = fmt::format("<failure type=\"{}\" message=\"{}\">{}\n{}{}</failure>", markup(row.text(3)),
                                 markup(says), markup(says), found, questions(row.integer(0)));
        } else if (waived_ > 0 || row.text(3) == "unreadable") {
            ++suite.counts.skipped;
            // Some readers show the attribute, some the text.
            inside = fmt::format("<skipped message=\"{0}\">{0}</skipped>",
                                 markup(waived_ > 0 ? "all alarms are waived" : row.text(5)));
        }
        if (fails_ == 0 && !found.empty()) inside += fmt::format("<system-out>{}</system-out>", found);
        fails_ = waived_ = 0;
        suite.cases += open(path, name) + (inside.empty() ? "/>\n" : ">" + inside + "</testcase>\n");
    }

    std::string findings(std::int64_t course) {
        std::string text;
        audit_.each(
            "SELECT level, rule, message, location, state FROM finding WHERE course_id = ? ORDER BY CASE level "
            "WHEN 'alarm' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, id",
            [&](const store::Row& row) {
                const bool alarm = row.text(0) == "alarm", is_new = row.text(4) == "new";
                fails_ += alarm && is_new;
                waived_ += alarm && row.text(4) == "waived";
                text += fmt::format("{} {}{}: {}\n  {}\n", markup(row.text(0)), markup(row.text(1)),
                                    is_new ? "" : fmt::format(" ({})", markup(row.text(4))), markup(row.text(2)),
                                    markup(row.text(3)));
            },
            {course});
        return text;
    }

    std::string questions(std::int64_t course) {
        std::string text;
        audit_.each("SELECT text FROM question WHERE course_id = ? ORDER BY id",
                    [&](const store::Row& row) { text += fmt::format("- {}\n", markup(row.text(0))); }, {course});
        return text.empty() ? text : "Ask:\n" + text;
    }

    const store::Audit& audit_;
    int fails_ = 0, waived_ = 0;  ///< alarms of the course at hand
};

}  // namespace

void write_junit(const store::Audit& audit, const std::filesystem::path& path) {
    base::Output output(path);
    Junit(audit).write(output);
    output.done();
}

}  // namespace needfirst::report
