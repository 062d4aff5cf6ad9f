"""A letter is received: kept first, told to the archivists afterwards."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from archive.accounts.models import User
from archive.accounts.roles import ROLES
from archive.core.queue import SOON, enqueue_on_commit

from .models import Letter


@transaction.atomic
def receive(letter: Letter, language: str) -> Letter:
    from .tasks import tell

    letter.language = language
    letter.save()
    enqueue_on_commit(tell, letter.pk, priority=SOON)
    return letter


def tell_archivists(pk: int) -> int:
    """One mail to each archivist who has an address, without a word of the letter. Returns how many."""
    letter = Letter.objects.filter(pk=pk).first()
    archivists = User.objects.filter(groups__name=ROLES["archivist"].name, is_active=True).exclude(email="")
    if letter is None:
        return 0
    address = settings.WAGTAILADMIN_BASE_URL + reverse("letters:inspect", args=[letter.pk])
    for archivist in archivists:
        language = getattr(getattr(archivist, "wagtail_userprofile", None), "preferred_language", "")
        with override(language or settings.LANGUAGE_CODE):
            subject = _("A letter to the archive: %(purpose)s") % {"purpose": letter.get_purpose_display()}
            body = _("It waits to be answered:")
            EmailMessage(subject, f"{body}\n{address}\n", to=[archivist.email]).send()
    return len(archivists)
