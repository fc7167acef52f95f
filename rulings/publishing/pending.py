"""New versions of what readers see, on their way to them (``models.PendingVersion``): what stands is not touched until
the new version is published. Whatever saves claims, rulings, plain language, milestones and trackers asks ``must_wait``
first."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from dockets.history import audit_log
from dockets.models import AuditEntry
from rulings.history.registry import delete_with_record, get_row_state, record_row_edit, record_row_edits
from rulings.history.snapshots import State
from rulings.models import PendingVersion
from rulings.models.publication import Publication, PublicationStatus, ShownState
from rulings.publishing.steps import When, Who, Wish, check_account, move_publication, needs_second_editor


def must_wait(row: Publication, wish: Wish, now: datetime) -> bool:
    """Whether readers see ``row`` as it is, and are not to see at once what is saved."""
    if row.pk is None or not row.is_public(now) or wish.when is When.PREVIEW:
        return False
    is_later = wish.when is When.AT and wish.publish_at is not None and wish.publish_at > now
    return needs_second_editor() or wish.when in (When.DRAFT, When.REVIEW) or is_later


def hold_version(
    row: Any, kind: str, state: State, wish: Wish, *, by: Who, now: datetime, request_id: str, title: str
) -> PendingVersion:
    """Keeps ``state`` as the next version of ``row``. Raises ``CannotPublish``."""
    if wish.when not in (When.DRAFT, When.KEEP):
        check_account(wish)
    held = find_pending(kind, row.pk)
    before = get_row_state(held) if held else None
    held = held or PendingVersion(docket_id=getattr(row, "docket_id", None), kind=kind, object_id=row.pk)
    held.filing_id = getattr(row, "filing_id", None)
    _fill_version(held, state, wish, by, now, title)
    held.save()
    held.refresh_from_db(fields=["state"])
    record_row_edit(held, before, by=by, request_id=request_id)
    return held


def hold_versions(
    kind: str, told: Iterable[tuple[int, str, State]], wish: Wish, *, by: Who, now: datetime, request_id: str
) -> None:
    """Keeps the next versions of many things that belong to no case, each as ``hold_version`` would. ``told``: the
    thing's id, its title and its state; of one that is there twice the later stands. Raises ``CannotPublish``."""
    check_account(wish)
    lines = list(told)
    there = load_pending(kind, {key for key, _, _ in lines})
    edits: list[tuple[PendingVersion, audit_log.State | None, audit_log.State | None]] = []
    for key, title, state in lines:
        before = get_row_state(there[key]) if key in there else None
        held = there.setdefault(key, PendingVersion(kind=kind, object_id=key))
        _fill_version(held, state, wish, by, now, title)
        edits.append((held, before, get_row_state(held)))
    PendingVersion.objects.bulk_create(
        there.values(), update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=_FILLED
    )
    record_row_edits(edits, by=by, request_id=request_id)


_FILLED = (
    *("title", "state", "what", "words", "status", "status_at", "published_at", "embargo_until"),
    *("edited_by", "approved_by"),
)
"""What ``_fill_version`` writes."""


def _fill_version(held: PendingVersion, state: State, wish: Wish, by: Who, now: datetime, title: str) -> None:
    held.title, held.state = title[:300], dict(state)
    if wish.what:
        held.what, held.words = wish.what, wish.words.strip() if wish.what != "style" else ""
    if held.pk is None:
        held.status = PublicationStatus.PUBLISHED
    move_publication(held, wish, by, now)


def find_pending(kind: str, object_id: int | None) -> PendingVersion | None:
    return PendingVersion.objects.filter(kind=kind, object_id=object_id).first() if object_id else None


def load_pending(kind: str, ids: Iterable[int]) -> dict[int, PendingVersion]:
    """By the id of what they are of. One query."""
    rows = PendingVersion.objects.filter(kind=kind, object_id__in=list(ids)).select_related("edited_by", "approved_by")
    return {row.object_id: row for row in rows}


def is_request_held(request_id: str) -> bool:
    """Whether what a form sent is kept as a new version that waits."""
    if not request_id:
        return False
    return AuditEntry.objects.filter(request_id=request_id, kind="pendingversion", after__isnull=False).exists()


def drop_pending(kind: str, object_id: int | None, *, by: audit_log.Who, request_id: str = "") -> None:
    """What was saved since stands in its place."""
    if held := find_pending(kind, object_id):
        delete_with_record(held, by=by, request_id=request_id)


def list_due_versions(kinds: Iterable[str], now: datetime, most: int) -> "QuerySet[PendingVersion]":
    """Those whose time has come, the longest due first."""
    of = PendingVersion.objects.filter(kind__in=list(kinds))
    rows = of.filter(status=PublicationStatus.PUBLISHED, published_at__lte=now)
    return rows.select_related("edited_by", "approved_by").order_by("published_at", "pk")[:most]


def give_back_due(key: int, now: datetime) -> None:
    """One that cannot be saved any more waits for review."""
    PendingVersion.objects.filter(pk=key).update(status="waiting", published_at=None, status_at=now)


def is_due(held: PendingVersion, now: datetime) -> bool:
    return held.get_shown_state(now) is ShownState.PUBLISHED


def get_working_state(held: PendingVersion | None, state: State | None) -> State | None:
    """What a form shows: the version on its way, else what stands."""
    return held.state if held else state
