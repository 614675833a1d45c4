// SPDX-License-Identifier: Apache-2.0
#include "rule/loading.hpp"

namespace needfirst::rule {
namespace {

// Kinds in which learners meet by nature, unless the example says `social: false`.
constexpr Mask meeting_kinds = bit(model::Kind::forum) | bit(model::Kind::chat) | bit(model::Kind::wiki) |
                               bit(model::Kind::peer_review) | bit(model::Kind::group_work) |
                               bit(model::Kind::collaboration) | bit(model::Kind::conference);
constexpr std::int64_t example_day = 1'700'000'000;

void add_statement(const YamlFile& file, const base::YamlNode& node, const char* key, model::Field field,
                   model::Course& course) {
    if (node[key]) course.statements.push_back({field, file.text(node[key]), "example", false});
}

model::Item read_item(const YamlFile& file, const base::YamlNode& node, int section) {
    constexpr std::array<std::string_view, 17> keys = {
        "groups",   "open_days", "kind",    "native_kind",  "title",       "text",  "graded", "required", "hidden",
        "unplaced", "posts",     "replies", "participants", "silent_days", "quota", "link",   "social"};
    file.only_keys(node, keys);
    model::Item item;
    item.section = section;
    item.kind = file.word<model::Kind>(file.need(node, "kind"), model::kind_names);
    item.native_kind = file.text_of(node, "native_kind");
    item.title = file.text_of(node, "title");
    item.member = "example";
    item.meets = node["social"] ? file.truth(node["social"]) : (meeting_kinds & bit(item.kind)) != 0;
    if (node["text"]) {
        const bool is_page = item.kind == model::Kind::page || item.kind == model::Kind::document;
        item.passages.push_back(
            {is_page ? model::Field::body : model::Field::prompt, file.text(node["text"]), "example", false});
    }
    if (node["graded"]) item.graded = file.truth(node["graded"]);
    if (node["required"]) item.required = file.truth(node["required"]);
    if (node["hidden"] && file.truth(node["hidden"])) item.placement = model::Placement::hidden;
    if (node["unplaced"] && file.truth(node["unplaced"])) item.placement = model::Placement::unplaced;
    if (node["posts"]) item.posts = file.whole(node["posts"]);
    if (node["replies"]) item.replies = file.whole(node["replies"]);
    if (node["participants"]) item.participants = file.whole(node["participants"]);
    if (node["silent_days"]) item.last_post_at = example_day - file.whole(node["silent_days"]) * 86400;
    if (node["groups"]) item.groups = file.truth(node["groups"]);
    if (node["open_days"]) item.opened_at = example_day - file.whole(node["open_days"]) * 86400;
    item.participation = item.posts   ? model::Participation::present
                         : item.meets ? model::Participation::unknown
                                      : model::Participation::not_applicable;
    item.quota = file.text_of(node, "quota");
    item.link = file.text_of(node, "link");
    return item;
}

void read_section(const YamlFile& file, const base::YamlNode& node, model::Course& course) {
    constexpr std::array<std::string_view, 3> keys = {"title", "text", "items"};
    file.only_keys(node, keys);
    const int number = static_cast<int>(course.sections.size());
    model::Section section;
    section.title = file.text_of(node, "title");
    if (node["text"]) section.passages.push_back({model::Field::section, file.text(node["text"]), "example", false});
    course.sections.push_back(std::move(section));
    if (node["items"])
        for (const auto& each : node["items"]) course.items.push_back(read_item(file, each, number));
}

Example read_example(const YamlFile& file, const base::YamlNode& node, bool rings) {
    constexpr std::array<std::string_view, 2> keys = {"course", "courses"};
    file.only_keys(node, keys);
    Example example{{}, rings, file.place(node)};
    const base::YamlNode several = node["courses"];
    if (!several) {
        example.courses.push_back(read_example_course(file, file.need(node, "course")));
        return example;
    }
    if (node["course"]) file.fail(node, "course: or courses: expected, not both");
    if (!several.is_sequence() || several.size() == 0) file.fail(several, "a list of courses expected");
    for (const auto& each : several) example.courses.push_back(read_example_course(file, each));
    return example;
}

void read_examples(const YamlFile& file, const base::YamlNode& node, const char* key, bool rings,
                   std::vector<Example>& into) {
    if (!node[key] || !node[key].is_sequence() || node[key].size() == 0)
        file.fail(node, std::string("at least one course under ") + key + ": expected");
    for (const auto& each : node[key]) {
        into.push_back(read_example(file, each, rings));
    }
}

}  // namespace

model::Course read_example_course(const YamlFile& file, const base::YamlNode& node) {
    constexpr std::array<std::string_view, 12> keys = {"title",     "description", "objectives",        "audience",
                                                       "rationale", "delivery",    "syllabus",          "welcome",
                                                       "sections",  "items",       "last_of_programme", "fragment"};
    file.only_keys(node, keys);
    model::Course course;
    course.title = file.text_of(node, "title");
    course.member = "example";
    course.exported_at = example_day;
    add_statement(file, node, "description", model::Field::description, course);
    add_statement(file, node, "objectives", model::Field::objectives, course);
    add_statement(file, node, "audience", model::Field::audience, course);
    add_statement(file, node, "rationale", model::Field::rationale, course);
    add_statement(file, node, "delivery", model::Field::delivery, course);
    add_statement(file, node, "syllabus", model::Field::syllabus, course);
    add_statement(file, node, "welcome", model::Field::welcome, course);
    if (node["sections"])
        for (const auto& each : node["sections"]) read_section(file, each, course);
    if (node["items"])
        for (const auto& each : node["items"]) course.items.push_back(read_item(file, each, -1));
    course.fragment = node["fragment"] && file.truth(node["fragment"]);
    course.last_of_programme = node["last_of_programme"] && file.truth(node["last_of_programme"]);
    return course;
}

Rule read_rule(const YamlFile& file, const std::string& id) {
    constexpr std::array<std::string_view, 14> keys = {
        "title", "level", "status",  "about",           "aliases", "when",     "message",
        "why",   "ask",   "instead", "false_positives", "sources", "examples", "language"};
    const base::YamlNode& root = file.root();
    file.only_keys(root, keys);
    constexpr std::array<std::string_view, 3> statuses = {"experimental", "stable", "retired"};
    Rule rule;
    rule.id = id;
    rule.place = file.place(root);
    rule.definition = file.source();
    rule.title = file.text(file.need(root, "title"));
    rule.level = file.word<model::Level>(file.need(root, "level"), model::level_names);
    rule.status = statuses[file.word<std::size_t>(file.need(root, "status"), statuses)];
    rule.about = file.word<About>(file.need(root, "about"), about_names);
    rule.aliases = file.texts_of(root, "aliases");
    rule.when = read_condition(file, file.need(root, "when"));
    rule.message = file.text(file.need(root, "message"));
    rule.why = file.text(file.need(root, "why"));
    rule.ask = file.texts_of(root, "ask");
    if (rule.ask.empty()) file.fail(root, "ask: needs at least one question");
    rule.instead = file.text(file.need(root, "instead"));
    rule.false_positives = file.texts_of(root, "false_positives");
    rule.sources = file.texts_of(root, "sources");
    const base::YamlNode examples = file.need(root, "examples");
    constexpr std::array<std::string_view, 2> example_keys = {"rings", "silent"};
    file.only_keys(examples, example_keys);
    read_examples(file, examples, "rings", true, rule.examples);
    read_examples(file, examples, "silent", false, rule.examples);
    return rule;
}

std::vector<VerdictRule> read_verdicts(const YamlFile& file) {
    constexpr std::array<std::string_view, 3> keys = {"verdicts", "describes", "sources"};
    file.only_keys(file.root(), keys);
    const base::YamlNode list = file.need(file.root(), "verdicts");
    if (!list.is_sequence() || list.size() == 0) file.fail(list, "a list of verdicts expected");
    std::vector<VerdictRule> verdicts;
    for (const auto& each : list) {
        constexpr std::array<std::string_view, 4> verdict_keys = {"verdict", "when", "because", "examples"};
        file.only_keys(each, verdict_keys);
        VerdictRule verdict;
        verdict.place = file.place(each);
        verdict.verdict = file.word<model::Verdict>(file.need(each, "verdict"), model::verdict_names);
        if (each["when"]) verdict.when = read_condition(file, each["when"]);
        verdict.because = file.text(file.need(each, "because"));
        if (each["examples"])
            for (const auto& example : each["examples"]) verdict.examples.push_back(read_example(file, example, true));
        verdicts.push_back(std::move(verdict));
    }
    return verdicts;
}

}  // namespace needfirst::rule
