"""Addresses of trackers and their rows: which tracker one means, what its visitor may see of it, and how high
the frame is in which an article shows one."""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from dockets.http.permissions import has_role
from rulings.models import Matter, Tracker
from rulings.trackers.rows import AskedRows, read_asked_rows

NOT_FOUND = "There is no such tracker."

HEAD_HIGH, COUNT_HIGH, ROW_HIGH, MOST_HIGH = 190, 26, 96, 900
"""Pixels of a frame: head and foot, a line of the counts, a row, and the most."""


@dataclass(frozen=True, slots=True)
class OpenedTracker:
    """A tracker as somebody opens it."""

    tracker: Tracker
    asked: AskedRows
    is_editor: bool

    @property
    def shows_doubt(self) -> bool:
        return self.is_editor or self.tracker.shows_doubts


def find_tracker(user: AbstractBaseUser | AnonymousUser, slug: str) -> Tracker:
    """Raises ``Http404``: a draft is not told from what does not exist."""
    found = Tracker.objects.visible_to(user).filter(slug=slug).first()
    if found is None:
        raise Http404(NOT_FOUND)
    return found


def find_public_tracker(slug: str) -> Tracker:
    """For what is shown without a login. Raises ``Http404``."""
    found = Tracker.objects.public().filter(slug=slug).first()
    if found is None:
        raise Http404(NOT_FOUND)
    return found


def find_matter(tracker: Tracker, anchor: str) -> Matter | None:
    """The row that a permanent link means: where it has become part of an older one, that one. One query."""
    found = Matter.objects.filter(tracker=tracker, anchor=anchor).select_related("merged_into").first()
    return found.merged_into or found if found else None


def open_tracker(request: HttpRequest, slug: str, *, as_reader: bool = False) -> OpenedTracker:
    """``as_reader``: what every reader sees, whoever asks: what is taken away may be passed on. Raises ``Http404``."""
    tracker = find_public_tracker(slug) if as_reader else find_tracker(request.user, slug)
    is_editor = not as_reader and has_role(request.user, "editor", "trackers")
    with_doubts = is_editor or tracker.shows_doubts
    asked = read_asked_rows(request.GET, timezone.localdate(), with_doubts=with_doubts)
    return OpenedTracker(tracker, asked, is_editor)


def build_tracker_url(slug: str) -> str:
    return reverse("tracker-detail", args=[slug])


def build_matter_url(slug: str, anchor: str) -> str:
    """The permanent link of a row."""
    return reverse("matter-detail", args=[slug, anchor])


def estimate_frame_height(statuses: int, rows: int) -> int:
    """Pixels that a frame needs for so many values of the vocabulary and rows on a page 640 pixels wide, as measured;
    no more than ``MOST_HIGH``: what is longer is scrolled in the frame. No script on either side can set it later."""
    return min(HEAD_HIGH + COUNT_HIGH * statuses + ROW_HIGH * rows, MOST_HIGH)
