#!/usr/bin/env python3
"""Peak memory over ever longer lists of the same packages: soak.py BUILD [PACKAGES...]. Fails where it grows with the
number of packages by more than what one costs to list."""
import os, pathlib, sys, tempfile, time

from real import fixtures, package

program = pathlib.Path(sys.argv[1]).resolve() / "needfirst"
counts = [int(a) for a in sys.argv[2:]] or [1_000, 10_000]
peaks = []
with tempfile.TemporaryDirectory(prefix="needfirst-soak-") as scratch:
    os.environ["XDG_CACHE_HOME"] = scratch  # not the user's
    place = pathlib.Path(scratch)
    names = sorted(str(f.parent.relative_to(fixtures)) for f in fixtures.glob("*/*/package") if f.is_dir())
    (place / "0").mkdir()
    for name in names:
        package(place / "0" / f"{name.replace('/', '-')}.zip", name)
    for count in counts:
        folder = place / str(count)
        folder.mkdir()
        for n in range(count):
            name = names[n % len(names)].replace("/", "-") + ".zip"
            os.link(place / "0" / name, folder / f"{n:06}-{name}")
        begin = time.monotonic()
        child = os.posix_spawn(program, [str(program), "audit", str(folder), "--db", str(place / "a.db"), "--fresh", "--quiet", "--fail-on", "never", "--allow-unreadable",
                                         "--rules", str(fixtures.parent / "rules")], os.environ)
        _, status, usage = os.wait4(child, 0)
        peaks.append(usage.ru_maxrss / 1024)
        print(f"{count} packages: {time.monotonic() - begin:.1f} s, {usage.ru_utime + usage.ru_stime:.1f} s of the processor, peak {peaks[-1]:.0f} MB, exit status {os.waitstatus_to_exitcode(status)}", flush=True)
        if status != 0:
            sys.exit(1)
growth = (peaks[-1] - peaks[0]) * 1024 / (counts[-1] - counts[0])
print(f"{growth:.2f} KB more for each further package")
sys.exit(growth > 4)
