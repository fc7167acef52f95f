"""Entering claims: what a form writes, and what it never overwrites."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from dockets.models import AuditEntry, Docket
from rulings.interpret.docket import interpret_docket
from rulings.models import Claim, Repleading
from rulings.views.claims import claims_edit
from tests.support import factories, pages

pytestmark = pytest.mark.django_db

BASE = "/cases/wawd/2:21-cv-00031/"
EDIT = f"{BASE}claims/edit/"


@pytest.fixture
def docket() -> Docket:
    row = factories.docket(docket_number="2:21-cv-00031")
    factories.party(docket=row)
    factories.party(docket=row, name="AWS", type="Defendant", side="defendant")
    factories.filing(docket=row, number="1")
    return row


def test_a_number_of_rows_that_is_none_is_no_row(client: Client, docket: Docket, editor: User) -> None:
    for typed in ("9" * 5_000, "²"):
        answer = client.post("/cases/wawd/2:21-cv-00031/claims/edit/", {"rows": typed, "c0-laters": typed})
        assert answer.status_code == 302 and not docket.claims.exists()
    assert (
        client.post("/cases/wawd/2:21-cv-00031/claims/edit/", {"rows": "1", "c0-laters": "9" * 5_000}).status_code
        == 302
    )


@pytest.fixture
def editor(client: Client) -> User:
    user = factories.user("ann", role="editor")
    client.force_login(user)
    return user


def form_of(client: Client) -> dict[str, Any]:
    page = pages.parsed(client.get(EDIT))
    return pages.entry_values(pages.by_class(page, "entry")[0])


def enter(client: Client, **typed: Any) -> Any:
    return client.post(EDIT, form_of(client) | typed)


def claim_of(docket: Docket, **fields: Any) -> Claim:
    row = factories.claim(docket=docket, pleading=docket.filings.get(number="1"), **fields)
    row.asserted_by.add(docket.parties.get(name="Parler LLC"))
    row.against.add(docket.parties.get(name="AWS"))
    return row


def test_a_claim_is_entered_in_one_row(client: Client, docket: Docket, editor: User) -> None:
    typed = {"c0-title": "Breach of contract", "c0-ground": "Common law", "c0-pleading": "1",
             "c0-against_text": "Denies it.", "c0-against_filing": "1"}  # fmt: skip
    answer = enter(client, **typed)
    assert (answer.status_code, answer["Location"]) == (302, f"{BASE}claims/")
    claim = Claim.objects.get(docket=docket)
    assert (claim.number, claim.title, claim.ground, claim.pleading) == (
        1, "Breach of contract", "Common law", docket.filings.get(number="1"),
    )  # fmt: skip
    assert ([party.name for party in claim.asserted_by.all()], [party.name for party in claim.against.all()]) == (
        ["Parler LLC"], ["AWS"],
    )  # fmt: skip
    assert [(row.stance, row.text) for row in claim.positions.all()] == [("against", "Denies it.")]
    edit = AuditEntry.objects.get()
    assert (edit.kind, edit.object_id, edit.by, edit.before) == ("claim", claim.pk, editor, None)
    assert edit.after is not None and edit.after["title"] == "Breach of contract"
    assert "ann entered 1 · Breach of contract" in pages.text(pages.parsed(client.get(EDIT)))


def test_a_row_is_added_without_javascript_and_keeps_what_was_typed(
    client: Client, docket: Docket, editor: User
) -> None:
    page = pages.parsed(enter(client, **{"c0-title": "Fraud", "more": "1"}))
    values = pages.entry_values(pages.by_class(page, "entry")[0])
    assert (values["c0-title"], values["c1-title"], values["rows"]) == ("Fraud", "", "2")
    assert not Claim.objects.exists()
    client.post(EDIT, values | {"c1-title": "Breach"})
    assert list(Claim.objects.values_list("number", "title")) == [(1, "Fraud"), (2, "Breach")]


def test_saving_an_untouched_form_changes_nothing(client: Client, docket: Docket, editor: User) -> None:
    claim = claim_of(docket, title="Fraud", summary="Two\nlines")
    Repleading.objects.create(claim=claim, pleading=factories.filing(docket=docket, number="9"), change="amended")
    enter(client)
    assert not AuditEntry.objects.exists()
    claim.refresh_from_db()
    assert (claim.title, claim.summary, claim.repleadings.count()) == ("Fraud", "Two\nlines", 1)


def test_a_claim_is_changed_and_removed_with_its_account(client: Client, docket: Docket, editor: User) -> None:
    claim = claim_of(docket, title="Fraud")
    enter(client, **{"c0-title": "Breach", "c0-later_change_0": "dropped", "c0-later_pleading_0": "1"})
    claim.refresh_from_db()
    assert (claim.title, claim.repleadings.get().change) == ("Breach", "dropped")
    enter(client, **{"c0-remove": "on"})
    assert not Claim.objects.exists()
    told = [
        (edit.before and edit.before["title"], edit.after and edit.after["title"])
        for edit in AuditEntry.objects.order_by("id")
    ]
    assert told == [("Fraud", "Breach"), ("Breach", None)]


def test_a_claim_that_was_decided_is_not_removed(client: Client, docket: Docket, editor: User) -> None:
    claim = claim_of(docket)
    factories.disposition(ruling=factories.ruling(filing=factories.filing(docket=docket)), claim=claim)
    answer = enter(client, **{"c0-remove": "on"})
    assert "Rulings have decided on this claim." in pages.text(pages.parsed(answer, 422))
    assert Claim.objects.exists()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"c0-ground": "15 U.S.C. § 1"}, "Say what is claimed."),
        ({"c0-title": "Fraud", "c0-number": ""}, "Give it its number."),
        ({"c0-title": "Fraud", "c0-number": "-1"}, "greater than or equal to 1"),
        ({"c0-title": "Fraud", "c0-number": "one"}, "Enter a whole number."),
        ({"c0-title": "F" * 301}, "at most 300 characters"),
        ({"c0-title": "Fraud", "c0-pleading": "99"}, "There is no filing 99 in this case"),
        ({"c0-title": "Fraud", "c0-kind": "wish"}, "not one of the choices"),
        ({"c0-title": "Fraud", "c0-against": ["999999"]}, "not one of the choices"),
        ({"c0-title": "Fraud", "c0-against_filing": "1"}, "What does it say there?"),
        ({"c0-title": "Fraud", "c0-later_change_0": "dropped"}, "Say what changed, and by which filing."),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_writes_nothing(
    client: Client, docket: Docket, editor: User, typed: dict[str, str], why: str
) -> None:
    page = pages.parsed(enter(client, **typed), 422)
    assert why in pages.text(page)
    assert not Claim.objects.exists()
    assert pages.entry_values(pages.by_class(page, "entry")[0]).get("c0-title") == typed.get("c0-title", "")


@pytest.mark.parametrize("rows", ["", "-1", "x", "99999999999999999999", "١"])
def test_a_forged_number_of_rows_is_no_error(client: Client, docket: Docket, editor: User, rows: str) -> None:
    assert enter(client, rows=rows, **{"c0-title": "Fraud"}).status_code in (302, 422)


def test_claims_change_numbers_with_each_other_and_take_one_that_is_given_up(
    client: Client, docket: Docket, editor: User
) -> None:
    rows = [claim_of(docket, number=number, title=title) for number, title in enumerate("abc", start=1)]
    enter(client, **{"c0-number": "2", "c1-number": "3", "c2-number": "1"})
    assert list(Claim.objects.values_list("number", "title")) == [(1, "c"), (2, "a"), (3, "b")]
    answer = enter(
        client, **{"c0-remove": "on", "c1-number": "1", "c3-title": "d", "c3-number": "2", "c3-pleading": "1"}
    )
    assert answer.status_code == 302
    assert list(Claim.objects.values_list("number", "title")) == [(1, "a"), (2, "d"), (3, "b")]
    assert set(Claim.objects.filter(title__in="ab").values_list("pk", flat=True)) == {rows[0].pk, rows[1].pk}
    assert AuditEntry.objects.count() == 6
    assert enter(client, **{"c0-number": "3"}).status_code == 422


def test_a_case_of_many_claims_and_parties_is_one_form(client: Client, docket: Docket, editor: User) -> None:
    """Django takes a thousand fields unless it is told otherwise, and answers 400: all that was typed would be gone."""
    against = [factories.party(docket=docket, name=f"Firm {n}", type="Defendant", side="defendant") for n in range(30)]
    for number in range(1, 31):
        claim_of(docket, number=number).against.add(*against)
    sent = form_of(client)
    assert sum(len(value) if isinstance(value, list) else 1 for value in sent.values()) > 1_400
    assert client.post(EDIT, sent | {"c7-title": "Breach"}).status_code == 302
    assert AuditEntry.objects.get().after["title"] == "Breach"  # type: ignore[index]


def test_no_row_is_offered_that_would_be_passed_over(
    client: Client, docket: Docket, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims_edit, "MOST_CLAIMS", 2)
    claim_of(docket, number=1)
    sent = form_of(client)
    assert sent["rows"] == "2"
    assert client.post(EDIT, sent | {"c1-title": "Breach", "more": "1"}).status_code == 302
    assert docket.claims.count() == 2 and form_of(client)["rows"] == "2"


def test_two_claims_of_one_pleading_have_two_numbers(client: Client, docket: Docket, editor: User) -> None:
    claim_of(docket, title="Fraud")
    answer = enter(client, **{"c1-title": "Breach", "c1-number": "1", "c1-pleading": "1"})
    assert "There is a claim with this number in this pleading already." in pages.text(pages.parsed(answer, 422))
    assert Claim.objects.count() == 1


def test_a_form_sent_twice_is_taken_once(client: Client, docket: Docket, editor: User) -> None:
    sent = form_of(client) | {"c0-title": "Fraud"}
    assert [client.post(EDIT, sent).status_code for _ in range(3)] == [302, 302, 302]
    assert (Claim.objects.count(), AuditEntry.objects.count()) == (1, 1)


def test_what_another_has_changed_meanwhile_is_not_overwritten(client: Client, docket: Docket, editor: User) -> None:
    claim = claim_of(docket, title="Fraud")
    sent = form_of(client) | {"c0-title": "Fraud by omission"}
    Claim.objects.filter(pk=claim.pk).update(title="Fraud in the inducement")
    page = pages.parsed(client.post(EDIT, sent), 409)
    assert "Fraud in the inducement" in pages.text(pages.by_class(page, "meanwhile")[0])
    values = pages.entry_values(pages.by_class(page, "entry")[0])
    assert values["c0-title"] == "Fraud by omission"
    claim.refresh_from_db()
    assert claim.title == "Fraud in the inducement"
    # Having seen both, the editor saves again.
    assert client.post(EDIT, values).status_code == 302
    claim.refresh_from_db()
    assert claim.title == "Fraud by omission"


def test_two_editors_at_two_claims_are_not_in_each_others_way(client: Client, docket: Docket, editor: User) -> None:
    one, other = claim_of(docket, title="Fraud"), claim_of(docket, number=2, title="Breach")
    sent = form_of(client) | {"c1-title": "Breach of contract"}
    Claim.objects.filter(pk=one.pk).update(title="Fraud in the inducement")
    assert client.post(EDIT, sent).status_code == 302
    assert list(Claim.objects.order_by("number").values_list("title", flat=True)) == [
        "Fraud in the inducement", "Breach of contract",
    ]  # fmt: skip
    assert AuditEntry.objects.get().object_id == other.pk


def test_a_claim_removed_meanwhile_is_said_to_be_and_can_be_entered_anew(
    client: Client, docket: Docket, editor: User
) -> None:
    claim = claim_of(docket, title="Fraud")
    sent = form_of(client) | {"c0-title": "Fraud by omission"}
    claim.delete()
    page = pages.parsed(client.post(EDIT, sent), 409)
    assert "It has been removed." in pages.text(page)
    assert client.post(EDIT, pages.entry_values(pages.by_class(page, "entry")[0])).status_code == 302
    assert Claim.objects.get().title == "Fraud by omission"


def test_a_claim_of_another_case_is_out_of_reach(client: Client, docket: Docket, editor: User) -> None:
    other = factories.claim(docket=factories.docket(), title="Theirs")
    answer = enter(client, **{"c0-id": str(other.pk), "c0-title": "Mine", "docket": str(other.docket_id), "by": "1"})
    assert answer.status_code == 409
    other.refresh_from_db()
    assert other.title == "Theirs"
    assert not Claim.objects.filter(docket=docket).exists()


@pytest.mark.parametrize(
    ("role", "read", "write"), [("", 302, 401), ("journalist", 403, 403), ("editor", 200, 302), ("admin", 200, 302)]
)
def test_roles(client: Client, docket: Docket, role: str, read: int, write: int) -> None:
    editor = factories.user(role="editor")
    client.force_login(editor)
    sent = form_of(client) | {"c0-title": "Fraud"}
    client.logout()
    if role:
        client.force_login(factories.user(role=role))
    assert client.get(EDIT).status_code == read
    assert client.post(EDIT, sent).status_code == write
    assert Claim.objects.exists() is (role in ("editor", "admin"))
    shown = pages.links(pages.parsed(client.get(f"{BASE}claims/")))
    assert ("Enter the claims" in shown) is (role in ("editor", "admin"))


def test_a_form_without_its_token_is_refused(docket: Docket) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(factories.user(role="editor"))
    assert strict.post(EDIT, {"rows": "1", "c0-title": "Fraud"}).status_code == 403


def test_hostile_and_odd_text_is_kept_as_typed_or_said_to_be_wrong(
    client: Client, docket: Docket, editor: User
) -> None:
    odd = "<script>alert(1)</script> \u202e naïve \U0001f600"
    enter(client, **{"c0-title": odd, "c0-summary": "a\x00b"})
    claim = Claim.objects.get()
    assert (claim.title, claim.summary) == (odd, "ab")
    assert odd in pages.text(pages.parsed(client.get(f"{BASE}claims/")))


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(
    client: Client, docket: Docket, editor: User, number: int, django_assert_max_num_queries: Any
) -> None:
    for place in range(1, number + 1):
        claim = claim_of(docket, number=place)
        claim.positions.create(stance="for", text="Says so.", filing=docket.filings.get(number="1"))
        claim.repleadings.create(pleading=docket.filings.get(number="1"), change="amended")
    with django_assert_max_num_queries(16):
        form_of(client)


HEADINGS = ["VERIFIED COMPLAINT", "COUNT I: Fraud (15 U.S.C. § 1)\n1. Oak repeats it.\nCOUNT II – Breach of contract"]


def offered(client: Client, docket: Docket, editor: User) -> Any:
    """The page of a case whose complaint's own text is kept."""
    complaint = docket.filings.get(number="1")
    factories.document_text(filing=complaint, by=editor, pages=HEADINGS)
    interpret_docket(docket.pk)
    return pages.parsed(client.get(EDIT))


def test_claims_are_proposed_from_the_complaint_with_their_page(client: Client, docket: Docket, editor: User) -> None:
    page = offered(client, docket, editor)
    (panel,) = pages.by_class(page, "offered")
    assert "1 · Fraud 15 U.S.C. § 1 page 2" in pages.text(panel)
    assert pages.links(panel)["page 2 of 1"].endswith("/documents/0/#page-2")
    values = pages.entry_values(pages.by_class(page, "entry")[0])
    answer = pages.parsed(client.post(EDIT, values | {"propose": "all"}))
    assert "2 claims filled in below" in pages.text(answer)
    assert "Read by machine: look it over. On page 2 of 1: “COUNT I: Fraud" in pages.text(answer)
    assert not Claim.objects.exists()
    assert not pages.by_class(answer, "offered")
    taken = pages.entry_values(pages.by_class(answer, "entry")[0])
    assert client.post(EDIT, taken).status_code == 302
    found = {(claim.number, claim.title, claim.ground, claim.pleading and claim.pleading.number)
             for claim in Claim.objects.all()}  # fmt: skip
    assert found == {(1, "Fraud", "15 U.S.C. § 1", "1"), (2, "Breach of contract", "", "1")}
    assert not pages.by_class(pages.parsed(client.get(EDIT)), "offered")


def test_proposed_claims_are_taken_one_by_one_and_left_out_again(client: Client, docket: Docket, editor: User) -> None:
    page = offered(client, docket, editor)
    values = pages.entry_values(pages.by_class(page, "entry")[0])
    assert "tick the claims" in pages.text(pages.parsed(client.post(EDIT, values | {"propose": "ticked"})))
    second = [field.get("value") for field in page.iter("input") if field.get("name") == "take"][1]
    answer = pages.parsed(client.post(EDIT, values | {"propose": "ticked", "take": [second]}))
    taken = pages.entry_values(pages.by_class(answer, "entry")[0])
    assert (taken["c0-title"], taken["rows"]) == ("Breach of contract", "1")
    assert client.post(EDIT, taken | {"c0-remove": "on"}).status_code == 302
    assert not Claim.objects.exists()


def test_a_table_becomes_rows_and_its_faults_are_told_by_row(client: Client, docket: Docket, editor: User) -> None:
    factories.party(docket=docket, name="Oak Bank", type="Plaintiff", side="plaintiff")
    factories.party(docket=docket, name="Elm Works, Inc.", type="Defendant", side="defendant")
    table = (
        "No.\tClaim\tStatute\tBy\tAgainst\r\n1\tFraud\t15 U.S.C. § 1\tOak Bank\tElm Works\r\n"
        "x\tBreach\t\tNobody\t\r\n3\tNegligence\t\t\tall defendants"
    )
    answer = pages.parsed(enter(client, paste="1", table=table))
    told = pages.text(answer)
    assert "Row 3: there is no party “Nobody” in this case, or more than one; “x” is no number from 1 to 9,999." in told
    assert "2 claims of the table filled in below" in told
    values = pages.entry_values(pages.by_class(answer, "entry")[0])
    assert [values[f"c{at}-{name}"] for at in (0, 1) for name in ("number", "title", "ground")] == [
        "1", "Fraud", "15 U.S.C. § 1", "3", "Negligence", "",
    ]  # fmt: skip
    assert values["table"].splitlines() == ["No.\tClaim\tStatute\tBy\tAgainst", "x\tBreach\t\tNobody\t"]
    elm, aws = (str(docket.parties.get(name=name).pk) for name in ("Elm Works, Inc.", "AWS"))
    assert (values["c0-against"], set(values["c1-against"])) == ([elm], {elm, aws})
    assert client.post(EDIT, values | {"all-pleading": "1", "table": ""}).status_code == 302
    assert {claim.pleading and claim.pleading.number for claim in Claim.objects.all()} == {"1"}


@pytest.mark.parametrize(
    "table", ["", "\x00", '"', '"a\n', "x" * 200_000, "1;Fraud;;;;;;;", ("1\tA\n" * 300), "\t\t\t"]
)
def test_odd_tables_are_answered_with_a_page(client: Client, docket: Docket, editor: User, table: str) -> None:
    assert enter(client, paste="1", table=table).status_code == 200
