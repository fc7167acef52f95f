"""``/imports/<id>/``: one import run: its preview, progress and result."""

import zlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from dockets.format.urls import build_docket_url
from dockets.http.partials import render_part
from dockets.http.permissions import require_role
from dockets.identity.duplicate_queue import list_possible_duplicates_of_run
from dockets.imports import actions
from dockets.imports.forms import ReadAsForm, list_offered_courts
from dockets.imports.lists import TONES, label_run_status
from dockets.models import Court, ImportRun
from dockets.models.observation import FORGOTTEN, Payload
from dockets.sources.describe import LONGEST_REPLACEMENT, find_unkept_size

Status = ImportRun.Status
SHOWN = 200
"""Rows shown, of cases and of refusals."""
STILL = timedelta(seconds=10)
"""After so long without another entry no remaining time is shown."""
SETTLED = 2.0
"""Seconds after which the remaining time is shown; before that it is a guess."""


@require_safe
@require_role("admin", "imports")
def imports_run(request: HttpRequest, run_id: int) -> HttpResponse:
    found = ImportRun.objects.select_related("payload", "court", "requested_by", "watched", "replay_of")
    found = found.annotate(bytes_waiting=Length("waiting_file__body"))
    run = get_object_or_404(found.defer("payload__body", "replay_of__preview", "replay_of__results"), pk=run_id)
    live = actions.is_run_in_progress(run)
    context: dict[str, Any] = {"run": run, "live": live, "label": label_run_status(run.status, previews=run.previews)}
    context |= {"tone": TONES.get(run.status, ""), "section": "imports", "desk": "imports"}
    context |= _progress(run, timezone.now()) if live else {}
    context |= _previewed(run) if run.status == Status.PREVIEW else _result(run)
    context |= _readable(run)
    return render_part(request, "dockets/imports_run.html", context, {"run": "run"})


def _progress(run: ImportRun, now: datetime) -> dict[str, Any]:
    """Progress in words and for the bar."""
    waits = run.status == Status.QUEUED
    done, total = (0, 0) if waits else (run.done_entries, run.total_entries)
    return {
        "waits": waits,
        "masks": run.bytes_waiting is not None,  # type: ignore[attr-defined]
        "lost": actions.is_run_stranded(run),
        "done": done,
        "total": total,
        "told": f"{done:,} of {total:,}",
        "left": _left(run, done, total, now),
    }


def _left(run: ImportRun, done: int, total: int, now: datetime) -> str:
    last = run.counted_to or now
    spent = (last - run.counted_from).total_seconds() if run.counted_from else 0.0
    if not 0 < done < total or spent < SETTLED:
        return ""
    if now - last > STILL:
        return f"nothing more since {(now - last).seconds} s"
    seconds = int(spent * (total - done) / done) + 1
    return f"about {seconds} s left" if seconds < 90 else f"about {round(seconds / 60)} minutes left"


def _previewed(run: ImportRun) -> dict[str, Any]:
    """What an import would do. ``fresh``: filings that it would add or change; ``one``: the docket, if there is only
    one."""
    preview = run.preview
    totals: Mapping[str, int] = preview.get("totals", {})
    dockets = preview.get("dockets", [])
    counted = {name.replace(" ", "_"): number for name, number in totals.items()}
    return {
        "preview": preview,
        "read_as": preview.get("read_as", {}),
        "article": "An" if str(preview.get("read_as", {}).get("label", ""))[:1] in "AEIOUaeiou" else "A",
        "n": counted,
        "one": dockets[0] if len(dockets) == 1 and not preview.get("more_dockets") else None,
        "fresh": totals.get("new", 0) + totals.get("changed", 0),
        "verdicts": VERDICTS,
        "people": [_people(what, number) for what in PEOPLE if (number := totals.get(what, 0))],
    }


VERDICTS = (("", "Decide later, both are kept"), ("same", "The same filing"), ("different", "Not the same"))
"""Choices for a possible duplicate in a preview."""
PEOPLE = ("new party", "changed party", "new counsel", "changed counsel")


def _people(what: str, number: int) -> str:
    return f"{number} {what if number == 1 else what.replace('party', 'parties')}"


def _result(run: ImportRun) -> dict[str, Any]:
    """What was done. ``otherwise``: what the preview had said, where the result differs."""
    rows = run.results[:SHOWN]
    courts = Court.objects.in_bulk({row["court"] for row in rows}) if rows else {}
    rows = [
        row | {"address": build_docket_url(row["court"], row["docket_number"]), "court": courts.get(row["court"])}
        for row in rows
    ]
    said = run.preview.get("totals", {})
    over = run.status in (Status.DONE, Status.PARTLY)
    otherwise = over and said and (said.get("new", 0), said.get("changed", 0)) != (run.created, run.updated)
    return {
        "rows": rows,
        "more_rows": max(len(run.results) - SHOWN, 0),
        "refused": run.refused[:SHOWN],
        "more_refused": max(len(run.refused) - SHOWN, 0),
        "otherwise": said if otherwise else None,
        "doubtful": list_possible_duplicates_of_run(run).count() if rows else 0,
        "notes": run.notes or run.preview.get("notes", []),
    }


def _readable(run: ImportRun) -> dict[str, Any]:
    """Whether the payload is still there, and the form to read it as another kind."""
    kept = not Payload.objects.filter(pk=run.payload_id, body=FORGOTTEN).exists() and run.payload.size > 0
    size: int | None = run.payload.size or run.bytes_waiting  # type: ignore[attr-defined]
    if kept and run.status == Status.REFUSED and run.payload.size <= LONGEST_REPLACEMENT:
        unkept = find_unkept_size(zlib.decompress(run.payload.body))
        kept, size = unkept is None, run.payload.size if unkept is None else unkept
    anew = kept and run.status in actions.DECIDED_ANEW and not run.results
    source = run.source_slug or run.preview.get("read_as", {}).get("source", "")
    form = ReadAsForm(initial={"source": source, "court": run.court_id or ""}) if anew else None
    courts = list_offered_courts() if anew else ()
    return {"kept": kept, "size": size, "again": kept and run.status in actions.OVER, "form": form, "courts": courts}
