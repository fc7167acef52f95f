"""Who is told of what: every rule whose subject and wishes are met, once, and nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rulings.following.spread import spread_news
from rulings.models import Channel, Delivery, Follow, News
from rulings.vocabulary.topics import Urgency
from tests.rulings.following.stories import COMPLAINT, bring, entry, follow, spread
from tests.support import factories

pytestmark = pytest.mark.django_db
MOTION = entry(2, "MOTION to Dismiss for lack of jurisdiction by Elm, Inc.", 1)
APPEARANCE = entry(3, "NOTICE of Appearance by attorney Ann Ash on behalf of Oak LLC.", 1)


@pytest.fixture(autouse=True)
def court() -> Any:
    return factories.court()


def heard(user: Any) -> list[str]:
    rows = Delivery.objects.filter(follow__user=user).order_by("news_id")
    return list(rows.values_list("news__filing__number", flat=True))


def test_by_each_sort_of_subject(users: Any) -> None:
    docket = bring(COMPLAINT, assigned_to="Barbara Poe")
    spread()
    tracked, _ = users.journalist, None
    subjects: list[dict[str, Any]] = [
        {"docket": docket},
        {"court_id": "wawd"},
        {"person_kind": "party", "person_name": "OAK LLC"},
        {"person_kind": "lawyer", "person_name": "Ann Ash"},
        {"person_kind": "judge", "person_name": "barbara poe"},
        {"search": "jurisdiction"},
    ]
    rules = [follow(tracked, topics=["filing"], **subject) for subject in subjects]
    strangers = [
        follow(users.editor, topics=["filing"], docket=factories.docket()),
        follow(users.editor, topics=["filing"], person_kind="firm", person_name="Ann Ash"),
        follow(users.editor, topics=["filing"], search="copyright"),
    ]
    bring(COMPLAINT, MOTION, assigned_to="Barbara Poe")
    spread()
    assert {row.follow_id for row in Delivery.objects.all()} == {rule.pk for rule in rules}
    assert not Delivery.objects.filter(follow__in=strangers).exists()


def test_routine_kinds_and_words_are_what_the_rule_says(users: Any) -> None:
    docket = bring(COMPLAINT)
    follow(users.journalist, docket=docket)
    follow(users.editor, docket=docket, routine=True)
    follow(users.admin, docket=docket, words="venue, lack of  Jurisdiction", routine=True)
    bring(COMPLAINT, MOTION, APPEARANCE)
    spread()
    assert (heard(users.journalist), heard(users.editor), heard(users.admin)) == (["2"], ["2", "3"], ["2"])


def test_a_pause_and_never_send_nothing(users: Any) -> None:
    docket = bring(COMPLAINT)
    follow(users.journalist, docket=docket, paused_at=timezone.now())
    follow(users.editor, urgency=Urgency.NEVER, docket=docket)
    follow(users.admin, docket=docket)
    Channel.objects.filter(owner=users.admin).update(off_at=timezone.now())
    bring(COMPLAINT, MOTION)
    spread()
    assert not Delivery.objects.exists()


def test_related_cases_are_followed_with_it(users: Any) -> None:
    docket = bring(COMPLAINT)
    follow(users.journalist, docket=docket)
    follow(users.editor, docket=docket, with_related=False)
    appeal = bring(COMPLAINT, number="2:26-cv-00999")
    factories.relation(docket=appeal, other=docket)
    spread()
    cases = Delivery.objects.filter(news__docket=appeal, news__key="case")
    assert [row.follow.user for row in cases] == [users.journalist]


def test_whoever_heard_of_an_entry_hears_that_it_changed(users: Any) -> None:
    docket = bring(COMPLAINT)
    follow(users.journalist, docket=docket, topics=["filing"], routine=True)
    follow(users.editor, docket=docket, topics=["ruling"])
    bring(COMPLAINT, entry(2, "Notice", 1))
    spread()
    bring(COMPLAINT, entry(2, "NOTICE of Settlement by Oak LLC.", 1))
    spread()
    changed = Delivery.objects.filter(news__key__startswith="changed:")
    assert [row.follow.user for row in changed] == [users.journalist]


def test_a_burst_waits_for_the_clock(users: Any) -> None:
    docket = bring(COMPLAINT)
    follow(users.journalist, docket=docket)
    now = timezone.now()
    bring(COMPLAINT, MOTION)
    spread(now)
    bring(COMPLAINT, MOTION, entry(4, "MOTION to Stay by Elm, Inc.", 1))
    spread(now + timedelta(minutes=5))
    bring(COMPLAINT, MOTION, entry(4, "MOTION to Stay by Elm, Inc.", 1), entry(5, "MOTION to Seal by Elm, Inc.", 1))
    spread(now + timedelta(minutes=50))
    due = list(Delivery.objects.order_by("news_id").values_list("due_at", flat=True))
    assert due == [now, now + timedelta(hours=1), now + timedelta(hours=1)]


def test_queries_and_rows_for_many(users: Any) -> None:
    docket = bring(COMPLAINT)
    spread()

    def count(people: int) -> int:
        start = Follow.objects.count()
        channels = [
            Channel(kind="webhook", name=str(n), address=f"https://x.example/{n}") for n in range(start, people)
        ]
        Channel.objects.bulk_create(channels)
        made = Follow.objects.bulk_create(
            Follow(docket=docket, user=user, topics=["filing"], urgency="now") for user in _people(start, people)
        )
        through = Follow.channels.through
        through.objects.bulk_create(
            through(follow_id=rule.pk, channel_id=way.pk) for rule, way in zip(made, channels, strict=True)
        )
        News.objects.create(
            docket=docket, key=f"test:{people}", topics=["filing"], at=timezone.now(), headline="x", said_by="machine"
        )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            spread_news(timezone.now(), 10)
        return len(queries)

    few, many = count(2), count(40)
    assert few == many
    assert Delivery.objects.count() == 2 + 40


def _people(start: int, end: int) -> list[Any]:
    from django.contrib.auth.models import User

    return User.objects.bulk_create(User(username=f"reader{n}") for n in range(start, end))
