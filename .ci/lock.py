"""Whether ``docs/deploy/requirements.txt``, of which the image is made, is what ``pyproject.toml`` asks for.
``--write`` writes it anew. Run by ``uv run python .ci/lock.py``.

It is uv's lock without its addresses: names, versions and hashes of files. Compared are names, versions and conditions:
an index may gain a file for a version that is there already (a wheel for another Python), which changes no promise.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "docs/deploy/requirements.txt"
HEAD = """\
# Every package that the site needs, in one version, with the hashes of its files: what the image is made of. No host is
# named, so the files may come from any index or mirror. Written by: uv run python .ci/lock.py --write
"""
NEVER = "sys_platform == 'never'"
"""The condition of packages that are left out (``[tool.uv] override-dependencies``)."""


def main() -> None:
    wanted = export_lock()
    if "--write" in sys.argv:
        LOCK.write_text(HEAD + "".join(wanted))
    written = split_packages(LOCK.read_text())
    differ = {name_package(one) for one in wanted} ^ {name_package(one) for one in written}
    if differ:
        names = "\n  ".join(sorted(differ))
        sys.exit(f"{LOCK.relative_to(ROOT)} differs from pyproject.toml (python .ci/lock.py --write):\n  {names}")
    if bare := [name_package(one) for one in written if "--hash=sha256:" not in one]:
        sys.exit(f"Without a hash: {', '.join(bare)}")
    if "://" in LOCK.read_text().removeprefix(HEAD):
        sys.exit(f"{LOCK.relative_to(ROOT)} names a host.")
    print(f"{len(written)} packages, as pyproject.toml asks for them, each with its hashes")


def export_lock() -> list[str]:
    extras = [word for extra in ("sentry", "anymail", "s3", "saml") for word in ("--extra", extra)]
    command = ["uv", "export", "--quiet", "--no-dev", *extras]
    command += ["--no-emit-project", "--no-header", "--no-annotate", "--format", "requirements-txt"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [one for one in split_packages(done.stdout) if NEVER not in one]


def split_packages(written: str) -> list[str]:
    """One text for each package: its line, and those of its hashes."""
    lines = "".join(line for line in written.splitlines(keepends=True) if not line.startswith("#"))
    return re.findall(r"^\S.*(?:\n[ \t].*)*\n?", lines, re.MULTILINE)


def name_package(package: str) -> str:
    """The package with its version and condition, without hashes."""
    return package.partition(" \\")[0].partition(" --hash")[0].strip()


if __name__ == "__main__":
    main()
