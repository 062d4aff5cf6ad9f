"""Who else is at the desk of a work at this moment: Wagtail's own editing sessions, of works."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.admin.utils import get_user_display_name

from .models import Work

FOR = timedelta(seconds=40)  # a page says every 15 seconds that it is there


def arrive(work: Work, user: Any) -> None:
    kind = ContentType.objects.get_for_model(Work)
    EditingSession.cleanup()
    EditingSession.objects.update_or_create(
        content_type=kind, object_id=str(work.pk), user=user, defaults={"last_seen_at": timezone.now()}
    )


def leave(work: Work, user: Any) -> None:
    _of(work).filter(user=user).delete()


def others(work: Work, user: Any) -> list[str]:
    """Their names."""
    here = _of(work).filter(last_seen_at__gte=timezone.now() - FOR).exclude(user=user)
    return sorted({get_user_display_name(session.user) for session in here.select_related("user")})


def _of(work: Work) -> Any:
    return EditingSession.objects.filter(
        content_type=ContentType.objects.get_for_model(Work), object_id=str(work.pk)
    )
