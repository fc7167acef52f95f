"""Builds the image of ``docs/deploy/Containerfile`` and sees each of its roles work: migrate, web, worker, beat and a
command of ``manage.py``, as its own user, with secrets from files, and on SIGTERM an orderly end.

Run by ``uv run python .ci/containers.py [--base IMAGE]``; needs docker, podman or buildah, and says so where there is
none. Takes minutes, and is no step of ``.ci/run``. PostgreSQL and Valkey are the embedded ones, on ports of this
machine. buildah shares its network and processes with what it runs and needs no engine; what a container may not$
write in its own root is then not tried.
"""

import argparse
import contextlib
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote
from urllib.request import urlopen

import psutil

from casetracker.quickstart import embedded

ROOT = Path(__file__).resolve().parent.parent
IMAGE = "casetracker-ci"
CHROOT = ["--isolation", "chroot"]
LIMITS = ["--ulimit", "nofile=20000:20000", "--ulimit", "nproc=90000:90000"]
SECRETS = ("DATABASE_URL", "REDIS_URL", "CASETRACKER_SECRET_KEY")
USER = 10001
KEEP = (
    "from django.core.files.base import ContentFile; from dockets.documents.storage import get_document_storage;"
    " kept = get_document_storage(); kept.save('files/of-this-trial', ContentFile(b'kept'));"
    " print(kept.exists('files/of-this-trial')); kept.delete('files/of-this-trial')"
)
WHO = "import os; print('user', os.getuid(), os.access('.', os.W_OK))"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--base", default="", help="the image with Python to begin from")
    asked.add_argument("--options", default="", help="words before each command: --options='--storage-driver vfs'")
    asked.add_argument("--image", default="", help="an image that is built already, and is tried as it is")
    given = asked.parse_args()
    tool = next((name for name in ("docker", "podman", "buildah") if shutil.which(name)), "")
    if not tool:
        print("SKIPPED: neither docker, podman nor buildah is installed, so no image is built and none is tried.")
        return
    engine = Engine(tool, shlex.split(given.options), given.image or IMAGE)
    if not given.image:
        took = time.monotonic()
        engine.build(given.base)
        print(f"built by {tool} in {time.monotonic() - took:.0f} s")
    with tempfile.TemporaryDirectory(prefix="casetracker-image-") as name, servers(Path(name)) as addresses:
        secrets = write_secrets(Path(name) / "secrets", addresses)
        with engine.made_container():
            try_roles(engine, secrets)
    print("Each role of the image works.")


class Engine:
    """docker, podman or buildah. ``options``: before each of its commands."""

    def __init__(self, tool: str, options: list[str], image: str) -> None:
        self.tool, self.begin, self.image = tool, [tool, *options], image
        self.made = ""

    def build(self, base: str) -> None:
        words = ["build"]
        if self.tool == "buildah":
            words = ["bud", *CHROOT, *LIMITS, "--volume", "/etc/ssl/certs:/etc/ssl/certs:ro"]
        words += ["--build-arg", f"BASE={base}"] if base else []
        run([*self.begin, *words, "--file", "docs/deploy/Containerfile", "--tag", self.image, "."])

    @contextmanager
    def made_container(self) -> Iterator[None]:
        """buildah runs all roles in one container, since it copies the image for each that it makes."""
        if self.tool != "buildah":
            yield
            return
        self.made = run([*self.begin, "from", self.image]).strip()
        try:
            yield
        finally:
            run([*self.begin, "rm", self.made])

    def begin_role(self, secrets: Path, program: str = "role", **env: str) -> list[str]:
        """The words before a role that run it."""
        given = {f"{name}_FILE": f"/run/secrets/{name}" for name in SECRETS} | env
        told = [word for name, value in given.items() for word in ("--env", f"{name}={value}")]
        volume = ["--volume", f"{secrets}:/run/secrets:ro"]
        if self.tool == "buildah":
            return [*self.begin, "run", *CHROOT, *volume, *told, self.made, "--", program]
        safe = ["--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", "--network", "host"]
        return [*self.begin, "run", "--rm", *safe, *volume, *told, "--entrypoint", program, self.image]


def try_roles(engine: Engine, secrets: Path) -> None:
    port = choose_port()
    env = {"CASETRACKER_BIND": f"127.0.0.1:{port}", "CASETRACKER_HTTPS": "off", "CASETRACKER_LOG_FORMAT": "line"}
    refuse_secret(engine, secrets)
    begin = engine.begin_role(secrets, **env)
    run([*begin, "migrate", "--verbosity", "0"])
    print("migrate: ended well")
    told = run([*begin, "shell", "--no-imports", "--command", WHO])
    expect(f"user {USER} False" in told, f"it runs as another user, or may write its code: {told}")
    print(f"manage: runs as user {USER}, which cannot write the code")
    told = run([*begin, "shell", "--no-imports", "--command", KEEP])
    expect("True" in told, f"it keeps no file of a document: {told}")
    print("manage: keeps a document's file")
    of_worker, of_beat = {"CASETRACKER_ALIVE_FILE": "/tmp/worker"}, {"CASETRACKER_ALIVE_FILE": "/tmp/beat"}
    with (
        run_role(engine, secrets, "worker", "--without-gossip", "--without-mingle", **env, **of_worker),
        run_role(engine, secrets, "beat", **env, **of_beat),
        run_role(engine, secrets, "web", **env),
    ):
        wait_until(lambda: read(port, "/readyz") == 200, "/readyz is 200: database, migrations, broker, beat, worker")
        expect(read(port, "/") == 200 and read(port, "/static/mark.svg") == 200, "pages or static files are not served")
        print("web, worker, beat: /readyz, / and a static file are 200")
        if engine.tool == "buildah":  # the others make a container for each, in which they ask this themselves
            for more in ({}, of_worker, of_beat):
                run(engine.begin_role(secrets, "health", **env, **more))
            print("health: web, worker and beat live")


def refuse_secret(engine: Engine, secrets: Path) -> None:
    begin = engine.begin_role(secrets, CASETRACKER_EMAIL_URL_FILE="/run/secrets/none")
    done = subprocess.run([*begin, "check"], cwd=ROOT, capture_output=True, text=True, check=False)
    told = done.stdout + done.stderr
    expect(done.returncode != 0 and "CASETRACKER_EMAIL_URL_FILE names cannot be read" in told, told)
    print("a secret's file that is missing: refused, and named")


@contextmanager
def run_role(engine: Engine, secrets: Path, *words: str, **env: str) -> Iterator[None]:
    """One role as long as the block lasts; then SIGTERM, on which it has to end by itself, well and soon."""
    name = words[0]
    command = [*engine.begin_role(secrets, **env), *words]
    with tempfile.TemporaryFile() as log:
        started = psutil.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            yield
            expect(started.poll() is None, f"{name} ended by itself")
            began = time.monotonic()
            find_program(engine, started).send_signal(signal.SIGTERM)
            code = started.wait(60)
            expect(code in (0, 143), f"{name} ended with {code}")
            print(f"{name}: on SIGTERM it ended after {time.monotonic() - began:.1f} s")
        except BaseException:
            log.seek(0)
            sys.stderr.write(f"--- {name}\n{log.read().decode()[-4000:]}\n")
            raise
        finally:
            for process in [*started.children(recursive=True), started] if started.poll() is None else []:
                process.kill()


def find_program(engine: Engine, started: psutil.Popen) -> psutil.Process:
    """Whom to send a signal to: docker and podman pass it on, buildah does not."""
    if engine.tool != "buildah":
        return started
    below = [process for process in started.children(recursive=True) if process.uids().real == USER]
    return next(process for process in below if "python" in process.cmdline()[0])


@contextmanager
def servers(folder: Path) -> Iterator[dict[str, str]]:
    """The embedded servers, which listen on sockets that only this user may use, through ports of this machine."""
    folder.chmod(0o755)
    running = embedded.start_servers(folder / "data", throwaway=True)
    try:
        database, broker = running.addresses.database_url, running.addresses.redis_url
        sockets = unquote(database.split("@")[1].rpartition("/")[0])
        ports = [pass_on(f"{sockets}/.s.PGSQL.5432"), pass_on(unquote(broker.removeprefix("unix://")))]
        yield {
            "DATABASE_URL": f"postgresql://casetracker@127.0.0.1:{ports[0]}/casetracker",
            "REDIS_URL": f"redis://127.0.0.1:{ports[1]}/0",
            "CASETRACKER_SECRET_KEY": "of this run alone, " * 4,
        }
    finally:
        running.discard()


def pass_on(path: str) -> int:
    """A port whose connections go on to a socket in the file system, as long as this program runs."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)

    def accept() -> None:
        while True:
            there, _ = listener.accept()
            here = socket.socket(socket.AF_UNIX)
            here.connect(path)
            for one, other in ((there, here), (here, there)):
                threading.Thread(target=copy, args=(one, other), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return int(listener.getsockname()[1])


def copy(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while read := one.recv(65536):
            other.sendall(read)
        other.shutdown(socket.SHUT_WR)


def write_secrets(folder: Path, secrets: dict[str, str]) -> Path:
    """As docs/deploy.md has it: readable by the image's user alone."""
    folder.mkdir(mode=0o755)
    for name, value in secrets.items():
        (folder / name).write_text(f"{value}\n")
        (folder / name).chmod(0o400)
        os.chown(folder / name, USER, USER)
    return folder


def choose_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])


def read(port: int, path: str) -> int:
    """The status of an answer; 0 where there is none."""
    try:
        with urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            answer.read()
            return int(answer.status)
    except HTTPError as error:
        return error.code
    except OSError:
        return 0


def run(command: list[str]) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    expect(
        done.returncode == 0,
        f"{' '.join(command)} ended with {done.returncode}:\n{(done.stdout + done.stderr)[-4000:]}",
    )
    return done.stdout


def wait_until(reached: Callable[[], bool], told: str, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not reached():
        expect(time.monotonic() < deadline, f"not within {seconds:.0f} s: {told}")
        time.sleep(0.5)


def expect(holds: bool, told: str) -> None:
    if not holds:
        raise SystemExit(f"FAILED: {told}")


if __name__ == "__main__":
    main()
