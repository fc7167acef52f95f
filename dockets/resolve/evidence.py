"""Groups the observations that are of the same filing. Pure; called first by ``resolve_filings``.

Evidence is tried strongest first. Each kind puts observations into buckets by a key ("entry number 12"), and a bucket
is joined whole or not at all: where two of its groups differ in stronger evidence (document ids, say), nothing shows
which of the others belongs to which, so all stay apart until finer evidence (number and date, then number, date and
text) joins them.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from dockets.record.text import build_text_key
from dockets.resolve.grouping import GroupCheck, ObservationGroups
from dockets.resolve.values import IdentityVerdict, ObservedValues

type Buckets = Iterable[list[int]]

_UPSTREAM, _DOC, _SEQ, _NUMBER = (
    attrgetter(name) for name in ("upstream_id", "pacer_doc_id", "pacer_seq_no", "number")
)
_TIMES = (attrgetter("entered_at"), attrgetter("date_entered"))


def _text(one: ObservedValues) -> str:
    return build_text_key(one.long_text)


_BY_DOC = GroupCheck(on_one_page=(_UPSTREAM, _DOC))
_BY_SEQ = GroupCheck(anywhere=(_DOC,), on_one_page=(_UPSTREAM, _SEQ, _NUMBER))
_BY_NUMBER = GroupCheck(anywhere=(_DOC, _SEQ), on_one_page=(_UPSTREAM, _NUMBER))
_BY_NUMBER_AND_TEXT = GroupCheck(on_one_page=(_UPSTREAM, _NUMBER))
_BY_TEXT = GroupCheck(anywhere=(_DOC, _SEQ, *_TIMES), on_one_page=(_UPSTREAM, _NUMBER, _text), marked="text")


def group_same_filings(
    seen: Sequence[ObservedValues], decisions: Sequence[IdentityVerdict]
) -> tuple[list[list[int]], ObservationGroups]:
    """Lists the indexes into ``seen`` by filing. ``seen`` is sorted by fingerprint, each once, so that the result does
    not depend on the order of arrival."""
    groups = ObservationGroups(seen, decisions)
    evidence = _Evidence(seen, groups)
    evidence.upstream_ids()
    evidence.unique_values("doc", _DOC, _BY_DOC)
    evidence.unique_values("seq", _SEQ, _BY_SEQ)
    evidence.unique_values("number", _NUMBER, _BY_NUMBER)
    evidence.texts()
    evidence.short_texts()
    return groups.all(), groups


@dataclass(frozen=True)
class _Evidence:
    seen: Sequence[ObservedValues]
    groups: ObservationGroups

    @cached_property
    def text_keys(self) -> dict[int, str]:
        return {}

    def text_key(self, index: int) -> str:
        if index not in self.text_keys:
            one = self.seen[index]
            self.text_keys[index] = build_text_key(one.long_text or one.short_text)
        return self.text_keys[index]

    def upstream_ids(self) -> None:
        """Joins by the source's own id, within that source."""
        rows = (index for index, one in enumerate(self.seen) if one.upstream_id and "upstream" not in one.ambiguous)
        for bucket in _buckets(rows, lambda index: (self.seen[index].channel, self.seen[index].upstream_id)):
            self.groups.join(bucket, GroupCheck())

    def unique_values(self, kind: str, value: Callable[[ObservedValues], str], check: GroupCheck) -> None:
        """Joins by a value that identifies a filing, unless some payload had it on several rows: then also by date,
        then by text."""
        values = [value(one) for one in self.seen]
        marked = {index for index, one in enumerate(self.seen) if one.ambiguous and kind in one.ambiguous}
        for bucket in _buckets((index for index, found in enumerate(values) if found), values.__getitem__):
            repeated = not marked.isdisjoint(bucket)
            if repeated or not self.groups.join(bucket, check):
                self._with_date_and_text(kind, bucket, check, repeated)

    def _with_date_and_text(self, kind: str, bucket: list[int], check: GroupCheck, repeated: bool) -> None:
        check = check.among_rows_marked(kind)
        numbered = [index for index in bucket if self.seen[index].number]
        filed = [index for index in numbered if not self.seen[index].entry_dates_only]
        self._join_each(filed, lambda index: (self.seen[index].number, self.seen[index].date_filed), check)
        self._join_each(numbered, lambda index: (self.seen[index].number, self._day_entered(index)), check)
        dated = [index for index in bucket if self.seen[index].date_filed]
        if kind == "number" and not repeated:
            # The court replaced the document: another document id, the same entry.
            check = _BY_NUMBER_AND_TEXT
            sequenced = [index for index in dated if self.seen[index].pacer_seq_no]
            self._join_each(
                sequenced, lambda index: (self.seen[index].date_filed, self.seen[index].pacer_seq_no), check
            )
        worded = [index for index in dated if self.text_key(index)]
        self._join_each(worded, lambda index: (*self._row(index), self.seen[index].twin), check)

    def _row(self, index: int) -> tuple[Hashable, ...]:
        one = self.seen[index]
        return one.number, one.date_filed, bool(one.long_text), self.text_key(index)

    def _day_entered(self, index: int) -> Hashable:
        """The day of entry; the day of filing where none is stated (a feed states only one day)."""
        return self.seen[index].date_entered or self.seen[index].date_filed

    def _join_each(self, rows: Iterable[int], key: Callable[[int], Hashable], check: GroupCheck) -> list[list[int]]:
        """Joins the buckets that it can; returns those that it could not."""
        return [bucket for bucket in _buckets(rows, key) if not self.groups.join(bucket, check)]

    def texts(self) -> None:
        """Joins entries without a number by day and docket text; then by everything else on the row."""
        rows = self._sharing_a_day(index for index, one in enumerate(self.seen) if not one.number and one.long_text)
        left = self._join_each(rows, lambda index: (*self._row(index), self.seen[index].twin), _BY_TEXT)
        unclear = [index for bucket in left for index in bucket]
        self._join_each(unclear, lambda index: (*self._row(index), self.groups.signature(index)), _BY_TEXT)

    def short_texts(self) -> None:
        """Joins event types without a number by day, minute and event type, within one source only: two sources may
        speak of two entries."""
        stubs = (
            index for index, one in enumerate(self.seen) if not one.number and not one.long_text and one.short_text
        )
        rows = self._sharing_a_day(stubs)

        def stub(index: int) -> Hashable:
            one = self.seen[index]
            return one.channel, one.entered_at, one.twin, *self._row(index)

        self._join_each(rows, stub, _BY_TEXT)

    def _sharing_a_day(self, rows: Iterable[int]) -> list[int]:
        """The rows that share a day with another one. Only these can be alike; the others' texts need not be
        compared."""
        return [index for bucket in _buckets(rows, lambda index: self.seen[index].date_filed) for index in bucket]


def _buckets(rows: Iterable[int], key: Callable[[int], Hashable]) -> Buckets:
    """Buckets of two or more rows that share a key; in the order of their first row."""
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index in rows:
        found[key(index)].append(index)
    return (bucket for bucket in found.values() if len(bucket) > 1)
