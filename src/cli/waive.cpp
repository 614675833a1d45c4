// SPDX-License-Identifier: Apache-2.0
#include "base/file.hpp"
#include "base/output.hpp"
#include "base/yaml.hpp"
#include "cli/exit_status.hpp"
#include "cli/options.hpp"
#include "store/audit.hpp"

#include <spdlog/fmt/fmt.h>

namespace needfirst::cli {
namespace {

constexpr std::size_t shortest = 6;

struct Found {
    std::string rule, fingerprint, place, state;
};

std::vector<Found> find(const store::Audit& audit, const std::string& name) {
    std::vector<Found> found;
    audit.each(
        "SELECT rule, fingerprint, package || ': ' || course || CASE activity WHEN '' THEN '' ELSE ' > ' || "
        "activity END, state FROM finding_flat WHERE substr(fingerprint, 1, length(?1)) = ?1 AND "
        "course_id IS NOT NULL ORDER BY id",
        [&](const store::Row& row) {
            found.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
                             std::string(row.text(3))});
        },
        {name});
    return found;
}

bool is_day(const std::string& text) {
    const std::string form = "dddd-dd-dd";
    if (text.size() != form.size()) return false;
    for (std::size_t i = 0; i < form.size(); ++i)
        if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != form[i]) return false;
    return true;
}

// How far the list of the file stands in, so that one more entry belongs to it.
std::string indent(const std::string& text) {
    std::string spaces = "  ";
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
        const std::size_t dash = text.find_first_not_of(' ', at);
        if (dash != std::string::npos && text.compare(dash, 7, "- rule:") == 0) spaces.assign(dash - at, ' ');
        if (text.find('\n', at) == std::string::npos) break;
    }
    return spaces;
}

// One line of YAML, whatever the text holds.
std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out + "\"";
}

std::string entry(const Found& finding, const WaiveOptions& options, const std::string& in) {
    std::string place = finding.place;
    std::replace_if(
        place.begin(), place.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    std::string text = fmt::format("{0}- rule: {1}\n{0}  finding: {2}  # {3}\n{0}  reason: {4}\n", in, finding.rule,
                                   finding.fingerprint, place, quoted(options.reason));
    if (!options.owner.empty()) text += in + "  owner: " + quoted(options.owner) + "\n";
    if (!options.expires.empty()) text += in + "  expires: " + options.expires + "\n";
    return text;
}

bool reads_as_waivers(const std::filesystem::path& file, const std::filesystem::path& shown) {
    try {
        const base::YamlFile read(file, shown.string());
        const base::YamlNode list = read.root()["waivers"];
        base::YamlNode last;
        for (const auto& entry : list) last = entry;
        return list.is_sequence() && last["finding"];
    } catch (const std::exception&) {
        return false;
    }
}

// A file that would no longer be read as a list with this entry at its end stays as it is.
void write(const std::filesystem::path& path, const std::string& text, const std::string& added) {
    base::Output out(path);
    out.write(text);
    out.flush();
    if (!reads_as_waivers(out.part(), path))
        throw base::UsageError("waive: cannot add to " + path.string() + " as it is written; add this to its list:\n" +
                               added);
    out.done();
}

}  // namespace

int run(const WaiveOptions& options) {
    if (options.reason.find_first_not_of(" \t\n") == std::string::npos)
        throw base::UsageError("waive: --reason is empty; say why the finding may stand");
    if (!options.expires.empty() && !is_day(options.expires))
        throw base::UsageError("waive: --expires " + options.expires + ": a day expected, as in 2030-03-31");
    if (options.finding.size() < shortest)
        throw base::UsageError(
            "waive: give the fingerprint of the finding, or its first 6 signs or more; findings.csv "
            "has it");
    const auto found = find(store::Audit(options.db), options.finding);
    if (found.empty())
        throw base::UsageError("waive: " + options.db.string() + " has no finding " + options.finding +
                               "; findings.csv has their fingerprints");
    for (const Found& other : found)
        if (other.fingerprint != found.front().fingerprint)
            throw base::UsageError("waive: " + options.finding +
                                   " is the beginning of several findings; give more of it");
    std::string text;
    if (auto bytes = base::content_of(options.waivers)) text = std::move(*bytes);
    if (text.find(found.front().fingerprint) != std::string::npos)
        throw base::UsageError("waive: " + options.waivers.string() + " has a waiver of this finding already");
    if (text.empty()) text = "# Findings that we live with, and why. needfirst reads this file.\nwaivers:\n";
    if (text.back() != '\n') text += '\n';
    const std::string added = entry(found.front(), options, indent(text));
    write(options.waivers, text + added, added);
    fmt::print("waived in {}: {} at {}\n", options.waivers.string(), found.front().rule, found.front().place);
    return clean;
}

}  // namespace needfirst::cli
