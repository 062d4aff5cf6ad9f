"""The one way in."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from archive.holdings.models import ArchiveDocument, Event
from archive.holdings.receive import Refused, clean_name, receive

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
PDF = b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n"

pytestmark = pytest.mark.django_db


def test_a_file_is_kept_byte_for_byte_under_its_fingerprint_and_logged():
    receipt = receive(io.BytesIO(PDF), "rapport.pdf", agent="anne")
    document = receipt.document
    assert receipt.is_new
    assert document.path.read_bytes() == PDF
    assert document.sha256 in document.path.name
    assert (document.media_type, document.size, document.original_name) == (
        "application/pdf",
        len(PDF),
        "rapport.pdf",
    )
    event = Event.objects.get(sha256=document.sha256)
    assert (event.type, event.agent) == (Event.Type.INGESTION, "anne")


def test_the_same_bytes_are_recognised_whatever_their_name():
    first = receive(io.BytesIO(PDF), "a.pdf")
    again = receive(io.BytesIO(PDF), "b.pdf")
    assert not again.is_new
    assert again.document == first.document
    assert ArchiveDocument.objects.count() == 1
    assert Event.objects.filter(type=Event.Type.DUPLICATE).count() == 1


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "vide.pdf", "empty"),
        (b"<html><script>alert(1)</script></html>", "page.pdf", "lying"),
        (PNG, "photo.pdf", "lying"),
        (b"MZ\x90\0" + b"\0" * 60, "programme.exe", "unsupported"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "dessin.svg", "unsupported"),
    ],
)
def test_a_file_that_cannot_be_taken_leaves_only_a_line_in_the_log(content, name, code):
    with pytest.raises(Refused) as refusal:
        receive(io.BytesIO(content), name)
    assert refusal.value.code == code
    assert str(refusal.value)
    assert not ArchiveDocument.objects.exists()
    assert Event.objects.get().type == Event.Type.REFUSAL


def test_an_original_is_never_deleted_and_never_overwritten():
    document = receive(io.BytesIO(PDF), "a.pdf").document
    with pytest.raises(PermissionDenied):
        document.delete()
    with pytest.raises(PermissionDenied):
        ArchiveDocument.objects.all().delete()
    document.file.storage.delete(document.file.name)
    assert document.path.read_bytes() == PDF
    assert document.path.stat().st_mode & 0o222 == 0


def test_the_log_is_only_ever_added_to():
    receive(io.BytesIO(PDF), "a.pdf")
    event = Event.objects.get()
    for change in (event.save, event.delete, Event.objects.all().delete):
        with pytest.raises(PermissionDenied):
            change()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE holdings_event SET agent = 'someone else'")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\scans\\plan.tif", "plan.tif"),
        ("a\u202eb\x00c.pdf", "abc.pdf"),
        ("", "file"),
        ("e\u0301tat.pdf", "état.pdf"),
    ],
)
def test_a_name_keeps_what_people_can_read(given, kept):
    assert clean_name(given) == kept


def test_a_pdf_with_some_junk_before_its_header_is_still_a_pdf():
    receipt = receive(io.BytesIO(b"\n" * 5000 + PDF), "scanner.pdf")
    assert receipt.document.media_type == "application/pdf"


def test_a_photograph_that_speaks_of_a_pdf_is_a_photograph():
    receipt = receive(io.BytesIO(PNG + b"%PDF-1.7"), "photo.png")
    assert receipt.document.media_type == "image/png"
