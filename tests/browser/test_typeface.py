"""The court's typeface as a browser shows it: the footer of every page says that it is the court's alone."""

import pytest

from rulings.models import Disposition
from tests.browser.conftest import Opens

pytestmark = pytest.mark.django_db(transaction=True)

CASE = "/cases/wawd/2:21-cv-00031/"
PAGES = (
    "/",
    "/rulings/",
    "/calendar/",
    CASE,
    f"{CASE}filings/34/",
    f"{CASE}claims/",
    f"{CASE}parties/",
    f"{CASE}changes/",
)
HEADINGS = "h1:not(.caption), h2, h3, h4"
OURS = f"{HEADINGS}, .out, small:not(.words), q.reported, .milestone p, .beside, .plain-words p, .said-of p"
OF_THE_COURT = ".words, h1.caption, .rail > :not(.milestone) p:not([class]), .decided q:not(.reported)"
FACES = "found => found.map(one => [one.outerHTML.slice(0, 80), getComputedStyle(one).fontFamily])"


@pytest.mark.usefixtures("parler")
@pytest.mark.parametrize("is_checked", [True, False])
def test_only_the_courts_words_stand_in_its_typeface(opens: Opens, live: str, is_checked: bool) -> None:
    Disposition.objects.exclude(quotation="").update(quoted_from="" if is_checked else "a press report")
    page, seen = opens(), 0
    for address in PAGES:
        page.goto(live + address)
        for selector, is_serif in ((OURS, False), (OF_THE_COURT, True)):
            for element, family in page.locator(selector).evaluate_all(FACES):
                assert ("Source Serif" in family) is is_serif, (address, element)
                seen += is_serif
    assert seen > 5
    page.goto(f"{live}{CASE}claims/")
    (quoted,) = page.locator(".matrix q").evaluate_all(FACES)
    assert ("Source Serif" in quoted[1]) is is_checked
