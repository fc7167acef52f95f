"""Draws the lines of a timeline: the one piece of HTML that is not in a template.

A template costs 50 µs a line, and a print view has a thousand of them; this costs five. It is as safe as a template, by the same
rule: whatever is filled into a shape is escaped, unless it was itself made by ``fill``.
"""

import re
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dockets.document_search import Found
    from rulings.rows import Decided, Part, Row


class Markup(str):
    """What ``fill`` has made; nothing else makes one. Templates know it by ``__html__``."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def fill(shape: str, *texts: str, **drawn: Markup) -> Markup:
    """``shape`` (ours, never a court's) with ``texts`` escaped into its ``{}`` and markup set into its ``{name}``."""
    for part in drawn.values():
        if type(part) is not Markup:
            raise TypeError("only markup stands unescaped")
    return Markup(shape.format(*map(escape, texts), **drawn))


class Shape:
    """A shape that grows piece by piece, with the texts that will be filled into it: one filling a line is the quickest."""

    __slots__ = ("pieces", "texts")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.texts: list[str] = []

    def add(self, piece: str, *texts: str) -> None:
        self.pieces.append(piece)
        self.texts += texts

    def add_text(self, text: str, hits: re.Pattern[str] | None) -> None:
        """``text`` with what ``hits`` finds in it marked."""
        end = 0
        if hits:
            for hit in hits.finditer(text):
                self.pieces.append("{}<mark>{}</mark>")
                self.texts += (text[end : hit.start()], hit[0])
                end = hit.end()
        self.pieces.append("{}")
        self.texts.append(text[end:] if end else text)

    def filled(self, **drawn: Markup) -> Markup:
        return fill("".join(self.pieces), *self.texts, **drawn)


def lines(rows: Iterable["Row"], hits: re.Pattern[str] | None = None) -> Markup:
    """The lines of a timeline, one ``li`` each; its end needs no tag, and a print view is lighter by five thousand bytes.
    ``hits`` finds what is to be marked."""
    return Markup("".join(_line(row, hits) for row in rows))


def _line(row: "Row", hits: re.Pattern[str] | None) -> Markup:
    shape = Shape()
    if row.news or row.gap:
        _add_between(shape, row)
    if row.css:
        shape.add('<li class="{}" id={}>{time}{icon}', row.css, row.id)
    else:
        # What is ours and holds no space needs no quotes: a thousand lines are lighter by two thousand bytes.
        shape.add("<li id={}>{time}{icon}", row.id)
    shape.add('<div><h3><a href="{}">' if row.is_ruling else '<h3><a href="{}">', row.url)
    if row.number:
        shape.add("<b>{}</b> ", row.number)
    shape.add_text(row.headline, hits)
    shape.add("</a></h3>")
    if row.outcome:
        shape.add('<p class="out {}">{}</p>', row.tone, row.outcome)
    if row.text:
        shape.add("<p>")
        shape.add_text(row.text, hits)
        shape.add("</p>")
    if row.small:
        _add_small(shape, row.small)
    _add_more(shape, row, hits)
    _add_after(shape, row)
    if row.is_ruling:
        shape.add("</div>")
    return shape.filled(time=row.time, icon=row.icon)


def _add_between(shape: Shape, row: "Row") -> None:
    """What is said between this line and the one before it."""
    if row.news:
        shape.add('<li class="news">{}', row.news)
    if row.gap:
        shape.add('<li class="gap">{}', row.gap)


def _add_small(shape: Shape, parts: Iterable["Part"]) -> None:
    before = "<small>"
    for part in parts:
        shape.pieces.append(before)
        _add_part(shape, part)
        before = " · "
    shape.add("</small>")


def _add_part(shape: Shape, part: "Part") -> None:
    if not part.url:
        shape.add("{}", part.text)
    elif part.tone:
        shape.add('<a class="out {}" href="{}">{}</a>', part.tone, part.url, part.text)
    else:
        shape.add('<a href="{}">{}</a>', part.url, part.text)


def _add_more(shape: Shape, row: "Row", hits: re.Pattern[str] | None) -> None:
    """What few lines have: a thread, decisions, the rest of a long text."""
    if row.thread_url:
        shape.add('<a class="thread" href="{}" data-hx-get="{}">Its thread</a>', row.thread_url, row.thread_url)
    if row.decided:
        shape.add('<ul class="decided">')
        for item in row.decided:
            _add_decided(shape, item)
        shape.add("</ul>")
    if row.rest:
        shape.add("<details open>" if hits and hits.search(row.rest) else "<details>")
        shape.add("<summary>More</summary><p>")
        shape.add_text(row.rest, hits)
        shape.add("</p>")
        if row.rest_url:
            shape.add('<p class="whole"><a href="{}">The whole text</a></p>', row.rest_url)
        shape.add("</details>")


def _add_after(shape: Shape, row: "Row") -> None:
    """What its documents hold of the words that were searched for, what editors have put beside it, doubts."""
    for one in row.found:
        _add_found(shape, one, row.url)
    for part in row.beside:
        _add_beside(shape, part)
    for note in row.notes:
        shape.add('<p class="doubt">')
        _add_part(shape, note)
        shape.add("</p>")


def _add_found(shape: Shape, one: "Found", filing_url: str) -> None:
    shape.add('<p class="found"><a href="{}">{}</a> ', one.address(filing_url), one.place)
    for text, is_hit in one.segments:
        shape.add("<mark>{}</mark>" if is_hit else "{}", text)
    shape.add("</p>")


def _add_beside(shape: Shape, part: "Part") -> None:
    if not part.url:
        shape.add('<p class="beside plain">{}</p>', part.text)
        return
    shape.add('<p class="beside">')
    if part.tone:
        shape.add('<span class="badge">{}</span> ', part.tone)
    shape.add('<a href="{}">{}</a></p>', part.url, part.text)


def _add_decided(shape: Shape, item: "Decided") -> None:
    shape.add("<li><span>{}", item.what)
    if item.parties:
        shape.add(" <small>as to {}</small>", item.parties)
    shape.add('</span> <span class="out {}">{}</span>', item.tone, item.outcome)
    if item.quotation:
        shape.add("<q>{}</q>", item.quotation)
    if item.reason:
        shape.add("<small>{}</small>", item.reason)
    shape.add("</li>")
