"""``/imports/dockets/apart/``: pairs of dockets that look like one case and are two, by an admin's word, to be taken back."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from dockets import keyset
from dockets.keyset import Key, Page
from dockets.models import DocketsApart
from dockets.same_cases import keep_apart, take_back
from dockets.two_dockets_form import TwoDocketsForm
from dockets.views.admins import admins_only
from dockets.views.docket_list import BAD_PAGE
from dockets.views.typed import printable_query

PAGE = 30
NEWEST = (Key("id", "int", descending=True),)


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def docket_apart(request: HttpRequest) -> HttpResponse:
    """POST: ``court``, ``goes`` and ``stands`` name the two, as for making them one."""
    if request.method == "POST":
        return _said(request)
    page, notice = _page(request)
    context: dict[str, object] = {"page": page, "notices": [notice] if notice else []}
    return render(request, "dockets/docket_apart.html", context | {"section": "imports", "desk": "dockets"})


def _said(request: HttpRequest) -> HttpResponse:
    query, _ = printable_query(request.POST)
    form = TwoDocketsForm(query)
    if form.is_valid():
        one, other = form.dockets
        keep_apart(one, other, by=request.user, now=timezone.now())  # type: ignore[arg-type]  # logged in, as every admin is
        told = f"{one.docket_number} and {other.docket_number} are two cases, and are not proposed any more."
        messages.info(request, f"{told} Under “Said to be two” this can be taken back.")
    else:
        messages.warning(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return HttpResponseRedirect(reverse("docket-merges"))


def _page(request: HttpRequest) -> tuple[Page, str]:
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    try:
        return keyset.page(_words(), NEWEST, PAGE, after=after, before=before), ""
    except keyset.BadCursor:
        return keyset.page(_words(), NEWEST, PAGE), BAD_PAGE


def _words() -> QuerySet[DocketsApart]:
    rows = DocketsApart.objects.select_related("one__court", "other", "decided_by")
    return rows.defer("one__search", "other__search")


@admins_only
@require_POST
def docket_apart_undo(request: HttpRequest, apart_id: int) -> HttpResponse:
    gone = take_back(apart_id, by=request.user, now=timezone.now())  # type: ignore[arg-type]  # logged in, as every admin is
    said = "The word is taken back. The two are proposed again, as long as they look like one case."
    messages.info(request, said if gone else "This was taken back already.")
    return HttpResponseRedirect(reverse("docket-apart"))
