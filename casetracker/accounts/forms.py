"""The log-in form."""

from typing import Any

from allauth.account import forms as allauth_forms

LONGEST_NAME = 254


class LoginForm(allauth_forms.LoginForm):  # type: ignore[misc]
    """Its first field is called ``username``, as browsers and their keepers of passwords know it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["login"], self.fields["password"]
        name.label = "Username or e-mail address"
        name.widget.attrs |= {"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        password.help_text = ""
        for field in (name, password):
            field.widget.attrs.pop("placeholder", None)

    def add_prefix(self, field_name: str) -> str:
        return "username" if field_name == "login" else str(super().add_prefix(field_name))
