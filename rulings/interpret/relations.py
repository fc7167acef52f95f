"""Suggests how a docket is related to other cases, from what its texts say; an admin decides
(``dockets.identity.relations``). And marks the rows of trackers that a change of a docket leaves behind, which
``rulings.trackers.refresh`` brings up to date. Called by ``interpret_docket``, in its transaction."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q

from dockets.courts.court_names import find_court_id
from dockets.format.print_style import format_date
from dockets.identity.relations import RelationSuggestion, save_suggested_relations
from dockets.models import Docket, DocketRelation
from rulings.interpret.texts import FilingFacts
from rulings.models import Matter, MatterDocket
from rulings.reading.values import FilingReading, NamesCase

type _Told = tuple[FilingFacts, NamesCase]


def write_suggestions(
    docket: Docket, filings: Sequence[FilingFacts], readings: Mapping[int, FilingReading], *, any_there: bool
) -> bool:
    """Saves the suggestions; True if any changed. ``any_there``: whether the docket has suggestions already. Without
    those, and with none to make, nothing is queried."""
    told = [(filing, named) for filing in filings for named in readings[filing.id].other_cases]
    if not told and not any_there:
        return False
    came_from = _came_from(docket) if any(not named.number for _, named in told) else {}
    return save_suggested_relations(docket, _suggestions(docket, told, came_from))


def _came_from(docket: Docket) -> dict[str, set[str]]:
    """Court -> the case's numbers in the courts that it was removed from, as stated or confirmed."""
    numbers: dict[str, set[str]] = {}
    rows = DocketRelation.objects.believed().filter(docket=docket, kind=DocketRelation.Kind.REMOVED_FROM)
    for court, number in rows.values_list("other_court", "other_number"):
        numbers.setdefault(court, set()).add(number)
    return numbers


def _suggestions(
    docket: Docket, told: Sequence[_Told], came_from: Mapping[str, set[str]]
) -> Iterable[RelationSuggestion]:
    removed = {
        court: {named.number}
        for _, named in told
        if named.relation == "removed_from" and (court := find_court_id(named.court, docket.court_id))
    }
    known = {**removed, **came_from}
    for filing, named in told:
        court = _court(named, docket)
        numbers = {named.number} if named.number else known.get(court, set())
        if court and len(numbers) == 1:
            (number,) = numbers
            yield RelationSuggestion(named.relation, court, number, _ground(filing, named))


def _court(named: NamesCase, docket: Docket) -> str:
    if named.relation == "member_of":
        return "jpml"
    if named.relation in ("consolidated_with", "refiled_as"):
        return docket.court_id
    return find_court_id(named.court, docket.court_id) or ""


def _ground(filing: FilingFacts, named: NamesCase) -> str:
    where = f"Number {filing.number}" if filing.number else "An entry"
    day = f", {format_date(filing.day)}" if filing.day else ""
    return f"{where}{day}: {named.quote}"


def mark_matters(docket_id: int) -> None:
    """One query where there are none. Rows of related dockets too: a docket that comes in may belong to their dispute.
    They are locked in order, so that two dockets of the same rows do not wait for each other."""
    told = DocketRelation.objects.filter(docket=docket_id, other__isnull=False).values("other")
    of = DocketRelation.objects.filter(other=docket_id).values("docket")
    near = Q(docket=docket_id) | Q(docket__in=told) | Q(docket__in=of) | Q(docket__merged_into=docket_id)
    behind = Matter.objects.filter(pk__in=MatterDocket.objects.filter(near).values("matter"), is_behind=False)
    if rows := list(behind.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True)):
        Matter.objects.filter(pk__in=rows).update(is_behind=True)
