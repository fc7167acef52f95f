"""Where a document is and what it costs: here, free at CourtListener or elsewhere, at PACER for a fee, or nowhere that
is known. Pure; called by the pages of filings and documents and by the list of what editors want.

Source of the prices: the Electronic Public Access Fee Schedule of the Judicial Conference (28 U.S.C. § 1914 note,
effective January 1, 2020), which holds for appellate, district and bankruptcy courts, the Court of International Trade
and the Court of Federal Claims alike: $0.10 a page, and for a document at most the price of thirty pages, $3.00, each
attachment being a document of its own. The limit does not hold for transcripts of court proceedings and for reports
that are not of one case. Judicial opinions, as far as the court marks them as such, are free. An account owes nothing
for a quarter in which its fees do not exceed $30.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from dockets.format.print_style import format_date
from dockets.format.web_links import allow_web_link

CENTS_A_PAGE = 10
MOST_CENTS = 300
"""Of one document that is no transcript."""
WAIVED_CENTS = 3_000
"""Of an account's quarter: up to so much is not billed."""
_FILES = ("storage.courtlistener.com", "archive.org")
"""Hosts that hold the files of the RECAP archive themselves."""
_PAGES = ("www.courtlistener.com", "courtlistener.com")


class Place(StrEnum):
    """Where the document is, the best of the places that are known."""

    HERE = "here"
    RECAP = "recap"
    LINK = "link"
    """Behind an address that a source gave and of which nothing else is known."""
    PACER = "pacer"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What is known of one document. ``url``: the address that a source gave, "" where none did. ``is_named``: whether
    PACER is known to have such a document: a source listed it, or the entry has a number."""

    is_kept: bool = False
    """Whether its text or file is stored here."""
    url: str = ""
    pages: int | None = None
    is_on_pacer: bool = False
    """Whether the court is on PACER."""
    is_named: bool = False
    is_sealed: bool = False
    """Whether the court's text says that it is."""
    is_transcript: bool = False
    is_opinion: bool = False
    restricted_until: date | None = None
    """Of a transcript: the day that the court set for the end of its restriction."""


@dataclass(frozen=True, slots=True)
class Availability:
    """``cents``: the price at PACER; None where it is not known, or where nothing is to be paid."""

    place: Place
    url: str = ""
    """Where it can be read or bought, as a source told; ""."""
    cents: int | None = None
    words: str = ""
    """A sentence or two for readers: where it is, and what it costs."""
    brief: str = ""
    """The same in a few words, for a list; "" where there is nothing to tell that the list does not show anyhow."""

    @property
    def is_free(self) -> bool:
        return self.place in (Place.HERE, Place.RECAP)


def find_document(facts: DocumentFacts, today: date) -> Availability:
    """Where a document is. ``today``: the court's day."""
    url = allow_web_link(facts.url)
    host = (urlsplit(url).hostname or "") if url else ""
    if facts.is_kept:
        return Availability(Place.HERE, words="It can be read here.")
    if host in _FILES or host.endswith(".archive.org"):
        return Availability(
            Place.RECAP, url, words="CourtListener has it in the RECAP archive: free.", brief="Free at CourtListener"
        )
    if facts.is_sealed:
        return Availability(Place.NOWHERE, url, words="The court’s text says that it is sealed.", brief="Sealed")
    is_courts = host.endswith(".uscourts.gov")
    if url and not is_courts and host not in _PAGES:
        return Availability(Place.LINK, url, words="A source tells an address where it is kept.")
    if facts.is_on_pacer and (facts.is_named or is_courts):
        cents = get_price(facts)
        words = f"{_say_price(facts, cents)}{_say_restriction(facts, today)}"
        return Availability(Place.PACER, url, cents, words, _say_briefly(facts, cents, today))
    return Availability(Place.NOWHERE, url, words="Where it can be had is not known.")


def get_price(facts: DocumentFacts) -> int | None:
    """The price at PACER in cents; None where the number of pages is not known."""
    if facts.pages is None:
        return None
    cents = facts.pages * CENTS_A_PAGE
    return cents if facts.is_transcript else min(cents, MOST_CENTS)


def format_cents(cents: int) -> str:
    """ "$3.00", "$1,204.10"."""
    return f"${cents // 100:,}.{cents % 100:02}"


def _say_price(facts: DocumentFacts, cents: int | None) -> str:
    if cents is None:
        most = "no upper limit for transcripts" if facts.is_transcript else f"at most {format_cents(MOST_CENTS)}"
        told = f"PACER, price unknown: the court does not tell its pages ($0.10 each, {most})."
    else:
        number = facts.pages or 0
        told = f"PACER, {format_cents(cents)} for {number:,} page{'' if number == 1 else 's'}."
    return f"{told} Free if the court marked it as an opinion." if facts.is_opinion else told


def _say_briefly(facts: DocumentFacts, cents: int | None, today: date) -> str:
    told = "PACER, price unknown" if cents is None else f"PACER, {format_cents(cents)}"
    if facts.restricted_until and facts.restricted_until > today:
        return f"{told}, restricted until {format_date(facts.restricted_until)}"
    return told


def _say_restriction(facts: DocumentFacts, today: date) -> str:
    if facts.restricted_until is None:
        return ""
    day = format_date(facts.restricted_until)
    if facts.restricted_until > today:
        return (
            f" Restricted until {day}, the day that the court set: until then it can be read at the courthouse, or be"
            " had from the court reporter."
        )
    return f" The court set {day} for the end of its restriction; whether it is public now is not known."
