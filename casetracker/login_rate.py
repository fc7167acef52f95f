"""Holds up whoever tries passwords: 429 with ``Retry-After``.

A try is counted before its password is looked at, so that none of many at once gets past, and given back where it was right: a
newsroom that comes in through one address in the morning is not held up. In a browser where somebody has logged in before, only
its own wrong tries count: nobody elsewhere can lock them out. Where Redis is away nobody is held up.
"""

import secrets
import unicodedata
from collections.abc import Callable, Sequence
from http import HTTPStatus
from math import ceil
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from dockets.views.sender import customer
from rulings import rate

DOORS = ("/accounts/login/", "/admin/login/")
BY_ADDRESS, BY_ACCOUNT = "20 per hour", "10 per hour"
"""Wrong tries, of all accounts and of one from everywhere."""
BY_BROWSER = "10 per 15 minutes"
"""Wrong tries of an account in a browser where it was logged in before."""
COOKIE = "__Host-browser" if settings.HTTPS else "casetracker-browser"
REMEMBERED = 400 * 24 * 3600
"""Seconds: no browser keeps a cookie longer."""
ACCOUNTS = 5
"""Of one browser; the oldest is forgotten."""
_SALT = "casetracker.login_rate"


class Browser(NamedTuple):
    """A browser in which ``accounts`` were logged in, the last one last, as ``_account`` names them."""

    id: str = ""
    accounts: Sequence[str] = ()


def login_rate(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware. After those that know who somebody is."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or request.path_info not in DOORS:
            return get_response(request)
        account, browser = _account(request.POST.get("username", "")), _browser(request)
        counted = _counted(request, account, browser)
        if wait := max(rate.seconds_after(*one) for one in counted):
            return _held_up(request, wait)
        answered = get_response(request)
        # Whoever is logged in already is led on, whatever name they sent: that opens no browser for another's account.
        if answered.status_code == HTTPStatus.FOUND and account == _account(request.user.get_username()):
            for one in counted:
                rate.give_back(*one)
            _remember(answered, account, browser)
        return answered

    return answer


def _counted(request: HttpRequest, account: str, browser: Browser) -> list[tuple[str, ...]]:
    """What a try counts against: a rate, and who has it."""
    if account in browser.accounts:
        return [(BY_BROWSER, "login in browser", browser.id, account)]
    address = customer(request)
    return [(BY_ACCOUNT, "login of account", account), *([(BY_ADDRESS, "login from", address)] if address else [])]


def _account(name: str) -> str:
    """Stands for a user name, which is the same where the form of the login takes it for the same: what is typed there by mistake
    is kept nowhere."""
    same = unicodedata.normalize("NFKC", name.strip())
    return salted_hmac(_SALT, same.encode("utf-8", "surrogatepass"), algorithm="sha256").hexdigest()[:16]


def _browser(request: HttpRequest) -> Browser:
    try:
        id, *accounts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=REMEMBERED)
    except (signing.BadSignature, ValueError, TypeError):
        return Browser()
    return Browser(id, accounts)


def _remember(answer: HttpResponse, account: str, browser: Browser) -> None:
    accounts = [*(one for one in browser.accounts if one != account), account][-ACCOUNTS:]
    kept = signing.dumps([browser.id or secrets.token_urlsafe(12), *accounts], salt=_SALT)
    answer.set_cookie(COOKIE, kept, max_age=REMEMBERED, secure=settings.HTTPS, httponly=True, samesite="Lax")


def _held_up(request: HttpRequest, wait: int) -> HttpResponse:
    """The same whether there is such an account or not."""
    answer = render(request, "registration/held_up.html", {"minutes": ceil(wait / 60)}, status=HTTPStatus.TOO_MANY_REQUESTS)
    answer["Retry-After"] = str(wait)
    answer["Cache-Control"] = "no-store"
    return answer
