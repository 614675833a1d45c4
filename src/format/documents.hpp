// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"

#include <string>
#include <string_view>
#include <vector>

// Text of documents in packages and beside them: DOCX, PPTX, XLSX, ODT, ODP, ODS, RTF, TXT, Markdown, VTT, SRT, and PDF
// where the program was built with poppler.
namespace needfirst::format {

/// A document as a reader of it meets it. `problem` says why it was not read, or not whole; "" for nothing.
struct Document {
    std::string title;
    std::vector<model::Passage> passages;  ///< body; notes of slides; captions
    std::string problem;
};

/// True for a member that `read_document` reads, by the end of its name.
bool is_document(std::string_view name);

/// True for WebVTT and SubRip captions.
bool is_caption(std::string_view name);

/// Reads a document held in memory. The end of `name` says of which kind it is, unless its bytes know better; `member`
/// is what the passages name. Never throws on bad content. `depth`: of the container it stands in.
Document read_document(std::string bytes, std::string_view name, std::string_view member, const base::Limits& limits,
                       std::uint32_t depth);

/// Reads a member of the package and adds its passages to `item`, with a remark where it was not read whole. False
/// where it has no text.
bool add_document(Reading& reading, const std::string& member, model::Item& item);
/// The same for a member whose own name does not tell what it is; `name` does.
bool add_document(Reading& reading, const std::string& member, std::string_view name, model::Item& item);

/// Kind of an item that opens this member: document, video, audio or page.
model::Kind kind_of_member(std::string_view name);

namespace document {

/// A Word file or its like that is a package by itself.
bool recognises(container::Container&);
void read(Reading&);

}  // namespace document
}  // namespace needfirst::format
