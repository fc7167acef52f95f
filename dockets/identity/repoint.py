"""Repoints foreign keys: from a docket to the one that it is merged into, and back. Called by ``merge_dockets`` and
``merge_parties``.

Works from Django's own description of the models, so that what other applications store for a docket (claims, hearings,
followers' marks) moves along without ``dockets`` knowing of it. A row that would duplicate another one there stays
where it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Field, ForeignObjectRel, Model, Q, QuerySet

from dockets.db import bulk
from dockets.models import Docket, Filing

type Moved = list[tuple[str, str, list[int]]]
"""Model, field, ids of the rows that moved."""
EVERYTHING, NOTHING = ~Q(pk__in=[]), Q(pk__in=[])


def list_foreign_keys_to(model: type[Model]) -> Iterator[tuple[type[Model], "Field[Any, Any]"]]:
    """Every foreign key to a model, including those of many-to-many tables; except one that is its row's own primary
    key, as in a docket's interpretation, which is computed again for each."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and not relation.many_to_many and not relation.field.primary_key:
            yield relation.related_model, relation.field


def repoint_references(target: type[Model], old: int, new: int, *, staying: Mapping[type[Model], Q]) -> Moved:
    """Points rows that reference row ``old`` to row ``new``, except the rows ``staying``. Rows that belong to a filing
    move without being recorded, since they go back with their filing (``repoint_rows_of_filings``)."""
    moved: Moved = []
    pointing = list(list_foreign_keys_to(target))
    partners = {model: _partners(model, dict(pointing)) for model, _ in pointing}
    for model, field in sorted(pointing, key=lambda pair: len(partners[pair[0]])):
        rows = model._default_manager.filter(**{f"{field.name}_id": old}).exclude(staying.get(model, NOTHING))
        for partner in partners[model]:  # what belongs to a row that stays, stays with it
            rows = rows.exclude(**{f"{partner}_id": old})
        with_filing = target is Docket and _has_filing(model)
        if with_filing:
            _point(rows.filter(filing__isnull=False), field.name, new)
        if ids := _point(rows.filter(filing=None) if with_filing else rows, field.name, new):
            moved.append((model._meta.label, field.name, ids))
    return moved


def _partners(model: type[Model], pointing: Mapping[type[Model], "Field[Any, Any]"]) -> list[str]:
    """Look-ups through one-to-one fields of the model to rows that reference the target too."""
    told = [field for field in model._meta.concrete_fields if field.one_to_one and field.related_model is not Filing]
    others = [
        (field.name, pointing.get(field.related_model)) for field in told if isinstance(field.related_model, type)
    ]
    return [f"{name}__{field.name}" for name, field in others if field is not None]


def undo_repoint(moved: Iterable[Sequence[Any]], old: int, new: int) -> None:
    """Undoes ``repoint_references`` for those rows that still exist and still point to ``new``."""
    for label, name, ids in moved:
        _point(apps.get_model(label)._default_manager.filter(pk__in=ids, **{f"{name}_id": new}), name, old)


def restore_references(label: str, name: str, pairs: Sequence[Sequence[int]]) -> None:
    """Points rows back. ``pairs``: a row's id, and what it pointed to; rows that no longer exist are skipped."""
    model = apps.get_model(label)
    before: dict[int, int] = dict(pairs)  # type: ignore[arg-type]
    now = model._default_manager.filter(pk__in=before).order_by("pk").values_list("pk", f"{name}_id")
    moved = [(row, before[row]) for row, to in now if to != before[row]]
    if not _set(model, name, moved):
        for row in moved:
            _set(model, name, [row])


def _set(model: type[Model], name: str, rows: Sequence[tuple[int, int]]) -> bool:
    try:
        with transaction.atomic():
            bulk.update_rows(model, (name,), rows)
    except IntegrityError:
        return False
    return True


def repoint_rows_of_filings(old: int, new: int, *, staying: Mapping[type[Model], Q]) -> None:
    """Points rows of docket ``new`` that belong to a filing of ``old`` to ``old``."""
    filings = list(Filing.objects.filter(docket=old).values_list("pk", flat=True))
    for model, field in list_foreign_keys_to(Docket):
        if _has_filing(model):
            rows = model._default_manager.filter(**{f"{field.name}_id": new}, filing__in=filings)
            _point(rows.exclude(staying.get(model, NOTHING)), field.name, old)


def _has_filing(model: type[Model]) -> bool:
    return any(field.name == "filing" and field.related_model is Filing for field in model._meta.concrete_fields)


def _point(rows: "QuerySet[Any]", name: str, to: int) -> list[int]:
    """Points the rows to ``to`` and returns the ids of those for which that was possible: all except those that would
    violate the model's own constraints."""
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    if _pointed(rows.model, ids, name, to):
        return ids
    return [row for row in ids if _pointed(rows.model, [row], name, to)]


def _pointed(model: type[Model], ids: Sequence[int], name: str, to: int) -> bool:
    try:
        with transaction.atomic():
            model._default_manager.filter(pk__in=ids).update(**{f"{name}_id": to})
    except IntegrityError:
        return False
    return True
