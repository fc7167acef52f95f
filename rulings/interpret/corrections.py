"""Puts editors' corrections in the place of what a machine read, before a docket is interpreted from it: so threads,
rulings, motions and the account of the case all follow. Called by ``interpret_docket``; nothing is written here."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any

from dockets.models import Filing, Party
from rulings.interpret.account.sources import SaidStatus
from rulings.interpret.motion_status import State
from rulings.interpret.texts import PartyWords
from rulings.models import Correction
from rulings.reading.kinds.attachments import Attachment
from rulings.reading.values import Decides, FilingReading, PartyName, RefersTo, SetsDeadline, SetsHearing
from rulings.vocabulary.corrections import CorrectedField
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import RULING_KINDS, UNTIMED, Kind
from rulings.vocabulary.motion_states import MotionState
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.relations import Relation
from rulings.vocabulary.stages import Step

type Values = Mapping[CorrectedField, Any]


@dataclass(frozen=True, slots=True)
class DocketCorrections:
    """The corrections of a docket: those of each filing and of each party, by their ids, and those of the case."""

    of_filing: Mapping[int, Values] = field(default_factory=dict)
    of_case: Values = field(default_factory=dict)
    of_party: Mapping[int, Values] = field(default_factory=dict)

    def has_references(self, filing: int) -> bool:
        """Whether editors have said what a filing refers to, so that nothing may be added to it."""
        return CorrectedField.REFERENCES in self.of_filing.get(filing, {})

    def without_decisions(self, named: Iterable[tuple[int, int, Outcome]]) -> list[tuple[int, int, Outcome]]:
        """The decisions (ruling, motion, outcome) that names tell, without those of rulings of which editors have said
        what they refer to."""
        return [one for one in named if not self.has_references(one[0])]


def load_corrections(docket_id: int) -> DocketCorrections:
    """One query. Those that cannot be applied are left out."""
    of_filing: dict[int | None, dict[CorrectedField, Any]] = defaultdict(dict)
    of_party: dict[int, dict[CorrectedField, Any]] = defaultdict(dict)
    rows = Correction.objects.filter(docket=docket_id).values_list("filing", "party", "field", "value")
    for filing, party, name, value in rows:
        if can_be_applied(name, value):
            (of_party[party] if party else of_filing[filing])[CorrectedField(name)] = value
    return DocketCorrections({key: told for key, told in of_filing.items() if key}, of_filing.get(None, {}), of_party)


def can_be_applied(field: str, value: Any) -> bool:
    """Whether a stored value has the form that its field has today. What an older version stored may name a kind or a
    step that is gone: then the machine's value counts, and the docket can still be interpreted."""
    if field not in CorrectedField:
        return False
    said = {CorrectedField(field): value}
    told = DocketCorrections({0: said}, said, {0: said})
    try:
        correct_reading(FilingReading(), told.of_filing[0], ())
        correct_states({0: State(MotionState.PENDING, None, None)}, told)
        find_said_status(told)
        find_party_words([PartyName(0, "", "", "")], told)
        find_said_attachments(said)
    except (AttributeError, KeyError, TypeError, ValueError):
        return False
    return True


def correct_readings(
    readings: Mapping[int, FilingReading], corrections: DocketCorrections, parties: Sequence[PartyName]
) -> Mapping[int, FilingReading]:
    """The readings by filing id, as the editors have corrected them and the ``parties``, who are those of the court's
    list."""
    words = find_party_words(parties, corrections)
    if words:
        readings = {filing: _filed_by_main_parties(reading, parties, words) for filing, reading in readings.items()}
    named = [*list_shown_parties(parties, words), *(_main_party(party, words) for party in parties)]
    known = [(filing, told) for filing, told in corrections.of_filing.items() if filing in readings]
    return {**readings, **{filing: correct_reading(readings[filing], told, named) for filing, told in known}}


def find_party_words(parties: Sequence[PartyName], corrections: DocketCorrections) -> dict[int, PartyWords]:
    """What editors have said of each party, by its id. A party that is another name of one that is itself another name
    goes with the last of them; where the names go round in a circle, none counts."""
    words = {}
    for party in parties:
        told = corrections.of_party.get(party.id, {})
        name, side = told.get(CorrectedField.PARTY_NAME, ""), told.get(CorrectedField.PARTY_SIDE)
        counsel, main = _counsel(told), _find_main_party(party, parties, corrections)
        found = PartyWords(name.strip(), Party.Side(side).value if side else "", counsel, main)
        if any(found):
            words[party.id] = found
    return words


def _find_main_party(party: PartyName, parties: Sequence[PartyName], corrections: DocketCorrections) -> int | None:
    seen, at = {party.id}, party
    while other := corrections.of_party.get(at.id, {}).get(CorrectedField.SAME_PARTY, "").casefold():
        named = [one for one in parties if one.id != at.id and one.name.casefold() == other]
        if not named or named[0].id in seen:
            return None
        at = named[0]
        seen.add(at.id)
    return at.id if at is not party else None


def list_shown_parties(parties: Sequence[PartyName], words: Mapping[int, PartyWords]) -> list[PartyName]:
    """The parties under the names and on the sides that readers see, each once."""
    return [_in_words(party, words) for party in parties if not words.get(party.id, PartyWords()).same_as_id]


def _in_words(party: PartyName, words: Mapping[int, PartyWords]) -> PartyName:
    told = words.get(party.id, PartyWords())
    return replace(party, name=told.editors_name or party.name, side=told.editors_side or party.side)


def _main_party(party: PartyName, words: Mapping[int, PartyWords]) -> PartyName:
    return replace(party, id=words.get(party.id, PartyWords()).same_as_id or party.id)


def _filed_by_main_parties(
    reading: FilingReading, parties: Sequence[PartyName], words: Mapping[int, PartyWords]
) -> FilingReading:
    """The parties for whom other names stand, and the side on which editors have put those who filed it."""
    main = tuple(dict.fromkeys(words.get(party, PartyWords()).same_as_id or party for party in reading.filed_by))
    if not any(words.get(party) for party in (*main, *reading.filed_by)):
        return reading
    sides = {_in_words(party, words).side for party in parties if party.id in main}
    moved = any(words.get(party, PartyWords()).editors_side for party in main)
    side = (sides & {"plaintiff", "defendant"}).pop() if len(sides) == 1 and sides != {"other"} else ""
    return replace(reading, filed_by=main, side=side if moved else reading.side)


def _counsel(told: Values) -> dict[str, Any] | None:
    if not (counsel := told.get(CorrectedField.COUNSEL)):
        return None
    added = [{"name": str(one["name"]), "firm": str(one["firm"])} for one in counsel["added"]]
    return {"left_out": list(map(str, counsel["left_out"])), "added": added}


def correct_reading(reading: FilingReading, told: Values, parties: Sequence[PartyName]) -> FilingReading:
    """One reading as corrected by ``told``."""
    if CorrectedField.KIND in told:
        reading = _of_kind(reading, Kind(told[CorrectedField.KIND]))
    if CorrectedField.DETAIL in told:
        reading = replace(reading, detail=Detail(told[CorrectedField.DETAIL]) if told[CorrectedField.DETAIL] else None)
    if CorrectedField.HEADLINE in told:
        reading = replace(reading, headline=told[CorrectedField.HEADLINE])
    if CorrectedField.ROUTINE in told:
        reading = replace(reading, routine=told[CorrectedField.ROUTINE])
    if CorrectedField.FILER in told:
        reading = _filed_by(reading, told[CorrectedField.FILER], parties)
    if CorrectedField.REFERENCES in told:
        reading = _referring_to(reading, told[CorrectedField.REFERENCES])
    if CorrectedField.STEPS in told:
        reading = replace(reading, steps=tuple(map(Step, told[CorrectedField.STEPS])))
    return _of_days(reading, told)


def _of_days(reading: FilingReading, told: Values) -> FilingReading:
    """With the days in court and the deadlines that editors have said."""
    if CorrectedField.DAYS in told:
        hearings, deadlines = _set_days(reading, told[CorrectedField.DAYS])
        reading = replace(reading, hearings=hearings, deadlines=deadlines)
    if CorrectedField.HELD in told:
        held = tuple(map(date.fromisoformat, told[CorrectedField.HELD]))
        reading = replace(reading, held=held, held_on_its_day=False, held_as_set=False)
    if CorrectedField.CALLED_OFF in told:
        days = tuple(map(date.fromisoformat, told[CorrectedField.CALLED_OFF]))
        reading = replace(reading, vacates=days, calls_off="")
    return reading


def _set_days(
    reading: FilingReading, told: Iterable[Mapping[str, Any]]
) -> tuple[tuple[SetsHearing, ...], tuple[SetsDeadline, ...]]:
    """What a hearing is about, and before whom, stays as it was read of the one of that day; or of any."""
    hearings, deadlines = [], []
    for one in told:
        day = date.fromisoformat(one["date"])
        at = time.fromisoformat(one["time"]) if one["time"] else None
        if one["kind"] in UNTIMED:
            deadlines.append(SetsDeadline(one["title"], day, at))
            continue
        same = [known for known in reading.hearings if known.date == day] or list(reading.hearings)
        about, judge = (same[0].about, same[0].judge) if same else ((), "")
        hearings.append(SetsHearing(one["title"], day, at, one["place"], about, judge))
    return tuple(hearings), tuple(deadlines)


def _of_kind(reading: FilingReading, kind: Kind) -> FilingReading:
    """What is no ruling decides nothing, sets no day and ends no case: an order that a party proposes reads like one of
    the court."""
    decided = kind in RULING_KINDS or kind is Kind.MINUTES
    if decided or reading.kind not in RULING_KINDS:
        return replace(reading, kind=kind, granted_within=reading.granted_within and kind is Kind.MOTION)
    about = tuple(
        replace(one, relation=Relation.ABOUT) if one.relation is Relation.DECIDES else one for one in reading.refers_to
    )
    nothing: dict[str, Any] = {"hearings": (), "deadlines": (), "vacates": (), "calls_off": "", "steps": ()}
    nothing |= {"on_requests": (), "by_name": False}
    return replace(reading, kind=kind, outcome=None, decides=(), refers_to=about, granted_within=False, **nothing)


def _filed_by(reading: FilingReading, told: Mapping[str, Any], parties: Sequence[PartyName]) -> FilingReading:
    """The parties of these names; other names as they stand."""
    wanted = {name.casefold() for name in told["names"]}
    ids = tuple(dict.fromkeys(party.id for party in parties if party.name.casefold() in wanted))
    known = {party.name.casefold() for party in parties}
    rest = [name for name in told["names"] if name.casefold() not in known]
    return replace(reading, filed_by=ids, filer_text="; ".join(rest), side=told["side"])


def _referring_to(reading: FilingReading, told: Iterable[Sequence[str]]) -> FilingReading:
    """What it decides stays with its outcome, goes with the reference, or comes with it: with the outcome of the whole
    where there is one."""
    refers = tuple(RefersTo(Relation(relation), number) for relation, number in told)
    wanted = [one.number for one in refers if one.relation is Relation.DECIDES]
    decides = [one for one in reading.decides if one.number in wanted]
    named = {one.number for one in decides}
    if reading.outcome:
        decides += [Decides(number, reading.outcome) for number in wanted if number not in named]
    return replace(reading, refers_to=refers, decides=tuple(decides))


def keep_references(
    resolved: Mapping[int, FilingReading], texts: Mapping[int, FilingReading], corrections: DocketCorrections
) -> Mapping[int, FilingReading]:
    """``resolved`` readings, to which references were added that only the other filings tell; but those of filings of
    which editors have said what they refer to are as in ``texts``."""
    kept = [filing for filing in corrections.of_filing if filing in texts and corrections.has_references(filing)]
    if not kept:
        return resolved
    told = {
        filing: replace(resolved[filing], refers_to=texts[filing].refers_to, decides=texts[filing].decides)
        for filing in kept
    }
    return {**resolved, **told}


def correct_states(states: Mapping[int, State], corrections: DocketCorrections) -> dict[int, State]:
    """The states of motions by filing id, as the editors have corrected them."""
    found = dict(states)
    for filing, told in corrections.of_filing.items():
        if filing in found and (state := told.get(CorrectedField.STATE)):
            since = date.fromisoformat(state["since"]) if state["since"] else None
            found[filing] = State(MotionState(state["state"]), since, None)
    return found


def find_said_attachments(told: Values) -> tuple[Attachment, ...] | None:
    """The attachments that editors have said an entry has, by number; None where they have not."""
    if CorrectedField.ATTACHMENTS not in told:
        return None
    return tuple(Attachment(int(number), str(words)) for number, words in told[CorrectedField.ATTACHMENTS])


def load_said_attachments(filing: Filing) -> tuple[Attachment, ...] | None:
    """As ``find_said_attachments``. One query."""
    rows = Correction.objects.filter(filing=filing, field=CorrectedField.ATTACHMENTS).values_list("value", flat=True)
    said = [value for value in rows if can_be_applied(CorrectedField.ATTACHMENTS, value)]
    return find_said_attachments({CorrectedField.ATTACHMENTS: said[0]}) if said else None


def find_said_status(corrections: DocketCorrections) -> SaidStatus | None:
    """What editors have said of whether the case goes on; None where they have not."""
    told = corrections.of_case.get(CorrectedField.STATUS)
    if not told:
        return None
    day = date.fromisoformat(told["on"]) if told["on"] else None
    return SaidStatus(told["value"] == "ended", day, Step(told["how"]) if told["how"] else None)
