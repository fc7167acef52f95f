"""What editors have written of cases, found by its words: claims and what each side says of them, milestones, headlines
and summaries. Only what is published."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from dockets.db.search_limits import limit_statements
from dockets.format.urls import build_docket_url, build_filing_url
from dockets.models import Docket
from dockets.search.full_text import build_search_query, limit_search_time
from rulings.models import Claim, Editorial, Milestone, Position
from rulings.models.claim import CLAIM_WORDS, POSITION_WORDS
from rulings.models.editorial import EDITORIAL_WORDS
from rulings.models.event import MILESTONE_WORDS
from rulings.models.publication import filter_published

TIMEOUT = "2s"
"""Time limit of one statement."""


@dataclass(frozen=True, slots=True)
class EditorsWords:
    """One hit. ``what``: "Claim", "Milestone", "In plain language"."""

    what: str
    title: str
    docket: Docket
    url: str


def find_editors_words(text: str, shown: int) -> list[EditorsWords]:
    """At most ``shown`` of each sort, claims first, each sort newest first. Three queries, and none where ``text`` is
    blank. Raises ``SearchTooSlow``."""
    if not text:
        return []
    with limit_search_time():
        limit_statements(TIMEOUT)
        found = (*_claims(text, shown), *_milestones(text, shown), *_editorials(text, shown))
    return [*dict.fromkeys(found)]


def _claims(text: str, shown: int) -> Iterator[EditorsWords]:
    query = build_search_query(text)
    named = Claim.objects.alias(words=CLAIM_WORDS).filter(words=query)
    argued = Position.objects.alias(words=POSITION_WORDS).filter(words=query)
    either = named.order_by().values("pk").union(argued.order_by().values("claim"))
    for claim in _latest(Claim.objects.published().filter(pk__in=either), shown):
        title = " · ".join(filter(None, [f"Claim {claim.label}: {claim.title}", claim.ground]))
        yield EditorsWords("Claim", title, claim.docket, f"{_case(claim.docket)}claims/#claim-{claim.pk}")


def _milestones(text: str, shown: int) -> Iterator[EditorsWords]:
    named = Milestone.objects.published().alias(words=MILESTONE_WORDS).filter(words=build_search_query(text))
    for one in _latest(named, shown):
        url = f"{_case(one.docket)}?date_from={one.date}&date_to={one.date}"
        yield EditorsWords("Milestone", one.headline, one.docket, url)


def _editorials(text: str, shown: int) -> Iterator[EditorsWords]:
    named = Editorial.objects.filter(filter_published()).alias(words=EDITORIAL_WORDS)
    for one in _latest(named.filter(words=build_search_query(text)).select_related("filing"), shown):
        case, filing = _case(one.docket), one.filing
        url = build_filing_url(case, filing.number, filing.public_id) if filing else case
        yield EditorsWords("In plain language", one.headline or one.summary[:120], one.docket, url)


def _latest[Row: (Claim, Milestone, Editorial)](rows: QuerySet[Row], shown: int) -> QuerySet[Row]:
    current: QuerySet[Any] = rows.filter(docket__merged_into=None).select_related("docket__court")
    return current.defer("docket__search").order_by("-pk")[:shown]


def _case(docket: Docket) -> str:
    return build_docket_url(docket.court_id, docket.docket_number)
