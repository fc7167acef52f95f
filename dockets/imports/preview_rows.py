"""Builds the lines of a preview, as JSON ready to be shown. Used by ``preview``; reads nothing from the database."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dockets.format.print_style import format_date
from dockets.imports import changes
from dockets.imports.changes import DocketState, Row
from dockets.imports.wording_change import WordingComparison, cut_wording

SHOWN = 200
"""Lines of each kind shown in one preview, over all its dockets. The others are counted."""
DOCUMENTS = 20
"""Documents named in one line."""
LABELS = {
    "docket_number": "Docket number", "case_name": "Name", "pacer_case_id": "PACER’s number", "assigned_to": "Judge",
    "referred_to": "Referred to", "cause": "Cause", "nature_of_suit": "Nature of suit", "jury_demand": "Jury demand",
    "demand": "Demand", "jurisdiction": "Jurisdiction", "mdl_status": "MDL", "division": "Division",
    "source_url": "Address", "date_filed": "Filed", "date_terminated": "Closed",
}  # fmt: skip


class PreviewRoom:
    """Counts for how many lines of each kind there is still room, and for how many there was none; and the effort left
    for comparing texts."""

    def __init__(self) -> None:
        self.used: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self.differ = WordingComparison()

    def left(self, kind: str) -> int:
        return SHOWN - self.used[kind]

    def spend(self, kind: str, shown: int, total: int) -> None:
        self.used[kind] += shown
        self.left_out[kind] += max(total - shown, 0)

    def take[T](self, kind: str, lines: Sequence[T]) -> Sequence[T]:
        """The first of the lines, as many as there is room for."""
        shown = lines[: self.left(kind)]
        self.spend(kind, len(shown), len(lines))
        return shown


def build_new_row(row: Row, papers: Mapping[int, Sequence[tuple[int, str]]]) -> dict[str, Any]:
    names = [
        description or ("Main document" if not number else f"Attachment {number}")
        for number, description in papers.get(_id(row), ())
    ]
    more = [f"and {len(names) - DOCUMENTS} more"] if len(names) > DOCUMENTS else []
    return _line("new", row) | {
        "documents": [*(cut_wording(name) for name in names[:DOCUMENTS]), *more] if len(names) > 1 else []
    }


def build_changed_row(before: Row, after: Row, more_documents: int, differ: WordingComparison) -> dict[str, Any]:
    """With ``pieces`` where the text changed."""
    line = _line("changed", after) | {"notes": changes.describe_filing_changes(before, after, more_documents)}
    old, words = changes.get_row_text(before), changes.get_row_text(after)
    return line | ({"pieces": [list(piece) for piece in differ.pieces(old, words)]} if old != words else {})


def build_joined_row(before: Row, into: Row | None) -> dict[str, Any]:
    return _line("joined", before) | {"twin": _describe(into) if into else {}}


def build_duplicate_row(one: Row, other: Row) -> dict[str, Any]:
    """A possible duplicate, described from the later filing; both are kept."""
    earlier, later = sorted((one, other), key=lambda row: (row["first_seen"], row["id"]))
    return _line("same", later) | {
        "twin": _describe(earlier),
        "pair": [str(later["founded_by"]), str(earlier["founded_by"])],
    }


def build_refused_row(refusal: Mapping[str, str]) -> dict[str, str]:
    """``refusal``: as in ``ImportOutcome.all_refused``."""
    return {"where": refusal["where"][:200], "why": cut_wording(refusal["why"])}


def _line(what: str, row: Row) -> dict[str, Any]:
    return {"what": what, **_describe(row)}


def _describe(row: Row) -> dict[str, str]:
    return {
        "number": str(row["number"]),
        "day": changes.format_row_date(row),
        "text": cut_wording(changes.get_row_text(row)),
    }


def _id(row: Row) -> int:
    return int(row["id"])


def list_docket_differences(before: DocketState, after: DocketState) -> list[dict[str, str]]:
    """Changed fields of a docket that is stored already."""
    return [
        {"what": LABELS[name], "before": _said(before.facts[name]), "after": _said(value)}
        for name, value in after.facts.items()
        if before.facts and before.facts[name] != value
    ]


def _said(value: object) -> str:
    # What has "isoformat" is a date.
    return (
        format_date(value)  # type: ignore[arg-type]
        if hasattr(value, "isoformat")
        else cut_wording(str(value or ""))
    )


def list_people_differences(before: DocketState, after: DocketState) -> list[dict[str, str]]:
    """New and changed parties and counsel, in the order of the docket."""
    told = [_party(id, row, before) for id, row in after.people.parties.items() if before.people.parties.get(id) != row]
    return told + [
        _lawyer(id, row, before) for id, row in after.people.counsel.items() if before.people.counsel.get(id) != row
    ]


def _party(id: int, row: tuple[object, ...], before: DocketState) -> dict[str, str]:
    name, type_, *_ = row
    return {
        "what": "changed party" if id in before.people.parties else "new party",
        "name": cut_wording(str(name)),
        "as": str(type_),
    }


def _lawyer(id: int, row: tuple[object, ...], before: DocketState) -> dict[str, str]:
    name, party, *_ = row
    what = "changed counsel" if id in before.people.counsel else "new counsel"
    return {"what": what, "name": str(name), "as": f"for {cut_wording(str(party))}"}


def list_relation_differences(before: DocketState, after: DocketState) -> list[str]:
    return [told for id, told in after.relations.items() if id not in before.relations]
