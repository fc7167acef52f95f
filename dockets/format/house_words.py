"""What the newsroom calls things on its pages, in place of the words that are built in. Pure: the words are loaded from
the database for each request (``casetracker.access.house_words``) and looked up here by whatever shows a name. Stored
values, addresses and codes for programs are never looked up here."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

type HouseWords = Mapping[str, Mapping[str, str]]
"""Group -> value -> the newsroom's word; only of what was renamed."""

_IN_FORCE: ContextVar[HouseWords] = ContextVar("house_words")
_BUILT_IN: HouseWords = {}


def get_house_word(group: str, value: str, built_in: str) -> str:
    """The newsroom's word for a value of a group, else the one that is built in."""
    words = _IN_FORCE.get(_BUILT_IN)
    return words.get(group, {}).get(value, built_in) if words else built_in


def get_words_in_force() -> HouseWords:
    """All that the newsroom has renamed, as it is looked up for this request."""
    return _IN_FORCE.get(_BUILT_IN)


def set_house_words(words: HouseWords) -> None:
    """From now on, for this request or command."""
    _IN_FORCE.set(words)


@contextmanager
def override_house_words(words: HouseWords) -> Iterator[None]:
    """For a preview: inside the block alone."""
    before = _IN_FORCE.set(words)
    try:
        yield
    finally:
        _IN_FORCE.reset(before)
