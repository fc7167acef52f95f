"""Lists: narrowed by a filter, in pages by key."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.encoding import escape_uri_path
from django.utils.http import urlencode

from dockets import keyset
from dockets.keyset import Key
from rulings.api.problem import bad_request

MOST, USUAL = 200, 50
"""Items of a page."""
PAGING = ("limit", "after")


def known(request: HttpRequest, names: Iterable[str]) -> None:
    """Raises ``Problem`` for a parameter that there is not, or that is there twice: a program must not take all for some because
    of a slip."""
    there_are = {*names, *PAGING}
    if unknown := sorted(set(request.GET) - there_are):
        raise bad_request([(name[:100], "There is no such parameter.") for name in unknown[:10]])
    if doubled := sorted(name for name, values in request.GET.lists() if len(values) > 1):
        raise bad_request([(name, "It is given more than once.") for name in doubled])


def understood(found: django_filters.FilterSet) -> None:
    """Raises ``Problem`` with what the filter did not understand."""
    if not found.is_valid():
        raise bad_request([(name, str(message)) for name, messages in found.form.errors.items() for message in messages])


def listed(
    request: HttpRequest, rows: QuerySet[Any, Any], keys: Sequence[Key], tell: Callable[[list[Any]], list[dict[str, Any]]]
) -> dict[str, Any]:
    """``{"results": […], "next": address or null}``. ``tell`` makes of one page's rows what is told of them."""
    try:
        page = keyset.page(rows, keys, _limit(request), after=request.GET.get("after", ""))
    except keyset.BadCursor as error:
        raise bad_request([("after", "This is no place in this list.")]) from error
    kept = {name: request.GET[name] for name in request.GET if name != "after"}
    following = f"{escape_uri_path(request.path)}?{urlencode(kept | {'after': page.after})}"
    return {"results": tell(page.rows), "next": request.build_absolute_uri(following) if page.after else None}


def _limit(request: HttpRequest) -> int:
    typed = request.GET.get("limit", "")
    if not typed:
        return USUAL
    if not (typed.isascii() and typed.isdigit() and len(typed) < 5 and 1 <= int(typed) <= MOST):
        raise bad_request([("limit", f"A number from 1 to {MOST}.")])
    return int(typed)
