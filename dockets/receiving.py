"""Takes in what is sent to us: the messages of CourtListener's webhooks. Called by the view; the import is a worker's work.

A message is claimed by its key, in one INSERT, in the transaction that keeps it and queues its import: delivered ten times at
once, it is imported once, and a crash in between leaves nothing claimed. It says which docket it is of by CourtListener's number
alone; so that its payload can be read by itself, the docket's court and number are put beside it. Where they are not known yet,
the docket is watched from now on, and the message waits for it.
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, F, Func, JSONField, OuterRef, Q, Value
from django.db.models.functions import Left, Length
from django.utils import timezone

from dockets import doorbell, ingest
from dockets.models import Docket, ImportRun, Observation, Source, WebhookDelivery
from dockets.normalise import line
from dockets.sources.courtlistener import COURTLISTENER
from dockets.sources.courtlistener_fetch import PREFIX
from dockets.sources.courtlistener_values import id_in, objects

SLUG = COURTLISTENER.slug
EVENTS = {1: "docket alert", 2: "search alert", 3: "RECAP fetch", 4: "report of old docket alerts", 5: "pray and pay"}
"""CourtListener's numbers. Only the first one tells of a docket; the others are accepted and noted."""
DOCKET_ALERT = 1
BY_WEBHOOK = " (webhook)"
"""Ends the reference of such an import."""
PATIENCE = timedelta(days=2)
"""How long a message waits for its docket. The quota of a busy account may keep that away for a day."""
STUB_FOR = timedelta(days=14)
"""How long the text of a filing that came without is asked for."""
ASK_AGAIN = timedelta(hours=6)
_KEY, _LONGEST_ID = 180, 12


class NotAMessage(Exception):
    """The body is no message of a webhook. ``str(error)`` says why."""


def receive(key: str, body: bytes) -> bool:
    """Takes a message in. False: it has been delivered before, which is counted. ``key``: the sender's; "": told by the body.

    Raises ``NotAMessage``.
    """
    text, message = _read(body)
    now = timezone.now()
    with transaction.atomic():
        delivery = _claim(_name(key, body), _event(message), now)
        if delivery is None:
            return False
        runs = [_queue(docket_id, text, now) for docket_id in _dockets(message)]
        if runs:
            WebhookDelivery.objects.filter(pk=delivery).update(run=runs[0])
    return True


def _read(body: bytes) -> tuple[str, Mapping[str, Any]]:
    try:
        text = body.decode("utf-8")
        message = json.loads(text)
    except (ValueError, RecursionError):
        raise NotAMessage("This is no JSON.") from None
    if not isinstance(message, dict) or not isinstance(message.get("payload"), dict):
        raise NotAMessage("This is JSON, but no message of a CourtListener webhook: it has no payload.")
    return text, message


def _event(message: Mapping[str, Any]) -> str:
    about = message.get("webhook")
    number = about.get("event_type") if isinstance(about, dict) else None
    return EVENTS.get(number, f"event {number}"[:60]) if isinstance(number, int) else "event of no kind"


def _name(key: str, body: bytes) -> str:
    """Without a key, or with one that is no key, the same bytes are the same message."""
    written = line(key)
    return f"{SLUG}:{written}" if written and len(written) <= _KEY else f"{SLUG}:sha256:{sha256(body).hexdigest()}"


def _claim(key: str, event: str, now: datetime) -> int | None:
    """The id of the row, for whoever is first; None for everyone else."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dockets_webhookdelivery (key, event, received_at, deliveries) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (key) DO UPDATE SET deliveries = dockets_webhookdelivery.deliveries + 1 RETURNING id, deliveries",
            [key, event, now],
        )
        row, deliveries = cursor.fetchall()[0]
    return int(row) if deliveries == 1 else None


def _dockets(message: Mapping[str, Any]) -> Iterable[str]:
    """CourtListener's ids of the dockets that the message tells of, each once."""
    about = message.get("webhook")
    if not isinstance(about, dict) or about.get("event_type") != DOCKET_ALERT:
        return []
    found = (id_in(row.get("docket")) for row in objects(message["payload"].get("results")))
    return dict.fromkeys(docket_id for docket_id in found if docket_id.isdigit() and len(docket_id) <= _LONGEST_ID)


def _queue(docket_id: str, text: str, now: datetime) -> ImportRun:
    address = f"{PREFIX}{docket_id}"
    docket = _docket_at(address)
    body = _payload(docket_id, docket, text)
    run = ingest.queue_import(body, name=address + BY_WEBHOOK, source_slug=SLUG, now=now, ring=docket is not None)
    if docket is None:
        ImportRun.objects.filter(pk=run.pk).update(not_before=now + PATIENCE)
        _watch(address, now)
    return run


def _docket_at(address: str) -> Docket | None:
    source = Source.objects.filter(slug=SLUG, url=address, docket__isnull=False).select_related("docket").first()
    return source.docket if source else None


def _payload(docket_id: str, docket: Docket | None, text: str) -> bytes:
    """The message to the letter, beside what tells which docket it is of. As ``courtlistener_read`` reads it."""
    return f"{_beginning(docket_id, docket)}{text}}}".encode()


def _beginning(docket_id: str, docket: Docket | None) -> str:
    header: dict[str, Any] = {"id": int(docket_id)}
    if docket:
        header |= {"court_id": docket.court_id, "docket_number": docket.docket_number, "pacer_case_id": docket.pacer_case_id}
    return f'{{"courtlistener": "v4", "docket": {json.dumps(header)}, "webhook": '


def _watch(address: str, now: datetime) -> None:
    """Whoever sent the message follows that docket there. Without a token nothing could be asked."""
    if settings.COURTLISTENER_TOKEN:
        Source.objects.get_or_create(slug=SLUG, url=address, defaults={"next_at": now, "interval": COURTLISTENER.rhythm})


def settle(now: datetime) -> int:
    """Queues the messages that have waited for their docket, where it is known now. How many. The beat's: those whose docket is
    not known stand in nobody's way, however many they are."""
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
        payload = ingest.store_payload(_payload(docket_id, docket, text), name=run.reference, now=run.payload.received_at)
        mine = ImportRun.objects.filter(pk=run.pk, status=ImportRun.Status.QUEUED, attempts=0)
        changed = mine.update(payload=payload, not_before=now)
        doorbell.ring(doorbell.IMPORT_RUN, run_id=run.pk)
    return changed


def ask_for_texts(now: datetime) -> int:
    """Makes the sources due whose dockets have filings that came by webhook without their text. How many. The beat's.

    CourtListener sends no second message when it has the text. A source that is due anyway is left alone, and so is one whose
    account may not see entries.
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
    # Without what says that the docket is unchanged, its entries are asked for.
    modified = Func(F("validators"), Value("modified"), template="(%(expressions)s)", arg_joiner=" - ", output_field=JSONField())
    return due.update(next_at=now, validators=modified)
