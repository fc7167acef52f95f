"""Django's admin, as far as it is about accounts. What the pages of accounts look after is not changed behind their
backs: one-time secrets, sessions and addresses are not there at all."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

for model in (EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken, UserSession):
    admin.site.unregister(model)


def change_password(request: HttpRequest, extra_context: object = None) -> HttpResponse:
    """In the place of the admin's own page, which counts no wrong passwords."""
    return HttpResponseRedirect(reverse("account_change_password"))


admin.site.password_change = change_password  # type: ignore[method-assign,assignment]
