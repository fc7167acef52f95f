"""``/cases/<court>/<docket number>/filings/<number or public id>/thread/``: a motion with all that was said on it, in one.

Within the timeline it opens where the motion stands; without JavaScript it is a page.
"""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from dockets.addresses import docket_address, filing_address
from dockets.models import Docket
from dockets.views.typed import printable
from rulings import fetch, markup
from rulings.models import TimelineEvent
from rulings.rail import decisions
from rulings.rows import CARRIED_CHARACTERS, HERE, Lines, standing
from rulings.views.case import find_docket
from rulings.words import EventKind, SetDate

_FILED = (EventKind.FILING, EventKind.RULING)


@require_safe
def thread(request: HttpRequest, court_id: str, number: str, reference: str) -> HttpResponse:
    docket = find_docket(court_id, number)
    base = docket_address(docket.court_id, docket.docket_number)
    motion = _motion(docket, printable(reference))
    within = request.headers.get("HX-Request") == "true"
    if motion is None:
        # Its page knows what became of it: merged, renumbered, or one of two that bear the number. No page stands in a line.
        there = filing_address(base, reference, reference)
        return HttpResponseClientRedirect(there) if within else HttpResponseRedirect(there)
    events = fetch.events_with(_ids(motion), falling=False, characters=CARRIED_CHARACTERS + 1)
    # On the timeline the motion itself stands above its thread.
    events = [event for event in events if not within or event["id"] != motion.pk]
    rows = Lines(docket.court.zone, decisions(events), {}, HERE if within else base).of(events)
    for row in rows:
        # On the timeline the same lines stand already, with these names.
        row.id, row.thread_url = f"t{motion.pk}-{row.id}", ""
    context = {"docket": docket, "base": base, "motion": motion, "lines": markup.lines(rows), "number": len(rows)}
    context["standing"] = standing(motion.state, motion.since) if motion.state else ""
    answer = render(request, f"rulings/thread.html{'#opened' if within else ''}", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _motion(docket: Docket, reference: str) -> Any:
    """The line of the one filing that bears this public id or number; None: there is none, or more than one."""
    named = Q(filing__public_id=reference) | Q(filing__number=reference, filing__merged_into=None)
    known = TimelineEvent.objects.filter(named, docket=docket, event_kind__in=_FILED).select_related("filing")
    found = list(known.defer("filing__search", "filing__long_text")[:2])
    return found[0] if len(found) == 1 else None


def _ids(motion: TimelineEvent) -> list[int]:
    """Of the lines of a thread: the motion's, of what it answers and what answered it, and of the hearings on it."""
    names = [item["public_id"] for item in motion.thread if item.get("public_id")]
    others = TimelineEvent.objects.filter(docket=motion.docket_id, filing__public_id__in=names, event_kind__in=_FILED)
    heard = TimelineEvent.objects.filter(hearing__about=motion.filing_id, hearing__vacated_by=None)
    heard = heard.exclude(hearing__kind=SetDate.DEADLINE)
    return [motion.pk, *others.values_list("id", flat=True), *heard.values_list("id", flat=True)]
