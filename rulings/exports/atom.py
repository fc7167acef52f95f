"""A timeline as a feed (Atom, RFC 4287): its newest events, each again when the court changes it."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from urllib.parse import urlsplit

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from rulings.exports.story import Line, Story

ENTRIES = 100


def write(story: Story) -> Iterator[str]:
    host = urlsplit(story.site).hostname or "localhost"
    feed = Atom1Feed(
        title=story.title,
        link=story.page,
        description="",
        subtitle=f"{story.docket.docket_number}, {story.docket.court.name}",
        feed_url=story.address,
        language="en",
        feed_guid=f"tag:{host},2026:{story.docket.court_id}/{story.docket.number_key.replace(' ', '_')}",
    )
    for line in story.lines(newest=True, at_most=ENTRIES):
        zone = story.docket.court.zone
        day = datetime.combine(line.date, time(), zone) if line.date else None
        published = line.entered_at or day or line.first_seen or datetime(1970, 1, 1, tzinfo=UTC)
        feed.add_item(
            title=" ".join(filter(None, [line.number, line.headline])),
            link=line.url,
            description=_summary(line),
            unique_id=f"tag:{host},2026:{line.id}",
            pubdate=published,
            updateddate=line.changed_at or line.first_seen or published,
            categories=[line.kind_label],
        )
    yield feed.writeString("utf-8")


def _summary(line: Line) -> str:
    """HTML of our own, every word escaped: the court's text is never mark-up."""
    told = [f"<p><b>{escape(line.outcome)}</b></p>"] if line.outcome else []
    told += [f"<p>{escape(line.text)}</p>"] if line.text else []
    told += [f"<p>{escape(', '.join(filter(None, [line.at.strftime('%H:%M %Z'), line.place])))}</p>"] if line.at else []
    return "".join(told)
