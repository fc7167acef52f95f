"""Roles: journalists read, editors also write, admins run the site.

Roles are Django groups with Django permissions, made after each ``migrate``. Views ask for a permission, never for a
group.
"""

from typing import Any, Literal

from django.contrib.auth.models import Group, Permission, User

Role = Literal["journalist", "editor", "admin"]

JOURNALISTS = "Journalists"
EDITORS = "Editors"
_EDITED = {
    "dockets": ["documenttext", "identitydecision"],
    "rulings": [
        "claim",
        "milestone",
        "motion",
        "hearing",
        "ruling",
        "disposition",
        "annotation",
        "reply",
        "deskmark",
        "assignment",
        "handover",
        "reviewcomment",
        "editorial",
    ],
}
"""Models whose rows an editor may add, change and delete. Everything else of the record comes from courts."""
_NEWSROOM = ["view_annotation", "add_reply"]
"""Permissions of journalists and editors: read notes for the newsroom, and answer them."""


def make_groups(**_: Any) -> None:
    """Makes the two groups with their permissions; a second run changes nothing and removes nothing that an admin has
    granted."""
    journalists, _created = Group.objects.get_or_create(name=JOURNALISTS)
    editors, _created = Group.objects.get_or_create(name=EDITORS)
    for group in (journalists, editors):
        group.permissions.add(*Permission.objects.filter(content_type__app_label="rulings", codename__in=_NEWSROOM))
    for app, models in _EDITED.items():
        names = [f"{action}_{model}" for model in models for action in ("add", "change", "delete")]
        editors.permissions.add(*Permission.objects.filter(content_type__app_label=app, codename__in=names))


def make_user(role: Role, *, password: str) -> User:
    """A user named after the role. Raises ``IntegrityError`` when there is one of that name."""
    if role == "admin":
        return User.objects.create_superuser(role, password=password)
    user = User.objects.create_user(role, password=password)
    user.groups.add(Group.objects.get(name=EDITORS if role == "editor" else JOURNALISTS))
    return user
