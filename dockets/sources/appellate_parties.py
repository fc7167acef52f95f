"""Parties and their lawyers as appellate courts print them, in two columns, row by row. Used for CM/ECF's pages and for ACMS.

juriscraper reads each half; a row that it cannot read costs that row. What it calls ``unparsed`` is dropped: lines whose meaning
nobody knows, inmates' and alien numbers among them.
"""

import re
from collections.abc import Iterable
from html import unescape
from typing import Any

from dockets.records import AttorneyRecord, PartyRecord, Refusal
from dockets.sources.cells import as_day, lines, words

_NO_TITLE = re.compile(r"[\s,-]+$")
"""ACMS writes "James A. Walden, -" where a lawyer has no title."""
_PRO_SE = re.compile(r"\[[^\[\]<>]{0,80}\bpro\s+se\b[^\[\]<>]{0,80}\]", re.IGNORECASE)
_BETWEEN_BLOCKS = re.compile(r"(<br\s*/?>\s*<br\s*/?>|</?(?:table|t[dr]|div)\b[^<>]*>)", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_CELL = r"(?:(?!</?t[dr]\b).){0,20000}"
_ROW = re.compile(rf"(<tr\b[^<>]*>\s*<td\b[^<>]*>)({_CELL})(</td>\s*<td\b[^<>]*>)({_CELL})(</td>)", re.IGNORECASE | re.DOTALL)
"""A party, and beside it whoever acts for it."""
_HOME = re.compile(
    r"(?<=<br>)\s*(?:\d{1,6}[a-z]?\s+[a-z][^<>]*|p\.?\s?o\.?\s?box\b[^<>]*|(?:apt|apartment|unit|suite)\b[^<>]*"
    r"|[^<>]*,\s+[a-z]{2}\.?\s+\d{5}(?:-\d{4})?\s*)<br\s*/?>",
    re.IGNORECASE,
)
"""A line of an address."""
_TAG, _IN_BRACKETS = re.compile(r"<[^<>]*>"), re.compile(r"\([^()]*\)")
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
    name = words(told["name"])
    return PartyRecord(
        name=name,
        type=words(told["type"]),
        date_terminated=as_day(told.get("date_terminated")),
        attorneys=tuple(_attorney(row, name) for row in told["attorneys"]),
    )


def _attorney(told: dict[str, Any], party: str) -> AttorneyRecord:
    under = lines(told["contact"]).splitlines()
    ended = [line for line in under if _TERMINATED.match(line)]
    return AttorneyRecord(
        name=_NO_TITLE.sub("", words(told["name"])),
        roles=tuple(words(role) for role in [*told["roles"], *ended]),
        contact=""
        if _acts_alone(told["roles"]) or _plain(told["name"]) == _plain(party)
        else "\n".join(line for line in under if line not in ended),
    )


def _acts_alone(roles: Iterable[str]) -> bool:
    """Who has no lawyer stands in the lawyer's place, with the address of their home."""
    return any(_PRO_SE.search(f"[{words(role)}]") for role in roles)


def without_homes(html: str) -> str:
    """A table of parties without the address of anybody who acts without a lawyer. It reads the same."""
    blocks = _BETWEEN_BLOCKS.split(html)
    called_so = "".join(_without_home(block) if _PRO_SE.search(block) else block for block in blocks)
    return _ROW.sub(_acting_alone, called_so)


def _without_home(block: str) -> str:
    name, *under = _BREAK.split(block)
    return "<br>".join([name, *(line for line in under if line.strip().startswith("["))])


def _acting_alone(row: re.Match[str]) -> str:
    """Not everybody who acts alone is called "Pro Se": some stand in their lawyer's place by name, some have nobody there, and
    their address under their own name."""
    before, left, between, right, after = row.groups()
    party = _name(left)
    blocks = _BETWEEN_BLOCKS.split(right or "")
    alone = [bool(block.strip()) and _name(block) == party for block in blocks]
    right = "".join(_without_home(block) if of_party else block for block, of_party in zip(blocks, alone, strict=True))
    counsel = [block for block, of_party in zip(blocks[::2], alone[::2], strict=True) if _name(block) and not of_party]
    if party and all(map(_PRO_SE.search, counsel)):
        left = _HOME.sub("", left)
    return "".join(filter(None, [before, left, between, right, after]))


def _name(block: str) -> str:
    return _plain(_BREAK.split(block.strip())[0])


def _plain(name: object) -> str:
    """A name in one spelling, without the number of an inmate."""
    return _NO_TITLE.sub("", words(_IN_BRACKETS.sub("", _TAG.sub("", unescape(str(name)))))).casefold()
