"""Full-text search that is quick for every word: common, rare, absent, phrase or stop word.

The plain query is slow for exactly the words that nobody tries: asked for the newest rows that hold a word, PostgreSQL walks
the date index and, for a word that occurs nowhere, reads the whole table. So it is asked twice. First: at most 1,001 ids through
the text index. If there are fewer they are all of them, and are sorted; if not, the word is common, and walking the date index
finds a page of it at once. A count beyond 1,000 is never taken.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db import OperationalError, connection, transaction
from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, Concat, Left, NullIf, Replace, Right
from psycopg.errors import QueryCanceled

from dockets import keyset
from dockets.keyset import Key, Page
from dockets.models import Filing
from dockets.models.filing import SEARCHED_CHARACTERS, FilingQuerySet
from dockets.print_style import COUNTED_TO

QUERY_LENGTH = 200
"""Characters. 100 KB of operators keep PostgreSQL's parser busy for 40 ms."""
PAGE = 20
TIMEOUT = "3s"
"""For one statement; the slowest that is expected takes a thirtieth of it."""
NEWEST = (Key("date_filed", "date", descending=True, nullable=True), Key("id", "int", descending=True))

_HIT, _END, _LESS, _CUT = "\x02", "\x03", "\x04", "\x05"
"""Marks that no court's text holds: ``normalise`` drops control characters. ``_LESS`` stands for "<", because ``ts_headline``
would take what follows it for a tag and drop it; ``_CUT`` stands between a passage and the ends of its text."""
_EDGE = 60
"""Characters of these ends: by them a passage is known to have been cut."""
_MOST_WORDS, _FEWEST_WORDS = 45, 25
_HEADLINE = f"StartSel={_HIT}, StopSel={_END}, MaxWords={_MOST_WORDS}, MinWords={_FEWEST_WORDS}"
"""``passage``'s options, as SQL has them."""
_SEGMENT = re.compile(f"{_HIT}([^{_END}]*){_END}|([^{_HIT}]+|{_HIT})")


class TooSlow(Exception):
    """The search ran into its time limit."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What hits are narrowed to: a court (its id, "" for all), a year of filing, and the filings whose ids a query gives."""

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
class Results:
    """One page of hits, newest first. ``count`` is exact up to 1,000; 1,001 means "more"."""

    count: int
    page: Page = field(default_factory=lambda: Page([]))
    ids: list[int] = field(default_factory=list)
    """All hits; of more than 1,000 any 1,001."""
    only_stop_words: bool = False
    """Nothing was searched for: words such as "the" and "of" are in no index."""


def english(text: str) -> SearchQuery:
    """``text`` as people type it into search engines: words, "phrases", or, -not. Never an error, whatever is typed."""
    return SearchQuery(once(text[:QUERY_LENGTH]), config="english", search_type="websearch")


_OR = re.compile(r"\bor\b", re.IGNORECASE)
_ASKED = re.compile(r'-?"[^"]*"?|[^\s"]+')
"""A phrase, which a quotation mark that is not closed begins too, or a word."""


def once(text: str) -> str:
    """The same without words and phrases that it repeats: PostgreSQL takes each for one more condition, and what holds them all
    for rare."""
    if _OR.search(text):
        return text
    asked: dict[str, str] = {}
    for one in _ASKED.findall(text):
        asked.setdefault(one.casefold().strip("()&|!<>:*.,;"), one)
    return " ".join(asked.values())


ALL = Narrowing()


def search_filings(
    text: str, narrowing: Narrowing = ALL, *, also: Sequence[int] = (), after: str = "", before: str = ""
) -> Results:
    """Filings whose text holds ``text``, and those with the ids ``also``, which are known to be meant by words that stand
    elsewhere; rows are dicts (``_COLUMNS``) with ``snippet`` in segments.

    Raises ``TooSlow``, and ``keyset.BadCursor`` for a cursor that is none.
    """
    if start := after or before:
        keyset.read_cursor(NEWEST, start)  # before anything is asked of the database
    holds = Q(search=english(text))
    matches = narrowing.of(Filing.objects.current().filter(holds | Q(pk__in=also) if also else holds))
    with hurried():
        if not _begin(text):
            return Results(0, only_stop_words=True)
        ids = list(matches.order_by().values_list("pk", flat=True)[: COUNTED_TO + 1])
        backwards, place = bool(before) and not after, keyset.read_cursor(NEWEST, start) if start else None
        is_all = len(ids) <= COUNTED_TO
        found = _among(ids, text, place, backwards) if is_all else _walk(matches, text, place, backwards)
        return Results(len(ids), keyset.arranged(found, NEWEST, PAGE, backwards=backwards, has_start=bool(start)), ids)


@contextmanager
def hurried() -> Iterator[None]:
    """A transaction whose settings end with it, and whose time-out is ``TooSlow``."""
    try:
        with transaction.atomic():
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooSlow from error
        raise


def _begin(text: str) -> bool:
    """Bounds the statements that follow, and says whether there is anything to search for."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT numnode(websearch_to_tsquery('english', %s)), set_config('statement_timeout', %s, true)",
            [text[:QUERY_LENGTH], TIMEOUT],
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def _among(ids: Sequence[int], text: str, place: list[Any] | None, backwards: bool) -> list[dict[str, Any]]:
    rows = Filing.objects.filter(pk__in=ids)
    if place is not None:
        rows = rows.filter(keyset.beyond(NEWEST, place, backwards=backwards))
    return _shown(rows, text, backwards)


_WALKS = "SELECT " + ", ".join(f"set_config('enable_{way}', 'off', true)" for way in ("bitmapscan", "seqscan", "sort"))
"""Also where several common words stand together: PostgreSQL takes them for rare then, and would rather sort all that match."""


def _walk(matches: FilingQuerySet, text: str, place: list[Any] | None, backwards: bool) -> list[dict[str, Any]]:
    """One page of a common word along the date index. Dated filings first, each page entering the index where it begins; then,
    at the very end, those without a date."""
    with connection.cursor() as cursor:
        cursor.execute(_WALKS)
    found: list[dict[str, Any]] = []
    for undated in (True, False) if backwards else (False, True):
        if len(found) <= PAGE and (rows := _part(matches, place, undated, backwards)) is not None:
            found += _shown(rows, text, backwards)[: PAGE + 1 - len(found)]
    return found


def _part(matches: FilingQuerySet, values: list[Any] | None, undated: bool, backwards: bool) -> FilingQuerySet | None:
    """The dated or the undated filings of a walk that lie beyond ``values``; None: they lie on its other side."""
    keys = NEWEST[1:] if undated else (Key("date_filed", "date", descending=True), NEWEST[1])
    rows = matches.filter(date_filed__isnull=undated)
    if values is not None:
        began_undated = values[0] is None
        if undated == began_undated:
            rows = rows.filter(keyset.beyond(keys, values[1:] if undated else values, backwards=backwards))
        elif undated == backwards:
            return None
    return rows


_COLUMNS = (
    "id",
    "number",
    "public_id",
    "date_filed",
    "docket__court_id",
    "docket__court__citation",
    "docket__court__name",
    "docket__docket_number",
    "docket__case_name",
)


def _shown(filings: FilingQuerySet, text: str, backwards: bool) -> list[dict[str, Any]]:
    """The first of ``filings``, and one more than a page holds, each with the passage that holds the words. They are chosen
    within: a passage takes longer than finding its filing."""
    order = keyset.ordering(NEWEST, backwards=backwards)
    chosen = Filing.objects.filter(pk__in=filings.order_by(*order).values("pk")[: PAGE + 1])
    words = Coalesce(NullIf("long_text", Value("")), "short_text")
    told = chosen.annotate(passage=passage(Left(words, SEARCHED_CHARACTERS), text)).values(*_COLUMNS, "passage")
    rows = [row | {"snippet": segments(row["passage"])} for row in told]
    return sorted(rows, key=lambda row: (row["date_filed"] or date.min, row["id"]), reverse=not backwards)


def passage(words: Any, text: str) -> Concat:
    """An expression: what of ``words`` holds ``text``, for ``segments``."""
    found = SearchHeadline(
        Replace(words, Value("<"), Value(_LESS)),
        english(text),
        config="english",
        start_sel=_HIT,
        stop_sel=_END,
        max_words=_MOST_WORDS,
        min_words=_FEWEST_WORDS,
    )
    ends = (Left(words, _EDGE), Value(_CUT), Right(words, _EDGE), Value(_CUT))
    return Concat(*ends, found, output_field=TextField())


def passage_in_sql(words: str) -> str:
    """The same of a column or an expression in SQL, where ``asked.words`` is what is looked for. Bound: ``PASSAGE``."""
    found = f"ts_headline('english', replace({words}, '<', %(less)s), asked.words, %(headline)s)"
    return f"left({words}, {_EDGE}) || %(cut)s || right({words}, {_EDGE}) || %(cut)s || {found}"


PASSAGE = {"less": _LESS, "cut": _CUT, "headline": _HEADLINE}
"""What ``passage_in_sql`` binds."""


def segments(passage: str) -> list[tuple[str, bool]]:
    """A passage in pieces, ``(text, is_hit)``: the template escapes each and marks the hits. Where it was cut out of a longer
    text, it begins and ends with "…"."""
    *edges, held = passage.rsplit(_CUT, 2)
    matches = (match.groups() for match in _SEGMENT.finditer(held))
    found = [((hit or text or "").replace(_LESS, "<"), hit is not None) for hit, text in matches]
    plain = "".join(text for text, _ in found).strip()
    if not (edges and plain):
        return found
    first, last = edges[0].lstrip()[: len(plain)], edges[1].rstrip()[-len(plain) :]
    before = [] if plain.startswith(first) else [("… ", False)]
    return before + found + ([] if plain.endswith(last) else [("\N{NO-BREAK SPACE}…", False)])
