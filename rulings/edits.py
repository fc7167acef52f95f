"""Keeps account of what people change: who, when, and the object before and after. Every form, command and admin page that writes
an editor's row calls ``record_edit`` in the transaction of the change; nothing reads it but history pages.

A form carries a ``request_id`` made when it was shown (``new_request_id``), and the ``version`` of what it showed: sent twice it
is taken once, and sent late it does not overwrite what another has written since.
"""

import secrets
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

import orjson
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from rulings.models import Edit

type State = Mapping[str, Any]
"""An object's fields by name: what JSON holds, with dates and times as Django writes them."""
type Who = AbstractBaseUser | AnonymousUser | str
"""A user who is logged in, or the name of a command."""


def record_edit(
    *, docket_id: int, kind: str, object_id: int, before: State | None, after: State | None, by: Who, request_id: str = ""
) -> Edit | None:
    """Notes one change. ``before`` None: made; ``after`` None: removed; both alike: nothing was changed, and nothing is noted."""
    was, now = _plain(before), _plain(after)
    if was == now:
        return None
    user = by if isinstance(by, AbstractBaseUser) else None
    return Edit.objects.create(
        docket_id=docket_id,
        kind=kind,
        object_id=object_id,
        by_id=user.pk if user else None,
        by_name=user.get_username() if user else str(by),
        before=was,
        after=now,
        request_id=request_id,
    )


def new_request_id() -> str:
    """For a hidden field of a form."""
    return secrets.token_urlsafe(16)


def done_already(request_id: str) -> bool:
    """Whether a form has been taken already. Asked in the transaction that is to write it, before anything is read: of two that
    come at once, the second waits here for the first. A form without a ``request_id`` never was."""
    if not request_id:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('rulings.edits', hashtextextended(%s, 0)))", [request_id])
    return Edit.objects.filter(request_id=request_id).exists()


def version_of(state: State | None) -> str:
    """A short word that differs where the state does: whatever changed the object, a form, an import or the admin."""
    return blake2b(orjson.dumps(_plain(state), option=orjson.OPT_SORT_KEYS), digest_size=8).hexdigest()


def _plain(state: State | None) -> dict[str, Any] | None:
    """As the database gives it back."""
    if state is None:
        return None
    plain: dict[str, Any] = orjson.loads(DjangoJSONEncoder().encode(dict(state)))
    return plain
