"""The map is drawn in a closed network, and a click opens the city."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.conftest import Visit


def test_a_click_on_a_province_opens_its_city_and_nothing_is_asked_outside(visit: Visit) -> None:
    page = visit.open("?map=EYL-01")
    provinces = page.locator(".st-key-wide_overview_map .choroplethlocation")
    expect(provinces).to_have_count(81)
    provinces.last.scroll_into_view_if_needed()
    provinces.last.click(force=True)
    expect(page).to_have_url(re.compile(r"/city\?.*city=[a-z]+"))
    assert visit.complaints == []
