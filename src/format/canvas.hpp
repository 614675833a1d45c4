// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/xml.hpp"
#include "format/ims_manifest.hpp"
#include "format/reader.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Canvas course exports (.imscc): a Common Cartridge 1.1 or 1.3 with course_settings/ beside it (namespace cccv1p0).
namespace needfirst::format::canvas {

bool recognises(container::Container& container);
void read(Reading& reading);

/// Turns Canvas resources into items: a topic and its meta, an assignment of either style, a quiz, a page, a file.
class Resources {
public:
    Resources(Reading& reading, const ims::Manifest& manifest);

    /// The item that a resource is. Hidden where Canvas has not published it. `title`: what the module calls it.
    model::Item item(const ims::Resource& resource, const std::string& title);

    /// Whether a resource is something of the course by itself: a topic, assignment, quiz or page, no definition, no
    /// file.
    bool is_activity(const ims::Resource& resource) const;

    /// Identifiers of the topics that the pages read since the last call link to.
    std::vector<std::string> take_linked_topics() { return std::exchange(linked_topics_, {}); }

private:
    struct Meta {
        base::xml::Document document;
        std::string member;
    };
    void read_topic_metas();
    void read_rubrics();
    void fill_topic(const ims::Resource& resource, model::Item& item);
    void fill_assignment(const ims::Resource& resource, model::Item& item);
    void fill_quiz(const ims::Resource& resource, model::Item& item);
    void fill_page(const std::string& member, model::Item& item);
    void apply_assignment(base::xml::Element assignment, model::Item& item);
    std::string member_named(const ims::Resource& resource, std::string_view name) const;

    Reading& reading_;
    const ims::Manifest& manifest_;
    std::map<std::string, Meta> topic_metas_;  ///< by topic id and by own identifier
    std::vector<std::string> linked_topics_;
    std::map<std::string, std::string> rubrics_;  ///< criteria, one per line, by identifier
};

}  // namespace needfirst::format::canvas
