"""Filters for the list of imports."""

import django_filters
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef

from dockets.models import ImportRun
from dockets.sources import SOURCES


def _kinds() -> list[tuple[str, str]]:
    return [(kind.slug, kind.label) for kind in SOURCES.values()]


IMPORTERS = User.objects.filter(Exists(ImportRun.objects.filter(requested_by=OuterRef("pk")))).order_by("username")


class ImportRunFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        field_name="reference", lookup_expr="icontains", label="File or address", max_length=200
    )
    source = django_filters.ChoiceFilter(
        field_name="source_slug", choices=_kinds, label="Source", empty_label="All sources"
    )
    status = django_filters.ChoiceFilter(choices=ImportRun.Status, label="State", empty_label="Any")
    who = django_filters.ModelChoiceFilter(
        field_name="requested_by", queryset=IMPORTERS, label="Who", empty_label="Anyone"
    )

    class Meta:
        model = ImportRun
        fields: list[str] = []
