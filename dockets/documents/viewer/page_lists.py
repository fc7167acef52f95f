"""Lists of pages as people type them: "3, 5-7". Pure; called by views."""

import re
from collections.abc import Sequence
from itertools import groupby

_PART = re.compile(r"(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?")


class BadPageList(ValueError):
    """What was typed is no list of the document's pages. ``str(error)`` is a sentence for a person."""


def parse_page_list(typed: str, last: int) -> list[int]:
    """The pages, in order and each once; none for "". Raises ``BadPageList`` for anything else than numbers and ranges
    from 1 to ``last``."""
    pages: set[int] = set()
    for part in filter(None, (part.strip() for part in re.split(r"[,;]", typed))):
        match = _PART.fullmatch(part)
        first, end = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= end <= last:
            how = f"write them as 3, 5-7, from 1 to {last:,}"
            raise BadPageList(f"“{part[:20]}” is no page of this document: {how}.")
        pages.update(range(first, end + 1))
    return sorted(pages)


def describe_page_list(pages: Sequence[int]) -> str:
    """The pages as one would type them, "3, 5–7"."""
    runs = [
        [page for _, page in run] for _, run in groupby(enumerate(pages), key=lambda counted: counted[1] - counted[0])
    ]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
