"""Import runs as lists show them: one query, whatever is in their JSON. Under the views of the import desk."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, Func, IntegerField, QuerySet
from django.db.models.fields.json import KT

from dockets.addresses import docket_address
from dockets.models import ImportRun
from dockets.sources import SOURCES

Status = ImportRun.Status
TONES: Mapping[str, str] = {
    Status.DONE: "granted", Status.PARTLY: "mixed", Status.REFUSED: "denied", Status.FAILED: "denied", Status.PREVIEW: "asked",
}  # fmt: skip
_LABELS = dict(Status.choices)
_COLUMNS = (
    "id", "reference", "source_slug", "status", "queued_at", "finished_at", "created", "updated", "unchanged", "batch", "error",
    "previews", "replay_of_id", "done_entries", "total_entries", "requested_by__username", "watched_id",
    "watched__added_by__username",
)  # fmt: skip


def listed(runs: QuerySet[ImportRun]) -> QuerySet[ImportRun, dict[str, Any]]:
    """For a list. ``cases``: how many an import took, of which ``case``, ``number`` and ``of_court`` are the first; of a preview
    ``totals``, ``would_be``, its first case, and what it was ``read_as``, of which court."""
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


def shown(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """With what a template needs beside: words, a tone, an address."""
    return [_shown(row) for row in rows]


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    status = row["status"]
    kind = SOURCES.get(row["source_slug"])
    return row | {
        "label": label(status, previews=row["previews"]),
        "tone": TONES.get(status, ""),
        "kind": kind.label if kind else row["read_as"] or row["source_slug"],
        "court": row["read_of"] if status == Status.PREVIEW else "",
        "by": row["requested_by__username"] or _source(row),
        "address": docket_address(row["of_court"], row["number"]) if row["number"] and row["of_court"] else "",
        "refused": row["refusals"] or (row["totals"] or {}).get("refused", 0),
    }


def _source(row: dict[str, Any]) -> str:
    """Whose doing an import is that nobody asked for. What is read once comes as a batch, because somebody asked for that."""
    if not row["watched_id"]:
        return ""
    return (row["watched__added_by__username"] or "") if row["batch"] else "watched source"


def label(status: str, *, previews: bool) -> str:
    """A status in words. While a preview is worked out nothing is imported yet."""
    if previews and status == Status.RUNNING:
        return "working out a preview"
    if previews and status == Status.QUEUED:
        return "waiting for its preview"
    return str(_LABELS[status])
