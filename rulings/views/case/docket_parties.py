"""``/cases/<court>/<docket number>/parties/``: who is in the case, by side, with counsel and their firms."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from dockets.db import keyset
from dockets.format.urls import build_docket_url
from dockets.http.partials import render_part
from dockets.http.permissions import has_role
from dockets.http.query_values import UNPRINTABLE, strip_control_characters
from dockets.http.requested_page import BAD_PAGE
from rulings.http.find_case import find_docket
from rulings.people.of_case import People, list_people

NAME_LENGTH = 200


@require_safe
def docket_parties(request: HttpRequest, court_id: str, number: str) -> HttpResponse:
    docket = find_docket(court_id, number)
    if (docket.court_id, docket.docket_number) != (court_id, number):
        return HttpResponseRedirect(reverse("docket-parties", args=[docket.court_id, docket.docket_number]))
    base = build_docket_url(docket.court_id, docket.docket_number)
    typed = request.GET.get("q", "")
    name = strip_control_characters(typed).strip()[:NAME_LENGTH]
    notices = [UNPRINTABLE] if strip_control_characters(typed) != typed else []
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    contacts = request.user.is_superuser
    try:
        shown: People = list_people(docket, base, name=name, contacts=contacts, after=after, before=before)
    except keyset.BadCursor:
        shown = list_people(docket, base, name=name, contacts=contacts)
        notices.append(BAD_PAGE)
    context: dict[str, object] = {"docket": docket, "court": docket.court, "base": base, "people": shown, "q": name}
    context["may_edit"] = has_role(request.user, "editor", "desk")
    return render_part(request, "rulings/docket_parties.html", context | {"notices": notices}, {"people": "people"})
