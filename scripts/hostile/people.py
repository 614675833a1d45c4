#!/usr/bin/env python3
"""Puts people into exports of every learning management system, audits them, and looks for them in every report and in the
store: people.py BUILD. Names, mail addresses, user names, ids, phone numbers and what learners wrote must be nowhere."""
import io, pathlib, re, sqlite3, subprocess, sys, tempfile, zipfile

root = pathlib.Path(__file__).resolve().parents[2]
name, mail, login, number, phone, words = "Zyxwalda Quistgaard", "z.quist@people.example", "zquist77", "9184736455", "+49-555-0199-77", "My own confession qqxyz"
marks = [w for w in ("Zyxwalda", "Quistgaard", mail, login, number, phone, "confession qqxyz")]
card = f"BEGIN:VCARD\nFN:{name}\nEMAIL:{mail}\nTEL:{phone}\nEND:VCARD"

post = {  # a learner's post, and where it goes: before the end of an element
    "moodle2": ("</discussions>", f"<discussion id='77'><name>{words}</name><userid>{number}</userid><usermodified>{number}</usermodified><posts><post id='9'><parent>0</parent>"
                                  f"<userid>{number}</userid><created>1690000000</created><subject>{words}</subject><message>{words} {name}</message></post></posts></discussion>"),
    "moodle1": ("</MOD>", f"<DISCUSSIONS><DISCUSSION><ID>1</ID><NAME>{words}</NAME><USERID>{number}</USERID><POSTS><POST><ID>1</ID><USERID>{number}</USERID><SUBJECT>{words}</SUBJECT><MESSAGE>{words}</MESSAGE></POST></POSTS></DISCUSSION></DISCUSSIONS>"),
    "blackboard": ("</MESSAGETHREADS>", f"<MSG id='_9_1'><TITLE value='{words}'/><MESSAGETEXT><TEXT>{words} {name}</TEXT></MESSAGETEXT><POSTEDNAME value='{name}'/><USERID value='{number}'/></MSG>"),
    "ilias": ("</Thread>", f"<Post><Id>9</Id><UserId>{number}</UserId><UserAlias>{login}</UserAlias><Subject>{words}</Subject><Message>{words} {name}</Message></Post>"),
    "d2l": ("</forum>", f"<posts><post><author>{name}</author><user_id>{number}</user_id><subject>{words}</subject><message>{words}</message></post></posts>"),
    "canvas": ("</topic>", f"<author><display_name>{name}</display_name><email>{mail}</email></author>"),
    "sakai-archive": ("</discussion_topic>", f"<message created_by='{login}' created_by_name='{name}'><title>{words}</title><body>{words}</body></message>"),
}
files = {  # lists of people, as each system adds them
    "moodle2": {"users.xml": f"<users><user id='{number}'><username>{login}</username><idnumber>{number}</idnumber><email>{mail}</email><phone1>{phone}</phone1><firstname>Zyxwalda</firstname><lastname>Quistgaard</lastname></user></users>",
                "roles.xml": f"<roles><role_assignments><assignment><userid>{number}</userid></assignment></role_assignments></roles>",
                "course/comments.xml": f"<comments><comment><userid>{number}</userid><content>{words}</content></comment></comments>",
                "course/logs.xml": f"<logs><log><userid>{number}</userid><ip>{phone}</ip><info>{words}</info></log></logs>",
                "grade_history.xml": f"<grade_history><g><userid>{number}</userid><feedback>{words}</feedback></g></grade_history>"},
    "blackboard": {"res00088.dat": f"<USERS><USER id='{number}'><EMAILADDRESS value='{mail}'/><USERNAME value='{login}'/><NAMES><FAMILY value='Quistgaard'/><GIVEN value='Zyxwalda'/></NAMES><PHONES><HOME value='{phone}'/></PHONES></USER></USERS>"},
    "canvas": {"course_settings/people.xml": f"<people><user><name>{name}</name><email>{mail}</email><login>{login}</login></user></people>"},
    "sakai-archive": {"user.xml": f"<archive><org.sakaiproject.user.api.UserDirectoryService><users><user id='{number}' eid='{login}' email='{mail}' first-name='Zyxwalda' last-name='Quistgaard'/></users></org.sakaiproject.user.api.UserDirectoryService></archive>"},
    "chamilo": {},
}
everywhere = {"students.csv": f"Name,Email,User id,Phone,Comment\n{name},{mail},{number},{phone},{words}\n",
              "grades/gradebook.csv": f"Student,ID,SIS Login ID,Section,Essay\n{name},{number},{login},1,5\n",
              "people.vcf": card}
catalogue = (f"Code,Title,Description,Instructor,Instructor Email,Contact Name,Contact Phone,Owner\nF1,Forms,Read about forms and post in the forum.,{name},{mail},{name},{phone},{name}\n")
xml = (f'<courses><course><identifier>X1</identifier><title>Boxes</title><description>Read about boxes and post in the forum.</description><contact><name>{name}</name><email>{mail}</email><phone>{phone}</phone></contact>'
       f"<instructor>{name}</instructor><instructorEmail>{mail}</instructorEmail></course></courses>")
json_list = ('[{"title":"Shelves","description":"Read about shelves and post in the forum.","instructors":[{"name":"%s","email":"%s","id":"%s"}],"contactEmail":"%s","provider":{"name":"Acme","telephone":"%s"}}]'
             % (name, mail, number, mail, phone))
lom = (f"<lom xmlns='http://ltsc.ieee.org/xsd/LOM'><general><title><string>Racks</string></title><description><string>Read and post in the forum.</string></description></general>"
       f"<lifeCycle><contribute><role><value>author</value></role><entity>{card}</entity></contribute></lifeCycle></lom>")


def seed(folder, into):
    system = folder.parent.parent.name
    placed = 0
    members = {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}
    for path, content in members.items():
        if system in post and post[system][0].encode() in content:
            content = content.replace(post[system][0].encode(), (post[system][1] + post[system][0]).encode(), 1)
            placed += 1
        content = re.sub(rb"Secret (words of a learner|subject|subject)", words.encode(), content)
        for element in (b"userid", b"USERID", b"UserId", b"authorid"):
            content = re.sub(b"<%s>[^<]*</%s>" % (element, element), b"<%s>%s</%s>" % (element, number.encode(), element), content)
        members[path] = content
    for path, content in {**files.get(system, {}), **everywhere}.items():
        members[path] = content.encode()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made:
        for path, content in sorted(members.items()):
            made.writestr(path, content)
    return placed


def texts(path):
    """All bytes that a report holds, those packed in it, too."""
    content = path.read_bytes()
    yield str(path.name), content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            for member in book.namelist():
                yield f"{path.name}!{member}", book.read(member)


def main():
    program = pathlib.Path(sys.argv[1]).resolve() / "needfirst"
    found = []
    with tempfile.TemporaryDirectory(prefix="needfirst-people-") as scratch:
        place = pathlib.Path(scratch)
        (place / "in").mkdir()
        systems = ("moodle2", "moodle1", "totara", "canvas", "blackboard", "d2l", "sakai-archive", "sakai-cc", "ilias", "chamilo", "olx", "common-cartridge", "scorm-1.2")
        placed = {}
        for folder in sorted(p for s in systems for p in (root / "fixtures" / s).glob("*/package")):
            system = folder.parent.parent.name
            placed[system] = placed.get(system, 0) + seed(folder, place / "in" / f"{system}-{folder.parent.name}.zip")
        for file, content in (("courses.csv", catalogue), ("courses.xml", xml), ("courses.json", json_list), ("lom.xml", lom)):
            (place / "in" / file).write_text(content)
        argv = [str(program), "audit", "in", "--rules", str(root / "rules"), "--fail-on", "never", "--allow-unreadable", "--db", "audit.db", "--verbose",
                "--csv", "csv", "--html", "a.html", "--xlsx", "a.xlsx", "--jsonl", "a.jsonl", "--markdown", "a.md", "--sarif", "a.sarif", "--junit", "a.xml", "--gitlab", "a.json", "--github"]
        ran = subprocess.run(argv, cwd=place, capture_output=True)
        if ran.returncode != 0:
            sys.exit(f"people: {ran.returncode} {ran.stderr[-500:]}")
        (place / "output").write_bytes(ran.stdout + ran.stderr)
        looked = 0
        for path in sorted(p for p in place.rglob("*") if p.is_file() and place / "in" not in p.parents):
            for where, content in texts(path):
                looked += 1
                for encoded in (lambda m: m.encode(), lambda m: m.encode("utf-16-le"), lambda m: m.lower().encode()):
                    found += [f"{where}: {mark}: ...{content[max(0, content.find(encoded(mark)) - 90):][:200]!r}" for mark in marks if encoded(mark) in content]
        with sqlite3.connect(place / "audit.db") as db:
            courses = db.execute("SELECT count(*) FROM course").fetchone()[0]
        if not any(b"post in the forum" in content for _, content in texts(place / "audit.db")):
            found.append("the test itself: what the store holds was not seen")
        for system in post:
            if not placed.get(system) and system in ("moodle2", "blackboard", "ilias"):
                found.append(f"the test itself: no post of a learner was placed in a package of {system}")
    for line in found:
        print("found: " + line)
    print(f"{courses} courses with people in their exports; {looked} files and parts of files looked through; {len(found)} traces of people")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
