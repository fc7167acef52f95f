"""Parties, lawyers, firms and judges over all cases, by the names that courts give them. Called by the reading's pages.

Dockets name people; they do not tell whether two of one name are one. A name is therefore what is found here, whatever
its capitals, and never a person.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Aggregate, Count, F, Max, Q, QuerySet
from django.db.models.functions import Upper

from dockets.db.search_limits import limit_statements
from dockets.models import Docket, Party, Representation
from dockets.search.full_text import limit_search_time
from dockets.search.name_words import hold_name_words, split_name_words

SHORTEST = 3
"""Characters of a word that an index of trigrams finds."""
TIMEOUT = "2s"
"""Time limit of one statement."""
_SIGN = re.compile(r"\W")


class PersonKind(StrEnum):
    """As what somebody is named. Values stand in addresses."""

    PARTY = "party"
    LAWYER = "lawyer"
    FIRM = "firm"
    JUDGE = "judge"


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A name, and in how many cases it stands as that."""

    kind: PersonKind
    name: str
    cases: int


def find_people(text: str, shown: int) -> Mapping[PersonKind, list[NamedPerson]]:
    """The names that hold every word of ``text``, or have it as their initials, those of most cases first, at most
    ``shown`` of each kind; {} where no word of ``text`` has ``SHORTEST`` characters. One query for each kind. Raises
    ``SearchTooSlow``."""
    if not can_find_people(text):
        return {}
    words = split_name_words(text)
    with limit_search_time():
        limit_statements(TIMEOUT)
        found = {kind: [*_order(count_names(kind, _names(kind, words)))[:shown]] for kind in PersonKind}
    return {kind: [NamedPerson(kind, row["name"], row["cases"]) for row in rows] for kind, rows in found.items()}


def can_find_people(text: str) -> bool:
    """Whether a word of ``text`` has ``SHORTEST`` letters and digits."""
    return any(len(_SIGN.sub("", word)) >= SHORTEST for word in split_name_words(text))


def _names(kind: PersonKind, words: list[str]) -> "QuerySet[Party] | QuerySet[Representation] | QuerySet[Docket]":
    if kind is PersonKind.JUDGE:
        return Docket.objects.current().filter(hold_name_words("assigned_to", words, is_of_people=True))
    if kind is PersonKind.PARTY:
        by_court = hold_name_words("name", words) & Q(editors_name="")
        found = by_court | hold_name_words("editors_name", words)
        return Party.objects.filter(found, same_as=None, docket__merged_into=None)
    if kind is PersonKind.LAWYER:
        counsel = hold_name_words("attorney__name", words, is_of_people=True)
    else:
        counsel = hold_name_words("attorney__firm", words)
    return Representation.objects.filter(counsel, party__docket__merged_into=None)


_NAME_OF = {
    PersonKind.PARTY: ("display_name", "docket"),
    PersonKind.LAWYER: ("attorney__name", "party__docket"),
    PersonKind.FIRM: ("attorney__firm", "party__docket"),
    PersonKind.JUDGE: ("assigned_to", "pk"),
}
"""Where each kind's name and docket stand in the rows of ``_names``."""


def count_names(
    kind: PersonKind, rows: "QuerySet[Party] | QuerySet[Representation] | QuerySet[Docket]", **more: Aggregate
) -> "QuerySet[Any, Any]":
    """Each name that stands in ``rows``, whatever its capitals: "spelt", "name", "cases" and ``more``, in no order.
    ``rows``: of the model in which ``kind`` is named."""
    name, docket = _NAME_OF[kind]
    each = rows.order_by().annotate(spelt=Upper(F(name))).values("spelt")
    return each.annotate(**more, name=Max(name), cases=Count(docket, distinct=True))


def _order(counted: "QuerySet[Any, Any]") -> "QuerySet[Any, Any]":
    return counted.order_by("-cases", "spelt").values("name", "cases")


def find_dockets_of_person(kind: PersonKind, name: str) -> QuerySet[Docket]:
    """The cases in which somebody of that name stands as that, whatever the capitals."""
    current = Docket.objects.current()
    if kind is PersonKind.JUDGE:
        return current.filter(Q(assigned_to__iexact=name) | Q(referred_to__iexact=name))
    if kind is PersonKind.PARTY:
        return current.filter(pk__in=find_party_rows(name).order_by().values("docket"))
    listed = find_counsel_rows(kind, name).order_by().values("party__docket")
    return current.filter(pk__in=listed.union(find_parties_with_added_counsel(kind, name).order_by().values("docket")))


def find_party_rows(name: str) -> QuerySet[Party]:
    """Parties shown under that name, and those of which the court lists it as another spelling."""
    named = Party.objects.filter(display_name__iexact=name, same_as=None)
    spelt = Party.objects.filter(name__iexact=name).exclude(same_as=None)
    return Party.objects.filter(pk__in=named.order_by().values("pk").union(spelt.order_by().values("same_as")))


def find_counsel_rows(kind: PersonKind, name: str) -> QuerySet[Representation]:
    """Whom a lawyer of that name, or the lawyers of a firm of that name, represent or represented."""
    field = "attorney__name" if kind is PersonKind.LAWYER else "attorney__firm"
    return Representation.objects.filter(**{f"{field}__iexact": name})


def find_parties_with_added_counsel(kind: PersonKind, name: str) -> QuerySet[Party]:
    """The parties to whom the editors have added a lawyer, or a firm, of exactly that name."""
    added = {"name" if kind is PersonKind.LAWYER else "firm": name}
    return Party.objects.filter(editors_counsel__isnull=False, editors_counsel__added__contains=[added])
