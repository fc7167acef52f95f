"""A small scan for tests of recognition: a few words as a picture, on a page by itself."""

import io

from PIL import Image, ImageDraw, ImageFont

LINES = ("The motion is DENIED.", "It is so ordered on May 4, 2021.")


def draw_lines(*lines: str) -> bytes:
    """A PDF of one page, six inches by two, that is a picture of ``lines``."""
    picture = Image.new("L", (1_200, 400), 235)
    for place, line in enumerate(lines):
        ImageDraw.Draw(picture).text((100, 80 + 110 * place), line, fill=20, font=ImageFont.load_default(56))
    written = io.BytesIO()
    picture.save(written, "PDF", resolution=200)
    return written.getvalue()
