"""News as a mail: HTML and text, in threads by case, with a link that ends it in one click (RFC 8058)."""

import email.policy
import logging
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from email.policy import Policy
from email.utils import formataddr
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from dockets.record.text import clean_line
from dockets.watch.failure_mail import list_admin_addresses
from rulings.following.compose import list_told_news
from rulings.following.describe import NewsItem, describe_news
from rulings.following.unsubscribe import build_unsubscribe_key
from rulings.models import Channel, Delivery, Follow, Message, News

_LINE = 900
"""Characters of a line of a mail, of 998 that RFC 5322 allows."""
log = logging.getLogger(__name__)


class _Mail(EmailMultiAlternatives):
    """A mail whose headers are not broken into lines: a long address in one would be encoded, and no mail program would
    find the link in it (RFC 8058 asks for a plain one)."""

    def message(self, *, policy: Policy | None = None) -> Any:
        return super().message(policy=(policy or email.policy.default).clone(max_line_length=_LINE))


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
class ToldItems:
    """News as mails tell it; ``text`` and ``page`` are drawn."""

    items: Sequence[NewsItem]
    text: str
    page: str


type DrawnNews = dict[tuple[int, ...], ToldItems]
"""By the ids of the news: what many followers are told at one time is drawn once."""


def _draw(news: Sequence[News], drawn: DrawnNews) -> ToldItems:
    key = tuple(one.pk for one in news)
    if key not in drawn:
        items = describe_news(news)
        context = {"cases": _by_case(items), "site": get_site_origin()}
        text, page = (render_to_string(f"emails/news_items.{form}", context) for form in ("txt", "html"))
        drawn[key] = ToldItems(items, text, page)
    return drawn[key]


def build_mail(message: Message, drawn: DrawnNews) -> EmailMultiAlternatives:
    """The mail of a message. Building it again gives the same Message-ID. ``drawn`` is read and added to; it is good
    for as long as one task lasts. Raises ``NoAddress``."""
    channel, site = message.channel, get_site_origin()
    told = _draw(list_told_news(message, timezone.now()), drawn)
    told_by = set(Delivery.objects.filter(message=message).values_list("follow", flat=True))
    rules = list(Follow.objects.filter(pk__in=told_by).order_by("pk"))
    context = {
        "told": told,
        "site": site,
        "site_name": clean_line(settings.SITE_NAME),
        "subject": clean_line(message.subject),
        "is_test": message.is_test,
        "is_own": not channel.address,
        "all_url": _ending(channel, None),
        "rule_url": reverse("follow-rule", args=[rules[0].pk]) if len(rules) == 1 else reverse("following"),
        "following_url": reverse("following"),
    }
    addresses = list_addresses(channel)
    mail = _Mail(
        subject=clean_line(message.subject) or "News",
        body=render_to_string("emails/news.txt", context),
        from_email=formataddr((clean_line(settings.SITE_NAME), settings.DEFAULT_FROM_EMAIL))
        if "<" not in settings.DEFAULT_FROM_EMAIL
        else settings.DEFAULT_FROM_EMAIL,
        to=addresses if len(addresses) == 1 else [],
        bcc=addresses if len(addresses) > 1 else [],
        headers=_headers(message, told.items, rules),
    )
    mail.attach_alternative(render_to_string("emails/news.html", context), "text/html")
    return mail


def _by_case(items: Sequence[NewsItem]) -> list[tuple[NewsItem, list[NewsItem]]]:
    cases: dict[int, list[NewsItem]] = {}
    for item in items:
        cases.setdefault(item.docket_id, []).append(item)
    return [(those[0], those) for those in cases.values()]


def _headers(message: Message, items: Sequence[NewsItem], rules: list[Follow]) -> dict[str, str]:
    channel, host = message.channel, urlsplit(get_site_origin()).hostname or "casetracker.invalid"
    headers = {"Message-ID": f"<{message.public_id}@{host}>", "Auto-Submitted": "auto-generated"}
    if len({item.docket_id for item in items}) == 1:
        thread = f"<case-{items[0].docket_id}-{channel.pk}@{host}>"
        headers |= {"In-Reply-To": thread, "References": thread}
    if not channel.address and get_site_origin():
        end = urljoin(get_site_origin(), _ending(channel, rules[0] if len(rules) == 1 else None))
        headers |= {"List-Unsubscribe": f"<{end}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers


def _ending(channel: Channel, follow: Follow | None) -> str:
    """The path of the page that ends it."""
    return reverse("unsubscribe", args=[build_unsubscribe_key(channel.pk, follow.pk if follow else None)])


def mail_channel_owner(channel: Channel, why: str) -> None:
    """Mails to the owner, or to the admins for a channel of the newsroom, that it was switched off. Nobody where no
    mail can be sent: pages say it as well."""
    log.warning("Channel %s was switched off: %s", channel.pk, why)
    own = [channel.owner.email] if channel.owner and channel.owner.email else []
    addresses = list_admin_addresses() if channel.owner is None else own
    if not settings.EMAIL_URL or not addresses or (channel.owner and channel.kind == Channel.Kind.MAIL):
        return
    context = {
        "channel": clean_line(channel.name),
        "why": clean_line(why),
        "site": get_site_origin(),
        "url": reverse("channel-edit", args=[channel.pk]),
        "site_name": clean_line(settings.SITE_NAME),
    }
    body = render_to_string("emails/channel_off.txt", context)
    try:
        EmailMessage(f"{context['site_name']}: {context['channel']} was switched off", body, to=addresses).send()
    except (smtplib.SMTPException, OSError):
        log.exception("Nobody could be told that channel %s was switched off.", channel.pk)
