"""One thing that many others share: what is told of each of them must not be told in full length each time, nor looked
for among all the others."""
from case import case
from texts import manifest
from zips import member, page, write


item = '<item identifierref="r"><title>C</title></item>'


def course(path, items, resources="", metadata=""):
    text = (manifest % ("", "A", "B")).replace("</schemaversion>", "</schemaversion>" + metadata)
    text = text.replace("</organization>", items + "</organization>").replace("</resources>", resources + "</resources>")
    write(path, [member("imsmanifest.xml", text.encode(), method=0), member("index.html")])


@case("section-of-a-long-title.zip", "", seconds=10)
def _(path):
    """A megabyte of title above 5,000 items."""
    course(path, f"<item><title>{'Share your thoughts ' * 50_000}</title>{item * 5_000}</item>")


@case("sections-deep-of-long-titles.zip", "", seconds=10)
def _(path):
    """240 floors of a kilobyte each, and 5,000 items at the bottom."""
    inside = item * 5_000
    for _ in range(240):
        inside = f"<item><title>{'Share your thoughts ' * 50}</title>{inside}</item>"
    course(path, inside)


@case("item-of-a-long-title.zip", "that become activities of their own", seconds=10)
def _(path):
    """Five megabytes of title, of a page with 2,000 prompts."""
    write(path, [member("imsmanifest.xml", (manifest % ("", "A", "Returns and refunds " * 250_000)).encode(), method=0),
                 member("index.html", b"<p>Share your thoughts in the forum, please.</p>" * 2_000)])


@case("resource-of-a-long-name.zip", "", seconds=10)
def _(path):
    """A megabyte of name and of kind, of what 5,000 items launch."""
    course(path, item.replace('"r"', '"long"') * 5_000,
           f'<resource identifier="long" type="{"t" * 1_000_000}" adlcp:scormtype="{"s" * 1_000_000}" href="{"h" * 1_000_000}.html"/>')


@case("member-of-a-long-name.zip", "", seconds=10)
def _(path):
    """A page with a name as long as zips allow, launched by 5,000 items."""
    name = "Share your thoughts/" * 3_000 + "a.html"
    text = (manifest % ("", "A", "B")).replace("</organization>", item.replace('"r"', '"long"') * 5_000 + "</organization>")
    text = text.replace("</resources>", f'<resource identifier="long" href="{name}"/></resources>')
    write(path, [member("imsmanifest.xml", text.encode(), method=0), member("index.html"), member(name, b"<p>Share your thoughts in the forum, please.</p>" * 2_000)])


@case("files-of-one-resource.zip", "", seconds=15)
def _(path):
    """50,000 items that launch a resource of 50,000 files."""
    course(path, item.replace('"r"', '"many"') * 50_000,
           '<resource identifier="many" href="index.html">' + '<file href="index.html"/>' * 50_000 + "</resource>")


@case("sections-without-items.zip", "", seconds=15)
def _(path):
    """50,000 of them, and as many items in none."""
    course(path, "<item><title>C</title><item/></item>" * 50_000 + item * 50_000)


@case("objectives-by-the-hundred-thousand.zip", "", seconds=15)
def _(path):
    course(path, "", "", "<lom>" + "".join("<classification><purpose><value>objective</value></purpose><description><langstring>"
                                           f"Sell shelf {n:06}</langstring></description></classification>" for n in range(100_000)) + "</lom>")


@case("items-and-resources.zip", "", seconds=15)
def _(path):
    """As many of these as of those; each item looks for its own."""
    course(path, "".join(f'<item identifierref="q{n}"><title>C</title></item>' for n in range(49_999, -1, -1)),
           "".join(f'<resource identifier="q{n}" href="index.html"/>' for n in range(50_000)))


@case("manifests-in-manifests.zip", "which the manifest does not have")
def _(path):
    """Ten floors; each launches the one below ten times: ten thousand million items."""
    inside = '<manifest identifier="m0"><organizations><organization><item identifierref="r"/></organization></organizations></manifest>'
    for n in range(10):
        items = f'<item identifierref="m{n}"><title>C</title></item>' * 10
        inside = f'<manifest identifier="m{n + 1}"><organizations><organization>{items}</organization></organizations>{inside}</manifest>'
    text = (manifest % ("", "A", "B")).replace("</organization>", '<item identifierref="m10"><title>C</title></item>' * 10 + "</organization>")
    write(path, [member("imsmanifest.xml", text.replace("</manifest>", inside + "</manifest>").encode(), method=0), member("index.html")])


def backup(path, name, activity):
    """A Moodle backup with one activity of a module."""
    listed = f"<activity><moduleid>1</moduleid><sectionid>1</sectionid><modulename>{name}</modulename><title>A</title><directory>activities/{name}_1</directory></activity>"
    write(path, [
        member("moodle_backup.xml", ("<moodle_backup><information><original_course_fullname>A</original_course_fullname><contents>"
                                     f"<activities>{listed}</activities><sections><section><sectionid>1</sectionid><title>1</title><directory>sections/section_1</directory></section></sections>"
                                     "<course><courseid>1</courseid><title>A</title><directory>course</directory></course></contents></information></moodle_backup>").encode()),
        member("course/course.xml", b'<course id="1"><fullname>A</fullname></course>'),
        member("sections/section_1/section.xml", b'<section id="1"><number>1</number><name>A</name><sequence>1</sequence></section>'),
        member(f"activities/{name}_1/module.xml", f'<module id="1"><modulename>{name}</modulename><sectionid>1</sectionid><visible>1</visible></module>'.encode()),
        member(f"activities/{name}_1/{name}.xml", f'<activity id="1" moduleid="1" modulename="{name}">{activity}</activity>'.encode(), method=0)])


@case("fields-of-a-module.zip", "", seconds=10)
def _(path):
    """A field and its format, 100,000 times, of a module that nobody knows."""
    backup(path, "invented", '<invented id="1"><task>Share</task><taskformat>1</taskformat>' + "<a/>" * 100_000 + "<task>Share</task>" * 100_000 + "</invented>")


@case("links-of-a-backup.zip", "", seconds=10)
def _(path):
    """Marks that are taken out, by the hundred thousand."""
    backup(path, "page", '<page id="1"><name>A</name><content>' + "$@NULL@$" * 400_000 + "$@A*1@$" * 400_000 + "$@LINEFEED@$" * 200_000 + "</content><contentformat>1</contentformat></page>")


@case("quotes-in-quotes.json", "", seconds=10)
def _(path):
    path.write_text('[{"title":"Share your thoughts","description":"\\"A' + '\\"\\"' * 5_000_000 + '\\"","provider":"A"}]')
