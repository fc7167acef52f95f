"""``/imports/duplicates/decided/``: the decisions on which entries are one filing, by whom and when; with undo."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dockets.db.keyset import Key
from dockets.format.urls import build_docket_url, build_filing_url
from dockets.http.permissions import require_role
from dockets.http.requested_page import get_requested_page
from dockets.identity.identity_log import DECISION
from dockets.models import AuditEntry, IdentityDecision, Observation

PAGE = 30
Verdict = IdentityDecision.Verdict
NEWEST = (Key("id", "int", descending=True),)
_SIDES = ("first__filing__docket", "second__filing__docket")
_UNREAD = ("docket__search", *(f"{side}__search" for side in _SIDES), "first__filing__search", "second__filing__search")


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision, with the two entries that it was about: their text then, and the address of the filing that each is
    now."""

    row: IdentityDecision | AuditEntry
    verdict: str
    entries: list[tuple[str, str]]


@require_safe
@require_role("editor", "identity")
def identity_decisions(request: HttpRequest) -> HttpResponse:
    page, notice = get_requested_page(request, _decisions(), NEWEST, PAGE)
    context: dict[str, object] = {"decisions": [_standing(row) for row in page.rows], "page": page}
    taken_back = [] if page.before else _taken_back()
    context |= {"taken_back": taken_back, "more": len(taken_back) == PAGE}
    context |= {"section": "imports", "desk": "duplicates", "notices": [notice] if notice else []}
    return render(request, "dockets/identity_decisions.html", context)


def _decisions() -> QuerySet[IdentityDecision]:
    """The first row of each decision."""
    earlier = IdentityDecision.objects.filter(batch=OuterRef("batch"), id__lt=OuterRef("id")).exclude(batch="")
    rows = IdentityDecision.objects.filter(~Exists(earlier)).select_related("decided_by", "docket__court", *_SIDES)
    return rows.defer(*_UNREAD)


def _standing(row: IdentityDecision) -> DecisionLine:
    return DecisionLine(row, row.get_verdict_display(), [_entry(row.first), _entry(row.second)])


def _taken_back() -> list[DecisionLine]:
    """The latest undone decisions, with who had made them and when."""
    said = AuditEntry.objects.filter(kind=DECISION, object_id=OuterRef("object_id"), before__isnull=True)
    rows = AuditEntry.objects.filter(kind=DECISION, after__isnull=True).order_by("-id")
    rows = rows.annotate(said_by=Subquery(said.values("by_name")[:1]), said_at=Subquery(said.values("at")[:1]))
    told = [(row, row.before or {}) for row in rows[:PAGE]]
    seen = Observation.objects.select_related("filing__docket").defer("filing__search", "filing__docket__search")
    entries = seen.in_bulk([state[side] for _, state in told for side in ("first", "second")])
    return [
        DecisionLine(
            row, Verdict(state["verdict"]).label, [_entry(entries[state[side]]) for side in ("first", "second")]
        )
        for row, state in told
    ]


def _entry(seen: Observation) -> tuple[str, str]:
    filing = seen.filing
    case = build_docket_url(filing.docket.court_id, filing.docket.docket_number)
    return f"{seen.number} {seen.long_text or seen.short_text}".strip()[:300], build_filing_url(
        case, "", filing.public_id
    )
