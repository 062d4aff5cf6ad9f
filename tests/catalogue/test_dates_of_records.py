"""The date of a record: words that are kept, facts that follow from them, and a gate before publication."""

from datetime import date

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail.users.models import UserProfile

from archive.catalogue.models import RecordPage
from archive.core.pages import NotReady
from home.desk.readiness import readiness
from tests import factories
from tests.test_roles import form_of

pytestmark = pytest.mark.django_db

SAID = "La date «\N{NARROW NO-BREAK SPACE}mai 68\N{NARROW NO-BREAK SPACE}»"


def fresh(record):
    return Page.objects.get(pk=record.pk).specific


def facts(record):
    return record.date_edtf, record.date_earliest, record.date_latest, record.date_inferred


@pytest.fixture
def desk(user_with_role):
    client = Client()
    client.force_login(user_with_role("archivist"))
    return client


def test_the_facts_follow_the_words_however_they_are_saved(desk):
    record = factories.record(date_as_written="lundi 31 mars [2025]", live=False)
    assert facts(fresh(record)) == ("2025-03-31", date(2025, 3, 31), date(2025, 3, 31), True)
    desk.post(f"/admin/pages/{record.pk}/edit/", form_of(record, date_as_written="avant 2012"))
    assert facts(fresh(record)) == ("[..2011]", None, date(2011, 12, 31), False)
    record = fresh(record)
    record.date_as_written = "depuis 2023"
    record.save_revision().publish()
    assert facts(fresh(record)) == ("2023/..", date(2023, 1, 1), None, False)
    record = fresh(record)
    record.date_as_written = "mardi"
    record.save_revision()
    assert facts(record.get_latest_revision().as_object()) == ("", None, None, False)
    assert fresh(record).date_edtf == "2023/.."  # what is published stays


def test_the_facts_stand_in_no_form(desk):
    record = factories.record(live=False)
    page = desk.get(f"/admin/pages/{record.pk}/edit/").content.decode()
    assert 'name="date_as_written"' in page
    assert not any(f'name="{name}"' in page for name in RecordPage.facts_of_date)
    sent = form_of(record, date_as_written="1956") | {"date_edtf": "1066", "date_earliest": "1066-10-14"}
    desk.post(f"/admin/pages/{record.pk}/edit/", sent)
    assert fresh(record).date_edtf == "1956"


def test_a_face_has_no_facts_of_its_own():
    face = factories.publish_face(factories.record(date_as_written="1956"))
    assert facts(face) == ("", None, None, False)


def test_a_draft_is_saved_with_a_date_that_is_not_understood_and_says_so(desk):
    record = factories.record(live=False)
    answer = desk.post(f"/admin/pages/{record.pk}/edit/", form_of(record, date_as_written="mai 68"))
    assert answer.status_code == 302
    assert fresh(record).date_as_written == "mai 68"
    point = next(point for point in readiness(fresh(record)) if point.text.startswith(SAID))
    assert point.required and not point.done and "quatre chiffres" in point.text
    page = desk.get(f"/admin/pages/{record.pk}/edit/").content.decode()
    assert SAID in page and "Non comprise." in page


def test_a_date_that_is_not_understood_is_not_published_by_any_road(desk, user_with_role):
    record = factories.record(live=False, date_as_written="mai 68")
    with pytest.raises(NotReady, match="quatre chiffres"):
        record.get_latest_revision().publish()
    form = form_of(record, **{"action-publish": "1"})
    answer = desk.post(f"/admin/pages/{record.pk}/edit/", form)
    assert set(answer.context["form"].errors) == {"date_as_written"}
    assert "quatre chiffres" in answer.content.decode()
    desk.force_login(user_with_role("administrator"))
    bulk = f"/admin/bulk/wagtailcore/page/publish/?id={record.pk}"
    assert SAID in desk.post(bulk, {}, follow=True).content.decode()
    assert not fresh(record).live


@pytest.mark.parametrize(
    ("words", "french", "english"),
    [
        ("vers 1956", "vers 1956", "c. 1956"),
        ("1956", '<time datetime="1956">1956</time>', '<time datetime="1956">1956</time>'),
        (
            "12 May 1964 [sample]",
            '<time datetime="1964-05-12">12 mai 1964 <span class="ex">exemple</span></time>',
            '<time datetime="1964-05-12">12 May 1964 <span class="ex">sample</span></time>',
        ),
        (
            "03/1957",
            '<time datetime="1957-03">mars 1957</time>',
            '<time datetime="1957-03">March 1957</time>',
        ),
        ("[sans date]", "[sans date]", "n.d."),
        ("lundi 31 mars [2025]", "lundi 31 mars [2025]", "[Monday 31 March 2025]"),
    ],
)
def test_a_reader_reads_the_date_in_the_language_of_the_page(client, words, french, english):
    record = factories.record(date_as_written=words)
    for language, said in (("fr", french), ("en", english)):
        for page in (record.url_in(language), f"/{language}/archive/"):
            text = client.get(page).content.decode()
            assert said in text, page
            assert f'<span lang="fr">{said}' not in text


def test_words_that_were_never_understood_stay_french_in_every_language(client):
    record = factories.record()
    RecordPage.objects.filter(pk=record.pk).update(date_as_written="mai 68", date_edtf="")
    assert '<span lang="fr">mai 68</span>' in client.get(record.url_in("en")).content.decode()
    assert "<dd>mai 68</dd>" in client.get(record.url).content.decode()


def told(client, words):
    answer = client.get("/admin/dates/understood/", {"words": words})
    assert answer.status_code == 200
    return answer.json()


def test_the_form_says_as_one_types_how_a_date_is_understood(desk, client, user_with_role):
    assert told(desk, "vers 1956") == {
        "understood": True,
        "text": "Comprise\N{NARROW NO-BREAK SPACE}: vers 1956\N{NARROW NO-BREAK SPACE}; en anglais, c. 1956. "
        "Du 1er janvier 1956 au 31 décembre 1956 (EDTF 1956~).",
    }
    assert told(desk, "") == {"understood": True, "text": ""}
    refused = told(desk, "1920-21")
    assert not refused["understood"]
    assert "printemps 1920 ou 1920–1921" in refused["text"]
    for words, said in {
        "avant 2012": "Jusqu’au 31 décembre 2011",
        "depuis 2023": "À partir du 1er janvier 2023",
        "s.d.": "aucune période",
        "31/03/2025": "31 mars 2025",
        "x" * 5000: "trop long",
    }.items():
        assert said in told(desk, words)["text"], words
    user = user_with_role("translator")
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()
    client.force_login(user)
    assert told(client, "vers 1956")["text"].startswith("Understood: vers 1956; in English, c. 1956.")


def test_only_those_who_work_here_are_told(client):
    assert client.get("/admin/dates/understood/?words=1956").status_code == 302


def test_the_deposit_says_it_too_and_refuses_nothing(desk):
    series = factories.series()
    address = desk.post("/admin/deposit/", {"files": factories.drawing()}).headers["Location"]
    page = desk.get(address).content.decode()
    assert "data-understood" in page and "date-words.js" in page and "aucune période" in page
    form = {"family": "historical_document", "title": "Plan", "series": series.pk, "rights": "CNE"}
    form |= {"document_language": "fr", "date_as_written": "mai 68"}
    assert desk.post(address, form).status_code == 302
    assert RecordPage.objects.get(title="Plan").date_as_written == "mai 68"


def test_the_dates_of_a_series_are_read_and_said_in_both_languages(desk, client):
    series = factories.series("Chantier", date_as_written="années 1950")
    assert facts(fresh(series))[1:] == (date(1950, 1, 1), date(1959, 12, 31), False)
    factories.publish_face(series)
    assert "années 1950" in client.get(series.url).content.decode()
    english = client.get(series.url_in("en")).content.decode()
    assert "1950s" in english and "années" not in english


def test_a_series_may_go_without_dates_but_not_with_some_that_nobody_understands(desk):
    series = factories.series("Chantier")
    address = f"/admin/pages/{series.pk}/edit/"
    refused = desk.post(address, form_of(series, date_as_written="mai 68") | {"action-publish": "1"})
    assert refused.status_code == 200 and fresh(series).date_as_written == ""
    desk.post(address, form_of(series, date_as_written="depuis 2023") | {"action-publish": "1"})
    assert facts(fresh(series)) == ("2023/..", date(2023, 1, 1), None, False)
    desk.post(address, form_of(series, date_as_written="") | {"action-publish": "1"})
    assert facts(fresh(series)) == ("", None, None, False)
