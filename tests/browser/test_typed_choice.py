"""Whoever catalogues types a few letters and has the body, by keyboard alone; what is new is made on the spot."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from archive.authorities.models import Agent
from archive.catalogue.models import RecordPage
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_part_is_given_with_the_keyboard_alone(desk, live_server):
    body = factories.agent("blaq ARCHITECTURES")
    factories.agent("Maisons & Cités")
    role = factories.concept("Auteur", of="roles")
    record = factories.record(live=False)
    desk.goto(f"{live_server.url}/admin/pages/{record.pk}/edit/")
    desk.locator("#id_agents-ADD").press("Enter")
    field = desk.locator("#id_agents-0-agent")
    field.focus()
    desk.keyboard.type("blaq")
    desk.locator("[role=option]", has_text="blaq ARCHITECTURES").wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    assert desk.locator(f"#{field.get_attribute('aria-activedescendant')}").inner_text().startswith("blaq")
    desk.keyboard.press("Enter")
    assert desk.locator("[name=agents-0-agent]").input_value() == str(body.pk)
    assert field.get_attribute("aria-expanded") == "false"
    desk.locator("#id_agents-0-role").select_option(str(role.pk))

    desk.locator("#id_agents-ADD").press("Enter")
    desk.locator("#id_agents-1-agent").focus()
    desk.keyboard.type("Atelier du pignon")
    desk.locator("#id_agents-1-agent-list [role=option]").first.wait_for()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    expect(desk.locator("[name=agents-1-agent]")).not_to_have_value("")
    desk.locator("#id_agents-1-role").select_option(str(role.pk))
    desk.locator("button.action-save").first.click()
    desk.wait_for_load_state()

    draft = RecordPage.objects.get(pk=record.pk).specific.get_latest_revision_as_object()
    assert [part.agent for part in draft.agents.all()] == [
        body,
        Agent.objects.get(name_fr="Atelier du pignon"),
    ]
