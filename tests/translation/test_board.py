"""The board: everything that is to be translated, counted, found, given to somebody."""

import csv
import io

import openpyxl
import pytest
from django.core import mail
from django.forms import ModelMultipleChoiceField, MultipleChoiceField
from django.http import QueryDict

from archive.translation.board import WorkFilters
from archive.translation.models import State, Work
from archive.translation.reckoning import work_of
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/translation/"


@pytest.fixture
def things(commit):
    """One of each state that needs no review, of two kinds, in two series."""
    with commit():
        live = factories.record(title="Publiée")
        missing = factories.record(title="À traduire", scope_and_content="Deux textes.")
        old = factories.record(title="Dépassée", under=live.get_parent().specific)
    factories.publish_face(live)
    factories.publish_face(old)
    page = type(old).objects.get(pk=old.pk)
    page.title = "Dépassée depuis"
    page.save_revision().publish()
    factories.concept("Panneau")
    return {"live": live, "missing": missing, "old": page}


@pytest.fixture
def desk(client, user_with_role):
    def enter(role="reviewer"):
        client.force_login(user_with_role(role))
        return client

    return enter


def rows(client, query=""):
    answer = client.get(f"{ADDRESS}?export=csv{query}")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def titles(client, query=""):
    return {row["Titre"] for row in rows(client, query)}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("&state=live", {"Publiée"}),
        ("&state=outdated", {"Dépassée depuis"}),
        ("&q=panneau", {"Panneau"}),
        ("&q=depassee", {"Dépassée depuis"}),
        ("&age=7", set()),
        ("&state=nonsense", set()),
        ("&kind=99999", set()),
    ],
)
def test_the_board_finds_by_state_words_and_age(things, desk, query, found):
    assert titles(desk(), query) == found


def test_a_filter_that_nobody_chose_asks_for_nothing():
    for name, field in WorkFilters(QueryDict(""), queryset=Work.objects.all()).form.fields.items():
        choices = getattr(field, "choices", None)
        assert (
            choices is None
            or isinstance(field, MultipleChoiceField | ModelMultipleChoiceField)
            or (next(iter(choices))[0] == "")
        ), name


def test_a_series_is_asked_for_with_all_that_stands_below(things, desk):
    series = things["live"].get_parent()
    assert titles(desk(), f"&series={series.pk}") >= {"Publiée", "Dépassée depuis"}
    assert "À traduire" not in titles(desk(), f"&series={series.pk}")


def test_a_moved_record_is_found_in_its_new_series(things, desk, commit):
    elsewhere = things["live"].get_parent()
    things["missing"].move(elsewhere, pos="last-child")
    assert "À traduire" in titles(desk(), f"&series={elsewhere.pk}")


def test_each_line_counts_its_texts(things, desk):
    found = {row["Titre"]: row for row in rows(desk())}
    assert found["À traduire"]["Manquants"] == "2"
    assert found["Dépassée depuis"]["Dépassés"] == "1"
    assert found["Publiée"]["Centièmes faits"] == "100"


def test_the_workbook_has_the_same_lines(things, desk):
    answer = desk().get(f"{ADDRESS}?export=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)} == titles(desk())


def test_progress_is_told_by_section_and_for_the_whole_site(things, desk):
    answer = desk().get(ADDRESS)
    sections = answer.context["sections"]
    whole = sections[-1]
    assert whole.total == Work.objects.count() == sum(each.total for each in sections[:-1])
    assert 0 < whole.done < 100


@pytest.mark.parametrize("role", ["archivist", "editor", "translator", "reviewer", "administrator"])
def test_whoever_works_on_words_opens_the_board(things, desk, role):
    assert desk(role).get(ADDRESS).status_code == 200


def test_what_a_person_must_not_know_is_neither_listed_nor_counted(things, desk):
    from archive.catalogue.closing import restrict
    from archive.catalogue.models import Restriction

    restrict(things["live"], Restriction(record=things["live"], state="closed", reason="privacy"))
    assert "Publiée" in titles(desk("reviewer"))
    client = desk("translator")
    assert "Publiée" not in titles(client)
    answer = client.get(ADDRESS)
    assert "Publiée" not in answer.content.decode()
    assert answer.context["sections"][-1].total == Work.objects.count() - 1


def test_a_reviewer_gives_work_with_a_date_and_a_brief_and_the_translator_is_told(
    things, desk, user_with_role, commit
):
    translator = user_with_role("translator")
    translator.email = "t@example.org"
    translator.save()
    work = work_of(things["missing"])
    data = {"work": [work.pk], "assignee": translator.pk, "due": "2027-03-01", "brief": "Pour la visite"}
    with commit():
        desk().post(f"{ADDRESS}give/", data)
    work.refresh_from_db()
    assert (work.assignee, str(work.due), work.brief) == (translator, "2027-03-01", "Pour la visite")
    assert mail.outbox[0].to == ["t@example.org"] and "Pour la visite" in mail.outbox[0].body
    assert titles(desk(), f"&assignee={translator.pk}") == {"À traduire"}
    assert "À traduire" not in titles(desk(), "&assignee=nobody")


def test_all_that_the_list_shows_is_given_at_once(things, desk, user_with_role):
    translator = user_with_role("translator")
    data = {"whole": "on", "asked": "state=outdated", "assignee": translator.pk}
    desk().post(f"{ADDRESS}give/", data)
    assert set(Work.objects.filter(assignee=translator).values_list("title", flat=True)) == {
        "Dépassée depuis"
    }


def test_what_is_not_to_be_translated_is_not_counted_as_lacking(things, desk):
    work = work_of(things["missing"])
    desk().post(f"{ADDRESS}give/", {"work": [work.pk], "wanted": "no"})
    assert work_of(things["missing"]).state == State.NOT_WANTED
    assert "À traduire" in titles(desk(), "&state=not_wanted")


def test_a_translator_gives_nothing_to_anybody(things, desk, user_with_role):
    work = work_of(things["missing"])
    answer = desk("translator").post(f"{ADDRESS}give/", {"work": [work.pk], "brief": "Non"})
    assert answer.status_code in (302, 403)
    work.refresh_from_db()
    assert work.brief == ""


def test_the_board_asks_a_bounded_number_of_questions(things, desk, django_assert_max_num_queries):
    client = desk()
    client.get(ADDRESS)
    for n in range(30):
        factories.concept(f"Terme {n}")
    with django_assert_max_num_queries(40):
        client.get(ADDRESS)
