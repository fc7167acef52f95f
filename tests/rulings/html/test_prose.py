"""Editors' prose is Markdown on each page that shows it, and safe there."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rulings.html.prose import has_marks, render_prose
from rulings.interpret.docket import interpret_docket
from rulings.models import Editorial
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
BASE = "/cases/wawd/2:21-cv-00031/"
FIVE = {name: f"*{name}* of #34 <u>x</u>" for name in ("case", "filing", "claim", "reason", "side", "milestone")}


@pytest.mark.parametrize("source", ["Plain words & § 1, as of Jan. 3.", "A dash - here; “5 of 6”? No: 5, 6."])
def test_plain_words_need_no_parser_and_are_the_same(source: str) -> None:
    assert not has_marks(source)
    assert render_prose(source, BASE) == render_prose(f"{source}\n", BASE).strip()


def test_every_page_that_shows_prose_shows_markdown(client: Client) -> None:
    docket = factories.docket(docket_number="2:21-cv-00031")
    order = factories.filing(docket=docket, number="34", long_text="ORDER denying the motion. *Not* Markdown.")
    claim = factories.claim(docket=docket, summary=FIVE["claim"])
    claim.positions.create(stance="for", text=FIVE["side"])
    ruling = factories.ruling(filing=order, read_by_machine=False, is_complete=True)
    decided: dict[str, Any] = {"claim": claim, "motion": None, "outcome": "dismissed", "read_by_machine": False}
    factories.disposition(ruling=ruling, reason=FIVE["reason"], **decided)
    for filing, name in ((None, "case"), (order, "filing")):
        Editorial.objects.create(docket=docket, filing=filing, summary=FIVE[name], edited_at=timezone.now())
    factories.milestone(docket=docket, text=FIVE["milestone"])
    interpret_docket(docket.pk)
    shown = {
        BASE: {"case", "milestone", "reason"},
        f"{BASE}filings/34/": {"filing", "reason"},
        f"{BASE}claims/": {"claim", "reason", "side"},
    }
    for address, names in shown.items():
        page = pages.parsed(client.get(address, follow=True))
        assert {pages.text(each) for each in page.iter("em")} >= names, address
        assert not list(page.iter("u")), "no HTML of theirs"
        assert f"{BASE}filings/34/" in set(pages.addresses(page))
        assert "*Not* Markdown" in pages.text(page) or "claims" in address, "the court's words are as they are"
    line = pages.text(pages.parsed(client.get(BASE)))
    assert "filing of #34" in line and "*filing*" not in line, "one sentence: its words alone"
