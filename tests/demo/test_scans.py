"""The drawn samples: what each file holds, where it carries text, and that every page is stamped."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from django.conf import settings
from PIL import Image

from archive.demo.scans import draw, setting, typescripts
from archive.demo.scans.typewriter import fonts_under

pytestmark = pytest.mark.slow

FONTS = fonts_under(Path(settings.NODE_MODULES))
WORDS = typescripts.WORDS


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Each drawing is made once for this module."""
    folder = tmp_path_factory.mktemp("drawn")
    return lru_cache(lambda name: draw(name, folder, FONTS))


@pytest.fixture
def report(drawn):
    return drawn("rapport_diagnostic")


def texts(path):
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_the_report_has_fourteen_pages_and_text_on_the_last_five_only(report):
    assert [bool(text.strip()) for text in texts(report)] == [False] * 9 + [True] * 5


def test_accents_and_ligatures_come_out_of_the_text_layer(report):
    whole = " ".join(texts(report))
    for word in ("MENUISERIES", "étanchéité", "acrotère", "palières", "main-d'œuvre", "[exemple]"):
        assert word in whole


def test_every_page_of_the_report_is_stamped(report):
    assert all("EXEMPLE" in text for text in texts(report)[9:])
    with pypdfium2.PdfDocument(report) as document:
        for number in range(9):
            page = np.asarray(document[number].render(scale=1, grayscale=True).to_pil(), dtype=float)
            assert np.mean(page[22:75, 440:565] < 190) > 0.04, (
                f"leaf {number + 1} has no stamp at its upper right"
            )
            assert np.mean(page[22:75, 250:400] < 190) < 0.01, "the stamp is looked for where nothing else is"


def test_the_table_of_contents_gives_the_page_of_each_chapter():
    pages = setting.pages((WORDS / "rapport_diagnostic.txt").read_text(encoding="utf-8"))
    rows = [line.text for line in pages[1] if line.text[:1].isdigit()]
    assert len(rows) == 11
    for row in rows:
        chapter, page = row.split(".")[0], int(row.split()[-1])
        assert any(line.underlined and line.text.startswith(f"{chapter}. ") for line in pages[page - 1])


@pytest.mark.parametrize("path", sorted(WORDS.glob("*.txt")), ids=lambda path: path.stem)
def test_no_line_and_no_page_runs_over_and_each_says_it_is_a_sample(path):
    for page in setting.pages(path.read_text(encoding="utf-8")):
        assert len(page) <= setting.LINES
        assert all(line.column + len(line.text) <= setting.WIDTH for line in page)
        assert any("[exemple]" in line.text or "[sample]" in line.text for line in page)


def test_words_are_cut_as_french_cuts_them():
    lines = setting.pages("mot " * 13 + "étanchéité de la toiture")[0]
    assert lines[0].text.endswith("étan-")
    assert lines[1].text.startswith("chéité")


def test_english_is_not_cut():
    source = (WORDS / "lettre_anglaise.txt").read_text(encoding="utf-8")
    assert not any(line.text.endswith("-") for line in setting.pages(source, cut=False)[0])


@pytest.mark.parametrize(("name", "pages"), [("notice_montage", 3), ("lettre_anglaise", 1)])
def test_a_scan_has_its_pages_and_no_text(drawn, name, pages):
    found = texts(drawn(name))
    assert len(found) == pages
    assert not any(text.strip() for text in found)


def test_the_same_drawing_is_made_of_the_same_bytes(drawn, tmp_path):
    for name in ("bordereau_panneaux", "poeme_palier", "fenetres"):
        assert drawn(name).read_bytes() == draw(name, tmp_path, FONTS).read_bytes()


@pytest.mark.parametrize(
    ("name", "form", "width"),
    [("plan_etage", "PNG", 3600), ("photo_grue", "JPEG", 2400), ("fenetres", "PNG", 2400)],
)
def test_a_picture_has_its_size_and_its_form(drawn, name, form, width):
    with Image.open(drawn(name)) as picture:
        assert (picture.format, picture.width) == (form, width)


@pytest.mark.parametrize("name", ["photo_grue", "photo_facade", "fenetres"])
def test_a_picture_is_stamped_in_red(drawn, name):
    with Image.open(drawn(name)) as picture:
        tones = np.asarray(picture.convert("RGB"), dtype=int)
    red = (tones[..., 0] - tones[..., 2] > 70) & (tones[..., 1] < 110)
    low, high = tones.shape[0] * 4 // 5, tones.shape[1] * 2 // 3
    assert red[low:, high:].sum() > 8000
    assert red[: low // 2, : high // 2].sum() < 500
