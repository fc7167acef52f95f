"""``/trackers/<slug>/rows.<form>`` and ``dates.ics``: the rows as their page narrows them; ``changes.atom``;
``counts.<form>`` and ``strips.<form>``: pictures."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import conditional_page, require_safe

from dockets.http.rate_limited import limit_rate
from rulings.exports.tracker_pictures import TrackerPicture
from rulings.http.feed_access import open_by_feed_key
from rulings.http.subscription_keys import strip_key
from rulings.timeline.embedding import allow_in_articles
from rulings.trackers import exports
from rulings.trackers.exports import ExportedTracker
from rulings.trackers.find_tracker import find_public_tracker, open_tracker
from rulings.trackers.page import count_new_rows, load_changes

type _Write = Callable[[ExportedTracker], bytes]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS: Mapping[str, tuple[str, _Write, bool]] = {
    "csv": ("text/csv; charset=utf-8", lambda told: "".join(exports.write_tracker_csv(told)).encode(), True),
    "xlsx": (_XLSX, exports.write_tracker_xlsx, True),
    "json": ("application/json", exports.write_tracker_json, False),
}
"""By the end of its address: media type, how it is written, whether a browser saves it."""


@require_safe
@limit_rate
@open_by_feed_key
@conditional_page
def tracker_export(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    if form not in FORMS:
        raise Http404(f"A tracker is given as {', '.join(FORMS)}, not as {form}.")
    media_type, write, is_saved = FORMS[form]
    told = _load(request, slug)
    if isinstance(told, HttpResponse):
        return told
    answer = HttpResponse(write(told), content_type=media_type)
    named = exports.name_file(told.tracker, form)
    answer["Content-Disposition"] = content_disposition_header(is_saved, named) or ""
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
@limit_rate
@open_by_feed_key
@conditional_page
def tracker_dates(request: HttpRequest, slug: str) -> HttpResponseBase:
    told = _load(request, slug)
    if isinstance(told, HttpResponse):
        return told
    return HttpResponse(exports.write_tracker_dates(told), content_type="text/calendar; charset=utf-8")


@require_safe
@limit_rate
@open_by_feed_key
@conditional_page
def tracker_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    tracker, site = find_public_tracker(slug), request.build_absolute_uri("/")
    changes, address = load_changes(tracker, exports.ENTRIES), strip_key(request.build_absolute_uri())
    written = exports.write_tracker_atom(tracker, changes, site, address, count_new_rows(tracker))
    return HttpResponse(written, content_type="application/atom+xml; charset=utf-8")


@require_safe
@limit_rate
@open_by_feed_key
@conditional_page
def tracker_picture(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """The counts by status as bars."""
    return _draw(request, slug, form, exports.draw_tracker_counts)


@require_safe
@limit_rate
@open_by_feed_key
@conditional_page
def tracker_strips(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """The filings and rulings of its rows over time, a strip each."""
    return _draw(request, slug, form, exports.draw_tracker_strips)


def _draw(
    request: HttpRequest, slug: str, form: str, draw: Callable[[ExportedTracker], TrackerPicture]
) -> HttpResponseBase:
    if form not in ("svg", "png"):
        raise Http404("A picture is given as svg or png.")
    told = _load(request, slug)
    if isinstance(told, HttpResponse):
        return told
    drawn = draw(told)
    answer = HttpResponse(
        drawn.svg() if form == "svg" else drawn.png(),
        content_type="image/svg+xml" if form == "svg" else "image/png",
    )
    allow_in_articles(answer)
    return answer


def _load(request: HttpRequest, slug: str) -> ExportedTracker | HttpResponse:
    """A program must not take the wrong rows for the right ones: what means nothing in the address is refused."""
    opened = open_tracker(request, slug, as_reader=True)
    if opened.asked.complaints:
        told = "\n".join(opened.asked.complaints)
        return HttpResponse(told, status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")
    return exports.load_exported_tracker(opened, request.build_absolute_uri("/"))
