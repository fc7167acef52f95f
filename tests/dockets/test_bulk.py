"""Rows read and written without the ORM are those that it would give."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Model

from dockets import bulk
from dockets.models import Court, Docket, Document, Sheet
from tests import factories

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


@pytest.mark.parametrize("model", [Court, Docket, Document, Sheet])
def test_rows_are_loaded_as_by_the_orm(model: type[Model]) -> None:
    held = sheet()
    document = factories.document(filing=factories.filing(docket=held.docket), description="Exhibit é", page_count=3)
    row: Model = {Court: held.docket.court, Docket: held.docket, Document: document, Sheet: held}[model]
    (loaded,) = bulk.load(model, "id = %s", [row.pk])
    assert values(loaded) == values(model._default_manager.get(pk=row.pk))
    assert loaded._state.adding is False


def test_rows_come_by_id_and_only_those_asked_for() -> None:
    first, second, other = (factories.docket(case_name=name) for name in ("a", "b", "c"))
    assert bulk.load(Docket, "id = ANY(%s)", [[second.pk, first.pk]]) == [first, second]
    assert bulk.load(Docket, "case_name = %s", ["nobody"]) == []
    assert other in Docket.objects.all()


def test_a_row_is_set_as_by_the_orm_and_nothing_else_of_it() -> None:
    held = sheet()
    held.complete_as_of, held.record, held.rows, held.fingerprint = [NOW], {"a": ["ü", "x"]}, b"\x01\x00", "other"
    bulk.set_row(held, ("complete_as_of", "record", "rows"))
    stored = Sheet.objects.get(pk=held.pk)
    assert (stored.complete_as_of, stored.record, bytes(stored.rows)) == ([NOW], {"a": ["ü", "x"]}, b"\x01\x00")
    assert stored.fingerprint != "other"
