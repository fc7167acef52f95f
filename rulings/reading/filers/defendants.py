"""How many people a text shows to be charged: criminal dockets number them, "as to Ann Roe (1), Ben Poe (2)".
Called by ``read_filing``."""

import re

_NAME = r"[A-Z][\w.'\u2019-]{1,40}"
_NUMBERED = re.compile(rf"{_NAME},? (?!Count){_NAME} \((?P<number>\d{{1,2}})\)(?! ?[\d(])")
_READ = 3_000


def read_defendant_number(text: str) -> int:
    """The highest number that a person has behind "as to"; 0 where none has one."""
    start = text.find("as to ", 0, _READ)
    if start < 0 or "(" not in text:
        return 0
    return max((int(one["number"]) for one in _NUMBERED.finditer(text, start, _READ)), default=0)
