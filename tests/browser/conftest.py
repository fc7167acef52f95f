"""A real browser. Skipped, with its reason, where there is none; in CI its absence is a failure."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from rulings.vocabulary.kinds import Kind
from rulings.vocabulary.outcomes import Outcome

SHELL, WHOLE = Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")
"""The same engine without and with the windows of a browser, whose drawing takes a quarter of a second for each page
that is opened, also where nobody sees them."""
CHROMIUM = Path(os.environ.get("CASETRACKER_CHROMIUM", SHELL if SHELL.exists() else WHOLE))
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
"""Nothing is fetched that a test did not ask for."""
PATIENCE = 30_000
"""Milliseconds until a page, or what is expected of it, counts as missing: processors may be shared by four tests."""


@pytest.fixture(scope="package")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """One for all tests of this folder that follow each other, and ended before any other: while it is there an event
    loop runs in this thread, under which those cannot run theirs."""
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"CI needs a browser: there is none at {CHROMIUM}.")
        pytest.skip(f"There is no Chromium at {CHROMIUM}; CASETRACKER_CHROMIUM says where another one is.")
    # Django refuses to touch the database under an event loop.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Complaints(list[str]):
    """What a browser had to complain of: errors, dialogs, refusals of the content security policy, anything on the
    console."""


@pytest.fixture
def complaints() -> Complaints:
    return Complaints()


def watch(page: Page, complaints: Complaints) -> None:
    def dialog(shown: Any) -> None:
        complaints.append(f"dialog: {shown.message}")
        shown.dismiss()

    page.on("dialog", dialog)
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("console", lambda message: complaints.append(f"console: {message.text} {message.location.get('url', '')}"))


Opens = Callable[..., Page]


@pytest.fixture
def opens(browser: Browser, complaints: Complaints) -> Iterator[Opens]:
    """Opens a page of a new context: ``opens(width=390, color_scheme="dark", java_script_enabled=False)``."""
    contexts: list[BrowserContext] = []

    def open_page(*, width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        watch(page, complaints)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def parler(transactional_db: None) -> None:
    """The dispute in its main lines."""
    from tests.support import factories  # Needs Django to be set up, which it is not when this file is read.

    docket = factories.docket(docket_number="2:21-cv-00031", source_url="https://court.example/")
    plaintiff = factories.party(docket=docket)
    factories.attorney(party=plaintiff)
    factories.party(docket=docket, name="Amazon Web Services, Inc.", type="Defendant", side="defendant")
    complaint = factories.filing(docket=docket, number="1")
    factories.event(
        filing=complaint, kind=Kind.COMPLAINT, headline="Verified complaint", filed_by="Parler LLC", side="plaintiff"
    )
    motion = factories.filing(
        docket=docket, number="2", long_text="MOTION for Temporary Restraining Order by Parler LLC"
    )
    factories.event(
        filing=motion,
        kind=Kind.MOTION,
        headline="Motion for TRO",
        filed_by="Parler LLC",
        side="plaintiff",
        outcome="denied",
    )
    order = factories.filing(
        docket=docket, number="34", date_filed=date(2021, 1, 21), long_text="ORDER denying 2 Motion for TRO"
    )
    ruling = factories.ruling(filing=order)
    claim = factories.claim(docket=docket, title="Breach of contract")
    factories.disposition(ruling=ruling, motion=factories.motion(filing=motion, title="Motion for TRO"))
    factories.disposition(
        ruling=ruling, claim=claim, outcome=Outcome.NOT_LIKELY_TO_SUCCEED, quotation="scantest speculation"
    )
    factories.event(filing=order, kind=Kind.ORDER, headline="Order denying motion for TRO", outcome="denied")
    factories.observation(filing=order)
    factories.reading(docket=docket)
