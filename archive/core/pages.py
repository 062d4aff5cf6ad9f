"""A page in two languages: the French row is the page, the English row its face (docs/decisions/0003).

The French row is served under /en/ in the English interface until its face is live; a face is never
served when its French row is not.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision
from wagtail.url_routing import RouteResult

from .addresses import alternates, in_language


class NotReady(ValidationError):
    """What was to be published lacks something; the message says what."""


class FaceIncomplete(NotReady):
    """A face would have shown French words as if they were English."""


class BasePage(Page):
    """`shown_in_every_language`: the French row stands in for a face that is missing or not live.
    `translation_needs_two`: whoever wrote its English words does not publish them."""

    shown_in_every_language = False
    translation_needs_two = False

    class Meta:
        abstract = True

    @property
    def is_source(self) -> bool:
        """A page that has no language yet, looked at before it is made, is to be one."""
        return not self.locale_id or bool(self.locale.language_code == settings.ARCHIVE_SOURCE_LANGUAGE)

    @cached_property
    def source(self) -> BasePage | None:
        """The French row, which holds the facts; None when it has gone."""
        if self.is_source:
            return self
        return (
            self.specific_class._default_manager.filter(
                translation_key=self.translation_key,
                locale__language_code=settings.ARCHIVE_SOURCE_LANGUAGE,
            )
            .select_related("locale")
            .first()
        )

    def live_face(self, language: str) -> BasePage | None:
        """The row whose words the public reads in this language, when there is one; looked for once."""
        if language not in self._faces:
            self._faces[language] = self._live_face(language)
        return self._faces[language]

    @cached_property
    def _faces(self) -> dict[str, BasePage | None]:
        return {}

    def _live_face(self, language: str) -> BasePage | None:
        source = self.source
        if source is None or not source.live:
            return None
        if language == settings.ARCHIVE_SOURCE_LANGUAGE:
            return source
        if self.locale.language_code == language:
            return self if self.live else None
        faces = source.specific_class._default_manager.filter(
            translation_key=source.translation_key, locale__language_code=language, live=True
        )
        return faces.select_related("locale").first()

    def may_be_served(self, request: HttpRequest) -> bool:
        return True

    def refuse(self, request: HttpRequest) -> HttpResponse:
        """The answer to a reader who may not see the page."""
        raise Http404

    def url_in(self, language: str) -> str:
        """The address in this language. Both rows have the same slugs, so only the language differs."""
        source = self.source or self
        if source.shown_in_every_language or self.live_face(language) is not None:
            return in_language(str(source.url), language)
        return f"/{language}/"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        try:
            return super().route(request, path_components)
        except Http404:
            source = self.source
            if self.is_source or source is None:
                raise
            result = source.route(request, path_components)
            if not result[0].shown_in_every_language:
                raise
            return result

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        source = self.source
        if source is None or not source.live:
            raise Http404
        if not source.may_be_served(request):
            return source.refuse(request)
        language = get_language() or settings.LANGUAGE_CODE
        if self.locale.language_code != language:
            face = self.live_face(language)
            if face is not None and face.pk != self.pk:
                query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
                return HttpResponsePermanentRedirect(str(face.url) + query)
        return super().serve(request, *args, **kwargs)

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        context = self.get_context(request)
        context["draft"] = True
        return context

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return self.get_template(request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        languages = [code for code, _name in settings.LANGUAGES]
        request.language_addresses = {code: self.url_in(code) for code in languages}
        rows = [(code, self.live_face(code)) for code in languages]
        site_root = request.build_absolute_uri("/").rstrip("/")
        context["page_language"] = self.locale.language_code
        context["alternates"] = alternates(
            {code: site_root + str(row.url) for code, row in rows if row is not None and not request.GET}
        )
        stands_in = self.locale.language_code != get_language()  # for a face that is missing
        context["canonical"] = site_root + str(self.url) if self.url and not stands_in else ""
        context["noindex"] = stands_in
        return context

    def untranslated(self) -> tuple[int, int]:
        """(words still missing, words in all) of a face; (0, 0) for a page that is nobody's face."""
        from wagtail_localize.models import Translation

        translation = Translation.objects.filter(
            source__object_id=self.translation_key, target_locale=self.locale, enabled=True
        ).first()
        if translation is None:
            return 0, 0
        total, done = translation.get_progress()
        return total - done, total

    def publish(self, revision: Revision, user: Any = None, *args: Any, **kwargs: Any) -> Any:
        missing, total = self.untranslated()
        if missing:
            raise FaceIncomplete(
                _("This translation is not complete: %(missing)s of %(total)s texts are still missing."),
                code="incomplete",
                params={"missing": missing, "total": total},
            )
        if total and self._still_says_in_french(revision):
            raise FaceIncomplete(
                _("This draft is older than its translation. Publish it from the translator’s editor."),
                code="stale",
            )
        if total and self.translation_needs_two and user is not None and revision.user_id == user.pk:
            raise NotReady(_("Whoever wrote this translation does not publish it: a second person does."))
        return super().publish(revision, user, *args, **kwargs)

    def _still_says_in_french(self, revision: Revision) -> bool:
        """A face's draft keeps a French text until the translator's editor publishes. Words typed after a
        review has begun are no reason to refuse what was reviewed."""
        from wagtail_localize.models import StringSegment
        from wagtail_localize.segments import StringSegmentValue
        from wagtail_localize.segments.extract import extract_segments

        said = {
            (segment.path, segment.string.data)
            for segment in extract_segments(revision.as_object())
            if isinstance(segment, StringSegmentValue)
        }
        wanted = StringSegment.objects.filter(source__object_id=self.translation_key)
        texts = wanted.annotate_translation(self.locale).select_related("string", "context")
        return any(
            text.translation != text.string.data and (text.context.path, text.string.data) in said
            for text in texts
        )
