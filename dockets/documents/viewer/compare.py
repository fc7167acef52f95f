"""What changed in a document's text from one version to the next, paragraph by paragraph. Pure; called by views."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dockets.format.word_diff import Piece, diff_words

MOST_CHANGES = 200
"""Changes that are shown of one pair of versions."""
MOST_PARAGRAPHS = 5_000
"""Of either version. Comparing longer ones would take seconds: of those only the first so many are compared."""


@dataclass(frozen=True, slots=True)
class VersionChange:
    """A stretch that differs. ``page``: where it stands in the newer version (where it stood in the older one, for what
    was removed); ``pieces``: the words of both, marked."""

    page: int
    pieces: Sequence[Piece]


def compare_versions(older: Sequence[str], newer: Sequence[str]) -> tuple[list[VersionChange], bool]:
    """The changes between the pages of two versions, in the newer one's order, and whether these are all."""
    before, after = list(_list_paragraphs(older)), list(_list_paragraphs(newer))
    is_all = max(len(before), len(after)) <= MOST_PARAGRAPHS
    before, after = before[:MOST_PARAGRAPHS], after[:MOST_PARAGRAPHS]
    matcher = SequenceMatcher(None, [text for _, text in before], [text for _, text in after], autojunk=False)
    found: list[VersionChange] = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            continue
        if len(found) == MOST_CHANGES:
            return found, False
        old, new = (" ".join(text for _, text in some) for some in (before[a:b], after[c:d]))
        page = after[c][0] if c < d else before[a][0]
        found.append(VersionChange(page, diff_words(old, new)))
    return found, is_all


def _list_paragraphs(pages: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Page and words of each paragraph. Blanks count alike, and a paragraph that a page's end cuts is two."""
    for number, page in enumerate(pages, 1):
        for paragraph in page.split("\n"):
            if words := " ".join(paragraph.split()):
                yield number, words
