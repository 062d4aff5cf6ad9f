"""A file becomes canvases: again and again the same, and killed half-way it goes on."""

import io
import os
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from PIL import Image, ImageDraw, ImageFont

from archive.core.queue import FIRST
from archive.holdings.models import Canvas, Event
from archive.holdings.receive import receive
from archive.ingest import arriving, limits, pipeline, tasks
from archive.ingest.models import Unfolding
from search import index
from search.query import parse
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.either]
State = Unfolding.State
FIELDS = ("pk", "number", "width", "height", "widths", "source", "words", "text", "cause")


def scan(settings, pages=2, words="L'humidité des chevaux"):
    font = ImageFont.truetype(
        str(settings.NODE_MODULES / "@fontsource/courier-prime/files/courier-prime-latin-400-normal.woff2"),
        40,
    )
    sheets = []
    for number in range(1, pages + 1):
        sheet = Image.new("L", (900, 700), 245)
        ImageDraw.Draw(sheet).text((60, 100), f"{words}\nfeuillet numéro {number}", font=font, fill=20)
        sheets.append(sheet)
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:], resolution=150)
    out.seek(0)
    return out


def rows():
    return list(Canvas.objects.order_by("number").values_list(*FIELDS))


def unfold(document):
    reading = pipeline.begin(document, queued=False)
    while pipeline.advance(reading):
        reading = Unfolding.objects.select_related("document").get(pk=reading.pk)
    return reading


def test_a_scan_is_read_and_found_by_a_word_inside_it(settings, commit, client):
    document = receive(scan(settings), "notice.pdf").document
    with commit():
        record = factories.record(documents=[document])
    with commit():
        reading = unfold(document)
    reading.refresh_from_db()
    assert reading.state == State.READY
    assert [canvas.source for canvas in Canvas.objects.all()] == ["ocr", "ocr"]
    answer = index.ask(query=parse("humidite cheval"))
    assert [group.mark for group in answer.groups] == [record.mark]
    for address in ("/fr/recherche/?q=humidite", "/en/search/?q=humidit%C3%A9"):
        text = client.get(address).content.decode()
        assert "<mark>humidité</mark>" in text
        assert "?p=1&amp;q=" in text
    shown = client.get(f"{record.url}?p=2&q=chevaux").content.decode()
    assert "<mark>chevaux</mark>" in shown and "<rect" in shown


def test_unfolding_again_gives_exactly_the_same_rows(settings):
    document = receive(scan(settings), "notice.pdf").document
    reading = unfold(document)
    before = rows()
    pipeline.try_again(reading)
    unfold(document)
    assert rows() == before
    assert len(before) == 2


def test_a_reading_broken_off_goes_on_to_the_same_rows(settings, monkeypatch):
    document = receive(scan(settings, pages=3), "notice.pdf").document
    whole = limits.images

    def dies_after_one(*args, **kwargs):
        for leaf in whole(*args, **kwargs):
            yield leaf
            raise KeyboardInterrupt

    monkeypatch.setattr(limits, "images", dies_after_one)
    reading = pipeline.begin(document, queued=False)
    with pytest.raises(KeyboardInterrupt):
        while pipeline.advance(reading):
            pass
    assert Canvas.objects.count() == 1
    monkeypatch.setattr(limits, "images", whole)
    unfold(document)
    assert [row[1] for row in rows()] == [1, 2, 3]
    assert not list((settings.ARCHIVE_DATA / "making").iterdir())


@pytest.fixture
def queued(settings):
    """Something urgent waits, and no worker runs to take it; when: from then on."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def queue(when=None):
        tasks.unfold.using(priority=FIRST, run_after=when).enqueue(0)

    return queue


def test_a_reading_without_a_worker_waits_for_nobody(settings, queued, monkeypatch):
    document = receive(scan(settings), "notice.pdf").document
    queued()
    reading = pipeline.begin(document, queued=False)
    slices = 0
    while pipeline.advance(reading) and slices < 8:
        slices += 1
    assert reading.state == State.INDEXED
    assert [canvas.source for canvas in Canvas.objects.all()] == ["ocr", "ocr"]


def test_the_workers_reading_gives_way_to_what_can_be_done_now(settings, queued, commit):
    document = receive(scan(settings), "notice.pdf").document
    reading = pipeline.begin(document, queued=False)
    while reading.state != State.READING:
        pipeline.advance(reading)
    DBTaskResult.objects.all().delete()  # Wagtail's own, about the new file
    queued(timezone.now() + timedelta(days=1))
    assert not tasks.urgent()
    queued()
    assert tasks.urgent()
    with commit():
        pipeline.run(reading.pk)
    assert Canvas.objects.filter(source="ocr").count() < 2
    assert reading.pk in tasks.waiting()  # it goes on afterwards


@pytest.mark.parametrize(("content", "cause"), [(b"%PDF-1.7\nnothing that a reader could follow", "damaged")])
def test_a_broken_file_fails_with_a_sentence_and_is_kept(content, cause):
    document = receive(io.BytesIO(content), "abime.pdf").document
    reading = unfold(document)
    assert (reading.state, reading.cause) == (State.FAILED, cause)
    assert reading.sentence
    assert Event.objects.filter(type=Event.Type.FAILURE, sha256=document.sha256).exists()
    assert document.path.read_bytes() == content


def test_a_reading_that_stands_still_is_taken_up_then_given_up(settings):
    document = receive(scan(settings), "notice.pdf").document
    reading = pipeline.begin(document, queued=False)
    for _ in range(pipeline.STUCK_LIMIT + 1):
        Unfolding.objects.update(updated_at="2020-01-01T00:00Z")
        pipeline.take_up_stuck()
    reading.refresh_from_db()
    assert (reading.state, reading.cause) == (State.FAILED, "crashed")


def test_what_a_killed_worker_left_half_made_is_swept_away_later(settings):
    half = settings.ARCHIVE_DATA / "making" / "half"
    fresh = settings.ARCHIVE_DATA / "making" / "fresh"
    for folder in (half, fresh):
        folder.mkdir(parents=True)
    old = time.time() - 2 * arriving.LEFTOVER.total_seconds()
    os.utime(half, (old, old))
    pipeline.take_up_stuck()
    assert not half.exists()
    assert fresh.exists()
