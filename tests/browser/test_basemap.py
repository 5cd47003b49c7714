"""The basemap in a real browser: drawn wherever the page is, and giving way to the markers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Enter, entrance
from tests.browser.server import ROOT, Server

NAMED_CITIES = """() => document.querySelector('.st-key-map .js-plotly-plot')._fullLayout.map._subplot.map
  .queryRenderedFeatures({ layers: ['city-names'] }).map((feature) => feature.id)"""
KYIV, ZVYAHEL = 703448, 699553


@pytest.fixture(scope="module")
def under_a_path(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Enter]:
    """The app as behind a proxy that serves it at a path of a larger site."""
    log = tmp_path_factory.mktemp("server") / "log.txt"
    server = Server(ROOT / "streamlit_app.py", log, baseUrlPath="news/desk")
    server.url += "/news/desk"
    try:
        server.wait()
        with entrance(browser, server) as enter:
            yield enter
    finally:
        server.stop()


def test_is_drawn_under_a_base_path(under_a_path):
    visit = under_a_path()
    assert {"countries", "borders", "places"} <= visit.map.drawn()
    asked = [url for url in visit.requests if ".mvt" in url]
    assert asked
    assert all(url.startswith(f"{visit.url}/app/static/basemap/") for url in asked)


def test_a_first_map_takes_few_tiles(enter):
    visit = enter()
    visit.map.wait()
    assert 0 < len([url for url in visit.requests if ".mvt" in url]) <= 16


def test_near_views_are_drawn_from_the_deepest_tiles(enter):
    visit = enter()
    visit.map.move(30.5, 50.4, 7.5)
    assert {"countries", "rivers", "regions", "labels"} <= visit.map.drawn()
    asked = [url.partition("/basemap/")[2] for url in visit.requests if ".mvt" in url]
    assert max(int(path.partition("/")[0]) for path in asked) == 4


def test_names_no_city_that_a_marker_names(enter):
    visit = enter()
    assert f"geonames:{KYIV}" in {marker["id"] for marker in visit.map.markers()}
    visit.map.move(29.8, 50.4, 6.5)
    visit.map.wait()
    named = visit.page.evaluate(NAMED_CITIES)
    assert KYIV not in named
    assert ZVYAHEL in named
