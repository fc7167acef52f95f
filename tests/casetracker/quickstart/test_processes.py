"""What a program last said: of this run of it alone, and however long its log has become."""

import os
import sys
from pathlib import Path

import pytest

from casetracker.quickstart import processes
from casetracker.quickstart.processes import Program, read_tail


def program(folder: Path, *said: str) -> Program:
    told = Program(
        "part", [sys.executable, "-c", f"print({chr(10).join(said)!r})"], folder / "part.log", dict(os.environ), folder
    )
    told.start()
    assert told.process is not None
    told.process.wait(60)
    return told


def test_a_run_before_this_one_has_said_nothing(tmp_path: Path) -> None:
    """A worker that was " ready." yesterday need not be today."""
    assert program(tmp_path, "one", "two").last_words(1) == "two"
    again = program(tmp_path, "three")
    assert again.last_words() == "three" and read_tail(again.log, 9) == "one\ntwo\nthree"


def test_what_it_said_counts_however_much_it_has_said_since(tmp_path: Path) -> None:
    """On a slow machine a worker that is ready has read the whole sample before somebody looks."""
    told = program(tmp_path, "worker ready.", *("a task succeeded",) * 5_000)
    assert told.has_said(" ready.") and not told.has_said(" set.")
    assert not program(tmp_path, "starting").has_said(" ready.")
    assert not Program("part", [], tmp_path / "none.log", {}, tmp_path).has_said(" ready.")


def test_of_a_long_log_only_the_end_is_read(tmp_path: Path) -> None:
    log = tmp_path / "part.log"
    with log.open("wb") as file:
        file.truncate(20 * 2**30)  # of zeros that take no room
        file.seek(0, os.SEEK_END)
        file.write(b"\nthe end\n")
    assert read_tail(log, 1) == "the end"
    assert read_tail(tmp_path / "none.log", 1) == ""


def test_one_that_is_too_long_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "LARGEST_LOG", 3)
    for number in range(3):
        told = program(tmp_path, f"run {number}")
    assert told.last_words() == "run 2"
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "part.log": "run 2\n",
        "part.log.1": "run 1\n",
    }
