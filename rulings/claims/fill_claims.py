"""Adds rows to the form of claims, from what the machine read in pleadings and from a pasted table. Works on what was
sent, before the forms are made of it; called by the form's view."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import QueryDict

from dockets.models import Party
from rulings.claims.claim_form import MOST_CLAIMS, build_new_claim_initial
from rulings.claims.pasted_claims import PastedTable, find_parties, parse_pasted_table
from rulings.claims.propose_claims import ProposedClaim, ProposedPleading
from rulings.vocabulary.claims import ClaimKind

_EMPTY = ("id", "title", "ground", "summary", "for_text", "against_text", "pleading")


def fill_proposed(
    query: QueryDict, proposed: Iterable[ProposedPleading], parties: Sequence[Party], *, take_all: bool
) -> int:
    """Adds a row for each proposed claim that is ticked, or for all. Returns how many."""
    ticked = set(query.getlist("take"))
    chosen = [(pleading, one) for pleading in proposed for one in pleading.claims if take_all or one.key in ticked]
    query.setlist("take", [])
    return sum(_add_row(query, parties, _describe(pleading, one, parties)) for pleading, one in chosen)


def fill_pasted(query: QueryDict, parties: Sequence[Party]) -> tuple[int, PastedTable]:
    """Adds a row for each row of the pasted table without a fault; the others stay in its field. Returns how many."""
    table = parse_pasted_table(query.get("table", ""), parties)
    query["table"] = table.left
    return sum(_add_row(query, parties, claim.values) for claim in table.claims), table


def list_untaken(query: QueryDict, proposed: Iterable[ProposedPleading]) -> list[ProposedPleading]:
    """Without the claims that are rows of the form already."""
    names = ("pleading", "kind", "number")
    there = {tuple(query.get(f"c{at}-{name}", "").strip() for name in names) for at in range(_count(query))}
    left = [
        replace(one, claims=[claim for claim in one.claims
                             if (one.name, claim.claim.kind.value, str(claim.claim.number)) not in there])
        for one in proposed
    ]  # fmt: skip
    return [one for one in left if one.claims]


def give_pleading(query: QueryDict) -> None:
    """New claims that name no pleading are made by the one that is named once for all."""
    shared = query.get("all-pleading", "").strip()
    for at in range(_count(query)):
        is_new = not query.get(f"c{at}-id") and query.get(f"c{at}-title", "").strip()
        if shared and is_new and not query.get(f"c{at}-pleading", "").strip():
            query[f"c{at}-pleading"] = shared


def _describe(pleading: ProposedPleading, one: ProposedClaim, parties: Sequence[Party]) -> dict[str, Any]:
    claim = one.claim
    where = (
        f"page {claim.page} of {pleading.name}" if claim.page and pleading.is_paged else f"the text of {pleading.name}"
    )
    values: dict[str, Any] = {
        "kind": claim.kind.value, "number": claim.number, "title": claim.title, "ground": claim.ground,
        "pleading": pleading.name, "read_from": f"{where}: “{claim.words}”",
    }  # fmt: skip
    named, unknown = find_parties(claim.against, parties) if claim.against else ([], [])
    if named and not unknown:
        values["against"] = named
    return values


def _add_row(query: QueryDict, parties: Sequence[Party], values: Mapping[str, Any]) -> bool:
    """In the place of the empty row at the end, if it is one. False where the form has room for no more."""
    rows = _count(query)
    is_empty = rows > 0 and not any(query.get(f"c{rows - 1}-{name}", "").strip() for name in _EMPTY)
    at = rows - 1 if is_empty else rows
    if at >= MOST_CLAIMS:
        return False
    highest = max(
        (int(told) for other in range(at) if (told := query.get(f"c{other}-number", "")).isdecimal()), default=0
    )
    kind = values.get("kind", ClaimKind.CLAIM.value)
    filled = {**build_new_claim_initial(highest + 1, parties, ClaimKind(kind)), **values}
    for name, value in filled.items():
        query.setlist(f"c{at}-{name}", [str(one) for one in value] if isinstance(value, list) else [str(value)])
    query["rows"] = str(at + 1)
    return True


def _count(query: QueryDict) -> int:
    told = query.get("rows", "")
    return min(int(told), MOST_CLAIMS) if told.isascii() and told.isdecimal() and len(told) < 6 else 0
