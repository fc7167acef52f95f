"""The import desk in a real browser, with a real worker behind it."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from playwright.sync_api import Error, Page, expect

from dockets.identity.duplicate_dockets import keep_dockets_apart
from dockets.models import Filing, Source
from tests.browser.conftest import Complaints, Opens
from tests.dockets.imports.test_preview import docket, entry, imported, previewed
from tests.support import factories
from tests.support.data import DATA

if TYPE_CHECKING:
    from tests.servers.workers import Workers

pytestmark = pytest.mark.django_db(transaction=True)

DOCKET = DATA / "pacer_docket" / "civil.html"
CONTRAST = (Path(__file__).parents[1] / "contrast.js").read_text()
DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, {type: "text/html"}));
  const form = document.querySelector("form[data-most]");
  for (const type of ["dragover", "drop"])
    form.dispatchEvent(new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: data}));
}"""


def enter(page: Page, live: str) -> None:
    page.goto(f"{live}/accounts/login/?next=/imports/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill("admin")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Bring a case in")).to_be_visible()
    page.wait_for_load_state()  # its scripts come after what it shows


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_an_admin_brings_a_docket_in(
    opens: Opens, live: str, users: Any, celery_workers: "Workers", complaints: Complaints, java_script_enabled: bool
) -> None:
    """Drops a file, reads the preview, confirms, sees it come, sees the case. Without JavaScript: chooses it, and looks
    again."""
    page = opens(java_script_enabled=java_script_enabled)
    enter(page, live)
    if java_script_enabled:
        page.wait_for_load_state()  # the form listens once its script has run
        page.evaluate(DROP, [DOCKET.name, DOCKET.read_text()])
        expect(page.locator("#file-said")).to_contain_text("civil.html")
    else:
        page.locator("#id_file").set_input_files(DOCKET)
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("Waiting for a worker.")).to_be_visible()
    celery_workers.start()
    arrive(page, page.get_by_role("button", name="Import 9 filings"))
    expect(page.get_by_text("preview, nothing imported yet")).to_be_visible()
    expect(page.locator(".lines .words").first).to_contain_text("COMPLAINT")
    page.get_by_role("button", name="Import 9 filings").click()
    arrive(page, page.get_by_label("What was done").get_by_role("link", name="Lantern Street Press LLC"))
    page.get_by_label("What was done").get_by_role("link", name="Lantern Street Press LLC").click()
    expect(page.locator(".rail > [id^=e]").first).to_be_visible()
    assert complaints == []


def test_a_possible_duplicate_is_decided_on_in_the_preview(
    opens: Opens, live: str, users: Any, celery_workers: "Workers", complaints: Complaints
) -> None:
    imported(docket(entry(5, "ORDER setting hearing", pacer_doc_id="19700000001")))
    run = previewed(docket(entry(5, "ORDER on briefs", pacer_doc_id="19700000002")))
    page = opens(width=390)
    enter(page, live)
    page.goto(f"{live}/imports/{run.pk}/")
    page.get_by_label("The same filing").check()
    celery_workers.start()
    page.get_by_role("button", name="Import 1 filing").click()
    arrive(page, page.get_by_text("it was decided, as was said: 1 the same filing"))
    assert Filing.objects.current().count() == 1
    assert complaints == []


def arrive(page: Page, awaited: Any) -> None:
    """Waits while the page asks by itself; where it does not, follows its link."""
    for _ in range(60):
        if awaited.count():
            return
        page.wait_for_timeout(250)
        with suppress(Error):  # a page that is left meanwhile cannot be asked
            if (
                page.evaluate("typeof htmx") == "undefined"
                and (again := page.get_by_role("link", name="Look again")).count()
            ):
                again.click()
    expect(awaited).to_be_visible()


def test_the_keyboard_alone_throws_a_file_away(opens: Opens, live: str, users: Any, complaints: Complaints) -> None:
    run = factories.import_run(status="preview", preview={"totals": {"new": 1}, "dockets": []})
    page = opens()
    enter(page, live)
    page.goto(f"{live}/imports/{run.pk}/")
    page.locator("#do-confirm").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Throw away")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing of it was imported")).to_be_visible()
    assert complaints == []


def test_enter_in_an_address_watches_it(opens: Opens, live: str, users: Any, complaints: Complaints) -> None:
    """And does not fill in another one."""
    page = opens()
    enter(page, live)
    page.goto(f"{live}/imports/sources/add/")
    page.get_by_label("What it is").select_option("courtlistener")
    page.wait_for_load_state("networkidle")
    page.get_by_label("Address").fill("https://www.courtlistener.com/docket/4214664/a-case/")
    page.get_by_label("Address").press("Enter")
    expect(page.get_by_text("It is watched from now on")).to_be_visible()
    assert Source.objects.get().url == "courtlistener:docket/4214664"
    assert complaints == []


def test_too_much_is_said_before_it_is_sent(opens: Opens, live: str, users: Any, tmp_path: Path) -> None:
    page = opens()
    enter(page, live)
    page.evaluate("document.querySelector('form[data-most]').dataset.most = '1000'")
    (tmp_path / "large.html").write_bytes(b"x" * 2_000)
    page.locator("#id_file").set_input_files(tmp_path / "large.html")
    expect(page.locator("#file-said")).to_contain_text("is the most. Hand them in a few at a time.")
    page.get_by_role("button", name="Preview").click()
    expect(page).to_have_url(f"{live}/imports/")


def full_desk() -> list[str]:
    """Every kind of page of the desk, with something on it."""
    text = "ORDER denying Plaintiff's 2 Motion for TRO/Preliminary Injunction. " * 3
    row = {"number": "34", "day": "Jan. 21, 2021", "text": text}
    twin = {"number": "", "day": "Jan. 14, 2021", "text": "Motion Hearing"}
    lines = [
        row
        | {
            "what": "changed",
            "notes": ["1 more document."],
            "pieces": [["same", "ORDER "], ["removed", "denying"], ["added", "granting"]],
        },
        row | {"what": "same", "twin": twin, "pair": ["a1", "b2"]},
        row
        | {
            "what": "new",
            "documents": ["Main document", "Exhibit_A_with_a_very_long_name_that_has_no_spaces_in_it_at_all.pdf"],
        },
    ]
    docket = {
        "known": True,
        "address": "/cases/",
        "name": "Parler LLC v. Amazon Web Services, Inc.",
        "number": "2:21-cv-00031",
        "court": "W.D. Wash.",
        "filings_before": 9,
        "filings_after": 38,
        "counts": {"new": 29, "changed": 2, "unchanged": 7},
        "lines": lines,
        "facts": [{"what": "Judge", "before": "A", "after": "B"}],
        "relations": [],
        "people": [{"what": "new counsel", "name": "Ambika K. Doran", "as": "for Amazon Web Services, Inc."}],
    }
    preview = {"read_as": {"label": "saved PACER docket page", "court": "W.D. Wash.", "ground": "its links say so",
                           "else": ""},
               "notes": ["There is no PACER receipt at its end: this may be part of a docket."], "dockets": [docket],
               "refused": [{"where": "row 41", "why": "the date “02/30/2021” does not exist."}], "more": {"new": 12},
               "totals": {"dockets": 1, "new": 29, "changed": 2, "unchanged": 7, "same": 1, "refused": 1,
                          "new counsel": 3}}  # fmt: skip
    waits = factories.import_run(reference="docket-2021-03-04.html", status="preview", preview=preview, batch="b1")
    refused = factories.import_run(
        status="refused", error="This is the PACER login page. Log in, open the docket.", batch="b1"
    )
    queued = factories.import_run(status="queued", batch="b1")
    failing = {"failures": 3, "failing_since": timezone.now() - timedelta(days=2), "last_error": "It did not answer."}
    mailbox = factories.source(
        slug="court-notice",
        url="imaps://courts@paper.example@mail.paper.example/INBOX",
        validators={"passed_over": 1_234},
        **failing,
    )
    one, _, third = (factories.docket(docket_number=f"{office}:21-cv-00900", pacer_case_id="7") for office in (2, 3, 4))
    earlier = factories.filing(docket=one, number="5", long_text=text)
    factories.filing(docket=one, number="5", long_text=f"{text} Signed.", possible_duplicate_of=earlier)
    keep_dockets_apart(one, third, by=None, now=timezone.now())
    return [
        "/imports/",
        f"/imports/{waits.pk}/",
        f"/imports/{refused.pk}/",
        f"/imports/{queued.pk}/",
        "/imports/history/",
        "/imports/batch/b1/",
        "/imports/sources/",
        f"/imports/sources/{mailbox.pk}/",
        "/imports/sources/add/",
        "/imports/duplicates/",
        "/imports/dockets/",
        "/imports/dockets/apart/",
        "/imports/dockets/merge/?court=wawd&goes=3:21-cv-00900&stands=2:21-cv-00900",
        "/imports/relations/",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_of_the_desk_fits_and_can_be_read(
    opens: Opens, live: str, users: Any, complaints: Complaints, width: int, scheme: str
) -> None:
    addresses = full_desk()
    page = opens(width=width, color_scheme=scheme)
    enter(page, live)
    for address in addresses:
        page.goto(live + address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
            f"{address} is wider than {width} pixels"
        )
        assert page.evaluate(CONTRAST) == [], f"{address} {scheme}"
    assert complaints == []
