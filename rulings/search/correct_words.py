"""What was typed with its misspelled words corrected, by the names that stand in cases and by what claims are called:
for a reader who found nothing."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from django.contrib.postgres.search import TrigramWordSimilarity

from dockets.db.search_limits import begin_name_search
from dockets.models import Filing
from dockets.search.full_text import SearchTooSlow, build_search_query, limit_search_time
from dockets.search.names import LIKENESS, TIMEOUT, list_similar_names
from rulings.models import Claim

MOST_WORDS = 4
"""Words of which others are looked for; the first ones that no text holds."""
NAMES = 8
"""Names of each kind that are looked at."""
ALIKE = 0.75
"""Share of signs that a word has in common with the one that it stands for, as difflib counts them: "groesbek" and
"Groesbeck" 0.94, "parlor" and "Parler" 0.83."""
_TYPED = re.compile(r"[^\W\d_]{4,}")
_WORD = re.compile(r"[^\W\d_]+")


def correct_words(text: str) -> str:
    """``text`` with the words corrected that stand in no filing; "" where nothing is to be corrected, or where that
    takes too long."""
    try:
        corrected = text
        for word in _list_unknown(text):
            if meant := _find_nearest(word, _list_words(word)):
                corrected = re.sub(rf"\b{re.escape(word)}\b", meant, corrected)
    except SearchTooSlow:
        return ""
    return corrected if corrected != text else ""


def _list_unknown(text: str) -> list[str]:
    """The words that no filing's text holds. A query for each."""
    typed = list(dict.fromkeys(_TYPED.findall(text)))[: 2 * MOST_WORDS]
    with limit_search_time():
        begin_name_search(likeness=LIKENESS, timeout=TIMEOUT)
        unknown = [word for word in typed if not Filing.objects.filter(search=build_search_query(word)).exists()]
    return unknown[:MOST_WORDS]


def _list_words(word: str) -> Iterator[str]:
    """Words of names like ``word``, and of claims."""
    names = list_similar_names(word, NAMES)
    with limit_search_time():
        begin_name_search(likeness=LIKENESS, timeout=TIMEOUT)
        for field in ("title", "ground"):
            near = Claim.objects.published().filter(**{f"{field}__trigram_word_similar": word})
            likest = near.annotate(likeness=TrigramWordSimilarity(word, field)).order_by("-likeness", "-pk")
            names += likest.values_list(field, flat=True)[:NAMES]
    for name in names:
        yield from _WORD.findall(name)


def _find_nearest(word: str, known: Iterable[str]) -> str:
    """The word of ``known`` that is most like ``word``; "" where none is, or where it is that word itself."""
    typed = word.casefold()
    likeness = {each: SequenceMatcher(None, typed, each.casefold()).ratio() for each in dict.fromkeys(known)}
    nearest = max(likeness, key=lambda each: likeness[each], default="")
    is_other = nearest.casefold() != typed
    return nearest if nearest and is_other and likeness[nearest] >= ALIKE else ""
