"""Reads the texts of a docket's filings, each of them once: the result is stored beside the filing until its text, the
parties or the rules change. Called by ``interpret_docket``."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime, time
from hashlib import blake2b
from typing import Any, NamedTuple

import orjson
from django.db.models import TextField
from django.db.models.functions import Cast

from dockets.models import Filing, Party
from rulings.interpret.differences import insert_rows
from rulings.models import TextReading
from rulings.reading.filers.names import PartyRoster
from rulings.reading.filing import read_filing
from rulings.reading.references.citations import find_citations
from rulings.reading.values import (
    Cites,
    Decides,
    FilingReading,
    NamesCase,
    OnRequest,
    PartyName,
    RefersTo,
    SetsDeadline,
    SetsHearing,
)
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import Kind
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.relations import Relation
from rulings.vocabulary.stages import Step

RULES = 38
"""Raise when ``rulings.reading`` reads the same text differently: every text is then read again."""


@dataclass(frozen=True, slots=True)
class FilingFacts:
    """A filing without its text, as the record has it."""

    id: int
    public_id: str
    number: str
    number_order: int | None
    date_filed: date | None
    date_entered: date | None
    entered_at: datetime | None
    position: int
    fingerprint: str

    @property
    def day(self) -> date | None:
        """The day it was filed, or entered where only that is known."""
        return self.date_filed or self.date_entered


class PartyWords(NamedTuple):
    """What editors say of a party; columns of ``Party``."""

    editors_name: str = ""
    editors_side: str = ""
    editors_counsel: Mapping[str, Any] | None = None
    same_as_id: int | None = None


_COLUMNS = ("filing_id", "docket_id", "key", "value", "cites")
_FACTS = (
    "id",
    "public_id",
    "number",
    "number_order",
    "date_filed",
    "date_entered",
    "entered_at",
    "position",
    "fingerprint",
)


def load_filing_facts(docket_id: int) -> list[FilingFacts]:
    """The docket's current (not merged) filings, by id."""
    rows = Filing.objects.current().filter(docket=docket_id).order_by("id").values_list(*_FACTS)
    return [FilingFacts(*row) for row in rows]


def load_party_names(docket_id: int) -> tuple[list[PartyName], dict[int, PartyWords]]:
    """The docket's parties in the order of its page, as the court has them; and what is stored of editors' words on
    them, by their ids."""
    rows = Party.objects.filter(docket=docket_id).order_by("position", "id")
    columns = list(rows.values_list("id", "name", "type", "side", *PartyWords._fields))
    words = {id: PartyWords(*told) for id, _, _, _, *told in columns}
    return [PartyName(*row[:4]) for row in columns], {id: told for id, told in words.items() if any(told)}


def read_texts(
    docket_id: int, filings: Sequence[FilingFacts], parties: Sequence[PartyName]
) -> dict[int, FilingReading]:
    """The reading of each filing's text, by filing id. Readings that had to be made anew are stored."""
    roster_key = _key(RULES, *((party.id, party.name, party.side) for party in parties))
    keys = {filing.id: _key(roster_key, filing.fingerprint) for filing in filings}
    known = _known(docket_id)
    readings = {
        filing: unpack_reading(known[filing][1])
        for filing, key in keys.items()
        if filing in known and known[filing][0] == key
    }
    missing = [filing for filing in keys if filing not in readings]
    if missing:
        new = _read(missing, PartyRoster(parties))
        readings.update({filing: text.reading for filing, text in new.items()})
        _store(docket_id, new, keys, known.keys())
    return readings


def _known(docket_id: int) -> dict[int, tuple[str, Any]]:
    """The stored key and value, by filing. The values are fetched as text and decoded together: one by one takes ten
    times as long."""
    rows = TextReading.objects.filter(docket=docket_id).values_list("filing", "key", Cast("value", TextField()))
    listed = list(rows)
    values = orjson.loads(f"[{','.join(value for *_, value in listed)}]")
    return {filing: (key, value) for (filing, key, _), value in zip(listed, values, strict=True)}


def _key(*parts: object) -> str:
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class _Text(NamedTuple):
    """The reading of one text, and the law that it cites."""

    reading: FilingReading
    cites: tuple[Cites, ...]


def _read(ids: Sequence[int], roster: PartyRoster) -> dict[int, _Text]:
    rows = Filing.objects.filter(id__in=ids).order_by("id").values_list("id", "long_text", "short_text")
    return {
        filing: _Text(read_filing(long_text, short_text, roster), find_citations(long_text))
        for filing, long_text, short_text in rows
    }


def _store(docket_id: int, texts: Mapping[int, _Text], keys: Mapping[int, str], known: Collection[int]) -> None:
    rows = {
        filing: (filing, docket_id, keys[filing], pack_reading(text.reading), [astuple(cites) for cites in text.cites])
        for filing, text in sorted(texts.items())
    }
    insert_rows(TextReading, _COLUMNS, [row for filing, row in rows.items() if filing not in known], {})
    TextReading.objects.bulk_create(
        [TextReading(**dict(zip(_COLUMNS, row, strict=True))) for filing, row in rows.items() if filing in known],
        update_conflicts=True,
        unique_fields=["filing"],
        update_fields=["key", "value", "cites"],
        batch_size=2_000,
    )


def pack_reading(reading: FilingReading) -> list[Any]:
    """A reading as JSON; ``unpack_reading`` is the inverse."""
    return [
        reading.kind.value,
        reading.headline,
        reading.title,
        list(reading.filed_by),
        reading.filer_text,
        reading.side,
        reading.outcome.value if reading.outcome else None,
        [[refers.relation.value, refers.number, refers.words] for refers in reading.refers_to],
        [[decided.number, decided.outcome.value] for decided in reading.decides],
        [
            [h.title, h.date.isoformat(), _clock(h.starts), h.place, list(h.about), h.judge, h.moves]
            for h in reading.hearings
        ],
        [[due.title, due.date.isoformat(), _clock(due.at), due.moves] for due in reading.deadlines],
        [day.isoformat() for day in reading.vacates],
        [[named.relation, named.court, named.number, named.quote] for named in reading.other_cases],
        reading.detail.value if reading.detail else None,
        reading.routine,
        reading.void,
        reading.by_name,
        reading.granted_within,
        [step.value for step in reading.steps],
        _pack_court_days(reading),
        [[on.words, on.whose, on.outcome.value if on.outcome else None, on.about] for on in reading.on_requests],
        [[decided.number, decided.outcome.value] for decided in reading.recommends],
        reading.defendant_number,
    ]


def _pack_court_days(reading: FilingReading) -> list[Any]:
    days = [day.isoformat() for day in reading.held]
    return [reading.calls_off, days, reading.held_on_its_day, reading.held_as_set, reading.held_title]


def _unpack_court_days(packed: list[Any]) -> dict[str, Any]:
    calls_off, days, on_its_day, as_set, title = packed
    return {
        "calls_off": calls_off,
        "held": tuple(date.fromisoformat(day) for day in days),
        "held_on_its_day": on_its_day,
        "held_as_set": as_set,
        "held_title": title,
    }


def _clock(at: time | None) -> str | None:
    return at.isoformat("minutes") if at else None


def unpack_reading(packed: list[Any]) -> FilingReading:
    kind, headline, title, filed_by, filer_text, side, outcome, refers_to, decides, hearings, *more = packed
    due, vacates, named, detail, routine, void, by_name, granted_within, steps, *last = more
    court_days, on_requests, advice, defendant_number = last
    return FilingReading(
        kind=Kind(kind),
        headline=headline,
        title=title,
        filed_by=tuple(filed_by),
        filer_text=filer_text,
        side=side,
        defendant_number=defendant_number,
        outcome=Outcome(outcome) if outcome else None,
        refers_to=tuple(RefersTo(Relation(relation), number, words) for relation, number, words in refers_to),
        decides=tuple(Decides(number, Outcome(decided)) for number, decided in decides),
        hearings=tuple(_unpack_hearing(*told) for told in hearings),
        deadlines=tuple(_unpack_deadline(*told) for told in due),
        vacates=tuple(date.fromisoformat(day) for day in vacates),
        other_cases=tuple(NamesCase(*told) for told in named),
        detail=Detail(detail) if detail else None,
        routine=routine,
        void=void,
        by_name=by_name,
        granted_within=granted_within,
        steps=tuple(map(Step, steps)),
        recommends=tuple(Decides(number, Outcome(decided)) for number, decided in advice),
        on_requests=tuple(
            OnRequest(words, whose, Outcome(told) if told else None, about) for words, whose, told, about in on_requests
        ),
        **_unpack_court_days(court_days),
    )


def _unpack_hearing(
    title: str, day: str, starts: str | None, place: str, about: list[str], judge: str, moves: bool
) -> SetsHearing:
    return SetsHearing(title, date.fromisoformat(day), _time(starts), place, tuple(about), judge, moves)


def _unpack_deadline(title: str, day: str, at: str | None, moves: bool) -> SetsDeadline:
    return SetsDeadline(title, date.fromisoformat(day), _time(at), moves)


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
