"""What an import is told of, in words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .taking import Report

REMARKS = {
    "names": _("A concept has one name in each language: other preferred labels became other labels."),
    "nameless": _("Not taken: these have no name in French or in English."),
    "homonyms": _(
        "These have the name of another concept: what they stand under was added to tell them apart."
    ),
    "same_name": _("Taken for the concept of the same name that is there already."),
    "merged": _("Merged into another concept here: nothing was taken of these."),
    "twice": _("Said twice of one concept: kept once."),
    "long": _("Longer than 255 characters: cut."),
    "notations": _("A concept has one notation: the others were left out."),
    "other_scheme": _("Under a concept of another vocabulary: this was left out."),
    "outside": _("It points to a concept that is neither in the file nor here: this was left out."),
    "circles": _("This would have gone round in a circle, and was left out."),
    "related": _("Related to what already stands above or below: left out."),
    "schemes": _("A concept belongs to one vocabulary: these others were left out."),
    "definitions": _("Their definition became their scope note."),
}
SHOWN = 20


def lines(report: Report) -> Iterator[str]:
    """What was done, in one line each."""
    for name in report.schemes:
        yield _("New vocabulary: %(name)s") % {"name": name}
    made, changed = len(report.made), len(report.changed)
    yield ngettext("%(n)s concept made", "%(n)s concepts made", made) % {"n": made}
    yield ngettext("%(n)s concept changed", "%(n)s concepts changed", changed) % {"n": changed}
    yield ngettext("%(n)s concept as before", "%(n)s concepts as before", report.same) % {"n": report.same}


def losses(report: Report) -> list[dict[str, object]]:
    """What is not kept as it stands: a sentence, how many, and the first of them."""
    told: list[dict[str, object]] = []
    for sentence, counts in (
        (_("Languages that are not kept"), report.losses.languages),
        (_("Properties that are not kept"), report.losses.properties),
        (_("Other things than concepts, not kept"), report.losses.kinds),
    ):
        if counts:
            rows = [f"{name}: {count}" for name, count in counts.most_common()]
            told.append({"sentence": sentence, "count": sum(counts.values()), "first": rows})
    for code, about in sorted(report.losses.remarks.items()):
        told.append({"sentence": REMARKS[code], "count": len(about), "first": about[:SHOWN]})
    return told
