"""Whether a rule tells its owner of a piece of news. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from rulings.vocabulary.topics import Topic

_OF_ENTRIES = frozenset({Topic.FILING, Topic.RULING, Topic.CHANGED, Topic.DOCUMENT})
"""Topics for which it counts which entry it is."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What its owner wants to hear of."""

    topics: Collection[str]
    kinds: Collection[str] = ()
    """Kinds of filings; (): all."""
    words: str = ""
    """Words or phrases, parted by commas, of which an entry must hold one; "": none."""
    routine: bool = False


@dataclass(frozen=True, slots=True)
class NewsFacts:
    """What counts of a piece of news."""

    topics: Collection[str]
    kind: str
    routine: bool
    text: str
    """The court's words and the headline."""


def find_matching_topics(rule: Rule, news: NewsFacts) -> set[str]:
    """For which of its topics the rule tells of it; none: it does not.

    A routine filing, or one of another kind or without the words, is still told where it ends the case or sets a
    hearing, if the rule asks for that: those are facts of the case, whatever entry they stand in.
    """
    found = set(rule.topics) & set(news.topics)
    return found if _is_wanted_entry(rule, news) else found - _OF_ENTRIES


def _is_wanted_entry(rule: Rule, news: NewsFacts) -> bool:
    if news.routine and not rule.routine:
        return False
    if rule.kinds and news.kind not in rule.kinds:
        return False
    words = [word for part in rule.words.split(",") if (word := " ".join(part.split()).casefold())]
    text = " ".join(news.text.split()).casefold()
    return not words or any(word in text for word in words)
