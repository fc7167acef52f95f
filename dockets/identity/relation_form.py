"""Form for a relation between two dockets, entered by an admin."""

from typing import Any

from django import forms

from dockets.courts.court_field import CourtField
from dockets.models import Docket, DocketRelation
from dockets.record.text import clean_line
from dockets.search.find import find_docket_by_number


class RelationForm(forms.Form):
    """``docket``, once the form is valid, is a stored docket; the other may be known by its number alone."""

    court = CourtField()
    number = forms.CharField(label="Docket number", max_length=200)
    kind = forms.ChoiceField(label="is", choices=DocketRelation.Kind.choices)
    other_court = CourtField(label="Court of the other")
    other_number = forms.CharField(label="Its docket number", max_length=200)

    docket: Docket

    def clean_other_number(self) -> str:
        return clean_line(self.cleaned_data["other_number"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        court, number = cleaned.get("court"), cleaned.get("number")
        if court and number:
            docket = find_docket_by_number(court, clean_line(number))
            if docket is None:
                self.add_error(
                    "number", f"There is no docket {clean_line(number)} of {court.name} here. Import it first."
                )
            else:
                self.docket = docket
        return cleaned
