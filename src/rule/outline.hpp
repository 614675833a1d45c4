// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "rule/heard.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace needfirst::rule {

/// Where in a course things stand: the paths of its sections, what is hidden, and how a place is told to people.
class Outline {
public:
    /// `package` begins all locations. The course outlives the outline.
    Outline(const model::Course& course, std::string_view package);

    /// Titles that lead to a section, joined by " > "; empty for -1.
    const std::string& path(std::int32_t section) const;
    /// Sections above and with it; 0 for -1.
    int depth(std::int32_t section) const;
    bool hidden(std::int32_t section) const;
    /// "package.zip!member#Section > Title"
    std::string location(std::string_view member, std::string_view titles) const;
    /// An item as the store keeps it, and what the judge remembers beside. Nothing was heard in it yet.
    std::pair<model::Activity, ActivityNotes> activity(const model::Item& item) const;
    /// A sentence that asks learners to meet, as an activity of its own: in the text of the activity `owner`, or in a
    /// field of the course or of one of its sections (null). Its words and its location are still open.
    std::pair<model::Activity, ActivityNotes> prompt(const model::Activity* owner, model::Field field,
                                                     std::int32_t section, bool counts) const;

private:
    struct Place {
        std::string path;
        int depth = 0;
        bool hidden = false;
    };
    const Place& place(std::int32_t section) const;

    const model::Course& course_;
    std::string package_;
    std::vector<Place> sections_;
    Place top_;
};

}  // namespace needfirst::rule
