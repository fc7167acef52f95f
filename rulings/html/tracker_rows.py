"""A row of a tracker's table as its pages show it, drawn without a template: looking up its words there is half of what
such a page costs. ``row`` and ``cell`` are those of ``rulings.trackers.display``."""

from typing import Any

from dockets.format.print_style import format_date
from rulings.html.markup import Markup, MarkupShape

FEW_DAYS = 100
"""Fewer days than these are told beside the date."""


def draw_tracker_row(row: Any, *, edit_url: str = "", is_single: bool = False) -> Markup:
    """``edit_url``: for editors, where it is changed. ``is_single``: on a page of its own, which needs no link to
    it."""
    shape = MarkupShape()
    shape.add("<tr>") if is_single else shape.add('<tr id="{}">', row.anchor)
    for cell in row.cells:
        if cell.key == "dispute":
            _add_dispute(shape, row, edit_url, has_link=not is_single)
        elif cell.key == "status":
            _add_status(shape, row, cell)
        else:
            _add_cell(shape, cell)
    shape.add("</tr>\n")
    return shape.filled()


def _add_dispute(shape: MarkupShape, row: Any, edit_url: str, *, has_link: bool) -> None:
    shape.add('<th scope="row"><a href="{}">{}</a>', row.url, row.name)
    if has_link:
        shape.add('<a class="permalink" href="{}" aria-label="Permanent link: {}">#</a>', row.link, row.name)
    shape.add(" <small>{}</small>", row.caption)
    if row.others:
        shape.add('<ul class="also">')
        for other in row.others:
            shape.add('<li class="nested">' if other["nested"] else "<li>")
            words = f"{other['court']} {other['number']}"
            shape.add('{} <a href="{}">{}</a></li>', other["relation"], other["url"], words)
        shape.add("</ul>")
    if edit_url:
        shape.add('<small><a href="{}">Edit this row</a></small>', edit_url)
    shape.add("</th>\n")


def _add_status(shape: MarkupShape, row: Any, cell: Any) -> None:
    shape.add('<td class="col-status" data-is="{}">', cell.label)
    shape.add('<span class="out {}">{}</span> <small>', row.tone, row.status)
    if row.since:
        shape.add("since {}", format_date(row.since))
        if row.days and row.days < FEW_DAYS:
            shape.add(", for {} day{}", str(row.days), "" if row.days == 1 else "s")
    if row.rests_on:
        shape.add(' · <a href="{}">{}</a>', row.rests_on["url"], row.rests_on["number"] or "entry")
    shape.add(" · by the editors" if row.is_editors else " · by rule")
    if not row.confirmed_at:
        shape.add(' <span class="by">read by machine</span>')
    shape.add("</small>")
    if row.pending and row.tone == "pending":
        shape.add(" <small>{}</small>", row.pending)
    if row.doubt:
        told = row.doubt_link
        shape.add(' <span class="stale">May be out of date: {} (', row.doubt)
        shape.add('<a href="{}">{}</a>), not yet checked by the editors</span>', told["url"], told["number"] or "entry")
    shape.add("</td>\n")


def _add_cell(shape: MarkupShape, cell: Any) -> None:
    shape.add('<td class="col-{}" data-is="{}">', cell.key, cell.label)
    if cell.is_unknown:
        shape.add('<span class="unsure">{}</span>', cell.text)
    elif cell.key == "own" and cell.url:
        shape.add('<a href="{}" rel="noopener">{}</a>', cell.url, cell.text)
    else:
        shape.add("{}", cell.text)
    if cell.links:
        shape.add('<ul class="also">')
        for each in cell.links:
            shape.add('<li><a href="{}">{}</a></li>', each["url"], each["words"])
        shape.add("</ul>")
    if cell.small or cell.number:
        _add_small(shape, cell)
    shape.add("</td>\n")


def _add_small(shape: MarkupShape, cell: Any) -> None:
    shape.add(" <small>{}", cell.small)
    if cell.number and cell.url:
        shape.add(' · <a href="{}">{}</a>' if cell.small else '<a href="{}">{}</a>', cell.url, cell.number)
    if cell.is_machine:
        shape.add(' <span class="by">read by machine</span>')
    shape.add("</small>")
