"""HTML that is safe by construction: values filled into a shape are escaped, unless ``fill_shape`` itself made them.
Pure."""

import re
from html import escape


class Markup(str):
    """Made by ``fill_shape`` only. Templates recognise it by ``__html__``."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def fill_shape(shape: str, *texts: str, **drawn: Markup) -> Markup:
    """``shape`` (a literal of this code, never a court's text) with ``texts`` escaped into its ``{}`` and markup set
    into its ``{name}``."""
    for part in drawn.values():
        if type(part) is not Markup:
            raise TypeError("only markup stands unescaped")
    return Markup(shape.format(*map(escape, texts), **drawn))


class MarkupShape:
    """A shape built up piece by piece, with the texts to fill into it: filling once per line is the fastest."""

    __slots__ = ("drawn", "pieces", "texts")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.texts: list[str] = []
        self.drawn: dict[str, Markup] = {}

    def add(self, piece: str, *texts: str) -> None:
        self.pieces.append(piece)
        self.texts += texts

    def add_text(self, text: str, hits: re.Pattern[str] | None) -> None:
        """``text`` with the matches of ``hits`` marked."""
        end = 0
        if hits:
            for hit in hits.finditer(text):
                self.pieces.append("{}<mark>{}</mark>")
                self.texts += (text[end : hit.start()], hit[0])
                end = hit.end()
        self.pieces.append("{}")
        self.texts.append(text[end:] if end else text)

    def add_markup(self, drawn: Markup) -> None:
        name = f"drawn{len(self.drawn)}"
        self.pieces.append(f"{{{name}}}")
        self.drawn[name] = drawn

    def filled(self, **drawn: Markup) -> Markup:
        return fill_shape("".join(self.pieces), *self.texts, **self.drawn, **drawn)
