"""A disk without room, and processes killed in the middle: nothing acknowledged is lost, nothing half-done stays."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import subprocess
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from archive.holdings.models import ArchiveDocument, Canvas
from archive.holdings.receive import receive
from archive.ingest import arriving, pipeline
from archive.ingest.models import Unfolding
from tests import factories

pytestmark = pytest.mark.django_db
State = Unfolding.State


@contextlib.contextmanager
def small_disk(place):
    """A file system of two megabytes."""
    place.mkdir(parents=True, exist_ok=True)
    mount = shutil.which("mount")
    if not mount or subprocess.run([mount, "-t", "tmpfs", "-o", "size=2m", "none", place]).returncode:
        pytest.skip("only root may mount a small disk here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def heavy() -> bytes:
    """Three megabytes that nothing packs."""
    out = io.BytesIO()
    Image.frombytes("RGB", (1_000, 1_000), os.urandom(3_000_000)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def archivist(client, user_with_role):
    client.force_login(user_with_role("archivist"))
    return client


def deposit(client, content):
    return client.post("/admin/deposit/", {"files": SimpleUploadedFile("plan.png", content)})


def refused(answer):
    assert answer.status_code == 507
    return "disque de l’archive est plein" in answer.content.decode().replace("&#x27;", "’")


def test_a_full_disk_refuses_in_words_and_takes_the_file_when_there_is_room(archivist, monkeypatch):
    def no_room(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    record = factories.record_with_canvas()
    with monkeypatch.context() as full:
        full.setattr("os.fsync", no_room)
        assert refused(deposit(archivist, heavy()))
        assert archivist.get(record.url).status_code == 200
    assert ArchiveDocument.objects.count() == 1
    assert deposit(archivist, heavy()).status_code == 302
    assert ArchiveDocument.objects.count() == 2


def test_a_full_disk_under_the_originals(archivist, settings):
    content = heavy()
    with small_disk(settings.ARCHIVE_DATA / "originals") as disk:
        assert refused(deposit(archivist, content))
        assert not [path for path in disk.rglob("*") if path.is_file()]
        assert deposit(archivist, factories.drawing().getvalue()).status_code == 302
    assert deposit(archivist, content).status_code == 302
    assert ArchiveDocument.objects.get(size=len(content)).path.read_bytes() == content


def test_a_full_disk_while_the_file_is_still_arriving(archivist, settings, tmp_path):
    content = heavy()
    with small_disk(tmp_path / "arriving") as disk:
        settings.FILE_UPLOAD_TEMP_DIR = str(disk)
        archivist.raise_request_exception = False
        answer = deposit(archivist, content)
        assert answer.status_code == 503
        assert "plein" in answer.content.decode()
        assert archivist.get("/fr/").status_code == 200
    assert not ArchiveDocument.objects.exists()
    settings.FILE_UPLOAD_TEMP_DIR = None
    assert deposit(archivist, content).status_code == 302


@pytest.mark.slow
def test_a_full_disk_during_the_reading_says_so_and_try_again_reads_all(settings, monkeypatch):
    monkeypatch.setattr("archive.ingest.ocr.available", lambda *languages: False)
    document = receive(io.BytesIO(heavy()), "plan.png").document
    with small_disk(settings.ARCHIVE_DATA / "making") as disk:
        (disk / "ballast").write_bytes(bytes(1_900_000))
        reading = unfold(document)
        assert (reading.state, reading.cause) == (State.FAILED, "disk-full")
        assert "plein" in reading.sentence
        assert [path.name for path in disk.iterdir()] == ["ballast"]
    pipeline.try_again(reading)
    assert unfold(document).state == State.INDEXED
    assert Canvas.objects.get().widths


def unfold(document):
    reading = pipeline.begin(document, queued=False)
    while pipeline.advance(reading):
        reading = Unfolding.objects.select_related("document").get(pk=reading.pk)
    return reading


def test_what_killed_processes_left_is_swept_when_it_is_old_and_originals_stay(settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    document = receive(factories.drawing(), "plan.png").document
    left = [tmp_path / "tmpabc.upload.pdf", document.path.parent / ".arriving-xyz"]
    making = arriving.making()
    making.mkdir()
    for path in left:
        path.write_bytes(b"half")
    (making / "tmp1").mkdir()
    (making / "tmp1" / "000001-240.webp").write_bytes(b"half")
    arriving.sweep()
    assert all(path.exists() for path in left)
    long_ago = time.time() - 2 * arriving.LEFTOVER.total_seconds()
    for path in (*left, making / "tmp1", document.path):
        os.utime(path, (long_ago, long_ago))
    arriving.sweep()
    assert not any(path.exists() for path in left)
    assert not list(making.iterdir())
    assert document.path.exists()


def test_a_web_process_killed_while_keeping_a_file_leaves_no_original(settings):
    content = heavy()
    child = os.fork()
    if child == 0:
        os.fsync = lambda handle: os.kill(os.getpid(), 9)
        receive(io.BytesIO(content), "plan.png")
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -9
    originals = [path for path in (settings.ARCHIVE_DATA / "originals").rglob("*") if path.is_file()]
    assert [path.name.startswith(".arriving-") for path in originals] == [True]
    assert not ArchiveDocument.objects.exists()
    document = receive(io.BytesIO(content), "plan.png").document
    assert document.path.read_bytes() == content
