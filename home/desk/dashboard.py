"""What waits for the person who opens the administration, by what they may do; and what changed lately."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import RecentEditsPanel, WorkflowObjectsToModeratePanel
from wagtail.models import PageLogEntry

from archive.contributions.models import Letter
from archive.core.health import answers
from archive.ingest.models import Unfolding
from archive.ingest.readings import described
from archive.ingest.views import may_deposit
from archive.translation import rights
from archive.translation.models import State as Stage

from .filters import ANYTHING, RecordFilters
from .standing import State, standing

SHOWN = 5
CHANGES = 10
LOOKED_AT = 200
TO_WRITE = (Stage.SENT_BACK, Stage.OUTDATED, Stage.DRAFT, Stage.MISSING)


@dataclass(frozen=True, slots=True)
class Line:
    """`count` of what stands in the list at `url`."""

    count: int
    text: str
    url: str
    readings: list[Unfolding] = field(default_factory=list)


def waiting(user: Any) -> list[Line]:
    lines = [*_letters(user), *_files(user), *_records(user), *_translations(user), *_site(user)]
    return [line for line in lines if line.count]


def _letters(user: Any) -> Iterator[Line]:
    if user.has_perm("contributions.view_letter"):
        count = Letter.objects.filter(state=Letter.State.NEW).count()
        text = ngettext("letter to answer", "letters to answer", count)
        yield Line(count, text, f"{reverse('letters:index')}?state={Letter.State.NEW}")


def _files(user: Any) -> Iterator[Line]:
    if not may_deposit(user):
        return
    readings = reverse("deposit:readings")
    count = described(Unfolding.objects.all(), "no").count()
    yield Line(
        count,
        ngettext("file that no record describes", "files that no record describes", count),
        f"{readings}?described=no",
    )
    failed = Unfolding.objects.filter(state=Unfolding.State.FAILED).select_related("document")
    count = failed.count()
    text = ngettext("file that could not be read", "files that could not be read", count)
    yield Line(count, text, f"{readings}?state={Unfolding.State.FAILED}", list(failed[:SHOWN]))


def _asked(records: QuerySet, at: str = "records:list", **asked: Any) -> tuple[int, str]:
    """How many a list of records shows when asked so, and its address."""
    data = QueryDict(urlencode(asked))
    found = RecordFilters(data, queryset=records).qs.count()
    return found, f"{reverse(at)}?{data.urlencode()}"


def _records(user: Any) -> Iterator[Line]:
    records = standing(user)
    french = records.filter(opens_french=True)
    if not french.exists():
        return
    count, url = _asked(records, state=State.DRAFT, by=user.pk)
    yield Line(count, ngettext("draft of yours", "drafts of yours", count), url)
    count, url = _asked(records, state=State.REVIEW)
    yield Line(count, ngettext("record in review", "records in review", count), url)
    count, url = _asked(records, rights="missing")
    yield Line(
        count,
        ngettext("record without rights statement", "records without rights statement", count),
        url,
    )
    count, url = _asked(records, "completeness:report", lacks=ANYTHING)
    yield Line(count, ngettext("record to complete", "records to complete", count), url)
    if user.has_perm("catalogue.change_access"):
        count, url = _asked(records, review="due")
        text = ngettext(
            "record whose closing is to be reviewed", "records whose closing is to be reviewed", count
        )
        yield Line(count, text, url)


def _translations(user: Any) -> Iterator[Line]:
    """Of whoever writes English words, what is given to them and what anybody may take; of reviewers, what is
    submitted."""
    if not (user.has_perm(rights.WRITE) or user.has_perm(rights.REVIEW)):
        return
    works = rights.seen_by(user)
    board = reverse("translation:board")
    mine = works.filter(assignee=user, state__in=TO_WRITE).count()
    text = ngettext("translation given to you", "translations given to you", mine)
    asked = urlencode([("assignee", user.pk), *(("state", state) for state in TO_WRITE)])
    yield Line(mine, text, f"{board}?{asked}")
    told = works.order_by().values("state").annotate(count=Count("pk"))
    counts = Counter({row["state"]: row["count"] for row in told})
    review, back, old = counts[Stage.REVIEW], counts[Stage.SENT_BACK], counts[Stage.OUTDATED]
    draft, missing = counts[Stage.DRAFT], counts[Stage.MISSING]
    if user.has_perm(rights.REVIEW):
        text = ngettext("translation to review", "translations to review", review)
        yield Line(review, text, f"{board}?state={Stage.REVIEW}")
    text = ngettext("translation sent back", "translations sent back", back)
    yield Line(back, text, f"{board}?state={Stage.SENT_BACK}")
    text = ngettext("translation out of date", "translations out of date", old)
    yield Line(old, text, f"{board}?state={Stage.OUTDATED}")
    text = ngettext("translation in draft", "translations in draft", draft)
    yield Line(draft, text, f"{board}?state={Stage.DRAFT}")
    text = ngettext("thing to translate", "things to translate", missing)
    yield Line(missing, text, f"{board}?state={Stage.MISSING}")


def _site(user: Any) -> Iterator[Line]:
    if not user.has_perm("accounts.change_user"):
        return
    failing = [name for name, well in answers().items() if not well]
    yield Line(len(failing), _("parts of the site that do not answer: %s") % ", ".join(failing), "/health/")
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    locked = AccessAttempt.objects.filter(
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT, attempt_time__gt=since
    )
    count = locked.values("username").distinct().count()
    text = ngettext(
        "account locked out after wrong passwords", "accounts locked out after wrong passwords", count
    )
    yield Line(count, text, reverse("wagtailusers_users:index"))


class WaitingPanel(Component):
    name = "waiting"
    template_name = "home/desk/waiting.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        return {"lines": waiting(request.user), "csrf_token": parent_context["csrf_token"]}


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to one page, and last when; dicts keep the order and hold each word once."""

    page: int
    title: str
    when: datetime
    what: dict[str, None] = field(default_factory=dict)
    who: dict[str, None] = field(default_factory=dict)


def changes(entries: Iterable[PageLogEntry]) -> list[Change]:
    found: dict[int, Change] = {}
    for entry in entries:
        change = found.setdefault(entry.page_id, Change(entry.page_id, entry.label, entry.timestamp))
        change.what[entry.message] = change.who[entry.user_display_name] = None
    return list(found.values())


class ChangesPanel(Component):
    """Since yesterday, of the pages that this person may meet."""

    name = "changes"
    template_name = "home/desk/changes.html"
    order = 60

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        yesterday = timezone.localtime() - timedelta(days=1)
        since = yesterday.replace(hour=0, minute=0, second=0, microsecond=0)
        entries = (
            PageLogEntry.objects.viewable_by_user(parent_context["request"].user)
            .filter(timestamp__gte=since, deleted=False)
            .select_related("user")
            .order_by("-timestamp")
        )
        told = changes(entries[:LOOKED_AT])[:CHANGES]
        return {"changes": told, "count": entries.count(), "since": since.date()}


class SeenRecentEdits(RecentEditsPanel):
    """Wagtail's, less what has been hidden from this person since."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        user = parent_context["request"].user
        context["last_edits"] = [
            (when, page) for when, page in context["last_edits"] if page.permissions_for_user(user).can_edit()
        ]
        return context


def arrange(panels: list[Any]) -> None:
    for panel in panels:
        if isinstance(panel, WorkflowObjectsToModeratePanel):
            panel.order = WaitingPanel.order + 1
    kept = [SeenRecentEdits() if isinstance(panel, RecentEditsPanel) else panel for panel in panels]
    panels[:] = [*kept, WaitingPanel(), ChangesPanel()]
