"""Writes the audit log of what people change: who, when, and the object before and after. Every form, command and admin
page that writes an editor's row calls ``record_edit`` in the transaction of the change; only history pages read the
log.

A form carries a ``request_id`` made when it was shown (``create_request_id``), and the ``version`` of what it showed:
sent twice it is applied once, and sent late it does not overwrite what another person has written since.
"""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any

import orjson
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from dockets.db.locks import hold_word
from dockets.models import AuditEntry

type State = Mapping[str, Any]
"""An object's fields by name, as JSON holds them, with dates and times as Django writes them."""
type Who = AbstractBaseUser | AnonymousUser | str | None
"""A logged-in user, or the name of a command; None: a command without a name."""


def record_edit(
    *,
    docket_id: int | None,
    kind: str,
    object_id: int,
    before: State | None,
    after: State | None,
    by: Who,
    at: datetime | None = None,
    request_id: str = "",
    act: str = "",
    byline: str = "",
) -> AuditEntry | None:
    """Records one change, made at ``at`` or now. ``docket_id`` None: of an account. ``before`` None: created;
    ``after`` None: deleted; both equal: nothing is recorded, and None is returned. ``act`` and ``byline``: of a
    version, as in ``AuditEntry``."""
    was, now = _plain(before), _plain(after)
    if was == now:
        return None
    entry = _build_entry(docket_id, kind, object_id, was, now, by, at, request_id)
    entry.act, entry.byline = act, byline
    entry.save(force_insert=True)
    return entry


type Edit = tuple[int, State | None, State | None]
"""``(object_id, before, after)`` as ``record_edit`` has them."""


def record_edits(kind: str, edits: Iterable[Edit], *, by: Who, request_id: str = "") -> None:
    """Records changes of many objects of one kind, made now and of no docket, each as ``record_edit`` would. One
    statement for some hundreds."""
    at = timezone.now()
    plain = ((key, _plain(before), _plain(after)) for key, before, after in edits)
    entries = [_build_entry(None, kind, key, was, now, by, at, request_id) for key, was, now in plain if was != now]
    AuditEntry.objects.bulk_create(entries, batch_size=_BATCH)


_BATCH = 500


def _build_entry(
    docket_id: int | None,
    kind: str,
    object_id: int,
    was: dict[str, Any] | None,
    now: dict[str, Any] | None,
    by: Who,
    at: datetime | None,
    request_id: str,
) -> AuditEntry:
    user = by if isinstance(by, AbstractBaseUser) else None
    return AuditEntry(
        docket_id=docket_id,
        kind=kind,
        object_id=object_id,
        by_id=user.pk if user else None,
        by_name=user.get_username() if user else str(by or ""),
        at=at or timezone.now(),
        before=was,
        after=now,
        request_id=request_id,
    )


def create_request_id() -> str:
    """A random id for a hidden field of a form."""
    return secrets.token_urlsafe(16)


def is_request_done(request_id: str) -> bool:
    """Whether a form has been applied already. Called in the transaction that is to write it, before anything is read:
    of two requests at once, the second waits here for the first. False for a form without a ``request_id``."""
    if not request_id:
        return False
    hold_word("dockets.history.audit_log", request_id)
    return AuditEntry.objects.filter(request_id=request_id).exists()


def get_state_version(state: State | None) -> str:
    """A short hash that differs where the state does: whatever changed the object, a form, an import or the admin."""
    return blake2b(orjson.dumps(_plain(state), option=orjson.OPT_SORT_KEYS), digest_size=8).hexdigest()


def _plain(state: State | None) -> dict[str, Any] | None:
    """The state as the database returns it."""
    if state is None:
        return None
    plain: dict[str, Any] = orjson.loads(DjangoJSONEncoder().encode(dict(state)))
    return plain
