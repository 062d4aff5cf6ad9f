"""Every control that a guide names is on the screen that it shows, in that language. `make pictures` takes
the guides' pictures of these very screens."""

from __future__ import annotations

import io
import os

import pytest
from django.utils import timezone
from PIL import Image
from wagtail.users.models import UserProfile

from archive.catalogue.closing import restrict
from archive.catalogue.models import Restriction
from archive.contributions.models import Letter
from archive.holdings.receive import receive
from archive.ingest.models import Unfolding
from archive.translation.reckoning import work_of
from tests import factories
from tests.browser.watched import log_in
from tests.guides import FOLDER, LANGUAGES, flat, sections
from tests.home.test_guides import PICTURE_LIMIT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# picture: role, address
SCREENS = {
    "dashboard": ("archivist", "/admin/"),
    "deposit": ("archivist", "/admin/deposit/"),
    "describe": ("archivist", "/admin/deposit/describe/?document={new}"),
    "editor": ("archivist", "/admin/pages/{draft}/edit/"),
    "access": ("archivist", "/admin/access/{closed}/"),
    "records": ("archivist", "/admin/records/"),
    "readings": ("archivist", "/admin/deposit/readings/"),
    "text": ("editor", "/admin/pages/{text}/edit/"),
    "face": ("translator", "/admin/translation/{work}/"),
    "review": ("reviewer", "/admin/"),
    "users": ("administrator", "/admin/users/"),
}
# What the page shows, and what waits in its closed menus.
SAID = """async () => {
  const sent = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const labelled = [...document.querySelectorAll("[aria-label],[placeholder],[value]")];
  return [document.body.textContent, sent.body.textContent, ...labelled.flatMap(
    e => ["aria-label", "placeholder", "value"].map(name => e.getAttribute(name)))].join(" ");
}"""


@pytest.fixture
def places(user_with_role):
    """An archive in which something of each kind stands."""
    users = {
        role: user_with_role(role)
        for role in ("archivist", "editor", "translator", "reviewer", "administrator")
    }
    names = {"archivist": ("Claire", "Martin"), "editor": ("Paul", "Lenoir"), "translator": ("Alice", "Reed")}
    for role, (first, last) in names.items():
        users[role].first_name, users[role].last_name = first, last
        users[role].save()
    under = factories.series("Chantier et préfabrication")
    held = factories.record_with_canvas(
        title="Plan de l’étage courant",
        under=under,
        date_as_written="mars 1956",
        live=False,
        text="plan étage",
    )
    Unfolding.objects.create(document=held.files.get().document, state="ready")
    draft = held.get_latest_revision_as_object()
    draft.save_revision(user=users["archivist"], log_action=True)
    published = factories.record(
        title="Notice de montage des panneaux",
        under=under,
        scope_and_content="Vingt feuillets dactylographiés.",
    )
    translated = factories.record(title="Levage d’un panneau de façade", under=under, rights="InC")
    factories.write_face(translated, {"Levage d’un panneau de façade": "Lifting a façade panel"})
    closed = factories.record("diagnostic_report", title="Diagnostic du bâtiment E", under=under)
    today = timezone.localdate()
    restrict(
        closed,
        Restriction(record=closed, state="notice", reason="privacy", review_on=today),
        users["archivist"],
    )
    reviewed = factories.record("artistic_output", title="Le palier", under=under, live=False)
    reviewed.get_workflow().start(reviewed, users["editor"])
    failed = receive(factories.drawing("abîmé"), "calque abîmé.png").document
    Unfolding.objects.create(document=failed, state="failed", cause="damaged")
    new = receive(factories.drawing("neuf"), "lettre du 3 mars.png").document
    Unfolding.objects.create(document=new, state="reading")
    Letter.objects.create(purpose="consult", about=closed.mark, message="Bonjour", language="fr")
    text = factories.text("Aide")
    factories.publish_face(published, {"Vingt feuillets dactylographiés.": "Twenty typed sheets."})
    published = published.specific_class.objects.get(pk=published.pk)
    published.scope_and_content = "Vingt-deux feuillets dactylographiés."
    published.save_revision().publish()
    return {
        "draft": held.pk,
        "closed": closed.pk,
        "text": text.pk,
        "work": work_of(published).pk,
        "new": new.pk,
        "users": users,
    }


def keep(picture: bytes, name: str) -> None:
    image = Image.open(io.BytesIO(picture)).convert("RGB").resize((960, 640), Image.Resampling.LANCZOS)
    for quality in range(80, 20, -10):
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= PICTURE_LIMIT:
            break
    (FOLDER / "pictures" / f"{name}.webp").write_bytes(out.getvalue())


def test_every_control_that_a_guide_names_is_on_its_screen(places, open_page):
    missing, shown = [], set()
    for language in LANGUAGES:
        pages = {}
        for section in sections(language):
            if not section.picture:
                continue
            name = section.picture.partition("-")[2]
            role, address = SCREENS[name]
            if role not in pages:
                profile = UserProfile.get_for_user(places["users"][role])
                profile.preferred_language = language
                profile.save()
                pages[role] = open_page(1200)
                pages[role].set_viewport_size({"width": 1200, "height": 800})
                log_in(pages[role], role)
            page = pages[role]
            page.goto(address.format(**places))
            page.wait_for_load_state("networkidle")
            said = flat(page.evaluate(SAID))
            missing += [(section.picture, word) for word in section.words if word not in said]
            shown.add(section.picture)
            if os.environ.get("TAKE_PICTURES"):
                keep(page.screenshot(), section.picture)
        assert not [page.problems for page in pages.values() if page.problems]
    assert not missing
    assert {name.partition("-")[2] for name in shown} == set(SCREENS)
