"""The end of a process of pytest that hangs. Registered by ``tests.conftest``.

The plugin ``timeout`` raises an error in a test that takes too long (``pyproject.toml``). That ends most: but not one
whose threads are waited for on the way out, nor a driver of a browser that no longer answers. Here, such a process is
ended from outside of Python: it prints where its threads stand, pytest names the test and gives the rest to another.
"""

import faulthandler
import os
from collections.abc import Generator

import pytest

_GRACE = 60.0
"""Seconds that a test has after the error to come to its end, and then its teardown."""


class HardEnd:
    """``pytest_exception_interact`` of pytest's own plugin takes the alarm back when a test has failed: so it is set
    for the teardown again."""

    def __init__(self) -> None:
        self.out = os.dup(2)  # pytest captures it later

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self.arm(item)
        try:
            return (yield)
        finally:
            faulthandler.cancel_dump_traceback_later()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None]:
        self.arm(item)
        yield

    def arm(self, item: pytest.Item) -> None:
        seconds = float(item.config.getini("timeout") or 0)
        if seconds and not item.config.getoption("usepdb"):
            faulthandler.dump_traceback_later(seconds + _GRACE, file=self.out, exit=True)
