"""The values that reading one filing's text yields; no rules. Pure."""

from dataclasses import dataclass, field
from datetime import date, time

from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import Kind
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.relations import Relation
from rulings.vocabulary.stages import Step


@dataclass(frozen=True, slots=True)
class PartyName:
    """A party of the docket, for matching "by Plaintiff Parler LLC"."""

    id: int
    name: str
    type: str
    side: str


@dataclass(frozen=True, slots=True)
class RefersTo:
    """The text refers to entry ``number`` of its own docket."""

    relation: Relation
    number: str
    words: str = field(default="", compare=False)
    """The words of the text that say so; "" where they are told by other entries, or by an editor."""


@dataclass(frozen=True, slots=True)
class Decides:
    """The text decides the motion at entry ``number``."""

    number: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class OnRequest:
    """The text decides, or is on, a request whose number it does not tell."""

    words: str
    """In lower case: "motion to compel", or "motion" alone."""
    whose: str
    """"plaintiff", "defendant", "debtor", … as the text says; "" where it does not."""
    outcome: Outcome | None
    """None where that is not certain."""
    about: str = ""
    """Where the request is "the motion" alone: the words around it, in lower case."""


@dataclass(frozen=True, slots=True)
class SetsHearing:
    """A hearing that the text sets. ``starts`` is wall time in the court's zone, None where only a day is named."""

    title: str
    date: date
    starts: time | None = None
    place: str = ""
    about: tuple[str, ...] = ()
    judge: str = ""
    """The judge as the text names them: "Judge B. Poe"."""
    moves: bool = False
    """The text moves the hearing here from an earlier day ("reset for", "continued to")."""


@dataclass(frozen=True, slots=True)
class SetsDeadline:
    """A day by which something is due."""

    title: str
    """"Answer due", "Last day for objections", or "Deadline" where the text does not say."""
    date: date
    at: time | None = None
    """Wall time in the court's zone."""
    moves: bool = False
    """The text puts this day in the place of an earlier one ("reset", "extended")."""


@dataclass(frozen=True, slots=True)
class NamesCase:
    """The text says how its docket is related to another case. ``court`` is in the text's words, in lower case; ""
    where it names none. ``number`` is "" where a remand does not give it."""

    relation: str
    """A value of ``DocketRelation.Kind``, which says what this docket is to the other one."""
    court: str
    number: str
    quote: str
    """The words that say so, with some context."""


@dataclass(frozen=True, slots=True)
class Cites:
    """The text cites the law: ``words``, which begin at ``start``, and the address where the law can be read."""

    start: int
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class FilingReading:
    """What was read from one filing's text."""

    kind: Kind = Kind.OTHER
    headline: str = ""
    """What the timeline shows, in sentence case: "Order denying motion to dismiss"."""
    title: str = ""
    """The noun and its matter as short as they go, by which rules compare filings; never shown."""
    filed_by: tuple[int, ...] = ()
    """``PartyName.id`` of the parties that filed it."""
    filer_text: str = ""
    """The court's words for the filer where no party matches; whom editors name besides parties."""
    side: str = ""
    """"plaintiff", "defendant" or ""."""
    defendant_number: int = 0
    """The highest number of a defendant that it names: 2 in "as to Ann Roe (1), Ben Poe (2)"."""
    outcome: Outcome | None = None
    """The outcome of a ruling as a whole."""
    refers_to: tuple[RefersTo, ...] = ()
    decides: tuple[Decides, ...] = ()
    recommends: tuple[Decides, ...] = ()
    """What a magistrate judge's report recommends to decide."""
    on_requests: tuple[OnRequest, ...] = ()
    """What it decides, or is on, beside that, without a number."""
    hearings: tuple[SetsHearing, ...] = ()
    deadlines: tuple[SetsDeadline, ...] = ()
    vacates: tuple[date, ...] = ()
    """Days whose hearing the text calls off: "the hearing set for 3/4/2021 is vacated"."""
    calls_off: str = ""
    """What the text calls off without naming its day: "hearing", "trial", … (``read_called_off``), or "all"."""
    held: tuple[date, ...] = ()
    """Days on which the text says that something was held in court."""
    held_on_its_day: bool = False
    """The text reports a hearing and names no day: it was held on the day of the entry."""
    held_as_set: bool = False
    """Minutes that do not say whether anything was held: what was set for the day of the entry was."""
    held_title: str = ""
    """What was held: "Status conference"."""
    other_cases: tuple[NamesCase, ...] = ()
    detail: Detail | None = None
    """What it is about."""
    routine: bool = False
    """Whether it changes nothing in the case."""
    by_name: bool = False
    """Whether only the name of the event is known, and not the court's text."""
    granted_within: bool = False
    """Whether the entry of a motion says itself that it was granted: "(APPROVED) (FEE PAID)"."""
    void: bool = False
    """Whether the clerk has marked the entry as filed in error: it asks for nothing."""
    steps: tuple[Step, ...] = ()
    """What it shows of the course of the whole case."""
