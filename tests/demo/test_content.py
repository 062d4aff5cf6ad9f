"""The demonstration's content: complete, honest about its samples, and kept to what is sourced."""

import csv
import dataclasses
import re
import shutil

import pytest

from archive.catalogue.dates import understand
from archive.catalogue.models import RecordRelation
from archive.catalogue.vocabulary import DocumentLanguage, Level, Rights
from archive.demo import building, reading, saying, scans
from archive.vocabularies import shipping

CONTENT = reading.load()
RECORDS = {record.key: record for record in CONTENT.records}
FAMILIES = {"historical_document", "diagnostic_report", "artistic_output"}
REAL = {
    "journal-des-arts",
    "annonce-mbm",
    "annonce-patrimoine-mondial",
    "radio-plus",
    "inventaire-general",
    "etude-tome-1",
    "etude-tome-2",
}
SAMPLES = set(RECORDS) - REAL


def every_french_text():
    for entry in (*CONTENT.series, *CONTENT.records, CONTENT.home):
        for value in dataclasses.asdict(entry.fr).values():
            if isinstance(value, str):
                yield value
            for inner in value if isinstance(value, tuple) else ():
                yield from (
                    [inner] if isinstance(inner, str) else [v for v in inner.values() if isinstance(v, str)]
                )


@pytest.mark.parametrize("record", CONTENT.records, ids=lambda record: record.key)
def test_every_record_is_complete_in_each_of_its_languages(record):
    for words in filter(None, (record.fr, record.en)):
        assert all((words.title, words.extent, words.scope_and_content, *words.captions))
        assert len(words.captions) == len(record.files)
    assert record.family in FAMILIES
    assert record.level in Level.values
    assert record.language in DocumentLanguage.values
    assert record.rights in Rights.values
    assert record.date_as_written


@pytest.mark.parametrize("record", CONTENT.records, ids=lambda record: record.key)
def test_every_date_is_understood_and_a_made_up_one_says_so(record):
    written = understand(record.date_as_written)
    dated = bool(written.earliest or written.latest)
    marked = written.reading.sample or (record.key in SAMPLES and written.inferred)
    assert marked == (record.key in SAMPLES and dated)


def test_the_known_real_documents_are_described_and_hold_no_file():
    assert set(RECORDS) >= REAL
    for key in REAL:
        assert RECORDS[key].files == ()
        assert "exemple" not in RECORDS[key].fr.title
        assert "Source\N{NO-BREAK SPACE}:" in RECORDS[key].fr.scope_and_content


@pytest.mark.parametrize("key", sorted(SAMPLES))
def test_a_sample_says_in_both_languages_that_it_is_a_sample(key):
    record = RECORDS[key]
    assert record.fr.title.endswith("[exemple]")
    assert "exemple" in record.fr.scope_and_content
    if record.en:
        assert record.en.title.endswith("[sample]")
        assert re.search("[Ss]ample", record.en.scope_and_content)


def test_every_state_of_access_is_shown_by_a_sample():
    bars = [RECORDS[key].access for key in SAMPLES if RECORDS[key].access]
    assert {bar.state for bar in bars} == {"notice", "closed"}
    assert any(bar.page for bar in bars)
    assert any(bar.embargo_until for bar in bars) and any(bar.review_on for bar in bars)
    assert any(RECORDS[key].withdrawn for key in SAMPLES)
    assert not any(RECORDS[key].access or RECORDS[key].withdrawn for key in REAL)
    assert len(SAMPLES) >= 40
    assert sum(bool(RECORDS[key].files) for key in SAMPLES) >= 12


def test_every_family_has_at_least_four_records_with_and_without_an_english_face():
    for family in FAMILIES:
        faces = [record.en is not None for record in CONTENT.records if record.family == family]
        assert len(faces) >= 4
        assert {True, False} <= set(faces), family


def test_about_two_thirds_of_the_records_have_an_english_face():
    assert len(CONTENT.records) >= 18
    assert 0.55 < sum(record.en is not None for record in CONTENT.records) / len(CONTENT.records) < 0.8


def test_every_drawing_has_one_record_and_every_file_is_a_drawing():
    held = [name for record in CONTENT.records for name in record.files]
    assert sorted(held) == sorted(scans.DRAWINGS)


def test_a_french_text_has_one_english_text_within_its_record():
    for record in CONTENT.records:
        if record.en:
            french = [record.fr.title, record.fr.extent, record.fr.scope_and_content, *record.fr.captions]
            assert len(set(french)) == len(french), record.key


def test_english_and_french_documents_are_both_there():
    assert {"fr", "en", "zxx"} <= {record.language for record in CONTENT.records}


def test_french_is_set_with_its_own_marks():
    for text in every_french_text():
        assert "'" not in text
        assert not re.search(r"(?<=\w) [:;!?]", text), text


def test_home_says_the_four_dates_in_both_languages():
    for words in (CONTENT.home.fr, CONTENT.home.en):
        assert [date.done for date in words.dates] == [True, True, True, False]
        assert all((words.title, words.lead, words.statement, words.paragraph))


@pytest.fixture
def folder(tmp_path):
    """A copy of the content that a test may spoil."""
    return shutil.copytree(reading.FOLDER, tmp_path / "content", ignore=shutil.ignore_patterns("typescripts"))


@pytest.mark.parametrize(
    ("name", "here", "there", "message"),
    [
        ("artistic_outputs", 'extent = "1 page"\n', "", "poeme-palier.*extent"),
        ("artistic_outputs", 'files = ["poeme_palier"]', "files = []", "poeme-palier.*caption"),
        ("artistic_outputs", 'series = "oeuvres"', 'series = "nulle-part"', "poeme-palier.*nulle-part"),
        ("artistic_outputs", 'key = "notes-marche"', 'key = "poeme-palier"', "poeme-palier.*twice"),
        ("series", 'parent = "construire"', 'parent = "presse"', "chantier.*presse"),
        ("series", "[[series]]", "[[groups]]", "series.toml"),
        ("home", "[en]", "[de]", "home.toml"),
        ("home", 'title = "Le', "title = Le", "home.toml"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(folder, name, here, there, message):
    path = folder / f"{name}.toml"
    text = path.read_text(encoding="utf-8")
    assert here in text
    path.write_text(
        text.replace(here, there) if here.startswith("[") else text.replace(here, there, 1), encoding="utf-8"
    )
    if there == "[de]":
        path.write_text(
            path.read_text(encoding="utf-8").replace("[[en.dates]]", "[[de.dates]]"), encoding="utf-8"
        )
    with pytest.raises(reading.ContentError, match=message):
        reading.load(folder)


def test_every_record_says_what_it_is_by_terms_that_are_there_and_relations_lead_to_records():
    said = saying.load()
    assert set(said) == set(RECORDS)
    terms = {
        key: {term["key"] for term in csv.DictReader((shipping.FOLDER / f"{key}.csv").open(encoding="utf-8"))}
        for key in ("document-types", "subjects")
    }
    for key, entry in said.items():
        assert entry.type in terms["document-types"], key
        assert set(entry.subjects) <= terms["subjects"], key
        for kind, other in entry.relations:
            assert kind in RecordRelation.Kind.values and other in RECORDS and other != key
    assert len({kind for entry in said.values() for kind, _other in entry.relations}) >= 5


@pytest.mark.django_db
def test_the_building_of_the_demonstration_is_complete():
    from archive.authorities.models import Element
    from archive.building.models import Milestone, Protection, Statement
    from archive.catalogue.findings import read_findings
    from archive.catalogue.models import Plan
    from archive.demo import building
    from archive.vocabularies import shipping
    from tests import factories

    shipping.load()
    content = building.load()
    building.furnish_elements(content)
    building.furnish_elements(content)
    reports = {}
    for key in ("rapport-diagnostic", "suivi-travaux"):
        reports[key] = factories.record_with_canvas(family="diagnostic_report", title=key)
    for key in ("plan-etage", "lettre-anglaise"):
        reports[key] = factories.record_with_canvas(title=key)
    building.furnish_facts(content, reports.get)
    building.furnish_facts(content, reports.get)
    assert Element.objects.filter(kind__slug="dwelling", parent__slug="logements").count() == 6
    assert not Element.objects.filter(kind=None).exists()
    known = read_findings()
    assert len(known) >= 30
    assert {finding.latest.state for finding in known} == {"open", "monitored", "treated", "lost"}
    assert all("[exemple]" in finding.label.fr and "[sample]" in finding.label.en for finding in known)
    assert Protection.objects.count() == 2 and Milestone.objects.count() == 3
    placed = Plan.objects.get(record=reports["plan-etage"]).placements.all()
    assert len(placed) == len(content["plan"][0]["places"])
    assert {row.selector_type for row in placed} == {"FragmentSelector", "SvgSelector"}
    assert any(row.finding for row in placed) and any(row.record for row in placed)
    assert Statement.objects.exclude(disagrees_with=None).exists()


def test_what_a_report_says_was_seen_by_when_it_was_written():
    seen = [(entry["report"], entry["seen"]) for entry in building.load()["finding"]]
    seen += [(building.FOLLOWED_BY, day.isoformat()) for _file, day in building.FOLLOWED_ON.values()]
    for report, day in seen:
        written = understand(RECORDS[report].date_as_written)
        assert str(written.earliest) <= day <= str(written.latest or "9999"), (report, day)
