"""``/accounts/sessions/``: in which browsers somebody is logged in, and the way to log out of one or of all others."""

from collections.abc import Sequence

from allauth.usersessions.internal.flows.sessions import end_other_sessions, end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from casetracker.accounts.browsers import name_browser
from casetracker.accounts.views.profile import get_own_user
from dockets.db.keyset import Key
from dockets.http.requested_page import get_requested_page
from rulings.history.account_log import record_account_event

PAGE = 20
ORDER = (Key("last_seen_at", "time", descending=True), Key("id", "int", descending=True))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session_list(request: HttpRequest) -> HttpResponse:
    user = get_own_user(request)
    if request.method == "POST":
        end_other_sessions(request, user)
        record_account_event("sessions", of=user, by=user, detail="all others")
        messages.info(request, "You are logged out everywhere else.")
        return HttpResponseRedirect(reverse("usersessions_list"))
    page, notice = get_requested_page(request, UserSession.objects.filter(user=user), ORDER, PAGE)
    sessions = [(row, name_browser(row.user_agent)) for row in _filter_live(user, page.rows)]
    return render(request, "usersessions/usersession_list.html", {"sessions": sessions, "page": page, "notice": notice})


@require_POST
@login_required
def session_end(request: HttpRequest, session_id: int) -> HttpResponse:
    user = get_own_user(request)
    row = get_object_or_404(UserSession, pk=session_id, user=user)
    name = f"{name_browser(row.user_agent)}, from {row.ip}"
    record_account_event("sessions", of=user, by=user, detail=name)
    end_sessions(request, [row])
    messages.info(request, f"Logged out: {name}.")
    return HttpResponseRedirect(reverse("usersessions_list"))


def _filter_live(user: User, rows: Sequence[UserSession]) -> list[UserSession]:
    """Those that still open something: not too old, and not from before a change of the password. One query."""
    kept = Session.objects.filter(session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now())
    now = user.get_session_auth_hash()
    live = {session.session_key for session in kept if session.get_decoded().get(HASH_SESSION_KEY) == now}
    return [row for row in rows if row.session_key in live]
