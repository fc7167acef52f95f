"""Filings of a case that begin with the same words as one: what a machine misread of that, it has misread of these."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from dockets.models import Filing
from rulings.corrections.save import CorrectionConflict, get_corrections_version, list_corrections, save_corrections
from rulings.interpret.docket import interpret_docket
from rulings.vocabulary.corrections import CorrectedField

MOST = 200
_FOR_ALL_ALIKE = (CorrectedField.KIND, CorrectedField.ROUTINE)
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


def save_alike(filing: Filing, wanted: Mapping[CorrectedField, Any], *, reason: str, by: User, now: datetime) -> int:
    """Says of the filings that begin like ``filing`` what was said of it and is so of all of them. Returns how many
    these are. All or none: the docket is interpreted with all of them at the end."""
    said = {name: value for name, value in wanted.items() if name in _FOR_ALL_ALIKE}
    if not said:
        return 0
    found = 0
    with transaction.atomic():
        for other in find_alike(filing):
            with suppress(CorrectionConflict):  # Another editor is at that one: theirs stands.
                seen = get_corrections_version(list_corrections(filing.docket, other))
                save_corrections(
                    filing.docket, other, said, reason=reason, seen=seen, by=by, now=now, request_id="",
                    is_interpreted=False,
                )  # fmt: skip
                found += 1
        if found:
            interpret_docket(filing.docket_id)
    return found
