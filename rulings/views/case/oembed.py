"""``/oembed``: how a publishing system embeds a case, a tracker, or a document's passage, whose address an editor has
pasted (oEmbed 1.0, "rich")."""

from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import unquote, urlencode, urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dockets.http.query_values import strip_control_characters_from_query
from dockets.models import Docket
from rulings.http.find_case import find_docket
from rulings.timeline import draw_share_card
from rulings.timeline.combine_dockets import NAME as WITH
from rulings.timeline.embedding import HEIGHT, WIDTH, ask_for_fit, build_embed_frame, build_embed_url, is_embeddable
from rulings.timeline.filters import EventFilter
from rulings.trackers.find_tracker import find_public_tracker
from rulings.trackers.rows import read_asked_rows
from rulings.views.case.timeline_embed import SHOW
from rulings.views.filing.document_address import find_document
from rulings.views.filing.passage_embed import measure_passage_frame
from rulings.views.filing.quoted_passage import PassageNotShown, find_quoted_passage, frame_passage

CACHED = 3600
"""Seconds."""
NO_CASE = "That is not the address of a case in this tracker."


@login_not_required
@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    if not settings.SITE_IS_PUBLIC:
        return _refused("This tracker is private.", HTTPStatus.UNAUTHORIZED)
    if request.GET.get("format", "json") != "json":
        return _refused("Only JSON is spoken here.", HTTPStatus.NOT_IMPLEMENTED)
    try:
        width, height = (
            _pixels(request.GET.get(name, ""), usual) for name, usual in (("maxwidth", WIDTH), ("maxheight", HEIGHT))
        )
    except ValueError:
        return _refused("maxwidth and maxheight are numbers of pixels.", HTTPStatus.BAD_REQUEST)
    try:
        found, query = _find_page(request)
        told = _describe_page(request, found, query)
    except Http404:
        return _refused(NO_CASE, HTTPStatus.NOT_FOUND)
    height = min(height, told.height) if told.height else height
    # Publishing systems cut scripts out of oEmbed's HTML: the one that listens stands in their own pages, or nowhere.
    address = ask_for_fit(request.build_absolute_uri(told.address))
    whole = {
        "version": "1.0",
        "type": "rich",
        "title": told.title,
        "provider_name": settings.SITE_NAME,
        "provider_url": request.build_absolute_uri("/"),
        "cache_age": CACHED,
        "html": build_embed_frame(address, told.title, width, height, kind=told.kind),
        "width": width,
        "height": height,
    }
    if not request.GET.get("maxwidth") and not request.GET.get("maxheight"):
        whole |= told.thumbnail
    return _answer(whole, HTTPStatus.OK)


class _Embedded(NamedTuple):
    """What is embedded: what it is called and of which kind, where it stands, and its picture."""

    title: str
    kind: str
    address: str
    thumbnail: dict[str, object]
    height: int = 0
    """Pixels that it needs; 0 for as many as there are."""


def _describe_page(request: HttpRequest, found: ResolverMatch, query: QueryDict) -> _Embedded:
    """Raises ``Http404``."""
    if found.url_name in _TRACKERS:
        return _describe_tracker(found, query)
    return _describe_passage(found, query) if found.url_name in _PASSAGES else _describe_case(request, found, query)


def _describe_passage(found: ResolverMatch, query: QueryDict) -> _Embedded:
    """Of a passage that every reader may see. Raises ``Http404``."""
    where = found.kwargs
    at = find_document(where["court_id"], where["number"], where["reference"], where["document"])
    if isinstance(at, str):
        raise Http404(NO_CASE)
    written, _ = strip_control_characters_from_query(query)
    try:
        passage = find_quoted_passage(at, written.get("passage", ""))
    except PassageNotShown as error:
        raise Http404(str(error)) from error
    address = f"{passage.address}embed/?{urlencode({'passage': written['passage']})}"
    height = measure_passage_frame(passage.words, frame_passage(passage))
    return _Embedded(at.docket.case_name or at.docket.docket_number, "Quotation", address, {}, height)


def _describe_case(request: HttpRequest, found: ResolverMatch, query: QueryDict) -> _Embedded:
    docket = find_docket(found.kwargs["court_id"], found.kwargs["number"])
    kept = {name: str(query[name]) for name in (*EventFilter.base_filters, WITH, SHOW) if query.get(name)}
    address = build_embed_url(docket.court_id, docket.docket_number, kept)
    return _Embedded(docket.case_name or docket.docket_number, "Timeline", address, _thumbnail(request, docket))


def _describe_tracker(found: ResolverMatch, query: QueryDict) -> _Embedded:
    """Of a tracker that every reader may see. Raises ``Http404``."""
    tracker = find_public_tracker(found.kwargs["slug"])
    asked = read_asked_rows(query, timezone.localdate(), with_doubts=tracker.shows_doubts).query()
    base = reverse("tracker-embed", args=[tracker.slug])
    return _Embedded(tracker.title, "Tracker", f"{base}?{asked}" if asked else base, {})


def _thumbnail(request: HttpRequest, docket: Docket) -> dict[str, object]:
    """The picture of the case, which has one size: given where no other size is asked for."""
    address = request.build_absolute_uri(reverse("case-card", args=[docket.court_id, docket.docket_number]))
    return {
        "thumbnail_url": address,
        "thumbnail_width": draw_share_card.WIDTH,
        "thumbnail_height": draw_share_card.HEIGHT,
    }


def _find_page(request: HttpRequest) -> tuple[ResolverMatch, QueryDict]:
    """The page of the address in the request, and its query. Raises ``Http404``."""
    try:
        asked = urlsplit(request.GET.get("url", "").replace("\x00", ""))
        # A request's path is unquoted; here it is quoted, as browsers and publishing systems write it.
        found = resolve(unquote(asked.path).replace("\x00", ""))
    except (ValueError, Resolver404) as error:
        raise Http404 from error
    named = (*_EMBEDDED, *_TRACKERS, *_PASSAGES)
    if not is_embeddable() or asked.netloc.lower() != request.get_host().lower() or found.url_name not in named:
        raise Http404
    return found, QueryDict(asked.query)


_EMBEDDED = ("timeline", "timeline-embed")
_PASSAGES = ("document-page", "passage-embed")
_TRACKERS = ("tracker-detail", "tracker-embed")


def _pixels(typed: str, usual: int) -> int:
    """The size of the frame, given the most that it may have. Raises ``ValueError``."""
    if not typed:
        return usual
    if not (typed.isascii() and typed.isdigit() and len(typed) < 7 and int(typed)):
        raise ValueError(typed)
    return min(int(typed), usual)


def _refused(why: str, status: HTTPStatus) -> HttpResponse:
    return _answer({"error": why}, status)


def _answer(told: dict[str, object], status: HTTPStatus) -> HttpResponse:
    answer = JsonResponse(told, status=status)
    # Editors' browsers ask from their own site; nothing in the answer is private.
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
