"""Interprets a docket: record in; motions, rulings, hearings, references and timeline out.

Place in the flow: the record changes, ``list_dockets_to_interpret`` finds the docket, ``interpret_docket`` brings its
interpretation up to date. One docket is interpreted by one writer at a time, in one transaction, and only differences
are written.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from dockets.db import locks
from dockets.db.leases import (
    MAX_ATTEMPTS,
    RELEASED,
    Lease,
    LeaseLost,
    filter_held_rows,
    is_over,
    release_lease,
    take_lease,
)
from dockets.history.as_of import AS_OF, WHOLE
from dockets.models import CaseStatus, Docket, DocketRelation, Filing, Party, Sheet
from dockets.upsert.docket_fields import parse_terminated
from rulings.interpret.account.doubts import breaks_off, find_doubts
from rulings.interpret.account.ledger import CaseInput, build_account
from rulings.interpret.account.progress import Progress, trace_progress
from rulings.interpret.account.sources import HEADERS, DocketFacts, SaidStatus, find_unseen_numbers, get_case_kind
from rulings.interpret.by_clerk import ENDED, find_motions_ended_by_clerk, find_rulings_of_day, resolve_by_day
from rulings.interpret.by_name import find_further_decisions, show_by_what_followed
from rulings.interpret.corrections import (
    DocketCorrections,
    correct_readings,
    correct_states,
    find_party_words,
    find_said_status,
    keep_references,
    list_shown_parties,
    load_corrections,
)
from rulings.interpret.court_days import CaseEnd
from rulings.interpret.differences import write_differences
from rulings.interpret.dispositions import DecidedRulings, write_dispositions
from rulings.interpret.events import (
    FIELDS,
    BuiltEvent,
    FiledEvent,
    HearingEvent,
    Key,
    MilestoneEvent,
    SpokenReference,
    build_events,
    count_by_detail,
    count_by_kind,
    count_by_month,
)
from rulings.interpret.hearings import write_hearings
from rulings.interpret.motion_status import CaseBounds, State, get_decision_dates, get_motion_states
from rulings.interpret.order import FilingOrder, find_dated_neighbours
from rulings.interpret.relations import mark_matters, write_suggestions
from rulings.interpret.repoint import LEFT_BEHIND, repoint_annotations, repoint_merged_filings
from rulings.interpret.texts import (
    FilingFacts,
    PartyWords,
    load_filing_facts,
    load_party_names,
    read_texts,
    unpack_reading,
)
from rulings.interpret.unnumbered import resolve_requests_by_words, resolve_unnumbered_motions
from rulings.models import Hearing, Milestone, Reading, Reference, TextReading, TimelineEvent
from rulings.publishing.schedule import NEXT_PUBLICATION
from rulings.reading.decisions.decisions import combine_outcomes
from rulings.reading.values import FilingReading, PartyName
from rulings.vocabulary.corrections import CorrectedField
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import RULING_KINDS, Kind, SetDate
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.relations import Relation
from rulings.vocabulary.stages import Step

VERSION = 38
"""Raise when the same record is to be interpreted differently: every docket is then out of date."""
LEASE = timedelta(seconds=15)
"""Shorter than other leases: all writing is done under a lock, so that a worker that extends its lease too late loses
only time."""
_SUBJECT = "rulings.interpret"
"""Subject of the advisory locks on dockets."""
_READ_OF_DOCKET = (
    "date_filed",
    "record_changed_at",
    "docket_number",
    "number_key",
    "case_type",
    "defendant",
    "nature_of_suit",
    "court__kind",
    "court__time_zone",
    "date_terminated",
    "status",
    "ended_on",
    "ended_how",
)
_SHEETS = Sheet.objects.filter(docket__in=WHOLE)
_TOLD_BY = ArraySubquery(_SHEETS.order_by("channel").values("channel"))
_SAYS_WHEN = Q(complete=True) | Q(channel__in=("pacer-docket", "docket-history"), as_of__lt=F("payload__received_at"))
"""A page of PACER that shows some entries, or their names alone, has the whole header; one without a receipt does not
say of which day it is, and has the time at which it came."""
_HEADER_AS_OF = Subquery(_SHEETS.filter(_SAYS_WHEN, channel__in=HEADERS).order_by("-as_of").values("as_of")[:1])
_SEEN_WHOLE = Exists(_SHEETS.filter(channel__in=HEADERS, complete=True))
_SUGGESTED = Exists(DocketRelation.objects.filter(docket=OuterRef("pk"), status=DocketRelation.Status.SUGGESTED))


def interpret_docket(docket_id: int, lease: Lease[Reading] | None = None) -> bool:
    """Brings the interpretation of a docket up to date with its record. True if anything that a reader sees has
    changed.

    Never changes what an editor entered or confirmed. Safe to run twice, and at the same time: the second run waits and
    finds nothing to do. Raises ``Docket.DoesNotExist``; and ``LeaseLost`` when called with a ``lease`` and another
    worker has taken the docket over, or has interpreted it, since. (No other worker takes it over while the lock is
    held.)
    """
    with transaction.atomic():
        lock_reading(docket_id)
        if lease and not filter_held_rows(lease).exists():
            raise LeaseLost
        docket, is_suggested, is_left_behind, ended_entries, told_by = _docket(docket_id)
        changed = _repoint(docket_id, notes=is_left_behind)
        filings, parties, corrections = _load(docket_id)
        texts = correct_readings(read_texts(docket_id, filings, parties.listed), corrections, parties.listed)
        ended_by_clerk = find_motions_ended_by_clerk(filings, ended_entries)
        write_suggestions(docket, filings, texts, any_there=is_suggested)
        order = FilingOrder(filings, _follows(filings, texts), docket.date_filed or docket.record_changed_at.date())
        readings = keep_references(_resolve(filings, texts, order, ended_by_clerk, parties.listed), texts, corrections)
        spoken, references_changed = _write_references(docket_id, readings, order)
        named = corrections.without_decisions(find_further_decisions(filings, readings, order))
        decided = write_dispositions(docket_id, readings, order, named)
        lines = [_line(filing, readings, order, decided, corrections.of_filing) for filing in filings]
        facts = _facts(docket, parties.shown, readings, told_by, find_said_status(corrections))
        progress = trace_progress(facts, sorted(lines, key=lambda line: (line.place, line.id)))
        ended = get_decision_dates(decided.of_motion, order), _ends(facts, progress, lines)
        hearings_changed = write_hearings(docket_id, readings, order, docket.court.zone, *ended, alone=facts.is_alone)
        heard, outside = _heard(docket_id), _outside(docket_id)
        unseen = find_unseen_numbers([filing.number_order or 0 for filing in filings])
        in_doubt = find_doubts(facts, unseen, filings, readings, spoken, order)
        bounds = replace(_bounds(progress, ended_by_clerk, filings, readings), in_doubt=in_doubt)
        states = get_motion_states(decided.motions, readings, spoken, decided.of_motion, heard, order, bounds)
        filed = list(_with_states(lines, correct_states(states, corrections)))
        events = build_events(filed, heard, outside, spoken, _outcomes(decided), parties.shown, docket.court.zone)
        events_changed = _write_events(docket_id, events)
        _write_status(docket, progress)
        _write_reading(docket, filed, len(events), build_account(CaseInput(facts, progress, unseen, filed, heard)))
    return changed or references_changed or decided.changed or hearings_changed or events_changed


class _Parties(NamedTuple):
    """The parties of a docket, as the court lists them and as readers see them."""

    listed: list[PartyName]
    shown: list[PartyName]


def _load(docket_id: int) -> tuple[list[FilingFacts], _Parties, DocketCorrections]:
    """Brings what editors say of the parties to their rows, too."""
    corrections = load_corrections(docket_id)
    listed, stored = load_party_names(docket_id)
    words = find_party_words(listed, corrections)
    for party in sorted(words.keys() | stored.keys()):
        if (now := words.get(party, PartyWords())) != stored.get(party, PartyWords()):
            Party.objects.filter(pk=party).update(**now._asdict())
    return load_filing_facts(docket_id), _Parties(listed, list_shown_parties(listed, words)), corrections


class _ToldBy(NamedTuple):
    """Who has told of a docket."""

    sources: frozenset[str]
    header_as_of: datetime | None
    """When its header was last seen."""
    seen_whole: bool = False


class _Read(NamedTuple):
    """A docket as it is read before its filings."""

    docket: Docket
    is_suggested: bool
    """Whether relations to others are suggested for it."""
    is_left_behind: bool
    """Whether notes have to be moved."""
    ended_entries: Mapping[str, date]
    """The days on which the clerk ended entries, by entry number."""
    told_by: _ToldBy


def _docket(docket_id: int) -> _Read:
    known: QuerySet[Any, Any] = Docket.objects.select_related("court").only(*_READ_OF_DOCKET)
    docket = known.annotate(
        suggested=_SUGGESTED,
        left_behind=LEFT_BEHIND,
        as_of=AS_OF,
        header_as_of=_HEADER_AS_OF,
        seen_whole=_SEEN_WHOLE,
        ended=ENDED,
        told_by=_TOLD_BY,
        due_at=NEXT_PUBLICATION,
    ).get(pk=docket_id)
    told_by = _ToldBy(frozenset(docket.told_by), docket.header_as_of, docket.seen_whole)
    return _Read(docket, docket.suggested, docket.left_behind, parse_terminated(docket.ended or ""), told_by)


def list_dockets_to_interpret(limit: int) -> list[int]:
    """Ids of dockets whose record has changed since it was interpreted, or that an older version interpreted, and that
    no worker holds; the former first, then the longest waiting. Those that failed ``MAX_ATTEMPTS`` times wait for their
    record to change again."""
    free = _behind().filter(Q(reading=None) | is_over(timezone.now(), "reading__"))
    changed_first = Case(When(_has_changed(), then=0), default=1)
    return list(free.order_by(changed_first, "record_changed_at", "id").values_list("id", flat=True)[:limit])


def select_changed_dockets(docket_ids: Collection[int]) -> set[int]:
    """Those of these dockets whose record has changed since it was interpreted, or that never were."""
    return set(Docket.objects.filter(_has_changed(), pk__in=docket_ids).values_list("pk", flat=True))


def count_dockets_to_interpret() -> tuple[int, datetime | None]:
    """How many dockets ``list_dockets_to_interpret`` has to name, and since when the longest waits."""
    found = _behind().aggregate(number=Count("pk"), since=Min("record_changed_at"))
    return found["number"], found["since"]


def load_stored_reading(filing: Filing) -> FilingReading | None:
    """What the machine read of a filing's text, without corrections; None until the rules of today have read it."""
    current = Reading.objects.filter(docket=filing.docket_id, version=VERSION)
    value = TextReading.objects.filter(Exists(current), filing=filing).values_list("value", flat=True).first()
    return unpack_reading(value) if value else None


def begin_attempt(docket_id: int, *, patient: bool = True) -> Lease[Reading] | None:
    """Leases a docket that is out of date, and counts an attempt. None when it is up to date or has failed too often;
    and, unless ``patient``, while another worker holds it. A patient caller waits, and then takes it over."""
    with transaction.atomic():
        if not (patient or _is_free(docket_id)):
            return None
        lock_reading(docket_id)
        changed_at = _behind().filter(pk=docket_id).values_list("record_changed_at", flat=True).first()
        if changed_at is None:
            return None
        reading, _ = Reading.objects.get_or_create(docket_id=docket_id)
        anew = reading.attempted_change is None or reading.attempted_change < changed_at
        own, attempts = Reading.objects.filter(pk=docket_id), 1 if anew else reading.attempts + 1
        if patient:
            own.update(**RELEASED)
        return take_lease(own, now=timezone.now(), lasts=LEASE, attempts=attempts, attempted_change=changed_at)


def note_failure(lease: Lease[Reading], error: str) -> None:
    """Stores the reason of a failure for the desk, and releases the docket. ``begin_attempt`` has already counted the
    attempt. Raises ``LeaseLost``: another worker may have succeeded meanwhile."""
    release_lease(lease, error=error[:2_000].replace("\x00", ""))


def _behind() -> QuerySet[Docket]:
    stale = _has_changed() | Q(reading__version__lt=VERSION) | Q(reading__due_at__lte=timezone.now())
    tried = Q(reading__attempts__gte=MAX_ATTEMPTS, reading__attempted_change__gte=F("record_changed_at"))
    return Docket.objects.filter(stale).exclude(tried)


def _has_changed() -> Q:
    """Never interpreted as well."""
    never = Q(reading=None) | Q(reading__record_changed_at=None)
    return never | Q(reading__record_changed_at__lt=F("record_changed_at"))


def _is_free(docket_id: int) -> bool:
    return locks.try_row(_SUBJECT, docket_id)


def lock_reading(docket_id: int) -> None:
    """Locks a docket for interpreting: one worker at a time, and none while its filings are being moved to another
    docket, which locks the row itself."""
    locks.hold_row(_SUBJECT, Docket, docket_id)


def _follows(filings: Sequence[FilingFacts], readings: Mapping[int, FilingReading]) -> dict[int, list[int]]:
    """For each filing without date and number the filings that it is known to come after: the line above it, the
    entries that it refers to, and for a reply also the filings that oppose those."""
    numbered: dict[str, list[int]] = {}
    opposed: dict[str, list[int]] = {}
    for filing in filings:
        numbered.setdefault(filing.number, []).append(filing.id)
        for refers in readings[filing.id].refers_to:
            if refers.relation is Relation.OPPOSES:
                opposed.setdefault(refers.number, []).append(filing.id)
    adrift = [filing.id for filing in filings if filing.day is None and filing.number_order is None]
    above = find_dated_neighbours(adrift)
    follows: dict[int, list[int]] = {}
    for lost in adrift:
        after = follows.setdefault(lost, [above[lost]] if lost in above else [])
        for refers in readings[lost].refers_to:
            after += numbered.get(refers.number, [])
            after += opposed.get(refers.number, []) if readings[lost].kind is Kind.REPLY else []
    return follows


def _write_references(
    docket_id: int, readings: Mapping[int, FilingReading], order: FilingOrder
) -> tuple[list[SpokenReference], bool]:
    fields = ("docket_id", "filing_id", "relation", "target_id", "target_number", "words")
    rows = Reference.objects.filter(docket=docket_id).values_list("id", *fields)
    there = {(row[2], row[3], row[5]): (row[0], row[1:]) for row in rows}
    wanted: dict[tuple[int, str, str], tuple[Any, ...]] = {}
    spoken: list[SpokenReference] = []
    for filing in sorted(readings):
        for refers in readings[filing].refers_to:
            target = order.target(refers.number, filing)
            if target is None and order.is_own_number(filing, refers.number):
                continue
            wanted[(filing, refers.relation.value, refers.number)] = (
                docket_id,
                filing,
                refers.relation.value,
                target,
                refers.number,
                refers.words,
            )
            if target is not None:
                spoken.append(SpokenReference(filing, refers.relation, target))
    _, changed = write_differences(Reference, fields, there, wanted)
    return spoken, changed


def _line(
    filing: FilingFacts,
    readings: Mapping[int, FilingReading],
    order: FilingOrder,
    decided: DecidedRulings,
    corrected: Mapping[int, Mapping[CorrectedField, Any]],
) -> FiledEvent:
    reading = readings[filing.id]
    is_ruling = reading.kind in RULING_KINDS or (
        filing.id in decided.rulings.keys() - decided.by_parties and not reading.granted_within
    )
    said = corrected.get(filing.id, {})
    return FiledEvent(
        id=filing.id,
        public_id=filing.public_id,
        number=filing.number,
        day=filing.day,
        place=order.place(filing.id),
        reading=reading,
        is_ruling=is_ruling,
        headline=said.get(CorrectedField.HEADLINE) or decided.titles.get(filing.id) or reading.headline,
        outcome=_ruled(filing.id, reading, decided) if is_ruling else _decided(filing.id, order, decided),
        is_corrected=filing.id in corrected,
        detail=reading.detail
        or (
            _detail_of_decided(reading, filing.id, readings, order)
            if is_ruling and CorrectedField.DETAIL not in said
            else None
        ),
    )


def _with_states(lines: Iterable[FiledEvent], states: Mapping[int, State]) -> Iterator[FiledEvent]:
    for line in lines:
        come_to = states.get(line.id)
        if come_to:
            yield replace(line, state=come_to.state, since=come_to.since, shown_by=come_to.shown_by)
        else:
            yield line


def _detail_of_decided(
    reading: FilingReading, filing: int, readings: Mapping[int, FilingReading], order: FilingOrder
) -> Detail | None:
    """The detail of what a ruling decides: an "ORDER granting 12 Motion" has the detail of number 12. None unless all
    that it decides has one and the same."""
    targets = {order.target(decided.number, filing) for decided in reading.decides}
    about = {readings[target].detail for target in targets if target is not None}
    return about.pop() if len(about) == 1 else None


def _ruled(filing: int, reading: FilingReading, decided: DecidedRulings) -> Outcome | None:
    """The outcome of a ruling: what it did to motions, else what its text says as a whole, unless an editor has entered
    all that it decides, else what it did to claims."""
    dispositions = decided.of_ruling.get(filing, [])
    on_motions = combine_outcomes([outcome for on_motion, outcome in dispositions if on_motion])
    of_text = None if filing in decided.complete else reading.outcome
    return on_motions or of_text or combine_outcomes([outcome for _, outcome in dispositions])


def _decided(filing: int, order: FilingOrder, decided: DecidedRulings) -> Outcome | None:
    """The outcome of a motion: that of the latest ruling on it."""
    dispositions = decided.of_motion.get(filing, [])
    if not dispositions:
        return None
    latest = max((ruling for ruling, _ in dispositions), key=order.key)
    return combine_outcomes([outcome for ruling, outcome in dispositions if ruling == latest])


def _outcomes(decided: DecidedRulings) -> dict[tuple[int, int], Outcome | None]:
    """(ruling, motion) -> the outcome of that motion in that ruling."""
    found: dict[tuple[int, int], list[Outcome]] = {}
    for motion, dispositions in decided.of_motion.items():
        for ruling, outcome in dispositions:
            found.setdefault((ruling, motion), []).append(outcome)
    return {pair: combine_outcomes(outcomes) for pair, outcomes in found.items()}


def _heard(docket_id: int) -> list[HearingEvent]:
    about: dict[int, list[int]] = {}
    through = Hearing.about.through
    for hearing, filing in (
        through._default_manager.filter(hearing__docket=docket_id).order_by("id").values_list("hearing_id", "filing_id")
    ):
        about.setdefault(hearing, []).append(filing)
    rows = (
        Hearing.objects.filter(docket=docket_id)
        .order_by("id")
        .values_list("id", "filing", "title", "date", "starts_at", "vacated_by", "kind", "place", "held_by")
    )
    return [
        HearingEvent(*row[:5], row[5] is not None, tuple(about.get(row[0], ())), SetDate(row[6]), row[7], row[8])
        for row in rows
    ]


def _outside(docket_id: int) -> list[MilestoneEvent]:
    rows = Milestone.objects.published().filter(docket=docket_id).order_by("id").values_list("id", "date", "headline")
    return [MilestoneEvent(*row) for row in rows]


def _write_events(docket_id: int, lines: Mapping[Key, BuiltEvent]) -> bool:
    fields = ("docket_id", *FIELDS, "fingerprint")
    rows = TimelineEvent.objects.filter(docket=docket_id).values_list(
        "id", "fingerprint", "hearing", "milestone", "filing"
    )
    there: dict[Key, tuple[int, tuple[Any, ...]]] = {}
    wanted = {key: (docket_id, *event.values, event.fingerprint) for key, event in lines.items()}
    for row, fingerprint, hearing, milestone, filing in rows:
        key = ("hearing", hearing) if hearing else ("milestone", milestone) if milestone else ("filing", filing)
        same = key in lines and lines[key].fingerprint == fingerprint
        there[key] = (row, wanted[key] if same else ())
    _, changed = write_differences(TimelineEvent, fields, there, wanted)
    return changed


def _facts(
    docket: Docket,
    parties: Sequence[PartyName],
    readings: Mapping[int, FilingReading],
    told_by: _ToldBy,
    said: SaidStatus | None,
) -> DocketFacts:
    zone, changed_at = docket.court.zone, docket.record_changed_at
    as_of = min(docket.as_of or changed_at, changed_at).astimezone(zone).date()
    header = min(told_by.header_as_of, changed_at).astimezone(zone).date() if told_by.header_as_of else None
    numbered = max((reading.defendant_number for reading in readings.values()), default=0)
    charged = sum(party.type.lower().startswith("defendant") for party in parties)
    return DocketFacts(
        kind=get_case_kind(docket.court.kind, docket.case_type, docket.nature_of_suit),
        filed=docket.date_filed,
        terminated=docket.date_terminated,
        as_of=as_of,
        sources=told_by.sources,
        header_as_of=min(header, as_of) if header else None,
        seen_whole=told_by.seen_whole,
        defendants=1 if docket.defendant else max(charged, numbered, 1),
        said=said,
        of_application=docket.court.kind == "supreme" and docket.case_type == "a",
    )


def _ends(facts: DocketFacts, progress: Progress, lines: Iterable[FiledEvent]) -> list[CaseEnd]:
    """What ended the case, or the need of a trial: the plea of the only person charged, unless a trial was set
    later."""
    ended = progress.ended
    ends = [CaseEnd(ended.line.id, ended.day)] if ended and ended.line and ended.day else []
    if facts.is_alone:
        pleas = (line for line in lines if Step.PLEA in line.reading.steps and line.day)
        plea = min(pleas, key=lambda line: (line.place, line.id), default=None)
        ends += [CaseEnd(plea.id, plea.day, by_plea=True)] if plea and plea.day else []
    return ends


def _repoint(docket_id: int, *, notes: bool) -> bool:
    """Moves to the docket what is left at dockets merged into it. True if a reader sees it."""
    changed = repoint_merged_filings(docket_id)
    if notes:
        repoint_annotations(docket_id)
    return changed


def _resolve(
    filings: Sequence[FilingFacts],
    texts: Mapping[int, FilingReading],
    order: FilingOrder,
    ended: Mapping[int, date],
    parties: Sequence[PartyName],
) -> Mapping[int, FilingReading]:
    """The readings, in which answers and rulings without a number refer to their motion."""
    named = resolve_unnumbered_motions(filings, texts, order, ended)
    names = {party.id: party.name for party in parties}
    told = resolve_by_day(filings, resolve_requests_by_words(filings, named, order, ended, names), ended)
    return show_by_what_followed(told, order)


def _bounds(
    progress: Progress,
    by_clerk: Mapping[int, date],
    filings: Sequence[FilingFacts],
    readings: Mapping[int, FilingReading],
) -> CaseBounds:
    ended = progress.ended.day if progress.ended else None
    return CaseBounds(
        ended=ended,
        breaks_off=breaks_off(filings, ended),
        by_clerk=by_clerk,
        on_that_day=lambda motion: find_rulings_of_day(motion, by_clerk[motion], filings, readings),
    )


def _write_status(docket: Docket, progress: Progress) -> None:
    """The columns by which lists and exports know what the account says of the case as a whole."""
    ended = progress.ended
    value = CaseStatus.ENDED if ended else CaseStatus.OPEN if progress.is_known else CaseStatus.UNKNOWN
    now = {
        "status": value.value,
        "ended_on": ended.day if ended else None,
        "ended_how": ended.step.value if ended and ended.step else "",
    }
    if now != {name: getattr(docket, name) for name in now}:
        Docket.objects.filter(pk=docket.pk).update(**now)


def _write_reading(docket: Any, filed: Sequence[FiledEvent], event_count: int, account: Mapping[str, Any]) -> None:
    now = {
        "version": VERSION,
        "record_changed_at": docket.record_changed_at,
        "attempts": 0,
        "error": "",
        **RELEASED,
        "event_count": event_count,
        "kinds": count_by_kind(filed),
        "months": count_by_month(filed),
        "details": count_by_detail(filed),
        "routine_count": sum(line.reading.routine for line in filed),
        "due_at": docket.due_at,
        "state": account,
    }
    before = Reading.objects.filter(pk=docket.pk).values(*now).first()
    if before != now:
        Reading.objects.update_or_create(docket=docket, defaults={**now, "read_at": timezone.now()})
    mark_matters(docket.pk)
