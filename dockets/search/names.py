"""Cases whose name, or a party's name, resembles what was typed: for a reader who misspelled it and found nothing.
Called by the reading's search.

Filters of lists are stricter (PostgreSQL's default of 0.6, by which "Parlor" is not "Parler"): whatever they find is
shown as a hit.
"""

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Greatest

from dockets.db.search_limits import begin_name_search
from dockets.models import Docket, Party
from dockets.search.full_text import SearchTooSlow, limit_search_time

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
