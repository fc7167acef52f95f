"""From texts to suggested relations, and what admins and sources make of them."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dockets.identity.relations import (
    CannotRelate,
    Status,
    decide_relation,
    enter_relation,
    save_suggested_relations,
    undo_relation_decision,
)
from dockets.models import Docket, DocketRelation, Filing
from dockets.record.records import RelationRecord
from rulings.interpret.docket import interpret_docket
from rulings.timeline.summary import list_related_dockets
from tests.dockets.upsert.test_merge import DAY, entry, sheet, take
from tests.support import factories

pytestmark = pytest.mark.django_db

REMOVAL = (
    "NOTICE OF REMOVAL from King County Superior Court, case number 21-2-02856-6 SEA, filed by Amazon Web Services,"
    " Inc."
)
APPEAL = "USCA Case Number 21-35123 for 12 Notice of Appeal, filed by Parler LLC."
REMAND = "ORDER granting 20 Motion. Case remanded to King County Superior Court."


def docket(*texts: str) -> Docket:
    row = factories.docket(docket_number="2:21-cv-00270")
    for number, text in enumerate(texts, start=1):
        factories.filing(docket=row, number=str(number), long_text=text, date_filed=date(2021, 3, number))
    interpret_docket(row.pk)
    return row


def rows(row: Docket) -> list[tuple[str, ...]]:
    return list(row.relations.order_by("kind").values_list("kind", "other_court", "other_number", "status"))


def again(row: Docket) -> None:
    interpret_docket(row.pk)


def test_what_a_text_says_is_suggested_with_its_words_and_shown_to_nobody() -> None:
    row = docket(REMOVAL, APPEAL)
    assert rows(row) == [
        ("appealed_as", "ca9", "21-35123", "suggested"),
        ("removed_from", "washsuperct", "21-2-02856-6 SEA", "suggested"),
    ]
    assert row.relations.get(kind="appealed_as").ground == f"Number 2, March 2, 2021: {APPEAL}"
    assert list_related_dockets(row) == []


def test_a_remand_goes_back_to_where_the_case_came_from() -> None:
    assert ("remanded_to", "washsuperct", "21-2-02856-6 SEA", "suggested") in rows(docket(REMOVAL, REMAND))


def test_a_remand_to_nobody_knows_which_case_is_not_suggested() -> None:
    assert rows(docket(REMAND)) == []


def test_what_was_rejected_is_not_suggested_again_and_what_was_confirmed_stays(users: Any) -> None:
    row = docket(REMOVAL, APPEAL)
    removal, appeal = row.relations.get(kind="removed_from"), row.relations.get(kind="appealed_as")
    decide_relation(removal.pk, Status.REJECTED, by=users.admin, now=DAY)
    decide_relation(appeal.pk, Status.CONFIRMED, by=users.admin, now=DAY)
    for _ in "ab":
        again(row)
    assert [status for *_, status in rows(row)] == ["confirmed", "rejected"]
    assert [line.relation for line in list_related_dockets(row)] == ["appealed as"]
    with pytest.raises(CannotRelate, match="decided already: confirmed"):
        decide_relation(appeal.pk, Status.REJECTED, by=users.admin, now=DAY)


def test_a_word_is_taken_back_and_may_be_given_anew(users: Any) -> None:
    row = docket(APPEAL)
    appeal = row.relations.get()
    decide_relation(appeal.pk, Status.REJECTED, by=users.admin, now=DAY)
    assert undo_relation_decision(appeal.pk)
    appeal.refresh_from_db()
    assert (appeal.status, appeal.decided_by, appeal.decided_at) == ("suggested", None, None)
    with pytest.raises(CannotRelate, match="nobody’s word"):
        undo_relation_decision(appeal.pk)
    decide_relation(appeal.pk, Status.CONFIRMED, by=users.admin, now=DAY)


def test_a_suggestion_goes_when_its_text_does(users: Any) -> None:
    row = docket(APPEAL, REMOVAL)
    decide_relation(row.relations.get(kind="removed_from").pk, Status.CONFIRMED, by=users.admin, now=DAY)
    Filing.objects.filter(docket=row).update(long_text="NOTICE of something else", fingerprint="0" * 32)
    again(row)
    assert rows(row) == [("removed_from", "washsuperct", "21-2-02856-6 SEA", "confirmed")]


def test_what_a_source_states_needs_no_word(users: Any) -> None:
    row = docket(APPEAL, REMOVAL)
    decide_relation(row.relations.get(kind="removed_from").pk, Status.REJECTED, by=users.admin, now=DAY)
    stated = (
        RelationRecord("appealed_as", "ca9", "21-35123"),
        RelationRecord("removed_from", "washsuperct", "21-2-02856-6 SEA"),
    )
    result = take(sheet(entry("1"), docket_number="2:21-cv-00270", relations=stated, complete=False))
    assert result.changed
    assert [status for *_, status in rows(row)] == ["stated", "rejected"]
    again(row)
    assert [status for *_, status in rows(row)] == ["stated", "rejected"]


def test_what_the_other_docket_says_already_is_not_suggested() -> None:
    appeal = factories.docket(court=factories.court("ca9", kind="appellate"), docket_number="21-35123")
    row = factories.docket(docket_number="2:21-cv-00270")
    factories.relation(docket=appeal, other=row, kind="appeal_of")
    factories.filing(docket=row, number="1", long_text=APPEAL)
    again(row)
    assert rows(row) == []


def test_a_suggestion_finds_the_docket_that_is_here_and_the_one_that_comes(users: Any) -> None:
    factories.docket(court=factories.court("ca9", kind="appellate"), docket_number="21-35123")
    row = docket(APPEAL, REMOVAL)
    appeal, removal = row.relations.order_by("kind")
    assert appeal.other and appeal.other.court_id == "ca9" and removal.other is None
    state = take(sheet(entry("1"), court_id="washsuperct", docket_number="21-2-02856-6 SEA"), "docket-json")
    removal.refresh_from_db()
    assert removal.other_id == state.docket_id


def test_one_is_entered_by_hand_and_taken_back(users: Any) -> None:
    row = docket(APPEAL)
    court = factories.court("ca9", kind="appellate")
    enter_relation(row, "consolidated_with", row.court, "2:21-cv-00031", by=users.admin, now=DAY)
    confirmed = enter_relation(row, "appealed_as", court, "No. 21-35123", by=users.admin, now=DAY)
    assert [status for *_, status in rows(row)] == ["confirmed", "confirmed"]
    for written, why in [("2:21-cv-00270", "itself"), (" ", "no docket number"), ("2:21-cv-00031", "known already")]:
        with pytest.raises(CannotRelate, match=why):
            enter_relation(row, "consolidated_with", row.court, written, by=users.admin, now=DAY)
    assert undo_relation_decision(row.relations.get(kind="consolidated_with").pk) is None
    assert undo_relation_decision(confirmed.pk)
    assert rows(row) == [("appealed_as", "ca9", "21-35123", "suggested")]


def test_a_suggestion_for_a_court_that_is_not_known_or_of_itself_is_none() -> None:
    from dockets.identity.relations import RelationSuggestion

    row = factories.docket(docket_number="2:21-cv-00270")
    told = [
        RelationSuggestion("appealed_as", "atlantis", "1", "x"),
        RelationSuggestion("consolidated_with", "wawd", "2:21-cv-00270", "x"),
    ]
    assert not save_suggested_relations(row, told) and not DocketRelation.objects.exists()


def test_a_docket_that_names_no_other_case_costs_no_query_for_it() -> None:
    row = docket("COMPLAINT")
    with CaptureQueriesContext(connection) as captured:
        again(row)
    assert not [query for query in captured if '"dockets_docketrelation"."other_key"' in query["sql"]]
