"""Which of pytest's processes takes which tests, and how many processes there are. Called by the hooks of
``tests.conftest``.

Half of the time that the tests take is waiting: for servers, workers and browsers that start, stop and are killed. So
there are more processes than processors. Some of them begin with the tests that wait, the others compute meanwhile; and
whoever is done takes from what the others still have (``--dist worksteal``).
"""

import os
from collections.abc import Sequence

import psutil
import pytest

STARTS_PROGRAMS = {"celery_workers", "servers", "broker"}
"""Fixtures that start programs. What starts them in another way carries the mark ``programs``."""
_ONE_PROCESS = 2**30
"""Bytes of memory: one of pytest's processes with what it starts, with room to spare."""


def count_processes() -> int:
    """For ``-n auto``: one that computes for each processor, as many that wait, and one more; fewer where memory is
    short."""
    memory = psutil.virtual_memory().total // _ONE_PROCESS
    return max(1, min(2 * _processors() + 1, memory))


def order_tests(items: Sequence[pytest.Item], processes: int) -> list[pytest.Item]:
    """The tests in the order in which xdist gives them out: an equal share of what is left to each process, one after
    another.

    Those that wait stand first in the shares of the first processes, ``processes - processors`` of them; among them,
    those of a browser stand together, since it is started once for all that follow each other. Those that compute for
    long stand first in the other shares: begun last, one would keep a processor waiting for the other. Otherwise the
    order is the one that is given, which is a random one.
    """
    browsing = [item for item in items if _has_fixture(item, {"browser"})]
    waiting = [item for item in items if _starts_programs(item) and not _has_fixture(item, {"browser"})]
    long = [item for item in items if item.get_closest_marker("long") is not None and item not in {*browsing, *waiting}]
    first = {*browsing, *waiting, *long}
    computing = [item for item in items if item not in first]
    lanes = max(1, processes - _processors())
    ordered: list[pytest.Item] = []
    for place, size in enumerate(_shares(len(items), processes)):
        if place < lanes:
            share = [*waiting[place::lanes], *_part(browsing, place, lanes)][:size]
        else:
            share = long[place - lanes :: processes - lanes][:size]
        ordered += share
        size -= len(share)
        ordered += computing[:size]
        del computing[:size]
    given = set(ordered)
    return [*ordered, *(item for item in items if item not in given)]


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _shares(count: int, processes: int) -> list[int]:
    """How many tests each process is given at first: as ``xdist.scheduler.worksteal`` divides them."""
    sizes: list[int] = []
    for place in range(processes):
        sizes.append((count - sum(sizes)) // (processes - place))
    return sizes


def _part(items: list[pytest.Item], place: int, lanes: int) -> list[pytest.Item]:
    """One of so many parts, cut where they lie."""
    return items[len(items) * place // lanes : len(items) * (place + 1) // lanes]


def _starts_programs(item: pytest.Item) -> bool:
    return item.get_closest_marker("programs") is not None or _has_fixture(item, STARTS_PROGRAMS)


def _has_fixture(item: pytest.Item, names: set[str]) -> bool:
    return not names.isdisjoint(getattr(item, "fixturenames", ()))
