"""What is new for the people of the desk, by e-mail; their first page says it too."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url

from .models import Work


def tell_reviewers(work: Work, by: Any) -> None:
    """Of a thing; of a page Wagtail's own workflow tells them."""
    right = Permission.objects.get(content_type__app_label="translation", codename="review_english")
    people = get_user_model().objects.filter(Q(groups__permissions=right) | Q(user_permissions=right))
    for person in people.filter(is_active=True).exclude(pk=by.pk).distinct():
        _tell(person, work, lambda: _("To review: %s") % work.title)


def tell_translator(work: Work, by: Any, comment: str) -> None:
    person = get_user_model().objects.filter(pk=(work.submitted or {}).get("by")).first()
    if person is not None and person != by:
        _tell(person, work, lambda: _("Changes requested: %s") % work.title, comment)


def tell_assignee(work: Work, by: Any) -> None:
    person = work.assignee
    if person is None or person == by:
        return

    def due() -> str:
        return _("Due on %s.") % formats.date_format(work.due) if work.due else ""

    _tell(person, work, lambda: _("To translate: %s") % work.title, work.brief, due)


def _tell(person: Any, work: Work, subject: Any, text: str = "", more: Any = lambda: "") -> None:
    """Sent when the change is certain, in the language the person works in; a mail that cannot be sent
    undoes nothing."""
    if not person.email:
        return
    profile = getattr(person, "wagtail_userprofile", None)
    language = profile.get_preferred_language() if profile else translation.get_language()
    with translation.override(language):
        address = f"{get_admin_base_url() or ''}{reverse('translation:desk', args=[work.pk])}"
        body = "\n\n".join(filter(None, [subject(), text, more(), address]))
        message = (subject(), body, [person.email])
    transaction.on_commit(lambda: send_mail(*message, fail_silently=True))
