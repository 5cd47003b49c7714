"""A visitor's browser window: what it asked for, what went wrong in it, and how to handle the page's parts."""

from collections.abc import Container
from math import hypot
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.wire import Wire

_OF_PLOTLY = "(reading '_rangeSliderData')"
"""Plotly throws this when a figure is taken off the page while it is still being drawn; nothing comes of it."""
WIDE = (1366, 768)
PHONE = (390, 844)

_MAP = "() => document.querySelector('.st-key-map .js-plotly-plot')"
_READY = f"""() => {{
  const plot = ({_MAP})();
  const map = plot?._fullLayout?.map?._subplot?.map;
  return Boolean(map?.loaded() && !map.isMoving() && plot.data.length);
}}"""
_MARKERS = f"""() => {{
  const plot = ({_MAP})();
  const map = plot._fullLayout.map._subplot.map;
  const frame = map.getCanvas().getBoundingClientRect();
  return plot.data.flatMap((trace) => trace.lon.map((lon, index) => {{
    const at = map.project([lon, trace.lat[index]]);
    return {{ id: trace.customdata[index], x: frame.x + at.x, y: frame.y + at.y }};
  }}));
}}"""
_DRAWN = f"""() => [...new Set(
  ({_MAP})()._fullLayout.map._subplot.map.queryRenderedFeatures()
    .map((feature) => feature.sourceLayer ?? feature.source)
)]"""
_LAND = f"() => JSON.stringify(({_MAP})()._fullLayout.map._subplot.map.getStyle().layers)"
LOOK = f"""() => {{
  const map = ({_MAP})()._fullLayout.map._subplot.map;
  const {{ lng, lat }} = map.getCenter();
  return [lng, lat, map.getZoom()].map((number) => Number(number.toFixed(4)));
}}"""


class Visit:
    """One visitor with a window of their own.

    Attributes:
        page: Playwright's page.
        requests: The address of everything that the page asked for.
        faults: Errors that its scripts threw or wrote to the console.
        wire: Holds what the server sends to the page; there when the visitor is ``wired``.
    """

    wire: Wire

    def __init__(self, context: BrowserContext, url: str, *, wired: bool = False) -> None:
        self.url = url
        self.requests: list[str] = []
        self.faults: list[str] = []
        context.on("request", lambda request: self.requests.append(request.url))
        self.page: Page = context.new_page()
        if wired:
            self.wire = Wire(self.page)
        self.page.on("websocket", lambda socket: self.requests.append(socket.url))
        self.page.on("pageerror", lambda error: _OF_PLOTLY in str(error) or self.faults.append(str(error)))
        self.page.on("console", lambda said: said.type == "error" and self.faults.append(said.text))

    def open(self, path: str = "/") -> "Visit":
        """Open the page and wait until it is drawn."""
        self.page.goto(self.url + path)
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until the script has run and the page shows what it drew."""
        app = self.page.get_by_test_id("stApp")
        expect(app).to_have_attribute("data-test-connection-state", "CONNECTED")
        expect(app).to_have_attribute("data-test-script-state", "notRunning")

    def outside(self) -> list[str]:
        """What was asked of another host than the server."""
        own = urlsplit(self.url).netloc
        inside = ("blob", "data", "about")
        return [
            url for url in self.requests if urlsplit(url).netloc != own and urlsplit(url).scheme not in inside
        ]

    def search(self, query: str) -> None:
        """Type into the search box."""
        # The list of filters has such boxes too, and may stand on the page before this one does.
        self.part("q").locator("input").fill(query)

    @property
    def map(self) -> "MapOnPage":
        """The map, drawn."""
        return MapOnPage(self).wait()

    @property
    def cards(self) -> Locator:
        """The cards of the open list."""
        return self.page.locator(".cards .card")

    @property
    def evidence(self) -> Locator:
        """The pieces of the outlined evidence in the report."""
        return self.page.locator(".reader .current")

    def tab(self, name: str) -> Locator:
        """The tab of a list, with its count: "Statements 34 of 63"."""
        return self.page.get_by_role("tab", name=name)

    def add_report(self, text: str, *, title: str = "") -> None:
        """Paste a report and press the button."""
        self.page.get_by_role("button", name="Add reports").first.click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("Text of the report").fill(text)
        dialog.get_by_label("Title").fill(title)
        dialog.get_by_role("button", name="Add the report").click()

    def part(self, key: str) -> Locator:
        """The element or container with this key."""
        return self.page.locator(f".st-key-{key}")

    def fits(self) -> bool:
        """Whether nothing is wider than the window, so that there is nothing to scroll to the side."""
        return bool(
            self.page.evaluate(
                "() => [document.documentElement, document.querySelector('[data-testid=stMain]')]"
                ".every((node) => node.scrollWidth <= node.clientWidth)"
            )
        )


class MapOnPage:
    """The map of the page, through the MapLibre map that Plotly drew it with."""

    def __init__(self, visit: Visit) -> None:
        self._page = visit.page

    def wait(self) -> "MapOnPage":
        """Return once the map is drawn and stands still."""
        self._page.wait_for_function(_READY)
        return self

    def markers(self) -> list[dict[str, Any]]:
        """The id of each place on the map and where in the window it is."""
        self.wait()
        markers: list[dict[str, Any]] = self._page.evaluate(_MARKERS)
        return markers

    def drawn(self) -> set[str]:
        """Of what something can be seen: layers of the tiles ("countries") and other sources ("places")."""
        self.wait()
        return set(self._page.evaluate(_DRAWN))

    def paint(self) -> str:
        """The layers of the map's style as JSON, with their colours."""
        self.wait()
        return str(self._page.evaluate(_LAND))

    def frame(self) -> Any:
        """Its place in the window, in pixels: x, y, width and height."""
        return self._page.locator(".st-key-map .js-plotly-plot").bounding_box()

    def apart(self, among: Container[str] | None = None) -> str:
        """The id of the place (among these) in the middle of the map whose marker stands furthest from any other."""
        frame, markers = self.frame(), self.markers()

        def lonely(marker: dict[str, Any]) -> float:
            across = (marker["x"] - frame["x"]) / frame["width"]
            down = (marker["y"] - frame["y"]) / frame["height"]
            left_out = among is not None and marker["id"] not in among
            if left_out or not (0.1 < across < 0.9 and 0.1 < down < 0.75):
                return -1
            return min(
                hypot(marker["x"] - other["x"], marker["y"] - other["y"])
                for other in markers
                if other["id"] != marker["id"]
            )

        return str(max(markers, key=lonely)["id"])

    def look(self) -> tuple[float, float, float]:
        """Longitude and latitude of the centre in degrees, and the zoom."""
        self.wait()
        longitude, latitude, zoom = self._page.evaluate(LOOK)
        return longitude, latitude, zoom

    def move(self, longitude: float, latitude: float, zoom: float) -> None:
        """Show another part of the world, as by dragging."""
        self.wait()
        self._page.evaluate(
            f"([lon, lat, zoom]) => ({_MAP})()._fullLayout.map._subplot.map"
            ".jumpTo({ center: [lon, lat], zoom })",
            [longitude, latitude, zoom],
        )

    def zoom_in(self) -> None:
        """Zoom in a little, with the mouse wheel over the middle of the map."""
        frame, before = self.frame(), self.look()
        self._page.mouse.move(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
        self._page.mouse.wheel(0, -60)
        self._page.wait_for_function(
            f"(zoom) => Math.abs(({_MAP})()._fullLayout.map._subplot.map.getZoom() - zoom) > 0.01",
            arg=before[2],
        )
        self._page.wait_for_timeout(500)

    def features(self, name: str) -> list[Any]:
        """One property of each marker, such as its "radius" or "fill", in drawing order."""
        self.wait()
        values: list[Any] = self._page.evaluate(
            f"(name) => ({_MAP})()._fullLayout.map._subplot.map.getStyle().sources.places.data.features"
            ".map((feature) => feature.properties[name])",
            name,
        )
        return values

    def comes_to(self, look: tuple[float, float, float]) -> None:
        """Wait until the map looks so; a figure that was drawn anew is moved there a moment later."""
        self._page.wait_for_function(
            f"(look) => ({LOOK})().every((number, index) => number === look[index])", arg=list(look)
        )

    def click(self, place_id: str) -> None:
        """Click the marker of a place."""
        self._page.mouse.click(*self.point_at(place_id))

    def point_at(self, place_id: str) -> tuple[float, float]:
        """Point at the marker of a place; returns where in the window that is."""
        marker = next(marker for marker in self.markers() if marker["id"] == place_id)
        # Plotly picks what the pointer hovers over, so it has to move there first.
        self._page.mouse.move(marker["x"] - 3, marker["y"] - 3)
        self._page.mouse.move(marker["x"], marker["y"], steps=4)
        self._page.wait_for_function(f"() => ({_MAP})()._hoverdata?.length")
        return marker["x"], marker["y"]
