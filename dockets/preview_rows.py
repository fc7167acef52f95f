"""The lines of a preview, as JSON ready to be shown. Under ``preview``; reads nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from dockets import changes
from dockets.changes import Row, State
from dockets.print_style import full_date
from dockets.records import Refusal
from dockets.wording_change import Differ, cut

SHOWN = 200
"""Of each kind of line in one preview, over all its dockets. The others are counted."""
DOCUMENTS = 20
"""Documents named in one line."""
LABELS = {
    "docket_number": "Docket number", "case_name": "Name", "pacer_case_id": "PACER’s number", "assigned_to": "Judge",
    "referred_to": "Referred to", "cause": "Cause", "nature_of_suit": "Nature of suit", "jury_demand": "Jury demand",
    "demand": "Demand", "jurisdiction": "Jurisdiction", "mdl_status": "MDL", "division": "Division", "source_url": "Address",
    "date_filed": "Filed", "date_terminated": "Closed",
}  # fmt: skip


class Room:
    """How many lines of each kind still have room, and how many had none; and the effort that is left for comparing."""

    def __init__(self) -> None:
        self.used: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self.differ = Differ()

    def left(self, kind: str) -> int:
        return SHOWN - self.used[kind]

    def spend(self, kind: str, shown: int, total: int) -> None:
        self.used[kind] += shown
        self.left_out[kind] += max(total - shown, 0)

    def take[T](self, kind: str, lines: Sequence[T]) -> Sequence[T]:
        """Those that there is room for."""
        shown = lines[: self.left(kind)]
        self.spend(kind, len(shown), len(lines))
        return shown


def new(row: Row, papers: Mapping[int, Sequence[tuple[int, str]]]) -> dict[str, Any]:
    names = [
        description or ("Main document" if not number else f"Attachment {number}")
        for number, description in papers.get(_id(row), ())
    ]
    more = [f"and {len(names) - DOCUMENTS} more"] if len(names) > DOCUMENTS else []
    return _line("new", row) | {"documents": [*(cut(name) for name in names[:DOCUMENTS]), *more] if len(names) > 1 else []}


def changed(before: Row, after: Row, more_documents: int, differ: Differ) -> dict[str, Any]:
    """With ``pieces`` where the text is another."""
    line = _line("changed", after) | {"notes": changes.notes(before, after, more_documents)}
    old, words = changes.text(before), changes.text(after)
    return line | ({"pieces": [list(piece) for piece in differ.pieces(old, words)]} if old != words else {})


def joined(before: Row, into: Row | None) -> dict[str, Any]:
    return _line("joined", before) | {"twin": _twin(into) if into else {}}


def same(one: Row, other: Row) -> dict[str, Any]:
    """A filing that may be another one, told of the one that came later; both are kept."""
    earlier, later = sorted((one, other), key=lambda row: (row["first_seen"], row["id"]))
    return _line("same", later) | {"twin": _twin(earlier), "pair": [str(later["founded_by"]), str(earlier["founded_by"])]}


def refused(refusal: Refusal) -> dict[str, str]:
    return {"where": refusal.where[:200], "why": cut(refusal.why)}


def _line(what: str, row: Row) -> dict[str, Any]:
    return {"what": what, "number": str(row["number"]), "day": changes.day(row), "text": cut(changes.text(row))}


def _twin(row: Row) -> dict[str, str]:
    return {"number": str(row["number"]), "day": changes.day(row), "text": cut(changes.text(row))}


def _id(row: Row) -> int:
    return int(row["id"])


def facts(before: State, after: State) -> list[dict[str, str]]:
    """What becomes different of a docket that is known."""
    return [
        {"what": LABELS[name], "before": _said(before.facts[name]), "after": _said(value)}
        for name, value in after.facts.items()
        if before.facts and before.facts[name] != value
    ]


def _said(value: object) -> str:
    return full_date(value) if hasattr(value, "isoformat") else cut(str(value or ""))  # type: ignore[arg-type]  # a date


def people(before: State, after: State) -> list[dict[str, str]]:
    """New and changed parties and counsel, in the order of the docket."""
    told = [_party(id, row, before) for id, row in after.people.parties.items() if before.people.parties.get(id) != row]
    return told + [_lawyer(id, row, before) for id, row in after.people.counsel.items() if before.people.counsel.get(id) != row]


def _party(id: int, row: tuple[object, ...], before: State) -> dict[str, str]:
    name, type_, *_ = row
    return {"what": "changed party" if id in before.people.parties else "new party", "name": cut(str(name)), "as": str(type_)}


def _lawyer(id: int, row: tuple[object, ...], before: State) -> dict[str, str]:
    name, party, *_ = row
    what = "changed counsel" if id in before.people.counsel else "new counsel"
    return {"what": what, "name": str(name), "as": f"for {cut(str(party))}"}


def relations(before: State, after: State) -> list[str]:
    return [told for id, told in after.relations.items() if id not in before.relations]
