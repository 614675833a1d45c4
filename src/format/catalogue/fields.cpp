// SPDX-License-Identifier: Apache-2.0
#include "format/catalogue/fields.hpp"

#include "base/decode.hpp"
#include "format/catalogue/columns.hpp"
#include "text/language.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace needfirst::format::catalogue {
namespace {

using base::json::Type;
using base::json::Value;

constexpr std::uint32_t deepest = 8;
constexpr std::size_t most_parts = 500;  // modules of one course, keywords of one list

bool is_scalar(const Value& value) { return value.type != Type::object && value.type != Type::array; }

constexpr std::array<std::string_view, 7> language_keys = {"localeCode",   "locale",    "lang",      "language",
                                                           "languageCode", "@language", "inLanguage"};

std::string_view language_of(const Value& value) {
    for (const auto key : language_keys)
        if (value[key].is_string()) return value[key].string;
    return {};
}

/// {"en": "...", "ar": "..."}
bool is_language_map(const Value& value) {
    if (!value.is_object() || value.members.empty()) return false;
    return std::all_of(value.members.begin(), value.members.end(), [&](auto& member) {
        const auto& [key, text] = member;
        const bool tag = key.size() == 2 || (key.size() <= 7 && key.size() > 3 && (key[2] == '-' || key[2] == '_'));
        const bool other_word = value.members.size() == 1 && (key == "id" || key == "no" || key == "is" || key == "to");
        return tag && !other_word && !text::language_code(key).empty() && (is_scalar(text) || text.is_array());
    });
}

/// [{"localeCode": "en-US", "title": ...}, ...]
bool is_localised_list(const Value& value) {
    if (!value.is_array() || value.elements.empty()) return false;
    return std::all_of(value.elements.begin(), value.elements.end(), [](auto& element) {
        return element.is_object() && !language_of(element).empty() && element.members.size() <= 12;
    });
}

class Flattener {
public:
    Flattener(FieldSheet::Fields& out, std::map<std::string, std::size_t>& others) : out_(out), others_(others) {}

    void add(const std::string& path, const Value& value, std::uint32_t depth) {
        if (depth > deepest) return;
        if (is_language_map(value)) one_language(path, value, depth);
        else if (is_localised_list(value)) one_of_list(path, value, depth);
        else if (value.is_object()) object(path, value, depth);
        else if (value.is_array()) array(path, value, depth);
        else emit(path, std::string(value.text()));
    }

private:
    void emit(const std::string& path, std::string text) {
        if (!text.empty() && !path.empty()) out_.emplace_back(path, std::move(text));
    }

    void speaks(std::string_view language) {
        if (!language.empty() && language_.empty()) emit("language", language_ = std::string(language));
    }

    template <class List, class Language>
    const auto& chosen(const List& list, Language language) {
        const auto* best = &list.front();
        for (const auto& one : list)
            if (text::language_code(language(one)) == "en" && text::language_code(language(*best)) != "en") best = &one;
        for (const auto& one : list)
            if (&one != best) ++others_[text::language_code(language(one))];
        return *best;
    }

    void one_language(const std::string& path, const Value& value, std::uint32_t depth) {
        const auto& member = chosen(value.members, [](auto& one) { return std::string_view(one.name); });
        add(path, member.value, depth + 1);
        speaks(member.name);
    }

    void one_of_list(const std::string& path, const Value& value, std::uint32_t depth) {
        object(path, chosen(value.elements, [](auto& one) { return language_of(one); }), depth + 1);
    }

    void object(const std::string& path, const Value& value, std::uint32_t depth) {
        if (const auto& literal = value["@value"]) return emit(path, std::string(literal.text()));
        if (value["text"].is_string() && value["html"].is_string() && value.members.size() == 2)
            return emit(path, value["html"].string.empty() ? value["text"].string : value["html"].string);
        for (const auto& [key, member] : value.members) {
            // A name space as part of a name tells nothing.
            const auto name = key.find("://") == std::string::npos ? key : key.substr(key.find_last_of("/#") + 1);
            add(path.empty() ? name : path + "." + name, member, depth + 1);
        }
    }

    void array(const std::string& path, const Value& value, std::uint32_t depth) {
        std::string words, texts;
        for (std::size_t i = 0; i < std::min(value.elements.size(), most_parts); ++i) {
            const auto& element = value.elements[i];
            if (is_scalar(element)) {
                const auto text = element.text();
                if (text.empty()) continue;
                words += (words.empty()                              ? ""
                          : text.size() > 80 || words.back() == '\n' ? "\n"
                                                                     : "; ") +
                         std::string(text);
            } else if (element.is_object()) {
                const auto text = part(element, depth + 1);
                if (!text.empty()) texts += (texts.empty() ? "" : "\n") + text;
            }
        }
        emit(path, std::move(words));
        emit(path, std::move(texts));
    }

    /// A module, a keyword, a run of a course: what it says, on lines of its own.
    std::string part(const Value& element, std::uint32_t depth) {
        FieldSheet::Fields fields;
        Flattener(fields, others_).add("", element, depth);
        // {"name": "Audience #2", "grades": [...]}: who it is for stands in the others.
        const bool only_label = std::any_of(element.members.begin(), element.members.end(), [](auto& member) {
            return meaning_of(member.name).role == Role::audience;
        });
        std::string said;
        for (const auto& [name, text] : fields) {
            const auto role = meaning_of(name).role;
            if (role == Role::delivery && ways_.insert(text).second) emit(name, text);
            if (role == Role::title && only_label) continue;
            const bool says = role == Role::title || role == Role::description || role == Role::objectives ||
                              role == Role::syllabus || role == Role::audience || role == Role::rationale ||
                              role == Role::keywords || role == Role::prerequisites;
            if (says && said.find(text) == std::string::npos) said += (said.empty() ? "" : "\n") + text;
        }
        return said;
    }

    FieldSheet::Fields& out_;
    std::map<std::string, std::size_t>& others_;
    std::string language_;
    std::set<std::string> ways_;  ///< of delivery, each once
};

}  // namespace

void FieldSheet::add_record(std::size_t number, const Fields& fields) {
    std::vector<std::string> cells(names_.size());
    for (const auto& [name, text] : fields) {
        auto found = by_name_.find(name);
        if (found == by_name_.end()) {
            if (names_.size() >= most_names) {
                ++left_out_;
                continue;
            }
            found = by_name_.emplace(name, names_.size()).first;
            names_.push_back(name);
            cells.emplace_back();
        }
        auto& cell = cells[found->second];
        if (cell == text) continue;
        cell += (cell.empty() ? "" : "\n") + text;
    }
    add(number, std::move(cells));
}

void FieldSheet::cells(std::size_t row, std::vector<std::string_view>& out) {
    if (row == 0) {
        out.assign(names_.begin(), names_.end());
        return;
    }
    MemorySheet::cells(row - 1, out);
    out.resize(names_.size());  // a record has all fields, empty or not
}

FieldSheet::Fields fields_of(const Value& record, std::map<std::string, std::size_t>& other_languages) {
    FieldSheet::Fields fields;
    Flattener(fields, other_languages).add("", record, 0);
    return fields;
}

}  // namespace needfirst::format::catalogue
