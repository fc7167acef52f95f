"""A table of claims, pasted from a spreadsheet: number, title, ground, who, against whom. Called by ``fill_claims``."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dockets.format.typed_number import parse_whole_number
from dockets.models import Party

MOST_CHARACTERS, MOST_ROWS = 100_000, 200
COLUMNS = ("number", "title", "ground", "asserted_by", "against")
_HEADS = {
    **dict.fromkeys(("number", "no", "no.", "nr", "#", "claim no.", "count"), "number"),
    **dict.fromkeys(("title", "claim", "what", "cause of action"), "title"),
    **dict.fromkeys(("ground", "statute", "law", "statute or ground"), "ground"),
    **dict.fromkeys(("who", "by", "made by", "asserted by", "plaintiff", "plaintiffs"), "asserted_by"),
    **dict.fromkeys(("against", "against whom", "defendant", "defendants"), "against"),
}
_SIDES = re.compile(r"(?:all |the )*(plaintiff|defendant)s?", re.IGNORECASE)
_LONGEST = {"title": 300, "ground": 300}


@dataclass(frozen=True, slots=True)
class PastedClaim:
    """``values``: what stood in the cells, parties as their ids; those of empty cells are left out."""

    values: Mapping[str, str | list[int]]


@dataclass(frozen=True, slots=True)
class PastedTable:
    claims: Sequence[PastedClaim]
    faults: Sequence[str]
    """A sentence for each thing that is wrong, with the row it is in."""
    left: str
    """The rows that were not taken, as they came."""


def parse_pasted_table(text: str, parties: Sequence[Party]) -> PastedTable:
    """Cells are parted by tabs, else by semicolons or commas; the first row may name the columns. A row with a fault is
    left in the text, all others are taken."""
    if len(text) > MOST_CHARACTERS:
        return PastedTable([], [f"The table has more than {MOST_CHARACTERS:,} characters. Nothing was taken."], text)
    lines = [line for line in text.splitlines() if line.strip()]
    sign = next((sign for sign in "\t;," if lines and sign in lines[0]), ",")
    columns, begin = _read_head(_cells(lines[0], sign)) if lines else (COLUMNS, 0)
    claims: list[PastedClaim] = []
    faults, left = [], []
    for at, line in enumerate(lines[begin:], begin + 1):
        values, wrong = _read_row(columns, _cells(line, sign), parties)
        if len(claims) == MOST_ROWS:
            wrong = [f"more than {MOST_ROWS} rows are not taken at once"]
        if wrong:
            faults.append(f"Row {at}: {'; '.join(wrong)}.")
            left.append(line)
        else:
            claims.append(PastedClaim(values))
    return PastedTable(claims, faults, "\n".join([*lines[:begin], *left] if left else []))


def _cells(line: str, sign: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=sign), [])]
    except csv.Error:
        return [cell.strip() for cell in line.split(sign)]


def _read_head(cells: Sequence[str]) -> tuple[tuple[str, ...], int]:
    named = tuple(_HEADS.get(cell.lower(), "") for cell in cells)
    return (named, 1) if sum(map(bool, named)) >= 2 or named == ("title",) else (COLUMNS, 0)


def _read_row(
    columns: Sequence[str], cells: Sequence[str], parties: Sequence[Party]
) -> tuple[dict[str, str | list[int]], list[str]]:
    values: dict[str, str | list[int]] = {}
    wrong = []
    if len(cells) > len(columns):
        wrong.append(f"it has {len(cells)} cells, and there are {len(columns)} columns")
    told = {name: cell for name, cell in zip(columns, cells, strict=False) if name and cell}
    if "title" not in told:
        wrong.append("it does not say what is claimed")
    for name, cell in told.items():
        if name in ("asserted_by", "against"):
            values[name], unknown = find_parties(cell, parties)
            wrong += [f"there is no party “{one}” in this case, or more than one" for one in unknown]
        else:
            values[name] = cell
    wrong += [f"the {name} is longer than {most} characters" for name, most in _LONGEST.items()
              if len(told.get(name, "")) > most]  # fmt: skip
    number = parse_whole_number(told["number"]) if "number" in told else 1
    if number is None or not 1 <= number <= 9_999:
        wrong.append(f"“{told['number'][:40]}” is no number from 1 to 9,999")
    return values, wrong


def find_parties(told: str, parties: Sequence[Party]) -> tuple[list[int], list[str]]:
    """The parties that a cell names, parted by semicolons, "and" or "&", and the names that are none or several. "All
    defendants" are those of that side."""
    if _is_one(told, parties) or _SIDES.fullmatch(told.strip()):
        names = [told]
    else:
        names = [name for name in re.split(r";|\band\b|&|\|", told) if name.strip()]
    found: list[int] = []
    unknown = []
    for name in names:
        if side := _SIDES.fullmatch(name.strip()):
            found += [party.pk for party in parties if party.display_side == side[1].lower()]
        elif one := _is_one(name, parties):
            found.append(one.pk)
        else:
            unknown.append(name.strip()[:80])
    return list(dict.fromkeys(found)), unknown


def _is_one(name: str, parties: Sequence[Party]) -> Party | None:
    """The party of that name, or the only one whose name begins with it."""
    wanted = _plain(name)
    if not wanted:
        return None
    same = [party for party in parties if _plain(party.display_name) == wanted]
    begins = same or [party for party in parties if f"{_plain(party.display_name)} ".startswith(f"{wanted} ")]
    return begins[0] if len(begins) == 1 else None


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", "", name.casefold()).split())
