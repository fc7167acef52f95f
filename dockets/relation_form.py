"""A relation between two dockets, as an admin enters it by hand."""

from typing import Any

from django import forms

from dockets.find import docket_numbered
from dockets.forms import CourtField
from dockets.models import Docket, DocketRelation
from dockets.normalise import line


class RelationForm(forms.Form):
    """``docket``, once it is valid, is one that is here; the other may be known by its number alone."""

    court = CourtField()
    number = forms.CharField(label="Docket number", max_length=200)
    kind = forms.ChoiceField(label="is", choices=DocketRelation.Kind.choices)
    other_court = CourtField(label="Court of the other")
    other_number = forms.CharField(label="Its docket number", max_length=200)

    docket: Docket

    def clean_other_number(self) -> str:
        return line(self.cleaned_data["other_number"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        court, number = cleaned.get("court"), cleaned.get("number")
        if court and number:
            docket = docket_numbered(court, line(number))
            if docket is None:
                self.add_error("number", f"There is no docket {line(number)} of {court.name} here. Import it first.")
            else:
                self.docket = docket
        return cleaned
