"""Whose rules and channels somebody may see and change: their own, and an editor the newsroom's. Of all others they are
told that there are none. Called by the views beside it."""

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

from dockets.http.permissions import has_role
from rulings.following.subjects import Subject, describe_followed
from rulings.models import Channel, Follow, Tracker

OWN, NEWSROOM = "own", "newsroom"
HIDDEN = Subject("Tracker", "A tracker that is not shown at present", "")


def get_reader(request: HttpRequest) -> User:
    """Who asks. Raises ``TypeError`` where nobody is logged in."""
    if not isinstance(request.user, User):
        raise TypeError("a page for people who are logged in")
    return request.user


def may_act_for_newsroom(user: User) -> bool:
    return has_role(user, "editor", "desk")


def get_owner(user: User, of: str) -> User | None:
    """Whose rules and channels a page is about: the reader's, or with ``of`` "newsroom" the newsroom's. Raises
    ``Http404`` where they may not act for it."""
    if of != NEWSROOM:
        return user
    if not may_act_for_newsroom(user):
        raise Http404("There is no such page.")
    return None


def list_follows(owner: User | None) -> QuerySet[Follow]:
    """With their subjects loaded."""
    rows = Follow.objects.filter(user=owner).select_related("docket__court", "docket__merged_into__court")
    return rows.select_related("court", "tracker").defer("docket__search", "docket__merged_into__search")


def _may(user: User, field: str) -> Q:
    return Q(**{field: user}) | (Q(**{field: None}) if may_act_for_newsroom(user) else Q(pk__in=[]))


def get_follow(user: User, follow_id: int) -> Follow:
    """Raises ``Http404``."""
    rows = Follow.objects.filter(_may(user, "user"), pk=follow_id)
    rows = rows.select_related("docket__court", "docket__merged_into__court", "court", "tracker")
    found = rows.defer("docket__search", "docket__merged_into__search").first()
    if found is None:
        raise Http404("There is no such rule.")
    return found


def get_channel(user: User, channel_id: int) -> Channel:
    """Raises ``Http404``."""
    found = Channel.objects.filter(_may(user, "owner"), pk=channel_id).first()
    if found is None:
        raise Http404("There is no such channel.")
    return found


def find_visible_trackers(user: User) -> set[int]:
    """Ids of the followed trackers that somebody may see. One query."""
    followed = Follow.objects.exclude(tracker=None).values("tracker")
    return set(Tracker.objects.visible_to(user).filter(pk__in=followed).order_by().values_list("pk", flat=True))


def name_subject(follow: Follow, visible: set[int]) -> Subject:
    """As it is shown; of a tracker that its reader may not see any more, nothing. A docket that was merged into another
    one is shown as that one."""
    if follow.tracker_id and follow.tracker_id not in visible:
        return HIDDEN
    if follow.docket and follow.docket.merged_into:
        return describe_followed(Follow(docket=follow.docket.merged_into))
    return describe_followed(follow)


def find_tab_url(owner: User | None) -> str:
    """The page of what a reader, or the newsroom, follows."""
    return reverse("following") if owner else f"{reverse('following')}?of={NEWSROOM}"
