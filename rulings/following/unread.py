"""What is new in what somebody follows or has looked at before, since they last looked. Called by the pages of
following, the front page and the list of cases.

A case is looked at when its page is shown (``rulings.timeline.visits``). Of a case that somebody has never looked at,
what came after they began to follow it is new.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import Case, Count, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject
from django.utils.http import urlencode

from dockets.format.urls import build_docket_url, build_filing_url
from dockets.models import Docket, DocketRelation, Filing
from dockets.models.filing import select_court_words
from rulings.following.rules import NewsFacts, Rule, find_matching_topics
from rulings.following.subjects import find_dockets_of_follow, find_filings_of_search
from rulings.models import Follow, MatterDocket, News, Reading, TimelineEvent, Visit
from rulings.vocabulary.kinds import EventKind

MOST = 1_500
"""Pieces of news that are looked at for one page, the newest first."""
CASES_SHOWN = 6
_READ_TO = 20_000
"""Characters of an entry in which the words of a rule are looked for here."""
_FIELDS = ("pk", "docket_id", "docket__court_id", "at", "topics", "kind", "routine", "headline", "words")


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


def find_news_of_follows(
    follows: Sequence[Follow], span: NewsSpan
) -> tuple[list[FoundNews], tuple[datetime, int] | None]:
    """The news that ``follows`` tell of by their rules, whatever was sent, the newest first, and up to where it was
    looked for: None, where that is all there is. Rules need not be saved. At most four queries."""
    places = _find_places(follows)
    named = _find_named(follows, span)
    condition = Q(docket__in=places.dockets) | Q(docket__court__in=places.courts) | Q(pk__in=named)
    rows = _select(News.objects.filter(condition), span)
    has_words = any(follow.words for follow in follows)
    rows = rows.annotate(text=select_court_words(_READ_TO, "filing__") if has_words else Value(""))
    fields = (*_FIELDS, "text", *(("came", "looked") if span.unread_by else ()))
    found = list(rows.order_by("-at", "-pk").values(*fields)[: span.most])
    rules = {id(one): Rule(one.topics, one.kinds, one.words, one.routine) for one in follows}
    told = list(_match(found, follows, places, named, rules))
    return told, ((found[-1]["at"], found[-1]["pk"]) if len(found) == span.most else None)


def _match(
    rows: Iterable[Mapping[str, Any]],
    follows: Sequence[Follow],
    places: "_Places",
    named: Mapping[int, set[int]],
    rules: Mapping[int, Rule],
) -> Iterator[FoundNews]:
    for row in rows:
        text = f"{row['headline']}\n{row['words']}\n{row['text'] or ''}"
        facts = NewsFacts(row["topics"], row["kind"], row["routine"], text)
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


def _find_named(follows: Sequence[Follow], span: NewsSpan) -> dict[int, set[int]]:
    """By the id of the news: places of the rules about people and searches that it is near to. One query."""
    parts = []
    for place, follow in enumerate(follows):
        if follow.search:
            rows = News.objects.filter(filing__in=find_filings_of_search(follow).order_by().values("pk"))
        elif follow.person_name:
            rows = News.objects.filter(docket__in=find_dockets_of_follow(follow).order_by().values("pk"))
        else:
            continue
        asked = _select(rows, span).filter(topics__overlap=follow.topics).order_by("-at", "-pk")
        parts.append(asked.annotate(place=Value(place)).values_list("pk", "place")[:MOST])
    found: dict[int, set[int]] = defaultdict(set)
    if parts:
        for pk, place in parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]:
            found[pk].add(place)
    return found


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
    visit = Visit.objects.filter(user=user_id, docket=OuterRef("docket"))
    is_entry, is_change = Q(key__startswith="filing:"), Q(key__regex="^(changed|gone|document):")
    came = Case(
        When(is_entry, then=F("filing__first_seen")), When(is_change, then=F("filing__changed_at")), default=F("at")
    )
    looked = Case(
        When(is_entry | is_change, then=Subquery(visit.values("seen_to")[:1])),
        default=Subquery(visit.values("seen_at")[:1]),
        output_field=DateTimeField(),
    )
    return rows.annotate(came=came, looked=looked).filter(Q(looked=None) | Q(came__gt=F("looked")))


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
    many came and the newest of them; and whether there are more of them. One query."""
    here = OuterRef("pk")
    visits, follows = Visit.objects.filter(user=user_id), Follow.objects.filter(user=user_id, paused_at=None)
    followed = follows.exclude(docket=None).annotate(standing=Coalesce("docket__merged_into", "docket"))
    known = visits.order_by().values("docket").union(followed.order_by().values("standing"))
    mark = Coalesce(
        Subquery(visits.filter(docket=here).values("seen_to")[:1]),
        Subquery(followed.filter(standing=here).order_by("since").values("since")[:1]),
    )
    came = Filing.objects.current().filter(docket=here, first_seen__gt=OuterRef("mark"))
    number = came.order_by().values("docket").annotate(number=Count("pk")).values("number")
    lines = TimelineEvent.objects.filter(docket=here, filing__first_seen__gt=OuterRef("mark"), event_kind__in=_ENTRIES)
    fields = {name: name for name in ("headline", "filing__number", "filing__public_id", "date")}
    newest = lines.order_by("routine", "-sort_date", "-pk").values(json=JSONObject(**fields))[:1]
    found = Docket.objects.current().filter(pk__in=known).annotate(mark=mark)
    found = found.filter(Exists(came), record_changed_at__gt=F("mark"))
    shown = found.annotate(number=Subquery(number), newest=ArraySubquery(newest)).order_by("-record_changed_at", "pk")
    columns = ("court_id", "docket_number", "case_name", "court__citation", "court__name", "number", "newest", "mark")
    rows = list(shown.values("id", *columns)[: CASES_SHOWN + 1])
    return [_describe_case(row) for row in rows[:CASES_SHOWN]], len(rows) > CASES_SHOWN


_ENTRIES = [EventKind.FILING, EventKind.RULING]


def _describe_case(row: dict[str, Any]) -> dict[str, Any]:
    url = build_docket_url(row["court_id"], row["docket_number"])
    for newest in row["newest"]:
        newest["url"] = build_filing_url(url, newest["filing__number"], newest["filing__public_id"])
    newest = row["newest"][0] if row["newest"] else None
    return row | {"url": url, "newest": newest, "query": _build_since_query(row["mark"])}


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
