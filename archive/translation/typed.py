"""What a person has typed into the desk's form, taken in text by text; what cannot be taken is kept on the
page with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.utils.translation import gettext as _

from . import words
from .models import Remark, Work
from .models.pair import digest
from .rows import Row, name_of
from .sources import NotKept


@dataclass
class Refused:
    """typed: the words; theirs: what another has written meanwhile."""

    typed: str
    problem: str
    theirs: str | None = None
    theirs_by: str = ""


@dataclass
class Typed:
    """What came in: how many texts were written, by key what was refused, and words that have no place."""

    written: int = 0
    refused: dict[str, Refused] = field(default_factory=dict)
    unplaced: list[Refused] = field(default_factory=list)

    @property
    def is_all_in(self) -> bool:
        return not self.refused and not self.unplaced

    def mark(self, rows: list[Row]) -> None:
        for row in rows:
            refused = self.refused.get(row.key)
            if refused is not None:
                row.typed, row.problem = refused.typed, refused.problem
                row.theirs, row.theirs_by = refused.theirs, refused.theirs_by


def no_text() -> str:
    return _("This text is no longer in the French page.")


def no_right() -> str:
    return _("You may no longer write here: it is in review, or locked.")


def overtaken(error: words.Overtaken) -> Refused:
    if error.french:
        return Refused("", _("The French text has changed meanwhile: your words were not saved yet."))
    by = name_of(error.segment.by)
    said = _("%(name)s has written here meanwhile.") % {"name": by} if by else _("Written meanwhile.")
    return Refused("", said, error.segment.target, by)


def take_in(work: Work, sent: QueryDict, user: Any) -> Typed:
    """Fields `key-n`, `words-n`, `stamp-n`, and `remark-n`. `drop`: the key of a text that is to stay as
    another has written it."""
    found = Typed()
    for name in [name for name in sent if name.startswith("key-")]:
        number, key = name.removeprefix("key-"), sent[name]
        _remark(work, key, sent.get(f"remark-{number}", ""), user)
        typed, based_on = sent.get(f"words-{number}"), sent.get(f"stamp-{number}", "")
        if typed is None or key == sent.get("drop") or _same(typed, based_on):
            continue
        try:
            words.write(work, key, typed, user, based_on)
            found.written += 1
        except KeyError:
            found.unplaced.append(Refused(typed, no_text()))
        except PermissionDenied:
            found.unplaced.append(Refused(typed, no_right()))
        except NotKept as error:
            found.refused[key] = Refused(typed, " ".join(error.messages))
        except words.Overtaken as error:
            found.refused[key] = overtaken(error)
            found.refused[key].typed = typed
    return found


def _same(typed: str, based_on: str) -> bool:
    """Whether nothing was changed in a field: what others have written meanwhile is not touched then."""
    return based_on.endswith(f"-{digest(typed.replace(chr(13), '').strip())[:16]}")


def _remark(work: Work, key: str, text: str, user: Any) -> None:
    if text.strip():
        Remark.objects.create(work=work, key=key, text=text.strip(), by=user)
