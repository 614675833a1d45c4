// SPDX-License-Identifier: Apache-2.0
#include "format/documents.hpp"

#include "base/charset.hpp"
#include "base/decode.hpp"
#include "base/error.hpp"
#include "base/text_budget.hpp"
#include "format/document/families.hpp"
#include "format/passages.hpp"
#include "format/placeholder.hpp"
#include "text/html.hpp"

#include <algorithm>
#include <array>

namespace needfirst::format {
namespace {

using model::Field;

constexpr std::array<std::string_view, 18> ends = {"docx", "docm", "dotx",     "pptx", "pptm", "ppsx",
                                                   "xlsx", "xlsm", "odt",      "odp",  "ods",  "rtf",
                                                   "txt",  "md",   "markdown", "vtt",  "srt",  "pdf"};

std::string end_of(std::string_view name) {
    const auto dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string() : base::ascii_lower(name.substr(dot + 1));
}

/// Text cut to its first lines is no title; the name of the file without its end is the last resort.
std::string stem(std::string_view path) {
    path.remove_prefix(path.rfind('/') + 1);
    return std::string(path.substr(0, path.rfind('.')));
}

void read_flat(const std::string& bytes, const std::string& end, std::string_view member, Document& document) {
    const auto utf8 = base::to_utf8(bytes);
    if (end == "md" || end == "markdown") document::add(document, Field::body, document::markdown_text(utf8), member);
    else if (end == "vtt" || end == "srt")
        document::add(document, Field::caption, document::caption_text(utf8), member);
    else document::add(document, Field::body, text::plain_text(utf8), member);
}

}  // namespace

namespace document {

void add(Document& document, Field field, std::string text, std::string_view member) {
    if (text.empty() || !base::TextBudget::keeps(text, member)) return;
    auto& passages = document.passages;
    if (!passages.empty() && passages.back().field == field) passages.back().text.append("\n").append(text);
    else passages.push_back({field, std::move(text), std::string(member), false});
}

std::string_view archive_family(const container::Container& parts) {
    if (parts.has("word/document.xml")) return "docx";
    if (parts.has("ppt/presentation.xml") || !parts.below("ppt/slides").empty()) return "pptx";
    if (parts.has("xl/workbook.xml")) return "xlsx";
    if (parts.has("content.xml") && parts.has("mimetype") && parts.has("META-INF/manifest.xml")) return "odf";
    return {};
}

void read_archive(container::Container& parts, std::string_view member, Document& document) {
    const auto family = archive_family(parts);
    if (family == "docx") read_word(parts, member, document);
    if (family == "pptx") read_slides(parts, member, document);
    if (family == "xlsx") read_sheets(parts, member, document);
    if (family == "odf") read_open_document(parts, member, document);
    if (family.empty()) document.problem = "expected an Office document, found an archive of something else";
    if (document.problem.empty() && !parts.coverage().empty()) document.problem = parts.coverage().front().reason;
}

bool recognises(container::Container& container) {
    if (container.entries().size() == 1 && is_document(container.entries()[0].path)) return true;
    return !archive_family(container).empty() && archive_family(container) != "xlsx";
}

void read(Reading& reading) {
    model::Course course;
    auto& item = course.items.emplace_back();
    item.kind = model::Kind::document;
    const auto family = archive_family(reading.container);
    if (family.empty()) {
        item.member = reading.container.entries()[0].path;
        add_document(reading, item.member, item);
    } else {
        Document document;
        read_archive(reading.container, "", document);
        item.title = document.title;
        item.passages = std::move(document.passages);
        if (!document.problem.empty()) reading.remark("", base::CoverageState::partly, document.problem);
    }
    if (is_placeholder(item.title))
        item.title =
            stem(family.empty() ? item.member : reading.package.path.substr(reading.package.path.rfind('!') + 1));
    course.title = item.title;
    course.member = item.member;
    reading.give(std::move(course));
}

}  // namespace document

bool is_document(std::string_view name) { return std::find(ends.begin(), ends.end(), end_of(name)) != ends.end(); }

bool is_caption(std::string_view name) { return end_of(name) == "vtt" || end_of(name) == "srt"; }

Document read_document(std::string bytes, std::string_view name, std::string_view member, const base::Limits& limits,
                       std::uint32_t depth) {
    Document document;
    const auto end = end_of(name);
    if (bytes.starts_with("%PDF-")) {
        document::read_pdf(bytes, member, document);
    } else if (bytes.starts_with("{\\rtf")) {
        document::add(document, Field::body, document::rtf_text(bytes), member);
    } else if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
        document.problem = "Office document of before 2007, or an encrypted one; save it as " +
                           std::string(end.starts_with("ppt")   ? ".pptx"
                                       : end.starts_with("xls") ? ".xlsx"
                                                                : ".docx");
    } else if (container::looks_like_archive(bytes)) {
        try {
            const auto parts = container::open_nested(std::move(bytes), name, limits, depth + 1);
            if (parts) document::read_archive(*parts, member, document);
        } catch (const base::InputError& e) {
            document.problem = e.what();
        }
        if (document.passages.empty() && document.problem.empty()) document.problem = "Office document without text";
    } else if (end == "txt" || end == "md" || end == "markdown" || end == "vtt" || end == "srt") {
        read_flat(bytes, end, member, document);
    } else {
        document.problem = "expected a document (." + end + "), found something else";
    }
    return document;
}

bool add_document(Reading& reading, const std::string& member, model::Item& item) {
    return add_document(reading, member, member, item);
}

bool add_document(Reading& reading, const std::string& member, std::string_view name, model::Item& item) {
    auto bytes = reading.member(member);
    if (bytes.empty()) return false;
    auto document =
        read_document(std::move(bytes), name, member, reading.container.limits(), reading.container.depth());
    if (!document.problem.empty())
        reading.remark(member, document.passages.empty() ? base::CoverageState::skipped : base::CoverageState::partly,
                       document.problem, true);
    if (item.title.empty() && !is_placeholder(document.title)) item.title = document.title;
    const bool any = !document.passages.empty();
    std::move(document.passages.begin(), document.passages.end(), std::back_inserter(item.passages));
    return any;
}

model::Kind kind_of_member(std::string_view name) {
    constexpr std::array<std::string_view, 7> videos = {"mp4", "webm", "m4v", "mov", "avi", "ogv", "wmv"};
    constexpr std::array<std::string_view, 5> audios = {"mp3", "m4a", "wav", "ogg", "oga"};
    const auto end = end_of(name);
    if (std::find(videos.begin(), videos.end(), end) != videos.end()) return model::Kind::video;
    if (std::find(audios.begin(), audios.end(), end) != audios.end()) return model::Kind::audio;
    return is_document(name) || end == "doc" || end == "ppt" || end == "xls" ? model::Kind::document
                                                                             : model::Kind::page;
}

}  // namespace needfirst::format
