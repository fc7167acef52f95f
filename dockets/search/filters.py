"""Filters of the list of cases. A value that means nothing is reported beside its field, and the other fields still
apply. Called by the views of the list and by the API."""

from functools import reduce
from operator import or_

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from dockets.format.house_words import get_house_word
from dockets.models import Court, Docket, Party
from dockets.record.docket_number import parse_docket_number
from dockets.search.name_words import hold_name_words, split_name_words


def list_statuses() -> list[tuple[str, str]]:
    """Courts state when a case is closed, often late; they never state that it is open."""
    first, second, ended = (
        get_house_word("case", value, word)
        for value, word in (("open", "Open"), ("no_end_seen", "No end seen"), ("ended", "Ended"))
    )
    return [("open", f"{first}, or {second[:1].lower()}{second[1:]}"), ("closed", ended)]


ORDERS = [("latest", "Latest filing"), ("filed", "Newest case"), ("name", "Name, A to Z")]
COURTS_WITH_DOCKETS = Court.objects.filter(
    Exists(Docket.objects.current().filter(court__gte=OuterRef("pk"), court__lte=OuterRef("pk")))
)
"""A look into the index for each court. By "=", PostgreSQL would read all dockets."""


def filter_by_case_name(dockets: QuerySet[Docket], text: str, *, is_common: bool = False) -> QuerySet[Docket]:
    """Cases whose name, or a party's name, contains every word of ``text`` (or nearly: trigrams forgive a misspelling),
    or has it as initials ("aws"), or whose docket number it is.

    A union, because each of the four conditions has an index of its own, and OR over two tables would use none.
    ``is_common``: very many are, so that looking at one case after the other finds a page of them sooner than all.
    """
    words = split_name_words(text)
    if not words:
        return dockets
    if not any(sign.isalnum() for sign in text):
        return dockets.none()  # no name is of signs alone, and no index could tell
    in_name, in_party, in_editors_name = (
        hold_name_words(field, words) for field in ("case_name", "name", "editors_name")
    )
    of_case = (in_name, Q(case_name__trigram_word_similar=text), filter_by_docket_number(text))
    parties = Party.objects.filter(in_party | in_editors_name).order_by()
    if is_common:
        # By "=", PostgreSQL would look through all parties first, and keep those that fit.
        own = parties.filter(docket__gte=OuterRef("pk"), docket__lte=OuterRef("pk"))
        return dockets.filter(reduce(or_, of_case, Exists(own)))
    found = [Docket.objects.filter(q).order_by() for q in of_case]
    of_party = parties.values("docket_id")
    return dockets.filter(pk__in=of_party.union(*(rows.values("pk") for rows in found)))


def filter_by_docket_number(text: str) -> Q:
    """Dockets whose number is ``text``, in any spelling, or begins with it; none where it consists of words alone."""
    if not any(sign.isdigit() for sign in text):
        return Q(pk__in=[])
    number = parse_docket_number(text)
    if number.serial is None or number.year is None:
        return Q(docket_number__istartswith=text)
    return Q(year=number.year, serial=number.serial)


class DocketFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="by_text", label="Case, party or number", max_length=200)
    court = django_filters.ModelChoiceFilter(queryset=COURTS_WITH_DOCKETS, label="Court", empty_label="All courts")
    judge = django_filters.CharFilter(field_name="assigned_to", lookup_expr="icontains", label="Judge", max_length=100)
    status = django_filters.ChoiceFilter(
        method="by_status", choices=list_statuses, label="Status", empty_label="Open and ended"
    )
    filed_from = django_filters.DateFilter(field_name="date_filed", lookup_expr="gte", label="Filed from")
    filed_to = django_filters.DateFilter(field_name="date_filed", lookup_expr="lte", label="Filed until")
    order = django_filters.ChoiceFilter(method="as_is", choices=ORDERS, label="Sort by", empty_label=None)

    is_common = False
    """Whether very many cases have been found: see ``filter_by_case_name``."""

    class Meta:
        model = Docket
        fields: list[str] = []

    def find_one_by_one(self) -> QuerySet[Docket]:
        """The cases that ``qs`` holds, of all, where they are very many and the first of some order are asked for."""
        self.is_common = True
        found: QuerySet[Docket] = self.filter_queryset(Docket.objects.current())
        return found

    @property
    def form(self) -> forms.Form:
        form = super().form
        for name in ("filed_from", "filed_to"):
            form.fields[name].widget = forms.DateInput(format="%Y-%m-%d")
            form.fields[name].widget.input_type = "date"
        form.fields["q"].widget.attrs |= {"placeholder": "Name, party or docket number"}
        form.fields["q"].widget.input_type = "search"
        return form

    def by_text(self, dockets: QuerySet[Docket], name: str, text: str) -> QuerySet[Docket]:
        return filter_by_case_name(dockets, text, is_common=self.is_common)

    def by_status(self, dockets: QuerySet[Docket], name: str, status: str) -> QuerySet[Docket]:
        known = Docket.objects.ended() if status == "closed" else Docket.objects.going_on()
        return dockets.filter(pk__in=known)

    def as_is(self, dockets: QuerySet[Docket], name: str, value: str) -> QuerySet[Docket]:
        """The order is no filter; the view applies it."""
        return dockets
