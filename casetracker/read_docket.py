"""Reads one docket anew, and keeps count of the attempts in its ``Reading``: after three that failed it is left, with the reason.

An attempt is counted before it begins, so that a docket whose reading kills its worker stops being tried too.
"""

import logging

from rulings.interpret import begin, interpret, note_failure

log = logging.getLogger(__name__)


def read_docket(docket_id: int, *, patient: bool = True) -> bool:
    """Whether the reading changed. Unless ``patient``, a docket that somebody else is reading is left to them. What goes wrong is
    logged and noted, not raised: the record stands without its reading."""
    if not begin(docket_id, patient=patient):
        return False
    try:
        return interpret(docket_id)
    except Exception as error:
        log.exception("Docket %s could not be read", docket_id)
        note_failure(docket_id, f"{type(error).__name__}: {error}")
        return False
