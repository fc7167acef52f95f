"""Form for two dockets of one court, given by the court's id and their numbers in any writing."""

from typing import Any

from django import forms

from dockets.courts.court_field import CourtField
from dockets.models import Court, Docket
from dockets.record.text import clean_line
from dockets.search.find import find_docket_by_number


class DocketPairForm(forms.Form):
    """``dockets``, once the form is valid: the one that becomes part of the other, and the other."""

    court = CourtField(help_text="Its name, or its id as on CourtListener: wawd, nysd, ca9.")
    goes = forms.CharField(label="This docket …", max_length=200)
    stands = forms.CharField(label="… becomes part of this one", max_length=200)

    dockets: tuple[Docket, Docket]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        court = cleaned.get("court")
        found = {name: self._docket(name, court) for name in ("goes", "stands") if court and cleaned.get(name)}
        goes, stands = found.get("goes"), found.get("stands")
        if goes and stands:
            self.dockets = goes, stands
            if goes == stands:
                self.add_error("stands", "Both numbers mean the same docket. Choose two.")
        return cleaned

    def _docket(self, name: str, court: Court) -> Docket | None:
        number = clean_line(self.cleaned_data[name])
        docket = find_docket_by_number(court, number)
        if docket is None:
            why = (
                f"There is no docket {number} of {court.name} here, or several can have that number: write it in full."
            )
            self.add_error(name, why)
        return docket
