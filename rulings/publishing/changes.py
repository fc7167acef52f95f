"""What readers are told of changes: beside the thing itself, and in a list of a case or of the whole site."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from dockets.db.functions import StatementTime
from dockets.format.urls import build_docket_url, build_filing_url
from dockets.models import Docket
from rulings.models import Annotation, Claim, Editorial, Milestone, PublicChange, Ruling
from rulings.models.annotation import filter_for_readers
from rulings.models.publication import filter_published

MOST = 500
"""Changes of one case that are shown beside what they are of; the newest."""
LABELS: Mapping[str, str] = {
    PublicChange.What.CORRECTION: "Corrected",
    PublicChange.What.CLARIFICATION: "Clarified",
    PublicChange.What.UPDATE: "Updated",
}


class ToldChange(NamedTuple):
    """ "Corrected Jan. 21, 2026: The claim is under § 2, not § 1." """

    label: str
    at: datetime
    words: str


type ToldChanges = Mapping[tuple[str, int], list[ToldChange]]
"""By kind and id of what was changed."""
NO_CHANGES: ToldChanges = {}


def load_told_changes(docket: Docket) -> ToldChanges:
    """The newest first. Of what readers do not see the changes are here too: only what is shown asks for its own. One
    query."""
    rows = PublicChange.objects.filter(docket=docket, at__lte=StatementTime()).exclude(what=PublicChange.What.STYLE)
    found: dict[tuple[str, int], list[ToldChange]] = defaultdict(list)
    for kind, object_id, what, at, words in rows.values_list("kind", "object_id", "what", "at", "words")[:MOST]:
        found[kind, object_id].append(ToldChange(LABELS[what], at, words))
    return found


def list_public_changes(docket: Docket | None = None) -> "QuerySet[PublicChange]":
    """The changes of what readers see now, of one case or of all."""
    rows = PublicChange.objects.filter(_readable(), at__lte=StatementTime(), docket__merged_into=None)
    rows = rows.filter(docket=docket) if docket else rows
    return rows.exclude(what=PublicChange.What.STYLE).select_related("docket__court").defer("docket__search")


class ChangeLine(NamedTuple):
    """A change in a list or a feed. ``url`` is the path of the page on which the thing stands."""

    id: int
    label: str
    at: datetime
    words: str
    subject: str
    url: str
    case: str
    case_url: str


def describe_public_changes(rows: Iterable[PublicChange]) -> list[ChangeLine]:
    """A query for each kind of thing among ``rows``, which ``list_public_changes`` gave."""
    rows, wanted = list(rows), defaultdict(set)
    for row in rows:
        wanted[row.kind].add(row.object_id)
    things = {kind: _load_things(kind, ids) for kind, ids in wanted.items()}
    return [_line(row, things[row.kind][row.object_id]) for row in rows if row.object_id in things[row.kind]]


_TABLES: Mapping[str, tuple[type[Model], str, str]] = {
    "annotation": (Annotation, "byline", "Note by"),
    "claim": (Claim, "title", "Claim:"),
    "editorial": (Editorial, "headline", "In plain language:"),
    "milestone": (Milestone, "headline", "Outside the court:"),
    "ruling": (Ruling, "title", "What was decided:"),
}
"""Kind -> its table, the field that names a row, and the words before it."""
_ON_FILINGS = ("annotation", "editorial", "ruling")


def _load_things(kind: str, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """By id: what it is called, and the public id of its filing."""
    model, field, lead = _TABLES[kind]
    filing = ("filing__public_id",) if kind in _ON_FILINGS else ()
    rows = model._default_manager.filter(pk__in=ids).values_list("pk", field, *filing)
    return {key: (f"{lead} {name}".strip(": "), on[0] if on and on[0] else "") for key, name, *on in rows}


def _line(row: PublicChange, thing: tuple[str, str]) -> ChangeLine:
    (subject, filing), docket = thing, row.docket
    case = build_docket_url(docket.court_id, docket.docket_number)
    page = build_filing_url(case, "", filing) if filing else f"{case}claims/" if row.kind == "claim" else case
    named = docket.case_name or docket.docket_number
    return ChangeLine(row.pk, LABELS[row.what], row.at, row.words, subject, page, named, case)


def _readable() -> Q:
    """What a change is of, is what readers see now."""
    of, published = OuterRef("object_id"), filter_published()
    notes = Annotation.objects.filter(filter_for_readers(StatementTime()), pk=of, deleted_at=None)
    found = Q(Exists(notes), kind="annotation")
    for kind, model in (("claim", Claim), ("ruling", Ruling), ("editorial", Editorial), ("milestone", Milestone)):
        found |= Q(Exists(model._default_manager.filter(published, pk=of)), kind=kind)
    return found
