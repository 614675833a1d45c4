"""XML, HTML, JSON, CSV and plain text that want to be the last thing ever read."""
from case import case
from zips import member, page, write

manifest = ('<?xml version="1.0"?>%s<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" '
            'xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>'
            '<organizations default="o"><organization identifier="o"><title>%s</title><item identifier="i" identifierref="r"><title>%s</title></item>'
            '</organization></organizations><resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="index.html">'
            '<file href="index.html"/></resource></resources></manifest>')


def scorm(path, doctype="", title="A course", item="A page", html=page):
    """A SCORM package that is right but for what is given."""
    write(path, [member("imsmanifest.xml", (manifest % (doctype, title, item)).encode()), member("index.html", html)])


def lines(path, before, part, times, after=b""):
    with open(path, "wb") as out:
        out.write(before)
        for _ in range(times // 1000):
            out.write(part * 1000)
        out.write(after)


@case("entity-bomb.zip", "")
def _(path):
    bomb = '<!DOCTYPE m [<!ENTITY a "lol">' + "".join(f'<!ENTITY {c} "{f"&{p};" * 10}">' for p, c in zip("abcdefghij", "bcdefghijk")) + "]>"
    scorm(path, bomb, "&k;", "&k;")


@case("entity-quadratic.zip", "")
def _(path):
    scorm(path, '<!DOCTYPE m [<!ENTITY a "' + "x" * 100_000 + '">]>', "&a;" * 100_000)


@case("external-entities.zip", "")
def _(path):
    scorm(path, '<!DOCTYPE m SYSTEM "http://localhost:9/evil.dtd" [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "file:///etc/hostname">%p;'
                '<!ENTITY h SYSTEM "http://localhost:9/x">]>', "&f;&h; course", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>',
          b'<?xml-stylesheet href="http://localhost:9/a.xsl"?><link rel=stylesheet href="http://localhost:9/a.css"><iframe src="file:///etc/passwd"></iframe><p>Share your thoughts.</p>')


@case("elements-deep.zip", "")
def _(path):
    scorm(path, item="<a>" * 100_000 + "deep" + "</a>" * 100_000)


@case("elements-deep.html", "")
def _(path):
    path.write_bytes(page + b"<div>" * 100_000 + b"Share your thoughts." + b"</div>" * 100_000)


@case("formatting-never-closed.html", "", seconds=10)
def _(path):
    """The adoption agency's trap: every paragraph opens all that is still open again."""
    path.write_bytes(page + b"<b><i><u><p>" * 50_000 + b"Share your thoughts.")


@case("tables-in-tables.html", "")
def _(path):
    path.write_bytes(page + b"<table><tr><td>x" * 50_000)


@case("attributes.html", "", seconds=10)
def _(path):
    path.write_bytes(page + b"<p " + b" ".join(b"a%d='%d'" % (n, n) for n in range(1_000_000)) + b">Share your thoughts.</p>")


@case("attributes.xml", "", seconds=10)
def _(path):
    path.write_bytes(b"<courses><course " + b" ".join(b"a%d='%d'" % (n, n) for n in range(1_000_000)) + b"><title>A</title><description>B</description></course></courses>")


@case("one-value.html", "", seconds=10)
def _(path):
    path.write_bytes(page + b'<p title="' + b"x" * 20_000_000)


@case("comments-never-closed.html", "", seconds=10)
def _(path):
    path.write_bytes(page + b"<!--" * 2_000_000)


@case("tags-never-closed.html", "", seconds=10)
def _(path):
    path.write_bytes(page + b"<a <" * 2_000_000)


@case("entities-never-closed.html", "", seconds=10)
def _(path):
    path.write_bytes(page + b"&" * 8_000_000 + b"&amp" * 1_000_000)


@case("escaped-again-and-again.html", "", seconds=10)
def _(path):
    path.write_bytes(page + b"<p>&" + b"amp;" * 1_000_000 + b"lt;p</p>")


@case("scripts-never-closed.html", "", seconds=10)
def _(path):
    path.write_bytes(page + b"<script>" * 1_000_000)


@case("tags-closed-once.html", "", seconds=10)
def _(path):
    path.write_bytes(page + b"<a <" * 2_000_000 + b">")


@case("signs-closed-once.html", "", seconds=10)
def _(path):
    path.write_bytes(page + b"<" * 8_000_000 + b">")


@case("templates-never-closed.html", "", seconds=10)
def _(path):
    path.write_bytes(page + b"<script type='text/template'></x" * 200_000)


@case("base64-never-ends.html", "", seconds=10)
def _(path):
    path.write_bytes(page + b"<script>window.courseData = '" + b"eyJ0" * 5_000_000)


@case("quotes-escaped-and-never-closed.html", "", seconds=10)
def _(path):
    path.write_bytes(page + b"<script>var a = \"" + b'\\"' * 2_000_000 + b"</script>")


@case("quotes-escaped-and-never-closed.js", "", seconds=10)
def _(path):
    """A list of courses whose last string begins again and again and never ends, of each kind of quote."""
    path.write_bytes(b'export const courses = [{title: "A course", description: "Share your thoughts."},\n{title: "Another", description: "'
                     + b"".join(b"\n" + quote + (b"\\" + quote) * 700_000 for quote in (b'"', b"'", b"`")))


@case("captivate-of-links.zip", "", seconds=10)
def _(path):
    """Links without a slide and without an end, and 300,000 slides that are looked for one by one."""
    slides = ",".join(f"Slide{n}" for n in range(150_000)) + ",a" * 150_000
    script = "a:{lb:'Share your thoughts'}," + "cp.openURL(https://" * 100_000 + f"project_main:{{slides:'{slides}'}}"
    write(path, [member("imsmanifest.xml", (manifest % ("", "A", "B")).encode()), member("index.html"), member("assets/js/CPM.js", script.encode())])


@case("hotpotatoes-of-questions.zip", "", seconds=10)
def _(path):
    """Questions within questions, and answers on one line."""
    html = b"<!-- Hot Potatoes --><html>" + page + b'<li class="QuizQuestion" ' * 100_000 + b">" + b"I[0][3][" * 200_000
    write(path, [member("imsmanifest.xml", (manifest % ("", "A", "B")).encode()), member("index.html", html, method=0)])


@case("storyline-of-variables.zip", "", seconds=10)
def _(path):
    data = "window.globalProvideData('slide', '" + '{"title":"A","slideLayers":[{"objects":[{"textLib":[{"vartext":{"blocks":[{"spans":[{"text":"' + "%a% b " * 400_000 + "\"}]}]}}]}]}]}');"
    write(path, [member("imsmanifest.xml", (manifest % ("", "A", "B")).encode()), member("index.html"), member("html5/data/js/data.js", b"window.globalProvideData('data', '{\"scenes\":[{\"slides\":[{\"id\":\"a\"}]}]}');"),
                 member("html5/data/js/a.js", data.encode(), method=0)])


@case("prompts-by-the-thousand.html", "that become activities of their own", seconds=10)
def _(path):
    path.write_bytes(page + b"<p>Now share your thoughts with the others.</p>" * 5_000)


@case("invalid-utf8.html", "", seconds=10)
def _(path):
    path.write_bytes(page + bytes(range(128, 256)) * 50_000)


@case("nul-bytes.html", "")
def _(path):
    path.write_bytes(page + b"<p>Share\0your\0thoughts</p>\0" * 50_000)


@case("one-line-of-500-MB.html", "limit of 67108864 (--max-member-bytes", short=False)
def _(path):
    lines(path, b"<p>", b"Share your thoughts in the discussion forum. ", 11_700_000)


@case("one-line-of-500-MB.csv", "no row looks like the header", short=False)
def _(path):
    lines(path, b"Title,Description\nA,", b"Share your thoughts in the discussion forum. ", 11_700_000)


@case("one-line-of-500-MB.xml", "of one course 400 texts and 2097152 bytes are kept", short=False, seconds=40, megabytes=3500)
def _(path):
    lines(path, b"<courses><course><title>A</title><description>", b"Share your thoughts in the discussion forum. ", 11_700_000, b"</description></course></courses>")


@case("one-line-of-500-MB.json", "of one course 400 texts and 2097152 bytes are kept", short=False, seconds=40, megabytes=3500)
def _(path):
    lines(path, b'[{"title":"A","description":"', b"Share your thoughts in the discussion forum. ", 11_700_000, b'"}]')


@case("one-line-of-60-MB.csv", "", short=False, seconds=20, megabytes=800)
def _(path):
    lines(path, b"Title,Description\nA,", b"Share your thoughts in the discussion forum. ", 1_400_000)


@case("one-sentence-of-60-MB.html", "", short=False, seconds=30, megabytes=1200)
def _(path):
    lines(path, page + b"<p>", b"share your thoughts and ", 2_600_000)


@case("one-word-of-60-MB.html", "", short=False, seconds=20, megabytes=900)
def _(path):
    lines(path, page + b"<p>", b"thoughts", 8_000_000)


@case("quotes-never-closed.csv", "", seconds=10)
def _(path):
    path.write_bytes(b'Title,Description\n' + b'"a,"b\n' * 1_000_000)


@case("columns-by-the-million.csv", "", seconds=15, megabytes=600)
def _(path):
    path.write_bytes(b"Title,Description" + b",x" * 1_000_000 + b"\n" + b"A,B" + b",y" * 1_000_000 + b"\n")


@case("rows-by-the-million.csv", "", short=False, seconds=60, megabytes=1500)
def _(path):
    lines(path, b"Title,Description\n", b"A,Share your thoughts\n", 1_000_000)


@case("arrays-deep.json", "")
def _(path):
    path.write_bytes(b'[{"title":"A","description":"B"},' + b"[" * 100_000 + b"]" * 100_000 + b"]")


@case("objects-deep.json", "")
def _(path):
    path.write_bytes(b'[{"title":"A","description":"Share"},' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"]")


@case("keys-by-the-million.json", "", seconds=15, megabytes=900)
def _(path):
    path.write_bytes(b'[{"title":"A","description":"B"},{"title":"A2"' + b"".join(b',"k%d":"v"' % n for n in range(1_000_000)) + b"}]")


@case("values-by-the-million.json", "more than 5 million values", seconds=30, megabytes=1500, short=False)
def _(path):
    """Two bytes each: held, each takes fifty times as much."""
    path.write_text('[{"title":"Share your thoughts","description":"In the forum","provider":"A"},' + "1," * 30_000_000 + "1]")


@case("values-by-the-million.js", "more than 5 million values", seconds=30, megabytes=1500, short=False)
def _(path):
    path.write_text('const courses = [{title:"Share your thoughts",description:"In the forum",provider:"A",courseId:1},' + "1," * 30_000_000 + "1];")


@case("values-on-lines-by-the-million.json", "more than 5 million values", seconds=30, megabytes=1500, short=False)
def _(path):
    """JSON Lines, of which each is short."""
    path.write_text('{"title":"Share your thoughts","description":"In the forum","provider":"A","courseId":1}\n' * 2 + ('{"title":"A","b":[' + "1," * 1_000 + "1]}\n") * 30_000)


@case("attributes-by-the-million.xml", "more than 10 million attributes", seconds=30, megabytes=1500, short=False)
def _(path):
    path.write_bytes(b"<courses><course><title>Share your thoughts</title><description>In the forum</description></course>" + (b"<course " + b" ".join(b'a%d=""' % n for n in range(200)) + b"/>") * 60_000 + b"</courses>")


@case("one-key-a-million-times.json", "", seconds=15, megabytes=600)
def _(path):
    path.write_bytes(b'[{"title":"A","description":"B"},{"title":"A2"' + b',"k":"v"' * 1_000_000 + b"}]")


@case("number-of-a-million-digits.json", "", seconds=10)
def _(path):
    path.write_bytes(b'[{"title":"A","description":"B","x":' + b"9" * 1_000_000 + b',"y":1e999999999}]')


@case("surrogates.json", "")
def _(path):
    path.write_bytes(b'[{"title":"A \\ud800\\ud800\\udc00\\u0000","description":"' + b"\\ud83d" * 200_000 + b'"}]')


@case("invalid-utf8.json", "", seconds=10)
def _(path):
    path.write_bytes(b'[{"title":"A","description":"' + bytes(range(128, 256)) * 20_000 + b'"}]')


@case("shared-strings.xlsx", "(--max-member-bytes", seconds=15, megabytes=900)
def _(path):
    """Two million cells that all are one string of 30 KB, and a cell in the last row and column there is."""
    sheet = ('<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Title</t></is></c><c r="B1" t="inlineStr"><is><t>Description</t></is></c></row>'
             + "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c><c r="B{n}" t="s"><v>0</v></c></row>' for n in range(2, 20_000))
             + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row r="999999999999"><c r="ZZZZZZZZ9"><v>1</v></c></row></sheetData>'
             '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>')
    write(path, [member("[Content_Types].xml", b"<Types/>"),
                 member("xl/workbook.xml", b'<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'),
                 member("xl/_rels/workbook.xml.rels", b'<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'),
                 member("xl/sharedStrings.xml", b"<sst><si><t>" + b"Share your thoughts. " * 1500 + b"</t></si></sst>"),
                 member("xl/worksheets/sheet1.xml", sheet.encode())])


@case("groups-deep.rtf", "", seconds=10)
def _(path):
    path.write_bytes(b"{\\rtf1 " + b"{\\b " * 1_000_000 + b"Share your thoughts" + b"}" * 1_000_000)


@case("manifest-that-refers-to-itself.zip", "")
def _(path):
    many = "".join(f'<dependency identifierref="r{n}"/>' for n in range(2000))
    resources = "".join(f'<resource identifier="r{n}" type="webcontent" href="index.html">{many if n < 20 else ""}</resource>' for n in range(2000))
    text = (manifest % ("", "A", "B")).replace("<resources>", "<resources>" + resources)
    write(path, [member("imsmanifest.xml", text.encode()), member("index.html")])


@case("items-of-one-large-page.zip", "more would be kept", seconds=30, megabytes=400)
def _(path):
    """Each item launches the same page with other parameters."""
    text = (manifest % ("", "A", "B")).replace("</organization>", "".join(f'<item identifier="i{n}" identifierref="r" parameters="?{n}"><title>Page {n}</title></item>' for n in range(2000)) + "</organization>")
    write(path, [member("imsmanifest.xml", text.encode()), member("index.html", page + b"<p>Read on.</p>" * 200_000, method=0)])


@case("items-by-the-hundred-thousand.zip", "", seconds=20, megabytes=900, short=False)
def _(path):
    text = (manifest % ("", "A", "B")).replace("</organization>", "".join(f'<item identifier="i{n}" identifierref="r"><title>Discussion {n}</title></item>' for n in range(100_000)) + "</organization>")
    write(path, [member("imsmanifest.xml", text.encode()), member("index.html")])
