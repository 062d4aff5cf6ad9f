"""Two pictures of the same spot compare; what the reader may not see is not there to be compared."""

from __future__ import annotations

from typing import Any

import pytest

from archive.catalogue.closing import restrict, withdraw
from archive.catalogue.models import RecordRelation, Restriction
from archive.catalogue.spots import every_spot
from tests import factories

pytestmark = pytest.mark.django_db

NAMES = {"fr": "comparer", "en": "compare"}


def same(one: Any, other: Any) -> None:
    row = RecordRelation(page=one, kind="same_spot", other=other)
    row.full_clean()
    row.save()


@pytest.fixture
def pictures() -> list[Any]:
    """Three of one spot, the last seen to be so through the second; nobody is told in which order they came."""
    series, front = factories.series(), factories.element("Façade")
    newest, oldest, middle = (
        factories.record_with_canvas(
            title=f"Vue de {when}", date_as_written=when, under=series, elements=[front], rights="CC-BY-4.0"
        )
        for when in ("printemps 2025", "vers 1958", "1987")
    )
    same(newest, oldest)
    same(middle, newest)
    return [oldest, middle, newest]


def address(one: Any, other: Any, language: str = "fr") -> str:
    return f"/{language}/{NAMES[language]}/{one.mark}/{other.mark}/"


@pytest.mark.parametrize(("language", "dates"), [("fr", ("vers 1958", "2025")), ("en", ("c. 1958", "2025"))])
def test_the_older_stands_first_with_its_date_its_rights_and_its_way_back(client, pictures, language, dates):
    oldest, middle, newest = pictures
    url = address(oldest, newest, language)
    shown = client.get(url).content.decode()
    figures = shown.split("<figure")[1:]
    assert len(figures) == 2
    for figure, record, date in zip(figures, (oldest, newest), dates, strict=True):
        assert f"/images/{record.mark}/1/240.webp" in figure and date in figure
        assert record.url_in(language) in figure and 'rel="license"' in figure
        assert middle.mark in figure.split("<nav")[1]  # may take its place
    assert 'type="range"' in shown and "style=" not in shown
    assert f'hreflang="{"en" if language == "fr" else "fr"}"' in shown
    for way_round in (address(newest, oldest, language), url.replace("CH-D", "ch-d")):
        answer = client.get(way_round)
        assert answer.status_code == 302 and answer.headers["Location"] == url


def test_whichever_two_of_one_spot_compare_and_no_others(client, pictures):
    oldest, middle, newest = pictures
    for pair in ((oldest, middle), (middle, newest), (oldest, newest)):
        assert client.get(address(*pair)).status_code == 200
    elsewhere = factories.record_with_canvas(title="Ailleurs", under=oldest.get_parent().specific)
    for pair in ((oldest, elsewhere), (oldest, oldest), (elsewhere, elsewhere)):
        assert client.get(address(*pair)).status_code == 404


def test_a_comparison_is_reached_from_both_records_from_their_part_and_by_robots(client, pictures):
    oldest, middle, newest = pictures
    assert address(oldest, newest) in client.get(oldest.url).content.decode()
    related = client.get(newest.url).content.decode()
    assert address(oldest, newest) in related and address(middle, newest) in related
    assert address(oldest, newest) in client.get("/fr/le-batiment/facade/").content.decode()
    assert address(oldest, newest, "en") in client.get("/sitemap.xml").content.decode()


def test_a_record_without_an_image_ties_others_and_is_compared_with_none(client, pictures):
    oldest, middle, _newest = pictures
    series = oldest.get_parent().specific
    notice = factories.record(title="Carte postale", under=series)
    later = factories.record_with_canvas(title="Plus tard", date_as_written="2026", under=series)
    same(notice, middle)
    same(notice, later)
    assert client.get(address(oldest, later)).status_code == 200
    assert client.get(address(notice, later)).status_code == 404
    assert "/fr/comparer/" not in client.get(notice.url).content.decode()


@pytest.mark.parametrize("how", ["closed", "notice", "page", "withdrawn", "draft"])
def test_what_may_not_be_seen_is_compared_with_nothing_and_ties_nothing(client, pictures, how):
    oldest, middle, newest = pictures
    if how == "withdrawn":
        withdraw(newest, "Versée deux fois")
    elif how == "draft":
        newest.unpublish()
    elif how == "page":
        held = newest.files.first().document
        restrict(newest, Restriction(document=held, page=1, state="notice", reason="privacy"))
    else:
        restrict(newest, Restriction(record=newest, state=how, reason="privacy"))
    for pair in ((oldest, newest), (middle, newest)):
        assert client.get(address(*pair)).status_code == 404
    known = how in ("notice", "page")  # that it shows the same spot is part of its notice
    assert client.get(address(oldest, middle)).status_code == (200 if known else 404)
    for page in (oldest.url, middle.url, "/fr/le-batiment/facade/"):
        assert newest.mark not in "".join(
            part.split('"')[0] for part in client.get(page).content.decode().split("/comparer/")[1:]
        )
    assert bool(every_spot()) == known
