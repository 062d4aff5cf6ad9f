"""A large catalogue: pages and lists beside a bare Wagtail page, and what the desk answers as one types.

    python -m benchmarks.catalogue [RECORDS]    5,000; a fifth as many concepts, two findings to five records

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
ELEMENTS = 60


def fill(records: int) -> dict[str, Any]:
    from archive.authorities.models import Agent, AgentName
    from archive.catalogue.models import (
        FAMILIES,
        Finding,
        RecordAgent,
        RecordElement,
        RecordPage,
        RecordSubject,
    )
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
    site = factories.element("Site")
    elements = [factories.element(f"Panneau {n}", site) for n in range(ELEMENTS)]
    RecordElement.objects.bulk_create(
        RecordElement(page=page, element=chance.choice(elements), sort_order=0) for page in rows
    )
    find(records * 2 // 5, elements, chance)
    busiest = Concept.objects.filter(scheme__key="subjects").first()
    of_finding = Finding.objects.first()
    made = {"record": rows[7].specific, "series": top[0], "agent": agents[3], "subject": busiest}
    return made | {
        "element": elements[5],
        "finding": of_finding,
        "report": of_finding.observations.first().report,
    }


def find(findings: int, elements: list[Any], chance: random.Random) -> None:
    """So many findings, every second one seen again in a second report."""
    from archive.catalogue.models import DiagnosticReportPage, Finding, Observation
    from tests import factories

    reports = list(DiagnosticReportPage.objects.filter(locale__language_code="fr")[:100])
    conditions = [factories.condition(label) for label in factories.CONDITIONS]
    urgencies = [factories.urgency(key) for key in factories.URGENCIES]
    decay = [factories.concept(f"Altération {n}", of="decay") for n in range(20)]
    seen = []
    for n in range(findings):
        finding = Finding.objects.create(label_fr=f"Fissure {n}", element=chance.choice(elements))
        for report in chance.sample(reports, 1 + n % 2):
            seen.append(
                Observation(
                    finding=finding,
                    report=report,
                    condition=chance.choice(conditions),
                    urgency=chance.choice(urgencies),
                    decay=chance.choice(decay),
                    note_fr="Épaufrure de l’angle, acier visible sur vingt centimètres.",
                )
            )
    Observation.objects.bulk_create(seen)


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
            "building": reverse("building:page"),
            "element": reverse("building:part", args=[made["element"].slug]),
            "findings": reverse("building:findings"),
            "finding": reverse("building:finding", args=[made["finding"].number]),
            "report": made["report"].url,
            "timeline": reverse("building:timeline"),
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
