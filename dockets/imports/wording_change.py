"""Shows how two wordings differ, cut to what a preview has room for. Uses ``word_diff``; pure."""

from collections.abc import Iterator, Sequence

from dockets.format.word_diff import Piece, diff_words

SHOWN = 600
"""Characters shown of a text, or of an added or removed piece."""
AROUND = 80
"""Characters of unchanged text that are kept on either side of a change."""
EFFORT = 4_000_000
"""Limit for all comparisons of a preview, in words times words. Texts after that are shown whole: the old one removed,
the new one added."""


def cut_wording(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"


class WordingComparison:
    """Compares wordings until the effort of one preview is used up."""

    def __init__(self) -> None:
        self.left = EFFORT

    def pieces(self, old: str, new: str) -> Sequence[Piece]:
        """The pieces in reading order, each cut; unchanged parts are left out except for a few words around each
        change."""
        before, one, other, after = _apart(old, new)
        self.left -= len(one.split()) * len(other.split())
        changed = diff_words(one, other) if self.left > 0 else [("removed", one), ("added", other)]
        whole: list[Piece] = [("same", before), *changed, ("same", after)]
        return list(_cut([piece for piece in whole if piece[1]]))


def _apart(old: str, new: str) -> tuple[str, str, str, str]:
    """The common beginning, the rest of each, and the common end; cut between words, so that only what differs is
    compared."""
    most = min(len(old), len(new))
    start = next((place for place in range(most) if old[place] != new[place]), most)
    start = max(old.rfind(" ", 0, start), 0)
    room = most - start
    end = next((place for place in range(room) if old[-1 - place] != new[-1 - place]), room)
    tail = old[len(old) - end :]
    end -= max(tail.find(" "), 0) if " " in tail else end
    return old[:start], old[start : len(old) - end], new[start : len(new) - end], old[len(old) - end :]


def _cut(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for place, (how, text) in enumerate(pieces):
        if how != "same":
            yield how, cut_wording(text)
        elif place == 0 and len(pieces) > 1:
            yield "same", text if len(text) <= AROUND else f"…{text[-AROUND:]}"
        elif place == len(pieces) - 1 and place:
            yield "same", text if len(text) <= AROUND else f"{text[:AROUND]}…"
        else:
            yield "same", text if len(text) <= 2 * AROUND else f"{text[:AROUND]} … {text[-AROUND:]}"
