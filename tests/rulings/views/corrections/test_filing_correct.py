"""The pages on which an editor corrects what a machine read."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dockets.format.urls import build_docket_url
from dockets.history.audit_log import record_edit
from dockets.models import AuditEntry, Docket, Filing
from rulings.interpret.docket import interpret_docket
from rulings.models import Correction, Hearing, Reading, TimelineEvent
from tests.support import factories, pages
from tests.support.accounts import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing(db: None) -> Filing:
    docket = factories.docket(docket_number="2:21-cv-00031", date_filed=DAY)
    factories.filing(docket=docket, number="1", date_filed=DAY, long_text="COMPLAINT against Elm Corp.")
    factories.filing(docket=docket, number="2", date_filed=DAY, long_text="MOTION to Dismiss by Elm Corp.")
    order = "[PROPOSED] ORDER re 2 Motion to Dismiss. GRANTED."
    made = factories.filing(docket=docket, number="3", date_filed=DAY + timedelta(days=1), long_text=order)
    interpret_docket(docket.pk)
    return made


def of(filing: Filing) -> str:
    return reverse("filing-correct", args=[filing.public_id])


def sent(client: Client, url: str, **changed: Any) -> dict[str, Any]:
    """What a browser sends of the form as it stands, with some fields changed."""
    told: dict[str, Any] = {}
    for field in pages.parsed(client.get(url)).iter():
        if field.tag not in ("input", "textarea", "select"):
            continue
        name, kind = field.get("name"), field.get("type", "")
        if not name or name in ("q", "csrfmiddlewaretoken") or (kind == "checkbox" and field.get("checked") is None):
            continue
        if field.tag == "select":
            chosen = [option for option in field.iter("option") if option.get("selected") is not None]
            told[name] = chosen[0].get("value", "") if chosen else ""
        else:
            value = (field.text or "") if field.tag == "textarea" else field.get("value", "")
            told[name] = [*told.get(name, []), value] if kind == "checkbox" else value
    return told | changed


def page_of(client: Client, filing: Filing) -> str:
    docket = filing.docket
    return pages.text(pages.parsed(client.get(f"{build_docket_url(docket.court_id, docket.docket_number)}filings/3/")))


def test_a_proposed_order_is_corrected_and_readers_see_it(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    changed = sent(client, of(filing), kind="notice", headline="What Elm proposes", reason="It is Elm’s")
    assert client.post(of(filing), changed).status_code == 302
    assert dict(Correction.objects.values_list("field", "value")) == {"kind": "notice", "headline": "What Elm proposes"}
    client.logout()
    shown = page_of(client, filing)
    assert "corrected by the editors What it is · Headline on the timeline" in shown and "It is Elm’s" not in shown
    timeline = client.get(build_docket_url("wawd", "2:21-cv-00031")).content.decode()
    assert "corrected by the editors" in timeline and "What Elm proposes" in timeline


def test_a_form_sent_as_it_stood_corrects_nothing(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    for number in ("1", "2", "3"):
        url = of(Filing.objects.get(number=number))
        assert client.post(url, sent(client, url)).status_code == 302
    assert not Correction.objects.exists() and not AuditEntry.objects.filter(kind="correction").exists()


def test_it_is_taken_back_with_a_tick(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    before = TimelineEvent.objects.get(filing=filing).headline
    client.post(of(filing), sent(client, of(filing), headline="Another"))
    assert "The machine had read" in pages.text(pages.parsed(client.get(of(filing))))
    client.post(of(filing), sent(client, of(filing), taken_back="headline"))
    assert not Correction.objects.exists() and TimelineEvent.objects.get(filing=filing).headline == before


def test_and_brought_back_from_the_list_of_edits(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    client.post(of(filing), sent(client, of(filing), headline="Another"))
    client.post(of(filing), sent(client, of(filing), taken_back="headline"))
    edit = AuditEntry.objects.filter(kind="correction").latest("pk")
    page = pages.parsed(client.get(reverse("edit-list")))
    assert "corrected" in pages.text(page)
    client.post(reverse("edit-restore", args=[edit.pk]), {"seen": edit.pk, "request_id": "again"})
    assert TimelineEvent.objects.get(filing=filing).headline == "Another"


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"references": "blames 12"}, "“blames 12” is not understood"),
        ({"headline": ""}, "This field is required"),
        ({"days": "tomorrow at ten"}, "“tomorrow” is no day"),
        ({"days": "2021-02-30 10:00 Hearing"}, "“2021-02-30” is no day"),
        ({"days": "2021-02-03 25:00 Hearing"}, "“25:00” is no time of day"),
        ({"held": "never"}, "“never” is no day"),
        ({"held": "0001-01-01"}, "Enter a day between 1700 and 2200."),
        ({"days": "9999-12-31 23:59 Hearing"}, "Enter a day between 1700 and 2200."),
        ({"days": "2021-03-04 10:00 \x00 @ Room 7"}, "is not understood"),
        ({"days": "2021-03-04 Hearing\n" * 101}, "These are 101 lines; at most 100 can be entered."),
        ({"references": "about 1\n" * 101}, "These are 101 lines; at most 100 can be entered."),
        ({"references": "about 1\n" * 10_000}, "Ensure this value has at most 5000 characters"),
        ({"kind": "poem"}, "not one of the choices"),
        ({"steps": ["argued"]}, "not one of the choices"),
    ],
)
def test_a_bad_value_is_told_and_nothing_of_it_is_lost(
    client: Client, users: Any, filing: Filing, changed: dict[str, Any], complaint: str
) -> None:
    client.force_login(users.editor)
    answer = client.post(of(filing), sent(client, of(filing), reason="Kept") | changed)
    shown = pages.parsed(answer, status=422)
    assert complaint in pages.text(shown) and 'value="Kept"' in answer.content.decode()
    assert not Correction.objects.exists()


def test_the_end_of_a_transcripts_restriction_is_entered_and_shown_as_such(
    client: Client, users: Any, filing: Filing
) -> None:
    client.force_login(users.editor)
    days = "2021-05-19 release: Trial, day 2\n2021-05-20 due: Answer"
    assert client.post(of(filing), sent(client, of(filing), days=days, reason="From the notice")).status_code == 302
    rows = Hearing.objects.filter(filing=filing).order_by("date").values_list("kind", "title")
    assert list(rows) == [("release", "Release of transcript restriction"), ("deadline", "Answer")]
    assert "2021-05-19 release: Release of transcript restriction" in sent(client, of(filing))["days"]
    before = Correction.objects.get(field="days").value
    client.post(of(filing), sent(client, of(filing)))
    assert Correction.objects.get(field="days").value == before


def test_nor_of_a_motion_or_a_case(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    motion, case = of(Filing.objects.get(number="2")), reverse("case-correct", args=[filing.docket_id])
    for url, changed in ((motion, {"since": "9999-12-31"}), (case, {"value": "ended", "on": "0001-01-01"})):
        answer = pages.parsed(client.post(url, sent(client, url, **changed)), status=422)
        assert "Enter a day between 1700 and 2200." in pages.text(answer)
    assert not Correction.objects.exists()


def test_more_than_the_form_takes_may_stand_as_it_is(client: Client, users: Any, filing: Filing) -> None:
    """The headline and the side of a filing of a hundred parties."""
    docket = filing.docket
    names = [f"Petitioner {at:03} of the Association" for at in range(100)]
    for name in names:
        factories.party(docket=docket, name=name, type="Plaintiff", side="plaintiff")
    text = "BRIEF in support of 2 Motion filed by All Plaintiffs"
    brief = factories.filing(docket=docket, number="4", date_filed=DAY + timedelta(days=2), long_text=text)
    interpret_docket(docket.pk)
    client.force_login(users.editor)
    told = sent(client, of(brief))
    assert len(told["names"]) > 2_000
    assert client.post(of(brief), told | {"headline": "What all say", "side": "defendant"}).status_code == 302
    assert TimelineEvent.objects.get(filing=brief).headline == "What all say"
    assert Correction.objects.get(field="filer").value == {"names": names, "side": "defendant"}
    again = client.post(of(brief), sent(client, of(brief)) | {"names": "; ".join([*names, "Elm Corp."])})
    assert "at most 2000 characters" in pages.text(pages.parsed(again, status=422))


def test_a_filing_that_was_not_read_yet_gets_no_kind_by_chance(client: Client, users: Any, filing: Filing) -> None:
    """A browser sends the first choice of a list in which none is chosen."""
    Reading.objects.update(version=0)
    client.force_login(users.editor)
    page = pages.parsed(client.get(of(filing)))
    first = next(one for one in page.iter("select") if one.get("name") == "kind").find("option")
    assert first is not None and (first.get("value"), pages.text(first)) == ("", "Not read yet")
    client.post(of(filing), sent(client, of(filing), headline="Another"))
    assert dict(Correction.objects.values_list("field", "value")) == {"headline": "Another"}


OLD_FORMS: dict[str, Any] = {
    "kind": "poem",
    "filer": ["Elm Corp."],
    "references": [["blames", "2"]],
    "steps": ["gone"],
    "days": [{"kind": "hearing"}],
    "held": ["yesterday"],
    "called_off": [20210304],
    "state": {"state": "odd", "since": None},
    "mood": "good",
}


@pytest.mark.parametrize("field", OLD_FORMS)
def test_what_an_older_version_stored_stops_nothing(client: Client, users: Any, filing: Filing, field: str) -> None:
    """A kind or a step that is gone: the case is interpreted without it, and an editor can put another in its place."""
    before = TimelineEvent.objects.filter(filing=filing).values("kind", "headline", "is_corrected").get()
    old = OLD_FORMS[field]
    Correction.objects.create(
        docket=filing.docket, filing=filing, field=field, value=old, machine=old, at=timezone.now()
    )
    interpret_docket(filing.docket_id)
    assert TimelineEvent.objects.filter(filing=filing).values("kind", "headline", "is_corrected").get() == before
    client.force_login(users.editor)
    url = of(filing)
    told = "It does not count" in pages.text(pages.parsed(client.get(url)))
    assert told is (field != "mood")
    assert client.post(url, sent(client, url, headline="Another", held="2021-01-13")).status_code == 302
    assert Correction.objects.get(field="held").value == ["2021-01-13"]
    client.logout()
    labels = page_of(client, filing)
    assert "Headline on the timeline" in labels and "What it is ·" not in labels


def test_nor_does_an_old_status_of_the_case(client: Client, users: Any, filing: Filing) -> None:
    old = {"value": "ended", "how": "gone", "on": None}
    Correction.objects.create(docket=filing.docket, field="status", value=old, machine=old, at=timezone.now())
    interpret_docket(filing.docket_id)
    assert Docket.objects.get(pk=filing.docket_id).status != "ended"
    client.force_login(users.editor)
    url = reverse("case-correct", args=[filing.docket_id])
    client.post(url, sent(client, url, value="ended", how="settled", on="2021-02-03"))
    assert Docket.objects.get(pk=filing.docket_id).ended_how == "settled"


def test_and_it_is_not_brought_back(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.admin)
    record_edit(
        docket_id=filing.docket_id,
        kind="correction",
        object_id=1,
        before={"field": "kind", "filing": "3", "value": "poem", "machine": "order", "reason": ""},
        after=None,
        by=users.editor,
    )
    row = AuditEntry.objects.get(kind="correction")
    answer = client.post(reverse("edit-restore", args=[row.pk]), {"seen": row.pk, "request_id": "again"}, follow=True)
    assert "This version does not know any more" in answer.content.decode()
    assert not Correction.objects.exists()


def test_two_editors_do_not_overwrite_each_other(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    late = sent(client, of(filing), headline="Late")
    client.post(of(filing), sent(client, of(filing), headline="Early"))
    assert "Another editor has corrected this" in pages.text(pages.parsed(client.post(of(filing), late), status=409))
    assert TimelineEvent.objects.get(filing=filing).headline == "Early"


def test_what_was_typed_is_in_the_form_when_another_editor_was_faster(
    client: Client, users: Any, filing: Filing
) -> None:
    """Theirs stands where they have corrected: it may be a field that this editor left as it was."""
    client.force_login(users.editor)
    late = sent(client, of(filing), headline="Late", names="Elm; Oak", reason="As the caption says")
    other = Client()
    other.force_login(users.admin)
    other.post(of(filing), sent(other, of(filing), headline="Early", routine="on"))
    page = pages.parsed(client.post(of(filing), late), status=409)
    assert "Headline on the timeline: you had entered “Late”." in pages.text(page)
    # The form that is shown now holds all of it, and is taken.
    fields = {name: page.find(f".//input[@name='{name}']") for name in ("headline", "names", "routine", "seen")}
    shown = {name: field.attrib for name, field in fields.items() if field is not None}
    assert (shown["headline"]["value"], shown["names"]["value"]) == ("Early", "Elm; Oak")
    assert "checked" in shown["routine"] and shown["seen"]["value"] != late["seen"]
    sent_again = late | {name: shown[name]["value"] for name in ("headline", "seen")}
    sent_again |= {"routine": "on", "request_id": "again"}
    assert client.post(of(filing), sent_again).status_code == 302
    assert {row.field: row.by_name for row in Correction.objects.all()} == {
        "headline": "admin", "routine": "admin", "filer": "editor",
    }  # fmt: skip


def test_changed_words_go_to_the_desk_until_somebody_has_looked(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    client.post(reverse("desk-assign", args=[filing.docket_id]), {"editor": str(users.editor.pk)})
    client.post(of(filing), sent(client, of(filing), kind="notice", headline="What Elm proposes"))
    Filing.objects.filter(pk=filing.pk).update(long_text="ORDER granting 2 Motion", fingerprint="another")
    pile = "Corrections whose filing the court has changed 1"
    assert pile in pages.text(pages.parsed(client.get("/desk/")))
    client.post(of(filing), sent(client, of(filing), looked_at="on"))
    assert pile not in pages.text(pages.parsed(client.get("/desk/")))
    assert TimelineEvent.objects.get(filing=filing).kind == "notice"


def test_the_same_is_said_of_the_others_of_that_wording(client: Client, users: Any, filing: Filing) -> None:
    docket = filing.docket
    texts = ("[Proposed] Order granting 2 Motion", "[PROPOSED] ORDER", "ORDER granting 2 Motion to Dismiss")
    for at, text in enumerate(texts, 4):
        factories.filing(docket=docket, number=str(at), date_filed=DAY + timedelta(days=at), long_text=text)
    Filing.objects.filter(pk=filing.pk).update(long_text="[PROPOSED] ORDER GRANTING 2 Motion")
    interpret_docket(docket.pk)
    client.force_login(users.editor)
    page = pages.text(pages.parsed(client.get(of(filing))))
    assert "also for the 1 other of this case that begins with the same words" in page
    answer = client.post(of(filing), sent(client, of(filing), kind="notice", headline="Theirs", for_alike="on"))
    assert answer.status_code == 302
    kinds = TimelineEvent.objects.order_by("filing__number_order").values_list("filing__number", "kind")
    assert dict(kinds)["3"] == dict(kinds)["4"] == "notice" and dict(kinds)["6"] == "order"
    assert Correction.objects.filter(field="headline").count() == 1


def test_a_hearing_that_stands_twice_is_taken_away(client: Client, users: Any, filing: Filing) -> None:
    docket = filing.docket
    text = (
        "ORDER: Status conference set for 12/16/2021 at 10:00 AM in Courtroom 7. Motion hearing set for 12/17/2021 at"
        " 10:00 AM in Courtroom 7."
    )
    notice = factories.filing(docket=docket, number="4", date_filed=DAY + timedelta(days=2), long_text=text)
    interpret_docket(docket.pk)
    client.force_login(users.editor)
    told = sent(client, of(notice))
    assert [line[:16] for line in told["days"].splitlines()] == ["2021-12-16 10:00", "2021-12-17 10:00"]
    kept = "2021-12-17 10:30 Motion hearing @ Courtroom 7"
    client.post(of(notice), told | {"days": kept})
    (row,) = Hearing.objects.filter(filing=notice)
    assert (str(row.date), row.title, row.place) == ("2021-12-17", "Motion hearing", "Courtroom 7")
    assert sent(client, of(notice))["days"] == kept


def test_the_status_of_a_case(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    url = reverse("case-correct", args=[filing.docket_id])
    client.post(url, sent(client, url, value="ended", how="settled", on="2021-02-03"))
    page = pages.text(pages.parsed(client.get(build_docket_url("wawd", "2:21-cv-00031"))))
    assert "Ended Feb. 3, 2021. Settled. corrected by the editors" in page
    client.post(url, sent(client, url, taken_back="status"))
    assert Docket.objects.get(pk=filing.docket_id).status != "ended"


def test_attachments_that_were_run_together_are_taken_apart_and_joined(
    client: Client, users: Any, filing: Filing
) -> None:
    run_together = "ORDER (Attachments: # 1 Exhibit A Exhibit B, # 2 Map, # 3 of the site)"
    Filing.objects.filter(pk=filing.pk).update(long_text=run_together)
    interpret_docket(filing.docket_id)
    factories.document_text(filing=filing, by=users.editor, number=2, pages=["A map"])
    client.force_login(users.editor)
    assert sent(client, of(filing), x="")["attachments"].strip() == "1 Exhibit A Exhibit B\n2 Map\n3 of the site"
    for wrong in ("Exhibit A", "1 A\n1 B", "0 Nothing", "12345 Many"):
        assert client.post(of(filing), sent(client, of(filing), attachments=wrong)).status_code == 422
    client.post(of(filing), sent(client, of(filing), attachments="4 Exhibit  B\n1 Exhibit A\n2 Map of the site"))
    assert Correction.objects.get().value == [[1, "Exhibit A"], [2, "Map of the site"], [4, "Exhibit B"]]
    shown = page_of(client, filing)
    assert "Exhibit A Exhibit B" not in shown.replace(run_together, "") and "Map of the site" in shown
    base = f"{build_docket_url(filing.docket.court_id, filing.docket.docket_number)}filings/3/documents/"
    assert "Exhibit B" in pages.text(pages.parsed(client.get(f"{base}4/", follow=True)))
    assert "Map of the site" in pages.text(pages.parsed(client.get(f"{base}2/", follow=True)))
    factories.document(filing=filing, number=1, description="EXHIBIT A AND B", page_count=12)
    factories.document(filing=filing, number=3, description="Of the site")
    shown = page_of(Client(), filing)
    assert "12 pages" in shown and "EXHIBIT A AND B" not in shown and "Of the site" not in shown, (
        "also what a source lists"
    )
    Correction.objects.all().delete()
    assert "EXHIBIT A AND B" in page_of(Client(), filing)
