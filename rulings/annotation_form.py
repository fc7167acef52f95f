"""The form in which a note is written and changed, as its views read it. Times are read in the
newsroom's zone."""

from contextlib import suppress
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone

from dockets.models import DocumentText, Filing
from dockets.print_style import clock, full_date, zoned_clock
from dockets.views.typed import printable_query
from rulings.anchors import CONTEXT, Passage, words_key
from rulings.anchors import LONGEST as LONGEST_PASSAGE
from rulings.annotate import Target, Words
from rulings.edits import new_request_id
from rulings.grounds import text_key
from rulings.markdown import LONGEST, tags_in
from rulings.models import Annotation
from rulings.wall_clock import moments, zone_words

DRAFT, NOW, AT = "draft", "now", "at"
WHEN = [(NOW, "Publish now"), (DRAFT, "Keep as a draft"), (AT, "Publish at")]
"""The last leads on to the field for its time."""
FIRST, SECOND = "first", "second"
_ABOUT = r"\A(?:filing|ruling|document-[0-9]{1,6})\Z"


class _WallTime(forms.DateTimeField):
    """A time of day without a zone, as it was typed; one that names its zone is kept as that."""

    def to_python(self, value: Any) -> datetime | None:
        typed = str(value or "").strip()
        try:
            return datetime.fromisoformat(typed) if typed else None
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class AnnotationForm(forms.Form):
    """``about``: "filing", "ruling", "document-3"."""

    body = forms.CharField(
        label="Note",
        max_length=LONGEST,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST}),
        error_messages={"required": "A note needs words.", "max_length": f"A note has at most {LONGEST:,} characters."},
    )
    visibility = forms.ChoiceField(label="Who sees it", choices=Annotation.Visibility.choices, widget=forms.RadioSelect)
    when = forms.ChoiceField(label="When", choices=WHEN, widget=forms.RadioSelect)
    which = forms.ChoiceField(required=False, choices=[(FIRST, FIRST), (SECOND, SECOND)])
    """Of the two moments that one time of day stands for when clocks are put back."""
    publish_at = _WallTime(
        label="Publish at", required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    tags = forms.CharField(label="Tags, with commas between", required=False, max_length=400)
    about = forms.RegexField(_ABOUT, label="About", required=False)
    exact = forms.CharField(
        label="Words of the court that it is about",
        required=False,
        max_length=LONGEST_PASSAGE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "max_length": f"A passage has at most {LONGEST_PASSAGE:,} characters; leave it out to write on the whole."
        },
    )
    exact_shown = forms.CharField(required=False, max_length=LONGEST_PASSAGE, strip=False, widget=forms.HiddenInput)
    """Of a note that stands: the words it was on when the form was shown."""
    before = forms.CharField(required=False, max_length=200, strip=False, widget=forms.HiddenInput)
    after = forms.CharField(required=False, max_length=200, strip=False, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, min_value=0, max_value=10_000_000, widget=forms.HiddenInput)
    of_text = forms.BooleanField(required=False, widget=forms.HiddenInput)
    words_key = forms.RegexField(r"\A[0-9a-f]{32}\Z", required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=1, max_value=10**9, widget=forms.HiddenInput)
    request_id = forms.RegexField(r"\A[0-9A-Za-z_\-]{1,64}\Z", widget=forms.HiddenInput)

    def __init__(self, *args: Any, stands: datetime | None = None, **kwargs: Any) -> None:
        """``stands``: when the note is published as it is, to the second, of which the form shows no more than the minute."""
        super().__init__(*args, **kwargs)
        self.stands = stands
        self.zone = ZoneInfo(settings.TIME_ZONE)
        self.zone_words = zone_words(self.zone)

    def clean_publish_at(self) -> datetime | None:
        typed: datetime | None = self.cleaned_data["publish_at"]
        if typed and not 2000 <= typed.year <= 2100:
            raise forms.ValidationError("Choose a day of this century.")
        moment = self._moment(typed) if typed and typed.tzinfo is None else typed
        if moment and self.stands and moment == self.stands.replace(second=0, microsecond=0):
            return self.stands
        return moment

    def _moment(self, wall: datetime) -> datetime:
        found, which = moments(wall, self.zone), self.cleaned_data.get("which", "")
        if not found:
            day = full_date(wall.date())
            raise forms.ValidationError(f"There is no {clock(wall)} on {day} in {self.zone_words}: clocks are put forward then.")
        if len(found) > 1 and not which:
            told = " and ".join(zoned_clock(moment.astimezone(self.zone)) for moment in found)
            raise forms.ValidationError(f"{clock(wall)} comes twice that night, as {told}. Choose which, and save again.")
        return found[-1] if which == SECOND else found[0]

    @property
    def twice(self) -> list[tuple[str, str, bool]]:
        """Where the time that is shown stands for two moments, what each is called, and whether it is chosen."""
        with suppress(forms.ValidationError, OverflowError):
            wall = self.fields["publish_at"].to_python(self["publish_at"].value())
            found = moments(wall, self.zone) if wall and wall.tzinfo is None else []
            if len(found) > 1:
                chosen = self["which"].value()
                clocks = [zoned_clock(moment.astimezone(self.zone)) for moment in found]
                return [(name, told, name == chosen) for name, told in zip((FIRST, SECOND), clocks, strict=True)]
        return []

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("when") == AT and not told.get("publish_at") and "publish_at" not in self.errors:
            self.add_error("publish_at", "Say when.")
        if told.get("when") == NOW and told.get("publish_at"):
            # What was meant for later must not be out because one of the two was overlooked.
            self.add_error("publish_at", "Choose “Publish at” for this time, or empty it to publish now.")
        return told

    @property
    def words(self) -> Words:
        """Of a valid form."""
        told = self.cleaned_data
        at = told["publish_at"] if told["when"] == AT else None
        return Words(told["body"].replace("\r\n", "\n"), told["visibility"], tags_in(told["tags"]), told["when"] == DRAFT, at)

    @property
    def target(self) -> Target:
        told = self.cleaned_data
        exact = self._lines("exact")
        about, _, number = (told["about"] or Annotation.About.FILING).partition("-")
        passage = Passage(exact, told["before"][-CONTEXT:], told["after"][:CONTEXT], told["start"]) if exact.strip() else None
        return Target(about, int(number) if number else None, passage, told["words_key"], told["of_text"])

    @property
    def onto(self) -> Target | None:
        """Of a valid form, where a note that stands is put; None: whoever sent it left its words alone."""
        exact, shown = self._lines("exact"), self._lines("exact_shown")
        if "exact" not in self.data or exact.strip() == shown.strip():
            return None
        return Target(passage=Passage(exact) if exact.strip() else None)

    def _lines(self, name: str) -> str:
        """As typed, whatever signs a browser ends lines with."""
        return str(self.cleaned_data[name]).replace("\r\n", "\n")


def new_form(filing: Filing) -> AnnotationForm:
    """An empty one, for a filing as its text stands."""
    told = {"visibility": Annotation.Visibility.NEWSROOM, "when": NOW, "request_id": new_request_id()}
    return AnnotationForm(initial=told | {"words_key": words_key(filing.text), "about": Annotation.About.FILING})


def new_form_on_text(filing: Filing, text: DocumentText) -> AnnotationForm:
    """An empty one, for a document as its own text stands."""
    form = new_form(filing)
    about = f"{Annotation.About.DOCUMENT}-{text.document_number}"
    form.initial.update({"words_key": text_key(text), "about": about, "of_text": True})
    form.fields["exact"].label = "Words of the document that it is about"
    return form


def form_of(row: Annotation, now: datetime) -> AnnotationForm:
    """With what stands."""
    is_scheduled = row.is_scheduled(now) or (row.status == Annotation.Status.WAITING and row.published_at is not None)
    shown = timezone.localtime(row.published_at) if row.published_at and is_scheduled else None
    told: dict[str, Any] = {
        "body": row.body,
        "visibility": row.visibility,
        "when": DRAFT if row.status == Annotation.Status.DRAFT else AT if is_scheduled else NOW,
        "publish_at": shown.replace(tzinfo=None, fold=0) if shown else None,
        "which": SECOND if shown and shown.fold else FIRST,
        "tags": ", ".join(row.tags),
        "exact": row.exact,
        "exact_shown": row.exact,
        "version": row.version,
        "request_id": new_request_id(),
    }
    return AnnotationForm(initial=told)


def sent_form(sent: QueryDict, *, stands: datetime | None = None, **instead: str) -> AnnotationForm:
    """What came in, without signs that no text has; ``instead`` takes the place of single values. ``stands``: see the form."""
    query, _ = printable_query(sent)
    values = query.copy()
    for name, value in instead.items():
        values[name] = value
    return AnnotationForm(values, stands=stands)
