"""Numbers that a docket skips, shown in line with the likely reason, because a reader must know what has not been seen,
and why.

Courts number entries 1, 2, 3 …; a feed shows only some of them, and sealed entries may be on no page. Only numbers
between two neighbours are examined, in one query, however many gaps there are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject, Left

from dockets.format.print_style import format_date
from dockets.models import Docket, Filing, Sheet
from dockets.sources import SOURCES
from rulings.models import Reference

LARGEST_NUMBER = 100_000
"""Highest number that counts. Some appellate courts use document ids as numbers; those skip nothing."""
_MENTIONS = 500
_MENTION_CHARACTERS = 4_000
"""How many texts that mention missing numbers are examined, and how many characters of each."""

_NAMED = 5
"""Missing numbers that are named; beyond that, only how many there are is said."""
_MANY = 50
"""Longest run of missing numbers explained as sealed or removed. No court seals or removes more in a row: a longer gap
means that only part of the docket was requested."""
_OF_ONE_DEFENDANT = re.compile(r"-(?:cr|mj|po)-\d+(?:-[A-Z]{2,3})*-\d{1,3}$")
"""A criminal docket kept by defendant: "3:18-cr-03298-2" is the second defendant's."""

Gap = tuple[int, int]
"""First and last number missing on this page."""


@dataclass(frozen=True, slots=True)
class GapFacts:
    """What is known of a docket beyond its filings, used to explain a gap."""

    whole: date | None
    """The day, in the court's zone, of the last sheet that showed the docket whole."""
    by_feed: bool
    """Only a court's feed has reported it."""
    sealed: frozenset[int]
    """Missing numbers that other entries call sealed."""
    of_one_defendant: bool
    """It is one defendant's docket of a criminal case, which leaves out entries that concern only the others."""


def describe_gaps(
    docket: Docket, events: Sequence[Mapping[str, Any]], *, newest: bool, from_start: bool
) -> dict[int, str]:
    """The sentence on what is missing, by the id of the event before which it stands. ``from_start``: this is the first
    page."""
    numbered = [(event["id"], event["number_order"]) for event in events if event["event_kind"] in ("filing", "ruling")]
    candidates = dict(_jumps([pair for pair in numbered if pair[1]], newest, from_start))
    if not candidates:
        return {}
    lowest, highest = min(gap[0] for gap in candidates.values()), max(gap[1] for gap in candidates.values())
    told = _told(docket, lowest, highest)
    seen = {item["number"]: date.fromisoformat(item["day"]) if item["day"] else None for item in told["numbered"]}
    missing = {event: _missing(gap, seen) for event, gap in candidates.items()}
    missing = {event: numbers for event, numbers in missing.items() if numbers}
    if not missing:
        return {}
    known = _known(docket, told)
    return {event: _sentence(candidates[event], numbers, seen, known) for event, numbers in missing.items()}


def _jumps(numbered: Sequence[tuple[int, int]], newest: bool, from_start: bool) -> Iterator[tuple[int, Gap]]:
    """Where a number jumps ahead of all that came before on this page."""
    here = {number for _, number in numbered}
    furthest = 0 if from_start and not newest else None
    for event, number in numbered:
        if furthest is not None and number < LARGEST_NUMBER:
            first, last = (number + 1, furthest - 1) if newest else (furthest + 1, number - 1)
            if first <= last and not here.issuperset(range(first, last + 1)):
                yield event, (first, last)
        furthest = number if furthest is None else min(furthest, number) if newest else max(furthest, number)


def _missing(gap: Gap, seen: Mapping[int, date | None]) -> list[int]:
    return [number for number in range(gap[0], gap[1] + 1) if number not in seen]


def _told(docket: Docket, lowest: int, highest: int) -> Mapping[str, list[dict[str, Any]]]:
    """The filings with these numbers and the next, the docket's sheets, and the texts that mention unseen entries."""
    here = OuterRef("pk")
    filings = Filing.objects.current().filter(docket=here, number_order__range=(lowest, highest + 1))
    unseen = Reference.objects.filter(docket=here, target=None, target_number__regex=r"^\d{1,5}$").order_by("id")
    mention = JSONObject(number="target_number", text=Left("filing__long_text", _MENTION_CHARACTERS))
    asked = {
        "numbered": filings.values(told=JSONObject(number="number_order", day="date_filed")),
        "shown_by": (
            Sheet.objects.filter(docket=here).values(told=JSONObject(channel="channel", whole="complete_as_of"))
        ),
        "mentions": unseen.values(told=mention)[:_MENTIONS],
    }
    found: Any = Docket.objects.values(**{name: ArraySubquery(rows) for name, rows in asked.items()}).get(pk=docket.pk)
    return dict(found)


def _known(docket: Docket, told: Mapping[str, list[dict[str, Any]]]) -> GapFacts:
    sheets = told["shown_by"]
    whole = max((datetime.fromisoformat(moment) for sheet in sheets for moment in sheet["whole"]), default=None)
    kinds = [SOURCES.get(sheet["channel"]) for sheet in sheets]
    return GapFacts(
        whole=whole.astimezone(docket.court.zone).date() if whole else None,
        by_feed=bool(kinds) and all(kind is not None and kind.dates_are_of_entry for kind in kinds),
        sealed=frozenset(_sealed(told["mentions"])),
        of_one_defendant=bool(_OF_ONE_DEFENDANT.search(docket.docket_number)),
    )


def _sealed(mentions: Sequence[Mapping[str, str]]) -> Iterator[int]:
    """Numbers without a filing that another entry's text calls sealed: "re 477 Sealed Document", "granting 81 SEALED
    MOTION"."""
    for mention in mentions:
        number, text = mention["number"], mention["text"]
        if re.search(rf"\b{number}\]?\s+(?:\w+\s+)?sealed\b", text, re.IGNORECASE):
            yield int(number)


def _sentence(gap: Gap, missing: Sequence[int], seen: Mapping[int, date | None], known: GapFacts) -> str:
    first, last = gap
    if len(missing) == 1:
        what = f"Number {missing[0]} has not been seen"
    elif len(missing) < last - first + 1 and len(missing) <= _NAMED:
        what = f"Numbers {_listed(missing)} have not been seen"
    elif len(missing) == last - first + 1:
        what = f"Numbers {first}–{last} have not been seen"
    else:
        what = f"Numbers {first}–{last}: {len(missing):,} of them have not been seen"
    return f"{what}{_reason(missing, seen.get(last + 1), known)}"


def _reason(missing: Sequence[int], before: date | None, known: GapFacts) -> str:
    """Why numbers are missing. ``before``: the day of the entry after the gap; by then the missing entries were on the
    docket, if they ever were."""
    sealed = [number for number in missing if number in known.sealed]
    if len(sealed) == len(missing):
        return ": sealed, as other entries say." if len(missing) == 1 else ": all sealed, as other entries say."
    some = f"; other entries call {_listed(sealed)} sealed" if sealed else ""
    if known.whole and before and before < known.whole:
        them = "it" if len(missing) == 1 else "them"
        shown = f", and the whole docket as of {format_date(known.whole)} does not show {them}"
        if known.of_one_defendant:
            return f"{shown}: of another defendant, sealed, removed or never used{some}."
        if len(missing) > _MANY:
            return f"{shown}: it may show only some entries, or they are sealed, removed or never used{some}."
        return f"{shown}: sealed, removed or never used{some}."
    if known.by_feed:
        return f": only the court’s feed has told of this case, and feeds leave out some kinds of entries{some}."
    return f" yet{some}."


def _listed(numbers: Sequence[int]) -> str:
    named = [str(number) for number in numbers[:_NAMED]]
    if len(numbers) > _NAMED:
        return f"{', '.join(named)} and {len(numbers) - _NAMED} more"
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
