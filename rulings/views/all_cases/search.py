"""``/search/``: the filings of all cases by their text and by what is known of them; a docket number leads straight to
its case."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db import OperationalError
from django.db.models import Exists, F, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe
from psycopg.errors import QueryCanceled

from dockets.db import keyset
from dockets.format.print_style import format_capped_count
from dockets.format.urls import build_docket_url, build_filing_url
from dockets.http.partials import render_part
from dockets.http.query_values import UNPRINTABLE, strip_control_characters
from dockets.http.requested_page import BAD_PAGE
from dockets.models import Docket
from dockets.search.filters import filter_by_case_name
from dockets.search.find import find_dockets_by_number
from dockets.search.full_text import (
    ALL,
    QUERY_LENGTH,
    RANKED,
    CaseGrouping,
    SearchNarrowing,
    SearchResults,
    SearchTooSlow,
    search_filings,
)
from dockets.search.names import find_similar_names, find_similar_people
from rulings.models import TimelineEvent
from rulings.search.correct_words import correct_words
from rulings.search.editors_words import EditorsWords, find_editors_words
from rulings.search.filings import SearchFacets, count_facets, find_filings_by_decision, find_matching_words
from rulings.views.all_cases.person_list import PeopleOfKind, label_people, list_people_by_kind
from rulings.vocabulary.kinds import EventKind

CASES_SHOWN = 5
PEOPLE_SHOWN = TOLD_SHOWN = 3
"""Of each kind: the page of people, and the cases' own pages, have the rest."""
IN_CASE_SHOWN = 3
"""Hits of one case; its timeline has the others."""
RELEVANCE = "relevance"
YEAR_DIGITS = 4
CUT = f"Only the first {QUERY_LENGTH} characters were searched for."
SLOW = "This search took too long: its words stand in very many filings. A rarer word beside them will narrow it."


class CaseHits(NamedTuple):
    """``more``: of its hits, those that are on no page."""

    shown: list[dict[str, Any]]
    folded: list[dict[str, Any]]
    more: int


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "")
    text = strip_control_characters(typed).strip()
    numbered = find_dockets_by_number(text) if text and "filings" not in request.GET else []
    if len(numbered) == 1:
        return HttpResponseRedirect(build_docket_url(numbered[0].court_id, numbered[0].docket_number))
    notices = [UNPRINTABLE] if strip_control_characters(typed) != typed else []
    notices += [CUT] if len(text) > QUERY_LENGTH else []
    narrowing = _narrowing(request)
    also = find_filings_by_decision(text) if text else []
    results, notice = _found(request, text, narrowing, also) if text else (None, "")
    facets = count_facets(results) if results else SearchFacets([], [])
    is_first_page = not request.GET.keys() & {"after", "before"}
    named = _list_named(text, numbered, is_wide=narrowing == ALL) if is_first_page else {"cases": numbered}
    is_empty = results is not None and not results.count and not results.only_stop_words
    # No hits, and nobody named so: most likely a name that is spelled otherwise.
    is_lost = is_empty and narrowing == ALL and not any(named.values())
    context: dict[str, object] = {
        "q": text[:QUERY_LENGTH],
        **named,
        "may_be_more": not numbered and len(named["cases"]) == CASES_SHOWN,
        "near": _list_near(text) if is_lost else None,
        "results": results,
        "narrowing": narrowing,
        "is_narrowed": narrowing != ALL,
        "facets": facets,
        "has_facets": results is not None and (narrowing != ALL or facets.tell_apart),
        "hits": _group_by_case(_addressed(results, text, also), results.more) if results else [],
        "by_relevance": _is_by_relevance(request),
        "ranked": RANKED,
        "count": format_capped_count(results.count) if results else "",
        "notices": notices + ([notice] if notice else []),
    }
    return render_part(request, "rulings/search.html", context, {"results": "results"})


def _list_named(text: str, numbered: Sequence[Docket], *, is_wide: bool) -> dict[str, Sequence[Any]]:
    """What stands before the filings: cases of that number or name; where nothing narrows the search, people and what
    editors have written."""
    cases = numbered or _list_named_cases(text)
    if not is_wide:
        return {"cases": cases}
    return {"cases": cases, "people": _list_named_people(text), "told": _list_editors_words(text)}


def _narrowing(request: HttpRequest) -> SearchNarrowing:
    """Invalid values narrow nothing."""
    year = request.GET.get("year", "")
    is_year = len(year) == YEAR_DIGITS and year.isascii() and year.isdigit() and int(year) > 0
    rulings = TimelineEvent.objects.rulings().values("filing_id") if request.GET.get("rulings") else None
    return SearchNarrowing(
        strip_control_characters(request.GET.get("court", ""))[:40], int(year) if is_year else None, rulings
    )


def _is_by_relevance(request: HttpRequest) -> bool:
    return request.GET.get("order", "") == RELEVANCE


def _found(
    request: HttpRequest, text: str, narrowing: SearchNarrowing, also: list[int]
) -> tuple[SearchResults | None, str]:
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    ruled = Exists(TimelineEvent.objects.filter(filing=OuterRef("pk"), event_kind=EventKind.RULING))
    grouping = CaseGrouping(IN_CASE_SHOWN, _is_by_relevance(request), ruled)
    try:
        return search_filings(text, narrowing, also=also, after=after, before=before, grouping=grouping), ""
    except keyset.BadCursor:
        return search_filings(text, narrowing, also=also, grouping=grouping), BAD_PAGE
    except SearchTooSlow:
        return None, SLOW


def _list_named_cases(text: str) -> list[Docket]:
    """The first few cases with that name, for a reader who typed a party into the box for words; none where that takes
    too long, since the filings have been found."""
    if not text:
        return []
    dockets = filter_by_case_name(Docket.objects.current(), text[:QUERY_LENGTH]).select_related("court").defer("search")
    try:
        return list(dockets.order_by(F("date_last_filing").desc(nulls_last=True), "id")[:CASES_SHOWN])
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            return []
        raise


def _list_named_people(text: str) -> list[PeopleOfKind]:
    """None where that takes too long, since the filings have been found."""
    try:
        return list_people_by_kind(text[:QUERY_LENGTH], PEOPLE_SHOWN)
    except SearchTooSlow:
        return []


def _list_near(text: str) -> dict[str, object]:
    """What may have been meant: cases, people, and what was typed with its misspelled words corrected."""
    near = text[:QUERY_LENGTH]
    return {
        "cases": find_similar_names(near, CASES_SHOWN),
        "people": label_people(find_similar_people(near, PEOPLE_SHOWN)),
        "corrected": correct_words(near),
    }


def _list_editors_words(text: str) -> list[EditorsWords]:
    """As ``_list_named_people``."""
    try:
        return find_editors_words(text[:QUERY_LENGTH], TOLD_SHOWN)
    except SearchTooSlow:
        return []


def _addressed(results: SearchResults, text: str, also: list[int]) -> list[dict[str, Any]]:
    """The rows of the page with their addresses, and the passages outside their own text by which they were found."""
    found_elsewhere, hits = {*also}, []
    for row in results.page.rows:
        case = build_docket_url(row["docket__court_id"], row["docket__docket_number"])
        hits.append(row | {"case_url": case, "url": build_filing_url(case, row["number"], row["public_id"])})
    addresses = {row["id"]: row["url"] for row in hits if row["id"] in found_elsewhere}
    passages = find_matching_words(text, addresses) if addresses else {}
    return [row | {"elsewhere": passages.get(row["id"], [])} for row in hits]


def _group_by_case(hits: list[dict[str, Any]], more: Mapping[int, int]) -> list[CaseHits]:
    """The hits of one page by case, in their order. Of a common word more of one case than are shown are folded."""
    cases: dict[object, list[dict[str, Any]]] = {}
    for hit in hits:
        cases.setdefault(hit["docket_id"], []).append(hit)
    return [
        CaseHits(of_case[:IN_CASE_SHOWN], of_case[IN_CASE_SHOWN:], more.get(of_case[0]["docket_id"], 0))
        for of_case in cases.values()
    ]
