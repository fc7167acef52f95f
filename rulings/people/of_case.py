"""Who is in a case: its parties by side, what each filed, and their counsel by firm, with when each came and left. Five
queries.

A lawyer's arrival is the filing of the appearance. A departure is what the court says ("TERMINATED: 02/03/2021") or the
filing of the withdrawal. That a lawyer is missing from the newest list means nothing: sources list different ones.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Min, Q, QuerySet

from dockets.db import keyset
from dockets.db.functions import Unnest
from dockets.db.keyset import Key
from dockets.format.print_style import format_date
from dockets.format.urls import build_filing_url, build_person_url
from dockets.models import Docket, Party, Representation
from dockets.models.filing import select_court_words
from dockets.record.parties import name_party_side
from rulings.models import TimelineEvent
from rulings.vocabulary.kinds import EventKind, Kind

PAGE = 200
"""Parties on a page; mass actions have thousands."""
COUNSEL_SHOWN = 60
"""Lawyers shown of one party."""
APPEARANCES = 1_000
"""Filings searched for appearances and withdrawals, the newest first."""
COURTS_ORDER = (Key("position", "int"), Key("id", "int"))
_ENDED = re.compile(r"\s*\bterminated:?\s*([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", re.IGNORECASE)
_WORD = re.compile(r"[a-z'’-]{2,}")
_WITHDRAWS = frozenset({"withdraw", "withdrawal", "withdraws", "withdrawing", "withdrew", "withdrawn"})
_ACTS = frozenset({"appearance", "attorney", "attorneys", "counsel", "representation"})
"""What a lawyer withdraws from; "withdraw" of a motion is a party's act."""
_ALLOWS = frozenset({"allowed", "allowing", "granted", "granting", "grants", "terminated"})
_REFUSES = frozenset({"denying", "denied", "denies"})
_ASKED = re.compile(r"\bto\s+withdraw\b")
_OF_A_PAPER = re.compile(
    r"\bwithdraw\w*\s+(?:of\s+)?"
    r"(?:(?:the|an?|its|their|his|her|[a-z]+s?['’]s?|\[?\d+\]?|amended|emergency|joint|unopposed)\s+){0,4}"
    r"(?:answer|brief|claim|complaint|document|exhibit|motion|objection|petition|request|response|stipulation)"
)
_FILER = re.compile(r"\s*\([^()]*,[^()]*\)(?:\s*\(entered:[^()]*\))?\s*$")
"""PACER ends an entry with who filed it: "(Groesbeck, David)"."""
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "esq"})


@dataclass(slots=True)
class Lawyer:
    """A lawyer who acts, or acted, for a party."""

    name: str
    city: str
    roles: str
    """In lower case: "lead attorney, attorney to be noticed"."""
    contact: str
    came: str = ""
    """ "Jan. 12, 2021", with ``came_url``; "" where no filing says so."""
    came_url: str = ""
    left: str = ""
    """ "until Feb. 3, 2021", with ``left_url`` where a filing says it."""
    left_url: str = ""

    @property
    def url(self) -> str:
        return build_person_url("lawyer", self.name)


@dataclass(slots=True)
class Firm:
    """Lawyers of one firm; ``name`` is "" where the docket names no firm."""

    name: str
    lawyers: list[Lawyer] = field(default_factory=list)

    @property
    def url(self) -> str:
        return build_person_url("firm", self.name)


@dataclass(slots=True)
class Person:
    """A party."""

    id: int
    name: str
    type: str
    extra: str
    left: str
    filed: int = 0
    """Number of filings by this party, alone or with others."""
    first: date | None = None
    last: date | None = None
    firms: list[Firm] = field(default_factory=list)
    more_counsel: int = 0
    spellings: list[str] = field(default_factory=list)
    """Other names under which the court lists it, as the editors have said."""
    is_corrected: bool = False
    """Whether editors have corrected what the court lists of it."""

    @property
    def url(self) -> str:
        return build_person_url("party", self.name)


@dataclass(slots=True)
class PeopleSide:
    label: str
    people: list[Person] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class People:
    """One page of parties."""

    sides: Sequence[PeopleSide]
    after: str
    before: str


@dataclass(frozen=True, slots=True)
class _Appearance:
    """A filing that says who acts for somebody, or no longer does."""

    words: frozenset[str]
    date: date
    url: str
    withdraws: bool


def list_people(
    docket: Docket, base: str, *, name: str = "", contacts: bool = False, after: str = "", before: str = ""
) -> People:
    """``name``: part of the parties' names. ``contacts``: include contact data, which only admins see. Raises
    ``keyset.BadCursor``."""
    parties = Party.objects.filter(docket=docket, same_as=None)
    if name:
        in_name = Q(name__icontains=name) | Q(editors_name__icontains=name)
        spelt = Party.objects.filter(docket=docket, name__icontains=name).exclude(same_as=None)
        parties = parties.filter(in_name | Q(pk__in=spelt.values("same_as")))
    page = keyset.get_page(parties, COURTS_ORDER, PAGE, after=after, before=before)
    known = {party.pk: _person(party) for party in page.rows}
    main = _add_spellings(known)
    sides = {side.value: PeopleSide(side.label) for side in Party.Side}
    for party in page.rows:
        sides[party.display_side].people.append(known[party.pk])
    if known:
        _count_filings(docket, known)
        _add_counsel(docket, base, known, main, contacts=contacts)
        _add_editors_counsel(known, page.rows)
    for key in (Party.Side.PLAINTIFF.value, Party.Side.DEFENDANT.value):
        sides[key].label = name_party_side([person.type for person in sides[key].people], sides[key].label)
    return People([side for side in sides.values() if side.people], page.after, page.before)


def _person(party: Party) -> Person:
    left = f"until {format_date(party.date_terminated)}" if party.date_terminated else ""
    corrected = bool(party.editors_name or party.editors_side or party.editors_counsel)
    return Person(party.pk, party.display_name, party.type, party.extra_info, left, is_corrected=corrected)


def _add_spellings(known: Mapping[int, Person]) -> dict[int, int]:
    """Returns the party under which the counsel of each of the court's rows stands."""
    main = {party: party for party in known}
    rows = Party.objects.filter(same_as__in=known).order_by("position", "id")
    for row in rows.only("name", "same_as"):
        person = known[row.same_as_id or row.pk]
        main[row.pk], person.is_corrected = person.id, True
        if row.name not in (person.name, *person.spellings):
            person.spellings.append(row.name)
    return main


def _count_filings(docket: Docket, known: Mapping[int, Person]) -> None:
    filed = TimelineEvent.objects.filter(docket=docket, event_kind__in=[EventKind.FILING, EventKind.RULING])
    each = filed.filter(party_ids__overlap=[*known]).annotate(party=Unnest("party_ids")).values("party")
    counted = each.annotate(number=Count("pk"), first=Min("date"), last=Max("date"))
    for row in counted:
        if person := known.get(row["party"]):
            person.filed, person.first, person.last = row["number"], row["first"], row["last"]


def _add_counsel(
    docket: Docket, base: str, known: Mapping[int, Person], main: Mapping[int, int], *, contacts: bool
) -> None:
    appearances = _appearances(docket, base)
    firms: defaultdict[int, dict[str, Firm]] = defaultdict(dict)
    counts: defaultdict[int, int] = defaultdict(int)
    for acting in _acting([*main]):
        party = main[acting.party_id]
        counts[party] += 1
        if counts[party] > COUNSEL_SHOWN:
            known[party].more_counsel += 1
            continue
        lawyer = _lawyer(acting, contacts=contacts)
        _tell_when(lawyer, appearances)
        firm = acting.attorney.firm
        firms[party].setdefault(firm.casefold(), Firm(firm)).lawyers.append(lawyer)
    for party, of_party in firms.items():
        known[party].firms = [*of_party.values()]


def _add_editors_counsel(known: Mapping[int, Person], parties: Iterable[Party]) -> None:
    """Without the lawyers whom the editors have left out, and with those whom they have added."""
    for party in parties:
        if not (told := party.editors_counsel):
            continue
        person, left_out = known[party.pk], set(told["left_out"])
        for firm in person.firms:
            firm.lawyers = [lawyer for lawyer in firm.lawyers if lawyer.name not in left_out]
        firms = {firm.name.casefold(): firm for firm in person.firms if firm.lawyers}
        for one in told["added"]:
            firm = firms.setdefault(one["firm"].casefold(), Firm(one["firm"]))
            firm.lawyers.append(Lawyer(one["name"], "", "", ""))
        person.firms = [*firms.values()]


def _acting(parties: Sequence[int]) -> QuerySet[Representation]:
    rows = Representation.objects.filter(party__in=parties).select_related("attorney")
    return rows.order_by("party_id", "position", "id")


def read_roles(roles: Iterable[str]) -> tuple[str, str]:
    """A lawyer's roles in one line, in lower case, and "until Feb. 3, 2021" where the court says there that they have
    ended, else ""."""
    told = ", ".join(role.strip().lower() for role in roles)
    ended = _ENDED.search(told)
    left = f"until {format_date(_day(ended))}" if ended and _day(ended) else ""
    return _ENDED.sub("", told).strip(" ,"), left


def _lawyer(acting: Representation, *, contacts: bool) -> Lawyer:
    roles, left = read_roles(acting.roles)
    return Lawyer(
        acting.attorney.name, acting.attorney.city, roles, acting.attorney.contact if contacts else "", left=left
    )


def _tell_when(lawyer: Lawyer, appearances: Sequence[_Appearance]) -> None:
    """Sets when a lawyer came and left. One who appeared again after a withdrawal has not left."""
    named = _naming(lawyer.name, appearances)
    entered = [one for one in named if not one.withdraws]
    if entered:
        lawyer.came, lawyer.came_url = format_date(entered[0].date), entered[0].url
    if named and named[-1].withdraws and not lawyer.left:
        lawyer.left, lawyer.left_url = f"until {format_date(named[-1].date)}", named[-1].url


def _day(found: re.Match[str]) -> date | None:
    month, day, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _appearances(docket: Docket, base: str) -> list[_Appearance]:
    """Oldest first."""
    comes_or_goes = Q(kind=Kind.APPEARANCE) | Q(headline__icontains="appearance") | Q(headline__icontains="withdraw")
    rows = (
        TimelineEvent.objects.filter(comes_or_goes, docket=docket, event_kind__in=[EventKind.FILING, EventKind.RULING])
        # A motion to withdraw is not yet a withdrawal.
        .exclude(Q(date=None) | Q(filing=None) | Q(kind=Kind.MOTION))
        .order_by("-sort_date", "-sort_order")
        .values_list(select_court_words(2_000, "filing__"), "date", "filing__number", "filing__public_id")[:APPEARANCES]
    )
    found = (_appearance(text or "", day, build_filing_url(base, *filing)) for text, day, *filing in rows)
    return [one for one in found if one][::-1]


def _appearance(text: str, day: date, url: str) -> _Appearance | None:
    """None where the text mentions a withdrawal but does not say that a lawyer has withdrawn."""
    low = text.casefold()
    words = frozenset(_WORD.findall(low))
    if not words & _WITHDRAWS:
        return _Appearance(words, day, url, withdraws=False)
    if words & _REFUSES or not words & _ACTS or _OF_A_PAPER.search(low) or (_ASKED.search(low) and not words & _ALLOWS):
        return None
    # The lawyer who files a withdrawal for somebody else stays.
    return _Appearance(frozenset(_WORD.findall(_FILER.sub("", low))), day, url, withdraws=True)


def _naming(name: str, appearances: Iterable[_Appearance]) -> list[_Appearance]:
    """Appearances that name a lawyer by first and last word, since courts drop and add what stands between."""
    words = [word for word in _WORD.findall(name.casefold()) if word.strip("'’-") not in _SUFFIXES]
    wanted = {words[0], words[-1]} if len(words) > 1 else set()
    return [one for one in appearances if wanted and wanted <= one.words]
