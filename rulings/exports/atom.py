"""Events as a feed (Atom, RFC 4287): the newest by day, and those that the court changed or added last; an event
appears again when it is changed."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from dockets.format.print_style import format_date, format_moment
from dockets.format.xml_text import strip_non_xml
from rulings.exports.across_cases import CaseLine
from rulings.exports.event_values import EventValues, ExportedTimeline
from rulings.publishing.changes import ChangeLine
from rulings.vocabulary.kinds import EventKind
from rulings.vocabulary.read_by import READ_BY_MACHINE, ReadBy

ENTRIES, CHANGED = 100, 50
"""How many of the newest by day; and how many of any day that were added or changed last, which on a long docket are
not among the newest."""
_AHEAD = (EventKind.HEARING, EventKind.DEADLINE)
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class _Feed(Atom1Feed):
    """A feed dated by its newest entry. Unlike Django's, an empty one does not get a newer date at each request."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=_NEVER)


def write_atom(story: ExportedTimeline) -> Iterator[str]:
    docket, host = story.docket, _host(story.site)
    guid = _guid(f"tag:{host},2026:{docket.court_id}/{docket.number_key.replace(' ', '_')}", story.address)
    feed = _feed(story.title, f"{docket.docket_number}, {docket.court.name}", story.page, story.address, guid)
    for line in story.news(ENTRIES, CHANGED):
        strand, called = story.strand_of(line), " ".join(filter(None, [line.number, line.headline]))
        zone = strand.zone if strand else docket.court.zone
        _add(feed, line, host, zone, f"{strand.number}: {called}" if strand else called)
    yield feed.writeString("utf-8")


def write_atom_across_cases(lines: Iterable[CaseLine], title: str, page: str, address: str) -> Iterator[str]:
    """Events of many cases as they come. ``page`` is the corresponding page for people, ``address`` the feed's own;
    both absolute."""
    host = _host(address)
    guid = _guid(f"tag:{host},2026:{urlsplit(address).path}", address)
    feed = _feed(f"{title} · {settings.SITE_NAME}", "", page, address, guid)
    for told in lines:
        court = told.docket.court
        title = (
            f"{told.line.headline}: {told.docket.case_name or told.docket.docket_number}"
            f" ({court.citation or court.name})"
        )
        _add(feed, told.line, host, court.zone, title)
    yield feed.writeString("utf-8")


def write_atom_of_changes(lines: Iterable[ChangeLine], title: str, page: str, address: str) -> str:
    """What editors changed after it was published. ``page`` and ``address`` as for ``write_atom_across_cases``."""
    host = _host(address)
    guid = _guid(f"tag:{host},2026:{urlsplit(address).path}", address)
    feed = _feed(f"{title} · {settings.SITE_NAME}", "", page, address, guid)
    for line in lines:
        feed.add_item(
            title=strip_non_xml(f"{line.label}: {line.subject} ({line.case})"),
            link=urljoin(page, line.url),
            description=strip_non_xml(f"<p>{escape(line.words)}</p>"),
            unique_id=f"tag:{host},2026:change/{line.id}",
            pubdate=line.at,
            updateddate=line.at,
        )
    return str(feed.writeString("utf-8"))


class NewsEntry(NamedTuple):
    """A piece of news in a feed. ``url`` is the path of the page on which it stands."""

    id: int
    title: str
    words: str
    at: datetime
    url: str


def write_atom_of_news(lines: Iterable[NewsEntry], title: str, page: str, address: str) -> str:
    """What is new in what somebody follows. ``page`` and ``address`` as for ``write_atom_across_cases``."""
    host = _host(address)
    feed = _feed(f"{title} · {settings.SITE_NAME}", "", page, address, f"tag:{host},2026:{urlsplit(address).path}")
    for line in lines:
        feed.add_item(
            title=strip_non_xml(line.title),
            link=urljoin(page, line.url),
            description=strip_non_xml(f"<p>{escape(line.words)}</p>"),
            unique_id=f"tag:{host},2026:news/{line.id}",
            pubdate=line.at,
            updateddate=line.at,
        )
    return str(feed.writeString("utf-8"))


def _guid(whole: str, address: str) -> str:
    """A narrowed feed is a different feed from the ``whole``, and has an id of its own (RFC 4287, 4.2.6)."""
    asked = urlsplit(address).query
    return f"{whole}?{asked}" if asked else whole


def _feed(title: str, subtitle: str, page: str, address: str, guid: str) -> _Feed:
    return _Feed(
        title=strip_non_xml(title),
        link=page,
        description="",
        subtitle=strip_non_xml(subtitle) or None,
        feed_url=address,
        language="en",
        feed_guid=guid,
        author_name=strip_non_xml(settings.SITE_NAME),
    )


def _add(feed: _Feed, line: EventValues, host: str, zone: ZoneInfo, title: str) -> None:
    day = datetime.combine(line.date, time(), zone) if line.date else None
    # A hearing is dated by when it was set: its own day may lie ahead, and feed readers put future entries on top, or
    # leave them out.
    times = (line.first_seen, day) if line.type in _AHEAD else (day, line.first_seen)
    published = next(filter(None, [line.entered_at, *times]), _NEVER)
    feed.add_item(
        title=strip_non_xml(title),
        link=line.url,
        description=strip_non_xml(_summary(line)),
        unique_id=f"tag:{host},2026:{line.id}",
        pubdate=published,
        updateddate=line.changed_at or line.first_seen or published,
        categories=[line.kind_label],
    )


def _summary(line: EventValues) -> str:
    """HTML of our own, with every word escaped: the court's text is never markup."""
    paragraphs = [f"<p><b>{escape(line.standing)}</b></p>"] if line.standing else []
    paragraphs += [f"<p><i>{escape(line.gone)}</i></p>"] if line.gone else []
    paragraphs += [f"<p>{escape(line.text)}</p>"] if line.text else []
    if line.type in _AHEAD:
        when = format_moment(line.at) if line.at else format_date(line.date)
        paragraphs.append(f"<p>{escape(', '.join(filter(None, [when, line.place])))}</p>")
    if line.read_by == ReadBy.MACHINE:
        paragraphs.append(f"<p><small>{READ_BY_MACHINE}</small></p>")
    return "".join([*paragraphs, line.source_link])


def _host(address: str) -> str:
    return urlsplit(address).hostname or "localhost"
