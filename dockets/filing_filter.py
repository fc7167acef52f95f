"""What the filings of a case can be narrowed by, for programs that keep a copy."""

import django_filters

from dockets.models import Filing


class FilingFilter(django_filters.FilterSet):
    number = django_filters.CharFilter(max_length=40)
    date_from = django_filters.DateFilter(field_name="date_filed", lookup_expr="gte")
    date_to = django_filters.DateFilter(field_name="date_filed", lookup_expr="lte")
    changed_since = django_filters.IsoDateTimeFilter(field_name="changed_at", lookup_expr="gt")
    """What came in or was changed since: ``2021-03-05T17:00:00Z``."""

    class Meta:
        model = Filing
        fields: list[str] = []
