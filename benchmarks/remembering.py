"""The desk's memory and checks: how long a sentence takes among 20,000 approved pairs, beside the plain way;
and the terms and checks of the 60 texts of a page.

The plain way reads every pair and compares it with difflib, as one would write it in an afternoon.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any

from .measure import head, median, p95, row

PAIRS = 20_000
WORKS = 2_000
ASKED = 60  # texts of one page of the desk
SAID = (
    "le la un une des du au panneau mur joint façade pignon allège acrotère refend dalle escalier palier"
    " fenêtre béton acier eau gel fissure épaufrure corrosion mousse humide nord sud est ouest étage logement"
    " usine camion grue équipe marque date plan lettre photographie chantier marché ouvrage porte posé scellé"
    " fendu repris vu en 1956 1957 1958 par avec sous sur depuis avant après selon comme"
)
WORDS = SAID.split()
IN_ENGLISH = "the of and on in a panel wall joint façade gable slab stair concrete steel is was set cracked"
ENGLISH = IN_ENGLISH.split()


def sentence(chance: random.Random) -> str:
    words = [chance.choice(WORDS) for _word in range(chance.randint(4, 40))]
    return f"{' '.join(words).capitalize()}."


def english(chance: random.Random, text: str) -> str:
    return " ".join(word if word.isdecimal() else chance.choice(ENGLISH) for word in text.split())


def changed(chance: random.Random, text: str) -> str:
    words = text.split()
    words[chance.randrange(len(words))] = chance.choice(WORDS)
    return " ".join(words)


def plainly(text: str) -> list[tuple[float, str]]:
    from archive.translation.models import Pair

    found = []
    for source, target in Pair.objects.values_list("source", "target"):
        likeness = SequenceMatcher(None, source, text).ratio()
        if likeness >= 0.7:
            found.append((likeness, target))
    return sorted(found, reverse=True)[:5]


def timed(ask: Callable[[str], Any], texts: list[str]) -> list[float]:
    took = []
    for text in texts:
        began = time.perf_counter()
        ask(text)
        took.append((time.perf_counter() - began) * 1000)
    return sorted(took)


def fill(chance: random.Random, pairs: int = PAIRS) -> list[str]:
    from django.contrib.contenttypes.models import ContentType

    from archive.translation.models import Pair, Work
    from archive.translation.models.pair import digest
    from archive.vocabularies.models import Concept

    kind = ContentType.objects.get_for_model(Concept)
    first = 1_000_000 + Work.objects.count()
    Work.objects.bulk_create(
        (Work(content_type=kind, object_id=first + n, title=f"Notice {n}") for n in range(min(WORKS, pairs))),
        batch_size=500,
    )
    works = list(Work.objects.filter(object_id__gte=first))
    texts = [sentence(chance) for _pair in range(pairs)]
    Pair.objects.bulk_create(
        (
            Pair(
                work=works[n % len(works)],
                place=str(n),
                source=text,
                target=f"{text} (English)",
                digest=digest(text),
            )
            for n, text in enumerate(texts)
        ),
        batch_size=500,
    )
    return texts


def main() -> None:
    from .house import open_house

    open_house()
    from django.contrib.auth.models import Group

    from archive.accounts.models import User
    from archive.translation import shipped_terms
    from archive.translation.checks import check
    from archive.translation.glossary import lexicon
    from archive.translation.memory import alike
    from archive.vocabularies import shipping

    shipping.load()
    shipped_terms.load()
    chance = random.Random(1956)
    texts = fill(chance)
    asked = [changed(chance, chance.choice(texts)) for _text in range(ASKED)]
    user = User.objects.create_user("translator")
    user.groups.add(Group.objects.get(name="Translator"))
    began = time.perf_counter()
    alike(asked[0], user=user)
    first = (time.perf_counter() - began) * 1000
    began = time.perf_counter()
    fill(chance, 1)
    alike(asked[0], user=user)
    after = (time.perf_counter() - began) * 1000
    ours = timed(lambda text: alike(text, user=user), asked)
    plain = timed(plainly, asked[:5])
    head("Memory of 20,000 pairs: ms on the clock for a sentence, median and p95")
    row("ours", f"{median(ours):.1f}", f"{p95(ours):.1f}")
    row("ours, first question of a process", f"{first:.0f}")
    row("ours, first after an approval", f"{after:.0f}")
    row("every pair with difflib", f"{median(plain):.0f}", f"{p95(plain):.0f}")
    began = time.perf_counter()
    known = lexicon()
    first = (time.perf_counter() - began) * 1000
    read = timed(lambda text: lexicon(), asked[:20])
    marked = timed(lambda text: known.terms_in(text), asked)
    checked = timed(lambda text: check(text, english(chance, text), lexicon=known), asked)
    head(f"{len(known.terms)} terms and {ASKED} texts of a page: ms on the clock")
    row("terms made ready, then asked again", f"{first:.1f}", f"{median(read):.1f}")
    row("terms marked in 60 texts", f"{sum(marked):.1f}")
    row("60 texts checked", f"{sum(checked):.1f}")


if __name__ == "__main__":
    main()
