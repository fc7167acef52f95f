"""What an admin changes in Django's admin is accounted for like everything else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dockets.models import AuditEntry
from rulings.models import Claim, Disposition, Ruling
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Disposition:
    """On a claim, read by the machine."""
    docket = factories.docket()
    factories.party(docket=docket)
    ruling = factories.ruling(filing=factories.filing(docket=docket, number="34"))
    return factories.disposition(ruling=ruling, claim=factories.claim(docket=docket), outcome="denied")


@pytest.fixture
def admin(client: Client) -> Any:
    user = factories.user("root", role="admin")
    client.force_login(user)
    return user


def change(client: Client, model: type, pk: int, **typed: Any) -> None:
    address = reverse(f"admin:rulings_{model.__name__.lower()}_change", args=[pk])
    form = pages.by_id(pages.read(client.get(address).content.decode()), f"{model.__name__.lower()}_form")
    assert client.post(address, pages.form_values(form) | typed).status_code == 302


def told() -> list[tuple[str, str, object, object]]:
    rows = AuditEntry.objects.order_by("id").values_list(
        "kind", "by_name", "before__read_by_machine", "after__read_by_machine"
    )
    return [*rows]


def test_a_disposition_is_changed_with_its_parties_and_deleted(client: Client, row: Disposition, admin: Any) -> None:
    party = row.ruling.docket.parties.get()
    change(client, Disposition, row.pk, outcome="granted", parties=str(party.pk))
    edit = AuditEntry.objects.get()
    assert edit.before is not None and edit.after is not None
    assert (edit.before["outcome"], edit.after["outcome"], edit.after["parties"]) == (
        "denied",
        "granted",
        [[party.pk, party.name]],
    )
    client.post(reverse("admin:rulings_disposition_delete", args=[row.pk]), {"post": "yes"})
    assert told() == [("disposition", "root", True, False), ("disposition", "root", False, None)]


def test_rulings_and_claims_too_and_several_at_once(client: Client, row: Disposition, admin: Any) -> None:
    change(client, Ruling, row.ruling_id, title="Injunction denied")
    assert row.claim_id is not None
    change(client, Claim, row.claim_id, title="Fraud", asserted_by="", against="", pleading="")
    several = {"action": "delete_selected", "_selected_action": [str(row.claim_id)], "post": "yes"}
    client.post(reverse("admin:rulings_claim_changelist"), several)
    kinds = [(edit.kind, edit.before is None, edit.after is None) for edit in AuditEntry.objects.order_by("id")]
    assert kinds[:2] == [("ruling", False, False), ("claim", False, False)]
    # What was decided on the claim goes with it.
    assert sorted(kinds[2:]) == [("claim", False, True), ("disposition", False, True)]
