"""Kept payloads are masked by what their docket turns out to be, and again when the rules have become stricter."""

import hashlib
import zlib
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command

from dockets.imports import actions
from dockets.imports.run import perform_run, queue_import
from dockets.models import Attorney, Court, ImportRun, Observation, Payload
from dockets.payloads.mask import RULES
from tests.dockets.upsert.test_merge import sheet, take
from tests.support import factories

pytestmark = pytest.mark.django_db

HEAD = "no.,date,docket text,party,party type,attorney,attorney contact\n"
ROWS = (
    '1,2024-01-02,"NOTICE by Rosa Lim, with the address 9 Oak St, Mesa, AZ 85201",,,,\n'
    ',,,Rosa Lim,Debtor,Rosa Lim,"7 Oak St, Mesa, AZ 85201"\n'
)
NAMED = "# docket number: 1:24-bk-00001\n# case name: Lim\n" + HEAD + ROWS
CIVIL = "# court: wawd\n# docket number: 2:21-cv-00031\n# case name: Lim\n" + HEAD + ROWS


def take_in(told: str, court: str = "") -> ImportRun:
    for one in {court, "nysb", "wawd"} - {""}:
        factories.court(one)
    run = queue_import(told.encode(), name="tracker.csv", court_id=court, ring=False)
    perform_run(run.pk)
    run.refresh_from_db()
    return run


def kept(run: ImportRun) -> str:
    return zlib.decompress(Payload.objects.get(pk=run.payload_id).body).decode()


def knows_no_home() -> bool:
    texts = [
        *Observation.objects.values_list("long_text", flat=True),
        *Attorney.objects.values_list("contact", flat=True),
    ]
    return not any("Oak St" in text for text in texts)


def test_by_the_court_that_a_person_gives() -> None:
    run = take_in(NAMED, "nysb")
    assert run.status == "done" and "Oak St" not in kept(run) and knows_no_home()


def test_by_the_court_that_a_person_gives_later() -> None:
    run = take_in(NAMED)
    assert run.status == "refused" and "Oak St" in kept(run)
    actions.preview_runs_as(ImportRun.objects.all(), source_slug="csv", court=Court.objects.get(pk="nysb"))
    perform_run(run.pk)
    assert "Oak St" not in kept(run)


def test_by_the_courts_that_the_rows_name() -> None:
    told = NAMED.replace(HEAD, "court," + HEAD).replace("\n1,", "\nnysb,1,").replace("\n,,,Rosa", "\nnysb,,,,Rosa")
    run = take_in(told)
    assert run.status == "done" and "Oak St" not in kept(run) and knows_no_home()


def test_by_what_is_known_of_the_docket() -> None:
    """A page of the court had said that it is of immigration."""
    factories.court("wawd")
    take(sheet(nature_of_suit="465 Other Immigration Actions"))
    run = take_in(CIVIL)
    assert run.status == "done" and "Oak St" not in kept(run) and knows_no_home()


def test_a_table_of_any_other_case_stays_as_it_came() -> None:
    run = take_in(CIVIL)
    assert run.status == "done" and kept(run) == CIVIL and not knows_no_home()


def test_where_somebody_lives_is_kept_of_no_case() -> None:
    run = take_in(CIVIL.replace("with the address", "residing at"))
    assert "9 Oak St" not in kept(run) and "7 Oak St" in kept(run)


def masked() -> str:
    told = StringIO()
    call_command("mask_payloads", stdout=told)
    return told.getvalue().strip()


def as_older_rules_left_it(run: ImportRun, told: str) -> None:
    body = told.encode()
    row = {"body": zlib.compress(body), "sha256": hashlib.sha256(body).hexdigest(), "masked_by": 0}
    Payload.objects.filter(pk=run.payload_id).update(**row)


def test_what_older_rules_left_is_masked_once_and_what_was_seen_stays() -> None:
    run, other = take_in(NAMED, "nysb"), take_in(CIVIL)
    as_older_rules_left_it(run, NAMED)
    Payload.objects.filter(pk=other.payload_id).update(masked_by=0)
    seen = list(Observation.objects.order_by("pk").values())
    call_command("mask_payloads", at_most=1, stdout=StringIO())
    assert Payload.objects.filter(masked_by=RULES).count() == 1, "it is interrupted, and goes on"
    assert masked() == "1 payloads looked at, 0 of them masked again."
    assert masked() == "0 payloads looked at, 0 of them masked again."
    assert "Oak St" not in kept(run) and kept(other) == CIVIL
    assert list(Observation.objects.order_by("pk").values()) == seen
    again = take_in(NAMED, "nysb")
    assert again.payload_id == run.payload_id, "the same bytes again are known by what is kept of them"


def test_one_that_came_again_since_is_masked_too() -> None:
    old = take_in(NAMED, "nysb")
    as_older_rules_left_it(old, NAMED)
    new = take_in(NAMED, "nysb")
    assert old.payload_id != new.payload_id
    assert masked() == "1 payloads looked at, 1 of them masked again."
    assert kept(old) == kept(new) and "Oak St" not in kept(old)


def test_one_that_was_thrown_away_stays_so() -> None:
    run = take_in(NAMED, "nysb")
    Payload.objects.filter(pk=run.payload_id).update(body=b"", masked_by=0)
    assert masked() == "1 payloads looked at, 0 of them masked again."
    assert bytes(Payload.objects.get(pk=run.payload_id).body) == b""


def test_a_page_that_only_the_docket_tells_of_is_masked_by_its_import() -> None:
    """The same, where the docket turned out to be of immigration after the payload had come in."""
    run = take_in(CIVIL)
    take(replace(sheet(nature_of_suit="465 Other Immigration Actions"), complete=False))
    Payload.objects.filter(pk=run.payload_id).update(masked_by=0)
    assert "1 of them masked again" in masked() and "Oak St" not in kept(run)
