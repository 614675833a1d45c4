// SPDX-License-Identifier: Apache-2.0
#include "audit/inputs.hpp"

#include "base/decode.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

namespace needfirst::audit {
namespace {

namespace fs = std::filesystem;

// Names that lie right in the folder of an unpacked package.
constexpr std::array<std::string_view, 22> markers = {
    "imsmanifest.xml",   "moodle_backup.xml", "moodle.xml",    "tincan.xml",      "cmi5.xml",           "h5p.json",
    "course.xml",        "library.xml",       "site.xml",      "course_info.dat", ".bb-package-info",   "manifest.xml",
    "course_settings",   "scormcontent",      "story_content", "template.xml",    "publishsettings.js", "contentv3.xml",
    "lessonbuilder.xml", "index.html",        "index.htm",     "story.html"};
constexpr std::array<std::string_view, 3> aicc_endings = {".crs", ".au", ".cst"};

bool is_package(const fs::path& folder) {
    std::error_code problem;
    for (const auto& entry : fs::directory_iterator(folder, problem)) {
        const std::string name = base::ascii_lower(entry.path().filename().string());
        if (std::find(markers.begin(), markers.end(), name) != markers.end()) return true;
        if (std::find(aicc_endings.begin(), aicc_endings.end(), fs::path(name).extension().string()) !=
            aicc_endings.end())
            return true;
        // Sakai's archive is a folder in the package; a user's folder may be called so too.
        if (name.ends_with("-archive") && fs::exists(entry.path() / "site.xml", problem)) return true;
    }
    return false;
}

void add(const fs::path& path, std::vector<std::string>& inputs, std::set<std::string>& seen) {
    std::error_code problem;
    if (!fs::is_directory(path, problem) || is_package(path)) {
        if (seen.insert(path.string()).second) inputs.push_back(path.string());
        return;
    }
    std::vector<fs::path> inside;
    for (const auto& entry : fs::directory_iterator(path, problem)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with('.') && name != "__MACOSX" && name != "Thumbs.db" && !entry.is_symlink(problem))
            inside.push_back(entry.path());
    }
    std::sort(inside.begin(), inside.end());
    for (const fs::path& each : inside) add(each, inputs, seen);
}

}  // namespace

std::vector<std::string> find_inputs(const std::vector<std::string>& paths) {
    std::vector<std::string> inputs;
    std::set<std::string> seen;
    for (const std::string& path : paths) add(path, inputs, seen);
    return inputs;
}

}  // namespace needfirst::audit
