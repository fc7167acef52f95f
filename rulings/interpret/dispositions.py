"""Writes the machine's motions, rulings and dispositions from what was read. Called by ``interpret_docket``."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Case, QuerySet, When

from rulings.interpret.differences import write_differences
from rulings.interpret.order import FilingOrder
from rulings.models import Disposition, Motion, Ruling
from rulings.models.decision import filter_readable
from rulings.models.publication import filter_unpublished
from rulings.reading.values import FilingReading
from rulings.vocabulary.kinds import RULING_KINDS, Kind
from rulings.vocabulary.outcomes import Outcome

_ASKS_NOTHING = RULING_KINDS | {
    Kind.MINUTES,
    Kind.COMPLAINT,
    Kind.ANSWER,
    Kind.TRANSCRIPT,
    Kind.SERVICE,
    Kind.APPEARANCE,
}
"""Kinds that an order may name but that are not requests: it never grants or denies them."""


_ON_MOTIONS = frozenset({Outcome.GRANTED, Outcome.DENIED, Outcome.IN_PART, Outcome.MOOT})
_SUPPORTS = frozenset({Kind.BRIEF, Kind.DECLARATION, Kind.EXHIBIT, Kind.REPLY})
"""Papers that ask for nothing themselves: an order that seems to grant one gives a wrong number."""
_LODGED = re.compile(
    r"(?:notice of )?(?:lodg\w+|submi\w+|\[?proposed\b)|.{0,60}\bproposed order\b"
    r"|certificat(?:e|ion) of (?:no objection|counsel)\b",
    re.IGNORECASE,
)


_OF_ANOTHER = frozenset({Kind.OTHER, Kind.NOTICE})


def _asked_in(target: int | None, readings: Mapping[int, FilingReading], order: FilingOrder) -> int | None:
    """The filing that asks for what is decided: where an order names the proposed order that it signs, or a lawyer's
    certificate that nobody objects, the motion that came with it."""
    if target is None or readings[target].kind not in _OF_ANOTHER or not _LODGED.match(readings[target].title):
        return target
    meant = {order.target(refers.number, target) for refers in readings[target].refers_to}
    motions = [one for one in meant if one is not None and readings[one].kind is Kind.MOTION]
    return motions[0] if len(motions) == 1 else target


@dataclass(slots=True)
class DecidedRulings:
    """The docket's motions and rulings by filing, with what was decided on each; editors' dispositions come before the
    machine's."""

    motions: dict[int, int] = field(default_factory=dict)
    """Filing -> ``Motion`` id."""
    rulings: dict[int, int] = field(default_factory=dict)
    by_parties: set[int] = field(default_factory=set)
    """Filings among ``rulings`` by which the parties end claims, without the court."""
    complete: set[int] = field(default_factory=set)
    """Rulings for which an editor has entered everything that they decide."""
    drafts: set[int] = field(default_factory=set)
    """Rulings whose editors' words are not published."""
    titles: dict[int, str] = field(default_factory=dict)
    """Filing -> an editor's title for its motion or ruling."""
    of_motion: dict[int, list[tuple[int, Outcome]]] = field(default_factory=dict)
    """Motion's filing -> list of (ruling's filing, outcome)."""
    of_ruling: dict[int, list[tuple[bool, Outcome]]] = field(default_factory=dict)
    """Ruling's filing -> list of (whether on a motion, outcome)."""
    changed: bool = False


def write_dispositions(
    docket_id: int,
    readings: Mapping[int, FilingReading],
    order: FilingOrder,
    named: Iterable[tuple[int, int, Outcome]] = (),
) -> DecidedRulings:
    """Makes the machine's motions, rulings and dispositions agree with ``readings``; editors' rows are not changed.
    ``named``: further decisions that no number tells, as (ruling, motion, outcome)."""
    decides = {
        (filing, target, decided.outcome)
        for filing, reading in readings.items()
        for decided in reading.decides
        if (target := _asked_in(order.target(decided.number, filing), readings, order)) is not None
        and readings[target].kind not in _ASKS_NOTHING
        and not (decided.outcome in _ON_MOTIONS and readings[target].kind in _SUPPORTS)
    }
    decides |= {(filing, filing, Outcome.GRANTED) for filing, reading in readings.items() if reading.granted_within}
    decides |= {one for one in named if readings[one[1]].kind not in _ASKS_NOTHING}
    asked, deciding = {target for _, target, _ in decides}, {filing for filing, _, _ in decides}
    moving = sorted(filing for filing, reading in readings.items() if reading.kind is Kind.MOTION or filing in asked)
    ruling = sorted(
        filing for filing, reading in readings.items() if reading.kind in RULING_KINDS or filing in deciding
    )
    result, rows = DecidedRulings(), _dispositions(docket_id)
    held_motions = {row.motion for row in rows if not row.by_machine}
    held_rulings = {row.ruling for row in rows if not row.by_machine}
    result.motions = _write(
        Motion, docket_id, {filing: (readings[filing].headline,) for filing in moving}, held_motions, result
    )
    dated = {filing: (readings[filing].headline, order.day(filing), False, False) for filing in ruling}
    result.rulings = _write(Ruling, docket_id, dated, held_rulings, result)
    _leave_out_drafts(rows, {*moving}, {*ruling}, result)
    if _write_dispositions(decides, rows, result):
        result.changed = True
        rows = _dispositions(docket_id)
    # Editors' rows that stayed on a merged filing, because the surviving one has the same already, are on no line.
    result.motions = {filing: row for filing, row in result.motions.items() if filing in readings}
    result.rulings = {filing: row for filing, row in result.rulings.items() if filing in readings}
    _collect(rows, result)
    return result


def _leave_out_drafts(
    rows: Iterable["_Disposition"], moving: set[int], ruling: set[int], result: DecidedRulings
) -> None:
    """Takes back from ``result`` what editors have said of rulings that are not published yet, and the motions that are
    known by such a draft alone."""
    for filing in result.drafts:
        result.titles.pop(filing, None)
        result.by_parties.discard(filing)
        result.complete.discard(filing)
        if filing not in ruling:
            result.rulings.pop(filing, None)
    public = {row.motion for row in rows if row.is_public}
    drafted = {row.motion for row in rows} - public
    result.motions = {
        filing: motion for filing, motion in result.motions.items() if filing in moving or motion not in drafted
    }


class _Disposition(NamedTuple):
    id: int
    ruling: int
    motion: int | None
    outcome: str
    by_machine: bool
    is_public: bool
    """Whether readers see it: an editor's may be a draft, beside which the machine's stands."""


def _dispositions(docket_id: int) -> list[_Disposition]:
    fields = ("id", "ruling_id", "motion_id", "outcome", "read_by_machine", "is_public")
    is_public = Case(When(filter_readable(), then=True), default=False)
    rows = Disposition.objects.filter(ruling__docket=docket_id).annotate(is_public=is_public)
    return [_Disposition(*row) for row in rows.order_by("id").values_list(*fields)]


def _write(
    model: type[Motion] | type[Ruling],
    docket_id: int,
    titled: Mapping[int, tuple[Any, ...]],
    held: Collection[int | None],
    result: DecidedRulings,
) -> dict[int, int]:
    """Writes motions or rulings, one per filing of ``titled``, whose values are the title and, for a ruling, the day,
    False and False.

    An editor's row stays, and so does a machine's row with an editor's disposition (``held``), even where the text no
    longer calls for it.
    """
    fields = ("filing_id", "docket_id", "read_by_machine", "title", "date", "by_parties", "is_complete")[
        : 7 if model is Ruling else 4
    ]
    known: QuerySet[Any] = model._default_manager.filter(docket=docket_id)
    if model is Ruling:
        known = known.annotate(is_draft=Case(When(filter_unpublished(), then=True), default=False))
        rows = list(known.values_list("id", *fields, "is_draft"))
        result.drafts = {row[1] for row in rows if row[-1]}
        rows = [row[:-1] for row in rows]
    else:
        rows = list(known.values_list("id", *fields))
    fixed = {row[1]: row[0] for row in rows if not row[3] or (row[0] in held and row[1] not in titled)}
    result.titles.update({row[1]: row[4] for row in rows if not row[3] and row[4]})
    result.by_parties |= {row[1] for row in rows if model is Ruling and row[6]}
    result.complete |= {row[1] for row in rows if model is Ruling and row[7]}
    there = {row[1]: (row[0], row[1:]) for row in rows if row[1] not in fixed}
    wanted = {filing: (filing, docket_id, True, *values) for filing, values in titled.items() if filing not in fixed}
    blank = {"standard": "", "citation": "", "judge": ""} if model is Ruling else {}
    ids, changed = write_differences(model, fields, there, wanted, blank)
    result.changed |= changed
    return fixed | ids


def _write_dispositions(
    decides: set[tuple[int, int, Outcome]], rows: list[_Disposition], result: DecidedRulings
) -> bool:
    """Where an editor has a disposition for a motion in a ruling, the machine's is left out."""
    fields = ("ruling_id", "motion_id", "outcome", "read_by_machine")
    spoken_for = {(row.ruling, row.motion) for row in rows if not row.by_machine and row.is_public}
    there: dict[tuple[int, int | None, str], tuple[int, tuple[Any, ...]]] = {
        (row.ruling, row.motion, row.outcome): (row.id, tuple(row[1:5])) for row in rows if row.by_machine
    }
    pairs = sorted(
        (result.rulings[filing], result.motions[target], outcome.value)
        for filing, target, outcome in decides
        if filing not in result.complete
    )
    wanted: dict[tuple[int, int | None, str], tuple[Any, ...]] = {
        (ruling, motion, outcome): (ruling, motion, outcome, True)
        for ruling, motion, outcome in pairs
        if (ruling, motion) not in spoken_for
    }
    blank = dict.fromkeys(("standard", "reason", "quotation", "quoted_from", "place"), "")
    return write_differences(Disposition, fields, there, wanted, blank)[1]


def _collect(rows: list[_Disposition], result: DecidedRulings) -> None:
    filing_of_motion = {row: filing for filing, row in result.motions.items()}
    filing_of_ruling = {row: filing for filing, row in result.rulings.items()}
    for row in rows:
        ruling, outcome = filing_of_ruling.get(row.ruling), Outcome(row.outcome)
        if ruling is None or not (row.is_public or row.by_machine):
            continue
        result.of_ruling.setdefault(ruling, []).append((row.motion is not None, outcome))
        if row.motion in filing_of_motion:
            result.of_motion.setdefault(filing_of_motion[row.motion], []).append((ruling, outcome))
