"""Battery E1: a worker that sends is killed outright at each step, the broker loses its queue, the database falls over.
Nobody is left out, and nobody gets anything twice but the one mail that was under way, under the id that it had."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from rulings.following.send import send_to_channels
from rulings.models import Channel, Delivery, Message, News
from tests.fakes.mail_server import MailServer, mail_server
from tests.faults.test_faults import importers
from tests.faults.test_faults_broker import client_of
from tests.rulings.following.stories import COMPLAINT, bring, follow, spread
from tests.servers.own_servers import own_broker, run_python
from tests.servers.workers import Workers, wait_until
from tests.support import factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.programs]
SITE = "casetracker.settings"
PEOPLE = 3
MANY = 150
"""More than a worker has sent to before it is disturbed."""
CROWD = f"""
from datetime import timedelta
from django.contrib.auth.models import User
from django.utils import timezone
from rulings.models import News
from tests.rulings.following.stories import follow
from tests.support import factories
docket = factories.docket()
for n in range({MANY}):
    follow(User.objects.create(username=f"r{{n}}", email=f"r{{n}}@news.example"), docket=docket)
told = {{"topics": ["ruling"], "headline": "Order", "said_by": "machine"}}
News.objects.create(docket=docket, key="x", at=timezone.now() + timedelta(seconds=1), **told)
"""
RING = "from casetracker.tasks import alert_followers; alert_followers()"
EVERY = 1
"""After each so many statements there is a point at which it is killed."""


@pytest.mark.thorough
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


@contextmanager
def mails() -> Iterator[tuple[MailServer, str]]:
    """A mail server, and ``CASETRACKER_EMAIL_URL`` for it."""
    with mail_server() as server:
        yield server, f"smtp://127.0.0.1:{server.port}?tls=off"


def count_mails(server: MailServer) -> Counter[tuple[str, str]]:
    """By address and Message-ID."""
    return Counter((to[0], str(mail["Message-ID"])) for to, mail in server.taken)


def test_a_broker_that_loses_what_was_to_be_sent(celery_workers: Workers) -> None:
    """What it has lost is queued again once it has rested, and nothing is sent twice."""
    run_python(CROWD)
    with mails() as (server, url), own_broker() as broker, client_of(broker) as client:
        run_python(RING, REDIS_URL=broker.url)
        assert any(client.llen(key) for key in client.scan_iter(_type="list"))
        client.flushall()
        assert Delivery.objects.waiting().count() == MANY
        Channel.objects.update(not_before=timezone.now())
        celery_workers.start(beat=True, REDIS_URL=broker.url, CASETRACKER_EMAIL_URL=url, DJANGO_SETTINGS_MODULE=SITE)
        wait_until(lambda: Message.objects.filter(status="sent").count() == MANY)
        assert len(count_mails(server)) == len(server.taken) == MANY
