"""``/desk/wanted/``: the documents of all cases that editors want, with where each can be got and for how much; and the
same as CSV."""

from http import HTTPStatus

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dockets.format.csv_rows import format_csv_row
from dockets.format.typed_number import parse_whole_number
from dockets.http.partials import render_part
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from rulings.exports.fields import WANTED
from rulings.views.desk.desk import get_desk_user
from rulings.wanted.forms import WantedFilter
from rulings.wanted.wanted_list import describe_sum, list_wanted

PAGE = 50
"""Documents."""


@require_safe
@require_role("editor", "desk")
def wanted_list(request: HttpRequest) -> HttpResponse:
    query, unprintable = strip_control_characters_from_query(request.GET)
    narrowed = WantedFilter(query)
    narrowed.is_valid()
    lines = list_wanted(get_desk_user(request))
    found = narrowed.narrow(lines)
    page = Paginator(found, PAGE).get_page(parse_whole_number(query.get("page", "")) or 1)
    context: dict[str, object] = {
        "filter": {"form": narrowed},
        "lines": page.object_list,
        "page": page,
        "number": len(found),
        "is_narrowed": len(found) < len(lines),
        "sum": describe_sum(found),
        "notices": [*filter(None, [unprintable])],
        "section": "desk",
        "now": timezone.now(),
    }
    return render_part(request, "rulings/wanted_list.html", context, {"results": "results"})


@require_safe
@require_role("editor", "desk")
def wanted_export(request: HttpRequest) -> HttpResponse:
    query, _ = strip_control_characters_from_query(request.GET)
    narrowed = WantedFilter(query)
    if not narrowed.is_valid():
        # A page shows which filters it did not understand; a program must not mistake all for those it asked for.
        wrong = "\n".join(f"{name}: {error}" for name, errors in narrowed.errors.items() for error in errors)
        return HttpResponse(wrong, status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")
    lines = list_wanted(get_desk_user(request))
    site = request.build_absolute_uri("/")
    rows = [format_csv_row(WANTED.cells(line, site)) for line in narrowed.narrow(lines)]
    table = "".join([format_csv_row(WANTED.names_in("csv")), *rows])
    answer = HttpResponse(table, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="wanted-documents.csv"'
    return answer
