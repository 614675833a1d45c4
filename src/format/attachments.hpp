// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/reader.hpp"
#include "text/html.hpp"

// What a course offers as files: documents, captions, and packages that lie inside it.
namespace needfirst::format {

/// Reads a file that an item opens or offers: the text of a document, or of a package in any format. `name`: as
/// teachers know the file, which tells what it is. False where it is neither, or without text.
bool add_attachment(Reading& reading, const std::string& member, std::string_view name, model::Item& item);

/// Reads the documents that a page links to, each once in the course: their text stands behind that of the page.
/// `member`: where the page lies.
void add_linked_documents(Reading& reading, const std::vector<text::Link>& links, std::string_view member,
                          model::Item& item);

/// The same as an unplaced item of its own at the end of the course; nothing is added where there is no text.
void add_unplaced_attachment(Reading& reading, const std::string& member, std::string_view name, model::Course& course);

/// Reads a package; then, where it is one course, the captions and packages in it that no item of it opened: they
/// become unplaced items. Documents that nothing links to stay unread. This is what callers use in place of
/// `reader.read`.
void read_whole(const Reader& reader, Reading& reading);

}  // namespace needfirst::format
