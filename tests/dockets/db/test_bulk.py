"""Rows written without the ORM are those that it would write."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Model
from psycopg.types.json import Jsonb

from dockets.db import bulk
from dockets.models import Docket, DocumentText, Sheet, TextRequest
from tests.support import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2021, 1, 12, 9, 30, tzinfo=UTC)


def values(row: Model) -> dict[str, Any]:
    """Every column but what the database generates, as Python sees it."""
    cells = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.generated}
    return {name: bytes(cell) if isinstance(cell, memoryview) else cell for name, cell in cells.items()}


def sheet() -> Sheet:
    return factories.sheet(
        docket=factories.docket(),
        complete_as_of=[NOW, NOW + timedelta(days=1)],
        rows=b"\x00\xff rows",
        record={"case_name": ["Parler LLC", NOW.isoformat()]},
    )


def test_rows_are_copied_in_as_by_the_orm() -> None:
    held = sheet()
    other = factories.docket(case_name="Other")
    fields = tuple(field.attname for field in Sheet._meta.concrete_fields if not field.generated and field.name != "id")
    copied = values(held) | {"docket_id": other.pk, "record": Jsonb(held.record)}
    (key,) = bulk.reserve_ids(Sheet, 1)
    bulk.copy_rows(Sheet, ("id", *fields), [[key, *(copied[name] for name in fields)]])
    assert values(Sheet.objects.get(pk=key)) == values(held) | {"id": key, "docket_id": other.pk}


def test_rows_are_updated_as_by_the_orm_and_nothing_else_of_them() -> None:
    held, other = sheet(), factories.sheet(docket=factories.docket(case_name="Other"))
    before = values(other)
    bulk.update_rows(Sheet, ("record", "rows"), [[held.pk, Jsonb({"a": ["ü", "x"]}), b"\x01\x00"]])
    stored = Sheet.objects.get(pk=held.pk)
    assert (stored.record, bytes(stored.rows)) == ({"a": ["ü", "x"]}, b"\x01\x00")
    assert stored.fingerprint == held.fingerprint
    assert values(Sheet.objects.get(pk=other.pk)) == before


def test_rows_that_have_become_others_are_left() -> None:
    first, second = factories.docket(case_name="a"), factories.docket(case_name="b")
    rows = [[first.pk, "new"], [second.pk, "new"]]
    also = {"assigned_to": "Judge"}
    assert bulk.update_where(Docket, ("cause",), rows, where={"case_name": "a"}, also=also) == {first.pk}
    assert list(Docket.objects.filter(cause="new", assigned_to="Judge")) == [first]


def test_what_is_written_is_read_whatever_the_bytes() -> None:
    now, by = NOW, factories.user("ann", role="editor")
    filing = factories.filing(docket=factories.docket())
    row = TextRequest.objects.create(
        filing=filing,
        document_number=0,
        origin=DocumentText.Origin.UPLOAD,
        body=b"",
        by=by,
        asked_at=now,
        not_before=now,
    )
    for body in (bytes(range(256)) * 5_000, b"\\x00'%s", b""):
        bulk.write_large_bytes(row, "body", body)
        assert bulk.read_large_bytes(row, "body") == body == bytes(TextRequest.objects.get(pk=row.pk).body or b"")
    TextRequest.objects.update(body=None)
    assert bulk.read_large_bytes(row, "body") == b""
    row.pk = 0
    assert bulk.read_large_bytes(row, "body") == b""
