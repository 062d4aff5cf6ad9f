"""Static files as deployed: what is served has the name of its content."""

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from archive.core.static import StaticStorage


def test_files_collected_after_the_site_has_started_are_known_by_their_names(settings, tmp_path):
    settings.BASE_DIR, settings.DEBUG = tmp_path, False
    there = {"location": str(tmp_path / "served"), "base_url": "/static/"}
    started = StaticStorage(**there)
    collected = StaticStorage(**there)
    collected.save("icon.svg", ContentFile(b"<svg/>"))
    source = FileSystemStorage(location=tmp_path / "served")
    list(collected.post_process({"icon.svg": (source, "icon.svg")}))
    assert started.url("icon.svg") == collected.url("icon.svg") != "/static/icon.svg"
    assert not list((tmp_path / "served").glob("*.json"))
