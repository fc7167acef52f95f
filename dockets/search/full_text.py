"""Full-text search that is quick for every word: common, rare, absent, phrase or stop word. Called by the reading's
search.

The plain query is slow for the words that nobody tests: asked for the newest rows that hold a word, PostgreSQL walks
the date index and, for a word that occurs nowhere, reads the whole table. So there are two queries. The first fetches
at most 1,001 ids through the text index. If there are fewer, these are all hits, and they are sorted; if not, the word
is common, and walking the date index finds a page of it at once. Hits beyond 1,000 are never counted.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db import OperationalError, transaction
from django.db.models import Case, Exists, F, FloatField, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat, Left, Replace, Right
from psycopg.errors import QueryCanceled

from dockets.db import keyset, search_limits
from dockets.db.keyset import Key, KeysetPage
from dockets.format.print_style import COUNTED_TO
from dockets.models import Filing
from dockets.models.filing import SEARCHED_CHARACTERS, FilingQuerySet, select_court_words
from dockets.search.by_case import CasePage, FoundFiling, take_case_page

QUERY_LENGTH = 200
"""Characters. A query of 100 KB of operators keeps PostgreSQL's parser busy for 40 ms."""
PAGE = 20
SAMPLED = 100
"""Hits of a common word in its sample. Of 1,001 hits in a million filings, these are found among 100,000."""
TIMEOUT = "3s"
"""Time limit of one statement; the slowest expected takes a thirtieth of it."""
NEWEST = (Key("date_filed", "date", descending=True, nullable=True), Key("id", "int", descending=True))
DATED = (Key("date_filed", "date", descending=True), NEWEST[1])
RELEVANT = (Key("rank", "int", descending=True), *NEWEST)
RANKED = 1_000
"""Of a common word so many of its hits, the newest, are sorted by relevance."""
_UNIT, _ELSEWHERE, _LIFT = 1_000_000, 0.1, 2.0
"""A rank as a whole number; that of a hit by words outside its own text (a single word in a text has 0.06 at most); by
how much a filing of weight counts more."""

_HIT, _END, _LESS, _CUT = "\x02", "\x03", "\x04", "\x05"
"""Markers that no court's text contains, since ``normalise`` drops control characters. ``_LESS`` stands for "<",
because ``ts_headline`` would take what follows it for a tag and drop it; ``_CUT`` separates a passage from the ends of
its text."""
_EDGE = 60
"""Characters of each end of the text that are fetched: comparing them with the passage shows whether it has been
cut."""
_MOST_WORDS, _FEWEST_WORDS = 45, 25
_SEGMENT = re.compile(f"{_HIT}([^{_END}]*){_END}|([^{_HIT}]+|{_HIT})")


class SearchTooSlow(Exception):
    """The search ran into its time limit."""


@dataclass(frozen=True, slots=True)
class SearchNarrowing:
    """What hits are restricted to: a court (its id, "" for all), a year of filing, and the filings whose ids a query
    yields."""

    court: str = ""
    year: int | None = None
    among: QuerySet[Any, Any] | None = None

    def of(self, filings: FilingQuerySet) -> FilingQuerySet:
        if self.court:
            filings = filings.filter(docket__court=self.court)
        if self.among is not None:
            filings = filings.filter(pk__in=self.among)
        return filings.filter(date_filed__year=self.year) if self.year else filings


@dataclass(frozen=True, slots=True)
class CaseGrouping:
    """Hits grouped by case, of each at most ``of_case``; the case of the newest hit first, or ``is_ranked`` that of the
    best one. ``weighty``: of which filings, by ``OuterRef``, relevance counts more."""

    of_case: int
    is_ranked: bool = False
    weighty: Exists | None = None


@dataclass(frozen=True, slots=True)
class SearchResults:
    """One page of hits, newest first unless asked otherwise. ``count`` is exact up to 1,000; 1,001 means "more"."""

    count: int
    page: KeysetPage = field(default_factory=lambda: KeysetPage([]))
    ids: list[int] = field(default_factory=list)
    """Ids of all hits; of more than 1,000, a sample (``is_sampled``)."""
    only_stop_words: bool = False
    """True: nothing was searched for, since words such as "the" and "of" are in no index."""
    more: Mapping[int, int] = field(default_factory=dict)
    """Where hits are grouped: docket -> its hits that are on no page. A common word's newest hits are not grouped."""

    @property
    def is_sampled(self) -> bool:
        """Whether ``ids`` are only a sample of the hits."""
        return self.count > COUNTED_TO


def build_search_query(text: str) -> SearchQuery:
    """Parses ``text`` as people type it into search engines: words, "phrases", or, -not. Never an error, whatever is
    typed."""
    return SearchQuery(drop_repeated_words(text[:QUERY_LENGTH]), config="english", search_type="websearch")


_OR = re.compile(r"\bor\b", re.IGNORECASE)
_ASKED = re.compile(r'-?"[^"]*"?|[^\s"]+')
"""A phrase, which a quotation mark that is not closed begins too, or a word."""


def drop_repeated_words(text: str) -> str:
    """``text`` without repeated words and phrases: PostgreSQL takes each repetition for one more condition, and so
    underestimates the matches."""
    if _OR.search(text):
        return text
    asked: dict[str, str] = {}
    for one in _ASKED.findall(text):
        asked.setdefault(one.casefold().strip("()&|!<>:*.,;"), one)
    return " ".join(asked.values())


ALL = SearchNarrowing()


@dataclass(frozen=True, slots=True)
class _Asked:
    text: str
    also: Sequence[int]
    keys: Sequence[Key]
    place: list[Any] | None
    backwards: bool
    grouping: CaseGrouping | None


def search_filings(
    text: str,
    narrowing: SearchNarrowing = ALL,
    *,
    also: Sequence[int] = (),
    after: str = "",
    before: str = "",
    grouping: CaseGrouping | None = None,
) -> SearchResults:
    """Filings whose text holds ``text``, and those with the ids ``also`` (hits found elsewhere, such as in documents);
    rows are dicts (``_COLUMNS``) with ``snippet`` in segments.

    Raises ``SearchTooSlow``, and ``keyset.BadCursor`` for an invalid cursor.
    """
    keys, start = RELEVANT if grouping and grouping.is_ranked else NEWEST, after or before
    # Before anything is asked of the database.
    place = keyset.read_cursor(keys, start) if start else None
    asked = _Asked(text, also, keys, place, bool(before) and not after, grouping)
    holds = Q(search=build_search_query(text))
    matches = narrowing.of(Filing.objects.current().filter(holds | Q(pk__in=also) if also else holds))
    with limit_search_time():
        if not search_limits.begin_word_search(text[:QUERY_LENGTH], timeout=TIMEOUT):
            return SearchResults(0, only_stop_words=True)
        ids = list(matches.order_by().values_list("pk", flat=True)[: COUNTED_TO + 1])
        if len(ids) > COUNTED_TO:
            return _search_common(matches, asked, len(ids))
        if grouping:
            page, more = _group(ids, asked, grouping)
            return SearchResults(len(ids), page, ids, more=more)
        return SearchResults(len(ids), _arrange(_among(ids, text, place, asked.backwards), asked), ids)


def _search_common(matches: FilingQuerySet, asked: _Asked, count: int) -> SearchResults:
    search_limits.walk_indexes_in_order()
    sample = _sample(matches)
    if asked.grouping is None or not asked.grouping.is_ranked:
        return SearchResults(count, _arrange(_walk(matches, asked.text, asked.place, asked.backwards), asked), sample)
    newest = matches.filter(date_filed__isnull=False).order_by(*keyset.order_by_keys(DATED))
    ids = list(newest.values_list("pk", flat=True)[:RANKED])
    page, more = _group(ids, asked, asked.grouping)
    return SearchResults(count, page, sample, more=more)


def _arrange(found: list[dict[str, Any]], asked: _Asked) -> KeysetPage:
    return keyset.arrange_page(found, NEWEST, PAGE, backwards=asked.backwards, has_start=asked.place is not None)


def _group(ids: Sequence[int], asked: _Asked, grouping: CaseGrouping) -> tuple[KeysetPage, Mapping[int, int]]:
    hits = Filing.objects.filter(pk__in=ids)
    rank: Any = _build_rank(asked, grouping) if grouping.is_ranked else Value(0)
    told = hits.order_by().values_list("pk", "docket_id", "date_filed", rank)
    at = asked.place
    place = FoundFiling(at[-1], 0, at[-2], at[0] if grouping.is_ranked else 0) if at else None
    found = (FoundFiling(*row) for row in told)
    page = take_case_page(found, PAGE, grouping.of_case, place=place, backwards=asked.backwards)
    shown = {row["id"]: row for row in _shown(Filing.objects.filter(pk__in=[hit.id for hit in page.hits]), asked.text)}
    return _build_case_page(page, asked.keys, [shown[hit.id] for hit in page.hits if hit.id in shown]), page.more


def _build_rank(asked: _Asked, grouping: CaseGrouping) -> Cast:
    """How often and how near to each other its words hold what was asked for, the shorter the text the more; a hit by
    words elsewhere counts at least ``_ELSEWHERE``."""
    shorter_first = Value(1)  # ts_rank's normalisation: divided by one and the logarithm of the length
    rank: Any = SearchRank(F("search"), build_search_query(asked.text), normalization=shorter_first)
    if asked.also:
        rank = rank + Case(When(pk__in=asked.also, then=_ELSEWHERE), default=0.0, output_field=FloatField())
    if grouping.weighty is not None:
        rank = rank * Case(When(grouping.weighty, then=_LIFT), default=1.0, output_field=FloatField())
    return Cast(rank * _UNIT, IntegerField())


def _build_case_page(page: CasePage, keys: Sequence[Key], rows: list[dict[str, Any]]) -> KeysetPage:
    ends = [
        keyset.write_cursor([*([lead.rank] if keys is RELEVANT else ()), lead.day, lead.id])
        for lead in (*page.leads[:1], *page.leads[-1:])
    ]
    after, before = page.has_after and bool(ends), page.has_before and bool(ends)
    return KeysetPage(rows, after=ends[1] if after else "", before=ends[0] if before else "")


@contextmanager
def limit_search_time() -> Iterator[None]:
    """A transaction whose search settings end with it, and which turns a time-out into ``SearchTooSlow``."""
    try:
        with transaction.atomic():
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise SearchTooSlow from error
        raise


def _sample(matches: FilingQuerySet) -> list[int]:
    """Ids of ``SAMPLED`` hits of a common word: those whose public ids come first. These are drawn at random, so no
    case, court or year is preferred; and the sample is the same each time, which a LIMIT without an order is not."""
    return list(matches.order_by("public_id").values_list("pk", flat=True)[:SAMPLED])


def _among(ids: Sequence[int], text: str, place: list[Any] | None, backwards: bool) -> list[dict[str, Any]]:
    rows = Filing.objects.filter(pk__in=ids)
    if place is not None:
        rows = rows.filter(keyset.filter_beyond(NEWEST, place, backwards=backwards))
    return _shown(rows, text, backwards)


def _walk(matches: FilingQuerySet, text: str, place: list[Any] | None, backwards: bool) -> list[dict[str, Any]]:
    """One page of a common word's hits along the date index. Dated filings come first, each page entering the index
    where it begins; at the very end come those without a date."""
    found: list[dict[str, Any]] = []
    for undated in (True, False) if backwards else (False, True):
        if len(found) <= PAGE and (rows := _part(matches, place, undated, backwards)) is not None:
            found += _shown(rows, text, backwards)[: PAGE + 1 - len(found)]
    return found


def _part(matches: FilingQuerySet, values: list[Any] | None, undated: bool, backwards: bool) -> FilingQuerySet | None:
    """The dated or the undated filings of a walk that lie beyond ``values``; None if they all lie on its other side."""
    keys = NEWEST[1:] if undated else DATED
    rows = matches.filter(date_filed__isnull=undated)
    if values is not None:
        began_undated = values[0] is None
        if undated == began_undated:
            rows = rows.filter(keyset.filter_beyond(keys, values[1:] if undated else values, backwards=backwards))
        elif undated == backwards:
            return None
    return rows


_COLUMNS = (
    "id",
    "docket_id",
    "number",
    "public_id",
    "date_filed",
    "docket__court_id",
    "docket__court__citation",
    "docket__court__name",
    "docket__docket_number",
    "docket__case_name",
)


def _shown(filings: FilingQuerySet, text: str, backwards: bool = False) -> list[dict[str, Any]]:
    """The first of ``filings``, one more than a page holds, each with its passage. The rows are chosen in a subquery:
    making a passage takes longer than finding its filing."""
    order = keyset.order_by_keys(NEWEST, backwards=backwards)
    chosen = Filing.objects.filter(pk__in=filings.order_by(*order).values("pk")[: PAGE + 1])
    passage = build_passage(select_court_words(SEARCHED_CHARACTERS), text)
    hits = chosen.annotate(passage=passage).values(*_COLUMNS, "passage")
    rows = [row | {"snippet": split_passage(row["passage"])} for row in hits]
    return sorted(rows, key=lambda row: (row["date_filed"] or date.min, row["id"]), reverse=not backwards)


def build_passage(words: Any, text: str) -> Concat:
    """SQL expression for the passages of ``words`` that hold ``text``, to be passed to ``split_passage``."""
    found = SearchHeadline(
        Replace(words, Value("<"), Value(_LESS)),
        build_search_query(text),
        config="english",
        start_sel=_HIT,
        stop_sel=_END,
        max_words=_MOST_WORDS,
        min_words=_FEWEST_WORDS,
    )
    ends = (Left(words, _EDGE), Value(_CUT), Right(words, _EDGE), Value(_CUT))
    return Concat(*ends, found, output_field=TextField())


def build_marked_words(words: str, text: str) -> SearchHeadline:
    """SQL expression for all of the field ``words`` with marks around what ``text`` finds, to be passed to
    ``find_marked_places``."""
    return SearchHeadline(
        Replace(words, Value("<"), Value(_LESS)),
        build_search_query(text),
        config="english",
        start_sel=_HIT,
        stop_sel=_END,
        highlight_all=True,
    )


def find_marked_places(marked: str) -> list[tuple[int, int]]:
    """From where to where each hit goes in the words without marks."""
    places, begin = [], 0
    for match in _SEGMENT.finditer(marked):
        hit, text = match.groups()
        end = begin + len(hit if hit is not None else text)
        if hit is not None:
            places.append((begin, end))
        begin = end
    return places


def split_passage(passage: str) -> list[tuple[str, bool]]:
    """Splits a passage into ``(text, is_hit)``: the template escapes each and marks the hits. A passage cut out of a
    longer text begins and ends with "…"."""
    *edges, held = passage.rsplit(_CUT, 2)
    matches = (match.groups() for match in _SEGMENT.finditer(held))
    found = [((hit or text or "").replace(_LESS, "<"), hit is not None) for hit, text in matches]
    plain = "".join(text for text, _ in found).strip()
    if not (edges and plain):
        return found
    first, last = edges[0].lstrip()[: len(plain)], edges[1].rstrip()[-len(plain) :]
    before = [] if plain.startswith(first) else [("… ", False)]
    return before + found + ([] if plain.endswith(last) else [("\N{NO-BREAK SPACE}…", False)])
