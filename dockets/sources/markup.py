"""Checks and trims HTML before any parser sees it: which part is readable, and whether it is safe to parse. Pure.

Everything here takes time in proportion to the page, whatever the page is.
"""

import re
from collections import Counter
from html import unescape

from dockets.sources.decoding import decode_payload

MAX_DEPTH = 500
"""The deepest nesting of elements accepted; real pages have about ten. The cleaner that juriscraper uses takes a minute
for 100,000."""
MAX_ATTRIBUTES = 2_000
"""The most attributes of one tag accepted; the same cleaner compares each with each."""
MAX_ELEMENTS = 200_000
"""The most elements of one page accepted. The longest dockets, of ten thousand entries, have half as many; parsers take
two seconds for this many, or never end."""
NESTED = (
    "This page has more elements than any docket page, or has them deeper in one another, and was not opened. "
    "Save it from PACER again."
)
"""The refusal of a page that is not ``is_safe_page``."""

_TAG = re.compile(r"<[^<>]*>")
_LINE_END = re.compile(r"<br\s*/?>|</(?:p|div|li|t[dr]|h[1-6])\s*>", re.IGNORECASE)
_START = re.compile(r"<[a-zA-Z]")
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_UNREAD = re.compile(r"<(script|style)\b", re.IGNORECASE)
_ROW_ENDS = ("</tr", "</table", "</body", "</html")
_CELL_ENDS = ("</td", *_ROW_ENDS)
"""Many pages leave out the end tags of their cells and rows, but none that of their last table."""
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


def decode_page(body: bytes) -> str:
    """Decodes a page, without its broken end (``cut_broken_end``) and without the contents of a cell in which it breaks
    off.

    Such a cell may break off after a link or bold word: the beginning of a docket text would stand for all of it, and
    would make an entry without a number another entry.
    """
    page = cut_broken_end(decode_payload(body))
    lower = page.lower()
    cell = lower.rfind("<td")
    if cell < 0 or any(lower.find(end, cell) > 0 for end in _CELL_ENDS):
        return page
    return page[: page.find(">", cell) + 1]


def decode_whole_rows(body: bytes) -> str:
    """Decodes a page without the row in which it breaks off, for parsers that cannot read a row without its
    last cell."""
    page = decode_page(body)
    lower = page.lower()
    row = lower.rfind("<tr")
    return page if row < 0 or any(lower.find(end, row) > 0 for end in _ROW_ENDS) else page[:row]


def cut_broken_end(page: str) -> str:
    """The page without the tag or text in which it breaks off: half a date is another date, half a name another name,
    and the beginning of a docket text would stand for all of it. A complete page ends with a tag."""
    if page.rstrip().endswith(">"):
        return page
    whole, begun = page.rfind(">"), page.rfind("<")
    return page[: max(whole + 1, begun)]


def get_visible_text(page: str) -> str:
    """The visible words of a page or a part of it, in one line: no tags, no scripts."""
    return " ".join(unescape(_TAG.sub(" ", strip_scripts(page))).split())


def get_visible_lines(html: str) -> str:
    """The words of a piece of HTML as a reader sees them: one line per paragraph and cell, no gap for a tag within a
    word."""
    text = unescape(_TAG.sub("", _LINE_END.sub("\n", strip_scripts(html).replace("\n", " ").replace("\r", " "))))
    return "\n".join(line for line in (" ".join(part.split()) for part in text.split("\n")) if line)


def strip_scripts(page: str) -> str:
    """The page without its ``script`` and ``style`` elements. One that is never closed removes the rest of the page."""
    lower, kept, place = page.lower(), [], 0
    while begin := _UNREAD.search(page, place):
        kept.append(page[place : begin.start()])
        end = lower.find(f"</{begin[1].lower()}", begin.end())
        if end < 0:
            return " ".join(kept)
        place = end + len(begin[1]) + 2
    return " ".join([*kept, page[place:]])


def count_elements(page: str) -> int:
    """The number of elements of a page: its start tags."""
    return len(_START.findall(page))


def is_safe_page(page: str, most: int = MAX_ELEMENTS) -> bool:
    """False for pages that no court publishes and that would choke a parser: more than ``most`` elements, or elements
    nested or attributes listed by the thousand."""
    return (
        count_elements(page) <= most
        and _depth(page) <= MAX_DEPTH
        and all(len(tag[0].split()) <= MAX_ATTRIBUTES for tag in _TAG.finditer(page))
    )


def _depth(page: str) -> int:
    """The deepest nesting of elements. An end tag closes the newest open element of its name, if there is one."""
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
