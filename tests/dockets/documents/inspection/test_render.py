"""A PDF made of pictures of another one's pages holds those pictures, and nothing else."""

import pypdfium2
import pytest

from dockets.documents.inspection import render
from dockets.documents.inspection.inspect import inspect_file
from dockets.documents.inspection.render import CannotRender, render_as_images
from tests.dockets.documents.inspection import laden_pdfs
from tests.dockets.documents.test_pdf_words import BLACK, WORDS
from tests.support import pdfs

CROWDED = "Pages 1 to 1 of this PDF are so crowded that drawing them takes too long; nothing was made."
COLOURED = b"1 0 0 rg 100 300 200 200 re f"


def test_pages_look_the_same_and_hold_no_words() -> None:
    """One in grey, one in colours, one turned, and one that is withheld."""
    before = laden_pdfs.join_files([
        pdfs.drawn_on(WORDS, BLACK), pdfs.drawn_on(WORDS, COLOURED), pdfs.drawn_on(WORDS, b"", turned=90),
        pdfs.drawn_on("SSN 123-45-6789", b""),
    ])  # fmt: skip
    made = render_as_images(before, {4})
    old, new = pypdfium2.PdfDocument(before), pypdfium2.PdfDocument(made)
    assert [page.get_textpage().get_text_bounded() for page in new] == ["", "", "", "Withheld"]
    assert [page.get_size() for page in new] == [page.get_size() for page in old]
    for number in range(3):
        shades = [document[number].render(scale=1, grayscale=True).to_pil() for document in (old, new)]
        apart = [abs(one - other) for one, other in zip(*(shade.tobytes() for shade in shades), strict=True)]
        assert sum(apart) / len(apart) < 2
    assert new[1].render(scale=1).to_pil().getpixel((200, 400)) == pytest.approx((255, 0, 0), abs=8)
    assert len(made) < 400_000


def test_nothing_that_was_beside_or_below_is_left() -> None:
    body = laden_pdfs.join_files([laden_pdfs.laden(), pdfs.drawn_on(WORDS, BLACK)])
    found = inspect_file(render_as_images(body))
    assert found.is_complete and not found.findings


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (pdfs.encrypted(), "password"),
        (pdfs.pdf("x")[:150], "damaged"),
        (pdfs.pdf(*["x"] * 1_001), "more than 1,000 pages"),
    ],
    ids=["encrypted", "truncated", "long"],
)
def test_what_cannot_be_drawn_is_told_in_a_sentence(body: bytes, said: str) -> None:
    with pytest.raises(CannotRender, match=said):
        render_as_images(body)


def test_pages_that_take_too_long_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "SLOW", 0)
    monkeypatch.setattr(render, "_LOOKED_AT", 0)
    with pytest.raises(CannotRender, match=CROWDED):
        render_as_images(pdfs.pdf("One", "Two"))
