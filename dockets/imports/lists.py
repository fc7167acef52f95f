"""Reads import runs for lists: one query, whatever is in their JSON. Used by the views of the import desk."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet
from django.db.models.fields.json import KT

from dockets.format.urls import build_docket_url
from dockets.models import ImportRun
from dockets.sources import SOURCES

Status = ImportRun.Status
TONES: Mapping[str, str] = {
    Status.DONE: "granted", Status.PARTLY: "mixed", Status.REFUSED: "denied", Status.FAILED: "denied",
    Status.PREVIEW: "asked",
}  # fmt: skip
_LABELS = dict(Status.choices)
_COLUMNS = (
    "id", "reference", "source_slug", "status", "queued_at", "finished_at", "created", "updated", "unchanged", "batch",
    "error", "previews", "replay_of_id", "done_entries", "total_entries", "requested_by__username", "watched_id",
    "watched__added_by__username",
)  # fmt: skip


def list_runs(runs: QuerySet[ImportRun]) -> QuerySet[ImportRun, dict[str, Any]]:
    """Rows for a list. ``cases``: number of dockets imported, of which ``case``, ``number`` and ``of_court`` are the
    first; for a preview ``totals``, ``would_be`` (its first case), and what it was ``read_as``, of which court
    (``read_of``)."""
    rows: QuerySet[ImportRun, dict[str, Any]] = runs.annotate(
        cases=_length("results"),
        would_be=KT("preview__dockets__0__name"),
        refusals=_length("refused"),
        case=KT("results__0__case_name"),
        number=KT("results__0__docket_number"),
        of_court=KT("results__0__court"),
        totals=F("preview__totals"),
        read_as=KT("preview__read_as__label"),
        read_of=KT("preview__read_as__court"),
    ).values(*_COLUMNS, "cases", "refusals", "case", "number", "of_court", "totals", "would_be", "read_as", "read_of")
    return rows


def _length(name: str) -> Func:
    return Func(name, function="jsonb_array_length", output_field=IntegerField())


def build_run_rows(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with the values that a template needs: status as text, a tone, an address."""
    return [_shown(row) for row in rows]


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    status = row["status"]
    kind = SOURCES.get(row["source_slug"])
    return row | {
        "label": label_run_status(status, previews=row["previews"]),
        "tone": TONES.get(status, ""),
        "kind": kind.label if kind else row["read_as"] or row["source_slug"],
        "court": row["read_of"] if status == Status.PREVIEW else "",
        "by": row["requested_by__username"] or _source(row),
        "address": build_docket_url(row["of_court"], row["number"]) if row["number"] and row["of_court"] else "",
        "refused": row["refusals"] or (row["totals"] or {}).get("refused", 0),
    }


def _source(row: dict[str, Any]) -> str:
    """Who caused an import that nobody requested directly. A single reading comes as a batch, because somebody
    requested it."""
    if not row["watched_id"]:
        return ""
    return (row["watched__added_by__username"] or "") if row["batch"] else "watched source"


def label_run_status(status: str, *, previews: bool) -> str:
    """A status as text. While a preview is computed nothing is imported yet."""
    if previews and status == Status.RUNNING:
        return "working out a preview"
    if previews and status == Status.QUEUED:
        return "waiting for its preview"
    return str(_LABELS[status])
