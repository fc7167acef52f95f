"""A relation between two dockets, as an admin enters it by hand."""

from typing import Any

from django import forms

from dockets.find import docket_numbered
from dockets.models import Court, Docket, DocketRelation
from dockets.normalise import line

_NO_COURT = "There is no court “{}”. Courts are named as on CourtListener: wawd, nysd, ca9."


class RelationForm(forms.Form):
    """``docket``, once it is valid, is one that is here; the other may be known by its number alone."""

    court = forms.CharField(label="Court", max_length=20)
    number = forms.CharField(label="Docket number", max_length=200)
    kind = forms.ChoiceField(label="is", choices=DocketRelation.Kind.choices)
    other_court = forms.CharField(label="Court of the other", max_length=20)
    other_number = forms.CharField(label="Its docket number", max_length=200)

    docket: Docket

    def clean_court(self) -> Court:
        return _court(self.cleaned_data["court"])

    def clean_other_court(self) -> Court:
        return _court(self.cleaned_data["other_court"])

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


def _court(typed: str) -> Court:
    court = Court.objects.filter(pk=line(typed).lower()).first()
    if court is None:
        raise forms.ValidationError(_NO_COURT.format(line(typed)))
    return court
