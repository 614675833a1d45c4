// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

#include <map>
#include <string>
#include <vector>

namespace needfirst::test {

/// What a reader made of a catalogue.
struct Catalogue {
    std::string reader;  ///< name of the one that recognised it, "" for none
    model::Package package;
    std::vector<model::Course> courses;

    /// Text of all statements of a course in one field, one per line.
    std::string text(std::size_t course, model::Field field) const {
        std::string all;
        for (const auto& passage : courses.at(course).statements)
            if (passage.field == field) all += (all.empty() ? "" : "\n") + passage.text;
        return all;
    }
    /// All statements, whatever the field.
    std::string text(std::size_t course) const {
        std::string all;
        for (const auto& passage : courses.at(course).statements) all += passage.text + "\n";
        return all;
    }
};

inline Catalogue read_catalogue(container::Container& container, const format::ReadOptions& options = {}) {
    Catalogue found;
    const auto* const reader = format::recognise(container);
    if (reader == nullptr) return found;
    found.reader = reader->name;
    format::Reading reading{container, options, found.package,
                            [&](model::Course&& course) { found.courses.push_back(std::move(course)); }};
    reader->read(reading);
    return found;
}

inline Catalogue read_catalogue(std::string name, std::string bytes, const format::ReadOptions& options = {}) {
    const auto container = container::from_memory({{std::move(name), std::move(bytes)}});
    return read_catalogue(*container, options);
}

}  // namespace needfirst::test
