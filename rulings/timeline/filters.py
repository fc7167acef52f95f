"""What a timeline can be narrowed by. An invalid value is reported, and the other values still count."""

import re
from collections import OrderedDict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

import django_filters
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property

from dockets.history.court_changes import find_changed_filings
from dockets.models import Document, DocumentText, Filing, Party
from rulings.models import Annotation, Reading, TimelineEvent
from rulings.models.annotation import Visitor
from rulings.timeline import queries
from rulings.vocabulary.kinds import KIND_LABELS, RULING_KINDS, EventKind, Kind

_CITED = re.compile(r"(?:(?:ECF|Dkt|Doc|Docket|Entry)\.?\s*)?(?:No\.?\s*)?#?(\d{1,5}(?:-\d{1,4})?)", re.IGNORECASE)
ROUTINES = [("shown", "Routine entries shown"), ("without", "Without routine entries")]
"""The value that leaves routine entries out; without it a page collapses them in place, and an export lists them."""
ORDERS = [("oldest", "Oldest first"), ("newest", "Newest first")]
ASKED = (
    "kind",
    "by",
    "date_from",
    "date_to",
    "month",
    "q",
    "rulings",
    "documents",
    "changed",
    "notes",
    "since",
    "routine",
    "with",
    "order",
)
"""All query parameters of a timeline and of its exports. Every link on a page keeps them."""
VISIT = "visit"
"""The value of ``since`` that stands for the reader's last visit."""
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def parse_month(text: str) -> tuple[date, date]:
    """The first day of a month written "2021-01", and that of the next; only years 2 to 9998 count, so that there are
    days before and after. Raises ``ValidationError``."""
    found = _MONTH.fullmatch(text)
    if not found or not 2 <= int(found[1]) <= 9998:
        raise ValidationError("A month is written like 2021-01.")
    year, month = int(found[1]), int(found[2])
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


def parse_since(text: str, zone: tzinfo = UTC) -> datetime | None:
    """The moment meant by "2021-01-13" (the start of that day in ``zone``) or "2021-01-13T18:05:00Z"; None for
    ``VISIT``. Raises ``ValidationError``."""
    if text == VISIT:
        return None
    try:
        moment = (
            datetime.fromisoformat(text) if "T" in text else datetime.combine(date.fromisoformat(text), time(), zone)
        )
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValidationError("A day is written like 2021-01-13.") from error


def is_party_id(text: str) -> bool:
    """Whether the text has the form of a party's id."""
    return bool(re.fullmatch("[0-9]{1,18}", text))


def _known_filer(text: str) -> None:
    if text not in Party.Side.values and not is_party_id(text):
        raise ValidationError("Choose a side or a party from the list.")


class EventFilter(django_filters.FilterSet):
    """Filters the events of ``dockets``, given by their ids."""

    kind = django_filters.ChoiceFilter(choices=[(kind.value, label) for kind, label in KIND_LABELS.items()])
    by = django_filters.CharFilter(method="by_filer", validators=[_known_filer])
    date_from = django_filters.DateFilter(field_name="date", lookup_expr="gte")
    date_to = django_filters.DateFilter(field_name="date", lookup_expr="lte")
    month = django_filters.CharFilter(method="by_month", validators=[parse_month])
    q = django_filters.CharFilter(method="by_text", max_length=200)
    rulings = django_filters.ChoiceFilter(method="by_rulings", choices=[("1", "Rulings only")])
    documents = django_filters.ChoiceFilter(method="by_documents", choices=[("1", "With documents")])
    changed = django_filters.ChoiceFilter(method="by_change", choices=[("1", "Changed by the court")])
    notes = django_filters.ChoiceFilter(method="by_notes", choices=[("1", "With notes")])
    since = django_filters.CharFilter(method="by_sight", max_length=40, validators=[parse_since])
    routine = django_filters.ChoiceFilter(method="by_routine", choices=ROUTINES)
    order = django_filters.ChoiceFilter(method="as_is", choices=ORDERS)
    at = django_filters.DateFilter(method="as_is")
    """Day at which a page begins; it filters nothing."""

    class Meta:
        model = TimelineEvent
        fields: list[str] = []

    def __init__(
        self,
        data: QueryDict,
        *,
        dockets: Sequence[int],
        zone: tzinfo = UTC,
        visited: datetime | None = None,
        visitor: Visitor | None = None,
    ) -> None:
        """``zone`` is the court's, in which days begin. ``visited``: up to when the visitor had seen the dockets; None
        where that is not known. ``visitor``: whose notes count; None: an anonymous visitor."""
        # Only fields that were asked for are copied: copying all for every page takes longer than PostgreSQL's search.
        self.base_filters = OrderedDict(
            (name, asked) for name, asked in type(self).base_filters.items() if name in data
        )
        super().__init__(data, queryset=TimelineEvent.objects.filter(docket__in=dockets))
        self.dockets, self.zone, self.visited = dockets, zone, visited
        self.visitor: Visitor = visitor or AnonymousUser()

    def by_filer(self, events: QuerySet[TimelineEvent], name: str, value: str) -> QuerySet[TimelineEvent]:
        if value in Party.Side.values:
            return events.filter(side=value)
        named = Party.objects.filter(docket__in=self.dockets, pk=int(value), same_as__isnull=False)
        party = named.values_list("same_as", flat=True).first()
        return events.filter(party_ids__contains=[party or int(value)])

    def by_month(self, events: QuerySet[TimelineEvent], name: str, value: str) -> QuerySet[TimelineEvent]:
        first, following = parse_month(value)
        return events.filter(date__gte=first, date__lt=following)

    def by_text(self, events: QuerySet[TimelineEvent], name: str, value: str) -> QuerySet[TimelineEvent]:
        """Events whose text holds the words; "34" and "ECF No. 34", as lawyers cite it, also find the entry with that
        number."""
        words = queries.filter_by_words(self.dockets, value)
        if cited := _CITED.fullmatch(value.strip()):
            words |= Q(filing__in=Filing.objects.filter(docket__in=self.dockets, number=cited[1]))
        return events.filter(words)

    def by_rulings(self, events: QuerySet[TimelineEvent], name: str, value: str) -> QuerySet[TimelineEvent]:
        return events.filter(event_kind=EventKind.RULING)

    def by_documents(self, events: QuerySet[TimelineEvent], name: str, value: str) -> QuerySet[TimelineEvent]:
        """Events whose line names a document: one with a link, one whose page count is known, or one whose text is
        stored."""
        named = Document.objects.filter(filing=OuterRef("filing_id")).exclude(number=0, url="", page_count=None)
        kept = DocumentText.objects.shown().filter(filing=OuterRef("filing_id"))
        return _filed(events).filter(Exists(named) | Exists(kept))

    def by_change(self, events: QuerySet[TimelineEvent], name: str, value: str) -> QuerySet[TimelineEvent]:
        """Events that the court altered or withdrew."""
        return _filed(events).filter(filing__in=find_changed_filings(self.dockets))

    def by_notes(self, events: QuerySet[TimelineEvent], name: str, value: str) -> QuerySet[TimelineEvent]:
        """Events with a note that the visitor may see."""
        return _filed(events).filter(
            Exists(Annotation.objects.visible_to(self.visitor).filter(filing=OuterRef("filing_id")))
        )

    def by_sight(self, events: QuerySet[TimelineEvent], name: str, value: str) -> QuerySet[TimelineEvent]:
        """Events first seen, or found to be gone, since then; what editors add has no such time and never matches."""
        since = parse_since(value, self.zone) or self.visited
        if since is None:
            return events
        gone = Q(filing__missing_since__isnull=False, filing__changed_at__gt=since)
        seen = Q(filing__first_seen__gt=since) | gone
        return events.filter(seen, filing__docket__in=self.dockets)

    def by_routine(self, events: QuerySet[TimelineEvent], name: str, value: str) -> QuerySet[TimelineEvent]:
        return events.filter(routine=False) if value == "without" else events

    def as_is(self, events: QuerySet[TimelineEvent], name: str, value: str) -> QuerySet[TimelineEvent]:
        """Order and place filter nothing; the view applies them."""
        return events

    @cached_property
    def values(self) -> dict[str, Any]:
        """The valid values, without empty ones."""
        self.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out: an order or a place leaves out nothing, nor does showing routine entries."""
        values = self.values
        return bool(values.keys() - {"order", "at", "routine"}) or values.get("routine") == "without"

    @property
    def complaints(self) -> list[str]:
        """One sentence per invalid value."""
        errors = self.form.errors.items()
        complaints = [f"{_LABELS[name]}: {message}" for name, messages in errors for message in messages]
        if self.values.get("since") == VISIT and self.visited is None:
            complaints.append(_NO_VISIT)
        return complaints


_LABELS = {
    "kind": "Kind",
    "by": "Filed by",
    "date_from": "From",
    "date_to": "To",
    "month": "Month",
    "q": "Words",
    "rulings": "Rulings only",
    "documents": "With documents",
    "changed": "Changed by the court",
    "notes": "With notes",
    "since": "New since",
    "routine": "Routine",
    "order": "Order",
    "at": "Go to",
}
_NO_VISIT = "New since: no earlier visit of yours is known. Log in to have your visits remembered, or give a day."


def _filed(events: QuerySet[TimelineEvent]) -> QuerySet[TimelineEvent]:
    """Without hearings: these have no documents and no wording of their own, only those of their filing."""
    return events.filter(event_kind__in=[EventKind.FILING, EventKind.RULING])


def list_since_options(today: date, visit: str, chosen: str) -> list[tuple[str, str, bool]]:
    """Options for "since": value, label, whether chosen. ``visit``: the time of the last visit as shown to the reader,
    or "" where there is none."""
    days = [("Today", 0), ("Yesterday", 1), ("The last 7 days", 6), ("The last 30 days", 29)]
    times = [((today - timedelta(days=back)).isoformat(), label) for label, back in days]
    times = [(VISIT, f"My last visit, {visit}"), *times] if visit else times
    if chosen and chosen not in dict(times):
        times.insert(0, (chosen, "My last visit" if chosen == VISIT else chosen.partition("T")[0]))
    return [(value, label, value == chosen) for value, label in times]


def list_kind_options(reading: Reading | None, chosen: str) -> list[tuple[str, str, bool]]:
    """Options for "kind": value, label with its number of filings, whether chosen. Kinds that do not occur are left
    out."""
    counts = reading.kinds if reading else {}
    present = [kind for kind in Kind if counts.get(kind) or kind == chosen]
    return [(kind.value, f"{KIND_LABELS[kind]} ({counts.get(kind, 0):,})", kind == chosen) for kind in present]


def count_rulings(reading: Reading | None) -> int:
    return sum(reading.kinds.get(kind, 0) for kind in RULING_KINDS) if reading else 0
