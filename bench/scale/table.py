"""Measures a site of one size, and writes two of them side by side."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from bench.measures import material
from bench.measures.merge import arrived, take
from bench.scale.pages import Cost, measure_pages
from dockets.models import Docket, Filing

_SIZES = """SELECT relname::text, pg_table_size(oid), pg_indexes_size(oid) FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY pg_total_relation_size(oid) DESC LIMIT 15"""
_NEW, _IMPORTS = 100, 5
_FLAT, _MORE = 3, 500
"""A page is flat if it touches no more than thrice as many blocks, and 500."""


@dataclass(frozen=True, slots=True)
class Measured:
    dockets: int
    filings: int
    pages: Mapping[str, Cost]
    sizes: Sequence[tuple[str, int, int]]
    """Of the largest tables: name, bytes, bytes of its indexes."""
    import_ms: float
    """Of a new docket of a hundred entries, its commit included."""


def measure_site() -> Measured:
    pages = {cost.page: cost for cost in measure_pages()}
    with connection.cursor() as cursor:
        cursor.execute(_SIZES)
        sizes = cursor.fetchall()
    return Measured(Docket.objects.count(), Filing.objects.count(), pages, sizes, _time_import())


def _time_import() -> float:
    first, taken = 90_000 + Docket.objects.filter(serial__gte=90_000).count(), []
    for serial in range(first, first + _IMPORTS):
        given = arrived(material.docket(serial, _NEW))
        began = time.perf_counter()
        take(given)
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)[_IMPORTS // 2]


def write_table(small: Measured, large: Measured) -> str:
    """As Markdown."""
    lines = [
        f"| {small.dockets:,}, {large.dockets:,} dockets | statements | blocks | blocks | ms | ms | |",
        "|---|---:|---:|---:|---:|---:|---|",
        f"| {small.filings:,}, {large.filings:,} filings | | | | | | |",
    ]
    for page, cost in large.pages.items():
        before = small.pages.get(page, cost)
        grows = "" if cost.blocks <= _FLAT * before.blocks + _MORE else "grows"
        lines.append(
            f"| `{page}` | {cost.queries} | {before.blocks:,} | {cost.blocks:,} | {before.milliseconds:.0f}"
            f" | {cost.milliseconds:.0f} | {grows} |"
        )
    lines.append(f"| import of {_NEW} new entries | | | | {small.import_ms:.0f} | {large.import_ms:.0f} | |")
    lines += ["", "| table | MB | indexes, MB |", "|---|---:|---:|"]
    lines += [f"| {name} | {size / 2**20:,.0f} | {indexes / 2**20:,.0f} |" for name, size, indexes in large.sizes]
    return "\n".join(lines) + "\n"
