"""``/accounts/``: what is one's own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.decorators import login_not_required, login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

type View = Callable[..., HttpResponse]


@require_safe
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    factors: dict[str, list[Any]] = {}
    for one in Authenticator.objects.filter(user_id=request.user.pk).order_by("pk"):
        factors.setdefault(one.type, []).append(one)
    return render(request, "account/profile.html", {"factors": factors, "has_mail": bool(settings.EMAIL_URL)})


def require_mail(view: View) -> View:
    """For pages that send mail: where the site has no mail server, they say so instead."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.EMAIL_URL:
            return view(request, *args, **kwargs)
        return render(request, "account/no_mail.html")

    return login_not_required(answer)
