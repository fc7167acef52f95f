"""``/cases/<court>/<docket number>/embed/``: the newest of a timeline, for a frame in an article's page.

No login, cookie or script takes part in it, and it is the one page of the site that others may frame.
"""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.csp import CSP, build_policy
from django.utils.http import urlencode
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import conditional_page, require_safe

from dockets.views.typed import printable_query
from rulings.embedding import embed_address, is_embeddable, policy
from rulings.exports import Line, Story
from rulings.filters import EventFilter
from rulings.rows import tone_of
from rulings.strand import Strand
from rulings.views.case import Case, find_case
from rulings.weave import NAME as WITH
from rulings.weave import asked_for, strands

SHOWN = 15
"""Entries. With the longest texts that these cuts leave, the page and its style sheet stay under 30 kB."""
TEXT, HEADLINE = 180, 140
"""Characters."""
KEPT = 300
"""Seconds that a browser or a cache on the way may show it without asking again."""


def _framed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Around what says that nothing has changed, too: a browser takes the headers of that answer for the page's."""

    @wraps(view)
    def framed(request: HttpRequest, court_id: str, number: str) -> HttpResponseBase:
        answer = view(request, court_id, number)
        answer[CSP.HEADER_ENFORCE.value] = build_policy(policy())
        answer["Cache-Control"] = f"public, max-age={KEPT}"
        return answer

    return framed


@xframe_options_exempt
@_framed
@conditional_page
@require_safe
def timeline_embed(request: HttpRequest, court_id: str, number: str) -> HttpResponse:
    if not is_embeddable():
        raise Http404("This site's timelines cannot be embedded.")
    case = find_case(court_id, number)
    docket = case.docket
    if docket.docket_number != number:
        there = embed_address(docket.court_id, docket.docket_number, request.META.get("QUERY_STRING", ""))
        return HttpResponseRedirect(there)
    return render(request, "rulings/timeline_embed.html", _shown(request, case))


def _shown(request: HttpRequest, case: Case) -> dict[str, object]:
    docket, reading = case.docket, case.reading
    query, _ = printable_query(request.GET)
    others, _ = strands(case.related, query)
    narrowed = EventFilter(query, dockets=[docket.pk, *(other.docket for other in others)], zone=docket.court.zone)
    # An article wants the latest, unless it asks for the beginning.
    newest = narrowed.values.get("order") != "oldest"
    site = request.build_absolute_uri("/")
    story = Story(docket, narrowed.qs, newest, site, request.build_absolute_uri(), others)
    lines = [_line(line, story.strand_of(line)) for line in story.lines(at_most=SHOWN, characters=TEXT + 1)]
    is_narrowed = bool(narrowed.values.keys() - {"order", "at"})
    kept = {name: request.GET[name] for name in narrowed.filters if request.GET.get(name)}
    kept |= {WITH: asked_for(query)} if others else {}
    return {
        "docket": docket,
        "court": docket.court,
        "page": story.page,
        "more": f"{story.page}?{urlencode(kept)}" if kept else story.page,
        "lines": lines,
        "woven": others,
        "number": sum((other.event_count for other in others), reading.event_count if reading else 0),
        "is_narrowed": is_narrowed,
        "newest": newest,
    }


def _line(line: Line, strand: Strand | None) -> dict[str, object]:
    """``strand``: the other docket that it is of."""
    return {
        "strand": strand,
        "date": line.date,
        "at": line.at,
        "url": line.url,
        "headline": _cut(line.headline or "Filing", HEADLINE),
        "text": _cut(line.text, TEXT),
        "is_outside": line.type == "milestone",
        "is_ruling": line.type == "ruling",
        "outcome": line.outcome,
        "tone": tone_of(line.outcome_key),
        "cancelled": line.cancelled,
        "gone": line.gone,
    }


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
