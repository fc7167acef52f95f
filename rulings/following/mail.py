"""News as a mail: HTML and text, in threads by case, with a link that ends it in one click (RFC 8058)."""

import email.policy
import logging
import re
import secrets
import smtplib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from email.policy import Policy
from email.utils import formataddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from dockets.record.text import clean_line
from dockets.watch.failure_mail import list_admin_addresses
from rulings.following.compose import Told
from rulings.following.describe import NewsItem, describe_news
from rulings.following.unsubscribe import build_unsubscribe_key
from rulings.models import Channel, Message, News

_LINE = 900
"""Characters of a line of a mail, of 998 that RFC 5322 allows."""
_PLAIN_ADDRESS = re.compile(r"[\w.+-]{1,64}@[a-z0-9.-]{1,180}", re.ASCII | re.IGNORECASE)
"""Addresses that stand in a header as they are."""
log = logging.getLogger(__name__)


class _Mail(EmailMultiAlternatives):
    """A mail whose headers are not broken into lines: a long address in one would be encoded, and no mail program would
    find the link in it (RFC 8058 asks for a plain one)."""

    as_sent: bytes = b""
    """The whole mail as SMTP sends it; empty: it is built when it is sent."""

    def message(self, *, policy: Policy | None = None) -> Any:
        if self.as_sent and policy is email.policy.SMTP:
            return _Built(self.as_sent)
        return super().message(policy=(policy or email.policy.default).clone(max_line_length=_LINE))


@dataclass(frozen=True, slots=True)
class _Built:
    """What Django's SMTP backend asks of a message."""

    raw: bytes

    def as_bytes(self) -> bytes:
        return self.raw


class NoAddress(Exception):
    """A channel to which no mail can be sent. Says why, in a sentence."""


def get_site_origin() -> str:
    """Where this site is reached from outside: "https://cases.example"; "" where nothing says so."""
    return next(iter(settings.CSRF_TRUSTED_ORIGINS), "")


def list_addresses(channel: Channel) -> list[str]:
    """To whom it goes. Raises ``NoAddress``."""
    if channel.address:
        return [part.strip() for part in channel.address.split(",") if part.strip()]
    if not channel.owner or not channel.owner.email or not channel.owner.is_active:
        raise NoAddress("Its owner has no e-mail address, or may not log in any more.")
    return [channel.owner.email]


@dataclass(frozen=True, slots=True)
class _Slots:
    """What differs between the mails to two people who are told the same. Paths of this site."""

    address: str
    public_id: str
    channel: str
    rule_url: str
    one_url: str
    """Ends what its rule sends; all mail where several rules tell."""
    all_url: str


_TOKENS = [f"slot{secrets.token_hex(12)}" for _ in _Slots.__slots__]
_SLOTS = _Slots(f"{_TOKENS[0]}@slot.invalid", *_TOKENS[1:])
"""Stand in a mail of which copies are made for all to whom it goes. Nobody can know them, so no text holds one."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """A mail with ``_SLOTS`` in it. ``raw``: as SMTP sends it; empty where it cannot be filled in as bytes."""

    subject: str
    text: str
    page: str
    raw: bytes


class DrawnNews:
    """What many followers are told at one time is described and drawn once. Good for as long as one task lasts."""

    def __init__(self) -> None:
        self.items: dict[int, NewsItem] = {}
        self.frames: dict[tuple[Any, ...], _Frame] = {}

    def describe(self, news: Sequence[News]) -> Sequence[NewsItem]:
        """One query at most; none for what was described before."""
        new = [one for one in news if one.pk not in self.items]
        self.items.update((item.id, item) for item in (describe_news(new) if new else ()))
        return [self.items[one.pk] for one in news]

    def draw(self, message: Message, items: Sequence[NewsItem]) -> _Frame:
        """The mail of a message, without what is its receiver's alone."""
        is_own = not message.channel.address
        key = (tuple(item.id for item in items), message.subject, message.is_test, is_own)
        if key not in self.frames:
            self.frames[key] = _draw(message, items, is_own=is_own)
        return self.frames[key]


def _draw(message: Message, items: Sequence[NewsItem], *, is_own: bool) -> _Frame:
    context: dict[str, Any] = {"cases": _by_case(items), "site": get_site_origin()}
    text, page = (render_to_string(f"emails/news_items.{form}", context) for form in ("txt", "html"))
    context |= {
        "told": {"items": items, "text": text, "page": page},
        "site_name": clean_line(settings.SITE_NAME),
        "subject": clean_line(message.subject),
        "is_test": message.is_test,
        "is_own": is_own,
        "all_url": _SLOTS.all_url,
        "rule_url": _SLOTS.rule_url,
        "following_url": reverse("following"),
    }
    text, page = (render_to_string(f"emails/news.{form}", context) for form in ("txt", "html"))
    drawn = _Frame(clean_line(message.subject) or "News", text, page, b"")
    if not is_own:
        return drawn
    mail = _assemble(drawn, [_SLOTS.address], _headers(_SLOTS, items, is_own=True))
    raw: bytes = mail.message(policy=email.policy.SMTP).as_bytes()
    return replace(drawn, raw=raw) if _is_legible(raw, text + page) else drawn


def _is_legible(raw: bytes, words: str) -> bool:
    """Whether every slot stands in it as it is: a part may have been encoded whole, as base64."""
    return all(raw.count(slot.encode()) >= words.count(slot) for slot in _TOKENS)


def _by_case(items: Sequence[NewsItem]) -> list[tuple[NewsItem, list[NewsItem]]]:
    cases: dict[int, list[NewsItem]] = {}
    for item in items:
        cases.setdefault(item.docket_id, []).append(item)
    return [(those[0], those) for those in cases.values()]


def build_mail(message: Message, told: Told, drawn: DrawnNews) -> EmailMultiAlternatives:
    """The mail of a message. Building it again gives the same Message-ID. ``drawn`` is read and added to. Raises
    ``NoAddress``."""
    addresses = list_addresses(message.channel)
    items = drawn.describe(told.news)
    frame = drawn.draw(message, items)
    rules = told.rules
    values = _Slots(
        address=addresses[0],
        public_id=message.public_id,
        channel=str(message.channel_id),
        rule_url=reverse("follow-rule", args=[rules[0]]) if len(rules) == 1 else reverse("following"),
        one_url=_ending(message.channel, rules[0] if len(rules) == 1 else None),
        all_url=_ending(message.channel, None),
    )
    pairs = _pair(values)
    filled = replace(frame, text=_fill(frame.text, pairs), page=_fill(frame.page, pairs))
    mail = _assemble(filled, addresses, _headers(values, items, is_own=not message.channel.address))
    if frame.raw and _PLAIN_ADDRESS.fullmatch(addresses[0]) and not any("=" in value for _, value in pairs):
        # What is quoted-printable has lines as long, and reads "=" as its own.
        mail.as_sent = _fill(frame.raw.decode(), pairs).encode()
    return mail


def _pair(values: _Slots) -> list[tuple[str, str]]:
    return [(getattr(_SLOTS, name), getattr(values, name)) for name in _Slots.__slots__]


def _fill(words: str, pairs: Sequence[tuple[str, str]]) -> str:
    for slot, value in pairs:
        words = words.replace(slot, value)
    return words


def _assemble(filled: _Frame, addresses: list[str], headers: Mapping[str, str]) -> _Mail:
    mail = _Mail(
        subject=filled.subject,
        body=filled.text,
        from_email=formataddr((clean_line(settings.SITE_NAME), settings.DEFAULT_FROM_EMAIL))
        if "<" not in settings.DEFAULT_FROM_EMAIL
        else settings.DEFAULT_FROM_EMAIL,
        to=addresses if len(addresses) == 1 else [],
        bcc=addresses if len(addresses) > 1 else [],
        headers=dict(headers),
    )
    mail.attach_alternative(filled.page, "text/html")
    return mail


def _headers(values: _Slots, items: Sequence[NewsItem], *, is_own: bool) -> dict[str, str]:
    origin = get_site_origin()
    host = urlsplit(origin).hostname or "casetracker.invalid"
    headers = {"Message-ID": f"<{values.public_id}@{host}>", "Auto-Submitted": "auto-generated"}
    if len({item.docket_id for item in items}) == 1:
        thread = f"<case-{items[0].docket_id}-{values.channel}@{host}>"
        headers |= {"In-Reply-To": thread, "References": thread}
    if is_own and origin:
        headers |= {
            "List-Unsubscribe": f"<{origin}{values.one_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return headers


def _ending(channel: Channel, follow_id: int | None) -> str:
    """The path of the page that ends it."""
    return reverse("unsubscribe", args=[build_unsubscribe_key(channel.pk, follow_id)])


def mail_channel_owner(channel: Channel, why: str) -> None:
    """Mails to the owner, or to the admins for a channel of the newsroom, that it was switched off. Nobody where no
    mail can be sent: pages say it as well."""
    log.warning("Channel %s was switched off: %s", channel.pk, why)
    own = [channel.owner.email] if channel.owner and channel.owner.email else []
    addresses = list_admin_addresses() if channel.owner is None else own
    if not settings.EMAIL_URL or not addresses or (channel.owner and channel.kind == Channel.Kind.MAIL):
        return
    context = {
        "channel": channel.name,
        "why": why,
        "site": get_site_origin(),
        "url": reverse("channel-edit", args=[channel.pk]),
        "site_name": settings.SITE_NAME,
    }
    subject = clean_line(f"{settings.SITE_NAME}: {channel.name} was switched off")
    try:
        EmailMessage(subject, render_to_string("emails/channel_off.txt", context), to=addresses).send()
    except (smtplib.SMTPException, OSError):
        log.exception("Nobody could be told that channel %s was switched off.", channel.pk)
