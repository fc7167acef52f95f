"""``/accounts/``: what is one's own: name, time zone, second factors, API tokens; the ways to password and sessions."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, login_required
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from casetracker.access.own_zone import ZONE
from casetracker.accounts.directory import has_directory, is_of_directory
from casetracker.accounts.forms import OwnForm, TokenForm
from casetracker.models import Member
from rulings.history.account_log import record_account_event
from rulings.http.api_tokens import end_token, make_token
from rulings.models import ApiToken

type View = Callable[..., HttpResponse]
_MADE = "token_made"
"""In a session: a token that was made just now, shown once."""


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(request)
    form = OwnForm(request.POST)
    if not form.is_valid():
        return _show(request, own=form)
    _save(request, get_own_user(request), form.cleaned_data)
    messages.info(request, "Saved.")
    return HttpResponseRedirect(reverse("profile"))


@require_POST
@login_required
def token_add(request: HttpRequest) -> HttpResponse:
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _show(request, token=form)
    told = form.cleaned_data
    _, token = make_token(
        get_own_user(request),
        told["token_name"],
        ApiToken.Scope(told["scope"]),
        valid=timedelta(days=told["days"]),
        now=timezone.now(),
    )
    request.session[_MADE] = token
    return HttpResponseRedirect(f"{reverse('profile')}#tokens")


@require_POST
@login_required
def token_end(request: HttpRequest, token_id: int) -> HttpResponse:
    user = get_own_user(request)
    row = get_object_or_404(ApiToken, pk=token_id, user=user)
    end_token(row, by=user, now=timezone.now())
    messages.info(request, f"The token “{row.name}” opens nothing any more.")
    return HttpResponseRedirect(f"{reverse('profile')}#tokens")


def require_mail(view: View) -> View:
    """For pages that send mail: where the site has no mail server, they say so instead."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.EMAIL_URL:
            return view(request, *args, **kwargs)
        return render(request, "account/no_mail.html")

    return login_not_required(answer)


def get_own_user(request: HttpRequest) -> User:
    """Whose page it is. Raises ``TypeError`` where nobody is logged in."""
    if not isinstance(request.user, User):
        raise TypeError("a page for people who are logged in")
    return request.user


def _save(request: HttpRequest, user: User, told: dict[str, Any]) -> None:
    with transaction.atomic():
        if (was := user.get_full_name()) != told["name"]:
            user.first_name, user.last_name = told["name"], ""
            user.save(update_fields=["first_name", "last_name"])
            record_account_event("name", of=user, by=user, was=was, now=told["name"])
        Member.objects.update_or_create(user=user, defaults={"time_zone": told["time_zone"]})
    request.session[ZONE] = told["time_zone"]


def _show(request: HttpRequest, *, own: OwnForm | None = None, token: TokenForm | None = None) -> HttpResponse:
    user = get_own_user(request)
    zone = Member.objects.filter(user=user).values_list("time_zone", flat=True).first() or ""
    factors: dict[str, list[Any]] = {}
    for one in Authenticator.objects.filter(user=user).order_by("pk"):
        factors.setdefault(one.type, []).append(one)
    now = timezone.now()
    context = {
        "own": own or OwnForm(initial={"name": user.get_full_name(), "time_zone": zone}),
        "token_form": token or TokenForm(initial={"days": 90}),
        "tokens": [(row, row.is_good(now)) for row in ApiToken.objects.filter(user=user).order_by("-made_at")[:20]],
        "new_token": request.session.pop(_MADE, "") if request.method == "GET" else "",
        "factors": factors,
        "may_connect": has_directory() and not is_of_directory(user),
        "has_mail": bool(settings.EMAIL_URL),
        "sessions": UserSession.objects.filter(user=user).count(),
        "is_private": not settings.SITE_IS_PUBLIC,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if own or token else HTTPStatus.OK
    return render(request, "account/profile.html", context, status=status)
