"""The matrix of claims as a picture for an article: SVG, and PNG made of it.

Its background is light. Text in the SVG stays text, in the fonts of whoever opens it; lines are broken by the widths in
our fonts, with room to spare.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from dockets.format.print_style import format_date
from rulings.claims.matrix_values import ClaimNow, ClaimsMatrix, MatrixCell, MatrixColumn, MatrixLine
from rulings.pictures.palette import HAIR, INK, SOFT
from rulings.pictures.svg import Drawing, print_zoom, render_png, tone_colour
from rulings.pictures.typefaces import Face, break_lines
from rulings.vocabulary.read_by import QUOTED_BY_EDITORS

COLUMNS, CLAIMS = 6, 40
"""Most that are shown: the latest rulings, the first claims. A larger picture could not be read."""
LINES_OF_REASON = 6
_MARGIN, _CLAIM, _COLUMN, _NOW, _GAP = 44, 300, 236, 190, 26
_SLACK = 1.04
_ANY_FONT = 1.13
"""How much wider than in our fonts a line may be in the fonts of whoever opens an SVG."""
_HEAD = Face("serif", "Semibold", 30)
_KICKER = Face("sans", "Semibold", 14, fill=SOFT)
_STAND = Face("sans", "Regular", 18)
_TITLE = Face("sans", "Semibold", 16)
_SMALL = Face("sans", "Regular", 14, fill=SOFT)
_QUOTE = Face("serif", "Regular", 15, italic=True, fill=SOFT)


def draw_claims_svg(found: ClaimsMatrix, site: str) -> str:
    sheet = _drawn(found, site, _ANY_FONT)
    return sheet.drawing.svg(sheet.y, f"What became of each claim: {_name(found)}", found.summary)


def draw_claims_png(found: ClaimsMatrix, site: str) -> bytes:
    sheet = _drawn(found, site, _SLACK)
    return render_png(sheet.drawing.svg(sheet.y), print_zoom(sheet.drawing.width, sheet.y))


def _name(found: ClaimsMatrix) -> str:
    return found.docket.case_name or found.docket.docket_number


def _drawn(found: ClaimsMatrix, site: str, slack: float) -> "_Sheet":
    columns = found.columns[-COLUMNS:]
    width = max(2 * _MARGIN + _CLAIM + _GAP + len(columns) * (_COLUMN + _GAP) + _NOW, 900)
    sheet = _Sheet(Drawing(width), slack)
    sheet.write(_KICKER, _MARGIN, width, "WHAT BECAME OF EACH CLAIM")
    sheet.y += 6
    sheet.write(_HEAD, _MARGIN, width - 2 * _MARGIN, _name(found))
    sheet.y += 4
    sheet.write(_STAND, _MARGIN, width - 2 * _MARGIN, found.summary)
    sheet.y += 22
    _heads(sheet, columns, found)
    for line in found.lines[:CLAIMS]:
        _row(sheet, line, len(columns))
    _foot(sheet, found, site)
    return sheet


def _places(columns: int) -> list[int]:
    """Where each column begins: claims, rulings, the status."""
    first = _MARGIN + _CLAIM + _GAP
    return [_MARGIN, *(first + (_COLUMN + _GAP) * at for at in range(columns + 1))]


def _heads(sheet: "_Sheet", columns: Sequence[MatrixColumn], found: ClaimsMatrix) -> None:
    places, bottoms, top = _places(len(columns)), [], sheet.y
    for place, column in zip(places[1:-1], columns, strict=True):
        sheet.y = top
        sheet.write(_TITLE, place, _COLUMN, column.title)
        sheet.write(_SMALL, place, _COLUMN, " · ".join(filter(None, [column.filing.told, column.filing.number])))
        bottoms.append(sheet.y)
    sheet.y = top
    # A picture is looked at on other days, too.
    sheet.write(_TITLE, places[-1], _NOW, format_date(found.on or timezone.localdate(timezone=found.docket.court.zone)))
    sheet.y = max([sheet.y, *bottoms]) + 8
    sheet.rule(INK, 2)


def _row(sheet: "_Sheet", line: MatrixLine, columns: int) -> None:
    places, bottoms = _places(columns), []
    sheet.y += 12
    top = sheet.y
    sheet.write(_TITLE, places[0], _CLAIM, f"{line.label} · {line.claim.title}")
    sheet.write(_SMALL, places[0], _CLAIM, " · ".join(filter(None, [line.claim.ground, line.who])))
    bottoms.append(sheet.y)
    for place, cell in zip(places[1:-1], line.cells[len(line.cells) - columns :], strict=True):
        sheet.y = top
        for said in cell:
            _cell(sheet, place, said)
        bottoms.append(sheet.y)
    sheet.y = top
    for now in line.now:
        _now(sheet, places[-1], now)
    sheet.y = max([sheet.y, *bottoms]) + 12
    sheet.rule(HAIR, 1)


def _cell(sheet: "_Sheet", place: int, said: MatrixCell) -> None:
    sheet.outcome(place, _COLUMN, said.label, said.tone)
    if said.parties:
        sheet.write(_SMALL, place, _COLUMN, f"as to {', '.join(said.parties)}", most=3)
    if said.undone:
        sheet.write(_SMALL, place, _COLUMN, said.undone)
    if said.reason:
        sheet.write(_SMALL, place, _COLUMN, said.reason, most=LINES_OF_REASON)
    if said.quotation:
        sheet.write(_SMALL if said.quoted_from else _QUOTE, place, _COLUMN, f"“{said.quotation}”", most=4)
    if said.quoted_from:
        sheet.write(_SMALL, place, _COLUMN, QUOTED_BY_EDITORS.format(said.quoted_from), most=3)
    sheet.y += 4


def _now(sheet: "_Sheet", place: int, now: ClaimNow) -> None:
    sheet.outcome(place, _NOW, now.word, now.tone)
    if now.parties:
        sheet.write(_SMALL, place, _NOW, f"as to {', '.join(now.parties)}", most=3)
    if now.note:
        sheet.write(_SMALL, place, _NOW, now.note)
    sheet.y += 4


def _foot(sheet: "_Sheet", found: ClaimsMatrix, site: str) -> None:
    sheet.y += 14
    left_out = [
        f"{len(found.columns) - COLUMNS} earlier rulings are not shown" if len(found.columns) > COLUMNS else "",
        f"{len(found.lines) - CLAIMS} more claims are not shown" if len(found.lines) > CLAIMS else "",
        "Some of it was read by machine"
        if any(said.machine for line in found.lines for cell in line.cells for said in cell)
        else "",
    ]
    docket = found.docket
    told = [f"{docket.court.name}, {docket.docket_number}", *left_out, f"{settings.SITE_NAME}, {site}"]
    sheet.write(_SMALL, _MARGIN, sheet.drawing.width - 2 * _MARGIN, ". ".join(filter(None, told)))
    sheet.y += 18


@dataclass(slots=True)
class _Sheet:
    """The drawing, from the top down; ``y`` is where the next item begins."""

    drawing: Drawing
    slack: float
    """Room given to a line, as a multiple of its width in our fonts."""
    y: int = 36

    def write(self, face: Face, x: int, width: int, text: str, most: int = 8) -> None:
        for line in break_lines(face, int(width / self.slack), text, most):
            self.drawing.text(face, x, self.y + round(face.size * 1.02), line)
            self.y += face.leading

    def outcome(self, x: int, width: int, word: str, tone: str) -> None:
        """The outcome in its colour, with its mark."""
        self.drawing.mark(x + 5, self.y + 10, tone)
        self.write(Face("sans", "Semibold", 16, fill=tone_colour(tone)), x + 18, width - 18, word)

    def rule(self, fill: str, height: int) -> None:
        self.drawing.rectangle(_MARGIN, self.y, self.drawing.width - 2 * _MARGIN, height, fill)
        self.y += height
