"""Entering what a ruling decided: the machine's draft confirmed, changed, and never coming back."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dockets.models import AuditEntry, Docket, Filing
from rulings.interpret.docket import interpret_docket
from rulings.models import Claim, Disposition, Motion, Ruling, TimelineEvent
from tests.support import factories, pages

pytestmark = pytest.mark.django_db

BASE = "/cases/wawd/2:21-cv-00031/"


@pytest.fixture
def order() -> Filing:
    """Of a case with two claims and a motion; the machine has read it."""
    docket = factories.docket(docket_number="2:21-cv-00031")
    factories.party(docket=docket)
    for name in ("AWS", "Elm Works"):
        factories.party(docket=docket, name=name, type="Defendant", side="defendant")
    factories.filing(docket=docket, number="1")
    factories.filing(
        docket=docket, number="2", long_text="MOTION for Temporary Restraining Order by Plaintiff Parler LLC."
    )
    factories.filing(docket=docket, number="5", long_text="MOTION to Seal by Plaintiff Parler LLC.")
    row = factories.filing(
        docket=docket, number="34", date_filed=date(2021, 1, 21), long_text="ORDER denying 2 Motion for TRO."
    )
    for number, title in enumerate(("Conspiracy", "Breach"), start=1):
        claim = factories.claim(docket=docket, number=number, title=title)
        claim.against.add(*docket.parties.filter(side="defendant"))
    interpret_docket(docket.pk)
    return row


@pytest.fixture
def editor(client: Client) -> User:
    user = factories.user("ann", role="editor")
    client.force_login(user)
    return user


def address(order: Filing) -> str:
    return f"{BASE}filings/{order.public_id}/decides/"


def page_of(client: Client, order: Filing) -> Any:
    return pages.parsed(client.get(address(order)))


def form_of(client: Client, order: Filing) -> dict[str, Any]:
    return pages.entry_values(pages.by_class(page_of(client, order), "entry")[0])


def enter(client: Client, order: Filing, **typed: Any) -> Any:
    return client.post(
        address(order), form_of(client, order) | {name.replace("_", "-", 1): told for name, told in typed.items()}
    )


def decided(docket: Docket) -> set[tuple[str, str, str, bool]]:
    rows = Disposition.objects.filter(ruling__docket=docket).select_related("claim", "motion__filing")
    return {
        (
            row.claim.title if row.claim else "",
            row.motion.filing.number if row.motion else "",
            row.outcome,
            row.read_by_machine,
        )
        for row in rows
    }


def test_the_machines_reading_is_offered_as_a_draft(client: Client, order: Filing, editor: User) -> None:
    page = page_of(client, order)
    legends = [pages.text(item) for item in page.iter("legend")]
    assert [text for text in legends if "machine" in text] == [
        "2 Motion for temporary restraining order Read by machine: confirm or change"
    ]
    assert {"1 · Conspiracy", "2 · Breach"} <= set(legends)
    assert "The machine has read 1 decision from the text. That is a draft" in pages.text(page)
    assert "ORDER denying 2 Motion for TRO." in pages.text(page)
    filing_page = pages.links(pages.parsed(client.get(f"{BASE}filings/34/")))
    assert filing_page["Say what this decides, or confirm what was read"] == address(order)


def test_it_is_confirmed_and_claims_are_decided_in_one_go(client: Client, order: Filing, editor: User) -> None:
    answer = enter(
        client, order, ruling_title="Injunction denied", ruling_standard="Likely success.",
        ruling_judge="Barbara J. Rothstein",
        d0_outcome="not_likely_to_succeed", d0_reason="Nothing was shown.", d0_quotation="dwindlingly slight",
        d0_place="at 8", d0_quoted_from="a press report",
    )  # fmt: skip
    assert (answer.status_code, answer["Location"]) == (302, f"{BASE}filings/34/")
    assert decided(order.docket) == {("", "2", "denied", False), ("Conspiracy", "", "not_likely_to_succeed", False)}
    ruling = Ruling.objects.get(filing=order)
    assert (ruling.title, ruling.standard, ruling.date, ruling.read_by_machine, ruling.is_complete) == (
        "Injunction denied", "Likely success.", date(2021, 1, 21), False, True,
    )  # fmt: skip
    assert TimelineEvent.objects.get(filing=order).headline == "Injunction denied"
    row = Disposition.objects.get(claim__isnull=False)
    assert (row.reason, row.quotation, row.place) == ("Nothing was shown.", "dwindlingly slight", "at 8")
    assert {(edit.kind, edit.by_name) for edit in AuditEntry.objects.all()} == {
        ("ruling", "ann"),
        ("disposition", "ann"),
    }
    matrix = pages.text(pages.parsed(client.get(f"{BASE}claims/")))
    assert "Not likely to succeed" in matrix
    assert "Judge Barbara J. Rothstein" in matrix


def test_what_an_editor_took_back_or_changed_the_machine_does_not_restore(
    client: Client, order: Filing, editor: User
) -> None:
    enter(client, order, d2_outcome="")
    assert decided(order.docket) == set()
    interpret_docket(order.docket_id)
    assert decided(order.docket) == set()
    enter(client, order, d2_motion="2", d2_outcome="granted")
    interpret_docket(order.docket_id)
    assert decided(order.docket) == {("", "2", "granted", False)}
    (removed,) = [edit for edit in AuditEntry.objects.all() if edit.after is None]
    assert removed.before is not None and removed.before["outcome"] == "denied"


def test_a_motion_that_the_machine_did_not_see_is_named_by_its_number(
    client: Client, order: Filing, editor: User
) -> None:
    enter(client, order, d3_motion="5", d3_outcome="granted")
    assert ("", "5", "granted", False) in decided(order.docket)
    enter(client, order, d4_motion="1", d4_outcome="moot")
    assert Motion.objects.get(filing__number="1").read_by_machine is False


def test_a_claim_is_decided_for_some_parties_in_rows_of_their_own(client: Client, order: Filing, editor: User) -> None:
    elm = order.docket.parties.get(name="Elm Works")
    aws = order.docket.parties.get(name="AWS")
    key = f"claim-{Claim.objects.get(title='Conspiracy').pk}"
    split = pages.parsed(enter(client, order, split=key, d0_outcome="dismissed", d0_parties=[str(elm.pk)]))
    values = pages.entry_values(pages.by_class(split, "entry")[0])
    assert (values["d0-outcome"], values["d0-parties"], values["d4-about"], values["rows"]) == (
        "dismissed", [str(elm.pk)], key, "5",
    )  # fmt: skip
    answer = client.post(address(order), values | {"d4-outcome": "may_proceed", "d4-parties": [str(aws.pk)]})
    assert answer.status_code == 302
    rows = Disposition.objects.filter(claim__title="Conspiracy")
    assert {(row.outcome, *(party.name for party in row.parties.all())) for row in rows} == {
        ("dismissed", "Elm Works"), ("may_proceed", "AWS"),
    }  # fmt: skip


def test_an_earlier_ruling_is_reversed_by_name(client: Client, order: Filing, editor: User) -> None:
    claim = Claim.objects.get(title="Conspiracy")
    ruling = factories.ruling(filing=factories.filing(docket=order.docket, number="20"), read_by_machine=False)
    earlier = factories.disposition(ruling=ruling, claim=claim, outcome="dismissed", read_by_machine=False)
    assert enter(client, order, d0_outcome="reversed", d0_reviews=str(earlier.pk)).status_code == 302
    assert Disposition.objects.get(outcome="reversed").reviews == earlier
    foreign = factories.disposition(ruling=earlier.ruling, claim=Claim.objects.get(title="Breach"), outcome="dismissed")
    assert enter(client, order, d0_reviews=str(foreign.pk)).status_code == 422


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"d0_reason": "Nothing was shown."}, "What did it decide?"),
        ({"d0_outcome": "won"}, "not one of the choices"),
        ({"d0_outcome": "denied", "d0_place": "at 8"}, "Which words stand there?"),
        ({"d0_outcome": "denied", "d0_quotation": "w" * 1_001}, "at most 1000 characters"),
        ({"d3_motion": "99", "d3_outcome": "denied"}, "There is no filing 99 in this case"),
        ({"d3_outcome": "denied"}, "Name the motion by its number."),
        ({"d0_outcome": "denied", "d0_parties": ["999999"]}, "not one of the choices"),
        ({"ruling_citation": "c" * 201}, "at most 200 characters"),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_writes_nothing(
    client: Client, order: Filing, editor: User, typed: dict[str, Any], why: str
) -> None:
    before = decided(order.docket)
    assert why in pages.text(pages.parsed(enter(client, order, **typed), 422))
    assert (decided(order.docket), AuditEntry.objects.count()) == (before, 0)


def test_one_outcome_stands_once(client: Client, order: Filing, editor: User) -> None:
    key = f"claim-{Claim.objects.get(title='Conspiracy').pk}"
    values = pages.entry_values(
        pages.by_class(pages.parsed(enter(client, order, split=key, d0_outcome="denied")), "entry")[0]
    )
    answer = client.post(address(order), values | {"d4-outcome": "denied"})
    assert "This outcome stands twice for the same." in pages.text(pages.parsed(answer, 422))


def test_the_motion_of_a_row_named_once_more_is_the_same_motion(client: Client, order: Filing, editor: User) -> None:
    answer = enter(client, order, d3_motion="2", d3_outcome="denied")
    assert "This outcome stands twice for the same." in pages.text(pages.parsed(answer, 422))
    assert not AuditEntry.objects.exists()
    assert enter(client, order, d3_motion="2", d3_outcome="moot").status_code == 302
    assert decided(order.docket) == {("", "2", "denied", False), ("", "2", "moot", False)}


@pytest.mark.parametrize(
    "now", [("may_proceed", "dismissed"), ("may_proceed", "remanded")], ids=["changed over", "moved on"]
)
def test_rows_of_one_claim_change_their_outcomes_with_each_other(
    client: Client, order: Filing, editor: User, now: tuple[str, str]
) -> None:
    """While one is written the other must not stand in its way."""
    elm, aws = (order.docket.parties.get(name=name) for name in ("Elm Works", "AWS"))
    key = f"claim-{Claim.objects.get(title='Conspiracy').pk}"
    values = pages.entry_values(pages.by_class(pages.parsed(enter(client, order, split=key)), "entry")[0])
    told = {"d0-outcome": "dismissed", "d0-parties": [elm.pk], "d4-outcome": "may_proceed", "d4-parties": [aws.pk]}
    assert client.post(address(order), values | told).status_code == 302
    values = form_of(client, order)
    assert (values["d0-outcome"], values["d1-outcome"]) == ("dismissed", "may_proceed")
    assert client.post(address(order), values | {"d0-outcome": now[0], "d1-outcome": now[1]}).status_code == 302
    rows = Disposition.objects.filter(claim__title="Conspiracy")
    assert {(row.outcome, *(party.name for party in row.parties.all())) for row in rows} == {
        (now[0], "Elm Works"), (now[1], "AWS"),
    }  # fmt: skip
    edits = AuditEntry.objects.filter(kind="disposition", before__isnull=False, after__claim="1")
    assert len(edits) == 2 and all(edit.by == editor for edit in edits)


def test_a_form_sent_twice_is_taken_once(client: Client, order: Filing, editor: User) -> None:
    sent = form_of(client, order) | {"d0-outcome": "dismissed"}
    assert [client.post(address(order), sent).status_code for _ in range(3)] == [302, 302, 302]
    assert len(decided(order.docket)) == 2
    assert AuditEntry.objects.filter(kind="ruling").count() == 1


def test_what_another_has_entered_meanwhile_is_not_overwritten(client: Client, order: Filing, editor: User) -> None:
    mine = form_of(client, order) | {"d0-outcome": "dismissed"}
    enter(client, order, d1_outcome="settled", d1_reason="They agreed.")
    page = pages.parsed(client.post(address(order), mine), 409)
    assert "claim 2: Settled · They agreed." in pages.text(pages.by_class(page, "meanwhile")[0])
    assert ("Breach", "", "settled", False) in decided(order.docket)
    values = pages.entry_values(pages.by_class(page, "entry")[1])
    assert values["d0-outcome"] == "dismissed"
    assert client.post(address(order), values | {"d1-outcome": "settled"}).status_code == 302
    assert {("Conspiracy", "", "dismissed", False), ("Breach", "", "settled", False)} <= decided(order.docket)


@pytest.mark.parametrize(
    ("text", "is_read_anew"),
    [("ORDER granting 2 Motion for TRO.", True), ("ORDER denying 2 Motion for TRO. Amended.", False)],
)
def test_an_import_that_changes_the_text_in_between_is_a_conflict_too(
    client: Client, order: Filing, editor: User, text: str, is_read_anew: bool
) -> None:
    mine = form_of(client, order) | {"d0-outcome": "dismissed"}
    Filing.objects.filter(pk=order.pk).update(long_text=text, fingerprint="new")
    interpret_docket(order.docket_id)
    page = pages.parsed(client.post(address(order), mine), 409)
    told = pages.text(pages.by_class(page, "meanwhile")[0])
    assert told.startswith("The court’s text was changed since you opened this page")
    assert ("What is known of this ruling was changed" in told) == is_read_anew
    assert pages.text(pages.by_class(page, "words")[0]) == text
    values = pages.entry_values(pages.by_class(page, "entry")[1])
    assert values["d0-outcome"] == "dismissed"
    assert not AuditEntry.objects.filter(kind="disposition").exists()
    assert client.post(address(order), values).status_code == 302
    assert ("Conspiracy", "", "dismissed", False) in decided(order.docket)


def test_what_is_of_another_case_is_out_of_reach(client: Client, order: Filing, editor: User) -> None:
    other = factories.docket()
    theirs = factories.disposition(
        ruling=factories.ruling(filing=factories.filing(docket=other)),
        claim=factories.claim(docket=other),
        outcome="denied",
    )
    enter(client, order, d0_id=str(theirs.pk), d0_about=f"claim-{theirs.claim_id}", d0_motion="5", d0_outcome="granted",
          ruling_docket=str(other.pk), ruling_read_by_machine="on")  # fmt: skip
    theirs.refresh_from_db()
    assert (theirs.outcome, theirs.ruling.docket) == ("denied", other)
    assert ("", "5", "granted", False) in decided(order.docket)
    assert (
        client.get(f"/cases/{other.court_id}/{other.docket_number}/filings/{order.public_id}/decides/").status_code
        == 404
    )


@pytest.mark.parametrize(
    ("role", "read", "write"), [("", 302, 401), ("journalist", 403, 403), ("editor", 200, 302), ("admin", 200, 302)]
)
def test_roles(client: Client, order: Filing, role: str, read: int, write: int) -> None:
    client.force_login(factories.user(role="editor"))
    sent = form_of(client, order) | {"d0-outcome": "dismissed"}
    client.logout()
    if role:
        client.force_login(factories.user(role=role))
    assert client.get(address(order)).status_code == read
    assert client.post(address(order), sent).status_code == write
    assert Disposition.objects.filter(outcome="dismissed").exists() is (role in ("editor", "admin"))
    shown = pages.links(pages.parsed(client.get(f"{BASE}filings/34/")))
    assert ("Say what this decides, or confirm what was read" in shown) is (role in ("editor", "admin"))


def test_another_spelling_leads_to_the_lasting_address(client: Client, order: Filing, editor: User) -> None:
    assert client.get("/cases/wawd/2:21-cv-0031/filings/34/decides/")["Location"] == address(order)


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(
    client: Client, order: Filing, editor: User, number: int, django_assert_max_num_queries: Any
) -> None:
    for place in range(3, 3 + number):
        claim = factories.claim(docket=order.docket, number=place)
        claim.against.add(*order.docket.parties.all())
        row = factories.disposition(ruling=Ruling.objects.get(filing=order), claim=claim)
        row.parties.add(*order.docket.parties.all())
    with django_assert_max_num_queries(16):
        page_of(client, order)


def test_the_order_itself_stands_there_to_be_quoted_with_its_pages(
    client: Client, order: Filing, editor: User, django_assert_num_queries: Any
) -> None:
    assert pages.links(page_of(client, order))["Bring in the order’s own text"] == f"{BASE}filings/34/documents/0/"
    with CaptureQueriesContext(connection) as before:
        client.get(address(order))
    factories.document_text(filing=order, by=editor, pages=["ORDER", "It is <i>denied</i>."])
    factories.document_text(filing=order, by=editor, pages=["An exhibit"], number=1)
    with django_assert_num_queries(len(before) + 1):  # the motions that it may name by words
        (whole,) = pages.by_class(page_of(client, order), "whole")
    assert [(p.get("data-place"), pages.text(p)) for p in whole.iter("p")] == [
        ("at 1", "1 ORDER"),
        ("at 2", "2 It is <i>denied</i>."),
    ]


def test_parts_that_are_ours_are_no_place_of_a_quotation(client: Client, order: Filing, editor: User) -> None:
    factories.document_text(filing=order, by=editor, pages=["ORDER"], is_paged=False)
    (whole,) = pages.by_class(page_of(client, order), "whole")
    assert [p.get("data-place") for p in whole.iter("p")] == [""]


ORDER_TEXT = [
    "The Court finds that nothing was shown of a conspiracy. Serious questions going to the merits there are none.",
    "JANE A. ROE\nUnited States District Judge",
]


def test_judge_standard_and_sentences_are_proposed_from_the_orders_text(
    client: Client, order: Filing, editor: User
) -> None:
    factories.document_text(filing=order, by=editor, pages=ORDER_TEXT)
    page = page_of(client, order)
    values = pages.entry_values(pages.by_class(page, "entry")[0])
    assert values["ruling-judge"] == "Jane A. Roe"
    assert values["ruling-standard"].startswith("Success on the merits likely, or at least serious questions")
    assert len(pages.by_class(page, "by-machine")) == 3
    places = {field.get("data-words"): field.get("data-at") for field in page.iter("input")}
    assert places["The Court finds that nothing was shown of a conspiracy."] == "at 1"
    assert enter(client, order, d0_outcome="dismissed").status_code == 302
    assert Ruling.objects.get(filing=order).judge == "Jane A. Roe"
    assert not pages.by_class(page_of(client, order), "by-machine")


def test_a_chosen_sentence_fills_quotation_and_place(client: Client, order: Filing, editor: User) -> None:
    factories.document_text(filing=order, by=editor, pages=ORDER_TEXT)
    page = pages.parsed(enter(client, order, quote="d1", sentence="1", d1_reason="Nothing was shown."))
    values = pages.entry_values(pages.by_class(page, "entry")[0])
    assert (values["d1-quotation"], values["d1-place"], values["d1-reason"]) == (
        "The Court finds that nothing was shown of a conspiracy.", "at 1", "Nothing was shown.",
    )  # fmt: skip
    assert client.post(address(order), values | {"d1-outcome": "dismissed"}).status_code == 302
    assert Disposition.objects.get(claim__title="Breach").place == "at 1"
    assert "Choose a sentence" in pages.text(pages.parsed(enter(client, order, quote="d1", sentence="99")))


def test_what_the_orders_text_decides_is_offered_with_its_sentence_and_filled_in_when_asked(
    client: Client, order: Filing, editor: User
) -> None:
    whole = ["The motion to dismiss (Dkt. No. 5) is GRANTED as to Count I and DENIED as to Count II.", "So ordered."]
    text = factories.document_text(filing=order, by=editor, pages=whole)
    text.pages.filter(number=1).update(read_by="rapidocr 3", confidence=0.9)
    page = page_of(client, order)
    offered = [pages.text(one) for one in pages.by_class(page, "offered")]
    assert [one.split(":")[1].split(".")[0] for one in offered] == [" Dismissed", " May proceed", " Granted in part"]
    assert all(whole[0] in one and "at 1" in one and "a picture that a program has read" in one for one in offered)
    values = pages.entry_values(pages.by_class(page, "entry")[0])
    assert not values["d0-outcome"] and Disposition.objects.filter(claim__isnull=False).count() == 0
    filled = pages.parsed(enter(client, order, read="d0"))
    values = pages.entry_values(pages.by_class(filled, "entry")[0])
    assert (values["d0-outcome"], values["d0-quotation"], values["d0-place"]) == ("dismissed", whole[0], "at 1")
    assert len(pages.by_class(filled, "offered")) == 2
    assert client.post(address(order), values).status_code == 302
    assert ("Conspiracy", "", "dismissed", False) in decided(order.docket)
    assert "nothing of it that could be filled in" in pages.text(pages.parsed(enter(client, order, read="d9")))


def test_motions_that_the_orders_text_names_by_words_are_offered_too(
    client: Client, order: Filing, editor: User
) -> None:
    factories.filing(docket=order.docket, number="40", date_filed=date(2021, 3, 1), long_text="MOTION to Seal by AWS.")
    Filing.objects.filter(pk=order.pk).update(long_text="ORDER re 2 MOTION for TRO.", fingerprint="named alone")
    interpret_docket(order.docket_id)
    said = [
        "Before the Court is also the motion to seal (Dkt. 5).",
        "The application for fees is DENIED. The motion for a temporary restraining order is DENIED.",
        "The motion to seal is GRANTED in part.",
    ]
    factories.document_text(filing=order, by=editor, pages=said)
    offered = sorted(pages.text(one) for one in pages.by_class(page_of(client, order), "offered"))
    assert [one.split(":")[1].split(".")[0] for one in offered] == [" Denied", " Granted in part"]
    assert "at 2" in offered[0] and "The motion to seal is GRANTED in part. " in offered[1] and "at 3" in offered[1]


def test_one_outcome_for_several_claims_also_when_it_is_saved_at_once(
    client: Client, order: Filing, editor: User
) -> None:
    told = {"all_outcome": "dismissed", "all_reason": "Nothing was shown.", "d0_picked": "on", "d1_picked": "on"}
    values = pages.entry_values(pages.by_class(pages.parsed(enter(client, order, apply="1", **told)), "entry")[0])
    assert [values[name] for name in ("d0-outcome", "d1-reason", "d2-outcome", "all-outcome")] == [
        "dismissed", "Nothing was shown.", "denied", "",
    ]  # fmt: skip
    assert "d0-picked" not in values
    assert not AuditEntry.objects.exists()
    assert enter(client, order, **told).status_code == 302
    rows = Disposition.objects.filter(claim__isnull=False)
    assert {(row.outcome, row.reason) for row in rows} == {("dismissed", "Nothing was shown.")}
    assert len(rows) == 2


def test_an_outcome_for_no_row_is_not_lost(client: Client, order: Filing, editor: User) -> None:
    page = pages.parsed(enter(client, order, all_outcome="dismissed"), 422)
    assert "Tick the rows that this holds for." in pages.text(page)
    assert "What did it decide?" in pages.text(pages.parsed(enter(client, order, all_reason="Why."), 422))
    assert not AuditEntry.objects.exists()


def test_a_row_is_filled_in_as_above(client: Client, order: Filing, editor: User) -> None:
    typed = {"d0_outcome": "dismissed", "d0_reason": "No facts.", "d0_standard": "Rule 12.", "d0_quotation": "ORDER"}
    values = pages.entry_values(pages.by_class(pages.parsed(enter(client, order, above="d1", **typed)), "entry")[0])
    names = ("outcome", "reason", "standard", "quotation")
    assert [values[f"d1-{name}"] for name in names] == [values[f"d0-{name}"] for name in names]
    assert "No row above it has an outcome." in pages.text(pages.parsed(enter(client, order, above="d0")))
    kept = pages.parsed(enter(client, order, above="d1", **typed, d1_outcome="may_proceed"))
    assert pages.entry_values(pages.by_class(kept, "entry")[0])["d1-outcome"] == "may_proceed"


def test_an_earlier_ruling_is_copied_to_rows_without_an_outcome(client: Client, order: Filing, editor: User) -> None:
    earlier = factories.ruling(filing=factories.filing(docket=order.docket, number="20"), read_by_machine=False)
    for claim in Claim.objects.all():
        factories.disposition(
            ruling=earlier, claim=claim, outcome="dismissed", reason="No facts.", read_by_machine=False
        )
    page = pages.parsed(enter(client, order, copy="1", earlier=str(earlier.pk), d1_outcome="may_proceed"))
    values = pages.entry_values(pages.by_class(page, "entry")[0])
    assert [values[name] for name in ("d0-outcome", "d0-reason", "d1-outcome", "d1-reason")] == [
        "dismissed", "No facts.", "may_proceed", "",
    ]  # fmt: skip
    assert "Copied to 1 row" in pages.text(page)
    foreign = factories.ruling(filing=factories.filing(docket=factories.docket(docket_number="2:22-cv-1"), number="3"))
    assert "Copied to 0 rows" in pages.text(pages.parsed(enter(client, order, copy="1", earlier=str(foreign.pk))))


def test_a_motion_that_the_text_names_has_a_row_of_its_own(client: Client, order: Filing, editor: User) -> None:
    row = factories.filing(docket=order.docket, number="35", long_text="ORDER re 5 Motion to Seal.")
    interpret_docket(order.docket_id)
    page = pages.parsed(client.get(f"{BASE}filings/{row.public_id}/decides/"))
    assert "5 Motion to seal" in [pages.text(item) for item in page.iter("legend")]
