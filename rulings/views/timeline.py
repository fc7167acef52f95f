"""``/cases/<court>/<docket number>/``: the timeline of a case, the page that this product is for."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from dockets import keyset, withheld
from dockets.addresses import docket_address, web_link
from dockets.models import Docket
from dockets.sources import SOURCES
from dockets.views.docket_list import BAD_PAGE
from dockets.views.fragments import render_part, wanted
from dockets.views.typed import printable_query
from rulings import head
from rulings.filters import EventFilter, kind_options, rulings_counted
from rulings.models import Reading
from rulings.rail import Rail, Step, rail, unread
from rulings.views.case import Case, find_case
from rulings.views.take_away import taken

PARTIES_LISTED = 30
"""In the list "filed by"; beyond it the two sides alone are offered."""
BEING_READ = (
    "This case has just come in and is being read."
    " Its filings stand below in the court's words; kinds, outcomes and filters follow."
)
_FILTERS = {"kind", "by", "date_from", "date_to", "month", "q", "rulings", "order"}


@require_safe
def timeline(request: HttpRequest, court_id: str, number: str) -> HttpResponse:
    case = find_case(court_id, number)
    docket, reading = case.docket, case.reading
    base = docket_address(docket.court_id, docket.docket_number)
    if docket.docket_number != number:
        asked = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{base}?{asked}" if asked else base)
    query, unprintable = printable_query(request.GET)
    narrowed = EventFilter(query, dockets=[docket.pk]) if query.keys() & _FILTERS else None
    chosen = narrowed.values if narrowed else {}
    shown = _rail(request, docket, reading, narrowed)
    shown.notices += [unprintable] if unprintable else []
    context: dict[str, object] = {"docket": docket, "court": docket.court, "base": base, "rail": shown, "chosen": chosen}
    context |= _links(request, chosen) | {"appended": wanted(request) == "step"}
    if wanted(request) not in ("events", "step"):
        context |= _around(request, case, base) | _controls(reading, chosen) | taken(request, base, str(context["kept"]))
    return render_part(request, "rulings/timeline.html", context, {"events": "events", "step": "step"})


def _rail(request: HttpRequest, docket: Docket, reading: Reading | None, narrowed: EventFilter | None) -> Rail:
    if reading is None or reading.read_at is None:
        shown = unread(docket)
        shown.notices = [BEING_READ] if shown.rows else []
        return shown
    chosen = narrowed.values if narrowed else {}
    is_narrowed = bool(chosen.keys() - {"order"})
    events = narrowed.qs if narrowed and is_narrowed else None
    step = _step(request, newest=chosen.get("order") == "newest")
    try:
        shown = rail(docket, reading, events, step)
    except keyset.BadCursor:
        shown = rail(docket, reading, events, Step(newest=step.newest))
        shown.notices.append(BAD_PAGE)
    shown.notices += narrowed.complaints if narrowed else []
    return shown


def _step(request: HttpRequest, *, newest: bool) -> Step:
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    return Step(newest=newest, after=after, before=before, everything=request.GET.get("all") == "1")


def _links(request: HttpRequest, chosen: dict[str, Any]) -> dict[str, object]:
    """The query of this page without its place in it, so that every link keeps the filters."""
    kept = {name: request.GET.get(name, "") for name in sorted(_FILTERS) if request.GET.get(name)}
    return {"kept": urlencode(kept), "is_narrowed": bool(chosen.keys() - {"order"}), "newest": chosen.get("order") == "newest"}


def _around(request: HttpRequest, case: Case, base: str) -> dict[str, object]:
    """Everything beside the events themselves."""
    docket, reading = case.docket, case.reading
    every = request.GET.get("parties") == "all"
    sides = head.sides(docket, contacts=request.user.is_superuser, every=every)
    listed = sum(len(side.parties) for side in sides)
    chosen = request.GET.get("by", "")
    filers = [(party.id, party.name, str(party.id) == chosen) for side in sides for party in side.parties]
    return {
        "sides": sides,
        "filers": filers if listed <= PARTIES_LISTED else [],
        "parties_hidden": max(docket.party_count - listed, 0),
        "claims": head.claims(docket, base) if case.has_claims else [],
        "related": head.related(docket) if case.is_related else [],
        "bars": head.activity(reading, request.GET),
        "source_label": SOURCES[docket.checked_source].label if docket.checked_source in SOURCES else docket.checked_source,
        "source_url": web_link(docket.source_url),
        "withheld": withheld.sentences(docket, case.withheld),
        "behind": reading is not None and reading.record_changed_at != docket.record_changed_at,
        "printed": request.GET.get("all") == "1",
    }


def _controls(reading: Reading | None, chosen: dict[str, Any]) -> dict[str, object]:
    return {"kinds": kind_options(reading, chosen.get("kind", "")), "rulings_number": rulings_counted(reading)}
