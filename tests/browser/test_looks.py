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
    "rulings": "/rulings/",
    "pending": "/pending/",
    "search": "/search/?q=motion",
    "timeline": CASE,
    "filing": f"{CASE}filings/34/",
    "claims": f"{CASE}claims/",
    "login": "/accounts/login/",
}
CONTRAST = (Path(__file__).parent / "contrast.js").read_text()


@pytest.mark.usefixtures("parler")
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_its_window_and_has_its_picture(
    opens: Opens, live: str, tmp_path: Path, width: int, scheme: str
) -> None:
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


CUT = """() => [...document.querySelectorAll(".meta > *")].filter(one =>
    getComputedStyle(one.parentElement).clipPath !== "none" && parseFloat(getComputedStyle(one).paddingLeft) < 12
).map(one => one.textContent)"""
"""Facts in a row whose first letters would be cut away with the dot before them."""


@pytest.mark.usefixtures("parler")
def test_no_fact_in_a_row_loses_its_first_letters(opens: Opens, live: str) -> None:
    page = opens()
    for address in [*PAGES.values(), f"{CASE}parties/", "/rulings/", "/calendar/"]:
        page.goto(live + address)
        assert page.evaluate(CUT) == [], address


TARGETS = """() => [...document.querySelectorAll("a, button, summary, input, select")].filter(one => {
    const box = one.getBoundingClientRect(), look = getComputedStyle(one);
    return box.width > 1 && look.display !== "inline" && !["checkbox", "radio", "hidden"].includes(one.type)\
 && box.height < 24;
}).map(one => one.textContent.trim() || one.name)"""
"""What is smaller than 24 pixels high and no link in a sentence (WCAG 2.5.8)."""


@pytest.mark.usefixtures("parler")
def test_a_thumb_hits_what_stands_alone(opens: Opens, live: str) -> None:
    page = opens(width=390)
    for address in PAGES.values():
        page.goto(live + address)
        assert page.evaluate(TARGETS) == [], address


STATE = {
    "kind": "civil",
    "status": {"value": "open", "how": "", "date": None, "sure": "stated", "rests_on": []},
    "stage": "filed",
    "passed": [
        {
            "stage": "filed",
            "date": "2021-01-11",
            "number": "1",
            "public_id": "k1",
            "headline": "Verified complaint",
            "sure": "stated",
        }
    ],
    "pending": [],
    "pending_count": 0,
    "unseen": [],
    "unseen_count": 0,
    "ruling": {
        "number": "34",
        "public_id": "k34",
        "headline": "Injunction denied",
        "date": "2021-01-21",
        "outcome": "denied",
        "later": 0,
    },
    "dates": [
        {
            "kind": "hearing",
            "title": "Pretrial conference",
            "date": "2090-03-01",
            "at": None,
            "place": "",
            "rests_on": [],
        }
    ],
    "known": {"as_of": "2021-03-02", "by": "", "numbers": [], "count": 0},
}


@pytest.mark.usefixtures("parler")
@pytest.mark.parametrize("width", [390, 1280])
def test_what_stays_in_sight_comes_after_the_head_and_is_whole(opens: Opens, live: str, width: int) -> None:
    from rulings.models import Reading  # Needs Django to be set up, which it is not when this file is read.

    Reading.objects.update(state=STATE)
    page = opens(width=width)
    page.goto(live + CASE)
    stuck = page.locator(".stuck")
    expect(stuck).to_have_count(1)
    expect(stuck).to_be_hidden()
    page.set_viewport_size({"width": width, "height": 500})
    page.mouse.wheel(0, 3_000)
    expect(stuck).to_be_visible()
    expect(stuck).to_be_in_viewport(ratio=1)
    for part in stuck.locator("b, span, a").all():
        expect(part).to_be_in_viewport(ratio=0.95)
