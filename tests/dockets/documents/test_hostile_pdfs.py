"""PDFs that are made to do harm: whatever opens them ends within 20 seconds of CPU time and 300 MB, and has read the
file or says in a sentence why not."""

import json
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings

from tests.dockets.documents.hostile_pdfs import FILES, list_uses

pytestmark = [pytest.mark.programs, pytest.mark.timeout(300)]
MOST_SECONDS = 21
"""Of CPU time: the kernel ends a process when it has used 20, and counts in whole seconds."""
SHOWN = {
    "a form in itself", "a length in itself", "a table in a circle", "names in a circle", "a vast picture",
    "no JPEG 2000", "no JBIG2", "a vast page", "no page", "a broken font", "a wide font", "scripts", "laughs",
    "a web page before it", "an archive behind it", "a program before it",
}  # fmt: skip
"""Files whose page is whole, whatever is beside it or cannot be drawn."""


def try_file(file: str) -> dict[str, dict[str, Any]]:
    """What came of each use of a file. It is tried by a small process of its own, so that nothing of this one's memory
    counts."""
    command = [sys.executable, "-m", "tests.dockets.documents.hostile_pdfs", file]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=280, check=True)
    return {row["use"]: row for row in map(json.loads, done.stdout.splitlines())}


@pytest.mark.slow_rows
@pytest.mark.parametrize("file", sorted(FILES))
def test_it_ends_in_time_and_says_what_came_of_it(file: str) -> None:
    told = try_file(file)
    assert list(told) == list_uses(file)
    for row in told.values():
        assert row["seconds"] < MOST_SECONDS and row["megabytes"] <= 300
        outcome, _, sentence = row["said"].partition(": ")
        assert outcome == "read" or (outcome == "refused" and sentence.endswith(".") and len(sentence) > 40)
        assert outcome == "read" or file not in SHOWN
    if file in SHOWN:
        assert told["extract"]["said"] == "read: Words of an order"
    if file == "scripts":  # they are told, and not run
        assert "(script)" in told["inspect"]["said"] and told["inspect"]["seconds"] < 5
