// SPDX-License-Identifier: Apache-2.0
#include "report/gitlab.hpp"

#include "base/fingerprint.hpp"
#include "base/output.hpp"
#include "report/findings.hpp"
#include "report/json_writer.hpp"

namespace needfirst::report {
namespace {

std::string_view severity_of(std::string_view level) {
    return level == "alarm" ? "major" : level == "warning" ? "minor" : "info";
}

void issue(JsonWriter& json, std::string_view rule, std::string_view text, std::string_view fingerprint,
           std::string_view severity, std::string_view package, int line = 1) {
    json.line().object().member("description", text).member("check_name", rule).member("fingerprint", fingerprint);
    json.member("severity", severity).key("location").object().member("path", file_of(package));
    json.key("lines").object().member("begin", line).end_object().end_object().end_object();
}

}  // namespace

void write_gitlab(const store::Audit& audit, const std::filesystem::path& path) {
    base::Output output(path);
    std::string out;
    JsonWriter json(out);
    Fingerprints fingerprints;
    json.array();
    each_finding(audit, [&](const Finding& finding) {
        if (finding.state == "waived") return;
        issue(json, finding.rule, finding.says(), fingerprints.unique(finding.fingerprint), severity_of(finding.level),
              finding.package, finding.line);
        if (out.size() < 1 << 16) return;
        output.write(out);
        out.clear();
    });
    audit.each("SELECT path, message FROM package WHERE status = 'unreadable' ORDER BY id", [&](const store::Row& row) {
        issue(json, "needfirst/unreadable", fmt::format("could not be read: {}", row.text(1)),
              fingerprints.unique(base::fingerprint(fmt::format("unreadable\n{}", row.text(0)))), "major", row.text(0));
    });
    json.end_array();
    out += '\n';
    output.write(out);
    output.done();
}

}  // namespace needfirst::report
