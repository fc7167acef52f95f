"""Tokens of the API: made, ended and checked. Called by the page of one's account and by the API.

A token is shown once, when it is made. It opens what its owner's role allows, within its scope, until it expires or is
ended, or its owner is disabled. It does not end with the password.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from rulings.history.account_log import record_account_event
from rulings.models import ApiToken

PREFIX = "ct_"
"""With which each begins, so that whoever finds one lying about knows what it is."""
NOTED_EVERY = timedelta(minutes=10)
"""How exactly it is noted when a token was last used."""


def make_token(
    user: User, name: str, scope: ApiToken.Scope, *, valid: timedelta, now: datetime
) -> tuple[ApiToken, str]:
    """The row, and the token itself."""
    token = f"{PREFIX}{secrets.token_urlsafe(32)}"
    with transaction.atomic():
        row = ApiToken.objects.create(
            user=user,
            name=name,
            scope=scope,
            digest=_digest(token),
            begins=token[:10],
            made_at=now,
            expires_at=now + valid,
        )
        record_account_event("token", of=user, by=user, now=f"{name} ({scope.label})", detail=row.begins)
    return row, token


def end_token(row: ApiToken, *, by: User, now: datetime) -> None:
    """For good. A second time changes nothing."""
    with transaction.atomic():
        if ApiToken.objects.filter(pk=row.pk, ended_at=None).update(ended_at=now):
            record_account_event("token-ended", of=row.user, by=by, was=row.name, detail=row.begins)


def end_tokens_of(user: User, *, now: datetime) -> None:
    """All of a user, with the account."""
    ApiToken.objects.filter(user=user, ended_at=None).update(ended_at=now)


def read_bearer(request: HttpRequest) -> str:
    """What a program sends as its key or token; "" where it sends none."""
    scheme, _, told = request.headers.get("Authorization", "").partition(" ")
    return told.strip() if scheme.lower() == "bearer" else ""


def find_token(token: str) -> ApiToken | None:
    """The row of a token that is good, of a user who may log in. Notes that it was used."""
    now = timezone.now()
    if not token.startswith(PREFIX):
        return None
    row = ApiToken.objects.select_related("user").filter(digest=_digest(token), user__is_active=True).first()
    if row is None or not row.is_good(now):
        return None
    if row.last_used_at is None or row.last_used_at < now - NOTED_EVERY:
        ApiToken.objects.filter(pk=row.pk).update(last_used_at=now)
    return row


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
