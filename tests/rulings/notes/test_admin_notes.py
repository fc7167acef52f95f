"""Notes in Django's admin: for looking at, and no more than their authors have handed over."""

import pytest
from django.test import Client
from django.utils import timezone

from rulings.notes import save
from tests.conftest import Users
from tests.support import factories

pytestmark = pytest.mark.django_db
LIST = "/admin/rulings/annotation/"


def test_admins_see_what_the_newsroom_has_in_its_hands_and_change_none_of_it(client: Client, users: Users) -> None:
    filing = factories.filing(docket=factories.docket())
    private = factories.annotation(filing=filing, author=users.editor, body="Whisper to self", visibility="private")
    draft = factories.annotation(filing=filing, author=users.editor, body="Not yet", status="draft")
    shared = factories.annotation(filing=filing, author=users.editor, body="For the desk")
    gone = factories.annotation(filing=filing, author=users.editor, body="Struck")
    save.delete_note(gone.pk, by=users.editor, version=1, now=timezone.now())
    client.force_login(users.admin)
    page = client.get(LIST).content.decode()
    assert "2 annotations" in page
    for row, body in ((shared, "For the desk"), (gone, "Struck")):
        shown = client.get(f"{LIST}{row.pk}/change/")
        assert shown.status_code == 200 and body in shown.content.decode() and "<textarea" not in shown.content.decode()
    for row in (private, draft):
        for name in ("change", "history", "delete"):
            answered = client.get(f"{LIST}{row.pk}/{name}/")
            assert answered.status_code in (302, 403), (name, answered.status_code)
            assert row.body not in client.get(f"{LIST}{row.pk}/{name}/", follow=True).content.decode()
    for address in (f"{LIST}add/", f"{LIST}{shared.pk}/delete/"):
        assert client.get(address).status_code == 403
    assert client.post(f"{LIST}{shared.pk}/change/", {"body": "Other words"}).status_code == 403
    several = {"action": "delete_selected", "_selected_action": [str(shared.pk)], "post": "yes"}
    client.post(LIST, several)
    shared.refresh_from_db()
    assert shared.body == "For the desk"
