// SPDX-License-Identifier: Apache-2.0
#include "format/moodle/activity.hpp"
#include "format/moodle/field.hpp"
#include "support/package.hpp"

namespace needfirst {
namespace {

using model::Field;
using model::Kind;
using model::Participation;
using model::Placement;
using State = base::CoverageState;

std::vector<std::string> titles(const model::Course& course) {
    std::vector<std::string> all;
    for (const auto& item : course.items) all.push_back(item.title);
    return all;
}

bool holds(const model::Course& course, std::string_view text) {
    for (const auto& statement : course.statements)
        if (statement.text.find(text) != std::string::npos) return true;
    for (const auto& item : course.items)
        for (const auto& passage : item.passages)
            if (passage.text.find(text) != std::string::npos) return true;
    return false;
}

/// One activity as Moodle 2 keeps it, read as far as it is asked.
model::Item read_activity(const std::string& mod, const std::string& inside, bool exported = false,
                          const format::moodle::Completion& completion = {}) {
    const base::xml::Document document("<activity><" + mod + ">" + inside + "</" + mod + "></activity>");
    const format::moodle::Activity activity{mod, document.root().child(mod), "m.xml", "en"};
    model::Item item;
    read_nature(activity, item);
    read_demands(activity, completion, item);
    read_participation(activity, exported, item);
    read_text(activity, item);
    return item;
}

TEST(format_Moodle, reads_course_sections_and_activities) {
    const auto found = test::read_fixture("moodle2/minimal-valid");
    const auto& course = found.course();
    EXPECT_EQ(found.package.format_version, "4.3 (Build: 20231009)");
    EXPECT_EQ(course.title, "Labels on the Dock");
    EXPECT_EQ(course.identifier, "LD-7");
    EXPECT_EQ(course.category, "Operations");
    EXPECT_EQ(course.exported_at, 1700000000);
    EXPECT_EQ(found.statements(Field::description), "For dock staff.");
    EXPECT_EQ(found.statements(Field::welcome), "Welcome. One delivery in nine leaves the dock with the wrong label.");
    EXPECT_EQ(titles(course),
              (std::vector<std::string>{"Announcements", "How a label is made", "Wrong labels", "Check"}));
    EXPECT_EQ(found.text(1), "Print\nScan, print, check.");
    EXPECT_EQ(found.item(1).section, 1);
}

TEST(format_Moodle, a_label_is_text_of_its_section_and_no_item) {
    const auto found = test::read_fixture("moodle2/minimal-valid");
    const auto& section = found.course().sections.at(1);
    ASSERT_EQ(section.passages.size(), 1u);
    EXPECT_EQ(section.passages[0].text, "Bring the last label you had to print twice.");
    EXPECT_EQ(section.passages[0].field, Field::section);
}

TEST(format_Moodle, a_text_block_beside_the_course_is_read) {
    const auto found = test::read_fixture("moodle2/minimal-valid");
    const auto& passages = found.course().sections.at(0).passages;
    ASSERT_EQ(passages.size(), 2u);
    EXPECT_EQ(passages[0].text, "Dock chat");
    EXPECT_EQ(passages[1].text, "Tell the next shift in the dock channel.");
}

TEST(format_Moodle, old_courses_show_a_set_number_of_sections) {
    const std::map<std::string, std::string> rest = {
        {"course/course.xml",
         "<course><fullname>Old</fullname><format>weeks</format><numsections>1</numsections></course>"},
        {"sections/section_1/section.xml",
         "<section id='1'><number>2</number><name>Past</name><sequence>4</sequence></section>"},
        {"activities/page_4/page.xml", "<activity><page><name>Orphan</name></page></activity>"},
        {"activities/page_4/module.xml", "<module id='4'/>"}};
    const auto with_version = [&](const std::string& version) {
        auto members = rest;
        members["moodle_backup.xml"] = "<moodle_backup><information><backup_version>" + version +
                                       "</backup_version></information></moodle_backup>";
        return test::read_package(members).item(0).placement;
    };
    EXPECT_EQ(with_version("2013111800"), Placement::hidden);
    EXPECT_EQ(with_version("2023100900"), Placement::placed);
}

TEST(format_Moodle, a_news_forum_is_an_announcement_board) {
    const auto found = test::read_fixture("moodle2/minimal-valid");
    EXPECT_EQ(found.item(0).kind, Kind::announcement);
    EXPECT_EQ(found.item(0).native_kind, "forum/news");
    EXPECT_FALSE(found.item(0).meets);
    EXPECT_EQ(found.item(0).participation, Participation::not_applicable);
}

TEST(format_Moodle, settings_tell_grade_demand_and_quota) {
    const auto found = test::read_fixture("moodle2/minimal-valid");
    const auto& forum = found.item(2);
    EXPECT_TRUE(forum.meets);
    EXPECT_EQ(forum.graded, true);
    EXPECT_EQ(forum.required, true);
    EXPECT_EQ(forum.quota, "1 discussion, 2 replies");
    EXPECT_EQ(forum.participation, Participation::unknown);  // exported without users: no posts is not zero posts
    EXPECT_EQ(forum.posts, std::nullopt);
    EXPECT_EQ(found.item(3).placement, Placement::hidden);
}

TEST(format_Moodle, order_is_that_of_numbers_and_sequences_with_subsections_in_place) {
    const auto found = test::read_fixture("moodle2/order-nesting-hidden-valid");
    EXPECT_EQ(titles(found.course()),
              (std::vector<std::string>{"Book", "Shared notes", "My notes", "Team task", "Plugin nobody knows",
                                        "Earlier", "Later", "Nowhere", "Stealth", "Behind the curtain"}));
    const auto& sections = found.course().sections;
    ASSERT_EQ(sections.size(), 4u);  // two more are empty and nameless
    EXPECT_EQ(sections[1].title, "Inner part");
    EXPECT_EQ(sections[1].parent, 0);
    EXPECT_TRUE(sections[3].hidden);
    EXPECT_EQ(found.item(7).placement, Placement::unplaced);
    EXPECT_EQ(found.item(8).placement, Placement::hidden);
    EXPECT_EQ(found.text(0), "One\nfirst\nTwo\nsecond");
    EXPECT_TRUE(found.item(1).meets);
    EXPECT_FALSE(found.item(2).meets);
    EXPECT_EQ(found.item(3).kind, Kind::group_work);
    EXPECT_EQ(found.text(4), "Do a thing.\nThe thing.");
    EXPECT_EQ(found.item(5).link, "https://teams.microsoft.com/l/team/1");
}

TEST(format_Moodle, sections_of_flexsections_lie_in_their_parents) {
    const auto found = test::read_fixture("moodle2/flexsections-valid");
    EXPECT_EQ(titles(found.course()), (std::vector<std::string>{"A", "B", "C"}));
    EXPECT_EQ(found.course().sections.at(1).parent, 0);
}

TEST(format_Moodle, posts_are_counted_where_users_were_exported_and_never_read) {
    const auto found = test::read_fixture("moodle2/with-users-valid");
    EXPECT_EQ(found.item(0).posts, std::nullopt);  // news
    const auto& cases = found.item(1);
    EXPECT_EQ(cases.participation, Participation::present);
    EXPECT_EQ(cases.posts, 3);
    EXPECT_EQ(cases.replies, 2);
    EXPECT_EQ(cases.participants, 2);
    EXPECT_EQ(cases.last_post_at, 1690000900);
    EXPECT_EQ(found.item(2).posts, 0);
    EXPECT_EQ(found.item(3).participation, Participation::unknown);
    EXPECT_FALSE(holds(found.course(), "Secret"));
    EXPECT_FALSE(holds(found.course(), "example.org"));
}

TEST(format_Moodle, a_damaged_backup_is_read_as_far_as_it_goes) {
    const auto found = test::read_fixture("moodle2/activity-cut-error");
    EXPECT_EQ(titles(found.course()), (std::vector<std::string>{"Gone forum", "Cut page", "Whole page"}));
    EXPECT_EQ(found.text(1), "Begins well and");
    EXPECT_TRUE(found.remarked("activities/forum_11/forum.xml", State::error));
    EXPECT_TRUE(found.remarked("activities/page_12/page.xml", State::partly));
    EXPECT_TRUE(found.remarked("activities", State::partly));  // one activity was left out of the backup
}

TEST(format_Moodle, a_backup_of_one_activity_has_no_sections) {
    const auto found =
        test::read_package({{"moodle_backup.xml",
                             "<moodle_backup><information><contents><activities><activity><moduleid>4</moduleid>"
                             "<title>Alone</title></activity></activities></contents></information></moodle_backup>"},
                            {"activities/page_4/page.xml", "<activity><page><name>Alone</name></page></activity>"},
                            {"activities/page_4/module.xml", "<module id='4'><visible>1</visible></module>"}});
    EXPECT_EQ(found.item(0).title, "Alone");
    EXPECT_EQ(found.item(0).placement, Placement::placed);
}

TEST(format_Moodle, a_wrapping_folder_is_looked_through) {
    const auto found =
        test::read_package({{"my backup/moodle_backup.xml", "<moodle_backup/>"},
                            {"my backup/course/course.xml", "<course><fullname>In a folder</fullname></course>"}});
    EXPECT_EQ(found.reader, "moodle2");
    EXPECT_EQ(found.course().title, "In a folder");
}

TEST(format_Moodle, packages_inside_are_read_through_the_index_of_files) {
    const auto found = test::read_package(
        {{"moodle_backup.xml", "<moodle_backup/>"},
         {"sections/section_1/section.xml", "<section id='1'><number>1</number><sequence>5</sequence></section>"},
         {"activities/scorm_5/scorm.xml", "<activity contextid='9'><scorm><name>Unpacked</name></scorm></activity>"},
         {"activities/scorm_5/module.xml", "<module id='5'/>"},
         {"files.xml",
          "<files><file><contenthash>aa1</contenthash><contextid>9</contextid><component>mod_scorm</component>"
          "<filearea>content</filearea><filepath>/</filepath><filename>imsmanifest.xml</filename><mimetype>application/"
          "xml</mimetype></file>"
          "<file><contenthash>bb2</contenthash><contextid>9</contextid><component>mod_scorm</component>"
          "<filearea>content</filearea><filepath>/</filepath><filename>a.html</filename><mimetype>text/html</"
          "mimetype></file></files>"},
         {"files/aa/aa1",
          "<manifest xmlns='http://www.imsproject.org/xsd/imscp_rootv1p1p2' "
          "xmlns:adlcp='http://www.adlnet.org/xsd/adlcp_rootv1p2'><metadata><schema>ADL SCORM</schema>"
          "<schemaversion>1.2</schemaversion></metadata><organizations><organization><item identifier='i' "
          "identifierref='r'><title>Step</title></item></organization></organizations><resources><resource "
          "identifier='r' "
          "type='webcontent' adlcp:scormtype='sco' href='a.html'><file "
          "href='a.html'/></resource></resources></manifest>"},
         {"files/bb/bb2", "<html><body><p>Words of the package.</p></body></html>"}});
    EXPECT_TRUE(holds(found.course(), "Words of the package."));
}

TEST(format_Moodle, totara_is_named_as_such) {
    const auto found = test::read_fixture("totara/minimal-valid");
    EXPECT_EQ(found.reader, "totara");
    EXPECT_EQ(found.package.format_version, "17.0");
    EXPECT_EQ(found.item(1).quota, "1 discussion, 2 replies");
    EXPECT_EQ(test::read_fixture("totara/course-missing-error").item(0).kind, Kind::conference);
}

TEST(format_Moodle, being_seen_is_no_taking_part) {
    EXPECT_EQ(read_activity("forum", "", false, {true, true, false}).required, false);
    EXPECT_EQ(read_activity("forum", "<completionposts>1</completionposts>", false, {true, true, false}).required,
              true);
    EXPECT_EQ(read_activity("forum", "<completionposts>1</completionposts>", false, {}).required, false);
    EXPECT_EQ(read_activity("wiki", "", false, {true, false, false}).required, true);
    EXPECT_EQ(read_activity("data", "<requiredentries>3</requiredentries>").quota, "3 entries");
}

TEST(format_Moodle, a_collection_meets_where_learners_fill_it) {
    EXPECT_FALSE(read_activity("glossary", "<allowcomments>0</allowcomments>").meets);
    EXPECT_TRUE(read_activity("glossary", "<allowcomments>1</allowcomments>").meets);
    EXPECT_TRUE(read_activity(
                    "data", "<records><record><userid>1</userid></record><record><userid>2</userid></record></records>")
                    .meets);
    const auto words =
        read_activity("glossary",
                      "<entries><entry><userid>1</userid><teacherentry>1</teacherentry><concept>Dock</concept></entry>"
                      "<entry><userid>1</userid><concept>Secret</concept></entry></entries>",
                      true);
    EXPECT_EQ(words.posts, 1);
    ASSERT_EQ(words.passages.size(), 1u);
    EXPECT_EQ(words.passages[0].text, "Dock");
}

TEST(format_Moodle, lessons_follow_their_chain_and_loops_end) {
    const auto page = [](int id, int before, int after, const std::string& title) {
        return "<page id='" + std::to_string(id) + "'><prevpageid>" + std::to_string(before) +
               "</prevpageid><nextpageid>" + std::to_string(after) + "</nextpageid><qtype>20</qtype><title>" + title +
               "</title></page>";
    };
    const auto lesson = read_activity("lesson", "<pages>" + page(2, 1, 3, "b") + page(1, 0, 2, "a") +
                                                    page(3, 2, 1, "c") + page(9, 8, 7, "lost") + "</pages>");
    ASSERT_EQ(lesson.passages.size(), 4u);
    EXPECT_EQ(lesson.passages[0].text + lesson.passages[1].text + lesson.passages[2].text, "abc");
}

TEST(format_Moodle, feedback_questions_are_quiz_text) {
    const auto item =
        read_activity("feedback",
                      "<items><item><typ>multichoice</typ><name>Was it useful?</name>"
                      "<presentation>r&gt;&gt;&gt;&gt;&gt;Yes|No&lt;&lt;&lt;&lt;&lt;1</presentation></item></items>");
    EXPECT_EQ(item.kind, Kind::survey);
    ASSERT_EQ(item.passages.size(), 2u);
    EXPECT_EQ(item.passages[1].text, "Yes\nNo");
    EXPECT_EQ(item.passages[1].field, Field::quiz);
}

TEST(format_Moodle, values_are_freed_of_what_moodle_adds) {
    using format::moodle::title;
    using format::moodle::visible;
    EXPECT_EQ(visible("$@NULL@$", "1", "en"), "");
    EXPECT_EQ(visible("See $@FORUMVIEWBYID*12@$ now, 5$@", "1", "en"), "See now, 5$@");
    EXPECT_EQ(visible("one\n\ntwo <three", "2", "en"), "one\ntwo <three");
    EXPECT_EQ(title("{mlang de}Hallo{mlang}{mlang en}Hello{mlang}!", "de"), "Hallo!");
    EXPECT_EQ(title("{mlang de}Hallo{mlang}{mlang fr}Salut{mlang}", "en"), "Hallo");
    EXPECT_EQ(
        title("<span lang=\"fr\" class=\"multilang\">Quai</span><span lang=\"en\" class=\"multilang\">Dock</span>", ""),
        "Dock");
    EXPECT_EQ(title("{mlang de}never closed", "de"), "{mlang de}never closed");
    EXPECT_EQ(title("R&amp;D", "en"), "R&D");
}

TEST(format_Moodle1, reads_course_sections_and_modules) {
    const auto found = test::read_fixture("moodle1/minimal-valid");
    const auto& course = found.course();
    EXPECT_EQ(found.reader, "moodle1");
    EXPECT_EQ(found.package.format_version, "1.9.18");
    EXPECT_EQ(course.title, "Night Shift Handover");
    EXPECT_EQ(found.statements(Field::description), "Two alarms in ten are passed on late.");
    EXPECT_EQ(found.statements(Field::welcome), "Welcome");
    EXPECT_EQ(titles(course),
              (std::vector<std::string>{"Late alarms", "Rules", "Team wiki in no section", "Old site"}));
    EXPECT_EQ(found.item(0).posts, 1);
    EXPECT_EQ(found.item(0).participation, Participation::present);
    EXPECT_EQ(found.item(1).kind, Kind::page);
    EXPECT_EQ(found.text(1), "Write, read back, sign.");
    EXPECT_EQ(found.item(2).placement, Placement::unplaced);
    EXPECT_EQ(found.item(3).placement, Placement::hidden);
    EXPECT_EQ(found.item(3).link, "http://example.org/old");
    EXPECT_EQ(course.sections.at(1).title, "Week 1");
    EXPECT_EQ(course.sections.at(1).passages.at(0).text, "Before you start");
    EXPECT_FALSE(holds(course, "Secret"));
}

TEST(format_Moodle1, what_stands_before_a_cut_is_kept) {
    const auto found = test::read_fixture("moodle1/cut-error");
    EXPECT_EQ(titles(found.course()), (std::vector<std::string>{"Late alarms", "Rules"}));
    EXPECT_TRUE(found.remarked("moodle.xml", State::partly));
}

/// A backup of course 7 of learn.example.org, as far as programmes go.
test::ReadPackage backup_of(const std::string& title, const std::string& category,
                            std::map<std::string, std::string> members = {}) {
    members["moodle_backup.xml"] =
        "<moodle_backup><information><original_wwwroot>https://Learn.example.org/</original_wwwroot>"
        "<original_course_id>7</original_course_id><original_course_shortname>DOCK</original_course_shortname>"
        "</information></moodle_backup>";
    members["course/course.xml"] = "<course id=\"7\"><shortname>DOCK</shortname><fullname>" + title +
                                   "</fullname><category id=\"4\"><name>" + category + "</name></category></course>";
    return test::read_package(std::move(members));
}

std::map<std::string, std::string> links(std::initializer_list<const char*> addresses) {
    std::map<std::string, std::string> members;
    std::string sequence;
    for (const char* address : addresses) {
        const std::string folder = "activities/url_" + std::to_string(members.size() + 1) + "/";
        members[folder + "url.xml"] =
            "<activity><url><name>n</name><externalurl>" + std::string(address) + "</externalurl></url></activity>";
        members[folder + "module.xml"] = "<module><modulename>url</modulename><visible>1</visible></module>";
    }
    for (const auto& [name, content] : members)
        if (name.ends_with("url.xml")) {
            const auto from = name.find('_') + 1;
            sequence += (sequence.empty() ? "" : ",") + name.substr(from, name.find('/', from) - from);
        }
    members["sections/section_1/section.xml"] =
        "<section id=\"1\"><number>1</number><name>All</name><visible>1</visible><sequence>" + sequence +
        "</sequence></section>";
    return members;
}

TEST(format_Moodle, knows_a_course_by_its_addresses_on_its_platform) {
    EXPECT_EQ(backup_of("Labels", "Docks").course().names,
              (std::vector<std::string>{"learn.example.org/course/view.php?id=7",
                                        "learn.example.org/course/view.php?name=DOCK"}));
}

TEST(format_Moodle, a_numbered_title_is_a_step_of_a_guessed_programme) {
    const auto found = backup_of("New on the dock, part 2 of 3: Labels", "Docks");
    ASSERT_EQ(found.package.programmes.size(), 1u);
    const auto& step = found.package.programmes[0];
    EXPECT_EQ(step.title, "New on the dock");
    EXPECT_EQ(step.step, 2);
    EXPECT_EQ(step.basis, model::Basis::guessed);
    EXPECT_EQ(step.courses, std::vector<std::string>{"learn.example.org/course/view.php?id=7"});
    EXPECT_EQ(backup_of("Step II: Labels", "Docks").package.programmes.at(0).title, "Docks");
}

TEST(format_Moodle, a_category_alone_or_the_one_of_a_new_site_is_no_programme) {
    EXPECT_TRUE(backup_of("Labels", "Docks").package.programmes.empty());
    EXPECT_TRUE(backup_of("Step II: Labels", "Miscellaneous").package.programmes.empty());
    EXPECT_TRUE(backup_of("Part 2 licence for drivers", "Docks").package.programmes.empty());
    EXPECT_TRUE(backup_of("Excel, level 2", "Docks").package.programmes.empty());
    EXPECT_TRUE(backup_of("Winter 2021, part 2021", "Docks").package.programmes.empty());
}

TEST(format_Moodle, a_course_that_leads_to_others_is_a_programme_in_their_order) {
    const auto found = backup_of("New on the dock", "Docks",
                                 links({"https://learn.example.org/course/view.php?id=12#section-1",
                                        "https://learn.example.org/course/view.php?section=2&amp;id=9",
                                        "https://learn.example.org/course/view.php?id=7"}));
    ASSERT_EQ(found.package.programmes.size(), 1u);
    EXPECT_EQ(found.package.programmes[0].basis, model::Basis::linked);
    EXPECT_EQ(found.package.programmes[0].identifier, "learn.example.org/course/view.php?id=7");
    EXPECT_EQ(found.package.programmes[0].courses,
              (std::vector<std::string>{"learn.example.org/course/view.php?id=12",
                                        "learn.example.org/course/view.php?id=9"}));
}

TEST(format_Moodle, a_few_links_among_much_else_or_to_other_places_are_no_programme) {
    const char* dock = "https://learn.example.org/course/view.php?id=12";
    const char* label = "https://learn.example.org/course/view.php?id=9";
    const char* film = "https://films.example.org/dock";
    EXPECT_TRUE(backup_of("t", "c", links({dock, label, film, film, film})).package.programmes.empty());
    EXPECT_TRUE(backup_of("t", "c", links({dock, dock})).package.programmes.empty());
    EXPECT_TRUE(backup_of("t", "c", links({"https://other.example.org/course/view.php?id=1", dock}))
                    .package.programmes.empty());
}

TEST(format_Moodle, completion_of_other_courses_comes_before_a_course) {
    const auto found =
        backup_of("Labels", "Docks",
                  {{"completion.xml",
                    "<course_completion><course_completion_criteria id=\"1\"><criteriatype>8</criteriatype>"
                    "<courseinstanceshortname>SCAN</courseinstanceshortname></course_completion_criteria>"
                    "<course_completion_criteria id=\"2\"><criteriatype>4</criteriatype>"
                    "<courseinstanceshortname>$@NULL@$</courseinstanceshortname></course_completion_criteria>"
                    "</course_completion>"}});
    ASSERT_EQ(found.package.programmes.size(), 1u);
    EXPECT_EQ(found.package.programmes[0].basis, model::Basis::prerequisite);
    EXPECT_EQ(found.package.programmes[0].courses,
              (std::vector<std::string>{"learn.example.org/course/view.php?name=SCAN",
                                        "learn.example.org/course/view.php?name=DOCK"}));
}

TEST(format_Moodle, knows_where_learners_are_divided_and_since_when_a_space_is_open) {
    const auto forum = [](const std::string& module, const std::string& course) {
        auto members = links({});
        members["sections/section_1/section.xml"] =
            "<section id=\"1\"><number>1</number><visible>1</visible><sequence>5</sequence></section>";
        members["activities/forum_5/forum.xml"] =
            "<activity><forum><type>general</type><name>F</name></forum></activity>";
        members["activities/forum_5/module.xml"] =
            "<module><modulename>forum</modulename><visible>1</visible>" + module + "</module>";
        members["course/course.xml"] = "<course id=\"7\"><fullname>t</fullname>" + course + "</course>";
        members["moodle_backup.xml"] = "<moodle_backup><information/></moodle_backup>";
        return test::read_package(std::move(members)).item(0);
    };
    EXPECT_EQ(forum("<groupmode>1</groupmode>", "").groups, true);
    EXPECT_EQ(forum("<groupmode>0</groupmode>", "<groupmode>2</groupmode>").groups, false);
    EXPECT_EQ(forum("<groupmode>0</groupmode>", "<groupmode>2</groupmode><groupmodeforce>1</groupmodeforce>").groups,
              true);
    EXPECT_EQ(forum("<added>500</added>", "<startdate>900</startdate>").opened_at, 900);
    EXPECT_EQ(forum("<added>500</added>", "<startdate>100</startdate>").opened_at, 500);
    EXPECT_FALSE(forum("", "").opened_at);
}

}  // namespace
}  // namespace needfirst
