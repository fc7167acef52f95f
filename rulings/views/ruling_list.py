"""``/rulings/``: what courts decided, across all cases, newest first."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from dockets import keyset
from dockets.addresses import docket_address, filing_address
from dockets.keyset import Key, Page
from dockets.print_style import COUNTED_TO, capped
from dockets.search import passage, segments
from dockets.views.docket_list import BAD_PAGE
from dockets.views.fragments import render_part
from dockets.views.typed import printable_query
from rulings.models import TimelineEvent
from rulings.rail import decided_by
from rulings.rows import outcome_label, tone_of
from rulings.ruling_filter import RulingFilter
from rulings.subscription import feed_addresses

PAGE = 50
NEWEST = (Key("sort_date", "date", descending=True), Key("id", "int", descending=True))
_TOLD = ("id", "sort_date", "date", "headline", "outcome", "filing_id", "filing__number", "filing__public_id", "ruling_text")
_CASE = ("docket__court_id", "docket__docket_number", "docket__case_name", "docket__court__citation", "docket__court__name")
SHOWN_CHARACTERS = 300
LOOKED_THROUGH = 10_000
"""Characters of a text, for the passage that holds the words asked for: fifty longer ones would take the page a second."""


@require_safe
def ruling_list(request: HttpRequest) -> HttpResponse:
    query, unprintable = printable_query(request.GET)
    found = RulingFilter(query, queryset=TimelineEvent.objects.rulings(), request=request)
    found.is_valid()
    count = len(found.qs.order_by().values_list("pk")[: COUNTED_TO + 1])
    page, notice = _page(found, request)
    decided = decided_by([row["filing_id"] for row in page.rows]) if page.rows else {}
    is_passage = bool(found.form.cleaned_data.get("q"))
    rows = [_ruling(row, is_passage=is_passage) | {"decided": decided.get(row["filing_id"], [])} for row in page.rows]
    context: dict[str, object] = {"filter": found, "page": page, "rulings": rows, "count": capped(count), "number": count}
    context |= {"section": "rulings", "notices": [*filter(None, [unprintable, notice])], "feed": _feed(request, found)}
    return render_part(request, "rulings/ruling_list.html", context, {"results": "results"})


def _feed(request: HttpRequest, found: RulingFilter) -> str:
    """The feed of the rulings as they are narrowed here; "" where the feed would refuse what was typed."""
    if found.form.errors:
        return ""
    kept = {name: request.GET[name] for name in found.filters if request.GET.get(name)}
    return feed_addresses(request.user, [(reverse("ruling-feed"), urlencode(kept))])[0]


def _page(found: RulingFilter, request: HttpRequest) -> tuple[Page, str]:
    words = found.form.cleaned_data.get("q") or ""
    told = passage(TimelineEvent.court_words(LOOKED_THROUGH), words) if words else TimelineEvent.court_words(SHOWN_CHARACTERS)
    rows = found.qs.annotate(ruling_text=told).values(*_TOLD, *_CASE)
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    try:
        return keyset.page(rows, NEWEST, PAGE, after=after, before=before), ""
    except keyset.BadCursor:
        return keyset.page(rows, NEWEST, PAGE), BAD_PAGE


def _ruling(row: dict[str, Any], *, is_passage: bool) -> dict[str, Any]:
    case = docket_address(row["docket__court_id"], row["docket__docket_number"])
    text = row["ruling_text"] or ""
    return row | {
        "case_url": case,
        "url": filing_address(case, row["filing__number"], row["filing__public_id"]),
        "headline": row["headline"] or "Ruling",
        "outcome": outcome_label(row["outcome"]),
        "tone": tone_of(row["outcome"]),
        "text": segments(text) if is_passage else [(_cut(text), False)] if text else [],
    }


def _cut(text: str) -> str:
    return text if len(text) < SHOWN_CHARACTERS else f"{text.rsplit(' ', 1)[0]} …"
