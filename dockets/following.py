"""Lets rows follow what they point to: from a docket to the one that it turned out to be, and back. A part of ``unite``.

Works from Django's own description of the models, so that what other applications keep of a docket (claims, hearings, marks of
followers) comes along without the record knowing of it. A row that would be a second one of its kind there stays where it is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Field, ForeignObjectRel, Model, Q, QuerySet

from dockets import bulk
from dockets.models import Docket, Filing

type Moved = list[tuple[str, str, list[int]]]
"""Model, field, ids of the rows that followed."""
EVERYTHING, NOTHING = ~Q(pk__in=[]), Q(pk__in=[])


def pointing_to(model: type[Model]) -> Iterator[tuple[type[Model], "Field[Any, Any]"]]:
    """Every foreign key to a model, those of many-to-many tables among them; not one that is its row's own key, as is that of a
    docket's reading: that is made anew for each."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and not relation.many_to_many and not relation.field.primary_key:
            yield relation.related_model, relation.field


def follow(target: type[Model], old: int, new: int, *, staying: Mapping[type[Model], Q]) -> Moved:
    """Points what points to row ``old`` to row ``new``, but for the rows ``staying``. What stands with a filing moves without
    being noted, since it goes back with its filing (``go_with_filings``)."""
    moved: Moved = []
    pointing = list(pointing_to(target))
    partners = {model: _partners(model, dict(pointing)) for model, _ in pointing}
    for model, field in sorted(pointing, key=lambda pair: len(partners[pair[0]])):
        rows = model._default_manager.filter(**{f"{field.name}_id": old}).exclude(staying.get(model, NOTHING))
        for partner in partners[model]:  # what tells of a row that stays, stays with it
            rows = rows.exclude(**{f"{partner}_id": old})
        with_filing = target is Docket and _has_filing(model)
        if with_filing:
            _point(rows.filter(filing__isnull=False), field.name, new)
        if ids := _point(rows.filter(filing=None) if with_filing else rows, field.name, new):
            moved.append((model._meta.label, field.name, ids))
    return moved


def _partners(model: type[Model], pointing: Mapping[type[Model], "Field[Any, Any]"]) -> list[str]:
    """Look-ups of what other rows point to that a row of the model is the only one to tell of."""
    told = [field for field in model._meta.concrete_fields if field.one_to_one and field.related_model is not Filing]
    others = [(field.name, pointing.get(field.related_model)) for field in told if isinstance(field.related_model, type)]
    return [f"{name}__{field.name}" for name, field in others if field is not None]


def go_back(moved: Iterable[Sequence[Any]], old: int, new: int) -> None:
    """The reverse, of those rows that are still there and still point to ``new``."""
    for label, name, ids in moved:
        _point(apps.get_model(label)._default_manager.filter(pk__in=ids, **{f"{name}_id": new}), name, old)


def set_back(label: str, name: str, pairs: Sequence[Sequence[int]]) -> None:
    """``pairs``: a row, and what it pointed to. Points each there again, of those that are still there."""
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
            bulk.update(model, (name,), rows)
    except IntegrityError:
        return False
    return True


def go_with_filings(old: int, new: int, *, staying: Mapping[type[Model], Q]) -> None:
    """Points to docket ``old`` what points to ``new`` and stands with a filing of ``old``."""
    filings = list(Filing.objects.filter(docket=old).values_list("pk", flat=True))
    for model, field in pointing_to(Docket):
        if _has_filing(model):
            rows = model._default_manager.filter(**{f"{field.name}_id": new}, filing__in=filings)
            _point(rows.exclude(staying.get(model, NOTHING)), field.name, old)


def _has_filing(model: type[Model]) -> bool:
    return any(field.name == "filing" and field.related_model is Filing for field in model._meta.concrete_fields)


def _point(rows: "QuerySet[Any]", name: str, to: int) -> list[int]:
    """Which rows could be pointed there: all, but for those of which there is one already by the model's own rules."""
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
