"""The footer of every page says that one typeface is the court's; so nothing else is set in it."""

import re
from pathlib import Path

from django.conf import settings

from rulings.exports import claims_picture
from rulings.pictures.typefaces import Face
from rulings.timeline import draw_share_card

OF_THE_COURT = {
    ".words",  # docket texts, quoted passages
    "h1.caption",  # the caption of the case
    "h1, .words",  # the same in what others embed
    ".rail p:not([class])",  # the text of an entry on the timeline
    ".rail .found",  # a passage of a document
    ".decided q:not(.reported)",  # a ruling's own words, found in its text
    ".matrix td q:not(.reported)",
    '.writing [name="exact"]',  # the passage that a note is on
    ".sentences label",  # sentences of a ruling's text, to be quoted from it
}
"""Selectors that may use the serif."""


def test_no_style_sets_words_of_ours_in_the_courts_typeface() -> None:
    used = set()
    for sheet in Path(settings.BASE_DIR, "static", "css").glob("*.css"):
        rules = re.findall(r"^ *([^{}\n]+?) *\{([^{}]*)\}", sheet.read_text(), re.MULTILINE)
        used |= {selector for selector, rule in rules if "var(--serif)" in rule}
    assert used == OF_THE_COURT


def test_no_picture_does() -> None:
    """In the share card only the caption, whose size is chosen, and in the matrix only that and quotations."""
    faces = {name: face for name, face in vars(claims_picture).items() if isinstance(face, Face)}
    assert {name for name, face in faces.items() if face.family == "serif"} == {"_HEAD", "_QUOTE"}
    named = {face for face in vars(draw_share_card).values() if isinstance(face, Face)}
    assert {face.family for face in named} == {"sans"}
