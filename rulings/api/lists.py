"""Lists: narrowed by a filter, in pages by key."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.encoding import escape_uri_path
from django.utils.http import urlencode

from dockets.db import keyset
from dockets.db.keyset import Key
from rulings.api.problem import build_bad_request

MOST, USUAL = 200, 50
"""Items of a page."""
PAGING = ("limit", "after")


def check_parameters(request: HttpRequest, names: Iterable[str]) -> None:
    """Raises ``ApiProblem`` for a parameter that does not exist or is given twice: because of a typing mistake a
    program must not take all items for some."""
    check_repeated_parameters(request, names)
    if doubled := sorted(name for name, values in request.GET.lists() if len(values) > 1):
        raise build_bad_request([(name, "It is given more than once.") for name in doubled])


def check_repeated_parameters(request: HttpRequest, names: Iterable[str]) -> None:
    """As ``check_parameters``, where a parameter may be given several times."""
    there_are = {*names, *PAGING}
    if unknown := sorted(set(request.GET) - there_are):
        raise build_bad_request([(name[:100], "There is no such parameter.") for name in unknown[:10]])


def check_filter(found: django_filters.FilterSet) -> None:
    """Raises ``ApiProblem`` with the filter's complaints."""
    if not found.is_valid():
        raise build_bad_request(
            [(name, str(message)) for name, messages in found.form.errors.items() for message in messages]
        )


def list_page(
    request: HttpRequest,
    rows: QuerySet[Any, Any],
    keys: Sequence[Key],
    tell: Callable[[list[Any]], list[dict[str, Any]]],
) -> dict[str, Any]:
    """``{"results": […], "next": address or null}``. ``tell`` serializes one page of rows."""
    try:
        page = keyset.get_page(rows, keys, _limit(request), after=request.GET.get("after", ""))
    except keyset.BadCursor as error:
        raise build_bad_request([("after", "This is no place in this list.")]) from error
    kept = {name: request.GET[name] for name in request.GET if name != "after"}
    following = f"{escape_uri_path(request.path)}?{urlencode(kept | {'after': page.after})}"
    return {"results": tell(page.rows), "next": request.build_absolute_uri(following) if page.after else None}


def _limit(request: HttpRequest) -> int:
    typed = request.GET.get("limit", "")
    if not typed:
        return USUAL
    if not (typed.isascii() and typed.isdigit() and len(typed) < 5 and 1 <= int(typed) <= MOST):
        raise build_bad_request([("limit", f"A number from 1 to {MOST}.")])
    return int(typed)
