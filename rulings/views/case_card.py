"""``/cases/<court>/<docket number>/card.png``: the picture that goes with a case's address where it is shared."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from rulings.card import card_of
from rulings.draw_card import draw
from rulings.embedding import for_articles
from rulings.views.bounded import bounded
from rulings.views.case import find_case

KEPT = 3600
"""Seconds. Pages name a picture by its content besides, so that a new one is fetched at once."""


@require_safe
@bounded
def case_card(request: HttpRequest, court_id: str, number: str) -> HttpResponse:
    if not settings.SITE_IS_PUBLIC:
        raise Http404("The cases of a private site have no picture for others.")
    case = find_case(court_id, number)
    card = card_of(case.docket, case.reading, settings.SITE_NAME)
    etag = quote_etag(card.digest)
    # Asked before it is drawn: what a network has already costs a look at the case.
    answer: HttpResponse = get_conditional_response(request, etag=etag) or HttpResponse(draw(card), content_type="image/png")
    for_articles(answer)
    answer["ETag"] = etag
    answer["Cache-Control"] = f"public, max-age={KEPT}"
    return answer
