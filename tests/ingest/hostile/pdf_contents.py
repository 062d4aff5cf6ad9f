"""PDF whose contents explode, run in circles, lie in their words, or want to act."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from .writing import FONT, LINE, PAGE, of_page, pages, pdf, stream, zeros

FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"


def streams() -> Iterator[tuple[str, bytes]]:
    flate = b"/Filter/FlateDecode"
    twice = b"/Filter[/FlateDecode/FlateDecode]"
    for name, body in {
        "a gigabyte of nothing": stream(zeros(1_200), flate),
        "four gigabytes twice deflated": stream(zlib.compress(zeros(4_000)), twice),
        "deflated five times": stream(
            zlib.compress(zlib.compress(zlib.compress(zlib.compress(zeros(300))))),
            b"/Filter[" + b"/FlateDecode" * 5 + b"]",
        ),
        "a thousand filters": stream(LINE, b"/Filter[" + b"/ASCIIHexDecode" * 1_000 + b"]"),
        "unknown filter": stream(LINE, b"/Filter/Nonsense"),
        "filter is itself": stream(LINE, b"/Filter 4 0 R"),
        "not deflated at all": stream(LINE, flate),
        "deflated and cut off": stream(zlib.compress(LINE * 500)[:60], flate),
        "LZW of garbage": stream(bytes(range(256)) * 40, b"/Filter/LZWDecode"),
        "run lengths without end": stream(b"\x81\x00" * 60_000, b"/Filter/RunLengthDecode"),
        "ASCII85 of garbage": stream(b"z" * 100_000 + b"~", b"/Filter/ASCII85Decode"),
        "predictor a billion wide": stream(
            zlib.compress(LINE), flate + b"/DecodeParms<</Predictor 15/Columns 999999999/Colors 32>>"
        ),
        "predictor below nothing": stream(
            zlib.compress(LINE), flate + b"/DecodeParms<</Predictor 12/Columns -7>>"
        ),
        "length below nothing": stream(LINE, length=b"-5"),
        "length beyond the file": stream(LINE, length=b"999999999"),
        "no length": stream(LINE).replace(b"/Length %d" % len(LINE), b""),
        "never ends": stream(LINE).replace(b"endstream", b""),
        "an outside file": stream(b"", b"/F(/etc/passwd)/FFilter/FlateDecode"),
    }.items():
        yield f"contents, {name}.pdf", pdf(pages({4: body}))
    contents = {
        "nested a million times": b"q " * 1_000_000,
        "closed before opened": b"Q " * 200_000,
        "a million strokes": b"0 0 m 595 842 l S\n" * 1_000_000,
        "a curve of a million points": b"0 0 m " + b"9 9 99 99 7 7 c " * 300_000 + b"S",
        "a clip in a clip": b"0 0 595 842 re W n " * 200_000,
        "a dash of hairs": b"[0.0001 0.0001] 0 d 1 w 0 0 m 100000 100000 l S",
        "numbers beyond all": b"1e308 0 0 -1e308 9e99 nan cm 0 0 m 1e38 1e38 l S",
        "garbage": bytes(range(256)) * 400,
        "an inline picture that lies": b"BI /W 60000 /H 60000 /BPC 8 /CS /RGB ID xx EI",
        "a name without end": b"/" + b"A" * 1_000_000 + b" gs",
        "brackets without end": b"[" * 500_000,
        "a string without end": b"BT /F 9 Tf (" + b"(" * 400_000,
    }
    for name, body in contents.items():
        packed = stream(zlib.compress(body), flate)
        yield f"contents, {name}.pdf", pdf(pages({4: packed}))


def recursion() -> Iterator[tuple[str, bytes]]:
    draw = b"/X Do"
    named = b"/XObject<</X 6 0 R>>"
    inner = b"/Resources<</XObject<</X %d 0 R>>>>"
    yield "form in itself.pdf", of_page(draw, named, o6=stream(draw, FORM + inner % 6))
    knot = {"o6": stream(draw, FORM + inner % 7), "o7": stream(draw, FORM + inner % 6)}
    yield "two forms in a knot.pdf", of_page(draw, named, **knot)
    tower = {f"o{n}": stream(draw * 10, FORM + inner % (n + 1)) for n in range(6, 40)}
    yield "ten forms in each of ten.pdf", of_page(draw, named, **tower, o40=stream(b"0 0 9 9 re f", FORM))
    tall = {f"o{n}": stream(draw, FORM + inner % (n + 1)) for n in range(6, 3_000)}
    yield "forms three thousand deep.pdf", of_page(draw, named, **tall, o3000=stream(b"0 0 9 9 re f", FORM))
    masked = FORM + b"/Group<</S/Transparency>>/Resources<</ExtGState<</G 7 0 R>>>>"
    state = b"<</Type/ExtGState/SMask<</Type/Mask/S/Luminosity/G 6 0 R>>>>"
    yield (
        "mask of itself.pdf",
        of_page(
            b"/G gs 0 0 99 99 re f",
            b"/ExtGState<</G 7 0 R>>",
            o6=stream(b"/G gs 0 0 9 9 re f", masked),
            o7=state,
        ),
    )
    tile = b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep %s/YStep %s"
    paint = b"/Pattern cs /P scn 0 0 595 842 re f"
    for name, step in {"hairs": b"0.001", "nothing": b"0", "less than nothing": b"-0.01"}.items():
        yield (
            f"tiles {name} apart.pdf",
            of_page(
                paint,
                b"/Pattern<</P 6 0 R>>",
                o6=stream(b"0 0 1 1 re f", tile % (step, step) + b"/Resources<<>>"),
            ),
        )
    yield (
        "tiles of tiles.pdf",
        of_page(
            paint,
            b"/Pattern<</P 6 0 R>>",
            o6=stream(paint, tile % (b"1", b"1") + b"/Resources<</Pattern<</P 6 0 R>>>>"),
        ),
    )
    function = b"<</FunctionType 3/Domain[0 1]/Functions[7 0 R 7 0 R]/Bounds[0.5]/Encode[0 1 0 1]>>"
    shade = b"<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 595 842]/Function 7 0 R>>"
    yield "function of itself.pdf", of_page(b"/S sh", b"/Shading<</S 6 0 R>>", o6=shade, o7=function)
    sampled = stream(
        b"", b"/FunctionType 0/Domain[0 1 0 1 0 1]/Range[0 1]/Size[2000 2000 2000]/BitsPerSample 32"
    )
    yield (
        "function of eight billion samples.pdf",
        of_page(b"/S sh", b"/Shading<</S 6 0 R>>", o6=shade, o7=sampled),
    )
    script = stream(b"{" * 50_000 + b"}" * 50_000, b"/FunctionType 4/Domain[0 1]/Range[0 1 0 1 0 1]")
    yield "function in braces.pdf", of_page(b"/S sh", b"/Shading<</S 6 0 R>>", o6=shade, o7=script)
    yield (
        "colour space of itself.pdf",
        of_page(b"/C cs 1 scn 0 0 9 9 re f", b"/ColorSpace<</C 6 0 R>>", o6=b"[/Indexed 6 0 R 255 (x)]"),
    )
    letter = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 65/LastChar 65/Widths[9]/Encoding<</Differences[65/A]>>/CharProcs<</A 7 0 R>>/Resources<</Font<</T 6 0 R>>>>>>"
    typed = b"BT /T 9 Tf 20 20 Td (AAAA) Tj ET"
    yield (
        "letter made of itself.pdf",
        of_page(
            typed, b"", o5=letter.replace(b"6 0 R", b"5 0 R"), o7=stream(typed.replace(b"/T", b"/T"), b"")
        ),
    )
    outline = b"<</Title(a)/Parent 6 0 R/First 6 0 R/Last 6 0 R/Next 6 0 R/Prev 6 0 R/Count 9>>"
    yield (
        "outline in a circle.pdf",
        pdf(pages({1: b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>", 6: outline})),
    )


def text() -> Iterator[tuple[str, bytes]]:
    say = b"BT /F 6 Tf 9 9 Td "
    yield "a word of a hundred thousand letters.pdf", of_page(say + b"(" + b"a" * 100_000 + b") Tj ET")
    words = b"".join(b"1 0 0 1 %d %d Tm (mot) Tj " % (n % 595, n // 60 % 842) for n in range(50_000))
    yield "fifty thousand words.pdf", of_page(say + words + b"ET")
    yield (
        "two million operators.pdf",
        pdf(pages({4: stream(zlib.compress(say + b"(a) Tj " * 2_000_000 + b"ET"), b"/Filter/FlateDecode")})),
    )
    yield (
        "no signs that are letters.pdf",
        of_page(say + b"(" + bytes(range(1, 32)).replace(b"\r", b"") * 50 + b") Tj ET"),
    )
    yield "words off the page.pdf", of_page(b"BT /F 9 Tf 5000 -4000 Td (hors page) Tj ET")
    yield (
        "letters of no size.pdf",
        of_page(b"BT /F 0 Tf 9 9 Td (rien) Tj /F -9 Tf (rien) Tj /F 1e30 Tf (tout) Tj ET"),
    )
    yield "a font that is not there.pdf", of_page(b"BT /Nowhere 9 Tf 9 9 Td (rien) Tj ET")
    for name, code in {
        "a hundred thousand letters": b"0061" * 100_000,
        "half a letter": b"D800",
        "right to left": b"202E0041",
        "private signs": b"E000F8FF",
        "beyond Unicode": b"DBFFDFFFFFFF",
        "nothing": b"",
    }.items():
        unicode = (
            b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <61> <" + code + b"> endbfchar"
        )
        font = FONT.replace(b"/Encoding", b"/ToUnicode 7 0 R/Encoding")
        yield (
            f"a letter is {name}.pdf",
            of_page(say + b"(" + b"a" * 60 + b") Tj ET", o5=font, o7=stream(unicode)),
        )
    cmap = FONT.replace(b"/Encoding/WinAnsiEncoding", b"/Encoding 7 0 R")
    yield (
        "encoding of itself.pdf",
        of_page(LINE, o5=cmap, o7=stream(b"", b"/Type/CMap/CMapName/A/UseCMap 7 0 R")),
    )
    for kind, entry in {"Type 1": b"/FontFile", "TrueType": b"/FontFile2", "OpenType": b"/FontFile3"}.items():
        font = b"<</Type/Font/Subtype/TrueType/BaseFont/ABC/FirstChar 0/LastChar 1/Widths[9 9]/FontDescriptor 6 0 R>>"
        described = b"<</Type/FontDescriptor/FontName/ABC/Flags 4/FontBBox[0 0 9 9]" + entry + b" 7 0 R>>"
        program = b"\0\1\0\0\xff\xff" + bytes(range(256)) * 90
        yield (
            f"{kind} font of garbage.pdf",
            of_page(LINE, o5=font, o6=described, o7=stream(program, b"/Length1 9")),
        )


def actions() -> Iterator[tuple[str, bytes]]:
    """Nothing of this may run; the page is read like any other."""
    catalogue = b"<</Type/Catalog/Pages 2 0 R"
    script = b"<</S/JavaScript/JS(while(1)app.alert('Bonjour'))>>"
    for name, entry in {
        "script at the opening": b"/OpenAction" + script,
        "script at the closing": b"/AA<</WC " + script + b">>",
        "named script": b"/Names<</JavaScript<</Names[(a)" + script + b"]>>>>",
        "launches a program": b"/OpenAction<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)/P(/c calc)>>>>",
        "goes to an address": b"/OpenAction<</S/URI/URI(http://example.org/?mark)>>",
        "sends its form": b"/OpenAction<</S/SubmitForm/F(http://example.org/)>>",
        "opens a neighbour": b"/OpenAction<</S/GoToR/F(../../etc/passwd)/D[0/Fit]>>",
        "XFA form": b"/AcroForm<</Fields[]/XFA 6 0 R>>",
        "form that computes": b"/AcroForm<</Fields[7 0 R]/CO[7 0 R]/NeedAppearances true>>",
        "form in a circle": b"/AcroForm<</Fields[8 0 R]>>",
    }.items():
        objects = {
            1: catalogue + entry + b">>",
            6: stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><script>while(1);</script></xdp:xdp>"),
            7: b"<</FT/Tx/T(a)/V(1)/AA<</C " + script + b">>/Rect[0 0 9 9]/Subtype/Widget>>",
            8: b"<</T(b)/Kids[8 0 R]/Parent 8 0 R>>",
        }
        yield f"{name}.pdf", pdf(pages(objects))
    attached = b"<</Type/Filespec/F(a.exe)/EF<</F 7 0 R>>>>"
    names = catalogue + b"/Names<</EmbeddedFiles<</Names[(a.exe)6 0 R]>>>>>>"
    yield "carries a program.pdf", pdf(pages({1: names, 6: attached, 7: stream(b"MZ\x90\0" * 200)}))
    note = PAGE.replace(b"/Contents", b"/Annots[6 0 R 6 0 R 3 0 R]/Contents")
    yield (
        "note on itself.pdf",
        pdf(pages({3: note, 6: b"<</Subtype/Popup/Parent 6 0 R/Popup 6 0 R/Rect[0 0 9 9]>>"})),
    )


def metadata() -> Iterator[tuple[str, bytes]]:
    for name, title in {
        "a megabyte": b"(" + b"T" * 1_000_000 + b")",
        "no signs": b"(" + bytes(range(1, 32)).replace(b"\r", b"") + b"\0)",
        "half letters": b"<FEFFD800D800>",
        "right to left": b"<FEFF202E00650078>",
        "markup": b"(<script>alert\\(1\\)</script>{{7*7}})",
        "a number": b"17",
        "itself": b"6 0 R",
    }.items():
        yield (
            f"title of {name}.pdf",
            pdf(pages({6: b"<</Title" + title + b"/Author(Anne)>>"}), b"/Root 1 0 R/Info 6 0 R"),
        )
    laughs = (
        b'<!DOCTYPE x [<!ENTITY a "ha">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
        + b"]><x>&m;</x>"
    )
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    for name, packet in {"laughs": laughs, "outside": outside, "garbage": bytes(range(256)) * 200}.items():
        catalogue = b"<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R>>"
        yield (
            f"XMP of {name}.pdf",
            pdf(pages({1: catalogue, 6: stream(packet, b"/Type/Metadata/Subtype/XML")})),
        )
