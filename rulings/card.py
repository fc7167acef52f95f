"""How a case is told in one glance, where its address is shared: a few lines, a description, and what a picture of it says."""

from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from django.utils import timezone

from dockets.models import Docket
from dockets.print_style import full_date
from rulings.models import Reading
from rulings.rows import outcome_label, tone_of
from rulings.words import STAGE_LABELS, Stage

LOOK = 1
"""Raised when the drawing changes, so that networks fetch it anew."""
_LONGEST = 200
"""Characters of one line."""


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that the picture shows. Equal cards are one picture."""

    site: str
    where: str
    """"W.D. Wash. · 2:21-cv-00031"."""
    caption: str
    stage: str
    ruling: str
    """"Jan. 21, 2021: Preliminary injunction denied", or ""."""
    outcome: str
    tone: str
    coming: str
    """"Next: hearing on Jan. 30, 2021", or ""."""

    @property
    def digest(self) -> str:
        """Names the picture by its content."""
        told = (LOOK, self.site, self.where, self.caption, self.stage, self.ruling, self.outcome, self.tone, self.coming)
        return blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def card_of(docket: Docket, reading: Reading | None, site: str) -> Card:
    """From the docket with its court, and its state of play as the reading has kept it: no query."""
    state: dict[str, Any] = reading.state if reading else {}
    ruling = state.get("ruling") or {}
    today = timezone.now().astimezone(docket.court.zone).date().isoformat()
    coming = next((entry for entry in state.get("dates") or [] if entry["date"] >= today), None)
    outcome = ruling.get("outcome", "")
    return Card(
        site=site,
        where=f"{docket.court.citation or docket.court.name} · {docket.docket_number}"[:_LONGEST],
        caption=(docket.case_name or "Untitled case")[:_LONGEST],
        stage=STAGE_LABELS[Stage(state["stage"])] if state.get("stage") else "",
        ruling=f"{_day(ruling['date'])}: {ruling['headline']}"[:_LONGEST] if ruling else "",
        outcome=outcome_label(outcome),
        tone=tone_of(outcome),
        coming=f"Next: {coming['title']}, {_day(coming['date'])}"[:_LONGEST] if coming else "",
    )


def description(card: Card, docket: Docket) -> str:
    """For search engines and shared links: "Decided. Last ruling, Jan. 21, 2021: Preliminary injunction denied. 12 filings."."""
    number = docket.filing_count
    told = [
        card.stage,
        f"Last ruling, {card.ruling}" if card.ruling else "",
        card.coming,
        f"{number:,} filing{'s' if number != 1 else ''}" if number else "No filing seen yet",
    ]
    return f"{'. '.join(line.rstrip('.') for line in told if line)}."


def _day(iso: str | None) -> str:
    return full_date(date.fromisoformat(iso) if iso else None)
