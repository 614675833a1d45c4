"""Rule packs that are large, or meant to be slow: loading them and listening by them stays linear."""
import pathlib

from case import case
from zips import page

pack = "title: Hostile\nversion: 1\nlanguage: en\nlicence: Apache-2.0\n"
verdicts = "verdicts:\n  - {verdict: tacked-on, because: 'No need in {searched}.'}\n"


def quoted(phrase):
    return phrase if phrase.startswith(("{regex", "'", "[[")) else "'" + phrase.replace("'", "''") + "'"


def write_pack(folder, phrases, text, lists=""):
    (folder / "pack/signals").mkdir(parents=True)
    (folder / "pack/pack.yaml").write_text(pack)
    (folder / "pack/verdicts.yaml").write_text(verdicts)
    (folder / "pack/signals/s.yaml").write_text("signal: s\ndescribes: x\nsays: social\n" + lists + "phrases:\n" + "".join(f"  - {quoted(p)}\n" for p in phrases)
                                                + "examples: {yes: [x], no: [y]}\n")
    (folder / "in").mkdir()
    (folder / "in/index.html").write_bytes(page + b"<p>" + text)


def with_pack(name, **about):
    """A case whose folder holds a pack and what is read by it."""
    return case(name, options=["--rules", "{path}/pack"], status=(0, 1, 2, 3), **about)


@with_pack("phrases-10000", seconds=15, megabytes=600)
def _(path):
    words = ["share", "post", "discuss", "reply", "comment", "forum", "group", "wiki", "peer", "case"]
    write_pack(path, [f"{words[n % 10]} {words[n // 10 % 10]} {words[n // 100 % 10]} word{n} .. {words[n // 1000]}" for n in range(10_000)], b"share post discuss word1 " * 100_000)


@with_pack("phrases-of-gaps", seconds=15)
def _(path):
    write_pack(path, ["share ... " * 8 + f"end{n}" for n in range(20)], b"share " * 200_000)


@with_pack("phrases-of-choices", seconds=15)
def _(path):
    """2^40 sentences in one phrase."""
    write_pack(path, [" ".join(["[(a | b)]"] * 40) + " b"], b"a b " * 100_000)


@with_pack("phrases-of-long-gaps", seconds=15)
def _(path):
    write_pack(path, [" ".join(["share ..."] * 30) + f" x{n}" for n in range(50)], b"share your thoughts " * 50_000)


@with_pack("patterns", seconds=15)
def _(path):
    """What takes other engines longer than the sun will shine."""
    write_pack(path, ["{regex: '(a+)+$'}", "{regex: '(a|a)*b'}", "{regex: '(.*)*x'}", "{regex: '^(([a-z])+.)+[A-Z]([a-z])+$'}"], b"a" * 200_000 + b"!")


@with_pack("patterns-too-large", seconds=10)
def _(path):
    write_pack(path, ["{regex: '((a{1000}){1000}){1000}'}"], b"a" * 1000)


@with_pack("lists-of-themselves", seconds=10)
def _(path):
    write_pack(path, ["'{a}'"], b"a", "lists: {a: ['{b}'], b: ['{a} {a}']}\n")


@with_pack("lists-that-double", seconds=10)
def _(path):
    """Each list names the one before twice: 2^30 phrases."""
    lists = "lists:\n  l0: [x]\n" + "".join(f"  l{n}: ['{{l{n - 1}}} {{l{n - 1}}}']\n" for n in range(1, 31))
    write_pack(path, ["'{l30}'"], b"x " * 100_000, lists)


@with_pack("yaml-deep", seconds=10)
def _(path):
    write_pack(path, ["[" * 100_000], b"a")


@with_pack("yaml-of-aliases", seconds=10)
def _(path):
    """A billion laughs, in YAML."""
    lists = "lists:\n  a: &a [lol]\n" + "".join(f"  {c}: &{c} [{', '.join(['*' + p] * 10)}]\n" for p, c in zip("abcdefgh", "bcdefghi"))
    write_pack(path, ["'{i}'"], b"lol " * 1000, lists)


@with_pack("yaml-on-one-line-of-500-MB", says="more than a million values", seconds=20, megabytes=1600, short=False)
def _(path):
    write_pack(path, [], b"a")
    with open(path / "pack/signals/s.yaml", "w") as out:
        out.write("signal: s\ndescribes: x\nsays: social\nphrases: [")
        for _ in range(500):
            out.write("share your thoughts, " * 50_000)
        out.write("x]\n")
