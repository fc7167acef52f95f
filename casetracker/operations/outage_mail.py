"""Mails admins when a part of the site is gone, imports are refused or pages fail: once when it begins, and once when
it is over. Whichever process is alive looks: web servers at their requests, workers and beat at their signs of life.

Each outage is an ``UpkeepEntry``: what it is, when it was first noticed, whether it was mailed. While the database is
away nothing can be known of admins, and nothing is sent: that is for a monitor that asks ``/readyz``.
"""

import logging
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Thread

import redis
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import Error, connections, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from casetracker.operations import condition, marks, troubles
from casetracker.operations.troubles import Trouble
from dockets.db.locks import try_row
from dockets.models import UpkeepEntry
from dockets.record.text import clean_line
from dockets.watch.failure_mail import explain_no_mail, list_admin_addresses

EVERY = 60.0
"""Seconds between two looks of one process, and of all of them as long as they reach the broker."""
PATIENCE = timedelta(minutes=2)
"""What is over within that time is mailed to nobody: a restart, say."""
_LOCK = "outages"
_OPEN = UpkeepEntry.objects.filter(kind=UpkeepEntry.Kind.OUTAGE, details__over=None)
_NEED_BROKER = ("beat", "workers", troubles.PAGES, troubles.WORKER)
"""Of these nothing is known while the broker is away."""

log = logging.getLogger(__name__)
_next = 0.0


def look_for_outages() -> None:
    """Looks now and then, in a thread: whoever calls it has other things to do. Never raises."""
    global _next
    if not (settings.EMAIL_URL and settings.MAILS_OUTAGES) or time.monotonic() < _next:
        return
    _next = time.monotonic() + EVERY
    Thread(target=_look, name="look for outages", daemon=True).start()


def _look() -> None:
    try:
        if _is_my_turn():
            mail_outages(timezone.now())
    except Error as error:
        log.warning("Whether something is amiss could not be found out: %s", condition.describe_error(error))
    except Exception:
        log.exception("The mail about what is amiss could not be sent.")
    finally:
        connections.close_all()


def _is_my_turn() -> bool:
    """One process looks for all, where they can agree."""
    try:
        key = f"{settings.BROKER_PREFIX}outages looked for"
        return bool(marks.get_broker().set(key, "1", nx=True, ex=int(EVERY) - 5))
    except redis.RedisError:
        return True


def mail_outages(now: datetime) -> tuple[int, int]:
    """Writes what began and what is over, and mails both; how many of each were mailed. What was mailed is marked in
    the transaction in which the mail is sent: if sending fails, it is tried again."""
    if explain_no_mail():
        return 0, 0
    found = {trouble.key: trouble for trouble in troubles.list_troubles(condition.check_parts(now), now)}
    found.pop(troubles.MAIL, None)
    if "database" in found:
        return 0, 0
    with transaction.atomic():
        if not try_row(_LOCK, 1):
            return 0, 0
        known = {entry.details["key"]: entry for entry in _OPEN.order_by("pk")}
        for key, trouble in found.items():
            if key not in known:
                known[key] = UpkeepEntry.objects.create(kind=UpkeepEntry.Kind.OUTAGE, at=now, details=_note(trouble))
        over = [entry for key, entry in known.items() if key not in found and not _is_hidden(key, found)]
        told = [entry for entry in over if entry.details["mailed"]]
        fresh = [known[key] for key in found if not known[key].details["mailed"] and now - known[key].at >= PATIENCE]
        _write(fresh, mailed=now.isoformat())
        _write(over, over=now.isoformat())
        if fresh or told:
            _message([found[entry.details["key"]] for entry in fresh], fresh, told).send()
    return len(fresh), len(told)


def _note(trouble: Trouble) -> dict[str, str | None]:
    return {"key": trouble.key, "said": trouble.said, "mailed": None, "over": None}


def _is_hidden(key: str, found: dict[str, Trouble]) -> bool:
    return "broker" in found and key.startswith(_NEED_BROKER)


def _write(entries: Sequence[UpkeepEntry], **details: str) -> None:
    for entry in entries:
        entry.details |= details
        entry.save(update_fields=["details"])


def _message(now: Sequence[Trouble], fresh: Sequence[UpkeepEntry], over: Sequence[UpkeepEntry]) -> EmailMessage:
    """What is amiss, as it stands now, and what is over, as it was when it began."""
    name, origins = clean_line(settings.SITE_NAME), settings.CSRF_TRUSTED_ORIGINS
    begun = [(trouble.said, entry.at) for trouble, entry in zip(now, fresh, strict=True)]
    ended = [(entry.details["said"], entry.at) for entry in over]
    context = {"begun": begun, "ended": ended, "site_name": name, "site": next(iter(origins), "")}
    words = [f"{len(begun)} {'thing is' if len(begun) == 1 else 'things are'} amiss"] if begun else []
    words += [f"{len(ended)} {'is' if len(ended) == 1 else 'are'} over"] if ended else []
    body = render_to_string("emails/outages.txt", context)
    return EmailMessage(f"{name}: {', '.join(words)}", body, to=list_admin_addresses())
