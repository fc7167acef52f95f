"""``/cases/<court>/<docket number>/changes/``: what the court altered, withdrew or added late, as a redline with its
times."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dockets.format.urls import build_docket_url, build_filing_url
from dockets.history.court_changes import SHOWN, CourtChange, list_court_changes
from dockets.models import Filing
from dockets.models.filing import select_court_words
from rulings.http.find_case import find_docket
from rulings.models import TimelineEvent
from rulings.vocabulary.kinds import EventKind

LABELS = {"altered": "Altered", "withdrawn": "No longer on the docket", "late": "Added late"}
SHOWN_CHARACTERS = 400


@require_safe
def docket_changes(request: HttpRequest, court_id: str, number: str) -> HttpResponse:
    docket = find_docket(court_id, number)
    if (docket.court_id, docket.docket_number) != (court_id, number):
        return HttpResponseRedirect(reverse("docket-changes", args=[docket.court_id, docket.docket_number]))
    base = build_docket_url(docket.court_id, docket.docket_number)
    changes = list_court_changes(docket)
    without_texts = Filing.objects.defer("search", "long_text", "short_text")
    known = without_texts.annotate(words=select_court_words(SHOWN_CHARACTERS))
    filings: dict[int, Any] = known.in_bulk({change.filing_id for change in changes})
    events = TimelineEvent.objects.filter(filing__in=filings, event_kind__in=[EventKind.FILING, EventKind.RULING])
    headlines = dict(events.values_list("filing_id", "headline"))
    newest = {change.filing_id: change for change in reversed(changes)}
    rows = [
        _row(
            change,
            filings[change.filing_id],
            filings[change.filing_id].words,
            headlines.get(change.filing_id, ""),
            base,
        )
        | {"is_newest": newest[change.filing_id] is change}
        for change in changes
    ]
    context = {"docket": docket, "court": docket.court, "base": base, "changes": rows, "now": timezone.now()}
    return render(request, "rulings/docket_changes.html", context | {"more_than": SHOWN if len(rows) == SHOWN else 0})


def _row(change: CourtChange, filing: Filing, words: str, headline: str, base: str) -> dict[str, Any]:
    return {
        "id": filing.public_id,
        "change": change,
        "label": LABELS[change.kind],
        "number": filing.number,
        "headline": headline or "Docket entry",
        "url": build_filing_url(base, filing.number, filing.public_id),
        "text": "" if change.pieces else words,
    }
