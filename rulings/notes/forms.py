"""The form in which a note is written and changed, used by the views of notes. Times are read in the newsroom's
zone."""

from contextlib import suppress
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone

from dockets.format.print_style import format_clock, format_date, format_zoned_clock
from dockets.history.audit_log import create_request_id
from dockets.http.query_values import strip_control_characters_from_query
from dockets.models import DocumentText, Filing
from rulings.html.markdown import LONGEST, parse_tags
from rulings.models import Annotation
from rulings.notes.anchor_text import get_text_key
from rulings.notes.save import NoteTarget, NoteWords
from rulings.passages.anchors import CONTEXT, Passage, hash_words
from rulings.passages.anchors import LONGEST as LONGEST_PASSAGE
from rulings.vocabulary.wall_clock import list_moments, name_zone

DRAFT, NOW, AT = "draft", "now", "at"
WHEN = [(NOW, "Publish now"), (DRAFT, "Keep as a draft"), (AT, "Publish at")]
"""The last choice leads to the field for its time."""
FIRST, SECOND = "first", "second"
_ABOUT = r"\A(?:filing|ruling|document-[0-9]{1,6})\Z"


class _WallTime(forms.DateTimeField):
    """A time of day typed without a zone; one that names its zone keeps it."""

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
    """Which of the two moments a time of day stands for when clocks are put back."""
    publish_at = _WallTime(
        label="Publish at",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
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
    """For an existing note: the words it was on when the form was shown."""
    before = forms.CharField(required=False, max_length=200, strip=False, widget=forms.HiddenInput)
    after = forms.CharField(required=False, max_length=200, strip=False, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, min_value=0, max_value=10_000_000, widget=forms.HiddenInput)
    of_text = forms.BooleanField(required=False, widget=forms.HiddenInput)
    words_key = forms.RegexField(r"\A[0-9a-f]{32}\Z", required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=1, max_value=10**9, widget=forms.HiddenInput)
    request_id = forms.RegexField(r"\A[0-9A-Za-z_\-]{1,64}\Z", widget=forms.HiddenInput)

    def __init__(self, *args: Any, stands: datetime | None = None, **kwargs: Any) -> None:
        """``stands``: when the existing note is published, to the second; the form shows minutes only."""
        super().__init__(*args, **kwargs)
        self.stands = stands
        self.zone = ZoneInfo(settings.TIME_ZONE)
        self.zone_words = name_zone(self.zone)

    def clean_publish_at(self) -> datetime | None:
        typed: datetime | None = self.cleaned_data["publish_at"]
        if typed and not 2000 <= typed.year <= 2100:
            raise forms.ValidationError("Choose a day of this century.")
        moment = self._moment(typed) if typed and typed.tzinfo is None else typed
        if moment and self.stands and moment == self.stands.replace(second=0, microsecond=0):
            return self.stands
        return moment

    def _moment(self, wall: datetime) -> datetime:
        found, which = list_moments(wall, self.zone), self.cleaned_data.get("which", "")
        if not found:
            day = format_date(wall.date())
            raise forms.ValidationError(
                f"There is no {format_clock(wall)} on {day} in {self.zone_words}: clocks are put forward then."
            )
        if len(found) > 1 and not which:
            told = " and ".join(format_zoned_clock(moment.astimezone(self.zone)) for moment in found)
            raise forms.ValidationError(
                f"{format_clock(wall)} comes twice that night, as {told}. Choose which, and save again."
            )
        return found[-1] if which == SECOND else found[0]

    @property
    def twice(self) -> list[tuple[str, str, bool]]:
        """Where the time shown stands for two moments: the name of each, and whether it is chosen."""
        with suppress(forms.ValidationError, OverflowError):
            wall = self.fields["publish_at"].to_python(self["publish_at"].value())
            found = list_moments(wall, self.zone) if wall and wall.tzinfo is None else []
            if len(found) > 1:
                chosen = self["which"].value()
                clocks = [format_zoned_clock(moment.astimezone(self.zone)) for moment in found]
                return [(name, told, name == chosen) for name, told in zip((FIRST, SECOND), clocks, strict=True)]
        return []

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("when") == AT and not told.get("publish_at") and "publish_at" not in self.errors:
            self.add_error("publish_at", "Say when.")
        if told.get("when") == NOW and told.get("publish_at"):
            # A note that is scheduled for later must not be published early because this choice was overlooked.
            self.add_error("publish_at", "Choose “Publish at” for this time, or empty it to publish now.")
        return told

    @property
    def words(self) -> NoteWords:
        """For a valid form."""
        told = self.cleaned_data
        at = told["publish_at"] if told["when"] == AT else None
        return NoteWords(
            told["body"].replace("\r\n", "\n"), told["visibility"], parse_tags(told["tags"]), told["when"] == DRAFT, at
        )

    @property
    def target(self) -> NoteTarget:
        told = self.cleaned_data
        exact = self._lines("exact")
        about, _, number = (told["about"] or Annotation.About.FILING).partition("-")
        passage = (
            Passage(exact, told["before"][-CONTEXT:], told["after"][:CONTEXT], told["start"]) if exact.strip() else None
        )
        return NoteTarget(about, int(number) if number else None, passage, told["words_key"], told["of_text"])

    @property
    def onto(self) -> NoteTarget | None:
        """For a valid form: where the existing note is moved; None: the sender left its passage alone."""
        exact, shown = self._lines("exact"), self._lines("exact_shown")
        if "exact" not in self.data or exact.strip() == shown.strip():
            return None
        return NoteTarget(passage=Passage(exact) if exact.strip() else None)

    def _lines(self, name: str) -> str:
        """As typed, with any line endings of browsers normalised."""
        return str(self.cleaned_data[name]).replace("\r\n", "\n")


def build_note_form(filing: Filing) -> AnnotationForm:
    """An empty form for a note on a filing's current text."""
    told = {"visibility": Annotation.Visibility.NEWSROOM, "when": NOW, "request_id": create_request_id()}
    return AnnotationForm(initial=told | {"words_key": hash_words(filing.text), "about": Annotation.About.FILING})


def build_text_note_form(filing: Filing, text: DocumentText) -> AnnotationForm:
    """An empty form for a note on a document's current text."""
    form = build_note_form(filing)
    about = f"{Annotation.About.DOCUMENT}-{text.document_number}"
    form.initial.update({"words_key": get_text_key(text), "about": about, "of_text": True})
    form.fields["exact"].label = "Words of the document that it is about"
    return form


def build_edit_form(row: Annotation, now: datetime) -> AnnotationForm:
    """A form with the note's current values."""
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
        "request_id": create_request_id(),
    }
    return AnnotationForm(initial=told)


def bind_note_form(sent: QueryDict, *, stands: datetime | None = None, **instead: str) -> AnnotationForm:
    """The sent form, with characters removed that no text has; ``instead`` replaces single values. ``stands``: see the
    form."""
    query, _ = strip_control_characters_from_query(sent)
    values = query.copy()
    for name, value in instead.items():
        values[name] = value
    return AnnotationForm(values, stands=stands)
