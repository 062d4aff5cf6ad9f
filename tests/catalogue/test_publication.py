"""Nothing is published without what ISAD(G) requires, by whatever road; a draft is never refused."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from archive.catalogue.closing import restrict
from archive.catalogue.models import RecordPage, Restriction
from archive.core.pages import NotReady
from archive.core.signals import housekeeping_due
from home.desk.readiness import readiness
from tests import factories
from tests.test_roles import form_of

pytestmark = pytest.mark.django_db
SAID = "Il manque\u00a0: date telle qu’écrite, mention de droits"


def incomplete(**where):
    record = factories.record(title="À compléter", live=False, **where)
    record.date_as_written = record.rights = ""
    record.save(clean=False)
    record.save_revision(clean=False)
    return record


def fresh(record):
    return Page.objects.get(pk=record.pk).specific


@pytest.fixture
def desk(user_with_role):
    client = Client()
    client.force_login(user_with_role("administrator"))
    return client


def test_a_draft_is_saved_with_whatever_it_has(desk):
    record = incomplete()
    answer = desk.post(f"/admin/pages/{record.pk}/edit/", form_of(record, title="Toujours incomplète"))
    assert answer.status_code == 302
    assert fresh(record).title == "Toujours incomplète"


def test_the_editor_s_button_publishes_nothing_incomplete(desk):
    record = incomplete()
    form = form_of(record, **{"action-publish": "1"})
    answer = desk.post(f"/admin/pages/{record.pk}/edit/", form)
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"date_as_written", "rights"}
    assert answer.content.decode().count("Champ requis") == 2
    assert not fresh(record).live


def test_publication_in_bulk_says_what_is_missing(desk):
    record = incomplete()
    other = factories.record(title="Complète", live=False, under=record.get_parent().specific)
    address = f"/admin/bulk/wagtailcore/page/publish/?id={other.pk}&id={record.pk}"
    answer = desk.post(address, {}, follow=True)
    assert answer.status_code == 200 and SAID in answer.content.decode()
    assert not fresh(record).live and not fresh(other).live
    series = record.get_parent()
    address = f"/admin/bulk/wagtailcore/page/publish/?id={series.pk}"
    assert SAID in desk.post(address, {"include_descendants": "on"}, follow=True).content.decode()


def test_the_end_of_a_review_says_what_is_missing(desk):
    record = incomplete()
    record.get_workflow().start(record, None)
    state = fresh(record).current_workflow_task_state
    address = f"/admin/pages/workflow/action/{record.pk}/approve/{state.pk}/"
    answer = desk.post(address, {"comment": ""}, follow=True)
    assert answer.status_code == 200 and SAID in answer.content.decode()
    state.refresh_from_db()
    assert not fresh(record).live and state.status == "in_progress"


def test_nothing_incomplete_is_scheduled_and_one_that_fails_holds_up_no_other():
    record = incomplete()
    record.go_live_at = timezone.now() + timedelta(days=1)
    with pytest.raises(NotReady):
        record.save_revision(clean=False).publish()
    good = factories.record(title="Prête", live=False, under=record.get_parent().specific)
    past = timezone.now() - timedelta(minutes=1)
    for page in (record, good):
        revision = page.get_latest_revision()
        revision.approved_go_live_at = past - timedelta(minutes=page.pk)
        revision.content["go_live_at"] = None
        revision.save()
    call_command("publish_scheduled")
    assert (fresh(record).live, fresh(good).live) == (False, True)
    assert not record.revisions.exclude(approved_go_live_at=None).exists()


def test_a_deposit_from_the_command_line_says_so_too(tmp_path, monkeypatch, capsys):
    from django.core.management.base import CommandError

    monkeypatch.setattr(RecordPage, "required_elements", ("title", "extent"))
    path = tmp_path / "plan.png"
    path.write_bytes(factories.drawing().getvalue())
    with pytest.raises(CommandError):
        call_command("deposit", str(path), publish=True)
    assert "Il manque\u00a0: étendue" in capsys.readouterr().out
    assert not RecordPage.objects.get(title="plan").live


def test_what_is_scheduled_appears_and_disappears_with_its_face_and_its_bars(client, commit):
    with commit():
        record = factories.record(title="Notice de montage")
    face = factories.publish_face(record)
    record = fresh(record)
    record.expire_at = timezone.now() + timedelta(days=2)
    record.save_revision().publish()
    waiting = factories.record(title="À paraître", live=False, under=record.get_parent().specific)
    restrict(waiting, Restriction(record=waiting, state="notice", reason="privacy"))
    waiting.go_live_at = timezone.now() + timedelta(days=1)
    waiting.save_revision().publish()

    def statuses():
        places = (record.url, face.url, waiting.url, waiting.url_in("en"))
        return [client.get(place).status_code for place in places]

    assert statuses() == [200, 200, 404, 404]
    day = timezone.now() + timedelta(days=3)
    with pytest.MonkeyPatch.context() as then:
        then.setattr(timezone, "now", lambda: day)
        with commit():
            housekeeping_due.send(sender=None)
        assert statuses() == [404, 404, 200, 200]
        page = client.get(waiting.url).content.decode()
        assert "vie privée" in page and "/files/" not in page
    assert fresh(face).live  # kept for the day on which its French row is back


def test_readiness_is_told_in_the_editor_and_blocks_nothing(desk):
    record = factories.record_with_canvas(live=False)
    told = {point.text: point.done for point in readiness(record)}
    assert told["Les droits n’ont pas été évalués."] is False
    assert any("légende" in text and not done for text, done in told.items())
    record.rights, record.scope_and_content = "CC0", "Un plan."
    record.set_captions({record.files.get().document_id: "Plan d’un étage."})
    text = "Les droits ont été évalués."
    assert {text, "Son contenu est décrit."} <= {point.text for point in readiness(record) if point.done}
    assert [point.required for point in readiness(RecordPage())] == [True, True, True]
    other = factories.record(title=record.title, under=record.get_parent().specific)
    page = desk.get(f"/admin/pages/{record.pk}/edit/").content.decode()
    assert f"{other.mark} a presque le même titre" in page
    assert "Ce qui reste à faire" in page and "n’ont pas été évalués" in page
    parent = record.get_parent()
    fresh_form = desk.get(f"/admin/pages/add/catalogue/historicaldocumentpage/{parent.pk}/")
    assert "Ce qui reste à faire" not in fresh_form.content.decode()  # all of it
