"""The chronological order of a docket's filings, and which filing an entry number means. Called by ``interpret_docket``
and the modules beside it."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.db.models import F, Q

from dockets.models import Observation
from rulings.interpret.texts import FilingFacts

_NUMBERS = 10_000_000
"""Factor by which a position is multiplied in the order, so that entry numbers break ties of position."""


class FilingOrder:
    """Where each filing is in the docket. ``place(id)`` is (day, order within the day); a filing without a date is
    placed with its neighbour by number, or with the filings it refers to."""

    def __init__(self, filings: Sequence[FilingFacts], follows: Mapping[int, Iterable[int]], fallback: date) -> None:
        """``follows``: the filings that a filing is known to come after. ``fallback``: the day used for a docket
        without any date."""
        self._places: dict[int, tuple[date, int]] = {}
        self._by_number: dict[str, list[FilingFacts]] = {}
        for filing in filings:
            if filing.number:
                self._by_number.setdefault(filing.number, []).append(filing)
            if filing.day is not None:
                self._places[filing.id] = (filing.day, _within_day(filing))
        self._days = {filing.id: filing.day for filing in filings}
        self._place_undated([filing for filing in filings if filing.day is None], filings, follows, fallback)

    def place(self, filing: int) -> tuple[date, int]:
        return self._places[filing]

    def day(self, filing: int) -> date | None:
        """The court's date; None where it is not known."""
        return self._days[filing]

    def key(self, filing: int) -> tuple[date, int, int]:
        """Sort key: the order of the timeline."""
        return (*self._places[filing], filing)

    def target(self, number: str, speaker: int) -> int | None:
        """The filing that ``speaker`` refers to by an entry number: of several with one number, the nearest one before
        it, else one of the same day: an old docket has a motion and the order on it under one number. None when there
        is none, or only itself."""
        named = [filing.id for filing in self._by_number.get(number, ()) if filing.id != speaker]
        if len(named) <= 1 and len(self._by_number.get(number, ())) <= 1:
            return named[0] if named else None
        earlier = [filing for filing in named if self.key(filing) < self.key(speaker)]
        today = [filing for filing in named if self.day(filing) == self.day(speaker)]
        return max(earlier, key=self.key, default=min(today, key=self.key, default=None))

    def is_own_number(self, filing: int, number: str) -> bool:
        return any(named.id == filing for named in self._by_number.get(number, ()))

    def _place_undated(
        self,
        undated: Sequence[FilingFacts],
        filings: Sequence[FilingFacts],
        follows: Mapping[int, Iterable[int]],
        fallback: date,
    ) -> None:
        dated = sorted(
            (filing for filing in filings if filing.day and filing.number_order is not None),
            key=lambda f: f.number_order or 0,
        )
        numbers = [filing.number_order or 0 for filing in dated]
        last = max(self._places.values(), default=(fallback, 0))
        for filing in undated:
            if filing.number_order is not None:
                self._places[filing.id] = self._beside(filing.number_order, dated, numbers, fallback)
            else:
                before = (self._places[other] for other in follows.get(filing.id, ()) if self._days[other])
                day, order = max(before, default=last)
                self._places[filing.id] = (day, order - order % _NUMBERS + _NUMBERS - 1)

    def _beside(
        self, number: int, dated: Sequence[FilingFacts], numbers: Sequence[int], fallback: date
    ) -> tuple[date, int]:
        """The place after the nearest lower number, else before the nearest higher one."""
        at = bisect_left(numbers, number)
        if at == 0 and not dated:
            return fallback, min(number, _NUMBERS - 2)
        day, order = self._places[dated[max(at - 1, 0)].id]
        return day, order - order % _NUMBERS + min(number, _NUMBERS - 2)


def _within_day(filing: FilingFacts) -> int:
    return filing.position * _NUMBERS + min(filing.number_order or _NUMBERS - 2, _NUMBERS - 2)


def find_dated_neighbours(undated: Collection[int]) -> dict[int, int]:
    """For each of these filings the dated one that is nearest above it in the first payload that had it; filings above
    every dated one are left out. No query when ``undated`` is empty."""
    if not undated:
        return {}
    lines = Observation.objects.filter(filing__in=undated).filter(
        Q(payload__observations__filing__date_filed__isnull=False)
        | Q(payload__observations__filing__date_entered__isnull=False),
        payload__observations__docket=F("docket"),
        payload__observations__position__lt=F("position"),
    )
    nearest = lines.order_by("filing", "-payload__observations__position", "payload__observations__filing").distinct(
        "filing"
    )
    return dict(nearest.values_list("filing", "payload__observations__filing"))
