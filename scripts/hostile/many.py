"""One part of an export as systems write it, by the ten thousand: what a reader looks up for each is looked up in no time."""
import re

from case import case
from real import fixtures
from zips import member, write


def of_fixture(path, fixture, where, part, times):
    """A package of fixtures/, in one member of which `times` was made of what matches `part`."""
    folder = fixtures / fixture / "package"
    members = {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}
    text = members[where].decode()
    found = re.search(part, text, re.S)
    assert found, f"{fixture}/{where}: nothing matches {part}"
    members[where] = (text[:found.start()] + times(found.group(0)) + text[found.end():]).encode()
    write(path, [member(name, content, method=0) for name, content in members.items()])


def numbered(key, count):
    """So many of it, each with a name of its own."""
    return lambda part: "".join(re.sub(f'({key}="[^"]*)"', rf'\1-{n}"', part) for n in range(count))


def repeated(count):
    return lambda part: part * count


for name, says, seconds, *made in (
        ("canvas-of-modules.zip", "", 15, "canvas/discussion-linked-valid", "course_settings/module_meta.xml", "<module .*?</module>", repeated(20_000)),
        ("canvas-of-resources.zip", "", 15, "canvas/discussion-linked-valid", "imsmanifest.xml", "<resource .*?</resource>", numbered("identifier", 20_000)),
        ("cartridge-of-items.zip", "", 15, "common-cartridge/members-missing-error", "imsmanifest.xml", '<item identifier="f1">.*?</item>\n +</item>', repeated(10_000)),
        ("olx-of-questions.zip", "", 15, "olx/minimal-valid", "course/problem/p1.xml", "<multiplechoiceresponse.*?</multiplechoiceresponse>", repeated(20_000)),
        ("olx-of-blocks.zip", "100000", 20, "olx/one-file-valid", "course.xml", "<discussion .*?/>", repeated(150_000)),
        ("ilias-of-objects.zip", "", 15, "ilias/minimal-valid", "1700000000__0__crs_100/manifest.xml", "<ExportSet .*?/>", repeated(20_000)),
        ("sakai-of-topics.zip", "", 15, "sakai-archive/minimal-valid", "site-77-archive/messageforum.xml", "<discussion_topic .*?</discussion_topic>", numbered("id", 20_000))):
    case(name, says, seconds=seconds)(lambda path, made=made: of_fixture(path, *made))


@case("sakai-of-a-long-forum.zip", "--max-text-bytes", seconds=15, megabytes=400)
def _(path):
    """Five megabytes of introduction, to be read before each of 5,000 topics."""
    def times(part):
        topic = re.search("<discussion_topic .*?</discussion_topic>", part, re.S).group(0)
        return re.sub('body="[^"]*"', 'body="' + "Share your thoughts. " * 250_000 + '"', part, count=1).replace(topic, topic * 5_000)
    of_fixture(path, "sakai-archive/minimal-valid", "site-77-archive/messageforum.xml", "<discussion_forum .*?</discussion_forum>", times)


@case("programme-of-rows.csv", "", seconds=20, megabytes=400)
def _(path):
    """20,000 courses of one programme."""
    path.write_text("Course Code,Title,Description,Programme\n" + "".join(f"C{n},Course {n},Share your thoughts,P\n" for n in range(20_000)))


@case("columns-and-rows.csv", "", seconds=20)
def _(path):
    """20,000 columns of 100 rows."""
    path.write_text("Title,Description," + ",".join(f"Column {n}" for n in range(20_000)) + "\n"
                    + "".join(f"Course {n},Share your thoughts" + ",x" * 20_000 + "\n" for n in range(100)))


@case("items-by-the-million.zip", "more than 100000 items", seconds=20, megabytes=600)
def _(path):
    of_fixture(path, "scorm-1.2/minimal-valid", "imsmanifest.xml", "<item .*?</item>", lambda part: "<item/>" * 1_000_000)


@case("olx-of-a-long-title.zip", "longer than 1000 bytes", seconds=15)
def _(path):
    """Two megabytes of title, that 3,000 blocks without one bear, too."""
    def times(part):
        html = re.search("<html .*?>", part).group(0)
        return re.sub('display_name="[^"]*"', 'display_name="' + "Share your thoughts. " * 100_000 + '"', part, count=1).replace(html, html * 3_000)
    of_fixture(path, "olx/minimal-valid", "course/vertical/v1.xml", ".*", times)


@case("adapt-in-circles.zip", "", seconds=10)
def _(path):
    """Twelve parts, each inside each of them: 12^9 texts."""
    def times(part):
        return re.sub(r'"_id": "k[0-9]"', '"_id": "x"', part) + ', {"_id": "x", "_parentId": "x", "_component": "text"}' * 12
    of_fixture(path, "adapt/minimal-valid", "course/en/components.json", "{.*}", times)


@case("xcri-of-a-long-provider.xml", "longer than 1000 bytes", seconds=15)
def _(path):
    """Two megabytes of name, that 3,000 courses bear."""
    path.write_text('<catalog xmlns="http://xcri.org/profiles/1.2/catalog" xmlns:dc="http://purl.org/dc/elements/1.1/"><provider><dc:title>' + "Share your thoughts. " * 100_000
                    + "</dc:title>" + "<course><dc:title>A</dc:title><dc:description>Share your thoughts in the forum.</dc:description></course>" * 3_000 + "</provider></catalog>")


@case("records-that-refer-to-one-text.xml", "--max-text-bytes", seconds=15, megabytes=400)
def _(path):
    """Two megabytes of text, that 3,000 courses refer to."""
    path.write_text('<catalog xmlns="http://xcri.org/profiles/1.2/catalog" xmlns:dc="http://purl.org/dc/elements/1.1/"><shared id="s"><contentsOfCourse>' + "Share your thoughts. " * 100_000
                    + '</contentsOfCourse></shared><provider><dc:title>P</dc:title>' + '<course><dc:title>A</dc:title><dc:description>Share your thoughts.</dc:description><more idref="s"/></course>' * 3_000 + "</provider></catalog>")
