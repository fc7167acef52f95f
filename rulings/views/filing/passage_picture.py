"""``…/pages/<page>/passage.png`` and ``.svg``: the picture of the passage that ``?passage=`` names.

Asked for anew each time, since the document may be withdrawn; what a browser has already is not sent again.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from dockets.http.query_values import keep_query
from dockets.http.rate_limited import limit_rate
from dockets.models import Docket
from rulings.exports.passage_picture import PassageCard, draw_passage_png, draw_passage_svg
from rulings.timeline.embedding import allow_in_articles
from rulings.views.filing.document_address import find_document, get_moved_address
from rulings.views.filing.quoted_passage import PassageNotShown, QuotedPassage, find_quoted_passage

FORMS = {"png": "image/png", "svg": "image/svg+xml"}


@require_safe
@limit_rate
def passage_picture(
    request: HttpRequest, court_id: str, number: str, reference: str, document: int, page: int, form: str
) -> HttpResponse:
    if form not in FORMS:
        raise Http404(f"Passages are drawn as {', '.join(FORMS)}, not as {form}.")
    at = find_document(court_id, number, reference, document)
    if isinstance(at, str) or get_moved_address(at, court_id, number):
        home = get_moved_address(at, court_id, number)
        return HttpResponseRedirect(keep_query(request, f"{home}pages/{page}/passage.{form}"))
    try:
        passage = find_quoted_passage(at, request.GET.get("passage", ""))
    except PassageNotShown as error:
        return HttpResponse(f"{error}\n", status=error.status, content_type="text/plain; charset=utf-8")
    if passage.number != page:
        return HttpResponseRedirect(keep_query(request, f"{passage.address}passage.{form}"))
    return _answer(request, passage, form)


def _answer(request: HttpRequest, passage: QuotedPassage, form: str) -> HttpResponse:
    card = build_passage_card(passage)
    etag = quote_etag(f"{card.digest}-{form}")
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        drawn = draw_passage_png(card) if form == "png" else draw_passage_svg(card)
        answer = HttpResponse(drawn, content_type=FORMS[form])
        name = f"{passage.at.docket.docket_number}-{passage.at.filing.number or 'entry'}-page-{passage.number}.{form}"
        answer["Content-Disposition"] = content_disposition_header(False, _name_safely(name)) or ""
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    if settings.SITE_IS_PUBLIC:
        allow_in_articles(answer)
    return answer


def _name_safely(name: str) -> str:
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in ".-") else "-" for sign in name)


def build_passage_card(passage: QuotedPassage) -> PassageCard:
    """What the picture of a passage shows."""
    docket: Docket = passage.at.docket
    where = f"{docket.court.citation or docket.court.name} · {docket.docket_number}"
    case = docket.case_name or "Untitled case"
    badge = "Machine-read from a picture" if passage.read_by else ""
    return PassageCard(settings.SITE_NAME, where, case, passage.words, passage.citation, badge)
