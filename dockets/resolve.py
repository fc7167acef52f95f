"""``resolve(observations, decisions) -> filings``: which observations are the same filing, and what its best view is.

Place in the flow: ``merge`` loads what was seen of one docket, calls this, and writes what differs. Pure: no Django, no
database, no clock, no randomness. The result depends on the *set* of what was seen, never on the order in which it came.
"""

from collections.abc import Sequence
from operator import attrgetter

from dockets.best_view import best_view
from dockets.docket_order import in_docket_order
from dockets.identity import same_filings
from dockets.likeness import possible_duplicates
from dockets.seen import Decided, Resolution, Resolved, Seen

__all__ = ["Decided", "Resolution", "Resolved", "Seen", "resolve"]


def resolve(seen: Sequence[Seen], decisions: Sequence[Decided] = ()) -> Resolution:
    """Joins observations into filings on evidence alone, strongest first, and never on doubt.

    Fingerprints are unique among ``seen``; a repeated one counts once. Decisions on observations that are not there are left out.
    What every result keeps:

    - every observation is in exactly one filing, and no filing is without one;
    - two that an editor called different are never in one filing; two that an editor called the same are, unless that would
      bring together two that are called different;
    - a text, date, id or document that any member states is never blank in the filing.
    """
    unique = sorted({one.fingerprint: one for one in seen}.values(), key=attrgetter("fingerprint"))
    rows, groups = same_filings(unique, decisions)
    filings = in_docket_order([best_view([unique[row] for row in sorted(members)]) for members in rows])
    root_of = {one.fingerprint: groups.find(row) for row, one in enumerate(unique)} if decisions else {}

    def kept_apart(one: int, other: int) -> bool:
        first, second = (root_of[filings[index].members[0].fingerprint] for index in (one, other))
        return groups.foes(first, second)

    return Resolution(filings, possible_duplicates(filings, kept_apart if decisions else lambda one, other: False))
