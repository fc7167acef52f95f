"""Reads parties and their attorneys as appellate courts print them, in two columns, row by row. Used for CM/ECF's pages
and for ACMS.

juriscraper reads each half; a row that it cannot read costs only that row. What it calls ``unparsed`` is dropped: lines
of unknown meaning, inmates' and alien numbers among them.
"""

import re
from collections.abc import Iterable
from html import unescape
from typing import Any

from dockets.record.records import AttorneyRecord, PartyRecord, Refusal
from dockets.sources.pacer.cells import convert_cell_date, get_cell_lines, get_cell_words

_NO_TITLE = re.compile(r"[\s,-]+$")
"""ACMS writes "James A. Walden, -" where an attorney has no title."""
_PRO_SE = re.compile(r"\[[^\[\]<>]{0,80}\bpro\s+se\b[^\[\]<>]{0,80}\]", re.IGNORECASE)
_BETWEEN_BLOCKS = re.compile(r"(<br\s*/?>\s*<br\s*/?>|</?(?:table|t[dr]|div)\b[^<>]*>)", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_CELL = r"(?:(?!</?t[dr]\b).){0,20000}"
_ROW = re.compile(
    rf"(<tr\b[^<>]*>\s*<td\b[^<>]*>)({_CELL})(</td>\s*<td\b[^<>]*>)({_CELL})(</td>)", re.IGNORECASE | re.DOTALL
)
"""A party's cell, and beside it that of whoever acts for it."""
_HOME = re.compile(
    r"(?<=<br>)\s*(?:\d{1,6}[a-z]?\s+[a-z][^<>]*|p\.?\s?o\.?\s?box\b[^<>]*|(?:apt|apartment|unit|suite)\b[^<>]*"
    r"|[^<>]*,\s+[a-z]{2}\.?\s+\d{5}(?:-\d{4})?\s*)<br\s*/?>",
    re.IGNORECASE,
)
"""A line of an address."""
_TAG, _IN_BRACKETS = re.compile(r"<[^<>]*>"), re.compile(r"\([^()]*\)")
_TERMINATED = re.compile(r"^Terminated:", re.IGNORECASE)


def read_appellate_parties(
    report: Any, rows: Iterable[tuple[Any, Iterable[Any]]], refused: list[Refusal]
) -> tuple[PartyRecord, ...]:
    """``report``: an open ``AppellateDocketReport``. ``rows``: each party's cell, and the elements of its attorneys."""
    told: list[dict[str, Any]] = []
    for cell, blocks in rows:
        try:
            attorneys = [row for row in map(report._parse_attorney, blocks) if row]
            told.append({**report._parse_party_left(cell), "attorneys": attorneys})
        except Exception as error:  # juriscraper's assertions, and whatever dateutil raises
            where = f"party “{get_cell_words(cell.text_content())[:60]}”"
            refused.append(
                Refusal(where, f"This party could not be read ({get_cell_words(error)[:200] or type(error).__name__}).")
            )
    return tuple(_party(row) for row in report._normalize_see_above_attorneys(told) if get_cell_words(row["name"]))


def _party(told: dict[str, Any]) -> PartyRecord:
    name = get_cell_words(told["name"])
    return PartyRecord(
        name=name,
        type=get_cell_words(told["type"]),
        date_terminated=convert_cell_date(told.get("date_terminated")),
        attorneys=tuple(_attorney(row, name) for row in told["attorneys"]),
    )


def _attorney(told: dict[str, Any], party: str) -> AttorneyRecord:
    under = get_cell_lines(told["contact"]).splitlines()
    ended = [line for line in under if _TERMINATED.match(line)]
    return AttorneyRecord(
        name=_NO_TITLE.sub("", get_cell_words(told["name"])),
        roles=tuple(get_cell_words(role) for role in [*told["roles"], *ended]),
        contact=(
            ""
            if _acts_alone(told["roles"]) or _plain(told["name"]) == _plain(party)
            else "\n".join(line for line in under if line not in ended)
        ),
    )


def _acts_alone(roles: Iterable[str]) -> bool:
    """Whether the roles say "Pro Se": a party without a lawyer stands in the lawyer's place, with their
    home address."""
    return any(_PRO_SE.search(f"[{get_cell_words(role)}]") for role in roles)


def strip_homes_from_appellate_parties(html: str) -> str:
    """A table of parties without the address of anybody who acts without a lawyer. It parses to the same records."""
    blocks = _BETWEEN_BLOCKS.split(html)
    called_so = "".join(_without_home(block) if _PRO_SE.search(block) else block for block in blocks)
    return _ROW.sub(_acting_alone, called_so)


def _without_home(block: str) -> str:
    name, *under = _BREAK.split(block)
    return "<br>".join([name, *(line for line in under if line.strip().startswith("["))])


def _acting_alone(row: re.Match[str]) -> str:
    """A row without the home address of a party without a lawyer. Not all of them are called "Pro Se": some stand in
    their lawyer's place by name, some have nobody there, and their address under their own name."""
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
    """A name normalised for comparison, without the number of an inmate."""
    return _NO_TITLE.sub("", get_cell_words(_IN_BRACKETS.sub("", _TAG.sub("", unescape(str(name)))))).casefold()
