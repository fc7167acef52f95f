"""Files as they are handed in: one, several, a zip. Battery B3: archives that are not what they seem."""

import io
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import SkipFile
from django.db import connection
from django.utils import timezone

from dockets.imports import actions, leases, uploads
from dockets.imports import run as run_module
from dockets.imports.run import perform_run
from dockets.imports.uploads import BadArchive, ZipMember
from dockets.models import ImportRun, Payload, WaitingFile
from dockets.payloads import read
from dockets.sources.table import workbook
from tests.support import factories

Status = ImportRun.Status
PAGE = b"<html><title>PACER Login</title></html>"


def zipped(files: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return out.getvalue()


def members(archive: bytes) -> list[ZipMember]:
    return list(uploads.iterate_zip_members(io.BytesIO(archive), "case.zip"))


def taken(*files: tuple[str, bytes], user: Any) -> uploads.QueuedUploads:
    handed_in = [SimpleUploadedFile(name, body, "text/html") for name, body in files]
    return uploads.queue_uploads(handed_in, source_slug="", court_id="", requested_by=user)


def test_a_zip_is_its_files() -> None:
    found = members(
        zipped({"one.html": b"1", "folder/two.html": b"2", "__MACOSX/._one.html": b"x", "folder/.DS_Store": b"x"})
    )
    assert found == [ZipMember("one.html", b"1"), ZipMember("folder/two.html", b"2")]


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\windows\\x", "a/../../b", "nul\x01l"])
def test_a_name_is_only_a_word(name: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Zip slip: nothing is ever written under a name of an archive."""
    monkeypatch.chdir(tmp_path)
    (found,) = members(zipped({name: b"text"}))
    assert found.body == b"text"
    assert list(tmp_path.iterdir()) == []


def test_a_bomb_is_not_opened() -> None:
    """Forty kilobytes that unpack to forty megabytes."""
    bomb = zipped({"docket.html": bytes(40 * 2**20)})
    assert len(bomb) < 2**20
    began = time.process_time()
    with pytest.raises(BadArchive, match="100 times its size"):
        members(bomb)
    assert time.process_time() - began < 1


def test_many_small_bombs_are_one() -> None:
    with pytest.raises(BadArchive, match="100 times its size"):
        members(zipped({f"{place}.html": bytes(900_000) for place in range(20)}))


def test_what_unpacks_to_too_much_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_UNPACKED", 10_000)
    with pytest.raises(BadArchive, match="would unpack to"):
        members(zipped({f"{place}.html": bytes(range(256)) * 8 for place in range(5)}))


def test_a_small_page_that_packs_well_is_no_bomb() -> None:
    assert len(members(zipped({"blank.html": b" " * 500_000}))) == 1


def test_a_hundred_thousand_files_are_refused_at_once() -> None:
    central = b"".join(
        struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
        for _ in range(100_000)
    )
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, len(central), 0, 0)
    began = time.process_time()
    with pytest.raises(BadArchive, match="more than 1,000 files"):
        members(b"PK\3\4" + central + end)
    assert time.process_time() - began < 0.5


def with_flag(archive: bytes) -> bytes:
    """As if encrypted: the flag in both headers."""
    local, central = archive.index(b"PK\3\4"), archive.index(b"PK\1\2")
    data = bytearray(archive)
    data[local + 6] |= 1
    data[central + 8] |= 1
    return bytes(data)


def linked(name: str) -> bytes:
    out = io.BytesIO()
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def damaged(archive: bytes, at: int = 12) -> bytes:
    """``at``: the byte after the beginning of its first name."""
    data = bytearray(archive)
    data[data.index(b"docket.html") + at] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize(
    ("archive", "words"),
    [
        (with_flag(zipped({"docket.html": PAGE})), "encrypted"),
        (linked("docket.html"), "link to another file"),
        (zipped({"docket.html": zipped({"inner.html": PAGE})}), "zip inside a zip"),
        (damaged(zipped({"docket.html": PAGE * 20})), "damaged"),
        (damaged(zipped({"docket.html": PAGE * 20}, compression=zipfile.ZIP_BZIP2)), "damaged"),
        (damaged(zipped({"docket.html": PAGE * 20}, compression=zipfile.ZIP_LZMA), at=15), "damaged"),
    ],
    ids=["encrypted", "link", "nested", "damaged", "damaged bzip2", "damaged LZMA"],
)
def test_a_file_that_is_not_taken_says_why(archive: bytes, words: str) -> None:
    (found,) = members(archive)
    assert words in found.refused and found.body == b""


@pytest.mark.parametrize(
    "archive",
    [b"PK\3\4 and nothing else", zipped({}), zipped({"docket.html": PAGE})[:-40], zipped({".DS_Store": b"x"})],
    ids=["garbage", "empty", "cut off", "only litter"],
)
def test_a_damaged_or_empty_archive_is_a_sentence(archive: bytes) -> None:
    with pytest.raises(BadArchive, match=r"case\.zip"):
        members(archive)


def test_a_length_that_lies_is_not_believed() -> None:
    """A directory that says three bytes of a file of a megabyte."""
    body = bytes(range(256)) * 4096
    data = bytearray(zipped({"docket.html": body}))
    struct.pack_into("<L", data, data.index(b"PK\1\2") + 24, 3)
    (found,) = members(bytes(data))
    assert found.refused and found.body == b""


@pytest.mark.django_db
def test_each_file_has_its_own_run(django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("admin")
    archive = zipped({"a.html": PAGE, "b.html": b"", "inner.zip": zipped({"c.html": PAGE})})
    result = taken(("docket.html", b"<html>"), ("case.zip", archive), user=user)
    runs = list(ImportRun.objects.filter(batch=result.batch).order_by("id"))
    assert [(run.reference, run.status, run.previews) for run in runs] == [
        ("docket.html", Status.QUEUED, True),
        ("a.html", Status.QUEUED, True),
        ("b.html", Status.QUEUED, True),
        ("inner.zip", Status.REFUSED, False),
    ]
    assert "zip inside a zip" in runs[3].error and runs[3].finished_at


@pytest.mark.django_db
def test_a_bad_zip_among_others_sinks_none_of_them(django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("admin")
    result = taken(("case.zip", b"PK\3\4 nothing"), ("docket.html", PAGE), user=user)
    assert [run.status for run in result.runs] == [Status.REFUSED, Status.QUEUED]
    with pytest.raises(BadArchive):
        taken(("case.zip", b"PK\3\4 nothing"), user=user)


@pytest.mark.django_db
def test_a_files_name_is_kept_without_numbers(django_user_model: Any) -> None:
    result = taken(("roe_123-45-6789_dob_1.2.1980.html", PAGE), user=django_user_model.objects.create_user("admin"))
    perform_run(result.runs[0].pk)
    run = ImportRun.objects.get()
    assert run.reference == run.payload.name == "roe [number withheld] dob [date withheld].html"


def workbook_of(*rows: tuple[object, ...]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.create_sheet("Another").append(("not", "looked", "at"))
    book.save(out)
    return out.getvalue()


TRACKER = workbook_of(
    ("court", "docket number", "date", "no.", "docket text"),
    (),
    ("wawd", "2:21-cv-00031", date(2021, 1, 11), 1.0, "COMPLAINT, filed; SSN 123 45 6002"),
)


@pytest.mark.django_db
def test_a_workbook_is_the_table_in_its_first_sheet(django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("admin")
    factories.court()
    result = taken(("tracker.xlsx", TRACKER), user=user)
    assert (result.batch, len(result.runs)) == ("", 1)
    perform_run(result.runs[0].pk)
    run = ImportRun.objects.get()
    assert (run.status, run.reference, run.preview["totals"]["new"]) == (Status.PREVIEW, "tracker.xlsx", 1)
    assert zlib.decompress(run.payload.body).decode() == (
        "court,docket number,date,no.,docket text\n\n"
        'wawd,2:21-cv-00031,2021-01-11,1,"COMPLAINT, filed; SSN [number withheld]"\n'
    )


def test_a_workbook_in_a_zip_is_its_table() -> None:
    (found,) = members(zipped({"tracker.xlsx": TRACKER}, compression=zipfile.ZIP_STORED))
    assert found.body == TRACKER and not found.refused, "a worker makes the table of it"


HEAD = {"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: zipped(HEAD), "a damaged workbook"),
        (lambda: zipped(HEAD | {"xl/a.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}), "declares entities"),
        (lambda: zipped(HEAD | {"xl/a.xml": bytes(workbook.MOST_UNPACKED)}), "would unpack to more than 60 MB"),
        (lambda: workbook_of((), *[(1,) * 1_000] * 201), "more than 20,000 rows or 200,000 cells"),
    ],
)
@pytest.mark.django_db
def test_a_workbook_that_cannot_be_taken_is_refused_with_a_sentence(
    django_user_model: Any, make: Callable[[], bytes], said: str
) -> None:
    result = taken(("tracker.xlsx", make()), user=django_user_model.objects.create_user("admin"))
    perform_run(result.runs[0].pk)
    run = ImportRun.objects.get()
    assert run.status == Status.REFUSED and said in run.error and not WaitingFile.objects.exists()


SECRET = b"<html><title>PACER Login</title>SSN 123-45-6002 "


@pytest.mark.django_db
def test_what_is_uploaded_is_masked_by_a_worker_and_then_gone_as_it_came(
    django_user_model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = django_user_model.objects.create_user("admin")
    large = SECRET + b"<p>ORDER granting motion</p>" * 440_000
    with monkeypatch.context() as nothing_read:
        nothing_read.delattr(run_module, "scrub_payload")
        first, second = (taken((name, large), user=user).runs[0] for name in ("a.html", "b.html"))
    assert (first.status, second.status, WaitingFile.objects.count()) == (Status.QUEUED, Status.QUEUED, 2)
    assert not Payload.objects.filter(size__gt=0).exists()
    WaitingFile.objects.update(body=SECRET)
    states: list[bool] = []
    scrub = read.scrub_payload

    def look(*told: Any, **more: Any) -> bytes:
        states.append(connection.in_atomic_block and len(connection.savepoint_ids) > depth)
        return scrub(*told, **more)

    depth = len(connection.savepoint_ids)
    monkeypatch.setattr(run_module, "scrub_payload", look)
    for run in (first, second):
        perform_run(run.pk)
    assert states == [False, False], "no transaction is open while it is masked"
    assert not WaitingFile.objects.exists()
    (kept,) = Payload.objects.filter(size__gt=0)
    assert b"6002" not in zlib.decompress(kept.body) and b"[number withheld]" in zlib.decompress(kept.body)
    assert set(ImportRun.objects.values_list("payload", "status")) == {(kept.pk, Status.REFUSED)}


@pytest.mark.django_db
def test_a_file_whose_import_ends_unread_is_not_kept(django_user_model: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    user, now = django_user_model.objects.create_user("admin"), timezone.now()
    cancelled, failed, killed, waits = (
        taken((f"{n}.html", SECRET + n.encode()), user=user).runs[0] for n in ("one", "two", "three", "four")
    )
    actions.cancel_runs(ImportRun.objects.filter(pk=cancelled.pk))
    ImportRun.objects.filter(pk=failed.pk).update(attempts=2)
    with monkeypatch.context() as broken:
        broken.setattr(run_module, "scrub_payload", lambda *told: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            perform_run(failed.pk)
    leased = {"lease_token": "t", "lease_until": now - timedelta(seconds=1)}
    ImportRun.objects.filter(pk=killed.pk).update(attempts=3, status=Status.RUNNING, **leased)
    assert leases.fail_abandoned_runs(now) == 1
    assert list(WaitingFile.objects.values_list("run", flat=True)) == [waits.pk]
    anew = ImportRun.objects.exclude(pk=waits.pk)
    assert actions.preview_runs_as(anew, source_slug="docket-json", court=None) == 0, "there is nothing to read"


@pytest.mark.django_db
def test_a_worker_that_comes_back_late_does_not_mask_a_file_twice(
    django_user_model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = taken(("a.html", SECRET), user=django_user_model.objects.create_user("admin")).runs[0]
    scrub = read.scrub_payload

    def be_slow(*told: Any, **more: Any) -> bytes:
        monkeypatch.setattr(run_module, "scrub_payload", scrub)
        ImportRun.objects.update(lease_until=timezone.now())
        perform_run(run.pk)
        return scrub(*told, **more)

    monkeypatch.setattr(run_module, "scrub_payload", be_slow)
    assert perform_run(run.pk) == []
    run.refresh_from_db()
    assert (run.status, run.attempts, WaitingFile.objects.count()) == (Status.REFUSED, 2, 0)


@pytest.mark.django_db
def test_one_file_is_no_batch(django_user_model: Any) -> None:
    result = taken(("docket.html", PAGE), user=django_user_model.objects.create_user("admin"))
    assert (result.batch, len(result.runs)) == ("", 1)


@pytest.mark.django_db
def test_a_file_that_is_too_large_is_refused_without_being_kept(
    django_user_model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MAX_BYTES", 1_000)
    result = taken(("large.html", b"x" * 1_001), user=django_user_model.objects.create_user("admin"))
    assert result.runs[0].status == Status.REFUSED and "at most" in result.runs[0].error
    assert list(Payload.objects.values_list("size", flat=True)) == [0]


Handler = Callable[..., Any]


def test_of_a_form_that_is_too_large_nothing_is_kept(rf: Any) -> None:
    handler = uploads.BoundedUpload()
    request = rf.post("/imports/")
    handler.request = request
    handler.handle_raw_input(None, request.META, uploads.MOST_SENT + 1, b"")
    assert uploads.measure_oversized_form(request.META) == uploads.MOST_SENT + 1
    with pytest.raises(SkipFile):
        handler.new_file("file", "docket.html", "text/html", None)
    handler.handle_raw_input(None, {}, uploads.MOST_SENT, b"")
    handler.new_file("file", "docket.html", "text/html", None)
