// SPDX-License-Identifier: Apache-2.0
#include "format/nested.hpp"

#include "base/error.hpp"
#include "format/attachments.hpp"
#include "format/placeholder.hpp"

namespace needfirst::format {
namespace {

void take(std::vector<model::Passage>& from, model::Item& item, const std::string& prefix) {
    for (model::Passage& passage : from) {
        // What a package says of itself is content here: the course it lies in speaks for itself.
        if (passage.field < model::Field::section) passage.field = model::Field::body;
        passage.member.insert(0, prefix);
        item.passages.push_back(std::move(passage));
    }
}

}  // namespace

void take(model::Course& course, model::Item& item, const std::string& prefix) {
    if (item.title.empty() && !is_placeholder(course.title)) item.title = course.title;
    take(course.statements, item, prefix);
    std::vector<bool> seen(course.sections.size());
    for (model::Item& inner : course.items) {
        if (inner.placement == model::Placement::hidden) continue;
        for (int at = inner.section; at >= 0 && !seen[static_cast<std::size_t>(at)];
             at = course.sections[static_cast<std::size_t>(at)].parent) {
            seen[static_cast<std::size_t>(at)] = true;
            take(course.sections[static_cast<std::size_t>(at)].passages, item, prefix);
        }
        if (!inner.title.empty())
            item.passages.push_back({model::Field::body, inner.title, prefix + inner.member, false});
        take(inner.passages, item, prefix);
        if (item.link.empty()) item.link = inner.link;
    }
}

bool read_nested(Reading& reading, container::Container& content, std::string_view name, model::Item& item) {
    const Reader* reader = recognise(content);
    if (!reader) return false;
    const std::string prefix = std::string(name) + "!";
    model::Package package;
    const std::size_t before = item.passages.size();
    Reading inner{content, reading.options, package, [&](model::Course&& course) { take(course, item, prefix); }};
    try {
        read_whole(*reader, inner);
    } catch (const base::InputError& error) {
        reading.remark(name, base::CoverageState::error, error.what());
    }
    package.coverage.insert(package.coverage.end(), content.coverage().begin(), content.coverage().end());
    for (base::Coverage& row : package.coverage) {
        row.member.insert(0, prefix);
        reading.package.coverage.push_back(std::move(row));
    }
    return item.passages.size() > before;
}

bool read_nested(Reading& reading, std::string_view member, model::Item& item) {
    std::optional<std::string> bytes = reading.container.try_read(member);
    if (!bytes) return false;
    const auto content =
        container::open_nested(std::move(*bytes), member, reading.container.limits(), reading.container.depth() + 1);
    if (content && read_nested(reading, *content, member, item)) return true;
    if (content && content->entries().empty())  // the limit of depth, or a damaged directory
        for (const base::Coverage& row : content->coverage())
            return reading.package.coverage.push_back({std::string(member), row.bytes, row.state, row.reason}), false;
    if (content && recognise(*content)) return false;
    reading.remark(member, base::CoverageState::skipped, "package inside the course in a format that is not known",
                   true);
    return false;
}

}  // namespace needfirst::format
