"""Spreads news to those who follow: writes a delivery for each rule, piece of news and channel, and when it is due.

A piece of news is spread in one transaction, with a number of queries that does not depend on how many follow.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q

from dockets.db.bulk import insert_missing_rows
from dockets.models import Docket, Filing
from dockets.search.full_text import build_search_query
from rulings.following.clock import BURST, Clock, find_due_time
from rulings.following.describe import load_news
from rulings.following.rules import RULE_FIELDS, NewsFacts, Rule, find_matching_topics
from rulings.following.subjects import find_follows_of_docket
from rulings.models import Channel, Delivery, Follow, News
from rulings.vocabulary.topics import Topic, Urgency

_TO = Follow.channels.through
_CLOCK = ("time_zone", "digest_at", "digest_day", "quiet_from", "quiet_to")


def spread_news(now: datetime, most: int) -> int:
    """Spreads up to ``most`` pieces, the oldest first; those that another worker has in hand are left to it. Returns
    how many were spread."""
    with transaction.atomic():
        waiting = News.objects.filter(spread_at=None).select_for_update(skip_locked=True, of=("self",))
        news = list(load_news(waiting).order_by("pk")[:most])
        by_docket: dict[int, list[News]] = defaultdict(list)
        for one in news:
            if not one.held and one.topics:
                by_docket[one.docket_id].append(one)
        for those in by_docket.values():
            _spread_in_docket(those[0].docket, those, now)
        News.objects.filter(pk__in=[one.pk for one in news]).update(spread_at=now)
    return len(news)


def _spread_in_docket(docket: Docket, news: Sequence[News], now: datetime) -> None:
    filings = [one.filing_id for one in news if one.filing_id]
    follows = find_follows_of_docket(docket, filings).filter(paused_at=None).exclude(urgency=Urgency.NEVER)
    ways = _TO.objects.filter(follow__in=follows.order_by().values("pk"), channel__off_at=None).filter(
        Q(follow__user=None) | Q(follow__user__is_active=True)
    )
    of_rule = (f"follow__{name}" for name in ("urgency", "search", "since", *RULE_FIELDS))
    fields = (*of_rule, *(f"channel__{name}" for name in _CLOCK))
    rows = list(ways.order_by("follow_id", "channel_id").values_list("follow_id", "channel_id", *fields))
    if not rows:
        return
    told = _Told(_find_latest(docket, now), _find_who_heard(news), _find_hits({row[3] for row in rows}, filings))
    made = list(_deliveries(rows, [_Piece(one) for one in news], told, now))
    insert_missing_rows(Delivery, ("follow", "news", "channel", "due_at", "dropped"), made)


def get_facts(news: News) -> NewsFacts:
    """What rules are compared with."""
    text = f"{news.headline}\n{news.words}\n{news.filing.text if news.filing else ''}"
    return NewsFacts(news.topics, news.kind, news.routine, text, news.filed_by, news.lead_days)


def _find_latest(docket: Docket, now: datetime) -> Mapping[int, datetime]:
    """By channel: when the latest of this case was, or will be, sent at once."""
    rows = Delivery.objects.filter(news__docket=docket, follow__urgency=Urgency.NOW, due_at__gt=now - BURST)
    return dict(rows.order_by().values("channel").annotate(latest=Max("due_at")).values_list("channel", "latest"))


def _find_who_heard(news: Sequence[News]) -> set[tuple[int, int]]:
    """(rule, filing) of those who heard of the filings that have changed: they hear of the change, too."""
    changed = [one.filing_id for one in news if Topic.CHANGED in one.topics]
    if not changed:
        return set()
    return set(Delivery.objects.filter(news__filing__in=changed, dropped="").values_list("follow_id", "news__filing"))


def _find_hits(searches: set[str], filings: Sequence[int]) -> Mapping[str, set[int]]:
    """By the words of a followed search: which of ``filings`` hold them. A query for each search that found any."""
    there = Filing.objects.filter(pk__in=filings)
    asked = sorted(searches - {""})
    return {words: set(there.filter(search=build_search_query(words)).values_list("pk", flat=True)) for words in asked}


@dataclass(frozen=True, slots=True)
class _Told:
    """What was told before, and what searches have found."""

    latest: Mapping[int, datetime]
    heard: set[tuple[int, int]]
    hits: Mapping[str, set[int]]


class _Piece:
    """A piece of news, and for which rules it is: of ten thousand who follow a case, most have the same one."""

    def __init__(self, news: News) -> None:
        self.news, self.filing, self.facts = news, news.filing_id or 0, get_facts(news)
        self.is_change = Topic.CHANGED in news.topics
        self._wanted: dict[tuple[Any, ...], bool] = {}

    def is_wanted(self, rule: Sequence[Any]) -> bool:
        """By the values of ``RULE_FIELDS``."""
        key = tuple(tuple(value) if isinstance(value, list) else value for value in rule)
        if (wanted := self._wanted.get(key)) is None:
            wanted = self._wanted[key] = bool(find_matching_topics(Rule(*rule), self.facts))
        return wanted


def _deliveries(
    rows: Sequence[Any], pieces: Sequence[_Piece], told: _Told, now: datetime
) -> Iterator[tuple[int, int, int, datetime, str]]:
    due: dict[tuple[Any, ...], datetime] = {}
    for follow, channel, urgency, search, since, *values in rows:
        rule, times = values[: len(RULE_FIELDS)], values[len(RULE_FIELDS) :]
        for one in pieces:
            if one.news.at < since:
                continue
            has_heard = one.is_change and (follow, one.filing) in told.heard
            is_found = not search or one.filing in told.hits[search]
            if not has_heard and not (is_found and one.is_wanted(rule)):
                continue
            latest = told.latest.get(channel)
            if (key := (urgency, latest, *times)) not in due:
                due[key] = find_due_time(now, Urgency(urgency), _clock(*times), latest)
            yield follow, one.news.pk, channel, due[key], ""


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name or settings.TIME_ZONE)


def _clock(time_zone: str, *times: Any) -> Clock:
    return Clock(_zone(time_zone), *times)


def get_clock(channel: Channel) -> Clock:
    """By which a channel sends."""
    return _clock(*(getattr(channel, name) for name in _CLOCK))
