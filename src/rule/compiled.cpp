// SPDX-License-Identifier: Apache-2.0
#include "base/build_id.hpp"
#include "base/bytes.hpp"
#include "base/cache.hpp"
#include "base/fingerprint.hpp"
#include "rule/pack.hpp"

// What audits need of a RuleSet, kept between runs: all but what forget_sources() drops. A new field belongs into its
// list; then correct the number below.
namespace needfirst::base {
template <class Ar, Is<Place> T>
void fields(Ar& ar, T& v) {
    ar(v.file, v.line, v.column);
}
}  // namespace needfirst::base

namespace needfirst::rule {
namespace {
using base::fields_of, base::Is;
static_assert(fields_of<base::Place>() == 3 && fields_of<Pack>() == 8 && fields_of<Entry>() == 4 &&
              fields_of<Signal::Sign>() == 2 && fields_of<Signal>() == 20 && fields_of<Condition>() == 20 &&
              fields_of<Rule>() == 17 && fields_of<VerdictRule>() == 5 && fields_of<RuleSet::Meaning>() == 4 &&
              fields_of<RuleSet>() == 6);
}  // namespace

template <class Ar, Is<Pack> T>
void fields(Ar& ar, T& v) {
    ar(v.name, v.title, v.version, v.language, v.licence, v.sources);
}
template <class Ar, Is<Signal::Sign> T>
void fields(Ar& ar, T& v) {
    ar(v.entry.source, v.entry.regex, v.entry.place, v.weight);
}
template <class Ar, Is<Signal> T>
void fields(Ar& ar, T& v) {
    ar(v.id, v.describes, v.language, v.says, v.fields, v.part, v.opens, v.signs, v.start, v.reaches, v.unless_signals,
       v.place, v.pack, v.silencers);
}
template <class Ar, Is<Condition> T>
void fields(Ar& ar, T& v) {
    ar(v.op, v.parts, v.flag, v.values, v.at_least, v.at_most, v.share_at_least, v.last_of_section, v.last_of_course,
       v.after_last_assessment, v.posts_at_most, v.replies_at_most, v.silent_days_at_least, v.open_days_at_most, v.says,
       v.fields, v.signals, v.signal_numbers, v.within, v.place);
}
template <class Ar, Is<Rule> T>
void fields(Ar& ar, T& v) {
    ar(v.id, v.title, v.status, v.level, v.about, v.aliases, v.when, v.message, v.why, v.instead, v.ask,
       v.false_positives, v.sources, v.definition, v.place, v.pack);
}
template <class Ar, Is<VerdictRule> T>
void fields(Ar& ar, T& v) {
    ar(v.verdict, v.when, v.because, v.place);
}
template <class Ar, Is<RuleSet::Meaning> T>
void fields(Ar& ar, T& v) {
    ar(v.signal, v.silences, v.sign, v.weight);
}
template <class Ar, Is<RuleSet> T>
void fields(Ar& ar, T& v) {
    ar(v.packs, v.signals, v.rules, v.verdicts, v.books, v.meanings);
}

RuleSet compiled(std::span<const std::filesystem::path> folders, const std::string& of) {
    const std::string name = "rules-" + base::fingerprint(of + base::build_id());
    if (const auto kept = base::recall(name)) {
        RuleSet rules;
        base::Load load(*kept);
        load(rules);
        if (load.whole()) return rules;
    }
    RuleSet rules = rule::load(folders);
    forget_sources(rules);
    if (fingerprint(folders) != of) return rules;  // edited meanwhile
    std::string content;
    base::Save{content}(rules);
    base::keep(name, content);
    return rules;
}

}  // namespace needfirst::rule
