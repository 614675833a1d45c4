"""Tars, and other archives that are read from front to end."""
import bz2, gzip, io, lzma, tarfile

from case import case
from zips import member, page, write


def tar(entries, form=tarfile.GNU_FORMAT, headers=None):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form, pax_headers=headers) as made:
        for name, content, kind, link in entries:
            about = tarfile.TarInfo(name)
            about.type, about.linkname, about.size = kind, link, len(content)
            made.addfile(about, io.BytesIO(content))
    return out.getvalue()


def plain(name, content=page):
    return (name, content, tarfile.REGTYPE, "")


@case("links-and-devices.tar", "")
def _(path):
    path.write_bytes(tar([plain("index.html"), ("passwd.html", b"", tarfile.SYMTYPE, "/etc/passwd"), ("hard.html", b"", tarfile.LNKTYPE, "/etc/passwd"),
                          ("loop.html", b"", tarfile.SYMTYPE, "loop.html"), ("zero.html", b"", tarfile.CHRTYPE, ""), ("disk.html", b"", tarfile.BLKTYPE, ""),
                          ("pipe.html", b"", tarfile.FIFOTYPE, ""), plain("../../outside.html"), plain("/absolute.html")]))


@case("sparse.tar", "--max-")
def _(path):
    """A sparse member of 8 TB that is all hole."""
    size = 8 << 40
    pax = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": "hole.html", "GNU.sparse.realsize": str(size)}
    map_block = b"1\n0\n0\n".ljust(512, b"\0")
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as made:
        about = tarfile.TarInfo("index.html")
        about.size = len(page)
        made.addfile(about, io.BytesIO(page))
        about = tarfile.TarInfo("GNUSparseFile.0/hole.html")
        about.pax_headers, about.size = pax, len(map_block)
        made.addfile(about, io.BytesIO(map_block))
    path.write_bytes(out.getvalue())


@case("pax-oddities.tar", "")
def _(path):
    odd = {"path": "../../x.html", "size": "-1", "mtime": "1e999", "uname": "\x1b[31m", "linkpath": "/etc/passwd", "comment": "x" * 500_000, "hdrcharset": "BINARY"}
    out = tar([plain("index.html")], tarfile.PAX_FORMAT)
    entry = io.BytesIO()
    with tarfile.open(fileobj=entry, mode="w", format=tarfile.PAX_FORMAT) as made:
        about = tarfile.TarInfo("b.html")
        about.pax_headers, about.size = {k: v for k, v in odd.items() if k != "size"}, len(page)
        made.addfile(about, io.BytesIO(page))
    path.write_bytes(out[:1536] + entry.getvalue())


@case("bomb.tar.gz", "--max-ratio", seconds=10)
def _(path):
    with gzip.open(path, "wb", compresslevel=9) as out:
        out.write(tar([plain("index.html")])[:1024])
        about = tarfile.TarInfo("bomb.html")
        about.size = 2 << 30
        out.write(about.tobuf(tarfile.GNU_FORMAT))
        for _ in range(2048):
            out.write(bytes(1 << 20))


@case("bomb.tar.xz", "--max-ratio", seconds=10)
def _(path):
    path.write_bytes(lzma.compress(tar([plain("index.html"), plain("bomb.html", bytes(500 << 20))]), preset=0))


@case("bomb.tar.bz2", "--max-ratio", seconds=10)
def _(path):
    path.write_bytes(bz2.compress(tar([plain("index.html"), plain("bomb.html", bytes(200 << 20))])))


@case("gzip-in-gzip.gz", "", seconds=10)
def _(path):
    content = page
    for _ in range(200):
        content = gzip.compress(content, mtime=0)
    path.write_bytes(content)


@case("million-members.tar", "limit of 200000 (--max-members", seconds=20, megabytes=700, short=False)
def _(path):
    block = lambda name: tarfile.TarInfo(name).tobuf(tarfile.USTAR_FORMAT)
    with open(path, "wb") as out:
        out.write(tar([plain("index.html")])[:1024])
        for n in range(1_000_000):
            out.write(block(f"{n}.html"))
        out.write(bytes(1024))


@case("zip-in-tar-in-zip-in-tar-in-zip.zip", "limit of 3 (--max-depth")
def _(path):
    write(path, [member("index.html")])
    for n in range(5):
        inside = path.read_bytes()
        if n % 2:
            write(path, [member("a.tar", inside, method=0)])
        else:
            path.write_bytes(tar([plain("a.zip", inside)]))
    inside = path.read_bytes()
    write(path, [member("top.tar", inside)])


@case("half-a-header.tar", "")
def _(path):
    path.write_bytes(tar([plain("index.html")])[:700])


@case("nothing.7z", "damaged")
def _(path):
    path.write_bytes(b"7z\xbc\xaf\x27\x1c\0\4" + b"\xff" * 200)


@case("names-of-480-MB.tar.gz", "names of members take more than the limit", seconds=30)
def _(path):
    """120,000 names of four kilobytes, that take 2 MB as long as nobody reads them."""
    with gzip.open(path, "wb") as packed, tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as made:
        for n in range(120_000):
            made.addfile(tarfile.TarInfo("a/" * 2_000 + f"{n:06}.html"))
