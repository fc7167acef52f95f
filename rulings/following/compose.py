"""Makes messages from what is due: what of it is still true, and what goes into one message."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from dockets.db.bulk import update_rows
from rulings.following.describe import load_news, name_case
from rulings.models import Annotation, Channel, Delivery, Follow, Message, News, Ruling
from rulings.models.annotation import filter_for_readers
from rulings.publishing.changes import list_public_changes
from rulings.vocabulary.topics import Topic, Urgency

MOST = 100
"""Pieces of news in one message."""
_TWICE, _WITHDRAWN, _PAUSED = "twice", "withdrawn", "paused"
_ENDED = Q(follow__urgency=Urgency.NEVER) | Q(follow__paused_at__isnull=False)
"""Deliveries of rules by which nothing is sent any more."""


def compose_messages(channels: Sequence[Channel], now: datetime) -> list[Message]:
    """The next message to each of these channels, written with the deliveries that it holds; none to a channel to which
    nothing is due. The number of queries does not depend on that of the channels.

    What was told to a channel before by another rule is not told again. What has been withdrawn since, at the court
    or by the editors, is not told at all. What is to be told at once is one message for each case, everything else one
    for all; a program gets a message for each piece.
    """
    ids = [channel.pk for channel in channels]
    if not ids:
        return []
    with transaction.atomic():
        _drop_repeated(ids, now)
        _drop_unwanted(ids)
        rows = _load_due(ids, now)
        news = _load_by_id({row.news_id for row in rows})
        gone = _drop_withdrawn(rows, news, now)
        by_channel: dict[int, list[Delivery]] = defaultdict(list)
        for row in rows:
            if row.news_id not in gone:
                by_channel[row.channel_id].append(row)
        chosen = {channel: _choose(channel, by_channel[channel.pk], news) for channel in channels}
        return _write({channel: those for channel, those in chosen.items() if those}, news, now)


def _load_due(channel_ids: Sequence[int], now: datetime) -> list[Delivery]:
    """Of each channel the first, as many as one message may hold by two rules."""
    due = Delivery.objects.waiting().filter(channel__in=channel_ids, due_at__lte=now)
    place = Window(RowNumber(), partition_by="channel_id", order_by=["news_id", "id"])
    first = due.annotate(place=place, urgency=F("follow__urgency")).filter(place__lte=MOST * 2)
    return list(first.order_by("channel_id", "news_id", "pk"))


def _load_by_id(ids: Collection[int]) -> dict[int, News]:
    return {one.pk: one for one in load_news(News.objects.filter(pk__in=ids))} if ids else {}


def _write(chosen: Mapping[Channel, Sequence[Delivery]], news: Mapping[int, News], now: datetime) -> list[Message]:
    made = []
    for channel, rows in chosen.items():
        told = dict.fromkeys(row.news_id for row in rows)
        subject = write_subject([news[pk] for pk in told])[:300]
        made.append(Message(channel=channel, made_at=now, next_at=now, subject=subject))
    Message.objects.bulk_create(made)
    pairs = zip(made, chosen.values(), strict=True)
    update_rows(Delivery, ("message",), sorted((row.pk, message.pk) for message, rows in pairs for row in rows))
    return made


def _drop_repeated(channel_ids: Sequence[int], now: datetime) -> None:
    told = Delivery.objects.filter(channel=OuterRef("channel"), news=OuterRef("news")).exclude(message=None)
    due = Delivery.objects.waiting().filter(Exists(told), channel__in=channel_ids, due_at__lte=now)
    due.update(dropped=_TWICE)


def _drop_unwanted(channel_ids: Sequence[int]) -> None:
    """What its rule does not want sent any more."""
    Delivery.objects.waiting().filter(_ENDED, channel__in=channel_ids).update(dropped=_PAUSED)


def _drop_withdrawn(rows: Sequence[Delivery], news: Mapping[int, News], now: datetime) -> set[int]:
    gone = {one.pk for one in news.values() if is_withdrawn(one, now)}
    if gone:
        Delivery.objects.filter(pk__in=[row.pk for row in rows if row.news_id in gone]).update(dropped=_WITHDRAWN)
    return gone


def is_withdrawn(news: News, now: datetime) -> bool:
    """Whether readers do not see any more what it tells of: sealed or withdrawn by the court, merged into an entry that
    was told of itself, or taken back by the editors. That an entry is gone is told."""
    filing = news.filing
    if filing and (filing.merged_into_id or (filing.missing_since and not news.key.startswith("gone:"))):
        return True
    sort, _, key = news.key.partition(":")
    if sort == "note":
        return not Annotation.objects.filter(filter_for_readers(now), pk=key, deleted_at=None).exists()
    if sort == "claims":
        return not Ruling.objects.published().filter(pk=key).exists()
    if sort == "correction":
        return not list_public_changes(news.docket).filter(pk=key).exists()
    return False


def _choose(channel: Channel, rows: Sequence[Delivery], news: Mapping[int, News]) -> list[Delivery]:
    if not rows:
        return []
    first = rows[0]
    if channel.kind == Channel.Kind.WEBHOOK:
        return [row for row in rows if row.news_id == first.news_id]
    together = [row for row in rows if _group(row, news) == _group(first, news)]
    told = dict.fromkeys(row.news_id for row in together)
    kept = set(list(told)[:MOST])
    return [row for row in together if row.news_id in kept]


def _group(row: Any, news: Mapping[int, News]) -> int | None:
    """What may stand in one message: the case, of what is told at once."""
    return news[row.news_id].docket_id if row.urgency == Urgency.NOW else None


@dataclass(frozen=True, slots=True)
class Told:
    """What a message tells of, in order, and the ids of the rules by which it does."""

    news: Sequence[News]
    rules: Sequence[int]


def load_told(messages: Sequence[Message], now: datetime) -> Mapping[int, Told]:
    """By the id of each message: what it tells, of what is not withdrawn and is wanted by its rules still; of an entry
    that was changed before it was first told of, only that."""
    # One after another: of joined tables the database knows too little when ten thousand rows were just written.
    asked = Delivery.objects.filter(message__in=[message.pk for message in messages])
    rows = list(asked.values_list("message", "news", "follow"))
    rules = Follow.objects.filter(pk__in={follow for *_, follow in rows}, paused_at=None)
    wanted = set(rules.exclude(urgency=Urgency.NEVER).values_list("pk", flat=True))
    loaded = _load_by_id({news for _, news, follow in rows if follow in wanted})
    kept = {pk: one for pk, one in sorted(loaded.items()) if not is_withdrawn(one, now)}
    by_message: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for message, news, follow in rows:
        by_message[message].append((news, follow))
    return {message.pk: _tell(message, by_message[message.pk], kept, wanted) for message in messages}


def _tell(
    message: Message, pairs: Sequence[tuple[int, int]], kept: Mapping[int, News], wanted: Collection[int]
) -> Told:
    told = sorted({news for news, follow in pairs if news in kept and follow in wanted})
    news = [kept[pk] for pk in told]
    is_program = message.channel.kind == Channel.Kind.WEBHOOK
    return Told(news if is_program else list(_without_changes(news)), sorted({follow for _, follow in pairs}))


def _without_changes(news: Sequence[News]) -> Iterator[News]:
    first = {one.filing_id for one in news if one.filing_id and one.key.startswith("filing:")}
    return (one for one in news if not (Topic.CHANGED in one.topics and one.filing_id in first and one.before))


def write_subject(news: Sequence[News]) -> str:
    """Substance first: a phone shows some forty characters. Never with line breaks."""
    cases = len({one.docket_id for one in news})
    words = f"{news[0].headline} · {name_case(news[0].docket)}"
    if len(news) > 1:
        where = f" in {cases} cases" if cases > 1 else ""
        words = f"{len(news)} new{where}: {words}"
    return " ".join(words.split())
