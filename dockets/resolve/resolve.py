"""Resolves observations into filings: which observations are of the same filing, and what its best view is.

Place in the flow: ``upsert_docket`` loads the observations of one docket, calls ``resolve_filings`` and writes what
differs. Pure: no Django, no database, no clock, no randomness. The result depends on the *set* of observations, never
on the order in which they came.
"""

from collections.abc import Sequence
from operator import attrgetter

from dockets.resolve.best_view import build_best_view
from dockets.resolve.duplicate_candidates import find_duplicate_candidates
from dockets.resolve.evidence import group_same_filings
from dockets.resolve.order import sort_in_docket_order
from dockets.resolve.values import IdentityVerdict, ObservedValues, Resolution


def resolve_filings(seen: Sequence[ObservedValues], decisions: Sequence[IdentityVerdict] = ()) -> Resolution:
    """Joins observations into filings, by the strongest evidence first, and never where in doubt.

    Fingerprints are unique among ``seen``; a repeated one counts once. Decisions on observations that are not in
    ``seen`` are ignored. Every result guarantees:

    - every observation is in exactly one filing, and no filing is without one;
    - two that an editor called different are never in one filing; two that an editor called the same are, unless that
      would bring together two that are called different;
    - a text, date, id or document that any member states is never blank in the filing.
    """
    unique = sorted({one.fingerprint: one for one in seen}.values(), key=attrgetter("fingerprint"))
    rows, groups = group_same_filings(unique, decisions)
    filings = sort_in_docket_order([build_best_view([unique[row] for row in sorted(members)]) for members in rows])
    root_of = {one.fingerprint: groups.find(row) for row, one in enumerate(unique)} if decisions else {}

    def kept_apart(one: int, other: int) -> bool:
        first, second = (root_of[filings[index].members[0].fingerprint] for index in (one, other))
        return groups.foes(first, second)

    return Resolution(
        filings, find_duplicate_candidates(filings, kept_apart if decisions else lambda one, other: False)
    )
