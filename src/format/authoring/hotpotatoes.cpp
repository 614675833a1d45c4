// SPDX-License-Identifier: Apache-2.0
// Hot Potatoes 6 and 7 (Half-Baked Software): one HTML page is one exercise. The questions of a JQuiz stand in a list
// that the page hides and shows one by one, what is said to an answer in arrays of its script; the other exercises keep
// words and clues in arrays alone.
#include "base/charset.hpp"
#include "base/decode.hpp"
#include "format/authoring/item_text.hpp"
#include "format/authoring/tools.hpp"
#include "format/pages.hpp"
#include "format/passages.hpp"
#include "format/script_text.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <utility>

namespace needfirst::format::authoring::hotpotatoes {
namespace {

using model::Field;

constexpr std::size_t head_bytes = 800;  // the generator's mark stands at the top of the page
constexpr std::string_view question_mark = "class=\"QuizQuestion\"";

bool is_exercise(container::Container& container, const std::string& member) {
    return is_html_member(member) && container.peek(member, head_bytes).find("Hot Potatoes") != std::string::npos;
}

std::vector<std::string> exercises(container::Container& container, std::string_view root) {
    constexpr std::size_t most_pages = 200;
    std::vector<std::string> found;
    std::size_t pages = 0;
    for (const container::Entry& entry : container.below(root)) {
        if (entry.path.find('/', root.size()) != std::string::npos || !is_html_member(entry.path)) continue;
        if (++pages > most_pages) break;
        if (is_exercise(container, entry.path)) found.push_back(entry.path);
    }
    return found;
}

/// What stands between the title and the buttons of the exercise.
std::string_view opening(std::string_view html) {
    const std::size_t begin = html.find("<div class=\"Titles\"");
    if (begin == std::string_view::npos) return {};
    const std::size_t end = std::min(html.find("class=\"ExerciseContainer\"", begin), html.find(question_mark, begin));
    return html.substr(begin, end == std::string_view::npos ? end : html.rfind('<', end) - begin);
}

/// A question with its answers, as the page shows it when its turn comes: the marks on the buttons are no text.
std::string question_text(std::string_view html) {
    std::string text;
    for (std::size_t at = 0; at < html.size();) {
        const std::size_t button = html.find("<button", at);
        text += html.substr(at, button == std::string_view::npos ? button : button - at);
        if (button == std::string_view::npos) break;
        const std::size_t end = html.find("</button>", button);
        at = end == std::string_view::npos ? html.size() : end + 9;
    }
    return text::html_text(text);
}

/// What the script says to answers, by question: the second value of I[question][3][answer].
std::unordered_map<std::size_t, std::string> replies(std::string_view html) {
    std::vector<std::pair<std::size_t, std::size_t>> places;  // each with its question
    for (std::size_t at = html.find("I["); at != std::string_view::npos; at = html.find("I[", at + 1)) {
        std::size_t question = 0;
        const auto number = std::from_chars(html.data() + at + 2, html.data() + html.size(), question);
        const std::string_view behind = html.substr(static_cast<std::size_t>(number.ptr - html.data()));
        if (number.ec == std::errc() && behind.starts_with("][3][")) places.emplace_back(at, question);
    }
    std::unordered_map<std::size_t, std::string> all;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto [at, question] = places[i];
        const std::size_t next = i + 1 < places.size() ? places[i + 1].first : html.size();
        const std::string_view line = html.substr(at, next - at);
        const auto literals = script_literals(line.substr(0, line.find('\n')), 2);
        if (literals.size() < 2) continue;
        const std::string reply = text::any_text(literals[1].value);
        std::string& said = all[question];
        if (!reply.empty()) said.append(said.empty() ? "" : "\n").append(reply);
    }
    return all;
}

/// Words, clues and sentences of exercises that are no list of questions.
std::string array_text(std::string_view html) {
    std::string out;
    for (const char* name : {"\nI[", "\nD[", "\nF[", "\nSegments["}) {
        for (std::size_t at = html.find(name); at != std::string_view::npos; at = html.find(name, at + 1)) {
            for (const Literal& literal : script_literals(html.substr(at, html.find('\n', at + 1) - at), 8)) {
                const std::string text = text::any_text(literal.value);
                const bool word =
                    std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isalpha(c) || c > 127; });
                if (word) out.append(out.empty() ? "" : "\n").append(text);
            }
        }
    }
    return out;
}

void add_question(PayloadReading& payload, const std::string& member, std::string text, std::string reply) {
    constexpr std::size_t longest_title = 120;
    model::Item& item = add_item(payload, model::Kind::quiz, "hotpotatoes/question", {}, -1);
    item.member = member;
    const std::size_t line = std::min(text.find('\n'), text.size());
    if (line <= longest_title) {
        item.title = text.substr(0, line);
        text.erase(0, std::min(line + 1, text.size()));
    }
    add_passage(item.passages, Field::quiz, std::move(text), member);
    add_passage(item.passages, Field::feedback, std::move(reply), member);
}

void read_exercise(PayloadReading& payload, const std::string& member) {
    const std::string bytes = payload.reading.member(member);
    const std::string html = base::to_utf8(bytes, base::html_charset(bytes));
    const text::Html page = text::read_html(html);
    name_course(payload, page.title, member);
    std::string before = text::html_text(opening(html));
    std::size_t at = html.find(question_mark), count = 0;
    if (at == std::string::npos) {
        model::Item& item = add_item(payload, model::Kind::quiz, "hotpotatoes/exercise", clean_title(page.title), -1);
        item.identifier = item.member = member;
        add_passage(item.passages, Field::quiz, page.text, member);
        add_passage(item.passages, Field::quiz, array_text(html), member);
        return;
    }
    const std::size_t first = payload.course.items.size();
    auto said = replies(html);
    std::size_t begin = 0;  // of the question's text; tags without an end all have it at the next end there is
    while (at != std::string::npos) {
        if (begin < at) begin = html.find('>', at);
        const std::size_t next = html.find(question_mark, at + 1);
        if (begin == std::string::npos) {
            payload.reading.remark(member, base::CoverageState::partly,
                                   "the page ends inside its questions; make the exercise again");
            payload.course.fragment = true;
            break;
        }
        const std::size_t end = next != std::string::npos ? html.rfind('<', next) : html.find("</div>\n", begin);
        const auto question = std::string_view(html).substr(begin + 1, end > begin ? end - begin - 1 : 0);
        add_question(payload, member, question_text(question), std::move(said[count++]));
        at = next;
    }
    if (payload.course.items.size() > first && !before.empty())
        payload.course.items[first].passages.insert(payload.course.items[first].passages.begin(),
                                                    {Field::body, std::move(before), member, false});
}

}  // namespace

bool recognises(container::Container& container, std::string_view root) { return !exercises(container, root).empty(); }

void read(PayloadReading& payload) {
    if (is_exercise(payload.reading.container, payload.launch)) return read_exercise(payload, payload.launch);
    for (const std::string& member : exercises(payload.reading.container, payload.root)) read_exercise(payload, member);
}

}  // namespace needfirst::format::authoring::hotpotatoes
