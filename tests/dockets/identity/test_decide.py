"""What editors decide about identity, over groups of observations, and what taking it back leaves."""

from datetime import date
from typing import Any

import pytest

from dockets.identity.decisions import (
    CannotDecide,
    Verdict,
    decide_identity,
    find_identity_decision,
    undo_identity_decision,
)
from dockets.models import Docket, Filing, IdentityDecision
from dockets.record.records import EntryRecord
from tests.dockets.upsert.test_merge import DAY, entry, sheet, take
from tests.servers.journal import lines

pytestmark = pytest.mark.django_db

JAN14 = date(2021, 1, 14)


def stub_and_text() -> tuple[Filing, Filing]:
    """A feed's event type and a sheet's docket text of one day."""
    take(sheet(EntryRecord(short_text="Motion Hearing", date_filed=JAN14), complete=False), "court-feed")
    take(sheet(entry("", "MINUTE ENTRY for proceedings held before the judge", day=JAN14)))
    one, other = Filing.objects.order_by("id")
    return one, other


def replaced_document() -> tuple[Filing, Filing]:
    """One number with two documents, each reported by two sources in their own words: the document is what binds a
    group."""
    for day, source in enumerate(("pacer-docket", "docket-json")):
        for doc in ("17701", "17702"):
            row = entry("7", f"ORDER on the motion, {doc} {source}", day=JAN14, pacer_doc_id=doc)
            take(sheet(row, day=day, complete=False), source)
    one, other = Filing.objects.current().order_by("id")
    return one, other


def reworded() -> tuple[Filing, Filing]:
    """The page lost one unnumbered entry and got another; a feed has both, each with its own document."""
    for day, doc in enumerate(("17701", "17702")):
        take(sheet(entry("1"), entry("", f"MINUTE ENTRY {doc}", day=JAN14, pacer_doc_id=doc), day=day))
        announced = EntryRecord(short_text=f"Hearing {doc}", date_filed=JAN14, pacer_doc_id=doc)
        take(sheet(announced, day=day, complete=False), "court-feed")
    one, other = Filing.objects.current().filter(number="").order_by("id")
    return one, other


def pair(made: Any = stub_and_text) -> tuple[Filing, Filing]:
    one, other = made()
    other.refresh_from_db()
    assert other.possible_duplicate_of == one
    return one, other


@pytest.mark.parametrize("made", [stub_and_text, replaced_document, reworded])
def test_the_same_makes_one_filing_of_all_that_was_seen_and_taken_back_two(made: Any) -> None:
    one, other = pair(made)
    before, ids = lines(), {one.public_id, other.public_id}
    row = decide_identity(other.pk, one.pk, Verdict.SAME, by=None, now=DAY)
    assert Filing.objects.current().exclude(number="1").get().public_id == one.public_id
    other.refresh_from_db()
    assert other.merged_into == one and not other.observations.exists()
    assert {word.batch for word in IdentityDecision.objects.all()} == {row.batch} != {""}
    undo_identity_decision(row.pk, by=None, now=DAY)
    assert lines() == before and ids <= {*Filing.objects.current().values_list("public_id", flat=True)}
    assert not IdentityDecision.objects.exists()


def test_several_words_are_said_where_one_does_not_reach() -> None:
    one, other = pair(reworded)
    decide_identity(other.pk, one.pk, Verdict.SAME, by=None, now=DAY)
    assert IdentityDecision.objects.count() > 1


@pytest.mark.parametrize("made", [stub_and_text, replaced_document, reworded])
def test_not_the_same_keeps_both_and_asks_no_more(made: Any) -> None:
    one, other = pair(made)
    row = decide_identity(other.pk, one.pk, Verdict.DIFFERENT, by=None, now=DAY)
    other.refresh_from_db()
    assert (other.possible_duplicate_of, other.merged_into) == (None, None)
    assert Docket.objects.get().filing_count == Filing.objects.current().count() >= 2
    undo_identity_decision(row.pk, by=None, now=DAY)
    other.refresh_from_db()
    assert other.possible_duplicate_of == one


def test_a_word_holds_for_what_comes_later() -> None:
    one, other = pair()
    decide_identity(other.pk, one.pk, Verdict.SAME, by=None, now=DAY)
    take(sheet(entry("", "MINUTE ENTRY for proceedings held before the judge", day=JAN14), entry("9"), day=3))
    assert Docket.objects.get().filing_count == 2


def test_the_second_of_two_hears_of_the_first(users: Any) -> None:
    one, other = pair()
    first = decide_identity(other.pk, one.pk, Verdict.SAME, by=users.editor, now=DAY)
    with pytest.raises(CannotDecide, match="decided already"):
        decide_identity(other.pk, one.pk, Verdict.DIFFERENT, by=users.admin, now=DAY)
    assert find_identity_decision(one, other) == first and first.decided_by == users.editor
    undo_identity_decision(first.pk, by=None, now=DAY)
    with pytest.raises(CannotDecide, match="taken back already"):
        undo_identity_decision(first.pk, by=None, now=DAY)


def test_what_an_import_has_settled_is_no_longer_asked() -> None:
    one, other = pair()
    with pytest.raises(CannotDecide, match="no doubt"):
        decide_identity(one.pk, other.pk, Verdict.SAME, by=None, now=DAY)
    with pytest.raises(CannotDecide, match="no such pair"):
        decide_identity(0, other.pk, Verdict.SAME, by=None, now=DAY)


def test_a_word_against_an_earlier_one_is_refused_whole() -> None:
    """The stub was called another filing than one of the wordings that make up the text."""
    one, other = pair(replaced_document)
    members = list(other.observations.order_by("-id"))
    first = one.observations.order_by("-id")[0]
    ids = sorted((first.pk, members[0].pk))
    IdentityDecision.objects.create(docket=one.docket, first_id=ids[0], second_id=ids[1], verdict="different")
    before = lines()
    with pytest.raises(CannotDecide, match="earlier word"):
        decide_identity(other.pk, one.pk, Verdict.SAME, by=None, now=DAY)
    assert lines() == before and IdentityDecision.objects.count() == 1
