"""``…/documents/<number>/pages/<page>/embed/``: the passage that ``?passage=`` names with the part of its page around
it, for a frame in an article. No login or cookie is used, and no script but where ``?fit=1`` asks that it tell its
height.

Asked for anew each time, since the document may be withdrawn: then the frame says so.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from dockets.documents.viewer.page_images import LARGE
from dockets.http.query_values import keep_query
from rulings.timeline.embedding import WIDTH, build_embed_frame, frame_in_articles, is_embeddable
from rulings.views.filing.document_address import find_document, get_moved_address
from rulings.views.filing.quoted_passage import (
    FramedPassage,
    PassageNotShown,
    find_quoted_passage,
    frame_passage,
)

_AROUND_IT = 190
"""Pixels of a frame's height that its head and foot take."""
_LEAST, _MOST = 320, 1_000


@frame_in_articles(cache="private, no-cache", **{"img-src": ["'self'"]})
@conditional_page
@require_safe
def passage_embed(
    request: HttpRequest, court_id: str, number: str, reference: str, document: int, page: int
) -> HttpResponse:
    if not is_embeddable():
        raise Http404("This site's documents cannot be embedded.")
    at = find_document(court_id, number, reference, document)
    if isinstance(at, str) or get_moved_address(at, court_id, number):
        home = get_moved_address(at, court_id, number)
        return HttpResponseRedirect(keep_query(request, f"{home}pages/{page}/embed/"))
    context = {"docket": at.docket, "court": at.docket.court, "page": request.build_absolute_uri(at.filing_page)}
    try:
        passage = find_quoted_passage(at, request.GET.get("passage", ""))
    except PassageNotShown as error:
        return render(request, "rulings/passage_embed.html", context | {"told": str(error)}, status=error.status)
    if passage.number != page:
        return HttpResponseRedirect(keep_query(request, f"{passage.address}embed/"))
    context["page"] = keep_query(request, request.build_absolute_uri(passage.address))
    told = {"passage": passage, "framed": frame_passage(passage), "width": LARGE}
    return render(request, "rulings/passage_embed.html", context | told)


def build_passage_frame(address: str, title: str, words: str, framed: FramedPassage | None) -> str:
    """The frame's HTML for an article, as high as what it shows. ``address``: of the embedded passage, with its
    host."""
    return build_embed_frame(address, title, WIDTH, measure_passage_frame(words, framed), kind="Quotation")


def measure_passage_frame(words: str, framed: FramedPassage | None) -> int:
    """How high the frame of a passage is, in pixels."""
    drawn = WIDTH * framed.crop.height / framed.crop.width if framed else 0
    height = int(drawn) + _AROUND_IT + (len(words) // 70 + 1) * 25
    return min(max(height, _LEAST), _MOST)
