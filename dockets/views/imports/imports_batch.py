"""``/imports/batch/<batch>/``: files that came together, each with its state."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, IntegerField, Q, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dockets.db.keyset import Key
from dockets.http.partials import render_part
from dockets.http.permissions import require_role
from dockets.http.requested_page import get_requested_page
from dockets.imports.actions import AT_WORK, DOUBTFUL
from dockets.imports.lists import build_run_rows, label_run_status, list_runs
from dockets.models import ImportRun, Source
from dockets.sources import SOURCES

PAGE = 100
SUMMED = ("new", "changed", "documents", "new counsel")
_OF_PARTIES = ~Q(preview__totals__has_key="new counsel")
"""A payload that lists counsel names their parties once more, so its parties are not counted again."""
COUNTED = {
    "number": Count("id"),
    "same": Count("id", filter=DOUBTFUL),
    "new_party": Sum(Cast(KT("preview__totals__new party"), IntegerField()), filter=_OF_PARTIES, default=0),
    **{name.replace(" ", "_"): Sum(Cast(KT(f"preview__totals__{name}"), IntegerField()), default=0) for name in SUMMED},
}
ORDER = (Key("id", "int"),)
Status = ImportRun.Status


@require_safe
@require_role("admin", "imports")
def imports_batch(request: HttpRequest, batch: str) -> HttpResponse:
    runs = ImportRun.objects.filter(batch=batch).order_by()
    counted: Iterable[Mapping[str, Any]] = runs.values("status").annotate(**COUNTED).iterator()
    states = {row["status"]: row for row in counted}
    source = Source.objects.filter(reads_once=batch).first()
    if not states and source is None:
        raise Http404
    page, notice = get_requested_page(request, list_runs(runs), ORDER, PAGE)
    rows = build_run_rows(page.rows)
    context = {"batch": batch, "page": page, "runs": rows, "source": source, "notice": notice}
    context |= _counted(states) | {"section": "imports", "desk": "imports"}
    context["case"] = _case(source, states.get(Status.PREVIEW), rows)
    reading = source is not None and source.enabled
    context |= {"reading": reading, "live": reading or bool(context["at_work"]), "noun": "answer" if source else "file"}
    return render_part(request, "dockets/imports_batch.html", context, {"batch": "files"})


def _counted(states: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Counts for the page. ``doubtful``: how many waiting runs have possible duplicates."""
    numbers = {status: row["number"] for status, row in states.items()}
    counts = [(number, label_run_status(status, previews=False)) for status, number in sorted(numbers.items())]
    number, at_work = sum(numbers.values()), sum(numbers.get(status, 0) for status in AT_WORK)
    waiting, doubtful = numbers.get(Status.PREVIEW, 0), states.get(Status.PREVIEW, {}).get("same", 0)
    return {
        "number": number,
        "through": number - at_work,
        "counts": counts,
        "waiting": waiting,
        "ready": waiting - doubtful,
        "doubtful": doubtful,
        "at_work": at_work,
    }


def _case(
    source: Source | None, waiting: Mapping[str, Any] | None, rows: Sequence[Mapping[str, Any]]
) -> dict[str, Any] | None:
    """What all payloads of one docket that was read once would change together: they are previewed and confirmed as
    one."""
    if source is None or waiting is None or not SOURCES[source.slug].watches_one_docket:
        return None
    return {**waiting, "name": next((row["would_be"] for row in rows if row["would_be"]), "")}
