"""What is on a court's page and is not kept: numbers and addresses of people that no reader of a case needs. Pure.

Bankruptcy pages print debtors' addresses and the last digits of their social security number (or a whole tax number) beside the
name; the rules of court ask for less than some pages show.
"""

import re

WITHHELD = "[number withheld]"
_NUMBER = re.compile(r"(?<![\w-])(?:[\dx*]{3}-[\dx*]{2}-\d{4}|\d{2}-\d{7})(?![\w-])", re.IGNORECASE)
_LABEL = re.compile(r"\b(?:SSN|ITIN|EIN|Tax\s?ID|social\ssecurity|taxpayer)\b", re.IGNORECASE)


def without_number_lines(text: str) -> str:
    """A party's or lawyer's lines without those that state a social security or tax number."""
    return "\n".join(line for line in text.splitlines() if not _states_a_number(line))


def withhold_numbers(text: str) -> str:
    """Docket text with every social security or tax number, whole or masked ("xxx-xx-1498"), replaced by ``WITHHELD``."""
    return _NUMBER.sub(WITHHELD, text)


def _states_a_number(line: str) -> bool:
    labelled = _LABEL.search(line) and any(letter.isdigit() for letter in line)
    return bool(labelled or _NUMBER.search(line))
