"""Rows, counts and refreshing of trackers, in the database."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.forms import model_to_dict
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from dockets.history.audit_log import get_state_version
from dockets.identity.find_cases import NOT_HERE, TypedCase, find_cases, match_cases
from dockets.models import AuditEntry, Docket, DocketRelation, Filing
from dockets.search.find import find_docket_by_number
from rulings.interpret.docket import interpret_docket
from rulings.models import Matter, MatterDocket, MatterState, Reading, TimelineEvent, Tracker
from rulings.publishing.steps import When, Wish
from rulings.trackers.refresh import refresh_due_matters, refresh_matter
from rulings.trackers.rows import AskedRows, count_rows, fetch_rows, list_keys, read_asked_rows, select_rows
from rulings.trackers.save import (
    CannotSave,
    TrackerConflict,
    add_matters,
    confirm_matter,
    get_matter_state,
    get_table_state,
    make_tracker,
    remove_matter,
    save_matter,
    save_table,
)
from rulings.trackers.sheets.read import guess_fields, match_rows, read_sheet
from rulings.trackers.sheets.take import take_sheet
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import Kind
from rulings.vocabulary.outcomes import Outcome
from tests.support import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 1, 17, tzinfo=UTC)
TODAY = date(2026, 12, 1)


def make(title: str = "Platforms") -> Tracker:
    row = make_tracker({"title": title, "slug": title.lower()}, Wish(When.NOW), by="test", now=NOW)
    assert row is not None
    return row


def case(name: str, *, filed: date = date(2026, 3, 2), **fields: Any) -> Docket:
    docket = factories.docket(case_name=name, date_filed=filed, **fields)
    factories.reading(docket=docket)
    return docket


def decide(docket: Docket, on: date, outcome: str, number: str = "42") -> Any:
    """A ruling on a motion for an injunction, with its lines of the timeline. Returns the disposition."""
    asked = factories.filing(docket=docket, number=f"{number}1", date_filed=on, first_seen=NOW - timedelta(days=9))
    factories.event(
        filing=asked, kind=Kind.MOTION, detail=Detail.PRELIMINARY_INJUNCTION, headline="Motion for an injunction"
    )
    order = factories.filing(docket=docket, number=number, date_filed=on, first_seen=NOW - timedelta(days=9))
    factories.event(filing=order, kind=Kind.ORDER, headline="Order on the injunction", outcome=outcome)
    ruling = factories.ruling(filing=order, read_by_machine=True)
    return factories.disposition(ruling=ruling, motion=factories.motion(filing=asked), outcome=outcome)


def stand(matter: Matter, on: date = TODAY) -> str:
    known = matter.states.select_related("status").filter(day__lte=on)
    states = [row for row in known if not row.until or row.until > on]
    assert len(states) == 1
    return states[0].status.name if states[0].status else ""


def test_a_removed_case_its_second_docket_and_its_appeal_are_one_row_with_the_appeal_below() -> None:
    state, federal, appeal = case("Northwind v. Harbor"), case("Northwind v. Harbor"), case("Northwind")
    factories.relation(docket=federal, other=state, kind="removed_from")
    factories.relation(docket=appeal, other=federal, kind="appeal_of")
    member = case("Another suit of the same litigation")
    factories.relation(docket=member, other=federal, kind="member_of")
    tracker = make()
    (matter, *others) = add_matters(tracker.pk, [federal.pk, state.pk], by="test", now=NOW)
    assert others == []
    rows = [(row.docket_id, row.relation, row.is_nested) for row in matter.dockets.all()]
    assert rows == [(federal.pk, "", False), (appeal.pk, "appealed as", True), (state.pk, "removed from", False)]
    assert tracker.matters.get().docket_count == 3


def test_two_rows_become_one_when_their_cases_turn_out_to_be_one_dispute_and_come_apart_again() -> None:
    one, two = case("Lantern v. Quay"), case("Lantern v. Quay, again")
    tracker = make()
    first, second = add_matters(tracker.pk, [one.pk, two.pk], by="test", now=NOW)
    relation = factories.relation(docket=two, other=one, kind="refiled_as")
    refresh_matter(second.pk, NOW)
    second.refresh_from_db()
    assert second.merged_into_id == first.pk
    inside = MatterDocket.objects.filter(tracker=tracker).values_list("docket", flat=True)
    assert sorted(inside) == sorted([one.pk, two.pk])
    DocketRelation.objects.filter(pk=relation.pk).update(status="rejected")
    refresh_matter(first.pk, NOW)
    assert refresh_due_matters(NOW, 10) == 1
    second.refresh_from_db()
    assert second.merged_into is None and second.states.exists()


def test_status_follows_the_rulings_day_by_day_and_what_is_not_published_counts_for_nothing() -> None:
    docket = case("Northwind v. Harbor")
    granted = decide(docket, date(2026, 10, 1), Outcome.GRANTED)
    (matter,) = add_matters(make().pk, [docket.pk], by="test", now=NOW)
    assert stand(matter, date(2026, 9, 30)) == "Awaiting a ruling"
    assert stand(matter, date(2026, 10, 1)) == stand(matter) == "Relief in effect"
    state = matter.states.get(until=None)
    assert state.rests_on is not None and state.rests_on["number"] == "42" and state.since == date(2026, 10, 1)
    assert state.latest is not None and state.latest["by"] == "machine"
    granted.ruling.status, granted.read_by_machine, granted.ruling.is_complete = "draft", False, True
    granted.ruling.save()
    granted.save()
    refresh_matter(matter.pk, NOW)
    assert stand(matter) == "Awaiting a ruling"


def test_an_editors_status_overrules_with_a_reason_until_what_it_rests_on_is_reversed() -> None:
    docket = case("Northwind v. Harbor")
    denied = decide(docket, date(2026, 10, 1), Outcome.DENIED)
    tracker = make()
    (matter,) = add_matters(tracker.pk, [docket.pk], by="test", now=NOW)
    status = tracker.statuses.get(name="In effect in part")
    told = {"status": status, "status_day": date(2026, 10, 2), "status_filing": denied.ruling.filing}
    with pytest.raises(CannotSave):
        save_matter(matter.pk, told, seen=seen(matter), by="test", now=NOW)
    save_matter(matter.pk, told | {"reason": "The order leaves some."}, seen=seen(matter), by="test", now=NOW)
    assert (stand(matter, date(2026, 10, 1)), stand(matter)) == ("Relief denied", "In effect in part")
    back = decide(docket, date(2026, 11, 5), Outcome.REVERSED, number="57")
    back.reviews = denied
    back.save()
    refresh_matter(matter.pk, NOW)
    assert (stand(matter, date(2026, 11, 4)), stand(matter)) == ("In effect in part", "Awaiting a ruling")
    with pytest.raises(TrackerConflict):
        save_matter(matter.pk, {}, seen="another", by="test", now=NOW)


def seen(matter: Matter) -> str:
    return get_state_version(get_matter_state(Matter.objects.get(pk=matter.pk)))


def test_a_ruling_since_the_editors_looked_puts_the_row_in_doubt_until_they_confirm() -> None:
    docket = case("Northwind v. Harbor")
    (matter,) = add_matters(make().pk, [docket.pk], by="test", now=NOW)
    decide(docket, date(2026, 11, 30), Outcome.GRANTED, number="57")
    refresh_matter(matter.pk, NOW)
    matter.refresh_from_db()
    assert matter.doubt is None  # no editor has said anything that could be out of date
    confirm_matter(matter.pk, by="nellie", now=NOW - timedelta(days=20))
    matter.refresh_from_db()
    assert matter.doubt is not None
    assert (matter.doubt["what"], matter.doubt["day"], matter.doubt["number"]) == ("order", "2026-11-30", "57")
    assert not matter.changes.exists(), "nobody had read that it was in doubt"
    confirm_matter(matter.pk, by="nellie", now=NOW)
    matter.refresh_from_db()
    assert matter.doubt is None and matter.confirmed_by == "nellie"
    confirm_matter(matter.pk, by="nellie", now=NOW)
    (told,) = matter.changes.all()
    assert told.what == "update" and "after the order of Nov. 30, 2026" in told.words


def test_an_interpreted_docket_leaves_its_rows_behind_and_a_new_appeal_joins_them() -> None:
    docket = factories.docket(case_name="Northwind v. Harbor")
    interpret_docket(docket.pk)
    (matter,) = add_matters(make().pk, [docket.pk], by="test", now=NOW)
    assert refresh_due_matters(NOW, 10) == 0
    above = factories.court("ca9", kind="appellate")
    appeal = factories.docket(case_name="Northwind", court=above, docket_number="26-1")
    factories.relation(docket=appeal, other=docket, kind="appeal_of")
    interpret_docket(appeal.pk)
    assert refresh_due_matters(NOW, 10) == 1 and refresh_due_matters(NOW, 10) == 0
    assert matter.dockets.count() == 2


def test_law_a_row_taken_out_changes_nothing_in_its_case_and_its_past_stays() -> None:
    docket = case("Northwind v. Harbor")
    decide(docket, date(2026, 10, 1), Outcome.GRANTED)
    tracker = make()
    (matter,) = add_matters(tracker.pk, [docket.pk], by="test", now=NOW - timedelta(days=30))
    before = of_case(docket)
    remove_matter(matter.pk, "Out of scope", by="test", now=NOW)
    assert of_case(docket) == before
    assert shown(tracker, "") == [] and len(shown(tracker, "on=2026-11-01")) == 1
    assert tracker.exclusions.get().reason == "Out of scope"
    (again,) = add_matters(tracker.pk, [docket.pk], by="test", now=NOW)
    assert again.pk != matter.pk and again.anchor != matter.anchor and not tracker.exclusions.exists()


def of_case(docket: Docket) -> list[Any]:
    rows: list[Any] = [model_to_dict(Docket.objects.get(pk=docket.pk))]
    for model in (Filing, TimelineEvent, Reading):
        rows.append(list(model._default_manager.filter(docket=docket).order_by("pk").values()))
    return [*rows, AuditEntry.objects.filter(docket=docket).count()]


def shown(tracker: Tracker, query: str) -> list[Mapping[str, Any]]:
    asked = read_asked_rows(QueryDict(query), TODAY, with_doubts=True)
    return list(fetch_rows(select_rows(tracker, asked), list_keys(asked)))


def test_the_vocabulary_maps_no_standing_twice_and_keeps_what_editors_have_given() -> None:
    docket, tracker = case("Northwind v. Harbor"), make()
    (matter,) = add_matters(tracker.pk, [docket.pk], by="test", now=NOW)
    state = get_table_state(tracker)
    version, names = get_state_version(state), state["statuses"]
    twice = [*names, {**names[0], "id": None, "name": "Twin"}]
    with pytest.raises(CannotSave):
        save_table(tracker.pk, twice, state["columns"], seen=version, by="test", now=NOW)
    only = [{**names[3], "name": "Waits", "standings": ["awaiting"]}]
    save_table(tracker.pk, only, state["columns"][:1], seen=version, by="test", now=NOW)
    assert stand(matter) == "Waits" and tracker.columns.count() == 1
    none = [{**only[0], "standings": []}]
    version = get_state_version(get_table_state(tracker))
    save_table(tracker.pk, none, state["columns"][:1], seen=version, by="test", now=NOW)
    assert stand(matter) == ""
    assert [row["status_id"] for row in shown(tracker, "status=none")] == [None]


@pytest.fixture(scope="module")
def full(module_db: None) -> Tracker:
    """Rows of every status, of two courts and three topics, one of them gone."""
    tracker = make("Full")
    courts = [factories.court(), factories.court("nysd")]
    own = tracker.columns.create(key="own", label="Appointed by", kind="choice", position=9)
    for place in range(9):
        judge, filed = ("Elm", "Oak", "")[place % 3], date(2026, place % 3 + 1, 1)
        docket = case(f"Case {place} v. State", filed=filed, court=courts[place % 2], assigned_to=judge)
        if place % 3:
            outcome = (Outcome.GRANTED, Outcome.DENIED, Outcome.IN_PART)[place % 3]
            decide(docket, date(2026, 4 + place % 4, 5), outcome)
        (matter,) = add_matters(tracker.pk, [docket.pk], by="test", now=NOW)
        said = {str(own.pk): ("Reagan", "Bush")[place % 2]} if place > 1 else {}
        Matter.objects.filter(pk=matter.pk).update(topic=("Hosting", "Payment", "")[place % 3], doubt=None, own=said)
        if place == 8:
            remove_matter(matter.pk, "", by="test", now=NOW)
    return tracker


APPOINTED = ("Reagan", "Bush")


@settings(max_examples=40)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "on": st.dates(date(2026, 1, 1), date(2026, 12, 5)).map(str),
            "topic": st.lists(st.sampled_from(["Hosting", "Payment", "none", "nothing"]), max_size=2),
            "court": st.lists(st.sampled_from(["wawd", "nysd"]), max_size=2),
            "judge": st.lists(st.sampled_from(["Elm", "Oak", "none", "Nobody"]), max_size=2),
            "own": st.lists(st.sampled_from(["Reagan", "Bush", "none", "Nobody"]), max_size=2),
            "status": st.lists(st.sampled_from(["first", "last", "none"]), max_size=2),
            "open": st.sampled_from(["open", "closed", "x"]),
            "month": st.sampled_from(["2026-01", "2026-02", "2025-12"]),
            "q": st.sampled_from(["case", "state 3", "zymurgy"]),
            "group": st.sampled_from(["", "topic", "status", "court"]),
            "order": st.sampled_from(["latest", "name", "status", "next", "filed"]),
        },
    )
)
def test_law_totals_equal_rows_for_every_filter_and_day(full: Tracker, asked: dict[str, Any]) -> None:
    statuses = list(full.statuses.all())
    named = {"first": str(statuses[0].pk), "last": str(statuses[-1].pk), "none": "none"}
    own = str(full.columns.get(key="own").pk)
    query = QueryDict(mutable=True)
    for name, value in asked.items():
        values = value if isinstance(value, list) else [value]
        if name in ("status", "own"):
            values = [named[each] if name == "status" else f"{own}:{each}" for each in values]
        query.setlist(name, values)
    read = read_asked_rows(query, TODAY, with_doubts=True)
    chosen = select_rows(full, read)
    rows, counts = list(fetch_rows(chosen, list_keys(read))), count_rows(chosen, statuses, full.columns.all())
    assert len({row["matter_id"] for row in rows}) == len(rows) == counts.rows
    appointed = [value for row in rows for value in row["matter__own"].values()]
    by_own = {count.label: count.number for count in counts.own["Appointed by"]}
    assert {each: by_own.get(each, 0) for each in APPOINTED} == {each: appointed.count(each) for each in APPOINTED}
    for some in (counts.statuses, counts.sides, counts.courts, counts.topics, counts.months, *counts.own.values()):
        assert sum(count.number for count in some) == len(rows)
    by_status = {count.label: count.number for count in counts.statuses}
    for status in statuses:
        assert by_status[status.name] == sum(row["status_id"] == status.pk for row in rows)
    if read.topics:
        assert {row["matter__topic"] or "none" for row in rows} <= set(read.topics)
    check_judges_and_own(full, read, rows)
    if read.courts:
        assert {row["matter__court"] for row in rows} <= set(read.courts)


def check_judges_and_own(full: Tracker, read: AskedRows, rows: list[Any]) -> None:
    own = str(full.columns.get(key="own").pk)
    if read.judges:
        assert {row["matter__values"]["judge"] or "none" for row in rows} <= set(read.judges)
    if read.own:
        assert {f"{own}:{row['matter__own'].get(own, 'none')}" for row in rows} <= set(read.own)
        whole = select_rows(full, replace(read, own=()))
        of_own = {count.value: count.number for count in count_rows(whole, (), full.columns.all()).own["Appointed by"]}
        assert len(rows) == sum(of_own.get(each, 0) for each in read.own)


def test_what_an_address_asks_for_in_vain_is_said() -> None:
    for query, told in (("q=" + "x" * 201, "Q"), ("q=" + "x" * 200, ""), ("month=2026-011", "Month"), ("q=%00x", "")):
        read = read_asked_rows(QueryDict(query), TODAY, with_doubts=True)
        assert [one.partition(":")[0] for one in read.complaints] == ([told] if told else []), query
        assert "\0" not in read.q


def test_a_sheet_is_matched_in_any_writing_and_what_is_not_found_is_listed(users: Any) -> None:
    tracker = make()
    docket = case("Lantern Press v. Quay Hosting", docket_number="2:26-cv-00388")
    text = (
        "\ufeffCase,Docket no.,Status,Latest,Updated,Topic,Color\n"
        "Lantern,2:26-CV-388-BJR,relief denied,Reply filed.,8/28/2026,Hosting,red\n"
        "Nobody,1:99-cv-00001,Strange,,,Hosting,blue\n"
    )
    sheet = read_sheet(text)
    fields = guess_fields(sheet.head, tracker)
    assert fields == ["case", "number", "status", "words", "day", "topic", ""]
    found, missing = match_rows(sheet, fields, tracker)
    assert found.docket == docket and found.doubts == []
    assert missing.docket is None and missing.why and "Strange" in missing.doubts[0]
    assert take_sheet(tracker, [found, missing], by=users.editor, now=NOW) == 1
    matter = tracker.matters.get()
    assert (matter.topic, matter.developments.get().day) == ("Hosting", date(2026, 8, 28))
    assert stand(matter) == "Relief denied" and matter.states.get(until=None).is_editors


def test_a_sheet_taken_at_once_says_what_it_says_line_by_line(users: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a case that is there, two dockets of one dispute, one docket twice, and more rows than are worked out at
    once."""
    monkeypatch.setattr("rulings.trackers.refresh.AT_ONCE", 1)
    dockets = [case(f"Case {place} v. State", docket_number=f"2:26-cv-0038{place}") for place in range(4)]
    factories.relation(docket=dockets[2], other=dockets[1], kind="removed_from")
    text = "Docket,Topic,Status,Since,Latest,Updated,Notes,Own\n" + "".join(
        f"2:26-cv-0038{place},{topic},Relief denied,2026-08-2{place},{words},2026-09-0{place + 1},,own {at}\n"
        for at, (place, topic, words) in enumerate(
            [(0, "Hosting", "A"), (1, "", "B"), (2, "Apps", "C"), (3, "Apps", ""), (0, "", "D"), (9, "x", "y")]
        )
    )
    told = []
    for title, size in (("Whole", 99), ("Lines", 1)):
        tracker = make(title)
        own = tracker.columns.create(key="own", label="Own", position=99)
        add_matters(tracker.pk, [dockets[3].pk], by="test", now=NOW)
        sheet, begun = read_sheet(text), AuditEntry.objects.latest("pk").pk
        rows = match_rows(sheet, guess_fields(sheet.head, tracker), tracker)
        for start in range(0, len(rows), size):
            take_sheet(tracker, rows[start : start + size], by=users.editor, now=NOW, request_id=f"{title}{start}")
            take_sheet(tracker, rows[start : start + size], by=users.editor, now=NOW, request_id=f"{title}{start}")
        behind = tracker.matters.filter(is_behind=True).count()
        assert behind == (2 if title == "Whole" else 0)
        assert refresh_due_matters(NOW, 10) == behind
        told.append(_said_of(tracker, begun, str(own.pk)))
    assert told[0] == told[1]
    assert len(told[0][0]) == 3


def _said_of(tracker: Tracker, begun: int, own: str) -> tuple[list[Any], list[Any]]:
    """Its rows, and what the log has of them since."""
    rows, by_key = [], {}
    for row in tracker.matters.order_by("lead"):
        stood = [
            (state.day, state.until, state.status and state.status.name, state.since, state.latest)
            for state in row.states.select_related("status").order_by("day")
        ]
        words = {**get_matter_state(row), "own": row.own.get(own)}
        rows.append(
            (words, stood, [*row.dockets.values_list("docket", "relation")], row.merged_into_id, row.shown_name)
        )
        by_key[row.pk] = row.lead_id
    entries = AuditEntry.objects.filter(kind="matter", pk__gt=begun, object_id__in=by_key).order_by("pk")
    log: dict[int, list[Any]] = {}
    for each in entries:
        states = [{**state, "own": None} if state else None for state in (each.before, each.after)]
        log.setdefault(by_key[each.object_id], []).append((states, each.by_name))
    return rows, sorted(log.items())


def test_many_numbers_are_matched_as_each_alone_would_be() -> None:
    courts = [factories.court("wawd"), factories.court("nysd")]
    for court in courts:
        for number in ("2:26-cv-00388", "CIV-X7-A", "1:26-cr-00012-1", "1:26-cr-00012-2"):
            case(f"{number} v. {court.pk}", court=court, docket_number=number)
    case("Alone", docket_number="2:26-cv-00400")
    numbers = ("2:26-CV-388-BJR", "nysd 26-cv-388", "civ-x7", "CIV-X7-A", "wawd civ-x", "26-cr-12", "26-cv-400", "zz")
    odd = ("", "７", "%1", "9" * 40, "2:26-cv-" + "9" * 30, "1:26-cr-00012-2")
    said = [TypedCase(*each) for each in product((*numbers, *odd), ("", "WAWD", "nysd", "nowhere"), ("", "CIV-X7-A"))]
    found = match_cases(said)
    assert found == [match_cases([one])[0] for one in said]
    assert {each.why for each in found} == {"", NOT_HERE, "Several dockets have this number."}
    by_key = {court.pk: court for court in courts}
    for one, each in zip(said, found, strict=True):
        if named := by_key.get(one.court.lower()):
            known = find_docket_by_number(named, one.number)
            assert known is None or each.docket == known


def test_numbers_are_found_in_any_writing_with_and_without_a_court() -> None:
    here, there = (
        case("One", docket_number="2:26-cv-00388"),
        factories.docket(court=factories.court("nysd"), docket_number="2:26-cv-00388"),
    )
    lines = ["wawd 2:26-cv-388", "nysd 2:26-cv-00388-ABC", "2:26-cv-00388", "", "nothing"]
    found = find_cases(lines)
    assert [each.docket for each in found] == [here, there, None, None]
    assert found[2].why == "Several dockets have this number."


def test_everything_an_editor_says_is_in_the_one_log(users: Any) -> None:
    user: User = users.editor
    (matter,) = add_matters(make().pk, [case("One").pk], by=user, now=NOW)
    save_matter(matter.pk, {"topic": "Hosting"}, seen=seen(matter), by=user, now=NOW)
    entry = AuditEntry.objects.filter(kind="matter", object_id=matter.pk).first()
    assert entry is not None and entry.docket is None and entry.after is not None and entry.after["topic"] == "Hosting"
    assert MatterState.objects.filter(matter=matter).exists()
