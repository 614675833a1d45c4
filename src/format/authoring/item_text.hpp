// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/json.hpp"
#include "format/authoring/payload.hpp"
#include "text/html.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace needfirst::format::authoring {

/// Gathers the text of one item in reading order; neighbours of one field make one passage.
class ItemText {
public:
    /// `once`: a text that stands in the item already is not taken again (states of buttons).
    ItemText(model::Item& item, std::string member, bool once = false)
        : item_(item), member_(std::move(member)), once_(once) {}

    /// HTML, escaped as often as it may be; its links are kept.
    void html(model::Field field, std::string_view markup);
    void plain(model::Field field, std::string_view text);
    void link(std::string url, std::string label);
    /// Keeps the link of the item where one of those met leads to where people meet.
    void finish();

private:
    void add(model::Field field, std::string text);

    model::Item& item_;
    std::string member_;
    bool once_;
    std::unordered_set<std::string> seen_;
    std::vector<text::Link> links_;
};

/// Field of the body text of a page with this title: objectives for "Learning objectives" and its like, else body.
model::Field body_field(std::string_view title);

/// The course's title from the payload: set where the package gave none or a placeholder, else a statement of its own.
void name_course(PayloadReading& payload, std::string_view title, std::string_view member);

/// A statement of the course, HTML in any escaping; placeholders are none.
void describe_course(PayloadReading& payload, model::Field field, std::string_view markup, std::string_view member);

/// Titles as learners see them: HTML out, placeholders empty.
std::string clean_title(std::string_view title);

/// A new section; its number.
int add_section(model::Course& course, std::string title, int parent = -1);

/// A new item at the end of the course.
model::Item& add_item(PayloadReading& payload, model::Kind kind, std::string native_kind, std::string title,
                      int section);

/// JSON of a member (or of `text` taken from it); nothing, with a remark, where it is none.
std::optional<base::json::Value> parse_json(Reading& reading, std::string_view member, std::string_view text);
std::optional<base::json::Value> json_member(Reading& reading, const std::string& member);

/// UTF-8 text of a member, "" with a remark where it cannot be read.
std::string text_member(Reading& reading, const std::string& member);

/// Value of the string literal that follows the first `name` and one of '=', ':', '(' or ',' in a script.
std::optional<std::string> string_after(std::string_view script, std::string_view name);

/// Names the tool with its version.
void name_tool(PayloadReading& payload, std::string_view tool, std::string_view version);

}  // namespace needfirst::format::authoring
