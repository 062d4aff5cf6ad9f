"""The drawing of the building."""

import pytest

from home.elevation import BODY, CAPACITY, LEFT, LitWindow, draw, windows


def records(count):
    return [LitWindow(f"Document {number}", f"/fr/r/CH-D-{number:04}") for number in range(count)]


def place_of(elevation, label):
    return next(light.window for light in elevation.lights if light.label == label)


def test_the_block_has_six_dwellings_of_four_windows():
    assert len(windows()) == CAPACITY == 6 * 4


def test_every_window_stands_inside_its_panel_and_every_panel_in_the_wall():
    for window in windows():
        panel, glass = window.panel, window.glass
        assert panel.x < glass.x and glass.x + glass.width < panel.x + panel.width
        assert panel.y < glass.y and glass.y + glass.height < panel.y + panel.height
        assert panel.x >= LEFT and panel.x + panel.width <= LEFT + BODY


def test_no_two_panels_overlap():
    corners = {(window.panel.x, window.panel.y) for window in windows()}
    assert len(corners) == CAPACITY


@pytest.mark.parametrize("count", [0, 1, 7, CAPACITY, CAPACITY + 5])
def test_one_window_is_lit_for_each_record_while_windows_last(count):
    elevation = draw(records(count))
    lit = min(count, CAPACITY)
    assert len({light.window.panel for light in elevation.lights}) == len(elevation.lights) == lit
    assert elevation.glass.count("z") == CAPACITY - lit


def test_a_window_once_lit_stays_where_it_is():
    before, after = draw(records(5)), draw(records(20))
    for light in before.lights:
        assert place_of(after, light.label) == light.window


def test_links_come_in_the_order_of_reading():
    lights = draw(records(12)).lights
    places = [(light.window.panel.y, light.window.panel.x) for light in lights]
    assert places == sorted(places)


def test_a_light_leads_to_its_record():
    (light,) = draw([LitWindow("Plan d’étage", "/fr/r/CH-D-0007")]).lights
    assert (light.label, light.url) == ("Plan d’étage", "/fr/r/CH-D-0007")
