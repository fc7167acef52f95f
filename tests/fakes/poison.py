"""The application with one more source, whose parser kills the process that runs it: ``celery -A
tests.fakes.poison``, in tests."""

import os
import signal

from casetracker.celery import app
from dockets.record.records import CourtFacts, ParsedPayload
from dockets.sources import SOURCES
from dockets.sources.kind import SourceKind

__all__ = ["app"]


def _die(body: bytes, court: CourtFacts | None) -> ParsedPayload:
    os.kill(os.getpid(), signal.SIGKILL)
    return ParsedPayload()


SOURCES["poison"] = SourceKind("poison", "poison", 0, recognise=lambda body, name: None, parse=_die)
