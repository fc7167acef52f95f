"""The steps from a draft to readers and back, for everything that is published (``models.Publication``).

A form says with a ``Wish`` what becomes of what it saves; ``settle_publication`` applies it. Buttons take the steps of
``STEPS``. With the setting ``NOTES_NEED_SECOND_EDITOR`` nothing reaches readers that only its writer has seen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.utils import timezone

from dockets.format.print_style import format_moment
from dockets.history import audit_log
from rulings.history.registry import record_row_edit
from rulings.models.publication import PendingVersion, Publication, PublicationStatus, PublicChange, ShownState

type Who = AbstractBaseUser | AnonymousUser | None


class When(StrEnum):
    """What an editor chooses on saving."""

    DRAFT = "draft"
    REVIEW = "review"
    NOW = "now"
    AT = "at"
    KEEP = "keep"
    """As it is. Not offered by forms: for what is restored or read from a file."""
    PREVIEW = "preview"
    """Published without more ado, to be looked at and rolled back."""


class Step(StrEnum):
    """The buttons."""

    SEND = "send"
    APPROVE = "approve"
    GIVE_BACK = "give-back"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


STEPS: Mapping[Step, frozenset[ShownState]] = {
    Step.APPROVE: frozenset({ShownState.WAITING}),
    Step.GIVE_BACK: frozenset({ShownState.WAITING}),
    Step.PUBLISH: frozenset({ShownState.DRAFT, ShownState.SCHEDULED, ShownState.WITHDRAWN}),
    Step.SEND: frozenset({ShownState.DRAFT, ShownState.WITHDRAWN}),
    Step.WITHDRAW: frozenset({ShownState.PUBLISHED, ShownState.SCHEDULED}),
}
"""In which states each step can be taken."""


class CannotPublish(Exception):
    """``str(error)`` is a sentence for a person; ``field`` the form's field that it is about. Nothing was written."""

    def __init__(self, sentence: str, field: str = "when") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to become of what is saved; ``what`` and ``words`` say what was changed in something that readers have
    seen, ``publish_at`` counts for ``When.AT`` alone."""

    when: When = When.KEEP
    publish_at: datetime | None = None
    embargo_until: datetime | None = None
    what: str = ""
    words: str = ""


KEEP = Wish()
RESTORED = Wish(what=PublicChange.What.UPDATE, words="An earlier version stands again.")


def settle_publication(
    row: Publication,
    kind: str,
    wish: Wish,
    *,
    by: Who,
    now: datetime,
    is_changed: bool = True,
    is_new: bool | None = None,
) -> PublicChange | None:
    """Moves ``row``, which is saved next, to the state wished for. Returns the change of which readers are told,
    to be saved by ``save_change`` afterwards. ``is_changed``: whether its words are others than before.
    ``is_new``: whether an editor writes it for the first time, if not a new row. Raises ``CannotPublish``."""
    is_new = row.pk is None if is_new is None else is_new
    was_out = not is_new and row.is_public(now)
    if was_out and not is_changed and wish.when in (When.NOW, When.KEEP):
        return None
    is_told = (was_out or row.was_public) and (is_changed or not was_out) and wish.when != When.DRAFT
    if is_told and wish.when not in (When.KEEP, When.PREVIEW):
        check_account(wish)
    row.was_public = row.was_public or was_out
    move_publication(row, wish, by, now)
    return build_change(row, kind, wish, by, now) if is_told else None


def save_change(change: PublicChange | None, row: Publication, *, by: audit_log.Who, request_id: str = "") -> None:
    """After ``row`` was saved, in its transaction; recorded in the audit log."""
    if change:
        change.object_id = row.pk
        change.save(force_insert=True)
        record_row_edit(change, None, by=by, request_id=request_id)


def needs_account(row: Publication | None, now: datetime) -> bool:
    """Whether a change has to say what it is: readers see the row, or have seen it."""
    return row is not None and row.pk is not None and (row.was_public or row.is_public(now))


def list_publishing_steps(row: Publication, by: Who, now: datetime) -> list[Step]:
    """What this editor may do with it now."""
    return [step for step in STEPS if not _refuse(row, step, by, now)]


def take_step(row: Publication, step: Step, *, by: Who, now: datetime) -> None:
    """Moves ``row``, which is saved next. Raises ``CannotPublish``."""
    if why := _refuse(row, step, by, now):
        raise CannotPublish(why)
    row.was_public = row.was_public or row.is_public(now)
    row.status_at = now
    if step in (Step.APPROVE, Step.PUBLISH):
        _publish(row, step, by, now)
    else:
        row.status = _BECOMES[step]


_BECOMES = {
    Step.SEND: PublicationStatus.WAITING,
    Step.GIVE_BACK: PublicationStatus.DRAFT,
    Step.WITHDRAW: PublicationStatus.WITHDRAWN,
}


def _publish(row: Publication, step: Step, by: Who, now: datetime) -> None:
    """An approved row is published when its writer asked for it, never before an embargo ends."""
    asked = row.published_at if step is Step.APPROVE else None
    moment = max(filter(None, [asked, row.embargo_until]), default=now)
    row.status = PublicationStatus.PUBLISHED
    row.published_at = moment if moment > now else None
    if step is Step.APPROVE:
        row.approved_by_id = by.pk if by else None


def _refuse(row: Publication, step: Step, by: Who, now: datetime) -> str:
    """Why the step cannot be taken; "" where it can."""
    state = row.get_shown_state(now)
    if state not in STEPS[step]:
        return f"That cannot be done with what is {LABELS[state].lower()}."
    if step is Step.APPROVE and needs_second_editor() and by and row.edited_by_id == by.pk:
        return "You wrote this version. It needs the eyes of another editor."
    if step is Step.APPROVE and isinstance(row, PendingVersion) and not row.what:
        return "It does not say yet what was changed for readers."
    if step is Step.PUBLISH:
        return _refuse_publishing(row, state, now)
    return ""


def _refuse_publishing(row: Publication, state: ShownState, now: datetime) -> str:
    if isinstance(row, PendingVersion) and not row.what:
        return "Readers see the version before it. Open it, say what was changed, and publish it there."
    if needs_second_editor() and not row.approved_by_id:
        return "A second editor approves it first. Send it for review."
    if state is ShownState.DRAFT and row.was_public:
        return "Readers have seen it before. Open it, say what was changed, and publish it there."
    if row.embargo_until and row.embargo_until > now:
        return f"It is under embargo until {format_publication_time(row.embargo_until)}."
    return ""


def needs_second_editor() -> bool:
    return bool(settings.NOTES_NEED_SECOND_EDITOR)


LABELS: Mapping[ShownState, str] = {
    ShownState.DRAFT: "Draft",
    ShownState.WAITING: "For review",
    ShownState.SCHEDULED: "Scheduled",
    ShownState.PUBLISHED: "Published",
    ShownState.WITHDRAWN: "Withdrawn",
}


STEP_LABELS: Mapping[Step, str] = {
    Step.APPROVE: "Approve",
    Step.GIVE_BACK: "Give it back",
    Step.PUBLISH: "Publish now",
    Step.SEND: "Send for review",
    Step.WITHDRAW: "Withdraw from readers",
}


def describe_state(row: Publication, now: datetime) -> str:
    """ "Scheduled: Jan. 21, 2026, 9:00 a.m. EST", "Draft, under embargo until …"."""
    state = row.get_shown_state(now)
    asked = row.published_at if row.published_at and row.published_at > now else None
    told = f"{LABELS[state]}: {format_publication_time(asked)}" if asked else LABELS[state]
    held = row.embargo_until if row.embargo_until and row.embargo_until > now else None
    return f"{told}, under embargo until {format_publication_time(held)}" if held else told


def describe_saved(wish: Wish, done: str = "Saved.") -> str:
    """For whoever has just saved it. ``done``: where readers see it now."""
    if wish.when is When.DRAFT:
        return "Saved as a draft."
    if wish.when is When.REVIEW or needs_second_editor():
        return "Saved. It waits for review."
    if wish.when is When.AT and wish.publish_at:
        return f"Saved. Readers see it from {format_publication_time(wish.publish_at)}."
    return done


def format_publication_time(moment: datetime) -> str:
    """In the newsroom's zone."""
    return format_moment(timezone.localtime(moment))


def get_publication_state(row: Publication) -> dict[str, Any]:
    """For the audit log; nothing of a row that was published at once, like everything from before there were drafts."""
    if row.status == PublicationStatus.PUBLISHED and not (row.published_at or row.embargo_until or row.approved_by_id):
        return {}
    named = row.approved_by.get_username() if row.approved_by else ""
    told = {"status": row.status, "published_at": row.published_at, "embargo_until": row.embargo_until}
    return told | {"approved_by": named}


PUBLICATION_FIELDS = ("status", "published_at", "embargo_until", "approved_by")


def check_account(wish: Wish) -> None:
    """Raises ``CannotPublish`` where a change of something public does not say what it is."""
    if wish.what not in PublicChange.What.values:
        raise CannotPublish("Readers have seen it: say what kind of change this is.", "change")
    if wish.what != PublicChange.What.STYLE and not wish.words.strip():
        raise CannotPublish("Say in a sentence, for readers, what was changed.", "change_words")


def move_publication(row: Publication, wish: Wish, by: Who, now: datetime) -> None:
    """Gives ``row``, which is saved next, the state wished for. Raises ``CannotPublish``."""
    keeps = wish.when is When.KEEP
    row.edited_by_id, row.approved_by = by.pk if by else None, None
    if keeps and (row.status != PublicationStatus.PUBLISHED or not needs_second_editor()):
        return
    asked = row.published_at if keeps else wish.publish_at if wish.when is When.AT else None
    embargo = row.embargo_until if keeps else wish.embargo_until
    if wish.when in (When.NOW, When.AT) and embargo and embargo > (asked or now):
        raise CannotPublish(f"It is under embargo until {format_publication_time(embargo)}: publish it then, or later.")
    row.embargo_until, row.published_at = embargo, asked if asked and asked > now else None
    row.status_at = now
    if wish.when is When.DRAFT:
        row.status = PublicationStatus.DRAFT
    elif wish.when is When.REVIEW or (needs_second_editor() and wish.when is not When.PREVIEW):
        row.status = PublicationStatus.WAITING
    else:
        row.status = PublicationStatus.PUBLISHED


def build_change(row: Any, kind: str, wish: Wish, by: Who, now: datetime) -> PublicChange | None:
    """What readers are told of a change in ``row``, from ``now`` or from when it is published; None of style."""
    if wish.what in ("", PublicChange.What.STYLE):
        return None
    at = row.published_at if row.published_at and row.published_at > now else now
    who = by.pk if by else None
    return PublicChange(docket_id=row.docket_id, kind=kind, what=wish.what, words=wish.words.strip(), at=at, by_id=who)
