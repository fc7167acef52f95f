"""What django-allauth asks the site: who may sign up (nobody), where a request comes from, whether there is mail."""

from ipaddress import ip_address
from time import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from casetracker.access.last_seen import SEEN_AT
from casetracker.access.own_zone import ZONE
from casetracker.access.second_factor import find_factors, forget_factor, needs_factor, note_factor
from casetracker.accounts.directory import check_login
from casetracker.models import Member
from dockets.http.client_address import get_client_address
from rulings.history.account_log import record_account_event

WRONG = "Please enter a correct username and password. In the password, capitals count."
_EVENTS = {
    "password_changed": "password",
    "password_set": "password",
    "password_reset": "password",
    "totp_activated": "factor-added",
    "webauthn_added": "factor-added",
    "totp_deactivated": "factor-removed",
    "webauthn_removed": "factor-removed",
    "recovery_codes_generated": "codes",
}
"""Last part of the name of allauth's mail -> what is logged."""
NOWHERE = "::"
"""The address of a request that names none: behind a proxy that does not say whom it speaks for."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """``settings.ACCOUNT_ADAPTER``."""

    error_messages = DefaultAccountAdapter.error_messages | dict.fromkeys(
        ("username_password_mismatch", "email_password_mismatch"), WRONG
    )

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        try:
            return str(ip_address(get_client_address(request)))
        except ValueError:
            return NOWHERE

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Only what names an account is logged: what was typed there by mistake may be a password."""
        user = User.objects.filter(username__iexact=credentials.get("username", "")).first()
        if user is not None:
            record_account_event("login-failed", of=user, by=None, detail=self.get_client_ip(request))

    def login(self, request: HttpRequest, user: User) -> None:
        """The account may have been disabled between the password and the second factor."""
        if not User.objects.filter(pk=user.pk, is_active=True).exists():
            raise ImmediateHttpResponse(self.respond_user_inactive(request, user))
        check_login(request, user)
        super().login(request, user)
        request.session[SEEN_AT] = int(time())
        if zone := Member.objects.filter(user=user).values_list("time_zone", flat=True).first():
            request.session[ZONE] = zone
        note_factor(request, user)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        record_account_event("login", of=user, by=user, detail=self.get_client_ip(request))
        answered: HttpResponse = super().post_login(request, user, **kwargs)
        return answered

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if settings.EMAIL_URL:
            super().send_mail(template_prefix, email, {**context, "site_name": settings.SITE_NAME})

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("profile")

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        """Of what has changed of an account. It is logged also where there is no mail."""
        if event := _EVENTS.get(template_prefix.rpartition("/")[2]):
            record_account_event(event, of=user, by=self.request.user if self.request.user.is_authenticated else user)
        if template_prefix.endswith(("_removed", "_deactivated")):
            forget_factor(self.request)
        super().send_notification_mail(template_prefix, user, *args, **kwargs)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """``settings.MFA_ADAPTER``."""

    def get_totp_label(self, user: User) -> str:
        return user.get_username()

    def _get_site_name(self) -> str:
        return settings.SITE_NAME

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last one stays where one is needed."""
        is_last = find_factors(authenticator.user) == 1 and authenticator.type != Authenticator.Type.RECOVERY_CODES
        return not (is_last and needs_factor(authenticator.user))

    def generate_authenticator_name(self, user: User, type: Any) -> str:
        return "Passkey"
