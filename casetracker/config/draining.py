"""Whether this web server has been told to stop: one byte that gunicorn's master shares with its workers, which are
forked from it. Written by ``casetracker.config.web_server``, told by ``/readyz``."""

import mmap

_state = mmap.mmap(-1, 1)
_DRAINS, _CLOSED = 1, 2


def begin_draining() -> None:
    _state[0] = _DRAINS


def note_closed() -> None:
    """Nobody new is let in from here on."""
    _state[0] = _CLOSED


def is_draining() -> bool:
    return _state[0] != 0


def is_closed() -> bool:
    return _state[0] == _CLOSED
