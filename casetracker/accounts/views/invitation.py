"""``/invitations/…/``: where somebody who was invited makes their account."""

from http import HTTPStatus

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from casetracker.accounts.forms import AcceptForm
from casetracker.accounts.invitations import InvitationGone, accept_invitation, find_invitation
from casetracker.models import Invitation


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    row = find_invitation(token, now=timezone.now())
    if row is None:
        return _say_gone(request)
    form = AcceptForm(request.POST or None, initial={"username": row.email.partition("@")[0]})
    if request.method == "POST" and form.is_valid():
        return _accept(request, token, form, row)
    return _show(request, form, row)


def _show(request: HttpRequest, form: AcceptForm, row: Invitation) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "account/invitation.html", {"form": form, "invitation": row}, status=status)


def _say_gone(request: HttpRequest) -> HttpResponse:
    return render(request, "account/invitation_gone.html", status=HTTPStatus.NOT_FOUND)


def _accept(request: HttpRequest, token: str, form: AcceptForm, row: Invitation) -> HttpResponse:
    chosen = form.cleaned_data
    try:
        user = accept_invitation(
            token, username=chosen["username"], name=chosen["name"], password=chosen["password"], now=timezone.now()
        )
    except InvitationGone:
        return _say_gone(request)
    except IntegrityError:
        form.add_error("username", "Somebody here has that name already.")
        return _show(request, form, row)
    answered: HttpResponse = perform_password_login(request, {"username": user.get_username()}, Login(user=user))
    return answered
