"""Cases, parties, lawyers, firms and judges whose names resemble what was typed: for a reader who misspelled one and
found hardly anything. Called by the reading's search.

Filters of lists are stricter (PostgreSQL's default of 0.6, by which "Parlor" is not "Parler"): whatever they find is
shown as a hit.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Greatest

from dockets.db.search_limits import begin_name_search
from dockets.models import Docket, Party, Representation
from dockets.search.full_text import SearchTooSlow, limit_search_time
from dockets.search.people import NamedPerson, PersonKind, count_names

LIKENESS = 0.45
"""Share of trigrams that a name must have in common, in ``pg_trgm``'s word similarity."""
TIMEOUT = "2s"
"""Time limit of one statement. Names of common words ("the State of New York") resemble many others, and most names of
a large tracker would be compared."""
SHORTEST, LONGEST = 4, 80
"""Characters. Nearly every name resembles a shorter text; a longer one is a sentence."""


def find_similar_names(text: str, shown: int) -> list[Docket]:
    """The most similar first, with their courts; [] for text that is too short or too long to be a misspelled name, or
    when the search takes too long. Three statements, and one more where something is found."""
    if not SHORTEST <= len(text) <= LONGEST:
        return []
    try:
        ids = _near(text, shown)
    except SearchTooSlow:
        return []
    found = Docket.objects.select_related("court").defer("search").in_bulk(ids) if ids else {}
    return [found[key] for key in ids if key in found]


def _near(text: str, shown: int) -> list[int]:
    with limit_search_time():
        begin_name_search(likeness=LIKENESS, timeout=TIMEOUT)
        named = Docket.objects.filter(case_name__trigram_word_similar=text).values("pk")
        parties = Party.objects.filter(name__trigram_word_similar=text).order_by()
        likest = (
            parties.filter(docket=OuterRef("pk"))
            .values("docket")
            .annotate(most=Max(TrigramWordSimilarity(text, "name")))
        )
        likeness = Greatest(TrigramWordSimilarity(text, "case_name"), Subquery(likest.values("most")))
        near = Docket.objects.current().filter(pk__in=named.union(parties.values("docket")))
        return list(near.order_by(likeness.desc(), "-pk").values_list("pk", flat=True)[:shown])


def find_similar_people(text: str, shown: int) -> Mapping[PersonKind, list[NamedPerson]]:
    """At most ``shown`` names of each kind, the most similar first, with the number of their cases; {} as
    ``find_similar_names``. One query for each kind."""
    if not SHORTEST <= len(text) <= LONGEST:
        return {}
    try:
        with limit_search_time():
            begin_name_search(likeness=LIKENESS, timeout=TIMEOUT)
            return {kind: [NamedPerson(kind, *each) for each in _list_near(kind, text)[:shown]] for kind in PersonKind}
    except SearchTooSlow:
        return {}


def list_similar_names(word: str, most: int) -> list[str]:
    """Names of any kind, and of cases, that hold a word like ``word``; ``most`` of each kind. Raises
    ``SearchTooSlow``."""
    with limit_search_time():
        begin_name_search(likeness=LIKENESS, timeout=TIMEOUT)
        people = [name for kind in PersonKind for name, _ in _list_near(kind, word)[:most]]
        cases = Docket.objects.current().filter(case_name__trigram_word_similar=word).order_by()
        likest = cases.annotate(likeness=TrigramWordSimilarity(word, "case_name")).order_by("-likeness", "-pk")
        return [*people, *likest.values_list("case_name", flat=True)[:most]]


_FIELD = {
    PersonKind.PARTY: "name",
    PersonKind.LAWYER: "attorney__name",
    PersonKind.FIRM: "attorney__firm",
    PersonKind.JUDGE: "assigned_to",
}
"""The field of each kind that has an index of trigrams."""


def _list_near(kind: PersonKind, text: str) -> Any:
    """``(name, cases)``, the most similar first."""
    rows: Any = {
        PersonKind.PARTY: Party.objects.filter(same_as=None, docket__merged_into=None),
        PersonKind.JUDGE: Docket.objects.current(),
    }.get(kind, Representation.objects.filter(party__docket__merged_into=None))
    near = rows.filter(**{f"{_FIELD[kind]}__trigram_word_similar": text})
    likeness = Max(TrigramWordSimilarity(text, _FIELD[kind]))
    likest = count_names(kind, near, likeness=likeness).order_by("-likeness", "-cases", "spelt")
    return likest.values_list("name", "cases")
