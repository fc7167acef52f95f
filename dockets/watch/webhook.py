"""Receives the messages of CourtListener's webhooks. Called by the view; a worker masks a message and queues its
imports.

A message is claimed by its unique key in the transaction that stores it: delivered ten times at once, it is taken once,
and a crash in between leaves nothing claimed. A worker holds it by a lease, and queues its imports in the transaction
in which it lets go of the message. A message names its docket by CourtListener's number alone; so that its payload can
be parsed by itself, the docket's court and number are stored beside it. Where they are not known yet, the docket is
watched from now on, and the message waits for it.
"""

import json
import logging
import zlib
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, Func, JSONField, OuterRef, Q, Value
from django.db.models.functions import Left, Length
from django.utils import timezone

from dockets.db import enqueue
from dockets.db.enqueue import Urgency
from dockets.db.leases import (
    MAX_ATTEMPTS,
    RELEASED,
    LeaseLost,
    begin_attempt,
    extend_lease,
    is_over,
    is_spent,
    release_lease,
    reserve_due,
)
from dockets.imports import run
from dockets.models import Docket, ImportRun, Observation, Source, WebhookDelivery
from dockets.models.watch import BY_WEBHOOK
from dockets.record.text import clean_line
from dockets.sources.courtlistener.fetch import PREFIX
from dockets.sources.courtlistener.source import COURTLISTENER
from dockets.sources.courtlistener.values import find_json_id
from dockets.sources.json_object import list_json_objects

SLUG = COURTLISTENER.slug
EVENTS = {1: "docket alert", 2: "search alert", 3: "RECAP fetch", 4: "report of old docket alerts", 5: "pray and pay"}
"""CourtListener's numbers of its events. Only the first concerns a docket; the others are accepted and noted."""
DOCKET_ALERT = 1
"""Suffix of the reference of such an import."""
PATIENCE = timedelta(days=2)
"""How long a message waits for its docket. The quota of a busy account can delay the docket by a day."""
STUB_FOR = timedelta(days=14)
"""How long the text of a filing that came without one is asked for."""
ASK_AGAIN = timedelta(hours=6)
AGAIN = timedelta(seconds=10)
"""Pause between two queued tasks for a message that no worker has taken."""
TAKE_MESSAGE = "dockets.tasks.take_message"
MOST_DOCKETS = 20
"""How many dockets one message may tell of. CourtListener sends one message for each docket; each further one costs
a payload of its own."""
MOST_WORK = 20 * 2**20
"""Bytes that the payloads of one message may have together."""
_KEY, _LONGEST_ID = 180, 12

log = logging.getLogger(__name__)


class InvalidMessage(Exception):
    """The body is no webhook message. ``str(error)`` says why."""


def receive_message(key: str, body: bytes) -> bool:
    """Stores a message and queues its task. False: it has been delivered before, which is counted. ``key``: the
    sender's; "": derived from the body.

    Raises ``InvalidMessage``.
    """
    _, message = _read(body)
    dockets = _dockets(message)
    if len(dockets) > MOST_DOCKETS or len(dockets) * len(body) > max(MOST_WORK, len(body)):
        raise InvalidMessage(
            f"This message tells of {len(dockets):,} dockets in {len(body):,} bytes; at most {MOST_DOCKETS} dockets are"
            " taken, and fewer of a long one. Send one message for each docket."
        )
    now = timezone.now()
    with transaction.atomic():
        delivery = _claim(_name(key, body), _event(message), body if dockets else None, now)
        if delivery is not None and dockets:
            enqueue.enqueue_task(TAKE_MESSAGE, urgency=Urgency.SOON, delivery_id=delivery)
    return delivery is not None


def list_due_messages(now: datetime, limit: int) -> list[int]:
    """Ids of messages that nobody holds, to be queued now. One that has killed three workers is let go of."""
    kept = WebhookDelivery.objects.filter(body__isnull=False)
    if spent := kept.filter(is_spent(now)).update(body=None, **RELEASED):
        log.error("%s messages of the webhook were given up: each worker that took one stopped in the middle.", spent)
    due = kept.filter(is_over(now), not_before__lte=now, attempts__lt=MAX_ATTEMPTS)
    return reserve_due(due.order_by("not_before", "id"), now=now, limit=limit, rests=AGAIN)


def queue_imports_of_message(delivery_id: int) -> int:
    """Queues an import for each docket of a message; how many. Safe to call twice or at once. Each is masked before the
    transaction begins. Called by the task."""
    now, row = timezone.now(), WebhookDelivery.objects.filter(pk=delivery_id)
    lease = begin_attempt(row, Q(body__isnull=False), now=now)
    if lease is None:
        return 0
    text, message = _read(bytes(row.values_list("body", flat=True).get() or b""))
    try:
        masked = []
        for docket_id in _dockets(message):
            docket = _docket_at(f"{PREFIX}{docket_id}")
            body = run.admit_payload(_payload(docket_id, docket, text), _refer_to(docket_id), SLUG, None)
            masked.append((docket_id, docket, body))
            extend_lease(lease)
        with transaction.atomic():
            runs = [_queue(*one, now) for one in masked]
            release_lease(lease, body=None, run=runs[0])
    except LeaseLost:
        log.warning("The message %s was taken over by another worker. Nothing is written here.", delivery_id)
        return 0
    return len(runs)


def _read(body: bytes) -> tuple[str, Mapping[str, Any]]:
    try:
        text = body.decode("utf-8")
        message = json.loads(text)
    except (ValueError, RecursionError):
        raise InvalidMessage("This is no JSON.") from None
    if not isinstance(message, dict) or not isinstance(message.get("payload"), dict):
        raise InvalidMessage("This is JSON, but no message of a CourtListener webhook: it has no payload.")
    return text, message


def _event(message: Mapping[str, Any]) -> str:
    about = message.get("webhook")
    number = about.get("event_type") if isinstance(about, dict) else None
    return EVENTS.get(number, f"event {number}"[:60]) if isinstance(number, int) else "event of no kind"


def _name(key: str, body: bytes) -> str:
    """The message's key. Without one, or with one that is no key, it is derived from the bytes: the same bytes are the
    same message."""
    written = clean_line(key)
    return f"{SLUG}:{written}" if written and len(written) <= _KEY else f"{SLUG}:sha256:{sha256(body).hexdigest()}"


def _claim(key: str, event: str, body: bytes | None, now: datetime) -> int | None:
    """Inserts the delivery. Returns the row's id for whoever is first, None for everyone else."""
    row, is_new = WebhookDelivery.objects.get_or_create(
        key=key,
        defaults={"event": event, "received_at": now, "deliveries": 1, "body": body, "not_before": now + AGAIN},
    )
    if not is_new:
        WebhookDelivery.objects.filter(pk=row.pk).update(deliveries=F("deliveries") + 1)
    return row.pk if is_new else None


def _dockets(message: Mapping[str, Any]) -> Collection[str]:
    """CourtListener's ids of the dockets that the message is about, each once."""
    about = message.get("webhook")
    if not isinstance(about, dict) or about.get("event_type") != DOCKET_ALERT:
        return []
    found = (find_json_id(row.get("docket")) for row in list_json_objects(message["payload"].get("results")))
    return dict.fromkeys(docket_id for docket_id in found if docket_id.isdigit() and len(docket_id) <= _LONGEST_ID)


def _queue(docket_id: str, docket: Docket | None, masked: bytes, now: datetime) -> ImportRun:
    is_known = docket is not None
    queued = run.queue_masked(masked, name=_refer_to(docket_id), source_slug=SLUG, now=now, ring=is_known)
    if not is_known:
        ImportRun.objects.filter(pk=queued.pk).update(not_before=now + PATIENCE)
        _watch(f"{PREFIX}{docket_id}", now)
    return queued


def _refer_to(docket_id: str) -> str:
    return f"{PREFIX}{docket_id}{BY_WEBHOOK}"


def _docket_at(address: str) -> Docket | None:
    source = Source.objects.filter(slug=SLUG, url=address, docket__isnull=False).select_related("docket").first()
    return source.docket if source else None


def _payload(docket_id: str, docket: Docket | None, text: str) -> bytes:
    """The payload: the message unaltered, beside what identifies its docket, as the CourtListener parser reads it."""
    return f"{_beginning(docket_id, docket)}{text}}}".encode()


def _beginning(docket_id: str, docket: Docket | None) -> str:
    header: dict[str, Any] = {"id": int(docket_id)}
    if docket:
        header |= {
            "court_id": docket.court_id,
            "docket_number": docket.docket_number,
            "pacer_case_id": docket.pacer_case_id,
        }
    return f'{{"courtlistener": "v4", "docket": {json.dumps(header)}, "webhook": '


def _watch(address: str, now: datetime) -> None:
    """Watches the docket at CourtListener from now on. Without a token nothing could be asked there, and nothing is
    done."""
    if settings.COURTLISTENER_TOKEN:
        Source.objects.get_or_create(
            slug=SLUG, url=address, defaults={"next_at": now, "interval": COURTLISTENER.rhythm}
        )


def queue_waiting_messages(now: datetime) -> int:
    """Queues the messages that waited for a docket that is known now. Returns how many. Called by the beat. Messages
    whose docket is still unknown do not hold up others, however many they are."""
    waiting = ImportRun.objects.filter(status=ImportRun.Status.QUEUED, source_slug=SLUG, attempts=0, not_before__gt=now)
    known = Source.objects.filter(slug=SLUG, url=OuterRef("address"), docket__isnull=False)
    named = Left("reference", Length("reference") - len(BY_WEBHOOK))
    waiting = waiting.filter(reference__endswith=BY_WEBHOOK).alias(address=named).filter(Exists(known))
    settled = 0
    for queued in waiting.select_related("payload").order_by("id")[:100]:
        address = queued.reference.removesuffix(BY_WEBHOOK)
        if docket := _docket_at(address):
            settled += _settle(queued, address.removeprefix(PREFIX), docket, now)
    return settled


def _settle(queued: ImportRun, docket_id: str, docket: Docket, now: datetime) -> int:
    """0 where another beat has done it meanwhile."""
    stored, beginning = zlib.decompress(queued.payload.body).decode(), _beginning(docket_id, None)
    if not stored.startswith(beginning):
        return 0
    text = stored.removeprefix(beginning).removesuffix("}")
    with transaction.atomic():
        came = queued.payload.received_at
        payload = run.store_payload(_payload(docket_id, docket, text), name=queued.reference, now=came)
        mine = ImportRun.objects.filter(pk=queued.pk, status=ImportRun.Status.QUEUED, attempts=0)
        mine = mine.filter(payload=queued.payload_id)
        changed = mine.update(payload=payload, not_before=now)
        enqueue.enqueue_task(enqueue.IMPORT_RUN, urgency=Urgency.SOON, run_id=queued.pk)
    return changed


def request_missing_texts(now: datetime) -> int:
    """Makes those sources due whose dockets have filings that a webhook brought without their text. Returns how many.
    Called by the beat.

    CourtListener sends no second message when it has the text. A source that is due anyway is left alone, and so is one
    whose account may not see entries.
    """
    told = WebhookDelivery.objects.filter(received_at__gte=now - STUB_FOR, run__isnull=False)
    stubs = Observation.objects.filter(
        docket=OuterRef("docket"), channel=SLUG, long_text="", first_seen__gte=now - STUB_FOR, filing__long_text=""
    )
    asked = Q(last_attempt_at=None) | Q(last_attempt_at__lt=now - ASK_AGAIN)
    due = Source.objects.filter(asked, Exists(stubs), slug=SLUG, enabled=True, failures=0, next_at__gt=now)
    due = due.filter(docket__in=Docket.objects.filter(import_runs__in=told.values("run")))
    allowed = Q(validators__denied__isnull=True) | ~Q(validators__denied__has_key="entries")
    due = due.filter(allowed, validators__walk__isnull=True)
    # Removing the validator that says the docket is unchanged makes the next reading ask for its entries.
    modified = Func(
        F("validators"), Value("modified"), template="(%(expressions)s)", arg_joiner=" - ", output_field=JSONField()
    )
    return due.update(next_at=now, validators=modified)
