// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/documents.hpp"

#include <string>
#include <string_view>

// One function per family of documents, each in a file of its own.
namespace needfirst::format::document {

/// Gathers passages of one member.
void add(Document& document, model::Field field, std::string text, std::string_view member);

// Archives of XML parts.
void read_word(container::Container& parts, std::string_view member, Document& document);
void read_slides(container::Container& parts, std::string_view member, Document& document);
void read_sheets(container::Container& parts, std::string_view member, Document& document);
void read_open_document(container::Container& parts, std::string_view member, Document& document);

/// Which of those an archive is: "docx", "pptx", "xlsx", "odf"; "" for none.
std::string_view archive_family(const container::Container& parts);
void read_archive(container::Container& parts, std::string_view member, Document& document);

// Text of flat files.
std::string rtf_text(std::string_view bytes);
std::string markdown_text(std::string_view utf8);
/// Words of WebVTT or SubRip captions, cues joined to sentences; without times, settings and names of speakers.
std::string caption_text(std::string_view utf8);

/// Pages of a PDF, at most `limit` bytes of text; `problem` where it cannot be read.
void read_pdf(std::string_view bytes, std::string_view member, Document& document);

}  // namespace needfirst::format::document
