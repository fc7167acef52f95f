"""A form's field for a court. Used by the forms of imports, identity and watch."""

from typing import Any

from django import forms
from django.db.models import Q

from dockets.models import Court


class CourtField(forms.CharField):
    """A court as people write it: its id, PACER's id of it, its citation or its name. ``clean`` returns the ``Court``,
    or None for a blank."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"list": "courts", "autocomplete": "off"}))
        kwargs.setdefault("label", "Court")
        super().__init__(max_length=200, **kwargs)

    def clean(self, value: Any) -> Any:
        typed = " ".join(str(super().clean(value)).split())
        if not typed:
            return None
        named = Court.objects.filter(Q(pk=typed.lower()) | Q(citation__iexact=typed) | Q(name__iexact=typed))
        court = named.first() or Court.objects.filter(pacer_id=typed.lower()).first()
        if court is None:
            raise forms.ValidationError(
                f"There is no court “{typed}”. Choose one of the list, or write its id: wawd, nysd, ca9."
            )
        return court
