"""Chooses the best view of one filing from all its observations. Pure; called by ``resolve_filings`` after grouping.

A blank never replaces a value, an event type never replaces a text, and ties are broken by content, never by order of
arrival.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from operator import attrgetter

from dockets.record.records import DocumentRecord
from dockets.resolve.values import ObservedValues, ResolvedFiling

_NEVER, _STILL = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)

type _Recency = tuple[bool, datetime, int, datetime, str]


def build_best_view(members: Sequence[ObservedValues]) -> ResolvedFiling:
    """The best view of the observations of one filing, given sorted by fingerprint. Its ``position`` is set later by
    ``sort_in_docket_order``."""
    if len(members) == 1:
        return _only_view(members[0])
    newest = sorted(members, key=_recency(members), reverse=True)
    shown = [one for one in newest if one.missing_since is None] or newest
    weighty = sorted(shown, key=attrgetter("authority"), reverse=True)
    return ResolvedFiling(
        members=tuple(members),
        number=_first(one.number for one in newest),
        date_filed=_date_filed(weighty) or _date_filed(newest),
        date_entered=_date_entered(weighty) or _date_entered(newest),
        entered_at=_moment(weighty) or _moment(newest),
        short_text=_text(newest, shown, attrgetter("short_text")),
        long_text=_text(newest, shown, attrgetter("long_text")),
        pacer_doc_id=_first(one.pacer_doc_id for one in newest),
        pacer_seq_no=_first(one.pacer_seq_no for one in newest),
        documents=_documents(newest),
        position=0,
        missing_since=_missing_since(members),
    )


def _only_view(one: ObservedValues) -> ResolvedFiling:
    return ResolvedFiling(
        members=(one,),
        number=one.number,
        date_filed=one.date_filed,
        date_entered=_day_of_entry(one),
        entered_at=one.entered_at,
        short_text=one.short_text,
        long_text=one.long_text,
        pacer_doc_id=one.pacer_doc_id,
        pacer_seq_no=one.pacer_seq_no,
        documents=one.documents,
        position=0,
        missing_since=one.missing_since,
    )


def _recency(members: Sequence[ObservedValues]) -> Callable[[ObservedValues], _Recency]:
    """Sort key, newest last: first what its source still shows over what it no longer shows; then what the source
    stated later; then the higher authority; then content. Of what is still shown, the time at which the source came to
    state it counts, not when it was last fetched."""
    since = _since(members)

    def recency(one: ObservedValues) -> _Recency:
        told = one.last_as_of or _STILL
        return (
            one.missing_since is None,
            told if one.missing_since else since[one.fingerprint],
            one.authority,
            told,
            one.fingerprint,
        )

    return recency


def _since(members: Sequence[ObservedValues]) -> dict[str, datetime]:
    """By fingerprint: when a source came to state this. Not before it last stated anything else of the filing, so that
    what it stated at first, then not, then again counts as later than what it stated in between."""
    channels: defaultdict[str, list[ObservedValues]] = defaultdict(list)
    for one in members:
        channels[one.channel].append(one)
    if len(channels) == len(members):
        return {one.fingerprint: one.first_as_of or _NEVER for one in members}
    since: dict[str, datetime] = {}
    for of_one in channels.values():
        before = _NEVER
        for one in sorted(of_one, key=lambda seen: seen.last_as_of or _STILL):
            since[one.fingerprint] = max(one.first_as_of or _NEVER, before)
            before = max(before, one.last_as_of or _NEVER)
    return since


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _day_of_entry(one: ObservedValues) -> date | None:
    return one.date_entered or (one.date_filed if one.entry_dates_only else None)


def _date_filed(weighty: Sequence[ObservedValues]) -> date | None:
    """A feed's date is the day of entry: it is taken only where no other source states the day of filing."""
    stated = [one.date_filed for one in weighty if one.date_filed and not one.entry_dates_only]
    return next(iter(stated or [one.date_filed for one in weighty if one.date_filed]), None)


def _date_entered(weighty: Sequence[ObservedValues]) -> date | None:
    return next((day for one in weighty if (day := _day_of_entry(one))), None)


def _moment(weighty: Sequence[ObservedValues]) -> datetime | None:
    return next((one.entered_at for one in weighty if one.entered_at), None)


def _text(
    newest: Sequence[ObservedValues], shown: Sequence[ObservedValues], read: Callable[[ObservedValues], str]
) -> str:
    """The newest text that is still shown, or a longer one that begins with it: pages and feeds get cut, so a shorter
    beginning does not replace the whole. (What a complete page no longer has is not in ``shown``, so a court can
    shorten its text.)"""
    texts = [found for one in shown if (found := read(one))] or [found for one in newest if (found := read(one))]
    if len(texts) < 2:
        return texts[0] if texts else ""
    return max((found for found in texts if found.startswith(texts[0])), key=len)


def _documents(newest: Sequence[ObservedValues]) -> tuple[DocumentRecord, ...]:
    """All documents that any source states, by number; for each the newest values, with blanks filled from the
    others."""
    telling = [one.documents for one in newest if one.documents]
    if len(telling) < 2:
        return telling[0] if telling else ()
    united: dict[int, DocumentRecord] = {}
    for documents in telling:
        for document in documents:
            known = united.get(document.number)
            united[document.number] = document if known is None else _filled(known, document)
    return tuple(united[number] for number in sorted(united))


def _filled(known: DocumentRecord, other: DocumentRecord) -> DocumentRecord:
    if known == other:
        return known
    return replace(
        known,
        description=known.description or other.description,
        pacer_doc_id=known.pacer_doc_id or other.pacer_doc_id,
        page_count=other.page_count if known.page_count is None else known.page_count,
        file_size=other.file_size if known.file_size is None else known.file_size,
        url=known.url or other.url,
    )


def _missing_since(members: Sequence[ObservedValues]) -> datetime | None:
    """When a source that shows whole dockets last showed it; None while one does, or where none ever did."""
    times = [one.missing_since for one in members if not one.entry_dates_only]
    gone = [time for time in times if time is not None]
    return max(gone) if gone and len(gone) == len(times) else None
