"""A figure with its limits, and how it is measured. Everything that ``bench`` prints is a ``Figure``."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from statistics import median
from typing import Any

from django.db import connection

WARM_UPS = 3
RUNS = 9


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report. ``most`` or ``least`` is the limit, ``goal`` the value to aim for; None: no limit."""

    name: str
    value: float
    """Median, if it was measured several times."""
    unit: str
    worst: float | None = None
    cpu: float | None = None
    """CPU milliseconds of this process, median. Those of the database's processes are not included."""
    floor: float | None = None
    """The same rows moved with the least effort possible, measured in the same run and unit."""
    most: float | None = None
    least: float | None = None
    goal: float | None = None
    note: str = ""

    @property
    def holds(self) -> bool | None:
        """Whether the limit is met; None: there is no limit."""
        if self.most is None and self.least is None:
            return None
        return (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)


@dataclass(slots=True)
class Timing:
    """Several runs of one thing, in milliseconds."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)

    @property
    def median(self) -> float:
        return median(self.wall)

    @property
    def p95(self) -> float:
        return percentile(self.wall, 95)

    def figure(self, name: str, *, floor: "Timing | None" = None, **limits: Any) -> Figure:
        worst, cpu = max(self.wall), median(self.cpu)
        return Figure(name, self.median, "ms", worst=worst, cpu=cpu, floor=floor.median if floor else None, **limits)

    def query_figure(self, name: str, *, most: float | None = None) -> Figure:
        return Figure(f"{name}: queries", max(self.queries), "", most=most)


def percentile(values: list[float], percent: float) -> float:
    """Nearest rank: the smallest of the values that ``percent`` per cent do not exceed. With nine values the 95th is
    the largest, with twenty it is the 19th."""
    return sorted(values)[max(ceil(len(values) * percent / 100), 1) - 1]


def timed[T](
    work: Callable[[T], object], prepare: Callable[[], T], *, runs: int = RUNS, warm_ups: int = WARM_UPS
) -> Timing:
    """Runs ``work(prepare())`` again and again; only ``work`` is timed, and only after the warm-ups."""
    return timed_in_turn(work, [prepare], runs=runs, warm_ups=warm_ups)[0]


def timed_in_turn[T](
    work: Callable[[T], object], prepares: Sequence[Callable[[], T]], *, runs: int = RUNS, warm_ups: int = WARM_UPS
) -> list[Timing]:
    """Times several things, one run of each after the other, so that they can be compared: a machine's load varies from
    one second to the next."""
    timings = [Timing() for _ in prepares]
    for run in range(warm_ups + runs):
        for timing, prepare in zip(timings, prepares, strict=True):
            given = prepare()
            gc.collect()
            with counted() as queries:
                wall, cpu = time.perf_counter(), time.process_time()
                work(given)
                wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            if run >= warm_ups:
                timing.wall.append(wall * 1000)
                timing.cpu.append(cpu * 1000)
                timing.queries.append(queries[0])
    return timings


@contextmanager
def counted() -> Iterator[list[int]]:
    """Counts the statements that Django sends, BEGIN and COMMIT aside."""
    count = [0]

    def count_one(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        count[0] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count_one):
        yield count


def rows_written(*tables: str) -> int:
    """Rows inserted, updated or deleted in these tables so far, by PostgreSQL's statistics."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_user_tables WHERE relname ="
            " ANY(%s)",
            [list(tables)],
        )
        return int(cursor.fetchone()[0])
