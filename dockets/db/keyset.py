"""Keyset paging: a page begins after the last row of the page before, not after a count of rows, so that page 500 costs
what page 1 costs and nothing is shown twice or skipped when rows are added meanwhile.

An order is a list of ``Key``; NULL comes last. The last key must be unique (the primary key). A cursor is a row's key
values as text. Called by every paged list.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

import orjson
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy


@dataclass(frozen=True, slots=True)
class Key:
    """One column of an order. ``kind`` is the type of its values, for parsing them out of a cursor."""

    field: str
    kind: Literal["date", "time", "int", "text"]
    descending: bool = False
    nullable: bool = False


class BadCursor(ValueError):
    """The text is no cursor of this order: garbage, or a cursor of another order."""


def order_by_keys(keys: Sequence[Key], *, backwards: bool = False) -> list[OrderBy]:
    """Arguments for ``order_by``. ``backwards`` reverses the order, and NULL then comes first."""
    return [_order(key, backwards) for key in keys]


def _order(key: Key, backwards: bool) -> OrderBy:
    nulls = {"nulls_first" if backwards else "nulls_last": True} if key.nullable else {}
    return OrderBy(F(key.field), descending=key.descending != backwards, **nulls)


def filter_beyond(keys: Sequence[Key], values: Sequence[Any], *, backwards: bool = False) -> Q:
    """Condition for the rows that come after (``backwards``: before) the row with ``values``."""
    condition = Q(pk__in=[])
    for key, value in reversed(list(zip(keys, values, strict=True))):
        condition = _strictly(key, value, backwards) | (_same(key, value) & condition)
    return _from(keys[0], values[0], backwards) & condition


def _strictly(key: Key, value: Any, backwards: bool) -> Q:
    if value is None:
        return Q(**{f"{key.field}__isnull": False}) if backwards else Q(pk__in=[])
    further = Q(**{f"{key.field}__{_towards(key, backwards)}": value})
    return further | Q(**{f"{key.field}__isnull": True}) if key.nullable and not backwards else further


def _same(key: Key, value: Any) -> Q:
    return Q(**{f"{key.field}__isnull": True}) if value is None else Q(**{key.field: value})


def _from(key: Key, value: Any, backwards: bool) -> Q:
    """A condition that the others imply, in the one form that lets PostgreSQL enter an index at the right place."""
    if value is None or (key.nullable and not backwards):
        return Q()
    return Q(**{f"{key.field}__{_towards(key, backwards)}e": value})


def _towards(key: Key, backwards: bool) -> str:
    return "lt" if key.descending != backwards else "gt"


def write_cursor(values: Sequence[Any]) -> str:
    return urlsafe_b64encode(orjson.dumps(list(values))).decode().rstrip("=")


def read_cursor(keys: Sequence[Key], text: str) -> list[Any]:
    """The key values in a cursor. Raises ``BadCursor``."""
    try:
        values = orjson.loads(urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4)))
        if not isinstance(values, list):
            raise BadCursor(text)
        return [_value(key, value) for key, value in zip(keys, values, strict=True)]
    except (ValueError, TypeError, OverflowError) as error:
        raise BadCursor(text) from error


def _value(key: Key, value: Any) -> Any:
    if value is None and key.nullable:
        return None
    if key.kind == "int" and type(value) is int and abs(value) < 2**63:
        return value
    if isinstance(value, str) and "\x00" not in value:
        if key.kind == "date":
            return date.fromisoformat(value)
        if key.kind == "time" and (moment := datetime.fromisoformat(value)).tzinfo:
            return moment.astimezone(UTC)  # PostgreSQL refuses a zone that is 16 hours away; Python does not
        if key.kind == "text":
            return value
    raise BadCursor(value)


@dataclass(frozen=True, slots=True)
class KeysetPage:
    """One page of rows in the order asked for. ``after`` and ``before`` are cursors of the neighbouring pages, "" where
    there is none."""

    rows: list[Any]
    after: str = ""
    before: str = ""


def get_page(
    rows: QuerySet[Any, Any], keys: Sequence[Key], size: int, *, after: str = "", before: str = ""
) -> KeysetPage:
    """The ``size`` rows after (or before) a cursor, in one query; without a cursor the first ones. Raises
    ``BadCursor``.

    ``rows`` yields model instances, or the dicts of ``values()``, with every field of ``keys``.
    """
    backwards = bool(before) and not after
    if start := after or before:
        rows = rows.filter(filter_beyond(keys, read_cursor(keys, start), backwards=backwards))
    found = list(rows.order_by(*order_by_keys(keys, backwards=backwards))[: size + 1])
    return arrange_page(found, keys, size, backwards=backwards, has_start=bool(start))


def arrange_page(found: list[Any], keys: Sequence[Key], size: int, *, backwards: bool, has_start: bool) -> KeysetPage:
    """Builds a ``KeysetPage`` from up to ``size + 1`` rows as the query found them; for ``backwards``, from the end.
    ``has_start``: whether a cursor was given."""
    further, shown = len(found) > size, found[:size]
    if backwards:
        shown.reverse()
    if not shown:
        return KeysetPage([])
    ends = [write_cursor([_value_of(row, key.field) for key in keys]) for row in (shown[0], shown[-1])]
    before, after = (further, has_start) if backwards else (has_start, further)
    return KeysetPage(shown, after=ends[1] if after else "", before=ends[0] if before else "")


def _value_of(row: Any, field: str) -> Any:
    return row[field] if isinstance(row, dict) else getattr(row, field)
