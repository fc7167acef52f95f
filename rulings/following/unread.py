"""What is new in what somebody follows or has looked at before, since they last looked. Called by the pages of
following, the front page and the list of cases.

A case is looked at when its page is shown (``rulings.timeline.visits``). Of a case that somebody has never looked at,
what came after they began to follow it is new.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import Case, Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject
from django.utils.http import urlencode

from dockets.format.urls import build_docket_url, build_filing_url
from dockets.models import Docket, DocketRelation, Filing
from dockets.models.filing import select_court_words
from dockets.search.full_text import build_search_query
from rulings.following.rules import RULE_FIELDS, NewsFacts, Rule, find_matching_topics
from rulings.following.subjects import find_dockets_of_follow
from rulings.models import Follow, MatterDocket, News, Reading, TimelineEvent, Visit
from rulings.vocabulary.kinds import EventKind

MOST = 1_000
"""Pieces of news that are looked at for one page, the newest first."""
CASES_SHOWN = 6
_EACH = 120
"""Of those, at least so many of each rule about a person or a search."""
_READ_TO = 20_000
"""Characters of an entry in which the words of a rule are looked for here."""
_FACTS = ("topics", "kind", "routine", "headline", "words", "filed_by", "lead_days")
_FIELDS = ("pk", "docket_id", "docket__court_id", "at", *_FACTS)


@dataclass(frozen=True, slots=True)
class FoundNews:
    """One piece of news, and by which rules it is told."""

    id: int
    at: datetime
    docket_id: int
    follows: Sequence[int]


@dataclass(frozen=True, slots=True)
class NewsSpan:
    """Which news is asked for. ``before``: (``News.at``, id) of the piece after which the list goes on. ``unread_by``:
    id of a user who has not looked since. ``not_held``: only what was not held back."""

    since: datetime | None = None
    before: tuple[datetime, int] | None = None
    unread_by: int | None = None
    not_held: bool = False
    most: int = MOST


type Place = tuple[datetime, int]
"""Of a piece of news in the list of all: ``News.at`` and its id."""


def find_news_of_follows(follows: Sequence[Follow], span: NewsSpan) -> tuple[list[FoundNews], Place | None]:
    """The news that ``follows`` tell of by their rules, whatever was sent, the newest first, and up to where it was
    looked for: None, where that is all there is. Rules need not be saved. At most four queries."""
    places = _find_places(follows)
    named, end = _find_named(follows, span)
    condition = Q(docket__in=places.dockets) | Q(docket__court__in=places.courts) | Q(pk__in=named)
    rows = _select(News.objects.filter(condition), span)
    has_words = any(follow.words for follow in follows)
    rows = rows.annotate(text=select_court_words(_READ_TO, "filing__") if has_words else Value(""))
    fields = (*_FIELDS, "text", *(("came", "looked") if span.unread_by else ()))
    found = list(rows.order_by("-at", "-pk").values(*fields)[: span.most])
    rules = {id(one): Rule(*(getattr(one, name) for name in RULE_FIELDS)) for one in follows}
    if len(found) == span.most:
        end = max(end or (found[-1]["at"], found[-1]["pk"]), (found[-1]["at"], found[-1]["pk"]))
    if end and not span.unread_by:
        found = [row for row in found if (row["at"], row["pk"]) >= end]
    return list(_match(found, follows, places, named, rules)), end


def _match(
    rows: Iterable[Mapping[str, Any]],
    follows: Sequence[Follow],
    places: "_Places",
    named: Mapping[int, set[int]],
    rules: Mapping[int, Rule],
) -> Iterator[FoundNews]:
    for row in rows:
        text = f"{row['headline']}\n{row['words']}\n{row['text'] or ''}"
        facts = NewsFacts(row["topics"], row["kind"], row["routine"], text, row["filed_by"], row["lead_days"])
        near = places.of(row["docket_id"], row["docket__court_id"]) | named.get(row["pk"], set())
        hit = [
            place
            for place in sorted(near)
            if _is_new_to(follows[place], row) and find_matching_topics(rules[id(follows[place])], facts)
        ]
        if hit:
            yield FoundNews(row["pk"], row["at"], row["docket_id"], hit)


def _is_new_to(follow: Follow, row: Mapping[str, Any]) -> bool:
    """A row without a visit is new where it came after one began to follow."""
    return "came" not in row or row["looked"] is not None or row["came"] > follow.since


@dataclass(frozen=True, slots=True)
class _Places:
    """Places in the list of rules, by the docket or the court that they are about."""

    dockets: Mapping[int, set[int]]
    courts: Mapping[str, set[int]]

    def of(self, docket: int, court: str) -> set[int]:
        return self.dockets.get(docket, set()) | self.courts.get(court, set())


def _find_places(follows: Sequence[Follow]) -> _Places:
    """Two queries: cases that are related, and cases of trackers. Needs ``docket`` loaded."""
    dockets: dict[int, set[int]] = defaultdict(set)
    courts: dict[str, set[int]] = defaultdict(set)
    trackers: dict[int, set[int]] = defaultdict(set)
    near: dict[int, set[int]] = defaultdict(set)
    for place, follow in enumerate(follows):
        if follow.docket:
            standing = follow.docket.merged_into_id or follow.docket.pk
            dockets[standing].add(place)
            if follow.with_related:
                near[standing].add(place)
        elif follow.court_id:
            courts[follow.court_id].add(place)
        elif follow.tracker_id:
            trackers[follow.tracker_id].add(place)
    believed = DocketRelation.objects.believed().exclude(other=None)
    pairs = believed.filter(Q(docket__in=[*near]) | Q(other__in=[*near])).values_list("docket", "other")
    for one, other in pairs:
        dockets[other] |= near.get(one, set())
        dockets[one] |= near.get(other, set())
    rows = MatterDocket.objects.filter(tracker__in=[*trackers], matter__removed_on=None)
    for tracker, docket in rows.values_list("tracker", "docket"):
        dockets[docket] |= trackers[tracker]
    return _Places(dockets, courts)


def _find_named(follows: Sequence[Follow], span: NewsSpan) -> tuple[dict[int, set[int]], Place | None]:
    """By the id of the news: places of the rules about people and searches that it is near to; and up to where all of
    it was found, None where that is all there is. One query."""
    parts = []
    each = max(_EACH, span.most // max(sum(bool(follow.search or follow.person_name) for follow in follows), 1))
    for place, follow in enumerate(follows):
        if follow.search:
            rows = News.objects.filter(filing__search=build_search_query(follow.search), filing__merged_into=None)
        elif follow.person_name:
            rows = News.objects.filter(docket__in=find_dockets_of_follow(follow).order_by().values("pk"))
        else:
            continue
        asked = _select(rows, span).filter(topics__overlap=follow.topics).order_by("-at", "-pk")
        parts.append(asked.annotate(place=Value(place)).values_list("at", "pk", "place")[:each])
    found: dict[int, set[int]] = defaultdict(set)
    spots: dict[int, list[Place]] = defaultdict(list)
    for at, pk, place in (parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]) if parts else ():
        found[pk].add(place)
        spots[place].append((at, pk))
    return found, max((min(spot) for spot in spots.values() if len(spot) == each), default=None)


def _select(rows: QuerySet[News], span: NewsSpan) -> "QuerySet[News, Any]":
    rows = rows.filter(docket__merged_into=None, topics__len__gt=0)
    if span.since:
        rows = rows.filter(at__gte=span.since)
    if span.before:
        at, pk = span.before
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk), at__lte=at)
    if span.not_held:
        rows = rows.filter(held="")
    return _select_unread(rows, span.unread_by) if span.unread_by else rows


def _select_unread(rows: QuerySet[News], user_id: int) -> "QuerySet[News, Any]":
    """What its reader has not looked at since. An entry is compared with up to where the record was shown, since it is
    noted as news a moment after it can be seen; other news with the time at which it was shown."""
    visit = FilteredRelation("docket__visits", condition=Q(docket__visits__user=user_id))
    is_entry, is_change = Q(key__startswith="filing:"), Q(key__regex="^(changed|gone|document):")
    came = Case(
        When(is_entry, then=F("filing__first_seen")), When(is_change, then=F("filing__changed_at")), default=F("at")
    )
    looked = Case(When(is_entry | is_change, then=F("visit__seen_to")), default=F("visit__seen_at"))
    rows = rows.annotate(visit=visit).annotate(came=came, looked=looked)
    return rows.filter(Q(visit=None) | Q(came__gt=F("looked")))


@dataclass(frozen=True, slots=True)
class NewFilings:
    """How many filings came to a case since somebody looked at it, and the query that shows them on its page."""

    number: int
    query: str


def count_new_filings(user_id: int, dockets: Iterable[int]) -> dict[int, NewFilings]:
    """Of cases that somebody has looked at before: what came since, where anything has. One query."""
    visits = Visit.objects.filter(
        user=user_id, docket__in=dockets, docket__record_changed_at__gt=F("seen_to"),
        docket__filings__first_seen__gt=F("seen_to"), docket__filings__merged_into=None,
    )  # fmt: skip
    counted = visits.order_by().values("docket", "seen_to").annotate(new=Count("docket__filings"))
    return {row["docket"]: NewFilings(row["new"], _build_since_query(row["seen_to"])) for row in counted}


def _build_since_query(moment: datetime) -> str:
    """Of the page of a case: what came after a moment. Its own "since the last visit" is another one within the half
    hour that is one visit there."""
    return urlencode({"since": moment.isoformat()})


def list_new_cases(user_id: int) -> tuple[list[dict[str, Any]], bool]:
    """Cases with filings that came since somebody looked at them or began to follow them, the latest first, with how
    many came and the newest of them; and whether there are more of them. Three queries, or one where nothing has
    changed."""
    marks = _find_marks(user_id)
    if not marks:
        return [], False
    beyond = reduce(or_, (Q(docket=docket, first_seen__gt=mark) for docket, mark in marks.items()))
    came = Filing.objects.current().filter(beyond).order_by().values("docket").annotate(number=Count("pk"))
    numbers = dict(came.values_list("docket", "number"))
    shown = [docket for docket in marks if docket in numbers]
    first = shown[:CASES_SHOWN]
    new_here = reduce(or_, (Q(docket=docket, filing__first_seen__gt=marks[docket]) for docket in first), Q())
    lines = TimelineEvent.objects.filter(new_here, docket=OuterRef("pk"), event_kind__in=_ENTRIES)
    fields = {name: name for name in ("headline", "filing__number", "filing__public_id", "date")}
    newest = lines.order_by("routine", "-sort_date", "-pk").values(json=JSONObject(**fields))[:1]
    columns = ("court_id", "docket_number", "case_name", "court__citation", "court__name")
    found = Docket.objects.filter(pk__in=first).annotate(newest=ArraySubquery(newest))
    rows = {row["id"]: row for row in found.values("id", "newest", *columns)}
    told = [_describe_case(rows[docket], numbers[docket], marks[docket]) for docket in first]
    return told, len(shown) > CASES_SHOWN or len(marks) == _CHANGED


_CHANGED = 60
"""Cases whose record has changed lately that are looked at for the front page."""
_ENTRIES = [EventKind.FILING, EventKind.RULING]


def _find_marks(user_id: int) -> dict[int, datetime]:
    """Of cases that have changed since: the moment after which what came is new. The latest changed first. One
    query."""
    visits = Visit.objects.filter(user=user_id)
    standing = Coalesce("docket__merged_into", "docket")
    followed = Follow.objects.filter(user=user_id, paused_at=None).exclude(docket=None).annotate(standing=standing)
    unseen = followed.exclude(Exists(visits.filter(docket=OuterRef("standing"))))
    changed = Coalesce("docket__merged_into__record_changed_at", "docket__record_changed_at")
    looked = visits.filter(docket__merged_into=None, docket__record_changed_at__gt=F("seen_to")).order_by()
    moved = unseen.annotate(changed=changed).filter(changed__gt=F("since")).order_by()
    parts = [
        looked.values_list("docket__record_changed_at", "docket", "seen_to"),
        moved.values_list("changed", "standing", "since"),
    ]
    rows = sorted(parts[0].union(parts[1]), key=lambda row: (-row[0].timestamp(), row[1], row[2]))
    found: dict[int, datetime] = {}
    for _, docket, mark in rows:
        found.setdefault(docket, mark)
    return dict(list(found.items())[:_CHANGED])


def _describe_case(row: dict[str, Any], number: int, mark: datetime) -> dict[str, Any]:
    url = build_docket_url(row["court_id"], row["docket_number"])
    for newest in row["newest"]:
        newest["url"] = build_filing_url(url, newest["filing__number"], newest["filing__public_id"])
    newest = row["newest"][0] if row["newest"] else None
    return row | {"url": url, "number": number, "newest": newest, "query": _build_since_query(mark)}


def mark_all_as_read(user_id: int, now: datetime) -> None:
    """Nothing is new any more in what somebody follows, or has looked at before: each case counts as looked at now."""
    follows = list(Follow.objects.of(user_id).select_related("docket").defer("docket__search"))
    news, _ = find_news_of_follows(follows, NewsSpan(unread_by=user_id, most=50_000))
    dockets = {one.docket_id for one in news} | {
        row.docket.merged_into_id or row.docket.pk for row in follows if row.docket
    }
    known = Visit.objects.filter(user=user_id).values_list("docket", flat=True)
    mark_as_read(user_id, dockets | set(known), now)


def mark_as_read(user_id: int, dockets: Iterable[int], now: datetime) -> None:
    """Cases count as looked at now, and as looked at before, so that nothing is marked as new on their pages."""
    asked = Docket.objects.filter(pk__in=dockets)
    read_to = Subquery(Reading.objects.filter(docket=OuterRef("pk")).values("record_changed_at")[:1])
    rows = asked.annotate(to=Coalesce(read_to, "record_changed_at")).values_list("pk", "to")
    visits = [
        Visit(user_id=user_id, docket_id=pk, seen_at=now, seen_to=to, before_at=now, before_to=to) for pk, to in rows
    ]
    with transaction.atomic():
        Visit.objects.bulk_create(
            visits, batch_size=2_000, update_conflicts=True, unique_fields=["user", "docket"],
            update_fields=["seen_at", "seen_to", "before_at", "before_to"],
        )  # fmt: skip
