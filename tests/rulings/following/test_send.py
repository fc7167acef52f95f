"""What is sent, to real servers that take it, refuse it, hang, drop and lie."""

import base64
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone
from standardwebhooks.webhooks import Webhook

from casetracker.config.mail import parse_mail_url
from dockets.models import AuditEntry
from rulings.following.send import WAITS, list_due_channels, send_to_channels
from rulings.following.unsubscribe import build_unsubscribe_key, end_mail
from rulings.models import Channel, Delivery, Follow, Message, News
from rulings.vocabulary.topics import Urgency
from tests.fakes.mail_server import MailServer, mail_server
from tests.fakes.receiver import Receiver, receiver
from tests.rulings.following.stories import COMPLAINT, bring, entry, follow, spread
from tests.support import factories

pytestmark = pytest.mark.django_db
ORDER = entry(2, "ORDER granting in part and denying in part Motion to Dismiss <b>&. Signed by Judge Poe.", 0)
SITE = "https://cases.example"
SECRETS = [f"whsec_{base64.b64encode(sign * 24).decode()}" for sign in (b"n", b"o")]


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    factories.court()
    with mail_server() as running:
        settings.MAILERS, settings.EMAIL_URL = running.mailers, "smtp://127.0.0.1"
        settings.CSRF_TRUSTED_ORIGINS = [SITE]
        yield running


@pytest.fixture
def program(settings: Any, server: MailServer) -> Iterator[Receiver]:
    settings.FETCH_ALLOW_LOOPBACK = True
    with receiver() as running:
        yield running


@pytest.fixture
def reader(users: Any) -> Any:
    users.journalist.email = "reader@news.example"
    users.journalist.save()
    return users.journalist


def send() -> int:
    """As the beat and a worker do, whatever rests."""
    Channel.objects.update(not_before=timezone.now())
    return send_to_channels(list_due_channels(timezone.now(), 100))


def let_pass(after: timedelta) -> None:
    Message.objects.filter(status="waiting").update(next_at=timezone.now() - timedelta(seconds=1))
    Delivery.objects.waiting().update(due_at=timezone.now() - timedelta(seconds=1))


def words(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_mail_says_what_happened_and_ends_in_one_click(reader: Any, server: MailServer) -> None:
    docket = bring(COMPLAINT)
    rule = follow(reader, docket=docket)
    bring(COMPLAINT, ORDER)
    spread()
    assert send() == 1
    [(addresses, mail)] = server.taken
    assert addresses == ["reader@news.example"]
    assert mail["Subject"].startswith("Order granting in part")
    assert mail["Subject"].endswith("· Oak LLC v. Elm, Inc.")
    text, page = words(mail, "plain"), words(mail, "html")
    assert "ORDER granting in part and denying in part Motion to Dismiss <b>&. Signed" in text
    assert "Motion to Dismiss &lt;b&gt;&amp;. Signed" in page
    assert "read by machine" in text
    assert f"{SITE}/cases/wawd/2:26-cv-00310/" in text
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    ends = re.fullmatch(rf"<{SITE}(/following/end/.+/)>", mail["List-Unsubscribe"])
    assert ends
    assert f"List-Unsubscribe: <{SITE}{ends[1]}>".encode() in server.raw[0], "in one line, and not encoded"
    # A mail program asks without session or token; to look at the link ends nothing.
    program = Client(enforce_csrf_checks=True)
    assert program.get(ends[1]).status_code == 200
    assert rule.channels.exists()
    assert program.post(ends[1], {"List-Unsubscribe": "One-Click"}).status_code == 200
    rule.refresh_from_db()
    assert (rule.urgency, rule.channels.exists()) == (Urgency.NEVER, False)
    assert program.post(ends[1][:-2] + "x/").status_code == 404
    bring(COMPLAINT, ORDER, entry(3, "ORDER staying the case. Signed by Judge Poe.", 0))
    spread()
    assert send() == 0


def test_what_a_link_ends_for_the_newsroom_is_in_the_audit_log(users: Any, client: Client) -> None:
    docket = factories.docket()
    desk = Channel.objects.create(kind="mail", name="Desk", address="desk@news.example")
    rules = [follow(user, channel=desk, docket=docket) for user in (None, users.editor)]
    address = f"/following/end/{build_unsubscribe_key(desk.pk, None)}/"
    assert [client.post(address).status_code for _ in range(2)] == [200, 200]
    [edit] = AuditEntry.objects.all()
    assert (edit.object_id, edit.by_name, edit.by) == (rules[0].pk, "a link in a mail", None)
    before, after = edit.before or {}, edit.after or {}
    assert (before["channels"], after["channels"]) == (["Desk"], [])
    assert (before["urgency"], after["urgency"]) == ("now", "never")


def test_mail_goes_through_a_service(reader: Any, program: Receiver, settings: Any) -> None:
    """By one of django-anymail's backends, to a service that is played on a local port."""
    url = f"anymail+postmark:?server_token=secret&api_url={quote(program.url)}"
    settings.MAILERS, settings.EMAIL_URL = parse_mail_url(url), url
    program.answers = [(500, {}), (200, {}), (422, {})]
    follow(reader, docket=bring(COMPLAINT))
    bring(COMPLAINT, ORDER)
    spread()
    assert send() == 0
    assert Message.objects.get().status == "waiting"
    let_pass(WAITS[0])
    program.body = json.dumps({"ErrorCode": 0, "Message": "OK", "To": reader.email, "MessageID": "x"}).encode()
    assert send() == 1
    headers, body = program.posts[-1]
    told = json.loads(body)
    assert (headers["x-postmark-server-token"], told["To"]) == ("secret", "reader@news.example")
    assert told["Subject"].startswith("Order granting in part")
    assert f"{SITE}/cases/wawd/2:26-cv-00310/" in told["HtmlBody"]
    assert "List-Unsubscribe-Post" in {header["Name"] for header in told["Headers"]}
    bring(COMPLAINT, ORDER, entry(3, "ORDER staying the case. Signed by Judge Poe.", 0))
    spread()
    let_pass(timedelta(hours=1))
    why = "Recipient(s) marked as inactive. Found inactive addresses: {}. Inactive recipients bounce."
    program.body = json.dumps({"ErrorCode": 406, "Message": why.format(reader.email)}).encode()
    assert send() == 0
    assert "no such address" in Channel.objects.get().off_why


def test_one_digest_over_all_cases_and_threads_by_case(reader: Any, server: MailServer) -> None:
    one, two = bring(COMPLAINT), bring(COMPLAINT, number="2:26-cv-00311")
    for docket in (one, two):
        follow(reader, docket=docket, urgency=Urgency.DAILY)
    follow(reader, court_id="wawd", urgency=Urgency.NOW, topics=["ended"])
    for number in ("2:26-cv-00310", "2:26-cv-00311"):
        bring(COMPLAINT, ORDER, number=number)
    spread()
    assert send() == 0, "not before tomorrow at eight"
    let_pass(timedelta(days=1))
    assert send() == 1
    assert server.taken[0][1]["Subject"].startswith("2 new in 2 cases: ")
    assert server.taken[0][1]["References"] is None


def test_what_is_told_by_two_rules_is_sent_once(reader: Any, server: MailServer) -> None:
    docket = bring(COMPLAINT)
    follow(reader, docket=docket)
    follow(reader, court_id="wawd", topics=["ruling"])
    bring(COMPLAINT, ORDER)
    spread()
    assert (send(), send(), len(server.taken)) == (1, 0, 1)
    assert words(server.taken[0][1], "plain").count("Ruling") == 1


def test_what_is_withdrawn_before_it_is_sent_is_not_sent(reader: Any, server: MailServer) -> None:
    docket = bring(COMPLAINT)
    follow(reader, docket=docket)
    bring(COMPLAINT, ORDER)
    spread()
    docket.filings.filter(number="2").update(missing_since=timezone.now())
    assert send() == 0
    assert not server.taken
    assert [*Delivery.objects.values_list("dropped", flat=True)] == ["withdrawn"]


@pytest.mark.parametrize(
    ("answer", "status", "is_on"),
    [
        ("550 no such address", "failed", False),
        ("451 later", "waiting", True),
        ("drop", "waiting", True),
        ("hang", "waiting", True),
    ],
)
def test_an_address_that_is_not_taken_holds_up_no_other(
    reader: Any, users: Any, server: MailServer, answer: str, status: str, is_on: bool
) -> None:
    users.editor.email = "editor@news.example"
    users.editor.save()
    server.answers["reader@news.example"] = answer
    docket = bring(COMPLAINT)
    for user in (reader, users.editor):
        follow(user, docket=docket)
    bring(COMPLAINT, ORDER)
    spread()
    assert send() == 1
    assert [addresses for addresses, _ in server.taken] == [["editor@news.example"]]
    message = Message.objects.get(channel__owner=reader)
    assert (message.status, message.channel.off_at is None) == (status, is_on)
    assert message.error
    if is_on:
        server.answers.clear()
        assert send() == 0, "not before its time"
        let_pass(WAITS[0])
        assert send() == 1
        message.refresh_from_db()
        assert (message.status, message.attempts, message.error) == ("sent", 2, "")
        assert server.taken[-1][1]["Message-ID"] == f"<{message.public_id}@cases.example>"


def test_a_webhook_is_signed_with_both_secrets_while_they_change(users: Any, program: Receiver) -> None:
    docket = bring(COMPLAINT)
    way = Channel.objects.create(owner=users.editor, kind="webhook", name="Ours", address=program.url, secrets=SECRETS)
    follow(users.editor, docket=docket, channel=way)
    bring(COMPLAINT, ORDER)
    spread()
    assert send() == 1
    [(headers, body)] = program.posts
    for secret in SECRETS:
        told = Webhook(secret).verify(body, headers)
        assert (told["type"], told["data"]["entry_number"]) == ("case.ruling", "2")
    assert told["data"]["case"]["url"] == f"{SITE}/cases/wawd/2:26-cv-00310/"
    assert told["data"]["read_by_machine"] is True
    assert len(body) < 20_000


def test_a_receiver_that_fails_is_tried_again_with_the_same_id(users: Any, program: Receiver) -> None:
    program.answers = [(500, {}), (429, {"Retry-After": "7200"}), (302, {"Location": "/other"}), (204, {})]
    docket = bring(COMPLAINT)
    way = Channel.objects.create(kind="webhook", name="Desk", address=program.url, secrets=SECRETS[:1])
    follow(users.editor, docket=docket, channel=way)
    bring(COMPLAINT, ORDER)
    spread()
    waits = []
    for _ in range(4):
        send()
        waits.append(Message.objects.get().next_at - timezone.now())
        let_pass(timedelta(days=1))
    assert Message.objects.get().status == "sent"
    assert len({headers["webhook-id"] for headers, _ in program.posts}) == 1
    assert WAITS[0] * 0.5 < waits[0] < WAITS[0] * 1.3
    assert waits[1] > timedelta(minutes=119), "as long as it asked for"


def test_gone_ends_it_and_its_owner_is_told(users: Any, server: MailServer, program: Receiver) -> None:
    users.editor.email = "editor@news.example"
    users.editor.save()
    program.answers = [(410, {})]
    docket = bring(COMPLAINT)
    way = Channel.objects.create(
        owner=users.editor,
        kind="webhook",
        name="Ours\r\nBcc: all@news.example\u202e",
        address=program.url,
        secrets=SECRETS,
    )
    follow(users.editor, docket=docket, channel=way)
    bring(COMPLAINT, ORDER)
    spread()
    assert send() == 0
    way.refresh_from_db()
    assert way.off_at
    assert "410" in way.off_why
    assert "secret" not in way.off_why
    [(addresses, mail)] = server.taken
    assert addresses == ["editor@news.example"]
    assert str(mail["Subject"]).endswith(": Ours Bcc: all@news.example was switched off"), "no header of its own"
    assert mail["Bcc"] is None
    assert mail.get_content().startswith("“Ours Bcc: all@news.example” is not sent to any more:"), "nor a line"


def test_after_three_days_of_failures_it_is_switched_off(users: Any, program: Receiver) -> None:
    program.answers = [(503, {})]
    docket = bring(COMPLAINT)
    way = Channel.objects.create(owner=users.editor, kind="webhook", name="Ours", address=program.url, secrets=SECRETS)
    follow(users.editor, docket=docket, channel=way)
    bring(COMPLAINT, ORDER)
    spread()
    for _ in range(len(WAITS) + 1):
        send()
        let_pass(timedelta(days=1))
    way.refresh_from_db()
    assert way.off_at
    assert (len(program.posts), Message.objects.get().status) == (len(WAITS) + 1, "failed")
    assert timedelta(hours=75) < sum(WAITS, timedelta()) < timedelta(hours=76)


@pytest.mark.parametrize("kind", ["slack", "teams"])
def test_posts_for_people_quote_what_would_be_markup(users: Any, program: Receiver, kind: str) -> None:
    docket = bring(COMPLAINT, case_name="<!channel> [Oak](https://evil.example) v. Elm & Co.")
    way = Channel.objects.create(kind=kind, name="Desk", address=program.url)
    follow(users.editor, docket=docket, channel=way)
    bring(COMPLAINT, ORDER, case_name="<!channel> [Oak](https://evil.example) v. Elm & Co.")
    spread()
    assert send() == 1
    body = json.loads(program.posts[0][1])
    said = json.dumps(body, ensure_ascii=False)
    if kind == "slack":
        assert "<!channel>" not in said
        assert "&lt;!channel&gt;" in said
        assert f"<{SITE}/cases/wawd/2:26-cv-00310/filings/2/" in said
    else:
        card = body["attachments"][0]
        assert card["contentType"] == "application/vnd.microsoft.card.adaptive"
        assert r"\[Oak\]\(https://evil.example\)" in card["content"]["body"][-1]["text"]


def test_private_addresses_are_not_posted_to(users: Any, server: MailServer, settings: Any) -> None:
    settings.FETCH_ALLOW_LOOPBACK = False
    docket = bring(COMPLAINT)
    for address in ("https://127.0.0.1/hook", "https://[::1]/hook", "http://hooks.example/x", "https://localhost/x"):
        way = Channel.objects.create(kind="webhook", name=address, address=address, secrets=SECRETS[:1])
        follow(None, docket=docket, channel=way) if not Follow.objects.exists() else Follow.objects.get().channels.add(
            way
        )
    bring(COMPLAINT, ORDER)
    spread()
    assert send() == 0
    assert {message.status for message in Message.objects.all()} == {"waiting"}
    assert all(message.error for message in Message.objects.all())


@pytest.mark.parametrize("end", ["unsubscribe", "withdraw", "pause", "stop"])
def test_a_message_that_is_tried_again_says_only_what_is_still_wanted(
    reader: Any, server: MailServer, end: str
) -> None:
    """Battery E5: while the mail server did not take it."""
    docket = bring(COMPLAINT)
    rule = follow(reader, docket=docket)
    server.answers["reader@news.example"] = "451 later"
    bring(COMPLAINT, ORDER)
    spread()
    assert send() == 0
    assert Message.objects.get().status == "waiting"
    match end:
        case "unsubscribe":
            end_mail(rule.channels.get(), rule)
        case "withdraw":
            docket.filings.filter(number="2").update(missing_since=timezone.now())
        case "pause":
            Follow.objects.update(paused_at=timezone.now())
        case _:
            rule.delete()
    server.answers.clear()
    let_pass(WAITS[0])
    assert send() == 0
    assert not server.taken
    assert Message.objects.get().status == "dropped"


def test_no_word_of_others_makes_a_line_or_a_header_of_its_own(reader: Any, server: MailServer) -> None:
    docket = bring(COMPLAINT, case_name="Oak\u202e LLC v. Elm")
    docket.case_name = "Oak\r\nBcc: all@news.example\u202e v. Elm"
    docket.save(update_fields=["case_name"])
    follow(reader, docket=docket)
    told = {"topics": ["correction"], "said_by": "editor", "headline": "Corrected\r\nX: y", "words": "One\n\n-- \nTwo"}
    News.objects.create(docket=docket, key="x", at=timezone.now(), **told)
    spread()
    assert send() == 1
    [(addresses, mail)] = server.taken
    assert addresses == ["reader@news.example"]
    assert (mail["Bcc"], mail["X"]) == (None, None)
    text = words(mail, "plain")
    assert "Oak Bcc: all@news.example v. Elm\n" in text
    assert "Corrected X: y\nOne -- Two\n" in text
