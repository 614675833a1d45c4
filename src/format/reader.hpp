// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "container/container.hpp"
#include "model/package.hpp"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace needfirst::format {

/// What a user may tell the readers. `columns`: header of a catalogue -> canonical field ("Course Name" -> "title").
struct ReadOptions {
    std::map<std::string, std::string> columns;
};

/// One package being read: where its members are, what is found out about it, and where its courses go.
struct Reading {
    container::Container& container;
    const ReadOptions& options;
    model::Package& package;  ///< the reader fills format_version, authoring_tool, rows, programmes, message, coverage
    std::function<void(model::Course&&)> give;  ///< courses, one by one, in order

    /// Text of a member, or "" with a coverage row where it is missing or cannot be read.
    std::string member(std::string_view path);
    /// A remark on a member that was not read, not whole or not well-formed. What is skipped is no gap, unless told.
    void remark(std::string_view member, base::CoverageState state, std::string reason, bool skipped_is_gap = false);
};

/// One row per format; readers.cpp holds the table in the order tried, most specific first.
struct Reader {
    std::string_view name;                      ///< "scorm-1.2": what the store calls the format
    std::string_view title;                     ///< for people: "SCORM 1.2"
    std::string_view reads;                     ///< for people, one line: what is read from it
    bool catalogue;                             ///< holds rows rather than content
    bool (*recognises)(container::Container&);  ///< cheap: names and first bytes; never throws on odd content
    void (*read)(Reading&);                     ///< throws base::InputError only where nothing can be read at all
};

std::span<const Reader> readers();

/// The first reader that recognises it, or null. What the user says of columns makes a list of courses of a table that
/// nobody knows.
const Reader* recognise(container::Container&, const ReadOptions& = {});

}  // namespace needfirst::format
