"""``/imports/duplicates/decided/``: what was decided about which entries are one filing, by whom and when, to be taken back."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dockets import keyset
from dockets.addresses import docket_address, filing_address
from dockets.keyset import Key, Page
from dockets.models import DecisionTakenBack, IdentityDecision, Observation
from dockets.views.docket_list import BAD_PAGE
from dockets.views.duplicates import deciders_only

PAGE = 30
NEWEST = (Key("id", "int", descending=True),)
_SIDES = ("first__filing__docket", "second__filing__docket")
_UNREAD = ("docket__search", *(f"{side}__search" for side in _SIDES), "first__filing__search", "second__filing__search")


@dataclass(frozen=True, slots=True)
class Decided:
    """One word, with the two entries that it was about: their words then, and the address of the filing that each is now."""

    row: IdentityDecision | DecisionTakenBack
    entries: list[tuple[str, str]]


@require_safe
@deciders_only
def identity_decisions(request: HttpRequest) -> HttpResponse:
    page, notice = _page(request, _decisions())
    context: dict[str, object] = {"decisions": [_decided(row) for row in page.rows], "page": page}
    taken_back = [] if page.before else [_decided(row) for row in _taken_back()]
    context |= {"taken_back": taken_back, "more": len(taken_back) == PAGE}
    context |= {"section": "imports", "desk": "duplicates", "notices": [notice] if notice else []}
    return render(request, "dockets/identity_decisions.html", context)


def _decisions() -> QuerySet[IdentityDecision]:
    """The first row of each word."""
    earlier = IdentityDecision.objects.filter(batch=OuterRef("batch"), id__lt=OuterRef("id")).exclude(batch="")
    rows = IdentityDecision.objects.filter(~Exists(earlier)).select_related("decided_by", "docket__court", *_SIDES)
    return rows.defer(*_UNREAD)


def _page(request: HttpRequest, rows: QuerySet[Any]) -> tuple[Page, str]:
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    try:
        return keyset.page(rows, NEWEST, PAGE, after=after, before=before), ""
    except keyset.BadCursor:
        return keyset.page(rows, NEWEST, PAGE), BAD_PAGE


def _taken_back() -> QuerySet[DecisionTakenBack]:
    rows = DecisionTakenBack.objects.select_related(*_SIDES).defer(*(f"{side}__search" for side in _SIDES), *_UNREAD[-2:])
    return rows.order_by("-id")[:PAGE]


def _decided(row: IdentityDecision | DecisionTakenBack) -> Decided:
    return Decided(row, [_entry(row.first), _entry(row.second)])


def _entry(seen: Observation) -> tuple[str, str]:
    filing = seen.filing
    case = docket_address(filing.docket.court_id, filing.docket.docket_number)
    return f"{seen.number} {seen.long_text or seen.short_text}".strip()[:300], filing_address(case, "", filing.public_id)
