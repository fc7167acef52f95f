"""What a court's text, a name or a file name must never do to a page: vectors for cross-site scripting, of every
family."""

import json
from typing import Any

from django.contrib.auth.models import User

from dockets.format.urls import build_docket_url
from dockets.http.query_values import strip_control_characters
from dockets.models import Docket, Filing
from rulings.models import Annotation, Editorial
from rulings.notes import replies
from rulings.vocabulary.kinds import Kind
from rulings.vocabulary.outcomes import Outcome
from tests.support import factories
from tests.support.data import DATA

CALL = "alert(1)"

VECTORS: list[str] = json.loads((DATA / "hostile.json").read_text(encoding="utf-8"))
"""Elements, breaks out of attributes and elements, mutations, templates; each calls ``CALL`` if it can."""
CORPUS: list[str] = json.loads((DATA / "dompurify.json").read_text(encoding="utf-8"))
"""What DOMPurify is held to by those who keep it: the payloads of its own tests, version 3.1.7, by Cure53 and others,
under the Apache License 2.0 (https://github.com/cure53/DOMPurify, test/fixtures/expect.mjs)."""


def case_of_vectors() -> Docket:
    """A case that is hostile in every text: name, parties, lawyers, filings, documents, claims, rulings, hearings,
    sources."""
    every = " ".join(VECTORS)
    docket = factories.docket(
        docket_number="2:21-cv-00031", case_name=every, assigned_to=VECTORS[0], cause=VECTORS[6],
        nature_of_suit=VECTORS[14], source_url=f"javascript:{CALL}", division=VECTORS[3], party_count=1,
    )  # fmt: skip
    _people(docket, every)
    for place, vector in enumerate(VECTORS, start=1):
        filing = factories.filing(docket=docket, number=str(place), long_text=vector)
        factories.event(
            filing=filing, kind=Kind.MOTION, headline=vector, filed_by=vector, thread=[_said(vector, filing.public_id)]
        )
    _decision(docket, every)
    _relatives(docket, every)
    factories.reading(docket=docket)
    return docket


def _people(docket: Docket, every: str) -> None:
    party = factories.party(docket=docket, name=every, type=VECTORS[0], extra_info=every)
    factories.attorney(
        party=party, name=VECTORS[14], firm=VECTORS[0], city=VECTORS[6], contact=every, roles=[VECTORS[6]]
    )


def _said(vector: str, public_id: str) -> dict[str, Any]:
    said = {"number": vector, "public_id": public_id, "headline": vector, "date": None, "outcome": ""}
    return {"relation": "about", "outgoing": True, **said}


def _decision(docket: Docket, every: str) -> None:
    """A ruling that is also a filing with documents, a hearing and two sources, all hostile."""
    filing = factories.filing(docket=docket, number="900", long_text=every, short_text=every)
    ruling = factories.ruling(filing=filing, title=every)
    claim = factories.claim(docket=docket, number=1, title=VECTORS[14], ground=VECTORS[0])
    factories.disposition(
        ruling=ruling, claim=claim, outcome=Outcome.DENIED, quotation=every, reason=every, place=VECTORS[6]
    )
    factories.event(filing=filing, kind=Kind.ORDER, headline=every, outcome="denied", filed_by=every)
    factories.document(filing=filing, description=every, url=f"javascript:{CALL}")
    factories.document(filing=filing, number=1, description=every, url=f"data:text/html,<script>{CALL}</script>")
    hearing = factories.hearing(
        docket=docket, filing=filing, title=VECTORS[14], place=VECTORS[0], date=docket.created_at.date()
    )
    factories.event(hearing=hearing, headline=every)
    factories.event(
        milestone=factories.milestone(
            docket=docket, headline=VECTORS[0], text=every, source=VECTORS[14], source_url=f"javascript:{CALL}"
        ),
        headline=every,
    )
    factories.observation(filing=filing, payload=factories.payload(name=VECTORS[14]))
    factories.observation(
        filing=filing, channel="court-feed", long_text="x " + every, payload=factories.payload(name=VECTORS[0])
    )
    factories.filing(docket=docket, number="900", long_text=every)


def _relatives(docket: Docket, every: str) -> None:
    factories.relation(docket=docket, other=factories.docket(case_name=every))
    factories.import_run(reference=VECTORS[14], error=every, refused=[{"where": every, "why": every}]).dockets.add(
        docket
    )


def addresses(docket: Docket) -> list[str]:
    """Every kind of page that shows something of the case."""
    base = build_docket_url(docket.court_id, docket.docket_number)
    ruling = docket.filings.filter(ruling__isnull=False).get()
    return [
        "/",
        "/cases/",
        "/search/?q=script",
        "/search/?q=2:21-cv-00031&filings",
        base,
        f"{base}?order=newest",
        f"{base}?q=script&rulings=",
        f"{base}filings/{ruling.public_id}/",
        f"{base}filings/900/",
        f"{base}filings/1/",
    ]


def filing_of_notes(editor: User) -> tuple[Filing, list[Annotation]]:
    """A filing whose text and headline are payloads, with a note and an answer for each of both lists."""
    docket = factories.docket(case_name=CORPUS[0], docket_number="2:21-cv-00032")
    words = [vector for each in VECTORS + CORPUS if (vector := strip_control_characters(each)).strip()]
    filing = factories.filing(docket=docket, number="1", long_text="\n".join(words), short_text=words[0])
    factories.event(filing=filing, kind=Kind.ORDER, headline=words[1])
    Editorial.objects.create(
        docket=docket, filing=filing, headline=words[2], summary="\n".join(words), pinned=True, edited_at=factories.NOW
    )
    notes = []
    for place, vector in enumerate(words):
        note = factories.annotation(
            filing=filing, author=editor, body=vector, passage=vector[:40] if place % 2 else "", tags=("x",)
        )
        replies.add_reply(note.pk, vector, by=editor, now=factories.NOW)
        notes.append(note)
    return filing, notes
