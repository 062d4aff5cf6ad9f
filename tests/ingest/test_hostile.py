"""Every file is accounted for, also the worst: taken in byte for byte or refused with a sentence, then read
within its time and memory or given up with a sentence; those beside it go on, and nothing is left half-done."""

from __future__ import annotations

import hashlib
import html
import io
import random
import resource
import tempfile
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from archive.holdings.media_types import media_type
from archive.holdings.models import ArchiveDocument, Event
from archive.holdings.receive import receive
from archive.ingest import limits, ocr, pipeline
from archive.ingest.leaf import Cause, Unreadable
from archive.ingest.limits import Limits
from archive.ingest.models import Unfolding
from archive.ingest.sentences import SENTENCES
from tests import factories
from tests.ingest.hostile import CLASSES
from tests.ingest.hostile.names import NAMES
from tests.ingest.hostile.writing import pages, pdf

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HASTY = Limits(cpu=1, wall=40, widths=(240,))
MOST = 30  # seconds for one file: two looks, and two tries of its first page


@pytest.fixture
def archivist(client, user_with_role):
    client.force_login(user_with_role("archivist"))
    return client


def beside(number: int) -> bytes:
    """A good file that arrives with the bad ones."""
    return factories.drawing(f"voisin {number}").getvalue()


@pytest.mark.parametrize("kind", CLASSES)
def test_at_the_door_each_is_kept_as_it_is_or_refused_in_words(kind, archivist, settings):
    files, good = list(CLASSES[kind]()), beside(1)
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    sent.insert(len(sent) // 2, SimpleUploadedFile("voisin.png", good))
    answer = archivist.post("/admin/deposit/", {"files": sent}, follow=True)
    assert answer.status_code == 200
    said = html.unescape(answer.content.decode())
    assert kept(good)
    for name, content in files:
        if not kept(content):
            assert f"{name}: " in said, name
            assert Event.objects.filter(type=Event.Type.REFUSAL, detail__name=name).exists()
    stored = {document.path for document in ArchiveDocument.objects.all()}
    assert {path for path in (settings.ARCHIVE_DATA / "originals").rglob("*") if path.is_file()} == stored


def kept(content: bytes) -> bool:
    held = ArchiveDocument.objects.filter(sha256=hashlib.sha256(content).hexdigest()).first()
    assert held is None or held.path.read_bytes() == content
    return held is not None


def test_what_is_no_document_and_no_image_never_comes_in(archivist):
    for name, content in CLASSES["other kinds"]():
        answer = archivist.post("/admin/deposit/", {"files": SimpleUploadedFile(name, content)})
        assert (answer.status_code, kept(content)) == (422, False), name


@pytest.mark.parametrize("kind", [kind for kind in CLASSES if kind != "other kinds"])
def test_each_reading_ends_within_its_time_and_memory_with_a_sentence(kind, tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    for number, (name, content) in enumerate(CLASSES[kind]()):
        path, folder = tmp_path / f"{number}", tmp_path / f"{number}-images"
        path.write_bytes(content)
        path.chmod(0o444)
        folder.mkdir()
        began = time.monotonic()
        causes = list(read(path, media_type(content[:8192]), folder))
        assert time.monotonic() - began < MOST, name
        assert all(cause is None or cause in SENTENCES for cause in causes), name
        assert Cause.CRASHED not in causes, name
        assert path.read_bytes() == content, name
        assert not list(scratch.iterdir()), name
        for image in folder.iterdir():
            with Image.open(image) as shown:
                assert shown.format == "WEBP", name
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    assert most < HASTY.memory


def read(path, kind, folder):
    """Cause of the file, or of its first page."""
    try:
        found = limits.inspect(path, kind, limits=HASTY)
        assert found.pages
        for leaf in limits.images(path, kind, [1], folder, seconds=60, limits=HASTY):
            assert leaf.cause or leaf.renditions
            yield leaf.cause
    except Unreadable as trouble:
        yield trouble.cause


def test_a_first_page_that_is_broken_does_not_take_the_others_with_it(tmp_path):
    tree = b"<</Type/Pages/Kids[77 0 R 3 0 R]/Count 2>>"
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(pages({2: tree})))
    found = limits.inspect(path, "application/pdf", limits=HASTY)
    assert (found.pages, found.has_text) == (2, True)
    broken, good = limits.images(path, "application/pdf", [1, 2], tmp_path, seconds=60, limits=HASTY)
    assert (broken.cause, good.cause) == (Cause.DAMAGED, None)


def test_the_worst_go_through_the_whole_reading_and_their_neighbour_with_them(monkeypatch, settings):
    """One of each class, drawn by lot, and a good file after them."""
    monkeypatch.setattr(ocr, "available", lambda *languages: False)
    whole = limits.images
    monkeypatch.setattr(limits, "images", lambda *a, **k: whole(*a, **k, limits=HASTY))
    monkeypatch.setattr(limits.inspect, "__kwdefaults__", {"limits": HASTY})
    dice = random.Random(1958)
    for kind, make in CLASSES.items():
        if kind == "other kinds":
            continue
        name, content = dice.choice([(n, c) for n, c in make() if media_type(c[:8192])])
        document = receive(io.BytesIO(content), name).document
        reading = unfold(document)
        assert reading.state in (Unfolding.State.INDEXED, Unfolding.State.FAILED), name
        assert reading.sentence or reading.state == Unfolding.State.INDEXED, name
        assert document.path.read_bytes() == content
    reading = unfold(receive(factories.drawing("voisin"), "voisin.png").document)
    assert (reading.state, reading.cause) == (Unfolding.State.INDEXED, "")
    making = settings.ARCHIVE_DATA / "making"
    assert not list(making.iterdir())


def unfold(document):
    reading = pipeline.begin(document, queued=False)
    while pipeline.advance(reading):
        reading = Unfolding.objects.select_related("document").get(pk=reading.pk)
    return reading


def body(name: bytes, content: bytes) -> bytes:
    """A form by hand: no library writes such names."""
    return (
        b'--edge\r\nContent-Disposition: form-data; name="files"; filename="'
        + name
        + b'"\r\nContent-Type: image/png\r\n\r\n'
        + content
        + b"\r\n--edge--\r\n"
    )


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_is_only_ever_a_name(name, archivist):
    content = beside(len(name))
    answer = archivist.post(
        "/admin/deposit/",
        data=body(name, content),
        content_type="multipart/form-data; boundary=edge",
        follow=True,
    )
    shown = answer.content
    assert answer.status_code in (200, 400, 422)
    for markup in (b"<script>alert(1)", b"<img src=x", b"49{%", b"root:"):
        assert markup not in shown
    if kept(content):
        document = ArchiveDocument.objects.get()
        assert document.path.name == f"{document.sha256}.png"
        assert len(document.original_name) <= 255
        assert document.original_name.isprintable() and "/" not in document.original_name
        archivist.get(f"/admin/documents/edit/{document.pk}/")
    else:
        assert b"error-message" in shown or answer.status_code == 400
