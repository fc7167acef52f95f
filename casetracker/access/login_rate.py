"""Limits log-in attempts: 429 with ``Retry-After``. Middleware. Passwords, codes of a second factor, and mails with
which a new password is chosen.

An attempt is counted before its password is checked, so that of many at once none gets past, and given back where the
password was right: a newsroom that logs in through one address in the morning is not blocked. In a browser where
somebody has logged in before, only its own wrong attempts count: nobody elsewhere can lock them out. Where Redis is
away nobody is blocked.
"""

import secrets
import unicodedata
from collections.abc import Callable, Sequence
from http import HTTPStatus
from math import ceil
from typing import NamedTuple

from allauth.account.internal.stagekit import get_pending_stage
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from dockets.http import rate_limit
from dockets.http.client_address import get_client_network
from rulings.history.account_log import record_account_event

DOORS = ("/accounts/login/",)
SECOND_STEP = "/accounts/2fa/authenticate/"
"""Where a log-in ends that needs a second factor."""
ASKED_AGAIN = ("/accounts/reauthenticate/", "/accounts/2fa/reauthenticate/", "/accounts/password/change/")
"""Where somebody who is logged in is asked for a password or a code."""
FORGOTTEN = "/accounts/password/reset/"
MAILS = "5 per hour"
"""Mails to one address, and from one address."""
BY_ADDRESS, BY_ACCOUNT = "20 per hour", "10 per hour"
"""Wrong attempts: from one address for all accounts, and for one account from all addresses."""
UNNAMED = "100 per hour"
"""Wrong attempts, and mails, of all who have no address together, as behind a proxy that names none."""
BY_BROWSER = "10 per 15 minutes"
"""Wrong attempts for an account in a browser where it was logged in before."""
COOKIE = "__Host-browser" if settings.HTTPS else "casetracker-browser"
REMEMBERED = 400 * 24 * 3600
"""Seconds a known browser is remembered: no browser keeps a cookie longer."""
ACCOUNTS = 5
"""Accounts remembered in one browser; the oldest is forgotten."""
_SALT = "casetracker.login_rate"


class KnownBrowser(NamedTuple):
    """A browser in which ``accounts`` were logged in (values of ``_account``), the latest last."""

    id: str = ""
    accounts: Sequence[str] = ()


def limit_login_rate(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware. Comes after those that authenticate the user."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return get_response(request)
        if request.path_info == SECOND_STEP or request.path_info in ASKED_AGAIN:
            return _count_second_step(request, get_response)
        if request.path_info == FORGOTTEN and settings.EMAIL_URL:
            return _count_mail(request, get_response)
        return _count_login(request, get_response) if request.path_info in DOORS else get_response(request)

    return answer


def _count_login(request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    account, browser = _account(request.POST.get("username", "")), _browser(request)
    counted = _counted(request, account, browser)
    if wait := max(rate_limit.count_attempt(*one) for one in counted):
        return _held_up(request, wait)
    answered = get_response(request)
    # A user who is logged in already is redirected, whatever name was sent: that does not make this a known browser of
    # another account.
    if answered.status_code == HTTPStatus.FOUND and account in _list_accounts(request):
        for one in counted:
            rate_limit.uncount_attempt(*one)
        if request.user.is_authenticated:
            _remember(answered, account, browser)
    return answered


def _count_second_step(request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """A right code is not counted. Passwords and codes of one account have one count: in two browsers there are not
    twice as many."""
    if (owner := request.user if request.user.is_authenticated else _find_pending_user(request)) is None:
        return get_response(request)
    counted = (BY_ACCOUNT, "second step of", str(owner.pk))
    if seconds := rate_limit.count_attempt(*counted):
        return _held_up(request, seconds)
    answered = get_response(request)
    if answered.status_code == HTTPStatus.FOUND:
        rate_limit.uncount_attempt(*counted)
        if request.path_info == SECOND_STEP and request.user.is_authenticated:
            _remember(answered, _account(request.user.get_username()), _browser(request))
    elif answered.status_code == HTTPStatus.OK and isinstance(owner, User):
        event = "code-failed" if "2fa" in request.path_info else "login-failed"
        record_account_event(event, of=owner, by=None, detail=get_client_network(request))
    return answered


def _count_mail(request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    to, sender = _account(request.POST.get("email", "")), get_client_network(request)
    counted = [(MAILS, "mail to", to), (MAILS if sender else UNNAMED, "mail asked from", sender)]
    delay = max(rate_limit.count_attempt(*one) for one in counted)
    return _held_up(request, delay) if delay else get_response(request)


def _list_accounts(request: HttpRequest) -> set[str]:
    """The names under which whoever has logged in, or has yet to show a second factor, may have done so."""
    user = request.user if isinstance(request.user, User) else _find_pending_user(request)
    if user is None:
        return set()
    addresses = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return {_account(name) for name in (user.get_username(), user.email, *addresses) if name}


def _find_pending_user(request: HttpRequest) -> User | None:
    """Whose password was right in this session, and whose second factor is asked for."""
    stage = get_pending_stage(request)
    return stage.login.user if stage else None


def _counted(request: HttpRequest, account: str, browser: KnownBrowser) -> list[tuple[str, ...]]:
    """The counters of an attempt: each a rate, and who has it."""
    if account in browser.accounts:
        return [(BY_BROWSER, "login in browser", browser.id, account)]
    address = get_client_network(request)
    return [(BY_ACCOUNT, "login of account", account), (BY_ADDRESS if address else UNNAMED, "login from", address)]


def _account(name: str) -> str:
    """A hash in place of a user name, the same wherever the log-in form treats names as the same: a password typed
    there by mistake is stored nowhere."""
    same = unicodedata.normalize("NFKC", name.strip()).upper()
    return salted_hmac(_SALT, same.encode("utf-8", "surrogatepass"), algorithm="sha256").hexdigest()[:16]


def _browser(request: HttpRequest) -> KnownBrowser:
    try:
        id, *accounts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=REMEMBERED)
    except (signing.BadSignature, ValueError, TypeError):
        return KnownBrowser()
    return KnownBrowser(id, accounts)


def _remember(answer: HttpResponse, account: str, browser: KnownBrowser) -> None:
    accounts = [*(one for one in browser.accounts if one != account), account][-ACCOUNTS:]
    kept = signing.dumps([browser.id or secrets.token_urlsafe(12), *accounts], salt=_SALT)
    answer.set_cookie(COOKIE, kept, max_age=REMEMBERED, secure=settings.HTTPS, httponly=True, samesite="Lax")


def _held_up(request: HttpRequest, wait: int) -> HttpResponse:
    """The 429 response; the same whether or not such an account exists."""
    answer = render(
        request, "registration/held_up.html", {"minutes": ceil(wait / 60)}, status=HTTPStatus.TOO_MANY_REQUESTS
    )
    answer["Retry-After"] = str(wait)
    answer["Cache-Control"] = "no-store"
    return answer
