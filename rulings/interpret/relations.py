"""Suggests how a docket is related to other cases, from what its texts say. Called by ``interpret_docket``; an admin
decides (``dockets.identity.relations``)."""

from collections.abc import Iterable, Mapping, Sequence

from dockets.courts.court_names import find_court_id
from dockets.format.print_style import format_date
from dockets.identity.relations import RelationSuggestion, save_suggested_relations
from dockets.models import Docket, DocketRelation
from rulings.interpret.texts import FilingFacts
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
