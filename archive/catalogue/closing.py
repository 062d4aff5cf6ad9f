"""Closing and opening, withdrawing and restoring: at once, with a reason, and in the log of the record."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from .models import Mark, RecordPage, Restriction
from .signals import access_changed


@transaction.atomic
def restrict(record: RecordPage, restriction: Restriction, user: Any = None) -> Restriction:
    """Puts it in the place of the one there was on the same thing. The log is that of `record`.

    Raises ValidationError.
    """
    same = Restriction.objects.filter(
        record=restriction.record, document=restriction.document, page=restriction.page
    )
    same.delete()
    restriction.full_clean()
    restriction.save()
    _tell(record, "archive.restrict", user, {"thing": _name(restriction), **restriction.as_data()})
    return restriction


@transaction.atomic
def lift(record: RecordPage, restriction: Restriction, user: Any = None) -> None:
    data = {"thing": _name(restriction), **restriction.as_data()}
    restriction.delete()
    _tell(record, "archive.lift", user, data)


@transaction.atomic
def withdraw(record: RecordPage, reason: str, user: Any = None) -> None:
    """The record leaves every surface; its address says why. Its row stays as it is, to be restored."""
    Mark.retire(record.translation_key, reason)
    _tell(record, "archive.withdraw", user, {"reason": reason})


@transaction.atomic
def restore(record: RecordPage, user: Any = None) -> None:
    Mark.restore(record.translation_key)
    _tell(record, "archive.restore", user, {})


def _name(restriction: Restriction) -> str:
    if restriction.record:
        return str(restriction.record.mark)
    name = str(restriction.document.original_name) if restriction.document else ""
    return f"{name}, p. {restriction.page}" if restriction.page else name


def _tell(record: RecordPage, action: str, user: Any, data: dict[str, Any]) -> None:
    log(instance=record, action=action, user=user, data=data)
    access_changed.send(sender=RecordPage, record=record)
