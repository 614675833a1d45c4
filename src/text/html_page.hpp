// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "text/block_text.hpp"
#include "text/html.hpp"
#include "text/html_tag.hpp"
#include "text/open_elements.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace needfirst::text {

/// Reads one page, well-formed UTF-8, in one pass.
class HtmlPage {
public:
    explicit HtmlPage(std::string_view html) : html_(html) { body_.reserve(html.size() / 2); }
    Html read();

private:
    void markup();
    void start_tag();
    void start_unknown();
    void end_tag();
    void read_raw(ElementId id, bool quiet);
    std::size_t reference(BlockText& text, std::string_view html, std::size_t at);

    void show(ElementId id);
    void closed(ElementId id);
    void close_to(std::size_t left);
    void close_one(std::size_t at);
    bool is_quiet() const { return hidden_ > 0; }
    bool is_foreign() const;

    void spaced(Attribute one);
    void picture();
    void field();
    void embed();
    void open_link(ElementId id);
    void close_link();

    std::string_view html_;
    std::size_t at_ = 0;
    HtmlTag tag_;
    OpenElements open_;
    BlockText body_, title_;
    std::vector<Link> links_;
    std::size_t label_from_ = std::string_view::npos;
    std::size_t hidden_ = 0;        ///< the outermost hidden element, counted from 1; 0: none is open
    std::string_view hidden_name_;  ///< where HTML does not know that element
    int preserved_ = 0;             ///< open elements whose line feeds part lines
};

}  // namespace needfirst::text
