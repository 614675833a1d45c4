// SPDX-License-Identifier: Apache-2.0
#include "fuzz/pack.hpp"

#include "base/error.hpp"
#include "rule/judge.hpp"
#include "rule/pack.hpp"

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include <unistd.h>

namespace needfirst::fuzz {
namespace {

namespace fs = std::filesystem;

const std::map<std::string, std::string> whole = {
    {"pack", "title: Fuzz\nversion: 1\nlanguage: en\nlicence: Apache-2.0\n"},
    {"signal",
     "signal: forum\ndescribes: x\nsays: social\nlists: {place: [forum, wiki, '=Teams']}\n"
     "phrases: ['post .. {place}', 'share [your] (views | thoughts) ...', '# posts']\n"
     "unless: ['do not post']\nexamples: {yes: [Post in the forum.], no: [Nothing.]}\n"},
    {"rule",
     "title: t\nlevel: alarm\nstatus: stable\nabout: activity\nwhen: {all: [{social: true}, {need: {at_most: "
     "implied}}]}\n"
     "message: 'In {course}: {activity}'\nwhy: w\nask: ['Why {activity}?']\ninstead: i\n"
     "examples: {rings: [{course: {title: t}}], silent: [{course: {title: t}}]}\n"},
    {"verdicts", "verdicts:\n  - {verdict: tacked-on, because: 'No need in {searched}.'}\n"},
};

/// A pack on disk, since that is where packs lie; gone with the process.
class Folder {
public:
    Folder() : path_(fs::temp_directory_path() / ("needfirst-fuzz-" + std::to_string(::getpid()))) {
        fs::create_directories(path_ / "signals");
        for (const auto& [part, content] : whole) write(part, content);
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    void write(const std::string& part, std::string_view content) const {
        const fs::path file = part == "signal" ? path_ / "signals/forum.yaml" : path_ / (part + ".yaml");
        std::ofstream(file, std::ios::binary) << content;
    }
    rule::RuleSet load() const {
        const fs::path folders[] = {path_};
        return rule::load(folders);
    }

private:
    fs::path path_;
};

const Folder& folder() {
    static const Folder made;
    return made;
}

rule::Judge& judge() {
    static const rule::RuleSet rules = folder().load();
    static rule::Judge made(rules);
    return made;
}

}  // namespace

rule::Heard listen(const model::Course& course) { return judge().listen(course, "package"); }

void decide(rule::Heard&& heard) { judge().decide(std::move(heard)); }

void rules(std::string_view bytes) {
    const auto line = bytes.find('\n');
    const std::string part(bytes.substr(0, line));
    if (line == std::string_view::npos || !whole.contains(part)) return;
    folder().write(part, bytes.substr(line + 1));
    try {
        folder().load();
    } catch (const base::FileError&) {
    }
    folder().write(part, whole.at(part));
}

}  // namespace needfirst::fuzz
