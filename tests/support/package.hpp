// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/attachments.hpp"
#include "format/reader.hpp"
#include "places.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace needfirst::test {

/// What the reader that recognised a package made of it.
struct ReadPackage {
    std::string reader;  ///< "" where none recognised it
    model::Package package;
    std::vector<model::Course> courses;

    const model::Course& course() const { return courses.at(0); }
    const model::Item& item(std::size_t number) const { return course().items.at(number); }
    /// Text of an item's passages, one passage per line.
    std::string text(std::size_t number) const {
        std::string all;
        for (const auto& passage : item(number).passages) all += (all.empty() ? "" : "\n") + passage.text;
        return all;
    }
    /// The statements of one field, one per line.
    std::string statements(model::Field field) const {
        std::string all;
        for (const auto& passage : course().statements)
            if (passage.field == field) all += (all.empty() ? "" : "\n") + passage.text;
        return all;
    }
    /// Whether a coverage row of that state speaks of the member.
    bool remarked(std::string_view member, base::CoverageState state) const {
        for (const auto& row : package.coverage)
            if (row.member == member && row.state == state) return true;
        return false;
    }
};

inline ReadPackage read_package(container::Container& container) {
    ReadPackage found;
    const format::ReadOptions options;
    const auto* const reader = format::recognise(container);
    if (reader == nullptr) return found;
    found.reader = reader->name;
    format::Reading reading{container, options, found.package,
                            [&](model::Course&& course) { found.courses.push_back(std::move(course)); }};
    format::read_whole(*reader, reading);
    return found;
}

inline ReadPackage read_package(std::map<std::string, std::string> members) {
    return read_package(*container::from_memory(std::move(members)));
}

/// fixtures/<name>/package, "scorm-1.2/minimal-valid".
inline std::filesystem::path fixture(const std::string& name) {
    return std::filesystem::path(NEEDFIRST_SOURCE_DIR) / "fixtures" / name / "package";
}

inline ReadPackage read_fixture(const std::string& name) { return read_package(*container::open(fixture(name), {})); }

}  // namespace needfirst::test
