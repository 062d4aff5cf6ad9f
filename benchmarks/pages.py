"""Processor time of a page beside a bare Wagtail page of as many blocks: written anew, and kept.

The peer runs in a process of its own, with Wagtail's own settings: nothing of ours burdens it. A block is a
heading, a paragraph, an entry of a list or of a table within <main>, and becomes one block of rich text; each
image becomes a block with an image.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image

from .measure import head, median, p95, repeated, row

TIMES = 60
BLOCK = re.compile(r"<(?:p|li|dt|dd|h[1-6]|td|figure)\b")


def ours() -> None:
    from django.conf import settings

    from .house import furnish, open_house

    open_house()
    records = furnish(60, 12)
    from django.test import Client

    from search import index

    index.rebuild()
    long = records[2].url
    pages = {
        "home": "/fr/",
        "home, English": "/en/",
        "list": "/fr/archive/",
        "series": records[0].get_parent().url,
        "record with its reader": long,
        "record, English face": records[2].url_in("en"),
        "reader at a page, with hits": f"{long}?p=7&q=humidit%C3%A9",
        "search results": "/fr/recherche/?q=joint+humidite+pignon",
    }
    client = Client(headers={"host": "localhost"})
    found = {}
    for name, url in pages.items():
        answer = client.get(url)
        assert answer.status_code == 200, (url, answer.status_code)
        main = answer.content.decode().split("<main", 1)[1].split("</main", 1)[0]
        settings.ARCHIVE_KEPT_PAGES_MB = 32
        again = repeated(TIMES, lambda url=url: client.get(url))
        settings.ARCHIVE_KEPT_PAGES_MB = 0
        times = repeated(TIMES, lambda url=url: client.get(url))
        found[name] = (times, again, f"{len(BLOCK.findall(main))}+{main.count('<img')}")
    peers = json.loads(
        subprocess.run(
            [sys.executable, "-m", "benchmarks.pages", "peer", *[blocks for *_, blocks in found.values()]],
            check=True,
            stdout=subprocess.PIPE,
        ).stdout
    )
    head("Pages: milliseconds of processor time, median (p95)")
    row("page", "ours", "bare Wagtail", "ratio", "kept (goal: at most 2)")
    for (name, (times, again, blocks)), peer in zip(found.items(), peers, strict=True):
        mine, its = median(times) * 1000, median(peer) * 1000
        row(
            f"{name}, {blocks} blocks",
            f"{mine:.1f} ({p95(times) * 1000:.1f})",
            f"{its:.1f} ({p95(peer) * 1000:.1f})",
            f"{mine / its:.2f}",
            f"{median(again) * 1000:.2f} ms, {median(again) / median(peer):.2f}",
        )


def peer(pages: list[str]) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.bare.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from wagtail.images import get_image_model
    from wagtail.models import Page, Site

    from .bare.models import BarePage
    from .house import WORDS

    call_command("migrate", verbosity=0)
    Page.objects.filter(depth=2).delete()
    top = BarePage(title="Accueil", slug="accueil", body=[])
    Page.objects.get(depth=1).add_child(instance=top)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": top, "port": 80}
    )
    found = []
    client = Client(headers={"host": "localhost"})
    pictures = [_picture(get_image_model(), number) for number in range(60)]
    for place, counts in enumerate(pages):
        texts, images = map(int, counts.split("+"))
        blocks = [{"type": "text", "value": f"<p>{WORDS}</p>"} for _ in range(texts)]
        blocks += [{"type": "image", "value": picture.pk} for picture in pictures[:images]]
        page = BarePage(
            title=f"Page {place}",
            slug=f"page-{place}",
            body=json.dumps(blocks),
        )
        top.add_child(instance=page)
        url = page.get_url()
        assert client.get(url).status_code == 200
        found.append(repeated(TIMES, lambda url=url: client.get(url)))
    print(json.dumps(found))


def _picture(model: Any, number: int) -> Any:
    file = io.BytesIO()
    Image.new("L", (480, 680), number * 4).save(file, "PNG")
    return model.objects.create(title=f"Image {number}", file=ImageFile(file, name=f"{number}.png"))


if __name__ == "__main__":
    if sys.argv[1:2] == ["peer"]:
        peer(sys.argv[2:])
    else:
        ours()
