"""Which observations are of the same filing. Pure; the first half of ``resolve``.

Evidence is tried strongest first. Each kind puts observations into buckets by a key ("entry number 12"), and a bucket is joined
whole or not at all: where two of its groups differ in stronger evidence (other document ids, say), nothing tells which of the
others goes with which, so all stay apart until finer evidence (number and date, number and date and text) speaks.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from dockets.grouping import Check, Groups
from dockets.seen import Decided, Seen
from dockets.wording import long_text_key

type Buckets = Iterable[list[int]]

_UPSTREAM, _DOC, _SEQ, _NUMBER = (attrgetter(name) for name in ("upstream_id", "pacer_doc_id", "pacer_seq_no", "number"))
_TIMES = (attrgetter("entered_at"), attrgetter("date_entered"))


def _text(one: Seen) -> str:
    return long_text_key(one.long_text)


_BY_DOC = Check(on_one_page=(_UPSTREAM, _DOC))
_BY_SEQ = Check(anywhere=(_DOC,), on_one_page=(_UPSTREAM, _SEQ, _NUMBER))
_BY_NUMBER = Check(anywhere=(_DOC, _SEQ), on_one_page=(_UPSTREAM, _NUMBER))
_BY_NUMBER_AND_TEXT = Check(on_one_page=(_UPSTREAM, _NUMBER))
_BY_TEXT = Check(anywhere=(_DOC, _SEQ, *_TIMES), on_one_page=(_UPSTREAM, _NUMBER, _text), marked="text")


def same_filings(seen: Sequence[Seen], decisions: Sequence[Decided]) -> tuple[list[list[int]], Groups]:
    """Indexes into ``seen`` by filing. ``seen`` is sorted by fingerprint, each once; that makes the result free of order."""
    groups = Groups(seen, decisions)
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
    seen: Sequence[Seen]
    groups: Groups

    @cached_property
    def text_keys(self) -> dict[int, str]:
        return {}

    def text_key(self, index: int) -> str:
        if index not in self.text_keys:
            one = self.seen[index]
            self.text_keys[index] = long_text_key(one.long_text or one.short_text)
        return self.text_keys[index]

    def upstream_ids(self) -> None:
        """The source's own id, within that source."""
        rows = (index for index, one in enumerate(self.seen) if one.upstream_id and "upstream" not in one.ambiguous)
        for bucket in _buckets(rows, lambda index: (self.seen[index].channel, self.seen[index].upstream_id)):
            self.groups.join(bucket, Check())

    def unique_values(self, kind: str, value: Callable[[Seen], str], check: Check) -> None:
        """A value that names one filing unless some payload had it on several rows: then with the date, then with the text."""
        values = [value(one) for one in self.seen]
        marked = {index for index, one in enumerate(self.seen) if one.ambiguous and kind in one.ambiguous}
        for bucket in _buckets((index for index, found in enumerate(values) if found), values.__getitem__):
            repeated = not marked.isdisjoint(bucket)
            if repeated or not self.groups.join(bucket, check):
                self._with_date_and_text(kind, bucket, check, repeated)

    def _with_date_and_text(self, kind: str, bucket: list[int], check: Check, repeated: bool) -> None:
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
            self._join_each(sequenced, lambda index: (self.seen[index].date_filed, self.seen[index].pacer_seq_no), check)
        worded = [index for index in dated if self.text_key(index)]
        self._join_each(worded, lambda index: (*self._row(index), self.seen[index].twin), check)

    def _row(self, index: int) -> tuple[Hashable, ...]:
        one = self.seen[index]
        return one.number, one.date_filed, bool(one.long_text), self.text_key(index)

    def _day_entered(self, index: int) -> Hashable:
        """The only day that a feed tells. Taken for the day of filing where a sheet does not say."""
        return self.seen[index].date_entered or self.seen[index].date_filed

    def _join_each(self, rows: Iterable[int], key: Callable[[int], Hashable], check: Check) -> list[list[int]]:
        """Joins what it can and returns the buckets that it could not."""
        return [bucket for bucket in _buckets(rows, key) if not self.groups.join(bucket, check)]

    def texts(self) -> None:
        """Entries without a number, by day and docket text; then by all else that a row tells."""
        rows = self._sharing_a_day(index for index, one in enumerate(self.seen) if not one.number and one.long_text)
        left = self._join_each(rows, lambda index: (*self._row(index), self.seen[index].twin), _BY_TEXT)
        unclear = [index for bucket in left for index in bucket]
        self._join_each(unclear, lambda index: (*self._row(index), self.groups.signature(index)), _BY_TEXT)

    def short_texts(self) -> None:
        """Stubs without a number, by day, minute and event type, within one source only: two sources may tell of two entries."""
        stubs = (index for index, one in enumerate(self.seen) if not one.number and not one.long_text and one.short_text)
        rows = self._sharing_a_day(stubs)

        def stub(index: int) -> Hashable:
            one = self.seen[index]
            return one.channel, one.entered_at, one.twin, *self._row(index)

        self._join_each(rows, stub, _BY_TEXT)

    def _sharing_a_day(self, rows: Iterable[int]) -> list[int]:
        """Only these can be alike; the others' texts need no look."""
        return [index for bucket in _buckets(rows, lambda index: self.seen[index].date_filed) for index in bucket]


def _buckets(rows: Iterable[int], key: Callable[[int], Hashable]) -> Buckets:
    """Rows that share a key, where several do; in the order of their first row."""
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index in rows:
        found[key(index)].append(index)
    return (bucket for bucket in found.values() if len(bucket) > 1)
