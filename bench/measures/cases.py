"""How true it is what the product says of whole cases: real dockets, imported and interpreted as always, against what a
reader wrote down who had their texts alone. Part of the subject ``accuracy``.

Courts are in two halves. ``python -m bench.measures.cases`` lists what is wrong in the half for improving; the dockets
of the other half are looked at as numbers only.
"""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bench.figure import Figure
from bench.labelled import NoCorpus
from bench.labelled_cases import CaseLabels, LabelledCase, load_cases
from bench.tally import Tally

MUST = {
    "status": (98, 95), "end": (98, 95), "pending": (97, 85), "pending or not seen decided": (97, 97),
    "decided": (97, 90), "stages": (97, 90), "last ruling": (93, 93), "hearings held": (97, 90),
    "hearings called off": (97, 90), "hearings ahead": (97, 90),
}  # fmt: skip
"""Per cent, required of the courts that are held out: precision, recall."""
_SAME = {
    "dismissed_with_prejudice": "dismissed", "dismissed_without_prejudice": "dismissed",
    "dismissed_with_leave": "dismissed", "remanded": "reversed", "vacated": "reversed",
}  # fmt: skip
"""Outcomes that the labels do not tell apart."""


_OPENINGS = frozenset({"filed", "charged", "docketed"})
"""Stages that a docket's header states, where the opening paper is not among its entries; the labels are of entries."""


@dataclass(slots=True)
class SaidOfCase:
    """What the product says of one case. Filings are named by the place of their entry in the file."""

    status: str = ""
    """"open", "ended", or "" where it does not say."""
    end_date: date | None = None
    end_entry: int | None = None
    stages: dict[str, tuple[date | None, int | None]] = field(default_factory=dict)
    motions: dict[int, tuple[str, str, int | None]] = field(default_factory=dict)
    """Entry -> status, outcome, deciding entry."""
    last_ruling: int | None = None
    hearings: dict[date, set[str]] = field(default_factory=dict)
    """Day -> statuses of what is set for it."""


type Tallies = dict[str, Tally]
type Misses = list[str]


def figures(rows: int) -> Iterator[Figure]:
    found, changed = load_cases()
    yield Figure("labelled dockets that are not as they were", changed, "", most=0, note=f"of {len(found) + changed}")
    halves: dict[bool, Tallies] = {False: defaultdict(Tally), True: defaultdict(Tally)}
    for case in found:
        for measure, tally in judge_case(case, read_case(case), []).items():
            halves[case.held_out][measure].add(tally)
    for measure, must in MUST.items():
        for held_out, name in ((False, "improving"), (True, "held out")):
            yield from _pair(f"cases, {name}: {measure}", halves[held_out][measure], must if held_out else None)
    yield from _agreement(case for case in found if case.second)


def _pair(name: str, tally: Tally, must: tuple[float, float] | None) -> Iterator[Figure]:
    said, true = tally.right + tally.wrong, tally.right + tally.missed
    precision, recall = must or (None, None)
    yield Figure(f"{name}, precision", tally.precision, "%", least=precision, note=f"of {said} said")
    yield Figure(f"{name}, recall", tally.recall, "%", least=recall, note=f"of {true}, {tally.missed} left unsaid")


def _agreement(cases: Iterable[LabelledCase]) -> Iterator[Figure]:
    """How often a second reader says what the first one said."""
    total: Tallies = defaultdict(Tally)
    for case in cases:
        if case.second:
            for measure, tally in judge_labels(case.labels, _as_said(case.second), []).items():
                total[measure].add(tally)
    for measure in MUST:
        tally = total[measure]
        said = tally.right + tally.wrong + tally.missed
        share = 100 * tally.right / said if said else 100.0
        yield Figure(f"cases, two readers agree: {measure}", share, "%", note=f"of {said}")


def _as_said(labels: CaseLabels) -> SaidOfCase:
    return SaidOfCase(
        status=labels.status or "",
        end_date=labels.end.date if labels.end else None,
        end_entry=min(labels.end.entries, default=None) if labels.end else None,
        stages={one.stage: (one.date, min(one.entries, default=None)) for one in labels.stages},
        motions={one.entry: (one.status, one.outcome, min(one.deciding, default=None)) for one in labels.motions},
        last_ruling=min(labels.last_ruling, default=None) if labels.last_ruling else None,
        hearings={day: {status} for day, status in labels.hearings.items()},
    )


def judge_case(case: LabelledCase, said: SaidOfCase, misses: Misses) -> Tallies:
    """The tallies of one docket, by measure. What is wrong or missing is added to ``misses``, a line each."""
    return judge_labels(case.labels, said, misses)


def judge_labels(labels: CaseLabels, said: SaidOfCase, misses: Misses) -> Tallies:
    """As ``judge_case``."""
    told: Tallies = defaultdict(Tally)
    if labels.status:
        right = said.status == labels.status
        told["status"] = Tally(int(right), int(bool(said.status) and not right), int(not right))
        if not right:
            misses.append(f"status: true {labels.status}, said {said.status or 'nothing'}")
    if labels.status and (labels.end or labels.status == "open"):
        told["end"] = _judge_end(labels, said, misses)
    told["stages"] = _judge_stages(labels, said, misses)
    if labels.last_ruling is not None:
        told["last ruling"] = _judge_last_ruling(labels.last_ruling, said, misses)
    told.update(_judge_motions(labels, said, misses))
    told.update(_judge_hearings(labels, said, misses))
    return told


def _judge_end(labels: CaseLabels, said: SaidOfCase, misses: Misses) -> Tally:
    is_said = said.status == "ended"
    end = labels.end
    right = bool(end and is_said and (said.end_entry in end.entries or (end.date and said.end_date == end.date)))
    if (is_said or end) and not right:
        misses.append(f"end: true {end and (end.date, sorted(end.entries))}, said {said.end_date} [{said.end_entry}]")
    return Tally(int(right), int(is_said and not right), int(end is not None and not right))


def _judge_stages(labels: CaseLabels, said: SaidOfCase, misses: Misses) -> Tally:
    tally = Tally()
    true = {one.stage: one for one in labels.stages}
    for stage, (day, entry) in said.stages.items():
        if stage in labels.stages_or_not or (stage in _OPENINGS and stage not in true):
            continue
        one = true.get(stage)
        right = one is not None and (entry in one.entries or day == one.date or day is None)
        tally.add(Tally(int(right), int(not right)))
        if not right:
            misses.append(f"stage {stage}: true {one and (one.date, sorted(one.entries))}, said {day} [{entry}]")
        else:
            true.pop(stage)
    for stage, one in true.items():
        tally.missed += 1
        if stage not in said.stages:
            misses.append(f"stage {stage}: missed {one.date} {sorted(one.entries)}")
    return tally


def _judge_last_ruling(true: frozenset[int], said: SaidOfCase, misses: Misses) -> Tally:
    right = said.last_ruling in true
    if right or (said.last_ruling is None and not true):
        return Tally(right=int(right))
    misses.append(f"last ruling: true {sorted(true)}, said {said.last_ruling}")
    return Tally(0, int(said.last_ruling is not None), int(bool(true)))


def _judge_motions(labels: CaseLabels, said: SaidOfCase, misses: Misses) -> Tallies:
    told: Tallies = {name: Tally() for name in ("pending", "pending or not seen decided", "decided")}
    true = {one.entry: one for one in labels.motions}
    for entry in sorted({*true, *said.motions} - labels.motions_or_not):
        one = true.get(entry)
        status, outcome, deciding = said.motions.get(entry, ("", "", None))
        is_open = one is not None and one.status in ("pending", "not_seen_decided")
        is_pending = one is not None and one.status == "pending"
        is_said_open = status in ("pending", "not_seen_decided")
        told["pending"].add(_of(status == "pending", is_pending, is_open))
        told["pending or not seen decided"].add(_of(is_said_open, is_open, is_open))
        is_decided = one is not None and one.status in ("decided", "moot", "withdrawn")
        is_said_decided = status in ("decided", "moot", "withdrawn")
        right = bool(one and is_decided and is_said_decided and _same_decision(one, status, outcome, deciding))
        if is_said_decided or (one and is_decided and one.deciding):
            is_wrong = is_said_decided and not right and not (is_decided and deciding is None)
            told["decided"].add(Tally(int(right), int(is_wrong), int(is_decided and not right)))
        is_missed = one is not None and is_decided and not is_said_decided and bool(one.deciding)
        if (is_said_open != is_open) or (is_said_decided and not right) or is_missed:
            true_words = one and (one.status, one.outcome, sorted(one.deciding))
            misses.append(f"motion [{entry}]: true {true_words}, said {status or 'nothing'} {outcome} [{deciding}]")
    return told


def _of(said: bool, true: bool, counts: bool) -> Tally:
    """What is said and not true, but would be true in weaker words, counts as wrong only where ``counts`` is False."""
    if said and true:
        return Tally(right=1)
    return Tally(wrong=int(said and not counts), missed=int(true and not said))


def _same_decision(one: Any, status: str, outcome: str, deciding: int | None) -> bool:
    if one.deciding and deciding not in one.deciding:
        return False
    true = {one.outcome, one.status}
    return not one.outcome or bool({_SAME.get(outcome, outcome), outcome, status} & (true - {"decided"}))


def _judge_hearings(labels: CaseLabels, said: SaidOfCase, misses: Misses) -> Tallies:
    told: Tallies = {}
    for status, name in (("held", "held"), ("called_off", "called off"), ("ahead", "ahead")):
        true = {day for day, what in labels.hearings.items() if what == status}
        says = {day for day, what in said.hearings.items() if what == {status}} - labels.hearings_or_not
        told[f"hearings {name}"] = Tally(len(true & says), len(says - true), len(true - says))
        misses += [f"hearing {day}: true {labels.hearings.get(day)}, said {name}" for day in sorted(says - true)]
        misses += [
            f"hearing {day}: true {name}, said {sorted(said.hearings.get(day, ()))}" for day in sorted(true - says)
        ]
    return told


def read_case(case: LabelledCase) -> SaidOfCase:
    """Imports the docket, interprets it, and reads what its page says."""
    from bench.said_of_case import read_said

    return read_said(case, import_case(case))


def import_case(case: LabelledCase) -> int:
    """The docket's id."""
    from dockets.imports.run import perform_run, queue_import
    from dockets.models import Docket
    from rulings.interpret.docket import interpret_docket

    run = queue_import(case.body, name=Path(case.file).name, court_id=case.court, ring=False)
    perform_run(run.pk)
    run.refresh_from_db()
    row = run.results[0]
    docket = Docket.objects.get(court_id=row["court"], docket_number=row["docket_number"])
    interpret_docket(docket.pk)
    return docket.pk


def find_entries(case: LabelledCase, docket_id: int) -> Mapping[int, int]:
    """Filing id -> place of its entry in the file: of several entries in one filing, the first."""
    from dockets.models import Observation

    rows = Observation.objects.filter(docket=docket_id).order_by("position", "id")
    waiting: dict[tuple[str, date | None, str, str], list[int]] = defaultdict(list)
    for filing, number, day, long_text, short_text in rows.values_list(
        "filing", "number", "date_filed", "long_text", "short_text"
    ):
        waiting[number, day, long_text, short_text].append(filing)
    places: dict[int, int] = {}
    for place, entry in enumerate(_normalised(case)):
        found = waiting.get((entry.number, entry.date_filed, entry.long_text, entry.short_text))
        if found:
            places.setdefault(found.pop(0) if len(found) > 1 else found[0], place)
    return places


def _normalised(case: LabelledCase) -> Any:
    from dockets.models import Court
    from dockets.payloads import normalise

    record, _ = normalise.normalise_docket(case.record, Court.objects.get(pk=case.court).zone)
    return record.entries


def list_misses() -> Iterator[str]:
    """What is wrong or missing in the dockets for improving, a line each."""
    for case in load_cases()[0]:
        if not case.held_out:
            misses: Misses = []
            judge_case(case, read_case(case), misses)
            yield f"{case.file} ({case.kind})"
            yield from (f"    {miss}" for miss in misses)


def main() -> None:
    """Prints what is wrong in the dockets for improving, on a database of its own."""
    from bench.database import own_database, set_up_django

    with own_database(), tempfile.TemporaryDirectory() as folder:
        set_up_django(Path(folder))
        try:
            sys.stdout.writelines(f"{line}\n" for line in list_misses())
        except NoCorpus as error:
            sys.stdout.write(f"{error}\n")


if __name__ == "__main__":
    main()
