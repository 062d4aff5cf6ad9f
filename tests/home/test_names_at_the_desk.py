"""What the desk names, in the language of whoever works there, and where each thing is changed."""

from __future__ import annotations

import pytest
from wagtail.users.models import UserProfile

from archive.catalogue.models import Placement, Plan
from archive.vocabularies.models import Concept
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk_in(client, user_with_role):
    """The desk of an archivist in this language."""

    def make(language: str):
        user = user_with_role("archivist")
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = language
        profile.save()
        client.force_login(user)
        return client

    return make


@pytest.mark.parametrize(("language", "name"), [("fr", "L’escalier"), ("en", "The stair")])
def test_a_thing_with_two_names_is_named_in_the_language_of_the_desk(desk_in, language, name):
    stair = factories.element("L’escalier", label_en="The stair")
    decay = factories.concept("Usure", of="decay", label_en="Wear")
    decay.scheme.label_en = "Kinds of decay"
    decay.scheme.save()
    plan = Plan.objects.create(
        slug="elevation", title_fr="Élévation", title_en="Elevation", drawing="elevation"
    )
    Placement.objects.create(plan=plan, element=stair, x=0.4, y=0.2, width=0.1, height=0.6)
    desk = desk_in(language)
    placing = desk.get(f"/admin/plans/place/{plan.pk}/").content.decode()
    assert f"<td>{name}</td>" in placing
    assert ("Elevation</title>" in placing or ", Elevation" in placing) == (language == "en")
    assert desk.get("/admin/elements/find/?q=").json()["found"][0]["label"] == name
    tree = desk.get("/admin/vocabularies/tree/decay/").content.decode()
    assert ("Kinds of decay" in tree.split("</title>")[0]) == (language == "en")


def test_what_uses_a_concept_is_named_with_a_link_to_where_it_is_changed(desk_in):
    report = factories.record_with_canvas(family="diagnostic_report", title="Diagnostic")
    worn = factories.concept("Usure", of="decay")
    seen = factories.observation(report, "Marche usée", element=factories.element())
    seen.decay = worn
    seen.save()
    desk = desk_in("en")
    for address in (f"/admin/vocabularies/{worn.pk}/merge/", f"/admin/concepts/delete/{worn.pk}/"):
        shown = desk.get(address).content.decode()
        link = f"/admin/findings/{report.pk}/?observation={seen.pk}#form"
        assert link in shown and "Diagnostic" in shown and "Observation:" in shown
    assert "Marche usée" in desk.get(link).content.decode()
    assert Concept.objects.filter(pk=worn.pk).exists()
