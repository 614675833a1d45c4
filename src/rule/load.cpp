// SPDX-License-Identifier: Apache-2.0
#include "base/file.hpp"
#include "base/fingerprint.hpp"
#include "rule/lists.hpp"
#include "rule/loading.hpp"

#include <algorithm>
#include <set>

#include <spdlog/fmt/fmt.h>
#include <tbb/parallel_for.h>

namespace needfirst::rule {
namespace {

namespace fs = std::filesystem;

std::string lines_of(const std::vector<base::FileError>& errors) {
    std::string all;
    for (const auto& error : errors) all += (all.empty() ? "" : "\n") + std::string(error.what());
    return all;
}

std::vector<fs::path> sorted(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code problem;
    for (const auto& entry : fs::directory_iterator(folder, problem)) found.push_back(entry.path());
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.native() < b.native(); });
    return found;
}

std::vector<fs::path> packs_in(const fs::path& folder) {
    if (fs::exists(folder / "pack.yaml")) return {folder};
    std::vector<fs::path> found;
    for (const fs::path& inner : sorted(folder))
        if (fs::exists(inner / "pack.yaml")) found.push_back(inner);
    return found;
}

std::vector<fs::path> yaml_files(const fs::path& folder) {
    std::vector<fs::path> found;
    for (const fs::path& path : sorted(folder))
        if (path.extension() == ".yaml") found.push_back(path);
    return found;
}

std::string name_of(const fs::path& pack) {
    const fs::path whole = fs::absolute(pack).lexically_normal();
    return (whole.has_filename() ? whole : whole.parent_path()).filename().string();
}

/// Loads packs one file at a time and keeps every mistake, so that a rule writer sees them all at once.
class Loader {
public:
    RuleSet load(std::span<const fs::path> folders) {
        for (const fs::path& folder : folders) add_folder(folder);
        if (rules_.packs.empty() && errors_.empty())
            errors_.emplace_back("rules", 0, 0, "no rule pack found; a pack is a folder with a pack.yaml");
        std::sort(rules_.rules.begin(), rules_.rules.end(), [](const Rule& a, const Rule& b) { return a.id < b.id; });
        resolve();
        if (errors_.empty()) compile();
        if (!errors_.empty()) throw RuleErrors(std::move(errors_));
        return std::move(rules_);
    }

private:
    template <class Action>
    void keep_errors(const Action& action) {
        try {
            action();
        } catch (const base::FileError& error) {
            errors_.push_back(error);
        }
    }

    void add_folder(const fs::path& folder) {
        if (fs::exists(folder / "pack.yaml")) return add_pack(folder);
        if (!fs::is_directory(folder)) {
            errors_.emplace_back(folder.string(), 0, 0, "no such folder of rules");
            return;
        }
        for (const fs::path& inner : packs_in(folder)) add_pack(inner);
    }

    void add_pack(const fs::path& folder) {
        Pack pack;
        pack.name = name_of(folder);
        keep_errors([&] { read_pack_file(YamlFile(folder / "pack.yaml", pack.name + "/pack.yaml"), pack); });
        const std::size_t number = rules_.packs.size();
        for (const fs::path& path : yaml_files(folder / "lists")) {
            const std::string shown = pack.name + "/lists/" + path.filename().string();
            keep_errors([&] {
                const YamlFile file = YamlFile(path, shown);
                constexpr std::array<std::string_view, 4> keys = {"describes", "language", "lists", "sources"};
                file.only_keys(file.root(), keys);
                const std::size_t before = pack.lists.size();
                read_lists(file, file.need(file.root(), "lists"), pack.lists);
                if (pack.lists.size() > before)
                    for (const auto& pair : file.root()["lists"])
                        pack.list_places.emplace(file.text(pair.first), file.place(pair.first));
            });
        }
        add_signals(folder, pack, number);
        for (const fs::path& path : yaml_files(folder)) {
            const std::string shown = pack.name + "/" + path.filename().string();
            if (path.filename() == "pack.yaml") continue;
            keep_errors([&] {
                const YamlFile file = YamlFile(path, shown);
                if (path.filename() == "verdicts.yaml") {
                    auto verdicts = read_verdicts(file);
                    if (rules_.verdicts.empty()) rules_.verdicts = std::move(verdicts);
                    return;
                }
                Rule rule = read_rule(file, pack.name + "/" + path.stem().string());
                rule.pack = number;
                if (rule.status != "retired") rules_.rules.push_back(std::move(rule));
            });
        }
        rules_.packs.push_back(std::move(pack));
    }

    void add_signals(const fs::path& folder, const Pack& pack, std::size_t number) {
        const std::vector<fs::path> paths = yaml_files(folder / "signals");
        std::vector<std::optional<Signal>> signals(paths.size());
        std::vector<std::optional<base::FileError>> errors(paths.size());
        tbb::parallel_for(std::size_t{0}, paths.size(), [&](std::size_t i) {
            try {
                const YamlFile file(paths[i], pack.name + "/signals/" + paths[i].filename().string());
                signals[i] = read_signal(file, paths[i].stem().string(), pack.language);
                signals[i]->pack = number;
            } catch (const base::FileError& error) {
                errors[i] = error;
            }
        });
        for (std::size_t i = 0; i < paths.size(); ++i)
            if (errors[i]) errors_.push_back(*errors[i]);
            else rules_.signals.push_back(std::move(*signals[i]));
    }

    static void read_pack_file(const YamlFile& file, Pack& pack) {
        constexpr std::array<std::string_view, 6> keys = {"title",   "version", "language",
                                                          "licence", "sources", "describes"};
        file.only_keys(file.root(), keys);
        pack.title = file.text(file.need(file.root(), "title"));
        pack.version = file.text(file.need(file.root(), "version"));
        pack.language = file.text(file.need(file.root(), "language"));
        pack.licence = file.text(file.need(file.root(), "licence"));
        pack.sources = file.texts_of(file.root(), "sources");
    }

    std::size_t signal_number(const std::string& id, const Place& from) {
        std::vector<std::string_view> known;
        for (std::size_t i = 0; i < rules_.signals.size(); ++i) {
            if (rules_.signals[i].id == id) return i;
            known.push_back(rules_.signals[i].id);
        }
        errors_.emplace_back(from.file, from.line, from.column,
                             "there is no signal \"" + id + "\"" + did_you_mean(id, known));
        return 0;
    }

    void resolve(Condition& condition) {
        for (const std::string& id : condition.signals) {
            condition.signal_numbers.push_back(signal_number(id, condition.place));
            // "generic-prompt" is also asked of the pack that calls its own "de-generic-prompt".
            for (std::size_t i = 0; i < rules_.signals.size(); ++i)
                if (rules_.signals[i].id == rules_.signals[i].language + "-" + id)
                    condition.signal_numbers.push_back(i);
        }
        for (Condition& part : condition.parts) resolve(part);
    }

    void resolve() {
        std::set<std::string> seen;
        for (const Signal& signal : rules_.signals)
            if (!seen.insert(signal.id).second)
                errors_.emplace_back(signal.place.file, signal.place.line, signal.place.column,
                                     "there is a signal \"" + signal.id + "\" already");
        for (Signal& signal : rules_.signals)
            for (const std::string& id : signal.unless_signals)
                signal.silencers.push_back(signal_number(id, signal.place));
        std::set<std::string> ids;
        for (Rule& rule : rules_.rules) {
            resolve(rule.when);
            for (const std::string& id : rule.aliases)
                if (!ids.insert(id).second)
                    errors_.emplace_back(rule.place.file, rule.place.line, 1,
                                         "the alias \"" + id + "\" is used already");
            if (!ids.insert(rule.id).second)
                errors_.emplace_back(rule.place.file, rule.place.line, 1,
                                     "there is a rule \"" + rule.id + "\" already");
        }
        for (VerdictRule& verdict : rules_.verdicts) resolve(verdict.when);
        if (rules_.verdicts.empty() && !rules_.packs.empty())
            errors_.emplace_back(rules_.packs.front().name + "/verdicts.yaml", 0, 0,
                                 "no pack says how to reach a verdict; one pack needs a verdicts.yaml");
    }

    // Ids in the order of the signals; then each language by itself.
    void compile() {
        struct Work {
            text::PhraseBook* book;
            std::vector<std::pair<const Entry*, std::uint32_t>> entries;
            std::vector<base::FileError> errors;
        };
        std::map<std::string, Work> by_language;
        for (std::uint32_t number = 0; number < rules_.signals.size(); ++number) {
            const Signal& signal = rules_.signals[number];
            Work& work = by_language[signal.language];
            work.book = &rules_.books.try_emplace(signal.language, signal.language).first->second;
            const auto enter = [&](const Entry& entry, RuleSet::Meaning meaning) {
                work.entries.emplace_back(&entry, static_cast<std::uint32_t>(rules_.meanings.size()));
                rules_.meanings.push_back(meaning);
            };
            for (const Entry& entry : signal.phrases) enter(entry, {number, false});
            for (std::uint32_t i = 0; i < signal.signs.size(); ++i)
                enter(signal.signs[i].entry, {number, false, i, signal.signs[i].weight});
            for (const Entry& entry : signal.unless) enter(entry, {number, true});
        }
        std::vector<Work*> all;
        for (auto& [_, work] : by_language) all.push_back(&work);
        tbb::parallel_for(std::size_t{0}, all.size(), [&](std::size_t i) {
            for (const auto& [entry, id] : all[i]->entries) enter(*all[i]->book, *entry, id, all[i]->errors);
            all[i]->book->build();
        });
        for (const Work* work : all) errors_.insert(errors_.end(), work->errors.begin(), work->errors.end());
    }

    void enter(text::PhraseBook& book, const Entry& entry, std::uint32_t id,
               std::vector<base::FileError>& errors) const {
        const RuleSet::Meaning& meaning = rules_.meanings[id];
        const Signal& signal = rules_.signals[meaning.signal];
        const text::Group group{meaning.signal, meaning.silences};
        const text::PhraseBook::Lists lists = [&](std::string_view name) { return list_of(rules_, signal, name); };
        try {
            if (entry.regex) book.add_regex(entry.source, id, group);
            else book.add(entry.phrase, id, lists, group);
        } catch (const text::PhraseError& e) {
            errors.emplace_back(entry.place.file, entry.place.line, entry.place.column,
                                "phrase '" + entry.source + "': " + e.what());
        }
    }

    RuleSet rules_;
    std::vector<base::FileError> errors_;
};

}  // namespace

RuleErrors::RuleErrors(std::vector<base::FileError> found)
    : FileError(found.front().path, 0, 0, ""), errors(std::move(found)) {
    static_cast<std::runtime_error&>(*this) = std::runtime_error(lines_of(errors));
}

RuleSet load(std::span<const std::filesystem::path> folders) { return Loader().load(folders); }

void forget_sources(RuleSet& rules) {
    for (Pack& pack : rules.packs) pack.lists = {}, pack.list_places = {};
    for (Signal& signal : rules.signals) {
        signal.phrases = signal.unless = {};
        for (Signal::Sign& sign : signal.signs) sign.entry.phrase = {};
        signal.lists = {}, signal.list_places = {};
        signal.yes = signal.no = {};
    }
    for (Rule& rule : rules.rules) rule.examples = {};
    for (VerdictRule& verdict : rules.verdicts) verdict.examples = {};
}

std::string fingerprint(std::span<const fs::path> folders) {
    std::string all;
    for (const fs::path& folder : folders) {
        if (!fs::exists(folder)) all += folder.string() + " is not there";  // load() says so
        for (const fs::path& pack : packs_in(folder))
            for (const char* const part : {"", "lists", "signals"})
                for (const fs::path& path : yaml_files(pack / part))
                    all += name_of(pack) + '/' + part + '/' + path.filename().string() + '\0' +
                           base::fingerprint(base::content_of(path).value_or(""));
    }
    return base::fingerprint(all);
}

std::vector<model::RuleRecord> records(const RuleSet& rules) {
    std::vector<model::RuleRecord> found;
    for (const Rule& rule : rules.rules)
        found.push_back({rule.id, rule.title, std::string(model::name(rule.level)), rule.status,
                         std::string(about_names[static_cast<std::size_t>(rule.about)]), rule.why, rule.instead,
                         rules.packs[rule.pack].name, rule.definition});
    return found;
}

}  // namespace needfirst::rule
