"""Marks: given at birth, unique, never used twice."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from archive.catalogue.models import FAMILIES, Mark
from tests import factories
from tests.test_roles import form_of

pytestmark = pytest.mark.django_db


def test_a_record_is_born_with_the_next_mark_and_its_address_is_its_mark():
    series = factories.series("Chantier")
    first = factories.record("historical_document", series, live=False)
    second = factories.record("historical_document", series, live=False)
    report = factories.record("diagnostic_report", series, live=False)
    assert [first.mark, second.mark, report.mark] == ["CH-D-0001", "CH-D-0002", "CH-R-0001"]
    assert first.slug == "ch-d-0001"


def test_a_deleted_records_mark_is_retired_and_never_given_again():
    series = factories.series("Chantier")
    record = factories.record("historical_document", series, live=False)
    record.delete()
    assert Mark.objects.get(code="CH-D-0001").retired_at
    assert factories.record("historical_document", series, live=False).mark == "CH-D-0002"


def test_the_database_refuses_the_same_mark_twice():
    series = factories.series("Chantier")
    record = factories.record("historical_document", series, live=False)
    other = factories.record("historical_document", series, live=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.filter(key=other.translation_key).update(code=record.mark)


def test_a_mark_is_not_deleted():
    factories.record("historical_document", factories.series("Chantier"), live=False)
    with pytest.raises(PermissionDenied):
        Mark.objects.first().delete()


def test_a_copy_bears_a_mark_of_its_own():
    series = factories.series("Chantier")
    record = factories.record("historical_document", series)
    copy = record.copy(to=series, update_attrs={"slug": "copie"}, keep_live=False)
    assert copy.mark == "CH-D-0002"
    assert copy.slug == "ch-d-0002"


def test_a_form_that_is_refused_or_looked_at_uses_no_mark(client, user_with_role):
    series = factories.series("Chantier")
    before = Mark.objects.count()
    client.force_login(user_with_role("archivist"))
    add = f"/admin/pages/add/catalogue/historicaldocumentpage/{series.pk}/"
    draft = FAMILIES["historical_document"](title="Plan", date_as_written="1956", rights="CC0")
    sent = form_of(draft, slug="", mark="CH-D-0001")
    wrong = client.post(add, sent | {"level": "no level"})
    assert wrong.status_code == 200 and wrong.context["form"].errors
    assert "/preview/" not in client.get(add).content.decode()
    client.post(f"{add}preview/", sent)
    assert Mark.objects.count() == before
    assert client.post(add, sent).status_code == 302
    assert Mark.objects.filter(code="CH-D-0001").count() == 1
