"""What a person hands in: a file that a court published."""

from django import forms

from dockets.models import Court
from dockets.sources import SOURCES
from dockets.sources.decoding import MAX_BYTES


class ImportFileForm(forms.Form):
    """One saved file. What it is and of which court is found from its content where it can be."""

    file = forms.FileField(
        label="File",
        max_length=400,
        help_text=f"A saved PACER docket page, a court’s feed, or our own JSON; up to {MAX_BYTES // 2**20} MB.",
    )
    source = forms.ChoiceField(label="What it is", required=False)
    court = forms.CharField(
        label="Court",
        required=False,
        max_length=20,
        help_text="Only needed where the file does not say: the id as on CourtListener, such as wawd, nysd or ca9.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        kinds = [(kind.slug, kind.label) for kind in SOURCES.values()]
        self.fields["source"] = forms.ChoiceField(
            label="What it is", required=False, choices=[("", "Find out from the file"), *kinds]
        )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                f"This file has {file.size / 2**20:,.0f} MB; {MAX_BYTES // 2**20} MB is the most that is taken."
                " Split it and import the parts."
            )
        return file

    def clean_court(self) -> str:
        court = str(self.cleaned_data["court"]).strip().lower()
        if court and not Court.objects.filter(pk=court).exists():
            raise forms.ValidationError(f"There is no court “{court}”. Courts are named as on CourtListener: wawd, nysd, ca9.")
        return court
