// SPDX-License-Identifier: Apache-2.0
#include "base/charset.hpp"
#include "format/aicc.hpp"
#include "format/blackboard.hpp"
#include "format/canvas.hpp"
#include "format/catalogue/catalogue.hpp"
#include "format/chamilo.hpp"
#include "format/cmi5.hpp"
#include "format/common_cartridge.hpp"
#include "format/d2l.hpp"
#include "format/documents.hpp"
#include "format/h5p.hpp"
#include "format/ilias.hpp"
#include "format/moodle/moodle.hpp"
#include "format/names.hpp"
#include "format/olx/olx.hpp"
#include "format/reader.hpp"
#include "format/sakai.hpp"
#include "format/scorm.hpp"
#include "format/web.hpp"
#include "format/xapi.hpp"

#include <array>

namespace needfirst::format {
namespace {

// In the order tried, most specific first: one manifest can satisfy several rows. Catalogues come last.
constexpr std::array table = {
    Reader{"blackboard", "Blackboard Learn", "content areas, boards with their posts, tests, surveys, blogs, wikis",
           false, blackboard::recognises, blackboard::read},
    Reader{"d2l", "D2L Brightspace", "modules, pages, discussion topics, dropboxes, quizzes, surveys, news", false,
           d2l::recognises, d2l::read},
    Reader{"totara", "Totara", "all that is read from Moodle backups", false, moodle::recognises_totara, moodle::read},
    Reader{"moodle2", "Moodle 2.0 and later (.mbz)",
           "sections, activities with settings, labels, files, participation where it was exported", false,
           moodle::recognises, moodle::read},
    Reader{"moodle1", "Moodle 1.x", "sections, activities, resources, participation where it was exported", false,
           moodle::recognises_1, moodle::read_1},
    Reader{"chamilo", "Chamilo course backup",
           "learning paths, documents, forums with participation, tests, surveys, descriptions", false,
           chamilo::recognises, chamilo::read},
    Reader{"ilias", "ILIAS container export", "course tree, forums with participation, exercises, pages", false,
           ilias::recognises, ilias::read},
    Reader{"olx", "Open edX course (OLX)", "chapters to components, discussions, peer assessment, teams, about pages",
           false, olx::recognises, olx::read},
    Reader{"olx-library", "Open edX content library (OLX)", "its components", false, olx::recognises_library,
           olx::read_library},
    Reader{"canvas", "Canvas",
           "modules, discussions with grading and rules, assignments, quizzes, pages, syllabus, outcomes", false,
           canvas::recognises, canvas::read},
    Reader{"sakai-cc", "Sakai Lessons (Common Cartridge)", "pages, forums, links and tests of Lessons", false,
           common_cartridge::recognises_sakai, common_cartridge::read},
    Reader{"common-cartridge", "IMS Common Cartridge and Thin CC",
           "items, discussion topics, links, tools, tests, metadata", false, common_cartridge::recognises,
           common_cartridge::read},
    Reader{"scorm-2004", "SCORM 2004",
           "items, titles and metadata of the manifest; pages, scripts and authoring payloads", false,
           scorm::recognises_2004, scorm::read},
    Reader{"scorm-1.2", "SCORM 1.2",
           "items, titles and metadata of the manifest; pages, scripts and authoring payloads", false,
           scorm::recognises_12, scorm::read},
    Reader{"ims-cp", "IMS Content Packaging",
           "items, titles and metadata of the manifest; pages and authoring payloads", false, scorm::recognises_ims,
           scorm::read},
    Reader{"aicc", "AICC", "units in the order of the course structure, descriptions, objectives; pages and payloads",
           false, aicc::recognises, aicc::read},
    Reader{"cmi5", "cmi5", "blocks, units, objectives of the course structure; pages and authoring payloads", false,
           cmi5::recognises, cmi5::read},
    Reader{"xapi", "xAPI (Tin Can) packages", "titles and descriptions of tincan.xml; pages and authoring payloads",
           false, xapi::recognises, xapi::read},
    Reader{"h5p", "H5P",
           "slides, questions, cards, panels of all content types, nested ones too; no labels of the player", false,
           h5p::recognises, h5p::read},
    Reader{"sakai-archive", "Sakai site archive", "Lessons, forums, assignments, announcements, syllabus", false,
           sakai::recognises, sakai::read},
    Reader{"xlsx", "Excel workbook", "courses and programmes of every sheet that lists them", true,
           catalogue::recognises_xlsx, catalogue::read_xlsx},
    Reader{"spreadsheetml", "Excel 2003 XML (Workday)", "courses and programmes of every sheet that lists them", true,
           catalogue::recognises_spreadsheetml, catalogue::read_spreadsheetml},
    Reader{"xcri-cap", "XCRI-CAP 1.1 and 1.2", "courses with all their texts, presentations, providers", true,
           catalogue::recognises_xcri, catalogue::read_xcri},
    Reader{"lheo", "LHEO, Mon Compte Formation", "trainings with their objectives, results and contents", true,
           catalogue::recognises_lheo, catalogue::read_lheo},
    Reader{"cdm", "CDM and CDM-fr", "programmes and courses with their texts", true, catalogue::recognises_cdm,
           catalogue::read_cdm},
    Reader{"elm", "European Learning Model", "learning opportunities and qualifications, references followed", true,
           catalogue::recognises_elm, catalogue::read_elm},
    Reader{"lom", "IEEE LOM", "records of learning objects; visiting cards never", true, catalogue::recognises_lom,
           catalogue::read_lom},
    Reader{"xml-list", "List of courses in XML", "the elements of the list, whatever their names", true,
           catalogue::recognises_xml_list, catalogue::read_xml_list},
    Reader{"json", "JSON, JSON Lines and JavaScript data",
           "records of courses of any make: JSON Feed, schema.org and Bioschemas, CTDL, P2881, Percipio, Cornerstone, "
           "Eventbrite, Open edX discovery, Elasticsearch bulk and others",
           true, catalogue::recognises_json, catalogue::read_json},
    Reader{"csv", "CSV and other delimited text",
           "courses and programmes: titles, descriptions and every other column of text; contact data never", true,
           catalogue::recognises_csv, catalogue::read_csv},
    Reader{"web", "Web content without a manifest", "pages in natural order, data in scripts, authoring payloads",
           false, web::recognises, web::read},
    Reader{"document", "Document", "a Word, PowerPoint, OpenDocument, RTF, text, caption or PDF file by itself", false,
           document::recognises, document::read},
};

}  // namespace

std::string Reading::member(std::string_view path) {
    if (!container.has(path)) {
        remark(path, base::CoverageState::error, "expected in the package, and not there; export the course again");
        return {};
    }
    return container.try_read(path).value_or(std::string());
}

void Reading::remark(std::string_view member, base::CoverageState state, std::string reason, bool skipped_is_gap) {
    std::uint64_t bytes = 0;
    if (const auto index = container.find(member)) bytes = container.entries()[*index].bytes;
    const bool gap = state != base::CoverageState::skipped || skipped_is_gap;
    package.coverage.push_back(
        {base::first_bytes(member, longest_place), bytes, state, base::first_bytes(reason, longest_place), gap});
}

std::span<const Reader> readers() { return table; }

const Reader* recognise(container::Container& container, const ReadOptions& options) {
    const auto found =
        std::find_if(table.begin(), table.end(), [&](auto& reader) { return reader.recognises(container); });
    if (!options.columns.empty() && (found == table.end() || found->recognises == document::recognises)) {
        const auto named = [](std::string_view name) {
            return std::find_if(table.begin(), table.end(), [&](auto& reader) { return reader.name == name; });
        };
        if (catalogue::recognises_csv_by(container, options.columns)) return named("csv");
        if (catalogue::recognises_xlsx_by(container, options.columns)) return named("xlsx");
    }
    return found == table.end() ? nullptr : &*found;
}

}  // namespace needfirst::format
