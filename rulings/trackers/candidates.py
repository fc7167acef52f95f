"""Saved searches of a tracker, and the dockets that they find and that are not in it: candidates, each with why."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from dockets.format.urls import build_docket_url
from dockets.history.audit_log import record_edit
from dockets.models import Docket, Party, Representation
from dockets.search.filters import COURTS_WITH_DOCKETS, filter_by_case_name
from rulings.models import (
    Claim,
    MatterDocket,
    TextReading,
    Tracker,
    TrackerCandidate,
    TrackerExclusion,
    TrackerSearch,
)
from rulings.models.tracker import filter_open_candidates
from rulings.trackers.save import TRACKER

SHOWN = 30
MOST_SEARCHES = 20
MOST_FOUND = 200
"""Dockets that one search proposes at a time."""
EVERY = timedelta(minutes=10)
"""How often a search is asked."""


class SearchForm(forms.Form):
    """Fields narrow each other; what is left empty narrows nothing."""

    words = forms.CharField(label="Name or number", max_length=200, required=False)
    court = forms.ModelChoiceField(label="Court", queryset=COURTS_WITH_DOCKETS, required=False, empty_label="any")
    party = forms.CharField(label="Party", max_length=200, required=False)
    firm = forms.CharField(label="Firm or lawyer", max_length=200, required=False)
    judge = forms.CharField(label="Judge", max_length=200, required=False)
    claim = forms.CharField(label="Claim", max_length=200, required=False)
    statute = forms.CharField(label="Law that a filing cites", max_length=100, required=False)
    filed_from = forms.DateField(label="Filed from", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    @property
    def asks_for_something(self) -> bool:
        return any(value for value in self.cleaned_data.values())


class Candidate(NamedTuple):
    """A docket that a search has found."""

    docket: Docket
    url: str
    why: str


def save_search(tracker: Tracker, form: SearchForm, *, by: User, now: datetime) -> None:
    """Saves a valid form; at most ``MOST_SEARCHES`` are kept."""
    told = {name: _plain(value) for name, value in form.cleaned_data.items() if value}
    label = ", ".join(f"{form.fields[name].label}: {value}" for name, value in told.items())[:200]
    if tracker.searches.count() < MOST_SEARCHES:
        row = TrackerSearch.objects.create(tracker=tracker, label=label, query=told, made_at=now)
        _record(row, None, {"tracker": tracker.title, "search": label}, by)
        note_candidates(row, now)


def drop_search(tracker: Tracker, search_id: int, *, by: User) -> None:
    row = tracker.searches.filter(pk=search_id).first()
    if row is not None:
        _record(row, {"tracker": tracker.title, "search": row.label}, None, by)
        row.delete()


def _record(row: TrackerSearch, before: Any, after: Any, by: User) -> None:
    record_edit(docket_id=None, kind=TRACKER, object_id=row.tracker_id, before=before, after=after, by=by)


def _plain(value: Any) -> str:
    return str(getattr(value, "pk", value))


def list_searches(tracker: Tracker) -> list[TrackerSearch]:
    return list(tracker.searches.all())


def list_candidates(tracker: Tracker) -> list[Candidate]:
    """What waits for an editor, the newest first. One query."""
    rows = TrackerCandidate.objects.filter(filter_open_candidates(), tracker=tracker).order_by("-at", "-id")
    found = rows.select_related("docket__court", "search").defer("docket__search")[:SHOWN]
    return [
        Candidate(row.docket, build_docket_url(row.docket.court_id, row.docket.docket_number), row.search.label)
        for row in found
    ]


def note_due_candidates(now: datetime, most: int) -> int:
    """Asks the ``most`` searches that were asked longest ago, each once in ``EVERY``. Returns how many. Called by the
    beat."""
    due = TrackerSearch.objects.filter(Q(asked_at=None) | Q(asked_at__lt=now - EVERY))
    rows = list(due.select_related("tracker").order_by(F("asked_at").asc(nulls_first=True), "pk")[:most])
    for row in rows:
        note_candidates(row, now)
    return len(rows)


def note_candidates(search: TrackerSearch, now: datetime) -> None:
    """Notes what a search finds today, at most ``MOST_FOUND``, and forgets what it no longer finds. A docket is
    proposed by the search that found it first."""
    found = find_dockets(search.query)
    tracker = search.tracker_id
    inside = MatterDocket.objects.filter(tracker=tracker, docket=OuterRef("pk"))
    left = TrackerExclusion.objects.filter(tracker=tracker, docket=OuterRef("pk"))
    new = found.filter(~Exists(inside), ~Exists(left)).order_by("-date_filed", "-pk").values_list("pk", flat=True)
    with transaction.atomic():
        search.candidates.exclude(docket__in=found.order_by().values("pk")).delete()
        TrackerCandidate.objects.bulk_create(
            [
                TrackerCandidate(tracker_id=tracker, docket_id=key, search=search, at=now)
                for key in sorted(new[:MOST_FOUND])
            ],
            ignore_conflicts=True,
        )
        TrackerSearch.objects.filter(pk=search.pk).update(asked_at=now)


def find_dockets(query: Mapping[str, str]) -> QuerySet[Docket]:
    """The dockets that a saved search finds."""
    rows: QuerySet[Docket] = Docket.objects.current()
    if words := query.get("words"):
        rows = filter_by_case_name(rows, words)
    for name, typed in query.items():
        if name in _NARROW:
            rows = rows.filter(_NARROW[name](typed))
    return rows


def _of_party(typed: str) -> Q:
    named = Q(name__icontains=typed) | Q(editors_name__icontains=typed)
    return Q(Exists(Party.objects.filter(named, docket=OuterRef("pk"))))


def _of_firm(typed: str) -> Q:
    of = Q(attorney__firm__icontains=typed) | Q(attorney__name__icontains=typed)
    return Q(Exists(Representation.objects.filter(of, party__docket=OuterRef("pk"))))


def _of_claim(typed: str) -> Q:
    of = Q(title__icontains=typed) | Q(ground__icontains=typed)
    return Q(Exists(Claim.objects.published().filter(of, docket=OuterRef("pk"))))


def _of_statute(typed: str) -> Q:
    return Q(Exists(TextReading.objects.filter(docket=OuterRef("pk"), cites__icontains=typed)))


_NARROW: Mapping[str, Callable[[str], Q]] = {
    "court": lambda typed: Q(court=typed),
    "judge": lambda typed: Q(assigned_to__icontains=typed),
    "filed_from": lambda typed: Q(date_filed__gte=typed),
    "party": _of_party,
    "firm": _of_firm,
    "claim": _of_claim,
    "statute": _of_statute,
}
