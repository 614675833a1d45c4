// SPDX-License-Identifier: Apache-2.0
#include "base/charset.hpp"
#include "base/decode.hpp"
#include "format/attachments.hpp"
#include "format/authoring/item_text.hpp"
#include "format/canvas.hpp"
#include "format/cartridge.hpp"
#include "format/html_tags.hpp"
#include "format/pages.hpp"
#include "format/passages.hpp"
#include "format/qti.hpp"

#include <array>

namespace needfirst::format::canvas {
namespace {

using base::xml::Element;

bool is_true(Element element, std::string_view child) {
    return base::same_ignoring_case(element.text_of(child), "true");
}

bool is_unpublished(Element element) {
    const std::string state = element.text_of("workflow_state");
    return state == "unpublished" || state == "deleted" || state == "locked_away";
}

double number(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

void add_quota(model::Item& item, const std::string& words) {
    item.quota.append(item.quota.empty() ? "" : ", ").append(words);
}

bool ends_with(std::string_view text, std::string_view tail) {
    return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

/// Meta elements of a wiki page: workflow_state, editing_roles, front_page.
std::map<std::string, std::string> page_meta(std::string_view html) {
    std::map<std::string, std::string> meta;
    each_tag(html.substr(0, 16 << 10), [&](const std::string& name, std::string_view tag, std::size_t) {
        if (name == "meta") meta.emplace(tag_attribute(tag, "name"), tag_attribute(tag, "content"));
    });
    return meta;
}

}  // namespace

Resources::Resources(Reading& reading, const ims::Manifest& manifest) : reading_(reading), manifest_(manifest) {
    read_topic_metas();
    read_rubrics();
}

void Resources::read_topic_metas() {
    for (const ims::Resource& resource : manifest_.resources) {
        if (resource.type.find("learning-application-resource") == std::string::npos) continue;
        const std::string member = cartridge::member_of(resource);
        if (!ends_with(member, ".xml") || ends_with(member, "assessment_meta.xml") ||
            member.find("course_settings/") != std::string::npos)
            continue;
        base::xml::Document document(reading_.member(member));
        if (document.root().name() != "topicMeta") continue;
        const std::string topic = document.root().text_of("topic_id");
        // Joined by the topic's id; where that is wrong, by the dependency of the topic on this resource.
        for (const ims::Resource& other : manifest_.resources) {
            const auto& names = other.dependencies;
            if (other.identifier == topic ||
                std::find(names.begin(), names.end(), resource.identifier) != names.end()) {
                topic_metas_.emplace(other.identifier, Meta{std::move(document), member});
                break;
            }
        }
    }
}

void Resources::read_rubrics() {
    const std::string member = manifest_.folder + "course_settings/rubrics.xml";
    if (!reading_.container.has(member)) return;
    const auto document = cartridge::read_xml(reading_, member);
    if (!document) return;
    for (const Element rubric : document->root().children("rubric")) {
        std::string lines;
        for (const Element criterion : rubric.child("criteria").children("criterion"))
            for (const std::string_view part : {"description", "long_description"})
                if (const std::string text = text::any_text(criterion.text_of(part)); !text.empty())
                    lines.append(lines.empty() ? "" : "\n").append(text);
        rubrics_.emplace(rubric.attribute_or("identifier"), std::move(lines));
    }
}

std::string Resources::member_named(const ims::Resource& resource, std::string_view name) const {
    for (const std::string& file : resource.files)
        if (ends_with(file, name)) return file;
    for (const std::string& dependency : resource.dependencies)
        if (const ims::Resource* other = manifest_.resource(dependency))
            for (const std::string& file : other->files)
                if (ends_with(file, name)) return file;
    const std::string guess = manifest_.folder + resource.identifier + "/" + std::string(name);
    return reading_.container.has(guess) ? guess : std::string();
}

bool Resources::is_activity(const ims::Resource& resource) const {
    switch (cartridge::type_of(resource)) {
        case cartridge::Type::topic:
        case cartridge::Type::assessment:
        case cartridge::Type::assignment: return true;
        case cartridge::Type::web_content:
            return resource.href.rfind(manifest_.folder + "wiki_content/", 0) == 0 ||
                   !member_named(resource, "assignment_settings.xml").empty();
        default: return false;
    }
}

model::Item Resources::item(const ims::Resource& resource, const std::string& title) {
    model::Item item;
    item.identifier = resource.identifier;
    item.title = title;
    const cartridge::Type type = cartridge::type_of(resource);
    const bool has_settings = !member_named(resource, "assignment_settings.xml").empty();
    if (type == cartridge::Type::topic) fill_topic(resource, item);
    else if (type == cartridge::Type::assessment) fill_quiz(resource, item);
    else if (type == cartridge::Type::assignment || has_settings) fill_assignment(resource, item);
    else if (type == cartridge::Type::web_content && is_html_member(resource.href) && !resource.missing &&
             resource.href.find("wiki_content/") != std::string::npos)
        fill_page(resource.href, item);
    else cartridge::fill(reading_, resource, item);
    return item;
}

void Resources::fill_topic(const ims::Resource& resource, model::Item& item) {
    cartridge::fill(reading_, resource, item);
    item.native_kind = "DiscussionTopic";
    item.graded = false;
    const auto found = topic_metas_.find(resource.identifier);
    if (found == topic_metas_.end()) return;
    const Element meta = found->second.document.root();
    if (meta.text_of("type") == "announcement") {
        item.kind = model::Kind::announcement;
        item.native_kind = "DiscussionTopic/announcement";
        item.meets = false;
        item.participation = model::Participation::not_applicable;
        item.graded.reset();
    }
    if (is_unpublished(meta)) item.placement = model::Placement::hidden;
    if (is_true(meta, "require_initial_post")) {
        item.required = true;
        add_quota(item, "1 post before others are shown");
    }
    if (const std::string replies = meta.text_of("reply_to_entry_required_count"); number(replies) > 0) {
        item.required = true;
        add_quota(item, replies + (replies == "1" ? " reply" : " replies"));
    }
    item.groups = is_true(meta, "has_group_category") || !meta.text_of("group_category").empty();
    if (*item.groups) item.native_kind += "/group";
    if (const Element assignment = meta.child("assignment")) apply_assignment(assignment, item);
}

/// Grading, peer review and groups, as an assignment or the assignment behind a topic or quiz has them.
void Resources::apply_assignment(Element assignment, model::Item& item) {
    if (is_unpublished(assignment)) item.placement = model::Placement::hidden;
    const bool graded =
        number(assignment.text_of("points_possible")) > 0 && assignment.text_of("grading_type") != "not_graded";
    item.graded = graded;
    if (graded) item.required = true;
    const bool is_topic = item.kind == model::Kind::forum;
    if (is_true(assignment, "has_group_category") || !assignment.text_of("group_category").empty()) {
        if (!is_topic) item.kind = model::Kind::group_work;
        item.native_kind += "/group";
        item.groups = true;
        item.meets = true;
    }
    if (is_true(assignment, "peer_reviews")) {
        if (!is_topic) item.kind = model::Kind::peer_review;
        item.native_kind += "/peer-review";
        item.meets = true;
        const std::string count = assignment.text_of("peer_review_count");
        if (number(count) > 0) add_quota(item, count + (count == "1" ? " peer review" : " peer reviews"));
    }
    if (item.meets) item.participation = model::Participation::unknown;
    const auto rubric = rubrics_.find(assignment.text_of("rubric_identifierref"));
    if (rubric != rubrics_.end() && item.meets)
        add_passage(item.passages, model::Field::prompt, rubric->second,
                    manifest_.folder + "course_settings/rubrics.xml");
}

void Resources::fill_assignment(const ims::Resource& resource, model::Item& item) {
    item.kind = model::Kind::assignment;
    item.native_kind = "Assignment";
    item.member = cartridge::member_of(resource);
    const std::string settings = member_named(resource, "assignment_settings.xml");
    if (!settings.empty()) {
        if (is_html_member(item.member)) {
            const text::Html task = read_html_member(reading_, item.member);
            keep_social_link(item, task.links);
            add_passage(item.passages, model::Field::prompt, task.text, item.member);
            add_linked_documents(reading_, task.links, item.member, item);
        }
        const auto document = cartridge::read_xml(reading_, settings);
        if (!document) return;
        if (item.title.empty()) item.title = text::any_text(document->root().text_of("title"));
        apply_assignment(document->root(), item);
        return;
    }
    cartridge::fill(reading_, resource, item);
    item.native_kind = "Assignment";
    const std::string member = member_named(resource, "assignment.xml");
    if (member.empty() && item.member.empty()) return;
    const auto document = cartridge::read_xml(reading_, member.empty() ? item.member : member);
    if (!document) return;
    // Canvas puts its own assignment, with its own namespace, into the extensions of the standard's.
    if (const Element own = document->root().at("extensions/assignment")) apply_assignment(own, item);
}

void Resources::fill_quiz(const ims::Resource& resource, model::Item& item) {
    item.kind = model::Kind::quiz;
    item.native_kind = "Quiz";
    item.member = cartridge::member_of(resource);
    const std::string meta_member = member_named(resource, "assessment_meta.xml");
    if (!meta_member.empty()) {
        if (const auto document = cartridge::read_xml(reading_, meta_member)) {
            const Element quiz = document->root();
            if (item.title.empty()) item.title = text::any_text(quiz.text_of("title"));
            if (item.member.empty()) item.member = meta_member;
            add_passage(item.passages, model::Field::prompt, text::html_text(quiz.child("description").text()),
                        meta_member);
            const std::string type = quiz.text_of("quiz_type");
            if (type == "survey" || type == "graded_survey") item.kind = model::Kind::survey;
            item.native_kind += "/" + type;
            if (const Element assignment = quiz.child("assignment")) apply_assignment(assignment, item);
            if (is_unpublished(quiz) || base::same_ignoring_case(quiz.text_of("available"), "false"))
                item.placement = model::Placement::hidden;
        }
    }
    // The standard member may be missing or empty where the questions are Canvas's own; those lie in a second one.
    const std::string standard = member_named(resource, "assessment_qti.xml");
    const std::string own = manifest_.folder + "non_cc_assessments/" + resource.identifier + ".xml.qti";
    const std::size_t before = item.passages.size();
    for (const std::string& member : {standard, own}) {
        if (member.empty() || !reading_.container.has(member) || item.passages.size() > before) continue;
        if (const auto document = cartridge::read_xml(reading_, member))
            qti::read(document->root(), member, item.passages);
    }
}

void Resources::fill_page(const std::string& member, model::Item& item) {
    item.kind = model::Kind::page;
    item.native_kind = "WikiPage";
    item.member = member;
    const std::string bytes = reading_.member(member);
    const std::string html = base::to_utf8(bytes, base::html_charset(bytes));
    text::Html page = text::read_html(html);
    auto meta = page_meta(html);
    if (item.title.empty()) item.title = page.title;
    if (meta["workflow_state"] == "unpublished") item.placement = model::Placement::hidden;
    const std::string& roles = meta["editing_roles"];
    if (roles.find("students") != std::string::npos || roles.find("public") != std::string::npos) {
        item.kind = model::Kind::wiki;
        item.native_kind = "WikiPage/wiki";
        item.meets = true;
        item.participation = model::Participation::unknown;
    }
    keep_social_link(item, page.links);
    constexpr std::string_view topics = "discussion_topics/";
    for (const text::Link& link : page.links)
        if (const std::size_t at = link.url.find(topics); at != std::string::npos)
            linked_topics_.push_back(
                link.url.substr(at + topics.size(), link.url.find_first_of("?#", at) - at - topics.size()));
    const bool is_front = meta["front_page"] == "true";
    add_passage(item.passages, is_front ? model::Field::welcome : authoring::body_field(item.title),
                std::move(page.text), member);
    add_linked_documents(reading_, page.links, member, item);
}

}  // namespace needfirst::format::canvas
