"""Lines come in the order in which a person reads them: each once, columns of a caption one after the other."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockets.documents.ocr.reading_order import order_lines

CAPTION = {
    "COURT": (200, 40, 420),
    "AT SEATTLE": (250, 70, 360),
    "PRESS, INC.,": (60, 120, 220),
    "Plaintiff,": (60, 150, 150),
    "Case No. 2": (330, 150, 470),
    "v.": (60, 180, 80),
    "ORDER": (330, 180, 420),
    "LLC,": (60, 210, 200),
    "Defendant.": (60, 240, 160),
    "Before the Court": (60, 300, 560),
    "So be it.": (60, 330, 160),
}
"""Left, top and right of each line."""
LIST = {
    "1.": (60, 40, 75),
    "The motion is GRANTED.": (95, 40, 500),
    "2.": (60, 70, 75),
    "The rest is moot.": (95, 70, 400),
}
TABLE = {
    "Claim": (60, 40, 120),
    "$10": (520, 40, 560),
    "Costs": (60, 70, 120),
    "$20": (520, 70, 560),
    "In all": (60, 100, 400),
}

type Lines = dict[str, tuple[int, int, int]]


def corners(line: tuple[int, int, int], degrees: float) -> list[tuple[float, float]]:
    left, top, right = line
    turn = math.radians(degrees)
    points = [(left, top), (right, top), (right, top + 16), (left, top + 16)]
    return [(x * math.cos(turn) + y * math.sin(turn), y * math.cos(turn) - x * math.sin(turn)) for x, y in points]


@pytest.mark.parametrize("degrees", [0, 1, -2, 4])
@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            CAPTION,
            "COURT|AT SEATTLE|PRESS, INC.,|Plaintiff,|v.|LLC,|Defendant.|Case No. 2|ORDER|Before the Court|So be it.",
        ),
        (LIST, "1. The motion is GRANTED.|2. The rest is moot."),
        (TABLE, "Claim $10|Costs $20|In all"),
    ],
    ids=["caption", "list", "table"],
)
def test_what_is_read_first(lines: Lines, said: str, degrees: float) -> None:
    names = [*reversed(lines)]
    order = order_lines([corners(lines[name], degrees) for name in names], 612)
    assert "|".join(" ".join(names[place] for place in row) for row in order) == said


LINE = st.tuples(st.integers(0, 500), st.integers(0, 700), st.integers(1, 300)).map(
    lambda at: (at[0], at[1], at[0] + at[2])
)


@given(st.lists(LINE, max_size=12), st.floats(-3, 3))
def test_each_line_comes_once(lines: list[tuple[int, int, int]], degrees: float) -> None:
    order = order_lines([corners(line, degrees) for line in lines], 612)
    assert sorted(place for row in order for place in row) == [*range(len(lines))]
