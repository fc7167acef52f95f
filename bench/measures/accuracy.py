"""How accurate the reading is: real entries that were labelled by hand, read by the real rules. A subject of ``bench``.

The labels are split by the hash of their text. The development half may be used to improve the rules (``python -m
bench.measures.accuracy`` lists the errors there); the held-out half shows whether the rules became better or merely fit
the other half. A label says what it takes to be right: see ``labelled``.
"""

import sys
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping

from bench import invented, report
from bench.figure import Figure
from bench.labelled import BLIND, NEW_COURTS, RULINGS, Case, Label, Name, NoCorpus, cases, words_of
from bench.measures import cases as whole_cases
from bench.tally import Tally, percent
from dockets.record.parties import get_party_side
from rulings.reading.filing import read_filing
from rulings.reading.values import FilingReading, PartyName
from rulings.vocabulary.kinds import is_transcript_release
from rulings.vocabulary.outcomes import Outcome

MUST = {
    "kinds": 97.0, "references": 97.0, "relations": 95.0, "filers": 95.0, "outcomes": 95.0, "dates": 95.0,
    "details": 95.0, "routine": 95.0,
}  # fmt: skip
"""Per cent, required of both precision and recall: what is read wrongly misleads, and what is not read is missed."""
WORST = 3
_ANY_DISMISSAL = {
    Outcome.DISMISSED_WITH_PREJUDICE.value: "dismissed",
    Outcome.DISMISSED_WITHOUT_PREJUDICE.value: "dismissed",
}


def figures(rows: int) -> Iterator[Figure]:
    yield from invented.figures(rows)
    try:
        found, lost = cases()
    except NoCorpus as error:
        report.say(str(error))
        return
    yield Figure("labelled entries not found by their text", lost, "", most=0, note=f"of {len(found) + lost}")
    yield from _half("development", [case for case in found if not case.label.held_out])
    yield from _half("held out", [case for case in found if case.label.held_out])
    for number, path in enumerate(BLIND, 1):
        drawn, gone = cases(path)
        yield Figure(
            f"blind {number}: entries not found by their text", gone, "", most=0, note=f"of {len(drawn) + gone}"
        )
        yield from _half(f"blind {number}", drawn)
    yield from _rulings()
    yield from _new_courts()
    yield from whole_cases.figures(rows)


def _rulings() -> Iterator[Figure]:
    """The outcomes alone, of a set of entries that has many; held out like the second half."""
    found, lost = cases(RULINGS)
    total = Tally()
    for case in found:
        total.add(_outcomes(case.label, read_case(case)))
    yield Figure("labelled rulings not found by their text", lost, "", most=0, note=f"of {len(found) + lost}")
    yield from _pair("rulings: outcomes", total, MUST["outcomes"])


def _new_courts() -> Iterator[Figure]:
    """Entries of courts that no other set has: half of the courts are for improving, the other half judges."""
    found, lost = cases(NEW_COURTS)
    yield Figure("new courts: entries not found by their text", lost, "", most=0, note=f"of {len(found) + lost}")
    yield from _half("new courts, improving", [case for case in found if not case.label.held_out])
    yield from _half("new courts, held out", [case for case in found if case.label.held_out])


def _half(name: str, half: list[Case]) -> Iterator[Figure]:
    total: dict[str, Tally] = defaultdict(Tally)
    by_kind: dict[str, Tally] = defaultdict(Tally)
    first = 0
    for case in half:
        reading = read_case(case)
        for measure, tally in judge(case, reading).items():
            total[measure].add(tally)
        kind = reading.kind.value
        best = kind if kind in case.label.kinds else case.label.kinds[0]
        by_kind[best].add(Tally(right=int(best == kind), missed=int(best != kind)))
        by_kind[kind].add(Tally(wrong=int(best != kind)))
        first += kind == case.label.kinds[0]
    for measure, least in MUST.items():
        yield from _pair(f"{name}: {measure}", total[measure], least)
    note = f"of {len(half)}: the label's first choice"
    yield Figure(f"{name}: kinds, to the letter", percent(first, len(half)), "%", note=note)
    for kind, tally in sorted(by_kind.items(), key=lambda pair: (min(pair[1].precision, pair[1].recall), pair[0]))[
        :WORST
    ]:
        yield from _pair(f"{name}: kind {kind}", tally, None)


def _pair(name: str, tally: Tally, least: float | None) -> Iterator[Figure]:
    yield Figure(f"{name}, precision", tally.precision, "%", least=least, note=f"of {tally.right + tally.wrong} read")
    yield Figure(f"{name}, recall", tally.recall, "%", least=least, note=f"of {tally.right + tally.missed} labelled")


def read_case(case: Case) -> FilingReading:
    """What the rules read in an entry, given its docket's parties. A party's id is its place in the list."""
    parties = [
        PartyName(place, party.name, party.type, get_party_side(party.type))
        for place, party in enumerate(case.docket.parties)
    ]
    return read_filing(case.entry.long_text, case.entry.short_text, parties)


def judge(case: Case, reading: FilingReading) -> dict[str, Tally]:
    """The tallies of one entry, by measure. Measures of which the label says nothing are left out."""
    label = case.label
    is_kind = reading.kind.value in label.kinds
    found = {
        "kinds": Tally(int(is_kind), int(not is_kind), int(not is_kind)),
        "references": _references(label, reading),
        "relations": _relations(label, reading),
        "outcomes": _outcomes(label, reading),
    }
    if label.detail is not None:
        found["details"] = _one(label.detail, reading.detail.value if reading.detail else "")
    if label.routine is not None:
        found["routine"] = _sets(["routine"] * label.routine, ["routine"] * reading.routine)
    if label.filers is not None:
        found["filers"] = _filers(case, label.filers, reading)
    if label.dates is not None:
        found["dates"] = _sets(_dates(label.dates), _read_dates(reading), _dates(label.dates_or_not))
    return found


def _sets(true: Collection[Hashable], said: Iterable[Hashable], or_not: Collection[Hashable] = ()) -> Tally:
    told = set(said)
    right = len(told.intersection(true))
    return Tally(right, len(told.difference(true, or_not)), len(true) - right)


def _one(any_of: Collection[str], said: str) -> Tally:
    if not said:
        return Tally(missed=int(bool(any_of)))
    return Tally(right=1) if said in any_of else Tally(wrong=1, missed=int(bool(any_of)))


def _references(label: Label, reading: FilingReading) -> Tally:
    numbers = {number for number, _ in label.refers}
    return _sets(numbers, [refers.number for refers in reading.refers_to], label.refers_or_not)


def _relations(label: Label, reading: FilingReading) -> Tally:
    """Relations: for each reference that was found, how the entry speaks of it."""
    true = dict(label.refers)
    said = [(refers.number, refers.relation.value) for refers in reading.refers_to if refers.number in true]
    right = sum(relation in true[number] for number, relation in said)
    return Tally(right, len(said) - right, len(said) - right)


def _outcomes(label: Label, reading: FilingReading) -> Tally:
    """Each labelled outcome must be met by one that was read, with the same number where the label knows it."""
    said = [(_plain(decided.outcome), decided.number) for decided in reading.decides]
    if not said and reading.outcome:
        said = [(_plain(reading.outcome), "")]
    left = list(said)
    right = 0
    for any_of in label.outcomes:
        if (met := next((pair for pair in left if _meets(pair, any_of)), None)) is not None:
            left.remove(met)
            right += 1
    wrong = sum(not _meets(pair, label.outcomes_or_not) for pair in left)
    return Tally(right, wrong, len(label.outcomes) - right)


def _plain(outcome: Outcome) -> str:
    return _ANY_DISMISSAL.get(outcome.value, outcome.value)


def _meets(said: tuple[str, str], any_of: Iterable[tuple[str, str]]) -> bool:
    return any(said[0] == outcome and number in ("", said[1]) for outcome, number in any_of)


def _filers(case: Case, filers: Iterable[int | Name], reading: FilingReading) -> Tally:
    """Filers are compared by name, since one party may be listed in several roles."""
    parties = case.docket.parties
    listed = {" ".join(words_of(parties[one].name)) for one in filers if isinstance(one, int)}
    others = [one for one in filers if isinstance(one, Name)]
    if others:
        said = " ".join([reading.filer_text, *(parties[party].name for party in reading.filed_by)])
        right = sum(one.stands_in(said, among=len(others)) for one in others)
        return Tally(right, int(bool(said) and not right), len(others) - right)
    tally = _sets(listed, {" ".join(words_of(parties[party].name)) for party in reading.filed_by})
    tally.wrong += int(bool(reading.filer_text))
    return tally


def _dates(labelled: Iterable[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    """Dates to compare: a hearing that has been held sets no date, and a deadline is a day without a time."""
    return {(kind, day, at if kind == "hearing" else "") for kind, day, at in labelled if kind != "held"}


def _read_dates(reading: FilingReading) -> Iterator[tuple[str, str, str]]:
    for hearing in reading.hearings:
        yield "hearing", hearing.date.isoformat(), hearing.starts.isoformat("minutes") if hearing.starts else ""
    for deadline in (due for due in reading.deadlines if not is_transcript_release(due.title)):
        yield "deadline", deadline.date.isoformat(), ""
    for day in reading.vacates:
        yield "vacated", day.isoformat(), ""


def misses(found: Iterable[Case]) -> Iterator[str]:
    """Describes the errors in each wrongly read entry, with its text: of the development half only."""
    for case in found:
        if case.label.held_out:
            continue
        reading = read_case(case)
        failed = {name for name, tally in judge(case, reading).items() if tally.wrong or tally.missed}
        if failed:
            yield f"{case.label.file} {case.entry.number or 'without number'}: {', '.join(sorted(failed))}"
            yield from (f"    {name}: {_compared(name, case, reading)}" for name in sorted(failed))
            yield f"    {(case.entry.long_text or case.entry.short_text)[:900]}\n"


def _compared(measure: str, case: Case, reading: FilingReading) -> str:
    label = case.label
    names = [case.docket.parties[party].name for party in reading.filed_by]
    said: Mapping[str, tuple[object, object]] = {
        "kinds": (label.kinds, reading.kind.value),
        "references": ([number for number, _ in label.refers], [refers.number for refers in reading.refers_to]),
        "relations": (label.refers, [(refers.number, refers.relation.value) for refers in reading.refers_to]),
        "outcomes": (
            label.outcomes,
            [(d.number, d.outcome.value) for d in reading.decides] or str(reading.outcome or ""),
        ),
        "details": (label.detail, str(reading.detail or "")),
        "routine": (label.routine, reading.routine),
        "filers": (_names(case), (names, reading.filer_text)),
        "dates": (_dates(label.dates or ()), sorted(_read_dates(reading))),
    }
    true, read_as = said[measure]
    return f"true {true}, read {read_as}"


def _names(case: Case) -> list[str]:
    parties = case.docket.parties
    return [parties[one].name if isinstance(one, int) else "a name in the text" for one in case.label.filers or ()]


if __name__ == "__main__":
    try:
        sys.stdout.writelines(f"{line}\n" for line in misses([*cases()[0], *cases(NEW_COURTS)[0]]))
    except NoCorpus as error:
        report.say(str(error))
