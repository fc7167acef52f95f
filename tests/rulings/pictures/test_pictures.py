"""What all pictures share: the style sheet's colours, and lines that fit in the type that they are drawn in."""

import re

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from rulings.pictures import palette
from rulings.pictures.svg import MOST_PIXELS, Drawing, print_zoom, render_png
from rulings.pictures.typefaces import Face, break_lines, fit_line, measure_text
from rulings.vocabulary.outcomes import TONES
from tests.support.pixels import read_png

SERIF = Face("serif", "Semibold", 40)


@pytest.mark.parametrize("sheet", ["site.css", "embed.css"])
def test_the_palette_is_the_style_sheet_s(sheet: str) -> None:
    text = (settings.BASE_DIR / "static" / "css" / sheet).read_text()
    light = dict(re.findall(r"--([a-z]+): light-dark\((#[0-9a-f]{6}),", text))
    ours = {name: getattr(palette, name.upper()) for name in ("paper", "ink", "soft", "hair")} | palette.TONES
    assert {name: light[name] for name in ours} == ours
    assert set(palette.TONES) == set(TONES.values())


@given(st.text(max_size=200))
def test_what_is_fitted_fits_and_loses_only_its_end(text: str) -> None:
    line = fit_line(SERIF, 600, text)
    assert measure_text(SERIF, line) <= 600 and "\n" not in line
    whole = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    assert line == whole or whole.startswith(line.removesuffix("…"))


@given(st.text(max_size=200))
def test_lines_are_no_wider_than_their_column(text: str) -> None:
    lines = break_lines(SERIF, 600, text, 100)
    assert [line for line in lines if measure_text(SERIF, line) > 600 and len(line) > 1] == []


def test_a_line_is_drawn_as_wide_as_it_is_measured() -> None:
    """Kerning takes a little."""
    for family in ("serif", "sans"):
        face = Face(family, "Regular", 40)
        drawing = Drawing(600)
        drawing.text(face, 0, 60, "Hamburgefonstiv 1234 H")
        picture = read_png(render_png(drawing.svg(100)))
        inked = max(x for x in range(600) if picture.darkest(x, 0, x + 1, 100) < 128)
        assert abs(inked - measure_text(face, "Hamburgefonstiv 1234 H")) < 12, family


def test_text_is_text_and_no_picture_is_too_large() -> None:
    drawing = Drawing(100)
    drawing.text(SERIF, 0, 10, "<b>&\x00\ud800\x1b")
    drawing.mark(10, 10, "nonsense")
    (text,) = etree.fromstring(drawing.svg(100)).iter("{*}text")
    assert text.text == "<b>&" and print_zoom(100, 100) == 2
    assert 9000 * 9000 * print_zoom(9000, 9000) ** 2 <= MOST_PIXELS * 1.01
