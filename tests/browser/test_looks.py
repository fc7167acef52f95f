"""What can be measured of the looks: pages fit their window, text has contrast, the keyboard finds its way."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opens

pytestmark = pytest.mark.django_db(transaction=True)

CASE = "/cases/wawd/2:21-cv-00031/"
PAGES = {
    "home": "/",
    "cases": "/cases/",
    "search": "/search/?q=motion",
    "timeline": CASE,
    "filing": f"{CASE}filings/34/",
    "claims": f"{CASE}claims/",
    "login": "/accounts/login/",
}
CONTRAST = (Path(__file__).parent / "contrast.js").read_text()


@pytest.mark.usefixtures("parler")
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_its_window_and_has_its_picture(opens: Opens, live: str, tmp_path: Path, width: int, scheme: str) -> None:
    page = opens(width=width, color_scheme=scheme)
    for name, address in PAGES.items():
        page.goto(live + address)
        picture = page.screenshot(path=tmp_path / f"{name}-{width}-{scheme}.png", full_page=True)
        assert len(picture) > 5_000
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
            f"{address} is wider than {width} pixels"
        )


@pytest.mark.usefixtures("parler")
def test_the_keyboard_reaches_the_content_first(opens: Opens, live: str) -> None:
    page = opens()
    page.goto(live + CASE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


@pytest.mark.usefixtures("parler")
def test_text_has_contrast(opens: Opens, live: str) -> None:
    """WCAG 2.2 AA: 4.5 to 1, worked out by the browser for every visible piece of text, light and dark."""
    for scheme in ("light", "dark"):
        page = opens(color_scheme=scheme)
        for address in PAGES.values():
            page.goto(live + address)
            assert page.evaluate(CONTRAST) == [], f"{address} {scheme}"
