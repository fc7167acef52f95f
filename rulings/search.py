"""What the reading adds to search: filings that are found by the words of what was decided there, which stand in no court's text,
and how hits lie."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from dockets.print_style import COUNTED_TO
from dockets.search import english, passage, segments
from rulings.models import Disposition, Ruling
from rulings.models.decision import DISPOSITION_WORDS, RULING_WORDS

FACETS_SHOWN = 12
"""Courts, and years."""
LOOKED_AT = 200
"""Of more than 1,000 hits, for how they lie."""


def decided_in_words(text: str) -> list[int]:
    """Ids of the filings on which something was decided in these words: an editor's reason, a quotation, a legal standard, or
    where the ruling is reported. The newest thousand; the machine enters none of these words."""
    words = english(text)
    of_each = Disposition.objects.alias(told=DISPOSITION_WORDS).filter(told=words).order_by().values_list("ruling__filing_id")
    as_whole = Ruling.objects.alias(told=RULING_WORDS).filter(told=words).order_by().values_list("filing_id")
    return [filing for (filing,) in of_each.union(as_whole).order_by("-ruling__filing_id")[:COUNTED_TO]]


@dataclass(frozen=True, slots=True)
class Said:
    """A passage of what was decided, in segments ``(text, is_hit)``; ``by_court``: a quotation, else an editor's words."""

    by_court: bool
    segments: list[tuple[str, bool]]


def words_decided(text: str, filings: Collection[int]) -> dict[int, list[Said]]:
    """What was decided on each of these filings in these words."""
    decided = Disposition.objects.alias(told=DISPOSITION_WORDS).filter(told=english(text), ruling__filing_id__in=filings)
    passages = [passage(field, text) for field in ("reason", "quotation", "standard")]
    found: dict[int, list[Said]] = {}
    for filing, reason, quotation, standard in decided.order_by("id").values_list("ruling__filing_id", *passages):
        told = [Said(False, segments(reason)), Said(True, segments(quotation)), Said(False, segments(standard))]
        found.setdefault(filing, []).extend(said for said in told if any(is_hit for _, is_hit in said.segments))
    return found


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
