"""Originals in a bucket: written once, checked when fetched, given out only by the site itself."""

from __future__ import annotations

import io
import shutil
import tarfile

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from moto.server import ThreadedMotoServer

from archive.catalogue.closing import restrict
from archive.catalogue.models import Restriction
from archive.core.database_copy import database_copy
from archive.core.health import CHECKS
from archive.core.saving import back_up, restore
from archive.holdings.models import ArchiveDocument
from archive.holdings.object_storage import Damaged
from archive.holdings.receive import receive
from tests import factories

pytestmark = pytest.mark.slow

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 8
BUCKET = "camus-haut"


@pytest.fixture(scope="module")
def server():
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    yield "http://{}:{}".format(*running.get_host_and_port())
    running.stop()


@pytest.fixture
def bucket(server, settings, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "archive")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "only for tests")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-3")
    settings.ARCHIVE_ORIGINALS_URL = f"s3://{BUCKET}/originals?endpoint={server}"
    settings.STORAGES = settings.STORAGES | {
        "originals": {"BACKEND": "archive.holdings.object_storage.ObjectOriginals"}
    }
    bucket = boto3.resource("s3", endpoint_url=server).create_bucket(
        Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"}
    )
    ArchiveDocument._meta.get_field("file").storage = storages["originals"]
    yield bucket
    bucket.objects.delete()
    bucket.delete()
    ArchiveDocument._meta.get_field("file").storage = storages.create_storage(
        {"BACKEND": "archive.holdings.storage.OriginalsStorage"}
    )


def lose_the_copies(settings) -> None:
    shutil.rmtree(settings.ARCHIVE_DATA / "originals")


def kept(bucket) -> dict[str, bytes]:
    return {row.key: row.get()["Body"].read() for row in bucket.objects.all()}


@pytest.mark.django_db
def test_what_is_received_is_in_the_bucket_under_its_fingerprint_and_comes_back_from_it(bucket, settings):
    document = receive(io.BytesIO(PDF), "rapport.pdf").document
    digest = document.sha256
    assert kept(bucket) == {f"originals/{digest[:2]}/{digest}.pdf": PDF}
    lose_the_copies(settings)
    assert document.path.read_bytes() == PDF


@pytest.mark.django_db
def test_nothing_is_ever_written_over_or_deleted(bucket, settings):
    document = receive(io.BytesIO(PDF), "rapport.pdf").document
    lose_the_copies(settings)
    storage = storages["originals"]
    storage.save(document.file.name, ContentFile(b"other"))
    storage.delete(document.file.name)
    assert list(kept(bucket).values()) == [PDF]
    assert document.path.read_bytes() == PDF


@pytest.mark.django_db
def test_what_was_changed_in_the_bucket_is_not_given_out(bucket, settings):
    document = receive(io.BytesIO(PDF), "rapport.pdf").document
    (row,) = bucket.objects.all()
    row.put(Body=b"%PDF-1.7 other")
    lose_the_copies(settings)
    with pytest.raises(Damaged):
        _ = document.path
    assert not [path for path in (settings.ARCHIVE_DATA / "originals").rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_a_reader_is_given_ranges_by_the_site_itself_and_nothing_of_a_closed_record(bucket, settings, commit):
    document = receive(io.BytesIO(PDF), "rapport.pdf").document
    with commit():
        record = factories.record(documents=[document])
    address = f"/files/{record.mark}/1/"
    lose_the_copies(settings)
    whole, part = Client().get(address), Client().get(address, headers={"range": "bytes=2-5"})
    assert b"".join(whole) == PDF and whole.headers["ETag"] == f'"{document.sha256}"'
    assert part.status_code == 206 and b"".join(part) == PDF[2:6]
    restrict(record, Restriction(record=record, state="closed", reason="privacy"))
    assert Client().get(address).status_code == 404


@pytest.mark.django_db
def test_the_site_is_not_well_without_its_bucket(bucket, settings):
    settings.ARCHIVE_DATA.mkdir(exist_ok=True)
    assert CHECKS["storage"]()
    settings.ARCHIVE_ORIGINALS_URL = settings.ARCHIVE_ORIGINALS_URL.replace(BUCKET, "elsewhere")
    storages["originals"].__dict__.pop("_place")
    assert not CHECKS["storage"]()


def test_a_backup_holds_what_is_only_in_the_bucket_and_a_restore_fills_an_empty_one(
    bucket, settings, tmp_path, transactional_db, monkeypatch
):
    document = receive(io.BytesIO(PDF), "rapport.pdf").document
    lose_the_copies(settings)
    saved = tmp_path / "saved.tar"
    back_up(saved, print)
    with tarfile.open(saved) as tar:
        assert f"originals/{document.file.name}" in tar.getnames()
    before = kept(bucket)
    bucket.objects.delete()
    settings.ARCHIVE_DATA = tmp_path / "new"
    monkeypatch.setattr(type(database_copy()), "is_empty", lambda copy: True)
    monkeypatch.setattr(type(database_copy()), "bring_back", lambda copy, source: None)
    restore(saved, print)
    assert kept(bucket) == before
