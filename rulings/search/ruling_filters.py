"""What the list of rulings can be narrowed by. An invalid value is reported beside its field."""

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from dockets.models import Docket, Filing
from dockets.search.filters import COURTS_WITH_DOCKETS, filter_by_case_name
from dockets.search.full_text import build_search_query
from rulings.models import Disposition, Ruling, TimelineEvent
from rulings.search.filings import find_filings_by_decision
from rulings.vocabulary.house_style import WordGroup, list_choices
from rulings.vocabulary.kinds import KIND_LABELS, RULING_KINDS

_KINDS = [(kind.value, label) for kind, label in KIND_LABELS.items() if kind in RULING_KINDS]


class RulingFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="by_words", label="Words of the ruling", max_length=200)
    case = django_filters.CharFilter(method="by_case", label="Case or party", max_length=200)
    court = django_filters.ModelChoiceFilter(
        field_name="docket__court", queryset=COURTS_WITH_DOCKETS, label="Court", empty_label="All courts"
    )
    judge = django_filters.CharFilter(method="by_judge", label="Judge", max_length=100)
    outcome = django_filters.ChoiceFilter(
        method="by_outcome",
        choices=lambda: list_choices(WordGroup.OUTCOME),
        label="Outcome",
        empty_label="Any outcome",
    )
    kind = django_filters.ChoiceFilter(choices=_KINDS, label="Kind", empty_label="All rulings")
    date_from = django_filters.DateFilter(field_name="date", lookup_expr="gte", label="From")
    date_to = django_filters.DateFilter(field_name="date", lookup_expr="lte", label="Until")

    class Meta:
        model = TimelineEvent
        fields: list[str] = []

    @property
    def form(self) -> forms.Form:
        form = super().form
        for name in ("date_from", "date_to"):
            form.fields[name].widget = forms.DateInput(format="%Y-%m-%d")
            form.fields[name].widget.input_type = "date"
        for name in ("q", "case"):
            form.fields[name].widget.input_type = "search"
        return form

    def by_words(self, rulings: QuerySet[TimelineEvent], name: str, text: str) -> QuerySet[TimelineEvent]:
        if also := find_filings_by_decision(text):
            # Both conditions on one table, each with its index: an "or" across two tables would use none.
            holds = Filing.objects.filter(Q(search=build_search_query(text)) | Q(pk__in=also))
            return rulings.filter(filing__in=holds.order_by().values("pk"))
        return rulings.filter(filing__search=build_search_query(text))

    def by_case(self, rulings: QuerySet[TimelineEvent], name: str, text: str) -> QuerySet[TimelineEvent]:
        return rulings.filter(docket__in=filter_by_case_name(Docket.objects.all(), text).values("pk"))

    def by_judge(self, rulings: QuerySet[TimelineEvent], name: str, text: str) -> QuerySet[TimelineEvent]:
        """Who decided; where no editor says who that was, the judge of the case."""
        known = Ruling.objects.published().exclude(judge="")
        decided = Q(filing__in=known.filter(judge__icontains=text).values("filing"))
        unknown = ~Q(filing__in=known.values("filing"))
        return rulings.filter(decided | (Q(docket__assigned_to__icontains=text) & unknown))

    def by_outcome(self, rulings: QuerySet[TimelineEvent], name: str, value: str) -> QuerySet[TimelineEvent]:
        """That of the whole ruling, or of anything that it decided: what an appeal affirms in part it may also
        reverse."""
        decided = Disposition.objects.published().filter(outcome=value)
        return rulings.filter(Q(outcome=value) | Q(filing__in=decided.values("ruling__filing")))
