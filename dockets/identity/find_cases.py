"""Which dockets are meant by numbers that people have typed or kept in a sheet, in any writing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db.models import QuerySet
from django.db.models.functions import Left, Upper

from dockets.courts.court_names import find_court_id
from dockets.models import Court, Docket
from dockets.record.docket_number import parse_docket_number
from dockets.search.filters import filter_by_docket_number
from dockets.search.find import find_dockets_of_court

MOST = 2_000
NOT_HERE = "No docket here has this number."
_CHOICES = 20


class FoundCase(NamedTuple):
    """What was typed, and the docket that it means; None with the reason why none is."""

    typed: str
    docket: Docket | None
    why: str


class TypedCase(NamedTuple):
    """``court``: an id, a name or a citation, where it is known; ``name``: the case's, which decides between dockets of
    one number."""

    number: str
    court: str = ""
    name: str = ""


class _Candidate(NamedTuple):
    """A docket that may be meant, as light as a full tracker's thousands need."""

    docket: int
    court: str
    case_name: str


def find_cases(lines: Iterable[str]) -> list[FoundCase]:
    """Each line that is not empty, in order. "wawd 2:21-cv-31" names its court; a number without one counts where it is
    the number of one docket alone."""
    return match_cases([TypedCase(line.strip()) for line in list(lines)[:MOST] if line.strip()])


def match_cases(lines: Sequence[TypedCase]) -> list[FoundCase]:
    """The docket of each line, in their order. A few queries, and one for each court that they name."""
    courts = match_courts({line.court for line in lines})
    ids = Court.objects.in_bulk({line.number.partition(" ")[0].lower() for line in lines})
    asked: list[tuple[Court | None, str]] = []
    for line in lines:
        head, _, rest = line.number.partition(" ")
        known = courts.get(line.court)
        if known is None and rest and head.lower() in ids:
            asked.append((ids[head.lower()], rest.strip()))
        else:
            asked.append((known, line.number))
    found = _find_in_courts(asked)
    near = _list_near({typed for (_, typed), docket in zip(asked, found, strict=True) if docket is None})
    chosen = [
        _choose(near.get(typed, ()), known, line.name) if docket is None else []
        for (known, typed), docket, line in zip(asked, found, lines, strict=True)
    ]
    ones = {few[0].docket for few in chosen if len(few) == 1}
    dockets = Docket.objects.filter(pk__in=ones).select_related("court").defer("search").in_bulk()
    return [
        FoundCase(typed, docket or _take_one(few, dockets), "" if docket or len(few) == 1 else _tell(few))
        for (_, typed), docket, few in zip(asked, found, chosen, strict=True)
    ]


def _tell(few: Sequence[_Candidate]) -> str:
    return "Several dockets have this number." if few else NOT_HERE


def _take_one(few: Sequence[_Candidate], dockets: Mapping[int, Docket]) -> Docket | None:
    return dockets.get(few[0].docket) if len(few) == 1 else None


def _find_in_courts(asked: Sequence[tuple[Court | None, str]]) -> list[Docket | None]:
    """Where the court is known, the docket that the number means there."""
    courts = {court.pk: court for court, _ in asked if court}
    numbers: dict[str, dict[str, None]] = {key: {} for key in courts}
    for court, typed in asked:
        if court:
            numbers[court.pk][typed] = None
    found = {key: find_dockets_of_court(courts[key], [*typed]) for key, typed in numbers.items()}
    return [found[court.pk].get(typed) if court else None for court, typed in asked]


def _list_near(numbers: Iterable[str]) -> Mapping[str, list[_Candidate]]:
    """By each number the dockets of any court that ``filter_by_docket_number`` finds for it, in order of their ids. A
    query for the numbers of each year, and for those of no known form one for each length."""
    by_year: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    by_length: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    found: dict[str, list[_Candidate]] = {}
    for typed in numbers:
        parsed = parse_docket_number(typed)
        if parsed.serial is not None and parsed.year is not None:
            by_year[parsed.year][parsed.serial].append(typed)
        elif typed.isascii() and any(sign.isdigit() for sign in typed):
            by_length[len(typed)][typed.upper()].append(typed)
        else:  # a database's capitals are not always Python's
            rows = Docket.objects.current().filter(filter_by_docket_number(typed)).order_by("pk")
            found[typed] = [_Candidate(*row) for row in rows.values_list(*_CANDIDATE)[:_CHOICES]]
    current = Docket.objects.current().order_by("pk")
    for year, serials in by_year.items():
        _sort_into(found, current.filter(year=year, serial__in=[*serials]), "serial", serials)
    for length, heads in by_length.items():
        begun = current.annotate(head=Upper(Left("docket_number", length)))
        _sort_into(found, begun.filter(head__in=[*heads]), "head", heads)
    return found


def _sort_into[T](
    found: dict[str, list[_Candidate]], rows: QuerySet[Docket], field: str, meant: Mapping[T, Sequence[str]]
) -> None:
    for value, *row in rows.values_list(field, *_CANDIDATE):
        for typed in meant[value]:
            found.setdefault(typed, []).append(_Candidate(*row))


_CANDIDATE = ("pk", "court_id", "case_name")


def _choose(near: Iterable[_Candidate], court: Court | None, name: str) -> list[_Candidate]:
    """Those of the court, and where there are several those that the name means."""
    few = [row for row in near if court is None or row.court == court.pk][:_CHOICES]
    return [row for row in few if _is_named(row, name)] or few if len(few) > 1 and name else few


def match_court(typed: str) -> Court | None:
    """By its id, its citation or its name."""
    return match_courts([typed]).get(typed)


def match_courts(typed: Iterable[str]) -> dict[str, Court]:
    """Those of the words that mean a court, by its id, its citation or its name. Two queries, and a third where names
    are among them."""
    words = {each: each.strip() for each in typed if each.strip()}
    ids = Court.objects.in_bulk({word.lower() for word in words.values()})
    cited = Court.objects.annotate(cited=Upper("citation")).filter(cited__in={word.upper() for word in words.values()})
    citations = {court.citation.upper(): court for court in reversed(cited.order_by("name", "pk"))}
    found = {each: ids.get(word.lower()) or citations.get(word.upper()) for each, word in words.items()}
    named = {each: find_court_id(words[each], "") for each, court in found.items() if court is None}
    courts = Court.objects.in_bulk({key for key in named.values() if key})
    told = {each: court or courts.get(named.get(each) or "") for each, court in found.items()}
    return {each: court for each, court in told.items() if court}


def _is_named(row: _Candidate, name: str) -> bool:
    words = [word for word in name.lower().replace(",", " ").split() if len(word) > 3]
    return bool(words) and words[0] in row.case_name.lower()
