"""Sends what is due, channel by channel, with one lease a channel.

A message is a row before it is sent and is marked after. If a worker dies between the two, the message is sent once
more, with the id that it had: that is as narrow as a channel allows which cannot be asked what it has got.
"""

import random
import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from http import HTTPStatus

from django.core.mail import mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from dockets.db.counters import add_count
from dockets.db.leases import Lease, LeaseLost, extend_lease, filter_held_rows, release_lease, reserve_due, take_lease
from dockets.record.records import FetchFailed
from dockets.sources.http.client import BadAnswer, post_body
from rulings.following.compose import compose_message, list_told_news
from rulings.following.mail import DrawnNews, NoAddress, build_mail, mail_channel_owner
from rulings.following.posts import build_post
from rulings.models import Channel, Message

LEASE = timedelta(seconds=60)
"""Longer than one message takes; it is extended before each."""
RESTS = timedelta(seconds=30)
"""For how long a channel that was queued is not queued again."""
_SECONDS, _HOUR = (5, 300, 1_800), 3_600
WAITS = tuple(timedelta(seconds=s) for s in (*_SECONDS, *(h * _HOUR for h in (2, 5, 10, 14, 20, 24))))
"""Between one attempt and the next, as Standard Webhooks proposes: 75 hours in all."""
AT_ONCE = 20
"""Messages to one channel in one go; the rest in the next."""
_SLACK_PAUSE = timedelta(seconds=1)
_REFUSED = frozenset({550, 551, 552, 553, 554, 501})
"""What a mail server answers where an address does not exist, or takes no mail."""


class Refused(Exception):
    """The message will not be taken, however often it is sent. ``is_last``: nor will any other."""

    def __init__(self, why: str, *, is_last: bool) -> None:
        super().__init__(why)
        self.is_last = is_last


class Delayed(Exception):
    """The message was not taken now. ``after``: for how long the other side wants to be left alone."""

    def __init__(self, why: str, after: timedelta = timedelta(0)) -> None:
        super().__init__(why)
        self.after = after


def list_due_channels(now: datetime, most: int) -> list[int]:
    """Ids of channels to which something is to be sent; no other caller gets them for a while."""
    return reserve_due(Channel.objects.due(now).order_by("not_before", "pk"), now=now, limit=most, rests=RESTS)


def send_to_channels(channel_ids: Sequence[int]) -> int:
    """Sends what is due to each of these channels; those that another worker holds are left to it. Returns how many
    messages were sent. Mails go over one connection."""
    with _mail_server() as server:
        return sum(_send_to_channel(channel_id, server) for channel_id in channel_ids)


class _MailServer:
    """One connection, opened when the first mail is sent, and anew after an error."""

    def __init__(self) -> None:
        self.opened: BaseEmailBackend | None = None
        self.drawn: DrawnNews = {}

    def send(self, message: Message) -> None:
        if self.opened is None:
            self.opened = mailers.default
            self.opened.open()
        self.opened.send_messages([build_mail(message, self.drawn)])

    def close(self) -> None:
        opened, self.opened = self.opened, None
        if opened is not None:
            with suppress(OSError, smtplib.SMTPException):
                opened.close()


@contextmanager
def _mail_server() -> Iterator[_MailServer]:
    server = _MailServer()
    try:
        yield server
    finally:
        server.close()


def _send_to_channel(channel_id: int, server: _MailServer) -> int:
    lease = take_lease(Channel.objects.filter(pk=channel_id, off_at=None), now=timezone.now(), lasts=LEASE)
    if lease is None:
        return 0
    sent = 0
    with suppress(LeaseLost):
        for _ in range(AT_ONCE):
            message = _next_message(channel_id, timezone.now())
            if message is None:
                break
            extend_lease(lease, lasts=LEASE)
            sent += _send(message, lease, server)
            if message.channel.kind == Channel.Kind.SLACK:
                filter_held_rows(lease).update(not_before=timezone.now() + _SLACK_PAUSE)
                break
        release_lease(lease)
    return sent


def _next_message(channel_id: int, now: datetime) -> Message | None:
    """One that has to be sent, or sent again, else a new one. While one waits for its next attempt nothing new is made:
    what comes meanwhile goes together, and in order."""
    channel = Channel.objects.select_related("owner").filter(pk=channel_id, off_at=None).first()
    if channel is None:
        return None
    first = Message.objects.filter(channel=channel, status=Message.Status.WAITING).order_by("pk").first()
    if first is not None:
        first.channel = channel
        return first if first.next_at <= now else None
    return compose_message(channel, now)


def _send(message: Message, lease: Lease[Channel], server: _MailServer) -> bool:
    """Raises ``LeaseLost``: another worker has the channel by now, and its word about the message counts."""
    if not (message.is_test or list_told_news(message, timezone.now())):
        gone = {"status": Message.Status.DROPPED, "error": "What it told of was withdrawn, or is followed no more."}
        Message.objects.filter(pk=message.pk).update(**gone)
        return False
    Message.objects.filter(pk=message.pk).update(attempts=message.attempts + 1)
    message.attempts += 1
    try:
        _hand_over(message, server)
    except Refused as error:
        server.close()
        _note_failure(message, lease, str(error), is_last=error.is_last)
        return False
    except Delayed as error:
        server.close()
        _note_delay(message, lease, str(error), error.after)
        return False
    add_count("messages", kind=message.channel.kind, result="sent")
    with transaction.atomic():
        done = {"status": Message.Status.SENT, "sent_at": timezone.now(), "error": ""}
        Message.objects.filter(pk=message.pk).update(**done)
        extend_lease(lease, lasts=LEASE)
    return True


def _hand_over(message: Message, server: _MailServer) -> None:
    """Raises ``Refused`` and ``Delayed``."""
    if message.channel.kind == Channel.Kind.MAIL:
        _mail(message, server)
    else:
        _post(message)


def _mail(message: Message, server: _MailServer) -> None:
    try:
        server.send(message)
    except NoAddress as error:
        raise Refused(str(error), is_last=True) from error
    except smtplib.SMTPRecipientsRefused as error:
        codes = {code for code, _ in error.recipients.values()}
        if codes <= _REFUSED:
            raise Refused("The mail server says that there is no such address.", is_last=True) from error
        raise Delayed("The mail server did not take the mail for this address now.") from error
    except smtplib.SMTPResponseException as error:
        raise Delayed(f"The mail server answered {error.smtp_code}.") from error
    except (smtplib.SMTPException, OSError) as error:
        raise Delayed(f"The mail server could not be reached ({type(error).__name__}).") from error


def _post(message: Message) -> None:
    body, headers = build_post(message, timezone.now())
    try:
        post_body(message.channel.address, body, headers)
    except BadAnswer as error:
        if error.status == HTTPStatus.GONE:
            raise Refused("The receiver answered 410: it wants nothing any more.", is_last=True) from error
        raise Delayed(str(error), timedelta(seconds=error.retry_after or 0)) from error
    except FetchFailed as error:
        raise Delayed(str(error)) from error


def _note_delay(message: Message, lease: Lease[Channel], why: str, after: timedelta) -> None:
    if message.attempts > len(WAITS):
        _note_failure(message, lease, why, is_last=True)
        return
    wait = WAITS[message.attempts - 1] * random.uniform(1, 1.2)  # noqa: S311  # not all receivers at one moment
    add_count("messages", kind=message.channel.kind, result="delayed")
    with transaction.atomic():
        next_at = timezone.now() + max(wait, min(after, WAITS[-1]))
        Message.objects.filter(pk=message.pk).update(next_at=next_at, error=why[:300])
        extend_lease(lease, lasts=LEASE)


def _note_failure(message: Message, lease: Lease[Channel], why: str, *, is_last: bool) -> None:
    """The message is given up; with ``is_last`` the channel is switched off, and its owner is told."""
    add_count("messages", kind=message.channel.kind, result="failed")
    now = timezone.now()
    with transaction.atomic():
        Message.objects.filter(pk=message.pk).update(status=Message.Status.FAILED, error=why[:300])
        extend_lease(lease, lasts=LEASE)
        if is_last:
            Channel.objects.filter(pk=message.channel_id).update(off_at=now, off_why=why[:300])
    if is_last:
        mail_channel_owner(message.channel, why)
