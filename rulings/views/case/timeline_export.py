"""``/cases/<court>/<docket number>/timeline.<form>``: export of the timeline, narrowed as on its page."""

from http import HTTPStatus

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.views.decorators.http import require_safe

from dockets.history.custody_log import record_takeaway
from dockets.http.query_values import keep_query, strip_control_characters_from_query
from dockets.http.rate_limited import limit_rate
from rulings.exports.event_values import ExportedTimeline
from rulings.exports.formats import FORMS, build_disposition
from rulings.http.feed_access import open_by_feed_key
from rulings.http.find_case import find_case
from rulings.http.subscription_keys import NAME, strip_key
from rulings.timeline.combine_dockets import select_combined_dockets
from rulings.views.case.timeline import narrow_events

_WHOLE = ("csv", "json")
"""Forms that hold a whole case, where nothing narrows it."""
READ_IN = 5
"""Seconds after which a docket that has just been imported will have been interpreted."""


@require_safe
@limit_rate
@open_by_feed_key
def timeline_export(request: HttpRequest, court_id: str, number: str, form: str) -> HttpResponseBase:
    if form not in FORMS:
        raise Http404(f"A timeline is given as {', '.join(FORMS)}, not as {form}.")
    case = find_case(court_id, number)
    docket, reading = case.docket, case.reading
    # A key is valid for its own address only, so that a merged case is served there, not redirected.
    if (docket.court_id, docket.docket_number) != (court_id, number) and NAME not in request.GET:
        there = reverse("timeline-export", args=[docket.court_id, docket.docket_number, form])
        return HttpResponseRedirect(keep_query(request, there))
    if reading is None or reading.read_at is None:
        return _later()
    query, _ = strip_control_characters_from_query(request.GET)
    others, unknown = select_combined_dockets(case.related, query)
    narrowed = narrow_events(request, query, docket, others)
    if complaints := [*narrowed.complaints, *unknown]:
        # A page shows complaints about its query; a program must not take the wrong events for the right ones.
        return HttpResponse(
            "\n".join(complaints), status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8"
        )
    newest = narrowed.values.get("order") == "newest"
    site, address = request.build_absolute_uri("/"), strip_key(request.build_absolute_uri())
    story = ExportedTimeline(docket, narrowed.qs, newest, site, address, others)
    if request.method == "GET" and NAME not in request.GET and form in _WHOLE and not {*narrowed.values} - {"order"}:
        record_takeaway(f"the whole timeline as {form}", docket=docket, by=request.user)
    return _answer(story, form)


def _later() -> HttpResponse:
    answer = HttpResponse(
        "This case has just come in and is being read. Ask again in a moment.", content_type="text/plain"
    )
    answer.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    answer["Retry-After"] = str(READ_IN)
    return answer


def _answer(story: ExportedTimeline, form: str) -> StreamingHttpResponse:
    chosen = FORMS[form]
    answer = StreamingHttpResponse((piece.encode() for piece in chosen.write(story)), content_type=chosen.media_type)
    # TimelineJS fetches it from an article's page. No page can do so with the rights of a user who is logged in here.
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Content-Disposition"] = build_disposition(story.docket.docket_number, f".{form}", saved=chosen.saved)
    return answer
