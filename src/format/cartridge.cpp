// SPDX-License-Identifier: Apache-2.0
#include "format/cartridge.hpp"

#include "base/decode.hpp"
#include "format/attachments.hpp"
#include "format/authoring/item_text.hpp"
#include "format/lom.hpp"
#include "format/pages.hpp"
#include "format/passages.hpp"
#include "format/qti.hpp"

#include <array>

namespace needfirst::format::cartridge {
namespace {

using base::xml::Element;

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

void fill_topic(Reading& reading, Element topic, const std::string& member, model::Item& item) {
    if (item.title.empty()) item.title = text::any_text(topic.child("title").text());
    const text::Html prompt = text::read_html(topic.child("text").text());
    keep_social_link(item, prompt.links);
    add_passage(item.passages, model::Field::prompt, prompt.text, member);
    add_linked_documents(reading, prompt.links, member, item);
}

void fill_web_link(Element link, model::Item& item) {
    if (item.title.empty()) item.title = text::any_text(link.child("title").text());
    item.link = link.child("url").attribute_or("href");
}

void fill_tool(Element tool, const std::string& member, model::Item& item) {
    if (item.title.empty()) item.title = text::any_text(tool.child("title").text());
    item.link = tool.text_of("secure_launch_url");
    if (item.link.empty()) item.link = tool.text_of("launch_url");
    add_passage(item.passages, model::Field::prompt, text::any_text(tool.text_of("description")), member);
}

void fill_assignment(Reading& reading, Element assignment, const std::string& member, model::Item& item) {
    if (item.title.empty()) item.title = text::any_text(assignment.child("title").text());
    const text::Html task = text::read_html(assignment.child("text").text());
    keep_social_link(item, task.links);
    add_passage(item.passages, model::Field::prompt, task.text, member);
    add_linked_documents(reading, task.links, member, item);
    const Element gradable = assignment.child("gradable");
    if (gradable) item.graded = base::trim(gradable.text()) == "true" || base::trim(gradable.text()) == "1";
}

}  // namespace

Type type_of(const ims::Resource& resource) {
    const std::string type = base::ascii_lower(resource.type);
    if (type.rfind("imsdt", 0) == 0) return Type::topic;
    if (type.rfind("imswl", 0) == 0) return Type::web_link;
    if (type.rfind("imsbasiclti", 0) == 0 || type.rfind("imslti", 0) == 0) return Type::tool;
    if (has(type, "question-bank")) return Type::question_bank;
    if (has(type, "imsqti")) return Type::assessment;
    if (type.rfind("assignment", 0) == 0) return Type::assignment;
    if (type == "webcontent" || has(type, "associatedcontent")) return Type::web_content;
    return Type::other;
}

std::string member_of(const ims::Resource& resource) {
    if (!resource.href.empty() && !resource.missing) return resource.href;
    return resource.files.empty() ? std::string() : resource.files.front();
}

model::Kind kind_of_member(std::string_view member) {
    if (is_html_member(member)) return model::Kind::page;
    const std::string tail = base::ascii_lower(member.substr(std::min(member.rfind('.') + 1, member.size())));
    for (const std::string_view video : {"mp4", "webm", "mov", "avi", "wmv", "flv", "m4v", "mpg"})
        if (tail == video) return model::Kind::video;
    for (const std::string_view audio : {"mp3", "wav", "ogg", "m4a"})
        if (tail == audio) return model::Kind::audio;
    return model::Kind::document;
}

std::optional<base::xml::Document> read_xml(Reading& reading, const std::string& member) {
    base::xml::Document document(reading.member(member));
    if (!document.root()) {
        if (reading.container.has(member))
            reading.remark(member, base::CoverageState::error,
                           "expected XML: " + (document.problem().empty() ? "it is empty" : document.problem()));
        return std::nullopt;
    }
    if (!document.problem().empty())
        reading.remark(member, base::CoverageState::partly,
                       "not well-formed, read as far as it goes: " + document.problem());
    return document;
}

void fill(Reading& reading, const ims::Resource& resource, model::Item& item) {
    constexpr std::array kinds = {model::Kind::forum, model::Kind::link,    model::Kind::external_tool,
                                  model::Kind::quiz,  model::Kind::quiz,    model::Kind::assignment,
                                  model::Kind::page,  model::Kind::document};
    const Type type = type_of(resource);
    item.native_kind = resource.type;
    item.kind = kinds[static_cast<std::size_t>(type)];
    item.meets = type == Type::topic;
    if (item.meets) item.participation = model::Participation::unknown;
    const std::string member = member_of(resource);
    item.member = member.empty() ? resource.href : member;
    if (type == Type::web_content || type == Type::other) item.kind = kind_of_member(item.member);
    if (!resource.url.empty()) {
        item.kind = model::Kind::link;
        item.link = resource.url;
        return;
    }
    if (member.empty()) {
        const std::string_view listed = resource.element.child("file").attribute_or("href", resource.identifier);
        reading.remark(resource.href.empty() ? listed : std::string_view(resource.href), base::CoverageState::error,
                       fmt::format("holds \"{}\" and is not in the package; export the course again", item.title));
        return;
    }
    if (item.kind == model::Kind::page) {
        const text::Html page = read_html_member(reading, member);
        if (item.title.empty()) item.title = page.title;
        keep_social_link(item, page.links);
        add_passage(item.passages, authoring::body_field(item.title), page.text, member);
        add_linked_documents(reading, page.links, member, item);
        return;
    }
    if (type == Type::web_content || type == Type::other) return void(add_attachment(reading, member, member, item));
    const auto document = read_xml(reading, member);
    if (!document) return;
    if (type == Type::topic) fill_topic(reading, document->root(), member, item);
    if (type == Type::web_link) fill_web_link(document->root(), item);
    if (type == Type::tool) fill_tool(document->root(), member, item);
    if (type == Type::assignment) fill_assignment(reading, document->root(), member, item);
    if (type == Type::assessment || type == Type::question_bank) {
        if (item.title.empty()) item.title = qti::title(document->root());
        qti::read(document->root(), member, item.passages);
    }
}

void state_metadata(Reading& reading, const ims::Manifest& manifest, model::Course& course) {
    course.identifier = manifest.identifier;
    course.member = manifest.member;
    std::string member = manifest.member;
    const auto metadata = lom::read_metadata(reading, manifest.root().child("metadata"), manifest.folder, member);
    lom::state(course, metadata, member);
}

}  // namespace needfirst::format::cartridge
