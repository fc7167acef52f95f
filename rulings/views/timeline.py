"""``/cases/<court>/<docket number>/``: the timeline of a case, the page that this product is for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from dockets import keyset, withheld
from dockets.addresses import docket_address, web_link
from dockets.models import Docket
from dockets.print_style import capped, full_date
from dockets.sources import SOURCES
from dockets.views.docket_list import BAD_PAGE
from dockets.views.fragments import render_part, wanted
from dockets.views.typed import printable_query
from rulings import head
from rulings.appeals import appeals, tell
from rulings.asides import put_beside, told
from rulings.claim_lines import claim_lines
from rulings.filters import ASKED, ROUTINES, VISIT, EventFilter, is_party, kind_options, rulings_counted, since_options
from rulings.fold import FEWEST
from rulings.hits import hits
from rulings.models import Reading
from rulings.play import play
from rulings.rail import STEP, STEP_NARROWED, STEP_OF_HITS, Rail, Step, mark_new, rail, unread
from rulings.strand import Strand
from rulings.views.case import Case, find_case
from rulings.views.take_away import shared, taken
from rulings.visits import LastVisit, last_visit, note_visit
from rulings.weave import NAME as WITH
from rulings.weave import asked_for, strands, switches

PARTIES_LISTED = 30
"""In the list "filed by"; beyond it the two sides alone are offered."""
BEING_READ = (
    "This case has just come in and is being read."
    " Its filings stand below in the court's words; kinds, outcomes and filters follow."
)
_PICKS = {"kind", "by", "q", "rulings", "documents", "changed", "notes"}
"""Of what can be asked for: what picks single entries out. Nothing of what is left is folded away then."""
_FOLDED = {"documents", "changed", "notes", "since", "date_from", "date_to", "at"}
"""What stands under "more filters"."""
_PARTS = {"events": "events", "step": "step"}
"""Parts of the page that htmx asks for, by the element that it will swap."""


@require_safe
def timeline(request: HttpRequest, court_id: str, number: str) -> HttpResponse:
    case = find_case(court_id, number, request.user.pk)
    docket, reading = case.docket, case.reading
    base = docket_address(docket.court_id, docket.docket_number)
    if docket.docket_number != number:
        asked = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{base}?{asked}" if asked else base)
    query, unprintable = printable_query(request.GET)
    whole = wanted(request) not in _PARTS
    others, unknown = strands(case.related, query)
    narrowed = narrowing(request, query, docket, others) if query.keys() & {*ASKED, "at"} else None
    chosen = narrowed.values if narrowed else {}
    shown = _rail(request, docket, reading, narrowed, others)
    shown.notices += [*unknown, unprintable] if unprintable else unknown
    if reading is not None and reading.read_at is not None:
        put_beside(shown.rows, request.user, has_notes=case.has_notes_for(request.user), has_words=case.has_words)
    known = appeals(case.related)
    tell(shown.rows, known)
    visit = _visit(request, case)
    if visit:
        mark_new(shown.rows, visit.to, f"New since your last visit, {_day(visit.at, docket)}")
    context: dict[str, object] = {"docket": docket, "court": docket.court, "base": base, "rail": shown, "chosen": chosen}
    context["is_followed"] = case.is_followed
    context |= _links(query, chosen) | {"appended": wanted(request) == "step", "strands": others}
    if whole:
        context |= _around(request, case, base) | {"related": switches(case.related, _kept(query), others), "appeals": known}
        context |= _controls(docket, reading, chosen, visit)
        context |= shared(request, docket, reading, base)
    if wanted(request) != "step":
        # What beside the events leads on with the same query is sent along with them.
        context |= taken(request, docket, base, str(context["kept"])) | {"bars": head.activity(reading, query), "anew": not whole}
    return render_part(request, "rulings/timeline.html", context, _PARTS)


def narrowing(request: HttpRequest, query: QueryDict, docket: Docket, others: Sequence[Strand]) -> EventFilter:
    """What ``query`` leaves of the events of a docket, and of ``others`` woven in, on its page and in its exports."""
    visit = None
    if query.get("since") == VISIT and request.user.is_authenticated:
        visit = last_visit(request.user.pk, docket, timezone.now())
    return EventFilter(
        query,
        dockets=[docket.pk, *(other.docket for other in others)],
        zone=docket.court.zone,
        visited=visit.to if visit else None,
        visitor=request.user,
    )


def _visit(request: HttpRequest, case: Case) -> LastVisit | None:
    """The reader's last visit; that the whole page is shown now counts as one. A browser that fetches ahead has shown nothing."""
    if not request.user.is_authenticated:
        return None
    if wanted(request) in _PARTS or request.method != "GET" or "prefetch" in request.headers.get("Sec-Purpose", ""):
        return last_visit(request.user.pk, case.docket, timezone.now())
    return note_visit(request.user.pk, case.docket, case.reading, timezone.now())


def _day(moment: datetime, docket: Docket) -> str:
    return full_date(moment.astimezone(docket.court.zone).date())


def _rail(
    request: HttpRequest, docket: Docket, reading: Reading | None, narrowed: EventFilter | None, others: Sequence[Strand]
) -> Rail:
    if reading is None or reading.read_at is None:
        shown = unread(docket)
        shown.notices = [BEING_READ] if shown.rows else []
        return shown
    chosen = narrowed.values if narrowed else {}
    is_narrowed = _is_narrowed(chosen)
    events = narrowed.qs if narrowed and is_narrowed else None
    step = replace(_step(request, chosen), most=STEP_OF_HITS if "q" in chosen else STEP_NARROWED if is_narrowed else STEP)
    try:
        shown = rail(docket, reading, events, step, others)
    except keyset.BadCursor:
        shown = rail(docket, reading, events, replace(step, after="", before=""), others)
        shown.notices.append(BAD_PAGE)
    if not shown.rows and shown.number and (step.after or step.before):
        end = Step.last(newest=step.newest) if step.after else Step(newest=step.newest)
        shown = rail(docket, reading, events, replace(end, most=step.most), others)
    shown.notices += narrowed.complaints if narrowed else []
    if "q" in chosen and not step.everything:
        shown.hits = hits(chosen["q"], shown.rows)
    shown.folds = not (step.everything or chosen.keys() & _PICKS or chosen.get("routine"))
    return shown


def _is_narrowed(chosen: dict[str, Any]) -> bool:
    """Whether anything is left out for what was asked for."""
    return bool(chosen.keys() - {"order", "at", "routine"}) or chosen.get("routine") == "without"


def _step(request: HttpRequest, chosen: dict[str, Any]) -> Step:
    newest, everything = chosen.get("order") == "newest", request.GET.get("all") == "1"
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    if "at" in chosen and not (after or before or everything):
        return Step.from_day(chosen["at"], newest=newest)
    return Step(newest=newest, after=after, before=before, everything=everything)


def _kept(query: QueryDict) -> dict[str, str]:
    """The query of this page without its place in it, so that every link keeps the filters."""
    said = {name: asked_for(query) if name == WITH else query.get(name, "") for name in sorted(ASKED)}
    return {name: value for name, value in said.items() if value}


def _links(query: QueryDict, chosen: dict[str, Any]) -> dict[str, object]:
    kept = _kept(query)
    return {
        "kept": urlencode(kept),
        "kept_shown": urlencode(kept | {"routine": "shown"}),
        "woven": asked_for(query),
        "is_narrowed": _is_narrowed(chosen),
        "newest": chosen.get("order") == "newest",
    }


def _around(request: HttpRequest, case: Case, base: str) -> dict[str, object]:
    """Everything beside the events themselves."""
    docket, reading = case.docket, case.reading
    sides = head.sides(docket, contacts=request.user.is_superuser)
    parties = [party for side in sides for party in side.parties]
    return {
        "sides": sides,
        "about": head.about(docket),
        "filers": _filers(parties, request.GET.get("by", "")),
        "parties_hidden": max(docket.party_count - len(parties), 0),
        "play": play(reading.state, base, docket.court.zone, timezone.now(), docket.as_of) if reading else None,
        "claims": claim_lines(docket, base) if case.has_claims else [],
        "source_label": SOURCES[docket.checked_source].label if docket.checked_source in SOURCES else docket.checked_source,
        "source_url": web_link(docket.source_url),
        "said": told(case.said, base) if case.said else None,
        "has_notes": case.has_notes_for(request.user),
        "withheld": withheld.sentences(docket, case.withheld),
        "behind": reading is not None and reading.record_changed_at != docket.record_changed_at,
        "printed": request.GET.get("all") == "1",
    }


def _filers(parties: Sequence[head.PartyLine], asked: str) -> list[tuple[int, str, bool]]:
    """Parties that may be chosen: id, name, whether chosen. The one that is asked for is among them, or the next change of any
    field would ask for either side again."""
    listed = parties if len(parties) <= PARTIES_LISTED else [party for party in parties if str(party.id) == asked]
    filers = [(party.id, party.name, str(party.id) == asked) for party in listed]
    if is_party(asked) and not any(chosen for _, _, chosen in filers):
        filers.append((int(asked), "One party", True))
    return filers


def _controls(docket: Docket, reading: Reading | None, chosen: dict[str, Any], visit: LastVisit | None) -> dict[str, object]:
    today = timezone.now().astimezone(docket.court.zone).date()
    visited = _day(visit.at, docket) if visit else ""
    return {
        "kinds": kind_options(reading, chosen.get("kind", "")),
        "rulings_number": rulings_counted(reading),
        "routines": [(value, label, chosen.get("routine") == value) for value, label in ROUTINES],
        "routine_number": reading.routine_count if reading and reading.routine_count >= FEWEST else 0,
        "times": since_options(today, visited, chosen.get("since", "")),
        "visit": (visited, capped(visit.new) if visit.new else "") if visit else None,
        "more_chosen": bool(chosen.keys() & _FOLDED),
    }
