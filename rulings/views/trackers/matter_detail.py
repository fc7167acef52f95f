"""``/trackers/<slug>/rows/<anchor>/``: the permanent link of one row, with where it stood when and what happened."""

from collections.abc import Sequence

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe

from rulings.html.event_lines import build_quotation_url
from rulings.models import Disposition, Matter, MatterState, Tracker
from rulings.trackers import page as tracker_page
from rulings.trackers.display import describe_since
from rulings.trackers.find_tracker import (
    OpenedTracker,
    build_matter_url,
    build_tracker_url,
    find_matter,
    open_tracker,
)
from rulings.trackers.rows import fetch_rows

SHOWN = 100


@conditional_page
@require_safe
def matter_detail(request: HttpRequest, slug: str, anchor: str) -> HttpResponse:
    opened = open_tracker(request, slug)
    matter = find_matter(opened.tracker, anchor)
    if matter is None:
        raise Http404("There is no such row in this tracker.")
    if matter.anchor != anchor:
        return HttpResponseRedirect(build_matter_url(slug, matter.anchor))
    return render(request, "rulings/trackers/matter_detail.html", _describe(opened, matter))


def _describe(opened: OpenedTracker, matter: Matter) -> dict[str, object]:
    tracker, today = opened.tracker, timezone.localdate()
    table = tracker_page.load_table(tracker)
    current = MatterState.objects.filter(Q(until=None) | Q(until__gt=today), matter=matter, day__lte=today)
    told = list(fetch_rows(current, ())[:1])
    rows = tracker_page.build_rows(table, told, opened.asked, shows_doubt=opened.shows_doubt)
    tracker_page.draw_rows(rows, tracker, is_editor=False, is_single=True)
    row = rows[0] if rows else None
    states = MatterState.objects.filter(matter=matter).select_related("status").order_by("day")
    return {
        "tracker": tracker,
        "matter": matter,
        "row": row,
        "since": describe_since(row) if row else "",
        "dockets": matter.values.get("dockets", []),
        "history": _link_quotations(_list_turns(list(states))[:SHOWN]),
        "developments": _list_developments(list(states))[:SHOWN],
        "changes": list(matter.changes.all()[:SHOWN]),
        "is_editor": opened.is_editor,
        "page_url": build_tracker_url(tracker.slug),
        "section": "trackers",
        "visibility": Tracker.Visibility,
    }


def _link_quotations(turns: Sequence[MatterState]) -> list[tuple[MatterState, str]]:
    """Each with the address of what its decision quotes from the ruling, or "". One query."""
    named = {turn.rests_on["decision"] for turn in turns if turn.rests_on and turn.rests_on.get("decision")}
    known = Disposition.objects.published().filter(pk__in=named, quoted_from="").exclude(quotation="")
    quoting = set(known.values_list("pk", flat=True)) if named else set()
    return [
        (turn, build_quotation_url(turn.rests_on["url"], turn.rests_on["decision"]))
        if turn.rests_on and turn.rests_on.get("decision") in quoting
        else (turn, "")
        for turn in turns
    ]


def _list_turns(states: list[MatterState]) -> list[MatterState]:
    """The states in which the status changed, or what it rests on; the newest first."""
    turns = [
        state
        for before, state in zip([None, *states], states, strict=False)
        if before is None or (before.status_id, before.rests_on, before.is_editors) != _grounds(state)
    ]
    return turns[::-1]


def _grounds(state: MatterState) -> tuple[object, ...]:
    return state.status_id, state.rests_on, state.is_editors


def _list_developments(states: list[MatterState]) -> list[MatterState]:
    """The states whose latest development is a new one; the newest first."""
    found = [
        state
        for before, state in zip([None, *states], states, strict=False)
        if state.latest and (before is None or before.latest != state.latest)
    ]
    return found[::-1]
