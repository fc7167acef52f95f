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
    r"|(?:civil |criminal |initial )?case (?:assign(?:ed|ment)|opening|re-?assign(?:ed|ment)|designated|transferred"
    r"|unsealed|reopened|stayed|closed|no longer)|transmi(?:ssion|ttal)|appeal (?:record|remark|fees?)"
    r"|(?:\(court only\) ?\W*)?(?:motions?|deadlines?|hearings?)(?:/(?:deadlines|hearings))?(?:\(s\))?"
    r" (?:no longer|referred|terminated|submitted|taken|ready|due|set|reset)\b"
    r"|usca case number|(?:mail|document)s? (?:returned|undeliver)|remark\b|staff notes?\b"
    r"|receipt (?:of (?:\w+ )?(?:fee|payment)|number)"
    r"|filing fee (?:received|paid)|fee received|judge (?:update|reassign)|random(?:ly)? |qc notice"
    r"|internet credit card|pay\.gov|bnc certificate|copy (?:of|mailed)|mailed\b"
    r"|(?:hearing|trial|conference)s? (?:set|scheduled|held|continued|rescheduled"
    r"|vacated)\b"
)
"""How clerks' own entries begin. The parties in them are not the filers, or filed the entry that the clerk writes
about."""
_ORDERS_TRANSCRIPT = re.compile(
    r"(?:cancelled )?transcript (?:ordered|order form|designation|request)|(?:amended |cancelled )*transcript order"
)


def is_entry_of_court(kind: Kind, low: str) -> bool:
    """Whether entries of this kind come from the court; an order for a transcript is a party's."""
    return kind in BY_THE_COURT and not (kind is Kind.TRANSCRIPT and _ORDERS_TRANSCRIPT.match(low))
