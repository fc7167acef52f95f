"""The table of defences: each occurs once in the tree and can be removed, and its tests exist."""

from pathlib import Path

import pytest

from bench import defences
from bench.defences import ROOT, Defence, NotFound, find_code, find_test, put_back, take_out, write_without

_CODE = "if not allowed(who, what):\n    raise Refused(who)"
GUARD = Defence("A guard", _CODE, "pass", ("test_guard.py::test_nobody",))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small tree, formatted differently from the table."""
    files = {
        "dockets/doors/guard.py": "def enter(who):\n    if not allowed(\n        who,\n        what,\n    ):\n"
        "        raise Refused(who)\n    return 1\n",
        "tests/doors/test_guard.py": "class TestDoor:\n    def test_nobody(self): ...\n",
        "tests/test_other.py": "def test_moved(): ...\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize("defence", defences.defences(), ids=lambda defence: defence.name)
def test_every_row_of_the_table_is_of_the_tree(defence: Defence) -> None:
    _, whole, without = write_without(ROOT, defence)
    assert whole.split() != without.split()
    assert all(find_test(ROOT, test) for test in defence.tests) and defence.tests


def test_names_are_borne_once() -> None:
    names = [defence.name for defence in defences.defences()]
    assert len({*names}) == len(names) >= 24


def test_code_is_taken_out_however_its_lines_are_broken_and_put_back(tree: Path) -> None:
    guard = tree / "dockets" / "doors" / "guard.py"
    whole, modified = guard.read_text(), guard.stat().st_mtime_ns
    assert take_out(tree, GUARD) == (guard, whole)
    assert guard.read_text() == "def enter(who):\n    pass\n    return 1\n"
    put_back(guard, whole, modified)
    assert (guard.read_text(), guard.stat().st_mtime_ns) == (whole, modified)


def test_code_that_is_gone_or_stands_twice_is_not_found(tree: Path) -> None:
    with pytest.raises(NotFound, match="stands 0 times"):
        find_code(tree, "if never(who):")
    with pytest.raises(NotFound, match="stands 3 times"):
        find_code(tree, "who")


def test_what_is_no_python_without_it_is_not_written(tree: Path) -> None:
    with pytest.raises(SyntaxError):
        take_out(tree, Defence("", GUARD.code, "if", ()))
    assert "allowed" in (tree / "dockets" / "doors" / "guard.py").read_text()


def test_a_test_is_found_in_whichever_folder_class_and_file(tree: Path) -> None:
    assert find_test(tree, "test_guard.py::test_nobody") == "tests/doors/test_guard.py::TestDoor::test_nobody"
    assert find_test(tree, "test_guard.py::test_moved") == "tests/test_other.py::test_moved"
    with pytest.raises(NotFound, match="there is no test test_gone"):
        find_test(tree, "test_guard.py::test_gone")
