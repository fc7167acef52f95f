"""The page of the account, what it keeps to itself, and the way back for claims and what rulings decided."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dockets.format.print_style import format_moment
from dockets.history.audit_log import get_state_version
from dockets.identity import duplicate_dockets, merge_dockets, relations
from dockets.identity.decisions import Verdict, undo_identity_decision
from dockets.identity.decisions import decide_identity as decide_identity
from dockets.identity.duplicate_dockets import keep_dockets_apart
from dockets.models import AuditEntry, Docket, DocketRelation, Filing
from rulings.desk import editorials
from rulings.desk.queue import DeskKind, finish_item, release_item, take_item
from rulings.history import registry
from rulings.history.snapshots import get_claim_state, get_disposition_state, get_editorial_state, get_milestone_state
from rulings.interpret.docket import interpret_docket
from rulings.models import Claim, Disposition, Editorial, Milestone, Ruling
from rulings.notes import replies, save
from rulings.notes.save import NoteWords
from rulings.views.desk import edit_list
from rulings.views.desk.edit_list import KINDS
from tests.conftest import Users
from tests.rulings.views.claims.test_claims_edit import claim_of, enter
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
BASE, LIST = "/cases/wawd/2:21-cv-00031/", "/desk/edits/"


@pytest.fixture
def docket(client: Client, users: Users) -> Docket:
    client.force_login(users.editor)
    row = factories.docket(docket_number="2:21-cv-00031")
    factories.party(docket=row)
    factories.party(docket=row, name="AWS", type="Defendant", side="defendant")
    factories.filing(docket=row, number="1")
    return row


def shown(client: Client, query: str = "") -> list[str]:
    return [
        pages.text(row) for row in pages.by_class(pages.parsed(client.get(LIST + query)), "decisions")[0].iter("li")
    ]


def back(client: Client, edit: AuditEntry, seen: int | None = None) -> str:
    """Puts back, and what is said of it."""
    newest = AuditEntry.objects.latest("id").pk
    sent = {"seen": str(newest if seen is None else seen), "request_id": f"r{edit.pk}-{newest}"}
    page = pages.parsed(client.post(reverse("edit-restore", args=[edit.pk]), sent, follow=True))
    return pages.text(pages.by_class(page, "messages")[0])


def test_each_says_who_did_what_from_what_to_what(client: Client, docket: Docket) -> None:
    claim_of(docket)
    enter(client, **{"c0-title": "Fraud", "c0-against_text": "Denies it."})
    (line,) = shown(client)
    assert line.startswith("editor changed claim 1 Fraud , ") and "Go back" not in line
    assert "title Breach of contract Fraud" in line and "what each side says against: Denies it." in line
    assert shown(client, "?kind=ruling") == ["Nothing has been changed by anybody."]
    assert len(shown(client, f"?case={docket.pk}&kind=claim")) == 1
    assert client.get(f"{LIST}?case=999999").status_code == 404
    assert "Old" not in pages.text(pages.parsed(client.get(f"{LIST}?after=rubbish")))


def test_it_goes_on_from_page_to_page_in_a_fixed_number_of_queries(
    client: Client, docket: Docket, django_assert_num_queries: Any
) -> None:
    for number in range(120):
        AuditEntry.objects.create(
            docket=docket, kind="claim", object_id=number, by_name="ann", before=None, after={"title": str(number)}
        )
    # Session, user, two for permissions; the edits; the newest of each, of all.
    with django_assert_num_queries(7):
        page = pages.parsed(client.get(LIST))
    seen = 0
    while True:
        seen += len(list(pages.by_class(page, "decisions")[0].iter("li")))
        further = [link.get("href", "") for link in page.iter("a") if link.get("rel") == "next"]
        if not further:
            break
        page = pages.parsed(client.get(LIST + further[0]))
    assert seen == 120


def test_what_later_pleadings_did_is_told_in_words(client: Client, docket: Docket) -> None:
    later = [
        {"pleading": "40", "change": "renumbered", "number": 2},
        {"pleading": "58", "change": "dropped", "number": None},
    ]
    sides = {"for": {"text": "It was lied to.", "filing": "1"}, "against": {"text": "It was not.", "filing": None}}
    after = {"number": 3, "title": "Fraud", "later_pleadings": later, "positions": sides}
    AuditEntry.objects.create(docket=docket, kind="claim", object_id=7, by_name="ann", before=None, after=after)
    (line,) = shown(client)
    assert "in later pleadings 40 renumbered it, to 2; 58 dropped it" in line
    assert "what each side says for: It was lied to. (1); against: It was not." in line


def test_a_filing_without_a_number_is_called_by_its_words(client: Client, docket: Docket, users: Users) -> None:
    filing = factories.filing(docket=docket, long_text="NOTICE of Voluntary Dismissal")
    ruling = factories.ruling(filing=filing, title="Voluntary dismissal", date=date(2021, 3, 2))
    decided = factories.disposition(ruling=ruling, claim=factories.claim(docket=docket), outcome="withdrawn")
    hearing = factories.hearing(docket=docket, filing=filing, title="Status conference", date=date(2021, 3, 9))
    for row in (hearing, ruling, decided):
        registry.record_row_edit(row, None, by=users.editor)
    lines = shown(client)
    assert lines[0].startswith("editor entered decision 1 (NOTICE of Voluntary Dismissal) ,")
    assert lines[1].startswith("editor entered ruling Voluntary dismissal ,")
    assert "date March 9, 2021" in lines[2]
    assert not any(filing.public_id in line for line in lines)
    links = pages.links(pages.parsed(client.get(LIST)))
    assert links["1 (NOTICE of Voluntary Dismissal)"] == f"{BASE}filings/{filing.public_id}/"


def test_private_notes_leave_no_trace_for_others(client: Client, docket: Docket, users: Users) -> None:
    filing = docket.filings.get()
    author = factories.user("author", role="editor")
    factories.annotation(filing=filing, author=author, visibility="private")
    shared = factories.annotation(filing=filing, author=author, body="@editor look")
    replies.add_reply(shared.pk, "Yes", by=author, now=timezone.now())
    finish_item(DeskKind.MENTION, shared.pk, docket.pk, by=users.editor, now=timezone.now())
    assert len(shown(client)) == 3
    for person, number in ((author, 3), (users.admin, 2)):
        client.force_login(person)
        assert len(shown(client)) == number, person
    page = client.get("/admin/dockets/auditentry/").content.decode()
    assert "2 edits" in page


def test_every_kind_has_its_word() -> None:
    from rulings.history.registry import ACCOUNTED

    assert set(KINDS) == {kind for kind, _ in ACCOUNTED.values()} | {"tracker", "matter", "followrule", "channel"}


# -- what things are called, and where they stand --


def linked(client: Client, query: str = "") -> list[list[tuple[str, str]]]:
    """The links of each line, but for that to the case."""
    rows = pages.by_class(pages.parsed(client.get(LIST + query)), "decisions")[0].iter("li")
    return [[(pages.text(link), link.get("href", "")) for link in row.findall("p/a")] for row in rows]


def test_notes_are_called_by_their_words_and_lead_to_them(client: Client, docket: Docket, users: Users) -> None:
    filing, now = docket.filings.get(), timezone.now()
    note = factories.annotation(filing=filing, author=users.editor, body="@editor look at *this*", visibility="public")
    replies.add_reply(note.pk, "Yes", by=users.journalist, now=now)
    finish_item(DeskKind.MENTION, note.pk, docket.pk, by=users.editor, now=now)
    take_item(DeskKind.OVERTAKEN, note.pk, docket.pk, by=users.editor, now=now)
    assert linked(client) == [[("“@editor look at this”", f"/notes/{note.public_id}/")]] * 4
    assert [line.split(" “")[0] for line in shown(client)] == [
        "editor took in hand:", "editor took off the desk:", "journalist answered the note", "editor wrote the note",
    ]  # fmt: skip
    release_item(DeskKind.OVERTAKEN, note.pk, by=users.editor)
    assert shown(client)[0].startswith("editor put back on the desk: “@editor look")
    assert not [line for line in shown(client) if str(filing.pk) in line.replace(",", "").split()]
    save.edit_note(note.pk, NoteWords("x" * 200, "newsroom"), by=users.editor, version=note.version, now=now)
    assert {text for ((text, _),) in linked(client)} == {f"“{'x' * 80}…”"}


def test_what_stands_on_a_filing_leads_there(client: Client, docket: Docket, users: Users, order: Any) -> None:
    now = timezone.now()
    ruling = Ruling.objects.get()
    take_item(DeskKind.RULING, ruling.pk, docket.pk, by=users.editor, now=now)
    finish_item(DeskKind.FILING, docket.filings.get(number="1").pk, docket.pk, by=users.editor, now=now)
    seen = get_state_version(None)
    said = {"headline": "Parler loses", "summary": "", "pinned": True}
    editorials.save_editorial(docket, order, said, seen=seen, by=users.editor, now=now, request_id="")
    editorials.save_editorial(
        docket, None, said | {"pinned": False}, seen=seen, by=users.editor, now=now, request_id=""
    )
    claim = Claim.objects.get()
    registry.delete_with_record(claim, by=users.editor)
    decide(client, order, ruling_title="Denied", d0_outcome="denied")
    found = [[url for _, url in line] for line in linked(client)]
    at = {f"{BASE}filings/34/", f"{BASE}filings/1/", f"{BASE}claims/", BASE}
    assert {url for line in found for url in line} == at and {len(line) for line in found} == {1}
    named = [text for line in linked(client) for text, _ in line]
    assert "Parler loses (34 ORDER denying 2 Motion for TRO.)" in named and "Parler loses" in named
    assert any(text.startswith("34 ORDER") for text in named) and "1 Breach of contract" in named


# -- what the record tells --


def test_words_on_filings_stand_among_the_edits(client: Client, docket: Docket, users: Users) -> None:
    now = timezone.now()
    rows = [factories.observation(filing=factories.filing(docket=docket, number=number)) for number in ("8", "9")]
    rows[1].filing.possible_duplicate_of = rows[0].filing
    rows[1].filing.save()
    word = decide_identity(rows[1].filing_id, rows[0].filing_id, Verdict.DIFFERENT, by=users.editor, now=now)
    registry.record_row_edit(claim_of(docket), None, by=users.editor)
    lines = shown(client)
    assert lines[0].startswith("editor entered claim") and lines[1].startswith("editor said that 8 ")
    assert "are not the same filing" in lines[1]
    undo_identity_decision(word.pk, by=users.admin, now=timezone.now())
    lines = shown(client)
    assert [line.split(" ")[0] for line in lines] == ["admin", "editor", "editor"]
    assert lines[0].startswith("admin took back that 8 ") and "(taken back since)" in lines[2]
    ((one, other), *_) = linked(client, "?kind=identity")
    assert [client.get(url).status_code for _, url in (one, other)] == [200, 200]
    assert len(shown(client, f"?kind=identity&case={docket.pk}")) == 2
    elsewhere = factories.docket()
    assert shown(client, f"?case={elsewhere.pk}") == ["Nothing has been changed by anybody."]


def test_words_on_cases_stand_among_them(client: Client, docket: Docket, users: Users) -> None:
    twin, third = factories.docket(docket_number="2:21-cv-00032"), factories.docket(docket_number="2:21-cv-00033")
    merge = merge_dockets.merge_dockets(twin.pk, docket.pk, by=users.admin, now=timezone.now())
    keep_dockets_apart(docket, third, by=users.admin, now=timezone.now())
    lines = shown(client)
    assert (
        "2:21-cv-00033 are two cases" in lines[0] and lines[1].startswith("admin made one case of") and len(lines) == 2
    )
    merge_dockets.undo_docket_merge(merge.pk, by=users.editor, now=timezone.now())
    assert shown(client, "?kind=cases")[0].startswith("editor took back that")
    assert len(shown(client, f"?case={twin.pk}")) == 2 and len(shown(client, f"?case={third.pk}")) == 1


def test_words_on_relations_and_on_two_cases_are_kept_when_they_are_taken_back(
    client: Client, docket: Docket, users: Users
) -> None:
    third, day = factories.docket(docket_number="2:21-cv-00033"), timezone.now()
    apart = keep_dockets_apart(docket, third, by=users.admin, now=day)
    row = relations.enter_relation(docket, "appeal_of", third.court, "2:21-cv-00040", by=users.admin, now=day)
    lines = shown(client)
    assert lines[0].endswith(", " + format_moment(day)) and lines[0].startswith("admin confirmed that")
    assert "2:21-cv-00031 is appeal of 2:21-cv-00040" in lines[0] and "are two cases" in lines[1]
    assert duplicate_dockets.undo_keep_apart(apart.pk, by=users.editor, now=timezone.now())
    assert relations.undo_relation_decision(row.pk, by=users.editor, now=timezone.now()) is None
    lines = shown(client, "?kind=cases")
    assert [line.split(" ")[0] for line in lines] == ["editor", "editor", "admin", "admin"]
    assert lines[0].startswith("editor took back that 2:21-cv-00031 is appeal of 2:21-cv-00040")
    assert lines[1].startswith("editor took back that 2:21-cv-00031 and 2:21-cv-00033 are two cases")
    assert (
        "is appeal of 2:21-cv-00040 (taken back since)" in lines[2] and "are two cases (taken back since)" in lines[3]
    )
    assert len(shown(client, f"?case={third.pk}")) == 2 and len(shown(client, f"?case={docket.pk}")) == 4
    (relation, two, *_), known = linked(client), f"/cases/wawd/{third.docket_number}/"
    assert ([url for _, url in relation], [url for _, url in two]) == ([BASE], [BASE, known])


def test_a_rejection_that_is_overruled_is_kept(client: Client, docket: Docket, users: Users) -> None:
    other = factories.docket(docket_number="2:21-cv-00040")
    row = factories.relation(docket=docket, other=other, kind="appeal_of")
    DocketRelation.objects.filter(pk=row.pk).update(status="suggested", ground="Appeal")
    relations.decide_relation(row.pk, DocketRelation.Status.REJECTED, by=users.editor, now=timezone.now())
    relations.enter_relation(docket, "appeal_of", other.court, "2:21-cv-00040", by=users.admin, now=timezone.now())
    assert [line.split(" 2:21")[0] for line in shown(client)] == [
        "admin confirmed that Parler LLC v. Amazon Web Services, Inc.", "admin took back the rejection that",
        "editor rejected that",
    ]  # fmt: skip


@pytest.mark.parametrize("statement", ["UPDATE dockets_auditentry SET by_name = 'x'", "DELETE FROM dockets_auditentry"])
def test_what_was_taken_back_stays_on_record(docket: Docket, users: Users, statement: str) -> None:
    apart = keep_dockets_apart(docket, factories.docket(), by=users.admin, now=timezone.now())
    duplicate_dockets.undo_keep_apart(apart.pk, by=users.admin, now=timezone.now())
    with (
        pytest.raises(DatabaseError, match="neither changed nor deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    users.admin.delete()
    kept = AuditEntry.objects.filter(kind="docketsapart", object_id=apart.pk)
    assert [(row.by, row.by_name, row.after is None) for row in kept] == [(None, "admin", True), (None, "admin", False)]


def test_all_of_them_are_met_once_from_page_to_page(
    client: Client, docket: Docket, users: Users, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also those of one moment, there and back."""
    monkeypatch.setattr(edit_list, "PAGE", 3)
    now = timezone.now()
    for number in range(4):
        twin = factories.docket()
        merge = merge_dockets.merge_dockets(twin.pk, docket.pk, by=users.admin, now=now)
        merge_dockets.undo_docket_merge(merge.pk, by=users.admin, now=now)
        row = AuditEntry.objects.create(
            docket=docket, kind="claim", object_id=number, by_name="ann", before=None, after={}
        )
        for place in range(2):
            pair = [factories.filing(docket=docket, number=f"{number}{place}{side}") for side in (1, 2)]
            for filing in pair:
                factories.observation(filing=filing)
            Filing.objects.filter(pk=pair[1].pk).update(possible_duplicate_of=pair[0])
            word = decide_identity(pair[1].pk, pair[0].pk, Verdict.DIFFERENT, by=users.admin, now=now)
        undo_identity_decision(word.pk, by=users.admin, now=row.at)
    last = LIST
    for turn in ("next", "prev"):
        seen: list[str] = []
        there = last
        while there:
            page = pages.parsed(client.get(there))
            seen += [row.get("id", "") for row in pages.by_class(page, "decisions")[0].iter("li")]
            last, further = there, [link.get("href", "") for link in page.iter("a") if link.get("rel") == turn]
            there = LIST + further[0] if further else ""
        assert len(seen) == len(set(seen)) == 24, turn


# -- the way back --


def test_a_claim_goes_back_to_any_version_and_is_brought_back(client: Client, docket: Docket) -> None:
    claim = claim_of(docket)
    enter(client, **{"c0-title": "Fraud", "c0-against_text": "Denies it.", "c0-against_filing": "1"})
    second = get_claim_state(Claim.objects.get(pk=claim.pk))
    first_edit = AuditEntry.objects.latest("id")
    enter(client, **{"c0-title": "Deceit", "c0-against_text": "", "c0-against_filing": "", "c0-ground": "Common law"})
    assert "Go back to this" in shown(client)[1]
    assert back(client, first_edit) == "Put back. That is an edit too, and can be undone here."
    assert get_claim_state(Claim.objects.get(pk=claim.pk)) == second
    enter(client, **{"c0-remove": "on"})
    assert not Claim.objects.exists()
    assert "Bring it back" in shown(client)[0]
    back(client, AuditEntry.objects.latest("id"))
    assert get_claim_state(Claim.objects.get()) == second


def test_what_changed_since_is_not_overwritten_and_a_form_is_taken_once(client: Client, docket: Docket) -> None:
    claim = claim_of(docket)
    enter(client, **{"c0-title": "Fraud"})
    first, seen = AuditEntry.objects.latest("id"), AuditEntry.objects.latest("id").pk
    enter(client, **{"c0-title": "Deceit"})
    assert "Somebody has changed it since" in back(client, first, seen)
    assert Claim.objects.get(pk=claim.pk).title == "Deceit"
    sent = {"seen": str(AuditEntry.objects.latest("id").pk), "request_id": "once"}
    for _ in range(2):
        client.post(reverse("edit-restore", args=[first.pk]), sent)
    assert AuditEntry.objects.filter(kind="claim").count() == 3 and Claim.objects.get(pk=claim.pk).title == "Fraud"


def test_plain_words_and_milestones_are_brought_back(client: Client, docket: Docket, users: Users, order: Any) -> None:
    now, nothing = timezone.now(), get_state_version(None)
    said = {"headline": "Parler loses", "summary": "In short.", "pinned": True}
    editorials.save_editorial(docket, order, said, seen=nothing, by=users.editor, now=now, request_id="")
    seen = get_state_version(get_editorial_state(Editorial.objects.get()))
    editorials.save_editorial(docket, order, {}, seen=seen, by=users.editor, now=now, request_id="")
    told = {"date": date(2021, 1, 9), "headline": "Off the shelf", "text": "", "source": "A paper", "source_url": ""}
    editorials.save_milestone(docket, None, told, seen=nothing, by=users.editor, request_id="")
    row = Milestone.objects.get()
    seen = get_state_version(get_milestone_state(row))
    editorials.save_milestone(docket, row.pk, None, seen=seen, by=users.editor, request_id="")
    assert not Editorial.objects.exists() and not Milestone.objects.exists()
    for kind in ("editorial", "milestone"):
        assert "Put back." in back(client, AuditEntry.objects.filter(kind=kind).latest("pk"))
    again = Editorial.objects.get()
    assert (again.filing, again.headline, again.summary, again.pinned) == (order, "Parler loses", "In short.", True)
    assert (Milestone.objects.get().date, Milestone.objects.get().source) == (date(2021, 1, 9), "A paper")


def test_what_cannot_be_put_back_is_said(client: Client, docket: Docket) -> None:
    claim_of(docket)
    enter(client, **{"c0-title": "Fraud", "c0-against_filing": "1", "c0-against_text": "No"})
    first = AuditEntry.objects.latest("id")
    enter(client, **{"c0-title": "Deceit"})
    docket.filings.update(number="1a")
    assert "It names filing 1, which this case does not have any more" in back(client, first)
    docket.filings.update(number="1")
    Claim.objects.get().against.clear()
    docket.parties.get(name="AWS").delete()
    assert "It names AWS, who is no party of this case any more" in back(client, first)
    assert Claim.objects.get().title == "Deceit"


@pytest.fixture
def order(docket: Docket) -> Any:
    factories.filing(
        docket=docket, number="2", long_text="MOTION for Temporary Restraining Order by Plaintiff Parler LLC."
    )
    claim_of(docket)
    row = factories.filing(
        docket=docket, number="34", date_filed=date(2021, 1, 21), long_text="ORDER denying 2 Motion for TRO."
    )
    interpret_docket(docket.pk)
    return row


def decide(client: Client, order: Any, **typed: Any) -> None:
    address = f"{BASE}filings/{order.public_id}/decides/"
    form = pages.entry_values(pages.by_class(pages.parsed(client.get(address)), "entry")[0])
    assert (
        client.post(address, form | {name.replace("_", "-", 1): told for name, told in typed.items()}).status_code
        == 302
    )


def decisions() -> list[Any]:
    return sorted((get_disposition_state(row) for row in Disposition.objects.all()), key=str)


def test_all_that_a_ruling_decided_goes_back_together(client: Client, docket: Docket, order: Any) -> None:
    decide(client, order, ruling_title="Denied", d0_outcome="not_likely_to_succeed", d0_reason="Nothing was shown.")
    then, first = decisions(), AuditEntry.objects.latest("id")
    assert len(then) == 2
    decide(client, order, ruling_title="Granted", d0_outcome="", d0_reason="", d1_outcome="granted")
    assert any("outcome Not likely to succeed" in line for line in shown(client, "?kind=disposition"))
    assert not [line for line in shown(client) if "—" in line]
    assert [row["outcome"] for row in decisions()] == ["granted"] and Ruling.objects.get().title == "Granted"
    assert "Put back" in back(client, first)
    assert (decisions(), Ruling.objects.get().title) == (then, "Denied")
    gone = AuditEntry.objects.filter(kind="disposition", after__isnull=True).latest("id")
    decide(client, order, d0_outcome="", d0_reason="")
    assert "Put back" in back(client, gone)
    assert decisions() == then


def test_a_journalist_is_let_nowhere_near(client: Client, docket: Docket, users: Users) -> None:
    claim_of(docket)
    enter(client, **{"c0-title": "Fraud"})
    client.force_login(users.journalist)
    assert client.get(LIST).status_code == 403
    assert client.post(reverse("edit-restore", args=[AuditEntry.objects.get().pk]), {"seen": "9"}).status_code == 403


def test_a_deleted_note_is_restored_from_where_its_deletion_is_told(
    client: Client, docket: Docket, users: Users
) -> None:
    filing = factories.filing(docket=docket)
    note = save.add_note(filing.pk, NoteWords("Look here", "newsroom"), by=users.editor, now=timezone.now())
    save.delete_note(note.pk, by=users.editor, version=1, now=timezone.now())
    client.force_login(users.editor)
    page = pages.parsed(client.get(reverse("edit-list"), {"kind": "annotation"}))
    (first, *_) = pages.by_class(page, "decisions")[0].iter("li")
    assert "deleted the note “Look here”" in pages.text(first)
    history = pages.parsed(client.get(pages.links(first)["restore it from its history"]))
    (form,) = [one for one in history.iter("form") if one.get("action", "").endswith("/restore/")]
    client.post(form.get("action", ""), pages.form_values(form))
    note.refresh_from_db()
    assert note.deleted_at is None
