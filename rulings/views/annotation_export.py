"""``/cases/<court>/<docket number>/annotations.json``: the notes of a case that the visitor may see, as W3C Web Annotations."""

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from rulings.exchange import MEDIA_TYPE, collection
from rulings.models import Annotation
from rulings.views.bounded import bounded
from rulings.views.case import find_docket

MOST = 10_000
"""Notes in one answer."""


@require_safe
@bounded
def annotation_export(request: HttpRequest, court_id: str, number: str) -> HttpResponse:
    docket = find_docket(court_id, number)
    here = reverse("annotation-export", args=[docket.court_id, docket.docket_number])
    if docket.docket_number != number:
        return HttpResponseRedirect(here)
    rows = Annotation.objects.visible_to(request.user).current().filter(docket=docket)
    found = list(rows.select_related("filing").defer("filing__search").order_by("created_at", "id")[:MOST])
    for row in found:
        row.filing.docket = docket
    told = collection(found, request.build_absolute_uri(here), request.build_absolute_uri("/").rstrip("/"))
    answer = HttpResponse(orjson.dumps(told, option=orjson.OPT_INDENT_2), content_type=MEDIA_TYPE)
    # What one visitor may see another may not.
    answer["Cache-Control"] = "private, no-cache" if request.user.is_authenticated else "no-cache"
    answer["Vary"] = "Cookie"
    return answer
