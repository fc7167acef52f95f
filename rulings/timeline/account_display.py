"""What the head of a case says of it: whether it has ended, what is pending, what is not known, the last ruling, what
comes next, and how the case came there. Taken from ``Reading.state``, which ``rulings.interpret.account`` computes; no
query is made here. Every statement comes with the entries that it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dockets.format.print_style import format_date, format_zoned_clock
from dockets.format.urls import build_filing_url
from rulings.html.event_lines import get_outcome_tone, label_outcome
from rulings.vocabulary.house_style import WordGroup, get_label
from rulings.vocabulary.motion_states import MotionState
from rulings.vocabulary.stages import END_LABELS, CaseWord, Stage, Step

PENDING_SHOWN = 5
DATES_SHOWN = 3
_LONG = 730
"""Days: from two years on, an age is given in years."""
_TONES_OF_ENDS = {
    Step.DISMISSED: "denied", Step.REVERSED: "mixed", Step.VACATED: "mixed", Step.AFFIRMED: "granted",
    Step.REMANDED: "mixed", Step.APPLICATION_GRANTED: "granted", Step.APPLICATION_DENIED: "denied",
    Step.REVIEW_DENIED: "denied",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ground:
    """An entry that a statement rests on."""

    label: str
    """Its number; its day where it has none."""
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class CaseStatus:
    """Whether the case goes on."""

    word: CaseWord
    words: str
    """How and when, or why it is not known: a sentence, or ""."""
    when: str
    grounds: Sequence[Ground]
    tone: str = ""
    is_corrected: bool = False
    """Whether an editor says so."""

    @property
    def label(self) -> str:
        return get_label(WordGroup.CASE, self.word)


@dataclass(frozen=True, slots=True)
class OpenMotion:
    """A motion without a ruling."""

    number: str
    headline: str
    url: str
    words: str
    """For how long, and how far it has come: "for 44 days; reply filed Oct. 3"."""
    grounds: Sequence[Ground]


@dataclass(frozen=True, slots=True)
class UpcomingDate:
    """A date that the court has set."""

    title: str
    when: str
    iso: str
    place: str
    grounds: Sequence[Ground]


@dataclass(frozen=True, slots=True)
class LastRuling:
    number: str
    headline: str
    when: str
    url: str
    outcome: str
    """"" where the headline already says it."""
    tone: str


@dataclass(frozen=True, slots=True)
class PassedStage:
    """A stage that the case has passed."""

    label: str
    when: str
    url: str
    tone: str
    """The colour of an end; "" for other stages."""


@dataclass(frozen=True, slots=True)
class CaseAccount:
    """The account of a case, in words."""

    status: CaseStatus
    stages: Sequence[PassedStage]
    pending: Sequence[OpenMotion]
    pending_more: int
    unseen: Sequence[OpenMotion]
    unseen_more: int
    coming: Sequence[UpcomingDate]
    were_ahead: Sequence[UpcomingDate]
    """Set where no date is upcoming: the dates that were ahead on the day up to which the docket is known. Whether they
    took place is not known."""
    ruling: LastRuling | None
    as_of: str
    """The day up to which the docket is known, where that is not today: what is pending or comes next is as of then."""
    known: Sequence[str]
    """Sentences on what is not known of the docket."""

    @property
    def is_over(self) -> bool:
        return self.status.word is CaseWord.ENDED


def describe_account(
    state: Mapping[str, Any], base: str, zone: ZoneInfo, now: datetime, as_of: datetime | None = None
) -> CaseAccount | None:
    """None: the docket has not been interpreted yet. ``base`` is the address of the case; ``as_of`` is the day up to
    which it is known, None: today. What is pending is so on that day; for how long after it is not known."""
    if not state.get("status"):
        return None
    today = now.astimezone(zone).date()
    known = min(as_of.astimezone(zone).date(), today) if as_of else today
    dates = [entry for entry in state["dates"] if entry["date"] >= known.isoformat()]
    coming = [entry for entry in dates if entry["date"] >= today.isoformat()]
    as_of_day = "" if known == today else format_date(known)
    return CaseAccount(
        status=_status(state["status"], base, bool(state["passed"])),
        stages=[_stage(stage, state["status"], base) for stage in state["passed"]],
        pending=[_motion(motion, base, known) for motion in state["pending"][:PENDING_SHOWN]],
        pending_more=max(state["pending_count"] - PENDING_SHOWN, 0),
        unseen=[_motion(motion, base, known) for motion in state["unseen"][:PENDING_SHOWN]],
        unseen_more=max(state["unseen_count"] - PENDING_SHOWN, 0),
        coming=[_coming(entry, zone, base) for entry in coming[:DATES_SHOWN]],
        were_ahead=[] if coming else [_coming(entry, zone, base) for entry in dates[:DATES_SHOWN]],
        ruling=_ruling(state["ruling"], base) if state["ruling"] else None,
        as_of=as_of_day,
        known=list(_describe_known(state["known"])),
    )


def describe_status(status: Mapping[str, Any]) -> str:
    """In a few words, for lists and pictures: "Open", "Ended June 2, 2024: dismissed"."""
    told = _status(status, "", some=True)
    how = _how(status["how"]) if told.word is CaseWord.ENDED else ""
    return f"{told.label}{f' {told.when}' if told.when else ''}{f': {how.lower()}' if how else ''}"


def _status(status: Mapping[str, Any], base: str, some: bool) -> CaseStatus:
    told = _say_status(status, base, some)
    return replace(told, is_corrected=True) if status["sure"] == "corrected" else told


def _say_status(status: Mapping[str, Any], base: str, some: bool) -> CaseStatus:
    step = Step(status["how"]) if status["how"] else None
    when, grounds = _day(status["date"]), [_ground(link, base) for link in status["rests_on"]]
    if status["value"] == "ended":
        how = _how(step)
        stated = "The docket says that it was terminated then." if status["sure"] == "stated" and not how else ""
        return CaseStatus(
            CaseWord.ENDED, f"{how}." if how else stated, when, grounds, _TONES_OF_ENDS.get(step, "") if step else ""
        )
    if step is Step.REOPENED:
        return CaseStatus(CaseWord.OPEN_AGAIN, "Reopened.", when, grounds)
    if status["value"] == "unknown" or not some:
        return CaseStatus(CaseWord.UNKNOWN, "Too little of the docket is known to say whether it has ended.", "", [])
    word = CaseWord.OPEN if status["sure"] in ("stated", "corrected") else CaseWord.NO_END_SEEN
    return CaseStatus(word, "", "", grounds)


def _how(step: str | None) -> str:
    """How a case ended, in words; "" where that is not told."""
    return get_label(WordGroup.END, step) if step in END_LABELS else ""


def _describe_known(known: Mapping[str, Any]) -> list[str]:
    told = []
    if known["by"] == "scraps":
        told.append("Known only from the court’s feed or notices, which leave out some kinds of entries.")
    if known["by"] == "names":
        told.append("Known from the court’s list of entries, which names them without their texts.")
    if known["count"]:
        runs = [f"{first}" if first == last else f"{first} to {last}" for first, last in known["numbers"]]
        shown = sum(last - first + 1 for first, last in known["numbers"])
        more = f" and {known['count'] - shown:,} more" if known["count"] > shown else ""
        numbers = "Number" if known["count"] == 1 else "Numbers"
        verb = "is" if known["count"] == 1 else "are"
        told.append(f"{numbers} {', '.join(runs)}{more} {verb} not known here.")
    return told


def _ground(link: Mapping[str, Any], base: str) -> Ground:
    label = link["number"] or _day(link["date"]) or "entry"
    return Ground(label, build_filing_url(base, link["number"], link["public_id"]), link["headline"])


def _ruling(told: Mapping[str, Any], base: str) -> LastRuling:
    outcome, headline = label_outcome(told["outcome"]), told["headline"] or "Ruling"
    return LastRuling(
        told["number"],
        headline,
        _day(told["date"]),
        build_filing_url(base, told["number"], told["public_id"]),
        "" if outcome.lower() in headline.lower() else outcome,
        get_outcome_tone(told["outcome"]),
    )


def _stage(stage: Mapping[str, Any], status: Mapping[str, Any], base: str) -> PassedStage:
    url = build_filing_url(base, stage["number"], stage["public_id"]) if stage["public_id"] else ""
    name, tone = Stage(stage["stage"]), ""
    label = get_label(WordGroup.STAGE, name)
    if name in (Stage.ENDED, Stage.DECIDED) and status["value"] == "ended" and status["how"]:
        step = Step(status["how"])
        label, tone = _how(step) or label, _TONES_OF_ENDS.get(step, "pending")
    return PassedStage(label, _day(stage["date"]), url, tone)


def _motion(motion: Mapping[str, Any], base: str, known: date) -> OpenMotion:
    begun = date.fromisoformat(motion["date"]) if motion["date"] else None
    days = (known - begun).days if begun else 0
    since = f" {_day(motion['since'])}" if motion["since"] else ""
    told = {MotionState.BRIEFED: f"reply filed{since}", MotionState.ARGUED: f"argued{since}"}
    state = told.get(MotionState(motion["state"]), "")
    age = f"for {_age(days)}" if _age(days) and motion["state"] != MotionState.NOT_SEEN_DECIDED else ""
    filed = f"filed {format_date(begun)}" if begun and not age else ""
    return OpenMotion(
        motion["number"],
        motion["headline"] or "Motion",
        build_filing_url(base, motion["number"], motion["public_id"]),
        "; ".join(part for part in (age, filed, state) if part),
        [_ground(link, base) for link in motion["rests_on"][1:]],
    )


def _age(days: int) -> str:
    return f"{days * 4 // 1461} years" if days > _LONG else f"{days} days" if days > 1 else ""


def _coming(entry: Mapping[str, Any], zone: ZoneInfo, base: str) -> UpcomingDate:
    day = date.fromisoformat(entry["date"])
    at = datetime.fromisoformat(entry["at"]).astimezone(zone) if entry["at"] else None
    when = f"{format_date(day)}, {format_zoned_clock(at)}" if at else format_date(day)
    grounds = [_ground(link, base) for link in entry["rests_on"]]
    return UpcomingDate(entry["title"] or "Hearing", when, (at or day).isoformat(), entry["place"], grounds)


def _day(iso: str | None) -> str:
    return format_date(date.fromisoformat(iso)) if iso else ""
