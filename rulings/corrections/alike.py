"""Filings of a case that begin with the same words as one: what a machine misread of that, it has misread of these."""

import re

from django.db.models import QuerySet

from dockets.models import Filing
from rulings.vocabulary.corrections import CorrectedField

MOST = 200
FOR_ALL_ALIKE = (CorrectedField.KIND, CorrectedField.ROUTINE)
"""What is so of all filings of one wording, if of one."""
_OPENING = re.compile(r"\W*(?:[^\W\d]+\W+){1,3}(?=\w|$)")
_SHORTEST = 5


def find_alike(filing: Filing) -> QuerySet[Filing]:
    """The other filings of the case whose text begins with the same three words, or those before the first number."""
    opening = _OPENING.match(filing.text[:200])
    words = opening[0].rstrip() if opening else ""
    if len(words) < _SHORTEST:
        return Filing.objects.none()
    known = Filing.objects.current().filter(docket=filing.docket_id, long_text__istartswith=words)
    return known.exclude(pk=filing.pk).select_related("docket").defer("search", "docket__search").order_by("pk")[:MOST]
