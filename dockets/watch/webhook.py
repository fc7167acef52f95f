"""Receives the messages of CourtListener's webhooks. Called by the view; the import is done by a worker.

A message is claimed by its unique key in the transaction that stores it and queues its import: delivered ten times at
once, it is imported once, and a crash in between leaves nothing claimed. A message names its docket by CourtListener's
number alone; so that its payload can be parsed by itself, the docket's court and number are stored beside it. Where
they are not known yet, the docket is watched from now on, and the message waits for it.
"""

import json
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
from dockets.imports.run import queue_import, store_payload
from dockets.models import Docket, ImportRun, Observation, Source, WebhookDelivery
from dockets.record.text import clean_line
from dockets.sources.courtlistener.fetch import PREFIX
from dockets.sources.courtlistener.source import COURTLISTENER
from dockets.sources.courtlistener.values import find_json_id
from dockets.sources.json_object import list_json_objects

SLUG = COURTLISTENER.slug
EVENTS = {1: "docket alert", 2: "search alert", 3: "RECAP fetch", 4: "report of old docket alerts", 5: "pray and pay"}
"""CourtListener's numbers of its events. Only the first concerns a docket; the others are accepted and noted."""
DOCKET_ALERT = 1
BY_WEBHOOK = " (webhook)"
"""Suffix of the reference of such an import."""
PATIENCE = timedelta(days=2)
"""How long a message waits for its docket. The quota of a busy account can delay the docket by a day."""
STUB_FOR = timedelta(days=14)
"""How long the text of a filing that came without one is asked for."""
ASK_AGAIN = timedelta(hours=6)
MOST_DOCKETS = 20
"""How many dockets one message may tell of. CourtListener sends one message for each docket; each further one costs
the request that takes the message in a payload of its own."""
MOST_WORK = 20 * 2**20
"""Bytes that the payloads of one message may have together."""
_KEY, _LONGEST_ID = 180, 12


class InvalidMessage(Exception):
    """The body is no webhook message. ``str(error)`` says why."""


def receive_message(key: str, body: bytes) -> bool:
    """Stores a message and queues its import. False: it has been delivered before, which is counted. ``key``: the
    sender's; "": derived from the body.

    Raises ``InvalidMessage``.
    """
    text, message = _read(body)
    dockets = _dockets(message)
    if len(dockets) > MOST_DOCKETS or len(dockets) * len(body) > max(MOST_WORK, len(body)):
        raise InvalidMessage(
            f"This message tells of {len(dockets):,} dockets in {len(body):,} bytes; at most {MOST_DOCKETS} dockets are"
            " taken, and fewer of a long one. Send one message for each docket."
        )
    now = timezone.now()
    with transaction.atomic():
        delivery = _claim(_name(key, body), _event(message), now)
        if delivery is None:
            return False
        runs = [_queue(docket_id, text, now) for docket_id in dockets]
        if runs:
            WebhookDelivery.objects.filter(pk=delivery).update(run=runs[0])
    return True


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


def _claim(key: str, event: str, now: datetime) -> int | None:
    """Inserts the delivery. Returns the row's id for whoever is first, None for everyone else."""
    row, is_new = WebhookDelivery.objects.get_or_create(
        key=key, defaults={"event": event, "received_at": now, "deliveries": 1}
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


def _queue(docket_id: str, text: str, now: datetime) -> ImportRun:
    address = f"{PREFIX}{docket_id}"
    docket = _docket_at(address)
    body = _payload(docket_id, docket, text)
    run = queue_import(body, name=address + BY_WEBHOOK, source_slug=SLUG, now=now, ring=docket is not None)
    if docket is None:
        ImportRun.objects.filter(pk=run.pk).update(not_before=now + PATIENCE)
        _watch(address, now)
    return run


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
    for run in waiting.select_related("payload").order_by("id")[:100]:
        address = run.reference.removesuffix(BY_WEBHOOK)
        if docket := _docket_at(address):
            settled += _settle(run, address.removeprefix(PREFIX), docket, now)
    return settled


def _settle(run: ImportRun, docket_id: str, docket: Docket, now: datetime) -> int:
    text = zlib.decompress(run.payload.body).decode().removeprefix(_beginning(docket_id, None)).removesuffix("}")
    with transaction.atomic():
        payload = store_payload(_payload(docket_id, docket, text), name=run.reference, now=run.payload.received_at)
        mine = ImportRun.objects.filter(pk=run.pk, status=ImportRun.Status.QUEUED, attempts=0)
        changed = mine.update(payload=payload, not_before=now)
        enqueue.enqueue_task(enqueue.IMPORT_RUN, run_id=run.pk)
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
