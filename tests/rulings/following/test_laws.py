"""The law of following: whatever matches reaches each follower once for each channel, in order, however polls,
duplicates, restarts and failures fall."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from rulings.following.compose import compose_messages, load_told
from rulings.following.send import send_to_channels
from rulings.following.spread import spread_news
from rulings.models import Channel, Delivery, Follow, Message, News
from rulings.vocabulary.topics import Urgency
from tests.fakes.receiver import Receiver, receiver
from tests.rulings.following.stories import follow
from tests.support import factories
from tests.support.examples import count_examples

pytestmark = pytest.mark.django_db
STEPS = st.lists(
    st.sampled_from(["ruling", "ruling", "ended", "again", "spread", "send", "die", "fail", "follow"]),
    min_size=3,
    max_size=14,
)


@pytest.fixture(scope="module")
def program() -> Any:
    with receiver() as running:
        yield running


@examples(
    max_examples=count_examples(8, 20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS, st.sampled_from([Urgency.NOW, Urgency.DAILY]))
@example(["ruling", "ended", "again", "spread", "send"], Urgency.DAILY)
@example(["ruling", "spread", "die", "fail", "ended", "follow", "send"], Urgency.NOW)
def test_each_piece_reaches_each_follower_once_and_in_order(
    users: Any, settings: Any, program: Receiver, steps: list[str], urgency: Urgency
) -> None:
    settings.FETCH_ALLOW_LOOPBACK = True
    with transaction.atomic():
        story = Story(users, program, urgency)
        for step in (*steps, "spread"):
            getattr(story, f"do_{step}")()
        story.drain()
        story.check()
        transaction.set_rollback(True)


class Story:
    """Two people follow one case, one of them by two rules; each has a channel."""

    def __init__(self, users: Any, program: Receiver, urgency: Urgency) -> None:
        self.program, self.urgency, self.expected = program, urgency, Counter[tuple[int, int]]()
        self.docket = factories.docket()
        program.answers, program.posts = [(200, {})], []
        self.channels = [
            Channel.objects.create(owner=owner, kind="slack", name="x", address=program.url)
            for owner in (users.journalist, users.editor)
        ]
        for way in self.channels:
            follow(way.owner, urgency, way, docket=self.docket, topics=["ruling", "ended"])
        follow(users.editor, Urgency.NOW, self.channels[1], court_id=self.docket.court_id, topics=["ended"])

    def _note(self, topic: str) -> None:
        key = f"{topic}:{News.objects.count()}"
        self.last = {"docket": self.docket, "key": key, "topics": [topic], "said_by": "machine", "headline": key}
        self.do_again()
        news = News.objects.get(docket=self.docket, key=key)
        for way in self.channels:
            if Follow.objects.filter(channels=way, paused_at=None, topics__contains=[topic]).exists():
                self.expected[way.pk, news.pk] = 1

    def do_ruling(self) -> None:
        self._note("ruling")

    def do_ended(self) -> None:
        self._note("ended")

    def do_again(self) -> None:
        """The same is noted once more, as by another poll."""
        if hasattr(self, "last"):
            News.objects.bulk_create([News(at=timezone.now(), **self.last)], ignore_conflicts=True)

    def do_spread(self) -> None:
        spread_news(timezone.now(), 100)

    def do_follow(self) -> None:
        """Spread again, as after a worker that died before it was noted that it was done: rows say what is there."""
        self.do_spread()
        News.objects.update(spread_at=None)

    def do_send(self) -> None:
        self._make_due()
        send_to_channels([way.pk for way in self.channels])

    def do_die(self) -> None:
        """A worker makes a message and dies before it sends it."""
        self._make_due()
        for way in self.channels:
            if not Message.objects.filter(channel=way, status="waiting").exists():
                compose_messages([way], timezone.now())

    def do_fail(self) -> None:
        self.program.answers = [(503, {})]
        self.do_send()
        self.program.answers = [(200, {})]

    def _make_due(self) -> None:
        past = timezone.now() - timedelta(seconds=1)
        Delivery.objects.waiting().update(due_at=past)
        Message.objects.filter(status="waiting").update(next_at=past)
        Channel.objects.update(not_before=past)

    def drain(self) -> None:
        for _ in range(40):
            self.do_send()
            if not Message.objects.filter(status="waiting").exists() and not Delivery.objects.waiting().exists():
                return
        raise AssertionError("it does not come to an end")

    def check(self) -> None:
        told = Counter[tuple[int, int]]()
        for way in self.channels:
            of_case: list[int] = []
            for message in Message.objects.filter(channel=way, status="sent").order_by("pk"):
                news = [one.pk for one in load_told([message], timezone.now())[message.pk].news]
                told.update((way.pk, pk) for pk in news)
                of_case += news
            if self.urgency is Urgency.NOW:
                assert of_case == sorted(of_case), "in order"
        assert told == self.expected
