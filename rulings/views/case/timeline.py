"""``/cases/<court>/<docket number>/``: the timeline of a case, the site's central page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from dockets.db import keyset
from dockets.format.print_style import format_capped_count, format_date
from dockets.format.urls import build_docket_url
from dockets.format.web_links import allow_web_link
from dockets.http.partials import get_swap_target, render_part
from dockets.http.query_values import keep_query, strip_control_characters_from_query
from dockets.http.requested_page import BAD_PAGE
from dockets.models import Docket
from dockets.sources import SOURCES
from rulings.claims.summary import list_claim_lines
from rulings.desk.by_hand import describe_entered_source
from rulings.exports.links import build_share_tags, list_export_links
from rulings.http.find_case import FoundCase, find_case
from rulings.models import Reading
from rulings.notes.editor_overlays import add_overlays
from rulings.timeline import summary
from rulings.timeline.account_display import describe_account
from rulings.timeline.appeals import add_appeal_links, list_appeals
from rulings.timeline.collapse_routine import FEWEST
from rulings.timeline.combine_dockets import NAME as WITH
from rulings.timeline.combine_dockets import build_switches, format_combined_query, select_combined_dockets
from rulings.timeline.filters import (
    ASKED,
    ROUTINES,
    VISIT,
    EventFilter,
    count_rulings,
    is_party_id,
    list_kind_options,
    list_since_options,
)
from rulings.timeline.highlight import build_highlight_pattern
from rulings.timeline.page import (
    STEP,
    STEP_NARROWED,
    STEP_OF_HITS,
    TimelinePage,
    TimelineStep,
    get_timeline_page,
    get_uninterpreted_page,
    mark_new_lines,
)
from rulings.timeline.visits import LastVisit, get_last_visit, record_visit
from rulings.vocabulary.relations import CombinedDocket

PARTIES_LISTED = 30
"""Parties in the list "filed by"; with more, only the two sides are offered."""
BEING_READ = (
    "This case has just come in and is being read."
    " Its filings stand below in the court's words; kinds, outcomes and filters follow."
)
_PICKS = {"kind", "by", "q", "rulings", "documents", "changed", "notes"}
"""Query parameters that pick out single entries. With any of them, nothing is collapsed."""
_FOLDED = {"documents", "changed", "notes", "since", "date_from", "date_to", "at"}
"""Filters under "more filters"."""
_PARTS = {"events": "events", "step": "step"}
"""Parts of the page that htmx requests, by the element that it will replace."""


@require_safe
def timeline(request: HttpRequest, court_id: str, number: str) -> HttpResponse:
    case = find_case(court_id, number, request.user)
    docket, reading = case.docket, case.reading
    base = build_docket_url(docket.court_id, docket.docket_number)
    if (docket.court_id, docket.docket_number) != (court_id, number):
        return HttpResponseRedirect(keep_query(request, base))
    query, unprintable = strip_control_characters_from_query(request.GET)
    whole = get_swap_target(request) not in _PARTS
    others, unknown = select_combined_dockets(case.related, query)
    narrowed = narrow_events(request, query, docket, others) if query.keys() & {*ASKED, "at"} else None
    chosen = narrowed.values if narrowed else {}
    page = _page(request, docket, reading, narrowed, others)
    page.notices += [*unknown, unprintable] if unprintable else unknown
    if reading is not None and reading.read_at is not None:
        add_overlays(page.rows, request.user, has_notes=case.has_notes, has_words=case.has_words)
    appeals = list_appeals(case.related)
    add_appeal_links(page.rows, appeals)
    visit = _visit(request, case)
    if visit:
        mark_new_lines(page.rows, visit.to, f"New since your last visit, {_day(visit.at, docket)}")
    context: dict[str, object] = {"docket": docket, "court": docket.court, "base": base, "page": page}
    context |= {"chosen": chosen, "is_followed": case.is_followed}
    context |= {"is_narrowed": bool(narrowed and narrowed.is_narrowed)}
    context |= _links(query, chosen) | {"appended": get_swap_target(request) == "step", "strands": others}
    if whole:
        switches = build_switches(case.related, _kept(query), others)
        context |= _around(request, case, base) | {"related": switches, "appeals": appeals}
        context |= _controls(docket, reading, chosen, visit)
        context |= build_share_tags(request, docket, reading, base)
    if get_swap_target(request) != "step":
        # The links beside the events keep the same query, and are therefore sent along.
        context |= list_export_links(request, docket, base, str(context["kept"]))
        context |= {"bars": summary.build_activity_bars(reading, query), "beside_events": not whole}
    return render_part(request, "rulings/timeline.html", context, _PARTS)


def narrow_events(
    request: HttpRequest, query: QueryDict, docket: Docket, others: Sequence[CombinedDocket]
) -> EventFilter:
    """The events of a docket, and of the combined dockets ``others``, that match ``query``, on its page and in its
    exports."""
    visit = None
    if query.get("since") == VISIT and request.user.is_authenticated:
        visit = get_last_visit(request.user.pk, docket, timezone.now())
    return EventFilter(
        query,
        dockets=[docket.pk, *(other.docket for other in others)],
        zone=docket.court.zone,
        visited=visit.to if visit else None,
        visitor=request.user,
    )


def _visit(request: HttpRequest, case: FoundCase) -> LastVisit | None:
    """The reader's last visit; showing the whole page now counts as a visit. A browser that prefetches has shown
    nothing."""
    if not request.user.is_authenticated:
        return None
    if (
        get_swap_target(request) in _PARTS
        or request.method != "GET"
        or "prefetch" in request.headers.get("Sec-Purpose", "")
    ):
        return get_last_visit(request.user.pk, case.docket, timezone.now())
    return record_visit(request.user.pk, case.docket, case.reading, timezone.now())


def _day(moment: datetime, docket: Docket) -> str:
    return format_date(moment.astimezone(docket.court.zone).date())


def _page(
    request: HttpRequest,
    docket: Docket,
    reading: Reading | None,
    narrowed: EventFilter | None,
    others: Sequence[CombinedDocket],
) -> TimelinePage:
    if reading is None or reading.read_at is None:
        page = get_uninterpreted_page(docket)
        page.notices = [BEING_READ] if page.rows else []
        return page
    chosen = narrowed.values if narrowed else {}
    is_narrowed = narrowed is not None and narrowed.is_narrowed
    events = narrowed.qs if narrowed and is_narrowed else None
    step = replace(
        _step(request, chosen), most=STEP_OF_HITS if "q" in chosen else STEP_NARROWED if is_narrowed else STEP
    )
    try:
        page = get_timeline_page(docket, reading, events, step, others)
    except keyset.BadCursor:
        page = get_timeline_page(docket, reading, events, replace(step, after="", before=""), others)
        page.notices.append(BAD_PAGE)
    if not page.rows and page.number and (step.after or step.before):
        end = TimelineStep.last(newest=step.newest) if step.after else TimelineStep(newest=step.newest)
        page = get_timeline_page(docket, reading, events, replace(end, most=step.most), others)
    page.notices += narrowed.complaints if narrowed else []
    if "q" in chosen and not step.everything:
        page.hits = build_highlight_pattern(docket, chosen["q"], page.rows)
    page.folds = not (step.everything or chosen.keys() & _PICKS or chosen.get("routine"))
    return page


def _step(request: HttpRequest, chosen: dict[str, Any]) -> TimelineStep:
    newest, everything = chosen.get("order") == "newest", request.GET.get("all") == "1"
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    if "at" in chosen and not (after or before or everything):
        return TimelineStep.from_day(chosen["at"], newest=newest)
    return TimelineStep(newest=newest, after=after, before=before, everything=everything)


def _kept(query: QueryDict) -> dict[str, str]:
    """The query of this page without its position, so that every link keeps the filters."""
    values = {name: format_combined_query(query) if name == WITH else query.get(name, "") for name in sorted(ASKED)}
    return {name: value for name, value in values.items() if value}


def _links(query: QueryDict, chosen: dict[str, Any]) -> dict[str, object]:
    kept = _kept(query)
    return {
        "kept": urlencode(kept),
        "kept_shown": urlencode(kept | {"routine": "shown"}),
        "combined": format_combined_query(query),
        "newest": chosen.get("order") == "newest",
    }


def _around(request: HttpRequest, case: FoundCase, base: str) -> dict[str, object]:
    """Everything beside the events themselves."""
    docket, reading = case.docket, case.reading
    sides = summary.list_sides(docket, contacts=request.user.is_superuser)
    parties = [party for side in sides for party in side.parties]
    return {
        "sides": sides,
        "about": summary.describe_subject(docket),
        "filers": _filers(parties, request.GET.get("by", "")),
        "parties_hidden": max(docket.party_count - len(parties), 0),
        "account": describe_account(reading.state, base, docket.court.zone, timezone.now(), docket.as_of)
        if reading
        else None,
        "claims": list_claim_lines(docket, base) if case.has_claims else [],
        "source_label": SOURCES[docket.checked_source].label
        if docket.checked_source in SOURCES
        else docket.checked_source,
        "known_from": describe_entered_source(docket),
        "source_url": allow_web_link(docket.source_url),
        "editorials": case.editorials,
        "changes": case.told_changes,
        "has_changes": case.has_changes,
        "has_notes": case.has_notes,
        "withheld": case.access_gaps,
        "behind": reading is not None and reading.record_changed_at != docket.record_changed_at,
        "printed": request.GET.get("all") == "1",
    }


def _filers(parties: Sequence[summary.PartyLine], asked: str) -> list[tuple[int, str, bool]]:
    """Parties to choose from: id, name, whether chosen. The chosen one is always included, or the next change of any
    field would reset the choice to either side."""
    listed = parties if len(parties) <= PARTIES_LISTED else [party for party in parties if str(party.id) == asked]
    filers = [(party.id, party.name, str(party.id) == asked) for party in listed]
    if is_party_id(asked) and not any(chosen for _, _, chosen in filers):
        filers.append((int(asked), "One party", True))
    return filers


def _controls(
    docket: Docket, reading: Reading | None, chosen: dict[str, Any], visit: LastVisit | None
) -> dict[str, object]:
    today = timezone.now().astimezone(docket.court.zone).date()
    visited = _day(visit.at, docket) if visit else ""
    return {
        "kinds": list_kind_options(reading, chosen.get("kind", "")),
        "rulings_number": count_rulings(reading),
        "routines": [(value, label, chosen.get("routine") == value) for value, label in ROUTINES],
        "routine_number": reading.routine_count if reading and reading.routine_count >= FEWEST else 0,
        "times": list_since_options(today, visited, chosen.get("since", "")),
        "visit": (visited, format_capped_count(visit.new) if visit.new else "") if visit else None,
        "more_chosen": bool(chosen.keys() & _FOLDED),
    }
