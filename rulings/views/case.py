"""Which docket an address means: shared by the pages of a case."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, LiteralString

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.db.models.functions import Now
from django.http import Http404

from dockets import bulk, prepared
from dockets.find import docket_numbered
from dockets.models import Court, Docket
from dockets.stated import AS_OF
from dockets.withheld import WITHHELD
from rulings import asides, head
from rulings.models import Annotation, Claim, Editorial, Follow, Reading
from rulings.models.annotation import Visitor, for_newsroom, for_readers
from rulings.notes import is_of_newsroom


@dataclass(frozen=True, slots=True)
class Case:
    """A docket with what its page is about to ask, in the query that finds it: most have no claims, and few have relatives."""

    docket: Docket
    reading: Reading | None
    has_claims: bool
    related: Sequence[head.Related]
    """The other dockets of the dispute."""
    is_followed: bool
    """By the reader who asks."""
    has_public_notes: bool
    has_newsroom_notes: bool
    """Any that colleagues may see, beside those for everybody."""
    has_own_notes: bool
    """Any of the reader who asks."""
    has_words: bool
    """Of editors, in plain language."""
    said: Sequence[Mapping[str, Any]]
    """What these say of the case as a whole, and its key moments, as ``asides.told`` takes it."""
    withheld: Mapping[str, Any] | None
    """What a source does not show of it, as ``dockets.withheld`` takes it."""

    def has_notes_for(self, reader: Visitor) -> bool:
        """Whether there is a note that ``reader``, for whom the case was found, may see. Nobody is told that there are others."""
        return self.has_public_notes or self.has_own_notes or (self.has_newsroom_notes and is_of_newsroom(reader))


_NONE = "No case {} of the court {} is in this tracker."
_READER = -1
"""Stands in the statement for the id of the user who asks."""
_NOTES = Annotation.objects.filter(docket=OuterRef("pk"), deleted_at=None)
_ASIDE = {
    "has_claims": Exists(Claim.objects.filter(docket=OuterRef("pk"))),
    "related": ArraySubquery(head.relations(OuterRef("pk"))),
    "has_public_notes": Exists(_NOTES.filter(for_readers(Now()))),
    "has_newsroom_notes": Exists(_NOTES.filter(for_newsroom(Now()))),
    "has_words": Exists(Editorial.objects.filter(docket=OuterRef("pk"))),
    "said": ArraySubquery(asides.said_of(OuterRef("pk"))),
    "withheld": WITHHELD,
    "as_of": AS_OF,
    "has_own_notes": Exists(_NOTES.filter(author=_READER)),
    "is_followed": Exists(Follow.objects.filter(docket=OuterRef("pk"), user=_READER)),
}


@cache
def _statement() -> tuple[str, Sequence[Any]]:
    """The statement that finds a case by court and number, but for its condition, and the parameters of what stands aside.

    It is the same for every page of every case, and to compile it anew each time took a fifth of a short one."""
    asked, parameters = Docket.objects.annotate(**_ASIDE).values_list(*_ASIDE).order_by().query.sql_with_params()
    table = f' FROM "{Docket._meta.db_table}"'
    columns = ", ".join(bulk.reader(model).columns for model in (Docket, Court, Reading))
    aside = asked.removeprefix("SELECT ").removesuffix(table)
    joined = "JOIN dockets_court ON dockets_court.id = dockets_docket.court_id"
    joined += " LEFT JOIN rulings_reading ON rulings_reading.docket_id = dockets_docket.id"
    return f"SELECT {columns}, {aside}{table} {joined} WHERE ", parameters


def find_case(court_id: str, number: str, reader: int | None = None) -> Case:
    """By the address's own spelling of the number or by any other; one that turned out to be another docket leads to that one.
    404 where there is none. ``reader``: the id of the user who asks."""
    asked = [court_id, number.replace("\x00", "")]
    case = _case("dockets_docket.court_id = %s AND dockets_docket.docket_number = %s", asked, reader)
    if case is None:
        found = _spelled_otherwise(court_id, number).pk
    elif case.docket.merged_into_id:
        found = case.docket.merged_into_id
    else:
        return case
    if case := _case("dockets_docket.id = %s", [found], reader):
        return case
    raise Http404(_NONE.format(number, court_id))


def _case(where: LiteralString, asked: Sequence[Any], reader: int | None) -> Case | None:
    statement, parameters = _statement()
    known = [(reader or 0) if value == _READER else value for value in parameters]
    found = prepared.rows(f"{statement}{where}", [*known, *asked])
    return _made(found[0]) if found else None


def _made(row: Sequence[Any]) -> Case:
    cells = iter(row)
    docket = bulk.reader(Docket).made(_next(Docket, cells))
    docket.court = bulk.reader(Court).made(_next(Court, cells))
    read = _next(Reading, cells)
    reading = bulk.reader(Reading).made(read) if any(cell is not None for cell in read) else None
    has_claims, relations, public, newsroom, has_words, said, withheld, docket.as_of, own, is_followed = cells
    missed = orjson.loads(withheld) if withheld else None
    related = head.related(docket, map(orjson.loads, relations))
    told = [*map(orjson.loads, said)]
    return Case(docket, reading, has_claims, related, is_followed, public, newsroom, own, has_words, told, missed)


def _next(model: type[Model], cells: Iterator[Any]) -> list[Any]:
    return [next(cells) for _ in bulk.reader(model).names]


def find_docket(court_id: str, number: str) -> Docket:
    """The docket with its court, found in the same way."""
    known: QuerySet[Any, Any] = Docket.objects.select_related("court").defer("search")
    docket: Docket = _found(known.annotate(as_of=AS_OF), court_id, number)
    return docket


def _found(known: QuerySet[Any, Any], court_id: str, number: str) -> Any:
    if docket := known.filter(court_id=court_id, docket_number=number.replace("\x00", "")).first():
        return known.get(pk=docket.merged_into_id) if docket.merged_into_id else docket
    return known.get(pk=_spelled_otherwise(court_id, number).pk)


def _spelled_otherwise(court_id: str, number: str) -> Docket:
    court = Court.objects.filter(pk=court_id).first()
    found = docket_numbered(court, number) if court else None
    if found is None:
        raise Http404(_NONE.format(number, court_id))
    return found
