"""The pages of trackers: what they show, to whom, in how many queries."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from casetracker.tasks import ring_due
from dockets.models import Docket
from rulings.models import Matter, MatterState, Tracker
from rulings.pictures.palette import TONES
from rulings.trackers.candidates import EVERY, note_due_candidates
from rulings.trackers.refresh import refresh_due_matters
from rulings.trackers.save import add_matters, confirm_matter, record_change, save_matter
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.trackers.words import COLUMN_LABELS, ColumnKey
from tests.conftest import Users, make_users
from tests.rulings.following.stories import bring, entry
from tests.rulings.trackers.test_rows import NOW, case, decide, seen
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
ADDRESS = "/trackers/platforms/"


@pytest.fixture(scope="module")
def users(module_db: None) -> Users:
    return make_users()


@pytest.fixture(scope="module")
def tracker(module_db: None) -> Tracker:
    """Two disputes, one of them in effect with an appeal and a ruling that no editor has looked at."""
    row = factories.tracker(title="Platforms", slug="platforms", standfirst="Who may turn a website off?")
    north, lantern = case("Northwind v. Harbor"), case("=Lantern v. Quay", court=factories.court("nysd"))
    appeal = case("Northwind", court=factories.court("ca9", kind="appellate"))
    factories.relation(docket=appeal, other=north, kind="appeal_of")
    decide(north, date(2026, 10, 1), Outcome.GRANTED)
    first, _ = add_matters(row.pk, [north.pk, lantern.pk], by="test", now=NOW)
    told = {"topic": "Hosting", "words": "The forum stays online.", "day": date(2026, 10, 2)}
    save_matter(first.pk, told, seen=seen(first), by="test", now=NOW)
    confirm_matter(first.pk, by="test", now=NOW - timedelta(days=20))
    record_change(row.pk, "correction", "Filed in March, not May.", by="test", now=NOW)
    return row


def shown(client: Client, query: str = "") -> str:
    return pages.text(pages.parsed(client.get(f"{ADDRESS}{query}")))


@time_machine.travel(NOW, tick=False)
def test_the_page_has_a_row_a_dispute_with_its_status_since_when_and_on_what(client: Client, tracker: Tracker) -> None:
    page = pages.parsed(client.get(ADDRESS))
    row = pages.by_id(page, "northwind-v-harbor")
    assert row is not None
    text = pages.text(row)
    assert "appealed as 9th Cir." in text and "Relief in effect since Oct. 1, 2026, for 61 days · 42" in text
    assert "The forum stays online. Oct. 2, 2026" in text and "May be out of date: order of Oct. 1, 2026" in text
    whole = pages.text(page)
    assert "2 disputes, 3 dockets" in whole and "Correction. Filed in March, not May." in whole
    assert "Next" in whole and "read by machine" in whole


@time_machine.travel(NOW, tick=False)
def test_filters_days_groups_and_orders_stand_in_the_address(client: Client, tracker: Tracker) -> None:
    assert "1 dispute that matches" in shown(client, "?topic=Hosting&court=wawd&open=open")
    assert "Northwind" not in shown(client, "?court=nysd").partition("How we count")[0].partition("dispute that")[2]
    past = shown(client, "?on=2026-09-30")
    assert "As it stood at the end of Sept. 30, 2026" in past and "Relief in effect since" not in past
    assert "May be out of date: order" not in past
    grouped = shown(client, "?group=topic&order=name")
    assert "Hosting · 1" in grouped and "No topic · 1" in grouped
    assert "write the day as" in shown(client, "?on=yesterday")
    assert client.get(f"{ADDRESS}rows.csv?on=yesterday").status_code == 400


@time_machine.travel(NOW, tick=False)
def test_readers_are_told_of_doubts_only_where_the_editors_chose_so(
    client: Client, tracker: Tracker, users: Users
) -> None:
    Tracker.objects.filter(pk=tracker.pk).update(shows_doubts=False)
    assert "May be out of date:" not in shown(client)
    assert "May be out of date:" not in client.get(f"{ADDRESS}rows.json").content.decode()
    client.force_login(users.editor)
    assert "May be out of date: order" in shown(client)


def test_a_page_takes_at_most_twelve_queries_however_many_rows_it_has(
    client: Client, tracker: Tracker, django_assert_max_num_queries: Any
) -> None:
    for place in range(5):
        add_matters(tracker.pk, [case(f"Case {place} v. State").pk], by="test", now=NOW)
    with django_assert_max_num_queries(12):
        client.get(f"{ADDRESS}?group=topic")


def test_a_row_that_nobody_has_worked_out_is_in_no_table_and_its_page_says_so(
    client: Client, tracker: Tracker, users: Any, settings: Any
) -> None:
    settings.EMBED_ORIGINS = ["https:"]
    (row,) = add_matters(tracker.pk, [case("Elm v. Oak").pk], by="test", now=NOW, refresh=False)
    table = client.get(ADDRESS)
    assert "Elm v. Oak" not in table.content.decode()
    assert "1 more is still being worked out, and counted nowhere yet" in pages.text(pages.parsed(table))
    assert "worked out" not in client.get(f"{ADDRESS}?on=2026-01-01").content.decode()
    assert all("1 more is still being worked out" in text for text in read_new_rows(client))
    assert "2 disputes" in pages.text(pages.parsed(client.get("/trackers/")))
    assert client.get("/api/v1/trackers/platforms/").json()["not_yet_counted"] == 1
    told = client.get(f"{ADDRESS}rows.json").json()
    assert (told["not_yet_counted"], told["counts"]["rows"], len(told["rows"])) == (1, 2, 2)
    assert client.get(f"{ADDRESS}rows.json?on=2026-01-01").json()["not_yet_counted"] == 0
    assert "This row is new" in client.get(f"{ADDRESS}embed/?row={row.anchor}").content.decode()
    link = f"{ADDRESS}rows/{row.anchor}/"
    page = pages.text(pages.by_class(pages.parsed(client.get(link)), "case-head")[0])
    assert page.startswith("Elm v. Oak This row is new, and where its dispute stands is still being worked out")
    assert "Where it stood" not in client.get(link).content.decode()
    client.force_login(users.editor)
    rows = f"/desk/trackers/{tracker.pk}/rows/"
    assert "1 row is still being worked out" in pages.text(pages.parsed(client.get(rows)))
    refresh_due_matters(NOW, 9)
    assert all("still being worked out" not in client.get(each).content.decode() for each in (ADDRESS, link, rows))
    assert all("worked out" not in text for text in read_new_rows(client))
    assert client.get("/api/v1/trackers/platforms/").json()["not_yet_counted"] == 0


def read_new_rows(client: Client) -> list[str]:
    """What is taken along, and says that rows are still to come."""
    ends = ("embed/", "embed/?counts=1", "counts.svg", "strips.svg", "changes.atom", "dates.ics")
    texts = [client.get(f"{ADDRESS}{end}").content.decode().replace("\r\n ", "") for end in ends]
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{ADDRESS}rows.xlsx").content))
    return [*texts, str(book.worksheets[-1]["A1"].value)]


def multiply_row(matter: Matter, number: int) -> None:
    """As many rows more, which stand where it stands."""
    lead, state = matter.lead, matter.states.get(until=None)
    named = [f"{lead.docket_number}-{place}" for place in range(number)]
    dockets = [Docket(court=lead.court, docket_number=each, number_key=each, record_changed_at=NOW) for each in named]
    Docket.objects.bulk_create(dockets)
    told = {field.attname: getattr(matter, field.attname) for field in Matter._meta.fields} | {"id": None}
    rows = [Matter(**told | {"lead_id": each.pk, "anchor": f"row-{each.pk}"}) for each in dockets]
    Matter.objects.bulk_create(rows)
    told = {field.attname: getattr(state, field.attname) for field in MatterState._meta.fields} | {"id": None}
    MatterState.objects.bulk_create(MatterState(**told | {"matter_id": row.pk}) for row in rows)


@time_machine.travel(NOW, tick=False)
def test_counts_of_four_digits_have_their_comma(client: Client, tracker: Tracker, users: Users, settings: Any) -> None:
    settings.EMBED_ORIGINS = ["https:"]
    multiply_row(Matter.objects.get(anchor="lantern-v-quay"), 1_232)
    page = pages.parsed(client.get(f"{ADDRESS}?group=status&court=nysd"))
    assert "1,233 disputes, 1,233 dockets" in pages.text(page) and "1,233 disputes that match" in pages.text(page)
    assert "Awaiting a ruling · 1,233" in [pages.text(head) for head in page.iter("h2")]
    told = [pages.text(page), shown(client), pages.text(pages.parsed(client.get(f"{ADDRESS}embed/")))]
    told += [client.get(f"{ADDRESS}counts.svg").content.decode(), pages.text(pages.parsed(client.get("/trackers/")))]
    client.force_login(users.editor)
    told.append(pages.text(pages.parsed(client.get(f"/desk/trackers/{tracker.pk}/rows/"))))
    assert [("1,233" in text or "1,234" in text, "1233" in text or "1234" in text) for text in told] == [
        (True, False)
    ] * len(told)


@time_machine.travel(NOW, tick=False)
def test_a_page_that_says_the_same_is_not_sent_again(client: Client, tracker: Tracker) -> None:
    for address in (ADDRESS, f"{ADDRESS}rows/northwind-v-harbor/"):
        tag = client.get(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
        confirm_matter(Matter.objects.get(anchor="northwind-v-harbor").pk, by="test", now=NOW)
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 200
        Matter.objects.update(confirmed_at=NOW - timedelta(days=20), is_behind=True)
        refresh_due_matters(NOW, 9)


@time_machine.travel(NOW, tick=False)
def test_a_row_has_a_link_that_lasts_with_where_it_stood_when(client: Client, tracker: Tracker) -> None:
    text = pages.text(pages.parsed(client.get(f"{ADDRESS}rows/northwind-v-harbor/")))
    assert "Oct. 1, 2026 Relief in effect By rule 42" in text and "March 2, 2026 Awaiting a ruling" in text
    assert "By rule" in text and "The forum stays online." in text
    assert client.get(f"{ADDRESS}rows/nothing/").status_code == 404


@time_machine.travel(NOW, tick=False)
def test_what_is_taken_away_says_the_same_and_is_safe_to_open(client: Client, tracker: Tracker) -> None:
    body = client.get(f"{ADDRESS}rows.csv").content.decode()
    assert body.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(body.removeprefix("\ufeff"))))
    by_row = {row["row"]: row for row in rows}
    assert by_row["northwind-v-harbor"]["status"] == "Relief in effect"
    assert by_row["northwind-v-harbor"]["latest_read_by_machine"] == ""
    assert by_row["lantern-v-quay"]["dispute"] == "'=Lantern v. Quay"
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{ADDRESS}rows.xlsx").content))
    cells = {cell.value: cell.data_type for line in book.active.iter_rows() for cell in line if cell.value}
    assert cells["=Lantern v. Quay"] == "s"
    told = client.get(f"{ADDRESS}rows.json?topic=Hosting").json()
    assert told["schema_version"] == 1 and told["counts"]["rows"] == len(told["rows"]) == 1
    assert told["rows"][0]["status_rests_on"] == "42" and told["rows"][0]["may_be_out_of_date"]
    column = tracker.columns.create(key="own", label="Appointed by", kind="choice", position=9)
    Matter.objects.filter(anchor="northwind-v-harbor").update(own={str(column.pk): "Reagan"})
    told = client.get(f"{ADDRESS}rows.json?topic=Hosting").json()
    assert told["counts"]["by_own"] == {"Appointed by": {"Reagan": 1}}
    counted = {"Appointed by": {"Not entered": 1, "Reagan": 1}}
    assert client.get("/api/v1/trackers/platforms/").json()["counts"]["by_own"] == counted
    assert "Appointed by Not entered 1 Reagan 1 All 2" in shown(client)
    judge = Matter.objects.get(anchor="northwind-v-harbor").values["judge"] or "none"
    asked = f"?judge=Nobody&judge={judge}&own={column.pk}:Reagan&own={column.pk}:Bush"
    narrowed = f"/api/v1/trackers/platforms/rows/{asked}"
    assert [row["row"] for row in client.get(narrowed).json()["results"]] == ["northwind-v-harbor"]
    assert client.get(f"{ADDRESS}rows.csv{asked}").content.decode().count("\r\n") == 2
    page = pages.parsed(client.get(f"{ADDRESS}{asked}"))
    assert "Appointed by: 1 chosen" in pages.text(page) and "1 dispute that matches" in pages.text(page)
    assert f"?own={column.pk}%3AReagan" in client.get(ADDRESS).content.decode()
    other = factories.tracker().columns.create(key="own", label="Elsewhere", kind="choice", position=9)
    assert client.get(f"{ADDRESS}rows.json?own={other.pk}:none").json()["counts"]["rows"] == 0
    api = client.get("/api/v1/trackers/platforms/rows/?topic=Hosting").json()["results"]
    assert api == told["rows"]
    feed = client.get(f"{ADDRESS}changes.atom").content.decode()
    assert feed.count("<entry>") == 1 and "Filed in March, not May." in feed
    drawn = client.get(f"{ADDRESS}counts.svg").content.decode()
    assert "Relief in effect 1" in drawn and "2 in all" in drawn
    assert client.get(f"{ADDRESS}counts.png").content.startswith(b"\x89PNG")
    strips = client.get(f"{ADDRESS}strips.svg").content.decode()
    assert "Northwind v. Harbor: 2 filings, 1 ruling" in strips and "=Lantern v. Quay: 0 filings" in strips
    assert f'fill="{TONES["granted"]}"' in strips.partition("Bars: filings")[0]
    before = client.get(f"{ADDRESS}strips.svg?on=2026-09-30&topic=Hosting").content.decode()
    assert "Northwind v. Harbor: 0 filings, 0 rulings" in before and "Lantern" not in before
    assert client.get(f"{ADDRESS}strips.png").content.startswith(b"\x89PNG")
    assert "BEGIN:VCALENDAR" in client.get(f"{ADDRESS}dates.ics").content.decode()


def test_a_tracker_is_embedded_whole_by_counts_or_by_row(client: Client, tracker: Tracker, settings: Any) -> None:
    settings.EMBED_ORIGINS = ["https:"]
    answer = client.get(f"{ADDRESS}embed/")
    assert "frame-ancestors https:" in answer["Content-Security-Policy"] and "script" not in answer.content.decode()
    fitting = client.get(f"{ADDRESS}embed/?fit=1")
    assert "script-src 'self'" in fitting["Content-Security-Policy"] and "embed_fit.js" in fitting.content.decode()
    codes = [pages.text(area) for area in pages.parsed(client.get(ADDRESS)).iter("textarea")]
    assert [("/embed/?fit=1" in code, "<script>" in code) for code in codes] == [(True, True), (False, False)]
    assert "Northwind" not in client.get(f"{ADDRESS}embed/?counts=1").content.decode()
    row = pages.text(pages.parsed(client.get(f"{ADDRESS}embed/?row=northwind-v-harbor")))
    assert "Northwind" in row and "Lantern" not in row
    Matter.objects.filter(anchor="lantern-v-quay").update(merged_into=Matter.objects.get(anchor="northwind-v-harbor"))
    assert "Northwind" in client.get(f"{ADDRESS}embed/?row=lantern-v-quay").content.decode(), "it is part of that one"
    told = client.get(f"/oembed?url=http://testserver{ADDRESS}").json()
    assert told["title"] == "Platforms" and f"{ADDRESS}embed/?fit=1" in told["html"]
    Tracker.objects.filter(pk=tracker.pk).update(status="draft")
    assert client.get(f"/oembed?url=http://testserver{ADDRESS}").status_code == 404
    assert client.get(ADDRESS).status_code == 404


def test_an_editor_makes_one_from_cases_publishes_it_and_confirms_a_row(client: Client, users: Users) -> None:
    docket = case("Cobble v. Meridian", docket_number="2:26-cv-00912")
    client.force_login(users.editor)
    sent = {"title": "New suits", "visibility": "public", "unchecked_after": "30", "when": "draft", "docket": docket.pk}
    assert "Make a tracker" in client.get("/desk/trackers/", follow=True).content.decode()
    answer = client.post("/desk/trackers/add/", sent)
    row = Tracker.objects.get(slug="new-suits")
    assert answer["Location"] == f"/desk/trackers/{row.pk}/rows/"
    assert Client().get("/trackers/new-suits/").status_code == 404
    client.post(f"/desk/trackers/{row.pk}/publish/publish/")
    assert Client().get("/trackers/new-suits/").status_code == 200
    missing = client.post(f"/desk/trackers/{row.pk}/rows/", {"numbers": "2:26-cv-912\n1:99-cv-1"})
    assert missing.status_code == 422 and "No docket here has this number." in missing.content.decode()
    matter = Matter.objects.get(tracker=row)
    client.post(f"/desk/trackers/{row.pk}/rows/confirm/", {"row": matter.pk})
    matter.refresh_from_db()
    assert matter.confirmed_at is not None and matter.confirmed_at > datetime(2021, 1, 1, tzinfo=UTC)


@time_machine.travel(NOW, tick=False)
def test_a_row_shows_what_is_in_effect_and_its_key_documents(client: Client, tracker: Tracker, users: Users) -> None:
    for place, key in enumerate(("effect", "documents"), 8):
        tracker.columns.create(key=key, label=COLUMN_LABELS[ColumnKey(key)], position=place)
    matter = Matter.objects.get(anchor="northwind-v-harbor")
    base = f"/cases/wawd/{matter.lead.docket_number}/filings/42/"
    client.force_login(users.editor)
    there = f"/desk/trackers/{tracker.pk}/rows/{matter.pk}/"
    form = next(form for form in pages.parsed(client.get(there)).iter("form") if form.get("class") == "writing")
    link = f"http://testserver{base}documents/0/?passage=0-5.00000000"
    sent = pages.entry_values(form) | {"documents": f"42 The order\n42-1 Its map\n{link} What it forbids"}
    for wrong in ("http://evil.example/cases/x/ Gone", "99 None", "42-x No", "http://[/ No"):
        assert client.post(there, sent | {"documents": wrong}).status_code == 422
    assert client.post(there, sent).status_code == 302
    told = [f"{base}", f"{base}documents/1/", f"{base}documents/0/?passage=0-5.00000000"]
    rows = {row["row"]: row for row in client.get(f"{ADDRESS}rows.json").json()["rows"]}
    assert [each["url"] for each in rows["northwind-v-harbor"]["documents"]] == [
        f"http://testserver{url}" for url in told
    ]
    assert (rows["northwind-v-harbor"]["in_effect"], rows["lantern-v-quay"]["in_effect"]) == ("yes", "no")
    found = pages.by_id(pages.parsed(client.get(ADDRESS)), "northwind-v-harbor")
    assert found is not None
    text = pages.text(found)
    assert "Relief in effect, since Oct. 1, 2026 for 61 days · 42" in text
    assert "The order Its map What it forbids" in text
    assert "In effect now not known" not in text


def test_what_a_saved_search_finds_is_proposed_until_it_is_taken_or_left(client: Client, users: Users) -> None:
    row = factories.tracker()
    docket, other = case("Zephyr v. Harbor"), case("Zephyr v. Quay")
    client.force_login(users.editor)
    base = f"/desk/trackers/{row.pk}/rows/"
    client.post(f"{base}search/", {"words": "zephyr"})
    assert "Zephyr v. Harbor" in client.get(base).content.decode()
    third, gone = case("Zephyr v. Reef"), case("Zephyr v. Shoal")
    assert note_due_candidates(timezone.now(), 9) == 0, "it was asked just now"
    assert note_due_candidates(timezone.now() + EVERY * 2, 9) == 1
    Docket.objects.filter(pk=gone.pk).update(case_name="Another v. Shoal")
    assert note_due_candidates(timezone.now() + EVERY * 4, 9) == 1
    desk = pages.text(pages.parsed(client.get("/desk/")))
    assert "Cases proposed for trackers" in desk
    assert f"{other.docket_number}, for “{row.title}”" in desk and "Found by: Name or number: zephyr" in desk
    assert "Shoal" not in desk, "the search finds it no longer"
    taken = client.post(f"{base}take/", {"docket": third.pk, "back": "desk"})
    assert taken["Location"] == "/desk/" and "Zephyr v. Reef" not in client.get("/desk/").content.decode()
    client.post(f"{base}take/", {"docket": docket.pk})
    client.post(f"{base}leave/", {"docket": other.pk, "reason": "Another question"})
    text = pages.text(pages.parsed(client.get(base)))
    assert "Nothing is proposed." in text and "Another question" in text
    assert set(Matter.objects.filter(tracker=row).values_list("lead", flat=True)) == {docket.pk, third.pk}
    assert "Take it into the tracker" not in client.get("/desk/").content.decode()


def test_a_line_whose_case_is_not_here_is_watched_until_an_import_brings_it(client: Client, users: Users) -> None:
    row = factories.tracker()
    factories.court("wawd")
    own = row.columns.create(key="own", label="Appointed by", kind="choice", position=9)
    case("Cobble v. Meridian", docket_number="2:26-cv-00912")
    head = "Court,Docket number,Topic,Status,Latest,Appointed by\n"
    lines = ["wawd,26-cv-912,,,,", "W.D. Wash.,C26-388 BJR,Hosting,relief denied,The port stays.,Reagan"]
    sheet = "\n".join([*lines, "wawd,2:26-cv-00389,,,,", "nowhere,2:26-cv-00390,,,,"])
    client.force_login(users.editor)
    base = f"/desk/trackers/{row.pk}/"
    page = pages.text(pages.parsed(client.post(f"{base}sheet/", {"text": head + sheet})))
    assert "Take them, and watch 2 of the others" in page and page.count("Watch it") == 2
    watched = pages.text(pages.parsed(client.post(f"{base}sheet/", {"text": head + sheet, "watch": "3"})))
    assert "1 line is watched" in watched and "It is watched." in watched and "and watch 1 of the others" in watched
    sent = {"text": head + sheet, "take": "watch", "request_id": "once"}
    assert [client.post(f"{base}sheet/", sent).status_code for _ in range(2)] == [302, 302]
    rows = pages.parsed(client.get(f"{base}rows/"))
    assert "W.D. Wash. C26-388 BJR Relief denied" in pages.text(rows) and "2:26-cv-00389" in pages.text(rows)
    assert "Look for it" not in pages.text(rows), "that is for admins"
    client.post(f"{base}rows/unwatch/", {"line": row.watched_lines.get(number="2:26-cv-00389").pk})
    ring_due()
    assert (row.matters.count(), row.watched_lines.count()) == (1, 1)
    row.statuses.filter(name="Relief denied").update(name="Refused")
    order = entry(42, "ORDER denying 3 Motion for Preliminary Injunction. Signed by Judge Elm.", 2)
    docket = bring(order, number="2:26-cv-00388")
    bring(order, number="2:26-cv-00389")
    ring_due()
    matter = row.matters.get(lead=docket)
    assert (matter.topic, matter.own, row.matters.count()) == ("Hosting", {str(own.pk): "Reagan"}, 2)
    state = matter.states.get(until=None)
    assert state.status is not None and (state.status.name, state.is_editors) == ("Refused", True)
    assert matter.developments.get().words == "The port stays." and matter.confirmed_by == "editor"
    assert matter.doubt, "the docket came after the editor's word"
    assert "Lines of a sheet whose cases are not here" not in client.get(f"{base}rows/").content.decode()


def test_of_many_lines_that_are_not_here_it_is_said_how_many_are_not_listed(client: Client, users: Users) -> None:
    row = factories.tracker()
    factories.court("wawd")
    sheet = "Court,Docket number\n" + "".join(f"wawd,2:26-cv-{number:05}\n" for number in range(1, 1_001))
    client.force_login(users.editor)
    base = f"/desk/trackers/{row.pk}/"
    page = pages.text(pages.parsed(client.post(f"{base}sheet/", {"text": sheet})))
    assert "0 of 1,000 lines have a case here" in page and "And 800 more lines, dealt with as these are." in page
    again = {"text": sheet, "take": "watch", "request_id": "once"}
    assert "1,000 lines are watched" in client.post(f"{base}sheet/", again, follow=True).content.decode()
    assert "Nothing new is watched." in client.post(f"{base}sheet/", again, follow=True).content.decode()
    rows = pages.text(pages.parsed(client.get(f"{base}rows/")))
    assert rows.count("No longer watch it") == 200 and "And 800 more that were handed in later." in rows


@time_machine.travel(NOW, tick=False)
def test_what_changed_this_week_is_there_as_text(client: Client, tracker: Tracker) -> None:
    Matter.objects.update(added_on=date(2026, 1, 1))
    north = Matter.objects.get(anchor="northwind-v-harbor")
    turned = NOW.date() - timedelta(days=2)
    first, *between, last = MatterState.objects.filter(matter=north).order_by("day").values_list("pk", flat=True)
    MatterState.objects.filter(pk__in=between).delete()
    MatterState.objects.filter(pk=first).update(until=turned)
    MatterState.objects.filter(pk=last).update(day=turned)
    text = pages.text(pages.parsed(client.get(f"{ADDRESS}changes/")))
    assert "Northwind v. Harbor: Relief in effect since Oct. 1, 2026 (before: Awaiting a ruling). http://" in text
    assert "Correction: Filed in March, not May." in text and "=Lantern v. Quay:" not in text


def list_script_needs(page: Any) -> list[str]:
    """What on a page does nothing without a script, or is out of the order in which keys reach it."""
    submits = {id(button) for form in page.iter("form") for button in form.iter("button") if button.get("type") is None}
    found = [pages.text(button) for button in page.iter("button") if id(button) not in submits]
    found += [
        form.get("action", "") for form in page.iter("form") if not any(id(each) in submits for each in form.iter())
    ]
    ids = {element.get("id") for element in page.iter()}
    for element in page.iter():
        to, is_link = element.get("href", ""), element.tag in ("a", "form", "button", "link")
        # A number that is loaded beside a link is one thing more.
        is_more = is_link or element.get("data-hx-trigger") == "load"
        swaps = any(name.startswith("data-hx-") for name in element.attrib) and not is_more
        if swaps or (to.startswith("#") and to[1:] not in ids) or int(element.get("tabindex", "0")) > 0:
            found.append(f"{element.tag} {element.attrib}")
        if element.tag == "a" and not to:
            found.append(pages.text(element))
    return found


@time_machine.travel(NOW, tick=False)
def test_every_filter_group_order_and_row_works_without_a_script(client: Client, tracker: Tracker) -> None:
    page = pages.parsed(client.get(ADDRESS))
    (form,) = pages.by_class(page, "narrow")
    untouched = {name: value for name, value in pages.form_values(form).items() if name}
    boxes = {(box.get("name", ""), box.get("value", "")) for box in form.iter("input") if box.get("type") == "checkbox"}
    options = {
        (field.get("name", ""), option.get("value", ""))
        for field in form.iter("select")
        for option in field.iter("option")
    }
    assert {name for name, _ in boxes | options} == {"status", "topic", "court", "doubt", "open", "group", "order"}
    for name, value in sorted(boxes | options):
        answer = pages.parsed(client.get(ADDRESS, untouched | {name: value}))
        assert not [told for told in answer.iter("p") if told.get("role") == "alert"], (name, value)
        (again,) = pages.by_class(answer, "narrow")
        kept = pages.form_values(again).get(name)
        assert kept in (value, [value]), "what was chosen stands in the form again"
        assert list_script_needs(answer) == []
    rows = {row.get("id"): row for row in page.iter("tr") if row.get("id")}
    assert set(rows) == {"northwind-v-harbor", "lantern-v-quay"}
    for anchor, row in rows.items():
        link = pages.links(row)["#"]
        assert link.endswith(f"/rows/{anchor}/") and list_script_needs(pages.parsed(client.get(link))) == []


def test_every_form_of_the_editors_works_without_a_script(client: Client, tracker: Tracker, users: Users) -> None:
    client.force_login(users.editor)
    desk = f"/desk/trackers/{tracker.pk}/"
    matter = Matter.objects.get(anchor="lantern-v-quay")
    ends = ("", "table/", "sheet/", "rows/", f"rows/{matter.pk}/")
    for address in ("/trackers/", f"{ADDRESS}changes/", "/desk/trackers/add/", *(f"{desk}{end}" for end in ends)):
        page = pages.parsed(client.get(address))
        assert list_script_needs(page) == [], address
        labelled = {label.get("for") for label in page.iter("label")}
        inside = {id(field) for label in page.iter("label") for field in label.iter()}
        for field in page.iter():
            if field.tag in ("input", "select", "textarea") and field.get("type") != "hidden":
                is_named = field.get("id") in labelled or id(field) in inside or field.get("aria-label")
                assert is_named and (field.get("name") or field.get("readonly") is not None), (address, field.attrib)
