// SPDX-License-Identifier: Apache-2.0
#include "report/sarif.hpp"

#include "base/output.hpp"
#include "report/findings.hpp"
#include "report/json_writer.hpp"
#include "report/plain_text.hpp"

namespace needfirst::report {
namespace {

constexpr std::int64_t results_kept = 5000;  ///< GitHub shows no more
constexpr std::int64_t notifications_kept = 500;

std::string_view level_of(std::string_view level) { return level == "alarm" ? "error" : level; }

/// "NoStatedProblem" of "core/no-stated-problem".
std::string name_of(std::string_view rule) {
    std::string name;
    bool upper = true;
    for (const char c : rule.substr(rule.find('/') == std::string_view::npos ? 0 : rule.find('/') + 1)) {
        if (c == '-' || c == '/') upper = true;
        else name += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (c != '-' && c != '/') upper = false;
    }
    return name;
}

class Sarif {
public:
    Sarif(const store::Audit& audit, base::Output& output) : audit_(audit), output_(output) {}

    void write() {
        has_known_ = audit_.number("SELECT EXISTS (SELECT 1 FROM finding WHERE state = 'known')") != 0;
        has_waived_ = audit_.number("SELECT EXISTS (SELECT 1 FROM finding WHERE state = 'waived')") != 0;
        json_.object().member("$schema", "https://json.schemastore.org/sarif-2.1.0.json").member("version", "2.1.0");
        json_.key("runs").array().object();
        json_.key("tool").object().key("driver").object().member("name", "needfirst");
        json_.member("version", audit_.run().tool_version);
        rules();
        json_.end_object().end_object();
        json_.line().key("automationDetails").object().member("id", "needfirst/").end_object();
        json_.member("columnKind", "utf16CodeUnits");
        json_.key("properties").object().member("rulesFingerprint", audit_.run().rules_fingerprint).end_object();
        json_.line().key("results").array();
        each_finding(audit_, [&](const Finding& finding) { result(finding); });
        json_.end_array();
        invocation();
        json_.end_object().end_array().end_object();
        out_ += '\n';
        flush(0);
    }

private:
    void flush(std::size_t above = 1 << 16) {
        if (out_.size() < above) return;
        output_.write(out_);
        out_.clear();
    }

    JsonWriter& message(std::string_view key, std::string_view text) {
        return json_.key(key).object().member("text", text).end_object();
    }

    void rules() {
        json_.line().key("rules").array();
        audit_.each("SELECT id, title, level, status, about, why, instead, pack FROM rule ORDER BY id",
                    [&](const store::Row& row) {
                        rules_.emplace(plain(row.text(0)), static_cast<std::int64_t>(rules_.size()));
                        json_.line().object().member("id", row.text(0)).member("name", name_of(row.text(0)));
                        message("shortDescription", row.text(1));
                        message("fullDescription", row.text(5).empty() ? row.text(1) : row.text(5));
                        message("help", fmt::format("{}\n\nInstead: {}", row.text(5), row.text(6)));
                        json_.key("defaultConfiguration").object().member("level", level_of(row.text(2))).end_object();
                        json_.key("properties").object().key("tags").array();
                        json_.value(row.text(7)).value(row.text(4)).value(row.text(3)).end_array().end_object();
                        json_.end_object();
                    });
        json_.line().object().member("id", waiver_rule).member("name", "Waiver");
        message("shortDescription", "A waiver does not hold");
        message("fullDescription",
                "A waiver covers no finding, misses the activity that it names, or has expired. Remove or renew it.");
        json_.key("defaultConfiguration").object().member("level", "note").end_object().end_object();
        rules_.emplace(waiver_rule, static_cast<std::int64_t>(rules_.size()));
        json_.end_array();
    }

    void place(std::string_view package, int line = 1) {
        const std::string uri = uri_of(package);
        json_.key("physicalLocation").object().key("artifactLocation").object().member("uri", uri);
        if (!uri.starts_with("file:")) json_.member("uriBaseId", "%SRCROOT%");
        json_.end_object().key("region").object().member("startLine", line).end_object().end_object();
    }

    void result(const Finding& finding) {
        if (++results_ > results_kept) return;
        json_.line().object().member("ruleId", finding.rule);
        if (const auto rule = rules_.find(finding.rule); rule != rules_.end()) json_.member("ruleIndex", rule->second);
        json_.member("level", level_of(finding.level));
        message("message", finding.quote.empty() || finding.message.find(finding.quote) != std::string::npos
                               ? finding.message
                               : fmt::format("{} Quote: “{}”", finding.message, finding.quote));
        json_.key("locations").array().object();
        place(finding.package, finding.line);
        json_.key("logicalLocations").array().object();
        json_.member("name", !finding.activity.empty() ? finding.activity
                             : finding.course.empty()  ? finding.location
                                                       : finding.course);
        json_.member("fullyQualifiedName", finding.location.empty() ? finding.package : finding.location);
        json_.end_object().end_array().end_object().end_array();
        const std::string fingerprint = fingerprints_.unique(finding.fingerprint);
        json_.key("partialFingerprints").object().member("needfirst/v1", fingerprint);
        json_.member("primaryLocationLineHash", fingerprint + ":1").end_object();
        // Of these two, all results of a run must have them, or none.
        if (has_known_) json_.member("baselineState", finding.state == "known" ? "unchanged" : "new");
        if (has_waived_) suppressions(finding);
        json_.key("properties").object().member("course", finding.course).if_any("quote", finding.quote).end_object();
        json_.end_object();
        flush();
    }

    void suppressions(const Finding& finding) {
        json_.key("suppressions").array();
        if (finding.state == "waived")
            json_.object()
                .member("kind", "external")
                .member("status", "accepted")
                .if_any("justification", finding.waived_for)
                .end_object();
        json_.end_array();
    }

    void notify(std::string_view id, std::string_view level, std::string_view text, std::string_view package = {}) {
        json_.line().object().key("descriptor").object().member("id", id).end_object().member("level", level);
        message("message", text);
        if (!package.empty()) {
            json_.key("locations").array().object();
            place(package);
            json_.end_object().end_array();
        }
        json_.end_object();
    }

    void invocation() {
        json_.line().key("invocations").array().object().member("executionSuccessful", true);
        json_.key("toolExecutionNotifications").array();
        if (results_ > results_kept)
            notify(
                "needfirst/left-out", "warning",
                fmt::format("{} findings are more than code scanning shows: the loudest {} stand here, {} quieter ones "
                            "were left out. The store and findings.csv have all.",
                            grouped(results_), grouped(results_kept), grouped(results_ - results_kept)));
        audit_.each("SELECT path, message FROM package WHERE status = 'unreadable' ORDER BY id LIMIT ?",
                    [&](const store::Row& row) {
                        notify("needfirst/unreadable", "error",
                               fmt::format("{} could not be read: {}", row.text(0), row.text(1)), row.text(0));
                    },
                    {notifications_kept});
        audit_.each(
            "SELECT p.path, v.member, v.state, v.reason FROM coverage v JOIN package p ON p.id = v.package_id "
            "WHERE v.state IN ('partly', 'limited', 'error') AND p.status <> 'unreadable' ORDER BY v.id LIMIT ?",
            [&](const store::Row& row) {
                notify("needfirst/not-read-whole", "warning",
                       fmt::format("{}!{} ({}): {}", row.text(0), row.text(1), row.text(2), row.text(3)), row.text(0));
                flush();
            },
            {notifications_kept});
        json_.end_array().line().key("toolConfigurationNotifications").array();
        audit_.each("SELECT message, location FROM finding_flat WHERE rule = ? ORDER BY id",
                    [&](const store::Row& row) {
                        notify(waiver_rule, "warning", fmt::format("{}: {}", row.text(1), row.text(0)));
                    },
                    {std::string(waiver_rule)});
        json_.end_array().end_object().end_array();
    }

    const store::Audit& audit_;
    base::Output& output_;
    std::string out_;
    JsonWriter json_{out_};
    std::map<std::string, std::int64_t, std::less<>> rules_;
    Fingerprints fingerprints_;
    std::int64_t results_ = 0;
    bool has_known_ = false, has_waived_ = false;
};

}  // namespace

void write_sarif(const store::Audit& audit, const std::filesystem::path& path) {
    base::Output output(path);
    Sarif(audit, output).write();
    output.done();
}

}  // namespace needfirst::report
