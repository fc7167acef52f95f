"""Who says what stands in our words: a machine that read a court's text, or an editor. Pure.

Values leave the site in every export and in the API.
"""

from enum import StrEnum


class ReadBy(StrEnum):
    """Who read it."""

    MACHINE = "machine"
    """And no editor has confirmed it yet."""
    EDITOR = "editor"


READ_BY_MACHINE = "Read by machine from the court’s text"
"""The sentence that goes with what no editor has confirmed, where a form has no field for it."""
QUOTED_BY_EDITORS = "quoted by the editors from {}; not checked against a text kept here"
"""Beside a quotation that no text kept here says, with whom it is quoted from."""
BADGE_OF_MACHINE = "read by machine"
"""The same in few words, beside what was read."""
