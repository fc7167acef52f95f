"""The lines of a timeline as HTML: whatever a text holds, it stays text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulings.html.event_lines import DecidedItem, EventLine, LinePart
from rulings.html.markup import Markup, MarkupShape, fill_shape
from rulings.html.render_lines import render_lines
from tests.support import pages

TEXTS = st.text(alphabet="ab<>&\"'{}/= ", max_size=12)


@settings(max_examples=100)
@given(texts=st.lists(TEXTS, min_size=14, max_size=14))
def test_every_text_of_a_line_stands_as_it_was_given(texts: list[str]) -> None:
    """Braces too, which mean something to the shape."""
    one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen = (
        f"x{text}x" for text in texts
    )
    row = EventLine(
        id="e1", css="ruling", time=fill_shape("<time>{}</time>", one), icon=fill_shape("<svg></svg>"), url=two,
        headline=three, number=four, text=five, small=[LinePart(six), LinePart(seven, eight, "denied")], rest=nine,
        notes=[LinePart(ten)], gap=eleven, is_ruling=True, outcome=twelve,
        decided=[DecidedItem(thirteen, fourteen, "denied", quotation=one, reason=two, parties=three)],
    )  # fmt: skip
    page = pages.read(f"<!doctype html><title>x</title><ol>{render_lines([row])}</ol>")
    said = ["".join(element.itertext()) for element in page.iter()]
    whole = said[0]
    assert [
        text
        for text in (one, three, four, five, six, seven, nine, ten, eleven, twelve, thirteen, fourteen)
        if text not in whole
    ] == []
    assert [link.get("href") for link in page.iter("a")] == [two, eight]
    tags = {element.tag for element in page.iter()}
    known = "html head title body ol li time svg div h3 a b p small ul span q details summary"
    assert tags <= set(known.split())


def test_only_markup_stands_unescaped() -> None:
    with pytest.raises(TypeError):
        fill_shape("{part}", part="<b>")  # type: ignore[arg-type]
    shape = MarkupShape()
    shape.add("<p>{}", "<script>")
    shape.add("{}</p>", "{}")
    assert shape.filled() == "<p>&lt;script&gt;{}</p>"
    assert type(shape.filled()) is Markup
