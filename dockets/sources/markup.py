"""HTML looked at before any parser is let loose on it: what of it can be read, and whether it is safe to parse. Pure.

Everything here takes time in proportion to the page, whatever the page is.
"""

import re
from collections import Counter
from html import unescape

from dockets.sources.decoding import text_of

MAX_DEPTH = 500
"""Of nested elements; real pages have about ten. The cleaner that juriscraper uses takes a minute for 100,000."""
MAX_ATTRIBUTES = 2_000
"""Of one tag; the same cleaner compares each with each."""
MAX_ELEMENTS = 200_000
"""Of one page. The longest dockets, of ten thousand entries, have half as many; parsers take two seconds for so many,
or for ever."""
NESTED = (
    "This page has more elements than any docket page, or has them deeper in one another, and was not opened. "
    "Save it from PACER again."
)
"""What is said of a page that is not ``is_safe``."""

_TAG = re.compile(r"<[^<>]*>")
_LINE_END = re.compile(r"<br\s*/?>|</(?:p|div|li|t[dr]|h[1-6])\s*>", re.IGNORECASE)
_START = re.compile(r"<[a-zA-Z]")
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_UNREAD = re.compile(r"<(script|style)\b", re.IGNORECASE)
_ROW_ENDS = ("</tr", "</table", "</body", "</html")
_CELL_ENDS = ("</td", *_ROW_ENDS)
"""Many pages leave out the end tags of their cells and rows, none that of their last table."""
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


def page_of(body: bytes) -> str:
    """The page in a payload, ``as_far_as_whole``, and without what the cell in which it breaks off told up to some link or bold
    word: the beginning of a docket text would stand for all of it, and of an entry without a number make another one."""
    page = as_far_as_whole(text_of(body))
    lower = page.lower()
    cell = lower.rfind("<td")
    if cell < 0 or any(lower.find(end, cell) > 0 for end in _CELL_ENDS):
        return page
    return page[: page.find(">", cell) + 1]


def rows_of(body: bytes) -> str:
    """The page in a payload without the row in which it breaks off, for parsers that read no row without its last cell."""
    page = page_of(body)
    lower = page.lower()
    row = lower.rfind("<tr")
    return page if row < 0 or any(lower.find(end, row) > 0 for end in _ROW_ENDS) else page[:row]


def as_far_as_whole(page: str) -> str:
    """Without the tag or the text in which a page breaks off: half a date is another date, half a name another name, and the
    beginning of a docket text would stand for all of it. A whole page ends with a tag."""
    if page.rstrip().endswith(">"):
        return page
    whole, begun = page.rfind(">"), page.rfind("<")
    return page[: max(whole + 1, begun)]


def visible(page: str) -> str:
    """The words of a page or of a piece of one, in one line: no tags, no scripts."""
    return " ".join(unescape(_TAG.sub(" ", without_scripts(page))).split())


def in_lines(html: str) -> str:
    """The words of a piece of HTML as a reader sees them: a line for each paragraph and cell, no gap for a tag within a word."""
    text = unescape(_TAG.sub("", _LINE_END.sub("\n", without_scripts(html).replace("\n", " ").replace("\r", " "))))
    return "\n".join(line for line in (" ".join(part.split()) for part in text.split("\n")) if line)


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


def elements(page: str) -> int:
    """How many elements a page has: its start tags."""
    return len(_START.findall(page))


def is_safe(page: str, most: int = MAX_ELEMENTS) -> bool:
    """False for what no court publishes and a parser would choke on: more than ``most`` elements, elements or attributes by the
    thousand in one another."""
    return (
        elements(page) <= most
        and _depth(page) <= MAX_DEPTH
        and all(len(tag[0].split()) <= MAX_ATTRIBUTES for tag in _TAG.finditer(page))
    )


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
