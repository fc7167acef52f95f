"""Whether an entry is by the court or its clerk: then no party filed it, whomever it names."""

import re

from rulings.vocabulary.kinds import Kind

BY_THE_COURT = frozenset({Kind.ORDER, Kind.OPINION, Kind.JUDGMENT, Kind.MINUTES, Kind.TRANSCRIPT})
"""Kinds that no party files."""


FROM_THE_CLERK = re.compile(
    r"notice (?:by (?:the )?(?:court|clerk)\b|to (?!(?:take|produce|admit|withdraw|(?:the )?(?:court|clerk))\b)"
    r"|of (?:correction|deficien|docket|hearing|assignment|reassignment|case|mediator))|(?:set|reset"
    r"|terminate|set/reset) |(?:electronic )?summons issued"
    r"|electronic filing error|(?:[a-z.]+ ){0,4}case docketed|docketed cause|clerk|quality control|docket annotation"
    r"|case (?:assigned|opening|reassigned|designated)|transmission|appeal record"
)
"""How clerks' own entries begin. The parties in them are not the filers, or filed the entry that the clerk writes
about."""
_ORDERS_TRANSCRIPT = re.compile(
    r"(?:cancelled )?transcript (?:ordered|order form|designation|request)|(?:amended |cancelled )*transcript order"
)


def is_entry_of_court(kind: Kind, low: str) -> bool:
    """Whether entries of this kind come from the court; an order for a transcript is a party's."""
    return kind in BY_THE_COURT and not (kind is Kind.TRANSCRIPT and _ORDERS_TRANSCRIPT.match(low))
