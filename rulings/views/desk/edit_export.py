"""``/desk/edits.csv``: the audit log as a table, for admins, who have to hand it over or keep it elsewhere."""

from collections.abc import Iterator

import orjson
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from dockets.db import keyset
from dockets.format.csv_rows import format_csv_row
from dockets.history.custody_log import record_takeaway
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters
from dockets.models import AuditEntry
from rulings.audit.feed import KEYS, find_entries

COLUMNS = ("at", "by", "kind", "object", "court", "docket_number", "before", "after")
_AT_ONCE = 500


@require_safe
@require_role("admin", "people")  # type: ignore[arg-type]  # it streams
def edit_export(request: HttpRequest) -> StreamingHttpResponse:
    """``kind``: as on the page. The newest first; of notes that are others' own nothing, as there."""
    kind = strip_control_characters(request.GET.get("kind", ""))[:40]
    if request.method == "GET":
        record_takeaway("the log of edits", by=request.user)
    lines = _write(find_entries(request.user, kind=kind))
    answer = StreamingHttpResponse((line.encode() for line in lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="edits.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _write(rows: QuerySet[AuditEntry]) -> Iterator[str]:
    yield format_csv_row(COLUMNS)
    after: str | None = ""
    while after is not None:
        page = keyset.get_page(rows, KEYS, _AT_ONCE, after=after)
        yield "".join(_format_entry(row) for row in page.rows)
        after = page.after or None


def _format_entry(row: AuditEntry) -> str:
    case = row.docket
    state = (orjson.dumps(one).decode() if one is not None else "" for one in (row.before, row.after))
    place = (case.court_id, case.docket_number) if case else ("", "")
    return format_csv_row((row.at.isoformat(), row.by_name, row.kind, str(row.object_id), *place, *state))
