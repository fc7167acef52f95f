"""The form in which a note is written and changed, used by the views of notes. Times are read in the newsroom's
zone."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils import timezone

from dockets.history.audit_log import create_request_id
from dockets.http.query_values import strip_control_characters_from_query
from dockets.models import DocumentText, Filing
from rulings.html.markdown import LONGEST, parse_tags
from rulings.models import Annotation
from rulings.notes.anchor_text import get_text_key
from rulings.notes.save import NoteTarget, NoteWords, fill_in_pending, get_held_version, needs_note_account
from rulings.notes.versions import KIND
from rulings.passages.anchors import CONTEXT, Passage, hash_words
from rulings.passages.anchors import LONGEST as LONGEST_PASSAGE
from rulings.publishing.forms import NOW, PublishForm, describe_publication
from rulings.publishing.pending import find_pending
from rulings.publishing.steps import When

_ABOUT = r"\A(?:filing|ruling|document-[0-9]{1,6})\Z"


class AnnotationForm(PublishForm):
    """``about``: "filing", "ruling", "document-3"."""

    body = forms.CharField(
        label="Note",
        max_length=LONGEST,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST, "data-people": reverse_lazy("people")}),
        error_messages={"required": "A note needs words.", "max_length": f"A note has at most {LONGEST:,} characters."},
    )
    visibility = forms.ChoiceField(label="Who sees it", choices=Annotation.Visibility.choices, widget=forms.RadioSelect)
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
    held = forms.RegexField(r"\A[0-9a-f]{16}\Z", required=False, widget=forms.HiddenInput)
    """Of a note whose new version is on its way: which."""
    version = forms.IntegerField(required=False, min_value=1, max_value=10**9, widget=forms.HiddenInput)
    request_id = forms.RegexField(r"\A[0-9A-Za-z_\-]{1,64}\Z", widget=forms.HiddenInput)

    @property
    def note(self) -> NoteWords:
        """For a valid form."""
        told, wish = self.cleaned_data, self.wish
        return NoteWords(
            told["body"].replace("\r\n", "\n"),
            told["visibility"],
            parse_tags(told["tags"]),
            wish.when is When.DRAFT,
            wish.publish_at,
            wish,
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
    """A form with the note's current values, or with those of the new version that is on its way."""
    is_told, held = needs_note_account(row, now), find_pending(KIND, row.pk)
    told: dict[str, Any] = {
        **describe_publication(held or row, now),
        "held": get_held_version(held),
        "change": held.what if held else None,
        "change_words": held.words if held else None,
    }
    row = fill_in_pending(row, held)
    told |= {
        "body": row.body,
        "visibility": row.visibility,
        "tags": ", ".join(row.tags),
        "exact": row.exact,
        "exact_shown": row.exact,
        "version": row.version,
        "request_id": create_request_id(),
    }
    return AnnotationForm(initial=told, is_told=is_told)


def bind_note_form(sent: QueryDict, *, row: Annotation | None = None, **instead: str) -> AnnotationForm:
    """The sent form, with characters removed that no text has; ``instead`` replaces single values. ``row``: the note
    that is changed."""
    query, _ = strip_control_characters_from_query(sent)
    values = query.copy()
    for name, value in instead.items():
        values[name] = value
    is_told = row is not None and needs_note_account(row, timezone.now())
    return AnnotationForm(values, stands=row.published_at if row else None, is_told=is_told)
