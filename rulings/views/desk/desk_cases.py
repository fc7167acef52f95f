"""``/desk/cases/``: which editor is responsible for which case."""

from contextlib import suppress
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST, require_safe

from dockets.db import keyset
from dockets.db.keyset import Key
from dockets.format.typed_number import parse_whole_number
from dockets.format.urls import build_docket_url
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.http.requested_page import BAD_PAGE
from dockets.models import Docket
from dockets.search.filters import filter_by_docket_number
from rulings.desk.assignments import assign_case
from rulings.desk.queue import list_editors
from rulings.views.desk.desk import get_desk_user

PAGE = 30
LATEST = (Key("date_last_filing", "date", descending=True, nullable=True), Key("id", "int", descending=True))


@require_safe
@require_role("editor", "desk")
def desk_cases(request: HttpRequest) -> HttpResponse:
    """``q``: words of the case's name, or its number; ``of``: "nobody", "me", or all."""
    query, notice = strip_control_characters_from_query(request.GET)
    q, of = query.get("q", "")[:200].strip(), query.get("of", "")
    notices = [notice] if notice else []
    rows = _asked(request, q, of)
    try:
        page = keyset.get_page(rows, LATEST, PAGE, after=query.get("after", ""), before=query.get("before", ""))
    except keyset.BadCursor:
        page = keyset.get_page(rows, LATEST, PAGE)
        notices.append(BAD_PAGE)
    lines = [
        (row, build_docket_url(row.court_id, row.docket_number), getattr(row, "assignment", None)) for row in page.rows
    ]
    context: dict[str, object] = {
        "lines": lines,
        "page": page,
        "editors": list(list_editors()),
        "q": q,
        "of": of,
        "notices": notices,
    }
    return render(request, "rulings/desk_cases.html", context | {"section": "desk"})


@require_role("editor", "desk")
@require_POST
def desk_assign(request: HttpRequest, docket_id: int) -> HttpResponse:
    docket = get_object_or_404(Docket.objects.defer("search"), pk=docket_id, merged_into=None)
    chosen = request.POST.get("editor", "")
    editor = list_editors().filter(pk=number).first() if (number := parse_whole_number(chosen)) else None
    if chosen and editor is None:
        raise Http404("There is no such editor.")
    typed = request.POST.get("due_on", "")
    due_on = _parse_day(typed) if typed else None
    assign_case(docket, editor, by=get_desk_user(request), now=timezone.now(), due_on=due_on)
    name = docket.case_name or docket.docket_number
    messages.info(
        request, f"{name}: {editor.get_username()} looks after it." if editor else f"{name}: nobody looks after it."
    )
    query, _ = strip_control_characters_from_query(request.POST)
    if query.get("back") == "desk":
        return HttpResponseRedirect(reverse("desk"))
    kept = {key: query[key][:200] for key in ("q", "of") if query.get(key)}
    return HttpResponseRedirect(reverse("desk-cases", query=kept))


def _parse_day(typed: str) -> date:
    with suppress(ValueError):
        if found := parse_date(typed):
            return found
    raise Http404("There is no such day.")


def _asked(request: HttpRequest, q: str, of: str) -> "QuerySet[Any]":
    rows = Docket.objects.select_related("court", "assignment__editor").defer("search").filter(merged_into=None)
    if q:
        rows = rows.filter(Q(case_name__icontains=q) | Q(docket_number__icontains=q) | filter_by_docket_number(q))
    if of == "nobody":
        return rows.filter(assignment=None)
    return rows.filter(assignment__editor=get_desk_user(request)) if of == "me" else rows
