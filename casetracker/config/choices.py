"""What forms say of a choice that there is not. Called once, when the site starts."""

from django import forms

_NONE = "This is not one of the choices any more, or never was. Choose one from the list."


def say_in_plain_words() -> None:
    """Puts a sentence in the place of Django's "Select a valid choice", for every field that has choices."""
    for field in (forms.ChoiceField, forms.MultipleChoiceField, forms.ModelChoiceField):
        field.default_error_messages |= {"invalid_choice": _NONE}
