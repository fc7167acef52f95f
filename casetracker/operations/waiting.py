"""What is due and has not been begun, by kind, and since when the oldest of it waits. Called by the page for admins and
by the metrics."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from dockets.models import ImportRun, ReaderFile, Source, TextRequest, WebhookDelivery
from rulings.interpret.docket import count_dockets_to_interpret


@dataclass(frozen=True, slots=True)
class Waiting:
    """``kind`` is the metrics' label, ``name`` what people read. ``since``: when the oldest was due."""

    kind: str
    name: str
    number: int
    since: datetime | None


def list_waiting(now: datetime) -> Sequence[Waiting]:
    """Six queries."""
    imports = ImportRun.objects.filter(status=ImportRun.Status.QUEUED, not_before__lte=now)
    texts = TextRequest.objects.filter(status=TextRequest.Status.WAITING, not_before__lte=now)
    copies = ReaderFile.objects.filter(status=ReaderFile.Status.WAITING, not_before__lte=now)
    messages = WebhookDelivery.objects.filter(body__isnull=False)
    sources = Source.objects.due(now)
    return (
        _count("import", "Imports", imports, "queued_at"),
        _count("source", "Sources to read", sources, "next_at"),
        _count("message", "Messages of the webhook", messages, "received_at"),
        _count("text", "Texts of documents", texts, "asked_at"),
        _count("reader_file", "Files for readers", copies, "asked_at"),
        Waiting("interpretation", "Cases to interpret", *count_dockets_to_interpret()),
    )


def _count(kind: str, name: str, rows: object, since: str) -> Waiting:
    found = rows.aggregate(number=Count("pk"), since=Min(since))  # type: ignore[attr-defined]
    return Waiting(kind, name, found["number"], found["since"])


def count_failed_imports(since: datetime) -> int:
    """Imports that were given up after ``since``, whoever asked for them."""
    failed = Q(status=ImportRun.Status.FAILED) | Q(status=ImportRun.Status.REFUSED, watched__isnull=False)
    return ImportRun.objects.filter(failed, finished_at__gte=since).count()
