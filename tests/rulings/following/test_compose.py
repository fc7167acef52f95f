"""Messages for many channels at once: as many queries as for one, and each mail as Django would build it alone."""

import re
from email.policy import SMTP
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rulings.following.compose import compose_messages, load_told
from rulings.following.mail import DrawnNews, build_mail
from rulings.models import Channel, Message
from tests.rulings.following.stories import COMPLAINT, bring, entry, follow, spread
from tests.support import factories

pytestmark = pytest.mark.django_db


def compose(people: int, kind: str, **order: Any) -> tuple[list[Message], int]:
    factories.court()
    docket = bring(COMPLAINT)
    users = [User.objects.create(username=f"{kind}{n}", email=f"{kind}{n}@news.example") for n in range(people)]
    channels = [follow(user, docket=docket).channels.get() for user in users]
    bring(COMPLAINT, entry(2, f"ORDER {kind}. {order.get('text', '')} Signed by Judge Poe.", 0))
    spread()
    with CaptureQueriesContext(connection) as queries:
        messages = compose_messages(channels, timezone.now())
        load_told(messages, timezone.now())
    assert {message.channel_id for message in messages} == {channel.pk for channel in channels}
    return messages, len(queries)


def test_ten_channels_take_the_queries_of_two() -> None:
    _, few = compose(2, "a")
    _, many = compose(10, "b")
    assert few == many <= 12


@pytest.mark.parametrize("text", ["granting it", "für § 1983 " * 90, "判決 " * 300], ids=["plain", "long", "base64"])
def test_a_mail_that_is_filled_in_is_the_one_that_django_builds(settings: Any, text: str) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://cases.example"]
    messages, _ = compose(2, "a", text=text)
    told, drawn = load_told(messages, timezone.now()), DrawnNews()
    for message in messages:
        mail: Any = build_mail(message, told[message.pk], drawn)
        filled, mail.as_sent = mail.message(policy=SMTP).as_bytes(), b""
        assert _without_chance(filled) == _without_chance(mail.message(policy=SMTP).as_bytes())
        assert f"To: {mail.to[0]}\r\n".encode() in filled
        assert b"slot" not in filled


@pytest.mark.parametrize("address", ["o=brien@news.example", '"a b"@news.example', "z@bücher.example"])
def test_an_address_that_is_not_plain_is_left_to_django(users: Any, address: str) -> None:
    message = compose(1, "a")[0][0]
    User.objects.filter(channels=message.channel).update(email=address)
    message.channel = Channel.objects.get(pk=message.channel_id)
    mail: Any = build_mail(message, load_told([message], timezone.now())[message.pk], DrawnNews())
    assert (mail.to, mail.as_sent) == ([address], b"")


def _without_chance(raw: bytes) -> bytes:
    found = re.search(rb'boundary="(.+?)"', raw)
    assert found
    return re.sub(rb"\r\nDate: .*\r\n", b"\r\n", raw).replace(found[1], b"")
