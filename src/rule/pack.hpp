// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"
#include "base/place.hpp"
#include "model/course.hpp"
#include "model/judgement.hpp"
#include "text/phrase.hpp"
#include "text/phrase_book.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

// Rule packs as rules/README.md describes them, loaded and checked.
namespace needfirst::rule {

/// What hearing a signal tells the judge. A signal may say several.
enum class Says : std::uint8_t {
    stated,
    implied,
    witness,
    takes_back,
    social,
    not_social,
    tacked_on,
    proper,
    belongs,
    reason,
    platform,
    furniture,
    host,
    context,
    blocked,
    address,
    topic
};
inline constexpr std::array<std::string_view, 17> says_names = {
    "stated", "implied",  "witness",   "takes-back", "social",  "not-social", "tacked-on", "proper", "belongs",
    "reason", "platform", "furniture", "host",       "context", "blocked",    "address",   "topic"};

/// The part of a statement of need that a witness signal names.
enum class Part : std::uint8_t { gap, who, measure, cost, when, cause, voice };
inline constexpr std::array<std::string_view, 7> part_names = {"gap",  "who",   "measure", "cost",
                                                               "when", "cause", "voice"};
constexpr std::size_t values_of(Part) { return part_names.size(); }

/// A set of values of one of the small enums above.
using Mask = std::uint32_t;
template <class Enum>
constexpr Mask bit(Enum value) {
    return Mask{1} << static_cast<unsigned>(value);
}

using base::Place;

/// A phrase of a signal as written, with its place.
struct Entry {
    std::string source;
    bool regex = false;
    text::Phrase phrase;  ///< empty for a regex
    Place place;
};

struct Signal {
    std::string id, describes, language;
    Mask says = 0, fields = ~Mask{0};
    std::optional<Part> part;           ///< of a witness
    std::optional<model::Field> opens;  ///< a heading: the lines below it count as this field
    std::vector<Entry> phrases, unless;
    struct Sign {
        Entry entry;
        double weight;
    };
    std::vector<Sign> signs;        ///< instead of phrases: small signs, weighed together over a course's statements
    double start = 0, reaches = 0;  ///< of signs: the sum begins with `start` and rings from `reaches` on
    std::vector<std::string> unless_signals;
    std::map<std::string, std::vector<text::Phrase>> lists;  ///< visible in this signal only
    std::map<std::string, Place> list_places;
    std::vector<std::string> yes, no;  ///< examples
    Place place;
    std::size_t pack = 0;
    std::vector<std::size_t> silencers;  ///< unless_signals, as indices
};

enum class Within : std::uint8_t { activity, section, course, programme, meeting };
inline constexpr std::array<std::string_view, 5> within_names = {"activity", "section", "course", "programme",
                                                                 "meeting"};
constexpr std::size_t values_of(Within) { return within_names.size(); }

/// A condition of a rule: all, any or not over predicates of a small closed set.
struct Condition {
    enum class Op : std::uint8_t {
        all,
        any,
        negate,
        kind,
        social,
        placement,
        platform,
        position,
        graded,
        required,
        quota,
        participation,
        hears,
        need,
        social_items,
        items,
        words,
        verdict,
        repeated,
        last_of_programme,
        fragment,
        groups,
        others_required
    };
    Op op = Op::all;
    std::vector<Condition> parts;  ///< of all, any, negate
    bool flag = true;  ///< social, platform (named), graded, required, groups, quota, last_of_programme, fragment
    Mask values = 0;   ///< kinds, placements or verdicts
    std::optional<double> at_least, at_most;  ///< counts; of need: its level; of position: share_at_least
    std::optional<double> share_at_least;     ///< of others_required
    bool last_of_section = false, last_of_course = false, after_last_assessment = false;
    std::optional<std::int64_t> posts_at_most, replies_at_most, silent_days_at_least, open_days_at_most;
    Mask says = 0, fields = ~Mask{0};
    std::vector<std::string> signals;
    std::vector<std::size_t> signal_numbers;
    Within within = Within::activity;
    Place place;
};
constexpr std::size_t values_of(Condition::Op) { return static_cast<std::size_t>(Condition::Op::others_required) + 1; }

enum class About : std::uint8_t { activity, course, programme, catalogue };
inline constexpr std::array<std::string_view, 4> about_names = {"activity", "course", "programme", "catalogue"};
constexpr std::size_t values_of(About) { return about_names.size(); }

/// An example of a rule: a small course, and whether the rule rings on it. Rules about a programme or the catalogue
/// have several courses in an example.
struct Example {
    std::vector<model::Course> courses;
    bool rings = true;
    Place place;
};

struct Rule {
    std::string id, title, status;  ///< status: experimental, stable, retired
    model::Level level = model::Level::note;
    About about = About::activity;
    std::vector<std::string> aliases;
    Condition when;
    std::string message, why, instead;
    std::vector<std::string> ask, false_positives, sources;
    std::vector<Example> examples;
    std::string definition;  ///< the file as it is
    Place place;
    std::size_t pack = 0;
};

struct VerdictRule {
    model::Verdict verdict = model::Verdict::tacked_on;
    Condition when;
    std::string because;  ///< one sentence for people
    std::vector<Example> examples;
    Place place;
};

struct Pack {
    std::string name, title, version, language, licence;
    std::vector<std::string> sources;
    std::map<std::string, std::vector<text::Phrase>> lists;
    std::map<std::string, Place> list_places;
};

/// All packs of a run, compiled. Read-only once loaded; shared by all threads.
struct RuleSet {
    std::vector<Pack> packs;
    std::vector<Signal> signals;
    std::vector<Rule> rules;                        ///< without retired ones, sorted by id
    std::vector<VerdictRule> verdicts;              ///< in order
    std::map<std::string, text::PhraseBook> books;  ///< by language
    /// What a phrase id of a book means: the signal, and whether the phrase silences it.
    struct Meaning {
        std::uint32_t signal;
        bool silences;
        std::uint32_t sign = 0;  ///< index into the signal's signs
        double weight = 0;       ///< of a sign; 0: an ordinary phrase
    };
    std::vector<Meaning> meanings;
};

/// Loads and compiles packs. `folders`: pack folders (with pack.yaml) or folders of packs. Every mistake found is
/// thrown together as a RuleErrors.
RuleSet load(std::span<const std::filesystem::path> folders);

/// The same without its sources, for those who only judge. It is kept in the user's cache (base/cache.hpp), so packs
/// that did not change are not compiled again. `fingerprint`: of these folders.
RuleSet compiled(std::span<const std::filesystem::path> folders, const std::string& fingerprint);

/// Drops what is only for those who write and try rules: phrases as written, lists and examples. Books hear without.
void forget_sources(RuleSet& rules);

/// A fingerprint of the names and contents of all files that load() reads in these folders.
std::string fingerprint(std::span<const std::filesystem::path> folders);

/// One or more mistakes in rule files; what() has one line each, `file:line:column: message`.
class RuleErrors : public base::FileError {
public:
    explicit RuleErrors(std::vector<base::FileError> errors);
    std::vector<base::FileError> errors;
};

/// Rules as the store keeps them.
std::vector<model::RuleRecord> records(const RuleSet& rules);

}  // namespace needfirst::rule
