"""Many files at once: found by their names, shown before they are taken, read as single uploads are."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from casetracker.tasks import fetch_text
from dockets.imports import uploads
from dockets.models import BroughtFile, Docket, DocumentText, TextRequest
from dockets.record.document_names import NotNamed, parse_document_name
from rulings.desk.brought_files import LASTS, forget_old_files
from tests.conftest import Users
from tests.support import factories, pages, pdfs


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("34.pdf", ("34", 0)),
        ("34-1.PDF", ("34", 1)),
        ("0034_02.pdf", ("34", 2)),
        ("34.1.pdf", ("34", 1)),
        ("34 (1).pdf", ("34", 0)),
        ("exhibits/34-1 Declaration of Roe.pdf", ("34", 1)),
        ("ECF No. 34-1.pdf", ("34", 1)),
        ("wawd-2-21-cv-00031-34.1.pdf", ("34", 1)),
        ("wawd-2-21-cv-00031-w8q3bqcmyfag.0.pdf", ("w8q3bqcmyfag", 0)),
        ("gov.uscourts.wawd.294664.34.1.pdf", ("34", 1)),
        ("gov.uscourts.wawd.294664.34.pdf", ("34", 0)),
        ("gov.uscourts.cand.294664.34.1.pdf", None),
        ("gov.uscourts.wawd.294665.34.1.pdf", None),
        ("cand-2-21-cv-00031-34.1.pdf", None),
        ("2021-01-10 order.pdf", None),
        ("order.pdf", None),
        ("", None),
    ],
)
def test_a_name_tells_the_document_or_nothing(name: str, found: tuple[str, int] | None) -> None:
    of_case = {"court_id": "wawd", "docket_number": "2:21-cv-00031", "pacer_case_id": "294664"}
    if found is None:
        with pytest.raises(NotNamed):
            parse_document_name(name, **of_case)
    else:
        named = parse_document_name(name, **of_case)
        assert (named.filing, named.number) == found


@pytest.fixture
def docket() -> Docket:
    docket = factories.docket(docket_number="2:21-cv-00031")
    for number in ("34", "35", "36", "36"):
        filing = factories.filing(docket=docket, number=number)
        factories.document(filing=filing, number=1)
    return docket


def packed(files: dict[str, bytes]) -> SimpleUploadedFile:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, given in files.items():
            archive.writestr(name, given)
    return SimpleUploadedFile("all.zip", body.getvalue())


def table(page: Any) -> dict[str, str]:
    """What comes of each file, by its name."""
    rows = [row for row in pages.parsed(page).iter("tr") if row.find("td") is not None]
    return {pages.text(row.find("th")).split()[0]: pages.text(row.findall("td")[-1]) for row in rows}


@pytest.mark.django_db
def test_what_is_seen_is_taken_and_read(client: Client, docket: Docket, users: Users) -> None:
    client.force_login(users.editor)
    here, other = docket.filings.get(number="34"), docket.filings.get(number="35")
    factories.kept_document(filing=here, by=users.editor, pages=["As it is"])
    factories.kept_document(filing=other, by=users.editor, pages=["As it was"])
    address = f"/desk/cases/{docket.pk}/documents/"
    files = packed({
        "34.pdf": pdfs.pdf("As it is"), "35.pdf": pdfs.pdf("As it will be"), "34-1.pdf": pdfs.pdf("An exhibit"),
        "doc/34-1.pdf": pdfs.pdf("Another"), "35-1.pdf": b"%PDF-1.4 cut off", "35-7.pdf": b"x", "36.pdf": b"x",
        "99.pdf": b"x", "order.pdf": b"x", "../34.pdf": b"x", "35-2.zip": packed({"a": b"b"}).read(),
    })  # fmt: skip
    shown = client.post(address, {"files": files}, follow=True)
    assert not TextRequest.objects.exists()
    told = table(shown)
    wanted = {
        "34.pdf": "same file", "35.pdf": "Replaces", "34-1.pdf": "New", "doc/34-1.pdf": "34-1.pdf is for the same",
        "35-1.pdf": "New", "35-7.pdf": "no attachment 7", "36.pdf": "2 filings have", "99.pdf": "No filing of this",
        "order.pdf": "does not begin with", "../34.pdf": "leads out of", "35-2.zip": "zip inside a zip",
    }  # fmt: skip
    assert [name for name, part in wanted.items() if part not in told[name]] == [] and told.keys() == wanted.keys()
    by_name = dict(BroughtFile.objects.values_list("name", "pk"))
    second = docket.filings.filter(number="36").latest("pk")
    said = {f"filing-{by_name['36.pdf']}": second.public_id, f"filing-{by_name['order.pdf']}": "35",
            f"document-{by_name['order.pdf']}": "1", f"filing-{by_name['99.pdf']}": "98\x00",
            f"filing-{by_name['34.pdf']}": "34"}  # fmt: skip
    corrected = table(client.post(shown.redirect_chain[-1][0], said | {"act": "match"}, follow=True))
    assert corrected["36.pdf"] == "New" and "35-1.pdf is for the same" in corrected["order.pdf"]
    assert "the number 98" in corrected["99.pdf"] and corrected["34.pdf"] == told["34.pdf"]
    assert BroughtFile.objects.exclude(said_filing="").count() == 3
    back = {f"filing-{by_name[name]}": "" for name in ("36.pdf", "order.pdf", "99.pdf")}
    shown = client.post(shown.redirect_chain[-1][0], back | {"act": "match"}, follow=True)
    assert table(shown) == told
    (form,) = [form for form in pages.parsed(shown).iter("form") if form.find(".//table") is not None]
    keys = [box.get("value") for box in form.iter("input") if box.get("name") == "file"]
    assert len(keys) == 3
    batch = shown.redirect_chain[-1][0]
    every = list(BroughtFile.objects.values_list("pk", flat=True))
    for _ in range(2):  # a form that is sent twice is taken once, and what cannot be taken is not by asking
        client.post(batch, {"act": "take", "file": every})
    assert TextRequest.objects.count() == 3
    assert "Waits" in table(client.get(batch))["35.pdf"]
    for key in TextRequest.objects.values_list("pk", flat=True):
        fetch_text(request_id=key)
    told = table(client.get(batch))
    assert "for the same document" in told["doc/34-1.pdf"]
    assert "Read" in told["35.pdf"] and "Refused" in told["35-1.pdf"] and "damaged" in told["35-1.pdf"]
    assert DocumentText.objects.shown().get(filing=other, document_number=0).pages.get().words == "As it will be"
    assert DocumentText.objects.shown().get(filing=here, document_number=1).name == "34-1.pdf"
    forget_old_files(timezone.now() + LASTS * 2)
    assert BroughtFile.objects.count() == 3


@pytest.mark.django_db
def test_what_is_no_archive_of_documents_is_refused_whole(
    client: Client, docket: Docket, users: Users, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(users.editor)
    refused = {
        "100 times its size": packed({"34.pdf": b"0" * 2**24}),
        "more than 1,000 files": packed({f"{number}.pdf": b"" for number in range(1_001)}),
        "damaged zip archive": SimpleUploadedFile("all.zip", packed({"34.pdf": b"x"}).read()[:-9]),
        "Choose files first": None,
    }
    for told, file in refused.items():
        page = client.post(f"/desk/cases/{docket.pk}/documents/", {"files": file} if file else {})
        assert page.status_code == 422 and told in page.content.decode()
    monkeypatch.setattr("rulings.desk.brought_files.MOST_UNPACKED", 9)
    page = client.post(f"/desk/cases/{docket.pk}/documents/", {"files": [packed({"34.pdf": b"x" * 10})]})
    assert page.status_code == 422 and not BroughtFile.objects.exists()
    assert uploads.MOST_FILES == 1_000
