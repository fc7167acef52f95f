"""``/cases/<court>/<docket number>/embed/``: the newest entries of a timeline, for a frame in an article's page.

It uses no login and no cookie, and no script but where ``?fit=1`` asks that it tell its height.
``?show=standing,claims,quotations,entries`` says what of the case is shown; the entries alone where nothing is said.
"""

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import conditional_page, require_safe

from dockets.format.print_style import format_date, shorten_text
from dockets.format.urls import build_filing_url
from dockets.http.query_values import keep_query, strip_control_characters_from_query
from rulings.claims.summary import list_claim_lines
from rulings.exports.event_values import EventValues, ExportedTimeline
from rulings.html.event_lines import build_quotation_url, get_outcome_tone
from rulings.http.find_case import FoundCase, find_case
from rulings.models import Disposition
from rulings.timeline.account_display import describe_account
from rulings.timeline.combine_dockets import NAME as WITH
from rulings.timeline.combine_dockets import format_combined_query, select_combined_dockets
from rulings.timeline.embedding import build_embed_url, frame_in_articles, is_embeddable
from rulings.timeline.filters import EventFilter
from rulings.vocabulary.relations import CombinedDocket

SHOW = "show"
"""The parameter that says which parts are shown."""
SHOWN = 15
"""Entries. With texts of the lengths below, the page and its style sheet stay under 30 kB."""
TEXT, HEADLINE = 180, 140
"""Characters."""
QUOTED = 5
"""Quotations."""


@frame_in_articles()
@conditional_page
@require_safe
def timeline_embed(request: HttpRequest, court_id: str, number: str) -> HttpResponse:
    if not is_embeddable():
        raise Http404("This site's timelines cannot be embedded.")
    case = find_case(court_id, number)
    docket = case.docket
    if (docket.court_id, docket.docket_number) != (court_id, number):
        there = build_embed_url(docket.court_id, docket.docket_number)
        return HttpResponseRedirect(keep_query(request, there))
    return render(request, "rulings/timeline_embed.html", _shown(request, case))


def _shown(request: HttpRequest, case: FoundCase) -> dict[str, object]:
    docket, reading = case.docket, case.reading
    query, _ = strip_control_characters_from_query(request.GET)
    wanted = [part for part in query.get(SHOW, "").split(",") if part in PARTS] or ["entries"]
    others, _ = select_combined_dockets(case.related, query)
    narrowed = EventFilter(query, dockets=[docket.pk, *(other.docket for other in others)], zone=docket.court.zone)
    # An article wants the latest entries, unless it asks for the beginning.
    newest = narrowed.values.get("order") != "oldest"
    site = request.build_absolute_uri("/")
    story = ExportedTimeline(docket, narrowed.qs, newest, site, request.build_absolute_uri(), others)
    told = story.lines(at_most=SHOWN, characters=TEXT + 1) if "entries" in wanted else ()
    lines = [_line(line, story.strand_of(line)) for line in told]
    kept = {name: request.GET[name] for name in narrowed.filters if request.GET.get(name)}
    kept |= {WITH: format_combined_query(query)} if others else {}
    return {
        "docket": docket,
        "court": docket.court,
        "page": story.page,
        "more": f"{story.page}?{urlencode(kept)}" if kept else story.page,
        "lines": lines,
        "woven": others,
        "number": sum((other.event_count for other in others), reading.event_count if reading else 0),
        "is_narrowed": narrowed.is_narrowed,
        "newest": newest,
        "wanted": wanted,
        **{part: _PARTS[part](case, story.page) for part in wanted if part in _PARTS},
    }


def _describe_standing(case: FoundCase, page: str) -> object:
    """Where the case stands; None before it is read. ``page``: its address, from which links are made."""
    reading, docket = case.reading, case.docket
    return describe_account(reading.state, page, docket.court.zone, timezone.now(), docket.as_of) if reading else None


def _list_claims(case: FoundCase, page: str) -> object:
    return list_claim_lines(case.docket, page)[:SHOWN] if case.has_claims else []


def _list_quotations(case: FoundCase, page: str) -> list[dict[str, str]]:
    """The newest words of the court that editors quote from rulings, each once."""
    rows = Disposition.objects.published().filter(ruling__docket=case.docket)
    rows = rows.exclude(quotation="").select_related("ruling__filing").order_by("-ruling__filing__date_filed", "-pk")
    found: dict[str, dict[str, str]] = {}
    for row in rows[: SHOWN * 4]:
        filing = row.ruling.filing
        url = build_filing_url(page, filing.number, filing.public_id)
        url = url if row.quoted_from else build_quotation_url(url, row.pk)
        told = {"words": row.quotation, "from": row.quoted_from, "on": filing.number, "url": url}
        found.setdefault(row.quotation, told | {"day": format_date(filing.date_filed)})
    return list(found.values())[:QUOTED]


_PARTS: Mapping[str, Callable[[FoundCase, str], object]] = {
    "standing": _describe_standing,
    "claims": _list_claims,
    "quotations": _list_quotations,
}
PARTS = (*_PARTS, "entries")


def _line(line: EventValues, strand: CombinedDocket | None) -> dict[str, object]:
    """``strand``: the combined docket that the line belongs to."""
    return {
        "strand": strand,
        "date": line.date,
        "at": line.at,
        "url": line.url,
        "headline": shorten_text(line.headline or "Filing", HEADLINE),
        "text": shorten_text(line.text, TEXT),
        "is_outside": line.type == "milestone",
        "is_ruling": line.type == "ruling",
        "outcome": line.outcome,
        "tone": get_outcome_tone(line.outcome_key),
        "cancelled": line.cancelled,
        "gone": line.gone,
    }
