"""Makes messages from what is due: what of it is still true, and what goes into one message."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

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


def compose_message(channel: Channel, now: datetime) -> Message | None:
    """The next message to a channel, written with the deliveries that it holds; None where nothing is due.

    What was told to this channel before by another rule is not told again. What has been withdrawn since, at the court
    or by the editors, is not told at all. What is to be told at once is one message for each case, everything else one
    for all; a program gets a message for each piece.
    """
    with transaction.atomic():
        _drop_repeated(channel, now)
        _drop_unwanted(channel)
        due = Delivery.objects.waiting().filter(channel=channel, due_at__lte=now).order_by("news_id", "pk")
        rows = list(due.select_related("follow")[: MOST * 2])
        news = {one.pk: one for one in load_news(News.objects.filter(pk__in={row.news_id for row in rows}))}
        rows = [row for row in rows if row.news_id not in _drop_withdrawn(rows, news, now)]
        chosen = _choose(channel, rows, news)
        if not chosen:
            return None
        told = {row.news_id: news[row.news_id] for row in chosen}
        message = Message.objects.create(
            channel=channel, made_at=now, next_at=now, subject=write_subject(list(told.values()))[:300]
        )
        Delivery.objects.filter(pk__in=[row.pk for row in chosen]).update(message=message)
    return message


def _drop_repeated(channel: Channel, now: datetime) -> None:
    told = Delivery.objects.filter(channel=channel, news=OuterRef("news")).exclude(message=None)
    Delivery.objects.waiting().filter(Exists(told), channel=channel, due_at__lte=now).update(dropped=_TWICE)


def _drop_unwanted(channel: Channel) -> None:
    """What its rule does not want sent any more."""
    Delivery.objects.waiting().filter(_ENDED, channel=channel).update(dropped=_PAUSED)


def _drop_withdrawn(rows: Sequence[Delivery], news: dict[int, News], now: datetime) -> set[int]:
    gone = {one.pk for one in news.values() if is_withdrawn(one, now)}
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


def _choose(channel: Channel, rows: Sequence[Delivery], news: dict[int, News]) -> list[Delivery]:
    if not rows:
        return []
    first = rows[0]
    if channel.kind == Channel.Kind.WEBHOOK:
        return [row for row in rows if row.news_id == first.news_id]
    together = [row for row in rows if _group(row, news) == _group(first, news)]
    told = dict.fromkeys(row.news_id for row in together)
    kept = set(list(told)[:MOST])
    return [row for row in together if row.news_id in kept]


def _group(row: Delivery, news: dict[int, News]) -> int | None:
    """What may stand in one message: the case, of what is told at once."""
    return news[row.news_id].docket_id if row.follow.urgency == Urgency.NOW else None


def list_told_news(message: Message, now: datetime) -> list[News]:
    """What a message tells, in order, of what is not withdrawn; of an entry that was changed before it was first told
    of, only that."""
    # One after another: of joined tables the database knows too little when ten thousand rows were just written.
    pairs = list(Delivery.objects.filter(message=message).values_list("news", "follow"))
    rules = Follow.objects.filter(pk__in={follow for _, follow in pairs}, paused_at=None)
    wanted = set(rules.exclude(urgency=Urgency.NEVER).values_list("pk", flat=True))
    told = {news for news, follow in pairs if follow in wanted}
    news = [one for one in load_news(News.objects.filter(pk__in=told)).order_by("pk") if not is_withdrawn(one, now)]
    if message.channel.kind == Channel.Kind.WEBHOOK:
        return news
    return list(_without_changes(news))


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
