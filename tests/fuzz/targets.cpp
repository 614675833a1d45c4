// SPDX-License-Identifier: Apache-2.0
#include "fuzz/targets.hpp"

#include "audit/memory.hpp"
#include "base/charset.hpp"
#include "base/error.hpp"
#include "base/fingerprint.hpp"
#include "base/json.hpp"
#include "base/limits.hpp"
#include "base/xml.hpp"
#include "container/container.hpp"
#include "format/attachments.hpp"
#include "format/catalogue/literal.hpp"
#include "format/documents.hpp"
#include "format/php_data.hpp"
#include "format/reader.hpp"
#include "format/script_text.hpp"
#include "fuzz/pack.hpp"
#include "text/html.hpp"
#include "text/phrase_book.hpp"

#include <array>
#include <functional>
#include <stdexcept>

namespace needfirst::fuzz {
namespace {

/// Small ones, so that they are reached and a run stays short.
base::Limits limits() {
    base::Limits few;
    few.members = 500;
    few.member_bytes = 4 << 20;
    few.package_bytes = 16 << 20;
    return few;
}

/// What must hold of any bytes, in a release build, too.
void require(bool holds) {
    if (!holds) throw std::logic_error("a promise was broken");
}

/// InputError is what a reader says of bytes that make no sense; all else is a mistake.
template <class Work>
void allow_refusal(const Work& work) {
    try {
        work();
    } catch (const base::InputError&) {
    }
}

void archive(std::string_view bytes) {
    allow_refusal([&] {
        const auto opened = container::open_nested(std::string(bytes), "input", limits(), 1);
        if (!opened) return;
        for (const auto& entry : opened->entries()) {
            require(!entry.path.empty() && entry.path.front() != '/' && !entry.path.starts_with("../"));
            opened->peek(opened->index_of(entry), 64);
            opened->try_read(entry.path);
        }
        opened->fingerprint();
        require(opened->coverage().size() < 10'000);
    });
}

using TakeCourse = std::function<void(const model::Course&)>;

/// All that one package makes readers do: every one that takes it for its own.
void read_all(const std::map<std::string, std::string>& members, const TakeCourse& take) {
    for (const format::Reader& reader : format::readers()) {
        const auto container = container::from_memory(members, limits());
        if (!reader.recognises(*container)) continue;
        allow_refusal([&] {
            const format::ReadOptions options;
            model::Package package;
            format::Reading reading{*container, options, package, [&](model::Course&& course) { take(course); }};
            format::read_whole(reader, reading);
        });
    }
}

void read_all(const std::map<std::string, std::string>& members) {
    read_all(members, [](const model::Course& course) { decide(listen(course)); });
}

void package(std::string_view bytes) { read_all(read_members(bytes)); }

void alone(const char* name, std::string_view bytes) { read_all({{name, std::string(bytes)}}); }
void csv(std::string_view bytes) { alone("courses.csv", bytes); }
void json_list(std::string_view bytes) { alone("courses.json", bytes); }
void xml_list(std::string_view bytes) { alone("courses.xml", bytes); }
void data_script(std::string_view bytes) { alone("data.js", bytes); }

void manifest(std::string_view bytes) {
    read_all({{"imsmanifest.xml", std::string(bytes)}, {"index.html", "<p>Post in the forum.</p>"}});
}

/// A workbook or document whose first part is given: the rest of the zip is right.
void office(std::string_view bytes) {
    const std::string part(bytes);
    read_all({{"[Content_Types].xml", "<Types/>"},
              {"xl/workbook.xml",
               "<workbook xmlns:r='r'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>"},
              {"xl/_rels/workbook.xml.rels",
               "<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>"},
              {"xl/sharedStrings.xml", "<sst><si><t>Title</t></si><si><t>Description</t></si></sst>"},
              {"xl/worksheets/sheet1.xml", part}});
    read_all({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", part}});
    read_all({{"[Content_Types].xml", "<Types/>"}, {"ppt/slides/slide1.xml", part}});
    read_all({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", part}});
}

void document(std::string_view bytes) {
    for (const char* name : {"a.rtf", "a.txt", "a.md", "a.vtt", "a.srt", "a.docx", "a.odt"})
        allow_refusal([&] { format::read_document(std::string(bytes), name, name, limits(), 1); });
}

void html(std::string_view bytes) {
    const auto page = text::read_html(bytes);
    require(base::is_utf8(page.text) || !base::is_utf8(bytes));
    text::any_text(bytes);
    text::unescape_entities(bytes);
}

void charset(std::string_view bytes) {
    for (const char* declared :
         {"", "utf-16", "utf-16be", "shift_jis", "windows-1252", "gb18030", "iso-2022-jp", "nonsense"})
        require(base::is_utf8(base::to_utf8(bytes, declared)));
    base::html_charset(bytes);
    const std::string text = base::to_utf8(bytes);
    base::mend_mojibake(text);
    base::fold_case(base::to_nfc(text));
}

void xml(std::string_view bytes) {
    const base::xml::Document document(bytes);
    base::xml::peek_root(bytes);
}

void json(std::string_view bytes) {
    allow_refusal([&] { base::json::parse(bytes); });
}

void script(std::string_view bytes) {
    format::script_text(bytes);
    format::json_text(bytes);
    format::encoded_text(bytes);
    allow_refusal([&] { format::catalogue::script_data(bytes); });
    allow_refusal([&] { format::parse_php(bytes); });
}

void phrase(std::string_view bytes) {
    try {
        text::PhraseBook book("en");
        const auto no_list = [](std::string_view) -> const std::vector<text::Phrase>* { return nullptr; };
        book.add(text::parse_phrase(bytes), 0, no_list);
        book.build();
        text::Ear(book).listen(bytes, [](const text::Sentence&) {});
    } catch (const text::PhraseError&) {
    }
}

void sentences(std::string_view bytes) {
    model::Course course;
    course.title = base::to_utf8(bytes.substr(0, bytes.find('\n')));
    model::Item item;
    item.passages.push_back({model::Field::body, base::to_utf8(bytes), {}});
    course.items.push_back(std::move(item));
    decide(listen(course));
}

/// A piece of a store, with a checksum that is right whatever stands in it, and where its first row begins before it.
void reading(std::string_view bytes) {
    if (bytes.size() < 4) return;
    store::Piece piece;
    piece.keys = std::string(16, '\0') + std::string(bytes.substr(0, 4));
    piece.content = bytes.substr(4);
    const std::string sums = base::fingerprint(piece.content) + base::fingerprint(piece.keys);
    piece.content = base::fingerprint(sums).substr(0, 16) + piece.content;
    require(audit::is_whole(piece) == (bytes.size() >= 8));
    allow_refusal([&] { decide(audit::remember_row(piece, 0)); });
    allow_refusal([&] {
        audit::Remembered known = audit::remember(piece);
        require(audit::piece_of(audit::to_bytes(piece)).has_value());
        audit::Memory again(1, [](store::Piece&& given) { audit::remember(given); });
        for (const auto& course : known.courses) again.add(course, false);
        again.add(*known.package, false);
        for (auto& course : known.courses) decide(std::move(course));
    });
}

constexpr std::array table = {
    Target{"archive", ".zip .gz .tar", "archive.dict", archive},
    Target{"package", "packages", "package.dict", package},
    Target{"manifest", "imsmanifest.xml", "package.dict", manifest},
    Target{"xml", ".xml", "xml.dict", xml},
    Target{"json", ".json .ndjson .jsonld", "json.dict", json},
    Target{"csv", ".csv .tsv", "csv.dict", csv},
    Target{"json-list", ".json .ndjson .jsonld", "json.dict", json_list},
    Target{"xml-list", ".xml", "xml.dict", xml_list},
    Target{"script", ".js .json", "script.dict", script},
    Target{"data-script", ".js", "script.dict", data_script},
    Target{"office", ".xml", "office.dict", office},
    Target{"document", ".txt .rtf .md .vtt", "document.dict", document},
    Target{"html", ".html .htm", "html.dict", html},
    Target{"charset", ".html .csv .txt", "", charset},
    Target{"sentences", ".txt .html", "", sentences},
    Target{"phrase", "phrases", "phrase.dict", phrase},
    Target{"rules", "rules", "rules.dict", rules},
    Target{"reading", "readings", "", reading},
};

}  // namespace

std::span<const Target> targets() { return table; }

std::vector<std::string> readings(const std::map<std::string, std::string>& members) {
    std::vector<std::string> found;
    audit::Memory memory(
        1, [&](store::Piece&& piece) { found.push_back(std::string(4, '\0') + piece.content.substr(16)); });
    read_all(members, [&](const model::Course& course) { memory.add(listen(course), false); });
    memory.add(model::Package(), false);
    return found;
}

}  // namespace needfirst::fuzz
