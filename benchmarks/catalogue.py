"""A large catalogue: pages and lists beside a bare Wagtail page, and what the desk answers as one types.

    python -m benchmarks.catalogue [RECORDS]    5,000 by default; a fifth as many concepts

A page is measured as written anew for each reader, and as kept while nothing changes. The desk's record list
stands beside Wagtail's own listing of the same pages.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from typing import Any

from .measure import head, median, p95, repeated, row
from .pages import BLOCK

RECORDS = 5_000
TIMES = 30
SERIES = 50


def fill(records: int) -> dict[str, Any]:
    from archive.authorities.models import Agent, AgentName
    from archive.catalogue.models import FAMILIES, RecordAgent, RecordPage, RecordSubject
    from archive.vocabularies.models import Concept
    from tests import factories

    chance = random.Random(1958)
    agents = [Agent(kind="organisation", name_fr=f"Atelier {n} de Lens") for n in range(records // 10)]
    for agent in agents:
        agent.save()
    AgentName.objects.bulk_create(
        AgentName(agent=a, text=f"AT{n}", kind="acronym") for n, a in enumerate(agents)
    )
    roles = [factories.concept(f"Rôle {n}", of="roles") for n in range(5)]
    subjects = [factories.concept(f"Sujet {n}", of="subjects") for n in range(records // 5)]
    top = [factories.series(f"Série {n}") for n in range(SERIES)]
    families = list(FAMILIES.values())
    for n in range(records):
        page = families[n % 3](
            title=f"Document {n} de la cité",
            date_as_written=str(1950 + n % 70),
            rights="CNE",
            scope_and_content="Le joint vertical du pignon nord laisse passer l’humidité. " * 3,
            locale=top[0].locale,
            live=True,
        )
        top[n % SERIES].add_child(instance=page)
    rows = list(RecordPage.objects.filter(locale__language_code="fr"))
    RecordAgent.objects.bulk_create(
        RecordAgent(page=page, agent=chance.choice(agents), role=chance.choice(roles)) for page in rows
    )
    RecordSubject.objects.bulk_create(
        RecordSubject(page=page, concept=chance.choice(subjects), sort_order=0) for page in rows
    )
    busiest = Concept.objects.filter(scheme__key="subjects").first()
    return {"record": rows[7].specific, "series": top[0], "agent": agents[3], "subject": busiest}


def main(records: int) -> None:
    from django.conf import settings

    from .house import open_house

    open_house()
    made = fill(records)
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.urls import reverse
    from django.utils.translation import override

    from search import index

    index.rebuild()
    with override("fr"):
        pages = {
            "record": made["record"].url,
            "series": made["series"].url,
            "list": reverse("search:archive"),
            "list, page 9 by date": reverse("search:archive") + "?sort=date&p=9",
            "agent": reverse("search:agent", args=[made["agent"].slug]),
            "concept": reverse("search:concept", args=["subjects", made["subject"].slug]),
            "partners": reverse("search:partners"),
            "search": reverse("search:results") + "?q=joint",
        }
    client = Client(headers={"host": "localhost"})
    found = {}
    for name, url in pages.items():
        settings.ARCHIVE_KEPT_PAGES_MB = 0
        answer = client.get(url)
        assert answer.status_code == 200, (url, answer.status_code)
        part = answer.content.decode().split("<main", 1)[1].split("</main", 1)[0]
        times = repeated(TIMES, lambda url=url: client.get(url))
        settings.ARCHIVE_KEPT_PAGES_MB = 32
        again = repeated(TIMES, lambda url=url: client.get(url))
        found[name] = (times, again, f"{len(BLOCK.findall(part))}+{part.count('<img')}")
    settings.ARCHIVE_KEPT_PAGES_MB = 0
    command = [sys.executable, "-m", "benchmarks.pages", "peer", *[blocks for *_, blocks in found.values()]]
    peers = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    head(f"A catalogue of {records:,} records: milliseconds of processor time, median")
    row("page", "ours", "bare Wagtail", "ratio", "kept (goal: at most 2)")
    for (name, (times, again, blocks)), peer in zip(found.items(), peers, strict=True):
        row(
            f"{name}, {blocks} blocks",
            f"{median(times) * 1000:.1f}",
            f"{median(peer) * 1000:.1f}",
            f"{median(times) / median(peer):.2f}",
            f"{median(again) * 1000:.2f} ms, {median(again) / median(peer):.2f}",
        )
    user = get_user_model().objects.create_superuser("a", "a@example.org", "a")
    client.force_login(user)
    own, theirs = "/admin/records/", f"/admin/pages/{made['series'].pk}/"
    lists = [repeated(TIMES, lambda url=url: client.get(url)) for url in (own, theirs)]
    ours, peer = (median(times) * 1000 for times in lists)
    row("the desk's list, 50 records", f"{ours:.1f}", f"{peer:.1f}", f"{ours / peer:.2f}", "at most 2")
    for name, url in (
        ("an agent as one types", "/admin/agents/find/?q=atel"),
        ("a subject as one types", "/admin/vocabularies/find/subjects/?q=suj"),
    ):
        assert client.get(url).status_code == 200, url
        typed = repeated(TIMES, lambda url=url: client.get(url))
        row(name, f"{median(typed) * 1000:.1f}", "", "", f"p95 {p95(typed) * 1000:.0f} ms; within 100 ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS)
