"""What other rules have found in a text, for its headline and its title."""

from collections.abc import Sequence
from dataclasses import dataclass

from rulings.reading.references.references import EntryMention


@dataclass(frozen=True, slots=True)
class HeadlineContext:
    """What other rules have found in the text."""

    noun: tuple[int, int]
    """Place of the opening phrase."""
    filer: tuple[int, int] = (0, 0)
    """Place of the words that name the filer, including their preposition; (0, 0) if none."""
    own: Sequence[EntryMention] = ()
    found: Sequence[EntryMention] = ()
    hearing: str = ""
    """Title of a hearing that the order sets; it may say nothing else."""
    decided: bool = False
    """Whether the text says clearly what is decided."""
