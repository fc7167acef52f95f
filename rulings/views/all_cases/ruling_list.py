"""``/rulings/``: decisions across all cases, newest first."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from dockets.db.keyset import Key, KeysetPage
from dockets.format.print_style import COUNTED_TO, format_capped_count, shorten_text
from dockets.format.urls import build_docket_url, build_filing_url
from dockets.http.partials import render_part
from dockets.http.query_values import strip_control_characters_from_query
from dockets.http.requested_page import get_requested_page
from dockets.models.filing import select_court_words
from dockets.search.full_text import build_passage, split_passage
from rulings.html.event_lines import DecidedItem, find_reader, get_outcome_tone, label_outcome
from rulings.http.subscription_keys import build_feed_urls
from rulings.models import TimelineEvent
from rulings.search.ruling_filters import RulingFilter
from rulings.timeline.page import list_decisions_of_filings
from rulings.vocabulary.read_by import ReadBy

PAGE = 50
NEWEST = (Key("sort_date", "date", descending=True), Key("id", "int", descending=True))
_FIELDS = (
    "id",
    "sort_date",
    "date",
    "headline",
    "outcome",
    "filing_id",
    "filing__number",
    "filing__public_id",
    "ruling_text",
)
CASE = (
    "docket__court_id",
    "docket__docket_number",
    "docket__case_name",
    "docket__court__citation",
    "docket__court__name",
)
"""Values that name the case of a row."""
SHOWN_CHARACTERS = 300
LOOKED_THROUGH = 10_000
"""Characters of a text that are searched for the passage with the search words: fifty longer texts would take the page
a second."""


@require_safe
def ruling_list(request: HttpRequest) -> HttpResponse:
    query, unprintable = strip_control_characters_from_query(request.GET)
    found = RulingFilter(query, queryset=TimelineEvent.objects.rulings(), request=request)
    found.is_valid()
    count = len(found.qs.order_by().values_list("pk")[: COUNTED_TO + 1])
    page, notice = _page(found, request)
    decided = list_decisions_of_filings([row["filing_id"] for row in page.rows]) if page.rows else {}
    is_passage = bool(found.form.cleaned_data.get("q"))
    rows = [_ruling(row, decided.get(row["filing_id"], []), is_passage=is_passage) for row in page.rows]
    context: dict[str, object] = {
        "filter": found,
        "page": page,
        "rulings": rows,
        "count": format_capped_count(count),
        "number": count,
    }
    context |= {"section": "rulings", "notices": [*filter(None, [unprintable, notice])], "feed": _feed(request, found)}
    return render_part(request, "rulings/ruling_list.html", context, {"results": "results"})


def _feed(request: HttpRequest, found: RulingFilter) -> str:
    """The feed of the rulings as narrowed here; "" where the feed would refuse the values."""
    if found.form.errors:
        return ""
    kept = {name: request.GET[name] for name in found.filters if request.GET.get(name)}
    return build_feed_urls(request.user, [(reverse("ruling-feed"), urlencode(kept))])[0]


def _page(found: RulingFilter, request: HttpRequest) -> tuple[KeysetPage, str]:
    words = found.form.cleaned_data.get("q") or ""
    text = (
        build_passage(select_court_words(LOOKED_THROUGH, "filing__"), words)
        if words
        else select_court_words(SHOWN_CHARACTERS + 1, "filing__")
    )
    rows = found.qs.annotate(ruling_text=text).values(*_FIELDS, *CASE)
    return get_requested_page(request, rows, NEWEST, PAGE)


def _ruling(row: dict[str, Any], decided: Sequence[DecidedItem], *, is_passage: bool) -> dict[str, Any]:
    case = build_docket_url(row["docket__court_id"], row["docket__docket_number"])
    text = row["ruling_text"] or ""
    return row | {
        "case_url": case,
        "url": build_filing_url(case, row["filing__number"], row["filing__public_id"]),
        "headline": row["headline"] or "Ruling",
        "outcome": label_outcome(row["outcome"]),
        "tone": get_outcome_tone(row["outcome"]),
        "decided": decided,
        "is_by_machine": find_reader(decided) is ReadBy.MACHINE,
        "text": split_passage(text) if is_passage else [(shorten_text(text, SHOWN_CHARACTERS), False)] if text else [],
    }
