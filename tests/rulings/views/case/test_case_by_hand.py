"""A case that has no docket online: typed in on a page, looked at, saved, corrected, and joined by its real docket."""

import json
from typing import Any

import pytest
from django.test import Client

from dockets.imports.run import perform_run, queue_import
from dockets.models import Docket, Filing, ImportRun
from rulings.models import Matter, TimelineEvent
from rulings.trackers.sheets import take
from rulings.views.trackers import tracker_sheet
from tests.conftest import Users
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/by-hand/"
CASE = {
    "court": "wawd",
    "number": "2:26-cv-04417",
    "case_name": "Quillfeather v. Marrow Bay Ferries",
    "known_from": "Paper file at the clerk’s office",
    "complete": "on",
    "p0-name": "Oda Quillfeather",
    "p0-type": "Plaintiff",
    "p0-lawyers": "Ruth Penhallow, Penhallow & Sons LLP; Ann Tarn",
    "e0-id": "one",
    "e0-number": "1",
    "e0-date_filed": "2026-02-02",
    "e0-text": "COMPLAINT against Marrow Bay Ferries, filed by Oda Quillfeather",
    "e1-id": "two",
    "e1-number": "2",
    "e1-date_filed": "2026-03-03",
    "e1-text": "ORDER denying 3 Motion to Dismiss",
    "e2-id": "three",
    "e2-date_filed": "",
    "e2-text": "LETTER from the plaintiff, without a stamp",
}


@pytest.fixture
def editor(client: Client, users: Users) -> Client:
    factories.court("wawd")
    client.force_login(users.editor)
    return client


def save(client: Client, address: str = ADDRESS, **typed: str) -> Any:
    return client.post(address, CASE | {"save": "1"} | typed)


def texts(docket: Docket) -> list[tuple[str, str]]:
    return list(docket.filings.current().order_by("number").values_list("number", "long_text"))


def test_a_case_is_looked_at_saved_corrected_and_joined_by_its_docket(editor: Client) -> None:
    looked = pages.text(pages.parsed(editor.post(ADDRESS, CASE)))
    assert (
        "A new case: Quillfeather v. Marrow Bay Ferries" in looked
        and "with 3 filings" in looked
        and "Oda Quillfeather" in looked
    )
    assert not Docket.objects.exists() and not ImportRun.objects.exists()

    answer = save(editor)
    docket = Docket.objects.get()
    assert answer["Location"] == "/cases/wawd/2:26-cv-04417/" and docket.parties.get().name == "Oda Quillfeather"
    firms = dict(docket.parties.get().representations.values_list("attorney__name", "attorney__firm"))
    assert firms == {"Ruth Penhallow": "Penhallow & Sons LLP", "Ann Tarn": ""}
    assert TimelineEvent.objects.filter(docket=docket, kind="order").exists(), "it is interpreted at once"
    page = pages.text(pages.parsed(Client().get(answer["Location"])))
    assert "entered by hand: Paper file at the clerk’s office" in page
    undated = docket.filings.get(number="")
    assert undated.date_filed is None and "date not known" in page and "without a stamp" in page

    there = f"/desk/cases/{docket.pk}/by-hand/"
    form = next(
        form for form in pages.parsed(editor.get(there)).iter("form") if "writing-wide" in form.get("class", "")
    )
    sent = pages.entry_values(form) | {"save": "1", "e1-text": "ORDER denying 1 Motion to Remand", "e0-text": ""}
    sent |= {"e0-date_filed": "", "e0-number": ""}
    kept = docket.filings.get(number="2").public_id
    assert editor.post(there, sent).status_code == 302
    assert docket.filings.get(public_id=kept).long_text == "ORDER denying 1 Motion to Remand"
    gone = docket.filings.get(number="1")
    assert gone.missing_since is not None, "what was entered by mistake is marked as gone"
    assert editor.post(there, sent).status_code == 409, "another editor has saved since it was shown"

    entry = {"number": "2", "date_filed": "2026-03-03", "text": "ORDER denying 1 MOTION to Remand. Signed by Judge A."}
    told = {"court": "wawd", "docket_number": "2:26-cv-04417-TL", "entries": [entry], "assigned_to": "Tana Lin"}
    body = json.dumps({"format": "casetracker-docket/1"} | told).encode()
    perform_run(queue_import(body, name="docket.json", ring=False).pk)
    docket.refresh_from_db()
    assert Docket.objects.count() == 1 and docket.assigned_to == "Tana Lin"
    assert docket.filings.get(public_id=kept).long_text.endswith("Signed by Judge A.")
    assert Filing.objects.current().filter(docket=docket, number="2").count() == 1


def test_saving_twice_changes_nothing(editor: Client) -> None:
    save(editor)
    before = texts(Docket.objects.get()), list(Filing.objects.values_list("public_id", flat=True))
    save(editor)
    assert before == (texts(Docket.objects.get()), list(Filing.objects.values_list("public_id", flat=True)))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"court": "the court of tea"}, "There is no court “the court of tea”."),
        ({"number": "none"}, "A docket number has digits"),
        ({"known_from": ""}, "This field is required."),
        ({"source_url": "javascript:alert(1)"}, "A link begins with https://."),
        ({"e0-date_filed": "2099-01-01"}, "That day is to come"),
        ({"e1-text": ""}, "Say this, too, or clear the line"),
        ({"date_filed": "2026-02-02", "date_terminated": "2026-01-01"}, "It ended before it was filed."),
    ],
)
def test_mistakes_are_told_and_nothing_is_saved(editor: Client, typed: dict[str, str], told: str) -> None:
    answer = save(editor, **typed)
    assert answer.status_code == 422 and told in pages.text(pages.parsed(answer, 422))
    assert not Docket.objects.exists()


def test_what_a_sheet_names_and_nobody_publishes_becomes_a_row(editor: Client) -> None:
    row = factories.tracker(title="Ferries")
    sheet = "Docket,Court,Case,Topic\n2:26-cv-04417,wawd,Quillfeather v. Marrow,Fares\n,wawd,No number,x\n"
    base = f"/desk/trackers/{row.pk}/sheet/"
    page = editor.post(base, {"text": sheet})
    links = [link.get("href") or "" for link in pages.parsed(page).iter("a")]
    asked = next(link for link in links if "by-hand" in link)
    shown = pages.parsed(editor.get(asked))
    assert pages.by_id(shown, "id_number").get("value") == "2:26-cv-04417" and "“Ferries”" in pages.text(shown)
    editor.post(base, {"text": sheet, "take": "all"})
    matter = Matter.objects.get(tracker=row)
    assert (matter.topic, matter.shown_name) == ("Fares", "Quillfeather v. Marrow")
    assert ImportRun.objects.get().source_slug == "by-hand"
    save(editor, f"{ADDRESS}?tracker={row.pk}", number="2:26-cv-09999")
    assert Matter.objects.filter(tracker=row).count() == 2


def test_a_long_sheet_is_entered_in_turns(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (take, tracker_sheet):
        monkeypatch.setattr(module, "MOST_ENTERED", 1)
    row = factories.tracker(title="Ferries")
    sheet = "Docket,Court,Case\n2:26-cv-04417,wawd,Quillfeather v. Marrow\n2:26-cv-04418,wawd,Oda v. Marrow\n"
    told = pages.parsed(editor.post(f"/desk/trackers/{row.pk}/sheet/", {"text": sheet, "take": "all"}))
    assert "1 is left: press again" in pages.text(told) and Matter.objects.filter(tracker=row).count() == 1
    values = pages.form_values(
        next(form for form in told.iter("form") if "textarea" in {one.tag for one in form.iter()})
    )
    assert editor.post(f"/desk/trackers/{row.pk}/sheet/", values | {"take": "all"}).status_code == 302
    assert Matter.objects.filter(tracker=row).count() == 2


def test_lines_with_odd_numbers_are_no_lines(editor: Client) -> None:
    odd = {"p²-name": "Nobody", "e1x-text": "ORDER", "e-text": "ORDER", f"p{'9' * 30}-name": "Nobody"}
    looked = pages.text(pages.parsed(editor.post(ADDRESS, CASE | odd)))
    assert "with 3 filings" in looked and "Oda Quillfeather" in looked and "Nobody" not in looked
