"""``/pending/``: the motions of all cases on which no ruling has been seen, the oldest first; and the same as CSV."""

from collections.abc import Iterator, Mapping
from datetime import date
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dockets.db import keyset
from dockets.db.keyset import Key
from dockets.format.csv_rows import format_csv_row
from dockets.format.print_style import COUNTED_TO, format_capped_count
from dockets.format.urls import build_docket_url, build_filing_url
from dockets.http.partials import render_part
from dockets.http.query_values import strip_control_characters_from_query
from dockets.http.requested_page import get_requested_page
from rulings.exports.fields import PENDING_MOTION
from rulings.models import TimelineEvent
from rulings.search.pending_filters import PendingFilter
from rulings.vocabulary.motion_states import MOTION_STATE_LABELS, MotionState

PAGE = 50
CHUNK = 1_000
"""Motions held in memory at a time."""
OLDEST = (Key("sort_date", "date"), Key("id", "int"))
NEWEST = (Key("sort_date", "date", descending=True), Key("id", "int", descending=True))
_FIELDS = (
    "id",
    "sort_date",
    "date",
    "since",
    "headline",
    "detail",
    "state",
    "filed_by",
    "is_corrected",
    "filing__number",
    "filing__public_id",
    "docket__court_id",
    "docket__docket_number",
    "docket__case_name",
    "docket__assigned_to",
    "docket__court__citation",
    "docket__court__name",
)


@require_safe
def pending_list(request: HttpRequest) -> HttpResponse:
    found, unprintable = _find(request)
    found.is_valid()
    count = len(found.qs.order_by().values_list("pk")[: COUNTED_TO + 1])
    page, notice = get_requested_page(request, found.qs.values(*_FIELDS), _order(found), PAGE)
    context: dict[str, object] = {
        "filter": found,
        "page": page,
        "motions": [_describe(row, timezone.localdate()) for row in page.rows],
        "count": format_capped_count(count),
        "number": count,
        "section": "pending",
        "notices": [*filter(None, [unprintable, notice])],
    }
    return render_part(request, "rulings/pending_list.html", context, {"results": "results"})


@require_safe
def pending_export(request: HttpRequest) -> HttpResponseBase:
    found, _ = _find(request)
    if not found.is_valid():
        # A page shows which filters it did not understand; a program must not mistake all for those it asked for.
        wrong = "\n".join(f"{name}: {error}" for name, errors in found.form.errors.items() for error in errors)
        return HttpResponse(wrong, status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")
    pieces = _table(found, request.build_absolute_uri("/"), timezone.localdate())
    answer = StreamingHttpResponse((piece.encode() for piece in pieces), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="pending-motions.csv"'
    return answer


def _find(request: HttpRequest) -> tuple[PendingFilter, str]:
    query, unprintable = strip_control_characters_from_query(request.GET)
    return PendingFilter(query, queryset=TimelineEvent.objects.without_ruling(), request=request), unprintable


def _order(found: PendingFilter) -> tuple[Key, Key]:
    return NEWEST if found.form.cleaned_data.get("order") == "newest" else OLDEST


def _table(found: PendingFilter, site: str, today: date) -> Iterator[str]:
    yield format_csv_row(PENDING_MOTION.names_in("csv"))
    after: str | None = ""
    while after is not None:
        page = keyset.get_page(found.qs.values(*_FIELDS), _order(found), CHUNK, after=after)
        yield "".join(format_csv_row(PENDING_MOTION.cells(_describe(row, today), site)) for row in page.rows)
        after = page.after or None


def _describe(row: Mapping[str, Any], today: date) -> dict[str, Any]:
    case = build_docket_url(row["docket__court_id"], row["docket__docket_number"])
    filed, since = row["date"], row["since"]
    return {
        **row,
        "case_url": case,
        "url": build_filing_url(case, row["filing__number"], row["filing__public_id"]),
        "headline": row["headline"] or "Motion",
        "label": MOTION_STATE_LABELS[MotionState(row["state"])],
        "since": since if since and since != filed else None,
        "days": (today - filed).days if filed and filed <= today else None,
    }
