"""``/cases/<court>/<docket number>/annotations.json``: the notes of a case that the visitor may see, as W3C Web
Annotations."""

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from dockets.http.rate_limited import limit_rate
from rulings.http.find_case import find_docket
from rulings.models import Annotation
from rulings.notes.jsonld import MEDIA_TYPE, build_annotation_collection

MOST = 10_000
"""Notes in one answer."""


@require_safe
@limit_rate
def annotation_export(request: HttpRequest, court_id: str, number: str) -> HttpResponse:
    docket = find_docket(court_id, number)
    here = reverse("annotation-export", args=[docket.court_id, docket.docket_number])
    if (docket.court_id, docket.docket_number) != (court_id, number):
        return HttpResponseRedirect(here)
    rows = Annotation.objects.visible_to(request.user).current().filter(docket=docket)
    found = list(rows.select_related("filing").defer("filing__search").order_by("created_at", "id")[:MOST])
    for row in found:
        row.filing.docket = docket
    told = build_annotation_collection(
        found, request.build_absolute_uri(here), request.build_absolute_uri("/").rstrip("/")
    )
    answer = HttpResponse(orjson.dumps(told, option=orjson.OPT_INDENT_2), content_type=MEDIA_TYPE)
    # Not cached: another visitor may not see the same notes.
    answer["Cache-Control"] = "private, no-cache" if request.user.is_authenticated else "no-cache"
    answer["Vary"] = "Cookie"
    return answer
