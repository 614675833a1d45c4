"""A real package, cut off at every sixteenth, and with bytes turned over."""
import os, pathlib, random, socket

from case import case
from zips import member, page, write

fixtures = pathlib.Path(__file__).resolve().parents[2] / "fixtures"


def package(path, name="moodle2/minimal-valid"):
    folder = fixtures / name / "package"
    write(path, [member(str(f.relative_to(folder)), f.read_bytes()) for f in sorted(folder.rglob("*")) if f.is_file()])
    return path.read_bytes()


def cut(sixteenths):
    @case(f"cut-at-{sixteenths:02}-of-16.zip", "damaged" if sixteenths > 0 else "empty", short=sixteenths % 4 == 3)
    def _(path):
        whole = package(path)
        path.write_bytes(whole[: len(whole) * sixteenths // 16])


for sixteenths in range(16):
    cut(sixteenths)


@case("pipes-and-links", "neither a file nor a folder")
def _(path):
    """A folder of what is no file: a pipe that nobody writes to, a socket, links to devices, to secrets and in circles."""
    path.mkdir()
    (path / "a.html").write_bytes(page)
    os.mkfifo(path / "pipe.html")
    os.mkfifo(path / "pipe.csv")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(path / "socket.html"))
    for name, to in (("zero.html", "/dev/zero"), ("passwd.html", "/etc/passwd"), ("loop", ".")):
        (path / name).symlink_to(to)


@case("bits-turned-over", "", seconds=60, short=False)
def _(path):
    """300 packages of every kind there is a fixture of, each with 30 bytes that are others."""
    path.mkdir()
    dice = random.Random(3)
    names = sorted(str(f.parent.relative_to(fixtures)) for f in fixtures.glob("*/*/package") if f.is_dir())
    for n in range(300):
        whole = bytearray(package(path / f"{n}.zip", names[n % len(names)]))
        for _ in range(30):
            whole[dice.randrange(len(whole))] = dice.randrange(256)
        (path / f"{n}.zip").write_bytes(whole)
