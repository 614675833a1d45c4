"""Zips that no honest program writes."""
import random, struct, zlib

from case import case

page = b"<html><title>A course</title><body><p>Share your thoughts in the discussion forum.</p></body></html>"


def deflate(content):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def zeros(megabytes):
    """Deflate stream of that many MB of zeros, made at once: a flushed block can be repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packer.compress(bytes(1 << 20))
    packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * megabytes + b"\3\0"


def member(name, content=page, packed=None, size=None, crc=None, method=8, flags=0, header=None, local=None):
    name = name if isinstance(name, bytes) else name.encode()
    packed = packed if packed is not None else content if method == 0 else deflate(content)
    return dict(name=name, packed=packed, size=len(content) if size is None else size, method=method, flags=flags,
                crc=zlib.crc32(content) if crc is None else crc, header=header, local=name if local is None else local)


def write(path, members, comment=b"", count=None):
    """`header` of a member: the offset of another one's local header that it shares."""
    directory, offset = bytearray(), 0
    with open(path, "wb") as out:
        for m in members:
            about = (m["flags"], m["method"], 0, 0x21, m["crc"], len(m["packed"]), min(m["size"], 0xFFFFFFFE))
            at = m["header"]
            if at is None:
                at = offset
                local = b"PK\3\4" + struct.pack("<HHHHHIIIHH", 20, *about, len(m["local"]), 0) + m["local"] + m["packed"]
                out.write(local)
                offset += len(local)
            directory += b"PK\1\2" + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, *about, len(m["name"]), 0, 0, 0, 0, 0, at)
            directory += m["name"]
        number = len(members) if count is None else count
        if number > 0xFFFE:
            out.write(directory + b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, number, number, len(directory), offset))
            out.write(b"PK\6\7" + struct.pack("<IQI", 0, offset + len(directory), 1))
            out.write(b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, len(comment)))
        else:
            out.write(directory + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, number, number, len(directory), offset, len(comment)))
        out.write(comment)


def bytes_of(path, members):
    write(path, members)
    content = path.read_bytes()
    path.unlink()
    return content


@case("bomb-one-member.zip", "limit of 200 (--max-ratio")
def _(path):
    write(path, [member("index.html"), member("bomb.html", packed=zeros(60), size=60 << 20, crc=0)])


@case("bomb-of-4-GB.zip", "limit of 67108864 (--max-member-bytes")
def _(path):
    write(path, [member("index.html"), member("bomb.html", packed=zeros(4000), size=4000 << 20, crc=0)])


@case("bomb-that-lies.zip", "limit of 67108864 (--max-member-bytes")
def _(path):
    """4 GB, of which the directory says that they are 100 bytes."""
    write(path, [member("index.html"), member("bomb.html", packed=zeros(4000), size=100, crc=0)])


@case("bomb-that-lies-a-little.zip", "limit of 200 (--max-ratio")
def _(path):
    write(path, [member("index.html"), member("bomb.html", packed=zeros(60), size=100, crc=0)])


@case("bomb-many-members.zip", "limit of 67108864 bytes (--max-text-bytes")
def _(path):
    """3,000 pages of just under a megabyte each, every one below the floor of the ratio: a whole package full of what rules
    listen for, which takes them as long as any."""
    big = b"<p>Share your thoughts. " * 43_000
    write(path, [member("index.html")] + [member(f"{n}.html", big) for n in range(3000)])


@case("bomb-overlapping.zip", "limit of 1073741824 (--max-package-bytes", seconds=20, short=False, megabytes=900)
def _(path):
    """20,000 members that share one kernel: 20 GB from 200 KB."""
    big = member("0.html", bytes((1 << 20) - 1))
    write(path, [big] + [dict(big, name=f"{n}.html".encode(), header=0) for n in range(1, 20_000)])


@case("bomb-nested.zip", "limit of 3 (--max-depth", seconds=10)
def _(path):
    """Six floors of eight archives each: 262,144 pages of a megabyte."""
    inside = bytes_of(path, [member("index.html", page + bytes(1 << 20))])
    for _ in range(6):
        inside = bytes_of(path, [member(f"{n}.zip", inside) for n in range(8)])
    path.write_bytes(inside)


@case("endless.zip", "limit of 3 (--max-depth")
def _(path):
    """Each archive holds one of the same look, cut out of itself: as a quine, it never ends by itself."""
    name, layers = b"a.zip", 40
    local = lambda size: b"PK\3\4" + struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 0x21, 0, size, size, len(name), 0) + name
    step = len(local(0))
    total = layers * step + 46 + len(name) + 22
    body = local(total - step) * layers
    directory = b"PK\1\2" + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 0x21, 0, total - step, total - step, len(name), 0, 0, 0, 0, 0, 0) + name
    path.write_bytes(body + directory + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(directory), len(body), 0))


@case("million-empty-members.zip", "limit of 200000 (--max-members", seconds=15, megabytes=700, short=False)
def _(path):
    write(path, [member("index.html")] + [member(f"{n}.html", b"", method=0) for n in range(1_000_000)])


@case("million-claimed-members.zip", "")
def _(path):
    write(path, [member("index.html")], count=65_000)


@case("names-that-escape.zip", "leads out")
def _(path):
    write(path, [member(n) for n in ("../../etc/passwd.html", "/etc/shadow.html", "C:\\boot.html", "a/../../b.html", "..\\..\\c.html", "index.html")])


@case("names-that-collide.zip", "same name")
def _(path):
    write(path, [member("index.html", page + str(n).encode()) for n in range(200)] + [member("INDEX.HTML"), member("./index.html"), member("x/../index.html")])


@case("names-of-control-characters.zip", "same name")
def _(path):
    names = [b"\x1b[2J\x1b[31m.html", b"a\nb.html", b"a\rb.html", b"\0.html", b"a\0b.html", b"\xff\xfe.html", "\u202efdp.html".encode(),
             b"<script>alert(1)</script>.html", b"=cmd|' /C calc'!A0.html", b"%0A::error::x.html", b" .html", b"x" * 60_000 + b".html"]
    write(path, [member(n) for n in names] + [member("index.html")])


@case("lying-sizes.zip", "says")
def _(path):
    write(path, [member("index.html"), member("a.html", size=1), member("b.html", size=0xFFFFFFF0), member("c.html", size=0), member("d.html", method=0, size=1 << 30)])


@case("lying-checksums.zip", "checksum")
def _(path):
    write(path, [member(f"{n}.html", crc=n) for n in range(100)])


@case("lying-offsets.zip", "damaged")
def _(path):
    write(path, [member("index.html")] + [member(f"{n}.html", header=1 << n) for n in range(32)])


@case("directory-of-itself.zip", "")
def _(path):
    """The directory says that it begins at 0 and is as long as the file."""
    write(path, [member("index.html")])
    whole = bytearray(path.read_bytes())
    whole[-10:-2] = struct.pack("<II", len(whole), 0)
    path.write_bytes(whole)


@case("encrypted.zip", "encrypted")
def _(path):
    write(path, [member("index.html", packed=random.Random(1).randbytes(900), flags=1), member("imsmanifest.xml", packed=random.Random(2).randbytes(900), flags=0x41, method=99)])


@case("unknown-methods.zip", "method")
def _(path):
    write(path, [member("index.html")] + [member(f"{n}.html", packed=random.Random(n).randbytes(500), method=n) for n in (1, 2, 6, 9, 12, 14, 19, 93, 95, 97, 98, 1234)])


@case("broken-everywhere.zip", "damaged", short=False)
def _(path):
    dice = random.Random(5)
    members = []
    for n in range(300):
        packed = bytearray(deflate(page * 20))
        for _ in range(5):
            packed[dice.randrange(len(packed))] = dice.randrange(256)
        members.append(member(f"{n}.html", page * 20, packed=bytes(packed)))
    write(path, members)


@case("comment-of-directories.zip", "")
def _(path):
    """64 KB of false ends of directory, each to be tried."""
    write(path, [member("index.html")], comment=b"PK\5\6" * 16_000)


@case("headers-without-end.zip", "damaged", seconds=10)
def _(path):
    """No directory, and 20 MB of beginnings of members."""
    path.write_bytes(b"PK\3\4" * 5_000_000)


@case("folders-deep.zip", "")
def _(path):
    write(path, [member("d/" * 5000 + f"{n}.html") for n in range(50)] + [member("index.html")])


@case("not-closed.zip", "damaged")
def _(path):
    write(path, [member("index.html", page * 5)])
    path.write_bytes(path.read_bytes()[:-60])
