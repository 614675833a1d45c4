// SPDX-License-Identifier: Apache-2.0
#include "text/phrase.hpp"

#include "text/tokens.hpp"

#include <charconv>

namespace needfirst::text {
namespace {

constexpr std::uint16_t whole_sentence = 0xFFFF;
constexpr int deepest = 16;

class Parser {
public:
    explicit Parser(std::string_view source) : source_(source) {}

    Phrase whole() {
        Phrase phrase = alternatives(0);
        if (at_ < source_.size())
            throw PhraseError(at_, std::string("'") + source_[at_] + "' closes nothing that was opened");
        if (bears_no_word(phrase)) throw PhraseError(0, "a phrase needs at least one word that must be there");
        return phrase;
    }

private:
    // a | b | c, up to a closing bracket or the end
    Phrase alternatives(int depth) {
        if (depth > deepest) throw PhraseError(at_, "brackets nested too deep");
        Phrase either{Phrase::Kind::either, {}, 0, {}, at_};
        either.parts.push_back(sequence(depth));
        while (at_ < source_.size() && source_[at_] == '|') {
            ++at_;
            either.parts.push_back(sequence(depth));
        }
        for (const Phrase& part : either.parts)
            if (part.parts.empty()) throw PhraseError(part.at, "words expected here");
        if (either.parts.size() > 1) return either;
        Phrase only = std::move(either.parts.front());
        return only;
    }

    Phrase sequence(int depth) {
        Phrase found{Phrase::Kind::sequence, {}, 0, {}, at_};
        for (;;) {
            while (at_ < source_.size() && source_[at_] == ' ') ++at_;
            if (at_ >= source_.size() || source_[at_] == '|' || source_[at_] == ')' || source_[at_] == ']')
                return found;
            element(found.parts, depth);
        }
    }

    void element(std::vector<Phrase>& into, int depth) {
        const std::size_t at = at_;
        switch (source_[at_]) {
            case '(': into.push_back(bracketed(')', depth)); return;
            case '[':
                into.push_back({Phrase::Kind::optional, {}, 0, {}, at});
                into.back().parts.push_back(bracketed(']', depth));
                return;
            case '{': into.push_back(list_name()); return;
            case '^': into.push_back(sign(Phrase::Kind::start)); return;
            case '$': into.push_back(sign(Phrase::Kind::end)); return;
            case '#': into.push_back(quantity()); return;
            case '.': into.push_back(gap()); return;
            case '}': throw PhraseError(at_, "'}' closes nothing that was opened");
            default: words(into);
        }
    }

    Phrase sign(Phrase::Kind kind) { return {kind, {}, 0, {}, at_++}; }

    Phrase bracketed(char closing, int depth) {
        const std::size_t opened = at_++;
        Phrase inner = alternatives(depth + 1);
        if (at_ >= source_.size() || source_[at_] != closing)
            throw PhraseError(opened, std::string("this bracket is never closed; '") + closing + "' expected");
        ++at_;
        return inner;
    }

    Phrase list_name() {
        const std::size_t opened = at_, close = source_.find('}', at_);
        if (close == std::string_view::npos) throw PhraseError(opened, "this bracket is never closed; '}' expected");
        Phrase list{Phrase::Kind::list, std::string(source_.substr(opened + 1, close - opened - 1)), 0, {}, opened};
        if (list.text.empty()) throw PhraseError(opened, "the name of a list expected");
        at_ = close + 1;
        return list;
    }

    bool takes(std::string_view word) {
        if (source_.substr(at_).substr(0, word.size()) != word) return false;
        at_ += word.size();
        return true;
    }

    Phrase quantity() {
        const std::size_t at = at_;
        if (takes("#money")) return {Phrase::Kind::money, {}, 0, {}, at};
        if (takes("#tag")) return {Phrase::Kind::hashtag, {}, 0, {}, at};
        if (takes("#%")) return {Phrase::Kind::percent, {}, 0, {}, at};
        takes("#");
        return {Phrase::Kind::number, {}, 0, {}, at};
    }

    Phrase gap() {
        Phrase gap{Phrase::Kind::gap, {}, 3, {}, at_};
        if (takes("...")) {
            gap.reach = whole_sentence;
            return gap;
        }
        if (!takes("..")) throw PhraseError(at_, "'..' (up to 3 words) or '...' (to the end of the sentence) expected");
        const char* first = source_.data() + at_;
        const auto [end, problem] = std::from_chars(first, source_.data() + source_.size(), gap.reach);
        if (problem == std::errc{}) {
            at_ += static_cast<std::size_t>(end - first);
            if (gap.reach == 0 || gap.reach > 30) throw PhraseError(gap.at, "a gap is 1 to 30 words wide, or '...'");
        }
        return gap;
    }

    void words(std::vector<Phrase>& into) {
        const bool exact = source_[at_] == '=';
        if (exact) ++at_;
        std::size_t end = source_.find_first_of(" ()[]{}|", at_);
        if (end == std::string_view::npos) end = source_.size();
        const std::string_view run = source_.substr(0, end);
        Token token;
        std::size_t from = at_;
        while (next_token(run, from, token)) {
            refuse_signs(run.substr(from, token.begin - from), from);
            into.push_back({exact ? Phrase::Kind::exact : Phrase::Kind::word,
                            std::string(run.substr(token.begin, token.end - token.begin)),
                            0,
                            {},
                            token.begin});
            from = token.end;
        }
        refuse_signs(run.substr(from), from);
        if (into.empty() || into.back().at < at_) throw PhraseError(at_, "a word expected");
        at_ = end;
    }

    // Hyphens and the like part words, as they do in a text; other signs would never match.
    static void refuse_signs(std::string_view between, std::size_t at) {
        const std::size_t sign = between.find_first_not_of("-/&+'");
        if (sign != std::string_view::npos && static_cast<unsigned char>(between[sign]) < 0x80)
            throw PhraseError(at + sign,
                              std::string("'") + between[sign] + "' matches nothing: phrases hold words, leave it out");
    }

    static bool bears_no_word(const Phrase& phrase) {
        switch (phrase.kind) {
            case Phrase::Kind::gap:
            case Phrase::Kind::optional:
            case Phrase::Kind::start:
            case Phrase::Kind::end: return true;
            case Phrase::Kind::sequence:
                for (const Phrase& part : phrase.parts)
                    if (!bears_no_word(part)) return false;
                return true;
            case Phrase::Kind::either:
                for (const Phrase& part : phrase.parts)
                    if (bears_no_word(part)) return true;
                return false;
            default: return false;
        }
    }

    std::string_view source_;
    std::size_t at_ = 0;
};

}  // namespace

Phrase parse_phrase(std::string_view source) { return Parser(source).whole(); }

}  // namespace needfirst::text
