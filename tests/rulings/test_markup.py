"""The lines of a timeline as HTML: whatever a text holds, it stays text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rulings.markup import Markup, Shape, fill, lines
from rulings.rows import Decided, Part, Row
from tests import pages

TEXTS = st.text(alphabet="ab<>&\"'{}/= ", max_size=12)


@settings(max_examples=100)
@given(texts=st.lists(TEXTS, min_size=14, max_size=14))
def test_every_text_of_a_line_stands_as_it_was_given(texts: list[str]) -> None:
    """Braces too, which mean something to the shape."""
    one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen = (
        f"x{text}x" for text in texts
    )
    row = Row(
        id="e1", css="ruling", time=fill("<time>{}</time>", one), icon=fill("<svg></svg>"), url=two, headline=three, number=four,
        text=five, small=[Part(six), Part(seven, eight, "denied")], rest=nine, notes=[Part(ten)], gap=eleven, is_ruling=True,
        outcome=twelve, decided=[Decided(thirteen, fourteen, "denied", quotation=one, reason=two, parties=three)],
    )  # fmt: skip
    page = pages.read(f"<!doctype html><title>x</title><ol>{lines([row])}</ol>")
    said = ["".join(element.itertext()) for element in page.iter()]
    whole = said[0]
    assert [
        text for text in (one, three, four, five, six, seven, nine, ten, eleven, twelve, thirteen, fourteen) if text not in whole
    ] == []
    assert [link.get("href") for link in page.iter("a")] == [two, eight]
    tags = {element.tag for element in page.iter()}
    known = "html head title body ol li time svg div h3 a b p small ul span q details summary"
    assert tags <= set(known.split())


def test_only_markup_stands_unescaped() -> None:
    with pytest.raises(TypeError):
        fill("{part}", part="<b>")  # type: ignore[arg-type]
    shape = Shape()
    shape.add("<p>{}", "<script>")
    shape.add("{}</p>", "{}")
    assert shape.filled() == "<p>&lt;script&gt;{}</p>"
    assert type(shape.filled()) is Markup
