"""Numbers as people type them: of rows, of steps, of a court's entries. Pure."""

_DIGITS = 18
"""Of every number that the database can hold as an id."""


def whole_number(typed: str) -> int | None:
    """None for what is no number in plain digits: "", "-1", "²", and a number that no row has."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _DIGITS else None
