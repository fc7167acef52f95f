"""One piece of news to 10,000 who follow a case: what each is to be sent, the mails, and a page meanwhile. A subject of
``bench``."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.policy import SMTP
from http import HTTPStatus
from itertools import batched, count
from statistics import median
from typing import Never

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from bench.figure import Figure, timed
from bench.measures import material
from bench.measures.merge import arrived, take
from dockets.models import Docket
from rulings.following.compose import compose_messages, load_told
from rulings.following.mail import DrawnNews, build_mail
from rulings.following.send import TOGETHER, send_to_channels
from rulings.following.spread import spread_news
from rulings.models import Channel, Follow, Message, News
from rulings.vocabulary.topics import OF_A_CASE, Urgency

PEOPLE, MAILS = 10_000, 4_000
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_serials = count(1)


def figures(rows: int) -> Iterator[Figure]:
    take(arrived(material.docket(next(_serials) + 70_000, 50)))
    docket = Docket.objects.latest("pk")
    channels = _follow(docket)
    spread_news(_news(docket).at, 10)
    mails = _mails(channels)
    timing = timed(lambda news: spread_news(news.at, 10), lambda: _news(docket))
    yield timing.figure(f"following: rows for {PEOPLE:,} who follow a case", most=500)
    news = _news(docket)
    with CaptureQueriesContext(connection) as asked:
        spread_news(news.at, 10)
    statements = [one["sql"] for one in asked if one["sql"].split()[0] in {"SELECT", "INSERT", "UPDATE"}]
    yield Figure("following: their queries", len(statements), "", most=5)
    yield mails
    yield from _page_meanwhile(docket, channels)


def _follow(docket: Docket) -> list[Channel]:
    names = [f"reader{number}" for number in range(PEOPLE)]
    users = User.objects.bulk_create(User(username=name, email=f"{name}@news.example") for name in names)
    channels = Channel.objects.bulk_create(Channel(owner=user, kind="mail", name="Mail") for user in users)
    topics = [topic.value for topic in OF_A_CASE]
    rules = Follow.objects.bulk_create(
        Follow(user=user, docket=docket, topics=topics, urgency=Urgency.NOW, since=_NOW) for user in users
    )
    through = Follow.channels.through
    through.objects.bulk_create(
        through(follow_id=rule.pk, channel_id=way.pk) for rule, way in zip(rules, channels, strict=True)
    )
    with connection.cursor() as cursor:
        # As the database does by itself within a minute of so many rows; people follow a case for months.
        for model in (User, Follow, Channel, Follow.channels.through):
            cursor.execute(f"ANALYZE {model._meta.db_table}")
    return channels


def _news(docket: Docket) -> News:
    serial = next(_serials)
    at = _NOW + timedelta(hours=2 * serial)
    filing = docket.filings.latest("pk")
    told = {"topics": ["ruling"], "headline": "Order granting motion", "said_by": "machine"}
    return News.objects.create(docket=docket, filing=filing, key=f"bench:{serial}", at=at, **told)


def _mails(channels: list[Channel]) -> Figure:
    """Composed, with their rows, and built to the bytes that a mail server is sent, in one process; what workers do
    side by side."""
    due = _NOW + timedelta(days=4_000)
    drawn, built = DrawnNews(), 0
    began = time.perf_counter()
    for those in batched(channels[:MAILS], TOGETHER):
        messages = compose_messages(those, due)
        told = load_told(messages, due)
        for message in messages:
            built += bool(build_mail(message, told[message.pk], drawn).message(policy=SMTP).as_bytes())
    spent = time.perf_counter() - began
    assert built == MAILS
    return Figure("following: mails built a second, one process", MAILS / spent, "/s", least=1_000)


def _page_meanwhile(docket: Docket, channels: list[Channel]) -> Iterator[Figure]:
    """A page of 50 entries while another process, as a worker, tells all of one piece of news; the mail server takes no
    time. The limit is the one of that page by itself."""
    client, address = Client(SERVER_NAME="localhost"), f"/cases/{docket.court_id}/{docket.docket_number}/"
    news = _news(docket)
    walls: list[float] = []
    connection.close()
    began = time.perf_counter()
    worker = os.fork()
    if not worker:
        _tell_all(news, channels)
    while os.waitpid(worker, os.WNOHANG) == (0, 0):
        asked = time.perf_counter()
        assert client.get(address).status_code == HTTPStatus.OK
        walls.append(1_000 * (time.perf_counter() - asked))
    rate = Message.objects.filter(status="sent").count() / (time.perf_counter() - began)
    name = f"following: a timeline of 50 while {PEOPLE:,} are told"
    yield Figure(name, median(walls), "ms", worst=max(walls), most=20)
    yield Figure("following: mails sent a second meanwhile, one process", rate, "/s")


def _tell_all(news: News, channels: list[Channel]) -> Never:
    """In a fork: ends it."""
    silent = {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}
    try:
        with override_settings(MAILERS=silent):
            spread_news(news.at, 10)
            send_to_channels([channel.pk for channel in channels])
    finally:
        os._exit(0)
