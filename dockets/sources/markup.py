"""HTML looked at before any parser is let loose on it: what of it can be read, and whether it is safe to parse. Pure.

Everything here takes time in proportion to the page, whatever the page is.
"""

import re
from collections import Counter
from html import unescape

MAX_DEPTH = 500
"""Of nested elements; real pages have about ten. The cleaner that juriscraper uses takes a minute for 100,000."""
MAX_ATTRIBUTES = 2_000
"""Of one tag; the same cleaner compares each with each."""

_TAG = re.compile(r"<[^<>]*>")
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_UNREAD = re.compile(r"<(script|style)\b", re.IGNORECASE)
_NOT_NESTING = frozenset(
    {
        "p",
        "li",
        "td",
        "tr",
        "th",
        "br",
        "hr",
        "img",
        "input",
        "meta",
        "link",
        "option",
        "col",
        "dd",
        "dt",
        "tbody",
        "thead",
        "tfoot",
    }
)
"""Elements without an end tag, or whose end tag CM/ECF leaves out."""


def visible(page: str) -> str:
    """The words of a page or of a piece of one, in one line: no tags, no scripts."""
    return " ".join(unescape(_TAG.sub(" ", without_scripts(page))).split())


def without_scripts(page: str) -> str:
    """The page without its ``script`` and ``style`` elements. One that never ends takes the rest along."""
    lower, kept, place = page.lower(), [], 0
    while begin := _UNREAD.search(page, place):
        kept.append(page[place : begin.start()])
        end = lower.find(f"</{begin[1].lower()}", begin.end())
        if end < 0:
            return " ".join(kept)
        place = end + len(begin[1]) + 2
    return " ".join([*kept, page[place:]])


def is_safe(page: str) -> bool:
    """False for what no court publishes and a parser would choke on: elements or attributes by the thousand in one another."""
    return _depth(page) <= MAX_DEPTH and all(len(tag[0].split()) <= MAX_ATTRIBUTES for tag in _TAG.finditer(page))


def _depth(page: str) -> int:
    """The most elements that are open at once. An end tag closes the newest of its own name, as far as there is one."""
    still_open: Counter[str] = Counter()
    depth = deepest = 0
    for end, name in _NAME.findall(page):
        element = name.lower()
        if element in _NOT_NESTING:
            continue
        if not end:
            still_open[element] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif still_open[element]:
            still_open[element] -= 1
            depth -= 1
    return deepest
