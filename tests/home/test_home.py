"""The home page counts and lights what the archive holds."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_each_family_is_counted_and_each_record_lights_a_window(client):
    series = factories.series()
    for title in ("Un", "Deux"):
        factories.record(title=title, under=series)
    factories.record("diagnostic_report", title="Trois", under=series)
    factories.record(title="Brouillon", under=series, live=False)
    answer = client.get("/fr/")
    counts = {family["key"]: family["count"] for family in answer.context["families"]}
    assert counts == {"historical_document": 2, "diagnostic_report": 1, "artistic_output": 0}
    text = answer.content.decode()
    assert "(CH-D-0002)" in text and "(CH-D-0003)" not in text
