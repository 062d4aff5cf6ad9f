"""A whole series is submitted in the background, told as it goes, and goes on after a death."""

import pytest

from archive.translation import batches, review
from archive.translation.models import Batch, State, Work
from archive.translation.tasks import go_on_with_batch
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def series(commit):
    """Three records whose translation is complete, one half done, one untouched; one elsewhere."""
    with commit():
        found = factories.series("Chantier")
        records = [factories.record(title=f"Notice {n}", under=found) for n in range(5)]
        other = factories.record(title="Ailleurs", under=factories.series("Ailleurs"))
    for record in [*records[:3], other]:
        factories.write_face(record)
    record = type(records[3]).objects.get(pk=records[3].pk)
    factories.write_face(record)
    record.extent = "Trois feuillets"
    record.save_revision().publish()
    return found


def below(series):
    return Work.objects.filter(path__startswith=series.path).exclude(object_id=series.pk)


def states(series):
    return sorted(below(series).values_list("state", flat=True))


def test_a_series_is_submitted_with_all_that_stands_below_it(series, user_with_role, commit):
    with commit():
        batch = batches.begin(below(series), user_with_role("translator"))
    batch.refresh_from_db()
    assert (batch.total, batch.done, len(batch.refused)) == (4, 4, 1)
    assert states(series) == [State.DRAFT, State.MISSING, State.REVIEW, State.REVIEW, State.REVIEW]
    assert "1" in batch.refused[0][1]
    assert State.DRAFT in Work.objects.filter(title="Ailleurs").values_list("state", flat=True)


def test_a_batch_that_was_killed_goes_on_and_does_nothing_twice(series, user_with_role, monkeypatch):
    batch = batches.begin(below(series), user_with_role("translator"))
    submitted, real = [], review.submit

    def dies_at_the_second(work, user):
        if len(submitted) == 1:
            submitted.append(None)
            raise RuntimeError("killed")
        submitted.append(work.pk)
        real(work, user)

    monkeypatch.setattr(review, "submit", dies_at_the_second)
    with pytest.raises(RuntimeError):
        batches.go_on(batch.pk)
    batch.refresh_from_db()
    assert batch.done == 1 and states(series).count(State.REVIEW) == 1
    for _time in range(2):
        go_on_with_batch.func(batch.pk)
    batch.refresh_from_db()
    assert batch.ended and states(series).count(State.REVIEW) == 3
    done = [key for key in submitted if key]
    assert len(done) == len(set(done))


def test_a_slice_ends_and_the_next_takes_over(series, user_with_role):
    batch = batches.begin(below(series), user_with_role("translator"))
    assert batches.go_on(batch.pk, seconds=0)
    batch.refresh_from_db()
    assert batch.done == 1


def test_the_list_of_the_board_is_submitted_and_its_progress_shown(client, series, user_with_role):
    client.force_login(user_with_role("translator"))
    board = client.get(f"/admin/translation/?series={series.pk}").content.decode()
    assert 'action="/admin/translation/batches/"' in board
    answer = client.post("/admin/translation/batches/", {"asked": f"series={series.pk}"})
    batch = Batch.objects.get()
    assert answer.url == f"/admin/translation/batches/{batch.pk}/"
    page = client.get(answer.url)
    assert "0 traductions sur 4" in page.content.decode().replace("\u00a0", " ") and page["Refresh"]
    batches.go_on(batch.pk)
    page = client.get(answer.url)
    assert "4 traductions sur 4" in page.content.decode() and "Refresh" not in page
    assert "Notice 3" in page.content.decode()
    client.force_login(user_with_role("reviewer"))
    assert client.get(answer.url).status_code == 404


@pytest.mark.parametrize("role", ["editor", "archivist"])
def test_who_writes_no_english_submits_nothing(client, series, user_with_role, role):
    client.force_login(user_with_role(role))
    client.post("/admin/translation/batches/", {"asked": f"series={series.pk}"})
    assert State.REVIEW not in states(series)
    assert not Batch.objects.exists()
