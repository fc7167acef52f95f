"""Writes into the audit log what happens with accounts: log-ins, roles, invitations, second factors, keys. Called by
the pages of accounts, by their commands, and where keys are made."""

from typing import Any, Final

from django.contrib.auth.models import User

from dockets.history.audit_log import Who, record_edit

KIND: Final = "account"
"""``AuditEntry.kind``."""
EVENTS: Final = {
    "login": "logged in",
    "login-failed": "gave a wrong password for",
    "code-failed": "gave a wrong code for",
    "password": "changed the password of",
    "password-link": "made a link for a new password of",
    "invited": "invited",
    "invited-again": "sent again the invitation of",
    "invitation-revoked": "revoked the invitation of",
    "joined": "accepted the invitation, as",
    "role": "changed the role of",
    "name": "changed how is shown",
    "disabled": "disabled",
    "enabled": "enabled",
    "deleted": "deleted",
    "sessions": "ended the sessions of",
    "handed-over": "handed over what was in hand of",
    "factor-added": "added a second factor of",
    "factor-removed": "removed a second factor of",
    "codes": "made recovery codes of",
    "break-glass": "took away all second factors of",
    "feed-keys": "made anew the subscription links of",
    "token": "made an API token of",
    "token-ended": "ended an API token of",
    "directory": "was let in by the directory, as",
    "directory-refused": "was refused by the directory, as",
}
"""What happened -> in words, between who did it and whom it is about."""


def record_account_event(
    event: str, *, of: User | str, by: Who, was: str = "", now: str = "", detail: str = ""
) -> None:
    """``of``: whose account it is, or an address that has none yet. ``was`` and ``now``: what was changed, in words.
    ``detail``: from where, which, for how long. Raises ``KeyError`` for an event that is not in ``EVENTS``."""
    EVENTS[event]
    told: dict[str, Any] = {"event": event, "of": of.get_username() if isinstance(of, User) else of}
    told |= {name: value for name, value in (("was", was), ("now", now), ("detail", detail)) if value}
    key = of.pk if isinstance(of, User) else 0
    record_edit(docket_id=None, kind=KIND, object_id=key, before=None, after=told, by=by)
