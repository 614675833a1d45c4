// SPDX-License-Identifier: Apache-2.0
#include "base/charset.hpp"
#include "base/decode.hpp"
#include "base/error.hpp"
#include "format/catalogue/catalogue.hpp"
#include "format/catalogue/courses.hpp"
#include "format/catalogue/json_lists.hpp"
#include "format/catalogue/literal.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include <spdlog/fmt/fmt.h>

// JSON, JSON Lines and Elasticsearch bulk files, and data literals of JavaScript. Whose export it is does not matter: a
// record is known by its field names (JSON Feed, schema.org and Bioschemas, CTDL, P2881, Percipio, Cornerstone,
// Eventbrite, Open edX discovery, MS Learn, Coursera and many a home-made list).
namespace needfirst::format::catalogue {
namespace {

using base::json::Value;
constexpr auto npos = std::string_view::npos;
constexpr std::size_t recognised_by = 1u << 20;
constexpr std::size_t most_keys = 500;

enum class Notation { none, json, lines, script };

Notation notation_of(std::string_view text) {
    text = base::trim(text);
    if (text.empty()) return Notation::none;
    if (text.front() == '{') {
        const auto line = base::trim(text.substr(0, text.find('\n')));
        const auto rest = text.find('\n') == npos ? std::string_view() : base::trim(text.substr(text.find('\n')));
        return line.ends_with('}') && rest.starts_with('{') ? Notation::lines : Notation::json;
    }
    if (text.front() == '[') return Notation::json;
    for (const std::string_view start : {"export ", "const ", "var ", "let ", "window.", "module.exports", "//", "/*",
                                         "'use strict'", "\"use strict\"", "import ", "define("})
        if (text.starts_with(start)) return Notation::script;
    return Notation::none;
}

/// Names in front of colons, quoted or bare: the keys of JSON and of JavaScript literals, and little else.
std::set<std::string> keys_in(std::string_view text) {
    std::set<std::string> keys;
    for (auto colon = text.find(':'); colon != npos && keys.size() < most_keys; colon = text.find(':', colon + 1)) {
        auto end = colon;
        while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '"' || text[end - 1] == '\'')) --end;
        auto begin = end;
        while (begin > 0 && end - begin < 60 && std::string_view("\"' \n\t{,").find(text[begin - 1]) == npos) --begin;
        if (begin < end) keys.emplace(text.substr(begin, end - begin));
    }
    return keys;
}

bool are_of_courses(const std::set<std::string>& keys, bool types, bool list) {
    constexpr std::array<std::string_view, 12> of_software = {
        "dependencies", "devDependencies", "scripts", "compilerOptions", "start_url", "manifest_version",
        "openapi",      "swagger",         "$schema", "require-dev",     "nbformat",  "lockfileVersion"};
    bool said = false, courses = types;
    auto title = Certainty::none;
    std::size_t roles = 0;
    for (const auto& key : keys) {
        if (std::find(of_software.begin(), of_software.end(), key) != of_software.end()) return false;
        const auto meaning = meaning_of(key);
        if (meaning.role == Role::title) title = std::max(title, meaning.certainty);
        said = said || (meaning.role >= Role::description && meaning.role <= Role::syllabus);
        roles += meaning.role >= Role::description && meaning.role <= Role::provider;
        courses = courses || speaks_of_courses(key);
    }
    return title != Certainty::none && (courses || (said && (roles > 1 || (list && title > Certainty::vague))));
}

bool names_course_type(std::string_view text) {
    for (const std::string_view type :
         {"\"Course\"", "\"CourseInstance\"", "schema:Course", "ceterms:", "EducationEvent", "jsonfeed.org"})
        if (text.find(type) != npos) return true;
    return false;
}

Value parsed(std::string_view text, std::string& problem) {
    try {
        return base::json::parse(text);
    } catch (const base::InputError& error) {
        problem = error.what();
        std::size_t at = 0;
        return literal_at(text, at);
    }
}

std::size_t values_in(const Value& value) {
    std::size_t count = 1;
    for (const Value& element : value.elements) count += values_in(element);
    for (const auto& member : value.members) count += values_in(member.value);
    return count;
}

/// Records of a text that has one on each line. Lines that only say where the next record goes ({"index": ...}) are
/// none.
struct Lines {
    Value records;
    std::vector<std::size_t> numbers;
    std::size_t broken = 0, first_broken = 0, values = 0;
};

Lines lines_of(std::string_view text) {
    Lines lines;
    lines.records.type = base::json::Type::array;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = base::trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty()) continue;
        std::string problem;
        auto record = parsed(line, problem);
        if (!problem.empty() && lines.broken++ == 0) lines.first_broken = number;
        if (!record.is_object()) continue;
        lines.values += values_in(record);
        if (lines.values > base::json::most_values) break;
        const bool action =
            record.members.size() == 1 && (record["index"] || record["create"] || record["update"] || record["delete"]);
        if (action) continue;
        lines.records.elements.push_back(record["doc"].is_object() && record.members.size() <= 2 ? record["doc"]
                                                                                                 : std::move(record));
        lines.numbers.push_back(number);
    }
    return lines;
}

void remark(Reading& reading, const JsonLists& lists, std::string_view member) {
    for (const auto& [path, records] : lists.others)
        reading.remark(path.empty() ? member : std::string_view(path), base::CoverageState::skipped,
                       fmt::format("{} records that do not look like courses were not read", records));
    std::string others;
    for (const auto& [language, texts] : lists.other_languages)
        others += fmt::format("{}{} in {}", others.empty() ? "" : ", ", texts,
                              language.empty() ? "an unknown language" : language);
    if (!others.empty())
        reading.remark(member, base::CoverageState::partly,
                       "texts stand there in several languages and one was read of each; not read: " + others);
}

}  // namespace

bool recognises_json(container::Container& container) {
    if (container.entries().size() != 1) return false;
    const auto head = container.peek(0, recognised_by);
    const auto start = std::string_view(head).substr(0, 4096);
    if (std::count(start.begin(), start.end(), '\0') > 0 && !head.starts_with("\xFF\xFE") &&
        !head.starts_with("\xFE\xFF"))
        return false;
    const auto text = base::to_utf8(head);
    const auto notation = notation_of(text);
    if (notation == Notation::none) return false;
    const auto keys = keys_in(text);
    if (notation != Notation::script)
        return are_of_courses(keys, names_course_type(text), base::trim(text).front() == '[');
    return are_of_courses(keys, false, false) &&
           std::any_of(keys.begin(), keys.end(), [](auto& key) { return speaks_of_courses(key); });
}

void read_json(Reading& reading) {
    const std::string member = reading.container.entries().front().path;
    const auto text = base::to_utf8(reading.container.read(0));
    const auto notation = notation_of(text);
    Value document;
    std::vector<std::size_t> numbers;
    std::string problem;
    if (notation == Notation::lines) {
        auto lines = lines_of(text);
        document = std::move(lines.records);
        numbers = std::move(lines.numbers);
        if (lines.broken > 0)
            problem = fmt::format("{} lines are not JSON, line {} first", lines.broken, lines.first_broken);
        if (lines.values > base::json::most_values) problem = base::json::too_many_values;
        reading.package.format_version = "lines";
    } else if (notation == Notation::script) {
        bool whole = true;
        document = script_data(text, &whole);
        if (!whole) problem = base::json::too_many_values;
        reading.package.format_version = "script";
    } else {
        document = parsed(text, problem);
    }
    auto lists = json_lists(document, numbers, reading.options.columns);
    if (lists.courses.empty())
        throw base::InputError(member + ": no list of courses was found; expected records with a title" +
                               (problem.empty() ? "" : " (" + problem + ")"));
    if (problem == base::json::too_many_values)
        reading.remark(member, base::CoverageState::limited, "read in part: " + problem);
    else if (!problem.empty())
        reading.remark(member, base::CoverageState::partly,
                       "not well-formed, read as far as it makes sense: " + problem);
    for (auto& list : lists.courses)
        read_courses(reading, *list.sheet, list.columns, lists.courses.size() > 1 ? list.path : "");
    std::move(lists.programmes.begin(), lists.programmes.end(), std::back_inserter(reading.package.programmes));
    remark(reading, lists, member);
}

}  // namespace needfirst::format::catalogue
