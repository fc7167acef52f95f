"""README's first command, as somebody runs it who has Python and uv and nothing else.

In a fresh copy of the project, with an empty cache and no compiler on the PATH: it has to print its address, serve the
sample case and end cleanly on Ctrl-C, without any tool of the tests and within ``MOST_MEGABYTES``. Prints what it took.
Run by ``uv run python .ci/first_command.py``, on the Python that it is run with.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from socket import socket
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
MOST_MEGABYTES = 250
MOST_SECONDS = 180
"""Until the address is printed, on whatever network and however busy a machine."""
CASE, ITS_NAME = "cases/wawd/2:21-cv-00031/", "Parler LLC v. Amazon Web Services"
TOOLS = ("djlint", "hypothesis", "mypy", "playwright", "pytest", "ruff")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="casetracker-first-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the servers run as another user when we are root
        copy = copy_project(folder / "copy")
        began = time.monotonic()
        log = folder / "log"
        with log.open("wb") as out, start_quickstart(folder, copy, out) as quickstart:
            try:
                address = await_address(quickstart, log)
                print(f"{time.monotonic() - began:.0f} s until the address was printed")
                check_sample_case(address)
            finally:
                quickstart.send_signal(signal.SIGINT)
            code = quickstart.wait(60)
        if code:
            sys.exit(f"It ended with exit code {code}:\n{log.read_text()}")
        check_environment(copy / ".venv")


def copy_project(copy: Path) -> Path:
    """What git knows and would take, as it stands here; no lock, no environment, no data."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    return copy


def start_quickstart(folder: Path, copy: Path, out: object) -> subprocess.Popen[bytes]:
    """With a PATH that has uv and this Python, and so no compiler; with bytecode written, as it is by default."""
    programs = folder / "bin"
    programs.mkdir()
    (programs / "uv").symlink_to(os.environ["UV"])
    python = str(Path(sys.executable).resolve())
    (programs / "python3").symlink_to(python)
    ours = ("CASETRACKER_", "DATABASE_URL", "REDIS_URL", "PYTHON", "UV_", "VIRTUAL_ENV", "CC", "CXX")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    env |= {"PATH": str(programs), "UV_CACHE_DIR": str(folder / "cache"), "UV_PYTHON": python, "UV_NO_PROGRESS": "1"}
    with socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    command = ["uv", "run", "manage.py", "quickstart", "--port", str(port)]
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        command, cwd=copy, env=env, stdout=out, stderr=subprocess.STDOUT
    )


def await_address(quickstart: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + MOST_SECONDS
    while quickstart.poll() is None and time.monotonic() < deadline:
        if found := re.search(r"Casetracker is running: (\S+)", log.read_text()):
            return found[1]
        time.sleep(0.1)
    sys.exit(f"It printed no address:\n{log.read_text()}")


def check_sample_case(address: str) -> None:
    with urlopen(address + CASE, timeout=30) as answer:  # raises on any status but success
        if ITS_NAME not in answer.read().decode():
            sys.exit(f"{address}{CASE} does not show {ITS_NAME}.")


def check_environment(environment: Path) -> None:
    there = {path.name.split("-")[0] for path in environment.glob("lib/python*/site-packages/*")}
    if tools := there.intersection(TOOLS):
        sys.exit(f"It installed what only the tests need: {', '.join(sorted(tools))}.")
    megabytes = sum(path.lstat().st_blocks for path in environment.rglob("*")) * 512 / 2**20
    print(f"{megabytes:.0f} MB in .venv, with bytecode")
    if megabytes > MOST_MEGABYTES:
        sys.exit(f"These are more than {MOST_MEGABYTES} MB.")


if __name__ == "__main__":
    main()
