"""The waist: what goes out comes back, and nothing else is believed."""

import json

import pytest

from archive.ingest.leaf import MAX_WORDS, Cause, Inspection, Leaf, Rendition, Word, rendition_name

WORD = Word("œuvre", 0.1, 0.2, 0.3, 0.04, 91, 0, 2, True)
LEAF = Leaf(3, 800, 1131, "ocr", (WORD,), 91.5, (Rendition(240, 339, "000003-240.webp"),), False)
FAILED = Leaf(4, 0, 0, "none", (), None, (), False, Cause.OUT_OF_TIME)
LOOK = Inspection("application/pdf", 12, True, 1654, 2339, "Étude d'humidité", False)


def changed(**fields):
    return json.dumps({**json.loads(LEAF.to_json()), **fields})


def word(**fields):
    names = ("text", "x", "y", "width", "height", "confidence", "block", "line", "joins")
    row = dict(zip(names, json.loads(LEAF.to_json())["words"][0], strict=True)) | fields
    return changed(words=[[row[name] for name in names]])


@pytest.mark.parametrize("leaf", [LEAF, FAILED])
def test_a_leaf_comes_back_as_it_went(leaf):
    assert Leaf.from_json(leaf.to_json()) == leaf
    assert "\n" not in leaf.to_json()


def test_an_inspection_comes_back_as_it_went():
    assert Inspection.from_json(LOOK.to_json()) == LOOK


def test_a_word_that_hangs_over_the_edge_is_clipped_to_the_page():
    (hanging,) = Leaf.from_json(word(x=-0.1, width=0.3, y=0.95, height=0.2)).words
    assert (hanging.x, hanging.width, hanging.y, hanging.height) == (0, 0.2, 0.95, 0.05)
    (outside,) = Leaf.from_json(word(x=7)).words
    assert (outside.x, outside.width) == (1, 0)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "null",
        "[]",
        "{}",
        "[" * 100_000,
        changed(extra=1),
        changed(number=0),
        changed(number=True),
        changed(number=1.0),
        changed(width=-1),
        changed(width=10**9),
        changed(source="poppler"),
        changed(source=["ocr"]),
        changed(confidence=101),
        changed(needs_ocr=1),
        changed(cause="bad luck"),
        changed(words={}),
        changed(words=[["a"]]),
        changed(words=json.loads(LEAF.to_json())["words"] * (MAX_WORDS + 1)),
        changed(renditions=[[240, 339, "../../settings.py"]]),
        changed(renditions=[[240, 339, "000004-240.webp"]]),
        changed(renditions=[[0, 339, "000003-0.webp"]]),
        word(text=""),
        word(text="a" * 1_001),
        word(text="nul\0"),
        word(text="\ud800"),
        word(text="two\nlines"),
        word(x=float("nan")),
        word(x=float("inf")),
        word(x="0.1"),
        word(x=None),
        word(x=True),
        word(confidence=-1),
        word(confidence=91.5),
        word(block=-1),
        word(joins="yes"),
        LEAF.to_json().replace("0.1,", "1e999,"),
        LEAF.to_json().replace("0.1,", "1" + "0" * 400 + ","),
        LEAF.to_json() + " " * 8_000_001,
    ],
    ids=lambda line: line[-60:],
)
def test_an_answer_that_breaks_the_rules_is_refused(line):
    with pytest.raises(ValueError):
        Leaf.from_json(line)


def test_an_inspection_that_breaks_the_rules_is_refused():
    for name, value in {
        "pages": 0,
        "title": "a" * 301,
        "width": 1.5,
        "has_text": 1,
        "media_type": None,
    }.items():
        with pytest.raises(ValueError):
            Inspection.from_json(json.dumps({**json.loads(LOOK.to_json()), name: value}))


def test_the_name_of_an_image_says_its_page_and_width():
    assert rendition_name(7, 1600) == "000007-1600.webp"
