"""``/cases/<court>/<docket number>/parties/``: who is in the case, by side, with counsel and their firms."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from dockets import keyset
from dockets.addresses import docket_address
from dockets.views.docket_list import BAD_PAGE
from dockets.views.fragments import render_part
from dockets.views.typed import UNPRINTABLE, printable
from rulings.people import People, people
from rulings.views.case import find_docket

NAME_LENGTH = 200


@require_safe
def docket_parties(request: HttpRequest, court_id: str, number: str) -> HttpResponse:
    docket = find_docket(court_id, number)
    if docket.docket_number != number:
        return HttpResponseRedirect(reverse("docket-parties", args=[docket.court_id, docket.docket_number]))
    base = docket_address(docket.court_id, docket.docket_number)
    typed = request.GET.get("q", "")
    name = printable(typed).strip()[:NAME_LENGTH]
    notices = [UNPRINTABLE] if printable(typed) != typed else []
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    contacts = request.user.is_superuser
    try:
        shown: People = people(docket, base, name=name, contacts=contacts, after=after, before=before)
    except keyset.BadCursor:
        shown = people(docket, base, name=name, contacts=contacts)
        notices.append(BAD_PAGE)
    context: dict[str, object] = {"docket": docket, "court": docket.court, "base": base, "people": shown, "q": name}
    return render_part(request, "rulings/docket_parties.html", context | {"notices": notices}, {"people": "people"})
