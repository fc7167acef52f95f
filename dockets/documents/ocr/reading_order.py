"""The order in which a person reads the lines that a program found on a page. Pure; called by the engines' workers.

Lines go from top to bottom, after the page was turned upright. Where lines stand in two columns beside each other, as
in the caption of a court's paper, the left column is read first.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_GUTTER = 0.01
"""Share of the page's width that parts two columns at least."""
_MIDDLE = (0.3, 0.7)
"""Between these shares of the width a gutter lies: further left there are the numbers of a list, further right
those of a table."""
_REACHES = (0.25, 0.7)
"""The left column reaches beyond the first of these shares, and the right one begins before the second: else one of
them is a column of numbers."""
_ROWS = 2
"""Rows with something in both columns, from which on these are columns."""

type Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Line:
    place: int
    left: float
    top: float
    right: float
    bottom: float


def order_lines(lines: Sequence[Sequence[Corner]], width: float) -> list[list[int]]:
    """The places of ``lines`` in reading order, those of one line together: engines cut lines at wide blanks. Each line
    is given by its corners from the top left clockwise, ``width`` is the page's, in the same unit."""
    turn = _measure_skew(lines)
    upright = [_turn_upright(place, corners, turn) for place, corners in enumerate(lines)]
    order: list[list[int]] = []
    for zone in _list_zones(_list_rows(upright), width):
        order += [[line.place for line in row] for row in zone]
    return order


def _measure_skew(lines: Sequence[Sequence[Corner]]) -> float:
    """The median slope of the lines' upper edges, weighed by nothing but their number: long ones only."""
    slopes = sorted(
        (right[1] - left[1]) / (right[0] - left[0])
        for left, right, _, below in lines
        if right[0] - left[0] > 5 * abs(below[1] - left[1])
    )
    return slopes[len(slopes) // 2] if slopes and abs(slopes[len(slopes) // 2]) < math.tan(math.radians(10)) else 0.0


def _turn_upright(place: int, corners: Sequence[Corner], slope: float) -> _Line:
    across = [x + slope * y for x, y in corners]
    down = [y - slope * x for x, y in corners]
    return _Line(place, min(across), min(down), max(across), max(down))


def _list_rows(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Lines at one height, from left to right."""
    rows: list[list[_Line]] = []
    for line in sorted(lines, key=lambda one: one.top + one.bottom):
        middle = (line.top + line.bottom) / 2
        last = rows[-1] if rows else []
        if (
            last
            and all(one.right <= line.left or line.right <= one.left for one in last)
            and (max(one.top for one in last) < middle < min(one.bottom for one in last))
        ):
            last.append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _list_zones(rows: Sequence[list[_Line]], width: float) -> Iterator[list[list[_Line]]]:
    """The rows in reading order, those in columns column by column. Columns begin with a row that has two lines, and go
    on as long as the gutter between them does."""
    middle = _MIDDLE[0] * width, _MIDDLE[1] * width
    zone: list[list[_Line]] = []
    free = middle
    for row in rows:
        narrowed = _narrow(free if zone else middle, row)
        goes_on = narrowed[1] - narrowed[0] >= _GUTTER * width
        if zone and not goes_on:
            yield _read_columns(zone, free, width)
            zone, narrowed = [], _narrow(middle, row)
            goes_on = narrowed[1] - narrowed[0] >= _GUTTER * width
        if goes_on and (zone or _are_both_sides(row, narrowed)):
            zone.append(row)
            free = narrowed
        else:
            yield [row]
    yield _read_columns(zone, free, width)


def _are_both_sides(row: Sequence[_Line], free: tuple[float, float]) -> bool:
    return any(line.right <= free[0] for line in row) and any(line.left >= free[1] for line in row)


def _narrow(free: tuple[float, float], row: Sequence[_Line]) -> tuple[float, float]:
    """The widest part of ``free`` that no line of the row touches; one between two lines before one at the edge."""
    gaps, begin = [], free[0]
    for line in row:
        gaps.append((begin, min(line.left, free[1])))
        begin = max(begin, line.right)
    gaps.append((begin, free[1]))
    between = [gap for gap in gaps if _are_both_sides(row, gap) and gap[1] - gap[0] > 0]
    return max(between or gaps, key=lambda gap: gap[1] - gap[0])


def _read_columns(zone: list[list[_Line]], free: tuple[float, float], width: float) -> list[list[_Line]]:
    """The left parts of the rows and then the right ones, if there are enough of both and both reach the middle; else
    the rows."""
    middle = sum(free) / 2
    left = [[line for line in row if line.right <= middle] for row in zone]
    right = [[line for line in row if line.left >= middle] for row in zone]
    if sum(bool(one and other) for one, other in zip(left, right, strict=True)) < _ROWS:
        return zone
    reaches = max(line.right for row in left for line in row) >= _REACHES[0] * width
    if not reaches or min(line.left for row in right for line in row) > _REACHES[1] * width:
        return zone
    return [row for row in (*left, *right) if row]
