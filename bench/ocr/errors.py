"""How far a recognised text is from what the page says."""

from collections import Counter
from collections.abc import Sequence


def measure_letters(read: str, readings: Sequence[str]) -> tuple[int, int]:
    """Wrong, missing and additional letters against the nearest of ``readings``, and how many letters that one has.
    Blanks and ends of lines count as one blank each."""
    found = " ".join(read.split())
    nearest = min((" ".join(one.split()) for one in readings), key=lambda one: _count_edits(found, one))
    return _count_edits(found, nearest), len(nearest)


def measure_words(read: str, reading: str) -> tuple[int, int]:
    """How many of the words of ``reading`` were read, wherever, and how many it has."""
    words, found = Counter(reading.split()), Counter(read.split())
    return sum((words & found).values()), sum(words.values())


def _count_edits(one: str, other: str) -> int:
    """The Levenshtein distance, a column of its table at a time as bits of a number (Myers 1999, Hyyrö 2003)."""
    if not one or not other:
        return len(one) + len(other)
    full, last = (1 << len(one)) - 1, 1 << (len(one) - 1)
    places: dict[str, int] = {}
    for place, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << place
    up, down, edits = full, 0, len(one)
    for letter in other:
        match = places.get(letter, 0)
        zero = (((match & up) + up) ^ up) | match | down
        right, left = down | (full & ~(zero | up)), up & zero
        edits += bool(right & last) - bool(left & last)
        right = (right << 1) | 1
        up, down = ((left << 1) | (full & ~(zero | right))) & full, right & zero & full
    return edits
