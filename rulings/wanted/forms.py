"""The form that says that a document is wanted, and what the list of those wanted can be narrowed by."""

from collections.abc import Sequence

from django import forms
from django.urls import reverse_lazy

from dockets.documents.availability import Place
from rulings.wanted.save import LONGEST
from rulings.wanted.wanted_list import WantedLine


class WantedForm(forms.Form):
    why = forms.CharField(
        label="What for",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "data-people": reverse_lazy("people")}),
    )
    seen = forms.RegexField(r"\A[0-9a-f]{16}\Z", widget=forms.HiddenInput)
    request_id = forms.RegexField(r"\A[0-9A-Za-z_\-]{1,64}\Z", widget=forms.HiddenInput)


class WantedFilter(forms.Form):
    """Narrows and sorts ``WantedLine``s. A value that means nothing is reported beside its field and left out."""

    place = forms.ChoiceField(
        label="Where", required=False, choices=[("", "Anywhere"), ("free", "Free now"), ("buy", "To buy at PACER")]
    )
    whose = forms.ChoiceField(label="Wanted by", required=False, choices=[("", "Anybody"), ("mine", "Me")])
    order = forms.ChoiceField(
        label="Sort by",
        required=False,
        choices=[("", "Oldest wish"), ("price", "Price"), ("case", "Case")],
    )

    def narrow(self, lines: Sequence[WantedLine]) -> list[WantedLine]:
        """The lines that are asked for, in the order that is asked for. Called after ``is_valid``."""
        asked = self.cleaned_data
        place = {"free": Place.RECAP, "buy": Place.PACER}.get(asked.get("place", ""))
        found = [line for line in lines if place in (None, line.place.place)]
        if asked.get("whose") == "mine":
            found = [line for line in found if line.is_mine]
        if asked.get("order") == "price":
            return sorted(found, key=_rank_price)
        return sorted(found, key=_rank_case) if asked.get("order") == "case" else found


def _rank_price(line: WantedLine) -> tuple[int, int]:
    """What is free first, then by the price, then what is to buy for a price that is not known, then the rest."""
    place, cents = line.place.place, line.place.cents
    return (0 if place is Place.RECAP else 1 if cents is not None else 2 if place is Place.PACER else 3), cents or 0


def _rank_case(line: WantedLine) -> tuple[str, str, int, int]:
    return line.case_name.lower(), line.docket_number, int(line.number) if line.number.isdecimal() else 0, line.document
