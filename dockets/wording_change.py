"""How two wordings differ, cut to what a preview has room for. Over ``word_diff``; pure."""

from collections.abc import Iterator, Sequence

from dockets.word_diff import Piece, word_diff

SHOWN = 600
"""Characters of a text, or of an added or removed piece."""
AROUND = 80
"""Characters of what is the same that are left on either side of a change."""
EFFORT = 4_000_000
"""Of all comparisons of a preview, words times words. What comes after is shown whole: struck out, and new."""


def cut(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"


class Differ:
    """Compares, as long as the effort of one preview allows."""

    def __init__(self) -> None:
        self.left = EFFORT

    def pieces(self, old: str, new: str) -> Sequence[Piece]:
        """In reading order, each piece cut; the parts that both have are left out but for a few words around each change."""
        before, one, other, after = _apart(old, new)
        self.left -= len(one.split()) * len(other.split())
        changed = word_diff(one, other) if self.left > 0 else [("removed", one), ("added", other)]
        whole: list[Piece] = [("same", before), *changed, ("same", after)]
        return list(_cut([piece for piece in whole if piece[1]]))


def _apart(old: str, new: str) -> tuple[str, str, str, str]:
    """What both begin with, the rest of each, and what both end with; cut between words, so that comparing is of what differs."""
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
            yield how, cut(text)
        elif place == 0 and len(pieces) > 1:
            yield "same", text if len(text) <= AROUND else f"…{text[-AROUND:]}"
        elif place == len(pieces) - 1 and place:
            yield "same", text if len(text) <= AROUND else f"{text[:AROUND]}…"
        else:
            yield "same", text if len(text) <= 2 * AROUND else f"{text[:AROUND]} … {text[-AROUND:]}"
