"""``/imports/dockets/``: dockets that may be one case, a form to choose any two, and the merges made so far."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dockets.db.keyset import Key
from dockets.http.permissions import require_role
from dockets.http.requested_page import get_requested_page
from dockets.identity.docket_pair_form import DocketPairForm
from dockets.identity.duplicate_dockets import SHOWN, list_duplicate_dockets
from dockets.identity.identity_log import MERGE
from dockets.imports.forms import list_offered_courts
from dockets.models import AuditEntry, DocketMerge

PAGE = 30
NEWEST = (Key("id", "int", descending=True),)


@require_safe
@require_role("admin", "imports")
def docket_merges(request: HttpRequest) -> HttpResponse:
    page, notice = get_requested_page(request, _merges(), NEWEST, PAGE)
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


def _merges() -> QuerySet[DocketMerge]:
    """All merges, those undone among them, each with the time of its undoing."""
    back = AuditEntry.objects.filter(kind=MERGE, object_id=OuterRef("pk"), after__isnull=True)
    rows = DocketMerge.objects.order_by().select_related("loser", "winner__court", "merged_by")
    return rows.defer("moved", "loser__search", "winner__search").annotate(undone_at=Subquery(back.values("at")[:1]))
