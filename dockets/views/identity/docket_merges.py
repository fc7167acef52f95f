"""``/imports/dockets/``: dockets that may be one case, a form to choose any two, and the merges made so far."""

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dockets.db import keyset
from dockets.db.keyset import Key, KeysetPage
from dockets.http.permissions import require_role
from dockets.identity.docket_pair_form import DocketPairForm
from dockets.identity.duplicate_dockets import SHOWN, list_duplicate_dockets
from dockets.identity.identity_log import MERGE
from dockets.imports.forms import list_offered_courts
from dockets.models import AuditEntry, DocketMerge
from dockets.views.cases.docket_list import BAD_PAGE

PAGE = 30
NEWEST = (Key("id", "int", descending=True),)


@require_safe
@require_role("admin", "imports")
def docket_merges(request: HttpRequest) -> HttpResponse:
    page, notice = _page(request)
    found = list_duplicate_dockets()
    context: dict[str, object] = {
        "candidates": found,
        "full": len(found) == SHOWN,
        "form": DocketPairForm(),
        "page": page,
    }
    context["courts"] = list_offered_courts()
    context |= {"section": "imports", "desk": "dockets", "notices": [notice] if notice else []}
    return render(request, "dockets/docket_merges.html", context)


def _page(request: HttpRequest) -> tuple[KeysetPage, str]:
    """One page of merges, those undone among them."""
    back = AuditEntry.objects.filter(kind=MERGE, object_id=OuterRef("pk"), after__isnull=True)
    rows = DocketMerge.objects.order_by().select_related("loser", "winner__court", "merged_by")
    rows = rows.defer("moved", "loser__search", "winner__search").annotate(undone_at=Subquery(back.values("at")[:1]))
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    try:
        return keyset.get_page(rows, NEWEST, PAGE, after=after, before=before), ""
    except keyset.BadCursor:
        return keyset.get_page(rows, NEWEST, PAGE), BAD_PAGE
