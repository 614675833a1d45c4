// SPDX-License-Identifier: Apache-2.0
#include "audit/unread.hpp"

#include "base/decode.hpp"
#include "format/script_text.hpp"

#include <algorithm>
#include <array>

namespace needfirst::audit {
namespace {

struct Sort {
    std::string_view endings;  // each between blanks
    std::string_view reason;
    bool bears_text;
};

constexpr std::array<Sort, 11> sorts = {{
    {" png jpg jpeg gif svg bmp webp ico tif tiff psd avif heic ", "a picture; text in pictures is not read", false},
    {" mp4 webm mov avi wmv flv m4v mkv ogv mpg mpeg ", "a video; only its captions are read", false},
    {" mp3 wav ogg m4a aac wma flac oga ", "a sound recording; only its transcript is read", false},
    {" woff woff2 ttf otf eot ", "a font", false},
    {" css scss less map xsd dtd xsl xslt swf jar class dll exe so ", "technical: bears no text of the course", false},
    {" js mjs ts wasm ", "program code of the player", false},
    {" bin dat db sqlite data log gz ", "data of the software", false},
    {" pdf ", "a PDF that no part of the course refers to", true},
    {" docx pptx xlsx doc ppt xls odt odp ods rtf ", "a document that no part of the course refers to", true},
    {" xml json txt md ini csv tsv properties yml yaml template ", "data that the course's structure does not name",
     false},
    {" zip imscc mbz tgz 7z h5p rar ", "an archive that was not opened", true},
}};

std::string_view ending_of(std::string_view member) {
    const std::size_t slash = member.rfind('/'), dot = member.rfind('.');
    if (dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash)) return {};
    return member.substr(dot + 1);
}

}  // namespace

Unread why_unread(std::string_view member, bool by_tool) {
    if (format::is_runtime_member(member)) return {"technical: bears no text of the course", false};
    const std::string ending = base::ascii_lower(ending_of(member));
    if (ending.empty()) return {"no known kind of text", false};
    const std::string word = " " + ending + " ";
    for (const Sort& sort : sorts)
        if (sort.endings.find(word) != std::string_view::npos)
            return {std::string(sort.reason), sort.bears_text, sort.reason.starts_with("data that")};
    const bool page = ending.starts_with("htm") || ending == "xhtml";
    return {"not part of the course as its structure tells it", !(page && by_tool)};
}

bool may_stand_alone(std::string_view member) {
    constexpr std::string_view lists = " csv tsv txt json jsonl ndjson xml xlsx pdf docx pptx odt odp rtf md ";
    const std::string name = base::ascii_lower(member.substr(member.rfind('/') + 1));
    for (const std::string_view start : {"readme", "license", "licence", "changelog", "notice"})
        if (name.starts_with(start)) return false;
    return lists.find(" " + std::string(ending_of(name)) + " ") != std::string_view::npos && !ending_of(name).empty();
}

bool is_table_name(std::string_view member) {
    const std::string ending = base::ascii_lower(ending_of(member));
    return ending == "csv" || ending == "tsv" || ending == "xlsx" || ending == "tab";
}

bool is_archive_name(std::string_view member) {
    constexpr std::string_view archives = " zip imscc mbz tgz 7z h5p tar ";
    const std::string lower = base::ascii_lower(member);
    return archives.find(" " + std::string(ending_of(lower)) + " ") != std::string_view::npos ||
           lower.ends_with(".tar.gz");
}

}  // namespace needfirst::audit
