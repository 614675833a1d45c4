// SPDX-License-Identifier: Apache-2.0
#include "store/schema.hpp"

namespace needfirst::store {

const char* const schema_tables = R"sql(
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,        -- ISO 8601, UTC
    finished_at TEXT,                -- written last: null in the file of a run that did not end
    tool_version TEXT NOT NULL,
    rules_fingerprint TEXT NOT NULL,
    arguments TEXT NOT NULL,
    shard TEXT NOT NULL,             -- K/N, or those that were merged: 1,2,4/7; empty for a whole run
    inputs TEXT NOT NULL,            -- fingerprint of all that the store is made of; empty where that cannot be told
    coverage REAL,                   -- percent of the members that may bear text that were read
    settings TEXT NOT NULL           -- fingerprint of the limits and columns that the inputs were read with
);
CREATE TABLE package (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES run(id),
    path TEXT NOT NULL,              -- as given; outer.zip!inner.zip for an archive in an archive
    format TEXT NOT NULL,
    format_version TEXT NOT NULL,
    authoring_tool TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,       -- of its content
    rows INTEGER NOT NULL,           -- records read from a catalogue
    status TEXT NOT NULL,            -- audited | partly | unreadable | skipped (held packages of its own)
    message TEXT NOT NULL,           -- why it is not audited
    members INTEGER NOT NULL,
    members_read INTEGER NOT NULL
);
CREATE TABLE course (
    id INTEGER PRIMARY KEY,
    package_id INTEGER NOT NULL REFERENCES package(id),
    identifier TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    provider TEXT NOT NULL,
    category TEXT NOT NULL,
    words_read INTEGER NOT NULL,
    need TEXT NOT NULL,              -- none | implied | stated
    verdict TEXT NOT NULL,           -- not-social | purposeful | unproven | tacked-on | unreadable
    score REAL NOT NULL,             -- how loud it rings: 0 silent, 1 loudest
    reason TEXT NOT NULL,            -- one sentence: why this verdict
    retired INTEGER NOT NULL         -- 1: the catalogue says that it is no longer offered
);
CREATE TABLE course_name (           -- further names of a course on its platform: its addresses there
    course_id INTEGER NOT NULL REFERENCES course(id),
    name TEXT NOT NULL,
    PRIMARY KEY (name, course_id)
) WITHOUT ROWID;
CREATE TABLE course_source (         -- every package and catalogue that a course was seen in
    course_id INTEGER NOT NULL REFERENCES course(id),
    package_id INTEGER NOT NULL REFERENCES package(id),
    PRIMARY KEY (course_id, package_id)
) WITHOUT ROWID;
CREATE TABLE activity (              -- every item of a course, and every social prompt inside an item's text
    id INTEGER PRIMARY KEY,
    course_id INTEGER NOT NULL REFERENCES course(id),
    position INTEGER NOT NULL,       -- among the placed items, from 1; 0 where it has none
    of_items INTEGER NOT NULL,
    depth INTEGER NOT NULL,          -- sections above it
    section TEXT NOT NULL,           -- their titles, joined by " > "
    kind TEXT NOT NULL,
    native_kind TEXT NOT NULL,       -- what its format calls it
    title TEXT NOT NULL,
    social INTEGER NOT NULL,         -- 0 | 1
    platform TEXT NOT NULL,
    placement TEXT NOT NULL,         -- placed | unplaced | hidden
    is_last_of_section INTEGER NOT NULL,
    after_last_assessment INTEGER NOT NULL,
    graded INTEGER,                  -- null where unknown, as in the columns below
    required INTEGER,
    quota TEXT NOT NULL,             -- what its settings ask for: "2 posts, 1 reply"
    posts INTEGER,
    participants INTEGER,
    last_post_at INTEGER,            -- Unix seconds
    location TEXT NOT NULL,          -- package.zip!member/path.html#Lesson 3 > Discuss
    words TEXT NOT NULL,             -- of a social one: the normalised start of its own text
    groups INTEGER                   -- 1: its settings divide the learners into groups
);
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    course_id INTEGER NOT NULL REFERENCES course(id),
    activity_id INTEGER REFERENCES activity(id),
    signal TEXT NOT NULL,
    says TEXT NOT NULL,
    field TEXT NOT NULL,
    quote TEXT NOT NULL,
    location TEXT NOT NULL
);
CREATE TABLE finding (
    id INTEGER PRIMARY KEY,
    course_id INTEGER NOT NULL REFERENCES course(id),
    activity_id INTEGER REFERENCES activity(id),
    rule TEXT NOT NULL,
    level TEXT NOT NULL,             -- alarm | warning | note
    message TEXT NOT NULL,
    quote TEXT NOT NULL,
    location TEXT NOT NULL,
    fingerprint TEXT NOT NULL,       -- of rule, normalised place and normalised text
    state TEXT NOT NULL,             -- new | known (the baseline had it) | waived
    waiver_id INTEGER REFERENCES waiver(id),
    searched TEXT NOT NULL,          -- where a need was looked for; empty where the rule asks for none
    near_miss TEXT NOT NULL          -- what came nearest to one there, and where it stands; empty for nothing
);
CREATE TABLE question (              -- what to ask the owner of a course before anything more is built
    id INTEGER PRIMARY KEY,
    course_id INTEGER NOT NULL REFERENCES course(id),
    rule TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE TABLE coverage (              -- members that were not read whole
    id INTEGER PRIMARY KEY,
    package_id INTEGER NOT NULL REFERENCES package(id),
    member TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    state TEXT NOT NULL,             -- read | partly | skipped | limited | error
    reason TEXT NOT NULL,
    gap INTEGER NOT NULL             -- 1 where text of the course may be missing for it
);
CREATE TABLE rule (                  -- every active rule, fired or not, as it was in this run
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    level TEXT NOT NULL,
    status TEXT NOT NULL,
    about TEXT NOT NULL,
    why TEXT NOT NULL,
    instead TEXT NOT NULL,
    pack TEXT NOT NULL,
    definition TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE waiver (
    id INTEGER PRIMARY KEY,
    rule TEXT NOT NULL,
    place TEXT NOT NULL,
    reason TEXT NOT NULL,
    owner TEXT NOT NULL,
    expires TEXT NOT NULL,
    state TEXT NOT NULL,             -- used | unused | mismatched | expired
    file TEXT NOT NULL,              -- where it stands: waivers.yaml:12
    message TEXT NOT NULL            -- what to do about it; empty where all is well
);
CREATE TABLE programme (
    id INTEGER PRIMARY KEY,
    package_id INTEGER NOT NULL REFERENCES package(id),
    identifier TEXT NOT NULL,
    title TEXT NOT NULL,
    basis TEXT NOT NULL              -- listed (in a catalogue) | linked (by a course) | prerequisite | guessed
);
CREATE TABLE programme_course (
    programme_id INTEGER NOT NULL REFERENCES programme(id),
    position INTEGER NOT NULL,       -- from 1
    course_id INTEGER REFERENCES course(id),  -- null: the programme names a course that no input holds
    name TEXT NOT NULL,              -- identifier, title or address, as the programme has it
    PRIMARY KEY (programme_id, position)
) WITHOUT ROWID;
CREATE TABLE reading (               -- each input, so that an unchanged one need not be read again
    id INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,       -- among all inputs of the run, from 0; in a shard too
    path TEXT NOT NULL,
    fingerprint TEXT NOT NULL,       -- of its content; empty where it could not be opened
    state TEXT NOT NULL              -- of rules, tool and options: all that changes what is heard
);
CREATE TABLE heard (                 -- what was heard in an input, in pieces; for needfirst itself
    id INTEGER PRIMARY KEY,
    reading_id INTEGER NOT NULL,
    catalogue INTEGER NOT NULL,      -- 1: rows of a list of courses
    package INTEGER NOT NULL,        -- of this input, from 0
    part INTEGER NOT NULL,           -- 0: the package itself; its courses there or, where they are many, from 1 on
    keys BLOB NOT NULL,              -- of rows: by what a package finds its own
    content BLOB NOT NULL,
    UNIQUE (reading_id, catalogue, package, part)
);
CREATE TABLE receipt (               -- reports written from this store; one that is as it was is not written again
    report TEXT PRIMARY KEY,         -- its kind and place
    files TEXT NOT NULL              -- their names, sizes and dates
) WITHOUT ROWID;
)sql";

const char* const schema_indices = R"sql(
CREATE INDEX package_path ON package(path);
CREATE INDEX course_package ON course(package_id);
CREATE INDEX course_identifier ON course(identifier);
CREATE INDEX course_title ON course(title);
CREATE INDEX course_source_package ON course_source(package_id);
CREATE INDEX activity_course ON activity(course_id);
CREATE INDEX evidence_course ON evidence(course_id);
CREATE INDEX evidence_activity ON evidence(activity_id) WHERE activity_id IS NOT NULL;
CREATE INDEX finding_course ON finding(course_id);
CREATE INDEX finding_activity ON finding(activity_id) WHERE activity_id IS NOT NULL;
CREATE INDEX finding_rule ON finding(rule, state, level);
CREATE INDEX finding_fingerprint ON finding(fingerprint);
CREATE INDEX question_course ON question(course_id);
CREATE INDEX coverage_package ON coverage(package_id);
CREATE INDEX programme_package ON programme(package_id);
CREATE INDEX programme_course_course ON programme_course(course_id);
)sql";

const char* const schema_views = R"sql(
CREATE VIEW course_verdict AS
SELECT c.id, p.path AS package, p.format, p.authoring_tool, c.identifier, c.title, c.language, c.provider, c.category,
       c.retired, c.words_read, c.verdict, c.need, c.score, c.reason,
       (SELECT count(*) FROM activity a WHERE a.course_id = c.id AND a.kind <> 'prompt' AND a.placement = 'placed')
           AS items,
       (SELECT count(*) FROM activity a WHERE a.course_id = c.id AND a.social AND a.placement = 'placed')
           AS social_activities,
       coalesce((SELECT group_concat(platform, '; ') FROM (SELECT DISTINCT a.platform FROM activity a
           WHERE a.course_id = c.id AND a.social AND a.platform <> '' ORDER BY a.platform)), '') AS platforms,
       (SELECT count(*) FROM finding f WHERE f.course_id = c.id AND f.level = 'alarm' AND f.state <> 'waived')
           AS alarms,
       (SELECT count(*) FROM finding f WHERE f.course_id = c.id AND f.level = 'warning' AND f.state <> 'waived')
           AS warnings,
       (SELECT count(*) FROM finding f WHERE f.course_id = c.id AND f.level = 'note' AND f.state <> 'waived')
           AS notes,
       coalesce((SELECT e.quote FROM evidence e WHERE e.course_id = c.id AND e.says IN ('stated', 'implied')
           ORDER BY e.says = 'implied', e.id LIMIT 1), '') AS need_quote
FROM course c JOIN package p ON p.id = c.package_id;

CREATE VIEW finding_flat AS
SELECT f.id, f.level, f.rule, coalesce(r.title, '') AS rule_title, p.path AS package, c.identifier AS course_identifier,
       c.title AS course, c.verdict, c.need, a.position, a.of_items, coalesce(a.kind, '') AS kind,
       coalesce(a.title, '') AS activity, f.message, f.quote, f.location, f.state, f.fingerprint,
       f.course_id, f.activity_id, f.searched, f.near_miss
FROM finding f JOIN course c ON c.id = f.course_id JOIN package p ON p.id = c.package_id
LEFT JOIN activity a ON a.id = f.activity_id LEFT JOIN rule r ON r.id = f.rule
UNION ALL                            -- waivers that do not hold (any more) are findings about their file
SELECT (SELECT coalesce(max(id), 0) FROM finding) + w.id, 'note', 'needfirst/waiver', 'A waiver does not hold',
       rtrim(rtrim(w.file, '0123456789'), ':'), '', '', '', '', NULL, NULL, '', '',
       'The waiver of ' || w.rule || ' (' || w.place || ') is ' || w.state || ': ' || w.message || '.', '', w.file,
       'new', 'waiver of ' || w.rule || ' at ' || w.place, NULL, NULL, '', ''
FROM waiver w WHERE w.state <> 'used';

CREATE VIEW course_need AS           -- of each course with a social part: who names its need
SELECT c.id, CASE WHEN c.need <> 'none' THEN c.need WHEN c.id IN (
           SELECT s.course_id FROM programme_course s JOIN programme p ON p.id = s.programme_id
           WHERE p.basis <> 'guessed' AND p.id IN (SELECT o.programme_id FROM programme_course o
               JOIN course n ON n.id = o.course_id WHERE n.need <> 'none'))
       THEN 'programme' ELSE 'nobody' END AS named  -- stated | implied | programme (by another of its courses) | nobody
FROM course c WHERE c.verdict IN ('purposeful', 'unproven', 'tacked-on') AND c.retired = 0;

CREATE VIEW need_by_group AS         -- a course stands in each of its groups; an empty name: those without one
WITH member(grouping, name, id) AS (
    SELECT 'catalogue', '', id FROM course_need
    UNION ALL SELECT 'platform', platform, course_id FROM (SELECT DISTINCT a.platform, a.course_id FROM activity a
        WHERE a.social AND a.placement = 'placed' AND a.platform <> '')
    UNION ALL SELECT 'platform', '', id FROM course c WHERE NOT EXISTS (SELECT 1 FROM activity a
        WHERE a.course_id = c.id AND a.social AND a.placement = 'placed' AND a.platform <> '')
    UNION ALL SELECT 'provider', provider, id FROM course
    UNION ALL SELECT 'category', category, id FROM course
    UNION ALL SELECT 'programme', title, course_id FROM (SELECT DISTINCT p.title, s.course_id FROM programme p
        JOIN programme_course s ON s.programme_id = p.id WHERE s.course_id IS NOT NULL)
    UNION ALL SELECT 'format', p.format, c.id FROM course c JOIN package p ON p.id = c.package_id)
SELECT m.grouping, m.name, count(*) AS social, sum(n.named = 'stated') AS stated, sum(n.named = 'implied') AS implied,
       sum(n.named = 'programme') AS by_programme, sum(n.named = 'nobody') AS nobody,
       round(avg(n.named = 'nobody'), 3) AS share
FROM member m JOIN course_need n ON n.id = m.id GROUP BY m.grouping, m.name;

CREATE VIEW catalogue_summary AS
SELECT (SELECT count(*) FROM package WHERE status <> 'skipped') AS packages,
       (SELECT count(*) FROM package WHERE status = 'unreadable') AS packages_not_read,
       count(*) AS courses,
       coalesce(sum(verdict IN ('purposeful', 'unproven', 'tacked-on')), 0) AS social,
       coalesce(sum(verdict IN ('purposeful', 'unproven', 'tacked-on') AND need = 'stated'), 0)
           AS social_with_stated_need,
       coalesce(sum(verdict = 'not-social'), 0) AS not_social,
       coalesce(sum(verdict = 'purposeful'), 0) AS purposeful,
       coalesce(sum(verdict = 'unproven'), 0) AS unproven,
       coalesce(sum(verdict = 'tacked-on'), 0) AS tacked_on,
       coalesce(sum(verdict = 'unreadable'), 0) AS unreadable,
       coalesce(sum(need = 'stated'), 0) AS need_stated,
       coalesce(sum(need = 'implied'), 0) AS need_implied,
       coalesce(sum(words_read), 0) AS words_read,
       (SELECT count(*) FROM activity WHERE social AND placement = 'placed') AS social_activities,
       (SELECT count(*) FROM finding WHERE level = 'alarm' AND state <> 'waived') AS alarms,
       (SELECT count(*) FROM finding WHERE level = 'warning' AND state <> 'waived') AS warnings,
       (SELECT count(*) FROM finding WHERE level = 'note' AND state <> 'waived') AS notes
FROM course;
)sql";

// External content: the words are found here, the text stays in its own table. For example:
//   SELECT e.* FROM evidence_search s JOIN evidence e ON e.id = s.rowid WHERE evidence_search MATCH 'yammer';
const char* const schema_search = R"sql(
CREATE VIRTUAL TABLE course_search USING fts5(title, content='course', content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2', columnsize=0);
CREATE VIRTUAL TABLE activity_search USING fts5(title, content='activity', content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2', columnsize=0);
CREATE VIRTUAL TABLE evidence_search USING fts5(quote, content='evidence', content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2', columnsize=0);
CREATE VIRTUAL TABLE finding_search USING fts5(quote, content='finding', content_rowid='id',
    tokenize='porter unicode61 remove_diacritics 2', columnsize=0);
)sql";

}  // namespace needfirst::store
