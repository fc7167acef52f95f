"""Which words on a timeline are those that it was searched for: "denying" and "denied" where "deny" was asked.

PostgreSQL alone knows its stems; it is asked once a page, for the words there that begin like one of those asked for.
"""

import re
from collections.abc import Iterable

from dockets import prepared
from dockets.search import QUERY_LENGTH
from rulings.rows import Row

MOST_WORDS = 500
_SAME = """SELECT word FROM unnest(%s::text[]) word
WHERE tsvector_to_array(to_tsvector('english', word)) && tsvector_to_array(to_tsvector('english', %s::text))"""
_EXCLUDED = re.compile(r'(?<!\S)-("[^"]*"|\S+)')
"""What must not occur: -word, -"a phrase"."""
_WORD = re.compile(r"\w+")


def hits(asked: str, rows: Iterable[Row]) -> re.Pattern[str] | None:
    """Finds the words to be marked in the texts of ``rows``; None: there are none."""
    wanted = _EXCLUDED.sub(" ", asked[:QUERY_LENGTH])
    # No English stem begins otherwise than its word in its first two letters, but for a few such as "dying".
    beginnings = {word[:2].lower() for word in _WORD.findall(wanted)}
    if not beginnings:
        return None
    alike = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(beginnings)))})\w*", re.IGNORECASE)
    texts = (text for row in rows for text in (row.headline, row.text, row.rest) if text)
    words = sorted({word.lower() for text in texts for word in alike.findall(text)})[:MOST_WORDS]
    same = _same(words, wanted) if words else []
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, same))})\b", re.IGNORECASE) if same else None


def _same(words: list[str], asked: str) -> list[str]:
    return [word for (word,) in prepared.rows(_SAME, [words, asked])]
