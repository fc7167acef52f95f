"""What a person hands in on the import desk: files, an address, a court and a number; or what a file is to be read as."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Exists, OuterRef, Q, QuerySet

from dockets import typed_address
from dockets.models import Court, Docket
from dockets.sources import SOURCES
from dockets.sources.decoding import MAX_BYTES
from dockets.sources.kind import SourceKind


class Files(forms.ClearableFileInput):
    """An input that takes several files, chosen or dropped on it."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; ``clean`` gives a list of them."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> Any:
        one = super().clean
        return [one(file, initial) for file in data] if data else [one(None, initial)]


class CourtField(forms.CharField):
    """A court as people write it: its id, its citation or its name. ``clean`` gives the ``Court``, or None for a blank."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"list": "courts", "autocomplete": "off"}))
        kwargs.setdefault("label", "Court")
        super().__init__(max_length=200, **kwargs)

    def clean(self, value: Any) -> Any:
        typed = " ".join(str(super().clean(value)).split())
        if not typed:
            return None
        named = Court.objects.filter(Q(pk=typed.lower()) | Q(citation__iexact=typed) | Q(name__iexact=typed))
        if (court := named.first()) is None:
            raise forms.ValidationError(f"There is no court “{typed}”. Choose one of the list, or write its id: wawd, nysd, ca9.")
        return court


def _kinds() -> list[tuple[str, str]]:
    return [("", "Find out from the content"), *((kind.slug, kind.label) for kind in SOURCES.values())]


class ReadAsForm(forms.Form):
    """What a person says that a file is, and of which court; blank where its content is to tell."""

    source = forms.ChoiceField(label="What it is", required=False, choices=_kinds)
    court = CourtField(required=False, help_text="Only needed where the file does not say.")


class UploadForm(ReadAsForm):
    """Saved files. What each is, and of which court, is found from its content where it can be."""

    file = FilesField(
        label="Files",
        max_length=400,
        allow_empty_file=True,
        help_text=f"Saved PACER pages, feeds, notices, JSON, or a zip of them; up to {MAX_BYTES // 2**20} MB each.",
        error_messages={"required": "Choose a file first, or drop one here."},
    )
    field_order = ["file", "source", "court"]

    @property
    def files_taken(self) -> Sequence["UploadedFile[Any]"]:
        taken: Sequence[UploadedFile[Any]] = self.cleaned_data["file"]
        return taken


class AddressForm(forms.Form):
    """An address or an id that a source knows. ``clean`` adds ``kind`` and what that source makes of it, ``reduced``."""

    address = forms.CharField(label="Address or id", max_length=500)
    watch = forms.BooleanField(label="Keep watching it", required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.data, self.had_password = typed_address.taken_out(self.data, "address")

    def clean_address(self) -> str:
        """Nothing that was typed goes any further: only what a source has made of it."""
        if self.had_password:
            raise forms.ValidationError(typed_address.TOLD)
        typed = str(self.cleaned_data["address"])
        found = [(kind, reduced) for kind in addressed() if (reduced := kind.address(typed))]
        if not found:
            why = typed_address.why_not(typed)
            raise forms.ValidationError(f"That is no address that is read here. {why or taken_addresses()}")
        self.cleaned_data["kind"], reduced = found[0]
        return reduced


def addressed() -> Sequence[SourceKind]:
    """The kinds of sources that are read by address."""
    return [kind for kind in SOURCES.values() if kind.fetch]


def taken_addresses() -> str:
    """A sentence."""
    labels = [kind.label for kind in addressed()]
    return f"What can be read by address: {', '.join(labels)}. Nothing else is ever asked for." if labels else "Nothing can be."


def offered_courts() -> QuerySet[Court, tuple[str, str, str]]:
    """Id, name and citation of the courts that a list offers: the federal ones, and others that a case is known of. There are two
    thousand more, which can be written."""
    federal = ~Q(kind=Court.Kind.STATE)
    return (
        Court.objects.filter(federal | Exists(Docket.objects.filter(court=OuterRef("pk"))))
        .order_by("name")
        .values_list("id", "name", "citation")
    )


class FindForm(forms.Form):
    """A case by its court and number, to be asked for where sources can be asked."""

    court = CourtField()
    number = forms.CharField(label="Docket number", max_length=200)


def findable() -> Sequence[SourceKind]:
    """The kinds of sources that can be asked by court and number."""
    return [kind for kind in SOURCES.values() if kind.find]
