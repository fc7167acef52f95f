"""Imports a payload immediately, in this process: the same run and rows as by a worker, then the interpretation. Called
by the command ``import_docket``."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casetracker.pipeline.interpret_docket import interpret_docket_now
from dockets.imports.results import PRINTED, format_docket_result, list_docket_refusals
from dockets.imports.run import perform_run, preview_import, queue_import
from dockets.models import ImportRun

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ImportDone:
    """Result of an import. ``error`` is a sentence, set only when nothing was taken."""

    results: Sequence[Mapping[str, Any]]
    """One object per docket, as ``import_docket --json`` prints them."""
    refused: Sequence[Mapping[str, str]] = ()
    """``{"where", "why"}`` of everything refused."""
    error: str = ""

    @property
    def refused_of_payload(self) -> list[Mapping[str, str]]:
        """Refusals that belong to no docket."""
        of_dockets = list_docket_refusals([dict(row) for row in self.results])
        return [refusal for refusal in self.refused if refusal not in of_dockets]


def import_now(body: bytes, *, name: str, source_slug: str = "", court_id: str = "") -> ImportDone:
    """Imports and interprets the payload. Raises ``NotADocket`` when it could not even be queued. After an unexpected
    error a worker tries again."""
    run = queue_import(body, name=name, source_slug=source_slug, court_id=court_id, ring=False)
    try:
        changed = perform_run(run.pk)
    except Exception as error:
        log.exception("The import of %s failed", name)
        why = (
            f"The import failed unexpectedly ({type(error).__name__}). The file is stored; a running worker tries it"
            " again."
        )
        return ImportDone((), ({"where": name, "why": why},), why)
    for docket_id in changed:
        interpret_docket_now(docket_id)
    run = ImportRun.objects.get(pk=run.pk)
    return ImportDone(list(map(_in_order, run.results)), list(map(_where_and_why, run.refused)), run.error)


def _in_order(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row's fields in their documented order, which jsonb does not keep."""
    ordered = {name: row[name] for name in PRINTED}
    return ordered | {"refused": list(map(_where_and_why, row["refused"]))}


def _where_and_why(refusal: Mapping[str, str]) -> dict[str, str]:
    return {"where": refusal["where"], "why": refusal["why"]}


def preview_import_now(body: bytes, *, name: str, source_slug: str = "", court_id: str = "") -> ImportDone:
    """What ``import_now`` would do, in the same form, computed like a preview at the import desk. Raises ``NotADocket``
    when the payload could not even be queued."""
    outcome, error = preview_import(body, name=name, source_slug=source_slug, court_id=court_id)
    return ImportDone([format_docket_result(result) for result in outcome.results], outcome.all_refused, error)
