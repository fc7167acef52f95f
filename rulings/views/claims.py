"""``/cases/<court>/<docket number>/claims/``: what became of each claim, as a matrix; ``claims.<form>``: to take away."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from dockets.addresses import docket_address
from dockets.views.typed import printable
from rulings import head
from rulings.embedding import for_articles
from rulings.exports import claims as written
from rulings.matrix import matrix
from rulings.views.bounded import bounded
from rulings.views.case import find_docket

NO_DAY = "That is no day: write it as 2021-01-31. This is how things stand now."


@require_safe
def claims(request: HttpRequest, court_id: str, number: str) -> HttpResponse:
    docket = find_docket(court_id, number)
    if docket.docket_number != number:
        return HttpResponseRedirect(_with_query(request, "claims", docket.court_id, docket.docket_number))
    base = docket_address(docket.court_id, docket.docket_number)
    typed = printable(request.GET.get("on", "")).strip()
    on = _day(typed)
    context = {
        "docket": docket,
        "court": docket.court,
        "base": base,
        "m": matrix(docket, base, on),
        "related": head.related(docket, head.relations(docket)),
        "on": on,
        "notice": NO_DAY if typed and on is None else "",
        "unfolded": request.GET.get("open") == "all",
        "forms": [(form, told.label) for form, told in written.FORMS.items()],
        "query": f"?on={on.isoformat()}" if on else "",
    }
    return render(request, "rulings/claims.html", context)


@require_safe
@bounded
def claims_export(request: HttpRequest, court_id: str, number: str, form: str) -> HttpResponse:
    """``form`` is a key of ``exports.claims.FORMS``. Takes ``on`` as the page does."""
    if form not in written.FORMS:
        raise Http404(f"Claims are given as {', '.join(written.FORMS)}, not as {form}.")
    docket = find_docket(court_id, number)
    if docket.docket_number != number:
        return HttpResponseRedirect(_with_query(request, "claims-export", docket.court_id, docket.docket_number, form))
    typed = request.GET.get("on", "")
    on = _day(typed.strip())
    if typed and on is None:
        # A program must not take the wrong state for the right one.
        return HttpResponse("on: write a day as 2021-01-31.", status=400, content_type="text/plain; charset=utf-8")
    chosen = written.FORMS[form]
    base = docket_address(docket.court_id, docket.docket_number)
    answer = HttpResponse(chosen.write(matrix(docket, base, on), request.build_absolute_uri("/")), content_type=chosen.media_type)
    name = "".join(sign if sign.isalnum() or sign in "-." else "_" for sign in docket.docket_number)
    answer["Content-Disposition"] = f'{"attachment" if chosen.saved else "inline"}; filename="{name}-claims.{form}"'
    if settings.SITE_IS_PUBLIC and chosen.media_type.startswith("image/"):
        for_articles(answer)
    return answer


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None


def _with_query(request: HttpRequest, name: str, *args: str) -> str:
    asked = request.META.get("QUERY_STRING", "")
    there = reverse(name, args=args)
    return f"{there}?{asked}" if asked else there
