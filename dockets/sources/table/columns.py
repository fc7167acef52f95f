"""Maps the columns of a table to fields, however their headings are written. Called by ``parse``, ``rows`` and
``source``. Pure.

docs/import-csv.md lists them.
"""

import re
from collections.abc import Sequence
from difflib import get_close_matches

CASE: dict[str, tuple[str, ...]] = {
    "court": ("court", "court id"),
    "docket_number": ("docket number", "docket no", "docket #", "docket", "case number", "case no", "case #",
                      "cause number", "cause no", "index number", "index no"),
    "case_name": ("case name", "case", "case title", "caption", "style"),
    "case_filed": ("case filed", "case date filed", "date case filed", "case opened"),
    "case_closed": ("case closed", "case date terminated", "date terminated", "date closed"),
    "assigned_to": ("judge", "assigned to"),
    "nature_of_suit": ("nature of suit", "case type"),
    "division": ("division", "county"),
    "source_url": ("case url", "case link", "docket url", "source url", "source"),
}  # fmt: skip
"""Fields of the case: the first non-blank cell counts for all its rows. A line "# court: …" above the headings sets one
too."""
ENTRY: dict[str, tuple[str, ...]] = {
    "id": ("id", "entry id", "filing id"),
    "number": ("number", "no", "#", "num", "entry number", "entry no", "entry #", "document number",
               "doc no", "doc #", "filing no"),
    "date_filed": ("date", "filed", "date filed", "filed on", "filing date", "filed date", "date of filing"),
    "date_entered": ("date entered", "entered", "entered on", "entry date"),
    "text": ("text", "docket text", "entry text", "docket entry text", "description", "proceedings", "full text"),
    "short_text": ("short text", "event", "event type", "entry type", "document type", "filing type", "filing"),
    "document_url": ("document url", "document link", "url", "link", "pdf"),
    "page_count": ("pages", "page count"),
}  # fmt: skip
PARTY: dict[str, tuple[str, ...]] = {
    "party": ("party", "party name"),
    "party_type": ("party type", "party role", "role"),
    "attorney": ("attorney", "attorney name", "lawyer", "counsel"),
    "attorney_contact": ("attorney contact", "attorney address", "counsel contact"),
}
_EITHER = {"entry": ("text", "number"), "docket entry": ("text", "number"), "type": ("short_text", "party_type")}
"""Headings with two meanings: the first that no other column has; in a table of parties alone, the second."""
_OF_FILINGS = frozenset({"text", "number", "date_filed"})

_FIELD = {head: field for columns in (CASE, ENTRY, PARTY) for field, heads in columns.items() for head in heads}
_BLANKS = re.compile(r"[\s_.:/-]+")


def normalise_column_head(head: str) -> str:
    """A heading normalised for comparison: " Date_Filed" is "date filed", "No." is "no"."""
    return _BLANKS.sub(" ", head.casefold()).strip(" \"'")


def find_case_field(head: str) -> str:
    """The field of the case that a line "# head: value" gives; "" for none."""
    field = _FIELD.get(normalise_column_head(head), "")
    return field if field in CASE else ""


def map_columns(heads: Sequence[str]) -> list[str]:
    """The field that each column holds: "" where it is unknown, or where another column holds it already."""
    named = [normalise_column_head(head) for head in heads]
    found = [_FIELD.get(name, "") for name in named]
    for place, name in enumerate(named):
        if name in _EITHER:
            only_parties = "party" in found and _OF_FILINGS.isdisjoint(found)
            found[place] = next((field for field in _EITHER[name][only_parties:] if field not in found), "")
    return ["" if field in found[:place] else field for place, field in enumerate(found)]


def describe_ignored_columns(heads: Sequence[str], found: Sequence[str]) -> str:
    """A sentence about the columns that are not read, or ""."""
    unread = [head.strip() for head, field in zip(heads, found, strict=True) if not field and head.strip()]
    if not unread:
        return ""
    shown = ", ".join(f"“{head[:40]}”{_meant(head)}" for head in unread[:10]) + (" …" if len(unread) > 10 else "")
    return (
        f"These columns are not known here, or stand there twice, and were passed over: {shown}. See"
        " docs/import-csv.md."
    )


def _meant(head: str) -> str:
    close = get_close_matches(
        normalise_column_head(head[:40]),
        [name for name in _FIELD if name != normalise_column_head(head)],
        n=1,
        cutoff=0.8,
    )
    return f" (is it “{close[0]}”?)" if close else ""
