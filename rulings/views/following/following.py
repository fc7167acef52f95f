"""``/following/``: everything that somebody follows, with what is new in it, and the stream of news; for editors also
what the newsroom follows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dockets.db.keyset import BadCursor, Key, KeysetPage, read_cursor, write_cursor
from dockets.format.print_style import format_capped_count
from dockets.http.requested_page import BAD_PAGE
from rulings.following.describe import NewsItem, describe_news, load_news
from rulings.following.subjects import Subject
from rulings.following.unread import FoundNews, NewsSpan, find_news_of_follows
from rulings.models import Channel, Follow, News
from rulings.views.following.access import (
    NEWSROOM,
    OWN,
    find_visible_trackers,
    get_owner,
    get_reader,
    list_follows,
    may_act_for_newsroom,
    name_subject,
)
from rulings.views.following.follow import STOPPED
from rulings.vocabulary.topics import URGENCY_LABELS, Urgency

PAGE, NEWS_PAGE = 25, 15
ORDERS = {"new": "New first", "name": "By name", "since": "By date"}
SORTS = ("Case", "Court", "Tracker", "Party", "Lawyer", "Firm", "Judge", "Search")
_OLDER = (Key("at", "time"), Key("pk", "int"))


@dataclass(frozen=True, slots=True)
class FollowLine:
    """One rule in the list. ``new``: how many pieces of news it tells of that its reader has not looked at since."""

    follow: Follow
    subject: Subject
    new: int
    newest_at: datetime | None
    newest_id: int | None
    how: str

    @property
    def new_shown(self) -> str:
        return format_capped_count(self.new)


@login_required
@require_safe
def following(request: HttpRequest) -> HttpResponse:
    reader = get_reader(request)
    of = NEWSROOM if request.GET.get("of") == NEWSROOM else OWN
    owner = get_owner(reader, of)
    visible = find_visible_trackers(reader)
    follows = list(list_follows(owner).prefetch_related(Prefetch("channels", Channel.objects.order_by("name", "pk"))))
    heard = [row for row in follows if not row.tracker_id or row.tracker_id in visible]
    unread, _ = find_news_of_follows(heard, NewsSpan(unread_by=reader.pk))
    lines = _list_lines(follows, visible, _group(heard, unread))
    shown = _narrow(request, lines)
    page, notice = _cut_page(request, shown)
    stream, older, bad_stream = _stream(request, heard)
    newest = _describe([line.newest_id for line in page.rows if line.newest_id] + [one.id for one in stream])
    stopped = request.session.get(STOPPED) if "stopped" in request.GET else None
    context = {
        "rows": [(line, newest.get(line.newest_id or 0)) for line in page.rows],
        "page": page,
        "notices": [*filter(None, {notice, bad_stream})],
        "number": len(follows),
        "found": len(shown),
        "stream": [(newest[one.id], _say_why(heard, one, visible)) for one in stream if one.id in newest],
        "older": older,
        "is_older": "older" in request.GET,
        "orders": ORDERS,
        "sorts": SORTS,
        "chosen": {name: request.GET.get(name, "") for name in ("order", "sort", "news")},
        "of": of,
        "has_newsroom": may_act_for_newsroom(reader),
        "stopped": stopped if stopped and stopped["newsroom"] == (of == NEWSROOM) else None,
        "here": request.get_full_path(),
        "section": "following",
        "tab": of,
    }
    return render(request, "rulings/following/following.html", context)


def _group(follows: Sequence[Follow], news: Iterable[FoundNews]) -> dict[int, list[FoundNews]]:
    """By the id of the rule; the newest first."""
    found: dict[int, list[FoundNews]] = {}
    for one in news:
        for place in one.follows:
            found.setdefault(follows[place].pk, []).append(one)
    return found


def _list_lines(
    follows: Iterable[Follow], visible: set[int], unread: Mapping[int, Sequence[FoundNews]]
) -> list[FollowLine]:
    lines = []
    for follow in follows:
        new = unread.get(follow.pk, [])
        at, newest = (new[0].at, new[0].id) if new else (None, None)
        lines.append(FollowLine(follow, name_subject(follow, visible), len(new), at, newest, say_how(follow)))
    return lines


def say_how(follow: Follow) -> str:
    """ "At once, by Slack of the desk": when and where somebody is told. Needs its channels loaded."""
    urgency = URGENCY_LABELS[Urgency(follow.urgency)]
    if follow.urgency == Urgency.NEVER:
        return urgency
    names = [f"{one.name} (switched off)" if one.off_at else one.name for one in follow.channels.all()]
    return f"{urgency}: {', '.join(names)}" if names else f"{urgency}, but nowhere: it has no channel"


def _narrow(request: HttpRequest, lines: Sequence[FollowLine]) -> list[FollowLine]:
    """Filtered and sorted as the address asks; what it asks wrongly is left out."""
    sort, order = request.GET.get("sort", ""), request.GET.get("order", "")
    found = [line for line in lines if sort not in SORTS or line.subject.what == sort]
    found = [line for line in found if line.new] if request.GET.get("news") else found
    found.sort(key=lambda line: (line.subject.name.casefold(), line.follow.pk))
    if order == "since":
        found.sort(key=lambda line: line.follow.since, reverse=True)
    elif order != "name":
        found.sort(key=lambda line: line.newest_at.timestamp() if line.newest_at else 0, reverse=True)
    return found


def _cut_page(request: HttpRequest, lines: Sequence[FollowLine]) -> tuple[KeysetPage, str]:
    """The page after, or before, the rule whose id the address names: nobody follows so much that the list would have
    to be cut by the database."""
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    ids = [str(line.follow.pk) for line in lines]
    start, notice = 0, ""
    if after in ids:
        start = ids.index(after) + 1
    elif before in ids:
        start = max(ids.index(before) - PAGE, 0)
    elif after or before:
        notice = BAD_PAGE
    rows = list(lines[start : start + PAGE])
    end = start + len(rows)
    return KeysetPage(
        rows, after=ids[end - 1] if rows and end < len(ids) else "", before=ids[start] if rows and start else ""
    ), notice


def _stream(request: HttpRequest, follows: Sequence[Follow]) -> tuple[list[FoundNews], str, str]:
    """One page of the news, the cursor of the next one, and what is wrong with the address."""
    asked, place, notice = request.GET.get("older", ""), None, ""
    if asked:
        try:
            at, pk = read_cursor(_OLDER, asked)
            place = (at, pk)
        except BadCursor:
            notice = BAD_PAGE
    found, further = find_news_of_follows(follows, NewsSpan(before=place, most=400))
    shown = list(islice(found, NEWS_PAGE))
    if len(found) > NEWS_PAGE:
        further = (shown[-1].at, shown[-1].id)
    return shown, write_cursor([further[0].isoformat(), further[1]]) if further else "", notice


def _describe(ids: Iterable[int]) -> dict[int, NewsItem]:
    """Two queries."""
    return {item.id: item for item in describe_news(list(load_news(News.objects.filter(pk__in=set(ids)))))}


def _say_why(follows: Sequence[Follow], one: FoundNews, visible: set[int]) -> list[Subject]:
    """By which rules that are not about its case somebody sees it."""
    rows = [follows[place] for place in one.follows]
    if any(row.docket_id == one.docket_id for row in rows):
        return []
    return [_name_shortly(row, visible) for row in rows[:3]]


def _name_shortly(follow: Follow, visible: set[int]) -> Subject:
    subject = name_subject(follow, visible)
    return replace(subject, name=follow.court.citation or subject.name) if follow.court else subject
