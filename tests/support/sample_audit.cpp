// SPDX-License-Identifier: Apache-2.0
#include "support/sample_audit.hpp"

namespace needfirst::test {
namespace {

model::Activity item(int position, model::Kind kind, std::string title, bool social) {
    model::Activity a;
    a.position = position, a.of_items = 3, a.kind = kind, a.title = std::move(title), a.social = social;
    a.section = "Week 1", a.depth = 1, a.native_kind = "native";
    a.location = "safety.mbz!course/item.xml#Week 1 > " + a.title;
    return a;
}

model::Judgement purposeful() {
    model::Judgement course;
    course.identifier = "RETURNS-2", course.title = "Fewer returns", course.provider = "Logistics";
    course.language = "en", course.category = "Warehouse";
    course.words_read = 900, course.need = model::Need::stated, course.verdict = model::Verdict::purposeful;
    course.reason = "The problem is stated and the community works on it.";
    course.activities = {item(1, model::Kind::collaboration, "Bring your own return slips", true)};
    course.evidence = {{-1, "gap-measured", "stated", model::Field::description, "One parcel in nine comes back.",
                        "returns.zip!imsmanifest.xml#Fewer returns"}};
    return course;
}

model::Judgement catalogue_row() {
    model::Judgement course;
    course.identifier = "X-9", course.title = "=HYPERLINK(\"http://example.org\")", course.retired = true;
    course.words_read = 3, course.verdict = model::Verdict::unreadable, course.reason = "3 words could be read.";
    return course;
}

}  // namespace

model::Judgement sample_judgement() {
    model::Judgement course;
    course.identifier = "SAFE-1", course.title = "Safe lifting, \"the basics\"", course.language = "en";
    course.provider = "Safety", course.category = "Warehouse", course.words_read = 412, course.score = 0.75;
    course.verdict = model::Verdict::tacked_on, course.reason = "A generic prompt ends it, and no problem is stated.";
    course.activities = {item(1, model::Kind::page, "How to lift", false), item(2, model::Kind::quiz, "Check", false),
                         item(3, model::Kind::forum, "Share your thoughts", true)};
    auto& forum = course.activities.back();
    forum.platform = "Yammer", forum.is_last_of_section = true, forum.after_last_assessment = true;
    forum.graded = false, forum.posts = 0, forum.participants = 0;
    course.evidence = {
        {2, "generic-prompt", "tacked-on", model::Field::prompt, "Share your thoughts below.", forum.location}};
    course.findings = {{2, "core/no-stated-problem", model::Level::alarm,
                        "No performance problem was found for “Share your thoughts” in the course.",
                        "Share your thoughts below.", forum.location, "f1", model::FindingState::fresh},
                       {2, "core/generic-prompt", model::Level::warning, "The prompt would fit any course.",
                        "Share your thoughts below.", forum.location, "f2", model::FindingState::fresh}};
    course.questions = {{"core/no-stated-problem", "What is happening in the job that should be different?"}};
    course.other_sources = {2};
    return course;
}

void write_sample_audit(const std::filesystem::path& path) {
    const model::RuleRecord rules[] = {{"core/generic-prompt", "A prompt that would fit any course", "warning",
                                        "stable", "activity", "why", "instead", "core", "title: A prompt"},
                                       {"core/no-stated-problem", "No performance problem is stated", "alarm", "stable",
                                        "course", "why", "instead", "core", "title: No problem"}};
    store::Writer writer(path, {"2024-01-01T00:00:00Z", "", "0.1.0", "r1", "audit samples", ""}, rules);
    const auto package = [](std::size_t number, std::string name, std::string format) {
        model::AuditedPackage audited;
        audited.number = number;
        audited.package.path = std::move(name), audited.package.format = std::move(format);
        audited.package.bytes = 1000 + number, audited.package.members = 4, audited.package.members_read = 4;
        return audited;
    };
    auto safety = package(0, "safety.mbz", "moodle");
    safety.package.status = model::PackageStatus::partly;
    safety.package.coverage = {
        {"files/ab/abcd", 500, base::CoverageState::error, "truncated member: export the course again"}};
    safety.courses = {sample_judgement()};
    writer.write(safety);
    auto returns = package(1, "returns.zip", "scorm-1.2");
    returns.package.authoring_tool = "Articulate Rise";
    returns.courses = {purposeful()};
    writer.write(returns);
    auto catalogue = package(2, "catalogue.csv", "catalogue-csv");
    catalogue.package.rows = 2;
    catalogue.package.programmes = {{"P1", "Warehouse start", {"SAFE-1", "Fewer returns", "absent"}}};
    writer.write(catalogue);
    auto broken = package(3, "broken.zip", "");
    broken.package.status = model::PackageStatus::unreadable;
    broken.package.message = "no central directory: export it again";
    writer.write(broken);
    const model::Judgement rows[] = {catalogue_row()};
    writer.write_courses(2, rows);
    const model::WaiverRecord waivers[] = {{"core/ghost-town", "*.mbz", "archive", "L&D", "2030-01-01", "unused",
                                            "waivers.yaml:3", "covers no finding; remove it"}};
    writer.write(waivers);
    writer.finish("2024-01-01T00:00:01Z", 100);
}

}  // namespace needfirst::test
