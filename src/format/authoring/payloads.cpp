// SPDX-License-Identifier: Apache-2.0
#include "format/authoring/payload.hpp"
#include "format/authoring/tools.hpp"

#include <array>

namespace needfirst::format::authoring {
namespace {

// In the order tried: tools with marks of their own first, those that share marks with others last.
constexpr std::array table = {
    Payload{"Articulate Rise", "lessons and blocks, quizzes with feedback, both generations", rise::recognises,
            rise::read},
    Payload{"Articulate Storyline", "slides of Storyline 3 and 360, all text layouts, notes, glossary",
            storyline::recognises, storyline::read},
    Payload{"Articulate Storyline 2", "slides, from the packed XML", storyline2::recognises, storyline2::read},
    Payload{"Adobe Captivate", "slides in their order, texts of the table of contents, links", captivate::recognises,
            captivate::read},
    Payload{"iSpring", "slides, notes, quizzes, interactions", ispring::recognises, ispring::read},
    Payload{"Evolve", "pages with all components, simulations", evolve::recognises, evolve::read},
    Payload{"Adapt", "pages with all components, transcripts", adapt::recognises, adapt::read},
    Payload{"Easygenerator", "sections, pages, questions with feedback", easygenerator::recognises,
            easygenerator::read},
    Payload{"Xerte", "pages and their attributes", xerte::recognises, xerte::read},
    Payload{"Lectora", "pages in the order of contents and buttons", lectora::recognises, lectora::read},
    Payload{"eXeLearning", "pages in the order of the navigation", exelearning::recognises, exelearning::read},
    Payload{"Embedded H5P", "H5P beside a page of another package, or in it as JSON", h5p::recognises, h5p::read},
    Payload{"Hot Potatoes", "questions with answers and what is said to them, words and clues", hotpotatoes::recognises,
            hotpotatoes::read},
};

}  // namespace

std::span<const Payload> payloads() { return table; }

namespace {

bool read_below(Reading& reading, std::string_view root, std::string_view launch, model::Course& course) {
    for (const Payload& payload : payloads()) {
        if (!payload.recognises(reading.container, root)) continue;
        if (reading.package.authoring_tool.empty()) reading.package.authoring_tool = payload.name;
        PayloadReading payload_reading{reading, std::string(root), std::string(launch), course};
        payload.read(payload_reading);
        return true;
    }
    return false;
}

/// Folders that hold a page, the shallowest first; not those of runtimes inside them.
std::vector<std::string> page_folders(const container::Container& container) {
    constexpr std::size_t most = 200;
    std::vector<std::string> folders;
    for (const auto& entry : container.entries()) {
        if (!entry.path.ends_with(".html") && !entry.path.ends_with(".htm")) continue;
        auto folder = entry.path.substr(0, entry.path.rfind('/') + 1);
        if (folders.size() < most && (folders.empty() || folders.back() != folder))
            folders.push_back(std::move(folder));
    }
    const auto depth = [](const std::string& path) { return std::count(path.begin(), path.end(), '/'); };
    std::stable_sort(folders.begin(), folders.end(), [&](const auto& a, const auto& b) { return depth(a) < depth(b); });
    return folders;
}

}  // namespace

bool read_payload(Reading& reading, std::string_view launch, model::Course& course) {
    // The launcher's folder, then those above it: "scormdriver/indexAPI.html" starts what lies in "scormcontent/".
    for (std::size_t end = launch.rfind('/') + 1;; end = launch.rfind('/', end - 2) + 1) {
        if (read_below(reading, launch.substr(0, end), launch, course)) return true;
        if (end < 2) break;
    }
    if (!launch.empty()) return false;
    for (const auto& folder : page_folders(reading.container))
        if (read_below(reading, folder, launch, course)) return true;
    return false;
}

}  // namespace needfirst::format::authoring
