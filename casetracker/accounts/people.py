"""The newsroom's people: who is here, and what an admin may do with an account. Called by the page of people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Case, Count, Max, Q, QuerySet, When
from django.utils import timezone

from casetracker.access.roles import filter_by_role, get_role, set_role
from casetracker.models import Role
from dockets.db.keyset import Key
from dockets.history.audit_log import Who
from rulings.desk.hand_over import hand_over_work
from rulings.desk.queue import list_editors
from rulings.history.account_log import record_account_event
from rulings.http.api_tokens import end_tokens_of
from rulings.http.subscription_keys import renew_keys
from rulings.models import Annotation, Assignment

NO_ROLE = "none"
"""Instead of a role: accounts that have none."""


class CannotChange(Exception):
    """``str(error)`` is a sentence for a person. Nothing was done."""


@dataclass(frozen=True, slots=True)
class Person:
    """A line of the page."""

    user: User
    role: Role | None
    factors: int
    """Passkeys and authenticator apps."""
    last_seen: datetime | None
    sessions: int
    """In how many browsers they are logged in."""
    cases: int
    notes: int
    """Not private ones, which cannot be handed over."""


ORDER = (Key("is_gone", "int"), Key("username", "text"))
"""Those that are in use first, then by name, which only one account has."""


def find_people(words: str = "", role: str = "") -> "QuerySet[User]":
    """The accounts whose name or address holds ``words`` and that have ``role``, a value of ``Role`` or ``NO_ROLE``;
    "": any. In the order of ``ORDER``."""
    users = User.objects.prefetch_related("groups").annotate(is_gone=Case(When(is_active=True, then=0), default=1))
    for word in words.split():
        named = Q(username__icontains=word) | Q(email__icontains=word)
        users = users.filter(named | Q(first_name__icontains=word) | Q(last_name__icontains=word))
    return filter_by_role(users, None if role == NO_ROLE else Role(role)) if role else users


def describe_people(users: Sequence[User]) -> list[Person]:
    """A page of ``find_people``, in its order. Four queries."""
    factors = _count("user", users, Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES))
    cases = _count("editor", users, Assignment.objects.all())
    private = Annotation.Visibility.PRIVATE
    notes = _count("author", users, Annotation.objects.filter(deleted_at=None).exclude(visibility=private))
    sessions = UserSession.objects.filter(user__in=users).values_list("user").order_by()
    seen = {user: (last, number) for user, last, number in sessions.annotate(Max("last_seen_at"), Count("pk"))}
    return [
        Person(
            user,
            get_role(user),
            factors.get(user.pk, 0),
            max(filter(None, (user.last_login, seen.get(user.pk, (None, 0))[0])), default=None),
            seen.get(user.pk, (None, 0))[1],
            cases.get(user.pk, 0),
            notes.get(user.pk, 0),
        )
        for user in users
    ]


def _count(of: str, users: Sequence[User], rows: QuerySet[Any]) -> Mapping[int, int]:
    return dict(rows.filter(**{f"{of}__in": users}).values_list(of).annotate(Count("pk")).order_by())


def change_role(user: User, role: Role, *, by: User) -> None:
    """Raises ``CannotChange`` for one's own: somebody has to remain who can give it back."""
    if user == by:
        raise CannotChange("Another admin has to change your own role.")
    was = get_role(user)
    if was is role:
        return
    with transaction.atomic():
        set_role(user, role)
        record_account_event("role", of=user, by=by, was=str(was.label if was else "none"), now=str(role.label))


def disable_user(user: User, *, by: Who) -> None:
    """No log-in any more. Sessions, subscription links, keys and links for new passwords end at once, for good. Raises
    ``CannotChange`` for oneself."""
    if user == by:
        raise CannotChange("Another admin has to disable you.")
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=False)
        end_everything(user)
        record_account_event("disabled", of=user, by=by)


def end_everything(user: User) -> None:
    """Sessions, links and keys of a user."""
    _end_sessions(user)
    renew_keys(user)
    end_tokens_of(user, now=timezone.now())


def end_sessions_of(user: User, *, by: User) -> int:
    """Logs somebody out everywhere; of how many browsers. Raises ``CannotChange`` for oneself."""
    if user == by:
        raise CannotChange("Your own sessions end on the page of your account.")
    with transaction.atomic():
        number = _end_sessions(user)
        record_account_event("sessions", of=user, by=by, detail=f"all {number}")
    return number


def _end_sessions(user: User) -> int:
    rows = UserSession.objects.filter(user=user)
    keys = list(rows.select_for_update().values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.filter(session_key__in=keys).delete()
    return len(keys)


def enable_user(user: User, *, by: User) -> None:
    with transaction.atomic():
        if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
            record_account_event("enabled", of=user, by=by)


def hand_over_everything(user: User, to: User, *, by: User, now: datetime) -> tuple[int, int]:
    """Cases and notes, to an editor; the numbers of both. Raises ``CannotChange`` where ``to`` is none."""
    if to == user or not list_editors().filter(pk=to.pk).exists():
        raise CannotChange("Cases and notes go to another editor who may log in.")
    with transaction.atomic():
        cases, notes = hand_over_work(user, to, by=by, now=now)
        detail = f"{cases} cases, {notes} notes"
        record_account_event("handed-over", of=user, by=by, now=to.get_username(), detail=detail)
    return cases, notes


def make_password_key(user: User, *, by: User) -> tuple[str, str]:
    """The two parts of a link with which somebody chooses a new password, once, within three days. Raises
    ``CannotChange`` for a disabled account."""
    if not user.is_active:
        raise CannotChange("A disabled account has no password to choose.")
    with transaction.atomic():
        record_account_event("password-link", of=user, by=by)
    return user_pk_to_url_str(user), default_token_generator.make_token(user)


def remove_factors(user: User, *, by: Who, event: str = "factor-removed") -> int:
    """All passkeys, apps and recovery codes, for somebody who has lost them; how many. Their sessions end."""
    with transaction.atomic():
        number: int = Authenticator.objects.filter(user=user).delete()[0]
        _end_sessions(user)
        record_account_event(event, of=user, by=by, detail=f"all {number}")
    return number
