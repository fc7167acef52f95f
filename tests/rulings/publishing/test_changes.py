"""What readers are told of changes: beside the thing, on pages and in a feed, and never of what they do not see."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dockets.format.urls import build_docket_url, build_filing_url
from dockets.history.audit_log import get_state_version
from dockets.models import Docket, Filing
from rulings.desk.editorials import save_editorial
from rulings.desk.publishing import build_item, move_published
from rulings.history.snapshots import get_editorial_state
from rulings.interpret.docket import interpret_docket
from rulings.models import Editorial, PublicChange
from rulings.notes.save import CannotAnnotate, NoteWords, edit_note
from rulings.publishing.steps import Step, When, Wish
from tests.conftest import Users
from tests.support import factories

pytestmark = pytest.mark.django_db
SENTENCE = "It was the appeal, not the motion."


@pytest.fixture
def filing() -> Filing:
    docket = factories.docket(case_name="Parler LLC v. AWS")
    row = factories.filing(docket=docket, number="34", long_text="ORDER denying the motion.")
    interpret_docket(docket.pk)
    return row


def of(docket: Docket, filing: Filing) -> list[str]:
    base = build_docket_url(docket.court_id, docket.docket_number)
    return [
        build_filing_url(base, "34", filing.public_id),
        f"{base}corrections/",
        "/corrections/",
        "/corrections.atom",
        f"/corrections.atom?case={docket.pk}",
    ]


def correct(row: Editorial, users: Users, headline: str, **wish: Any) -> None:
    told = {"headline": headline, "summary": "", "pinned": False}
    save_editorial(
        row.docket, row.filing, told, seen=get_state_version(get_editorial_state(row)), by=users.editor,
        now=timezone.now(), request_id="", wish=Wish(When.NOW, **wish),
    )  # fmt: skip
    row.refresh_from_db()


def test_a_correction_stands_where_readers_look_as_long_as_they_see_the_thing(
    filing: Filing, users: Users, client: Client
) -> None:
    docket = filing.docket
    row = Editorial.objects.create(docket=docket, filing=filing, headline="Motion fails", edited_at=timezone.now())
    correct(row, users, "Appeal fails.", what="style")
    assert not PublicChange.objects.exists()
    correct(row, users, "Appeal fails", what="correction", words=SENTENCE)
    for address in of(docket, filing):
        text = client.get(address).content.decode()
        assert "Corrected" in text and SENTENCE in text, address
    other = factories.docket()
    empty = client.get(f"/corrections.atom?case={other.pk}").content.decode()
    assert SENTENCE not in empty and client.get("/corrections.atom?case=x").status_code == 400
    version = build_item("editorial", row, users.editor, timezone.now()).version
    move_published("editorial", row.pk, Step.WITHDRAW, version=version, by=users.editor, now=timezone.now())
    for address in of(docket, filing):
        text = client.get(address).content.decode()
        assert SENTENCE not in text and "Appeal fails" not in text, address
    row.refresh_from_db()
    version = build_item("editorial", row, users.editor, timezone.now()).version
    move_published("editorial", row.pk, Step.PUBLISH, version=version, by=users.editor, now=timezone.now())
    assert all(SENTENCE in client.get(address).content.decode() for address in of(docket, filing))


def test_a_public_note_says_what_was_changed_in_it(filing: Filing, users: Users, client: Client) -> None:
    at = timezone.now()
    note = factories.annotation(filing=filing, author=users.editor, body="The motion", visibility="public")
    told: dict[str, Any] = {"by": users.editor, "version": 1, "now": at}
    with pytest.raises(CannotAnnotate, match="what kind of change"):
        edit_note(note.pk, NoteWords("The appeal", "public", wish=Wish(When.NOW)), **told)
    wish = Wish(When.NOW, what="clarification", words=SENTENCE)
    edit_note(note.pk, NoteWords("The appeal", "public", wish=wish), **told)
    for address in of(filing.docket, filing):
        text = client.get(address).content.decode()
        assert "Clarified" in text and SENTENCE in text, address
    edit_note(note.pk, NoteWords("The appeal", "newsroom", wish=Wish(When.NOW)), **(told | {"version": 2}))
    assert not any(SENTENCE in client.get(address).content.decode() for address in of(filing.docket, filing))


def test_the_number_of_queries_is_fixed(filing: Filing, client: Client, django_assert_num_queries: Any) -> None:
    claims = [factories.claim(docket=filing.docket, number=at) for at in range(1, 61)]
    PublicChange.objects.bulk_create(
        PublicChange(docket=filing.docket, kind="claim", object_id=claim.pk, what="update", words="x", at=claim_at)
        for claim, claim_at in zip(claims, [timezone.now()] * 60, strict=True)
    )
    with django_assert_num_queries(2):
        page = client.get("/corrections/").content.decode()
    assert "Earlier ones" in page
