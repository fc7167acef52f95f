"""``/imports/dockets/``: dockets that may be one case twice, any two to be chosen, and those that were made one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dockets import keyset
from dockets.forms import offered_courts
from dockets.keyset import Key, Page
from dockets.models import DocketMerge
from dockets.same_cases import SHOWN, candidates
from dockets.two_dockets_form import TwoDocketsForm
from dockets.views.admins import admins_only
from dockets.views.docket_list import BAD_PAGE

PAGE = 30
NEWEST = (Key("id", "int", descending=True),)


@require_safe
@admins_only
def docket_merges(request: HttpRequest) -> HttpResponse:
    page, notice = _page(request)
    found = candidates()
    context: dict[str, object] = {"candidates": found, "full": len(found) == SHOWN, "form": TwoDocketsForm(), "page": page}
    context["courts"] = offered_courts()
    context |= {"section": "imports", "desk": "dockets", "notices": [notice] if notice else []}
    return render(request, "dockets/docket_merges.html", context)


def _page(request: HttpRequest) -> tuple[Page, str]:
    """What was made one, and is, or was taken back."""
    rows = DocketMerge.objects.order_by().select_related("loser", "winner__court", "merged_by")
    rows = rows.defer("moved", "loser__search", "winner__search")
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    try:
        return keyset.page(rows, NEWEST, PAGE, after=after, before=before), ""
    except keyset.BadCursor:
        return keyset.page(rows, NEWEST, PAGE), BAD_PAGE
