"""A process that parses what it is given within bounds, for the tests of hostile files: a JSON command a line in, an
answer out.

``{"slug": …, "court": …, "path": …}`` reads that file as that source would, in a fork that may have so much memory and
time and no more. The answer: what came of it, the seconds of CPU, and the megabytes that it took beyond those of the
idle process.
"""

import json
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any

import django
import psutil

from tests.support.data import DATA

MEMORY = 600 * 2**20
"""Bytes of address space beyond what the process has: what a worker may be given."""
PATIENCE = 30
"""Seconds until a fork is taken to hang."""


def main() -> None:
    django.setup()
    _warm_up()
    for line in sys.stdin:
        command = json.loads(line)
        sys.stdout.write(
            json.dumps(_in_a_fork(command["slug"], command["court"], Path(command["path"]).read_bytes())) + "\n"
        )
        sys.stdout.flush()


def _warm_up() -> None:
    """Reads a payload of each source once: what is imported and worked out at first use is not the file's fault, and a
    fork would do it anew each time. Also a payload that is refused, since what is said of one is worked out as well."""
    from dockets.sources import SOURCES

    for slug in SOURCES:
        for path in (DATA / slug.replace("-", "_")).glob("*"):
            _answer(slug, "", path.read_bytes())
    _answer("court-feed", "", b"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY told 'x'>]><rss/>")


def _in_a_fork(slug: str, court: str, body: bytes) -> dict[str, Any]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(PATIENCE)
        os.close(reading)
        os.write(writing, json.dumps(_measured(slug, court, body)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as said:
        answer = said.read()
    _, status = os.waitpid(child, 0)
    ended: dict[str, Any] = json.loads(answer) if answer else {"died": status}
    return ended


def _measured(slug: str, court: str, body: bytes) -> dict[str, Any]:
    before, began = psutil.Process().memory_info(), time.process_time()
    resource.setrlimit(resource.RLIMIT_AS, (before.vms + MEMORY, before.vms + MEMORY))
    try:
        answer = _answer(slug, court, body)
    except BaseException as error:
        answer = {"raised": f"{type(error).__name__}: {error}"[:500]}
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return answer | {"seconds": time.process_time() - began, "megabytes": (most - before.rss) / 2**20}


def _answer(slug: str, court: str, body: bytes) -> dict[str, Any]:
    """As ``parse_payload`` does it, without a database."""
    from dockets.courts import registry
    from dockets.record.records import NotADocket
    from dockets.sources import SOURCES, describe, recognise_payload

    recognise_payload(body, "file")
    try:
        parsed = SOURCES[slug].parse(body, registry.get_court_facts(court))
    except NotADocket as error:
        return {"refused": str(error), "described": describe.describe_unknown_file(body, "file")}
    return {"entries": sum(len(docket.entries) for docket in parsed.dockets), "told": repr(parsed)[:20_000]}


if __name__ == "__main__":
    main()
