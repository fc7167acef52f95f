"""The forms of editors: a tracker's words, its vocabulary and columns, its rows."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import slugify

from dockets.format.typed_number import parse_whole_number
from dockets.format.urls import build_docket_url, build_document_url, build_filing_url
from dockets.format.web_links import allow_web_link
from dockets.models import Filing
from rulings.models import Matter, Tracker, TrackerColumn, TrackerStatus
from rulings.models.tracker import MATTER_FIELDS
from rulings.vocabulary.trackers.words import (
    COLUMN_LABELS,
    STANDING_LABELS,
    TOLD_LABELS,
    TONE_LABELS,
    ColumnKey,
    ValueKind,
)

MOST_DOCUMENTS = 12
"""Key documents of a row."""
MOST_ROWS = 40
"""Values of a vocabulary, and columns."""
_AREA = forms.Textarea(attrs={"rows": 4})


class _Sent(forms.Form):
    """What every form of an editor carries: the version that it showed, and its own id."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    request_id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class TrackerForm(_Sent):
    title = forms.CharField(label="Title", max_length=200)
    slug = forms.SlugField(label="End of its address", max_length=80, required=False)
    standfirst = forms.CharField(label="Standfirst", widget=_AREA, required=False, max_length=2_000)
    topic = forms.CharField(label="Topic", max_length=200, required=False)
    byline = forms.CharField(label="By", max_length=200, required=False)
    methodology = forms.CharField(label="How rows are counted", widget=_AREA, required=False, max_length=20_000)
    inclusion_rule = forms.CharField(label="What is in it", widget=_AREA, required=False, max_length=20_000)
    known_gaps = forms.CharField(label="What is known to be missing", widget=_AREA, required=False, max_length=20_000)
    note = forms.CharField(label="Note for the editors alone", widget=_AREA, required=False, max_length=20_000)
    visibility = forms.ChoiceField(label="For whom", choices=Tracker.Visibility, initial=Tracker.Visibility.PUBLIC)
    shows_doubts = forms.BooleanField(
        label="Readers are told which rows may be out of date", required=False, initial=True
    )
    unchecked_after = forms.IntegerField(
        label="List rows that no editor has looked at for so many days", min_value=1, max_value=3_650, initial=30
    )

    def __init__(self, *args: Any, tracker: Tracker | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tracker = tracker

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        slug = told.get("slug") or slugify(told.get("title", ""))[:80]
        if "slug" in self.errors or "title" in self.errors:
            return told
        others = Tracker.objects.filter(slug=slug).exclude(pk=self.tracker.pk if self.tracker else 0)
        if not slug:
            self.add_error("slug", "Say how its address ends: in letters, digits and hyphens.")
        elif others.exists():
            self.add_error("slug", "Another tracker has this address.")
        told["slug"] = slug
        return told


class StatusForm(forms.Form):
    """A value of the vocabulary. One without a name is left out."""

    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    place = forms.IntegerField(label="Place", min_value=0, max_value=999, required=False)
    name = forms.CharField(label="Name", max_length=80, required=False)
    definition = forms.CharField(
        label="Definition", widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=2_000
    )
    tone = forms.ChoiceField(label="Colour", choices=[(tone.value, label) for tone, label in TONE_LABELS.items()])
    side = forms.CharField(label="Whom it favours", max_length=80, required=False)
    is_open = forms.BooleanField(label="Open", required=False)
    standings = forms.MultipleChoiceField(
        label="Stands by rule for",
        choices=[(standing.value, label) for standing, label in STANDING_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class ColumnForm(forms.Form):
    """A column. One without a name is left out."""

    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    place = forms.IntegerField(label="Place", min_value=0, max_value=999, required=False)
    key = forms.ChoiceField(label="Shows", choices=[(key.value, label) for key, label in COLUMN_LABELS.items()])
    label = forms.CharField(label="Name", max_length=80, required=False)
    kind = forms.ChoiceField(
        label="Of our own: what", choices=[(kind.value, kind.value) for kind in ValueKind], required=False
    )
    choices = forms.CharField(label="Choices, with semicolons", max_length=1_000, required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        told["kind"] = told.get("kind") or ValueKind.TEXT.value
        told["choices"] = [each.strip()[:80] for each in told.get("choices", "").split(";") if each.strip()][:50]
        return told


class TableForm:
    """The vocabulary and the columns as lists of small forms, with some empty ones behind."""

    def __init__(self, tracker: Tracker, sent: QueryDict | None = None) -> None:
        statuses = [_status_of(place, row) for place, row in enumerate(tracker.statuses.all(), 1)]
        columns = [_column_of(place, row) for place, row in enumerate(tracker.columns.all(), 1)]
        self.statuses = list(_list_forms(StatusForm, "s", statuses, sent, {"tone": "pending", "is_open": True}))
        self.columns = list(_list_forms(ColumnForm, "c", columns, sent, {"key": "own", "kind": "text"}))

    def is_valid(self) -> bool:
        checked = [form.is_valid() for form in (*self.statuses, *self.columns)]  # each shows its own errors
        return all(checked)

    def list_statuses(self) -> list[dict[str, Any]]:
        return _in_order(self.statuses, "name")

    def list_columns(self) -> list[dict[str, Any]]:
        return _in_order(self.columns, "label")


def _status_of(place: int, row: TrackerStatus) -> dict[str, Any]:
    fields = ("name", "definition", "tone", "side", "is_open", "standings")
    return {"id": row.pk, "place": place, **{name: getattr(row, name) for name in fields}}


def _column_of(place: int, row: TrackerColumn) -> dict[str, Any]:
    told = {"id": row.pk, "place": place, **{name: getattr(row, name) for name in ("key", "label", "kind")}}
    return told | {"choices": "; ".join(row.choices)}


def _list_forms(
    form: type[forms.Form], letter: str, rows: list[dict[str, Any]], sent: QueryDict | None, blank: Mapping[str, Any]
) -> Iterator[Any]:
    number = len(rows) + 2
    if sent is not None:
        places = (name[1:].partition("-")[0] for name in sent if name[:1] == letter)
        typed = [place for name in places if (place := parse_whole_number(name)) is not None]
        number = min(max(typed, default=-1) + 1, MOST_ROWS)
    for place in range(number):
        known = rows[place] if place < len(rows) else dict(blank)
        yield form(sent, prefix=f"{letter}{place}", initial=known)


def _in_order(given: list[Any], name: str) -> list[dict[str, Any]]:
    rows = [form.cleaned_data for form in given if form.cleaned_data.get(name)]
    last = len(rows) + 1_000
    return sorted(rows, key=lambda row: row["place"] if row["place"] is not None else last)


class MatterForm(_Sent):
    """A row: the editors' words, a status in the place of the one by rule, the latest development, and what readers
    are told."""

    name = forms.CharField(label="Name of the dispute", max_length=300, required=False)
    topic = forms.CharField(label="Topic", max_length=100, required=False)
    action = forms.CharField(label="What is challenged", max_length=300, required=False)
    sides = forms.CharField(
        label="The sides, and who is on which",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2_000,
    )
    documents = forms.CharField(
        label="Key documents, one a line: “42 The order”, “42-1 Its map”, or a passage’s link and what it is",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=10_000,
    )
    note = forms.CharField(label="Note for the editors alone", widget=_AREA, required=False, max_length=20_000)
    status = forms.ModelChoiceField(
        label="Status, in the place of the one by rule",
        queryset=TrackerStatus.objects.none(),
        required=False,
        empty_label="by rule",
    )
    status_day = forms.DateField(label="From", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    status_filing = forms.CharField(label="Rests on filing number", max_length=40, required=False)
    reason = forms.CharField(label="Why", max_length=500, required=False)
    words = forms.CharField(label="Latest development, in a sentence", max_length=500, required=False)
    day = forms.DateField(label="Its day", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    filing = forms.CharField(label="Its filing number", max_length=40, required=False)
    what = forms.ChoiceField(
        label="Tell readers of it as",
        choices=[("", "nothing"), *((what.value, label) for what, label in TOLD_LABELS.items())],
        required=False,
    )
    change_words = forms.CharField(label="In a sentence", max_length=500, required=False)

    def __init__(self, *args: Any, matter: Matter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matter = matter
        self.fields["status"].queryset = matter.tracker.statuses.all()  # type: ignore[attr-defined]
        self.own = list(matter.tracker.columns.filter(key=ColumnKey.OWN))
        for column in self.own:
            self.fields[f"own-{column.pk}"] = _build_own_field(column)

    @property
    def own_fields(self) -> list[forms.BoundField]:
        return [self[f"own-{column.pk}"] for column in self.own]

    def clean_status_filing(self) -> Filing | None:
        return self._find_filing("status_filing")

    def clean_filing(self) -> Filing | None:
        return self._find_filing("filing")

    def _find_filing(self, name: str) -> Filing | None:
        """Of the docket that leads the row first. A number may stand behind a docket's: "2:21-cv-00270 71"."""
        typed = self.cleaned_data[name].strip()
        return self._find_numbered(typed) if typed else None

    def _find_numbered(self, typed: str) -> Filing:
        docket, _, number = typed.rpartition(" ")
        rows = Filing.objects.current().filter(docket__in=self.matter.dockets.values("docket"), number=number)
        rows = rows.filter(docket__docket_number=docket) if docket else rows
        found = {row.docket_id: row for row in rows.select_related("docket")}
        if not found:
            raise ValidationError("No docket of this dispute has a filing with this number.")
        return found.get(self.matter.lead_id) or next(iter(found.values()))

    def clean_documents(self) -> list[dict[str, str]]:
        lines = [line.strip() for line in self.cleaned_data["documents"].splitlines() if line.strip()]
        if len(lines) > MOST_DOCUMENTS:
            raise ValidationError(f"At most {MOST_DOCUMENTS} key documents.")
        return [self._read_document(*line.partition(" ")[::2]) for line in lines]

    def _read_document(self, of: str, words: str) -> dict[str, str]:
        """``of``: a filing's number, one with a document's, or an address of this site, to which it is cut."""
        words = words.strip()[:200]
        if "/" in of:
            try:
                parts = urlsplit(of)
            except ValueError:  # "http://[/"
                raise ValidationError(f"“{of[:80]}” is no address.") from None
            dockets = self.matter.dockets.select_related("docket")
            bases = [build_docket_url(row.docket.court_id, row.docket.docket_number) for row in dockets]
            if not any(parts.path.startswith(f"{base}filings/") for base in bases):
                raise ValidationError(f"“{of[:80]}” leads to no filing of this dispute on this site.")
            url = urlunsplit(("", "", parts.path, parts.query, parts.fragment))
            return {"words": words or "Document", "url": url}
        number, _, document = of.partition("-")
        filing = self._find_numbered(number)
        base = build_docket_url(filing.docket.court_id, filing.docket.docket_number)
        url = build_filing_url(base, filing.number, filing.public_id)
        if document and not document.isdecimal():
            raise ValidationError(f"“{of[:80]}” is no number of a document: 42-1.")
        return {"words": words or of, "url": build_document_url(url, int(document)) if document else url}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("status") and not told.get("reason"):
            self.add_error("reason", "Say why: the status by rule is overruled.")
        if told.get("what") and not told.get("change_words"):
            self.add_error("change_words", "Say in a sentence, for readers, what was changed.")
        own = {str(column.pk): told.get(f"own-{column.pk}") for column in self.own}
        told["own"] = {key: str(value) for key, value in own.items() if value not in (None, "")}
        return told


def get_matter_initial(matter: Matter) -> dict[str, Any]:
    told = {name: getattr(matter, name) for name in MATTER_FIELDS if name not in ("own", "documents")}
    told["documents"] = "\n".join(f"{each['url']} {each['words']}" for each in matter.documents)
    return told | {f"own-{key}": value for key, value in matter.own.items()}


def _build_own_field(column: TrackerColumn) -> forms.Field:
    if column.kind == ValueKind.DATE:
        return forms.DateField(label=column.label, required=False, widget=forms.DateInput(attrs={"type": "date"}))
    if column.kind == ValueKind.NUMBER:
        return forms.DecimalField(label=column.label, required=False, max_digits=15, decimal_places=3)
    if column.kind == ValueKind.CHOICE:
        choices = [("", "—"), *((choice, choice) for choice in column.choices)]
        return forms.ChoiceField(label=column.label, choices=choices, required=False)
    if column.kind == ValueKind.LINK:
        return forms.CharField(label=column.label, max_length=500, required=False, validators=[_check_link])
    return forms.CharField(label=column.label, max_length=500, required=False)


def _check_link(typed: str) -> None:
    if not allow_web_link(typed):
        raise ValidationError("An address begins with https://.")


class ChangeForm(forms.Form):
    """What readers are told of the whole tracker."""

    what = forms.ChoiceField(label="Kind", choices=[(what.value, label) for what, label in TOLD_LABELS.items()])
    change_words = forms.CharField(label="In a sentence, for readers", max_length=500)
    request_id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class AddForm(forms.Form):
    """Docket numbers, one a line, in any writing; a court's id may stand before one."""

    numbers = forms.CharField(
        label="Docket numbers, one a line", widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000
    )
    request_id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
