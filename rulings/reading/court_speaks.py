"""Whether the court itself speaks, or its clerk: then no party filed the entry, whomever it names."""

import re

from rulings.words import Kind

BY_THE_COURT = frozenset({Kind.ORDER, Kind.OPINION, Kind.JUDGMENT, Kind.MINUTES, Kind.TRANSCRIPT})
"""What no party files."""


FROM_THE_CLERK = re.compile(
    r"notice (?:by (?:the )?(?:court|clerk)\b|to (?!(?:take|produce|admit|withdraw|(?:the )?(?:court|clerk))\b)"
    r"|of (?:correction|deficien|docket|hearing|assignment|reassignment|case|mediator))|(?:set|reset"
    r"|terminate|set/reset) |(?:electronic )?summons issued"
    r"|electronic filing error|(?:[a-z.]+ ){0,4}case docketed|docketed cause|clerk|quality control|docket annotation"
    r"|case (?:assigned|opening|reassigned|designated)|transmission|appeal record"
)
"""How clerks' own entries begin. They name parties, or whoever filed the entry that they are about."""
_ORDERS_TRANSCRIPT = re.compile(
    r"(?:cancelled )?transcript (?:ordered|order form|designation|request)|(?:amended |cancelled )*transcript order"
)


def is_the_courts(kind: Kind, low: str) -> bool:
    """Whether entries of this kind come from the court; an order for a transcript is a party's."""
    return kind in BY_THE_COURT and not (kind is Kind.TRANSCRIPT and _ORDERS_TRANSCRIPT.match(low))
