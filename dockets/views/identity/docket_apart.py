"""``/imports/dockets/apart/``: pairs of dockets that look like one case and that an admin has declared to be two; with
undo."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from dockets.db.keyset import Key
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.http.requested_page import get_requested_page
from dockets.identity.docket_pair_form import DocketPairForm
from dockets.identity.duplicate_dockets import keep_dockets_apart, undo_keep_apart
from dockets.models import DocketsApart

PAGE = 30
NEWEST = (Key("id", "int", descending=True),)


@require_role("admin", "imports")
@require_http_methods(["GET", "HEAD", "POST"])
def docket_apart(request: HttpRequest) -> HttpResponse:
    """POST: ``court``, ``goes`` and ``stands`` name the two dockets, as for a merge."""
    if request.method == "POST":
        return _said(request)
    page, notice = get_requested_page(request, _words(), NEWEST, PAGE)
    context: dict[str, object] = {"page": page, "notices": [notice] if notice else []}
    return render(request, "dockets/docket_apart.html", context | {"section": "imports", "desk": "dockets"})


def _said(request: HttpRequest) -> HttpResponse:
    query, _ = strip_control_characters_from_query(request.POST)
    form = DocketPairForm(query)
    if form.is_valid():
        one, other = form.dockets
        # Logged in, as every admin is.
        keep_dockets_apart(
            one,
            other,
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
        )
        told = f"{one.docket_number} and {other.docket_number} are two cases, and are not proposed any more."
        messages.info(request, f"{told} Under “Said to be two” this can be taken back.")
    else:
        messages.warning(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return HttpResponseRedirect(reverse("docket-merges"))


def _words() -> QuerySet[DocketsApart]:
    rows = DocketsApart.objects.select_related("one__court", "other", "decided_by")
    return rows.defer("one__search", "other__search")


@require_role("admin", "imports")
@require_POST
def docket_apart_undo(request: HttpRequest, apart_id: int) -> HttpResponse:
    # Logged in, as every admin is.
    gone = undo_keep_apart(
        apart_id,
        by=request.user,  # type: ignore[arg-type]
        now=timezone.now(),
    )
    said = "The word is taken back. The two are proposed again, as long as they look like one case."
    messages.info(request, said if gone else "This was taken back already.")
    return HttpResponseRedirect(reverse("docket-apart"))
