"""What must hold for every page type, present and future."""

import pytest
from wagtail.models import Locale, Page, get_page_models
from wagtail_localize.fields import get_translatable_fields

from archive.core.pages import BasePage
from tests import factories

pytestmark = pytest.mark.django_db

OURS = [model for model in get_page_models() if issubclass(model, BasePage)]
CREATABLE = [model for model in OURS if model.is_creatable]
OF_WAGTAIL = {field.name for field in Page._meta.get_fields()} - {"title", "slug"}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_field_is_word_or_fact_on_purpose(model):
    declared = {field.field_name for field in get_translatable_fields(model)}
    excluded = set(getattr(model, "exclude_fields_in_copy", []))
    links = {f.name for f in model._meta.get_fields() if f.one_to_one}
    own = {
        field.name
        for field in model._meta.get_fields()
        if field.name not in OF_WAGTAIL and field.name not in links and not field.many_to_many
    }
    undecided = own - declared - excluded
    assert not undecided, undecided


@pytest.mark.parametrize("model", CREATABLE, ids=lambda model: model.__name__)
def test_every_page_type_has_its_place_in_the_tree(model):
    assert model.allowed_parent_page_models()
    for parent in model.allowed_parent_page_models():
        assert parent is Page or model in parent.allowed_subpage_models()


@pytest.mark.parametrize("model", CREATABLE, ids=lambda model: model.__name__)
def test_every_page_type_renders_in_both_languages_and_its_editor_opens(model, client, user_with_role):
    page = factories.page_of(model)
    for language in ("fr", "en"):
        answer = client.get(page.url_in(language), follow=True)
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.content.decode()
        assert not answer.cookies
    client.force_login(user_with_role("administrator"))
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


def test_both_trees_stand_from_the_first_migration(client):
    for language in ("fr", "en"):
        assert client.get(f"/{language}/").status_code == 200
        assert client.get(f"/{language}/archive/").status_code == 200
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"fr", "en"}
    assert not Page.objects.exclude(alias_of=None).exists()


@pytest.mark.parametrize("model", CREATABLE, ids=lambda model: model.__name__)
def test_a_face_with_its_facts_blanked_renders_the_same(model, client):
    page = factories.page_of(model)
    face = page.live_face("en") or factories.publish_face(page)
    before = client.get(face.url).content
    facts = {f.field_name for f in get_translatable_fields(model) if f.is_synchronized(face)} - {"slug"}
    blanks = {field.name: "" for field in model._meta.concrete_fields if field.name in facts}
    for name in getattr(model, "exclude_fields_in_copy", []):
        field = model._meta.get_field(name)
        if field.concrete:
            blanks[name] = field.get_default()
        else:
            getattr(face, name).all().delete()
    if blanks:
        type(face).objects.filter(pk=face.pk).update(**blanks)
    assert client.get(face.url).content == before
