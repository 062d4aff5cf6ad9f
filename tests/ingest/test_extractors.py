"""Every kind of file gives leaves in order, upright, with words where the ink is, or says why not."""

import io

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageCms, ImageDraw

from archive.holdings import media_types
from archive.ingest.extractors import EXTRACTORS, layer, open_file, tiff
from archive.ingest.extractors.base import Caps
from archive.ingest.leaf import Cause, Unreadable
from archive.ingest.transcript import joined, plain
from tests.ingest.samples import A4, layer_pdf, lying_png, scan_pdf, sheet, typed

WIDTHS = (240, 800)
PDF = "application/pdf"
LINES = (
    "Rapport sur l'humidité des façades (été 1959)",
    "établi à la demande de l'office pour la cage d'escalier nord",
    "où l'enduit se détache ; le fin mot revient à l'humi-",
    "dité qui monte dans les murs et se voit au-",
    "dessus de la plinthe.",
)
SUFFIX = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/tiff": "tif",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/avif": "avif",
    "image/jp2": "jp2",
    "image/bmp": "bmp",
}


@pytest.fixture
def unfold(tmp_path):
    def all_leaves(path, media_type=PDF, widths=WIDTHS, **caps):
        scratch = tmp_path / "scratch"
        scratch.mkdir(exist_ok=True)
        extractor = open_file(path, media_type, scratch, Caps(**caps))
        found = extractor.inspect()
        leaves = [extractor.leaf(number, tmp_path, widths) for number in range(1, found.pages + 1)]
        extractor.close()
        return found, leaves

    return all_leaves


def ink_share(tmp_path, leaf):
    """How many words have something dark in the middle of their box."""
    largest = max(leaf.renditions, key=lambda rendition: rendition.width)
    with Image.open(tmp_path / largest.name) as image:
        pixels = np.asarray(image.convert("L"))
    height, width = pixels.shape
    dark = 0
    for word in leaf.words:
        box = pixels[
            int(word.y * height) : int((word.y + word.height) * height) + 1,
            int(word.x * width) : int((word.x + word.width) * width) + 1,
        ]
        dark += box.min() < 128
    return dark / len(leaf.words)


def sample(path, media_type):
    if media_type == PDF:
        return layer_pdf(path / "sample.pdf", typed(LINES))
    made = path / f"sample [1].{SUFFIX[media_type]}"
    sheet(size=(900, 1_200)).convert("RGB").save(made)
    return made


@pytest.mark.parametrize("media_type", EXTRACTORS)
def test_every_kind_of_file_unfolds(tmp_path, unfold, media_type):
    path = sample(tmp_path, media_type)
    before = path.read_bytes()
    found, (leaf,) = unfold(path, media_type)
    assert (found.media_type, found.pages) == (media_type, 1)
    assert (leaf.number, leaf.width, leaf.height) == (1, found.width, found.height)
    assert leaf.height > leaf.width
    for rendition in leaf.renditions:
        with Image.open(tmp_path / rendition.name) as image:
            assert (image.format, image.size) == ("WEBP", (rendition.width, rendition.height))
    assert path.read_bytes() == before


@pytest.mark.parametrize("media_type", EXTRACTORS)
def test_a_file_cut_off_is_damaged(tmp_path, unfold, media_type):
    whole = sample(tmp_path, media_type)
    data = whole.read_bytes()
    whole.write_bytes(data[: len(data) * 6 // 10])
    with pytest.raises(Unreadable) as trouble:
        unfold(whole, media_type)
    assert trouble.value.cause is Cause.DAMAGED


@pytest.mark.parametrize("media_type", EXTRACTORS)
def test_a_file_is_what_it_claims_or_is_refused(tmp_path, unfold, media_type):
    path = tmp_path / "liar"
    path.write_bytes(b"<!doctype html><script>alert(1)</script>")
    with pytest.raises(Unreadable) as trouble:
        unfold(path, media_type)
    assert trouble.value.cause is Cause.NOT_WHAT_IT_CLAIMS
    path.write_bytes(b"")
    with pytest.raises(Unreadable) as trouble:
        unfold(path, media_type)
    assert trouble.value.cause is Cause.EMPTY


def test_a_kind_nobody_reads_is_unsupported(tmp_path, unfold):
    path = tmp_path / "plan.svg"
    path.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    with pytest.raises(Unreadable) as trouble:
        unfold(path, "image/svg+xml")
    assert trouble.value.cause is Cause.UNSUPPORTED
    assert media_types.media_type(path.read_bytes()) == ""


def test_a_text_layer_gives_words_where_the_ink_is(tmp_path, unfold):
    path = layer_pdf(tmp_path / "a.pdf", typed(LINES), title="Microsoft Word - Étude.docx")
    found, (leaf,) = unfold(path, widths=(240, 800, 1600, 3200))
    assert (found.has_text, found.title, found.may_extract) == (True, "Étude", True)
    assert (leaf.source, leaf.needs_ocr) == ("layer", False)
    assert plain(leaf.words).startswith("Rapport sur l'humidité des façades (été 1959) établi à la demande")
    assert joined(leaf.words) == "l'humidité audessus"
    assert ink_share(tmp_path, leaf) == 1
    assert (leaf.width, leaf.height) == (1653, 2339)
    assert [rendition.width for rendition in leaf.renditions] == [240, 800, 1653]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_turned_by_its_file_has_its_boxes_turned(tmp_path, unfold, rotate):
    _, (leaf,) = unfold(layer_pdf(tmp_path / "a.pdf", typed(LINES), rotate=rotate))
    assert (leaf.width > leaf.height) == (rotate != 180)
    assert ink_share(tmp_path, leaf) == 1
    assert plain(leaf.words).startswith("Rapport sur l'humidité")


def test_a_cropped_page_keeps_only_what_is_seen(tmp_path, unfold):
    lines = [*typed(LINES), (72, 100, "sous la coupe"), (72, -40, "hors page")]
    _, (leaf,) = unfold(layer_pdf(tmp_path / "a.pdf", lines, crop=(50, 400, 595, 842)))
    assert plain(leaf.words).endswith("de la plinthe.")
    assert leaf.height / leaf.width == pytest.approx(442 / 545, abs=0.01)
    assert ink_share(tmp_path, leaf) == 1


def test_paragraphs_part_at_a_gap_and_columns_apart(tmp_path, unfold):
    left = typed(("la cage d'escalier", "est humide et froide"), x=50)
    right = typed(("le pignon nord est", "à refaire au printemps"), x=350)
    _, (leaf,) = unfold(layer_pdf(tmp_path / "a.pdf", left + typed(("à suivre",), x=50, top=600) + right))
    assert plain(leaf.words).split("\n\n") == [
        "la cage d'escalier est humide et froide",
        "à suivre",
        "le pignon nord est à refaire au printemps",
    ]


def test_a_scan_needs_ocr_and_a_blank_page_does_not(tmp_path, unfold):
    blank = sheet((), paper=250)
    number = sheet(("12",), at=(620, 1650))
    found, leaves = unfold(scan_pdf(tmp_path / "a.pdf", sheet(), blank, number))
    assert (found.has_text, found.pages) == (False, 3)
    assert [leaf.needs_ocr for leaf in leaves] == [True, False, True]
    assert [leaf.source for leaf in leaves] == ["none", "blank", "none"]
    assert leaves[0].width == pytest.approx(1240, abs=2)
    assert [leaf.number for leaf in leaves] == [1, 2, 3]


def test_an_empty_page_of_a_born_digital_file_is_blank(tmp_path, unfold):
    _, leaves = unfold(layer_pdf(tmp_path / "a.pdf", typed(LINES), [], [(290, 30, "12")]))
    assert [leaf.source for leaf in leaves] == ["layer", "blank", "layer"]


def test_a_layer_of_shifted_letters_is_not_believed(tmp_path, unfold):
    shifted = ["".join(chr(ord(c) + 1) if c.isalpha() else c for c in line) for line in (*LINES, *LINES)]
    found, (leaf,) = unfold(layer_pdf(tmp_path / "a.pdf", typed(shifted)))
    assert not found.has_text
    assert (leaf.source, leaf.words, leaf.needs_ocr) == ("none", (), True)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (" ".join(LINES), True),
        ("The walls of the north gable are damp and the tenants ask that the plaster be repaired.", True),
        ("12", True),
        ("1,20 3,45 7 12 8 1959 23 4,5 12 3 1", True),
        ("", False),
        ("\ufffd\ufffd\ue000\ue001 ab", False),
        ("l e s m u r s s o n t h u m i d e s", False),
        ("lesmurssonthumides " * 12, False),
    ],
)
def test_a_layer_is_judged_by_its_words(text, verdict):
    assert layer.usable(text) is verdict


def test_titles_left_by_programs_are_no_titles():
    assert [layer.tidy_title(t) for t in ("Untitled", "scan0001", "  Plan\0 du\nrez ", "Sans titre 2")] == [
        "",
        "",
        "Plan du rez",
        "",
    ]


def test_a_locked_file_asks_for_its_password_and_a_restricted_one_opens(tmp_path, unfold):
    locked = pikepdf.Encryption(owner="o", user="u", R=6)
    with pytest.raises(Unreadable) as trouble:
        unfold(layer_pdf(tmp_path / "a.pdf", typed(LINES), encryption=locked))
    assert trouble.value.cause is Cause.PASSWORD
    restricted = pikepdf.Encryption(owner="o", user="", R=6, allow=pikepdf.Permissions(extract=False))
    found, (leaf,) = unfold(layer_pdf(tmp_path / "b.pdf", typed(LINES), encryption=restricted))
    assert not found.may_extract
    assert leaf.source == "layer"


def test_junk_before_the_header_is_forgiven(tmp_path, unfold):
    path = layer_pdf(tmp_path / "a.pdf", typed(LINES))
    path.write_bytes(b"scanned by nobody\n" * 300 + path.read_bytes())
    _, (leaf,) = unfold(path)
    assert leaf.source == "layer"


def test_a_pdf_without_pages_is_damaged(tmp_path, unfold):
    pikepdf.new().save(tmp_path / "a.pdf")
    with pytest.raises(Unreadable) as trouble:
        unfold(tmp_path / "a.pdf")
    assert trouble.value.cause is Cause.DAMAGED


def test_too_many_pages_are_refused(tmp_path, unfold):
    with pytest.raises(Unreadable) as trouble:
        unfold(layer_pdf(tmp_path / "a.pdf", [], [], []), pages=2)
    assert trouble.value.cause is Cause.TOO_MANY_PAGES
    small = Image.new("1", (8, 8))
    small.save(tmp_path / "a.tif", save_all=True, append_images=[small] * 2)
    with pytest.raises(Unreadable) as trouble:
        unfold(tmp_path / "a.tif", "image/tiff", pages=2)
    assert trouble.value.cause is Cause.TOO_MANY_PAGES


def test_a_page_of_a_thousand_metres_is_drawn_small(tmp_path, unfold):
    path = layer_pdf(tmp_path / "a.pdf", typed(LINES))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].MediaBox = pikepdf.Array([0, 0, 3_000_000, 2_000_000])
        pdf.save(path)
    _, (leaf,) = unfold(path)
    assert leaf.width * leaf.height < 21_000_000
    assert max(leaf.width, leaf.height) <= 8_001


def test_a_header_that_lies_is_refused_before_a_pixel_is_read(tmp_path, unfold):
    for width, cause in ((60_000, Cause.TOO_LARGE), (70_000, Cause.TOO_LARGE), (6_000, Cause.DAMAGED)):
        with pytest.raises(Unreadable) as trouble:
            unfold(lying_png(tmp_path / "a.png", width, 60_000 if width == 60_000 else 600), "image/png")
        assert trouble.value.cause is cause


def test_a_large_bitmap_is_refused_where_it_must_be_decoded_whole(tmp_path, unfold):
    Image.new("1", (1_000, 1_000)).save(tmp_path / "a.bmp")
    with pytest.raises(Unreadable) as trouble:
        unfold(tmp_path / "a.bmp", "image/bmp", whole_pixels=999_999)
    assert trouble.value.cause is Cause.TOO_LARGE


def test_every_sheet_of_a_tiff_is_a_page_but_not_its_previews(tmp_path, unfold):
    sheets = [sheet((str(number),), size=(400, 500 + number)) for number in range(3)]
    preview = sheets[0].resize((40, 50))
    preview.encoderinfo = {"tiffinfo": {tiff.NEW_SUBFILE_TYPE: 1}}
    sheets[2] = sheets[2].convert("1")
    sheets[2].encoderinfo = {"compression": "group4"}
    path = tmp_path / "a.tif"
    sheets[0].save(path, save_all=True, append_images=[preview, *sheets[1:]])
    found, leaves = unfold(path, "image/tiff")
    assert found.pages == 3
    assert [leaf.height for leaf in leaves] == [500, 501, 502]


def test_a_tiff_whose_list_of_pages_runs_in_a_circle_is_damaged(tmp_path, unfold):
    path = tmp_path / "a.tif"
    path.write_bytes(b"II*\x00" + (8).to_bytes(4, "little") + b"\0\0" + (8).to_bytes(4, "little"))
    with pytest.raises(Unreadable) as trouble:
        unfold(path, "image/tiff")
    assert trouble.value.cause is Cause.DAMAGED


def test_a_photograph_is_upright_and_tells_nothing_of_its_taker(tmp_path, unfold):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "MAKER"
    exif.get_ifd(0x8825)[2] = (50.0, 27.0, 30.0)
    photograph = Image.new("RGB", (800, 600), "white")
    ImageDraw.Draw(photograph).rectangle((0, 0, 799, 99), fill="red")  # the right side, once upright
    photograph.save(tmp_path / "a.jpg", exif=exif, comment=b"COMMENT", quality=95)
    found, (leaf,) = unfold(tmp_path / "a.jpg", "image/jpeg")
    assert (found.width, found.height) == (leaf.width, leaf.height) == (600, 800)
    for rendition in leaf.renditions:
        data = (tmp_path / rendition.name).read_bytes()
        assert not any(secret in data for secret in (b"MAKER", b"COMMENT", b"EXIF", b"Exif", b"ICCP"))
        with Image.open(io.BytesIO(data)) as image:
            red = image.convert("RGB").getpixel((image.width - 3, image.height // 2))
            assert red[0] > 200 and red[1] < 60


def test_colours_come_out_as_seen(tmp_path, unfold):
    Image.new("CMYK", (300, 300), (0, 255, 255, 0)).save(tmp_path / "cmyk.jpg")
    Image.new("I;16", (300, 300), 0x8000).save(tmp_path / "deep.tif")
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.new("RGB", (300, 300), (10, 200, 30)).save(tmp_path / "profile.png", icc_profile=profile)
    for name, media_type, colour in (
        ("cmyk.jpg", "image/jpeg", (230, 20, 20)),
        ("deep.tif", "image/tiff", (128, 128, 128)),
        ("clear.png", "image/png", (255, 255, 255)),
        ("profile.png", "image/png", (10, 200, 30)),
    ):
        _, (leaf,) = unfold(tmp_path / name, media_type)
        with Image.open(tmp_path / leaf.renditions[0].name) as image:
            seen = image.convert("RGB").getpixel((120, 120))
        assert seen == pytest.approx(colour, abs=40), name


def test_a_long_strip_fits_what_webp_can_hold(tmp_path, unfold):
    Image.new("L", (300, 20_000), 200).save(tmp_path / "a.png")
    _, (leaf,) = unfold(tmp_path / "a.png", "image/png")
    assert (leaf.width, leaf.height) == (300, 20_000)
    assert leaf.renditions
    assert all(rendition.height <= 16_383 for rendition in leaf.renditions)


def test_half_the_resolution_when_asked(tmp_path, unfold):
    path = layer_pdf(tmp_path / "a.pdf", typed(LINES))
    _, (whole,) = unfold(path)
    _, (half,) = unfold(path, scale=0.5)
    assert half.width == pytest.approx(whole.width / 2, abs=1)
    assert half.words == whole.words


@pytest.mark.parametrize("media_type", [PDF, "image/jpeg"])
def test_the_picture_for_ocr_is_grey_uncompressed_and_of_the_whole_page(tmp_path, media_type):
    path = sample(tmp_path, media_type)
    grey = open_file(path, media_type, tmp_path, Caps()).grey(1, tmp_path)
    with Image.open(grey.path) as image:
        assert (image.mode, image.info["compression"]) == ("L", "raw")
        assert image.height / image.width == pytest.approx(grey.height / grey.width, abs=0.002)
        if media_type == PDF:
            assert image.width == pytest.approx(A4[0] / 72 * 300, abs=1)
            assert image.info["dpi"][0] == pytest.approx(300, abs=1)
