// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"
#include "text/html.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace needfirst::format {

/// Adds a passage where there is text.
void add_passage(std::vector<model::Passage>& passages, model::Field field, std::string&& text,
                 std::string_view member);
void add_passage(std::vector<model::Passage>& passages, model::Field field, const std::string& text,
                 std::string_view member);

/// Adds a statement that speaks for the course, each text once; not the course's own title again.
void add_statement(model::Course& course, model::Field field, std::string text, std::string_view member);

/// An HTML member in whatever character set it declares or betrays, read as a learner sees it.
text::Html read_html_member(Reading& reading, std::string_view member);

/// True where `url` leads to a place where people meet: enterprise networks, team chats, social media groups, boards
/// and forums. Share buttons and single posts of a company's own account are not places.
bool is_social_link(std::string_view url);

/// Keeps the first social link among `links` in the item, and any link where the item is one itself.
void keep_social_link(model::Item& item, const std::vector<text::Link>& links);

}  // namespace needfirst::format
