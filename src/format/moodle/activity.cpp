// SPDX-License-Identifier: Apache-2.0
#include "format/moodle/activity.hpp"

#include "format/moodle/field.hpp"

#include <charconv>
#include <set>

namespace needfirst::format::moodle {
namespace {

namespace xml = base::xml;
using model::Item;
using model::Kind;

/// What a module is by its nature. Modules that come with Moodle, then plugins that real courses use.
struct Nature {
    std::string_view mod;
    Kind kind;
    bool meets;
};
constexpr Nature natures[] = {
    {"forum", Kind::forum, true},
    {"hsuforum", Kind::forum, true},
    {"forumng", Kind::forum, true},
    {"peerforum", Kind::forum, true},
    {"hotquestion", Kind::forum, true},
    {"chat", Kind::chat, true},
    {"dialogue", Kind::chat, true},
    {"wiki", Kind::wiki, true},
    {"ouwiki", Kind::wiki, true},
    {"socialwiki", Kind::wiki, true},
    {"oublog", Kind::blog, true},
    {"workshop", Kind::peer_review, true},
    {"peerwork", Kind::peer_review, true},
    {"peerassessment", Kind::peer_review, true},
    {"teamwork", Kind::group_work, true},
    {"data", Kind::collaboration, false},
    {"datalynx", Kind::collaboration, false},
    {"board", Kind::collaboration, true},
    {"kanban", Kind::collaboration, true},
    {"etherpadlite", Kind::collaboration, true},
    {"padlet", Kind::collaboration, true},
    {"pdfannotator", Kind::collaboration, true},
    {"studentquiz", Kind::collaboration, true},
    {"glossary", Kind::glossary, false},
    {"bigbluebuttonbn", Kind::conference, false},
    {"zoom", Kind::conference, false},
    {"googlemeet", Kind::conference, false},
    {"msteams", Kind::conference, false},
    {"teamsmeeting", Kind::conference, false},
    {"webexactivity", Kind::conference, false},
    {"jitsi", Kind::conference, false},
    {"adobeconnect", Kind::conference, false},
    {"collaborate", Kind::conference, false},
    {"openmeetings", Kind::conference, false},
    {"gotomeeting", Kind::conference, false},
    {"facetoface", Kind::conference, false},
    {"seminar", Kind::conference, false},
    {"choice", Kind::survey, false},
    {"choicegroup", Kind::survey, false},
    {"feedback", Kind::survey, false},
    {"survey", Kind::survey, false},
    {"questionnaire", Kind::survey, false},
    {"surveypro", Kind::survey, false},
    {"ratingallocate", Kind::survey, false},
    {"quiz", Kind::quiz, false},
    {"hotpot", Kind::quiz, false},
    {"game", Kind::quiz, false},
    {"realtimequiz", Kind::quiz, false},
    {"offlinequiz", Kind::quiz, false},
    {"adaptivequiz", Kind::quiz, false},
    {"assign", Kind::assignment, false},
    {"assignment", Kind::assignment, false},
    {"coursework", Kind::assignment, false},
    {"turnitintooltwo", Kind::assignment, false},
    {"vpl", Kind::assignment, false},
    {"journal", Kind::assignment, false},
    {"page", Kind::page, false},
    {"book", Kind::page, false},
    {"ouresource", Kind::page, false},
    {"resource", Kind::document, false},
    {"folder", Kind::document, false},
    {"certificate", Kind::document, false},
    {"customcert", Kind::document, false},
    {"url", Kind::link, false},
    {"subcourse", Kind::link, false},
    {"lti", Kind::external_tool, false},
    {"videotime", Kind::video, false},
    {"kalvidres", Kind::video, false},
    {"panopto", Kind::video, false},
};

std::string link_of(xml::Element body) {
    for (const std::string_view name : {"externalurl", "toolurl", "securetoolurl", "join_url"})
        if (std::string link = value(body, name); !link.empty()) return link;
    if (const std::int64_t course = number(body, "refcourse"); course > 0)  // of a subcourse
        return fmt::format("/course/view.php?id={}", course);
    return {};
}

/// Learners fill some collections; others are a teacher's word list. Only settings and authors tell them apart.
bool learners_contribute(xml::Element body) {
    for (const std::string_view setting : {"completionentries", "requiredentries", "requiredentriestoview",
                                           "editalways", "allowcomments", "comments", "assessed"})
        if (number(body, setting) > 0) return true;
    std::set<std::string> authors;
    for (const xml::Element entry : body.child("entries").children("entry")) authors.insert(value(entry, "userid"));
    for (const xml::Element record : body.child("records").children("record")) authors.insert(value(record, "userid"));
    return authors.size() > 1;
}

/// A grade is a number of points, or below zero the number of a scale; zero is no grade.
std::optional<bool> grade_of(xml::Element body, std::string_view name) {
    const std::string text = value(body, name);
    if (text.empty()) return std::nullopt;
    double points = 0;
    std::from_chars(text.data(), text.data() + text.size(), points);
    return points != 0;
}

std::optional<bool> graded(const Activity& activity, Kind kind) {
    const xml::Element body = activity.body;
    if (const std::string assessed = value(body, "assessed"); !assessed.empty()) {
        const bool rated = to_number(assessed) > 0 && value(body, "scale") != "0";
        return rated || grade_of(body, "grade_forum").value_or(false);
    }
    if (activity.mod == "lesson" && number(body, "practice") == 1) return false;
    for (const std::string_view name : {"grade", "maxgrade", "grade_forum", "maximumgrade"})
        if (const auto found = grade_of(body, name)) return found;
    if (kind == Kind::page || kind == Kind::document || kind == Kind::link || kind == Kind::announcement) return false;
    return std::nullopt;
}

void read_forum(xml::Element body, Item& item) {
    const std::string type = value(body, "type");
    item.native_kind += "/" + (type.empty() ? "general" : type);
    if (type != "news") return;
    item.kind = Kind::announcement;
    item.meets = false;
}

struct Demand {
    std::string_view setting, one, many;
};
constexpr Demand demands[] = {{"completiondiscussions", "discussion", "discussions"},
                              {"completionreplies", "reply", "replies"},
                              {"completionposts", "post", "posts"},
                              {"completionentries", "entry", "entries"},
                              {"completionsubmit", "submission", "submissions"}};

/// What learners wrote in one activity, without their words.
struct Tally {
    std::int64_t posts = 0, replies = 0, last = 0;
    std::set<std::string> people;
    void add(xml::Element element, std::string_view user, std::string_view time, bool reply = false) {
        ++posts;
        if (reply) ++replies;
        if (std::string who = value(element, user); !who.empty()) people.insert(std::move(who));
        last = std::max(last, number(element, time));
    }
};

void tally_wiki(xml::Element body, Tally& tally) {
    for (const xml::Element subwiki : body.child("subwikis").children("subwiki"))
        for (const xml::Element page : subwiki.child("pages").children("page"))
            for (const xml::Element version : page.child("versions").children("version"))
                if (number(version, "version") > 0) tally.add(version, "userid", "timecreated");  // 0 is the blank page
}

Tally tally_of(const Activity& activity, Kind kind) {
    Tally tally;
    const xml::Element body = activity.body;
    if (kind == Kind::forum)
        for (const xml::Element discussion : body.child("discussions").children("discussion"))
            for (const xml::Element post : discussion.child("posts").children("post"))
                tally.add(post, "userid", "created", number(post, "parent") != 0);
    if (kind == Kind::chat)
        for (const xml::Element message : body.child("messages").children("message"))
            if (number(message, "system") == 0 && number(message, "issystem") == 0)
                tally.add(message, "userid", value(message, "timestamp").empty() ? "message_timestamp" : "timestamp");
    if (kind == Kind::glossary)
        for (const xml::Element entry : body.child("entries").children("entry"))
            if (number(entry, "teacherentry") == 0) tally.add(entry, "userid", "timecreated");
    if (kind == Kind::collaboration)
        for (const xml::Element record : body.child("records").children("record"))
            tally.add(record, "userid", "timecreated");
    if (kind == Kind::peer_review)
        for (const xml::Element submission : body.child("submissions").children("submission"))
            if (number(submission, "example") == 0) tally.add(submission, "authorid", "timecreated");
    if (kind == Kind::wiki) tally_wiki(body, tally);
    return tally;
}

/// Kinds whose contributions tally_of() knows how to count.
bool counted(std::string_view mod) {
    constexpr std::string_view mods[] = {"forum",    "hsuforum", "forumng",  "peerforum", "chat",
                                         "glossary", "data",     "workshop", "wiki"};
    return std::find(std::begin(mods), std::end(mods), mod) != std::end(mods);
}

}  // namespace

bool is_label(std::string_view mod) { return mod == "label" || mod == "unilabel" || mod == "customlabel"; }
bool is_unseen(std::string_view mod) { return mod == "qbank"; }

void read_nature(const Activity& activity, Item& item) {
    item.native_kind = activity.mod;
    item.kind = Kind::interactive;
    const xml::Element body = activity.body;
    for (const Nature& nature : natures)
        if (nature.mod == activity.mod) item.kind = nature.kind, item.meets = nature.meets;
    if (item.kind == Kind::forum) read_forum(body, item);
    if (activity.mod == "wiki" && value(body, "wikimode") == "individual") {
        item.native_kind += "/individual";
        item.meets = false;
    }
    if (activity.mod == "data" || activity.mod == "datalynx" || activity.mod == "glossary")
        item.meets = learners_contribute(body);
    if (activity.mod == "assign" && number(body, "teamsubmission") == 1) {
        item.kind = Kind::group_work;
        item.native_kind += "/team";
        item.meets = true;
    }
    item.link = link_of(body);
    item.graded = graded(activity, item.kind);
}

void read_demands(const Activity& activity, const Completion& completion, Item& item) {
    // Conditions count only while completion is automatic; being seen is no taking part. Completion by conditions
    // always has one, so where it is not the view it is some condition of the module, known here or not.
    item.required = completion.by_conditions && (!completion.by_view || completion.by_grade);
    for (const Demand& demand : demands) {
        const std::int64_t count = number(activity.body, demand.setting);
        if (count <= 0 || !completion.by_conditions) continue;
        item.required = true;
        if (demand.setting == "completionsubmit") continue;
        if (!item.quota.empty()) item.quota += ", ";
        item.quota += fmt::format("{} {}", count, count == 1 ? demand.one : demand.many);
    }
    if (const std::int64_t entries = number(activity.body, "requiredentries"); entries > 0 && item.quota.empty()) {
        item.required = true;
        item.quota = fmt::format("{} {}", entries, entries == 1 ? "entry" : "entries");
    }
}

void read_participation(const Activity& activity, bool exported, Item& item) {
    if (item.kind == Kind::announcement) return;
    if (!counted(activity.mod)) {
        if (item.meets) item.participation = model::Participation::unknown;
        return;
    }
    const Tally tally = tally_of(activity, item.kind);
    if (!exported && tally.posts == 0) {
        item.participation = model::Participation::unknown;
        return;
    }
    item.participation = model::Participation::present;
    item.posts = tally.posts;
    item.replies = tally.replies;
    item.participants = static_cast<std::int64_t>(tally.people.size());
    if (tally.last > 0) item.last_post_at = tally.last;
}

}  // namespace needfirst::format::moodle
