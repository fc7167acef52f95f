"""What a timeline can be narrowed by. A value that means nothing is said so, and the other values still count."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property

from dockets.models import Party
from rulings import fetch
from rulings.models import Reading, TimelineEvent
from rulings.words import KIND_LABELS, RULING_KINDS, EventKind, Kind

ORDERS = [("oldest", "Oldest first"), ("newest", "Newest first")]
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def month_of(text: str) -> tuple[date, date]:
    """The first day of a month written "2021-01", and that of the next. Raises ``ValidationError``."""
    found = _MONTH.fullmatch(text)
    if not found or not 1 <= int(found[1]) <= 9998:
        raise ValidationError("A month is written like 2021-01.")
    year, month = int(found[1]), int(found[2])
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


def _known_filer(text: str) -> None:
    if text not in Party.Side.values and not re.fullmatch("[0-9]{1,18}", text):
        raise ValidationError("Choose a side or a party from the list.")


class EventFilter(django_filters.FilterSet):
    """Of the events of ``dockets``, by their ids."""

    kind = django_filters.ChoiceFilter(choices=[(kind.value, label) for kind, label in KIND_LABELS.items()])
    by = django_filters.CharFilter(method="by_filer", validators=[_known_filer])
    date_from = django_filters.DateFilter(field_name="date", lookup_expr="gte")
    date_to = django_filters.DateFilter(field_name="date", lookup_expr="lte")
    month = django_filters.CharFilter(method="by_month", validators=[month_of])
    q = django_filters.CharFilter(method="by_text", max_length=200)
    rulings = django_filters.ChoiceFilter(method="by_rulings", choices=[("1", "Rulings only")])
    order = django_filters.ChoiceFilter(method="as_is", choices=ORDERS)

    class Meta:
        model = TimelineEvent
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, dockets: Sequence[int]) -> None:
        super().__init__(data, queryset=TimelineEvent.objects.filter(docket__in=dockets))
        self.dockets = dockets

    def by_filer(self, events: QuerySet[TimelineEvent], name: str, value: str) -> QuerySet[TimelineEvent]:
        if value in Party.Side.values:
            return events.filter(side=value)
        return events.filter(party_ids__contains=[int(value)])

    def by_month(self, events: QuerySet[TimelineEvent], name: str, value: str) -> QuerySet[TimelineEvent]:
        first, following = month_of(value)
        return events.filter(date__gte=first, date__lt=following)

    def by_text(self, events: QuerySet[TimelineEvent], name: str, value: str) -> QuerySet[TimelineEvent]:
        return events.filter(fetch.holds_words(self.dockets, value))

    def by_rulings(self, events: QuerySet[TimelineEvent], name: str, value: str) -> QuerySet[TimelineEvent]:
        return events.filter(event_kind=EventKind.RULING)

    def as_is(self, events: QuerySet[TimelineEvent], name: str, value: str) -> QuerySet[TimelineEvent]:
        """Order is no filter; the view applies it."""
        return events

    @cached_property
    def values(self) -> dict[str, Any]:
        """What was asked for and understood, without what is empty."""
        self.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}

    @property
    def complaints(self) -> list[str]:
        """One sentence per value that was not understood."""
        return [f"{_SPOKEN[name]}: {message}" for name, messages in self.form.errors.items() for message in messages]


_SPOKEN = {
    "kind": "Kind",
    "by": "Filed by",
    "date_from": "From",
    "date_to": "To",
    "month": "Month",
    "q": "Words",
    "rulings": "Rulings only",
    "order": "Order",
}


def kind_options(reading: Reading | None, chosen: str) -> list[tuple[str, str, bool]]:
    """For the list of kinds: value, label with its number of filings, whether chosen. Kinds that do not occur are left out."""
    counts = reading.kinds if reading else {}
    present = [kind for kind in Kind if counts.get(kind) or kind == chosen]
    return [(kind.value, f"{KIND_LABELS[kind]} ({counts.get(kind, 0):,})", kind == chosen) for kind in present]


def rulings_counted(reading: Reading | None) -> int:
    return sum(reading.kinds.get(kind, 0) for kind in RULING_KINDS) if reading else 0
