"""Where news is sent: adding a channel, its secret, its messages, and what admins see of all."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rulings.models import Channel, Delivery, Message
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
CLOCK = {"name": "Program", "digest_at": "09:30", "digest_day": "2", "quiet_from": "22:00", "quiet_to": "07:00"}


def add(client: Client, kind: str, address: str, of: str = "", status: int = 302, **more: str) -> str:
    """The text of the page, or where it leads to."""
    sent = {**CLOCK, "address": address, "time_zone": "Europe/Vienna", **more}
    answer = client.post(f"/following/channels/add/?kind={kind}&of={of}", sent)
    assert answer.status_code == status, answer.content.decode()
    return pages.text(pages.parsed(answer, status)) if status != 302 else answer["Location"]


def test_a_webhook_is_made_and_its_secret_shown_once(client: Client, users: Any) -> None:
    client.force_login(users.journalist)
    page = add(client, "webhook", "https://x.example/hooks/verysecret99")
    row = Channel.objects.get()
    assert (row.owner, row.digest_at, row.digest_day, row.quiet_to) == (users.journalist, time(9, 30), 2, time(7))
    [secret] = row.secrets
    assert secret.startswith("whsec_") and len(secret) == 50
    shown = client.get(page).content.decode()
    assert secret in shown and "https://x.example/…et99" in shown and "verysecret" not in shown
    assert secret not in client.get(page).content.decode()
    client.post(f"{page}renew/")
    row.refresh_from_db()
    assert row.secrets[1:] == [secret] and row.secrets[0] in client.get(page).content.decode()
    client.post(f"{page}forget/")
    assert Channel.objects.get().secrets == row.secrets[:1]
    [form] = pages.by_class(pages.parsed(client.get(page)), "writing")
    assert client.post(page, {**pages.form_values(form), "name": "Other"}).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.address) == ("Other", "https://x.example/hooks/verysecret99"), (
        "it is kept where none is typed"
    )
    assert client.post(page, {**pages.form_values(form), "name": "Third"}).status_code == 409


@pytest.mark.parametrize(
    ("kind", "address", "why"),
    [
        ("webhook", "http://x.example/", "begins with https://"),
        ("webhook", "ftp://x.example/", "begins with https://"),
        ("webhook", "https://10.0.0.1/", "not on the internet"),
        ("webhook", "https://[::1]/", "not on the internet"),
        ("webhook", "https://localhost/", "not on the internet"),
        ("webhook", "https://db.internal/", "not on the internet"),
        ("webhook", "https://me:secret@x.example/", "No name or password"),
        ("webhook", "https://x.example:99999/", "no address"),
        ("slack", "https://x.example/services/T/B/x", "begins with https://hooks.slack.com/"),
        ("teams", "", "required"),
    ],
)
def test_what_is_no_address_to_send_to_is_refused(
    client: Client, users: Any, settings: Any, kind: str, address: str, why: str
) -> None:
    settings.FETCH_ALLOW_LOOPBACK = False
    client.force_login(users.journalist)
    assert why in add(client, kind, address, status=422)
    assert not Channel.objects.exists()


def test_times_are_checked(client: Client, users: Any) -> None:
    client.force_login(users.journalist)
    good = "https://x.example/"
    assert "Quiet hours need both times" in add(client, "teams", good, status=422, quiet_to="")
    assert "switch the channel off" in add(client, "teams", good, status=422, quiet_to="22:00")
    assert "not one of the choices" in add(client, "teams", good, status=422, time_zone="Mars/Base")


def test_mail_to_oneself_needs_an_address_and_there_is_one(client: Client, users: Any, settings: Any) -> None:
    client.force_login(users.journalist)
    assert "This site has no mail server" in add(client, "mail", "", status=422)
    settings.EMAIL_URL = "smtp://mail.example"
    users.journalist.email = "ann@paper.example"
    users.journalist.save()
    page = add(client, "mail", "someone@else.example")
    assert Channel.objects.get().address == "", "one's own, whatever it is then"
    assert client.get("/following/channels/add/?kind=mail")["Location"] == page
    assert client.get("/following/channels/add/?kind=pigeon").status_code == 404


def test_the_newsroom_has_lists_of_addresses(client: Client, users: Any) -> None:
    client.force_login(users.journalist)
    assert client.get("/following/channels/add/?kind=mail&of=newsroom").status_code == 404
    client.force_login(users.editor)
    assert "One of these is no e-mail address" in add(client, "mail", "a@paper.example, b", "newsroom", 422)
    add(client, "mail", "a@paper.example; b@paper.example, a@paper.example", "newsroom")
    row = Channel.objects.get()
    assert (row.owner, row.address) == (None, "a@paper.example, b@paper.example")
    client.force_login(users.admin)
    assert client.get(f"/following/channels/{row.pk}/").status_code == 200


def test_messages_are_sent_again_and_tried(client: Client, users: Any) -> None:
    row = factories.channel(owner=users.journalist)
    now = timezone.now()
    made = {
        status: Message.objects.create(channel=row, made_at=now, next_at=now, status=status, attempts=9, error="Gone")
        for status in ("failed", "dropped")
    }
    other = Message.objects.create(channel=factories.channel(owner=users.editor), made_at=now, next_at=now)
    client.force_login(users.journalist)
    act = f"/following/channels/{row.pk}/"
    for message in made.values():
        client.post(f"{act}again/", {"message": message.pk})
    assert client.post(f"{act}again/", {"message": other.pk}).status_code == 404
    assert [*Message.objects.filter(channel=row).order_by("pk").values_list("status", "attempts")] == [
        ("waiting", 0),
        ("dropped", 9),
    ]
    client.post(f"{act}off/")
    assert "is switched off" in pages.text(pages.parsed(client.post(f"{act}test/", follow=True)))
    client.post(f"{act}on/")
    client.post(f"{act}test/")
    test = Message.objects.get(is_test=True)
    assert (test.channel, test.status, test.subject) == (row, "waiting", "Test")
    follow = factories.follow(user=users.journalist, search="x", urgency="now", channels=[row])
    client.post(f"{act}remove/")
    follow.refresh_from_db()
    assert follow.urgency == "never" and not Channel.objects.filter(owner=users.journalist).exists()


@pytest.mark.parametrize("number", [1, 5])
def test_admins_see_what_goes_out_and_nobodys_secrets(
    client: Client, users: Any, number: int, django_assert_num_queries: Any
) -> None:
    now, docket = timezone.now(), factories.docket()
    for place in range(number):
        mine = factories.channel(owner=users.journalist, name=f"Private name {place}")
        follow = factories.follow(user=users.journalist, search=f"private words {place}", channels=[mine])
        for status in ("sent", "failed"):
            Message.objects.create(channel=mine, made_at=now - timedelta(days=1), next_at=now, status=status)
        Delivery.objects.create(follow=follow, news=factories.news(docket=docket), channel=mine, due_at=now)
    factories.channel(owner=None, name="City desk", kind="mail", off_at=now)
    client.force_login(users.admin)
    # Session, user; days; what waits, what is tried; channels, what was sent there, and what waits there.
    with django_assert_num_queries(9):
        text = pages.text(pages.parsed(client.get("/following/sent/")))
    assert f"{number} piece" in text and "Webhook of journalist 1 sent 1 failed" in text
    assert "City desk" in text and "Private" not in text and "private words" not in text and "https" not in text
    amiss = pages.text(pages.parsed(client.get("/following/sent/?only=amiss")))
    assert "City desk" in amiss and "Webhook of journalist" in amiss
