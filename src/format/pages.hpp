// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace needfirst::format {

/// True for members that a learner opens as a page: .html, .htm, .xhtml, ...
bool is_html_member(std::string_view member);

/// Reads hand-made content: an HTML page and the local pages that it frames, links to or names in its scripts, each
/// page once in a course, breadth first in document order; and the text that its own scripts hold as data.
class Pages {
public:
    /// `root`: folder to which scripts may relate the pages they name, beside the page's own.
    Pages(Reading& reading, std::string root) : reading_(reading), root_(std::move(root)) {}

    /// A page that is somebody else's: never followed into.
    void claim(std::string member) { claimed_.insert(std::move(member)); }

    /// Reads `launch` and what belongs to it into `item`, then the pages and scripts among `listed` that were not met.
    void read(const std::string& launch, const std::vector<std::string>& listed, model::Item& item);

    /// Whether a page was read into some item.
    bool was_read(const std::string& member) const { return done_.count(member) > 0; }

private:
    void read_page(const std::string& member, model::Item& item);
    void read_script(const std::string& member, model::Item& item);
    void take_script(const std::string& member);
    void follow(const std::string& from, std::string_view url);
    void follow_literals(const std::string& from, std::string_view script);

    Reading& reading_;
    std::string root_;
    std::set<std::string> claimed_, done_;
    std::deque<std::string> waiting_;
    std::vector<std::string> scripts_;  ///< of the item that is read, in the order met
    std::set<std::string> met_scripts_;
    bool stopped_ = false;
};

}  // namespace needfirst::format
