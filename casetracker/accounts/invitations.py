"""Invitations: made, sent again, revoked and accepted. Called by the pages of the newsroom."""

import logging
import secrets
from datetime import datetime
from hashlib import sha256
from smtplib import SMTPException

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from casetracker.access.roles import set_role
from casetracker.models import Invitation, Role
from casetracker.models.invitation import VALID
from dockets.record.text import clean_line
from rulings.history.account_log import record_account_event

_log = logging.getLogger(__name__)


class CannotInvite(Exception):
    """``str(error)`` is a sentence for a person."""


class InvitationGone(Exception):
    """It was used, revoked or is too old."""


def invite_address(email: str, role: Role, *, by: User, now: datetime) -> tuple[Invitation, str]:
    """The invitation, and what its link ends in. An open one to the same address is renewed, with this role. Raises
    ``CannotInvite`` where somebody has the address."""
    with transaction.atomic():
        taken = User.objects.filter(email__iexact=email).exists()
        if taken or EmailAddress.objects.filter(email__iexact=email, verified=True).exists():
            raise CannotInvite("Somebody here has that address already.")
        row = _find_open(email)
        row, is_new = row or Invitation(email=email), row is None
        row.role, row.invited_by = role, by
        token = _renew(row, now)
        record_account_event("invited" if is_new else "invited-again", of=email, by=by, now=str(row.get_role_display()))
    return row, token


def renew_invitation(row: Invitation, *, by: User, now: datetime) -> str:
    """What the new link ends in; the one before is void. Raises ``InvitationGone``."""
    with transaction.atomic():
        row = Invitation.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if row.accepted_at or row.revoked_at:
            raise InvitationGone
        token = _renew(row, now)
        record_account_event("invited-again", of=row.email, by=by)
    return token


def revoke_invitation(row: Invitation, *, by: User, now: datetime) -> None:
    """Raises ``InvitationGone`` where it was accepted."""
    with transaction.atomic():
        if not Invitation.objects.filter(pk=row.pk, accepted_at=None, revoked_at=None).update(revoked_at=now):
            raise InvitationGone
        record_account_event("invitation-revoked", of=row.email, by=by)


def mail_invitation(row: Invitation, link: str) -> bool:
    """Whether the link went out. False where the site has no mail server, or that took it not: then it is to be handed
    over."""
    if not settings.EMAIL_URL:
        return False
    by = (row.invited_by.get_full_name() or row.invited_by.get_username()) if row.invited_by else ""
    told = {"site": settings.SITE_NAME, "link": link, "role": row.get_role_display(), "by": by}
    subject = f"Your account at {clean_line(settings.SITE_NAME)}"
    try:
        send_mail(subject, render_to_string("emails/invitation.txt", told), None, [row.email])
    except (SMTPException, OSError) as error:
        _log.warning("An invitation could not be mailed: %s", error)
        return False
    Invitation.objects.filter(pk=row.pk).update(is_mailed=True)
    return True


def find_invitation(token: str, *, now: datetime) -> Invitation | None:
    """The open invitation of a link."""
    row = Invitation.objects.filter(digest=_digest(token)).first()
    return row if row and row.is_open(now) else None


def accept_invitation(token: str, *, username: str, name: str, password: str, now: datetime) -> User:
    """Makes the account. Of two requests at once one makes it. Raises ``InvitationGone``."""
    with transaction.atomic():
        row = Invitation.objects.select_for_update(of=("self",)).filter(digest=_digest(token)).first()
        if row is None or not row.is_open(now):
            raise InvitationGone
        user = User.objects.create_user(username, email=row.email, password=password, first_name=name)
        set_role(user, Role(row.role))
        EmailAddress.objects.create(user=user, email=row.email.lower(), primary=True, verified=row.is_mailed)
        Invitation.objects.filter(pk=row.pk).update(accepted_at=now, accepted_by=user)
        record_account_event("joined", of=user, by=user, now=str(row.get_role_display()), detail=row.email)
    return user


def _find_open(email: str) -> Invitation | None:
    rows = Invitation.objects.select_for_update(of=("self",))
    return rows.filter(email__iexact=email, accepted_at=None, revoked_at=None).first()


def _renew(row: Invitation, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    row.digest, row.made_at, row.expires_at, row.is_mailed = _digest(token), now, now + VALID, False
    row.save()
    return token


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
