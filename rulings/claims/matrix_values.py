"""The matrix of claims as plain values, from which its page, its picture and its data are written. ``matrix`` fills
it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dockets.models import Docket
from rulings.claims.status import ClaimFate
from rulings.models import Claim
from rulings.models.claim import label_claim_by_now

NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class NamedFiling:
    """A filing as a page names it: "Order of Jan. 21, 2021", "34", its address."""

    told: str
    number: str
    url: str
    public_id: str
    date: date | None


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What one ruling, or one later pleading, did to one claim, for all or some of its parties."""

    id: int
    outcome: str
    """``outcomes.Outcome``, or ``claims.Change`` of a pleading."""
    label: str
    tone: str
    parties: tuple[str, ...] = ()
    reason: str = ""
    quotation: str = ""
    place: str = ""
    standard: str = ""
    quoted_from: str = ""
    """Whom the quotation is from, where no text that is kept here says it."""
    machine: bool = False
    review: str = ""
    """The earlier decision that it reviews: "as decided Jan. 21, 2021"."""
    quoted_at: str = ""
    """The address of the quoted words, where a text of the ruling is kept here."""
    undone: str = ""
    """What became of it: "Reversed Jan. 3, 2022"."""

    @property
    def opens(self) -> bool:
        """Whether there is more to show than its outcome."""
        return bool(self.reason or self.quotation or self.standard)


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A ruling, or a pleading that changed claims."""

    title: str
    filing: NamedFiling
    standard: str = ""
    citation: str = ""
    judge: str = ""
    machine: bool = False
    is_ruling: bool = True
    """Whether it is a court's act, not a pleading of the parties."""
    motions: tuple[MatrixCell, ...] = ()
    """What it did to motions, besides the claims; what was asked for stands in the place of the parties."""


@dataclass(frozen=True, slots=True)
class ClaimNow:
    """The status of a claim, for all or some of its parties."""

    word: str
    tone: str
    note: str
    fate: ClaimFate
    outcome: str
    since: date | None
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PositionText:
    """What one side says of a claim."""

    who: str
    text: str
    filing: NamedFiling | None
    stance: str


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """One claim."""

    claim: Claim
    asserted_by: tuple[str, ...]
    against: tuple[str, ...]
    pleading: NamedFiling | None
    later: tuple[tuple[NamedFiling, str, int | None], ...]
    cells: tuple[tuple[MatrixCell, ...], ...]
    """One for each column."""
    now: tuple[ClaimNow, ...]
    stood: tuple[PositionText, ...]

    @property
    def label(self) -> str:
        """Its number on the day that is shown, with earlier numbers: "2, formerly 3"."""
        return label_claim_by_now(self.claim.kind, self.claim.number, [number for _, _, number in self.later])

    @property
    def who(self) -> str:
        return " against ".join(filter(None, [join_names(self.asserted_by), join_names(self.against)]))


@dataclass(frozen=True, slots=True)
class ClaimsMatrix:
    docket: Docket
    columns: tuple[MatrixColumn, ...]
    lines: tuple[MatrixLine, ...]
    on: date | None
    """The matrix is as of the end of this day; None: now."""

    @property
    def summary(self) -> str:
        """The matrix in two sentences."""
        return _summary(self)

    @property
    def is_small(self) -> bool:
        """Whether everything fits on a page unfolded."""
        return len(self.columns) * len(self.lines) <= 12

    @property
    def is_wide(self) -> bool:
        """Whether the columns stand closer together."""
        return len(self.columns) > 3

    @property
    def is_widest(self) -> bool:
        """Whether it is wider than a page on any screen."""
        return len(self.columns) > 5

    @property
    def has_positions(self) -> bool:
        return any(line.stood for line in self.lines)


def join_names(people: Sequence[str]) -> str:
    """ "A, B, C and 2 others"."""
    unlike = list(dict.fromkeys(people))
    more = len(unlike) - NAMES_SHOWN
    return ", ".join(unlike[:NAMES_SHOWN]) + (f" and {more} other{'s' if more > 1 else ''}" if more > 0 else "")


_WORDS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def _counted(number: int, what: str) -> str:
    """ "Two claims"; the number alone where ``what`` is ""."""
    word = _WORDS[number] if number < len(_WORDS) else str(number)
    return f"{word} {what}{'' if number == 1 else 's'}" if what else word


def _summary(found: ClaimsMatrix) -> str:
    number = len(found.lines)
    fates = [{now.fate for now in line.now} for line in found.lines]
    decided, ended = fates.count({ClaimFate.DECIDED}), fates.count({ClaimFate.ENDED})
    head = (
        f"{_counted(number, 'claim')}, {_counted(sum(column.is_ruling for column in found.columns), 'ruling').lower()}."
    )
    alike = {
        decided: ("It was decided.", "All were decided."),
        ended: ("It ended without being decided.", "All ended without being decided."),
        number - decided - ended: ("It is not decided yet.", "None is decided yet."),
    }
    if number in alike:
        return f"{head} {alike[number][number > 1]}"
    told = [(decided, "decided"), (ended, "ended without a decision"), (number - decided - ended, "open")]
    shares = ", ".join(f"{_counted(each, '').lower()} {word}" for each, word in told if each)
    return f"{head} {shares.capitalize()}."
