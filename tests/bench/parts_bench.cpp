// SPDX-License-Identifier: Apache-2.0
// Parts of an audit, each alone. scripts/bench runs it with a text and a pack from scripts/bench-load; without them it
// makes a text of its own.
#include "base/xml.hpp"
#include "container/container.hpp"
#include "places.hpp"
#include "report/csv.hpp"
#include "rule/judge.hpp"
#include "store/audit.hpp"
#include "store/store.hpp"
#include "support/sample_audit.hpp"
#include "support/zip_writer.hpp"
#include "text/html.hpp"
#include "text/sentences.hpp"
#include "text/stemmer.hpp"
#include "text/tokens.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include <benchmark/benchmark.h>

namespace {

using namespace needfirst;

const std::filesystem::path rules_folder = std::filesystem::path(NEEDFIRST_SOURCE_DIR) / "rules";

const std::string& prose() {
    static const std::string text = [] {
        std::string made;
        if (const char* path = std::getenv("NEEDFIRST_BENCH_TEXT")) {
            std::ifstream file(path, std::ios::binary);
            made.assign(std::istreambuf_iterator<char>(file), {});
        }
        while (made.size() < 1'000'000)
            made +=
                "One in nine parcels came back last year, and the team of the warehouse wants to know why. "
                "Share your thoughts in the discussion forum.\nClose the curtain between two lorries.\n";
        return made;
    }();
    return text;
}

const std::string& page() {
    static const std::string html = [] {
        std::string made = "<!DOCTYPE html><html><head><title>Page</title><style>p{}</style></head><body>";
        for (std::size_t at = 0; at + 300 < 300'000; at += 300)
            made += "<div class=\"block\"><p style=\"margin: 0\">" + prose().substr(at, 140) + "<b>" +
                    prose().substr(at + 140, 20) + "</b>&nbsp;" + prose().substr(at + 160, 140) + "</p></div>\n";
        return made + "</body></html>";
    }();
    return html;
}

std::filesystem::path folder() {
    const auto made = std::filesystem::temp_directory_path() / "needfirst-bench";
    std::filesystem::create_directories(made);
    return made;
}

const rule::RuleSet& rules(bool more) {
    const auto loaded = [](std::vector<std::filesystem::path> folders) { return rule::load(folders); };
    static const rule::RuleSet core = loaded({rules_folder / "core"});
    if (!more) return core;
    static const rule::RuleSet both = loaded({rules_folder / "core", std::getenv("NEEDFIRST_BENCH_PACK")});
    return both;
}

void bytes(benchmark::State& state, std::size_t each) {
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * each));
}

void directory(benchmark::State& state) {
    std::map<std::string, std::string> members;
    for (int i = 0; i < 1000; ++i) members.emplace("folder/page" + std::to_string(i) + ".html", "x");
    const std::string zip = test::zip_of(members);
    for (auto _ : state) benchmark::DoNotOptimize(container::open_nested(zip, "a.zip", {}, 1));
}

void inflate(benchmark::State& state) {
    const std::string zip = test::zip_of({{"page.html", page()}});
    base::Limits limits;
    limits.package_bytes = ~std::uint64_t{0};  // it is read again and again
    const auto opened = container::open_nested(zip, "a.zip", limits, 1);
    for (auto _ : state) benchmark::DoNotOptimize(opened->read(0));
    bytes(state, page().size());
}

void xml(benchmark::State& state) {
    std::string text = "<manifest xmlns=\"http://www.imsproject.org/xsd/imscp_rootv1p1p2\"><organizations>";
    for (int i = 0; i < 2000; ++i)
        text += "<item identifier=\"i" + std::to_string(i) +
                "\" identifierref=\"r\"><title>A title &amp; more</title></item>\n";
    text += "</organizations></manifest>";
    for (auto _ : state) benchmark::DoNotOptimize(base::xml::Document(text));
    bytes(state, text.size());
}

void html(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(text::read_html(page()));
    bytes(state, page().size());
}

void tokens(benchmark::State& state) {
    for (auto _ : state)
        for (std::size_t begin = 0; begin < prose().size();) {
            const std::size_t end = text::sentence_end(prose(), begin);
            text::Token token;
            for (std::size_t at = begin; text::next_token(std::string_view(prose()).substr(0, end), at, token);)
                at = token.end;
            begin = end;
        }
    bytes(state, prose().size());
}

void stems(benchmark::State& state) {
    text::Stemmer stemmer("en");
    for (auto _ : state)
        for (const char* word : {"complaints", "reducing", "deliveries", "discussion", "organisational"})
            benchmark::DoNotOptimize(stemmer.stem(word));
}

void phrases(benchmark::State& state, bool more) {
    if (more && !std::getenv("NEEDFIRST_BENCH_PACK")) return state.SkipWithError("NEEDFIRST_BENCH_PACK names no pack");
    std::size_t hits = 0;
    for (auto _ : state) {
        text::Ear ear(rules(more).books.at("en"));  // one that remembers nothing yet
        for (std::size_t at = 0; at < prose().size();) {
            const std::size_t end = std::min(prose().find('\n', at), prose().size());
            ear.listen(std::string_view(prose()).substr(at, end - at),
                       [&](const text::Sentence& sentence) { hits += sentence.hits.size(); });
            at = end + 1;
        }
    }
    benchmark::DoNotOptimize(hits);
    bytes(state, prose().size());
}

void load(benchmark::State& state) {
    const std::filesystem::path core[] = {rules_folder / "core"};
    for (auto _ : state) benchmark::DoNotOptimize(rule::load(core));
}

// As an audit does it when it has been done before.
void load_compiled(benchmark::State& state) {
    const std::filesystem::path core[] = {rules_folder / "core"};
    ::setenv("XDG_CACHE_HOME", folder().c_str(), 1);
    rule::compiled(core, rule::fingerprint(core));
    for (auto _ : state) benchmark::DoNotOptimize(rule::compiled(core, rule::fingerprint(core)));
}

model::Course course() {
    model::Course made;
    made.title = "Returns";
    for (int i = 0; i < 20; ++i) {
        model::Item& item = made.items.emplace_back();
        item.title = "Lesson " + std::to_string(i);
        item.passages.push_back(
            {model::Field::body, prose().substr(static_cast<std::size_t>(i) * 3000, 3000), "p.html"});
    }
    return made;
}

void conditions(benchmark::State& state) {
    rule::Judge judge(rules(false));
    const rule::Heard heard = judge.listen(course(), "a.zip");
    for (auto _ : state) benchmark::DoNotOptimize(judge.decide(rule::Heard(heard)));
}

void store(benchmark::State& state) {
    model::AuditedPackage package;
    for (int i = 0; i < 1000; ++i) package.courses.push_back(test::sample_judgement());
    for (auto& one : package.courses) one.other_sources.clear();
    for (auto _ : state) {
        store::Writer writer(folder() / "a.db", {}, {});
        writer.write(package);
        writer.finish("2030-01-01T00:00:00Z");
    }
}

void csv(benchmark::State& state) {
    test::write_sample_audit(folder() / "a.db");
    const store::Audit audit(folder() / "a.db");
    for (auto _ : state) report::write_csv(audit, folder() / "csv");
}

BENCHMARK(directory);
BENCHMARK(inflate);
BENCHMARK(xml);
BENCHMARK(html);
BENCHMARK(tokens);
BENCHMARK(stems);
BENCHMARK_CAPTURE(phrases, core, false);
BENCHMARK_CAPTURE(phrases, core_and_1000, true);
BENCHMARK(load)->Name("load/core");
BENCHMARK(load_compiled)->Name("load/core_compiled");
BENCHMARK(conditions);
BENCHMARK(store);
BENCHMARK(csv);

}  // namespace

BENCHMARK_MAIN();
