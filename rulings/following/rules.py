"""Whether a rule tells its owner of a piece of news. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, fields

from rulings.vocabulary.topics import USUAL_LEAD, Topic

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
    parties: Collection[str] = ()
    """Names, or parts of names; (): whoever files it."""
    lead_days: int = USUAL_LEAD


RULE_FIELDS = tuple(field.name for field in fields(Rule))
"""As ``Follow`` has them."""


@dataclass(frozen=True, slots=True)
class NewsFacts:
    """What counts of a piece of news."""

    topics: Collection[str]
    kind: str
    routine: bool
    text: str
    """The court's words and the headline."""
    filed_by: Collection[str] = ()
    lead_days: int | None = None
    """Of a date that is near: for rules of which lead time it is."""


def find_matching_topics(rule: Rule, news: NewsFacts) -> set[str]:
    """For which of its topics the rule tells of it; none: it does not.

    A routine filing, or one of another kind or without the words, is still told where it ends the case or sets a
    hearing, if the rule asks for that: those are facts of the case, whatever entry they stand in.
    """
    if news.lead_days not in (None, rule.lead_days):
        return set()
    found = set(rule.topics) & set(news.topics)
    return found if _is_wanted_entry(rule, news) else found - _OF_ENTRIES


def _is_wanted_entry(rule: Rule, news: NewsFacts) -> bool:
    if news.routine and not rule.routine:
        return False
    if rule.kinds and news.kind not in rule.kinds:
        return False
    if rule.parties and not _is_filed_by(rule.parties, news):
        return False
    words = [word for part in rule.words.split(",") if (word := " ".join(part.split()).casefold())]
    text = " ".join(news.text.split()).casefold()
    return not words or any(word in text for word in words)


def _is_filed_by(parties: Collection[str], news: NewsFacts) -> bool:
    """Nobody files a ruling: it is told whoever the rule is limited to."""
    names = [name.casefold() for name in news.filed_by]
    return Topic.RULING in news.topics or any(part.casefold() in name for part in parties for name in names)
