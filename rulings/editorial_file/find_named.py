"""Finds the filings and parties of a docket by the names that people use: a number, a day and some words, a party's
name."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dockets.models import Filing, Party
from rulings.reading.filers.names import PartyRoster
from rulings.reading.values import PartyName


class NameNotFound(Exception):
    """No filing or party, or more than one, has that name. ``str(error)`` is a sentence for a person."""


class DocketNames:
    """The names in one docket. Loads its filings once."""

    def __init__(self, docket_id: int) -> None:
        fields = ("id", "number", "date_filed", "date_entered", "long_text", "short_text")
        self._rows: list[tuple[int, str, date | None, date | None, str, str]] = list(
            Filing.objects.current().filter(docket=docket_id).order_by("id").values_list(*fields)
        )
        self._days: dict[int, date | None] = {row[0]: row[2] or row[3] for row in self._rows}
        parties = (
            Party.objects.filter(docket=docket_id).order_by("position", "id").values_list("id", "name", "type", "side")
        )
        self._roster = PartyRoster([PartyName(*row) for row in parties])

    def day(self, filing: int) -> date | None:
        """The day it was filed, or entered where only that is known."""
        return self._days[filing]

    def filing(self, reference: str | int | Mapping[str, Any]) -> int:
        """The id of the filing with an entry number, or with a day (None: undated) and words of its text. Raises
        ``NameNotFound``."""
        if isinstance(reference, Mapping):
            return self._by_words(reference["date"], reference["text"])
        found = [row[0] for row in self._rows if row[1] == str(reference)]
        if len(found) != 1:
            several = f"{len(found)} filings have the number {reference}: name it by its date and text."
            raise NameNotFound(several if found else f"This docket has no filing with the number {reference}.")
        return found[0]

    def _by_words(self, day: str | None, text: str) -> int:
        words = _plain(text)
        wanted = date.fromisoformat(day) if day else None
        found = [
            row[0]
            for row in self._rows
            if self._days[row[0]] == wanted and (words in _plain(row[4]) or words in _plain(row[5]))
        ]
        if len(found) != 1:
            when = f"of {day}" if day else "without a date"
            several = f"{len(found)} filings {when} have these words: give more of them."
            raise NameNotFound(several if found else f"No filing {when} has the words “{text[:80]}”.")
        return found[0]

    def parties(self, name: str) -> list[int]:
        """The ids of the party with that name, one for each of its roles. Raises ``NameNotFound``."""
        low = name.lower().strip()
        ids, end = self._roster.match(low, 0)
        if not ids or low[end:].strip(" .,"):
            raise NameNotFound(f"This docket has no party “{name[:80]}”.")
        return ids


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
