"""Corrections in words, for the pages where they are made and shown."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from dockets.models import Party
from rulings.interpret.corrections import can_be_applied
from rulings.models import Correction
from rulings.vocabulary.corrections import FIELD_LABELS, CorrectedField
from rulings.vocabulary.details import DETAIL_LABELS, Detail
from rulings.vocabulary.house_style import WordGroup, get_label
from rulings.vocabulary.kinds import KIND_LABELS, Kind, SetDate
from rulings.vocabulary.stages import END_LABELS


class CorrectionLine(NamedTuple):
    """One correction as a page shows it."""

    field: str
    label: str
    machine: str
    """What the machine had said."""
    is_applied: bool
    """Whether it counts: not if it names what this version does not know any more."""
    row: Correction


def describe_corrections(rows: Iterable[Correction]) -> list[CorrectionLine]:
    return [
        CorrectionLine(
            field=row.field,
            label=FIELD_LABELS[CorrectedField(row.field)],
            machine=describe_value(row.field, row.machine),
            is_applied=can_be_applied(row.field, row.value),
            row=row,
        )
        for row in rows
        if row.field in CorrectedField
    ]


def describe_value(field: str, value: Any) -> str:
    """A field's value in words; "nothing" where it is empty."""
    if value in (None, "", []):
        return "nothing"
    if not can_be_applied(field, value):
        return "what this version does not know any more"
    return _WORDS[CorrectedField(field)](value) or "nothing"


def write_day(told: Mapping[str, Any]) -> str:
    """A hearing, a deadline or a transcript's release on a line, as the form takes it:
    "2021-03-04 10:00 Status conference @ Courtroom 7"."""
    what = {SetDate.DEADLINE.value: "due: ", SetDate.RELEASE.value: "release: "}.get(told["kind"], "")
    place = f"@ {told['place']}" if told["place"] else ""
    return " ".join(filter(None, [told["date"], told["time"], f"{what}{told['title']}", place]))


def _filer(value: Any) -> str:
    return "; ".join([*value["names"], *([f"{value['side']} side"] if value["side"] else [])])


def _status(value: Any) -> str:
    how = get_label(WordGroup.END, value["how"]).lower() if value["how"] in END_LABELS else ""
    told = {"open": "goes on", "ended": "has ended"}.get(value["value"], "not known")
    return " ".join(filter(None, [told, value["on"], how]))


def _counsel(value: Any) -> str:
    out = [f"not {name}" for name in value["left_out"]]
    return "; ".join([*(", ".join(filter(None, [one["name"], one["firm"]])) for one in value["added"]), *out])


_WORDS: Mapping[CorrectedField, Callable[[Any], str]] = {
    CorrectedField.KIND: lambda value: KIND_LABELS[Kind(value)],
    CorrectedField.DETAIL: lambda value: DETAIL_LABELS[Detail(value)].lower() if value else "nothing of the list",
    CorrectedField.HEADLINE: str,
    CorrectedField.ROUTINE: lambda value: "routine" if value else "not routine",
    CorrectedField.FILER: _filer,
    CorrectedField.REFERENCES: lambda value: ", ".join(f"{one.replace('_', ' ')} {number}" for one, number in value),
    CorrectedField.STEPS: lambda value: ", ".join(step.replace("_", " ") for step in value),
    CorrectedField.DAYS: lambda value: "; ".join(map(write_day, value)),
    CorrectedField.HELD: ", ".join,
    CorrectedField.CALLED_OFF: ", ".join,
    CorrectedField.ATTACHMENTS: lambda value: "; ".join(f"{number} {words}".strip() for number, words in value),
    CorrectedField.STATE: lambda value: get_label(WordGroup.MOTION, value["state"]),
    CorrectedField.STATUS: _status,
    CorrectedField.PARTY_NAME: str,
    CorrectedField.PARTY_SIDE: lambda value: Party.Side(value).label.lower(),
    CorrectedField.SAME_PARTY: str,
    CorrectedField.COUNSEL: _counsel,
}
