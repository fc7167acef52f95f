"""All files of a case that only editors see, let out at once: those that are chosen, each as its own page would."""

from typing import Any

import pytest
from django.test import Client

from dockets.documents.files import note_inspection
from dockets.documents.inspection.findings import Finding, FindingKind, Inspection
from dockets.models import AuditEntry, DocumentText
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


def test_what_is_chosen_is_published_and_what_has_findings_is_not_chosen_beforehand(
    client: Client, django_assert_num_queries: Any
) -> None:
    editor = factories.user("ann", role="editor")
    client.force_login(editor)
    docket = factories.docket()
    clean, bad, unlooked, other = (
        factories.kept_document(
            filing=factories.filing(docket=of, number=number), by=editor, pages=[number, "2"], published=False
        )
        for of, number in ((docket, "7"), (docket, "8"), (docket, "9"), (factories.docket(), "7b"))
    )
    found = Finding(FindingKind.PERSONAL_NUMBER, 2, (), "Page 2 shows a personal number.")
    for text, inspection in ((clean, Inspection(2)), (bad, Inspection(2, (found,) * 7))):
        assert text.file
        note_inspection(text.file, inspection)
    DocumentText.objects.filter(pk=clean.pk).update(withheld=[2])
    address = f"/desk/cases/{docket.pk}/documents/publish/"
    page = pages.parsed(client.get(address))
    boxes = {
        field.get("value"): "checked" in field.attrib for field in page.iter("input") if field.get("name") == "text"
    }
    assert boxes == {str(clean.pk): True, str(bad.pk): False, str(unlooked.pk): False}
    said = pages.text(page)
    assert "Page 2 shows a personal number." in said and "2 more" in said and "Nobody has looked through it." in said
    assert "withheld: 2" in said
    with django_assert_num_queries(7):
        client.get(address)
    client.post(address, {"text": [clean.pk, unlooked.pk, other.pk, "x"]})
    shown = {row.pk: row.published_at is not None for row in DocumentText.objects.all()}
    assert shown == {clean.pk: True, unlooked.pk: True, bad.pk: False, other.pk: False}
    assert DocumentText.objects.get(pk=clean.pk).withheld == [2]
    assert AuditEntry.objects.filter(docket=docket, by_name="ann").count() == 2
    assert "Nothing was published" in pages.text(pages.parsed(client.post(address, {}, follow=True)))
