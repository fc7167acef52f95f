"""The newsroom's own directory (OpenID Connect or SAML): whom it lets in, and as what.

Its groups say both. Whoever is in none of those that are named is let in no longer: their sessions, links and tokens
end. An account of the directory logs in there and nowhere else, so that nobody who has left comes in by a password or
a passkey.
"""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from casetracker.access.roles import get_role, set_role
from casetracker.accounts.people import end_everything
from casetracker.models import Role
from rulings.history.account_log import record_account_event

PROVIDER = "directory"
_BY = "directory"
NO_GROUP = "The directory has you in no group that works here. Ask an admin of this site."
TAKEN = (
    "Somebody here has your address already. If it is you, log in with your password, and connect your account with the"
    " directory on its page."
)
THERE_ONLY = "Your account belongs to the directory: log in there."


def has_directory() -> bool:
    """Whether the site has one."""
    return any(provider["APPS"] for provider in settings.SOCIALACCOUNT_PROVIDERS.values())


def is_of_directory(user: User) -> bool:
    return has_directory() and SocialAccount.objects.filter(user=user, provider=PROVIDER).exists()


def read_role(told: Mapping[str, Any]) -> Role | None:
    """By what the directory tells of somebody: SAML's attributes, or what an ID token says, or what it says when
    asked."""
    groups: set[str] = set()
    for claims in (told, told.get("id_token"), told.get("userinfo")):
        named = (claims.get(settings.DIRECTORY_CLAIM) if isinstance(claims, Mapping) else None) or []
        groups |= {str(named)} if isinstance(named, str) else {str(one) for one in named}
    return next((Role(role) for role, named in settings.DIRECTORY_GROUPS.items() if groups & set(named)), None)


def check_login(request: HttpRequest, user: User) -> None:
    """Called when somebody is about to be logged in. Raises ``ImmediateHttpResponse`` for an account of the directory
    that came another way. Of one that came from there, the session ends when the directory is to be asked again."""
    if came_from_directory(request, user):
        request.session.set_expiry(timezone.now() + timedelta(hours=settings.DIRECTORY_HOURS))
    elif is_of_directory(user):
        record_account_event("directory-refused", of=user, by=_BY, detail="not through the directory")
        raise ImmediateHttpResponse(refuse_login(request, THERE_ONLY))


def came_from_directory(request: HttpRequest, user: User) -> bool:
    return any(record["method"] == "socialaccount" for record in get_authentication_records(request, user))


def refuse_login(request: HttpRequest, reason: str, status: HTTPStatus = HTTPStatus.FORBIDDEN) -> HttpResponse:
    """``reason``: a sentence for whoever wants to log in."""
    return render(request, "account/refused.html", {"reason": reason}, status=status)


class DirectoryAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """``settings.SOCIALACCOUNT_ADAPTER``."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """``pre_social_login`` has looked before."""
        return True

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        role = read_role(sociallogin.account.extra_data)
        user = sociallogin.user if sociallogin.is_existing else None
        if role is None:
            if user is not None:
                end_everything(user)
                record_account_event("directory-refused", of=user, by=_BY, detail="in no group")
            raise ImmediateHttpResponse(refuse_login(request, NO_GROUP))
        if user is not None:
            _give_role(user, role)
        elif sociallogin.state.get("process") != "connect" and _is_taken(sociallogin.user.email):
            raise ImmediateHttpResponse(refuse_login(request, TAKEN))

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> User:
        """Makes the account at the first log-in."""
        user: User = super().save_user(request, sociallogin, form)
        role = read_role(sociallogin.account.extra_data)
        if role is not None:
            set_role(user, role)
            record_account_event("joined", of=user, by=_BY, now=str(role.label), detail=user.email)
        return user

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("profile")


def _give_role(user: User, role: Role) -> None:
    was = get_role(user)
    if not settings.DIRECTORY_SETS_ROLES or was is role:
        return
    set_role(user, role)
    record_account_event("role", of=user, by=_BY, was=str(was.label if was else "none"), now=str(role.label))


def _is_taken(email: str) -> bool:
    if not email:
        return False
    taken = User.objects.filter(email__iexact=email) | User.objects.filter(
        pk__in=EmailAddress.objects.filter(email__iexact=email).values("user")
    )
    return taken.exists()
