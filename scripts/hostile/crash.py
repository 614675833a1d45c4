#!/usr/bin/env python3
"""Breaks the program off and lets its writes fail, and looks at what it leaves.

    crash.py BUILD [--short] [--kills N] [--seed N]

After every fault: the earlier store is whole and the same, no report stands half-written under its final name, the exit
status is right, and the next run goes on and ends with the bytes of a run that nothing disturbed."""
import argparse, hashlib, os, pathlib, random, resource, shutil, signal, sqlite3, subprocess, sys, tempfile, time

from real import package
import rules

root = pathlib.Path(__file__).resolve().parents[2]
reports = ["csv", "html", "xlsx", "jsonl", "markdown", "sarif", "junit", "gitlab"]
found = []  # what is not as it should be


def expect(holds, fault, what):
    if not holds:
        found.append(f"{fault}: {what}")
        print(f"broken: {fault}: {what}", flush=True)


class Place:
    """A folder with inputs, an earlier store, and what a run writes."""

    def __init__(self, program, folder, copies):
        self.program, self.folder = program, folder
        (folder / "in").mkdir(parents=True)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")  # each run compiles and keeps the rules
        names = sorted(str(f.parent.relative_to(root / "fixtures")) for f in (root / "fixtures").glob("*/*/package") if f.is_dir())
        for copy in range(copies):
            for name in names:
                package(folder / "in" / f"{name.replace('/', '-')}-{copy}.zip", name)
        self.rules = root / "rules" / "core"
        if copies == 1:  # the short form: a pack that is loaded in no time
            rules.write_pack(folder / "small", ["share your thoughts", "discussion .. forum", "post ... forum"], b"")
            self.rules = folder / "small" / "pack"

    def argv(self, more=(), db="audit.db"):
        options = [w for r in reports for w in (f"--{r}", f"out/{r}" + ("" if r == "csv" else ".x"))]
        return [str(self.program), "audit", "in", "--db", db, "--rules", str(self.rules), "--fail-on", "never", "--allow-unreadable", "-j", "2", *options, *more]

    def clean(self, earlier=True):
        for name in ("audit.db", "audit.db.part", "audit.db.left", "audit.db.part-wal", "audit.db.part-shm", "audit.db.left-wal", "audit.db.part-journal", "out", "cache"):
            path = self.folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        (self.folder / "out").mkdir()
        if earlier:
            shutil.copy(self.folder / "earlier.db", self.folder / "audit.db")
            shutil.copytree(self.folder / "earlier-out", self.folder / "out", dirs_exist_ok=True)

    def run(self, more=(), prefix=(), db="audit.db", **how):
        return subprocess.run([*prefix, *self.argv(more, db)], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how)

    def files(self):
        """Hash of every report; of the store, all rows but the times of the run and of its reports."""
        state = {str(f.relative_to(self.folder)): hashlib.sha1(f.read_bytes()).hexdigest() for f in sorted((self.folder / "out").rglob("*")) if f.is_file()}
        state["audit.db"] = store(self.folder / "audit.db")
        return state


def store(path):
    if not path.exists():
        return None
    with sqlite3.connect(f"file:{path}?mode=rw", uri=True) as db:  # takes back what was left half-written, as any program does
        if db.execute("PRAGMA integrity_check").fetchone()[0] != "ok" or db.execute("PRAGMA foreign_key_check").fetchone():
            return "damaged"
        rows = "\n".join(line for line in db.iterdump() if not line.startswith(('INSERT INTO "run"', 'INSERT INTO "receipt"')))
        return hashlib.sha1(rows.encode("utf-8", "replace")).hexdigest()


def check_after(place, fault, undisturbed, earlier, status=None, ran=None):
    """What was left, then the next run."""
    left = place.files()
    if ran is not None and status is not None:
        expect(ran.returncode == status, fault, f"exit status {ran.returncode}, not {status}: {ran.stderr[-300:]}")
        expect(status == 0 or ran.stderr.strip() or status < 0, fault, "nothing was said")
    for name in sorted(set(left) | set(earlier)):
        if name.endswith(".part") or ".part" in name:
            continue
        expect(left.get(name) in (earlier.get(name), undisturbed.get(name)), fault, f"{name} is neither the earlier nor the new one")
    again = place.run()
    expect(again.returncode == 0, fault, f"the next run ends with {again.returncode}: {again.stderr[-300:]}")
    after = place.files()
    expect({n: h for n, h in after.items() if ".part" not in n} == undisturbed, fault,
           f"the next run does not end with the same bytes: {[n for n in undisturbed if after.get(n) != undisturbed[n]]}")
    expect(not list(place.folder.glob("audit.db.*")), fault, f"something was left beside the store: {list(place.folder.glob('audit.db.*'))}")


def kills(place, times, undisturbed, earlier, dice, how, seconds):
    """Signals at random moments; every other time there is no earlier store."""
    kept = 0
    for n in range(times):
        place.clean(earlier=n % 2 == 0)
        child = subprocess.Popen(place.argv(), cwd=place.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        moment = dice.uniform(0.0, seconds * 1.05)
        time.sleep(moment)
        child.send_signal(how)
        said = child.stderr.read()
        child.wait()
        fault = f"{how.name} after {moment:.3f} s"
        expect(child.returncode in (0, -how), fault, f"exit status {child.returncode}")
        if how != signal.SIGKILL and child.returncode != 0:
            expect(b"Traceback" not in said and b"terminate" not in said, fault, f"said {said[-200:]}")
        kept += (place.folder / "audit.db.left").exists() or (place.folder / "audit.db.part").exists()
        check_after(place, fault, undisturbed, earlier if n % 2 == 0 else {"audit.db": None})
    print(f"{times} times {how.name} at random moments of {seconds:.2f} s; after {kept} of them something was there to go on from", flush=True)


def full_disk(place, undisturbed, earlier, short):
    """Every write fails with "no space left", from the n-th on; through strace, which can do that anywhere."""
    strace = shutil.which("strace")
    probe = strace and subprocess.run([strace, "-f", "-o", "/dev/null", "true"], capture_output=True).returncode == 0
    if not probe:
        print("skipped: strace is not there or not allowed, so no single write can be made to fail", flush=True)
        return
    calls = "write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat2,openat"
    place.clean()
    log = place.folder / "calls"
    place.run(prefix=[strace, "-f", "--seccomp-bpf", "-qq", "-e", "trace=write,pwrite64,fsync,fdatasync,rename", "-o", str(log)])
    counts = {}
    for line in log.read_text(errors="replace").splitlines():
        if " resumed>" in line:  # of a call that is counted already
            continue
        call = line.split("(")[0].split()[-1]
        counts[call] = counts.get(call, 0) + 1
    log.unlink()
    tried = 0
    for call, count in sorted(counts.items()):
        step = max(1, count // (3 if short else 40))
        for n in range(1, count + 1, step):
            place.clean()
            error = "ENOSPC" if call != "rename" else "EACCES"
            ran = place.run(prefix=[strace, "-f", "--seccomp-bpf", "-qq", "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={n}+", "-o", "/dev/null"])
            fault = f"{call} fails with {error} from the {n}th of {count} on"
            expect(ran.returncode in (0, 3), fault, f"exit status {ran.returncode}: {ran.stderr[-300:]}")
            check_after(place, fault, undisturbed, earlier)
            tried += 1
    print(f"{tried} runs whose writes failed from some call on, of {counts}", flush=True)


def small_files(place, undisturbed, earlier, short):
    """Files may not grow beyond a size: as a full disk, on any system."""
    sizes = [0, 4096, 100_000] if short else [0, 1, 512, 4096, 32_768, 65_536, 100_000, 300_000, 500_000, 1_000_000]
    for size in sizes:
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        place.clean()
        ran = place.run(preexec_fn=limit)
        check_after(place, f"files of at most {size} bytes", undisturbed, earlier, 3, ran)
    print(f"{len(sizes)} runs whose files could not grow", flush=True)


def tiny_disk(place, undisturbed, earlier, short):
    """A real disk that is full, where this may mount one."""
    disk = place.folder / "disk"
    disk.mkdir()
    sizes = [200, 900] if short else [64, 200, 400, 600, 900, 1200, 1600, 2000, 3000]
    tried = 0
    for size in sizes:
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(disk)], capture_output=True).returncode != 0:
            print("skipped: no right to mount a small disk", flush=True)
            break
        try:
            ran = subprocess.run([str(place.program), "audit", str(place.folder / "in"), "--db", str(disk / "a.db"), "--rules", str(place.rules), "--fail-on", "never",
                                  "--allow-unreadable", "--html", str(disk / "a.html"), "--csv", str(disk / "csv"), "--xlsx", str(disk / "a.xlsx")], capture_output=True)
            fault = f"a disk of {size} KB"
            expect(ran.returncode in (0, 3), fault, f"exit status {ran.returncode}: {ran.stderr[-300:]}")
            expect(ran.returncode == 0 or b"space" in ran.stderr or b"full" in ran.stderr, fault, f"said {ran.stderr[-300:]}")
            expect(store(disk / "a.db") != "damaged", fault, "the store is damaged")
            for name in ("a.html", "a.xlsx"):
                if (disk / name).exists():
                    ends = (disk / name).read_bytes()
                    expect(ends.rstrip().endswith(b"</html>") if name.endswith("html") else b"PK\5\6" in ends[-100:], fault, f"{name} is half written")
            tried += 1
        finally:
            subprocess.run(["umount", str(disk)], capture_output=True)
    print(f"{tried} runs on a disk that was too small", flush=True)


def wrong_places(place, undisturbed, earlier):
    """Stores and folders that cannot be written, or are none of ours."""
    folder = place.folder

    place.clean()
    expect(place.run(db="no/such/folder/a.db").returncode == 3, "no folder", "exit status")
    expect(place.run(db="in").returncode == 3, "a folder for a store", "exit status")

    (folder / "notes.db").write_text("my notes")
    expect(place.run(db="notes.db").returncode == 3, "another file for a store", "exit status")
    expect((folder / "notes.db").read_text() == "my notes", "another file for a store", "it was overwritten")
    with sqlite3.connect(folder / "foreign.db") as db:
        db.execute("CREATE TABLE mine (x)")
    whole = (folder / "foreign.db").read_bytes()
    expect(place.run(db="foreign.db").returncode == 3, "another program's database", "exit status")
    expect((folder / "foreign.db").read_bytes() == whole, "another program's database", "it was overwritten")

    if os.geteuid() != 0 or shutil.which("setpriv"):
        as_nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] if os.geteuid() == 0 else []
        place.clean()
        for part in (folder, folder / "out"):
            part.chmod(0o555)
        ran = place.run(prefix=as_nobody)
        if b"setpriv" not in ran.stderr and b"ermission" in ran.stderr + b"ermission" * (ran.returncode == 3):
            expect(ran.returncode == 3, "a folder that is read-only", f"exit status {ran.returncode}: {ran.stderr[-300:]}")
        for part in (folder, folder / "out"):
            part.chmod(0o755)
        check_after(place, "a folder that is read-only", undisturbed, earlier)

    for fault, change in (("a store of a later version", "PRAGMA user_version=99"), ("a store of an earlier version", "PRAGMA user_version=1")):
        place.clean()
        with sqlite3.connect(folder / "audit.db") as db:
            db.execute(change)
        ran = subprocess.run([str(place.program), "report", "audit.db", "--csv", "out2"], cwd=folder, capture_output=True)
        expect(ran.returncode == 3 and b"schema" in ran.stderr, fault, f"report: {ran.returncode} {ran.stderr[-300:]}")
        check_after(place, fault, undisturbed, {**earlier, "audit.db": store(folder / "audit.db")})

    dice = random.Random(11)
    for n in range(12):
        place.clean()
        damaged = bytearray((folder / "audit.db").read_bytes())
        if n % 3 == 0:
            damaged = damaged[: dice.randrange(1, len(damaged))]
        else:
            for _ in range(200):
                damaged[dice.randrange(100 if n % 3 == 1 else 0, len(damaged))] = dice.randrange(256)
        (folder / "audit.db").write_bytes(damaged)
        ran = subprocess.run([str(place.program), "report", "audit.db", "--csv", "out2", "--html", "out2.html"], cwd=folder, capture_output=True)
        expect(ran.returncode in (0, 3), "a damaged store", f"report: {ran.returncode} {ran.stderr[-300:]}")
        ran = place.run()
        expect(ran.returncode in (0, 3), "a damaged store", f"audit: {ran.returncode} {ran.stderr[-300:]}")
        if ran.returncode == 3:
            expect(ran.stderr.strip() != b"", "a damaged store", "nothing was said")
            (folder / "audit.db").unlink()
            ran = place.run()
        expect({k: v for k, v in place.files().items()} == undisturbed, "a damaged store", "the next audit is not the same")

    place.clean()
    writer = subprocess.Popen(place.argv(["--fresh"]), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(1000):
        if (folder / "audit.db.part").exists():
            break
        time.sleep(0.002)
    writer.send_signal(signal.SIGSTOP)
    ran = place.run()
    writer.send_signal(signal.SIGCONT)
    writer.wait()
    if ran.returncode != 0:  # else the first was done before the second began
        expect(ran.returncode == 3 and b"another audit" in ran.stderr, "a store that another audit writes", f"{ran.returncode} {ran.stderr[-300:]}")
    check_after(place, "a store that another audit writes", undisturbed, earlier)

    place.clean()
    holder = sqlite3.connect(folder / "audit.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    ran = place.run()
    holder.execute("ROLLBACK")
    holder.close()
    expect(ran.returncode in (0, 3), "a store that another program holds", f"{ran.returncode} {ran.stderr[-300:]}")
    expect(ran.returncode == 0 or ran.stderr.strip(), "a store that another program holds", "nothing was said")
    check_after(place, "a store that another program holds", undisturbed, earlier)
    print("stores and folders that cannot be written, are locked, damaged, of another version or none of ours", flush=True)


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("build", type=pathlib.Path)
    asked.add_argument("--short", action="store_true")
    asked.add_argument("--kills", type=int)
    asked.add_argument("--seed", type=int, default=7)
    asked = asked.parse_args()
    dice = random.Random(asked.seed)
    times = asked.kills or (10 if asked.short else 200)
    with tempfile.TemporaryDirectory(prefix="needfirst-crash-") as scratch:
        place = Place(asked.build.resolve() / "needfirst", pathlib.Path(scratch) / "place", 1 if asked.short else 3)
        some = [str(f.relative_to(place.folder)) for f in sorted((place.folder / "in").glob("*.zip"))[::2]]
        (place.folder / "out").mkdir()
        ran = subprocess.run([a for a in place.argv() if a != "in"] + some, cwd=place.folder, capture_output=True)
        assert ran.returncode == 0, ran.stderr
        (place.folder / "audit.db").rename(place.folder / "earlier.db")
        (place.folder / "out").rename(place.folder / "earlier-out")
        place.clean()
        earlier = place.files()
        place.clean(earlier=False)
        begin = time.monotonic()
        assert place.run().returncode == 0
        seconds = time.monotonic() - begin
        undisturbed = place.files()
        assert undisturbed["audit.db"] not in (None, "damaged")
        kills(place, times, undisturbed, earlier, dice, signal.SIGKILL, seconds)
        kills(place, max(5, times // 10), undisturbed, earlier, dice, signal.SIGINT, seconds)
        kills(place, max(5, times // 10), undisturbed, earlier, dice, signal.SIGTERM, seconds)
        small_files(place, undisturbed, earlier, asked.short)
        tiny_disk(place, undisturbed, earlier, asked.short)
        full_disk(place, undisturbed, earlier, asked.short)
        wrong_places(place, undisturbed, earlier)
    print(f"{len(found)} broken promises")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
