#!/usr/bin/env python3
"""Audits every fixture, and the corpus where NEEDFIRST_CORPUS names one, by a program that is watched, and fails where a
mistake of memory or of threads is told, or the run ends as no run of ours does.

    watch.py BUILD [--valgrind] [PATH...]

BUILD is one with sanitizers (`make tsan`, `make asan`); --valgrind takes any, with a small pack of rules. Prints time and
peak memory."""
import os, pathlib, re, subprocess, sys, tempfile, time

from real import fixtures
import rules

told = re.compile(rb"WARNING: ThreadSanitizer.*|ERROR: \w+Sanitizer.*|runtime error: .*|ERROR SUMMARY: [1-9].*")


def main():
    arguments = sys.argv[1:]
    valgrind = "--valgrind" in arguments
    build, *paths = [a for a in arguments if not a.startswith("--")]
    program = pathlib.Path(build).resolve() / "needfirst"
    if not paths:
        paths = [str(f) for f in sorted(fixtures.glob("*/*/package"))] + [str(fixtures / "archives")]
        if os.environ.get("NEEDFIRST_CORPUS") and not valgrind:
            paths.append(os.environ["NEEDFIRST_CORPUS"])
    with tempfile.TemporaryDirectory(prefix="needfirst-watch-") as scratch:
        place = pathlib.Path(scratch)
        rules.write_pack(place, ["share your thoughts", "discussion .. forum", "post ... forum"], b"")
        argv = [str(program), "audit", *paths, "--db", str(place / "a.db"), "--fresh", "--quiet", "--fail-on", "never", "--allow-unreadable", "-j", "2",
                "--csv", str(place / "csv"), "--html", str(place / "a.html"), "--xlsx", str(place / "a.xlsx"),
                "--rules", str(place / "pack" if valgrind else fixtures.parent / "rules")]
        if valgrind:
            argv = ["valgrind", "--quiet", "--error-exitcode=99", "--leak-check=full", "--show-leak-kinds=definite", "--errors-for-leak-kinds=definite", *argv]
        options = {"TSAN_OPTIONS": "halt_on_error=0", "ASAN_OPTIONS": "detect_leaks=1"}
        begin = time.monotonic()
        with open(place / "said", "wb") as said:
            child = subprocess.Popen(argv, stdout=said, stderr=said, env={**options, **os.environ})
            _, status, usage = os.wait4(child.pid, 0)
        status = os.waitstatus_to_exitcode(status)
        said = (place / "said").read_bytes()
        found = told.findall(said)
        print(f"{len(paths)} paths: {time.monotonic() - begin:.0f} s, peak {usage.ru_maxrss / 1024:.0f} MB, exit status {status}, {len(found)} reports")
        if found or status != 0:
            print(said.decode(errors="replace")[:20_000])
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
