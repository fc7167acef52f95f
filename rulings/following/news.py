"""Notes what is new in a docket, once: after it has been interpreted, from what its record did not hold before.

What is new is told by the record alone (``Filing.first_seen``, ``Filing.changed_at``), never by a difference between
two readings: reading a docket again by better rules is no news. Entries that are old when they come are counted, and
nobody is alerted.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Coalesce

from dockets.db import locks
from dockets.format.print_style import format_date, format_number, format_zoned_clock
from dockets.history.court_changes import CourtChange, list_court_changes
from dockets.models import CaseStatus, Docket, Document, Filing, ImportRun, Observation, Party
from rulings.models import Hearing, News, NewsMark, Reading, TimelineEvent
from rulings.passages.anchors import hash_words
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import UNTIMED, EventKind
from rulings.vocabulary.read_by import ReadBy
from rulings.vocabulary.topics import Held, Topic

OLD = timedelta(days=14)
"""Entries of an earlier day are old when they come: a sheet was bought that tells of them for the first time."""
FEW = 20
"""A case that comes with more entries was brought in as a whole; one with fewer has just begun to be seen."""
WORDS = 20_000
"""Characters of an entry that are kept, to show later what the court changed."""
_SUBJECT = "rulings.following"


def note_news(docket_id: int, now: datetime) -> int:
    """Notes what has come into a docket since its news was last noted, as far as it has been interpreted. Returns how
    many pieces. Doing it twice, or in two workers at once, notes nothing twice."""
    with transaction.atomic():
        locks.hold_row(_SUBJECT, Docket, docket_id)
        docket = Docket.objects.select_related("court").defer("search").get(pk=docket_id)
        upto = Reading.objects.filter(docket=docket_id).values_list("record_changed_at", flat=True).first()
        mark = NewsMark.objects.filter(docket=docket_id).first()
        if upto is None or docket.merged_into_id or (mark and mark.noted_to >= upto):
            return 0
        found = list(_of_docket(docket, mark, now))
        News.objects.bulk_create(found, ignore_conflicts=True)
        marked = {"noted_to": upto, "status": docket.status}
        NewsMark.objects.update_or_create(docket=docket, defaults=marked)
    return len(found)


def list_dockets_to_note(limit: int) -> list[int]:
    """Ids of dockets that have been interpreted since their news was noted."""
    behind = Q(news_mark=None) | Q(reading__record_changed_at__gt=F("news_mark__noted_to"))
    found = Docket.objects.filter(behind, merged_into=None, reading__record_changed_at__isnull=False)
    return list(found.order_by("pk").values_list("pk", flat=True)[:limit])


def _of_docket(docket: Docket, mark: NewsMark | None, now: datetime) -> Iterator[News]:
    filings = Filing.objects.current().filter(docket=docket).alias(day=Coalesce("date_filed", "date_entered"))
    came = filings.filter(first_seen__gt=mark.noted_to) if mark else filings
    oldest = now.astimezone(docket.court.zone).date() - OLD
    old = list(came.filter(day__lt=oldest).values_list("pk", flat=True))
    fresh = came.filter(Q(day__gte=oldest) | Q(day=None))
    if mark is None:
        recent = _is_new_case(docket, oldest)
        called = "A new case" if recent else "The case was brought in"
        yield _of_case(docket, now, "case", Topic.NEW_CASE, called, docket.date_filed, held=not recent)
        if came.count() > FEW:
            yield _held_back(docket, now, list(came.values_list("pk", flat=True)), Held.FIRST)
            return
    new = list(_of_new_filings(docket, fresh.order_by("day", "number_order", "pk"), now, oldest))
    old += [news.filing_id for news in new if news.held and news.filing_id]
    if old:
        yield _held_back(docket, now, old, Held.OLD)
    yield from new
    if mark:
        changed = filings.filter(first_seen__lte=mark.noted_to, changed_at__gt=mark.noted_to)
        yield from _of_changed_filings(docket, list(changed.prefetch_related(_HAD)), now)
        yield from _of_status(docket, mark, now, oldest)


def _is_new_case(docket: Docket, oldest: date) -> bool:
    """A feed names no day on which a case was filed: its first entry has it."""
    if docket.date_filed:
        return docket.date_filed >= oldest
    first = Filing.objects.current().filter(docket=docket, number_order=1)
    return first.filter(Q(date_filed__gte=oldest) | Q(date_entered__gte=oldest)).exists()


_HAD = Prefetch("documents", queryset=Document.objects.exclude(url=""), to_attr="had")


@dataclass(frozen=True, slots=True)
class _Line:
    """What the timeline says of a filing."""

    filed_by: Sequence[str]
    event_kind: str
    kind: str
    detail: str
    routine: bool
    headline: str
    day: date | None
    near: date
    """``day``, or that of its neighbours by number."""


def _of_new_filings(docket: Docket, filings: Any, now: datetime, oldest: date) -> Iterator[News]:
    """An entry without a date is as old as those about it."""
    rows = list(filings.prefetch_related(_HAD))
    lines, dates = _load_lines(rows), _load_dates(docket, rows)
    for filing in rows:
        line = lines.get(filing.pk)
        if line is None:
            continue
        set_here, called_off = dates.get(filing.pk, ([], []))
        topics = [Topic.RULING if line.event_kind == EventKind.RULING else Topic.FILING]
        topics += [Topic.HEARING] if any(one.kind not in UNTIMED for one in (*set_here, *called_off)) else []
        topics += [Topic.APPEALED] if line.detail == Detail.APPEAL else []
        topics += [Topic.DOCUMENT] if filing.had else []
        said = [_say_set(one, docket) for one in set_here] + [_say_called_off(one) for one in called_off]
        news = _of_filing(docket, filing, line, now, f"filing:{filing.public_id}", topics, " ".join(said))
        news.held = Held.OLD if line.near < oldest else Held.NOT_HELD
        yield news


def _load_lines(filings: Sequence[Filing]) -> Mapping[int, _Line]:
    rows = TimelineEvent.objects.filter(
        filing__in=[filing.pk for filing in filings], event_kind__in=[EventKind.FILING, EventKind.RULING]
    )
    fields = ("event_kind", "kind", "detail", "routine", "headline", "date", "sort_date", "filed_by", "party_ids")
    found: list[Any] = list(rows.values_list("filing", *fields))
    parties = {party for row in found for party in row[-1]}
    names = dict(Party.objects.filter(pk__in=parties).values_list("pk", "display_name")) if parties else {}
    lines = {}
    for filing, *values in found:
        *read, said, ids = values
        filers = [name for name in (said, *(names.get(party, "") for party in ids)) if name]
        lines[filing] = _Line(filers, *read)
    return lines


def _load_dates(docket: Docket, filings: Sequence[Filing]) -> Mapping[int, tuple[list[Hearing], list[Hearing]]]:
    """By filing: the dates that it sets, and those that it calls off or moves."""
    ids = [filing.pk for filing in filings]
    found: dict[int, tuple[list[Hearing], list[Hearing]]] = {}
    rows = Hearing.objects.filter(Q(filing__in=ids) | Q(vacated_by__in=ids), docket=docket).order_by("date", "pk")
    for hearing in rows:
        if hearing.filing_id in ids and hearing.held_by_id != hearing.filing_id and hearing.vacated_by_id is None:
            found.setdefault(hearing.filing_id or 0, ([], []))[0].append(hearing)
        if hearing.vacated_by_id in ids and hearing.vacated_by_id != hearing.filing_id:
            found.setdefault(hearing.vacated_by_id or 0, ([], []))[1].append(hearing)
    return found


def _say_set(hearing: Hearing, docket: Docket) -> str:
    at = format_zoned_clock(hearing.starts_at.astimezone(docket.court.zone)) if hearing.starts_at else ""
    return f"{hearing.title}: {', '.join(filter(None, [format_date(hearing.date), at, hearing.place]))}."


def _say_called_off(hearing: Hearing) -> str:
    moved = f"moved to {format_date(hearing.moved_to)}" if hearing.moved_to else "called off"
    return f"{hearing.title}, {format_date(hearing.date)}: {moved}."


def _of_filing(
    docket: Docket, filing: Any, line: _Line, now: datetime, key: str, topics: Sequence[Topic], words: str
) -> News:
    return News(
        docket=docket,
        filing=filing,
        key=key,
        topics=[topic.value for topic in topics],
        at=now,
        day=line.day,
        kind=line.kind,
        routine=line.routine,
        filed_by=line.filed_by,
        headline=line.headline or "Filing",
        words=words,
        said_by=ReadBy.MACHINE,
        state={"text": filing.text[:WORDS], "documents": len(filing.had)},
    )


def _of_changed_filings(docket: Docket, filings: Sequence[Any], now: datetime) -> Iterator[News]:
    """Of what was told before, every change of its words and its first document; of other entries only what the court
    itself changed after publishing them."""
    if not filings:
        return
    told: dict[int, News] = {}
    for news in News.objects.filter(filing__in=[one.pk for one in filings], key__regex="^(filing|changed)").order_by(
        "pk"
    ):
        told[news.filing_id or 0] = news
    by_court = {change.filing_id: change for change in reversed(list_court_changes(docket)) if change.kind != "late"}
    lines = _load_lines(filings)
    for filing in filings:
        line, earlier, change = lines.get(filing.pk), told.get(filing.pk), by_court.get(filing.pk)
        if line is None:
            continue
        if filing.missing_since:
            yield _of_filing(docket, filing, line, now, f"gone:{filing.public_id}", [Topic.CHANGED], _GONE)
        elif (before := _find_words_before(filing, earlier, change)) is not None:
            key = f"changed:{filing.public_id}:{hash_words(filing.text)}"
            news = _of_filing(docket, filing, line, now, key, [Topic.CHANGED], "")
            news.before = before
            yield news
        elif earlier and filing.had and not earlier.state.get("documents"):
            yield _of_filing(docket, filing, line, now, f"document:{filing.public_id}", [Topic.DOCUMENT], "")


_GONE = "The court’s docket does not show this entry any more."


def _find_words_before(filing: Filing, earlier: News | None, change: CourtChange | None) -> str | None:
    """None: its words are the same."""
    if earlier:
        before = earlier.state.get("text", "")
        return None if before.split() == filing.text[:WORDS].split() else before
    if change and change.kind == "altered":
        return "".join(text for verdict, text in change.pieces if verdict != "added")
    return None


def _of_status(docket: Docket, mark: NewsMark, now: datetime, oldest: date) -> Iterator[News]:
    if docket.status == mark.status:
        return
    if docket.status == CaseStatus.ENDED and docket.ended_on and docket.ended_on >= oldest:
        key = f"ended:{docket.ended_on}"
        yield _of_case(docket, now, key, Topic.ENDED, "The case has ended", docket.ended_on)
    elif docket.status == CaseStatus.OPEN and mark.status == CaseStatus.ENDED:
        yield _of_case(docket, now, f"reopened:{now:%Y-%m-%d}", Topic.REOPENED, "The case is open again", None)


def _of_case(
    docket: Docket, now: datetime, key: str, topic: Topic, headline: str, day: date | None, *, held: bool = False
) -> News:
    return News(
        docket=docket,
        key=key,
        topics=[topic.value],
        at=now,
        day=day,
        headline=headline,
        said_by=ReadBy.MACHINE,
        held=Held.OLD if held else Held.NOT_HELD,
    )


def _held_back(docket: Docket, now: datetime, filings: Sequence[int], why: Held) -> News:
    """Says of how many entries (ids) nobody was alerted, and which payloads brought how many of them."""
    headline = f"{format_number(len(filings))} {'entry' if len(filings) == 1 else 'entries'}"
    first = Observation.objects.filter(filing__in=filings).order_by("filing", "pk").distinct("filing")
    payloads = Counter(first.values_list("payload", flat=True))
    return News(
        docket=docket,
        key=f"held:{now:%Y-%m-%dT%H:%M:%S.%f}",
        topics=[],
        at=now,
        headline=headline,
        said_by=ReadBy.MACHINE,
        held=why,
        state={"count": len(filings), "payloads": {str(payload): number for payload, number in payloads.items()}},
    )


def count_held_back(run: ImportRun) -> Mapping[Held, int]:
    """Of how many entries that an import brought nobody was alerted, and why. Nothing until that is known, some seconds
    after the import. One query."""
    payload = str(run.payload_id)
    rows = News.objects.filter(docket__in=run.dockets.all(), topics=[], state__payloads__has_key=payload)
    counts = Counter[Held]()
    for held, state in rows.values_list("held", "state"):
        counts[Held(held)] += state["payloads"][payload]
    return counts
