"""News as what programs are sent: Slack's incoming webhooks, Teams' workflows (an Adaptive Card), and signed messages
after Standard Webhooks 1.0.0 (https://www.standardwebhooks.com)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

import orjson
from standardwebhooks.webhooks import Webhook

from dockets.format.print_style import shorten_text
from rulings.following.compose import Told
from rulings.following.describe import NewsItem, describe_news
from rulings.following.mail import get_site_origin
from rulings.models import Channel, Message

BODY = 20_000
"""Bytes of a body at most, as Standard Webhooks asks for."""
_SLACK_ITEMS, _CARD_ITEMS = 20, 20
"""Pieces of news in one post; how many more there are is said."""
_JSON = {"Content-Type": "application/json"}


def build_post(message: Message, told: Told, now: datetime) -> tuple[bytes, Mapping[str, str]]:
    """The body and the headers of a message to a program. A message keeps its id however often it is sent."""
    items = describe_news(told.news)
    match message.channel.kind:
        case Channel.Kind.SLACK:
            return orjson.dumps(_slack(message, items)), _JSON
        case Channel.Kind.TEAMS:
            return orjson.dumps(_card(message, items)), _JSON
        case _:
            body = _fit(_event(message, items, now))
            return body, {**_JSON, **sign_body(message, body, now)}


def sign_body(message: Message, body: bytes, now: datetime) -> Mapping[str, str]:
    """The headers of Standard Webhooks: while a new secret takes the place of an old one, both have signed."""
    said = body.decode()
    signed = [Webhook(secret).sign(f"msg_{message.public_id}", now, said) for secret in message.channel.secrets]
    return {
        "webhook-id": f"msg_{message.public_id}",
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signed),
    }


def _event(message: Message, items: Sequence[NewsItem], now: datetime) -> dict[str, Any]:
    """One piece of news; "casetracker.test" has none."""
    if not items:
        return {"type": "casetracker.test", "timestamp": now.isoformat(), "data": {}}
    item = items[0]
    return {
        "type": f"case.{item.topics[0]}",
        "timestamp": item.at.isoformat(),
        "data": {
            "topics": list(item.topics),
            "headline": item.headline,
            "outcome": item.outcome or None,
            "words": item.words or None,
            "court_text": item.quoted or None,
            "removed": "".join(text for verdict, text in item.pieces if verdict == "removed") or None,
            "added": "".join(text for verdict, text in item.pieces if verdict == "added") or None,
            "read_by_machine": bool(item.badge),
            "date": item.day or None,
            "entry_number": item.number or None,
            "entry_id": item.filing or None,
            "url": urljoin(get_site_origin(), item.url),
            "case": {
                "name": item.case,
                "court": item.court,
                "docket_number": item.docket_number,
                "url": urljoin(get_site_origin(), item.case_url),
            },
        },
    }


def _fit(event: dict[str, Any]) -> bytes:
    """Within ``BODY``: the longest words are shortened first."""
    body = orjson.dumps(event)
    for most in (2_000, 400, 100):
        if len(body) <= BODY:
            break
        data = event["data"]
        event["data"] = {key: shorten_text(v, most) if isinstance(v, str) else v for key, v in data.items()}
        body = orjson.dumps(event)
    return body


def _slack(message: Message, items: Sequence[NewsItem]) -> dict[str, Any]:
    """``text`` is what a notification shows."""
    lines = [_slack_line(item) for item in items[:_SLACK_ITEMS]]
    if len(items) > _SLACK_ITEMS:
        lines.append(f"… and {len(items) - _SLACK_ITEMS} more.")
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": line[:3_000]}} for line in lines]
    subject = _slack_text(message.subject or "A test of Casetracker")
    return {"text": subject, "blocks": blocks} if blocks else {"text": subject}


def _slack_line(item: NewsItem) -> str:
    link = f"<{urljoin(get_site_origin(), item.url)}|{_slack_text(item.name).replace('|', '¦')}>"
    rest = [_slack_text(part) for part in (item.outcome, item.words, item.case, item.court, item.badge) if part]
    return f"*{_slack_text(item.label)}* {link}\n{' · '.join(rest)}"


def _slack_text(text: str) -> str:
    """Slack reads three signs as its own; what is escaped calls nobody and links nowhere."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _card(message: Message, items: Sequence[NewsItem]) -> dict[str, Any]:
    subject = _card_text(message.subject or "A test of Casetracker")
    body: list[dict[str, Any]] = [{"type": "TextBlock", "text": subject, "weight": "Bolder", "wrap": True}]
    for item in items[:_CARD_ITEMS]:
        rest = " · ".join(filter(None, [item.outcome, item.words, item.case, item.court, item.badge]))
        link = f"[{_card_text(item.name)}]({urljoin(get_site_origin(), item.url)})"
        body.append({"type": "TextBlock", "text": f"{item.label}: {link}", "wrap": True})
        body.append({"type": "TextBlock", "text": _card_text(rest), "wrap": True, "isSubtle": True, "spacing": "None"})
    if len(items) > _CARD_ITEMS:
        body.append({"type": "TextBlock", "text": f"… and {len(items) - _CARD_ITEMS} more.", "wrap": True})
    card = {"type": "AdaptiveCard", "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "version": "1.4"}
    kind = "application/vnd.microsoft.card.adaptive"
    return {"type": "message", "attachments": [{"contentType": kind, "content": card | {"body": body}}]}


def _card_text(text: str) -> str:
    r"""A card's text is Markdown: its signs are escaped."""
    return "".join(f"\\{sign}" if sign in r"\`*_[]()#~>|" else sign for sign in text)
