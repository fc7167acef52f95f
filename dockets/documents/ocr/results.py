"""What a program recognised on a page, as values that can be kept. Pure; called by ``recognise`` and the engines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

type Box = tuple[float, float, float, float]
"""Left, top, right, bottom: fractions of the page as it is shown, counted from its top left."""


@dataclass(frozen=True, slots=True)
class OcrWord:
    """``confidence``: from 0 to 1, as the engine has it; engines' figures do not compare."""

    text: str
    box: Box
    confidence: float

    def as_json(self) -> list[Any]:
        return [self.text, *(round(edge, 4) for edge in self.box), round(self.confidence, 3)]

    @classmethod
    def from_json(cls, told: Sequence[Any]) -> Self:
        text, left, top, right, bottom, confidence = told
        return cls(text, (left, top, right, bottom), confidence)


@dataclass(frozen=True, slots=True)
class OcrPage:
    """A page (``number`` from 1) in lines of words, in reading order. ``failed``: a sentence that says why it has
    none."""

    number: int
    lines: Sequence[Sequence[OcrWord]] = ()
    failed: str = ""

    @property
    def text(self) -> str:
        return "\n".join(" ".join(word.text for word in line) for line in self.lines)

    @property
    def confidence(self) -> float:
        """The mean over its letters; 0 where there are none."""
        words = [word for line in self.lines for word in line]
        letters = sum(len(word.text) for word in words)
        return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0

    def as_json(self) -> dict[str, Any]:
        lines = [[word.as_json() for word in line] for line in self.lines]
        return {"number": self.number, "lines": lines, "failed": self.failed}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Self:
        lines = tuple(tuple(map(OcrWord.from_json, line)) for line in told["lines"])
        return cls(told["number"], lines, told["failed"])


@dataclass(frozen=True, slots=True)
class Recognition:
    """``engine`` and ``version``: which program it was. ``with_words``: pages that were left alone, since they have a
    text layer."""

    engine: str
    version: str
    pages: Sequence[OcrPage]
    with_words: Sequence[int] = ()
