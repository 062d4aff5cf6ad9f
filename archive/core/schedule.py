"""The schedule: what is to appear or disappear by now does; one that cannot holds up no other."""

from __future__ import annotations

import logging
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, Revision

from .pages import NotReady
from .signals import housekeeping_due

log = logging.getLogger("archive.schedule")


@receiver(housekeeping_due)
def keep(sender: Any = None, **kwargs: Any) -> None:
    now = timezone.now()
    for page in Page.objects.filter(live=True, expire_at__lt=now).specific():
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
        try:
            revision.publish(log_action="wagtail.publish.scheduled")
        except NotReady as trouble:
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            log.warning("page %s stays as it is: %s", revision.object_id, " ".join(trouble.messages))
        except Exception:  # tried again at the next turn; the others are published
            log.exception("page %s could not be published as scheduled", revision.object_id)
