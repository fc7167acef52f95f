"""Every field of a party that an editor can correct: corrected, undone, imported again, merged."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dockets.format.urls import build_docket_url
from dockets.identity.merge_dockets import merge_dockets, undo_docket_merge
from dockets.models import AuditEntry, Docket, Party
from dockets.record.records import AttorneyRecord, PartyRecord
from dockets.upsert.parties import upsert_parties
from rulings.audit.restore import CannotRestore, restore_edit
from rulings.corrections.save import get_corrections_version, list_corrections, save_corrections
from rulings.interpret.docket import interpret_docket
from rulings.models import Correction, TimelineEvent
from rulings.vocabulary.corrections import OF_PARTY, CorrectedField
from tests.rulings.views.corrections.test_filing_correct import sent
from tests.support import factories, pages
from tests.support.accounts import DAY

pytestmark = pytest.mark.django_db

LISTED = (("Oak Bank", "Plaintiff"), ("Poe, J", "Defendant"), ("Jane Q. Poe", "Defendant"))
TEXTS = ("COMPLAINT against Poe, J filed by Oak Bank.", "ANSWER by Poe, J.", "MOTION to Dismiss by Jane Q. Poe.")


@pytest.fixture
def docket(db: None) -> Docket:
    made = factories.docket(docket_number="2:21-cv-00031", date_filed=DAY)
    import_parties(made)
    for at, text in enumerate(TEXTS, 1):
        factories.filing(docket=made, number=str(at), date_filed=DAY, long_text=text)
    interpret_docket(made.pk)
    return made


def import_parties(docket: Docket) -> None:
    lawyers = (AttorneyRecord(name="Ann Elm", contact="Elm LLP", roles=("LEAD ATTORNEY",)),)
    records = [PartyRecord(name=name, type=kind, attorneys=lawyers) for name, kind in LISTED]
    upsert_parties(docket, records, timezone.now())
    docket.save()


def party(docket: Docket, name: str = "Poe, J") -> Party:
    return Party.objects.get(docket=docket, name=name)


def save(of: Party, by: Any, values: dict[CorrectedField, Any], **more: Any) -> None:
    told: dict[str, Any] = {"reason": "", "by": by, "now": timezone.now(), "request_id": ""}
    seen = get_corrections_version(list_corrections(of.docket, of))
    save_corrections(of.docket, of, values, **{"seen": seen} | told | more)


def filers(docket: Docket) -> list[str]:
    return list(TimelineEvent.objects.filter(docket=docket).order_by("sort_order").values_list("filed_by", flat=True))


def sides(docket: Docket) -> list[str]:
    return list(TimelineEvent.objects.filter(docket=docket).order_by("sort_order").values_list("side", flat=True))


def read(docket: Docket, address: str = "parties/") -> str:
    page = Client().get(f"{build_docket_url(docket.court_id, docket.docket_number)}{address}")
    return " ".join(pages.text(pages.parsed(page)).split())


COUNSEL = {"left_out": ["Ann Elm"], "added": [{"name": "Bea Birch", "firm": "Birch PLLC"}]}
FIELDS: dict[CorrectedField, tuple[Any, Callable[[Docket], Any], Any]] = {
    CorrectedField.PARTY_NAME: ("J. Poe", filers, ["Oak Bank", "J. Poe", "Jane Q. Poe"]),
    CorrectedField.PARTY_SIDE: ("plaintiff", sides, ["plaintiff", "plaintiff", "defendant"]),
    CorrectedField.SAME_PARTY: ("Jane Q. Poe", filers, ["Oak Bank", "Jane Q. Poe", "Jane Q. Poe"]),
    CorrectedField.COUNSEL: (COUNSEL, lambda docket: party(docket).editors_counsel, COUNSEL),
}
"""Field -> an editor's value, where it is shown, and what then stands there."""


def test_every_field_of_a_party_has_its_row() -> None:
    assert FIELDS.keys() == {*OF_PARTY}


@pytest.mark.parametrize("field", FIELDS)
def test_it_counts_is_logged_outlives_imports_and_can_be_taken_back(
    field: CorrectedField, docket: Docket, users: Any
) -> None:
    value, shown, expected = FIELDS[field]
    before = shown(docket)
    save(party(docket), users.editor, {field: value}, reason="The clerk erred")
    assert before != expected == shown(docket)
    edit = AuditEntry.objects.get(kind="correction")
    assert edit.after is not None and (edit.after["party"], edit.after["value"]) == ("Poe, J", value)
    import_parties(docket)
    interpret_docket(docket.pk)
    assert shown(docket) == expected
    assert party(docket).name == "Poe, J", "the court's word stays in the record"
    save(party(docket), users.editor, {}, taken_back=[field])
    assert shown(docket) == before and not Correction.objects.exists()
    newest = AuditEntry.objects.latest("pk").pk
    with pytest.raises(CannotRestore):
        restore_edit(edit, by=users.editor, request_id="again", seen=edit.pk)
    restore_edit(edit, by=users.editor, request_id="again", seen=newest)
    assert shown(docket) == expected


@pytest.mark.parametrize("field", FIELDS)
def test_it_goes_with_a_docket_that_is_merged_and_comes_back(field: CorrectedField, docket: Docket, users: Any) -> None:
    value, shown, expected = FIELDS[field]
    save(party(docket), users.editor, {field: value})
    other = factories.docket(docket_number="2:21-cv-00032", date_filed=DAY)
    merge = merge_dockets(docket.pk, other.pk, by=users.admin, now=timezone.now())
    interpret_docket(other.pk)
    assert shown(other) == expected
    undo_docket_merge(merge.pk, by=users.admin, now=timezone.now())
    for one in (docket, other):
        interpret_docket(one.pk)
    assert shown(docket) == expected and not Party.objects.filter(docket=other).exists()


def test_one_party_under_two_names_is_one_everywhere(docket: Docket, users: Any) -> None:
    alias, main = party(docket), party(docket, "Jane Q. Poe")
    save(alias, users.editor, {CorrectedField.SAME_PARTY: "Jane Q. Poe"})
    save(main, users.editor, {CorrectedField.PARTY_NAME: "Jane Poe"})
    assert filers(docket)[1:] == ["Jane Poe", "Jane Poe"]
    people = read(docket)
    assert "also listed as Poe, J" in people and people.count("Ann Elm") == 3 and "corrected by the editors" in people
    assert "also listed as Poe, J" in read(docket, "")
    for key in (alias.pk, main.pk):
        narrowed = read(docket, f"?by={key}")
        assert "ANSWER" in narrowed and "MOTION" in narrowed and "COMPLAINT" not in narrowed
    for typed in ("Jane Poe", "Poe, J", "Jane Q. Poe"):
        assert "2:21-cv-00031" in pages.text(pages.parsed(Client().get("/cases/", {"q": typed})))


def test_names_that_go_round_in_a_circle_count_for_nothing(docket: Docket, users: Any) -> None:
    before = filers(docket)
    save(party(docket), users.editor, {CorrectedField.SAME_PARTY: "Jane Q. Poe"})
    save(party(docket, "Jane Q. Poe"), users.editor, {CorrectedField.SAME_PARTY: "Poe, J"})
    assert filers(docket) == before and not Party.objects.exclude(same_as=None).exists()


def test_an_editor_corrects_a_party_on_its_page(client: Client, users: Any, docket: Docket) -> None:
    address = reverse("party-correct", args=[party(docket).pk])
    assert (
        address not in client.get(f"{build_docket_url(docket.court_id, docket.docket_number)}parties/").content.decode()
    )
    client.force_login(users.editor)
    assert address in client.get(f"{build_docket_url(docket.court_id, docket.docket_number)}parties/").content.decode()
    told = sent(client, address, name="J. Poe", left_out=["Ann Elm"], added="Bea Birch, Birch PLLC\n", reason="Why")
    answer = client.post(address, told, follow=True)
    text = " ".join(pages.text(pages.parsed(answer)).split())
    assert "J. Poe" in text and "Bea Birch" in text and "Birch PLLC" in text
    assert Correction.objects.filter(party=party(docket)).count() == 2
    again = client.post(address, told | {"name": "Other", "request_id": "another"})
    assert again.status_code == 409 and party(docket).display_name == "J. Poe"
    back = sent(client, address)
    client.post(address, back | {"taken_back": ["party_name", "counsel"]})
    assert not Correction.objects.exists() and party(docket).display_name == "Poe, J"


def test_the_api_names_both(client: Client, users: Any, docket: Docket) -> None:
    save(party(docket), users.editor, {CorrectedField.PARTY_NAME: "J. Poe"})
    rows = client.get(f"/api/v1{build_docket_url(docket.court_id, docket.docket_number)}parties/").json()["results"]
    assert [(row["name"], row["listed_as"]) for row in rows][1] == ("J. Poe", "Poe, J")
