"""``/cases/<court>/<docket number>/card.png``: the picture for shared links to a case."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from dockets.http.rate_limited import limit_rate
from rulings.http.find_case import find_case
from rulings.timeline.draw_share_card import draw_share_card
from rulings.timeline.embedding import allow_in_articles
from rulings.timeline.share_card import build_share_card

KEPT = 3600
"""Seconds. Pages also name the picture by its content, so that a new one is fetched at once."""


@require_safe
@limit_rate
def case_card(request: HttpRequest, court_id: str, number: str) -> HttpResponse:
    if not settings.SITE_IS_PUBLIC:
        raise Http404("The cases of a private site have no picture for others.")
    case = find_case(court_id, number)
    card = build_share_card(case.docket, case.reading, settings.SITE_NAME)
    etag = quote_etag(card.digest)
    # Checked before drawing: a request for a picture that a network already has costs only the queries for the case.
    answer: HttpResponse = get_conditional_response(request, etag=etag) or HttpResponse(
        draw_share_card(card), content_type="image/png"
    )
    allow_in_articles(answer)
    answer["ETag"] = etag
    answer["Cache-Control"] = f"public, max-age={KEPT}"
    return answer
