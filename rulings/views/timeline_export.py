"""``/cases/<court>/<docket number>/timeline.<form>``: the timeline, narrowed as on its page, to take away."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dockets.views.typed import printable_query
from rulings.exports import FORMS, Story
from rulings.subscription import NAME, without_key
from rulings.views.bounded import bounded
from rulings.views.by_key import opened_by_key
from rulings.views.case import find_case
from rulings.views.timeline import narrowing
from rulings.weave import strands

READ_IN = 5
"""Seconds after which a docket that has just come in will have been read."""


@require_safe
@bounded
@opened_by_key
def timeline_export(request: HttpRequest, court_id: str, number: str, form: str) -> HttpResponseBase:
    if form not in FORMS:
        raise Http404(f"A timeline is given as {', '.join(FORMS)}, not as {form}.")
    case = find_case(court_id, number)
    docket, reading = case.docket, case.reading
    # A key fits its own address alone, whatever becomes of the case.
    if docket.docket_number != number and NAME not in request.GET:
        asked = request.META.get("QUERY_STRING", "")
        there = reverse("timeline-export", args=[docket.court_id, docket.docket_number, form])
        return HttpResponseRedirect(f"{there}?{asked}" if asked else there)
    if reading is None or reading.read_at is None:
        return _later()
    query, _ = printable_query(request.GET)
    others, unknown = strands(case.related, query)
    narrowed = narrowing(request, query, docket, others)
    if complaints := [*narrowed.complaints, *unknown]:
        # A page shows what it did not understand; a program must not take the wrong events for the right ones.
        return HttpResponse("\n".join(complaints), status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")
    newest = narrowed.values.get("order") == "newest"
    site, address = request.build_absolute_uri("/"), without_key(request.build_absolute_uri())
    story = Story(docket, narrowed.qs, newest, site, address, others)
    return _answer(story, form)


def _later() -> HttpResponse:
    answer = HttpResponse("This case has just come in and is being read. Ask again in a moment.", content_type="text/plain")
    answer.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    answer["Retry-After"] = str(READ_IN)
    return answer


def _answer(story: Story, form: str) -> StreamingHttpResponse:
    chosen = FORMS[form]
    answer = StreamingHttpResponse((piece.encode() for piece in chosen.write(story)), content_type=chosen.media_type)
    name = "".join(sign if sign.isalnum() or sign in "-." else "_" for sign in story.docket.docket_number)
    # TimelineJS fetches it from an article's page. No page can do so in the name of someone who is logged in here.
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Content-Disposition"] = f'{"attachment" if chosen.saved else "inline"}; filename="{name}.{form}"'
    return answer
