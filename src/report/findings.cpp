// SPDX-License-Identifier: Apache-2.0
#include "report/findings.hpp"

#include "report/plain_text.hpp"

#include <cstdlib>

namespace needfirst::report {

void each_finding(const store::Audit& audit, const std::function<void(const Finding&)>& take) {
    audit.each(
        "SELECT f.level, f.rule, f.rule_title, f.package, CASE f.course WHEN '' THEN f.course_identifier ELSE f.course "
        "END, f.activity, f.message, f.quote, f.location, f.fingerprint, f.state, coalesce((SELECT w.reason || CASE "
        "w.owner WHEN '' THEN '' ELSE ' (' || w.owner || ')' END || CASE w.expires WHEN '' THEN '' ELSE ', until ' || "
        "w.expires END FROM waiver w WHERE w.id = (SELECT waiver_id FROM finding WHERE id = f.id)), '') FROM "
        "finding_flat f LEFT JOIN course c ON c.id = f.course_id ORDER BY CASE f.state WHEN 'new' THEN 0 WHEN 'known' "
        "THEN "
        "1 ELSE 2 END, CASE f.level WHEN 'alarm' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, c.score DESC, f.id",
        [&](const store::Row& row) {
            Finding finding;
            std::string* const fields[] = {&finding.level,    &finding.rule,        &finding.title,   &finding.package,
                                           &finding.course,   &finding.activity,    &finding.message, &finding.quote,
                                           &finding.location, &finding.fingerprint, &finding.state};
            for (int i = 0; i < 11; ++i) *fields[i] = plain(row.text(i));
            if (finding.state == "waived") finding.waived_for = plain(row.text(11));
            if (finding.rule == waiver_rule)
                finding.line = std::max(1, std::atoi(finding.location.c_str() + finding.location.rfind(':') + 1));
            take(finding);
        });
}

std::string Fingerprints::unique(const std::string& fingerprint) {
    const int times = ++seen_[fingerprint];
    return times == 1 ? fingerprint : fmt::format("{}-{}", fingerprint, times);
}

std::string file_of(std::string_view package) {
    std::string path(package.substr(0, package.find('!')));
    std::replace(path.begin(), path.end(), '\\', '/');
    while (path.starts_with("./")) path.erase(0, 2);
    return path.empty() ? "." : path;
}

std::string uri_of(std::string_view package) {
    constexpr std::string_view kept = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/!$&'()*+,;=@";
    const std::string path = file_of(package);
    std::string uri = path.starts_with("/") ? "file://" : "";
    for (const char c : path)
        if (kept.find(c) != std::string_view::npos) uri += c;
        else uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return uri;
}

}  // namespace needfirst::report
