"""Who is told of what: every rule whose subject and wishes are met, once, and nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rulings.following.editors_news import note_dates_ahead
from rulings.following.spread import spread_news
from rulings.models import Channel, Delivery, Follow, News
from rulings.vocabulary.topics import Urgency
from tests.rulings.following.stories import COMPLAINT, bring, entry, follow, spread, today
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


def test_whose_filings_is_what_the_rule_says(users: Any) -> None:
    """Nobody files a ruling: it is told all the same."""
    docket = bring(COMPLAINT)
    follow(users.journalist, docket=docket, routine=True, parties=["oak"])
    follow(users.editor, docket=docket, routine=True, parties=["Elm, Inc.", "Fir"])
    parties = [{"name": "Oak LLC", "type": "Plaintiff"}, {"name": "Elm, Inc.", "type": "Defendant"}]
    order = entry(4, "ORDER granting 2 Motion to Dismiss. Signed by Judge Poe.", 1)
    bring(COMPLAINT, MOTION, APPEARANCE, order, parties=parties)
    spread()
    assert (heard(users.journalist), heard(users.editor)) == (["3", "4"], ["2", "4"])


def test_of_a_date_is_told_as_early_as_the_rule_says(users: Any) -> None:
    docket = factories.docket()
    early, usual = follow(users.journalist, docket=docket, lead_days=7), follow(users.editor, docket=docket)
    factories.hearing(docket=docket, date=today() + timedelta(days=5), title="Trial")
    now = timezone.now()
    note_dates_ahead(now)
    spread()
    assert [row.follow for row in Delivery.objects.all()] == [early]
    note_dates_ahead(now + timedelta(days=4))
    spread()
    assert [row.follow for row in Delivery.objects.order_by("pk")] == [early, usual], "each once"


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
