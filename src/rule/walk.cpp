// SPDX-License-Identifier: Apache-2.0
#include "rule/walk.hpp"

#include "rule/outline.hpp"
#include "rule/quote.hpp"
#include "rule/signs.hpp"

#include <algorithm>
#include <unordered_map>

#include <spdlog/fmt/fmt.h>

namespace needfirst::rule {
namespace {

using model::Activity;
using model::Course;
using model::Field;
using model::Item;
using model::Kind;
using model::Passage;

constexpr std::size_t most_quotes_of_a_signal = 12, most_traces = 200'000, near_sentences = 2, longest_note = 360,
                      longest_opening = 2000;
constexpr Mask quoted_says = bit(Says::stated) | bit(Says::implied) | bit(Says::social) | bit(Says::tacked_on) |
                             bit(Says::proper) | bit(Says::belongs) | bit(Says::reason) | bit(Says::platform) |
                             bit(Says::furniture) | bit(Says::host) | bit(Says::blocked);

std::string says_of(Mask says) {
    std::string words;
    for (std::size_t i = 0; i < says_names.size(); ++i)
        if (says & (Mask{1} << i)) words += (words.empty() ? "" : " ") + std::string(says_names[i]);
    return words;
}

// What is taught at length: a story there is a case, not the reason for the course, unless it is told of the learners'
// own work.
bool is_taught(Field field, std::size_t length) {
    if (field == Field::welcome) return length > longest_opening;
    const bool taught = field == Field::body || field == Field::syllabus || field == Field::caption ||
                        field == Field::quiz || field == Field::feedback || field == Field::notes;
    return taught && length > longest_note;
}

std::size_t length_of(const Item& item) {
    std::size_t length = 0;
    for (const Passage& passage : item.passages) length += passage.text.size();
    return length;
}

// Kinds that are read or watched: their titles name what they are about.
bool is_read(Kind kind) {
    return kind == Kind::page || kind == Kind::video || kind == Kind::document || kind == Kind::quiz;
}

/// One walk over a course: what is heard goes into a Heard.
class Walk {
public:
    Walk(const RuleSet& rules, Listener& listener, const Course& course, std::string_view package)
        : rules_(rules), listener_(listener), course_(course), outline_(course, package), signs_(rules) {}

    Heard whole() {
        heard_.section_needs.resize(course_.sections.size());
        section_heard_.resize(course_.sections.size());
        of_platform_.resize(course_.sections.size());
        listener_.take_half_words();  // of a course that broke off
        hear_statements();
        std::vector<bool> has_items(course_.sections.size());
        for (const Item& item : course_.items)
            if (item.section >= 0) has_items[static_cast<std::size_t>(item.section)] = true;
        for (std::size_t i = 0; i < course_.sections.size(); ++i)
            if (!has_items[i]) hear_section(static_cast<int>(i));
        for (const Item& item : course_.items) {
            if (item.section >= 0) hear_section(item.section);
            hear_item(item);
        }
        heard_.half_words += listener_.take_half_words();
        weigh_signs();
        clear_furniture();
        place_activities(heard_, owners_);
        count_tasks(heard_);
        std::sort(heard_.traces.begin(), heard_.traces.end());
        heard_.traces.erase(std::unique(heard_.traces.begin(), heard_.traces.end()), heard_.traces.end());
        return std::move(heard_);
    }

private:
    void hear_statements() {
        hear(course_.title, Field::title,
             {-1, -1, true, outline_.location(course_.member, course_.title), course_.member});
        if (!course_.title.empty()) signs_.hear(listener_.signs(), 0);
        heard_.statements = course_.statements.size();
        for (std::size_t i = 0; i < course_.statements.size(); ++i) {
            const Passage& statement = course_.statements[i];
            Context context{-1, -1, true, outline_.location(statement.member, model::name(statement.field)),
                            statement.member};
            context.spoken_to = about_meeting_;
            hear(statement.text, statement.field, context);
            if (!statement.text.empty()) signs_.hear(listener_.signs(), i + 1);
        }
        heard_.half_words = statement_half_words_ = listener_.take_half_words();
    }

    // Small signs are asked last: only where nothing else said the same, and no silencer was heard in the course.
    void weigh_signs() {
        for (const SignCount::Rung& rung : signs_.rung(static_cast<double>(statement_half_words_) / 2)) {
            const Signal& signal = rules_.signals[rung.signal];
            const bool silenced = std::any_of(heard_.traces.begin(), heard_.traces.end(), [&](const Trace& trace) {
                return std::find(signal.silencers.begin(), signal.silencers.end(), trace.signal) !=
                       signal.silencers.end();
            });
            const bool said = (signal.says & bit(Says::social)) ? meets_already() : need_of(signal) <= heard_.need;
            if (!silenced && !said) ring(rung, signal);
        }
    }

    bool meets_already() const {
        for (std::size_t i = 0; i < heard_.facts.activities.size(); ++i)
            if (heard_.facts.activities[i].social && heard_.notes[i].counts) return true;
        return false;
    }

    void ring(const SignCount::Rung& rung, const Signal& signal) {
        const bool in_title = rung.source == 0;
        const Passage* statement = in_title ? nullptr : &course_.statements[rung.source - 1];
        const std::string_view text = in_title ? course_.title : statement->text;
        HeardSentence sentence;
        sentence.begin = rung.begin;
        sentence.end = rung.end;
        sentence.field = in_title ? Field::title : statement->field;
        sentence.says = signal.says;
        sentence.need = need_of(signal);
        sentence.need_signal = rung.signal;
        sentence.voices.push_back(
            {rung.signal, static_cast<std::uint32_t>(rung.begin), static_cast<std::uint32_t>(rung.end)});
        const std::string& member = in_title ? course_.member : statement->member;
        Context context{
            -1, -1, true,
            outline_.location(member, in_title ? std::string_view(course_.title) : model::name(statement->field)),
            member};
        if (signal.says & bit(Says::social)) {
            for (Trace& trace : heard_.traces) trace.near_meeting |= trace.activity < 0;  // all of it is about meeting
            context.near_meeting = true;
            meet(text, {sentence}, 0, 1, context, sentence.field);
        }
        note(text, sentence, context);
        for (const auto& sign : rung.heaviest) {
            model::Evidence evidence;
            evidence.activity = context.activity;
            evidence.signal = signal.id;
            evidence.says = fmt::format("sign {:+.2f}", sign.added);
            evidence.field = sentence.field;
            evidence.quote = sign.phrase;
            evidence.location = context.location;
            heard_.facts.evidence.push_back(std::move(evidence));
        }
    }

    // Those above it first; there may be more of them than calls may lie in each other.
    void hear_section(int number) {
        std::vector<int> unheard;
        for (int above = number; above >= 0 && !section_heard_[static_cast<std::size_t>(above)];) {
            section_heard_[static_cast<std::size_t>(above)] = true;
            unheard.push_back(above);
            const int parent = course_.sections[static_cast<std::size_t>(above)].parent;
            above = parent < above ? parent : -1;
        }
        for (auto one = unheard.rbegin(); one != unheard.rend(); ++one) hear_one_section(*one);
    }

    void hear_one_section(int number) {
        const auto at = static_cast<std::size_t>(number);
        const model::Section& section = course_.sections[at];
        const auto context = [&](std::string_view member) {
            return Context{-1, number, !outline_.hidden(number), outline_.location(member, outline_.path(number)),
                           std::string(member)};
        };
        hear(section.title, Field::section, context(course_.member));
        of_platform_[at] =
            std::exchange(names_platform_section_, false) ||
            (section.parent >= 0 && section.parent < number && of_platform_[static_cast<std::size_t>(section.parent)]);
        for (const Passage& passage : section.passages) hear(passage.text, passage.field, context(passage.member));
    }

    void hear_item(const Item& item) {
        const auto number = static_cast<std::int32_t>(heard_.facts.activities.size());
        auto [activity, notes] = outline_.activity(item);
        heard_.facts.activities.push_back(std::move(activity));
        heard_.notes.push_back(std::move(notes));
        ++heard_.items;
        Context context{number, item.section, heard_.notes.back().counts, heard_.facts.activities.back().location,
                        item.member};
        hear(item.title, Field::item_title, context);
        // "Why this course": its page is no mere content, nor is the first page - unless it is the course itself.
        Field page = opened_;
        if (number == 0 && course_.items.size() > 1 && page == Field::body) page = Field::welcome;
        if (page == Field::welcome && length_of(item) > longest_opening) page = Field::body;
        if (!item.link.empty()) hear(item.link, Field::link, context);
        for (const Passage& passage : item.passages) {
            context.spoken_to = passage.field == Field::body || passage.field == Field::caption;
            hear(passage.text, passage.field == Field::body ? page : passage.field, context);
        }
    }

    struct Context {
        std::int32_t activity, section;
        bool counts;
        std::string location, member;
        bool near_meeting = false;
        bool spoken_to = false;  // only what speaks to learners is a meeting
    };

    // A meeting is explained in the sentences about it. One that the course's title names is what all its text is
    // about.
    bool near_meeting(const std::vector<HeardSentence>& sentences, std::size_t at, std::int32_t activity) const {
        if (activity >= 0 ? heard_.facts.activities[static_cast<std::size_t>(activity)].kind != Kind::prompt &&
                                heard_.facts.activities[static_cast<std::size_t>(activity)].social
                          : title_meets_)
            return true;
        // They stand in their order: only those around it are looked at.
        const std::size_t number = sentences[at].number;
        auto other = std::partition_point(sentences.begin(), sentences.end(), [&](const HeardSentence& before) {
            return before.number + near_sentences < number;
        });
        for (; other != sentences.end() && other->number <= number + near_sentences; ++other)
            if (other->says & bit(Says::social)) return true;
        return false;
    }

    void hear(std::string_view text, Field field, const Context& context) {
        if (text.empty()) return;
        if (context.activity >= 0) remember_words(context.activity, text, field);
        const auto& sentences = listener_.hear(text, field, context.spoken_to);
        about_meeting_ |= field == Field::title && std::any_of(sentences.begin(), sentences.end(), [](const auto& one) {
                              return (one.says & bit(Says::topic)) != 0;
                          });
        opened_ = listener_.opened().value_or(Field::body);
        for (std::size_t i = 0; i < sentences.size();) {
            std::size_t end = i;
            Mask says = 0;
            while (end < sentences.size() && sentences[end].line == sentences[i].line) says |= sentences[end++].says;
            Context here = context;
            if (says & bit(Says::social)) meet(text, sentences, i, end, here, field);
            for (; i < end; ++i) {
                here.near_meeting = near_meeting(sentences, i, context.activity);
                title_meets_ |= field == Field::title && (sentences[i].says & bit(Says::social));
                note(text, sentences[i], here);
            }
        }
    }

    void remember_words(std::int32_t activity, std::string_view text, Field field) {
        std::string& words = heard_.notes[static_cast<std::size_t>(activity)].text;
        if (field == Field::item_title || words.size() > 400) return;
        words += (words.empty() ? "" : " ") + std::string(text.substr(0, 400));
    }

    // A line in which learners are asked to meet: in a place made for it, it is that activity's own text; elsewhere it
    // is a prompt, an activity of its own.
    void meet(std::string_view text, const std::vector<HeardSentence>& sentences, std::size_t from, std::size_t to,
              Context& context, Field field) {
        if (is_manual(context)) return;
        if (context.activity >= 0) {
            Activity& owner = heard_.facts.activities[static_cast<std::size_t>(context.activity)];
            if (field == Field::link ||
                (field == Field::item_title && !about_meeting_ && names_meeting(owner, text, sentences[from])))
                owner.social = true;
            if (field == Field::prompt && owner.social) asked_.push_back(context.activity);
            if (owner.social || field == Field::item_title) return;
            if (about_meeting_) return;  // what is taught about Teams is no meeting in Teams
        }
        const HeardSentence* told = nullptr;
        for (std::size_t i = from; i < to && !told; ++i)
            if (sentences[i].says & bit(Says::social)) told = &sentences[i];
        if (!told) return;
        if (owners_.size() >= most_prompts) return void(++heard_.prompts_left_out);
        const Activity* const owner =
            context.activity >= 0 ? &heard_.facts.activities[static_cast<std::size_t>(context.activity)] : nullptr;
        auto [prompt, notes] = outline_.prompt(owner, field, context.section, context.counts);
        prompt.title = notes.text = quote(text, told->begin, told->end, told->begin, told->end);
        prompt.location = context.location;
        owners_.emplace_back(static_cast<std::int32_t>(heard_.facts.activities.size()), context.activity);
        context.activity = static_cast<std::int32_t>(heard_.facts.activities.size());
        heard_.facts.activities.push_back(std::move(prompt));
        heard_.notes.push_back(std::move(notes));
    }

    // What a section about the platform itself says of meeting is its manual; only a place made for meeting is one.
    bool is_manual(const Context& context) const {
        if (context.section < 0 || !of_platform_[static_cast<std::size_t>(context.section)]) return false;
        return context.activity < 0 || !heard_.facts.activities[static_cast<std::size_t>(context.activity)].social;
    }

    // "Group project" is one; a page called "Deindividuation in chat rooms and forums" is about some.
    bool names_meeting(const Activity& owner, std::string_view title, const HeardSentence& told) const {
        if (!is_read(owner.kind) || (told.says & bit(Says::address))) return true;
        std::size_t longest = 0;
        for (const auto& voice : told.voices)
            if (rules_.signals[voice.signal].says & bit(Says::social))
                longest = std::max<std::size_t>(longest, voice.end - voice.begin);
        return longest * 2 >= title.size();
    }

    void note(std::string_view text, const HeardSentence& sentence, const Context& context) {
        const Mask set_apart = sentence.says & bit(Says::tacked_on) ? bit(Says::proper) : 0;
        for (const auto& voice : sentence.voices) {
            const Signal& signal = rules_.signals[voice.signal];
            const bool part_of_need =
                (signal.says & (bit(Says::stated) | bit(Says::implied) | bit(Says::witness))) != 0;
            if (sentence.taken_back && part_of_need) continue;
            if (context.counts && heard_.traces.size() < most_traces)
                heard_.traces.push_back({context.activity, voice.signal, context.section, bit(sentence.field),
                                         signal.says & ~set_apart, context.near_meeting});
            if (sentence.field == Field::section && signal.fields == bit(Field::section) &&
                (signal.says & bit(Says::furniture)))
                names_platform_section_ = true;
            if (context.activity >= 0)
                mark_activity(text, signal, voice, context.activity, sentence.field == Field::item_title);
            const Mask told = signal.says & quoted_says & ~(bit(Says::stated) | bit(Says::implied));
            if (told) add_evidence(text, sentence, voice.signal, voice.begin, voice.end, says_of(told), context);
        }
        if (sentence.taken_back || sentence.need != model::Need::none) note_need(text, sentence, context);
    }

    void mark_activity(std::string_view text, const Signal& signal, const HeardSentence::Voice& voice,
                       std::int32_t number, bool in_title) {
        Activity& activity = heard_.facts.activities[static_cast<std::size_t>(number)];
        // Signals of meeting on a platform are heard in whole phrases; only one that does nothing but name it has the
        // name.
        if ((signal.says & bit(Says::platform)) && !(signal.says & bit(Says::social)) && activity.platform.empty())
            activity.platform = name_in(text.substr(voice.begin, voice.end - voice.begin));
        if (signal.says & bit(Says::furniture)) furniture_.emplace_back(number, in_title);
    }

    void note_need(std::string_view text, const HeardSentence& sentence, const Context& context) {
        const auto voice = std::find_if(sentence.voices.begin(), sentence.voices.end(),
                                        [&](const auto& v) { return v.signal == sentence.need_signal; });
        const std::size_t from = voice == sentence.voices.end() ? sentence.begin : voice->begin;
        const std::size_t to = voice == sentence.voices.end() ? sentence.end : voice->end;
        const std::string says = sentence.taken_back ? "taken-back" : std::string(model::name(sentence.need));
        const bool names_topic = sentence.field == Field::item_title && context.activity >= 0 &&
                                 is_read(heard_.facts.activities[static_cast<std::size_t>(context.activity)].kind);
        const bool aside = (sentence.field == Field::title && sentence.need == model::Need::stated) || names_topic ||
                           (is_taught(sentence.field, text.size()) && !(sentence.says & bit(Says::context)));
        add_evidence(text, sentence, sentence.need_signal, from, to, aside ? "in-content" : says, context);
        if (aside || sentence.taken_back || !context.counts) return;
        heard_.need = std::max(heard_.need, sentence.need);
        if (context.activity >= 0) {
            auto& own = heard_.notes[static_cast<std::size_t>(context.activity)].need;
            own = std::max(own, sentence.need);
        }
        if (context.section >= 0) {
            auto& own = heard_.section_needs[static_cast<std::size_t>(context.section)];
            own = std::max(own, sentence.need);
        }
    }

    void add_evidence(std::string_view text, const HeardSentence& sentence, std::uint32_t signal, std::size_t from,
                      std::size_t to, const std::string& says, const Context& context) {
        if (++quotes_[signal * 2 + (context.counts ? 0 : 1)] > most_quotes_of_a_signal) return;
        model::Evidence evidence;
        evidence.activity = context.activity;
        evidence.signal = rules_.signals[signal].id;
        evidence.says = says;
        evidence.field = sentence.field;
        evidence.quote = quote(text, sentence.begin, sentence.end, from, to);
        evidence.location = context.location;
        heard_.facts.evidence.push_back(std::move(evidence));
    }

    // Default furniture of a platform is no activity of the course.
    void clear_furniture() {
        auto& activities = heard_.facts.activities;
        for (const auto& [number, by_title] : furniture_) {
            // "General discussion" is furniture until its own text asks learners to meet there.
            if (by_title && std::find(asked_.begin(), asked_.end(), number) != asked_.end()) continue;
            if (activities[static_cast<std::size_t>(number)].kind != Kind::prompt)
                activities[static_cast<std::size_t>(number)].social = false;
        }
    }

    const RuleSet& rules_;
    Listener& listener_;
    const Course& course_;
    const Outline outline_;
    SignCount signs_;
    std::uint64_t statement_half_words_ = 0;
    Heard heard_;
    std::vector<bool> section_heard_;
    Field opened_ = Field::body;           // by a heading in the text heard last
    std::vector<bool> of_platform_;        // sections whose title, or that of one above, names the platform's manual
    bool names_platform_section_ = false;  // the title heard last does
    bool title_meets_ = false;
    bool about_meeting_ = false;                                 // the title says that what sounds social is the topic
    std::vector<std::pair<std::int32_t, bool>> furniture_;       // activity; whether its title says so
    std::vector<std::int32_t> asked_;                            // activities whose own text asks learners to meet
    std::vector<std::pair<std::int32_t, std::int32_t>> owners_;  // prompt, the item it stands in
    std::unordered_map<std::uint32_t, std::size_t> quotes_;
};

}  // namespace

Heard listen_to(const RuleSet& rules, Listener& listener, const model::Course& course, std::string_view package) {
    return Walk(rules, listener, course, package).whole();
}

}  // namespace needfirst::rule
