"""Draws the lines of a timeline: the only HTML that does not come from a template.

A template costs 50 µs a line, and a print view has a thousand lines; this costs five. It is as safe as a template, by
the same rule: whatever is filled into a shape is escaped, unless ``fill_shape`` itself made it.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rulings.html.markup import Markup, MarkupShape
from rulings.html.prose import has_marks, render_prose
from rulings.vocabulary.read_by import QUOTED_BY_EDITORS

if TYPE_CHECKING:
    from dockets.documents.search import DocumentHit
    from rulings.html.event_lines import DecidedItem, EventLine, LinePart


_PLAIN = re.compile(r"[a-z]+/[0-9]+/")
"""An address that needs no quotes."""


def render_lines(rows: Iterable["EventLine"], hits: re.Pattern[str] | None = None) -> Markup:
    """The lines of a timeline, one ``li`` each; end tags are left out, which makes a print view five thousand bytes
    smaller. ``hits`` finds the words to mark."""
    return Markup("".join(_line(row, hits) for row in rows))


def _line(row: "EventLine", hits: re.Pattern[str] | None) -> Markup:
    shape = MarkupShape()
    if row.news or row.gap:
        _add_between(shape, row)
    _begin_line(shape, row)
    shape.add("<h3><a href={}>" if _PLAIN.fullmatch(row.url) else '<h3><a href="{}">', row.url)
    if row.number:
        shape.add("<b>{}</b> ", row.number)
    shape.add_text(row.headline, hits)
    shape.add("</a></h3>")
    _add_outcome(shape, row)
    if row.text and row.is_prose and has_marks(row.text):
        _add_prose(shape, row.text, row.url)
    elif row.text:
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


def _begin_line(shape: MarkupShape, row: "EventLine") -> None:
    # Our own values without a space need no quotes, which makes a thousand lines five thousand bytes smaller.
    if " " in row.css:
        shape.add('<li class="{}" id={}>{time}{icon}', row.css, row.id)
    elif row.css:
        shape.add("<li class={} id={}>{time}{icon}", row.css, row.id)
    else:
        shape.add("<li id={}>{time}{icon}", row.id)
    if row.is_ruling:
        shape.add("<div>")


def _add_outcome(shape: MarkupShape, row: "EventLine") -> None:
    """What a ruling decides, and who says so."""
    if row.outcome and row.badge:
        shape.add('<p class="out {}">{} <small>{}</small></p>', row.tone, row.outcome, row.badge)
    elif row.outcome:
        shape.add('<p class="out {}">{}</p>', row.tone, row.outcome)
    elif row.badge:
        shape.add("<small>{}</small>", row.badge)


def _add_between(shape: MarkupShape, row: "EventLine") -> None:
    """The notices between this line and the one before it."""
    if row.news:
        shape.add('<li class="news">{}', row.news)
    if row.gap:
        shape.add('<li class="gap">{}', row.gap)


def _add_small(shape: MarkupShape, parts: Iterable["LinePart"]) -> None:
    before = "<small>"
    for part in parts:
        shape.pieces.append(before)
        _add_part(shape, part)
        before = " · "
    shape.add("</small>")


def _add_part(shape: MarkupShape, part: "LinePart") -> None:
    if not part.url:
        shape.add("{}", part.text)
    elif part.tone:
        shape.add('<a class="out {}" href="{}">{}</a>', part.tone, part.url, part.text)
    else:
        shape.add('<a href="{}">{}</a>', part.url, part.text)


def _add_more(shape: MarkupShape, row: "EventLine", hits: re.Pattern[str] | None) -> None:
    """What few lines have: a thread, decisions, the rest of a long text."""
    if row.thread_url:
        shape.add('<a class="thread" href="{}" data-hx-get="{}">Its thread</a>', row.thread_url, row.thread_url)
    if row.decided:
        shape.add('<ul class="decided">')
        for item in row.decided:
            _add_decided(shape, item, row.url)
        shape.add("</ul>")
    if row.rest:
        shape.add("<details open>" if hits and hits.search(row.rest) else "<details>")
        shape.add("<summary>More</summary><p>")
        shape.add_text(row.rest, hits)
        shape.add("</p>")
        if row.rest_url:
            shape.add('<p class="whole"><a href="{}">The whole text</a></p>', row.rest_url)
        shape.add("</details>")


def _add_after(shape: MarkupShape, row: "EventLine") -> None:
    """Matches of the search in its documents, what editors have added, notices."""
    for one in row.found:
        _add_found(shape, one, row.url)
    for part in row.beside:
        _add_beside(shape, part)
    for note in row.notes:
        shape.add('<p class="doubt">')
        _add_part(shape, note)
        shape.add("</p>")


def _add_found(shape: MarkupShape, one: "DocumentHit", filing_url: str) -> None:
    shape.add('<p class="found"><a href="{}">{}</a> ', one.address(filing_url), one.place)
    for text, is_hit in one.segments:
        shape.add("<mark>{}</mark>" if is_hit else "{}", text)
    shape.add("</p>")


def _add_beside(shape: MarkupShape, part: "LinePart") -> None:
    if not part.url:
        shape.add('<p class="beside plain">{}</p>', part.text)
        return
    shape.add('<p class="beside">')
    if part.tone:
        shape.add('<span class="badge">{}</span> ', part.tone)
    shape.add('<a href="{}">{}</a></p>', part.url, part.text)


def _add_prose(shape: MarkupShape, source: str, url: str) -> None:
    """``url``: the line's own, which begins with the address of its case."""
    shape.add('<div class="prose">')
    shape.add_markup(render_prose(source, url.partition("filings/")[0].partition("#")[0]))
    shape.add("</div>")


def _add_decided(shape: MarkupShape, item: "DecidedItem", url: str) -> None:
    shape.add("<li><span>{}", item.what)
    if item.parties:
        shape.add(" <small>as to {}</small>", item.parties)
    shape.add('</span> <span class="out {}">{}</span>', item.tone, item.outcome)
    if item.quoted_from:
        shape.add(
            '<q class="reported">{}</q><small>{}</small>', item.quotation, QUOTED_BY_EDITORS.format(item.quoted_from)
        )
    elif item.quotation:
        shape.add("<q>{}</q>", item.quotation)
        if item.quoted:
            shape.add(' <a href="{}">{}</a>', item.quoted_at(url), item.place or "in the ruling")
    if item.reason and has_marks(item.reason):
        _add_prose(shape, item.reason, url)
    elif item.reason:
        shape.add("<small>{}</small>", item.reason)
    shape.add("</li>")
