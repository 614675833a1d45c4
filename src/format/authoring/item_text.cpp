// SPDX-License-Identifier: Apache-2.0
#include "format/authoring/item_text.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "base/error.hpp"
#include "base/text_budget.hpp"
#include "format/passages.hpp"
#include "format/placeholder.hpp"

#include <algorithm>

namespace needfirst::format::authoring {

void ItemText::add(model::Field field, std::string text) {
    if (text.empty() || (once_ && !seen_.insert(text).second)) return;
    if (!base::TextBudget::keeps(text, member_)) return;
    auto& passages = item_.passages;
    if (!passages.empty() && passages.back().field == field && passages.back().member == member_)
        passages.back().text.append("\n").append(text);
    else passages.push_back({field, std::move(text), member_, false});
}

void ItemText::html(model::Field field, std::string_view markup) {
    if (markup.find("href") == std::string_view::npos && markup.find("<iframe") == std::string_view::npos)
        return add(field, text::any_text(markup));
    const auto unescaped =
        markup.find('<') == std::string_view::npos ? text::unescape_entities(markup) : std::string(markup);
    auto page = text::read_html(unescaped);
    std::move(page.links.begin(), page.links.end(), std::back_inserter(links_));
    add(field, std::move(page.text));
}

void ItemText::plain(model::Field field, std::string_view text) { add(field, text::plain_text(text)); }

void ItemText::link(std::string url, std::string label) { links_.push_back({std::move(url), std::move(label)}); }

void ItemText::finish() { keep_social_link(item_, links_); }

model::Field body_field(std::string_view title) {
    constexpr std::string_view names[] = {
        "objectives", "objective",           "learning outcomes", "outcomes",  "learning goals",
        "goals",      "what you will learn", "what you'll learn", "lernziele", "objectifs",
        "objetivos",  "obiettivi",           "leerdoelen",        "學習目標",  "学习目标"};
    const auto folded = base::fold_case(title);
    const bool is = std::any_of(std::begin(names), std::end(names), [&](std::string_view name) {
        return folded.ends_with(name) || (name.size() > 12 && folded.find(name) != std::string::npos);
    });
    return is ? model::Field::objectives : model::Field::body;
}

void name_course(PayloadReading& payload, std::string_view title, std::string_view member) {
    auto clean = clean_title(title);
    if (clean.empty() || clean == payload.course.title) return;
    if (is_placeholder(payload.course.title)) payload.course.title = std::move(clean);
    else add_statement(payload.course, model::Field::title, std::move(clean), member);
}

void describe_course(PayloadReading& payload, model::Field field, std::string_view markup, std::string_view member) {
    auto text = text::any_text(markup);
    if (!is_placeholder(text)) add_statement(payload.course, field, std::move(text), member);
}

std::string clean_title(std::string_view title) {
    auto text = text::any_text(title);
    std::replace(text.begin(), text.end(), '\n', ' ');
    return is_placeholder(text) ? std::string() : text;
}

int add_section(model::Course& course, std::string title, int parent) {
    auto& section = course.sections.emplace_back();
    section.title = std::move(title);
    section.parent = parent;
    return static_cast<int>(course.sections.size()) - 1;
}

model::Item& add_item(PayloadReading& payload, model::Kind kind, std::string native_kind, std::string title,
                      int section) {
    auto& item = payload.course.items.emplace_back();
    item.kind = kind;
    item.native_kind = std::move(native_kind);
    item.title = std::move(title);
    item.section = section;
    return item;
}

std::optional<base::json::Value> parse_json(Reading& reading, std::string_view member, std::string_view text) {
    try {
        return base::json::parse(text);
    } catch (const base::InputError& e) {
        reading.remark(member, base::CoverageState::error, std::string(e.what()) + "; publish the course again");
        return std::nullopt;
    }
}

std::optional<base::json::Value> json_member(Reading& reading, const std::string& member) {
    const auto text = text_member(reading, member);
    return text.empty() ? std::nullopt : parse_json(reading, member, text);
}

std::string text_member(Reading& reading, const std::string& member) { return base::to_utf8(reading.member(member)); }

std::optional<std::string> string_after(std::string_view script, std::string_view name) {
    for (auto at = script.find(name); at != std::string_view::npos; at = script.find(name, at)) {
        at = script.find_first_not_of(" \t\r\n\"'", at + name.size());
        if (at == std::string_view::npos) break;
        if (std::string_view("=:(,").find(script[at]) == std::string_view::npos) continue;
        at = script.find_first_not_of(" \t\r\n", at + 1);
        if (at == std::string_view::npos) break;
        if (auto value = base::js_string(script, at)) return value;
    }
    return std::nullopt;
}

void name_tool(PayloadReading& payload, std::string_view tool, std::string_view version) {
    auto& name = payload.reading.package.authoring_tool;
    if (name.empty() || name == tool) name = std::string(tool) + (version.empty() ? "" : " ") + std::string(version);
}

}  // namespace needfirst::format::authoring
