"""Saves a row, or its links, only where they differ from what is stored, and reports whether they did."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model


def save_if_changed(row: Model, values: Mapping[str, Any]) -> tuple[bool, bool]:
    """Saves a row where it is new or differs; returns (created, changed)."""
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    created = row.pk is None
    if created:
        row.save()
    elif differing:
        row.save(update_fields=[name.removesuffix("_id") for name in differing])
    return created, bool(differing)


def link_if_changed(row: Model, name: str, wanted: set[int | None]) -> bool:
    """Makes a many-to-many field hold ``wanted``; returns whether it held something else."""
    manager = getattr(row, name)
    if set(manager.values_list("pk", flat=True)) == wanted:
        return False
    manager.set(sorted(pk for pk in wanted if pk is not None))
    return True
