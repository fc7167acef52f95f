"""Joins observations into groups, unless stronger evidence or an editor's decision forbids it. Pure.

Used by ``evidence``. A union-find whose unions can be refused.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise

from dockets.resolve.values import IdentityVerdict, ObservedValues

_BLANKS: frozenset[Hashable] = frozenset({"", None})
_NEVER, _ALWAYS = datetime.min.replace(tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)


type Read = Callable[[ObservedValues], Hashable]
"""Reads a value from an observation; "" and ``None`` mean that it is not known."""


@dataclass(frozen=True, slots=True)
class GroupCheck:
    """What must not differ between groups that a kind of evidence is to join: everything stronger than that kind."""

    anywhere: tuple[Read, ...] = ()
    """Values: all groups that know one must be able to mean the same one."""
    on_one_page: tuple[Read, ...] = ()
    """The same, but within each source only: two sources may call one filing 7 and 8, but one source's 7 and 8 are two
    filings."""
    marked: str = ""
    """Rows with this mark in ``ambiguous`` that were in one payload together are different filings."""

    def among_rows_marked(self, mark: str) -> "GroupCheck":
        return replace(self, marked=mark)


class ObservationGroups:
    """Groups of observations (indexes into ``seen``), each of one filing."""

    def __init__(self, seen: Sequence[ObservedValues], decisions: Sequence[IdentityVerdict]) -> None:
        self.seen = seen
        self._parent = list(range(len(seen)))
        self._members: dict[int, list[int]] = {}
        self._foes: dict[int, set[int]] = {}
        self._vouched: set[int] = set()
        """Rows that an editor declared the same as another: what pages suggest about them no longer counts."""
        if decisions:
            self._decide(decisions)

    def _decide(self, decisions: Sequence[IdentityVerdict]) -> None:
        """Applies editors' decisions first. "Different" always holds; "same" is applied in the order of the
        fingerprints."""
        place = {one.fingerprint: index for index, one in enumerate(self.seen)}
        pairs = {
            (*sorted((place[word.first], place[word.second])), word.same)
            for word in decisions
            if word.first in place and word.second in place and word.first != word.second
        }
        for first, second, same in sorted(pairs):
            if not same:
                self._foes.setdefault(first, set()).add(second)
                self._foes.setdefault(second, set()).add(first)
        for first, second, same in sorted(pairs):
            if same:
                self._vouched |= {first, second}
                self._join_apart_from_foes(sorted({self.find(first), self.find(second)}))

    def find(self, index: int) -> int:
        parent = self._parent
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    def members(self, root: int) -> list[int]:
        return self._members.get(root) or [root]

    def all(self) -> list[list[int]]:
        """All groups; every observation is in exactly one."""
        return [self.members(root) for root, parent in enumerate(self._parent) if root == parent]

    def join(self, rows: Sequence[int], check: GroupCheck) -> bool:
        """Joins the groups of these rows: all of them, or none (False). Where an editor's decision keeps some apart,
        the others join the one that they are most like."""
        found = {self.find(row) for row in rows}
        if len(found) == 1:
            return True
        roots = sorted(found)
        if not self._agree(roots, check) or self._stood_side_by_side(roots, rows):
            return False
        if self._foes and any(root in self._foes for root in roots):
            self._join_apart_from_foes(roots)
        else:
            self._union(roots)
        return True

    def foes(self, one: int, other: int) -> bool:
        """Whether an editor decided that these groups are different filings."""
        return other in self._foes.get(one, ())

    def signature(self, row: int) -> tuple[Hashable, ...]:
        """Everything that one row states besides its number and ids."""
        one = self.seen[row]
        return one.date_filed, one.date_entered, one.entered_at, one.short_text, one.long_text, one.documents, one.twin

    def _agree(self, roots: list[int], check: GroupCheck) -> bool:
        groups = [[self.seen[row] for row in self.members(root)] for root in roots]
        return (
            all(_one_value(groups, read) for read in check.anywhere)
            and (not check.on_one_page or _one_value_on_each_page(groups, check.on_one_page))
            and (not check.marked or not self._stood_together(roots, check.marked))
        )

    def _stood_together(self, roots: list[int], mark: str) -> bool:
        """Whether two different rows of these groups carry the mark and were on one page: then they are two filings.

        An older wording that its page no longer had when the newer one appeared may be the same row.
        """
        channels: defaultdict[str, dict[Hashable, tuple[datetime, datetime]]] = defaultdict(dict)
        for row in (row for root in roots for row in self.members(root)):
            one = self.seen[row]
            if mark in one.ambiguous:
                identity = (self.signature(row), one.number, one.pacer_doc_id, one.pacer_seq_no)
                first, end = channels[one.channel].get(identity, (_ALWAYS, _NEVER))
                # The same row may have other marks on another page, and is then another observation.
                span = min(first, one.first_as_of or _ALWAYS), max(end, _end(one))
                channels[one.channel][identity] = span
        spans = [sorted(of_channel.values()) for of_channel in channels.values()]
        return any(later[0] <= earlier[1] for ordered in spans for earlier, later in pairwise(ordered))

    def _stood_side_by_side(self, roots: list[int], rows: Sequence[int]) -> bool:
        """Whether the join would make one filing of two rows that a source showed at the same time, without evidence
        from that source itself: another source may be wrong about which id belongs to which. ``rows`` share the value
        that is the evidence."""
        channels = [self.seen[row].channel for root in roots for row in self.members(root)]
        if len(channels) == len({*channels}):
            return False
        grounded = self._vouched.union(rows)
        for root in roots:
            for row in self.members(root):
                if row not in grounded and self._is_beside(row, (other for other in roots if other != root)):
                    return True
        return False

    def _is_beside(self, row: int, others: Iterable[int]) -> bool:
        one = self.seen[row]
        beside = (self.seen[member] for root in others for member in self.members(root) if member not in self._vouched)
        return any(
            _overlap(one, other) and not _share_a_ground(one, other) for other in beside if other.channel == one.channel
        )

    def _union(self, roots: list[int]) -> None:
        largest = max(roots, key=lambda root: (len(self.members(root)), -root))
        gathered = self._members.setdefault(largest, [largest])
        for root in roots:
            if root != largest:
                gathered += self._members.pop(root, (root,))
                self._parent[root] = largest
                for foe in self._foes.pop(root, ()):
                    self._foes[foe].discard(root)
                    self._foes[foe].add(largest)
                    self._foes.setdefault(largest, set()).add(foe)

    def _join_apart_from_foes(self, roots: list[int]) -> None:
        kept_apart = [root for root in roots if root in self._foes]
        others = [root for root in roots if root not in self._foes]
        clusters: list[int] = []
        for root in kept_apart + others:
            allowed = [cluster for cluster in clusters if not self.foes(root, self.find(cluster))]
            if allowed:
                self._union(
                    [self.find(max(allowed, key=lambda cluster: (self._likeness(root, cluster), -cluster))), root]
                )
            else:
                clusters.append(root)

    def _likeness(self, one: int, other: int) -> tuple[int, int]:
        """How alike two groups are: number of shared texts, then of shared sources."""
        ours = [self.seen[row] for row in self.members(one)]
        theirs = [self.seen[row] for row in self.members(self.find(other))]
        texts = {seen.long_text or seen.short_text for seen in ours} & {
            seen.long_text or seen.short_text for seen in theirs
        }
        return len(texts), len({seen.channel for seen in ours} & {seen.channel for seen in theirs})


def _overlap(one: ObservedValues, other: ObservedValues) -> bool:
    return (one.first_as_of or _ALWAYS) <= _end(other) and (other.first_as_of or _ALWAYS) <= _end(one)


def _end(one: ObservedValues) -> datetime:
    """Until when it was shown; without end unless a complete page no longer had it: that a window moved on proves
    nothing."""
    return one.last_as_of if one.missing_since and one.last_as_of else _ALWAYS


def _share_a_ground(one: ObservedValues, other: ObservedValues) -> bool:
    """Whether two rows of one source share a value that no two rows of one page had."""
    marks = one.ambiguous | other.ambiguous
    return any(
        mine and mine == theirs and mark not in marks
        for mark, mine, theirs in (
            ("number", one.number, other.number),
            ("upstream", one.upstream_id, other.upstream_id),
            ("doc", one.pacer_doc_id, other.pacer_doc_id),
            ("seq", one.pacer_seq_no, other.pacer_seq_no),
        )
    ) or ("text" not in marks and one.date_filed == other.date_filed and one.long_text == other.long_text != "")


def _one_value(groups: Sequence[Sequence[ObservedValues]], read: Read) -> bool:
    """Whether all groups that know a value can mean the same one."""
    values = {read(one) for group in groups for one in group}
    values -= _BLANKS
    if len(values) < 2:
        return True
    known = [found for group in groups if (found := {read(one) for one in group} - _BLANKS)]
    return bool(set.intersection(*known))


def _one_value_on_each_page(groups: Sequence[Sequence[ObservedValues]], reads: Sequence[Read]) -> bool:
    channels = [one.channel for group in groups for one in group]
    if len({*channels}) == len(channels):
        return True
    for channel in {*channels}:
        of_channel = [found for group in groups if (found := [one for one in group if one.channel == channel])]
        if len(of_channel) > 1 and not all(_one_value(of_channel, read) for read in reads):
            return False
    return True
