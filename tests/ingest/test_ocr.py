"""A typewritten page is read, also askew and upside down, and every word is boxed where it stands."""

import re
import shutil

import numpy as np
import pytest
from PIL import Image

from archive.ingest import ocr, rasters
from archive.ingest.leaf import Cause, Unreadable
from archive.ingest.transcript import joined, plain
from tests.ingest.samples import NOTE, sheet

pytestmark = pytest.mark.slow
TRUE_WORDS = set(re.findall(r"\w{4,}", " ".join(NOTE)))


def read(page, folder, **options):
    path = folder / "page.tif"
    page.save(path, dpi=(150, 150))
    return ocr.read(path, folder, **options)


def recall(reading):
    text = plain(reading.words)
    return sum(word in text for word in TRUE_WORDS) / len(TRUE_WORDS)


def on_ink(reading, page):
    """The share of sure words whose box holds ink, and mostly that word's: as much outside as paper."""
    pixels = np.asarray(page)
    height, width = pixels.shape
    found = []
    for word in reading.words:
        if len(word.text) < 4 or word.confidence < 60:
            continue
        rows = slice(int(word.y * height), int((word.y + word.height) * height) + 1)
        found.append(pixels[rows, int(word.x * width) : int((word.x + word.width) * width) + 1].min() < 100)
    return sum(found) / len(found)


def box(reading, text):
    return next(word for word in reading.words if word.text.startswith(text))


def test_a_typewritten_page_is_read(tmp_path):
    page = sheet()
    reading = read(page, tmp_path)
    assert recall(reading) > 0.95
    assert reading.confidence > 80
    assert "l'humidité des façades a été relevée" in plain(reading.words).replace("’", "'")
    assert "L'humidité" in joined(reading.words).replace("’", "'")
    assert on_ink(reading, page) == 1
    first = box(reading, "Monsieur")
    assert (first.x, first.y) == (pytest.approx(110 / 1240, abs=0.01), pytest.approx(205 / 1754, abs=0.01))
    assert [word.line for word in reading.words] == sorted(word.line for word in reading.words)


def test_a_page_three_degrees_askew_is_read_and_boxed_where_it_stands(tmp_path):
    page = sheet().rotate(-3, fillcolor=244)
    reading = read(page, tmp_path)
    assert recall(reading) > 0.95
    assert on_ink(reading, page) == 1
    before, after = box(read(sheet(), tmp_path), "Veuillez"), box(reading, "Veuillez")
    turned = ocr.turn_back(3, *page.size)(
        (before.x + before.width / 2) * page.width, (before.y + before.height / 2) * page.height
    )
    assert (after.x + after.width / 2, after.y + after.height / 2) == (
        pytest.approx(turned[0] / page.width, abs=0.004),
        pytest.approx(turned[1] / page.height, abs=0.004),
    )


def test_a_page_upside_down_is_read_and_boxed_where_it_stands(tmp_path):
    page = sheet().rotate(180)
    reading = read(page, tmp_path)
    assert recall(reading) > 0.95
    assert on_ink(reading, page) == 1
    assert box(reading, "Monsieur").y > 0.85


def test_a_speckled_page_is_calmed_first(tmp_path):
    noise = np.random.default_rng(1).normal(0, 40, (1754, 1240))
    page = Image.fromarray(np.clip(np.asarray(sheet()) + noise, 0, 255).astype(np.uint8))
    assert rasters.noise(rasters.from_pixels(np.asarray(page))) > ocr.SPECKLED
    assert recall(read(page, tmp_path)) > 0.6


@pytest.mark.parametrize("degrees", [-12, -3, -0.5, 0, 0.6, 2, 7])
def test_skew_is_found_to_a_tenth_of_a_degree(degrees):
    page = sheet().rotate(-degrees, fillcolor=244, resample=Image.Resampling.BICUBIC)
    assert rasters.skew(rasters.from_pixels(np.asarray(page))) == pytest.approx(degrees, abs=0.15)


def test_a_photograph_is_not_turned():
    clouds = np.random.default_rng(2).normal(128, 60, (40, 60)).clip(0, 255).astype(np.uint8)
    photograph = Image.fromarray(clouds).resize((1_200, 800), Image.Resampling.BICUBIC)
    assert rasters.skew(rasters.from_pixels(np.asarray(photograph))) == 0


def test_blank_paper_is_blank_and_a_lone_page_number_is_not():
    rough = np.random.default_rng(3).normal(240, 6, (1754, 1240)).clip(0, 255).astype(np.uint8)
    assert rasters.blank(rasters.from_pixels(rough))
    assert not rasters.blank(rasters.from_pixels(np.asarray(sheet(("7",), points=28, at=(620, 1650)))))


def test_a_page_without_text_has_no_words(tmp_path):
    reading = read(sheet((), paper=250), tmp_path)
    assert (reading.words, reading.confidence) == ((), None)


def test_what_the_program_prints_is_parsed_row_by_row():
    table = "\n".join(
        (
            "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
            "4\t1\t1\t1\t1\t0\t10\t10\t80\t10\t-1\t",
            '5\t1\t1\t1\t1\t1\t10\t10\t40\t10\t91.6\t"humi-',
            "5\t1\t1\t1\t2\t1\t10\t30\t20\t10\t80.2\tdite\u0301",
            "5\t1\t1\t2\t1\t1\t10\t50\t20\t10\t95\t ",
            "5\t1\t2\t1\t1\t1\t90\t90\t20\t20\t40\tfin",
        )
    )
    reading = ocr.parse(table, 100, 100, ocr.turn_back(0, 100, 100))
    assert [(w.text, w.x, w.width, w.block, w.line, w.joins) for w in reading.words] == [
        ('"humi-', 0.1, 0.4, 0, 0, True),
        ("dité", 0.1, 0.2, 0, 1, False),
        ("fin", 0.9, 0.1, 1, 2, False),
    ]
    assert reading.confidence == pytest.approx((6 * 91.6 + 4 * 80.2 + 3 * 40) / 13, abs=0.1)


def test_a_language_is_asked_for_by_name_only(tmp_path):
    assert ocr.available()
    assert not ocr.available("fra+tlh")
    with pytest.raises(ValueError):
        read(sheet(), tmp_path, languages="fra --psm 0")


def test_without_the_program_reading_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(ocr, "PROGRAM", "no-such-program")
    assert not ocr.available()
    with pytest.raises(Unreadable) as trouble:
        read(sheet(), tmp_path)
    assert trouble.value.cause is Cause.OCR_MISSING


def test_a_program_that_takes_too_long_is_ended(tmp_path):
    assert shutil.which(ocr.PROGRAM)
    with pytest.raises(Unreadable) as trouble:
        read(sheet(), tmp_path, seconds=0.01)
    assert trouble.value.cause is Cause.OUT_OF_TIME
