"""Which words on a timeline match a search ("denying" and "denied" for "deny"), and where they stand in the documents
of its filings.

Only PostgreSQL knows its stems, so it is asked once a page: for the words there that begin like one of the search
words, and in the same statement for the pages of documents.
"""

import re
from collections.abc import Sequence

from django.db.models import BigIntegerField, IntegerField, Value
from django.db.models.functions import Cast

from dockets.db.functions import WordsOfSameStem
from dockets.documents.search import DocumentHit, pages_holding, parse_found_row
from dockets.models import Docket
from dockets.search.full_text import QUERY_LENGTH
from rulings.html.event_lines import EventLine

MOST_WORDS = 500
_EXCLUDED = re.compile(r'(?<!\S)-("[^"]*"|\S+)')
"""Excluded terms of a search: -word, -"a phrase"."""
_WORD = re.compile(r"\w+")


def build_highlight_pattern(docket: Docket, query: str, rows: Sequence[EventLine]) -> re.Pattern[str] | None:
    """A pattern for the words to mark in the texts of ``rows``; None: there are none. Sets on ``rows`` where their
    documents hold what was searched for."""
    wanted = _EXCLUDED.sub(" ", query[:QUERY_LENGTH])
    # An English stem and its word share their first two letters, but for a few such as "dying".
    beginnings = {word[:2].lower() for word in _WORD.findall(wanted)}
    if not beginnings or not rows:
        return None
    alike = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(beginnings)))})\w*", re.IGNORECASE)
    texts = (text for row in rows for text in (row.headline, row.text, row.rest) if text)
    words = sorted({word.lower() for text in texts for word in alike.findall(text)})[:MOST_WORDS]
    searched = sorted({row.filing for row in rows if row.has_texts})
    matching, hits = _find_words_and_hits(docket, words, wanted, query, searched)
    for row in rows:
        row.found = hits.get(row.filing, [])
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, matching))})\b", re.IGNORECASE) if matching else None


def _find_words_and_hits(
    docket: Docket, words: list[str], wanted: str, query: str, filings: Sequence[int]
) -> tuple[list[str], dict[int, list[DocumentHit]]]:
    """Both results in one query; the words come from the docket's own row, which always exists. ``filings``: those with
    a stored text. Most pages have none, and searching for pages would be most of the time that this takes."""
    nowhere = (Cast(Value(None), BigIntegerField()), Value(0), Cast(Value(None), IntegerField()), Value(True))
    stems = Docket.objects.filter(pk=docket.pk).values_list(*nowhere, WordsOfSameStem(words, wanted))
    matching: list[str] = []
    hits: dict[int, list[DocumentHit]] = {}
    found = stems.union(pages_holding(query, filings), all=True) if filings else stems
    for row in sorted(found, key=lambda row: (row[0] or 0, row[1], row[2] or 0)):
        if row[0] is None:
            matching.append(row[-1])
        else:
            hits.setdefault(row[0], []).append(parse_found_row(row))
    return matching, hits
