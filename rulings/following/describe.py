"""News as it is told: a headline, who says so, the court's words, what has changed, and where it stands. For pages,
mails and posts alike, from the rows as they are now. Each on one line, without invisible signs: a mail in plain text
escapes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from dockets.format.print_style import format_date, shorten_text
from dockets.format.urls import build_docket_url, build_filing_url
from dockets.format.word_diff import Piece, diff_words
from dockets.models import Docket
from dockets.record.text import clean_line
from rulings.html.event_lines import label_outcome
from rulings.models import News, TimelineEvent
from rulings.vocabulary.kinds import EventKind
from rulings.vocabulary.read_by import BADGE_OF_MACHINE, ReadBy
from rulings.vocabulary.topics import Topic

SHOWN = 400
"""Characters of the court's words that a message quotes."""
_LEADS: dict[Topic, str] = {
    Topic.CHANGED: "Changed by the court",
    Topic.DOCUMENT: "Document to be had",
    Topic.APPEALED: "Appeal",
    Topic.RULING: "Ruling",
    Topic.HEARING: "Hearing",
    Topic.NEW_CASE: "New case",
    Topic.ENDED: "Ended",
    Topic.REOPENED: "Open again",
    Topic.DEADLINE: "Ahead",
    Topic.TRANSCRIPT: "Transcript",
    Topic.CLAIM: "Claims",
    Topic.CORRECTION: "Correction",
    Topic.NOTE: "Note",
    Topic.FILING: "Filed",
}
"""In the order in which one is taken of several."""


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One piece of news. ``url`` and ``case_url`` are paths of this site."""

    id: int
    topics: Sequence[str]
    label: str
    """ "Ruling"."""
    number: str
    headline: str
    outcome: str
    words: str
    """What it adds: the day of a hearing, the sentence of a correction."""
    quoted: str
    """The beginning of the court's words; "" where the entry has none."""
    pieces: Sequence[Piece]
    """Of a changed entry: what was taken out and put in."""
    badge: str
    """Says that a machine read it; "" where an editor says so, or where nothing is read."""
    day: str
    at: datetime
    url: str
    case: str
    case_url: str
    court: str
    docket_number: str
    docket_id: int
    filing: str
    """The public id of the entry; "" where it is about the case."""

    @property
    def name(self) -> str:
        """The entry's number, where it has one, and the headline."""
        return f"{self.number} {self.headline}".strip()


def load_news(rows: "QuerySet[News]") -> "QuerySet[News]":
    """``rows`` with what describing them needs, without what sources hold large."""
    return rows.select_related("docket__court", "filing").defer("docket__search", "filing__search")


def describe_news(news: Sequence[News]) -> list[NewsItem]:
    """For rows that ``load_news`` loaded. One query."""
    filings = [one.filing_id for one in news if one.filing_id]
    lines = TimelineEvent.objects.filter(filing__in=filings, event_kind__in=[EventKind.FILING, EventKind.RULING])
    read = {row[0]: row[1:] for row in lines.values_list("filing", "headline", "outcome", "event_kind")}
    return [_item(one, *read.get(one.filing_id or 0, ("", "", ""))) for one in news]


def _item(news: News, headline: str, outcome: str, event_kind: str) -> NewsItem:
    docket, filing = news.docket, news.filing
    case = build_docket_url(docket.court_id, docket.docket_number)
    is_entry = filing is not None and news.said_by == ReadBy.MACHINE and not _is_date(news)
    decided = label_outcome(outcome) if is_entry and event_kind == EventKind.RULING else ""
    return NewsItem(
        id=news.pk,
        topics=news.topics,
        label=_label(news),
        number=filing.number if filing else "",
        headline=clean_line(headline if is_entry and headline else news.headline),
        outcome=decided,
        words=clean_line(news.words),
        quoted=shorten_text(clean_line(filing.text), SHOWN) if filing and is_entry else "",
        pieces=diff_words(clean_line(news.before), clean_line(filing.text)) if filing and news.before else [],
        badge=BADGE_OF_MACHINE if decided or (is_entry and news.words) or _is_date(news) else "",
        day=format_date(news.day) if news.day else "",
        at=news.at,
        url=build_filing_url(case, filing.number, filing.public_id) if filing else case,
        case=name_case(docket),
        case_url=case,
        court=docket.court.citation or docket.court.name,
        docket_number=docket.docket_number,
        docket_id=docket.pk,
        filing=filing.public_id if filing else "",
    )


def _label(news: News) -> str:
    if news.held and Topic.NEW_CASE in news.topics:
        return "Brought in"
    return next((lead for topic, lead in _LEADS.items() if topic in news.topics), "")


def _is_date(news: News) -> bool:
    return bool({Topic.DEADLINE, Topic.TRANSCRIPT} & set(news.topics))


def name_case(docket: Docket) -> str:
    """As a case is called in a message."""
    return clean_line(docket.case_name or docket.docket_number)
