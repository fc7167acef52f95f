"""The short form of a case for shared links: a few lines, a description, and the content of its picture."""

from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from django.utils import timezone

from dockets.format.print_style import format_date
from dockets.models import Docket
from rulings.html.event_lines import get_outcome_tone, label_outcome
from rulings.models import Reading
from rulings.timeline.account_display import describe_status
from rulings.vocabulary.read_by import BADGE_OF_MACHINE, READ_BY_MACHINE

LOOK = 4
"""Raised when the drawing changes, so that networks fetch the picture anew."""
_LONGEST = 200
"""Characters of one line."""


@dataclass(frozen=True, slots=True)
class ShareCard:
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
    def badge(self) -> str:
        """Says that a machine read the ruling, the status and the date."""
        return BADGE_OF_MACHINE if self.stage or self.ruling or self.coming else ""

    @property
    def digest(self) -> str:
        """Names the picture by its content."""
        told = (
            LOOK,
            self.site,
            self.where,
            self.caption,
            self.stage,
            self.ruling,
            self.outcome,
            self.tone,
            self.coming,
        )
        return blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def build_share_card(docket: Docket, reading: Reading | None, site: str) -> ShareCard:
    """Made from the docket with its court, and the account stored in the reading: no query."""
    state: dict[str, Any] = reading.state if reading else {}
    ruling = state.get("ruling") or {}
    today = timezone.now().astimezone(docket.court.zone).date().isoformat()
    coming = next((entry for entry in state.get("dates") or [] if entry["date"] >= today), None)
    outcome = ruling.get("outcome", "")
    return ShareCard(
        site=site,
        where=f"{docket.court.citation or docket.court.name} · {docket.docket_number}"[:_LONGEST],
        caption=(docket.case_name or "Untitled case")[:_LONGEST],
        stage=describe_status(state["status"]) if state.get("status") and state["passed"] else "",
        ruling=f"{_day(ruling['date'])}: {ruling['headline']}"[:_LONGEST] if ruling else "",
        outcome=label_outcome(outcome),
        tone=get_outcome_tone(outcome),
        coming=f"Next: {coming['title']}, {_day(coming['date'])}"[:_LONGEST] if coming else "",
    )


def describe_case(card: ShareCard, docket: Docket) -> str:
    """For search engines and shared links: "Decided. Last ruling, Jan. 21, 2021: Preliminary injunction denied. 12
    filings. Read by machine from the court’s text."."""
    number = docket.filing_count
    told = [
        card.stage,
        f"Last ruling, {card.ruling}" if card.ruling else "",
        card.coming,
        f"{number:,} filing{'s' if number != 1 else ''}" if number else "No filing seen yet",
        READ_BY_MACHINE if card.badge else "",
    ]
    return f"{'. '.join(line.rstrip('.') for line in told if line)}."


def _day(iso: str | None) -> str:
    return format_date(date.fromisoformat(iso) if iso else None)
