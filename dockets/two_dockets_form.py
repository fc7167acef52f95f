"""Two dockets of one court, as a person names them: by its id and their numbers, in any writing."""

from typing import Any

from django import forms

from dockets.find import docket_numbered
from dockets.forms import CourtField
from dockets.models import Court, Docket
from dockets.normalise import line


class TwoDocketsForm(forms.Form):
    """``dockets``, once it is valid: the one that goes, and the one that stands."""

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
        number = line(self.cleaned_data[name])
        docket = docket_numbered(court, number)
        if docket is None:
            why = f"There is no docket {number} of {court.name} here, or several can have that number: write it in full."
            self.add_error(name, why)
        return docket
