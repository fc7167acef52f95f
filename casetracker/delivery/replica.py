"""Whether the read replica may be asked: it answers, and is not far behind what the primary has committed.

How far it is behind is measured against places of the primary's log that this process has read before, each with the
time: a replica that has replayed what was written a second ago is at most a second behind, also where its connection
to the primary hangs or nothing is written at all.
"""

import time
from collections import deque
from dataclasses import dataclass, field
from threading import Lock

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections

from dockets.db.server.server_facts import read_flushed_place, read_replayed_place

ALIAS = "replica"
TOLD_EVERY = 0.25
"""Seconds for which an answer is believed: a page does not cost two questions."""
LEFT_ALONE = 2.0
"""Seconds for which a process does not ask a replica that has not answered: each page would wait for it."""


@dataclass(slots=True)
class ReplicaState:
    """What this process knows. ``replayed``: the place up to which the replica is, in bytes."""

    replayed: int = 0
    asked_at: float = 0.0
    left_alone_until: float = 0.0
    primary_away_until: float = 0.0
    trouble: str = ""
    written: deque[tuple[float, int]] = field(default_factory=deque)
    lock: Lock = field(default_factory=Lock)


STATE = ReplicaState()


def is_replica_usable(least: int = 0) -> bool:
    """Whether a page may be read there now. ``least``: a place of the log that it must have replayed, since the reader
    has written something there."""
    now = time.monotonic()
    with STATE.lock:
        if now < STATE.left_alone_until:
            return False
        if now - STATE.asked_at > TOLD_EVERY or least > STATE.replayed:
            _ask(now)
        if STATE.trouble or STATE.replayed < least:
            return False
        try:
            # In this order, so that the page does not find the connection dead and no server to connect to.
            connections[ALIAS].close_if_health_check_failed()
            connections[ALIAS].ensure_connection()
        except Error as error:
            _leave(describe_replica_failure(error))
        return not STATE.trouble


def leave_replica_alone(trouble: str) -> None:
    """Called where it failed in the middle of a page."""
    with STATE.lock:
        _leave(trouble)


def describe_replica_trouble() -> str:
    """Why pages are read on the primary, in a sentence; "" where the replica is used. Asks it anew."""
    with STATE.lock:
        _ask(time.monotonic())
        return STATE.trouble


def describe_replica_failure(error: Error) -> str:
    """A sentence for admins."""
    said = next(iter(str(error).strip().splitlines()), type(error).__name__)
    return f"The replica does not answer, and pages are read on the primary: {said}"


def _leave(trouble: str) -> None:
    STATE.trouble, STATE.left_alone_until = trouble, time.monotonic() + LEFT_ALONE
    connections[ALIAS].close()


def _ask(now: float) -> None:
    STATE.asked_at = now
    is_told = _note_primary(now)
    try:
        STATE.replayed = _read_replayed_place()
    except Error as error:
        _leave(describe_replica_failure(error))
        return
    STATE.trouble = _describe_lag(now) if is_told else ""


def _read_replayed_place() -> int:
    """Raises the database's ``Error``."""
    place = read_replayed_place(ALIAS)
    if place is None:
        raise Error("it is no replica: it does not replay another server's log")
    return place


def _note_primary(now: float) -> bool:
    """Notes where the primary is; whether it has told. A primary that is away holds up nobody who reads."""
    if now < STATE.primary_away_until:
        return False
    try:
        STATE.written.append((now, read_flushed_place(DEFAULT_DB_ALIAS)))
    except Error:
        connections[DEFAULT_DB_ALIAS].close()
        STATE.primary_away_until = time.monotonic() + LEFT_ALONE
        return False
    return True


def _describe_lag(now: float) -> str:
    """The replica is behind unless it has replayed what the primary had written at some time within the limit."""
    while STATE.written[0][0] < now - settings.REPLICA_LAG:
        STATE.written.popleft()
    if STATE.replayed >= STATE.written[0][1]:
        return ""
    return f"The replica is more than {settings.REPLICA_LAG:g} s behind, and pages are read on the primary."
