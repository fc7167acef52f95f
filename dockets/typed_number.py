"""Numbers as forms and addresses bring them: of rows, of steps, how many lines. Pure."""

_DIGITS = 18
"""Every such number is an id that the database can hold."""


def whole_number(typed: str) -> int | None:
    """None for what is no number in plain digits: "", "-1", "²", and a number that no row has."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _DIGITS else None
