"""What became of a payload, as ``ImportRun`` keeps it and ``import_docket --json`` prints it. Under ``ingest``; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from dockets.merge import DocketResult
from dockets.records import NotADocket, Refusal

PRINTED = ("court", "docket_number", "case_name", "created", "updated", "unchanged", "refused", "filings", "parties")
"""What ``import_docket --json`` says of a docket, in this order."""

type Rows = Mapping[tuple[str, str], dict[str, Any]]
"""Court and docket number -> what was done, as printed."""


class Nothing(NotADocket):
    """Nothing of a payload could be taken, though a source could read it."""

    def __init__(self, refused: Sequence[Refusal]) -> None:
        first = f" {refused[0].where}: {refused[0].why}" if refused else " There is no docket in it."
        more = f" ({len(refused) - 1} more things were refused.)" if len(refused) > 1 else ""
        super().__init__(f"Nothing could be taken.{first}{more}")
        self.refused = tuple(refused)


@dataclass(slots=True)
class Outcome:
    """What came of one payload."""

    results: list[DocketResult] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    """What was refused of the payload as a whole; each result has its own."""
    rows: Rows = field(default_factory=dict)
    """Also of earlier attempts."""

    @property
    def all_refused(self) -> list[dict[str, str]]:
        return [asdict(refusal) for refusal in self.refused] + of_dockets([as_printed(result) for result in self.results])

    @property
    def changed(self) -> list[int]:
        """Ids of the dockets whose record is another now."""
        return sorted({result.docket_id for result in self.results if result.changed})

    @property
    def told(self) -> dict[str, Any]:
        """The fields of ``ImportRun`` that tell what was done and what was not."""
        return told(self.rows) | {"refused": self.all_refused}

    def with_(self, result: DocketResult) -> Rows:
        """``rows``, and what one more merge did."""
        key = result.court, result.docket_number
        return {**self.rows, key: added(self.rows.get(key), as_printed(result))}


def told(rows: Rows) -> dict[str, Any]:
    """The fields of ``ImportRun`` that tell what was done."""
    totals = {name: sum(row[name] for row in rows.values()) for name in ("created", "updated", "unchanged")}
    return {"results": list(rows.values()), **totals}


def as_printed(result: DocketResult) -> dict[str, Any]:
    """As ``import_docket --json`` prints it, and ``ImportRun.results`` holds it."""
    return {name: getattr(result, name) for name in PRINTED} | {"refused": [asdict(refusal) for refusal in result.refused]}


def of_dockets(rows: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """What was refused of dockets, each named by its number where there are several."""
    return [
        refusal | {"where": f"{row['docket_number']}, {refusal['where']}" if len(rows) > 1 else refusal["where"]}
        for row in rows
        for refusal in row["refused"]
    ]


def added(before: dict[str, Any] | None, now: dict[str, Any]) -> dict[str, Any]:
    """One row for what two passes over one docket did."""
    if before is None:
        return now
    created, updated = before["created"] + now["created"], before["updated"] + now["updated"]
    mentioned = max(sum(row[name] for name in ("created", "updated", "unchanged")) for row in (before, now))
    return now | {"created": created, "updated": updated, "unchanged": max(0, mentioned - created - updated)}
