// SPDX-License-Identifier: Apache-2.0
#include "format/launch.hpp"

#include "base/decode.hpp"
#include "format/authoring/payload.hpp"
#include "format/ims_manifest.hpp"
#include "format/placeholder.hpp"

#include <array>

namespace needfirst::format {
namespace {

struct Tail {
    std::string_view extension;
    model::Kind kind;
};

model::Kind kind_of(std::string_view member) {
    using model::Kind;
    constexpr std::array<Tail, 13> tails = {{{"pdf", Kind::document},
                                             {"doc", Kind::document},
                                             {"docx", Kind::document},
                                             {"ppt", Kind::document},
                                             {"pptx", Kind::document},
                                             {"txt", Kind::document},
                                             {"mp4", Kind::video},
                                             {"webm", Kind::video},
                                             {"mov", Kind::video},
                                             {"flv", Kind::video},
                                             {"mp3", Kind::audio},
                                             {"m4a", Kind::audio},
                                             {"wav", Kind::audio}}};
    const std::string extension = base::ascii_lower(member.substr(std::min(member.rfind('.') + 1, member.size())));
    for (const Tail& tail : tails)
        if (tail.extension == extension) return tail.kind;
    return Kind::page;
}

}  // namespace

Launches::Launches(Reading& reading, std::string folder, model::Course& course)
    : reading_(reading), folder_(std::move(folder)), course_(course), pages_(reading, folder_) {}

void Launches::expect(std::string_view href) {
    if (href.empty() || ims::is_absolute(href)) return;
    const std::string member = ims::resolve(reading_.container, folder_, href).value_or(ims::join(folder_, href));
    ++in_folder_[ims::folder_of(member)];
    pages_.claim(member);
}

void Launches::read(std::string_view href, model::Item item) {
    if (ims::is_absolute(href)) {
        item.kind = model::Kind::link;
        item.link = href;
    } else if (!href.empty()) {
        const auto member = ims::resolve(reading_.container, folder_, href);
        if (!member) {
            reading_.remark(
                ims::join(folder_, href), base::CoverageState::error,
                fmt::format("launched by \"{}\", and not in the package; export the course again", item.title));
        } else if (in_folder_[ims::folder_of(*member)] == 1 && authoring::read_payload(reading_, *member, course_)) {
            return;
        } else {
            read_member(*member, item);
        }
    }
    course_.items.push_back(std::move(item));
}

void Launches::read_member(const std::string& member, model::Item& item) {
    item.member = member;
    item.kind = kind_of(member);
    if (is_html_member(member)) pages_.read(member, {}, item);
}

void settle(model::Course& course) {
    for (const model::Item& item : course.items) {
        if (!course.title.empty()) break;
        if (!is_placeholder(item.title)) course.title = item.title;
    }
    course.fragment = std::none_of(course.items.begin(), course.items.end(),
                                   [](const model::Item& item) { return !item.passages.empty(); });
}

}  // namespace needfirst::format
