// SPDX-License-Identifier: Apache-2.0
#include "text/phrase_book.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include <gtest/gtest.h>

namespace needfirst::text {
namespace {

// Which of the phrases are heard in a text, as their numbers, in order, each once a sentence.
std::vector<std::uint32_t> heard(const std::vector<std::string>& phrases, std::string_view text,
                                 std::string_view language = "en") {
    PhraseBook book(language);
    const std::map<std::string, std::vector<Phrase>> named = {
        {"problem", {parse_phrase("complaint"), parse_phrase("late delivery"), parse_phrase("{loss}")}},
        {"loss", {parse_phrase("waste"), parse_phrase("write off")}}};
    const PhraseBook::Lists lists = [&](std::string_view name) -> const std::vector<Phrase>* {
        const auto found = named.find(std::string(name));
        return found == named.end() ? nullptr : &found->second;
    };
    for (std::uint32_t i = 0; i < phrases.size(); ++i) book.add(parse_phrase(phrases[i]), i, lists);
    book.build();
    Ear ear(book);
    std::vector<std::uint32_t> found;
    ear.listen(text, [&](const Sentence& sentence) {
        std::set<std::pair<std::uint32_t, std::uint32_t>> once;  // "one in five errors" are five errors too: same end
        for (const Hit& hit : sentence.hits)
            if (once.emplace(hit.phrase, hit.end).second) found.push_back(hit.phrase);
    });
    return found;
}

using Ids = std::vector<std::uint32_t>;

TEST(text_PhraseBook, matches_any_inflection_in_any_case) {
    EXPECT_EQ(heard({"reduce complaints"}, "We are REDUCING complaints."), Ids{0});
    EXPECT_EQ(heard({"reduce complaints"}, "We reduce many complaints."), Ids{});
    EXPECT_EQ(heard({"reduce complaints"}, "We reduce. Complaints stay."), Ids{});
}

TEST(text_PhraseBook, finds_regular_expressions_by_their_clues) {
    const auto heard_in = [](const std::vector<std::string>& patterns, std::string_view text) {
        PhraseBook book("en");
        for (std::uint32_t i = 0; i < patterns.size(); ++i) book.add_regex(patterns[i], i);
        book.build();
        Ear ear(book);
        std::vector<std::pair<std::uint32_t, std::string>> found;
        ear.listen(text, [&](const Sentence& sentence) {
            for (const Hit& hit : sentence.hits)
                found.emplace_back(hit.phrase, text.substr(hit.begin, hit.end - hit.begin));
        });
        return found;
    };
    using Found = std::vector<std::pair<std::uint32_t, std::string>>;
    const std::vector<std::string> patterns = {
        R"(\?["”)]*\s*$)", R"(\b(in|of) 1[0-9]\d\d\b)", R"(^(the )?(aims?|goal) is)", R"(wa\.me/)", R"(\d+ Übungen)",
        R"(\?["”)]*\s*$)"};
    EXPECT_EQ(heard_in(patterns, "Why so late?"), (Found{{0, "?"}, {5, "?"}}));
    EXPECT_EQ(heard_in(patterns, "The AIM is this. It was built in 1999."), (Found{{2, "The AIM is"}, {1, "in 1999"}}));
    EXPECT_EQ(heard_in(patterns, "See https://WA.me/123 and 12 übungen"), (Found{{3, "WA.me/"}, {4, "12 übungen"}}));
    EXPECT_EQ(heard_in(patterns, "Nothing of the kind."), Found{});
    EXPECT_THROW(heard_in({"("}, ""), PhraseError);
}

TEST(text_PhraseBook, tells_an_exact_form_from_its_kin) {
    EXPECT_EQ(heard({"=Teams"}, "Meet us on Teams."), Ids{0});
    EXPECT_EQ(heard({"=Teams"}, "Our teams meet."), Ids{});
}

TEST(text_PhraseBook, takes_alternatives_options_and_lists) {
    const std::vector<std::string> phrases = {"(reduce | cut | bring down) [the] {problem}"};
    for (const char* text :
         {"Cut complaints!", "Bring down the late deliveries", "reduce write-offs", "cutting the waste"})
        EXPECT_EQ(heard(phrases, text), Ids{0}) << text;
    EXPECT_EQ(heard(phrases, "Bring the late deliveries"), Ids{});
}

TEST(text_PhraseBook, bridges_gaps_no_wider_than_said) {
    EXPECT_EQ(heard({"share .. forum"}, "Share it in our forum."), Ids{0});
    EXPECT_EQ(heard({"share .. forum"}, "Share it in our big forum."), Ids{});
    EXPECT_EQ(heard({"share ..5 forum"}, "Share it in our big forum."), Ids{0});
    EXPECT_EQ(heard({"share ... forum"}, "Share one two three four five six seven eight nine ten forum"), Ids{0});
    EXPECT_EQ(heard({"share ... forum"}, "Share it.\nA forum"), Ids{});
}

TEST(text_PhraseBook, hears_no_neighbours_across_a_comma_a_bracket_or_a_dash) {
    EXPECT_EQ(heard({"action learning"}, "Move from awareness to action, learning how to stop it."), Ids{});
    EXPECT_EQ(heard({"action learning"}, "An idea (action) learning follows."), Ids{});
    EXPECT_EQ(heard({"action learning"}, "From idea to action \u2014 learning by doing."), Ids{});
    EXPECT_EQ(heard({"action learning"}, "From idea to action -- learning by doing."), Ids{});
    EXPECT_EQ(heard({"action learning"}, "Action-learning, \"action\" learning and action/learning"), Ids({0, 0, 0}));
    EXPECT_EQ(heard({"share ..3 ideas"}, "Share views, hopes and ideas."), Ids{0});
    EXPECT_EQ(heard({"^ share"}, "(Share it.)"), Ids{0});
}

TEST(text_PhraseBook, hears_quantities) {
    for (const char* text : {"12 errors", "twelve errors", "one in five errors", "a third errors", "3.5 errors"})
        EXPECT_EQ(heard({"# error"}, text), Ids{0}) << text;
    for (const char* text : {"30% of calls", "30 % of calls", "thirty per cent of calls"})
        EXPECT_EQ(heard({"#% of calls"}, text), Ids{0}) << text;
    for (const char* text : {"costs $3,000", "costs 40 euros", "costs EUR 5", "costs \u00a3 5"})
        EXPECT_EQ(heard({"cost #money"}, text), Ids{0}) << text;
}

TEST(text_PhraseBook, knows_where_a_sentence_starts_and_ends) {
    EXPECT_EQ(heard({"^ share"}, "Please wait. Share now."), Ids{0});
    EXPECT_EQ(heard({"^ share"}, "Please share now."), Ids{});
    EXPECT_EQ(heard({"below $"}, "Post it below. Then go."), Ids{0});
    EXPECT_EQ(heard({"below $"}, "Below this, go."), Ids{});
    EXPECT_EQ(heard({"share ..4 (forum | $)"}, "What you share."), Ids{0});
    EXPECT_EQ(heard({"share ..4 (forum | $)"}, "Share it then."), Ids{}) << "no word but the last ends a sentence";
}

TEST(text_PhraseBook, matches_a_regular_expression_against_the_sentence_alone) {
    PhraseBook book("en");
    book.add_regex("^aim:", 0);
    book.add_regex("\\?\\s*$", 1);
    book.build();
    Ear ear(book);
    Ids found;
    ear.listen("Who? Me.\nAim: less waste. Why?\nNo aim: none.", [&](const Sentence& sentence) {
        for (const Hit& hit : sentence.hits) found.push_back(hit.phrase);
    });
    EXPECT_EQ(found, (Ids{1, 0, 1}));
}

TEST(text_PhraseBook, hears_phrases_that_overlap_and_begin_again) {
    EXPECT_EQ(heard({"very very good"}, "very very very good"), Ids{0});
    EXPECT_EQ(heard({"very good", "good work"}, "very good work"), (Ids{0, 1}));
    EXPECT_EQ(heard({"a [b] c"}, "a c, a b c"), (Ids{0, 0}));
}

// What a phrase means, without any haste: the places it leads to from places behind a word and behind a gap.
struct Slow {
    using Where = std::pair<std::set<std::size_t>, std::set<std::size_t>>;
    const std::vector<std::string>& words;
    const std::map<std::string, std::vector<Phrase>>& named;

    Where any(const std::vector<Phrase>& parts, const Where& from) const {
        Where all;
        for (const Phrase& part : parts) {
            const Where to = pass(part, from);
            all.first.insert(to.first.begin(), to.first.end());
            all.second.insert(to.second.begin(), to.second.end());
        }
        return all;
    }
    Where pass(const Phrase& phrase, const Where& from) const {
        auto places = from.first;
        places.insert(from.second.begin(), from.second.end());
        Where to;
        switch (phrase.kind) {
            case Phrase::Kind::gap:
                for (const std::size_t place : places)
                    for (std::size_t i = place; i <= std::min(words.size(), place + phrase.reach); ++i)
                        to.second.insert(i);
                to.first = from.first;
                return to;
            case Phrase::Kind::sequence:
                to = from;
                for (const Phrase& part : phrase.parts) to = pass(part, to);
                return to;
            case Phrase::Kind::optional:
                to = any(phrase.parts, from);
                to.first.insert(from.first.begin(), from.first.end());
                to.second.insert(from.second.begin(), from.second.end());
                return to;
            case Phrase::Kind::either: return any(phrase.parts, from);
            case Phrase::Kind::list: return any(named.at(phrase.text), from);
            case Phrase::Kind::start:
                if (places.count(0)) to.second.insert(0);
                return to;
            default:
                for (const std::size_t place : places)
                    if (place < words.size() && words[place] == phrase.text) to.first.insert(place + 1);
                return to;
        }
    }
    std::set<std::size_t> ends(const Phrase& phrase) const {
        Where from;
        for (std::size_t i = 0; i <= words.size(); ++i) from.second.insert(i);
        return pass(phrase, from).first;
    }
};

// Only what has a phrase's rarer words near each other is looked at closely; that must never lose a match.
TEST(text_PhraseBook, hears_what_a_slow_reader_hears) {
    const std::vector<std::string> vocabulary = {"the",  "of",    "team", "forum", "waste",
                                                 "late", "order", "ward", "shift"};
    const std::map<std::string, std::vector<Phrase>> named = {
        {"loss", {parse_phrase("waste"), parse_phrase("late order"), parse_phrase("order of [the] ward")}},
        {"trouble",
         {parse_phrase("{loss}"), parse_phrase("the (team | ward of) late"), parse_phrase("shift ..2 waste")}}};
    std::mt19937 random(7);
    const auto below = [&](std::size_t limit) { return random() % limit; };
    const auto word = [&] { return vocabulary[below(vocabulary.size())]; };
    const std::function<std::string(int)> piece = [&](int depth) -> std::string {
        switch (depth > 2 ? 0 : below(8)) {
            case 1: return "(" + piece(depth + 1) + " | " + piece(depth + 1) + " " + piece(depth + 1) + ")";
            case 2: return "(" + word() + " | " + piece(depth + 1) + " | {loss})";
            case 3: return word() + " ..3 " + piece(depth + 1);
            case 4: return "[" + piece(depth + 1) + "] " + word();
            case 5: return "{loss}";
            case 6: return "{trouble}";
            default: return word();
        }
    };
    PhraseBook book("en");
    std::vector<Phrase> phrases;
    for (std::uint32_t i = 0; i < 400; ++i) {
        std::string source = below(6) == 0 ? (below(2) == 0 ? "^ " : "^ ..2 ") : "";
        for (std::size_t parts = 1 + below(3); parts > 0; --parts) source += piece(0) + (parts > 1 ? " " : "");
        phrases.push_back(parse_phrase(source));
        book.add(phrases.back(), i, [&](std::string_view name) { return &named.at(std::string(name)); });
    }
    book.build();
    Ear ear(book);
    for (int turn = 0; turn < 300; ++turn) {
        std::vector<std::string> words(1 + below(turn % 10 == 0 ? 90 : 12));
        std::string text;
        for (std::string& one : words) text += (one = word()) + " ";
        std::set<std::pair<std::uint32_t, std::size_t>> fast, slow;
        ear.listen(text, [&](const Sentence& sentence) {
            for (const Hit& hit : sentence.hits)
                fast.emplace(hit.phrase, 1 + std::count(text.begin(), text.begin() + hit.end, ' '));
        });
        for (std::uint32_t i = 0; i < phrases.size(); ++i)
            for (const std::size_t end : Slow{words, named}.ends(phrases[i])) slow.emplace(i, end);
        ASSERT_EQ(fast, slow) << text;
    }
}

TEST(text_PhraseBook, says_where_it_heard_the_words) {
    PhraseBook book("en");
    book.add(parse_phrase("your thoughts"), 7, [](std::string_view) { return nullptr; });
    book.build();
    Ear ear(book);
    const std::string text = "Hello. Share your thoughts now.";
    std::string words;
    ear.listen(text, [&](const Sentence& sentence) {
        for (const Hit& hit : sentence.hits) words = text.substr(hit.begin, hit.end - hit.begin);
    });
    EXPECT_EQ(words, "your thoughts");
    EXPECT_EQ(ear.take_half_words(), 10u);
}

std::vector<std::vector<std::uint32_t>> heard_in_groups(Ear& ear, std::string_view text) {
    std::vector<std::vector<std::uint32_t>> found;
    ear.listen(text, [&](const Sentence& sentence) {
        auto& ids = found.emplace_back();
        for (const Hit& hit : sentence.hits) ids.push_back(hit.phrase);
    });
    return found;
}

TEST(text_PhraseBook, hears_what_says_unless_beside_its_group_only) {
    PhraseBook book("en");
    const auto none = [](std::string_view) { return nullptr; };
    book.add(parse_phrase("share"), 0, none, {0, false});
    book.add(parse_phrase("prices"), 1, none, {0, true});
    book.add(parse_phrase("meet"), 2, none, {1, false});
    book.add_regex("rose|fell", 3, {1, true});
    book.build();
    Ear ear(book);
    using Heard = std::vector<std::vector<std::uint32_t>>;
    EXPECT_EQ(heard_in_groups(ear, "Share prices fell. Prices fell. They meet. They fell when they meet."),
              (Heard{{0, 1}, {2}, {2, 3}}));
    const std::vector<std::uint8_t> second = {0, 1};
    ear.attend(second);
    EXPECT_EQ(heard_in_groups(ear, "Share prices fell. They meet."), (Heard{{2}}));
}

TEST(text_PhraseBook, hears_a_sentence_again_as_it_did_before) {
    PhraseBook book("en");
    const auto none = [](std::string_view) { return nullptr; };
    book.add(parse_phrase("your thoughts"), 0, none, {0, false});
    book.add(parse_phrase("forum"), 1, none, {1, false});
    book.build();
    Ear ear(book);
    const std::vector<std::uint8_t> first = {1, 0}, second = {0, 1};
    for (int round = 0; round < 2; ++round) {
        std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> found;
        ear.attend(first);
        ear.listen("Hello. Share your thoughts in the forum.", [&](const Sentence& sentence) {
            for (const Hit& hit : sentence.hits) found.emplace_back(hit.phrase, hit.begin, hit.end);
            ear.attend(second);
            for (const Hit& hit : ear.again()) found.emplace_back(hit.phrase, hit.begin, hit.end);
        });
        EXPECT_EQ(found,
                  (std::vector<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>>{{0, 13, 26}, {1, 34, 39}}));
        EXPECT_EQ(ear.take_half_words(), 14u);
    }
}

TEST(text_PhraseBook, hears_long_sentences_and_ends_endless_ones) {
    for (const std::size_t words : {62u, 63u, 64u, 65u, 127u, 128u, 254u, 255u, 256u, 1000u, 1022u}) {
        std::string text = "share";
        for (std::size_t i = 2; i < words; ++i) text += " word";
        EXPECT_EQ(heard({"share ... forum", "^ share", "word forum $", "word ..30 forum"}, text + " forum"),
                  (words > 2 ? Ids{1, 0, 2, 3} : Ids{1, 0}))
            << words;
    }
    std::string endless;
    for (int i = 0; i < 5000; ++i) endless += "share the forum and ";
    EXPECT_GE(heard({"share the forum"}, endless).size(), 4980u) << "one of 1,023 words may be parted";
}

TEST(text_PhraseBook, lays_a_list_once_and_says_what_is_wrong_with_it) {
    PhraseBook book("en");
    const std::map<std::string, std::vector<Phrase>> named = {
        {"late", {parse_phrase("at the end $")}},
        {"early", {parse_phrase("^ first of all")}},
        {"loop", {parse_phrase("a b"), parse_phrase("{loop} c")}}};
    const PhraseBook::Lists lists = [&](std::string_view name) -> const std::vector<Phrase>* {
        const auto found = named.find(std::string(name));
        return found == named.end() ? nullptr : &found->second;
    };
    const auto refused = [&](const char* phrase) {
        try {
            book.add(parse_phrase(phrase), 0, lists);
        } catch (const PhraseError& e) {
            return std::string(e.what());
        }
        return std::string();
    };
    EXPECT_EQ(refused("share {late}"), "");
    EXPECT_EQ(refused("{early} share"), "");
    EXPECT_EQ(refused("{late} share"), "'$' stands at the end of a phrase only");
    EXPECT_EQ(refused("share {early}"), "'^' stands at the start of a phrase only");
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(refused("share {loop}"), "lists nested too deep (a list inside itself?)") << "each time it is named";
}

TEST(text_PhraseBook, listens_in_other_languages) {
    EXPECT_EQ(heard({"Beschwerde über die Mängel"}, "BESCHWERDEN über die Mängel.", "de"), Ids{0});
    EXPECT_EQ(heard({"comparte tus ideas"}, "Comparte tus ideas en el foro", "es"), Ids{0});
}

TEST(text_PhraseBook, hears_quantities_in_other_languages) {
    for (const char* text :
         {"Siebzehn Fehler", "jede sechste Fehlermeldung", "Zwei von unseren 40 Fehlern", "zweihundert Fehler"})
        EXPECT_FALSE(heard({"#"}, text, "de").empty()) << text;
    EXPECT_EQ(heard({"#%", "#money"}, "Fünf Promille", "de"), Ids{0});
    EXPECT_EQ(heard({"#%", "#money"}, "drei Millionen Euro", "de"), Ids{1});
    for (const char* text :
         {"diecisiete errores", "dos de cada tres errores", "tres cuartas partes", "doscientos mil errores"})
        EXPECT_FALSE(heard({"#"}, text, "es").empty()) << text;
    EXPECT_EQ(heard({"#%", "#money"}, "veinte por cien", "es"), Ids{0});
    EXPECT_EQ(heard({"#%", "#money"}, "tres millones de pesos", "es"), Ids{1});
}

TEST(text_PhraseBook, refuses_what_can_never_match) {
    for (const char* bad : {"", "[maybe]", "(a | ", "a) b", "{} a", "a.b", "share, please", "..", "a ..99 b"})
        EXPECT_THROW(parse_phrase(bad), PhraseError) << bad;
    EXPECT_THROW(heard({"cut {nowhere}"}, "x"), PhraseError);
    EXPECT_THROW(heard({"a ^ b"}, "x"), PhraseError);
    EXPECT_THROW(heard({"a $ b"}, "x"), PhraseError);
}

}  // namespace
}  // namespace needfirst::text
