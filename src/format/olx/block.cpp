// SPDX-License-Identifier: Apache-2.0
#include "format/olx/block.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "base/error.hpp"
#include "format/attachments.hpp"
#include "format/passages.hpp"

namespace needfirst::format::olx {
namespace {

namespace xml = base::xml;
using model::Field;
using model::Item;
using model::Kind;

struct Nature {
    std::string_view tag;
    Kind kind;
    bool meets;
};
constexpr Nature natures[] = {
    {"html", Kind::page, false},
    {"problem", Kind::quiz, false},
    {"drag-and-drop-v2", Kind::quiz, false},
    {"freetextresponse", Kind::quiz, false},
    {"submit-and-compare", Kind::quiz, false},
    {"problem-builder", Kind::quiz, false},
    {"step-builder", Kind::quiz, false},
    {"mentoring", Kind::quiz, false},
    {"library_content", Kind::quiz, false},
    {"itembank", Kind::quiz, false},
    {"crowdsourcehinter", Kind::quiz, false},
    {"video", Kind::video, false},
    {"videoalpha", Kind::video, false},
    {"discussion", Kind::forum, true},
    {"openassessment", Kind::assignment, false},
    {"edx_sga", Kind::assignment, false},
    {"sga", Kind::assignment, false},
    {"staffgradedxblock", Kind::assignment, false},
    {"peergrading", Kind::peer_review, true},
    {"combinedopenended", Kind::assignment, false},
    {"poll", Kind::survey, false},
    {"survey", Kind::survey, false},
    {"word_cloud", Kind::survey, false},
    {"poll_question", Kind::survey, false},
    {"qualtricssurvey", Kind::survey, false},
    {"lti", Kind::external_tool, false},
    {"lti_consumer", Kind::external_tool, false},
    {"google-document", Kind::document, false},
    {"pdf", Kind::document, false},
    {"ubcpi", Kind::collaboration, true},  // peer instruction: learners see and weigh the reasons of others
    {"recommender", Kind::collaboration, true},
    {"group-project", Kind::group_work, true},
    {"gp-v2-project", Kind::group_work, true},
    {"group-project-v2", Kind::group_work, true},
    {"bigbluebutton", Kind::conference, false},
    {"zoom", Kind::conference, false},
};

/// In edX's own markup an end tag ends a line.
std::string with_breaks(std::string_view markup) {
    constexpr std::string_view inline_tags[] = {"b",   "i",   "em", "strong", "span", "a",
                                                "sub", "sup", "u",  "code",   "font", "small"};
    std::string result;
    std::size_t at = 0;
    for (std::size_t tag; (tag = markup.find("</", at)) != markup.npos;) {
        const std::size_t end = markup.find('>', tag);
        if (end == markup.npos) break;
        result += markup.substr(at, end + 1 - at);
        const std::string_view name = markup.substr(tag + 2, end - tag - 2);
        if (std::find(std::begin(inline_tags), std::end(inline_tags), name) == std::end(inline_tags)) result += "<br>";
        at = end + 1;
    }
    return result.append(markup.substr(at));
}

/// Text of HTML or of edX's own markup, with the links that it shows.
void add_markup(Reading& reading, Item& item, Field field, std::string markup, const std::string& member,
                bool own_markup = false) {
    const text::Html html = text::read_html(own_markup ? with_breaks(markup) : std::move(markup));
    keep_social_link(item, html.links);
    add_passage(item.passages, field, html.text, member);
    add_linked_documents(reading, html.links, member, item);
}

/// A page lies in `html/<filename>.html`; written by hand, also inside its block.
void read_page(const Tree& tree, const Block& block, Item& item) {
    std::string name = block.attribute("filename");
    if (name.empty()) name = block.name;
    if (auto page = tree.html("html", name)) {
        item.member = tree.root() + "html/" + name + ".html";
        return add_markup(tree.reading(), item, Field::body, *std::move(page), item.member);
    }
    std::string inside = block.element.markup();
    if (base::trim(inside).empty() && !block.attribute("filename").empty())
        tree.reading().remark(tree.root() + "html/" + name + ".html", base::CoverageState::error,
                              "page of the course, and not in the package; export the course again");
    add_markup(tree.reading(), item, Field::body, std::move(inside), block.member);
}

void read_problem(const Tree& tree, const Block& block, Item& item) {
    add_markup(tree.reading(), item, Field::quiz, block.element.markup(), block.member, true);
}

void add_prompts(xml::Element parent, Item& item, const std::string& member) {
    for (const xml::Element prompt : parent.child("prompts").children("prompt"))
        add_passage(item.passages, Field::prompt, text::any_text(prompt.text_of("description")), member);
    add_passage(item.passages, Field::prompt, text::any_text(parent.child("rubric").text_of("prompt")), member);
    for (const xml::Element criterion : parent.child("rubric").children("criterion")) {
        add_passage(item.passages, Field::body, text::any_text(criterion.text_of("label")), member);
        add_passage(item.passages, Field::body, text::any_text(criterion.text_of("prompt")), member);
        for (const xml::Element option : criterion.children("option")) {
            add_passage(item.passages, Field::body, text::any_text(option.text_of("label")), member);
            add_passage(item.passages, Field::body, text::any_text(option.text_of("explanation")), member);
        }
    }
    add_passage(item.passages, Field::prompt, text::any_text(parent.child("rubric").text_of("feedbackprompt")), member);
}

std::int64_t count_of(std::string_view text) {
    std::int64_t result = 0;
    for (const char c : text.substr(0, 6)) {
        if (c < '0' || c > '9') break;
        result = result * 10 + (c - '0');
    }
    return result;
}

/// Open response assessment: who assesses, and whether teams hand it in.
void read_open_assessment(const Tree&, const Block& block, Item& item) {
    if (std::string title = text::any_text(block.element.text_of("title")); !title.empty())
        item.title = std::move(title);
    for (const xml::Element step : block.element.child("assessments").children("assessment")) {
        if (step.attribute_or("name") != "peer-assessment") continue;
        item.kind = Kind::peer_review;
        item.native_kind += "/peer-assessment";
        item.meets = true;
        if (const std::int64_t count = count_of(step.attribute_or("must_grade")); count > 0) {
            item.required = true;
            item.quota = fmt::format("{} peer {}", count, count == 1 ? "assessment" : "assessments");
        }
    }
    if (block.is("teams_enabled")) {
        if (!item.meets) item.kind = Kind::group_work;
        item.native_kind += "/team";
        item.meets = true;
    }
    if (item.meets) item.participation = model::Participation::unknown;
    add_prompts(block.element, item, block.member);
}

void read_discussion(const Tree& tree, const Block& block, Item& item) {
    if (std::string target = block.attribute("discussion_target"); !target.empty()) item.title = text::any_text(target);
    item.graded = false;  // a discussion is never scored, in whatever subsection it stands
    item.participation = model::Participation::unknown;
    add_markup(tree.reading(), item, Field::prompt, block.element.markup(), block.member);
}

/// Labels in the JSON that poll-like blocks keep in attributes: [["R", {"label": "Yes"}], ["B", "No"]].
void add_labels(const base::json::Value& value, Item& item, const std::string& member) {
    for (const base::json::Value& pair : value.elements) {
        const std::string_view plain = pair[1].text();
        const std::string_view label = plain.empty() ? pair[1]["label"].text() : plain;
        add_passage(item.passages, Field::quiz, text::any_text(label), member);
    }
}

void read_poll(const Tree& tree, const Block& block, Item& item) {
    add_passage(item.passages, Field::quiz, text::any_text(block.attribute("question")), block.member);
    for (const std::string_view name : {"questions", "answers"}) try {
            if (const std::string list = block.attribute(name); !list.empty())
                add_labels(base::json::parse(list), item, block.member);
        } catch (const base::InputError&) {  // written by hand: no labels
        }
    add_passage(item.passages, Field::feedback, text::any_text(block.attribute("feedback")), block.member);
    add_markup(tree.reading(), item, Field::quiz, block.element.markup(), block.member, true);
}

/// Captions lie in `static/`, as SubRip or as edX's own JSON of sentences.
void read_video(const Tree& tree, const Block& block, Item& item) {
    for (const xml::Element transcript : block.element.children("transcript")) {
        const std::string member = tree.root() + "static/" + std::string(transcript.attribute_or("src"));
        if (!tree.reading().container.has(member)) continue;
        std::string lines;
        const std::string bytes = base::to_utf8(tree.reading().member(member));
        for (std::size_t from = 0; from < bytes.size();) {
            const std::size_t end = std::min(bytes.find('\n', from), bytes.size());
            const std::string_view line = base::trim(std::string_view(bytes).substr(from, end - from));
            const bool mark = line.find("-->") != line.npos || line.find_first_not_of("0123456789") == line.npos;
            if (!mark) lines.append(line).append(" ");
            from = end + 1;
        }
        return add_passage(item.passages, Field::caption, text::html_text(lines), member);  // one language is enough
    }
}

void read_tool(const Tree&, const Block& block, Item& item) {
    item.link = block.attribute("launch_url");
    add_passage(item.passages, Field::prompt, text::any_text(block.attribute("description")), block.member);
}

/// Blocks of the XBlock kind keep what they show in attributes with names like these.
void read_other(const Tree& tree, const Block& block, Item& item) {
    for (const std::string_view name :
         {"question_text", "question_string", "prompt", "question", "instructions", "text", "description", "body"})
        add_passage(item.passages, item.kind == Kind::quiz ? Field::quiz : Field::prompt,
                    text::any_text(block.attribute(name)), block.member);
    for (const xml::Element child : block.element.children()) {
        const Block inner = tree.resolve(child, block.member);  // problems of a bank, questions of a builder
        if (!inner.name.empty())
            add_markup(tree.reading(), item, Field::quiz, inner.element.markup(), inner.member, true);
    }
    if (block.element.child("p") || block.element.child("div") || block.element.children().empty())
        add_markup(tree.reading(), item, Field::body, block.element.markup(), block.member, true);
}

/// The pdf block opens a file of static/.
void read_pdf(const Tree& tree, const Block& block, Item& item) {
    add_linked_documents(tree.reading(), {{block.attribute("url"), {}}}, block.member, item);
}

struct Content {
    std::string_view tag;
    void (*read)(const Tree&, const Block&, Item&);
};
constexpr Content contents[] = {{"html", read_page},
                                {"problem", read_problem},
                                {"openassessment", read_open_assessment},
                                {"discussion", read_discussion},
                                {"poll", read_poll},
                                {"survey", read_poll},
                                {"poll_question", read_poll},
                                {"video", read_video},
                                {"pdf", read_pdf},
                                {"lti", read_tool},
                                {"lti_consumer", read_tool}};

}  // namespace

bool is_container(std::string_view tag) {
    constexpr std::string_view tags[] = {"chapter",   "sequential",    "vertical",   "section",
                                         "sequence",  "videosequence", "split_test", "conditional",
                                         "randomize", "wrapper",       "problemset", "unit"};
    return std::find(std::begin(tags), std::end(tags), tag) != std::end(tags);
}

Item read_block(const Tree& tree, const Block& block, std::string_view fallback, bool graded) {
    Item item;
    item.native_kind = block.tag();
    item.kind = Kind::interactive;
    for (const Nature& nature : natures)
        if (nature.tag == block.tag()) item.kind = nature.kind, item.meets = nature.meets;
    item.identifier = block.name;
    item.member = block.member;
    item.title = text::any_text(block.attribute("display_name"));
    if (item.title.empty()) item.title = fallback;
    const bool can_count = item.kind == Kind::quiz || item.kind == Kind::assignment;
    item.graded = can_count && graded && block.attribute("weight") != "0" && block.attribute("weight") != "0.0";
    if (item.meets) item.participation = model::Participation::unknown;
    const auto* content = std::find_if(std::begin(contents), std::end(contents),
                                       [&](const Content& one) { return one.tag == block.tag(); });
    (content == std::end(contents) ? read_other : content->read)(tree, block, item);
    return item;
}

}  // namespace needfirst::format::olx
