"""What became of each day that filings set: held, called off or moved, or neither. Called by ``write_hearings``.

A day on which something was held is never called off, whatever the minutes say of the next one: "held and continued to
…" is held. What is known of a day does not depend on the order in which entries arrived, only on that of the docket.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from rulings.interpret.order import FilingOrder
from rulings.reading.dates.called_off import ALL, ARGUED
from rulings.reading.dates.hearing_titles import is_before_a_judge, name_hearing_family
from rulings.reading.values import FilingReading
from rulings.vocabulary.kinds import UNTIMED, Kind, SetDate
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.relations import Relation

_PLAIN = frozenset({"hearing", "conference", "motion hearing", "status hearing", "further hearing"})
"""Titles that do not tell one hearing of a case from another."""
_ONE_OF_A_CASE = frozenset({"trial", "pretrial", "sentencing", "scheduling"})
"""Families of which a case has one ahead."""
_REPLACED = frozenset({"trial", "pretrial"})
"""Families of which a later order that sets another day replaces the earlier one."""
_REPLACED_OF_ONE = frozenset({
    "scheduling", "settlement", "status", "claims", "confirmation", "sentencing", "plea", "arraignment",
})  # fmt: skip
"""The same where there is one defendant's case only: those accused together each have their own."""
_OF_AN_ACCUSED = frozenset({"sentencing", "plea", "arraignment", "detention", "preliminary"})
_ARGUED_IN = frozenset({"", "argument"})
"""Families of the hearings in which motions and appeals are argued."""


_ENDED_BY_A_PLEA = frozenset({"trial", "pretrial"})
"""Families of what is not held after a plea of guilty."""


class CaseEnd(NamedTuple):
    """The filing that ended a case, and its day: what was still ahead is called off by it. ``by_plea``: it is a plea of
    guilty, after which there is no trial."""

    filing: int
    day: date
    by_plea: bool = False


@dataclass(frozen=True, slots=True)
class SetDay:
    """One hearing or deadline as one filing sets it, or reports it as held."""

    filing: int
    kind: SetDate
    title: str
    day: date
    starts_at: datetime | None = None
    place: str = ""
    judge: str = ""
    about: tuple[int, ...] = ()
    moves: bool = False
    vacated_by: int | None = None
    moved_to: date | None = None
    held_by: int | None = None

    @property
    def is_deadline(self) -> bool:
        return self.kind in UNTIMED

    @property
    def family(self) -> str:
        return "trial" if self.kind is SetDate.TRIAL else name_hearing_family(self.title)

    @property
    def name(self) -> tuple[bool, str]:
        """What it is matched by when it is moved. A case has one trial, whether it is called "Trial" or "Jury
        trial"."""
        return self.is_deadline, "trial" if self.kind is SetDate.TRIAL else self.title.lower()

    def is_also(self, other: "SetDay") -> bool:
        """Whether both are the same, given the same day: two deadlines may share a day, and so may the releases of two
        transcripts, but two hearings do not share a time."""
        if SetDate.RELEASE in (self.kind, other.kind):
            return self.kind is other.kind and self.filing == other.filing
        if self.is_deadline or other.is_deadline:
            return self.kind is other.kind and self.title.lower() == other.title.lower()
        return self.starts_at is None or other.starts_at is None or self.starts_at == other.starts_at

    def is_apart(self, mover: "SetDay") -> bool:
        """Whether they are on different days, or at different hours of one day: "Settlement Conference reset for 2:00
        PM"."""
        if self.day != mover.day:
            return True
        return self.starts_at != mover.starts_at and None not in (self.starts_at, mover.starts_at)


def resolve_court_days(
    sets: list[SetDay],
    readings: Mapping[int, FilingReading],
    order: FilingOrder,
    ends_of_case: Sequence[CaseEnd] = (),
    *,
    accused_alone: bool = False,
) -> list[SetDay]:
    """Every day that is set, once, with what became of it; and the days that are only reported as held. ``sets`` are in
    the order of the filings. ``accused_alone``: one person is charged, so that no hearing is another's."""
    kept = _once_each(sets)
    matters = {one: _find_matters(one, sets) for one in kept}
    every = [matter for one in kept for matter in matters[one]]
    ends = _find_ends(every, sets, readings, order, ends_of_case, accused_alone=accused_alone)
    called_off = [
        replace(one, vacated_by=by, moved_to=to)
        for one in kept
        for by, to in [_end_of_all([ends.get(matter) for matter in matters[one]], order)]
    ]
    held = _held_by(readings, order)
    return _with_held(called_off, _held_as_set(called_off, readings, order) | held, readings, order)


def _once_each(sets: Iterable[SetDay]) -> list[SetDay]:
    """Each hearing once, though several filings may set it: the version with a time and a place is kept, of equals the
    first."""
    kept: dict[date, list[SetDay]] = {}
    for one in sets:
        of_day = kept.setdefault(one.day, [])
        same = next((at for at, other in enumerate(of_day) if one.is_also(other)), None)
        if same is None:
            of_day.append(one)
        elif (one.starts_at is not None, bool(one.place)) > (
            of_day[same].starts_at is not None,
            bool(of_day[same].place),
        ):
            of_day[same] = one
    return [one for of_day in kept.values() for one in of_day]


def _find_matters(one: SetDay, sets: Iterable[SetDay]) -> list[SetDay]:
    """What is heard at the time of a hearing: motions that were set for it in one filing, or in several that share one,
    are one matter. A bankruptcy court hears many matters at one time, and moves each by itself."""
    if one.is_deadline:
        return [one]
    matters: list[SetDay] = []
    for other in sets:
        if other.day != one.day or other.is_deadline or not other.is_also(one) or not other.about:
            continue
        shared = [matter for matter in matters if not set(matter.about).isdisjoint(other.about)]
        about = {*other.about, *(target for matter in shared for target in matter.about)}
        matters = [matter for matter in matters if matter not in shared]
        matters.append(replace(shared[0] if shared else other, about=tuple(sorted(about))))
    return [one] if len(matters) < _SEVERAL else matters


_SEVERAL = 2


def _end_of_all(ends: Sequence[tuple[int, date | None] | None], order: FilingOrder) -> tuple[int | None, date | None]:
    """What calls a hearing off: the last of what calls off its matters, where all are called off."""
    told = [end for end in ends if end is not None]
    if len(told) < len(ends):
        return None, None
    return max(told, key=lambda end: order.key(end[0]))


type _Ends = dict[SetDay, tuple[int, date | None]]
"""What is called off -> the filing that does so, and the new day."""


def _find_ends(
    kept: list[SetDay],
    sets: list[SetDay],
    readings: Mapping[int, FilingReading],
    order: FilingOrder,
    ends_of_case: Sequence[CaseEnd],
    *,
    accused_alone: bool,
) -> _Ends:
    moved = _moved(kept, sets, order)
    ends: _Ends = {}
    for end in ends_of_case:
        ends |= _by_the_end(kept, end, order)
    ends |= _decided_before(kept, sets, readings, order)
    placed = _replaced(kept, sets, order, accused_alone=accused_alone) | {
        one: (mover.filing, mover.day) for one, mover in moved.items()
    }
    ends |= _called_off_undated(kept, placed, readings, order) | placed
    for one, filing in _called_off(kept, sets, readings, order).items():
        mover = moved.get(one)
        ends[one] = filing, mover.day if mover and mover.filing == filing else None
    return ends


def _called_off(
    kept: list[SetDay], sets: list[SetDay], readings: Mapping[int, FilingReading], order: FilingOrder
) -> dict[SetDay, int]:
    """The hearings whose day a later filing names and calls off, with that filing. Where several motions are heard on a
    day, a notice that moves the hearing of one of them leaves those of the others."""
    ends: dict[SetDay, int] = {}
    for filing in sorted((filing for filing, reading in readings.items() if reading.vacates), key=order.key):
        named = _named_by(readings[filing], filing, order)
        for day in readings[filing].vacates:
            of_day = [one for one in sets if one.day == day and _is_heard_before(one, filing, order) and one.about]
            apart = {named.isdisjoint({*one.about, one.filing}) for one in of_day}
            of_one = _is_of_one_matter(readings[filing]) and apart == {True, False}
            meant = (one for one in kept if one.day == day and _is_heard_before(one, filing, order))
            ends |= {one: filing for one in meant if not (of_one and named.isdisjoint({*one.about, one.filing}))}
    return ends


def _is_heard_before(one: SetDay, filing: int, order: FilingOrder) -> bool:
    """Whether it is a hearing that was set before a filing."""
    return not one.is_deadline and order.key(one.filing) < order.key(filing)


def _is_of_one_matter(reading: FilingReading) -> bool:
    return reading.kind is Kind.NOTICE and any(one.moves for one in reading.hearings)


def _named_by(reading: FilingReading, filing: int, order: FilingOrder) -> set[int]:
    """The filings that a filing refers to or decides."""
    numbers = [refers.number for refers in reading.refers_to] + [decided.number for decided in reading.decides]
    return {target for number in numbers if (target := order.target(number, filing)) is not None}


def _moved(kept: list[SetDay], sets: list[SetDay], order: FilingOrder) -> dict[SetDay, SetDay]:
    """Which hearings were moved, and by which. "Status hearing reset for …" moves the last hearing of that name, if it
    was still to come."""
    moved: dict[SetDay, SetDay] = {}
    for mover in (one for one in sets if one.moves):
        earlier = [
            one
            for one in kept
            if one.is_deadline == mover.is_deadline
            and one.is_apart(mover)
            and order.key(one.filing) < order.key(mover.filing)
            and _may_be_one(one, mover)
        ]
        day = order.day(mover.filing)
        for one in _meant(mover, earlier, day, order):
            if day is None or one.day >= day:
                moved[one] = mover
    return moved


def _may_be_one(one: SetDay, mover: SetDay) -> bool:
    """Whether nothing shows that they are about different motions."""
    if one.is_deadline or one.kind is SetDate.TRIAL or not one.about or not mover.about:
        return True
    return _shares_motion(one, mover)


def _shares_motion(one: SetDay, mover: SetDay) -> bool:
    return bool({*one.about, one.filing} & set(mover.about))


def _meant(mover: SetDay, earlier: list[SetDay], day: date | None, order: FilingOrder) -> list[SetDay]:
    """The hearings among the ``earlier`` ones that are moved: those of the same name, else of the same family, else on
    the same motion; else the only one that is ahead, where its title or the mover's says nothing."""
    named = [one for one in earlier if one.name == mover.name]
    if named and mover.kind is SetDate.TRIAL:
        return named  # A trial that two filings set is moved in both.
    if mover.is_deadline:
        return _last_set(named, order)
    ahead = [one for one in earlier if day is None or one.day >= day]
    for alike in (
        [one for one in named if one in ahead],
        [one for one in ahead if mover.family and one.family == mover.family],
        [one for one in ahead if one.family == mover.family and _shares_motion(one, mover)],
    ):
        if alike:
            return _last_set(alike, order)
    if len({one.day for one in ahead}) == 1 and mover.kind is not SetDate.TRIAL:
        plain = mover.title.lower() in _PLAIN
        return [one for one in ahead if one.kind is not SetDate.TRIAL and (plain or one.title.lower() in _PLAIN)]
    return []


def _last_set(alike: list[SetDay], order: FilingOrder) -> list[SetDay]:
    last = max((order.key(one.filing) for one in alike), default=None)
    return [one for one in alike if order.key(one.filing) == last]


def _replaced(kept: list[SetDay], sets: list[SetDay], order: FilingOrder, *, accused_alone: bool) -> _Ends:
    """Trials, the conferences of one party's case, and hearings of one motion, whose day a later filing sets anew
    without saying that it moves them."""
    ends: _Ends = {}
    days: dict[tuple[int, str], set[date]] = {}
    of_several = not accused_alone and any(one.family in _OF_AN_ACCUSED for one in sets)
    heard = [one for one in sets if not one.is_deadline]
    for one in heard:
        days.setdefault((one.filing, one.family), set()).add(one.day)
    for later in heard:
        filed = order.day(later.filing)
        for one in kept:
            if (
                not one.is_deadline
                and one.family == later.family
                and _is_set_anew(one, later, of_several=of_several)
                and one.day not in days[later.filing, later.family]
                and order.key(one.filing) < order.key(later.filing)
                and filed is not None
                and one.day > filed
            ):
                ends[one] = later.filing, later.day
    return ends


def _is_set_anew(one: SetDay, later: SetDay, *, of_several: bool) -> bool:
    """Whether two hearings of one family are one that is set again."""
    if one.family in _REPLACED:
        return _may_be_one(one, later)
    if one.family in _ARGUED_IN:
        return _shares_motion(one, later) and {one.title.lower(), later.title.lower()} <= _PLAIN | {"oral argument"}
    if of_several or one.family not in _REPLACED_OF_ONE:
        return False
    if one.family in _OF_AN_ACCUSED:
        return True
    return (one.name == later.name or one.family == "scheduling") and _may_be_one(one, later)


def _called_off_undated(
    kept: list[SetDay], placed: _Ends, readings: Mapping[int, FilingReading], order: FilingOrder
) -> _Ends:
    """The hearings that a filing calls off without naming their day, where it is known which are meant. ``placed``:
    those that were moved, which are not there any more for a later filing."""
    ends: _Ends = {}
    calling = (filing for filing, reading in readings.items() if reading.calls_off)
    for filing in sorted(calling, key=order.key):
        day = order.day(filing)
        ahead = [
            one
            for one in kept
            if not one.is_deadline
            and is_before_a_judge(one.title)
            and order.key(one.filing) < order.key(filing)
            and (day is None or one.day >= day)
        ]
        standing = [one for one in ahead if one not in placed or order.key(placed[one][0]) > order.key(filing)]
        of_today = [one for one in ahead if one.day == day]
        if of_today and not any(one.day == day for one in standing) and readings[filing].calls_off == "hearing":
            continue  # It says what became of the hearing of its own day, which is known to have been moved.
        for one in _meant_undated(readings[filing], filing, standing, order):
            ends[one] = filing, None
    return ends


def _meant_undated(reading: FilingReading, filing: int, ahead: list[SetDay], order: FilingOrder) -> list[SetDay]:
    if reading.calls_off == ALL:
        return ahead
    named = _named_by(reading, filing, order)
    return [
        one for family in reading.calls_off.split(",") for one in _of_family(family, ahead, named, order.day(filing))
    ]


def _of_family(family: str, ahead: list[SetDay], named: Set[int], filed: date | None) -> list[SetDay]:
    """Those ``ahead`` that are called off by a filing of the day ``filed`` which names the filings ``named``."""
    if family == ARGUED:
        ahead = [one for one in ahead if one.family in _ARGUED_IN]
    elif family != "hearing":
        ahead = [one for one in ahead if one.family == family]
    about = [one for one in ahead if named & {*one.about, one.filing}]
    if about:
        today = [one for one in about if one.day == filed]
        return today or about
    is_known = family in _ONE_OF_A_CASE or not named or not any(one.about for one in ahead)
    return ahead if is_known and len({one.day for one in ahead}) == 1 else []


def _by_the_end(kept: list[SetDay], end: CaseEnd, order: FilingOrder) -> _Ends:
    """What was set before the case ended, for a day after that; of a plea, the trial."""
    return {
        one: (end.filing, None)
        for one in kept
        if not one.is_deadline
        and one.day > end.day
        and order.key(one.filing) < order.key(end.filing)
        and (not end.by_plea or one.family in _ENDED_BY_A_PLEA)
    }


def _decided_before(
    kept: list[SetDay], sets: Iterable[SetDay], readings: Mapping[int, FilingReading], order: FilingOrder
) -> _Ends:
    """The hearings of motions that were all decided or withdrawn before their day, and those whose notice was
    withdrawn: nothing was left to be heard."""
    closed = _find_closed(readings, order)
    ends: _Ends = {}
    last_set: dict[date, tuple[date, int, int]] = {}
    for one in sets:
        last_set[one.day] = max(last_set.get(one.day, order.key(one.filing)), order.key(one.filing))
    for one in kept:
        of_about = [closed.get(target) for target in one.about] if one.family in _ARGUED_IN else []
        setting = readings.get(one.filing)
        of_notice = [closed.get(one.filing)] if setting and setting.kind in _SETS_BY_NOTICE else []
        for by in (of_about, of_notice):
            if by and all(by) and not one.is_deadline:
                filing = max((filing for filing in by if filing is not None), key=order.key)
                day = order.day(filing)
                if day is not None and day < one.day and order.key(filing) > last_set[one.day]:
                    ends[one] = filing, None
    return ends


_SETS_BY_NOTICE = frozenset({Kind.NOTICE, Kind.OTHER})
_CLOSES = frozenset({
    Outcome.GRANTED, Outcome.DENIED, Outcome.MOOT, Outcome.WITHDRAWN, Outcome.STRICKEN, Outcome.SETTLED,
})  # fmt: skip


def _find_closed(readings: Mapping[int, FilingReading], order: FilingOrder) -> dict[int, int]:
    """Filing -> the filing by which it was decided as a whole, or withdrawn."""
    closed: dict[int, int] = {}
    for filing in sorted(readings, key=order.key):
        reading = readings[filing]
        told = [decided.number for decided in reading.decides if decided.outcome in _CLOSES]
        told += [refers.number for refers in reading.refers_to if refers.relation is Relation.WITHDRAWS]
        for number in told:
            if (target := order.target(number, filing)) is not None:
                closed.setdefault(target, filing)
    return closed


def _held_by(readings: Mapping[int, FilingReading], order: FilingOrder) -> dict[date, int]:
    """Day -> the filing that says that something was held on it: minutes before transcripts, the first of several."""
    told: dict[date, int] = {}
    reporting = (filing for filing, reading in readings.items() if reading.held or reading.held_on_its_day)
    for filing in sorted(reporting, key=lambda one: (readings[one].kind is not Kind.MINUTES, order.key(one))):
        filed = order.day(filing)
        own = (filed,) if readings[filing].held_on_its_day and filed else ()
        for day in (*readings[filing].held, *own):
            if filed is None or day <= filed:  # What is still to come has not been held, whatever the text says.
                told.setdefault(day, filing)
    return told


def _held_as_set(days: list[SetDay], readings: Mapping[int, FilingReading], order: FilingOrder) -> dict[date, int]:
    """The days for which something was set, and of which there are minutes that say nothing to the contrary."""
    minutes: dict[date, int] = {}
    for filing in sorted((filing for filing, reading in readings.items() if reading.held_as_set), key=order.key):
        if (day := order.day(filing)) is not None:
            minutes.setdefault(day, filing)
    court = (one for one in days if not one.is_deadline and one.vacated_by is None and is_before_a_judge(one.title))
    return {
        one.day: minutes[one.day]
        for one in court
        if one.day in minutes and order.key(one.filing) < order.key(minutes[one.day])
    }


def _with_held(
    days: list[SetDay], held: Mapping[date, int], readings: Mapping[int, FilingReading], order: FilingOrder
) -> list[SetDay]:
    """The days with the filings that report them as held, and those that only such filings know."""
    in_court = [one for one in days if not one.is_deadline and is_before_a_judge(one.title)]
    standing = {one.day for one in in_court if not _was_off_before(one, order)}
    court = set(in_court)
    found = [
        replace(one, held_by=held[one.day], vacated_by=None, moved_to=None)
        if one in court and one.day in held and not (one.day in standing and _was_off_before(one, order))
        else one
        for one in days
    ]
    known = {one.day for one in in_court}
    for day, filing in sorted(held.items()):
        if day not in known:
            title = readings[filing].held_title[:300] or "Hearing"
            kind = SetDate.TRIAL if name_hearing_family(title) == "trial" else SetDate.HEARING
            found.append(SetDay(filing, kind, title, day, held_by=filing))
    return found


def _was_off_before(one: SetDay, order: FilingOrder) -> bool:
    """Whether it was called off before its day, so that what was held then may be another hearing of the day."""
    filed = order.day(one.vacated_by) if one.vacated_by is not None else None
    return filed is not None and filed < one.day
