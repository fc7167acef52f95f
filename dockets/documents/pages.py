"""Turns a document's words, as a PDF or a text file gives them, into pages of running text. Pure; called by
``extract``.

Lines end where the paper ends, which means nothing on a screen: a line that fills its page's width is joined with the
next one. The stamp that courts' systems put on the head of each page ("Case 2:21-cv-00031-BJR Document 34 Filed
01/21/21 Page 7 of 14") is removed; in text without other page marks it tells where pages begin.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dockets.record.text import clean_text as clean

MOST_PAGES = 1_000
LONGEST_PAGE = 100_000
"""Characters. The densest page of a brief has 6,000."""
PART = 4_000
"""Characters, about, of a part of a text that has no pages."""
_STAMP = re.compile(
    r"^[ \t]*(?:Case|USCA\d*|Appeal|Appellate Case)[: ]\s*\S{4,40}\b[^\n]{0,120}?"
    r"\b(?:Document|Doc|Docket|DktEntry|ECF)\b[^\n]{0,120}?\bPage(?:ID)?\b[^\n]{0,80}$",
    re.MULTILINE,
)
_COUNTED = re.compile(r"\bPage:?\s*(\d{1,4})\s*(?:of|/)\s*(\d{1,4})\b")
_HYPHEN = re.compile("[\x02\u00ad\ufffe]\\s*\n\\s*")
"""A word that was parted at the end of a line, as PDFium tells it."""
_MARGIN = re.compile(r"[ \t]*\d{1,2}[ \t]*")
"""A line that is only a number: the line numbers of pleading paper, 20 to 28 a page."""
_FEWEST_OF_MARGIN = 15
_FULL, _FULL_AT_STOP = 0.7, 0.9
"""Shares of the page's width: a shorter line ends a paragraph, or stands by itself; the second applies where a sentence
ends with the line."""
_STOPS = (".", ":", ";", "?", "!", ".”", '."', ".)")
LONGEST_LINE = 200
"""Characters. Where most lines are longer, each line is a paragraph already."""
_MARKED = re.compile(r"(?:[-•*–—]|\(?[0-9ivxIVX]{1,4}[.)]|\(?[a-zA-Z][.)]|§)\s")
"""How a list item begins."""


class TextTooLong(ValueError):
    """The text is too long to store. ``str(error)`` is a sentence for a person."""


def split_pages(raw: str) -> tuple[list[str], bool]:
    """The pages of a text, and whether they are the document's own: found by form feeds, else by courts' stamps.
    Otherwise the text is cut into parts. Raises ``TextTooLong``."""
    parts = raw.removesuffix("\f").split("\f") if "\f" in raw else _by_stamps(raw)
    if parts:
        return tidy_pages(parts), True
    return tidy_pages([*_parts(_running(raw))], join=False), False


def tidy_pages(pages: Sequence[str], *, join: bool = True) -> list[str]:
    """Each page as running text, "" where there is none. Raises ``TextTooLong``."""
    if len(pages) > MOST_PAGES:
        raise TextTooLong(
            f"It has {len(pages):,} pages; at most {MOST_PAGES:,} are taken. Take the part of it that matters."
        )
    found = []
    for number, page in enumerate(pages, 1):
        if len(page) > LONGEST_PAGE:
            raise TextTooLong(
                f"Page {number:,} has {len(page):,} characters, which no page of a document has. Nothing was taken."
            )
        found.append(_running(page) if join else page)
    return found


def remove_stamps(text: str) -> str:
    """The text without the stamps that courts' systems put on each page."""
    return _STAMP.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _by_stamps(raw: str) -> list[str]:
    """The pages, if their stamps count from 1 to the last one, each once; else none."""
    stamps = [stamp for stamp in _STAMP.finditer(raw) if _COUNTED.search(stamp[0])]
    counts = [match for stamp in stamps if (match := _COUNTED.search(stamp[0]))]
    told = [(int(match[1]), int(match[2])) for match in counts]
    if len(told) < 2 or told != [(number, len(told)) for number in range(1, len(told) + 1)]:
        return []
    if raw[: stamps[0].start()].strip():
        # Stamped at the foot: a page ends with its stamp.
        cuts = [0, *(stamp.end() for stamp in stamps[:-1]), len(raw)]
    else:
        cuts = [*(stamp.start() for stamp in stamps), len(raw)]
    return [raw[begin:end] for begin, end in pairwise(cuts)]


def _running(page: str) -> str:
    unstamped = remove_stamps(page)
    lines = [re.sub(r"[ \t\xa0]+", " ", line).strip() for line in clean(_HYPHEN.sub("", unstamped)).split("\n")]
    lines = _without_margin(lines)
    if sum(not line for line in lines) >= 0.4 * len(lines):
        lines = [
            line for line in lines if line
        ]  # set with double spacing, and a line's distance is none of a paragraph
    return _joined(lines)


def _without_margin(lines: list[str]) -> list[str]:
    numbers = sum(bool(_MARGIN.fullmatch(line)) for line in lines)
    return [line for line in lines if not _MARGIN.fullmatch(line)] if numbers >= _FEWEST_OF_MARGIN else lines


def _joined(lines: Sequence[str]) -> str:
    lengths = [len(line) for line in lines if line]
    if not lengths:
        return ""
    width = sorted(lengths)[len(lengths) * 9 // 10]
    if width > LONGEST_LINE:
        return "\n".join(line for line in lines if line)
    pieces: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        pieces.append(line)
        if not following:
            pieces.append("\n" if line else "")
        elif len(line) < width * (_FULL_AT_STOP if line.endswith(_STOPS) else _FULL) or _MARKED.match(following):
            pieces.append("\n")
        elif not line.endswith("-"):
            pieces.append(" ")
    return re.sub(r"\n{2,}", "\n", "".join(pieces)).strip()


def _parts(running: str) -> Iterator[str]:
    """Cuts text at ends of paragraphs, and a very long paragraph at a blank. Looks at each character once or twice,
    whatever the paragraphs are like."""
    part: list[str] = []
    length = 0
    for paragraph in running.split("\n"):
        for some in _pieces(paragraph):
            if part and length + len(some) > PART:
                yield "\n".join(part)
                part, length = [], 0
            part.append(some)
            length += len(some)
    if part:
        yield "\n".join(part)


def _pieces(paragraph: str) -> Iterator[str]:
    begin, end = 0, len(paragraph)
    while end - begin > 2 * PART:
        cut = paragraph.rfind(" ", begin + PART, begin + 2 * PART)
        cut = cut if cut > 0 else begin + 2 * PART
        yield paragraph[begin:cut]
        begin = cut
        while begin < end and paragraph[begin].isspace():
            begin += 1
    yield paragraph[begin:]
