"""A docket that turns out late to be one in which courts print people's homes: nothing that is stored has them any
more."""

import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from django.db import connection, transaction

from dockets.identity.decisions import decide_identity, undo_identity_decision
from dockets.imports.run import perform_run, queue_import
from dockets.models import (
    Attorney,
    Docket,
    DocketRelation,
    Filing,
    IdentityDecision,
    ImportRun,
    Observation,
    Payload,
    Representation,
)
from dockets.record.records import AttorneyRecord, DocketRecord, PartyRecord
from dockets.upsert.snapshot_diff import LONG
from tests.dockets.payloads.test_masking import CIVIL, ROWS, kept, take_in
from tests.dockets.upsert.test_merge import DAY, entry, sheet, take
from tests.servers.journal import lines
from tests.support import factories
from tests.support.examples import pick_rows

pytestmark = pytest.mark.django_db

IMMIGRATION = "465 Other Immigration Actions"
ROSA = PartyRecord(
    "Rosa Lim",
    "Petitioner",
    extra_info="7 Oak St\nMesa, AZ 85201",
    attorneys=(
        AttorneyRecord("Rosa Lim", ("PRO SE",), "7 Oak St\nMesa, AZ 85201"),
        AttorneyRecord("Ada Wren", contact="1 Pine St"),
    ),
)
OLD, NEW = (f"NOTICE by Rosa Lim, with the address {house} Oak St, Mesa, AZ 85201" for house in (7, 9))
TELLS = sheet(entry("1", "PETITION"), day=5, nature_of_suit=IMMIGRATION, complete=False)


def page(*texts: str, day: int = 0, number: str = "2") -> DocketRecord:
    return replace(sheet(*[entry(number, text) for text in texts], day=day), parties=(ROSA,))


def says(word: str) -> Sequence[str]:
    """Tables in which a row has the word, those of payloads unpacked."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{word}%"])
            found += [table] if cursor.fetchone()[0] else []
    packed = any(word.encode() in zlib.decompress(payload.body) for payload in Payload.objects.exclude(body=b""))
    return found + ["payloads"] * packed


def tell() -> None:
    told = (
        '{"format": "casetracker-docket/1", "court": "wawd", '
        '"docket_number": "2:21-cv-00031", "nature_of_suit": "%s", "entries": []}'
    )
    run = queue_import((told % IMMIGRATION).encode(), name="docket.json", ring=False)
    perform_run(run.pk)
    run.refresh_from_db()
    assert run.status == "done", run.error


def test_nothing_that_is_stored_has_a_home_any_more() -> None:
    run = take_in(CIVIL)
    assert {"dockets_observation", "dockets_filing", "dockets_attorney", "payloads"} <= {*says("Oak St")}
    tell()
    assert says("Oak St") == [] and "[address withheld]" in kept(run)
    assert Docket.objects.get().parties.get().name == "Rosa Lim"
    assert Filing.objects.get().long_text == "NOTICE by Rosa Lim, with the address [address withheld]"
    assert take_in(CIVIL).unchanged == 1
    assert Observation.objects.count() == Filing.objects.count() == 1


def test_a_payload_that_shows_no_filing_is_masked_too() -> None:
    run = take_in(CIVIL.replace(ROWS, ROWS.splitlines()[-1] + "\n"))
    assert "payloads" in says("Oak St") and not Observation.objects.exists()
    tell()
    assert says("Oak St") == [] and "[address withheld]" in kept(run)


def test_what_turned_out_to_be_another_filing_keeps_none() -> None:
    take(page("MINUTE ENTRY", OLD, number=""))
    minutes, old = Filing.objects.get(long_text="MINUTE ENTRY"), Filing.objects.get(long_text=OLD)
    Filing.objects.filter(pk=old.pk).update(possible_duplicate_of=minutes)
    decide_identity(old.pk, minutes.pk, IdentityDecision.Verdict.SAME, by=None, now=DAY)
    assert Filing.objects.get(pk=old.pk).merged_into == minutes
    take(TELLS)
    assert says("Oak St") == []


def test_the_words_from_which_a_relation_was_suggested_keep_none() -> None:
    take(page(OLD))
    relation = factories.relation(docket=Docket.objects.get(), other=factories.docket())
    DocketRelation.objects.filter(pk=relation.pk).update(status="suggested", ground=OLD)
    take(TELLS)
    assert says("Oak St") == []


def test_what_a_preview_had_shown_goes_too() -> None:
    factories.court("wawd")
    take(page(OLD))
    run = queue_import(CIVIL.encode(), name="tracker.csv", ring=False, previews=True)
    perform_run(run.pk)
    assert "dockets_importrun" in says("Oak St")
    ImportRun.objects.filter(pk=run.pk).update(status="queued", previews=False)
    perform_run(run.pk)
    take_in(CIVIL.replace("# case name: Lim", f"# case name: Lim\n# nature of suit: {IMMIGRATION}"))
    assert says("Oak St") == []


def test_who_acts_for_others_keeps_the_address_of_the_office() -> None:
    take(page(OLD))
    take(TELLS)
    acting = Representation.objects.values_list("attorney__name", "attorney__contact")
    assert sorted(acting) == [("Ada Wren", "1 Pine St"), ("Rosa Lim", "")]
    assert not Attorney.objects.filter(contact__contains="Oak").exists()


def test_a_long_page_is_read_as_a_whole_after_it() -> None:
    """Of one that comes again only the rows that differ are read, and its others are known by what they were."""
    rows = [
        entry(str(number), f"{OLD}, EXHIBIT {number}", day=DAY.date() + timedelta(days=number))
        for number in range(2, LONG + 3)
    ]
    take(replace(sheet(*rows), parties=(ROSA,)))
    take(TELLS, "docket-json")
    take(replace(sheet(*rows[:-1], entry(rows[-1].number, "MINUTE ENTRY"), day=6), parties=(ROSA,)))
    assert Filing.objects.current().count() == len(rows) + 1
    assert not Filing.objects.exclude(missing_since=None).exists() and says("Oak St") == []


@pytest.mark.parametrize("order", pick_rows(permutations(range(4)), 6))
def test_in_any_order_the_record_is_the_same(order: Sequence[int]) -> None:
    """The second page is the first with another house in it."""
    pages = [page(OLD), page(NEW, day=1), TELLS, page(OLD, day=3)]
    factories.court("wawd")
    with transaction.atomic():
        for one in pages:
            take(one)
        first = lines()
        transaction.set_rollback(True)
    for place in order:
        take(pages[place])
    assert lines() == first and not says("Oak St")
    assert Filing.objects.current().filter(number="2").count() == 1


def test_two_rows_that_are_alike_but_for_the_address_stay_two() -> None:
    take(page(OLD, NEW, number=""))
    take(TELLS)
    texts = Filing.objects.current().filter(number="").values_list("long_text", flat=True)
    assert list(texts) == ["NOTICE by Rosa Lim, with the address [address withheld]"] * 2


def test_what_an_editor_decided_stays() -> None:
    """On a wording that is another one now."""
    take(page(OLD, "MINUTE ENTRY", number=""))
    take(page(NEW, "MINUTE ENTRY", number="", day=1))
    minutes, new = Filing.objects.get(long_text="MINUTE ENTRY"), Filing.objects.get(long_text=NEW)
    Filing.objects.filter(pk=new.pk).update(possible_duplicate_of=minutes)
    decide_identity(new.pk, minutes.pk, IdentityDecision.Verdict.SAME, by=None, now=DAY)
    take(TELLS)
    assert Observation.objects.filter(number="").count() == 2
    assert Filing.objects.current().filter(number="").count() == 1


def test_what_is_on_record_of_a_decision_that_was_taken_back_stays() -> None:
    take(page(OLD, "MINUTE ENTRY", number=""))
    take(page(NEW, "MINUTE ENTRY", number="", day=1))
    minutes = Filing.objects.get(long_text="MINUTE ENTRY")
    for wording in (OLD, NEW):
        told = Filing.objects.get(long_text=wording)
        Filing.objects.filter(pk=told.pk).update(possible_duplicate_of=minutes)
        decision = decide_identity(told.pk, minutes.pk, IdentityDecision.Verdict.DIFFERENT, by=None, now=DAY)
        undo_identity_decision(decision.pk, by=None, now=DAY)
    take(TELLS)
    assert Observation.objects.filter(number="").count() == 3 and not says("Oak St")


def test_a_docket_of_any_other_kind_keeps_what_it_has() -> None:
    take(page(OLD))
    take(replace(TELLS, nature_of_suit="440 Civil Rights: Other"))
    assert "dockets_filing" in says("Oak St") and not Docket.objects.get().homes_withheld
