// SPDX-License-Identifier: Apache-2.0
#include "format/h5p.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "base/error.hpp"
#include "format/h5p_semantics.hpp"
#include "format/launch.hpp"
#include "format/names.hpp"
#include "format/passages.hpp"
#include "format/placeholder.hpp"
#include "text/html.hpp"
#include "text/language.hpp"

#include <array>

namespace needfirst::format::h5p {
namespace {

using base::json::Value;
using model::Field;
using model::Kind;

/// How a content type stands in a course. `parts`: the path to the list whose entries a learner meets one by one, ""
/// where it is one thing; `noun`: what an entry without a title is called.
struct Type {
    std::string_view library, parts, noun;
    Kind kind;
};

constexpr std::array<Type, 48> types = {{
    {"H5P.Accordion", "panels", "Panel", Kind::page},
    {"H5P.AdvancedBlanks", "", "", Kind::quiz},
    {"H5P.AdvancedText", "", "", Kind::page},
    {"H5P.AdventCalendar", "doors", "Door", Kind::interactive},
    {"H5P.ArithmeticQuiz", "", "", Kind::quiz},
    {"H5P.Audio", "", "", Kind::audio},
    {"H5P.Blanks", "", "", Kind::quiz},
    {"H5P.BranchingScenario", "branchingScenario/content", "Step", Kind::interactive},
    {"H5P.Column", "content", "Part", Kind::page},
    {"H5P.CoursePresentation", "presentation/slides", "Slide", Kind::page},
    {"H5P.Crossword", "", "", Kind::quiz},
    {"H5P.Dialogcards", "dialogs", "Card", Kind::interactive},
    {"H5P.Dictation", "sentences", "Sentence", Kind::quiz},
    {"H5P.DocumentationTool", "pagesList", "Page", Kind::interactive},
    {"H5P.DragQuestion", "", "", Kind::quiz},
    {"H5P.DragText", "", "", Kind::quiz},
    {"H5P.Essay", "", "", Kind::quiz},
    {"H5P.FindTheWords", "", "", Kind::interactive},
    {"H5P.Flashcards", "cards", "Card", Kind::quiz},
    {"H5P.GameMap", "gamemapSteps/gamemap/elements", "Stage", Kind::interactive},
    {"H5P.GuessTheAnswer", "", "", Kind::quiz},
    {"H5P.ImageHotspots", "hotspots", "Hotspot", Kind::interactive},
    {"H5P.ImageMultipleHotspotQuestion", "", "", Kind::quiz},
    {"H5P.ImageHotspotQuestion", "", "", Kind::quiz},
    {"H5P.ImageSlider", "imageSlides", "Picture", Kind::page},
    {"H5P.InteractiveBook", "chapters", "Chapter", Kind::page},
    {"H5P.InteractiveVideo", "interactiveVideo/assets/interactions", "Interaction", Kind::interactive},
    {"H5P.KewArCode", "", "", Kind::interactive},
    {"H5P.MarkTheWords", "", "", Kind::quiz},
    {"H5P.MemoryGame", "cards", "Card", Kind::interactive},
    {"H5P.MultiChoice", "", "", Kind::quiz},
    {"H5P.MultiMediaChoice", "", "", Kind::quiz},
    {"H5P.OpenEndedQuestion", "", "", Kind::survey},
    {"H5P.PersonalityQuiz", "questions", "Question", Kind::quiz},
    {"H5P.QuestionSet", "questions", "Question", Kind::quiz},
    {"H5P.Questionnaire", "questionnaireElements", "Question", Kind::survey},
    {"H5P.SimpleMultiChoice", "", "", Kind::survey},
    {"H5P.SingleChoiceSet", "choices", "Question", Kind::quiz},
    {"H5P.SortParagraphs", "", "", Kind::quiz},
    {"H5P.SpeakTheWords", "", "", Kind::quiz},
    {"H5P.SpeakTheWordsSet", "questions", "Question", Kind::quiz},
    {"H5P.Summary", "summaries", "Question", Kind::quiz},
    {"H5P.Text", "", "", Kind::page},
    {"H5P.ThreeImage", "threeImage/scenes", "Scene", Kind::interactive},
    {"H5P.Timeline", "timeline/date", "Event", Kind::page},
    {"H5P.TrueFalse", "", "", Kind::quiz},
    {"H5P.Video", "", "", Kind::video},
    {"H5P.ImagePair", "", "", Kind::quiz},
}};

/// "H5P.Blanks" of "H5P.Blanks 1.12".
std::string_view name_of(std::string_view library) { return library.substr(0, library.find(' ')); }

Type type_of(std::string_view library) {
    for (const Type& type : types)
        if (type.library == name_of(library)) return type;
    return {name_of(library), "", "", Kind::interactive};
}

bool is_untitled(std::string_view title) {
    return is_placeholder(title) || base::ascii_lower(title).starts_with("untitled") || title.starts_with("Unbenannt");
}

/// Solutions stand between asterisks: "*answer/alternative:hint*". The hints go to `hints`.
std::string without_asterisks(std::string_view text, std::string& hints) {
    std::string plain;
    while (!text.empty()) {
        const std::size_t open = text.find('*');
        const std::size_t close = open == std::string_view::npos ? open : text.find('*', open + 1);
        plain += text.substr(0, open);
        if (close == std::string_view::npos) {
            if (open != std::string_view::npos) plain += text.substr(open + 1);
            return plain;
        }
        const std::string_view solution = text.substr(open + 1, close - open - 1);
        plain += solution.substr(0, solution.find_first_of("/:"));
        if (const std::size_t colon = solution.find(':'); colon != std::string_view::npos)
            hints.append(hints.empty() ? "" : "\n").append(base::trim(solution.substr(colon + 1)));
        text.remove_prefix(close + 1);
    }
    return plain;
}

/// Walks over content in its own order and makes items and passages of it.
class ContentReader {
public:
    ContentReader(Reading& reading, std::string_view root, std::string member, model::Course& course, int section)
        : reading_(reading),
          semantics_(reading, std::string(root)),
          member_(std::move(member)),
          course_(course),
          section_(section) {}

    void read(const Value& content, std::string_view library, const std::string& title) {
        const Type type = type_of(library);
        first_ = course_.items.size();
        parts_ = type.parts;
        noun_ = type.noun;
        kind_ = type.kind;
        native_ = type.library;
        field_ = field_of(kind_);
        object(content, semantics_.of(library), {}, 0);
        if (course_.items.size() == first_) begin_item(title);
        auto& items = course_.items;
        items[first_].passages.insert(items[first_].passages.begin(), before_.begin(), before_.end());
    }

private:
    static constexpr int deepest = 64;

    static Field field_of(Kind kind) { return kind == Kind::quiz || kind == Kind::survey ? Field::quiz : Field::body; }

    void begin_item(std::string title) {
        model::Item item;
        item.kind = kind_;
        item.native_kind = native_;
        item.section = section_;
        item.member = member_;
        item.title = std::move(title);
        course_.items.push_back(std::move(item));
    }

    /// A part's own title, of what it holds, else its number.
    std::string title_of(const Value& part) const {
        for (const Value* at : {&part["metadata"]["title"], &part["content"]["metadata"]["title"],
                                &part["action"]["metadata"]["title"], &part["title"], &part["label"]}) {
            std::string title = text::any_text(at->text());
            if (!is_untitled(title)) return title;
        }
        return fmt::format("{} {}", noun_, course_.items.size() - first_ + 1);
    }

    void object(const Value& value, const Value& fields, const std::string& path, int depth) {
        for (const auto& [name, child] : value.members) {
            const Value& field = field_named(fields, name);
            if (is_settings(field, name)) continue;
            const std::string inner = path.empty() ? name : path + "/" + name;
            any(child, field, name, inner, depth + 1);
        }
    }

    static const Value& field_named(const Value& fields, std::string_view name) {
        static const Value none;
        for (const Value& field : fields.elements)
            if (field["name"].text() == name) return field;
        return none;
    }

    void any(const Value& value, const Value& field, std::string_view name, const std::string& path, int depth) {
        if (depth > deepest) return remark_too_deep(reading_, member_, deepest);
        if (is_folded(value, field)) {
            any(value, field["fields"][0], field["fields"][0]["name"].text(), path, depth + 1);
        } else if (value.is_string()) {
            if (is_learner_text(field, name)) add(name, value.string);
        } else if (value.is_array()) {
            list(value, field, name, path, depth);
        } else if (value.is_object() && value["library"].is_string()) {
            nested(value, depth);
        } else if (value.is_object()) {
            object(value, field["fields"], path, depth);
        }
    }

    void list(const Value& value, const Value& field, std::string_view name, const std::string& path, int depth) {
        const bool parts = !parts_.empty() && path == parts_;
        const Value& entry_field = field["field"];
        const std::string_view entry_name = entry_field["name"].text().empty() ? name : entry_field["name"].text();
        for (const Value& entry : value.elements) {
            if (parts) begin_item(title_of(entry));
            any(entry, entry_field, entry_name, parts ? path + "/*" : path, depth + 1);
        }
    }

    /// A group with one field is written as that field alone.
    static bool is_folded(const Value& value, const Value& field) {
        const Value& fields = field["fields"];
        return field["type"].text() == "group" && fields.elements.size() == 1 && !value[fields[0]["name"].text()];
    }

    void nested(const Value& value, int depth) {
        const Field outer = field_;
        const std::string library(value["library"].text());
        const Kind kind = type_of(library).kind;
        field_ = field_of(kind);
        const bool is_part = course_.items.size() > first_ && course_.items.back().passages.empty();
        if (is_part && kind_ != kind && (kind == Kind::quiz || kind == Kind::video)) course_.items.back().kind = kind;
        object(value["params"], semantics_.of(library), "#", depth + 1);
        field_ = outer;
    }

    void add(std::string_view name, std::string_view text) {
        std::string plain = text::any_text(text);
        std::string hints;
        if (plain.find('*') != std::string::npos &&
            (name == "textField" || name == "question" || name == "text" || name == "questions"))
            plain = without_asterisks(plain, hints);
        // Scores filled in by the player are no text of the course.
        if (is_untitled(plain) || plain.find("@score") != std::string::npos || plain.find(":num") != std::string::npos)
            return;
        const bool reply = name == "tip" || name == "hint" || name.ends_with("eedback");
        auto& passages = course_.items.size() == first_ ? before_ : course_.items.back().passages;
        if (course_.items.size() > first_ && plain == course_.items.back().title) return;
        add_passage(passages, reply ? Field::feedback : field_, std::move(plain), member_);
        add_passage(passages, Field::feedback, std::move(hints), member_);
    }

    Reading& reading_;
    Semantics semantics_;
    std::string member_;
    model::Course& course_;
    int section_;
    std::size_t first_ = 0;
    std::string_view parts_, noun_;
    Kind kind_ = Kind::interactive;
    std::string native_;
    Field field_ = Field::body;
    std::vector<model::Passage> before_;  ///< stands before the first part
};

Value parse_member(Reading& reading, const std::string& member) {
    const std::string bytes = reading.member(member);
    if (bytes.empty()) return {};
    try {
        return base::json::parse(base::to_utf8(bytes));
    } catch (const base::InputError& error) {
        reading.remark(member, base::CoverageState::error, fmt::format("not well-formed JSON: {}", error.what()));
        return {};
    }
}

/// "H5P.Blanks 1.12" of the main library, whose version stands among the dependencies.
std::string main_library(const Value& about) {
    std::string name(about["mainLibrary"].text());
    for (const Value& dependency : about["preloadedDependencies"].elements)
        if (dependency["machineName"].text() == name)
            return fmt::format("{} {}.{}", name, dependency["majorVersion"].text(), dependency["minorVersion"].text());
    return name;
}

/// Folder of the shallowest h5p.json.
std::optional<std::string> find_root(const container::Container& container) {
    std::optional<std::string> found;
    const auto depth = [](std::string_view path) { return std::count(path.begin(), path.end(), '/'); };
    for (const container::Entry& entry : container.entries()) {
        if (entry.path != "h5p.json" && !entry.path.ends_with("/h5p.json")) continue;
        const std::string root = entry.path.substr(0, entry.path.size() - 8);
        if (!found || depth(root) < depth(*found)) found = root;
    }
    return found;
}

}  // namespace

bool is_content(container::Container& container, std::string_view root) {
    return container.has(std::string(root) + "h5p.json") && container.has(std::string(root) + "content/content.json");
}

bool recognises(container::Container& container) { return find_root(container).has_value(); }

void read_content(Reading& reading, std::string_view root, model::Course& course, int section) {
    const std::string description = std::string(root) + "h5p.json", member = std::string(root) + "content/content.json";
    const Value about = parse_member(reading, description);
    const std::string library = main_library(about), title = text::any_text(about["title"].text());
    if (course.title.empty() && !is_untitled(title)) course.title = title;
    if (course.language.empty()) course.language = text::language_code(about["language"].text());
    if (reading.package.authoring_tool.empty()) reading.package.authoring_tool = library.empty() ? "H5P" : library;
    const Value content = parse_member(reading, member);
    if (!content.is_object()) return;
    ContentReader(reading, root, member, course, section).read(content, library, title);
}

void read_json(Reading& reading, std::string_view json, std::string_view library, const std::string& title,
               const std::string& member, model::Course& course) {
    constexpr std::string_view nowhere = "/";  // no member's name begins so: no library is found
    try {
        const Value content = base::json::parse(json);
        if (content.is_object()) ContentReader(reading, nowhere, member, course, -1).read(content, library, title);
    } catch (const base::InputError& error) {
        reading.remark(member, base::CoverageState::error,
                       fmt::format("its H5P content is no well-formed JSON: {}", error.what()));
    }
}

void read(Reading& reading) {
    const std::string root = find_root(reading.container).value_or(std::string());
    model::Course course;
    course.member = root + "h5p.json";
    read_content(reading, root, course);
    settle(course);
    reading.give(std::move(course));
}

}  // namespace needfirst::format::h5p
