"""Battery E1: a worker that sends is killed outright at each step. Nobody is left out, and nobody gets anything twice
but the one mail that was under way, under the id that it had."""

from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from rulings.following.send import send_to_channels
from rulings.models import Channel, Delivery, News
from tests.fakes.mail_server import mail_server
from tests.faults.test_faults import importers
from tests.rulings.following.stories import COMPLAINT, bring, follow, spread
from tests.support import factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.programs]
PEOPLE = 3
EVERY = 1
"""After each so many statements there is a point at which it is killed."""


def test_a_sender_killed_at_any_statement_leaves_nobody_out() -> None:
    points, doubled = 0, 0
    factories.court()
    docket = bring(COMPLAINT)
    users = [User.objects.create(username=f"r{n}", email=f"r{n}@news.example") for n in range(PEOPLE)]
    rules = [follow(user, docket=docket) for user in users]
    channels = sorted(rule.channels.get().pk for rule in rules)
    spread()
    address = "smtp://127.0.0.1:{}?tls=off"
    with mail_server() as server, importers(1, CASETRACKER_EMAIL_URL=address.format(server.port)) as (one,):
        for die_at in range(1, 400, EVERY):
            ruled = {"topics": ["ruling"], "headline": "Order", "said_by": "machine"}
            News.objects.create(docket=docket, key=f"turn {die_at}", at=timezone.now(), **ruled)
            spread()
            Delivery.objects.waiting().update(due_at=timezone.now() - timedelta(seconds=1))
            server.taken.clear()
            one.begin(channels=channels, die_at=die_at)
            answer = one.answer()
            assert not answer["failed"]
            if answer["died"]:
                points += 1
                Channel.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
                one.begin(channels=channels, die_at=100_000)
                assert one.answer() == {"died": False, "failed": False}
            got = Counter((tuple(to), str(mail["Message-ID"])) for to, mail in server.taken)
            assert {to for to, _ in got} == {(user.email,) for user in users}, f"killed at statement {die_at}"
            assert len(got) == PEOPLE, "a mail that is sent again keeps its id"
            assert sum(got.values()) <= PEOPLE + 1
            doubled += sum(got.values()) - PEOPLE
            if not answer["died"]:
                break
        assert send_to_channels(channels) == 0
    assert points >= 15
    assert doubled >= 1, "one of these points lies between sending and marking"
