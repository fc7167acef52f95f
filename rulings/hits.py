"""Which words on a timeline are those that it was searched for: "denying" and "denied" where "deny" was asked; and where they
stand in the documents of its filings.

PostgreSQL alone knows its stems; it is asked once a page, for the words there that begin like one of those asked for, and in the
same statement for the pages of documents.
"""

import re
from collections.abc import Sequence

from django.db import connection

from dockets.document_search import PAGES, Found, bound, found
from dockets.search import QUERY_LENGTH
from rulings.rows import Row

MOST_WORDS = 500
_SAME = """SELECT NULL::bigint AS filing, 0, NULL::integer AS page, true, word FROM unnest(%(words)s::text[]) word
WHERE tsvector_to_array(to_tsvector('english', word)) && tsvector_to_array(to_tsvector('english', %(wanted)s::text))"""
_ASKED = f"({_SAME}) UNION ALL ({PAGES}) ORDER BY filing, 2, page"
_EXCLUDED = re.compile(r'(?<!\S)-("[^"]*"|\S+)')
"""What must not occur: -word, -"a phrase"."""
_WORD = re.compile(r"\w+")


def hits(asked: str, rows: Sequence[Row]) -> re.Pattern[str] | None:
    """Finds the words to be marked in the texts of ``rows``; None: there are none. Notes in ``rows`` where their documents hold
    what was asked for."""
    wanted = _EXCLUDED.sub(" ", asked[:QUERY_LENGTH])
    # No English stem begins otherwise than its word in its first two letters, but for a few such as "dying".
    beginnings = {word[:2].lower() for word in _WORD.findall(wanted)}
    if not beginnings or not rows:
        return None
    alike = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(beginnings)))})\w*", re.IGNORECASE)
    texts = (text for row in rows for text in (row.headline, row.text, row.rest) if text)
    words = sorted({word.lower() for text in texts for word in alike.findall(text)})[:MOST_WORDS]
    same, pages = _asked(words, wanted, asked, sorted({row.filing for row in rows if row.filing}))
    for row in rows:
        row.found = pages.get(row.filing, [])
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, same))})\b", re.IGNORECASE) if same else None


def _asked(words: list[str], wanted: str, asked: str, filings: Sequence[int]) -> tuple[list[str], dict[int, list[Found]]]:
    same: list[str] = []
    pages: dict[int, list[Found]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, {"words": words, "wanted": wanted} | bound(asked, filings))
        for row in cursor.fetchall():
            if row[0] is None:
                same.append(row[-1])
            else:
                pages.setdefault(row[0], []).append(found(row))
    return same, pages
