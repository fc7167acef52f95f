"""``/corrections/``, ``/cases/<court>/<docket number>/corrections/`` and ``/corrections.atom``: what editors changed in
words that readers had seen."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from dockets.db.keyset import Key
from dockets.format.typed_number import parse_whole_number
from dockets.format.urls import build_docket_url
from dockets.http.rate_limited import limit_rate
from dockets.http.requested_page import get_requested_page
from dockets.models import Docket
from rulings.exports.atom import ENTRIES, write_atom_of_changes
from rulings.exports.formats import FORMS
from rulings.http.feed_access import open_by_feed_key
from rulings.http.find_case import find_docket
from rulings.http.subscription_keys import build_feed_urls, strip_key
from rulings.publishing.changes import describe_public_changes, list_public_changes

PAGE = 50
KEYS = (Key("at", "time", descending=True), Key("id", "int", descending=True))


@require_safe
def public_change_list(request: HttpRequest) -> HttpResponse:
    return _shown(request, None)


@require_safe
def case_change_list(request: HttpRequest, court_id: str, number: str) -> HttpResponse:
    docket = find_docket(court_id, number)
    if (docket.court_id, docket.docket_number) != (court_id, number):
        return HttpResponseRedirect(reverse("case-change-list", args=[docket.court_id, docket.docket_number]))
    return _shown(request, docket)


@require_safe
@limit_rate
@open_by_feed_key
def public_change_feed(request: HttpRequest) -> HttpResponseBase:
    """``case``: the id of one case; without it, the whole site."""
    asked, docket = request.GET.get("case", ""), None
    if asked:
        docket = Docket.objects.current().filter(pk=parse_whole_number(asked) or 0).select_related("court").first()
        if docket is None:
            return HttpResponse("case: there is none with this id.", status=HTTPStatus.BAD_REQUEST, content_type=_TEXT)
    rows = list_public_changes(docket).order_by("-at", "-id")[:ENTRIES]
    named = f"Corrections, {docket.case_name or docket.docket_number}" if docket else "Corrections"
    page = reverse("case-change-list", args=[docket.court_id, docket.docket_number]) if docket else _LIST
    written = write_atom_of_changes(
        describe_public_changes(rows), named, request.build_absolute_uri(page), strip_key(request.build_absolute_uri())
    )
    return HttpResponse(written, content_type=FORMS["atom"].media_type)


_TEXT = "text/plain; charset=utf-8"
_LIST = "/corrections/"


def _shown(request: HttpRequest, docket: Docket | None) -> HttpResponse:
    page, notice = get_requested_page(request, list_public_changes(docket), KEYS, PAGE)
    query = urlencode({"case": docket.pk}) if docket else ""
    context = {
        "docket": docket,
        "base": build_docket_url(docket.court_id, docket.docket_number) if docket else "",
        "lines": describe_public_changes(page.rows),
        "page": page,
        "notice": notice,
        "feed": build_feed_urls(request.user, [(reverse("public-change-feed"), query)])[0],
    }
    return render(request, "rulings/public_change_list.html", context)
