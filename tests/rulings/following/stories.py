"""A case that goes on: imports of one docket, its news noted and spread, and somebody who follows it."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from casetracker.pipeline.import_now import import_now
from dockets.models import Docket
from rulings.following.news import note_news
from rulings.following.spread import spread_news
from rulings.models import Channel, Follow, News
from rulings.vocabulary.topics import OF_A_CASE, Urgency

NUMBER = "2:26-cv-00310"


def days_ago(days: int) -> str:
    return (timezone.now().astimezone(UTC).date() - timedelta(days=days)).isoformat()


def entry(number: int, text: str, ago: int = 1, **fields: Any) -> dict[str, Any]:
    return {"number": str(number), "date_filed": days_ago(ago), "text": text, **fields}


COMPLAINT = entry(1, "COMPLAINT against Elm, Inc., filed by Oak LLC.", 12)


def bring(*entries: dict[str, Any], number: str = NUMBER, **fields: Any) -> Docket:
    """Imports a docket that holds these entries, and notes its news."""
    body = {
        "format": "casetracker-docket/1",
        "court": "wawd",
        "docket_number": number,
        "case_name": "Oak LLC v. Elm, Inc.",
        "date_filed": days_ago(12),
        "parties": [
            {"name": "Oak LLC", "type": "Plaintiff", "attorneys": [{"name": "Ann Ash", "contact": "Ash & Fir"}]}
        ],
        "entries": list(entries),
        **fields,
    }
    done = import_now(json.dumps(body).encode(), name="docket.json", source_slug="", court_id="")
    assert not done.error, done.error
    docket = Docket.objects.get(court="wawd", docket_number=number)
    note_news(docket.pk, timezone.now())
    return docket


def told(docket: Docket) -> list[tuple[str, list[str]]]:
    """The news that anybody may be alerted to: what it is, and its topics."""
    rows = News.objects.filter(docket=docket, held="").order_by("pk")
    return [(row.headline, row.topics) for row in rows]


def follow(user: Any, urgency: Urgency = Urgency.NOW, channel: Channel | None = None, **subject: Any) -> Follow:
    way = channel or Channel.objects.get_or_create(owner=user, kind="mail", address="", defaults={"name": "Mail"})[0]
    subject.setdefault("topics", [topic.value for topic in OF_A_CASE])
    row = Follow.objects.create(user=user, urgency=urgency.value, **subject)
    row.channels.add(way)
    return row


def spread(now: datetime | None = None) -> None:
    spread_news(now or timezone.now(), 1_000)


def today() -> date:
    return timezone.now().date()
