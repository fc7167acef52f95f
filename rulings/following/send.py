"""Sends what is due, with a lease on each channel. What goes by mail is composed for many channels together.

A message is a row before it is sent and is marked after. If a worker dies between the two, the message is sent once
more, with the id that it had: that is as narrow as a channel allows which cannot be asked what it has got.
"""

import random
import smtplib
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from http import HTTPStatus
from itertools import batched

from django.core.mail import mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from dockets.db.counters import add_count
from dockets.db.leases import RELEASED, Lease, LeaseLost, extend_lease, filter_held_rows, reserve_due, take_lease
from dockets.record.records import FetchFailed
from dockets.sources.http.client import BadAnswer, post_body
from rulings.following.compose import Told, compose_messages, load_told
from rulings.following.mail import DrawnNews, NoAddress, build_mail, mail_channel_owner
from rulings.following.posts import build_post
from rulings.models import Channel, Message

LEASE = timedelta(seconds=60)
"""Longer than ``HOLD`` and one message take together."""
HOLD, FRESH = 20, 2
"""Seconds for which channels are held together at most: what a slow server has not taken until then is left to any
worker. And for which what was read of messages is true enough to send: then it is read again."""
TOGETHER = 100
"""Channels of mail for which messages are composed at once. To programs messages are sent one by one."""
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
    rows = dict(Channel.objects.filter(pk__in=channel_ids).values_list("pk", "kind"))
    mails = [pk for pk in channel_ids if rows.get(pk) == Channel.Kind.MAIL]
    programs = [(pk,) for pk in channel_ids if rows.get(pk, Channel.Kind.MAIL) != Channel.Kind.MAIL]
    with _mail_server() as server:
        return sum(_send_together(those, server) for those in (*batched(mails, TOGETHER), *programs))


class _MailServer:
    """One connection, opened when the first mail is sent, and anew after an error."""

    def __init__(self) -> None:
        self.opened: BaseEmailBackend | None = None
        self.drawn = DrawnNews()

    def send(self, message: Message, told: Told) -> None:
        if self.opened is None:
            self.opened = mailers.default
            self.opened.open()
        self.opened.send_messages([build_mail(message, told, self.drawn)])

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


def _send_together(channel_ids: Sequence[int], server: _MailServer) -> int:
    rows = Channel.objects.filter(pk__in=channel_ids)
    lease = take_lease(rows.filter(off_at=None), now=timezone.now(), lasts=LEASE)
    if lease is None:
        return 0
    ends, sent = time.monotonic() + HOLD, 0
    channels = list(filter_held_rows(lease).select_related("owner").order_by("pk"))
    for _ in range(AT_ONCE):
        messages = _next_messages(channels, timezone.now())
        done = list(_send_each(messages, lease.token, server, ends))
        sent += len(done)
        channels = [message.channel for message in done if message.channel.kind != Channel.Kind.SLACK]
        if not channels:
            break
    filter_held_rows(lease).update(**RELEASED)
    return sent


def _next_messages(channels: Sequence[Channel], now: datetime) -> list[Message]:
    """Of each channel the one that has to be sent, or sent again, else a new one. While one waits for its next attempt
    nothing new is made: what comes meanwhile goes together, and in order."""
    first: dict[int, Message] = {}
    for message in Message.objects.filter(channel__in=channels, status=Message.Status.WAITING).order_by("pk"):
        first.setdefault(message.channel_id, message)
    for channel in channels:
        if channel.pk in first:
            first[channel.pk].channel = channel
    again = [message for message in first.values() if message.next_at <= now]
    return again + compose_messages([channel for channel in channels if channel.pk not in first], now)


def _send_each(messages: Sequence[Message], token: str, server: _MailServer, ends: float) -> Iterator[Message]:
    """Gives those that were sent. What each tells is read anew every ``FRESH`` seconds: of what was withdrawn
    meanwhile, or is followed no more, nothing is sent."""
    told: Mapping[int, Told] = {}
    read_at = 0.0
    for place, message in enumerate(messages):
        if (now := time.monotonic()) > ends:
            _leave(messages[place:], token)
            return
        if not told or now - read_at > FRESH:
            told, read_at = load_told(messages[place:], timezone.now()), now
        lease = Lease(Channel.objects.filter(pk=message.channel_id), token)
        with suppress(LeaseLost):
            if _send(message, told[message.pk], lease, server):
                yield message


def _leave(messages: Sequence[Message], token: str) -> None:
    """To any worker, at once."""
    rows = Channel.objects.filter(pk__in=[message.channel_id for message in messages], lease_token=token)
    rows.update(not_before=timezone.now())


def _send(message: Message, told: Told, lease: Lease[Channel], server: _MailServer) -> bool:
    """Raises ``LeaseLost``: another worker has the channel by now, and its word about the message counts."""
    if not (message.is_test or told.news):
        gone = {"status": Message.Status.DROPPED, "error": "What it told of was withdrawn, or is followed no more."}
        Message.objects.filter(pk=message.pk).update(**gone)
        return False
    message.attempts += 1
    try:
        _hand_over(message, told, server)
    except Refused as error:
        server.close()
        _note_failure(message, lease, str(error), is_last=error.is_last)
        return False
    except Delayed as error:
        server.close()
        _note_delay(message, lease, str(error), error.after)
        return False
    add_count("messages", kind=message.channel.kind, result="sent")
    pause = _SLACK_PAUSE if message.channel.kind == Channel.Kind.SLACK else timedelta(0)
    with transaction.atomic():
        done = {"status": Message.Status.SENT, "sent_at": timezone.now(), "error": "", "attempts": message.attempts}
        Message.objects.filter(pk=message.pk).update(**done)
        extend_lease(lease, lasts=LEASE, not_before=timezone.now() + pause)
    return True


def _hand_over(message: Message, told: Told, server: _MailServer) -> None:
    """Raises ``Refused`` and ``Delayed``."""
    if message.channel.kind == Channel.Kind.MAIL:
        _mail(message, told, server)
    else:
        _post(message, told)


def _mail(message: Message, told: Told, server: _MailServer) -> None:
    try:
        server.send(message, told)
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


def _post(message: Message, told: Told) -> None:
    body, headers = build_post(message, told, timezone.now())
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
        Message.objects.filter(pk=message.pk).update(next_at=next_at, error=why[:300], attempts=message.attempts)
        extend_lease(lease, lasts=LEASE)


def _note_failure(message: Message, lease: Lease[Channel], why: str, *, is_last: bool) -> None:
    """The message is given up; with ``is_last`` the channel is switched off, and its owner is told."""
    add_count("messages", kind=message.channel.kind, result="failed")
    now = timezone.now()
    with transaction.atomic():
        failed = {"status": Message.Status.FAILED, "error": why[:300], "attempts": message.attempts}
        Message.objects.filter(pk=message.pk).update(**failed)
        extend_lease(lease, lasts=LEASE)
        if is_last:
            Channel.objects.filter(pk=message.channel_id).update(off_at=now, off_why=why[:300])
    if is_last:
        mail_channel_owner(message.channel, why)
