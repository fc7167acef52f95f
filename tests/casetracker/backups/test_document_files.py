"""The files of documents in backups, and the look whether all are there."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError
from django.utils import timezone

from casetracker.backups.document_files import (
    back_up_documents,
    forget_old_documents,
    list_damaged_documents,
    restore_documents,
)
from dockets.documents.check_files import _SETTLED
from dockets.documents.files import build_file_name, keep_file
from dockets.documents.storage import get_document_storage
from dockets.models import DocumentFile
from tests.casetracker.backups.test_backup import run
from tests.conftest import Users
from tests.support import factories, pdfs


@pytest.fixture
def kept(transactional_db: None, users: Users, settings: Any, tmp_path: Path) -> DocumentFile:
    """A file in a storage of its own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "documents": {
            **settings.STORAGES["documents"],
            "OPTIONS": {"location": tmp_path / "storage", "allow_overwrite": True},
        },
    }
    text = factories.kept_document(filing=factories.filing(docket=factories.docket()), by=users.editor)
    assert text.file is not None
    return text.file


def test_files_go_into_backups_once_and_come_back_unharmed(kept: DocumentFile, tmp_path: Path) -> None:
    dumps = [tmp_path / "dumps" / f"casetracker-{night}.dump" for night in ("one", "two")]
    dumps[0].parent.mkdir()
    assert [back_up_documents(dump) for dump in dumps] == [[], []]
    (copy,) = (tmp_path / "dumps" / "documents").glob("*/*.pdf")
    assert [list_damaged_documents(dump) for dump in dumps] == [[], []]
    store, name = get_document_storage(), build_file_name(kept.sha256)
    body = copy.read_bytes()
    store.delete(name)
    assert restore_documents(dumps[0]) == [] and store.size(name) == len(body)
    copy.write_bytes(body[:-1])
    store.delete(name)
    assert list_damaged_documents(dumps[0]) == restore_documents(dumps[0]) == [f"document {kept.sha256[:12]}"]
    assert not store.exists(name) and "its bytes are not in the storage" in back_up_documents(dumps[1])[0]
    forget_old_documents(tmp_path / "dumps", dumps)
    assert copy.exists()
    forget_old_documents(tmp_path / "dumps", [])
    assert not copy.exists()


def test_what_is_missing_damaged_or_left_over_is_found(kept: DocumentFile, tmp_path: Path) -> None:
    assert run("check_documents") == "1 files, all as they came.\n"
    store, name = get_document_storage(), build_file_name(kept.sha256)
    unshown = keep_file(pdfs.pdf("nobody shows it"), page_count=1, now=timezone.now() - 2 * _SETTLED)
    stray = "ab" * 32
    store.save(build_file_name(stray), ContentFile(b"%PDF-"))
    store.save(name, ContentFile(b"%PDF- of another"))
    with pytest.raises(CommandError, match="3 of the files"):
        run("check_documents")
    with pytest.raises(CommandError, match="1 of the files"):
        run("check_documents", "--mend")
    assert [store.exists(build_file_name(sha256)) for sha256 in (unshown.sha256, stray, kept.sha256)] == [
        False,
        False,
        True,
    ]
    store.delete(name)
    with pytest.raises(CommandError, match="1 of the files"):
        run("check_documents")
