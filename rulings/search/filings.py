"""Filings found by words that are not in their own text: what was decided there, their documents' names and contents;
and how the hits are distributed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, CharField, Count, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from dockets.documents.search import find_filings_by_document_text, names_holding, pages_holding, parse_found_row
from dockets.format.print_style import COUNTED_TO
from dockets.models import Document, Filing
from dockets.models.filing import DOCUMENT_WORDS
from dockets.search.full_text import SearchResults, build_passage, build_search_query
from rulings.models import Disposition, Ruling
from rulings.models.decision import DISPOSITION_WORDS, RULING_WORDS
from rulings.vocabulary.house_style import name_standard
from rulings.vocabulary.kinds import EventKind

FACETS_SHOWN = 12
"""Courts, and years."""
MOST_PASSAGES = 6
"""Passages of one hit."""


def find_filings_by_decision(text: str) -> list[int]:
    """Ids of the filings where these words are in an editor's description of a decision (a reason, a quotation, a legal
    standard, a citation), in a document's name, or in its text. At most a thousand of each kind, since more hits are
    not counted."""
    query = build_search_query(text)
    said = Disposition.objects.published().alias(words=DISPOSITION_WORDS).filter(words=query)
    decisions = said.values_list("ruling__filing_id")
    rulings = Ruling.objects.published().alias(words=RULING_WORDS).filter(words=query).values_list("filing_id")
    named = Document.objects.alias(words=DOCUMENT_WORDS).exclude(description="").filter(words=query)
    found = (decisions, rulings, named.values_list("filing_id"), find_filings_by_document_text(text))
    first, *others = [rows.order_by()[:COUNTED_TO] for rows in found]
    return [filing for (filing,) in first.union(*others).order_by()]


EDITOR, QUOTED, COURT = "editor", "quoted", "court"
_STANDARD = 3
_OF_DECISION = (("reason", EDITOR, 1), ("quotation", QUOTED, 2), ("standard", EDITOR, _STANDARD))
"""Field of a decision, whose words it holds, and the order."""


@dataclass(frozen=True, slots=True)
class WordsFound:
    """A passage in segments ``(text, is_hit)``. ``who``: ``QUOTED``, the court as quoted by an editor; ``EDITOR``;
    ``COURT``. ``place`` and ``url``: "In the document, page 7", and its address; "" for a passage that is not in a
    document's text. ``source``: where the editors have a quotation from that stands in no text kept here."""

    who: str
    segments: list[tuple[str, bool]]
    place: str = ""
    url: str = ""
    source: str = ""

    @property
    def is_courts(self) -> bool:
        return self.who != EDITOR and not self.source


def find_matching_words(text: str, filings: Mapping[int, str]) -> dict[int, list[WordsFound]]:
    """The passages by which each of ``filings`` was found outside its own text. ``filings``: id -> address of its
    page."""
    found: dict[int, list[WordsFound]] = {}
    for who, _, place, source, *row in sorted(_passages(text, [*filings]), key=_order):
        hit = parse_found_row(row)
        if who == COURT or any(is_hit for _, is_hit in hit.segments):
            segments = _as_named(hit.segments) if place == _STANDARD else hit.segments
            address = hit.address(filings[hit.filing]) if hit.page else ""
            found.setdefault(hit.filing, []).append(WordsFound(who, segments, hit.place, address, source))
    return {filing: passages[:MOST_PASSAGES] for filing, passages in found.items()}


def _as_named(segments: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """A standard that this site has renamed is shown by its name here, in which nothing need be what was looked for."""
    stored = "".join(words for words, _ in segments)
    named = name_standard(stored)
    return segments if named == stored else [(named, False)]


def _passages(text: str, filings: Sequence[int]) -> "QuerySet[Any, Any]":
    """Whose words, of which decision, at which place there, and where from; then what ``parse_found_row`` takes.
    Documents' texts and names belong to no decision."""
    decided = (
        Disposition.objects.published()
        .alias(words=DISPOSITION_WORDS)
        .filter(words=build_search_query(text), ruling__filing__in=filings)
        .order_by()
    )
    none, kept = Cast(Value(None), BigIntegerField()), Value("", output_field=CharField())
    whole = (Value(0), Cast(Value(None), IntegerField()), Value(True))
    parts = [
        decided.values_list(
            Value(who), "pk", Value(place), F("quoted_from") if who == QUOTED else kept, "ruling__filing", *whole,
            build_passage(field, text),
        )
        for field, who, place in _OF_DECISION
    ]  # fmt: skip
    at = (Value(COURT), none, none, kept)
    of_documents = (names_holding(text, filings, *at), pages_holding(text, filings, *at))
    return parts[0].union(*parts[1:], *of_documents, all=True)


def _order(row: Sequence[Any]) -> tuple[int, ...]:
    """Decisions first, in their order; then by filing and document, names before pages."""
    _, decision, place, _, filing, document, page, *_ = row
    return (decision is None, decision or 0, place or 0, filing, document, page or 0)


@dataclass(frozen=True, slots=True)
class SearchFacets:
    """How the hits are distributed, largest first: (court's id, its citation or name, hits) and (year, hits), and how
    many are rulings. Of more than 1,000 hits only a sample is looked at; then the figures are None."""

    courts: list[tuple[str, str, int | None]]
    years: list[tuple[int, int | None]]
    rulings: int | None = 0
    """None: some in the sample are."""

    @property
    def tell_apart(self) -> bool:
        return len(self.courts) > 1 or len(self.years) > 1 or self.rulings != 0


def count_facets(found: SearchResults) -> SearchFacets:
    """Without figures where ``found`` has only a sample of the hits."""
    if not found.ids:
        return SearchFacets([], [])
    exact = not found.is_sampled
    rows = sorted(_count_by_court_and_year(found.ids), key=_most_first)
    courts = [(row["court"], row["name"], row["number"] if exact else None) for row in rows if row["court"]]
    years = [(row["year"], row["number"] if exact else None) for row in rows if row["year"]]
    rulings = sum(row["ruled"] for row in rows if row["court"])
    latest = sorted(years, reverse=True)[:FACETS_SHOWN]
    return SearchFacets(courts[:FACETS_SHOWN], latest, rulings if exact or not rulings else None)


def _count_by_court_and_year(ids: Sequence[int]) -> "QuerySet[Any, Any]":
    """The number of filings, and of rulings among them, for each court and for each year."""
    hits, blank = Filing.objects.filter(pk__in=ids), Cast(Value(None), CharField())
    named = Coalesce(NullIf("docket__court__citation", Value("")), "docket__court__name")
    by_court = hits.values(court=F("docket__court"), name=named, year=Cast(Value(None), IntegerField()))
    by_year = hits.filter(date_filed__isnull=False).values(court=blank, name=blank, year=F("date_filed__year"))
    ruled = Count("events", filter=Q(events__event_kind=EventKind.RULING), distinct=True)
    each = [rows.annotate(number=Count("pk", distinct=True), ruled=ruled).order_by() for rows in (by_court, by_year)]
    return each[0].union(each[1], all=True)


def _most_first(row: Mapping[str, Any]) -> tuple[int, bool, str, int]:
    return (-row["number"], row["court"] is None, row["court"] or "", -(row["year"] or 0))
