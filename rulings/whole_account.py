"""All that people did, the newest first: what the reading's edits tell, and the words on identity, which the record keeps in
tables of its own. A page is asked of every table in the same order and put together, so that none is read further than shown.
"""

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Value

from dockets import keyset
from dockets.keyset import Key, Page
from dockets.models import (
    CaseWordTakenBack,
    DecisionTakenBack,
    Docket,
    DocketMerge,
    DocketRelation,
    DocketsApart,
    IdentityDecision,
)
from rulings.account_links import words_of
from rulings.models import Edit
from rulings.models.annotation import Visitor

KEYS = (Key("moment", "time", descending=True), Key("part", "int", descending=True), Key("id", "int", descending=True))
FILINGS, CASES = "identity", "cases"
"""Kinds of what is told beside those of ``Edit``: which filings are one, and which cases."""
_SIDES = ("first", "second")
_TOLD = ("number", "filing__public_id", "filing__docket__court", "filing__docket__docket_number", "filing__docket__case_name")
_ENTRIES = tuple(f"{side}__{name}" for side in _SIDES for name in _TOLD)


class Part(IntEnum):
    """What one line is. Of one moment the greater is told first."""

    EDIT = 1
    DECIDED = 2
    """That two filings are one, or are not."""
    DECIDED_THEN = 3
    """The same, of a word that was taken back since."""
    TAKEN_BACK = 4
    MERGED = 5
    """That two cases are one."""
    PARTED = 6
    """That this was taken back."""
    APART = 7
    """That two cases which look like one are two."""
    CASE_SAID_THEN = 8
    """That, or a word on a relation, which was taken back since."""
    CASE_TAKEN_BACK = 9
    RELATED = 10
    """On whether one case is an appeal of another, and the like."""


_MOMENT = {
    Part.EDIT: "at",
    Part.DECIDED: "decided_at",
    Part.DECIDED_THEN: "decided_at",
    Part.TAKEN_BACK: "at",
    Part.MERGED: "merged_at",
    Part.PARTED: "undone_at",
    Part.APART: "decided_at",
    Part.RELATED: "decided_at",
    Part.CASE_SAID_THEN: "said_at",
    Part.CASE_TAKEN_BACK: "at",
}


def account(user: Visitor, *, case: Docket | None = None, kind: str = "") -> dict[Part, QuerySet[Any]]:
    """What this user may know of; of one case, or one kind, where that is asked for."""
    edits = Edit.objects.visible_to(user).select_related("docket__court").defer("docket__search")
    edits = edits.filter(**({"docket": case} if case else {}))
    if kind not in ("", FILINGS, CASES):
        return {Part.EDIT: edits.filter(kind=kind)}
    on_filings, on_cases = _on_filings(Q(first__filing__docket=case) if case else Q()), _on_cases(case)
    return on_filings if kind == FILINGS else on_cases if kind == CASES else {Part.EDIT: edits} | on_filings | on_cases


def _on_filings(here: Q) -> dict[Part, QuerySet[Any]]:
    """A word that took several rows is told once."""
    earlier = IdentityDecision.objects.filter(batch=OuterRef("batch"), id__lt=OuterRef("id")).exclude(batch="")
    sides = [f"{side}__filing__docket" for side in _SIDES]
    words = {f"{side}_words": words_of(f"{side}__") for side in _SIDES}
    decided = IdentityDecision.objects.filter(here, ~Exists(earlier)).select_related("decided_by", *sides).annotate(**words)
    decided = decided.only("verdict", "decided_at", "decided_by__username", *_ENTRIES)
    back = DecisionTakenBack.objects.filter(here).select_related(*sides).annotate(**words)
    back = back.only("verdict", "decided_by_name", "decided_at", "by_name", "at", *_ENTRIES)
    return {Part.DECIDED: decided, Part.DECIDED_THEN: back, Part.TAKEN_BACK: back}


def _on_cases(case: Docket | None) -> dict[Part, QuerySet[Any]]:
    merges = DocketMerge.objects.select_related("loser", "winner", "merged_by", "undone_by")
    apart = DocketsApart.objects.select_related("one", "other", "decided_by").defer("one__search", "other__search")
    related = DocketRelation.objects.filter(decided_at__isnull=False).select_related("docket", "decided_by")
    related = related.defer("docket__search")
    there = Docket.objects.filter(court=OuterRef("other_court"), docket_number=OuterRef("other_number"))
    back = CaseWordTakenBack.objects.annotate(other_is_here=Exists(there))
    if case:
        named = Q(one_court=case.court_id, one_number=case.docket_number)
        back = back.filter(named | Q(other_court=case.court_id, other_number=case.docket_number))
        related = related.filter(Q(docket=case) | Q(other=case))
        merges, apart = merges.filter(Q(loser=case) | Q(winner=case)), apart.filter(Q(one=case) | Q(other=case))
    merges = merges.defer("moved", "loser__search", "winner__search")
    return {
        Part.MERGED: merges,
        Part.PARTED: merges.filter(undone_at__isnull=False),
        Part.APART: apart,
        Part.RELATED: related,
        Part.CASE_SAID_THEN: back,
        Part.CASE_TAKEN_BACK: back,
    }


def page(parts: Mapping[Part, QuerySet[Any]], size: int, *, after: str = "", before: str = "") -> Page:
    """Rows of all parts, each with its ``part`` and ``moment``. One query for which they are, and one for each part that is among
    them. Raises ``BadCursor``."""
    backwards, start = bool(before) and not after, after or before
    values = keyset.read_cursor(KEYS, start) if start else []
    timed = {part: rows.annotate(moment=F(_MOMENT[part]), part=Value(int(part), IntegerField())) for part, rows in parts.items()}
    order, names = keyset.ordering(KEYS, backwards=backwards), [key.field for key in KEYS]
    beyond = keyset.beyond(KEYS, values, backwards=backwards) if values else Q()
    first, *others = (rows.filter(beyond).order_by(*order).values(*names)[: size + 1] for rows in timed.values())
    found = list(first.union(*others, all=True).order_by(*order)[: size + 1] if others else first)
    told = keyset.arranged(found, KEYS, size, backwards=backwards, has_start=bool(start))
    rows = {part: timed[part].in_bulk([key["id"] for key in told.rows if key["part"] == part]) for part in _parts(told)}
    # One that was taken back in between is not told.
    shown = (rows[key["part"]].get(key["id"]) for key in told.rows)
    return Page([row for row in shown if row], after=told.after, before=told.before)


def _parts(found: Page) -> set[Part]:
    return {Part(key["part"]) for key in found.rows}
