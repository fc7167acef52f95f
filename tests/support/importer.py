"""Processes that import what they are told to, for the tests of faults: one JSON command a line in, one answer a line
out.

``python -m tests.support.importer 5 6`` serves two sockets, by their numbers, each in a fork of its own: what all of
them need is imported once, as it is for the processes of a worker.

``{"body": …}`` queues and performs an import. ``{"run": id, "die_at": n}`` performs a run in a fork, which kills itself
outright before its n-th statement; the answer tells whether it did. ``{"channels": [id], "die_at": n}`` does so while
sending what is due to them.
"""

import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

import django


def main() -> None:
    django.setup()
    import_module("dockets.imports.run")
    import_module("rulings.following.send")
    import_module("casetracker.urls")
    forks = [_serve_in_a_fork(int(number)) for number in sys.argv[1:]]
    for fork in forks:
        os.waitpid(fork, 0)


def _serve_in_a_fork(number: int) -> int:
    fork = os.fork()
    if not fork:
        with socket.socket(fileno=number) as link, link.makefile("rw") as lines:
            for line in lines:
                command = json.loads(line)
                alone = "die_at" in command
                answer = _perform_and_die(command) if alone else _import(command["body"])
                lines.write(json.dumps(answer) + "\n")
                lines.flush()
        os._exit(0)
    return fork


def _import(body: str) -> dict[str, Any]:
    from dockets.imports.run import perform_run, queue_import
    from dockets.models import ImportRun

    run = queue_import(body.encode(), name="concurrent.json", ring=False)
    perform_run(run.pk)
    run = ImportRun.objects.get(pk=run.pk)
    return {"status": run.status, "error": run.error, "created": run.created}


def _perform_and_die(command: dict[str, Any]) -> dict[str, Any]:
    child = os.fork()
    if not child:
        _child(command)
    _, status = os.waitpid(child, 0)
    return {
        "died": os.WIFSIGNALED(status),
        "failed": not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status) != 0,
    }


def _child(command: dict[str, Any]) -> None:
    from django.db import connection

    from dockets.imports.run import perform_run
    from rulings.following.send import send_to_channels

    left = command["die_at"]

    def count(execute: Callable[..., Any], *statement: Any) -> Any:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*statement)

    try:
        with connection.execute_wrapper(count):
            if "run" in command:
                perform_run(command["run"])
            else:
                send_to_channels(command["channels"])
    except BaseException:
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main()
