"""Numbers that a docket skips: said in line, because a reader must know what has not been seen.

Courts number entries 1, 2, 3 …; a feed shows only some of them. Only numbers between two neighbours are looked at, in one query.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dockets.models import Docket, Filing

LARGEST_NUMBER = 100_000
"""Some appellate courts give document ids for numbers; those skip nothing."""

Gap = tuple[int, int]
"""First and last number that is not on this step."""


def gaps(docket: Docket, events: Sequence[Mapping[str, Any]], *, newest: bool, from_start: bool) -> dict[int, str]:
    """By the id of the event before which it stands: the sentence on what is missing there. ``from_start``: the first step."""
    numbered = [(event["id"], event["number_order"]) for event in events if event["event_kind"] in ("filing", "ruling")]
    candidates = dict(_jumps([pair for pair in numbered if pair[1]], newest, from_start))
    if not candidates:
        return {}
    lowest, highest = min(gap[0] for gap in candidates.values()), max(gap[1] for gap in candidates.values())
    known = Filing.objects.current().filter(docket=docket, number_order__range=(lowest, highest))
    seen = {number for number in known.values_list("number_order", flat=True) if number is not None}
    sentences = {event: _sentence(gap, seen) for event, gap in candidates.items()}
    return {event: sentence for event, sentence in sentences.items() if sentence}


def _jumps(numbered: Sequence[tuple[int, int]], newest: bool, from_start: bool) -> Iterator[tuple[int, Gap]]:
    """Where the numbers jump ahead of all that came before on this step."""
    here = {number for _, number in numbered}
    furthest = 0 if from_start and not newest else None
    for event, number in numbered:
        if furthest is not None and number < LARGEST_NUMBER:
            first, last = (number + 1, furthest - 1) if newest else (furthest + 1, number - 1)
            if first <= last and not here.issuperset(range(first, last + 1)):
                yield event, (first, last)
        furthest = number if furthest is None else min(furthest, number) if newest else max(furthest, number)


def _sentence(gap: Gap, seen: set[int]) -> str:
    first, last = gap
    missing = (last - first + 1) - sum(1 for number in seen if first <= number <= last)
    if not missing:
        return ""
    if first == last:
        return f"Number {first} has not been seen yet."
    if missing == last - first + 1:
        return f"Numbers {first}–{last} have not been seen yet."
    return f"Numbers {first}–{last}: {missing:,} of them have not been seen yet."
