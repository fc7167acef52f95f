"""``/cases/<court>/<docket number>/filings/<number or public id>/thread/``: a motion with everything filed and decided
on it.

Within the timeline it opens below the motion; without JavaScript it is a page.
"""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from dockets.format.urls import build_docket_url, build_filing_url
from dockets.http.query_values import strip_control_characters
from dockets.models import Docket
from rulings.html import render_lines
from rulings.html.event_lines import CARRIED_CHARACTERS, HERE, EventLines, describe_motion_state
from rulings.http.find_case import find_docket
from rulings.models import TimelineEvent
from rulings.timeline import queries
from rulings.timeline.page import list_decisions_of_events
from rulings.vocabulary.kinds import UNTIMED, EventKind

_FILED = (EventKind.FILING, EventKind.RULING)


@require_safe
def thread(request: HttpRequest, court_id: str, number: str, reference: str) -> HttpResponse:
    docket = find_docket(court_id, number)
    base = build_docket_url(docket.court_id, docket.docket_number)
    motion = _motion(docket, strip_control_characters(reference))
    within = request.headers.get("HX-Request") == "true"
    if motion is None:
        # The filing's page handles a merged or renumbered filing, and a number used twice. No page can be shown inside
        # a line.
        there = build_filing_url(base, reference, reference)
        return HttpResponseClientRedirect(there) if within else HttpResponseRedirect(there)
    events = queries.fetch_events(_ids(motion), falling=False, characters=CARRIED_CHARACTERS + 1)
    # On the timeline the motion itself stands above its thread.
    events = [event for event in events if not within or event["id"] != motion.pk]
    rows = EventLines(docket.court.zone, list_decisions_of_events(events), {}, HERE if within else base).of(events)
    for row in rows:
        # On the timeline these ids are already used by the same lines.
        row.id, row.thread_url = f"t{motion.pk}-{row.id}", ""
    context = {
        "docket": docket,
        "base": base,
        "motion": motion,
        "lines": render_lines.render_lines(rows),
        "number": len(rows),
    }
    context["standing"] = describe_motion_state(motion.state, motion.since) if motion.state else ""
    answer = render(request, f"rulings/thread.html{'#opened' if within else ''}", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _motion(docket: Docket, reference: str) -> Any:
    """The line of the one filing with this public id or number; None: there is none, or more than one."""
    named = Q(filing__public_id=reference) | Q(filing__number=reference, filing__merged_into=None)
    known = TimelineEvent.objects.filter(named, docket=docket, event_kind__in=_FILED).select_related("filing")
    found = list(known.defer("filing__search", "filing__long_text")[:2])
    return found[0] if len(found) == 1 else None


def _ids(motion: TimelineEvent) -> list[int]:
    """Ids of the lines of a thread: the motion, what it answers and what answered it, and the hearings on it."""
    names = [item["public_id"] for item in motion.thread if item.get("public_id")]
    others = TimelineEvent.objects.filter(docket=motion.docket_id, filing__public_id__in=names, event_kind__in=_FILED)
    heard = TimelineEvent.objects.filter(hearing__about=motion.filing_id, hearing__vacated_by=None)
    heard = heard.exclude(hearing__kind__in=UNTIMED)
    return [motion.pk, *others.values_list("id", flat=True), *heard.values_list("id", flat=True)]
