"""The result of importing a payload, or of its preview: as ``ImportRun`` stores it and ``import_docket --json`` prints
it. Used by ``run`` and ``preview``."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import DataError

from dockets.record.records import DocketRecord, NotADocket, Refusal
from dockets.record.text import clean_line
from dockets.upsert.docket import DocketResult

PRINTED = ("court", "docket_number", "case_name", "created", "updated", "unchanged", "refused", "filings", "parties")
"""What ``import_docket --json`` prints of a docket, in this order."""

type Rows = Mapping[tuple[str, str], dict[str, Any]]
"""(court, docket number) -> the docket's result, as printed."""

log = logging.getLogger(__name__)


class NothingImported(NotADocket):
    """Nothing of a payload could be taken. ``refused`` lists what was found in it, or that it could not be read."""

    def __init__(self, refused: Sequence[Refusal]) -> None:
        first = f" {refused[0].where}: {refused[0].why}" if refused else " There is no docket in it."
        more = f" ({len(refused) - 1} more things were refused.)" if len(refused) > 1 else ""
        super().__init__(f"Nothing could be taken.{first}{more}")
        self.refused = tuple(refused)


def format_refusals(error: NotADocket, name: str) -> list[dict[str, str]]:
    """The refusals where nothing of the payload ``name`` could be taken: one for each thing in it, or one for the
    payload as a whole."""
    refused = error.refused if isinstance(error, NothingImported) else (Refusal(name or "payload", str(error)),)
    return [asdict(refusal) for refusal in refused]


@dataclass(slots=True)
class ImportOutcome:
    """The result of importing one payload."""

    results: list[DocketResult] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    """Refusals of the payload as a whole; each result has its own."""
    rows: Rows = field(default_factory=dict)
    """Results by docket, including those of earlier attempts."""

    @property
    def all_refused(self) -> list[dict[str, str]]:
        return [asdict(refusal) for refusal in self.refused] + list_docket_refusals(
            [format_docket_result(result) for result in self.results]
        )

    @property
    def changed(self) -> list[int]:
        """Ids of the dockets whose record changed."""
        return sorted({result.docket_id for result in self.results if result.changed})

    @property
    def told(self) -> dict[str, Any]:
        """The fields of ``ImportRun`` for what was done and what was refused."""
        return build_run_result(self.rows) | {"refused": self.all_refused}

    def with_(self, result: DocketResult) -> Rows:
        """``rows`` with the result of one more docket."""
        key = result.court, result.docket_number
        return {**self.rows, key: add_docket_results(self.rows.get(key), format_docket_result(result))}


@contextmanager
def refuse_payload(record: DocketRecord, refused: list[Refusal]) -> Iterator[None]:
    """Catches what prevents one docket from being stored and adds it to ``refused`` with the reason, so that the other
    dockets of the payload are still imported."""
    where = f"docket {clean_line(record.docket_number)[:100]}".strip()
    try:
        yield
    except NotADocket as error:
        refused.append(Refusal(where, str(error)))
    except DataError as error:
        log.exception("A docket could not be stored")
        refused.append(Refusal(where, f"The database cannot hold it: {clean_line(str(error))[:300]}"))


def build_run_result(rows: Rows) -> dict[str, Any]:
    """The fields of ``ImportRun`` for what was done."""
    totals = {name: sum(row[name] for row in rows.values()) for name in ("created", "updated", "unchanged")}
    return {"results": list(rows.values()), **totals}


def format_docket_result(result: DocketResult) -> dict[str, Any]:
    """A result as ``import_docket --json`` prints it and ``ImportRun.results`` stores it."""
    return {name: getattr(result, name) for name in PRINTED} | {
        "refused": [asdict(refusal) for refusal in result.refused]
    }


def list_docket_refusals(rows: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """The refusals of dockets, each with the docket's number where there are several."""
    return [
        refusal | {"where": f"{row['docket_number']}, {refusal['where']}" if len(rows) > 1 else refusal["where"]}
        for row in rows
        for refusal in row["refused"]
    ]


def add_docket_results(before: dict[str, Any] | None, now: dict[str, Any]) -> dict[str, Any]:
    """Combines the results of two passes over one docket into one row."""
    if before is None:
        return now
    created, updated = before["created"] + now["created"], before["updated"] + now["updated"]
    mentioned = max(sum(row[name] for name in ("created", "updated", "unchanged")) for row in (before, now))
    return now | {"created": created, "updated": updated, "unchanged": max(0, mentioned - created - updated)}
