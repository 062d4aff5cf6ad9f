"""What records lack: one definition, for one record in its editor and for all of them in the report."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from archive.catalogue.closing import restrict, withdraw
from archive.catalogue.models import RecordCaption, Restriction
from archive.holdings.models import Canvas
from archive.ingest.models import Unfolding
from home.desk.lacking import BY_KEY, WANTED, measured
from home.desk.readiness import readiness
from home.desk.standing import standing
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/completeness/"


@pytest.fixture
def desk(user_with_role):
    def open_for(role="archivist"):
        client = Client()
        client.force_login(user_with_role(role))
        return client

    return open_for


def sheet(client, **asked):
    answer = client.get(ADDRESS, {**asked, "export": "csv"})
    assert answer.status_code == 200
    return {row["Titre"]: row for row in csv.DictReader(io.StringIO(answer.getvalue().decode()))}


def complete(under, title="Complète"):
    """A record that lacks nothing."""
    record = factories.record_with_canvas(
        title=title,
        under=under,
        live=False,
        parts=[factories.part(factories.agent(f"Houillères {title}"), "Photographe", slug="photographer")],
        elements=[factories.element(f"Façade {title}")],
        scope_and_content="Un plan.",
    )
    record.type = factories.concept(f"Plan {title}", broader=_top())
    record.set_subjects([factories.concept(f"Froid {title}", of="subjects")])
    record.extent, record.originals, record.rights = "1 plan", "Chez le photographe.", "CC0"
    record.set_captions({record.files.get().document_id: "Un plan."})
    record.save()
    record.save_revision()
    record = factories.publish(record)
    factories.publish_face(record)
    return record


def _top():
    from archive.vocabularies.models import Concept

    known = Concept.objects.filter(slug="historical-document").first()
    return known or factories.concept("Document historique", slug="historical-document")


def spoil(key, record):
    """Takes from a complete record what is named, and nothing else."""
    row = record.files.first()
    facts = {
        "title": {"title": ""},
        "date_as_written": {"date_as_written": "on ne sait quand", "date_edtf": ""},
        "level": {"level": ""},
        "rights": {"rights": ""},
        "type": {"type": None},
        "scope": {"scope_and_content": ""},
        "extent": {"extent": ""},
        "evaluation": {"rights": "CNE"},
        "originals": {"originals": ""},
    }
    if key in facts:
        type(record).objects.filter(pk=record.pk).update(**facts[key])
    elif key == "creator":
        record.agents.all().update(role=factories.concept("Témoin", of="roles", slug="witness"))
    elif key in ("element", "subject"):
        getattr(record, f"{key}s").all()[0].delete()
    elif key == "file":
        record.files.all()[0].delete()
    elif key == "reading":
        Unfolding.objects.create(document=row.document, state="failed", cause="damaged")
    elif key == "caption":
        RecordCaption.objects.filter(page=record).delete()
    elif key == "english":
        factories.face(record).unpublish()
    elif key == "review":
        restrict(record, Restriction(record=record, state="notice", reason="privacy"))
    return type(record).objects.get(pk=record.pk)


@pytest.mark.parametrize("key", sorted(BY_KEY.keys() - {"finding"}))  # asked of reports
def test_rows_and_the_record_itself_agree_on_what_is_lacking(key, user_with_role):
    under = factories.series()
    whole, spoilt = complete(under), spoil(key, complete(under, "Entamée"))
    found = measured(standing(user_with_role("archivist")))
    rows = {row.pk: {each.key for each in WANTED if getattr(row, f"lacks_{each.key}")} for row in found}
    alone = {
        record.pk: {each.key for each in WANTED if each.asked_of(record.family) and each.rule.of(record)}
        for record in (whole, spoilt)
    }
    assert rows == alone
    assert rows[whole.pk] == set()
    expected = {key} | ({"evaluation"} if key == "rights" else set())
    assert rows[spoilt.pk] - {"english"} == expected - {"english"}
    assert {row.pk: row.lacking for row in found} == {pk: len(lacks) for pk, lacks in rows.items()}


def test_a_report_is_asked_for_its_findings_and_other_records_are_not(user_with_role):
    report = factories.record("diagnostic_report", title="Diagnostic")
    plan = factories.record(title="Plan", under=report.get_parent().specific)
    found = {row.pk: row for row in measured(standing(user_with_role("archivist")))}
    assert (found[report.pk].lacks_finding, found[plan.pk].lacks_finding) == (1, 0)
    assert (found[report.pk].lacks_originals, found[plan.pk].lacks_originals) == (0, 1)
    factories.observation(report, "Fissure", element=factories.element("Pignon"))
    assert not BY_KEY["finding"].rule.of(report)
    assert "Ses constats sont saisis." in {point.text for point in readiness(report) if point.done}


def test_a_page_that_could_not_be_read_and_a_review_that_is_due_are_lacking(user_with_role):
    record = complete(factories.series())
    document = record.files.first().document
    Canvas.objects.filter(document=document).update(cause="damaged")
    today = timezone.localdate()
    restrict(record, Restriction(document=document, state="notice", reason="privacy", review_on=today))
    (row,) = measured(standing(user_with_role("archivist")))
    assert (row.lacks_reading, row.lacks_review, row.lacking) == (1, 1, 2)


def test_the_report_tells_counts_that_lead_to_their_lists_and_what_is_lacking_most_first(desk):
    under = factories.series()
    complete(under)
    factories.record(title="Sans étendue", under=under, scope_and_content="Un plan.", originals="Ici.")
    factories.record("artistic_output", title="Film", under=under, extent="1 film")
    client = desk()
    rows = sheet(client)
    assert list(rows)[-1] == "Complète"  # the most incomplete first
    assert (rows["Complète"]["Renseigné"], rows["Complète"]["Demandé"]) == ("17", "17")
    assert "étendue" in rows["Sans étendue"]["Ce qui manque"]
    assert set(sheet(client, lacks="extent")) == {"Sans étendue"}
    assert set(sheet(client, lacks=["type", "scope"])) == {"Film"}
    assert set(sheet(client, lacks="anything")) == {"Sans étendue", "Film"}
    assert set(sheet(client, lacks="type", family="artistic_output")) == {"Film"}
    assert list(sheet(client, ordering="lacking"))[0] == "Complète"
    totals = client.get(ADDRESS, {"lacks": "extent"}).context["totals"]
    counts = [total.count for total in totals]
    assert counts == sorted(counts, reverse=True)  # of all, whatever element is chosen
    for total in totals:
        assert len(sheet(client, lacks=total.wanted.key)) == total.count
        assert client.get(total.url).context["items_count"] == total.count
    assert [total.wanted.key for total in totals if total.chosen] == ["extent"]
    answer = client.get(ADDRESS, {"export": "xlsx"})
    assert answer.status_code == 200 and len(answer.getvalue()) > 2000


def test_what_lacks_an_element_is_changed_at_once_from_the_report(desk):
    record = factories.record(title="Sans type")
    page = desk().get(ADDRESS, {"lacks": "type"}).content.decode()
    assert "/admin/records/change/?lacks=type" in page
    chosen = desk().get("/admin/records/change/", {"lacks": "type"}).content.decode()
    assert "Sans type" in chosen
    assert record.title not in desk().get("/admin/records/change/", {"lacks": "review"}).content.decode()


def test_nobody_reads_in_the_report_of_what_is_hidden_from_them(desk, commit):
    with commit():
        open_one = factories.record(title="Ouverte")
        hidden = factories.record(title="Canari", under=open_one.get_parent().specific)
        gone = factories.record(title="Serin", under=open_one.get_parent().specific)
    factories.record(title="Jamais publiée", under=open_one.get_parent().specific, live=False)
    restrict(hidden, Restriction(record=hidden, state="closed", reason="privacy"))
    withdraw(gone, "Versée deux fois")
    translator = desk("translator")
    assert set(sheet(translator)) == {"Ouverte"}
    answer = translator.get(ADDRESS)
    text = answer.content.decode()
    assert {total.count for total in answer.context["totals"]} == {1}
    assert not [name for name in ("Canari", "Serin", "Jamais") if name in text]
    assert set(sheet(desk("reviewer"))) == {"Ouverte", "Canari", "Jamais publiée"}  # not the withdrawn one
    stranger = Client()
    assert stranger.get(ADDRESS).status_code == stranger.get(f"{ADDRESS}results/").status_code == 302


def test_the_report_asks_no_more_of_the_database_for_more_records(desk):
    under = factories.series()
    client = desk()

    def asked():
        with CaptureQueriesContext(connection) as seen:
            assert client.get(ADDRESS).status_code == 200
        return len(seen)

    factories.record_with_canvas(title="Première", under=under)
    asked()
    few = asked()
    for n in range(12):
        factories.record(title=f"Notice {n}", under=under, live=n % 2 == 0)
    assert asked() == few < 45
