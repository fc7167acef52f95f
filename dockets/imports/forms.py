"""Forms of the import desk: files, an address, a court and a number; or what a file is to be read as."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Exists, OuterRef, Q, QuerySet

from dockets.courts.court_field import CourtField
from dockets.http import pasted_address
from dockets.models import Court, Docket
from dockets.sources import SOURCES
from dockets.sources.decoding import MAX_BYTES
from dockets.sources.kind import SourceKind


class FilesInput(forms.ClearableFileInput):
    """An input that takes several files, chosen or dropped on it."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; ``clean`` returns a list of them."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        one = super().clean
        return [one(file, initial) for file in data] if data else [one(None, initial)]


def _kinds() -> list[tuple[str, str]]:
    return [("", "Find out from the content"), *((kind.slug, kind.label) for kind in SOURCES.values())]


class ReadAsForm(forms.Form):
    """What a file is and of which court it is, as a person states it; blank: found from its content."""

    source = forms.ChoiceField(label="What it is", required=False, choices=_kinds)
    court = CourtField(required=False, help_text="Only needed where the file does not say.")


class UploadForm(ReadAsForm):
    """Saved files. What each is, and of which court, is found from its content where possible."""

    file = FilesField(
        label="Files",
        max_length=400,
        allow_empty_file=True,
        help_text=(
            "Saved PACER pages, feeds, notices, JSON, tables (CSV, .xlsx), or a zip of them;"
            f" up to {MAX_BYTES // 2**20} MB each."
        ),
        error_messages={"required": "Choose a file first, or drop one here."},
    )
    field_order = ["file", "source", "court"]

    @property
    def files_taken(self) -> Sequence["UploadedFile[Any]"]:
        taken: Sequence[UploadedFile[Any]] = self.cleaned_data["file"]
        return taken


class AddressForm(forms.Form):
    """An address or id that a source accepts. ``clean`` adds ``kind`` and the address as that source normalises it."""

    address = forms.CharField(label="Address or id", max_length=500)
    watch = forms.BooleanField(label="Keep watching it", required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.data, self.had_password = pasted_address.strip_password_from_form(self.data, "address")

    def clean_address(self) -> str:
        """Returns only the address as a source normalised it, never what was typed."""
        if self.had_password:
            raise forms.ValidationError(pasted_address.TOLD)
        typed = str(self.cleaned_data["address"])
        found = [(kind, reduced) for kind in list_sources_with_address() if (reduced := kind.address(typed))]
        if not found:
            why = pasted_address.explain_refused_address(typed)
            raise forms.ValidationError(f"That is no address that is read here. {why or describe_accepted_addresses()}")
        self.cleaned_data["kind"], reduced = found[0]
        return reduced


def list_sources_with_address() -> Sequence[SourceKind]:
    """The kinds of sources that can be read by address."""
    return [kind for kind in SOURCES.values() if kind.fetch]


def describe_accepted_addresses() -> str:
    """A sentence that lists them."""
    labels = [kind.label for kind in list_sources_with_address()]
    return (
        f"What can be read by address: {', '.join(labels)}. Nothing else is ever asked for."
        if labels
        else "Nothing can be."
    )


def list_offered_courts() -> QuerySet[Court, tuple[str, str, str]]:
    """Id, name and citation of the courts that a list offers: the federal ones, and others with a docket here. There
    are two thousand more, which can be typed."""
    federal = ~Q(kind=Court.Kind.STATE)
    return (
        Court.objects.filter(federal | Exists(Docket.objects.filter(court=OuterRef("pk"))))
        .order_by("name")
        .values_list("id", "name", "citation")
    )


class FindForm(forms.Form):
    """A case by court and number, to be searched for in sources that can be searched."""

    court = CourtField()
    number = forms.CharField(label="Docket number", max_length=200)


def list_searchable_sources() -> Sequence[SourceKind]:
    """The kinds of sources that can be searched by court and number."""
    return [kind for kind in SOURCES.values() if kind.find]
