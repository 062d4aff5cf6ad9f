"""Pictures under the hand: two of one spot slide over each other, areas are drawn corner by corner."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from archive.catalogue.models import Placement, Plan, RecordRelation
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def comparison() -> str:
    series = factories.series()
    older, newer = (
        factories.record_with_canvas(title=f"Vue de {year}", date_as_written=year, under=series)
        for year in ("1958", "2025")
    )
    RecordRelation.objects.create(page=older, kind="same_spot", other=newer)
    return f"/fr/comparer/{older.mark}/{newer.mark}/"


def test_one_picture_slides_over_the_other_by_keyboard_and_by_pointer(open_page, comparison):
    page = open_page()
    page.goto(comparison)
    slider = page.get_by_label("Glisser d’une image à l’autre")
    slider.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    assert (
        slider.get_attribute("aria-valuetext")
        == "53\N{NO-BREAK SPACE}% de 1958, 47\N{NO-BREAK SPACE}% de 2025"
    )
    images = page.locator(".compared img")
    assert images.nth(0).bounding_box() == images.nth(1).bounding_box()
    for key, shown in (("Home", "0px"), ("End", "100%")):
        page.keyboard.press(key)
        assert shown.rstrip("px%") in images.nth(1).evaluate("image => getComputedStyle(image).clipPath")
    place = slider.bounding_box()
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + 9)
    page.mouse.down()
    page.mouse.move(place["x"] + place["width"] / 4, place["y"] + 40)
    page.mouse.up()
    assert 20 < int(slider.input_value()) < 30
    page.get_by_role("button", name="Côte à côte").click()
    expect(slider).to_be_hidden()
    assert images.nth(0).bounding_box()["x"] < images.nth(1).bounding_box()["x"]
    assert not page.problems


def test_both_pictures_stand_without_script_and_on_paper(open_page, comparison):
    for width, scripts, media in ((390, False, "screen"), (1280, False, "screen"), (1280, True, "print")):
        page = open_page(width, scripts=scripts)
        page.goto(comparison)
        page.emulate_media(media=media)
        images = page.locator(".compared img")
        first, second = images.nth(0).bounding_box(), images.nth(1).bounding_box()
        apart = "y" if width == 390 else "x"
        assert second[apart] > first[apart], (width, media)
        expect(page.locator("input[type=range]")).to_be_hidden()


def test_an_area_is_drawn_corner_by_corner(desk, live_server):
    element = factories.element("Escalier")
    plan = Plan.objects.create(
        slug="etage", title_fr="Étage", record=factories.record_with_canvas(title="Plan d’étage")
    )
    desk.goto(f"{live_server.url}/admin/plans/place/{plan.pk}/")
    desk.get_by_label("une zone de forme libre").check()
    sheet, corners, told = (
        desk.locator("[data-sheet]"),
        desk.locator("#id_corners"),
        desk.locator("[data-live]"),
    )
    sheet.focus()
    for key in ("Enter", "Shift+ArrowRight", "Enter", "Shift+ArrowDown", "ArrowDown", "Enter", "Enter"):
        desk.keyboard.press(key)
    assert corners.input_value() == "50,50 55,50 55,56"
    expect(told).to_have_text("Fermée\N{NO-BREAK SPACE}: une zone de 3 coins")
    desk.keyboard.press("Backspace")
    assert corners.input_value() == "50,50 55,50"
    desk.keyboard.press("Escape")
    assert corners.input_value() == ""

    size = sheet.bounding_box()
    spots = [(0.1, 0.1), (0.5, 0.1), (0.5, 0.5)]
    for x, y in spots:
        sheet.click(position={"x": x * size["width"], "y": y * size["height"]})
        desk.wait_for_timeout(600)  # else two clicks are one double click
    sheet.dblclick(position={"x": 0.1 * size["width"], "y": 0.6 * size["height"]})
    expect(told).to_have_text("Fermée\N{NO-BREAK SPACE}: une zone de 4 coins")
    desk.locator("#id_element").select_option(str(element.pk))
    desk.get_by_role("button", name="Placer").click()
    desk.wait_for_load_state()
    area = Placement.objects.get()
    assert len(area.corners) == 4 and abs(area.x - 0.1) < 0.02 and abs(area.height - 0.5) < 0.02
