"""Removes the code's defences one at a time and checks that the tests notice: ``python -m bench.defences``.

``defences.toml`` lists them: the name of each, its code, the code without it, and the tests that must fail then. All of
it happens in copies of the working tree, which is itself never written to. Code is found by its text, whatever file it
is in and however its lines are broken; a test by its name, whatever folder it is in.

Needs no servers: it starts a pair of its own, with a database for each copy. The exit code is 1 unless every defence
was caught.
"""

import argparse
import ast
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import dedent
from urllib.parse import urlsplit, urlunsplit

from casetracker.quickstart import embedded
from casetracker.quickstart.embedded import ServerAddresses

ROOT = Path(__file__).resolve().parent.parent
TABLE = Path(__file__).with_suffix(".toml")
CODE = {"casetracker": "*.py", "dockets": "*.py", "rulings": "*.py", "templates": "*.*"}
"""Folders with the code of defences, and the files in them."""
PATIENCE, PATIENCE_WHOLE = 240.0, 3_600.0
"""Seconds for the tests of one defence, and for the whole suite. Tests that take longer have caught nothing."""
CAUGHT, MISSED, UNFOUND, UNRUN = "caught", "NOT CAUGHT", "NOT FOUND", "NOT RUN"
_ASIDE = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")
_QUIET = ("-q", "-p", "no:randomly", "-p", "no:cacheprovider", "--color=no", "--tb=no", "-rfE")
_SETTINGS = {
    "CASETRACKER_SECRET_KEY": "for tests only, " * 4, "CASETRACKER_HTTPS": "off", "PYTHONPATH": "",
    "CASETRACKER_ALL_EXAMPLES": "1",
}  # fmt: skip
"""If the addresses of servers are given, settings are loaded before the tests have set these variables themselves. Laws
are tried as ``.ci/run`` tries them."""
_FAILED = re.compile(r"^FAILED \S*?([^\s/]+\.py::\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Defence:
    """One row of the table. ``code`` occurs once in the tree; ``tests`` are like "test_csv.py::test_no_formula"."""

    name: str
    code: str
    gone: str
    tests: Sequence[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Result of one defence. ``said``: which test caught it, or why none could. ``where``: its file."""

    defence: Defence
    result: str
    said: str = ""
    where: str = ""
    seconds: float = 0.0


class NotFound(Exception):
    """The table names code or a test that does not exist, or not exactly once. ``str(error)`` says which."""


def defences(table: Path = TABLE) -> list[Defence]:
    """The rows of the table in its order."""
    return [Defence(**row) for row in tomllib.loads(table.read_text(encoding="utf-8"))["defence"]]


def packed(text: str) -> tuple[str, list[int]]:
    """``text`` without what a formatter changes, that is white space and the comma before a closing bracket; and the
    place in ``text`` of each remaining character."""
    kept: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        if sign.isspace():
            continue
        if sign in ")]}" and kept and kept[-1][0] == ",":
            kept.pop()
        kept.append((sign, place))
    return "".join(sign for sign, _ in kept), [place for _, place in kept]


@cache
def packed_files(tree: Path) -> Mapping[Path, str]:
    """All files that may hold a defence, ``packed``; cached from the first call for the tree."""
    paths = (path for folder, names in CODE.items() for path in sorted((tree / folder).rglob(names)))
    return {path: _LOOSE.sub("", "".join(path.read_text(encoding="utf-8").split())) for path in paths}


_LOOSE = re.compile(r",(?=[)\]}])")


def find_code(tree: Path, code: str) -> tuple[Path, int, int]:
    """The file that contains ``code``, and its start and end there. Raises ``NotFound``."""
    wanted, _ = packed(code)
    counts = {path: number for path, text in packed_files(tree).items() if (number := text.count(wanted))}
    if sum(counts.values()) != 1:
        raise NotFound(f"its code stands {sum(counts.values())} times in the tree: {' '.join(code.split())[:60]}")
    (path,) = counts
    text, places = packed(path.read_text(encoding="utf-8"))
    start = text.index(wanted)
    return path, places[start], places[start + len(wanted) - 1] + 1


def take_out(tree: Path, defence: Defence) -> tuple[Path, str]:
    """Removes the defence from its file in ``tree``. Returns the file, and its former text. Raises ``NotFound``, and
    ``SyntaxError`` if the rest is not valid Python."""
    path, before, after = write_without(tree, defence)
    path.write_text(after, encoding="utf-8")
    return path, before


def write_without(tree: Path, defence: Defence) -> tuple[Path, str, str]:
    """The defence's file, its text, and what that is without the defence. Raises as ``take_out``."""
    path, start, end = find_code(tree, defence.code)
    before = path.read_text(encoding="utf-8")
    line = before[before.rfind("\n", 0, start) + 1 : start]
    indent = line[: len(line) - len(line.lstrip())]
    after = before[:start] + f"\n{indent}".join(dedent(defence.gone).strip("\n").split("\n")) + before[end:]
    if path.suffix == ".py":
        compile(after, str(path), "exec")
    return path, before, after


def put_back(path: Path, text: str, modified: int) -> None:
    """Restores a file with its old modification time (nanoseconds), so that Python does not take the compiled file of
    the changed one for its own."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(modified, modified))


def find_test(tree: Path, test: str) -> str:
    """Pytest's name for "test_x.py::test_y": in a file of that name anywhere below ``tests``, else in any other file.
    Raises ``NotFound``."""
    name, _, function = test.partition("::")
    files = sorted((tree / "tests").rglob("test_*.py"), key=lambda path: (path.name != name, path))
    for path in files:
        text = path.read_text(encoding="utf-8")
        if f"def {function}(" in text and (inside := _path_within(ast.parse(text).body, function)):
            return "::".join([str(path.relative_to(tree)), *inside])
    raise NotFound(f"there is no test {function}")


def _path_within(body: Iterable[ast.stmt], function: str) -> list[str]:
    for node in body:
        if isinstance(node, ast.FunctionDef) and node.name == function:
            return [function]
        if isinstance(node, ast.ClassDef) and (inside := _path_within(node.body, function)):
            return [node.name, *inside]
    return []


@dataclass(slots=True)
class Copy:
    """A copy of the working tree, and its test database. ``is_clean``: whether the database can be used as it is."""

    tree: Path
    database_url: str
    is_clean: bool = True


class Runner:
    """Runs pytest in copies of the working tree, several at a time; ``stop`` ends all runs."""

    def __init__(self, folder: Path, servers: ServerAddresses, jobs: int, *, whole: bool) -> None:
        self._whole = whole
        self._redis_url = servers.redis_url
        self._running: set[subprocess.Popen[str]] = set()
        self._stopped = threading.Event()
        self._copies: queue.SimpleQueue[Copy] = queue.SimpleQueue()
        for number in range(jobs):
            tree = Path(shutil.copytree(ROOT, folder / f"tree-{number}", ignore=_ASIDE))
            url = urlunsplit(urlsplit(servers.database_url)._replace(path=f"/defences_{number}"))
            self._copies.put(Copy(tree, url))

    def without(self, defence: Defence) -> Verdict:
        """Runs the tests of one defence with it removed; for one without code, with nothing removed."""
        copy = self._copies.get()
        try:
            return self._without(copy, defence) if defence.code else self._judge(copy, defence)
        except NotFound as error:
            return Verdict(defence, UNFOUND, str(error))
        except SyntaxError as error:
            return Verdict(defence, UNRUN, f"without it the file is no Python: {error}")
        finally:
            self._copies.put(copy)

    def _without(self, copy: Copy, defence: Defence) -> Verdict:
        modified = find_code(copy.tree, defence.code)[0].stat().st_mtime_ns
        path, before = take_out(copy.tree, defence)
        try:
            return self._judge(copy, defence, str(path.relative_to(copy.tree)))
        finally:
            put_back(path, before, modified)

    def _judge(self, copy: Copy, defence: Defence, where: str = "") -> Verdict:
        tests = [] if self._whole and where else [find_test(copy.tree, test) for test in defence.tests]
        began = time.monotonic()
        code, said = self._pytest(copy, tests)
        seconds = time.monotonic() - began
        if code == 0:
            return Verdict(defence, MISSED, where=where, seconds=seconds)
        if code == 1 and (failed := _FAILED.search(said)):
            return Verdict(defence, CAUGHT, failed[1], where, seconds)
        last = next((line for line in reversed(said.splitlines()) if line.strip()), "")
        return Verdict(defence, UNRUN, f"pytest ended with {code}: {last}", where, seconds)

    def _pytest(self, copy: Copy, tests: Sequence[str]) -> tuple[int, str]:
        """Runs pytest; without ``tests``, the whole suite. Returns its exit code and output. The tables are created
        once, and anew after a run that was cut off."""
        spread = ["-n0"] if tests else ["-n", "auto"]
        database = ["--reuse-db", *([] if copy.is_clean else ["--create-db"])]
        command = [sys.executable, "-m", "pytest", *spread, "-x", *_QUIET, *database, *tests]
        addresses = {"DATABASE_URL": copy.database_url, "REDIS_URL": self._redis_url}
        run = subprocess.Popen(
            command,
            cwd=copy.tree,
            env={**os.environ, **_SETTINGS, **addresses},
            text=True,
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self._running.add(run)
        copy.is_clean = False
        try:
            if self._stopped.is_set():
                _end(run)
            said, _ = run.communicate(timeout=PATIENCE if tests else PATIENCE_WHOLE)
        except subprocess.TimeoutExpired:
            _end(run)
            return -1, f"it took more than {PATIENCE if tests else PATIENCE_WHOLE:.0f} seconds"
        finally:
            self._running.discard(run)
        copy.is_clean = run.returncode in (0, 1)
        return run.returncode, said

    def stop(self) -> None:
        self._stopped.set()
        for run in list(self._running):
            _end(run)


def _end(run: subprocess.Popen[str]) -> None:
    """Ends a run as Ctrl-C would, so that pytest stops its servers; kills it if that does not help."""
    for number, seconds in ((signal.SIGINT, 20), (signal.SIGKILL, 5)):
        if run.poll() is None:
            os.killpg(run.pid, number)
            try:
                run.wait(seconds)
            except subprocess.TimeoutExpired:
                continue


def unchanged(chosen: Sequence[Defence], parts: int) -> list[Defence]:
    """All tests that are named, in ``parts`` parts: nothing is removed for them, and they have to pass."""
    tests = list(dict.fromkeys(test for one in chosen for test in one.tests))
    return [Defence("(nothing)", "", "", tests[part::parts]) for part in range(min(parts, len(tests)))]


def verdicts(runner: Runner, chosen: Sequence[Defence], jobs: int) -> Iterator[Verdict]:
    """Yields the verdicts as they come."""
    with ThreadPoolExecutor(jobs) as pool:
        try:
            for done in as_completed([pool.submit(runner.without, defence) for defence in chosen]):
                yield done.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            runner.stop()
            raise


def line(verdict: Verdict) -> str:
    """One line of the table."""
    name, where = verdict.defence.name, Path(verdict.where).name
    return f"{verdict.result:<11}{verdict.seconds:>6.1f} s  {name:<62} {where:<24} {verdict.said}".rstrip()


def say(text: str) -> None:
    print(text, flush=True)


def measure(chosen: Sequence[Defence], jobs: int, *, whole: bool) -> bool:
    """Prints the table. Returns whether every defence was caught."""
    with tempfile.TemporaryDirectory(prefix="casetracker-defences-", ignore_cleanup_errors=True) as folder:
        servers = embedded.start_servers(Path(folder) / "servers", throwaway=True)
        try:
            return _measure(Runner(Path(folder), servers.addresses, jobs, whole=whole), chosen, jobs)
        finally:
            servers.discard()


def _measure(runner: Runner, chosen: Sequence[Defence], jobs: int) -> bool:
    began = time.monotonic()
    for verdict in verdicts(runner, unchanged(chosen, jobs), jobs):
        if verdict.result != MISSED:
            say(f"The tests do not pass as the code stands, so nothing is taken out: {verdict.said}")
            return False
    say(f"The named tests pass as the code stands ({time.monotonic() - began:.0f} s).\n")
    found = []
    for verdict in verdicts(runner, chosen, jobs):
        found.append(verdict)
        say(line(verdict))
    caught = sum(verdict.result == CAUGHT for verdict in found)
    say(f"\n{caught} of {len(chosen)} defences caught, in {time.monotonic() - began:.0f} s.")
    return caught == len(chosen)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Returns 0 if every defence that was removed was caught."""
    parser = argparse.ArgumentParser(prog="python -m bench.defences", description="Takes each defence out once.")
    add = parser.add_argument
    add("--only", action="append", default=[], metavar="NAME", help="those whose name holds this; may be repeated")
    add("--whole", action="store_true", help="the whole suite for each, instead of the tests that are named")
    add("--jobs", type=int, default=2, metavar="N", help="how many at a time (2)")
    add("--list", action="store_true", help="say which there are, and end")
    given = parser.parse_args(arguments)
    every = defences()
    chosen = [one for one in every if not given.only or any(word.lower() in one.name.lower() for word in given.only)]
    if given.list or not chosen:
        say("\n".join(one.name for one in every))
        return 0 if given.list else 2
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return 0 if measure(chosen, max(1, given.jobs), whole=given.whole) else 1
    except KeyboardInterrupt:
        say("Stopped. The working tree is as it was.")
        return 130


if __name__ == "__main__":
    sys.exit(main())
