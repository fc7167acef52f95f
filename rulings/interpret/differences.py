"""Makes a table's rows equal to those wanted, writing only the differences: set-based, sorted, nothing else touched."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import orjson
from django.db.models import JSONField, Model
from psycopg.types.json import Jsonb

from dockets.db import bulk

_BATCH = 2_000


def write_differences[K: Hashable](
    model: type[Model],
    fields: Sequence[str],
    there: Mapping[K, tuple[int, tuple[Any, ...]]],
    wanted: Mapping[K, tuple[Any, ...]],
    blank: Mapping[str, Any] | None = None,
) -> tuple[dict[K, int], bool]:
    """Makes the table hold ``wanted``.

    ``there`` maps a key to (id, values of ``fields``) of the rows that may be changed or deleted; other rows are left
    alone. ``blank`` gives a new row's values in the columns that ``fields`` does not name. Returns the id of each
    wanted key, and whether anything was written.
    """
    gone = sorted(row for key, (row, _) in there.items() if key not in wanted)
    new = [key for key in wanted if key not in there]
    changed = [key for key, values in wanted.items() if key in there and there[key][1] != values]
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
    ids = {key: there[key][0] for key in wanted if key in there}
    if new:
        ids.update(zip(new, bulk.reserve_ids(model, len(new)), strict=True))
        insert_rows(model, ("id", *fields), [(ids[key], *wanted[key]) for key in new], blank or {})
    if changed:
        _update(model, fields, sorted((ids[key], wanted[key]) for key in changed))
    return ids, bool(gone or new or changed)


def insert_rows(
    model: type[Model], fields: Sequence[str], rows: Sequence[tuple[Any, ...]], blank: Mapping[str, Any]
) -> None:
    """Inserts rows by COPY. JSON values are plain Python values here."""
    wrapped = [index for index, name in enumerate(fields) if isinstance(model._meta.get_field(name), JSONField)]
    rest = tuple(blank.values())
    bulk.copy_rows(model, (*fields, *blank), (_with_json(row, wrapped) + rest for row in rows))


def _with_json(row: tuple[Any, ...], places: Sequence[int]) -> tuple[Any, ...]:
    if not places:
        return row
    return tuple(Jsonb(value, dumps=orjson.dumps) if index in places else value for index, value in enumerate(row))


def _update(model: type[Model], fields: Sequence[str], rows: Iterable[tuple[int, tuple[Any, ...]]]) -> None:
    """Updates through model instances: the rows are few, and some columns are arrays, which cannot be sent as arrays of
    arrays."""
    instances = [model(pk=row, **dict(zip(fields, values, strict=True))) for row, values in rows]
    model._default_manager.bulk_create(
        instances, update_conflicts=True, unique_fields=["id"], update_fields=list(fields), batch_size=_BATCH
    )


def write_links(
    through: type[Model], owner: str, other: str, owners: Iterable[int], wanted: Iterable[tuple[int, int]]
) -> bool:
    """Makes a many-to-many table hold the ``wanted`` pairs for ``owners``, and deletes their other pairs. True if
    anything was written."""
    rows = through._default_manager.filter(**{f"{owner}__in": list(owners)}).values_list("pk", owner, other)
    there = {(one, two): row for row, one, two in rows}
    pairs = set(wanted)
    gone = sorted(row for pair, row in there.items() if pair not in pairs)
    new = sorted(pairs - there.keys())
    if gone:
        through._default_manager.filter(pk__in=gone).delete()
    if new:
        bulk.copy_rows(through, (owner, other), new)
    return bool(gone or new)
