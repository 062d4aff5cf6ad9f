"""Periods: a record is in one when its date overlaps it, for the database and for the index alike."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.catalogue.models import RecordPage
from search import index, periods
from tests import factories

DATES = {
    "vers 1956": ("1950s", "1956", "1948-1956", "-1960", "1950-"),
    "années 1950": ("1950s", "1951", "1958-1961", "1959-1962"),
    "fin 1959": ("1950s", "1959", "1958-1961"),
    "avant 1949": ("1940s", "1930s", "1948", "1200", "-1960"),
    "depuis 2023": ("2020s", "2500", "2024-2030", "1950-"),
    "1958-1961": ("1950s", "1960s", "1960", "1958-1961", "1961-"),
    "XIXe siècle": ("1800s", "1890s", "1850-1851", "-1960"),
    "s.d.": (),
}
ASKED = sorted({value for values in DATES.values() for value in values} | {"1970s", "2010s", "1999"})


def holds(words, value):
    """Said once more, by years, to compare with."""
    from archive.catalogue.dates import understand

    written, period = understand(words), periods.read(value)
    if not written.earliest and not written.latest:
        return False
    first = written.earliest.year if written.earliest else 1
    last = written.latest.year if written.latest else 9999
    return first <= period.last and last >= period.first


def test_an_address_names_decades_years_and_spans_and_nothing_else():
    for value in ("1950s", "1956", "1948-1961", "1948-", "-1961", "2990s"):
        assert periods.read(value).value == value
    assert periods.read("1950-1959").value == "1950s"
    assert periods.read("1956-1956").value == "1956"
    for value in (
        "",
        "-",
        "0",
        "56",
        "1956s",
        "1961-1948",
        "0950s",
        "3000s",
        "1948–1961",
        "x" * 999,
        "١٩٥٦",
        "1956\n",
    ):
        assert periods.read(value) is None, value


@pytest.fixture
def dated(db):
    series = factories.series()
    return {
        words: factories.record(title=f"Plan {words}", date_as_written=words, under=series) for words in DATES
    }


def test_the_list_and_the_search_hold_what_overlaps(client, dated):
    index.rebuild()
    for value in ASKED:
        wanted = sorted(words for words in DATES if holds(words, value))
        assert all((value in DATES[words]) <= (words in wanted) for words in DATES), value
        listed = client.get("/fr/archive/", {"period": value}).context
        assert sorted(notice.date for notice in listed["notices"]) == wanted, value
        found = client.get("/fr/recherche/", {"q": "plan", "period": value}).context
        groups = found.get("groups") or []
        assert sorted(group["notice"].date for group in groups) == wanted, value
        assert found.get("total_records", 0) == len(wanted)


def shown(context):
    facet = next(facet for facet in context["filters"] if facet["key"] == "period")
    return {value["value"]: value["count"] for value in facet["values"]}


def test_decades_are_counted_from_the_first_to_the_last_in_which_a_record_begins_or_ends(client, dated):
    index.rebuild()
    listed = shown(client.get("/fr/archive/").context)
    counts = {
        f"{decade}s": sum(holds(words, f"{decade}s") for words in DATES) for decade in range(1800, 2030, 10)
    }
    assert list(listed.items()) == [(decade, count) for decade, count in counts.items() if count]
    assert shown(client.get("/fr/recherche/?q=plan").context) == listed


def test_a_period_is_narrowed_by_the_other_filters_and_not_by_itself(client, dated):
    series = dated["vers 1956"].get_parent().specific
    factories.record("artistic_output", title="Plan chanté", date_as_written="2025", under=series)
    index.rebuild()
    for address in ("/fr/archive/?", "/fr/recherche/?q=plan&"):
        alone = shown(client.get(f"{address}period=1950s").context)
        assert alone == shown(client.get(address).context)
        others = shown(client.get(f"{address}period=1950s&family=artistic_output").context)
        assert {value: count for value, count in others.items() if count} == {"2020s": 1}
        both = client.get(f"{address}period=1950s&period=2025").context
        dates = [n.date for n in both.get("notices", [])] or [g["notice"].date for g in both["groups"]]
        assert {"vers 1956", "2025"} <= set(dates) and "s.d." not in dates


def test_two_years_become_one_more_filter_that_a_link_takes_away(client, dated):
    answer = client.get("/fr/archive/?sort=oldest&from=1948&to=1961&p=2")
    assert (
        answer.status_code == 302
        and answer.headers["Location"] == "/fr/archive/?sort=oldest&period=1948-1961"
    )
    context = client.get(answer.headers["Location"]).context
    assert [chip["label"] for chip in context["chips"]] == ["1948–1961"]
    assert shown(context)["1948-1961"] is None  # what is typed is not counted beside itself
    assert context["chips"][0]["remove_url"] == context["clear_url"] == "/fr/archive/?sort=oldest"
    assert client.get("/fr/archive/?from=&sort=oldest&to=").headers["Location"] == "/fr/archive/?sort=oldest"
    assert client.get("/en/search/?q=plan&from=&to=1961").headers["Location"].endswith("?q=plan&period=-1961")
    assert (
        client.get("/en/archive/?from=1950&to=1959&period=1950s")
        .headers["Location"]
        .endswith("?period=1950s")
    )


@pytest.mark.parametrize(
    ("years", "problem"), [("from=mille", "mille"), ("to=56", "56"), ("from=1961&to=1948", "après")]
)
def test_years_that_are_none_are_told_and_kept(client, dated, years, problem):
    index.rebuild()
    for address in ("/fr/archive/?", "/fr/recherche/?q=plan&"):
        answer = client.get(address + years)
        text = answer.content.decode()
        assert answer.status_code == 200 and 'id="years-problem"' in text and 'aria-invalid="true"' in text
        assert problem in answer.context["years"].problem
        assert f'value="{years.rpartition("=")[2]}"' in text


@pytest.mark.parametrize(("language", "label"), [("fr", "années 1950"), ("en", "1950s")])
def test_a_decade_is_named_in_the_language_of_the_page(client, dated, language, label):
    assert f"<span>{label}</span>" in client.get(f"/{language}/archive/").content.decode()


def test_the_desk_lists_by_a_date_as_it_is_written(client, dated, user_with_role):
    client.force_login(user_with_role("archivist"))
    for words, wanted in {
        "1956": {"vers 1956", "années 1950"},
        "avant 1850": {"avant 1949", "XIXe siècle"},
        "s.d.": {"s.d."},
        "années 2020": {"depuis 2023"},
    }.items():
        rows = client.get("/admin/records/", {"period": words}).context["table"].data
        assert {row.date for row in rows} == wanted, words
    for address in ("/admin/records/", "/admin/records/results/"):
        answer = client.get(address, {"period": "mai 68"})
        assert "Période" in answer.context["no_results_message"] and not answer.context["object_list"]
        assert "quatre chiffres" in answer.content.decode()
    asked = client.get("/admin/records/change/", {"period": "mai 68"})
    assert list(asked.context["records"]) == []


DAYS = st.one_of(st.none(), st.dates(date(1000, 1, 1), date(2999, 12, 31)))
YEAR = st.integers(1000, 2999)


@settings(max_examples=300, deadline=None, database=None)
@given(DAYS, DAYS, YEAR, YEAR)
def test_the_words_of_the_index_find_what_overlaps_and_nothing_else(earliest, latest, first, last):
    if earliest and latest and earliest > latest:
        earliest, latest = latest, earliest
    period = periods.Period(min(first, last), max(first, last))
    overlaps = bool(earliest or latest) and (
        (earliest is None or earliest.year <= period.last) and (latest is None or latest.year >= period.first)
    )
    assert bool(set(periods.tokens(earliest, latest)) & set(periods.sought([period.value]))) == overlaps


def test_nothing_closed_is_counted_in_a_period(client, dated):
    RecordPage.objects.get(pk=dated["XIXe siècle"].pk).unpublish()
    assert "1890s" not in shown(client.get("/fr/archive/").context)
