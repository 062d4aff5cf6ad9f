"""What an original carries goes out with it alone; the archivist is told."""

from __future__ import annotations

import io

import pikepdf
import pytest
from django.core.files.images import ImageFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from archive.holdings.models import ArchiveDocument, ArchiveImage
from archive.holdings.receive import receive
from archive.ingest import limits, pipeline
from archive.ingest.limits import Limits
from tests import factories
from tests.ingest.samples import layer_pdf, typed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SECRETS = (b"Zzauteur", b"Zzserie", b"Zzremarque", b"Zzpropos", b"GPS", b"\x00\x32\x00\x00\x00\x01")
XMP = b"<x:xmpmeta><dc:creator><rdf:Seq><rdf:li>Zzauteur XMP</rdf:li></rdf:Seq></dc:creator></x:xmpmeta>"


def photograph(kind: str) -> bytes:
    image = Image.effect_noise((900, 600), 50).convert("RGB")
    exif = Image.Exif()
    exif[0x013B], exif[0x010E], exif[0x0112] = "Zzauteur", "Zzremarque", 6
    exif.get_ifd(0x8769)[0xA431] = "Zzserie"
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 25.0, 30.0), 3: "E", 4: (2.0, 52.0, 12.0)})
    out = io.BytesIO()
    more: dict = {"xmp": XMP}
    if kind == "JPEG":
        more["comment"] = b"Zzpropos"
    if kind == "PNG":
        words = PngInfo()
        words.add_text("Comment", "Zzpropos")
        more = {"pnginfo": words}
    image.save(out, kind, exif=exif, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_rendition_carries_nothing_of_its_original(kind, tmp_path):
    content = photograph(kind)
    assert b"Zzauteur" in content
    image = ArchiveImage(title="Façade", file=ImageFile(io.BytesIO(content), name=f"a.{kind.lower()}"))
    image.save()
    for spec in ("original", "width-300", "fill-100x100", "max-200x200|format-webp", "width-200|format-jpeg"):
        rendition = image.get_rendition(spec)
        with rendition.file.open("rb") as file:
            made = file.read()
        assert not [secret for secret in SECRETS if secret in made], spec
        with Image.open(io.BytesIO(made)) as shown:
            assert not dict(shown.getexif()), spec
            assert shown.height > shown.width or spec == "fill-100x100", "upright"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_the_archivist_is_told_what_a_photograph_carries(kind, tmp_path):
    document = receive(io.BytesIO(photograph(kind)), f"a.{kind.lower().replace('tiff', 'tif')}").document
    pipeline.advance(pipeline.begin(document, queued=False))
    document.refresh_from_db()
    told = {tuple(row) for row in document.carries}
    assert ("person", "Zzauteur") in told
    assert ("remark", "Zzremarque") in told
    if kind != "TIFF":  # Pillow writes no further directories there
        assert ("device", "Zzserie") in told
        assert ("place", "50.42500N 2.87000E") in told
    made = tmp_path / "made"
    made.mkdir()
    (leaf,) = limits.images(document.path, document.media_type, [1], made, seconds=60, limits=Limits())
    for page_image in made.iterdir():
        assert not [secret for secret in SECRETS if secret in page_image.read_bytes()]
    assert b"Zzauteur" in document.path.read_bytes()


def test_a_report_says_who_wrote_it_what_is_inside_and_that_it_has_a_script(tmp_path):
    path = layer_pdf(tmp_path / "a.pdf", typed(("Rapport sur l'humidité", "des façades nord")))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Author"], pdf.docinfo["/Keywords"] = "Zz\u202eauteur", "Zzpropos"
        pdf.attachments["photo.jpg"] = b"\xff\xd8\xff"
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.Root.Names.JavaScript = pikepdf.Dictionary(Names=pikepdf.Array(["a", pdf.make_indirect(script)]))
        pdf.save(path)
    path.write_bytes(path.read_bytes().replace(b"%%EOF", b"%" + XMP + b"\n%%EOF"))
    told = set(limits.inspect(path, "application/pdf").carries)
    assert told == {
        ("person", "Zz auteur"),
        ("person", "Zzauteur XMP"),
        ("remark", "Zzpropos"),
        ("attached", "photo.jpg"),
        ("script", "JavaScript"),
    }


def test_it_is_shown_when_describing_and_in_the_editor_and_never_on_the_site(client, user_with_role):
    record = factories.record_with_canvas(live=True)
    rows = [["place", "50.42500N 2.87000E"], ["person", "<b>Zzauteur</b>"]]
    ArchiveDocument.objects.update(carries=rows)
    document = record.files.first().document
    assert b"50.42500N" not in client.get(record.url).content
    client.force_login(user_with_role("archivist"))
    pipeline.begin(document)
    for address in (
        f"/admin/deposit/describe/?document={document.pk}",
        f"/admin/deposit/state/?document={document.pk}",
        f"/admin/pages/{record.pk}/edit/",
    ):
        shown = client.get(address).content.decode()
        assert "Lieu de prise de vue" in shown and "50.42500N" in shown, address
        assert "&lt;b&gt;Zzauteur" in shown, address
