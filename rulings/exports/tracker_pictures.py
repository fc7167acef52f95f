"""Pictures of a tracker for an article: its counts as bars, and the filings and rulings of its disputes over time, a
strip each, all of one scale. SVG, in which text stays text, and PNG made of it. What they show comes from
``rulings.trackers``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from django.conf import settings

from dockets.format.print_style import format_date
from rulings.pictures.palette import HAIR, SOFT, TONES
from rulings.pictures.svg import Drawing, print_zoom, render_png, tone_colour
from rulings.pictures.typefaces import Face, fit_line, measure_text

STRIPS = 40
"""Disputes of one picture: a longer one could not be read."""
_WIDTH, _MARGIN = 900, 44
_HEAD = Face("sans", "Semibold", 30)
_KICKER = Face("sans", "Semibold", 14, fill=SOFT)
_LABEL = Face("sans", "Regular", 18)
_FIGURE = Face("sans", "Semibold", 18)
_NAME = Face("sans", "Semibold", 15)
_SMALL = Face("sans", "Regular", 14, fill=SOFT)
_BAR_FROM, _BAR_STEP = 300, 34
_STRIP_FROM, _STRIP_STEP, _TALLEST, _RULINGS_BELOW = 330, 48, 22, 8


@dataclass(frozen=True, slots=True)
class CountBar:
    """``share``: of the largest, in percent."""

    label: str
    number: int
    share: int
    tone: str


@dataclass(frozen=True, slots=True)
class DisputeStrip:
    """``months``: the first of a month -> filings in it. ``rulings``: their days and the tones of their outcomes."""

    name: str
    status: str
    months: Mapping[date, int]
    rulings: Sequence[tuple[date, str]]


@dataclass(frozen=True, slots=True)
class TrackerPicture:
    """A drawing, and what it shows in words."""

    drawing: Drawing
    height: int
    title: str
    words: str

    def svg(self) -> str:
        return self.drawing.svg(self.height, self.title, self.words)

    def png(self) -> bytes:
        return render_png(self.svg(), print_zoom(self.drawing.width, self.height))


def draw_counts(title: str, day: date, bars: Sequence[CountBar], total: int, note: str = "") -> TrackerPicture:
    """The counts by status as of ``day``. ``note``: a sentence on what is not counted, or ""."""
    drawing = _begin(title, f"AS OF {format_date(day).upper()}")
    y = 132
    for bar in bars:
        drawing.text(_LABEL, _MARGIN, y + 17, fit_line(_LABEL, _BAR_FROM - _MARGIN - 16, bar.label))
        width = round((_WIDTH - _BAR_FROM - 2 * _MARGIN) * bar.share / 100)
        drawing.rectangle(_BAR_FROM, y, width, 22, tone_colour(bar.tone))
        drawing.text(_FIGURE, _WIDTH - _MARGIN, y + 17, f"{bar.number:,}", from_right=True)
        y += _BAR_STEP
    drawing.rectangle(_MARGIN, y + 2, _WIDTH - 2 * _MARGIN, 1, HAIR)
    drawing.text(_LABEL, _MARGIN, y + 28, "All")
    drawing.text(_FIGURE, _WIDTH - _MARGIN, y + 28, f"{total:,}", from_right=True)
    y = _write_note(drawing, y + 28, note)
    drawing.text(_KICKER, _MARGIN, y + 36, settings.SITE_NAME)
    counted = ", ".join(f"{bar.label} {bar.number:,}" for bar in bars)
    words = f"{counted}; {total:,} in all, {format_date(day)}"
    return TrackerPicture(drawing, y + 60, title, f"{words}. {note}" if note else words)


def draw_strips(title: str, day: date, strips: Sequence[DisputeStrip], total: int, note: str = "") -> TrackerPicture:
    """Filings a month as bars and rulings as marks below them, until ``day``: of the first of ``total`` disputes.
    ``note``: a sentence on what is not among them, or ""."""
    drawing = _begin(title, f"FILINGS AND RULINGS UNTIL {format_date(day).upper()}")
    axis = _TimeAxis.of(strips, day)
    most = max((number for strip in strips for number in strip.months.values()), default=1)
    top, y = 118, 128
    bottom = y + _STRIP_STEP * len(strips)
    for year in axis.years():
        drawing.rectangle(axis.place(date(year, 1, 1)), top, 1, bottom - top, HAIR)
    for strip in strips:
        _draw_strip(drawing, strip, y, axis, most)
        y += _STRIP_STEP
    for year in axis.years():
        drawing.text(_SMALL, axis.place(date(year, 1, 1)) + 4, y + 10, str(year))
    y = _write_note(drawing, _write_legend(drawing, y + 44, most, len(strips), total), note)
    drawing.text(_KICKER, _MARGIN, y + 30, settings.SITE_NAME)
    told = "; ".join(_describe_strip(strip) for strip in strips)
    words = f"Filings and rulings over time. {told}"
    return TrackerPicture(drawing, y + 54, title, f"{words}. {note}" if note else words)


def _begin(title: str, kicker: str) -> Drawing:
    drawing = Drawing(_WIDTH)
    drawing.text(_KICKER, _MARGIN, 52, kicker)
    drawing.text(_HEAD, _MARGIN, 90, fit_line(_HEAD, _WIDTH - 2 * _MARGIN, title))
    return drawing


@dataclass(frozen=True, slots=True)
class _TimeAxis:
    """From the first of a month to the end of another."""

    first: date
    last: date

    @classmethod
    def of(cls, strips: Sequence[DisputeStrip], day: date) -> "_TimeAxis":
        days = [month for strip in strips for month in strip.months]
        days += [told for strip in strips for told, _ in strip.rulings]
        return cls(min(days, default=day).replace(day=1), max([*days, day]))

    def place(self, day: date) -> int:
        """Pixels from the left."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return _STRIP_FROM + round(share * (_WIDTH - _MARGIN - _STRIP_FROM))

    def month_width(self) -> int:
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        return max(1, (_WIDTH - _MARGIN - _STRIP_FROM) // months - 1)

    def years(self) -> list[int]:
        """Those that begin on the axis, at most ten of them."""
        begun = [year for year in range(self.first.year, self.last.year + 1) if date(year, 1, 1) >= self.first]
        return begun[:: len(begun) // 10 + 1]


def _draw_strip(drawing: Drawing, strip: DisputeStrip, y: int, axis: _TimeAxis, most: int) -> None:
    room, base = _STRIP_FROM - _MARGIN - 20, y + _TALLEST + 4
    drawing.text(_NAME, _MARGIN, y + 15, fit_line(_NAME, room, strip.name))
    drawing.text(_SMALL, _MARGIN, y + 33, fit_line(_SMALL, room, strip.status))
    drawing.rectangle(_STRIP_FROM, base, _WIDTH - _MARGIN - _STRIP_FROM, 1, HAIR)
    width = axis.month_width()
    for month, number in sorted(strip.months.items()):
        # By the root, so that a single filing is seen beside a month of hundreds.
        height = max(2, round(_TALLEST * sqrt(number / most)))
        drawing.rectangle(min(axis.place(month), _WIDTH - _MARGIN - width), base - height, width, height, SOFT)
    for day, tone in sorted(strip.rulings, key=lambda each: each[1] in TONES):  # what is decided lies on top
        drawing.mark(axis.place(day), base + _RULINGS_BELOW, tone)


def _write_legend(drawing: Drawing, y: int, most: int, shown: int, total: int) -> int:
    """Returns where it ends."""
    words = f"Bars: filings of a month, at most {most:,}. Marks: rulings that"
    drawing.text(_SMALL, _MARGIN, y, words)
    x = _MARGIN + round(measure_text(_SMALL, words)) + 18
    for tone, label in (("granted", "grant"), ("denied", "deny"), ("mixed", "do either in part"), ("", "do neither")):
        drawing.mark(x, y - 5, tone)
        drawing.text(_SMALL, x + 12, y, label)
        x += round(measure_text(_SMALL, label)) + 36
    if shown < total:
        y += 22
        drawing.text(_SMALL, _MARGIN, y, f"The first {shown} of {total:,} disputes.")
    return y


def _write_note(drawing: Drawing, y: int, note: str) -> int:
    """Returns where it ends."""
    if note:
        y += 22
        drawing.text(_SMALL, _MARGIN, y, note)
    return y


def _describe_strip(strip: DisputeStrip) -> str:
    """ "Elm v. Oak: 36 filings, 2 rulings"."""
    filed, ruled = sum(strip.months.values()), len(strip.rulings)
    return f"{strip.name}: {filed:,} filing{'' if filed == 1 else 's'}, {ruled:,} ruling{'' if ruled == 1 else 's'}"
