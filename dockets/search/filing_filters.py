"""Filters for the filings of a case, for programs that keep a copy. Called by the API."""

from datetime import UTC, datetime
from typing import Any

import django_filters
from django.utils import timezone
from django_filters.fields import IsoDateTimeField

from dockets.models import Filing

FIRST, LAST = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


class _MomentField(IsoDateTimeField):
    """A time in UTC, and taken as UTC where no zone is given: PostgreSQL refuses zones 16 hours and more away, which
    Python and RFC 3339 allow."""

    def to_python(self, value: Any) -> datetime | None:
        with timezone.override(UTC):
            moment: datetime | None = super().to_python(value)
        try:
            return moment.astimezone(UTC) if moment else None
        except OverflowError:
            return FIRST if moment and moment.year == 1 else LAST


class _MomentFilter(django_filters.IsoDateTimeFilter):
    field_class = _MomentField


class FilingFilter(django_filters.FilterSet):
    number = django_filters.CharFilter(max_length=40)
    date_from = django_filters.DateFilter(field_name="date_filed", lookup_expr="gte")
    date_to = django_filters.DateFilter(field_name="date_filed", lookup_expr="lte")
    changed_since = _MomentFilter(field_name="changed_at", lookup_expr="gt")
    """Filings that came or changed after this time: ``2021-03-05T17:00:00Z``."""

    class Meta:
        model = Filing
        fields: list[str] = []
