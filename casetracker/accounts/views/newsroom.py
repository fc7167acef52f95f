"""``/newsroom/``: the newsroom's people, for admins; ``/newsroom/invitations/``: whom they have invited."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casetracker.accounts.forms import InviteForm, PeopleForm
from casetracker.accounts.invitations import (
    CannotInvite,
    InvitationGone,
    invite_address,
    mail_invitation,
    renew_invitation,
    revoke_invitation,
)
from casetracker.accounts.people import (
    ORDER,
    CannotChange,
    change_role,
    describe_people,
    disable_user,
    enable_user,
    end_sessions_of,
    find_people,
    hand_over_everything,
    make_password_key,
    remove_factors,
)
from casetracker.models import Invitation, Role
from dockets.db.keyset import Key
from dockets.http.partials import render_part
from dockets.http.permissions import require_role
from dockets.http.query_values import keep_query, strip_control_characters, strip_control_characters_from_query
from dockets.http.requested_page import get_requested_page
from rulings.desk.queue import list_editors

PAGE = 50
_NEWEST = (Key("made_at", "time", descending=True), Key("id", "int", descending=True))
_HANDED = "links_to_hand_over"
"""In an admin's session: (address, link) of what could not be mailed, shown once."""


@require_safe
@never_cache
@require_role("admin", "people")
def newsroom(request: HttpRequest) -> HttpResponse:
    query, unprintable = strip_control_characters_from_query(request.GET)
    form = PeopleForm(query)
    asked = form.cleaned_data if form.is_valid() else {}
    found = find_people(asked.get("q", ""), asked.get("role", ""))
    page, notice = get_requested_page(request, found, ORDER, PAGE)
    context = {
        "form": form,
        "page": page,
        "people": describe_people(page.rows),
        "notices": [*filter(None, [unprintable, notice])],
        "links": request.session.pop(_HANDED, []),
        "roles": Role.choices,
        "editors": list_editors().values_list("username", flat=True),
        "section": "newsroom",
        "desk": "people",
    }
    return render_part(request, "account/newsroom.html", context, {"results": "results"})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@require_role("admin", "people")
def invite(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if request.method != "POST":
        return _show_invitations(request, form)
    if not form.is_valid():
        return _show_invitations(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    for email in form.cleaned_data["emails"]:
        try:
            row, token = invite_address(email, Role(form.cleaned_data["role"]), by=_admin(request), now=timezone.now())
        except CannotInvite as error:
            messages.error(request, f"{email}: {error}")
        else:
            _send(request, row, token)
    return HttpResponseRedirect(reverse("invite"))


@require_POST
@require_role("admin", "people")
def invitation_act(request: HttpRequest, invitation_id: int, act: str) -> HttpResponse:
    row = get_object_or_404(Invitation, pk=invitation_id)
    try:
        INVITATION_ACTS[act](request, row)
    except InvitationGone:
        messages.error(request, f"The invitation of {row.email} was accepted or revoked meanwhile.")
    return HttpResponseRedirect(reverse("invite"))


def _send_again(request: HttpRequest, row: Invitation) -> None:
    token = renew_invitation(row, by=_admin(request), now=timezone.now())
    _send(request, row, token)


def _revoke(request: HttpRequest, row: Invitation) -> None:
    revoke_invitation(row, by=_admin(request), now=timezone.now())
    messages.info(request, f"The invitation of {row.email} is revoked: its link opens nothing.")


@require_POST
@require_role("admin", "people")
def person_act(request: HttpRequest, user_id: int, act: str) -> HttpResponse:
    user = get_object_or_404(User, pk=user_id)
    try:
        messages.info(request, PERSON_ACTS[act](request, user))
    except CannotChange as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(keep_query(request, reverse("newsroom")))


def _change_role(request: HttpRequest, user: User) -> str:
    if (role := request.POST.get("role", "")) not in Role.values:
        raise CannotChange("Choose one of the three roles.")
    change_role(user, Role(role), by=_admin(request))
    return f"{user.get_username()} is {Role(role).label} now."


def _disable(request: HttpRequest, user: User) -> str:
    disable_user(user, by=_admin(request))
    return f"{user.get_username()} is disabled. Sessions, subscription links and API tokens are ended."


def _enable(request: HttpRequest, user: User) -> str:
    enable_user(user, by=_admin(request))
    return f"{user.get_username()} can log in again, with new links and tokens."


def _hand_over(request: HttpRequest, user: User) -> str:
    name = strip_control_characters(request.POST.get("to", "")).strip()
    to = User.objects.filter(username__iexact=name).order_by("pk").first()
    if to is None:
        raise CannotChange("Say who takes over: by the name with which they log in.")
    cases, notes = hand_over_everything(user, to, by=_admin(request), now=timezone.now())
    return f"{to.get_username()} has {cases} cases and {notes} notes of {user.get_username()} in hand now."


def _link_password(request: HttpRequest, user: User) -> str:
    uid, key = make_password_key(user, by=_admin(request))
    where = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})
    hand_over_link(request, user.get_username(), request.build_absolute_uri(where))
    return f"{user.get_username()} chooses a new password with this link. Until then the old one is good."


def _end_sessions(request: HttpRequest, user: User) -> str:
    number = end_sessions_of(user, by=_admin(request))
    return f"{user.get_username()} is logged out of {number} browser{'' if number == 1 else 's'}."


def _remove_factors(request: HttpRequest, user: User) -> str:
    remove_factors(user, by=_admin(request))
    return f"{user.get_username()} has no second factor any more."


PERSON_ACTS = {
    "role": _change_role,
    "disable": _disable,
    "enable": _enable,
    "hand-over": _hand_over,
    "password-link": _link_password,
    "end-sessions": _end_sessions,
    "remove-factors": _remove_factors,
}
INVITATION_ACTS = {"send-again": _send_again, "revoke": _revoke}


def _send(request: HttpRequest, row: Invitation, token: str) -> None:
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    if mail_invitation(row, link):
        messages.info(request, f"Invited {row.email}: the link is on its way.")
    else:
        hand_over_link(request, row.email, link)


def hand_over_link(request: HttpRequest, of: str, link: str) -> None:
    """The next page shows the link, once."""
    request.session[_HANDED] = [*request.session.get(_HANDED, []), (of, link)]


def _admin(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise TypeError("a page for admins")
    return request.user


def _show_invitations(request: HttpRequest, form: InviteForm, status: int = HTTPStatus.OK) -> HttpResponse:
    waiting = Invitation.objects.filter(accepted_at=None, revoked_at=None).select_related("invited_by")
    page, notice = get_requested_page(request, waiting, _NEWEST, PAGE)
    now = timezone.now()
    context = {
        "form": form,
        "page": page,
        "invitations": [(row, row.is_open(now)) for row in page.rows],
        "notices": [*filter(None, [notice])],
        "links": request.session.pop(_HANDED, []) if request.method == "GET" else [],
        "section": "newsroom",
        "desk": "invitations",
    }
    return render(request, "account/invitations.html", context, status=status)
