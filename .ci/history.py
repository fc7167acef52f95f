"""Whether anybody has ever put a key of a real service into the repository: the rule of
``tests/site/test_no_secrets.py`` over every line that a commit brought. In a clone without its history it looks at what
there is; without git at nothing.

Run by ``uv run --group dev python .ci/history.py``. Exit 1 names the commits.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.site.test_no_secrets import find_keys  # noqa: E402

COMMIT = b"\x01"
"""Stands before each commit's id: no text file of ours has it."""


def main() -> int:
    log = [
        "git",
        "log",
        "--all",
        "-p",
        "--cc",
        "--unified=0",
        "--text",
        "--no-renames",
        "--no-ext-diff",
        f"--format={COMMIT.decode()}%H",
    ]
    try:
        git = subprocess.Popen(log, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except FileNotFoundError:
        print("SKIPPED: git is not installed.")
        return 0
    found: dict[str, int] = {}
    commits, commit, lines = 0, "", list[bytes]()
    with git:
        for line in git.stdout or ():
            if line.startswith(COMMIT):
                found |= _look(commit, lines)
                commits, commit, lines = commits + 1, line[1:].decode().strip(), []
            elif line.startswith(b"+"):
                lines.append(line[1:])
    found |= _look(commit, lines)
    for commit, number in found.items():
        print(f"{commit}: {number} that look like keys of a service")
    print(f"{commits} commits looked at, {len(found)} with keys.")
    return 1 if found else 0


def _look(commit: str, lines: list[bytes]) -> dict[str, int]:
    number = len(find_keys(b"".join(lines)))
    return {commit: number} if number else {}


if __name__ == "__main__":
    sys.exit(main())
