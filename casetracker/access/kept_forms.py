"""Nothing that was typed is lost because its session ended: middleware, and the page for forms that were refused.

A form that is sent by nobody (the session ended) is answered with the log-in page, which carries what was sent as
hidden fields. So is one whose token does not match (the cookie is gone, or somebody logged in in another tab), if the
browser says that the form was this site's. After the log-in what was sent lies in the new session, and the form's page
shows it again, filled in. Nothing is saved before a person has looked it over there: whoever logs in sees what would be
saved in their name.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from casetracker.access.fill_form import fill_page
from casetracker.access.login_rate import DOORS, SECOND_STEP
from dockets.http.kept_form import ATTRIBUTE, KeptForm
from dockets.http.query_values import strip_control_characters

MOST = 1_000_000
"""Characters of one form. A longer one is not carried, and the log-in page says so."""
FORMS_KEPT = 3
"""Forms kept in one session, the latest. One that was saved, and all of a session that ends, are forgotten."""
KEPT = "kept"
"""In an address: which of them its page shows."""
LOGGED_OUT = "You were logged out; nothing was saved yet."
REFUSED = "Nothing was saved."
TOO_OLD = "This form was open for too long; nothing was saved yet."
SAVED_TAG = "saved-form"
"""Marks the message that tells a page's script which form was saved, by its ``request_id``."""
CARRIED = "carried"
"""The attribute of a request from which the log-in page's template takes what it carries."""
_STORE = "kept_forms"
_PREFIX = "kept-"
_OUT = {"csrfmiddlewaretoken"}
_STEPS = (*DOORS, SECOND_STEP, "/accounts/2fa/passkeys/login/", "/accounts/directory/")
"""Where a log-in goes through. What its page has carried goes with it."""
_LEAVING = (*_STEPS, "/admin/login/", "/accounts/logout/", "/admin/logout/")
_TO_DIRECTORY = "/accounts/directory/"
_FROM_DIRECTORY = ("/accounts/oidc/directory/login/callback/", "/accounts/saml/directory/acs/finish/")
_PENDING = "kept_pending"
"""In the session of somebody whose second factor is asked for, or who is at the directory: what the log-in page has
carried."""


def keep_sent_forms(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware. Comes after those of users and of messages, before those that refuse log-ins."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.path_info in _STEPS:
            return _carry_on(request, get_response)
        if request.method == "POST" and request.path_info not in _LEAVING:
            number = len(messages.get_messages(request))
            return _answer_sent_form(request, get_response(request), number)
        if request.path_info in _FROM_DIRECTORY and _PENDING in request.session:
            return _carry_on(request, get_response)
        if request.method == "GET" and KEPT in request.META.get("QUERY_STRING", ""):
            return _show_again(request, get_response)
        return get_response(request)

    return answer


def refuse_forged_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The site's ``CSRF_FAILURE_VIEW``. Another site can send a form here, but not say that it comes from here: only
    what the browser calls this site's own is shown again."""
    if request.headers.get("Origin") != f"{request.scheme}://{request.get_host()}":
        return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(TOO_OLD, status=HTTPStatus.FORBIDDEN, content_type="text/plain; charset=utf-8")
    if request.path_info in _STEPS:
        kept = _read_carried(request)
        if kept and request.user.is_authenticated:
            return HttpResponseRedirect(_store(request, kept))
        return _ask_login(request, kept, next_page=request.POST.get("next", ""))
    kept = _read_sent(request, TOO_OLD)
    if kept is None or request.path_info in _LEAVING:
        return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)
    if request.user.is_authenticated:
        return HttpResponseRedirect(_store(request, kept))
    return _ask_login(request, kept, next_page=kept.page)


@login_not_required
@never_cache
@require_safe
def show_session(request: HttpRequest) -> HttpResponse:
    """``/accounts/session/``: who is logged in, and the token of this browser's forms, for the script that asks before
    it sends a form."""
    name = request.user.get_username() if request.user.is_authenticated else ""
    return JsonResponse({"user": str(request.user.pk or ""), "name": name, "token": get_token(request)})


def _answer_sent_form(request: HttpRequest, answered: HttpResponse, number: int) -> HttpResponse:
    """``number``: of messages that were there before."""
    if answered.status_code != HTTPStatus.FOUND or _shows_kept(answered):
        return answered
    if not request.user.is_authenticated:
        return _ask_again(request) if _leads_to_login(answered) else answered
    if _is_refused(request, number):
        return _keep_refused(request, answered)
    if forms := request.session.get(_STORE):
        request.session[_STORE] = {key: told for key, told in forms.items() if not _is_of(told, request.path)}
    if request_id := strip_control_characters(request.POST.get("request_id", ""))[:64]:
        messages.info(request, request_id, extra_tags=SAVED_TAG)
    return answered


def _is_refused(request: HttpRequest, number: int) -> bool:
    """Whether the view has told of an error, for the page to which it leads."""
    told: Any = messages.get_messages(request)
    levels = [message.level for message in told]
    told.used = False  # to have looked at them is not to have shown them
    return any(level >= messages.ERROR for level in levels[number:])


def _keep_refused(request: HttpRequest, answered: HttpResponse) -> HttpResponse:
    """Words that a view did not take are in their form again. A button has none."""
    kept = _read_sent(request, REFUSED)
    is_written = kept is not None and any(len(value.split()) > 1 for _, value in kept.fields)
    where = answered["Location"]
    if kept and is_written and _is_ours(where) and "HX-Request" not in request.headers:
        answered["Location"] = _store(request, replace(kept, page=where))
    return answered


def _is_of(told: dict[str, Any], path: str) -> bool:
    return KeptForm.from_json(told).path == path


def _leads_to_login(answered: HttpResponse) -> bool:
    return urlsplit(answered.headers.get("Location", "")).path in (*DOORS, "/admin/login/")


def _shows_kept(answered: HttpResponse) -> bool:
    """Whether the form was refused and kept just now."""
    return KEPT in QueryDict(urlsplit(answered.headers.get("Location", "")).query)


def _ask_again(request: HttpRequest) -> HttpResponse:
    """The log-in page with what was sent. A part of a page that a script sends stays on its page."""
    if request.headers.get("HX-Request") == "true":
        return _demand_login(HttpResponse(LOGGED_OUT, content_type="text/plain; charset=utf-8"))
    kept = _read_sent(request, LOGGED_OUT)
    return _ask_login(request, kept, next_page=kept.page if kept else "", is_too_long=kept is None)


def _ask_login(
    request: HttpRequest, kept: KeptForm | None, *, next_page: str, is_too_long: bool = False
) -> HttpResponse:
    setattr(request, CARRIED, kept)
    form = import_string(settings.ACCOUNT_FORMS["login"])(request=request)
    told = {"form": form, "next": next_page, "is_too_long": is_too_long}
    answered = _demand_login(render(request, "account/login.html", told))
    answered["Cache-Control"] = "no-store"
    return answered


def _demand_login(answered: HttpResponse) -> HttpResponse:
    answered.status_code = HTTPStatus.UNAUTHORIZED
    # A scheme that browsers do not know: they show the page, and ask for nothing themselves.
    answered["WWW-Authenticate"] = f'Form action="{reverse("login")}"'
    return answered


def _read_sent(request: HttpRequest, reason: str) -> KeptForm | None:
    """None where it is too long."""
    fields = [
        (strip_control_characters(name), strip_control_characters(value))
        for name, values in request.POST.lists()
        if name not in _OUT and "password" not in name.lower()
        for value in values
    ]
    files = [file.name or "" for _, of_name in request.FILES.lists() for file in of_name]
    address = request.get_full_path()
    kept = KeptForm(address, _find_page(request) or address, fields, files, reason)
    return kept if kept.size <= MOST else None


def _find_page(request: HttpRequest) -> str:
    """The page on which the form stood, as the browser tells it; "" where that is not one of this site's."""
    try:
        told = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    if (told.scheme, told.netloc) != (request.scheme, request.get_host()) or told.path in _LEAVING:
        return ""
    return _without_kept(urlunsplit(("", "", told.path, told.query, "")))


def _read_carried(request: HttpRequest) -> KeptForm | None:
    """What the log-in page has carried; None where it carried nothing, or an address that is none of this site's."""
    address, page = (request.POST.get(f"{_PREFIX}{name}", "") for name in ("address", "page"))
    if not all(_is_ours(one) for one in (address, page)):
        return None
    names, values = request.POST.getlist(f"{_PREFIX}name"), request.POST.getlist(f"{_PREFIX}value")
    files, reason = request.POST.getlist(f"{_PREFIX}file"), request.POST.get(f"{_PREFIX}reason", "")
    told = TOO_OLD if reason == TOO_OLD else LOGGED_OUT
    kept = KeptForm(address, page, list(zip(names, values, strict=False)), files, told)
    return kept if kept.size <= MOST else None


def _is_ours(address: str) -> bool:
    if not address.startswith("/") or not url_has_allowed_host_and_scheme(address, None):
        return False
    try:
        resolve(unquote(urlsplit(address).path))
    except Resolver404:
        return False
    return urlsplit(address).path not in _LEAVING


def _carry_on(request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """A log-in: what its page carried is put into the session if it succeeds, and carried on if not (the template reads
    ``request.carried``)."""
    pending = request.session.get(_PENDING) if request.path_info in (SECOND_STEP, *_FROM_DIRECTORY) else None
    kept = KeptForm.from_json(pending) if pending else _read_carried(request)
    setattr(request, CARRIED, kept)
    answered = get_response(request)
    if kept and request.path_info == _TO_DIRECTORY:
        request.session[_PENDING] = kept.to_json()
    if kept is None or answered.status_code != HTTPStatus.FOUND:
        return answered
    if request.user.is_authenticated:
        request.session.pop(_PENDING, None)
        answered["Location"] = _store(request, kept)
    elif answered["Location"].partition("?")[0] == SECOND_STEP:
        request.session[_PENDING] = kept.to_json()
    return answered


def _store(request: HttpRequest, kept: KeptForm) -> str:
    """Puts the form into the session, and returns the address that shows it."""
    key = secrets.token_urlsafe(6)
    forms = {**request.session.get(_STORE, {}), key: kept.to_json()}
    request.session[_STORE] = dict(list(forms.items())[-FORMS_KEPT:])
    return _with_kept(kept.page, key)


def _with_kept(address: str, key: str) -> str:
    told = urlsplit(address)
    query = "&".join(filter(None, [told.query, urlencode({KEPT: key})]))
    return urlunsplit(("", "", told.path, query, told.fragment))


def _without_kept(address: str) -> str:
    told = urlsplit(address)
    query = "&".join(part for part in told.query.split("&") if part.partition("=")[0] != KEPT)
    return urlunsplit(("", "", told.path, query, ""))


def _show_again(request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """The page as it is, with the form filled in. The view knows nothing of the address's last part."""
    key = QueryDict(request.META["QUERY_STRING"]).get(KEPT, "")
    told = request.session.get(_STORE, {}).get(key) if request.user.is_authenticated else None
    request.META["QUERY_STRING"] = urlsplit(_without_kept(f"?{request.META['QUERY_STRING']}")).query
    kept = KeptForm.from_json(told) if told else None
    setattr(request, ATTRIBUTE, kept)
    answered = get_response(request)
    if kept is None or answered.streaming:
        return answered
    if answered.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        # An address that only takes forms: its page is the one above it.
        above = urlsplit(request.get_full_path()).path.rstrip("/").rpartition("/")[0]
        return HttpResponseRedirect(_with_kept(f"{above}/", key))
    if HTTPStatus.MULTIPLE_CHOICES <= answered.status_code < HTTPStatus.BAD_REQUEST:
        if _is_ours(answered.headers.get("Location", "")):
            answered["Location"] = _with_kept(answered["Location"], key)
        return answered
    if answered.headers.get("Content-Type", "").startswith("text/html"):
        context = {"name": request.user.get_username(), "plain": request.get_full_path()}
        answered.content = fill_page(answered.content, kept, context)
    return answered
