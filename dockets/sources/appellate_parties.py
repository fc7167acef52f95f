"""Parties and their lawyers as appellate courts print them, in two columns, row by row. Used for CM/ECF's pages and for ACMS.

juriscraper reads each half; a row that it cannot read costs that row. What it calls ``unparsed`` is dropped: lines whose meaning
nobody knows, inmates' and alien numbers among them.
"""

import re
from collections.abc import Iterable
from typing import Any

from dockets.records import AttorneyRecord, PartyRecord, Refusal
from dockets.sources.cells import as_day, lines, words

_NO_TITLE = re.compile(r"[\s,-]+$")
"""ACMS writes "James A. Walden, -" where a lawyer has no title."""
_PRO_SE = re.compile(r"\[[^\[\]<>]{0,80}\bpro\s+se\b[^\[\]<>]{0,80}\]", re.IGNORECASE)
_BETWEEN_BLOCKS = re.compile(r"(<br\s*/?>\s*<br\s*/?>|</?(?:table|t[dr]|div)\b[^<>]*>)", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TERMINATED = re.compile(r"^Terminated:", re.IGNORECASE)


def read(report: Any, rows: Iterable[tuple[Any, Iterable[Any]]], refused: list[Refusal]) -> tuple[PartyRecord, ...]:
    """``report``: an open ``AppellateDocketReport``. ``rows``: the cell of each party, and the elements of its lawyers."""
    told: list[dict[str, Any]] = []
    for cell, blocks in rows:
        try:
            attorneys = [row for row in map(report._parse_attorney, blocks) if row]
            told.append({**report._parse_party_left(cell), "attorneys": attorneys})
        except Exception as error:  # juriscraper's assertions, and whatever dateutil raises
            where = f"party “{words(cell.text_content())[:60]}”"
            refused.append(Refusal(where, f"This party could not be read ({words(error)[:200] or type(error).__name__})."))
    return tuple(_party(row) for row in report._normalize_see_above_attorneys(told) if words(row["name"]))


def _party(told: dict[str, Any]) -> PartyRecord:
    return PartyRecord(
        name=words(told["name"]),
        type=words(told["type"]),
        date_terminated=as_day(told.get("date_terminated")),
        attorneys=tuple(_attorney(row) for row in told["attorneys"]),
    )


def _attorney(told: dict[str, Any]) -> AttorneyRecord:
    under = lines(told["contact"]).splitlines()
    ended = [line for line in under if _TERMINATED.match(line)]
    return AttorneyRecord(
        name=_NO_TITLE.sub("", words(told["name"])),
        roles=tuple(words(role) for role in [*told["roles"], *ended]),
        contact="" if _acts_alone(told["roles"]) else "\n".join(line for line in under if line not in ended),
    )


def _acts_alone(roles: Iterable[str]) -> bool:
    """Who has no lawyer stands in the lawyer's place, with the address of their home."""
    return any(_PRO_SE.search(f"[{words(role)}]") for role in roles)


def without_homes(html: str) -> str:
    """A table of parties without the address of anybody who acts without a lawyer. It reads the same."""
    blocks = _BETWEEN_BLOCKS.split(html)
    return "".join(_without_home(block) if _PRO_SE.search(block) else block for block in blocks)


def _without_home(block: str) -> str:
    name, *under = _BREAK.split(block)
    return "<br>".join([name, *(line for line in under if line.strip().startswith("["))])
