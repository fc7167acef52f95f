"""Imports a payload at once, here, without a worker: the same run, the same rows, and then the reading. For commands."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casetracker.read_docket import read_docket
from dockets import import_results, ingest
from dockets.models import ImportRun

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it. ``error`` is a sentence, set only when nothing was taken."""

    results: Sequence[Mapping[str, Any]]
    """As ``import_docket --json`` prints them."""
    refused: Sequence[Mapping[str, str]] = ()
    """``{"where", "why"}`` of everything that was refused."""
    error: str = ""

    @property
    def refused_of_payload(self) -> list[Mapping[str, str]]:
        """What belongs to no docket."""
        of_dockets = import_results.of_dockets([dict(row) for row in self.results])
        return [refusal for refusal in self.refused if refusal not in of_dockets]


def import_now(body: bytes, *, name: str, source_slug: str = "", court_id: str = "") -> Done:
    """Raises ``NotADocket`` when the payload could not even be queued. After an unexpected error a worker tries again."""
    run = ingest.queue_import(body, name=name, source_slug=source_slug, court_id=court_id, ring=False)
    try:
        changed = ingest.perform(run.pk)
    except Exception as error:
        log.exception("The import of %s failed", name)
        why = f"The import failed unexpectedly ({type(error).__name__}). The file is stored; a running worker tries it again."
        return Done((), ({"where": name, "why": why},), why)
    for docket_id in changed:
        read_docket(docket_id)
    run = ImportRun.objects.get(pk=run.pk)
    # jsonb keeps no order of names.
    return Done([{name: row[name] for name in import_results.PRINTED} for row in run.results], run.refused, run.error)


def rehearse_now(body: bytes, *, name: str, source_slug: str = "", court_id: str = "") -> Done:
    """What ``import_now`` would do. Raises ``NotADocket`` when that is nothing."""
    outcome = ingest.rehearse(body, name=name, source_slug=source_slug, court_id=court_id)
    return Done([import_results.as_printed(result) for result in outcome.results], outcome.all_refused)
