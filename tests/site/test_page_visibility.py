"""A page of a document that readers may not see: in none of the forms in which a document's file is given."""

import pytest
from django.test import Client
from django.utils import timezone

from dockets.format.urls import build_docket_url
from rulings.desk.document_texts import publish_document_file, remove_document_text, unpublish_document_file
from rulings.passages.links import build_passage_link
from tests.conftest import Users
from tests.support import factories

pytestmark = pytest.mark.django_db

_REFUSED = dict.fromkeys(
    ("page", "picture", "large", "thumbnail", "file", "card", "card, drawn", "frame", "oembed"), 404
)
DOCUMENTS: dict[str, dict[str, int]] = {
    "not published": _REFUSED | {"page": 302},
    "withheld": _REFUSED | {"page": 200},
    "withdrawn": _REFUSED | {"page": 410, "card": 410, "card, drawn": 410, "frame": 410},
}
"""What is answered to readers of a page that they may not see, in each form in which a document's file is given."""


@pytest.mark.parametrize("state", DOCUMENTS)
def test_a_page_that_readers_may_not_see_is_in_no_form(client: Client, users: Users, state: str) -> None:
    filing = factories.filing(docket=factories.docket(), number="7", long_text="ORDER")
    words = "Behind the curtain stands nobody"
    text = factories.kept_document(filing=filing, by=users.editor, pages=["ORDER", words])
    link, file = build_passage_link(f"ORDER\n{words}", 6, 6 + len(words)), text.file
    document = f"{build_docket_url(filing.docket.court_id, filing.docket.docket_number)}filings/7/documents/0/"
    page = f"{document}pages/2/"
    where = {
        "page": f"{page}?passage={link}", "picture": f"{page}900.webp", "large": f"{page}1800.webp",
        "thumbnail": f"{page}180.webp", "file": f"{document}document.pdf", "card": f"{page}passage.png?passage={link}",
        "card, drawn": f"{page}passage.svg?passage={link}", "frame": f"{page}embed/?passage={link}",
        "oembed": f"/oembed?url=http://testserver{page}%3Fpassage%3D{link}",
    }  # fmt: skip
    assert {client.get(address).status_code for address in where.values()} == {200}
    if state == "not published":
        unpublish_document_file(text.pk, by=users.editor, now=timezone.now())
    elif state == "withheld":
        publish_document_file(text.pk, withheld=[2], by=users.editor, now=timezone.now())
    else:
        remove_document_text(text.pk, by=users.editor, now=timezone.now())
    for reader in (None, users.journalist):
        client.force_login(reader) if reader else client.logout()
        answers = {name: client.get(address) for name, address in where.items()}
        assert {name: answer.status_code for name, answer in answers.items()} == DOCUMENTS[state]
        for answer in answers.values():
            told = f"{answer.content!r} {dict(answer.headers)}"
            # No address of the storage, be it a bucket's: a file is called by its hash there.
            assert words not in told and file is not None and file.sha256[:12] not in told
