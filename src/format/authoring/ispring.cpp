// SPDX-License-Identifier: Apache-2.0
// iSpring 9 to 11: index.html holds presInfo, zlib in base64, with the plain text and notes of each slide; quizzes and
// interactions are JSON in base64 in data/quizN.js and data/intrN.js.
#include "base/decode.hpp"
#include "base/error.hpp"
#include "base/limits.hpp"
#include "format/authoring/item_text.hpp"
#include "format/authoring/tools.hpp"
#include "format/placeholder.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace needfirst::format::authoring::ispring {
namespace {

using base::json::Value;
using model::Field;

std::optional<std::string> launcher(container::Container& container, std::string_view root) {
    for (const auto* folder : {"", "res/"}) {
        const auto at = std::string(root) + folder;
        if (!container.has(at + "index.html")) continue;
        if (container.has(at + "data/player.js") && container.has(at + "data/browsersupport.js")) return at;
        if (container.peek(at + "index.html", 600).find("iSpring") != std::string::npos) return at;
    }
    return std::nullopt;
}

/// Base64, packed or not, as JSON.
std::optional<Value> decoded(Reading& reading, const std::string& member, std::string_view variable) {
    const auto literal = string_after(text_member(reading, member), variable);
    auto bytes = literal ? base::from_base64(*literal) : std::nullopt;
    if (bytes && bytes->starts_with('\x78')) {
        try {
            bytes = base::inflate(*bytes, base::Limits{}.member_bytes);
        } catch (const base::InputError&) {
            bytes.reset();
        }
    }
    if (bytes) return parse_json(reading, member, *bytes);
    reading.remark(member, base::CoverageState::error,
                   "expected " + std::string(variable) + " of iSpring in base64; publish the course again");
    return std::nullopt;
}

/// Stock texts of the player.
bool is_stock(std::string_view text) {
    constexpr std::array<std::string_view, 8> stock = {"That's right! You chose the correct response.",
                                                       "You did not choose the correct response.",
                                                       "Your answer has been submitted.",
                                                       "Congratulations, you passed!",
                                                       "You did not pass.",
                                                       "You did not choose the correct response. Try again.",
                                                       "Your answer is partially correct.",
                                                       "Correct"};
    return std::find(stock.begin(), stock.end(), text) != stock.end() ||
           text.find("_PERCENT%") != std::string_view::npos || text.find("_POINTS%") != std::string_view::npos;
}

/// Rich texts are objects whose `d` lists the plain lines; feedback stands below keys that begin with f.
void walk(const Value& value, Field field, ItemText& text) {
    for (const auto& line : value["d"].elements)
        if (line.is_string() && !is_stock(line.text())) text.plain(field, line.text());
    for (const auto& element : value.elements) walk(element, field, text);
    for (const auto& [key, member] : value.members)
        if (member.is_object() || (member.is_array() && key != "d"))
            walk(member, key.starts_with('f') || key.starts_with('F') ? Field::feedback : field, text);
}

void walk_with_d(const Value& value, Field field, ItemText& text) {
    walk(value, field, text);
    // Where `d` holds objects it is a level of the quiz, not a text.
    for (const auto& element : value["d"].elements) walk_with_d(element, field, text);
}

class Presentation {
public:
    Presentation(PayloadReading& payload, std::string folder) : payload_(payload), folder_(std::move(folder)) {}

    void read() {
        const auto page = folder_ + "index.html";
        const auto info = decoded(payload_.reading, page, "presInfo");
        if (!info) return void(payload_.course.fragment = true);
        const auto title = (*info)["t"].text();
        name_course(payload_, title.empty() ? (*info)["ct"].text() : title, page);
        const auto html = payload_.reading.container.peek(page, 600);
        if (const auto at = html.find("<!--version "); at != std::string::npos)
            name_tool(payload_, "iSpring",
                      std::string_view(html).substr(at + 12, html.find_first_of(" -", at + 12) - at - 12));
        find_furniture((*info)["s"]);
        for (const auto& slide : (*info)["s"].elements) read_slide(slide, page);
    }

private:
    /// Calls `take` with each line of a slide, whichever line ends it has.
    template <class Take>
    static void each_line(std::string_view text, Take take) {
        for (std::size_t at = 0; at < text.size();) {
            const auto end = std::min(text.find_first_of("\r\n\v", at), text.size());
            if (const auto line = base::trim(text.substr(at, end - at)); !line.empty()) take(line);
            at = end + 1;
        }
    }

    /// Headers and footers of the slides' master: lines that stand on most slides.
    void find_furniture(const Value& slides) {
        constexpr std::size_t few = 5;
        std::map<std::string, std::size_t, std::less<>> slides_with;
        for (const auto& slide : slides.elements) {
            std::set<std::string, std::less<>> lines;
            each_line(slide["x"].text(), [&](std::string_view line) { lines.emplace(line); });
            for (const auto& line : lines) ++slides_with[line];
        }
        for (const auto& [line, count] : slides_with)
            if (count >= few && 2 * count > slides.elements.size()) furniture_.insert(line);
    }

    void read_slide(const Value& slide, const std::string& page) {
        const bool quiz = slide["st"].text() == "q";
        auto& item = add_item(payload_, quiz ? model::Kind::quiz : model::Kind::page,
                              quiz ? "ispring/quiz" : "ispring/slide", clean_title(slide["t"].text()), -1);
        item.identifier = slide["I"].text();
        item.member = page;
        ItemText text(item, page);
        const auto number = std::to_string(++slides_);
        each_line(slide["x"].text(), [&](std::string_view line) {
            if (line != number && !is_placeholder(line) && !furniture_.contains(line)) text.plain(Field::body, line);
        });
        attachment(slide, item, text);
        const auto notes = slide["n"].text();
        notes.empty() ? text.html(Field::notes, slide["N"].text()) : text.plain(Field::notes, notes);
        text.finish();
    }

    /// Quiz or interaction of a slide, numbered in the order of the slides.
    void attachment(const Value& slide, model::Item& item, ItemText& text) {
        const bool quiz = slide["st"].text() == "q";
        if (slide["st"].text().empty()) return;
        auto& count = quiz ? quizzes_ : interactions_;
        const auto member = folder_ + "data/" + (quiz ? "quiz" : "intr") + std::to_string(++count) + ".js";
        if (!payload_.reading.container.has(member)) return;
        const auto data = decoded(payload_.reading, member, quiz ? "quizInfo" : "interactionJson");
        if (!data) return;
        if (item.title.empty()) item.title = clean_title((*data)["d"]["T"].text());
        walk_with_d(quiz ? (*data)["d"]["sl"] : (*data)["d"], quiz ? Field::quiz : Field::body, text);
    }

    PayloadReading& payload_;
    std::string folder_;
    std::set<std::string, std::less<>> furniture_;
    int slides_ = 0, quizzes_ = 0, interactions_ = 0;
};

}  // namespace

bool recognises(container::Container& container, std::string_view root) {
    return launcher(container, root).has_value();
}

void read(PayloadReading& payload) {
    Presentation(payload, launcher(payload.reading.container, payload.root).value_or(payload.root)).read();
}

}  // namespace needfirst::format::authoring::ispring
