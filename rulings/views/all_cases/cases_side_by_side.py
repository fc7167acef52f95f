"""``/cases/side-by-side/``: two or more cases beside each other. ``case``: "wawd/2:21-cv-00031", once for each;
``tracker``: the slug of one whose cases are to choose from; ``add``: a number or a name."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from dockets.http.query_values import strip_control_characters_from_query
from dockets.models import Docket
from dockets.search.filters import filter_by_case_name
from dockets.search.find import find_dockets_by_number
from rulings.http.find_case import FoundCase, find_case
from rulings.models import MatterDocket, Tracker
from rulings.trackers.find_tracker import find_tracker
from rulings.views.all_cases.compared_cases import compare_cases, load_compared_case

MOST = 4
"""Cases; more columns could not be read."""
OFFERED = 100


@require_safe
def cases_side_by_side(request: HttpRequest) -> HttpResponse:
    query, unprintable = strip_control_characters_from_query(request.GET)
    asked = list(dict.fromkeys(name[:300] for name in query.getlist("case") if name.strip()))
    tracker = find_tracker(request.user, slug) if (slug := query.get("tracker", "")) else None
    added, notices = _find_added(query)
    if added and len(asked) < MOST:
        return HttpResponseRedirect(_build_url([*asked, name_case(added)], tracker))
    cases, gone = _find_cases(asked)
    notices += [*gone, *([unprintable] if unprintable else [])]
    if len(asked) > MOST:
        notices.append(f"These are the first {MOST}: more columns could not be read.")
    now = timezone.now()
    compared = [load_compared_case(case, now) for case in cases]
    context = {
        "cases": [(each, _build_url(_leave_out(cases, place), tracker)) for place, each in enumerate(compared)],
        "names": [name_case(each.docket) for each in compared],
        "groups": compare_cases(compared) if len(compared) > 1 else [],
        "offered": _list_offered(tracker, cases) if tracker else [],
        "tracker": tracker,
        "is_full": len(compared) >= MOST,
        "most": MOST,
        "notices": notices,
        "section": "cases",
    }
    return render(request, "rulings/cases_side_by_side.html", context)


def name_case(docket: Docket) -> str:
    """As an address of this page names it."""
    return f"{docket.court_id}/{docket.docket_number}"


def _build_url(names: Sequence[str], tracker: Tracker | None) -> str:
    told = [("case", name) for name in names] + ([("tracker", tracker.slug)] if tracker else [])
    return f"{reverse('cases-side-by-side')}?{urlencode(told)}"


def _leave_out(cases: Sequence[FoundCase], place: int) -> list[str]:
    return [name_case(case.docket) for at, case in enumerate(cases) if at != place]


def _find_cases(asked: Sequence[str]) -> tuple[list[FoundCase], list[str]]:
    """Each once, and sentences on those that are not here."""
    found, gone = {}, []
    for name in asked[:MOST]:
        court, _, number = name.partition("/")
        try:
            case = find_case(court, number)
        except Http404:
            gone.append(f"There is no case “{name}” here.")
            continue
        found[case.docket.pk] = case
    return list(found.values()), gone


def _find_added(query: QueryDict) -> tuple[Docket | None, list[str]]:
    """The one case that is meant by what was typed; else why there is none."""
    typed = query.get("add", "").strip()[:200]
    if not typed:
        return None, []
    named = filter_by_case_name(Docket.objects.current(), typed).select_related("court").defer("search")
    found = find_dockets_by_number(typed) or list(named.order_by("-date_last_filing", "pk")[:2])
    if len(found) == 1:
        return found[0], []
    many = "Several cases are called so: a docket number tells them apart."
    return None, [many if found else f"There is no case “{typed}” here."]


def _list_offered(tracker: Tracker, chosen: Sequence[FoundCase]) -> list[tuple[str, str, bool]]:
    """The dockets of a tracker: how an address names each, what it is called, and whether it is shown already."""
    rows = MatterDocket.objects.filter(tracker=tracker).select_related("docket__court").defer("docket__search")
    rows = rows.order_by("matter__shown_name", "matter", "position", "pk")
    shown = {case.docket.pk for case in chosen}
    return [(name_case(row.docket), _describe_offered(row.docket), row.docket_id in shown) for row in rows[:OFFERED]]


def _describe_offered(docket: Docket) -> str:
    return f"{docket.case_name} · {docket.court.citation or docket.court.name} {docket.docket_number}"
