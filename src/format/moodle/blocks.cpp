// SPDX-License-Identifier: Apache-2.0
#include "format/moodle/blocks.hpp"

#include "base/decode.hpp"
#include "base/error.hpp"
#include "base/xml.hpp"
#include "format/moodle/field.hpp"
#include "format/passages.hpp"
#include "format/php_data.hpp"

namespace needfirst::format::moodle {

void read_html_blocks(Reading& reading, const std::string& folder, std::string_view language, model::Field field,
                      std::vector<model::Passage>& passages) {
    for (const container::Entry& entry : reading.container.below(folder + "blocks/")) {
        if (entry.path.find("/html_") == entry.path.npos || !entry.path.ends_with("/block.xml")) continue;
        const base::xml::Document document(reading.member(entry.path));
        const std::string packed = value(document.root(), "configdata");
        if (packed.empty()) continue;
        try {
            // Older versions keep an object, newer ones the same as base64.
            const auto bytes = base::from_base64(packed);
            const auto data = parse_php(bytes ? std::string_view(*bytes) : std::string_view(packed));
            add_passage(passages, field, title(data["title"].text(), language), entry.path);
            add_passage(passages, field, visible(data["text"].text(), data["format"].text(), language), entry.path);
        } catch (const base::InputError& error) {
            reading.remark(entry.path, base::CoverageState::error, error.what());
        }
    }
}

}  // namespace needfirst::format::moodle
