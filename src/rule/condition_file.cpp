// SPDX-License-Identifier: Apache-2.0
#include "rule/loading.hpp"

#include <limits>

namespace needfirst::rule {
namespace {

using Op = Condition::Op;
constexpr std::array<std::string_view, 23> op_names = {"all",
                                                       "any",
                                                       "not",
                                                       "kind",
                                                       "social",
                                                       "placement",
                                                       "platform",
                                                       "position",
                                                       "graded",
                                                       "required",
                                                       "quota",
                                                       "participation",
                                                       "hears",
                                                       "need",
                                                       "social_items",
                                                       "items",
                                                       "words",
                                                       "verdict",
                                                       "repeated",
                                                       "last_of_programme",
                                                       "fragment",
                                                       "groups",
                                                       "others_required"};

void read_counts(const YamlFile& file, const base::YamlNode& node, Condition& into) {
    constexpr std::array<std::string_view, 2> keys = {"at_least", "at_most"};
    file.only_keys(node, keys);
    if (node["at_least"]) into.at_least = file.number(node["at_least"]);
    if (node["at_most"]) into.at_most = file.number(node["at_most"]);
    if (!into.at_least && !into.at_most) file.fail(node, "at_least: or at_most: expected");
    if (into.at_least && into.at_most && *into.at_least > *into.at_most)
        file.fail(node, "this can never hold: at_least is above at_most");
}

void read_need(const YamlFile& file, const base::YamlNode& node, Condition& into) {
    constexpr std::array<std::string_view, 3> keys = {"at_least", "at_most", "within"};
    file.only_keys(node, keys);
    const auto level = [&](const char* key) -> std::optional<double> {
        if (!node[key]) return std::nullopt;
        return static_cast<double>(file.word<model::Need>(node[key], model::need_names));
    };
    into.at_least = level("at_least");
    into.at_most = level("at_most");
    if (!into.at_least && !into.at_most)
        file.fail(node, "at_least: or at_most: expected, with none, implied or stated");
    if (into.at_least && into.at_most && *into.at_least > *into.at_most)
        file.fail(node, "this can never hold: at_least is above at_most");
    into.within = node["within"] ? file.word<Within>(node["within"], within_names) : Within::course;
    if (into.within == Within::meeting)
        file.fail(node["within"], "a need is looked for within activity, section, course or programme");
}

void read_hears(const YamlFile& file, const base::YamlNode& node, Condition& into) {
    if (node.is_sequence() || node.is_scalar()) {  // hears: [signal, ...]
        into.signals = file.texts(node);
        return;
    }
    constexpr std::array<std::string_view, 4> keys = {"signals", "says", "fields", "within"};
    file.only_keys(node, keys);
    into.signals = file.texts_of(node, "signals");
    if (node["says"]) into.says = file.words<Says>(node["says"], says_names);
    if (node["fields"]) into.fields = read_fields(file, node["fields"]);
    if (node["within"]) into.within = file.word<Within>(node["within"], within_names);
    if (into.within == Within::programme)
        file.fail(node["within"],
                  "signals are listened for within activity, section, course or meeting; need: can "
                  "look within: programme, and a rule about: programme listens in all its courses");
    if (into.signals.empty() && into.says == 0) file.fail(node, "signals: or says: expected");
}

void read_position(const YamlFile& file, const base::YamlNode& node, Condition& into) {
    constexpr std::array<std::string_view, 4> keys = {"last_of_section", "last_of_course", "after_last_assessment",
                                                      "share_at_least"};
    file.only_keys(node, keys);
    const auto flag = [&](const char* key) { return node[key] && file.truth(node[key]); };
    into.last_of_section = flag("last_of_section");
    into.last_of_course = flag("last_of_course");
    into.after_last_assessment = flag("after_last_assessment");
    if (node["share_at_least"]) into.at_least = file.number(node["share_at_least"]);
}

void read_participation(const YamlFile& file, const base::YamlNode& node, Condition& into) {
    constexpr std::array<std::string_view, 4> keys = {"posts_at_most", "replies_at_most", "silent_days_at_least",
                                                      "open_days_at_most"};
    file.only_keys(node, keys);
    const auto count = [&](const char* key) -> std::optional<std::int64_t> {
        if (!node[key]) return std::nullopt;
        return file.whole(node[key]);
    };
    into.posts_at_most = count("posts_at_most");
    into.replies_at_most = count("replies_at_most");
    into.silent_days_at_least = count("silent_days_at_least");
    into.open_days_at_most = count("open_days_at_most");
}

void read_others(const YamlFile& file, const base::YamlNode& node, Condition& into) {
    constexpr std::array<std::string_view, 2> keys = {"at_least", "share_at_least"};
    file.only_keys(node, keys);
    into.at_least = file.number(file.need(node, "at_least"));
    into.share_at_least = file.number(file.need(node, "share_at_least"));
    if (*into.share_at_least > 1) file.fail(node, "this can never hold: share_at_least: goes from 0 to 1");
}

void read_predicate(const YamlFile& file, const base::YamlNode& value, Condition& into) {
    switch (into.op) {
        case Op::kind: into.values = file.words<model::Kind>(value, model::kind_names); return;
        case Op::placement: into.values = file.words<model::Placement>(value, model::placement_names); return;
        case Op::verdict: into.values = file.words<model::Verdict>(value, model::verdict_names); return;
        case Op::platform: {
            constexpr std::array<std::string_view, 2> words = {"none", "named"};
            into.flag = file.word<bool>(value, words);
            return;
        }
        case Op::position: read_position(file, value, into); return;
        case Op::participation: read_participation(file, value, into); return;
        case Op::others_required: read_others(file, value, into); return;
        case Op::hears: read_hears(file, value, into); return;
        case Op::need: read_need(file, value, into); return;
        case Op::social_items:
        case Op::items:
        case Op::words: read_counts(file, value, into); return;
        case Op::repeated: {
            constexpr std::array<std::string_view, 1> keys = {"courses_at_least"};
            file.only_keys(value, keys);
            into.at_least = file.number(file.need(value, "courses_at_least"));
            return;
        }
        default: into.flag = file.truth(value);
    }
}

}  // namespace

Mask read_fields(const YamlFile& file, const base::YamlNode& node) {
    using model::Field;
    constexpr Mask statements = bit(Field::title) | bit(Field::description) | bit(Field::objectives) |
                                bit(Field::audience) | bit(Field::rationale) | bit(Field::syllabus) |
                                bit(Field::welcome) | bit(Field::delivery) | bit(Field::metadata);
    const auto one = [&](const base::YamlNode& each) -> Mask {
        const std::string word = file.text(each);
        if (word == "anywhere") return ~Mask{0};
        if (word == "statements") return statements;
        if (word == "told") return statements & ~bit(Field::title) & ~bit(Field::metadata);
        return bit(file.word<Field>(each, model::field_names));
    };
    if (!node.is_sequence()) return one(node);
    Mask set = 0;
    for (const auto& each : node) set |= one(each);
    return set;
}

Condition read_condition(const YamlFile& file, const base::YamlNode& node) {
    if (!node.is_map() || node.size() == 0) file.fail(node, "a condition expected: all:, any:, not: or a predicate");
    Condition whole;
    whole.place = file.place(node);
    for (const auto& pair : node) {
        Condition part;
        part.place = file.place(pair.first);
        const std::string key = file.text(pair.first);
        const auto op = model::from_name<Op>(op_names, key);
        if (!op) file.fail(pair.first, "unknown predicate \"" + key + "\"" + did_you_mean(key, op_names));
        part.op = *op;
        if (part.op == Op::negate) {
            part.parts.push_back(read_condition(file, pair.second));
        } else if (part.op == Op::all || part.op == Op::any) {
            if (!pair.second.is_sequence() || pair.second.size() == 0)
                file.fail(pair.second, "a list of conditions expected");
            for (const auto& each : pair.second) part.parts.push_back(read_condition(file, each));
        } else {
            read_predicate(file, pair.second, part);
        }
        whole.parts.push_back(std::move(part));
    }
    return whole.parts.size() == 1 ? whole.parts.front() : whole;
}

}  // namespace needfirst::rule
