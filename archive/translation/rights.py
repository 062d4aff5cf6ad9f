"""Who may see, write and approve English words: asked here by every surface of the desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, PagePermissionTester
from wagtail.permissions import policy_registry

from archive.authorities.models import Agent
from archive.authorities.naming import names_of
from archive.catalogue.access import hidden_from, visible
from archive.catalogue.models import Finding, Observation, RecordPage

from .faces import FACE_LANGUAGE, face_of
from .models import Work
from .sources.things import paired_models

WRITE = "translation.write_english"
REVIEW = "translation.review_english"


def may_open_desk(user: Any) -> bool:
    """Whoever writes or approves English words, and whoever writes the French ones and wants to know."""
    if may_write_somewhere(user):
        return True
    return bool(policy_registry.get_by_type(Page).user_has_any_permission(user, ("change", "publish")))


def seen_by(user: Any) -> QuerySet[Work]:
    """The works of which this person may know."""
    works = Work.objects.all()
    hidden = RecordPage.objects.filter(
        locale__language_code=settings.ARCHIVE_SOURCE_LANGUAGE,
        translation_key__in=hidden_from(user).values("translation_key"),
    )
    works = _less(works, RecordPage, hidden, *RecordPage.__subclasses__())
    known = visible(user)
    if not known.everything:
        observed = known.observations()
        works = _less(works, Observation, Observation.objects.exclude(pk__in=observed.values("pk")))
        works = _less(works, Finding, Finding.objects.exclude(pk__in=observed.values("finding")))
    names = names_of(user)
    if not names.every:
        unnamed = Agent.objects.exclude(pk__in=names.agents().values("pk"))
        works = _less(works, Agent, unnamed)
        for model in paired_models():
            field = next((one for one in model._meta.concrete_fields if one.related_model is Agent), None)
            if field is not None and model is not Agent:
                theirs = model._default_manager.filter(**{f"{field.name}__in": unnamed.values("pk")})
                works = _less(works, model, theirs)
    return works


def _less(works: QuerySet[Work], model: Any, rows: QuerySet[Any], *kinds: Any) -> QuerySet[Work]:
    types = [ContentType.objects.get_for_model(each) for each in (model, *kinds)]
    return works.exclude(content_type__in=types, object_id__in=rows.values("pk"))


def may_see(user: Any, work: Work) -> bool:
    return may_open_desk(user) and seen_by(user).filter(pk=work.pk).exists()


def may_write(user: Any, work: Work) -> bool:
    """The English words, as a draft. A lock holds: of another person, or of a review."""
    return may_see(user, work) and bool(writable(user, [work]))


def may_write_somewhere(user: Any) -> bool:
    return bool(user.has_perm(WRITE) or user.has_perm(REVIEW))


def writable(user: Any, works: Iterable[Work]) -> set[int]:
    """Those of works that this person sees whose words they may write, by as many questions for one as for
    hundreds."""
    pages = {work.object_id: work.pk for work in works if work.is_page}
    things = {work.pk for work in works if not work.is_page and _writes_thing(user, work)}
    keys = dict(Page.objects.filter(pk__in=pages).values_list("translation_key", "pk"))
    faces = Page.objects.filter(translation_key__in=keys, locale__language_code=FACE_LANGUAGE)
    read = faces.specific().prefetch_workflow_states().annotate_approved_schedule()
    open_to = {face for face in read if _writes_face(user, face)}
    return things | {pages[keys[face.translation_key]] for face in open_to}


def _writes_thing(user: Any, work: Work) -> bool:
    reviewing = bool(work.submitted and work.submitted.get("in_review"))
    return bool(user.has_perm(REVIEW) or (user.has_perm(WRITE) and not reviewing))


def _writes_face(user: Any, face: Page) -> bool:
    """The face of a page that this person sees."""
    return bool(PagePermissionTester(user, face).can_edit()) and not locked_for(user, face)


def may_review(user: Any, work: Work) -> bool:
    if not may_see(user, work):
        return False
    if not work.is_page:
        return bool(user.has_perm(REVIEW))
    face = face_of(work.thing)
    return face is not None and bool(face.permissions_for_user(user).can_publish())


def locked_for(user: Any, face: Page) -> bool:
    lock = face.get_lock()
    return lock is not None and bool(lock.for_user(user))
