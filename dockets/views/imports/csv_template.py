"""``/imports/template.csv``: a table to fill in, which can itself be imported."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dockets.http.permissions import require_role
from dockets.sources.table.source import TEMPLATE


@require_safe
@require_role("admin", "imports")
def csv_template(request: HttpRequest) -> HttpResponse:
    # Excel takes a file without a byte order mark for one in the machine's old encoding.
    body = b"\xef\xbb\xbf" + TEMPLATE.read_bytes()
    disposition = 'attachment; filename="casetracker-template.csv"'
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition})
