#!/usr/bin/env python3
"""Makes every hostile input, lets the real program audit it within bounds of time and memory, and prints a table.

    run.py BUILD [--short] [NAME...]

Fails where the program ends by a signal, takes longer or more memory than the table allows, ends with an exit status that
is none of its own, or does not say which limit or damage kept it from reading all. --short: what fits into `make test`."""
import os, pathlib, resource, signal, sqlite3, sys, tempfile, time

from case import cases
import zips, tars, texts, shared, many, real, rules  # noqa: F401  (each adds its cases)

our_rules = pathlib.Path(__file__).resolve().parents[2] / "rules"
address_space = 8 << 30  # what an input may ask for at all: far above the bounds, far below what hurts a machine


def limit(seconds):
    resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds * 8 + 10, seconds * 8 + 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def audit(program, one, path, store, limited, rules):
    """Exit status (negative: signal), seconds, peak megabytes, seconds of the processor."""
    options = [o.replace("{path}", str(path)) for o in one.options]
    what = path / "in" if options else path
    argv = [str(program), "audit", str(what), "--db", str(store), "--quiet", "--fresh", "-j", "1", *(options or ["--rules", str(rules)])]
    begin = time.monotonic()
    child = os.fork()
    if child == 0:
        os.dup2(os.open(store.with_suffix(".out"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
        os.dup2(1, 2)
        if limited:
            limit(int(one.seconds))
        os.execv(argv[0], argv)
    _, ended, usage = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(ended), time.monotonic() - begin, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


def small_pack(scratch):
    """A pack that is loaded in no time, for the short form."""
    folder = pathlib.Path(scratch) / "small"
    if not folder.exists():
        folder.mkdir()
        rules.write_pack(folder, ["share your thoughts", "discussion .. forum"], b"")
    return folder / "pack"


def told(store):
    """What the store says of what was not read."""
    if not store.exists():
        return [store.with_suffix(".out").read_text(errors="replace").strip()]
    with sqlite3.connect(store) as db:
        rows = [f"{member}: {reason}" if member else reason for member, reason in db.execute("SELECT member, reason FROM coverage WHERE state != 'skipped' OR reason LIKE '%same name%'")]
        return rows + [m for (m,) in db.execute("SELECT message FROM package WHERE message != ''")]


def shown(row):
    return "".join(c if c.isprintable() else "." for c in row).replace("|", "/")[-110:]


def main():
    arguments = sys.argv[1:]
    short = "--short" in arguments
    build, *names = [a for a in arguments if not a.startswith("--")]
    build = pathlib.Path(build).resolve()
    slow = float(os.environ.get("NEEDFIRST_SLOWER", "1"))  # a build with sanitizers has more to do
    chosen = [c for c in cases if (not names or c.name in names) and (names or not short or c.short)]
    broken = []
    print("| input | MB | seconds (bound) | peak MB (bound) | exit | what is said |\n|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory(prefix="needfirst-hostile-") as scratch:
        os.environ["XDG_CACHE_HOME"] = scratch  # not the user's
        folder = pathlib.Path(scratch) if short else build / "hostile"
        folder.mkdir(exist_ok=True)
        for one in chosen:
            path, store = folder / one.name, pathlib.Path(scratch) / "hostile.db"
            store.unlink(missing_ok=True)
            if not path.exists():
                if one.ending == "" and one.options:
                    path.mkdir()
                one.make(path)
            status, seconds, peak, cpu = audit(build / "needfirst", one, path, store, slow == 1, small_pack(scratch) if short else our_rules)
            rows = told(store)
            row = next((r for r in rows if one.says and one.says in r), rows[0] if rows else "")
            size = sum(f.stat().st_size for f in ([path] if path.is_file() else path.rglob("*")) if f.is_file()) / 1e6
            print(f"| {one.name} | {size:.1f} | {seconds:.2f} ({one.seconds}) | {peak:.0f} ({one.megabytes}) | {status} | {shown(row)} |", flush=True)
            if status not in one.status:
                broken.append(f"{one.name}: ended with {signal.Signals(-status).name if status < 0 else status}: {store.with_suffix('.out').read_text(errors='replace')[:300]}")
            if cpu > one.seconds * slow:  # of the processor, so that a busy machine breaks no bound
                broken.append(f"{one.name}: took {cpu:.1f} s of the processor, more than {one.seconds * slow}")
            if peak > one.megabytes and slow == 1:
                broken.append(f"{one.name}: took {peak:.0f} MB, more than {one.megabytes}")
            if one.says and one.says not in row:
                broken.append(f"{one.name}: nothing says \"{one.says}\": {rows[:5]}")
            if short or size > 100:
                if path.is_file():
                    path.unlink()
    print(f"\n{len(chosen)} hostile inputs, {len(broken)} broken bounds")
    for line in broken:
        print("broken: " + line)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
