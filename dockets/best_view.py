"""What is believed of one filing, from all that was said of it. Pure; the second half of ``resolve``.

A blank never hides a word, a stub never hides a text, and ties are broken by content, never by who came first.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from operator import attrgetter

from dockets.records import DocumentRecord
from dockets.seen import Resolved, Seen

_NEVER, _STILL = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)

type _Recency = tuple[bool, datetime, int, datetime, str]


def best_view(members: Sequence[Seen]) -> Resolved:
    """The best view of observations of one filing, given sorted by fingerprint. Its ``position`` is set by ``docket_order``."""
    if len(members) == 1:
        return _only_view(members[0])
    newest = sorted(members, key=_recency(members), reverse=True)
    shown = [one for one in newest if one.missing_since is None] or newest
    weighty = sorted(shown, key=attrgetter("authority"), reverse=True)
    return Resolved(
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


def _only_view(one: Seen) -> Resolved:
    return Resolved(
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


def _recency(members: Sequence[Seen]) -> Callable[[Seen], _Recency]:
    """What its channel still shows before what it no longer does; then what the channel said later; then the weightier; then by
    content. Of what is still shown, it is when a channel came to say it that counts, not when it was last asked."""
    since = _since(members)

    def recency(one: Seen) -> _Recency:
        told = one.last_as_of or _STILL
        return (
            one.missing_since is None,
            told if one.missing_since else since[one.fingerprint],
            one.authority,
            told,
            one.fingerprint,
        )

    return recency


def _since(members: Sequence[Seen]) -> dict[str, datetime]:
    """By fingerprint: when a channel came to say so. Not before it last said anything else of the filing, so that what it said at
    first, then not, then again counts as later than what it said in between."""
    channels: defaultdict[str, list[Seen]] = defaultdict(list)
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


def _day_of_entry(one: Seen) -> date | None:
    return one.date_entered or (one.date_filed if one.entry_dates_only else None)


def _date_filed(weighty: Sequence[Seen]) -> date | None:
    """A feed's day is the day of entry: it counts where nobody tells the day of filing."""
    stated = [one.date_filed for one in weighty if one.date_filed and not one.entry_dates_only]
    return next(iter(stated or [one.date_filed for one in weighty if one.date_filed]), None)


def _date_entered(weighty: Sequence[Seen]) -> date | None:
    return next((day for one in weighty if (day := _day_of_entry(one))), None)


def _moment(weighty: Sequence[Seen]) -> datetime | None:
    return next((one.entered_at for one in weighty if one.entered_at), None)


def _text(newest: Sequence[Seen], shown: Sequence[Seen], read: Callable[[Seen], str]) -> str:
    """The newest text that is still shown; but a text that only breaks off earlier than another one has not replaced it: pages
    and feeds get cut. (What a complete page no longer has is not among the shown, so a court can shorten its text.)"""
    texts = [found for one in shown if (found := read(one))] or [found for one in newest if (found := read(one))]
    if len(texts) < 2:
        return texts[0] if texts else ""
    return max((found for found in texts if found.startswith(texts[0])), key=len)


def _documents(newest: Sequence[Seen]) -> tuple[DocumentRecord, ...]:
    """All documents that anyone told of, by number; of each what the newest tells, and what only others tell."""
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


def _missing_since(members: Sequence[Seen]) -> datetime | None:
    """When a channel that shows whole dockets last showed it; None while one does, or where none ever did."""
    times = [one.missing_since for one in members if not one.entry_dates_only]
    gone = [time for time in times if time is not None]
    return max(gone) if gone and len(gone) == len(times) else None
