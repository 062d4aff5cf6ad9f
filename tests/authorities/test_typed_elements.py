"""A part of the building is typed in the form of a record, not hunted for in a list."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_a_part_is_found_by_the_words_of_its_name_in_either_language(client, user_with_role):
    building = factories.element("Le bâtiment")
    facade = factories.element("Les façades", parent=building, label_en="The elevations")
    factories.element("La toiture", parent=building)
    client.force_login(user_with_role("editor"))

    def found(typed):
        return client.get("/admin/elements/find/", {"q": typed}).json()["found"]

    for typed in ("facade", "FAÇ", "elevations", "les faç"):
        assert found(typed) == [{"value": facade.pk, "label": "Les façades", "hint": "Le bâtiment"}], typed
    assert found("rien") == [] and len(found("")) == 3
    series = factories.series()
    html = client.get(f"/admin/pages/add/catalogue/historicaldocumentpage/{series.pk}/").content.decode()
    assert 'find="/admin/elements/find/"' in html
    client.logout()
    assert client.get("/admin/elements/find/").status_code == 302
