"""Whether a page has a text layer, so that no program has to recognise its words. Called by ``worker``; ``page`` is
PDFium's.

A page has one when at least ``FEWEST`` words of its text stand within the page as it is shown, beside the stamp that
courts' systems put on every page, scans too. Words of an earlier recognition count, though nothing draws them: the
picture above them shows them. Words outside of the page's edges, or without any size, do not: no reader sees them.
"""

from typing import Any

from dockets.documents.pages import remove_stamps
from dockets.documents.pdf_worker import PagePlaces, list_letter_codes

FEWEST = 5
"""A scan may bear a number of its exhibit, or "EXHIBIT A", as words."""
_LOOKED_AT = 4_000
"""Letters that are looked at: more than a stamp and ``FEWEST`` words have."""


def count_layer_words(page: Any) -> int:
    """How many words of its text a page shows, the court's stamp aside; no more than the first ``_LOOKED_AT`` letters
    hold."""
    words = page.get_textpage()
    places = PagePlaces(page, 1.0, 1.0)
    letters = list_letter_codes(words)[:_LOOKED_AT]
    shown = "".join(
        letter if letter.isspace() or _is_within(places.find_box(*words.get_charbox(place, loose=True))) else ""
        for place, letter in enumerate(map(chr, letters))
    )
    return sum(any(letter.isalnum() for letter in word) for word in remove_stamps(shown).split())


def has_text_layer(words: int) -> bool:
    """``words``: what ``count_layer_words`` says."""
    return words >= FEWEST


def _is_within(box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    has_size = right - left > 0.0005 and bottom - top > 0.0005
    return has_size and 0 <= (left + right) / 2 <= 1 and 0 <= (top + bottom) / 2 <= 1
