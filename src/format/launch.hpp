// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "format/pages.hpp"
#include "format/reader.hpp"

#include <map>
#include <string>
#include <string_view>

namespace needfirst::format {

/// Reads what the units of a course launch: an authoring payload, hand-made pages, a document, or an address elsewhere.
class Launches {
public:
    /// `folder`: where the file lies that names the launches; hrefs are seen from there.
    Launches(Reading& reading, std::string folder, model::Course& course);

    /// To be said of each launch before the first is read: a payload is looked for only where one unit launches a
    /// folder.
    void expect(std::string_view href);

    /// Adds `item` to the course with what `href` leads to; or, where a payload is found there, the payload's items.
    void read(std::string_view href, model::Item item);

private:
    void read_member(const std::string& member, model::Item& item);

    Reading& reading_;
    std::string folder_;
    model::Course& course_;
    Pages pages_;
    std::map<std::string, int> in_folder_;
};

/// Title and state of a course whose items were read: an untitled one takes the first title among its items; one
/// without any text below its titles is a fragment.
void settle(model::Course& course);

}  // namespace needfirst::format
