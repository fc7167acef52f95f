"""Feeds that open to a login or to the key of a subscription link."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from rulings.http import subscription_keys

type View = Callable[..., HttpResponseBase]
NO_LONGER = "This subscription link is no longer good. Log in to the site to get a new one."


def open_by_feed_key(view: View) -> View:
    """For the views of feeds. The key is checked only where the site asks for a login; elsewhere feeds are open."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = request.GET.get(subscription_keys.NAME, "")
        if not settings.SITE_IS_PUBLIC and key:
            if not subscription_keys.is_key_valid(key, request.path):
                return _unseen(
                    HttpResponse(NO_LONGER, status=HTTPStatus.FORBIDDEN, content_type="text/plain; charset=utf-8")
                )
            request.user = AnonymousUser()
            return _unseen(view(request, *args, **kwargs))
        if not settings.SITE_IS_PUBLIC and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return login_not_required(opened)


def _unseen(answer: HttpResponseBase) -> HttpResponseBase:
    """Keeps the requested address, which holds the key, from sites that a feed links to and from shared caches."""
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cache-Control"] = "private"
    return answer
