"""Filings that are found by words which stand elsewhere than in their text: what was decided there, what their documents are
called, what is in those; and how hits lie."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from dockets.document_search import NAMES, PAGES, bound, filings_holding, found
from dockets.models import Document
from dockets.models.filing import DOCUMENT_WORDS
from dockets.print_style import COUNTED_TO
from dockets.search import english, passage_in_sql
from rulings.models import Disposition, Ruling
from rulings.models.decision import DISPOSITION_WORDS, RULING_WORDS

FACETS_SHOWN = 12
"""Courts, and years."""
MOST_SAID = 6
"""Passages of one hit."""
LOOKED_AT = 200
"""Of more than 1,000 hits, for how they lie."""


def told_elsewhere(text: str) -> list[int]:
    """Ids of the filings that an editor tells in these words what was decided on (a reason, a quotation, a legal standard, where
    it is reported), or that have a document which is called so, or in whose text they stand. Of each any thousand: more than so
    many hits are not counted."""
    words = english(text)
    of_each = Disposition.objects.alias(told=DISPOSITION_WORDS).filter(told=words).values_list("ruling__filing_id")
    as_whole = Ruling.objects.alias(told=RULING_WORDS).filter(told=words).values_list("filing_id")
    called = Document.objects.alias(told=DOCUMENT_WORDS).exclude(description="").filter(told=words).values_list("filing_id")
    each = [rows.order_by()[:COUNTED_TO] for rows in (of_each, as_whole, called, filings_holding(text))]
    return [filing for (filing,) in each[0].union(*each[1:]).order_by()]


EDITOR, QUOTED, COURT = "editor", "quoted", "court"
_ELSEWHERE = f"""SELECT v.who, d.id AS nearer, v.place AS beside, r.filing_id, 0, NULL::integer, true,
 {passage_in_sql("v.words")}
FROM websearch_to_tsquery('english', %(text)s) AS asked(words), rulings_disposition d JOIN rulings_ruling r ON r.id = d.ruling_id
CROSS JOIN LATERAL (VALUES ('{EDITOR}', 1, d.reason), ('{QUOTED}', 2, d.quotation), ('{EDITOR}', 3, d.standard))
 v(who, place, words)
WHERE r.filing_id = ANY(%(filings)s)
 AND to_tsvector('english', concat_ws(' ', d.reason, d.quotation, d.standard)) @@ asked.words
UNION ALL SELECT '{COURT}', NULL, NULL, named.* FROM ({NAMES}) named
UNION ALL SELECT '{COURT}', NULL, NULL, paged.* FROM ({PAGES}) paged ORDER BY nearer, beside, 4, 5, 6 NULLS FIRST"""  # noqa: S608
"""What was decided first, then names of documents and pages of them. After who and the order, as ``found`` has it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A passage in segments ``(text, is_hit)``. ``who``: ``QUOTED``, the court as an editor quotes it; ``EDITOR``; ``COURT``.
    ``place`` and ``url``: "In the document, page 7", and where that is; "" for what stands in no document's text."""

    who: str
    segments: list[tuple[str, bool]]
    place: str = ""
    url: str = ""


def words_elsewhere(text: str, filings: Mapping[int, str]) -> dict[int, list[Said]]:
    """Where the words stand by which each of ``filings`` was told elsewhere. ``filings``: id -> address of its page."""
    told: dict[int, list[Said]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_ELSEWHERE, bound(text, [*filings]))
        for who, _, _, *row in cursor.fetchall():
            one = found(row)
            said = Said(who, one.segments, one.place, one.address(filings[one.filing]) if one.page else "")
            if who == COURT or any(is_hit for _, is_hit in said.segments):
                told.setdefault(one.filing, []).append(said)
    return {filing: said[:MOST_SAID] for filing, said in told.items()}


@dataclass(frozen=True, slots=True)
class Facets:
    """How the hits lie, the most first: (court's id, its citation or name, hits) and (year, hits), and how many are rulings. Of
    more than 1,000 hits only some are looked at: then the figures are None."""

    courts: list[tuple[str, str, int | None]]
    years: list[tuple[int, int | None]]
    rulings: int | None = 0
    """None: some."""

    @property
    def tell_apart(self) -> bool:
        return len(self.courts) > 1 or len(self.years) > 1 or self.rulings != 0


_FACETS = """SELECT d.court_id, coalesce(nullif(c.citation, ''), c.name), extract(year FROM f.date_filed)::int, count(*),
 count(e.id), grouping(d.court_id)
FROM dockets_filing f JOIN dockets_docket d ON d.id = f.docket_id JOIN dockets_court c ON c.id = d.court_id
LEFT JOIN rulings_timelineevent e ON e.filing_id = f.id AND e.event_kind = 'ruling'
WHERE f.id = ANY(%s) GROUP BY GROUPING SETS ((d.court_id, c.citation, c.name), (extract(year FROM f.date_filed)))
ORDER BY count(*) DESC, 1, 3 DESC"""


def facets(ids: list[int]) -> Facets:
    """Of all hits, or of any 1,001 where there are more."""
    all_seen = len(ids) <= COUNTED_TO
    with connection.cursor() as cursor:
        cursor.execute(_FACETS, [ids if all_seen else ids[:: len(ids) // LOOKED_AT]])
        rows = cursor.fetchall()
    courts = [(court, name, number if all_seen else None) for court, name, _, number, _, is_year in rows if not is_year]
    years = [(year, number if all_seen else None) for _, _, year, number, _, is_year in rows if is_year and year]
    rulings = sum(number for *_, number, is_year in rows if not is_year)
    shown = sorted(years, reverse=True)[:FACETS_SHOWN]
    return Facets(courts[:FACETS_SHOWN], shown, rulings if all_seen or not rulings else None)
