"""What readers do not see, as the desk and its page of publishing list it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, TypeGuard

from django.contrib.auth.models import User
from django.urls import reverse

from dockets.format.urls import build_docket_url, build_filing_url
from rulings.desk.publishing import PublishedItem, list_unpublished
from rulings.models import PendingVersion, Publication
from rulings.models.publication import ShownState
from rulings.models.tracker import EDIT
from rulings.publishing.steps import describe_state
from rulings.trackers.pending import build_held_url
from rulings.trackers.save import CHANGE, MATTER, TABLE, WAITING_KINDS, list_unpublished_trackers

TITLES = {
    ShownState.WAITING: "For review",
    ShownState.SCHEDULED: "Scheduled",
    ShownState.DRAFT: "Your drafts",
    ShownState.WITHDRAWN: "Withdrawn",
}
ON_DESK = (ShownState.WAITING, ShownState.SCHEDULED)


class UnpublishedLine(NamedTuple):
    item: PublishedItem
    case_url: str
    page: str
    """Where it is changed."""


class TrackerLine(NamedTuple):
    """A tracker, or a new version of one; its own page has the buttons."""

    label: str
    title: str
    state: ShownState
    told: str
    by: str
    since: datetime | None
    page: str


class UnpublishedGroup(NamedTuple):
    key: str
    title: str
    lines: list[UnpublishedLine]
    trackers: list[TrackerLine]

    @property
    def number(self) -> int:
        return len(self.lines) + len(self.trackers)


def group_unpublished(editor: User, now: datetime, states: Sequence[ShownState]) -> list[UnpublishedGroup]:
    """What is in these states; groups without anything are left out."""
    lines = [_line(item) for item in list_unpublished(editor, now)]
    trackers = _list_trackers(editor, now) if editor.has_perm(EDIT) else []
    groups = [
        UnpublishedGroup(
            state.value,
            TITLES[state],
            [line for line in lines if line.item.state is state],
            [line for line in trackers if line.state is state],
        )
        for state in states
    ]
    return [group for group in groups if group.lines or group.trackers]


def _list_trackers(editor: User, now: datetime) -> list[TrackerLine]:
    return [
        TrackerLine(
            f"New version: {_KINDS[row.kind]}" if isinstance(row, PendingVersion) else "Tracker",
            str(row),
            row.get_shown_state(now),
            describe_state(row, now),
            (row.edited_by.get_full_name() or row.edited_by.get_username()) if row.edited_by else "",
            row.status_at,
            build_held_url(row) if _waits(row) else reverse("tracker-edit", args=[tracker.pk]),
        )
        for tracker, row in list_unpublished_trackers(editor, now)
    ]


_KINDS = {
    "tracker": "Tracker",
    MATTER: "Row of a tracker",
    TABLE: "Vocabulary and columns of a tracker",
    CHANGE: "What readers of a tracker are told",
}


def _waits(row: Publication) -> TypeGuard[PendingVersion]:
    return isinstance(row, PendingVersion) and row.kind in WAITING_KINDS


def _line(item: PublishedItem) -> UnpublishedLine:
    case = build_docket_url(item.docket.court_id, item.docket.docket_number)
    return UnpublishedLine(item, case, build_editors_url(item, case))


def build_editors_url(item: PublishedItem, case: str) -> str:
    kind, object_id = item.of
    if kind == "claim":
        return f"{case}claims/edit/"
    if kind == "annotation":
        return reverse("annotation-edit", args=[item.note])
    if kind == "milestone":
        return f"{reverse('milestones', args=[item.docket.pk])}?edit={object_id}"
    if item.filing is None:
        return reverse("editorial-case", args=[item.docket.pk])
    if kind == "editorial":
        return reverse("editorial-filing", args=[item.filing.public_id])
    return f"{build_filing_url(case, '', item.filing.public_id)}decides/"
