// SPDX-License-Identifier: Apache-2.0
#include "format/catalogue/xml_records.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "base/text_budget.hpp"
#include "format/catalogue/columns.hpp"
#include "format/names.hpp"
#include "text/language.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace needfirst::format::catalogue {
namespace {

using base::xml::Element;

constexpr int deepest = 12;
constexpr int deepest_search = 40;  // for records
constexpr std::size_t most_fields = 3000;

/// Each record bears it; what is longer than a name may be is told when the record is read.
constexpr std::size_t longest_provider = 2 * longest_name;

bool is_html(const Element& element) {
    constexpr std::array<std::string_view, 24> tags = {"p",  "div",    "ul",   "ol", "li", "br",  "b",   "i",
                                                       "em", "strong", "span", "a",  "h1", "h2",  "h3",  "h4",
                                                       "h5", "table",  "tr",   "td", "u",  "sub", "sup", "html"};
    return element.space().find("xhtml") != std::string_view::npos ||
           std::find(tags.begin(), tags.end(), element.name()) != tags.end();
}

bool holds_html(const Element& element) {
    for (const auto child : element.children())
        if (is_html(child)) return true;
    return false;
}

std::string_view language_of(const Element& element) {
    return element.attribute("lang").value_or(element.attribute_or("language"));
}

class Records {
public:
    Records(std::span<const std::string_view> names, std::map<std::string, std::size_t>& others)
        : names_(names), others_(others), sheet_(std::make_unique<FieldSheet>()) {}

    std::unique_ptr<FieldSheet> read(const Element& root) {
        index(root, 0);
        search(root, {}, 0);
        return std::move(sheet_);
    }

private:
    void index(const Element& element, int depth) {
        if (depth > deepest_search) return;
        if (const auto id = element.attribute("id")) by_id_.try_emplace(std::string(*id), element);
        for (const auto child : element.children()) index(child, depth + 1);
    }

    bool is_record(const Element& element, int depth) const {
        if (names_.empty()) return depth == 1;
        return depth > 0 || names_.size() == 1 ? std::find(names_.begin(), names_.end(), element.name()) != names_.end()
                                               : false;
    }

    void search(const Element& element, const std::string& provider, int depth) {
        if (depth > deepest_search) return;
        if (is_record(element, depth) && !element.children().empty()) {
            record(element, provider);
            return;
        }
        auto offered_by = provider;
        if (element.name() == "provider" || element.name() == "orgUnit")
            for (const auto* name : {"title", "name", "orgUnitName"})
                if (offered_by == provider && element.child(name))
                    offered_by = base::first_bytes(element.text_of(name), longest_provider);
        for (const auto child : element.children()) search(child, offered_by, depth + 1);
    }

    void record(const Element& element, const std::string& provider) {
        fields_.clear();
        language_ = chosen_language(element);
        if (const auto number = element.attribute("numero")) emit("identifier", std::string(*number));
        for (const auto* name : {"ident", "id"})
            if (const auto value = element.attribute(name)) emit("identifier", std::string(*value));
        add(element, "", 0);
        if (!provider.empty()) emit("provider", provider);
        if (!language_.empty()) emit("language", language_);
        sheet_->add_record(++number_, fields_);
    }

    /// Of the titles of a record: English, or the first that says its language.
    static std::string chosen_language(const Element& record) {
        std::string first;
        for (const auto child : record.children()) {
            if (meaning_of(child.name()).role != Role::title) continue;
            const auto language = language_of(child);
            if (text::language_code(language) == "en") return std::string(language);
            if (language.empty()) return {};  // the first is in the language of the record, whatever that is
            if (first.empty()) first = language;
        }
        return first;
    }

    bool in_other_language(const Element& element) {
        const auto language = text::language_code(language_of(element));
        if (language.empty() || language_.empty() || language == text::language_code(language_)) return false;
        ++others_[language];
        return true;
    }

    void add(const Element& element, const std::string& path, int depth) {
        if (depth > deepest || fields_.size() > most_fields) return;
        for (const auto child : element.children()) {
            if (in_other_language(child)) continue;
            const auto name = path.empty() ? std::string(child.name()) : path + "." + std::string(child.name());
            if (holds_html(child)) {
                emit(name, child.markup());
            } else if (!child.children().empty()) {
                add(child, name, depth + 1);
            } else if (const auto reference = child.attribute("idref"); reference && depth < 2) {
                const auto found = by_id_.find(std::string(*reference));
                if (found != by_id_.end()) refer(found->second, name, depth + 3);
            } else {
                emit(name, child.text());
            }
        }
    }

    // What many refer to is held with each of them, as long as there is room for it.
    void refer(const Element& element, const std::string& path, int depth) {
        if (base::TextBudget::spent()) return;
        const std::size_t before = fields_.size();
        add(element, path, depth);
        for (std::size_t i = before; i < fields_.size(); ++i)
            if (!base::TextBudget::keeps(fields_[i].second, path)) return fields_.resize(before);
    }

    void emit(const std::string& path, std::string text) {
        if (base::trim(text).empty() || names_another(path)) return;
        const auto role = meaning_of(path).role;
        if (role == Role::title || role == Role::identifier || role == Role::code)
            for (auto& [name, value] : fields_)
                if (name == path) {
                    // Of several identifiers, the one that people know rather than an address.
                    if (role != Role::title && value.find("://") != std::string::npos &&
                        text.find("://") == std::string::npos)
                        value = std::move(text);
                    return;
                }
        fields_.emplace_back(path, std::move(text));
    }

    /// "qualification.title" is not the title of the course, "general.title.string" is.
    static bool names_another(std::string_view path) {
        constexpr std::array<std::string_view, 4> wrappers = {"general", "metadata", "course", "description"};
        auto rest = path;
        for (bool own = true; !rest.empty();) {
            const auto part = rest.substr(0, rest.find('.'));
            rest.remove_prefix(std::min(rest.size(), part.size() + 1));
            const auto role = meaning_of(part).role;
            const bool naming = role == Role::title || role == Role::code || role == Role::identifier;
            if (naming) return !own;
            if (role != Role::unknown) return false;
            own = own && std::find(wrappers.begin(), wrappers.end(), part) != wrappers.end();
        }
        return false;
    }

    std::span<const std::string_view> names_;
    std::map<std::string, std::size_t>& others_;
    std::unique_ptr<FieldSheet> sheet_;
    std::unordered_map<std::string, Element> by_id_;
    FieldSheet::Fields fields_;
    std::string language_;
    std::size_t number_ = 0;
};

}  // namespace

std::unique_ptr<FieldSheet> xml_records(const base::xml::Document& document, std::span<const std::string_view> names,
                                        std::map<std::string, std::size_t>& other_languages) {
    return Records(names, other_languages).read(document.root());
}

}  // namespace needfirst::format::catalogue
