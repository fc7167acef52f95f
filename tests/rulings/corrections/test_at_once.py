"""Corrections that are saved while something else happens to the docket."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic, sleep
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone

from dockets.models import AuditEntry, Docket
from rulings.audit.restore import restore_edit
from rulings.corrections.save import CorrectionConflict, get_corrections_version, list_corrections, save_corrections
from rulings.interpret.docket import interpret_docket, lock_reading
from rulings.models import Correction
from rulings.vocabulary.corrections import CorrectedField
from tests.support import factories
from tests.support.accounts import DAY

pytestmark = pytest.mark.django_db(transaction=True)

_WAITING = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid())"
_PATIENCE = 20
"""Seconds."""


@pytest.fixture
def docket() -> Docket:
    made = factories.docket(docket_number="2:21-cv-00031", date_filed=DAY)
    factories.filing(docket=made, number="1", date_filed=DAY, long_text="COMPLAINT against Elm Corp.")
    interpret_docket(made.pk)
    return made


def save(docket: Docket, by: User, headline: str) -> None:
    filing = docket.filings.get()
    seen = get_corrections_version(list_corrections(docket, filing))
    told: dict[str, Any] = {"reason": "", "seen": seen, "by": by, "now": timezone.now(), "request_id": ""}
    save_corrections(docket, filing, {CorrectedField.HEADLINE: headline}, **told)


def restore(docket: Docket, by: User) -> None:
    edit = AuditEntry.objects.latest("pk")
    restore_edit(edit, seen=edit.pk, by=by, request_id="again")


def _run(task: Callable[[], None]) -> None:
    try:
        task()
    finally:
        connection.close()


def _interpret_slowly(docket: Docket, has_begun: Event) -> None:
    """A worker that has read the docket, and writes its status once an editor waits for it."""
    with transaction.atomic():
        lock_reading(docket.pk)
        has_begun.set()
        until = monotonic() + _PATIENCE
        with connection.cursor() as cursor:
            while not cursor.execute(_WAITING).fetchone()[0]:
                assert monotonic() < until
                sleep(0.02)
        Docket.objects.filter(pk=docket.pk).update(status="open")


@pytest.mark.parametrize("is_restored", [False, True])
def test_an_editor_and_a_worker_wait_for_each_other_in_one_order(docket: Docket, is_restored: bool) -> None:
    editor, has_begun = factories.user(role="editor"), Event()
    if is_restored:
        save(docket, editor, "Restored")
        filing = docket.filings.get()
        save_corrections(
            docket, filing, {}, taken_back=[CorrectedField.HEADLINE], reason="", by=editor, now=timezone.now(),
            seen=get_corrections_version(list_corrections(docket, filing)), request_id="",
        )  # fmt: skip
    with ThreadPoolExecutor(2) as pool:
        worker = pool.submit(_run, lambda: _interpret_slowly(docket, has_begun))
        assert has_begun.wait(_PATIENCE)
        act = (lambda: restore(docket, editor)) if is_restored else (lambda: save(docket, editor, "Saved"))
        edited = pool.submit(_run, act)
        worker.result(60)
        edited.result(60)
    assert Correction.objects.get().value == ("Restored" if is_restored else "Saved")


def test_of_two_editors_at_once_one_is_told_of_the_other(docket: Docket) -> None:
    editors = [factories.user(role="editor"), factories.user(role="admin")]
    filing = docket.filings.get()
    seen = get_corrections_version(list_corrections(docket, filing))

    def correct(by: User) -> str:
        told: dict[str, Any] = {"reason": "", "seen": seen, "by": by, "now": timezone.now(), "request_id": ""}
        try:
            save_corrections(docket, filing, {CorrectedField.HEADLINE: f"By {by.pk}"}, **told)
        except CorrectionConflict as conflict:
            return str(conflict)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(correct, editors))
    assert told[0] == "" and told[1].startswith("Another editor has corrected this")
    assert Correction.objects.count() == 1
