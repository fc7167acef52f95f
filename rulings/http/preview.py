"""Shows a page as readers will see it: the change is made, the page built for a visitor without a login, and the change
rolled back. Called by the forms of claims, rulings, plain language and milestones, and for what waits."""

import copy
from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import resolve

from dockets.db.preview_transaction import preview_transaction
from rulings.publishing.steps import CannotPublish, When, Wish

PREVIEWED = Wish(When.PREVIEW)
"""How a form is saved for its preview: at once, and by no one's leave, since it is rolled back."""


def preview_page(
    request: HttpRequest, address: str, change: Callable[[], object], refusals: tuple[type[Exception], ...] = ()
) -> HttpResponse:
    """The page at ``address``, a path of this site, as it would be after ``change``. Where that raises
    ``CannotPublish`` or one of ``refusals``, the answer is its sentence."""
    path = address.partition("#")[0].partition("?")[0]
    refused: tuple[type[Exception], ...] = (CannotPublish, *refusals)
    with preview_transaction():
        try:
            change()
        except refused as error:
            return render(request, "rulings/preview_refused.html", {"why": str(error)}, status=422)
        found = resolve(path)
        answer = found.func(_as_reader(request, path), *found.args, **found.kwargs)
    answer["Cache-Control"] = "private, no-store"
    return answer  # type: ignore[no-any-return]


class _NoMessages(BaseStorage):
    """What is said to editors is kept for the next page that they see."""

    def _get(self, *args: object, **kwargs: object) -> tuple[list[object], bool]:
        return [], True

    def _store(self, messages: object, response: object, *args: object, **kwargs: object) -> list[object]:
        return []


def _as_reader(request: HttpRequest, path: str) -> HttpRequest:
    reader = copy.copy(request)
    reader.method, reader.path, reader.path_info = "GET", path, path
    reader.GET, reader.POST = QueryDict(), QueryDict()
    reader.COOKIES, reader.user = {}, AnonymousUser()
    reader.META = {name: value for name, value in request.META.items() if not name.startswith("HTTP_HX")}
    reader.is_preview = True  # type: ignore[attr-defined]
    reader._messages = _NoMessages(reader)  # type: ignore[attr-defined]
    return reader
