"""PDF whose bones are wrong: tables, page trees, page sizes, object streams."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from .writing import LINE, PAGE, pages, pdf, stream


def tables() -> Iterator[tuple[str, bytes]]:
    good = pages()
    yield "no table.pdf", pdf(good, table=False, startxref=b"0")
    yield "offsets wrong by one.pdf", pdf(good, shift=1)
    yield "offsets wrong by thousands.pdf", pdf(good, shift=5_000)
    for name, where in {
        "before the file": b"-1",
        "beyond the file": b"99999999",
        "in no number": b"99999999999999999999999999",
        "nowhere": b"",
        "at the header": b"0",
    }.items():
        yield f"table {name}.pdf", pdf(good, startxref=where)
    plain = pdf(good)
    at = plain.index(b"xref\n")
    yield "table before itself.pdf", pdf(good, b"/Root 1 0 R/Prev %d" % at)
    yield "table far before.pdf", pdf(good, b"/Root 1 0 R/Prev 999999999")
    yield "two tables in a circle.pdf", _circle(good)
    yield (
        "table of a billion.pdf",
        plain.replace(b"xref\n0 6", b"xref\n0 999999999").replace(b"/Size 6", b"/Size 999999999"),
    )
    yield "table of minus one.pdf", plain.replace(b"xref\n0 6", b"xref\n0 -1")
    for name, root in {
        "none": b"",
        "a number": b"/Root 7",
        "itself": b"/Root 9 0 R",
        "a page": b"/Root 3 0 R",
        "a stream": b"/Root 4 0 R",
    }.items():
        yield f"root is {name}.pdf", pdf(good, root)
    yield "nothing at all.pdf", b"%PDF-1.7\n%%EOF\n"
    yield "header thrice.pdf", b"%PDF-1.7\n" * 3 + b"startxref\n0\n%%EOF\n"
    yield "only comments.pdf", b"%PDF-1.7\n" + b"%" * 200_000 + b"\n%%EOF"
    yield "version from the future.pdf", plain.replace(b"%PDF-1.7", b"%PDF-9.9")
    yield "junk before.pdf", bytes(range(1, 250)) * 16 + plain
    yield "junk after.pdf", plain + b"\0" * 300_000
    yield "every object thrice.pdf", plain[:at] * 3 + plain[at:]


def _circle(objects: dict[int, bytes]) -> bytes:
    first = pdf(objects, b"/Root 1 0 R/Prev 0000000000")
    one = first.index(b"xref\n")
    second = len(first)
    out = first.replace(b"/Prev 0000000000", b"/Prev %010d" % second)
    return out + b"xref\n0 0\ntrailer\n<</Size 6/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        one,
        second,
    )


def page_trees() -> Iterator[tuple[str, bytes]]:
    trees = {
        "its own child": b"<</Type/Pages/Kids[2 0 R]/Count 1>>",
        "its own child and a page": b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>",
        "count of minus one": b"<</Type/Pages/Kids[3 0 R]/Count -1>>",
        "count of none": b"<</Type/Pages/Kids[3 0 R]/Count 0>>",
        "count of a million": b"<</Type/Pages/Kids[3 0 R]/Count 1000000>>",
        "count in no number": b"<</Type/Pages/Kids[3 0 R]/Count 99999999999999999999>>",
        "count in words": b"<</Type/Pages/Kids[3 0 R]/Count(dix)>>",
        "no count": b"<</Type/Pages/Kids[3 0 R]>>",
        "no children": b"<</Type/Pages/Kids[]/Count 0>>",
        "children of nothing": b"<</Type/Pages/Kids[null null]/Count 2>>",
        "children in words": b"<</Type/Pages/Kids[(a)(b)]/Count 2>>",
        "children elsewhere": b"<</Type/Pages/Kids[77 0 R 78 0 R]/Count 2>>",
        "the same page a hundred thousand times": b"<</Type/Pages/Kids["
        + b"3 0 R " * 100_000
        + b"]/Count 100000>>",
        "a page for a tree": PAGE,
    }
    for name, tree in trees.items():
        yield f"{name}.pdf", pdf(pages({2: tree}))
    knot = b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>"
    yield "two trees in a knot.pdf", pdf(pages({2: knot % (6, 6), 6: knot % (2, 2)}))
    depth = 20_000
    chain = {
        n: b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>" % (n - 1, n + 1) for n in range(6, depth)
    }
    deep = {2: b"<</Type/Pages/Kids[6 0 R]/Count 1>>", **chain, depth: PAGE}
    yield "twenty thousand deep.pdf", pdf(pages(deep))
    leaf = {6 + n: PAGE for n in range(2_500)}
    many = b"<</Type/Pages/Kids[%s]/Count 2500>>" % b" ".join(b"%d 0 R" % n for n in leaf)
    yield "more pages than the archive reads.pdf", pdf(pages({2: many, **leaf}))
    yield "parent is the page.pdf", pdf(pages({3: PAGE.replace(b"/Parent 2 0 R", b"/Parent 3 0 R")}))


def page_sizes() -> Iterator[tuple[str, bytes]]:
    boxes = {
        "nothing": b"[0 0 0 0]",
        "less than nothing": b"[0 0 -595 -842]",
        "turned over": b"[595 842 0 0]",
        "no number": b"[0 0 nan inf]",
        "words": b"[(a)(b)(c)(d)]",
        "three sides": b"[0 0 595]",
        "a hair": b"[0 0 0.0001 842]",
        "a thread": b"[0 0 1 2000000]",
        "a county": b"[0 0 5000000 5000000]",
        "beyond float": b"[0 0 1e39 1e39]",
        "far away": b"[1e9 1e9 1000000595 1000000842]",
        "itself": b"3 0 R",
    }
    for name, size in boxes.items():
        yield f"page of {name}.pdf", pdf(pages({3: PAGE.replace(b"[0 0 595 842]", size)}))
    for name, entry in {
        "unit of ten thousand": b"/UserUnit 10000",
        "unit of nothing": b"/UserUnit 0",
        "unit below nothing": b"/UserUnit -3",
        "turned by 45": b"/Rotate 45",
        "turned by a billion": b"/Rotate 1000000000",
        "cropped outside": b"/CropBox[9000 9000 9100 9100]",
        "cropped to nothing": b"/CropBox[10 10 10 10]",
    }.items():
        yield f"page {name}.pdf", pdf(pages({3: PAGE.replace(b"/Type/Page/", b"/Type/Page" + entry + b"/")}))


def _packed(count: bytes = b"5", first: bytes | None = None, extra: bytes = b"", **changes: bytes) -> bytes:
    """The same page, its objects in an object stream (7) and its table in another (8)."""
    objects = pages()
    contents = objects.pop(4)
    objects[6] = b"<<>>"
    pairs, bodies = b"", b""
    for number, body in objects.items():
        pairs += b"%d %d " % (number, len(bodies))
        bodies += body + b" "
    start = str(len(pairs)).encode() if first is None else first
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    at_contents = len(out)
    out += b"4 0 obj\n" + contents + b"\nendobj\n"
    at_stream = len(out)
    entries = b"/Type/ObjStm/Filter/FlateDecode/N " + count + b"/First " + start + extra
    out += b"7 0 obj\n" + stream(zlib.compress(pairs + bodies), entries) + b"\nendobj\n"
    rows = [(0, 0, 255)]
    rows += [(1, at_contents, 0) if n == 4 else (2, 7, list(objects).index(n)) for n in range(1, 7)]
    rows += [(1, at_stream, 0), (1, len(out), 0)]
    table = b"".join(struct.pack(">BIB", *row) for row in rows)
    entries = b"/Type/XRef/Root 1 0 R" + changes.get("size", b"/Size 9") + changes.get("w", b"/W[1 4 1]")
    at = len(out)
    out += b"8 0 obj\n" + stream(table, entries + changes.get("index", b"")) + b"\nendobj\n"
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % at


def object_streams() -> Iterator[tuple[str, bytes]]:
    yield "objects of a billion.pdf", _packed(b"999999999")
    yield "objects of minus one.pdf", _packed(b"-1")
    yield "objects begin beyond.pdf", _packed(first=b"99999999")
    yield "objects extend themselves.pdf", _packed(extra=b"/Extends 7 0 R")
    yield "objects in their own stream.pdf", _packed(extra=b"/Length 6 0 R")
    yield "columns of nothing.pdf", _packed(w=b"/W[0 0 0]")
    yield "columns of a billion.pdf", _packed(w=b"/W[1 999999999 1]")
    yield "columns below nothing.pdf", _packed(w=b"/W[-1 4 1]")
    yield "table from a billion.pdf", _packed(index=b"/Index[999999999 5]")
    yield "table from below nothing.pdf", _packed(index=b"/Index[-5 9]")
    yield "table larger than its size.pdf", _packed(size=b"/Size 999999999")
    deep = b"[" * 100_000 + b"]" * 100_000
    yield "arrays in arrays.pdf", pdf(pages({6: deep}), b"/Root 1 0 R/Info 6 0 R")
    yield (
        "dictionaries in dictionaries.pdf",
        pdf(pages({6: b"<</A" * 60_000 + b" 1" + b">>" * 60_000}), b"/Root 6 0 R"),
    )
    yield "a reference to itself.pdf", pdf(pages({4: b"4 0 R"}))
    yield "references in a circle.pdf", pdf(pages({4: b"6 0 R", 6: b"4 0 R"}))
    yield "length is the stream.pdf", pdf(pages({4: stream(LINE, length=b"4 0 R")}))
