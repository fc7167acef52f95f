"""Parses numbers as people type them: of rows, of steps, of a court's entries. Pure."""

_DIGITS = 18
"""The most digits of any number that the database can hold as an id."""


def parse_whole_number(typed: str) -> int | None:
    """The number, or None for anything but plain digits ("", "-1", "²") and for a number too large for any row."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _DIGITS else None
