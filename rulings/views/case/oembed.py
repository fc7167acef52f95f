"""``/oembed``: how a publishing system embeds a case whose address an editor has pasted (oEmbed 1.0, "rich")."""

from http import HTTPStatus
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_safe

from dockets.models import Docket
from rulings.http.find_case import find_docket
from rulings.timeline import draw_share_card
from rulings.timeline.combine_dockets import NAME as WITH
from rulings.timeline.embedding import HEIGHT, WIDTH, build_embed_frame, build_embed_url, is_embeddable
from rulings.timeline.filters import EventFilter

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
        court_id, number, query = _case(request)
        docket = find_docket(court_id, number)
    except Http404:
        return _refused(NO_CASE, HTTPStatus.NOT_FOUND)
    title = docket.case_name or docket.docket_number
    address = request.build_absolute_uri(build_embed_url(docket.court_id, docket.docket_number, query))
    told = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": settings.SITE_NAME,
        "provider_url": request.build_absolute_uri("/"),
        "cache_age": CACHED,
        "html": build_embed_frame(address, title, width, height),
        "width": width,
        "height": height,
    }
    if not request.GET.get("maxwidth") and not request.GET.get("maxheight"):
        told |= _thumbnail(request, docket)
    return _answer(told, HTTPStatus.OK)


def _thumbnail(request: HttpRequest, docket: Docket) -> dict[str, object]:
    """The picture of the case, which has one size: given where no other size is asked for."""
    address = request.build_absolute_uri(reverse("case-card", args=[docket.court_id, docket.docket_number]))
    return {
        "thumbnail_url": address,
        "thumbnail_width": draw_share_card.WIDTH,
        "thumbnail_height": draw_share_card.HEIGHT,
    }


def _case(request: HttpRequest) -> tuple[str, str, dict[str, str]]:
    """Court, number and narrowing query of the address in the request. Raises ``Http404``."""
    try:
        asked = urlsplit(request.GET.get("url", "").replace("\x00", ""))
        # A request's path is unquoted; here it is quoted, as browsers and publishing systems write it.
        found = resolve(unquote(asked.path).replace("\x00", ""))
    except (ValueError, Resolver404) as error:
        raise Http404 from error
    if not is_embeddable() or asked.netloc.lower() != request.get_host().lower() or found.url_name not in _EMBEDDED:
        raise Http404
    query = QueryDict(asked.query)
    kept = {name: query[name] for name in (*EventFilter.base_filters, WITH) if query.get(name)}
    return found.kwargs["court_id"], found.kwargs["number"], kept


_EMBEDDED = ("timeline", "timeline-embed")


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
