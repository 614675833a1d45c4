// SPDX-License-Identifier: Apache-2.0
#include "base/decode.hpp"
#include "base/error.hpp"
#include "base/xml.hpp"
#include "format/catalogue/catalogue.hpp"
#include "format/catalogue/courses.hpp"
#include "format/catalogue/header.hpp"
#include "format/catalogue/xml_records.hpp"

#include <algorithm>
#include <array>

#include <spdlog/fmt/fmt.h>

// XCRI-CAP 1.1 and 1.2, LHEO 2.2 (and Mon Compte Formation), CDM and CDM-fr, the European Learning Model 3, IEEE LOM,
// and lists of courses in XML of nobody's standard. CDM and LOM lists are read by their published structure: no real
// file of them was at hand.
namespace needfirst::format::catalogue {
namespace {

using base::xml::Root;

constexpr std::size_t glance = 16u << 10;

struct Standard {
    bool (*has)(const Root&);
    std::vector<std::string_view> records;  ///< local names of their elements; none for the children of the root
};

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

const Standard xcri{
    [](const Root& root) { return root.name == "catalog" && (root.space.empty() || contains(root.space, "xcri")); },
    {"course"}};
const Standard lheo{[](const Root& root) {
                        return root.name == "lheo" || contains(root.space, "lheo.org") ||
                               contains(root.space, "moncompteformation");
                    },
                    {"formation"}};
const Standard cdm{[](const Root& root) {
                       return base::same_ignoring_case(root.name, "cdm") || contains(root.space, "cdm-fr") ||
                              contains(root.space, "/CDM");
                   },
                   {"program", "course"}};
const Standard elm{[](const Root& root) { return contains(root.space, "europa.eu/snb/model"); },
                   {"learningOpportunity", "qualification", "learningAchievementSpecification", "accreditation"}};
const Standard lom{[](const Root& root) { return root.name == "lom" || contains(root.space, "LOM"); }, {"lom"}};
const Standard list{[](const Root& root) {
                        constexpr std::array<std::string_view, 12> names = {
                            "courses",   "courselist", "trainings",  "catalogue", "programmes", "coursecatalog",
                            "offerings", "kurse",      "formations", "cursos",    "training",   "coursecatalogue"};
                        const auto name = base::ascii_lower(root.name);
                        return std::find(names.begin(), names.end(), name) != names.end() &&
                               !contains(root.space, "europa.eu/snb");
                    },
                    {}};

bool recognises(container::Container& container, const Standard& standard) {
    if (container.entries().size() != 1) return false;
    const auto root = base::xml::peek_root(container.peek(0, glance));
    return !root.name.empty() && standard.has(root);
}

void read(Reading& reading, const Standard& standard) {
    const std::string member = reading.container.entries().front().path;
    const base::xml::Document document(reading.container.read(0));
    if (!document.root()) throw base::InputError(member + ": no XML could be read; " + document.problem());
    if (!document.problem().empty())
        reading.remark(member, base::CoverageState::partly,
                       "not well-formed, read as far as it makes sense: " + document.problem());
    // An accreditation is a record only where the file is a list of them.
    auto names = standard.records;
    if (document.root().name() != "Accreditations") std::erase(names, "accreditation");
    std::map<std::string, std::size_t> other_languages;
    const auto sheet = xml_records(document, names, other_languages);
    if (sheet->rows() < 2) {
        reading.package.message = member + ": well-known XML without a single course";
        reading.remark(member, base::CoverageState::error, "no course was found in it; export the list again");
        return;
    }
    const auto columns = find_columns(*sheet, reading.options.columns, true);
    if (!columns) throw base::InputError(member + ": records were found, and none has a title");
    read_courses(reading, *sheet, *columns, {});
    for (const auto& [language, texts] : other_languages)
        reading.remark(
            member, base::CoverageState::partly,
            fmt::format("{} texts in {} were not read: one language was taken of each course", texts, language));
}

}  // namespace

bool recognises_xcri(container::Container& container) { return recognises(container, xcri); }
void read_xcri(Reading& reading) { read(reading, xcri); }
bool recognises_lheo(container::Container& container) { return recognises(container, lheo); }
void read_lheo(Reading& reading) { read(reading, lheo); }
bool recognises_cdm(container::Container& container) { return recognises(container, cdm); }
void read_cdm(Reading& reading) { read(reading, cdm); }
bool recognises_elm(container::Container& container) { return recognises(container, elm); }
void read_elm(Reading& reading) { read(reading, elm); }
bool recognises_lom(container::Container& container) { return recognises(container, lom); }
void read_lom(Reading& reading) { read(reading, lom); }
bool recognises_xml_list(container::Container& container) { return recognises(container, list); }
void read_xml_list(Reading& reading) { read(reading, list); }

}  // namespace needfirst::format::catalogue
