// SPDX-License-Identifier: Apache-2.0
#include "format/names.hpp"

#include "base/charset.hpp"

#include <spdlog/fmt/fmt.h>

namespace needfirst::format {
namespace {

class Names {
public:
    void name(std::string& text) { cut(text, longest_name); }
    void place(std::string& text) { cut(text, longest_place); }
    void places(std::vector<model::Passage>& passages) {
        for (model::Passage& passage : passages) place(passage.member);
    }
    void item(model::Item& item) {
        for (std::string* text : {&item.title, &item.native_kind, &item.identifier, &item.quota}) name(*text);
        place(item.link), place(item.member);
        places(item.passages);
    }

    std::size_t cut_ = 0;
    std::string first_;

private:
    void cut(std::string& text, std::size_t longest) {
        if (text.size() <= longest) return;
        text = base::first_bytes(text, longest);
        text.shrink_to_fit();
        if (cut_++ == 0) first_ = base::first_bytes(text, 60);
    }
};

}  // namespace

void keep_names_short(model::Course& course, Reading& reading) {
    Names names;
    for (std::string* text : {&course.title, &course.identifier, &course.language, &course.provider, &course.category})
        names.name(*text);
    for (std::string& text : course.names) names.place(text);
    names.place(course.member);
    names.places(course.statements);
    for (model::Section& section : course.sections) {
        names.name(section.title);
        names.places(section.passages);
    }
    for (model::Item& item : course.items) names.item(item);
    if (names.cut_ > 0)
        reading.remark(course.member, base::CoverageState::limited,
                       fmt::format("{} names are longer than {} bytes, \"{}...\" first; of each the beginning was kept",
                                   names.cut_, longest_name, names.first_));
}

void keep_items_few(model::Course& course, Reading& reading) {
    if (course.items.size() > most_items) {
        reading.remark(course.member, base::CoverageState::limited,
                       fmt::format("of {} items the first {} are kept", course.items.size(), most_items));
        course.items.resize(most_items);
    }
    if (course.sections.size() <= most_items) return;
    reading.remark(
        course.member, base::CoverageState::limited,
        fmt::format("of {} sections the first {} are kept; items of the others are kept without their section",
                    course.sections.size(), most_items));
    course.sections.resize(most_items);
    for (model::Item& item : course.items)
        if (item.section >= static_cast<int>(most_items)) item.section = -1;
    for (model::Section& section : course.sections)
        if (section.parent >= static_cast<int>(most_items)) section.parent = -1;
}

void remark_too_deep(Reading& reading, std::string_view member, int levels) {
    const std::string reason = fmt::format("what lies more than {} levels deep in it is not read", levels);
    const auto& rows = reading.package.coverage;
    if (!rows.empty() && rows.back().member == member && rows.back().reason == reason) return;
    reading.remark(member, base::CoverageState::limited, reason);
}

}  // namespace needfirst::format
