"""``/newsroom/``: the newsroom's people, for admins, and whom they have invited."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from casetracker.accounts.forms import InviteForm
from casetracker.accounts.invitations import (
    CannotInvite,
    InvitationGone,
    invite_address,
    mail_invitation,
    renew_invitation,
    revoke_invitation,
)
from casetracker.models import Invitation, Role
from dockets.http.permissions import require_role

_HANDED = "links_to_hand_over"
"""In an admin's session: (address, link) of what could not be mailed, shown once."""


@require_safe
@never_cache
@require_role("admin", "people")
def newsroom(request: HttpRequest) -> HttpResponse:
    return _show(request, InviteForm())


@require_POST
@require_role("admin", "people")
def invite(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _show(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    for email in form.cleaned_data["emails"]:
        try:
            row, token = invite_address(email, Role(form.cleaned_data["role"]), by=_admin(request), now=timezone.now())
        except CannotInvite as error:
            messages.error(request, f"{email}: {error}")
        else:
            _send(request, row, token)
    return HttpResponseRedirect(reverse("newsroom"))


@require_POST
@require_role("admin", "people")
def invitation_act(request: HttpRequest, invitation_id: int, act: str) -> HttpResponse:
    row = get_object_or_404(Invitation, pk=invitation_id)
    try:
        INVITATION_ACTS[act](request, row)
    except InvitationGone:
        messages.error(request, f"The invitation of {row.email} was accepted or revoked meanwhile.")
    return HttpResponseRedirect(reverse("newsroom"))


def _send_again(request: HttpRequest, row: Invitation) -> None:
    token = renew_invitation(row, by=_admin(request), now=timezone.now())
    _send(request, row, token)


def _revoke(request: HttpRequest, row: Invitation) -> None:
    revoke_invitation(row, by=_admin(request), now=timezone.now())
    messages.info(request, f"The invitation of {row.email} is revoked: its link opens nothing.")


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


def _show(request: HttpRequest, form: InviteForm, status: int = HTTPStatus.OK) -> HttpResponse:
    waiting = Invitation.objects.filter(accepted_at=None, revoked_at=None).select_related("invited_by")
    now = timezone.now()
    context = {
        "form": form,
        "invitations": [(row, row.is_open(now)) for row in waiting.order_by("-made_at")],
        "links": request.session.pop(_HANDED, []) if request.method == "GET" else [],
        "section": "newsroom",
    }
    return render(request, "account/newsroom.html", context, status=status)
