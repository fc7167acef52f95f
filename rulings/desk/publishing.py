"""What editors have written and readers do not see: what waits for review, what is scheduled, drafts, what was
withdrawn; and the steps that move it on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet

from dockets.history.audit_log import State, get_state_version, record_edit
from dockets.models import Docket, Filing
from rulings.desk.pending import publish_pending
from rulings.history.snapshots import (
    get_claim_state,
    get_editorial_state,
    get_milestone_state,
    get_ruling_state,
    prefetch_claim_states,
)
from rulings.interpret.docket import interpret_docket, lock_reading
from rulings.models import Claim, Editorial, Milestone, PendingVersion, Publication, Ruling, Tracker
from rulings.models.publication import PublicationStatus, ShownState, filter_unpublished
from rulings.publishing.comments import add_comment, count_open_comments
from rulings.publishing.pending import is_due
from rulings.publishing.steps import (
    STEP_LABELS,
    CannotPublish,
    Step,
    describe_state,
    get_publication_state,
    list_publishing_steps,
    take_step,
)

type Row = Claim | Editorial | Milestone | PendingVersion | Ruling

SHOWN = 200
"""Rows of each kind on one page; the longest waiting."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of thing that is published: the key in ``PUBLISHED`` is its ``AuditEntry.kind``."""

    rows: Callable[[], "QuerySet[Any]"]
    state: Callable[[Any], State | None]
    label: str


PENDING = "pendingversion"
PUBLISHED: Mapping[str, _Kind] = {
    PENDING: _Kind(
        lambda: PendingVersion.objects.exclude(docket=None).select_related("filing").defer("filing__search"),
        PendingVersion.account,
        "New version",
    ),
    "claim": _Kind(lambda: prefetch_claim_states(Claim.objects.all()), get_claim_state, "Claim"),
    "ruling": _Kind(
        lambda: Ruling.objects.filter(read_by_machine=False).select_related("filing").defer("filing__search"),
        get_ruling_state,
        "Ruling",
    ),
    "editorial": _Kind(
        lambda: Editorial.objects.select_related("filing").defer("filing__search"),
        get_editorial_state,
        "Plain language",
    ),
    "milestone": _Kind(Milestone.objects.all, get_milestone_state, "Milestone"),
}


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """One thing on its way to readers, as an editor sees it."""

    kind: str
    label: str
    id: int
    title: str
    docket: Docket
    filing: Filing | None
    state: ShownState
    told: str
    """The state in words."""
    by: str
    since: datetime | None
    steps: list[tuple[str, str]]
    """What the editor may do with it: acts with their labels."""
    version: str
    of: tuple[str, int]
    """Kind and id of the thing, also where ``kind`` and ``id`` are those of a new version of it."""
    note: str = ""
    """The public id of a note of which it is a new version."""
    comments: int = 0
    """Those that are not resolved."""


def list_unpublished(editor: User, now: datetime) -> list[PublishedItem]:
    """The longest waiting first; of drafts only the editor's own. A fixed number of queries for each kind."""
    found = [build_item(kind, row, editor, now) for kind in PUBLISHED for row in _unpublished(kind, editor)]
    said = count_open_comments(item.of for item in found)
    found = [replace(item, comments=said[item.of]) for item in found]
    return sorted(found, key=lambda item: (item.since is None, item.since or now))


def build_item(kind: str, row: Any, editor: User, now: datetime) -> PublishedItem:
    """``row`` comes from the kind's own query, or has what its state needs."""
    return PublishedItem(
        kind=kind,
        label=_label(kind, row),
        id=row.pk,
        title=str(row) or "No words",
        docket=row.docket,
        filing=getattr(row, "filing", None),
        state=row.get_shown_state(now),
        told=describe_state(row, now),
        by=(row.edited_by.get_full_name() or row.edited_by.get_username()) if row.edited_by else "",
        since=row.status_at,
        steps=[(step.value, STEP_LABELS[step]) for step in list_publishing_steps(row, editor, now)],
        version=_version(kind, row),
        of=(row.kind, row.object_id) if kind == PENDING else (kind, row.pk),
        note=row.state.get("note", "") if kind == PENDING else "",
    )


def _label(kind: str, row: Any) -> str:
    """A note is published by its own page, and only its new versions from here."""
    if kind != PENDING:
        return PUBLISHED[kind].label
    return f"{PUBLISHED[PENDING].label}: {PUBLISHED[row.kind].label if row.kind in PUBLISHED else 'Note'}"


def build_working_item(kind: str, row: Any, editor: User, now: datetime, held: PendingVersion | None) -> PublishedItem:
    """What a form changes: ``held``, the new version of ``row`` that is on its way, or else ``row``."""
    if held is None:
        return build_item(kind, row, editor, now)
    held.docket = row.docket
    return build_item(PENDING, held, editor, now)


def count_for_review(editor: User) -> list["QuerySet[Any]"]:
    """What others have sent for review, as queries of ids, to be counted together."""
    models: tuple[type[Publication], ...] = (Claim, Editorial, Milestone, PendingVersion, Ruling, Tracker)
    rows = [model._default_manager.filter(status=PublicationStatus.WAITING) for model in models]
    return [waiting.exclude(edited_by=editor).order_by().values("pk") for waiting in rows]


def move_published(
    kind: str, object_id: int, step: Step, *, version: str, by: User, now: datetime, words: str = ""
) -> Row:
    """Takes one step with one thing, and writes it to the audit log. ``version``: of what the editor was shown;
    ``words``: a comment for its writer, with which it is given back. Raises ``CannotPublish``, ``CannotComment``, and
    ``ObjectDoesNotExist``."""
    of = PUBLISHED[kind]
    with transaction.atomic():
        docket_id = of.rows().get(pk=object_id).docket_id
        lock_reading(docket_id)
        row: Row = of.rows().get(pk=object_id)
        if _version(kind, row) != version:
            raise CannotPublish("Somebody has changed it since the page was shown. Look at it as it is now.")
        before = _state(kind, row)
        take_step(row, step, by=by, now=now)
        row.save()
        after = _state(kind, row)
        record_edit(docket_id=row.docket_id, kind=kind, object_id=row.pk, before=before, after=after, by=by, at=now)
        if words.strip():
            add_comment(row, get_thread(kind, row), words, by=by, now=now, asks=step is Step.GIVE_BACK)
        if isinstance(row, PendingVersion) and is_due(row, now):
            publish_pending(row, by=by)
        interpret_docket(docket_id)
    return row


def get_case(row: Row) -> Docket:
    """That of a thing of ``PUBLISHED``: trackers' versions, which belong to none, are not among them."""
    if row.docket is None:
        raise ValueError("a tracker belongs to no case")
    return row.docket


def show_published(row: Row) -> None:
    """For a preview, in a transaction that is rolled back: as if it were published now."""
    if isinstance(row, PendingVersion):
        publish_pending(row, by=row.edited_by)
        return
    row.status, row.published_at = PublicationStatus.PUBLISHED, None
    row.save()
    interpret_docket(get_case(row).pk)


def get_thread(kind: str, row: Row) -> tuple[str, int]:
    """Kind and id under which comments on it stand: those on a new version stay with the thing."""
    return (row.kind, row.object_id) if isinstance(row, PendingVersion) else (kind, row.pk)


def find_published(kind: str, object_id: int) -> Row | None:
    found: Row | None = PUBLISHED[kind].rows().select_related("docket").filter(pk=object_id).first()
    return found


def _unpublished(kind: str, editor: User) -> "QuerySet[Any]":
    rows = PUBLISHED[kind].rows().filter(filter_unpublished(), docket__merged_into=None)
    rows = rows.filter(~Q(status=PublicationStatus.DRAFT) | Q(edited_by=editor))
    related = ("docket__court", "edited_by", "approved_by")
    return rows.select_related(*related).defer("docket__search").order_by("status_at", "pk")[:SHOWN]


def _state(kind: str, row: Row) -> State:
    return {**(PUBLISHED[kind].state(row) or {}), **get_publication_state(row)}


def _version(kind: str, row: Row) -> str:
    return get_state_version(_state(kind, row))
