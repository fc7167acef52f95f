"""The real nginx, with directives of ``docs/deploy.md``. Used by tests of faults; skipped where it is not installed."""

import os
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casetracker.quickstart.processes import Program
from tests.servers.workers import ROOT, wait_until

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def nginx(folder: Path, outside: str, inside: str) -> Iterator[int]:
    """nginx as long as the block lasts; its port. ``outside``: directives before its server, ``inside``: those of its
    one location."""
    port = choose_port()
    folder.mkdir()
    config = folder / "nginx.conf"
    places = " ".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    account = "user root;" if os.geteuid() == 0 else ""
    config.write_text(
        f"{account} daemon off; pid {folder}/pid; error_log stderr; events {{}} http {{ access_log off; {places}\n"
        f"{outside}\nserver {{ listen 127.0.0.1:{port}; location / {{ {inside}\n}} }} }}\n"
    )
    command = [str(NGINX), "-p", str(folder), "-c", str(config)]
    program = Program("nginx", command, folder / "log", dict(os.environ), folder)
    program.start()
    try:
        wait_until(lambda: program.exit_code is not None or listens(port), 20)
        assert program.exit_code is None, program.last_words()
        yield port
    finally:
        program.stop()


def find_block(words: str) -> str:
    """The nginx directives of the document in which these words stand."""
    written = (ROOT / "docs/deploy.md").read_text()
    blocks: list[str] = re.findall(r"```nginx\n(.*?)```", written, re.DOTALL)
    return next(block for block in blocks if words in block)


def choose_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0
