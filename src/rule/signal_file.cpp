// SPDX-License-Identifier: Apache-2.0
#include "rule/loading.hpp"

namespace needfirst::rule {
namespace {

text::Phrase parse_at(const YamlFile& file, const base::YamlNode& scalar) {
    const std::string source = file.text(scalar);
    try {
        return text::parse_phrase(source);
    } catch (const text::PhraseError& e) {
        const bool quoted = scalar.is_quoted();  // its place is that of the quotation mark
        file.fail(scalar, "phrase '" + source + "': " + e.what(), static_cast<int>(e.at) + (quoted ? 1 : 0));
    }
}

std::vector<Entry> read_phrases(const YamlFile& file, const base::YamlNode& node) {
    std::vector<Entry> found;
    if (!node) return found;
    if (!node.is_sequence()) file.fail(node, "a list of phrases expected");
    for (const auto& each : node) {
        Entry entry;
        entry.place = file.place(each);
        if (each.is_map()) {
            constexpr std::array<std::string_view, 1> keys = {"regex"};
            file.only_keys(each, keys);
            entry.regex = true;
            entry.source = file.text(file.need(each, "regex"));
        } else {
            entry.source = file.text(each);
            entry.phrase = parse_at(file, each);
        }
        found.push_back(std::move(entry));
    }
    return found;
}

void read_signs(const YamlFile& file, const base::YamlNode& node, Signal& signal) {
    constexpr std::array<std::string_view, 3> keys = {"start", "reaches", "weights"};
    file.only_keys(node, keys);
    signal.start = file.number(file.need(node, "start"));
    signal.reaches = file.number(file.need(node, "reaches"));
    const base::YamlNode weights = file.need(node, "weights");
    if (!weights.is_map() || weights.size() == 0) file.fail(weights, "signs expected, each as \"phrase: weight\"");
    for (const auto& pair : weights) {
        Signal::Sign sign;
        sign.entry.place = file.place(pair.first);
        sign.entry.source = file.text(pair.first);
        sign.entry.phrase = parse_at(file, pair.first);
        sign.weight = file.number(pair.second);
        if (sign.weight == 0) file.fail(pair.second, "a sign of weight 0 says nothing");
        signal.signs.push_back(std::move(sign));
    }
}

}  // namespace

void read_lists(const YamlFile& file, const base::YamlNode& node,
                std::map<std::string, std::vector<text::Phrase>>& lists) {
    if (!node.is_map()) file.fail(node, "lists expected, each as \"name: [word, word, ...]\"");
    for (const auto& pair : node) {
        const std::string name = file.text(pair.first);
        if (!pair.second.is_sequence() || pair.second.size() == 0) file.fail(pair.second, "list " + name + " is empty");
        std::vector<text::Phrase> entries;
        for (const auto& each : pair.second) entries.push_back(parse_at(file, each));
        if (!lists.emplace(name, std::move(entries)).second)
            file.fail(pair.first, "there is a list \"" + name + "\" already");
    }
}

Signal read_signal(const YamlFile& file, const std::string& id, const std::string& language) {
    constexpr std::array<std::string_view, 15> keys = {"signal",         "describes", "language", "says",    "part",
                                                       "opens",          "where",     "lists",    "phrases", "unless",
                                                       "unless_signals", "examples",  "sources",  "status",  "signs"};
    const base::YamlNode& root = file.root();
    file.only_keys(root, keys);
    Signal signal;
    signal.place = file.place(root);
    signal.id = file.text(file.need(root, "signal"));
    if (signal.id != id) file.fail(root["signal"], "the signal must be called \"" + id + "\", as its file is");
    signal.describes = file.text(file.need(root, "describes"));
    signal.language = root["language"] ? file.text(root["language"]) : language;
    signal.says = file.words<Says>(file.need(root, "says"), says_names);
    if (root["part"]) signal.part = file.word<Part>(root["part"], part_names);
    if ((signal.says & bit(Says::witness)) && !signal.part)
        file.fail(root["says"], "a witness needs part: gap, who, measure, cost, when, cause or voice");
    if (root["opens"]) signal.opens = file.word<model::Field>(root["opens"], model::field_names);
    if (root["where"]) signal.fields = read_fields(file, root["where"]);
    if (root["lists"]) {
        read_lists(file, root["lists"], signal.lists);
        for (const auto& pair : root["lists"])
            signal.list_places.emplace(file.text(pair.first), file.place(pair.first));
    }
    if (root["signs"]) {
        if (root["phrases"] || root["unless"]) file.fail(root["signs"], "signs: stand instead of phrases: and unless:");
        read_signs(file, root["signs"], signal);
    } else {
        signal.phrases = read_phrases(file, file.need(root, "phrases"));
        if (signal.phrases.empty()) file.fail(root["phrases"], "at least one phrase expected");
    }
    signal.unless = read_phrases(file, root["unless"]);
    signal.unless_signals = file.texts_of(root, "unless_signals");
    const base::YamlNode examples = file.need(root, "examples");
    constexpr std::array<std::string_view, 2> example_keys = {"yes", "no"};
    file.only_keys(examples, example_keys);
    signal.yes = file.texts_of(examples, "yes");
    signal.no = file.texts_of(examples, "no");
    if (signal.yes.empty() || signal.no.empty())
        file.fail(examples, "at least one example under yes: and one under no: expected");
    return signal;
}

}  // namespace needfirst::rule
