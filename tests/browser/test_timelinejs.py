"""What we give to TimelineJS, read by TimelineJS itself on a page of another site."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from dockets.models import Docket
from tests.browser.conftest import Complaints, Opens
from tests.support import factories, hostile

pytestmark = pytest.mark.django_db(transaction=True)

READER = Path(__file__).parent / "timelinejs" / "timeline.js"
READ = """address => new Promise(read => {
    const timeline = new TL.Timeline("timeline", address, {hash_bookmark: false, font: null});
    const told = () => ({
        errors: timeline.config.getErrors(), title: timeline.config.title.text.headline, scale: timeline.config.scale,
        events: timeline.config.events.map(e => ({
            id: e.unique_id, year: e.start_date.data.year, shown: e.start_date.getDisplayDate(),\
 headline: e.text.headline,
        })),
        drawn: document.querySelectorAll(".tl-timemarker").length,
    });
    timeline.on("ready", () => read(told()));
})"""


def article(opens: Opens) -> Page:
    """A page of no site of ours, with the reader on it."""
    page = opens()
    page.set_content('<div id="timeline" style="width: 1000px; height: 600px"></div>')
    page.add_script_tag(path=READER)
    return page


def address(live: str, docket: Docket) -> str:
    return f"{live}/cases/{docket.court_id}/{docket.docket_number}/timeline.timelinejs.json"


def test_its_reader_takes_every_dated_line(opens: Opens, live: str, complaints: Complaints) -> None:
    docket = factories.docket(docket_number="2:21-cv-00031", case_name="Parler LLC v. Amazon & Others")
    for number, day in (("1", date(2021, 1, 11)), ("2", date(99, 3, 1)), ("3", None)):
        factories.event(
            filing=factories.filing(docket=docket, number=number, date_filed=day, short_text=f"Paper <b>{number}")
        )
    factories.event(milestone=factories.milestone(docket=docket))
    factories.reading(docket=docket)
    read: Any = article(opens).evaluate(READ, address(live, docket))
    assert read["errors"] == [] and read["scale"] == "human"
    assert read["title"] == "Parler LLC v. Amazon &amp; Others"
    assert [(event["year"], event["headline"]) for event in read["events"]] == [
        (99, "Paper &lt;b&gt;2"),
        (2021, "Hosting ends"),
        (2021, "Paper &lt;b&gt;1"),
    ]
    assert read["events"][2]["shown"] == "Jan. 11, 2021" and len({event["id"] for event in read["events"]}) == 3
    assert complaints == []


def test_it_draws_them_and_runs_nothing_of_a_courts_text(opens: Opens, live: str, complaints: Complaints) -> None:
    docket = hostile.case_of_vectors()
    page = article(opens)
    read: Any = page.evaluate(READ, address(live, docket))
    assert read["errors"] == [] and read["drawn"] == len(read["events"]) > 100
    page.wait_for_timeout(300)
    assert complaints == []
