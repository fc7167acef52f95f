"""Fills rows of a ruling's form from one another, from an earlier ruling and from the order's sentences, as its buttons
ask. Works on what was sent, before the forms are made of it; called by the form's view."""

from collections.abc import Iterable, Mapping, Sequence

from django.http import QueryDict

from rulings.claims.propose_ruling import ReadOutcome, RulingProposal
from rulings.models import Disposition

_AS_ABOVE = ("reason", "quotation", "quoted_from", "place", "standard")
_OF_EARLIER = ("outcome", "reason", "standard")
"""What is copied from an earlier ruling: its words are not those of this one."""


def fill_ticked(query: QueryDict, rows: int) -> list[str]:
    """Gives the rows that are ticked the outcome and the reason that are said once for all. Returns those rows."""
    ticked = [row for row in _list_rows(rows) if query.get(f"{row}-picked")]
    outcome, reason = query.get("all-outcome", ""), query.get("all-reason", "")
    if not outcome:
        return []
    for row in ticked:
        query[f"{row}-outcome"] = outcome
        if reason.strip():
            query[f"{row}-reason"] = reason
        query.pop(f"{row}-picked")
    if ticked:
        query["all-outcome"] = query["all-reason"] = ""
    return ticked


def fill_as_above(query: QueryDict, row: str, order: Sequence[str]) -> bool:
    """Gives a row the words of the nearest row above it that has an outcome, and its outcome where the row has none.
    ``order``: the rows as the page shows them. False where there is none."""
    above = order[: order.index(row)] if row in order else []
    source = next((name for name in reversed(above) if query.get(f"{name}-outcome")), None)
    if source is None:
        return False
    for name in _AS_ABOVE:
        query[f"{row}-{name}"] = query.get(f"{source}-{name}", "")
    if not query.get(f"{row}-outcome"):
        query[f"{row}-outcome"] = query.get(f"{source}-outcome", "")
    return True


def fill_sentence(query: QueryDict, row: str, proposal: RulingProposal) -> bool:
    """Puts the sentence that was chosen into a row. False where none was."""
    found = proposal.find_sentence(query.get("sentence", ""))
    if found is None:
        return False
    query[f"{row}-quotation"], query[f"{row}-place"], query[f"{row}-quoted_from"] = found.words, found.place, ""
    return True


def fill_read_outcome(query: QueryDict, row: str, read: ReadOutcome | None) -> bool:
    """Gives a row what the order's own text decides on it, with the sentence. False where nothing was read."""
    if read is None:
        return False
    query[f"{row}-outcome"], query[f"{row}-quoted_from"] = read.outcome.value, ""
    query[f"{row}-quotation"], query[f"{row}-place"] = read.sentence.words, read.sentence.place
    return True


def fill_from_earlier(query: QueryDict, rows: int, earlier: Iterable[Disposition], keys: Mapping[int, str]) -> int:
    """Gives rows without an outcome what an earlier ruling decided on the same: ``keys`` tells by disposition which
    subject that is. Returns how many."""
    by_subject: dict[str, Disposition] = {keys[one.pk]: one for one in earlier}
    filled = 0
    for row in _list_rows(rows):
        one = by_subject.get(query.get(f"{row}-about", "") or "-")
        if one is None or query.get(f"{row}-outcome"):
            continue
        for name in _OF_EARLIER:
            query[f"{row}-{name}"] = getattr(one, name)
        query.setlist(f"{row}-parties", [str(party.pk) for party in one.parties.all()])
        filled += 1
    return filled


def _list_rows(rows: int) -> list[str]:
    return [f"d{at}" for at in range(rows)]
