"""No view has a fault that axe-core calls serious: contrast, names for screen readers, roles."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.visit import PHONE, WIDE


def faults(visit) -> list[str]:
    """What axe-core finds that is serious or worse."""
    visit.settle()
    visit.map.wait()
    found = Axe().run(visit.page).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:160]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("path", "size"),
    [
        pytest.param("/", WIDE, id="first screen and reader"),
        pytest.param("/?show=claims&list=casualties", WIDE, id="claims"),
        pytest.param("/?show=speakers&who=M23&q=goma", WIDE, id="a speaker, and what a search found"),
        pytest.param("/", PHONE, id="phone"),
        pytest.param("/?show=claims&list=casualties", PHONE, id="claims on a phone"),
    ],
)
def test_a_view_has_no_serious_fault(enter, scheme, path, size):
    visit = enter(size=size, scheme=scheme, path=path)
    expect(visit.evidence.first).to_be_attached()
    assert faults(visit) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_dialog_has_no_serious_fault(enter, scheme):
    visit = enter(scheme=scheme)
    visit.page.get_by_role("button", name="Add reports").first.click()
    expect(visit.page.get_by_role("dialog")).to_be_visible()
    assert faults(visit) == []
