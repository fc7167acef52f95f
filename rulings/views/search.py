"""``/search/``: the filings of all cases by their text and what is told of them; a docket number goes straight to its case."""

from django.db import OperationalError
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe
from psycopg.errors import QueryCanceled

from dockets import keyset
from dockets.addresses import docket_address, filing_address
from dockets.filters import named
from dockets.find import dockets_numbered
from dockets.models import Docket
from dockets.nearly_named import nearly_named
from dockets.print_style import capped
from dockets.search import ALL, QUERY_LENGTH, Narrowing, Results, TooSlow, search_filings
from dockets.views.docket_list import BAD_PAGE
from dockets.views.fragments import render_part
from dockets.views.typed import UNPRINTABLE, printable
from rulings.models import TimelineEvent
from rulings.search import Facets, facets, told_elsewhere, words_elsewhere

CASES_SHOWN = 5
YEAR_DIGITS = 4
CUT = f"Only the first {QUERY_LENGTH} characters were searched for."
SLOW = "This search took too long: its words stand in very many filings. A rarer word beside them will narrow it."


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "")
    text = printable(typed).strip()
    cases = dockets_numbered(text) if text and "filings" not in request.GET else []
    if len(cases) == 1:
        return HttpResponseRedirect(docket_address(cases[0].court_id, cases[0].docket_number))
    notices = [UNPRINTABLE] if printable(typed) != typed else []
    notices += [CUT] if len(text) > QUERY_LENGTH else []
    narrowing = _narrowing(request)
    also = told_elsewhere(text) if text else []
    results, notice = _found(request, text, narrowing, also) if text else (None, "")
    lie = facets(results.ids) if results and results.ids else Facets([], [])
    begins = not request.GET.keys() & {"after", "before"}
    named = cases or (_named(text) if begins else [])
    # Nothing at all: most likely a name that is spelled otherwise.
    is_lost = results is not None and not results.count and not named and narrowing == ALL
    context: dict[str, object] = {
        "q": text[:QUERY_LENGTH],
        "cases": named,
        "may_be_more": not cases and len(named) == CASES_SHOWN,
        "near": nearly_named(text, CASES_SHOWN) if is_lost else [],
        "results": results,
        "narrowing": narrowing,
        "is_narrowed": narrowing != ALL,
        "facets": lie,
        "has_facets": results is not None and (narrowing != ALL or lie.tell_apart),
        "hits": _addressed(results, text, also) if results else [],
        "count": capped(results.count) if results else "",
        "notices": notices + ([notice] if notice else []),
    }
    return render_part(request, "rulings/search.html", context, {"results": "results"})


def _narrowing(request: HttpRequest) -> Narrowing:
    """What means nothing narrows nothing."""
    year = request.GET.get("year", "")
    is_year = len(year) == YEAR_DIGITS and year.isascii() and year.isdigit() and int(year) > 0
    rulings = TimelineEvent.objects.rulings().values("filing_id") if request.GET.get("rulings") else None
    return Narrowing(printable(request.GET.get("court", ""))[:40], int(year) if is_year else None, rulings)


def _found(request: HttpRequest, text: str, narrowing: Narrowing, also: list[int]) -> tuple[Results | None, str]:
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    try:
        return search_filings(text, narrowing, also=also, after=after, before=before), ""
    except keyset.BadCursor:
        return search_filings(text, narrowing, also=also), BAD_PAGE
    except TooSlow:
        return None, SLOW


def _named(text: str) -> list[Docket]:
    """The first few cases of that name, for a reader who typed a party into the box for words; none where that takes too long,
    since the filings have been found."""
    if not text:
        return []
    dockets = named(Docket.objects.current(), text[:QUERY_LENGTH]).select_related("court").defer("search")
    try:
        return list(dockets.order_by(F("date_last_filing").desc(nulls_last=True), "id")[:CASES_SHOWN])
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            return []
        raise


def _addressed(results: Results, text: str, also: list[int]) -> list[dict[str, object]]:
    """The rows of the page with their addresses, and the words elsewhere by which they were found."""
    told, hits = {*also}, []
    for row in results.page.rows:
        case = docket_address(row["docket__court_id"], row["docket__docket_number"])
        hits.append(row | {"case_url": case, "url": filing_address(case, row["number"], row["public_id"])})
    there = {row["id"]: row["url"] for row in hits if row["id"] in told}
    said = words_elsewhere(text, there) if there else {}
    return [row | {"elsewhere": said.get(row["id"], [])} for row in hits]
