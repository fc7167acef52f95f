"""What somebody of one name is in each of some cases: party, counsel or judge, for whom, and since when. A fixed number
of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Min

from dockets.db.functions import Unnest
from dockets.format.print_style import format_date
from dockets.models import Docket, Party, Representation
from dockets.search.full_text import build_search_query
from dockets.search.people import PersonKind, find_counsel_rows, find_parties_with_added_counsel, find_party_rows
from rulings.models import TimelineEvent
from rulings.people.of_case import read_roles
from rulings.vocabulary.kinds import EventKind, Kind


@dataclass(slots=True)
class PersonRole:
    """One role in one case."""

    what: str
    """ "Plaintiff"; of counsel, whom they act for."""
    until: str = ""
    """ "until Feb. 3, 2021"; "" where nothing says that it ended."""
    lawyers: list[str] = field(default_factory=list)
    """Of a firm: its lawyers there."""
    firm: str = ""
    """Of a lawyer: the firm."""
    by_editors: bool = False
    """Whether the editors say so, and not the court."""
    party: int = 0
    filed: int = 0
    """Of a party: its filings, alone or with others."""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class PersonInCase:
    """All roles in one case. ``since``: the day of the first appearance that names a lawyer; None where none does."""

    docket: Docket
    roles: Sequence[PersonRole]
    since: date | None = None


def describe_person(kind: PersonKind, name: str, dockets: Sequence[Docket]) -> list[PersonInCase]:
    """For each of ``dockets``, in their order."""
    if kind is PersonKind.JUDGE:
        return [PersonInCase(docket, [*_on_the_bench(docket, name)]) for docket in dockets]
    ids = [docket.pk for docket in dockets]
    if kind is PersonKind.PARTY:
        roles = _of_party(name, ids)
        return [PersonInCase(docket, roles.get(docket.pk, [])) for docket in dockets]
    acting = _of_counsel(kind, name, ids)
    since = _find_appearances(name, ids) if kind is PersonKind.LAWYER else {}
    return [PersonInCase(docket, acting.get(docket.pk, []), since.get(docket.pk)) for docket in dockets]


def _on_the_bench(docket: Docket, name: str) -> Iterator[PersonRole]:
    if docket.assigned_to.casefold() == name.casefold():
        yield PersonRole("Assigned judge")
    if docket.referred_to.casefold() == name.casefold():
        yield PersonRole("Referred to")


def _of_party(name: str, dockets: Sequence[int]) -> dict[int, list[PersonRole]]:
    found: defaultdict[int, list[PersonRole]] = defaultdict(list)
    by_party = {}
    for party in find_party_rows(name).filter(docket__in=dockets).order_by("docket_id", "position", "id"):
        until = f"until {format_date(party.date_terminated)}" if party.date_terminated else ""
        by_party[party.pk] = role = PersonRole(party.type or "Party", until, party=party.pk)
        found[party.docket_id].append(role)
    _count_filings(by_party, dockets)
    return found


def _count_filings(roles: Mapping[int, PersonRole], dockets: Sequence[int]) -> None:
    """``roles``: by id of the party."""
    filed = TimelineEvent.objects.filter(docket__in=dockets, event_kind__in=[EventKind.FILING, EventKind.RULING])
    each = filed.filter(party_ids__overlap=[*roles]).annotate(party=Unnest("party_ids")).values("party")
    for row in each.annotate(number=Count("pk"), first=Min("date"), last=Max("date")):
        if role := roles.get(row["party"]):
            role.filed, role.first, role.last = row["number"], row["first"], row["last"]


def _of_counsel(kind: PersonKind, name: str, dockets: Sequence[int]) -> dict[int, list[PersonRole]]:
    rows = find_counsel_rows(kind, name).filter(party__docket__in=dockets).select_related("attorney", "party__same_as")
    found: defaultdict[int, dict[int, PersonRole]] = defaultdict(dict)
    for row in rows.order_by("party__position", "party_id", "position", "id"):
        party = row.party.same_as or row.party
        if not _is_left_out(row, (row.party, party)):
            role = found[party.docket_id].setdefault(party.pk, PersonRole(f"for {party.display_name}"))
            _add_counsel(role, row, kind)
    for party in find_parties_with_added_counsel(kind, name).filter(docket__in=dockets):
        found[party.docket_id].setdefault(party.pk, PersonRole(f"for {party.display_name}", by_editors=True))
    return {docket: [*roles.values()] for docket, roles in found.items()}


def _is_left_out(row: Representation, parties: Iterable[Party]) -> bool:
    """Whether the editors have said that this lawyer does not act for that party."""
    return any(row.attorney.name in (party.editors_counsel or {}).get("left_out", ()) for party in parties)


def _add_counsel(role: PersonRole, row: Representation, kind: PersonKind) -> None:
    _, until = read_roles(row.roles)
    if kind is PersonKind.LAWYER:
        role.firm, role.until = role.firm or row.attorney.firm, until
    elif row.attorney.name not in role.lawyers:
        role.lawyers.append(row.attorney.name)


def _find_appearances(name: str, dockets: Sequence[int]) -> dict[int, date]:
    """Docket -> day of the first notice of appearance that has all words of the name."""
    words = build_search_query(" ".join(word for word in name.split() if len(word.strip(".")) > 1))
    named = TimelineEvent.objects.filter(docket__in=dockets, kind=Kind.APPEARANCE, filing__search=words)
    counted = named.exclude(date=None).order_by().values("docket").annotate(first=Min("date"))
    return {row["docket"]: row["first"] for row in counted}
