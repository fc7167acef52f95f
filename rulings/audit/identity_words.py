"""What entries of the audit log on identity are about: the two filings or the two cases, their addresses, and whether
the decision stands.

Called by the page of the log. The words of filings are read as they now stand, never stored in the log.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Q

from dockets.format.urls import build_docket_url, build_filing_url
from dockets.identity.identity_log import DECISION, MERGE, ON_CASES, RELATION
from dockets.models import AuditEntry, Docket, IdentityDecision, Observation
from dockets.models.filing import select_court_words
from rulings.audit.links import LONGEST, LinkedEdit

KINDS = (DECISION, *ON_CASES)
_SIDES = ("first", "second")
_TOLD = (
    "number",
    "filing__public_id",
    "filing__docket__court",
    "filing__docket__docket_number",
    "filing__docket__case_name",
)


class Word(NamedTuple):
    """What one entry says."""

    state: Mapping[str, Any]
    things: Sequence[LinkedEdit] = ()
    """The two, without an address where there is no page."""
    case: LinkedEdit | None = None
    """Whether it is about two filings."""
    is_withdrawn: bool = False
    """Whether it was taken back later."""


def find_words(entries: Iterable[AuditEntry]) -> dict[int, Word]:
    """By the id of the entry, for those whose kind is in ``KINDS``. At most four queries."""
    on_filings = [entry for entry in entries if entry.kind == DECISION]
    on_cases = [entry for entry in entries if entry.kind in ON_CASES]
    words = _words([*on_filings, *on_cases])
    return {**_with_filings(on_filings, words), **_with_cases(on_cases, words)}


def link_to_case(docket: Docket) -> LinkedEdit:
    return LinkedEdit(docket.case_name or docket.docket_number, build_docket_url(docket.court_id, docket.docket_number))


def _words(entries: Sequence[AuditEntry]) -> dict[int, Word]:
    """Without the two. A decision that was taken back is given as it last stood."""
    if not entries:
        return {}
    kinds, ids = {entry.kind for entry in entries}, {entry.object_id for entry in entries}
    back = list(AuditEntry.objects.filter(kind__in=kinds, object_id__in=ids, after__isnull=True).order_by("id"))
    words = {}
    for entry in entries:
        of_it = (
            row for row in back if (row.kind, row.object_id) == (entry.kind, entry.object_id) and row.pk > entry.pk
        )
        ended = next(of_it, None) if entry.after is not None else None
        state = ended.before if ended else entry.after or entry.before
        words[entry.pk] = Word(state or {}, is_withdrawn=ended is not None)
    return words


def _with_filings(entries: Sequence[AuditEntry], words: Mapping[int, Word]) -> dict[int, Word]:
    """The two filings of a decision that stands come from its row, since an observation can later become another
    filing's wording."""
    if not entries:
        return {}
    standing = IdentityDecision.objects.in_bulk([entry.object_id for entry in entries])
    pairs: dict[int, Sequence[int]] = {entry.pk: [words[entry.pk].state[side] for side in _SIDES] for entry in entries}
    pairs |= {one.pk: (row.first_id, row.second_id) for one in entries if (row := standing.get(one.object_id))}
    seen = Observation.objects.select_related("filing__docket").annotate(words=select_court_words(LONGEST)).only(*_TOLD)
    rows = seen.in_bulk({key for pair in pairs.values() for key in pair})
    found = {}
    for entry in entries:
        both = [rows[key] for key in pairs[entry.pk] if key in rows]
        case = link_to_case(both[0].filing.docket if both else entry.case)
        found[entry.pk] = words[entry.pk]._replace(things=[_entry(row, row.words) for row in both], case=case)
    return found


def _with_cases(entries: Sequence[AuditEntry], words: Mapping[int, Word]) -> dict[int, Word]:
    """Cases are given with their names, too, as long as the decision stands."""
    if not entries:
        return {}
    named = [pair for entry in entries for pair in _two(words[entry.pk].state)]
    wanted = Q(pk__in=[key for _, key in named if key])
    for court, number in {name for name, key in named if not key}:
        wanted |= Q(court=court, docket_number=number)
    known: dict[Any, Docket] = {}
    for row in Docket.objects.filter(wanted).defer("search"):
        known[row.pk] = known[row.court_id, row.docket_number] = row
    found = {}
    for entry in entries:
        word = words[entry.pk]
        stands = entry.kind == MERGE or (entry.after is not None and not word.is_withdrawn)
        one, other = ((name, known.get(key or name)) for name, key in _two(word.state))
        things = [_case(*one, in_full=stands), _case(*other, in_full=stands and entry.kind != RELATION)]
        found[entry.pk] = word._replace(things=things)
    return found


def _two(state: Mapping[str, Any]) -> list[tuple[tuple[str, str], int | None]]:
    """Court and number of each of the two cases, with its id, where it was imported."""
    return [((court, number), key) for (court, number), key in zip(state["cases"], state["dockets"], strict=True)]


def _case(name: tuple[str, str], docket: Docket | None, *, in_full: bool) -> LinkedEdit:
    if docket and in_full:
        return LinkedEdit(f"{docket.case_name} {docket.docket_number}".strip(), link_to_case(docket).url)
    return LinkedEdit(name[1], build_docket_url(*name) if docket else "")


def _entry(seen: Observation, words: str) -> LinkedEdit:
    case = build_docket_url(seen.filing.docket.court_id, seen.filing.docket.docket_number)
    return LinkedEdit(
        f"{seen.number} {words}".strip() or "an entry without words", build_filing_url(case, "", seen.filing.public_id)
    )
