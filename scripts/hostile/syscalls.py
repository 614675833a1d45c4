#!/usr/bin/env python3
"""Watches with strace what the program opens while it reads hostile content: syscalls.py BUILD. Its inputs, its rules, the
libraries, the compiled rules it keeps in its cache, and the store and reports that it was asked for; no socket, no other program. Ends with 77 where strace is not
there or may not watch."""
import os, pathlib, re, shutil, subprocess, sys, tempfile

from case import cases
import texts, tars, zips, real  # noqa: F401  (each adds its cases)
import rules

root = pathlib.Path(__file__).resolve().parents[2]
inputs = ["external-entities.zip", "entity-bomb.zip", "entity-quadratic.zip", "names-that-escape.zip", "names-of-control-characters.zip", "links-and-devices.tar", "sparse.tar",
          "pax-oddities.tar", "endless.zip", "bomb-nested.zip", "encrypted.zip", "unknown-methods.zip", "elements-deep.html", "invalid-utf8.json", "cut-at-11-of-16.zip", "manifest-that-refers-to-itself.zip"]
more = {  # what would like to be followed
    "page.html": '<base href="http://localhost:9/"><img src="http://localhost:9/a.png"><script src="//localhost:9/a.js"></script><iframe src="file:///etc/passwd"></iframe>'
                 '<a href="/etc/shadow">x</a><object data="file:///etc/hosts"></object><style>@import "http://localhost:9/b.css"</style><p>Share your thoughts.</p>',
    "dtd.xml": '<!DOCTYPE catalog SYSTEM "http://localhost:9/a.dtd" [<!ENTITY % x SYSTEM "file:///etc/hostname">%x;<!ENTITY y SYSTEM "/etc/passwd">]><catalog><course><title>&y;</title><description>&y;</description></course></catalog>',
    "svg.html": '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="file:///etc/passwd"/></svg><p>Post in the forum.</p>',
    "list.json": '[{"title":"A","description":"Read","$ref":"file:///etc/passwd","@context":"http://localhost:9/ctx.jsonld"}]',
    "note.rtf": '{\\rtf1{\\field{\\*\\fldinst{INCLUDETEXT "/etc/passwd"}}}{\\object\\objautlink{\\*\\objdata 0105}} Post in the forum.}',
}
system = re.compile(r"^(/lib|/lib64|/usr/lib|/usr/local/lib|/etc/ld\.so|/etc/localtime|/usr/share/zoneinfo|/usr/share/locale|/usr/lib/locale|/usr/share/poppler|/proc/self/|/proc/thread-self/|/proc/\d+/"
                    r"|/sys/devices/system/|/sys/fs/cgroup|/sys/kernel/mm/|/proc/(cpuinfo|meminfo|stat|filesystems|mounts|sys/)|/dev/(null|urandom|tty)$|/etc/(fonts|nsswitch|passwd\.needfirst-never))")
scratch_file = re.compile(r"^/tmp/(tmp\.[A-Za-z0-9]{10}|etilqs_[0-9a-f]+)$")  # of the library that writes workbooks, and of SQLite: made anew, gone at once
network = {"socket", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg"}
call = re.compile(r"^(?:\d+\s+)?([a-z_0-9]+)\((.*)")


def watch(program, place, options):
    log = place / "calls"
    for name in ("a.db", "out"):
        shutil.rmtree(place / name, ignore_errors=True) if name == "out" else (place / name).unlink(missing_ok=True)
    (place / "out").mkdir()
    argv = [str(program), "audit", "in", "--db", "a.db", "--rules", "rules/pack", "--fail-on", "never", "--allow-unreadable", "--quiet", "-j", "2", "--csv", "out/csv", "--html", "out/a.html",
            "--xlsx", "out/a.xlsx", "--sarif", "out/a.sarif", *options]
    ran = subprocess.run(["strace", "-f", "-qq", "-y", "-s", "300", "-e", "trace=%file,%network,execve,execveat", "-o", str(log), *argv], cwd=place, capture_output=True, env={**os.environ, "XDG_CACHE_HOME": str(place / "cache")})
    if ran.returncode not in (0, 1, 3):
        return [f"ended with {ran.returncode}: {ran.stderr[-300:]}"], 0
    wrong, seen = [], 0
    first = True
    for line in log.read_text(errors="replace").splitlines():
        found = call.match(line)
        if not found:
            continue
        seen += 1
        what, rest = found.groups()
        if what in ("execve", "execveat"):
            if not first:
                wrong.append("another program: " + line)
            first = False
        elif what in network or (what == "socketpair" and "AF_UNIX" not in rest):
            wrong.append("the network: " + line)
        elif names := re.findall(r'"((?:[^"\\]|\\.)*)"', rest):
            path = names[0].encode().decode("unicode_escape", errors="replace")
            whole = os.path.normpath(os.path.join(place, path)) if not path.startswith("/") else os.path.normpath(path)
            ours = whole.startswith(str(place)) or whole == str(program) or whole.startswith(str(program.parent)) or scratch_file.match(whole)
            writes = re.search(r"O_WRONLY|O_RDWR|O_CREAT", rest) or what.startswith(("unlink", "rename", "mkdir", "rmdir", "chmod", "chown", "symlink", "link", "truncate"))
            if "/etc/passwd" in path or "/etc/shadow" in path or "/etc/hosts" in path:
                wrong.append("named by content: " + line)
            elif writes and not (whole.startswith(str(place / "out")) or whole.startswith(str(place / "a.db")) or whole.startswith(str(place / "cache")) or scratch_file.match(whole) or whole in ("/dev/null",) or whole.startswith("/proc/self")):
                wrong.append("written to: " + line)
            elif not ours and not system.match(whole) and what.startswith("open") and "ENOENT" not in line:
                wrong.append("opened: " + line)
            if whole.startswith(str(place / "in")) and writes:
                wrong.append("an input was written to: " + line)
    return wrong, seen


def main():
    program = pathlib.Path(sys.argv[1]).resolve() / "needfirst"
    if not shutil.which("strace") or subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True).returncode != 0:
        print("skipped: strace is not there, or may not watch here")
        return 77
    with tempfile.TemporaryDirectory(prefix="needfirst-syscalls-") as scratch:
        place = pathlib.Path(scratch).resolve()
        (place / "in").mkdir()
        for one in cases:
            if one.name in inputs:
                one.make(place / "in" / one.name)
        for file, content in more.items():
            (place / "in" / file).write_text(content)
        (place / "rules").mkdir()
        rules.write_pack(place / "rules", ["share your thoughts", "post ... forum"], b"")
        (place / "in/link.html").symlink_to("/etc/hostname")
        wrong = []
        for options in ([], ["--isolate", "--fresh"]):
            found, seen = watch(program, place, options)
            wrong += found
            print(f"{seen} calls on files and the network{' with --isolate' if options else ''}, {len(found)} of them not as promised")
            for line in found[:20]:
                print("  " + line[:300])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
