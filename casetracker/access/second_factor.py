"""Asks editors and admins for a second factor, where the site requires one: middleware, and what it goes by.

Somebody without one is told so for a week from the first page that they open, and then shown nothing but their account,
until they have one. What they send meanwhile is kept (``kept_forms``). Whoever was let in by the newsroom's directory
has shown there what it asks for.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from casetracker.access.sessions import asks_with_session
from casetracker.models import Member
from dockets.format.print_style import format_date
from dockets.http.permissions import has_role

GRACE = timedelta(days=7)
NEEDED = "Editors and admins need a second factor here. Add a passkey or an authenticator app to go on."
DUE = "factor_due"
"""In a session: the day, in words, from which on they need one. The pages show it."""
_HAS = "has_factor"
"""In a session: whose it is, once they have one."""
_OPEN = ("/accounts/", "/admin/logout/", "/favicon.ico")
_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def require_second_factor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware. Comes after ``keep_sent_forms``."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not settings.SECOND_FACTOR or not asks_with_session(request):
            return get_response(request)
        user = request.user
        due = note_factor(request, user) if isinstance(user, User) else None
        if due is None or timezone.now() < due or request.path_info.startswith(_OPEN):
            return get_response(request)
        return _ask(request)

    return answer


def note_factor(request: HttpRequest, user: User) -> datetime | None:
    """Notes in the session whether they have one, and says from when on they need it; None where nothing is asked.

    A session is written only where that changes it: what a slow page writes takes back what another page has put there
    meanwhile, such as a link that is shown once.
    """
    if not needs_factor(user) or _is_shown(request, user):
        return None
    due = _get_due(user)
    day = format_date(timezone.localtime(due).date())
    if request.session.get(DUE) != day:
        request.session[DUE] = day
    return due


def needs_factor(user: User) -> bool:
    """Whether the site asks it of this user: of editors and admins."""
    return settings.SECOND_FACTOR and (user.is_superuser or has_role(user, "editor", "desk"))


def find_factors(user: User) -> int:
    """How many passkeys and authenticator apps they have."""
    number: int = Authenticator.objects.filter(user=user, type__in=_FACTORS).count()
    return number


def forget_factor(request: HttpRequest) -> None:
    """One was removed: the next page looks again."""
    request.session.pop(_HAS, None)


def _is_shown(request: HttpRequest, user: User) -> bool:
    if request.session.get(_HAS) == user.pk:
        return True
    methods = {record["method"] for record in get_authentication_records(request, user)}
    if not methods & {"socialaccount"} and not find_factors(user):
        return False
    request.session[_HAS] = user.pk
    request.session.pop(DUE, None)
    return True


def _get_due(user: User) -> datetime:
    row, _ = Member.objects.get_or_create(user=user)
    if row.factor_due_at is None:
        row.factor_due_at = timezone.now() + GRACE
        row.save(update_fields=["factor_due_at"])
    return row.factor_due_at


def _ask(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(NEEDED, status=HTTPStatus.FORBIDDEN, content_type="text/plain; charset=utf-8")
    messages.error(request, NEEDED)
    return HttpResponseRedirect(reverse("profile"))
