// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/xml.hpp"
#include "format/ims_manifest.hpp"
#include "format/reader.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What IMS Common Cartridge resources hold; Canvas, Sakai and others write the same members.
namespace needfirst::format::cartridge {

enum class Type { topic, web_link, tool, assessment, question_bank, assignment, web_content, other };

/// By resource/@type, whose versions differ.
Type type_of(const ims::Resource& resource);

/// Member that holds the resource: its href, else its first file; "" where neither is there.
std::string member_of(const ims::Resource& resource);

/// Kind of a web content file by its name: page, document, video, audio.
model::Kind kind_of_member(std::string_view member);

/// Fills an item from its resource: kind, native kind, text, link, title where it has none. `claimed`: true where the
/// resource's member was there.
void fill(Reading& reading, const ims::Resource& resource, model::Item& item);

/// A parsed XML member, with a remark where it is not well-formed; nothing where it is missing or holds no element.
std::optional<base::xml::Document> read_xml(Reading& reading, const std::string& member);

/// Course title, description, keywords and language from the manifest's metadata.
void state_metadata(Reading& reading, const ims::Manifest& manifest, model::Course& course);

}  // namespace needfirst::format::cartridge
