"""The forms of accounts."""

from typing import Any
from zoneinfo import available_timezones

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from casetracker.accounts.people import NO_ROLE
from casetracker.models import Role
from rulings.models import ApiToken

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


class InviteForm(forms.Form):
    """Several addresses at once, with one role."""

    emails = forms.CharField(
        label="E-mail addresses, one a line", max_length=5_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    role = forms.ChoiceField(label="As", choices=Role.choices)

    def clean_emails(self) -> list[str]:
        field = forms.EmailField()
        written = self.cleaned_data["emails"].replace(",", "\n").replace(";", "\n").split()
        try:
            return list(dict.fromkeys(field.clean(one) for one in written))
        except ValidationError as error:
            raise ValidationError("One of these is no e-mail address.") from error


class PeopleForm(forms.Form):
    """Whom the page of people shows."""

    q = forms.CharField(label="Name or address", max_length=150, required=False)
    role = forms.ChoiceField(
        label="Role", required=False, choices=[("", "Any"), *Role.choices, (NO_ROLE, "none of these")]
    )


class AcceptForm(forms.Form):
    """What whoever accepts an invitation chooses."""

    username = forms.CharField(
        label="Name to log in with",
        max_length=150,
        validators=[User.username_validator],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    name = forms.CharField(
        label="Name as shown", max_length=150, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label="Password", strip=False, max_length=4_096,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least eight characters, and nothing that is easily guessed.",
    )  # fmt: skip

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"].strip()
        if User.objects.filter(username__iexact=name).exists():
            raise ValidationError("Somebody here has that name already.")
        return name

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if "password" in told:
            like = User(username=told.get("username", ""), first_name=told.get("name", ""))
            try:
                validate_password(told["password"], like)
            except ValidationError as error:
                self.add_error("password", error)
        return told


def _list_zones() -> list[tuple[str, str]]:
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix/")))
    return [("", "the newsroom’s"), ("UTC", "UTC"), *((name, name.replace("_", " ")) for name in places)]


class OwnForm(forms.Form):
    """What a person says of themselves."""

    name = forms.CharField(
        label="Name as shown", max_length=150, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    time_zone = forms.ChoiceField(label="Times are shown in", required=False, choices=_list_zones)


class TokenForm(forms.Form):
    """A token of the API."""

    token_name = forms.CharField(label="What it is for", max_length=100)
    scope = forms.ChoiceField(label="It may", choices=ApiToken.Scope.choices)
    days = forms.TypedChoiceField(
        label="It is good for", coerce=int, choices=[(30, "30 days"), (90, "90 days"), (365, "a year")]
    )
