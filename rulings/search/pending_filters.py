"""What the list of pending motions can be narrowed by. An invalid value is reported beside its field."""

from datetime import date

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from dockets.models import Docket
from dockets.search.filters import COURTS_WITH_DOCKETS, filter_by_case_name
from rulings.models import MatterDocket, TimelineEvent, Tracker
from rulings.vocabulary.details import DETAIL_LABELS, Detail
from rulings.vocabulary.motion_states import MOTION_STATE_LABELS, OPEN_STATES, MotionState

OTHER = "other"
"""The kind of motion that is none of those with a name of their own."""
ALL_PENDING = "all_pending"
"""Pending, briefed and argued motions: all on which the court has not ruled."""
_STATES = [
    (ALL_PENDING, "Pending: all"),
    *((state.value, f"Pending: {MOTION_STATE_LABELS[state].lower()}") for state in OPEN_STATES[1:]),
    (MotionState.NOT_SEEN_DECIDED.value, MOTION_STATE_LABELS[MotionState.NOT_SEEN_DECIDED]),
]
_NO_MOTIONS = (Detail.JUDGMENT, Detail.MANDATE, Detail.SENTENCING)
_KINDS = [(key.value, label) for key, label in DETAIL_LABELS.items() if key not in _NO_MOTIONS]
_AGES = [
    ("1", "A month"),
    ("3", "Three months"),
    ("6", "Six months"),
    ("12", "A year"),
    ("24", "Two years"),
    ("36", "Three years"),
]


def list_readable_trackers(request: HttpRequest) -> QuerySet[Tracker]:
    """The trackers that whoever asks may see."""
    return Tracker.objects.visible_to(request.user)


class PendingFilter(django_filters.FilterSet):
    case = django_filters.CharFilter(method="by_case", label="Case or party", max_length=200)
    court = django_filters.ModelChoiceFilter(
        field_name="docket__court", queryset=COURTS_WITH_DOCKETS, label="Court", empty_label="All courts"
    )
    judge = django_filters.CharFilter(
        field_name="docket__assigned_to", lookup_expr="icontains", label="Judge", max_length=100
    )
    kind = django_filters.ChoiceFilter(
        method="by_kind", choices=[*_KINDS, (OTHER, "Any other")], label="Kind of motion", empty_label="All kinds"
    )
    state = django_filters.ChoiceFilter(
        method="by_state", choices=_STATES, label="State", empty_label="Pending, or not seen decided"
    )
    tracker = django_filters.ModelChoiceFilter(
        method="by_tracker",
        queryset=list_readable_trackers,  # type: ignore[arg-type]  # called with the request, as is documented
        to_field_name="slug",
        label="Tracker",
        empty_label="All cases",
    )
    months = django_filters.ChoiceFilter(method="by_age", choices=_AGES, label="For more than", empty_label="Any time")
    order = django_filters.ChoiceFilter(
        method="as_is", choices=[("newest", "Newest first")], label="Sort by", empty_label="Oldest first"
    )

    class Meta:
        model = TimelineEvent
        fields: list[str] = []

    @property
    def form(self) -> forms.Form:
        form = super().form
        form.fields["case"].widget.input_type = "search"
        return form

    def by_case(self, motions: QuerySet[TimelineEvent], name: str, text: str) -> QuerySet[TimelineEvent]:
        return motions.filter(docket__in=filter_by_case_name(Docket.objects.all(), text).values("pk"))

    def by_kind(self, motions: QuerySet[TimelineEvent], name: str, value: str) -> QuerySet[TimelineEvent]:
        if value == OTHER:
            return motions.exclude(detail__in=[key for key, _ in _KINDS])
        return motions.filter(detail=value)

    def by_state(self, motions: QuerySet[TimelineEvent], name: str, value: str) -> QuerySet[TimelineEvent]:
        states = OPEN_STATES if value == ALL_PENDING else (value,)
        return motions.filter(state__in=[str(state) for state in states])

    def by_tracker(self, motions: QuerySet[TimelineEvent], name: str, tracker: Tracker) -> QuerySet[TimelineEvent]:
        """Motions in the cases of one tracker."""
        return motions.filter(docket__in=MatterDocket.objects.filter(tracker=tracker).values("docket"))

    def by_age(self, motions: QuerySet[TimelineEvent], name: str, months: str) -> QuerySet[TimelineEvent]:
        """Motions filed more than so many months ago. One whose day is not known is left out."""
        return motions.filter(date__lt=subtract_months(timezone.localdate(), int(months)))

    def as_is(self, motions: QuerySet[TimelineEvent], name: str, value: str) -> QuerySet[TimelineEvent]:
        """The order is no filter; the view applies it."""
        return motions


def subtract_months(day: date, months: int) -> date:
    """The same day ``months`` calendar months earlier; where that month is shorter, its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)
