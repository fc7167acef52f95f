"""``/cases/<court>/<docket number>/claims/``: what became of each claim, as a matrix; ``claims.<form>``: its
exports."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from dockets.format.urls import build_docket_url
from dockets.http.query_values import keep_query, strip_control_characters
from dockets.http.rate_limited import limit_rate
from dockets.models import Docket
from rulings.claims.matrix import build_matrix
from rulings.exports.claims import FORMS
from rulings.exports.formats import build_disposition
from rulings.http.find_case import find_docket
from rulings.publishing.changes import ChangeLine, describe_public_changes, list_public_changes
from rulings.timeline import summary
from rulings.timeline.embedding import allow_in_articles

CHANGES_SHOWN = 20
NO_DAY = "That is no day: write it as 2021-01-31. This is how things stand now."


@require_safe
def claims(request: HttpRequest, court_id: str, number: str) -> HttpResponse:
    docket = find_docket(court_id, number)
    if (docket.court_id, docket.docket_number) != (court_id, number):
        there = reverse("claims", args=[docket.court_id, docket.docket_number])
        return HttpResponseRedirect(keep_query(request, there))
    base = build_docket_url(docket.court_id, docket.docket_number)
    typed = strip_control_characters(request.GET.get("on", "")).strip()
    on = _day(typed)
    context = {
        "docket": docket,
        "court": docket.court,
        "base": base,
        "matrix": build_matrix(docket, base, on),
        "related": summary.list_related_dockets(docket),
        "on": on,
        "notice": NO_DAY if typed and on is None else "",
        "unfolded": request.GET.get("open") == "all",
        "changes": _list_changes(docket),
        "forms": [(form, told.label) for form, told in FORMS.items()],
        "query": f"?on={on.isoformat()}" if on else "",
    }
    return render(request, "rulings/claims.html", context)


def _list_changes(docket: Docket) -> list[ChangeLine]:
    """What readers are told of changes in claims and rulings of the case; on this page they all stand together."""
    rows = list_public_changes(docket).filter(kind__in=("claim", "ruling")).order_by("-at", "-id")
    return describe_public_changes(rows[:CHANGES_SHOWN])


@require_safe
@limit_rate
def claims_export(request: HttpRequest, court_id: str, number: str, form: str) -> HttpResponse:
    """``form`` is a key of ``exports.claims.FORMS``. Takes ``on`` as the page does."""
    if form not in FORMS:
        raise Http404(f"Claims are given as {', '.join(FORMS)}, not as {form}.")
    docket = find_docket(court_id, number)
    if (docket.court_id, docket.docket_number) != (court_id, number):
        there = reverse("claims-export", args=[docket.court_id, docket.docket_number, form])
        return HttpResponseRedirect(keep_query(request, there))
    typed = request.GET.get("on", "")
    on = _day(typed.strip())
    if typed and on is None:
        # A program must not take the wrong status for the right one.
        return HttpResponse("on: write a day as 2021-01-31.", status=400, content_type="text/plain; charset=utf-8")
    chosen = FORMS[form]
    base = build_docket_url(docket.court_id, docket.docket_number)
    answer = HttpResponse(
        chosen.write(build_matrix(docket, base, on), request.build_absolute_uri("/")), content_type=chosen.media_type
    )
    answer["Content-Disposition"] = build_disposition(docket.docket_number, f"-claims.{form}", saved=chosen.saved)
    if settings.SITE_IS_PUBLIC and chosen.media_type.startswith("image/"):
        allow_in_articles(answer)
    return answer


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None
