"""Roles: journalists read, editors also write, admins run the site.

Roles are Django groups with Django permissions, made after each ``migrate``. Views ask for a permission, never for a
group.
"""

from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.db.models import Exists, OuterRef, QuerySet

from casetracker.models import Role

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
        "tracker",
        "wanteddocument",
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
    user = User.objects.create_user(role.value, password=password)
    set_role(user, role)
    return user


def set_role(user: User, role: Role) -> None:
    """Gives a user one role in the place of another. Other groups, which an admin has made, stay."""
    user.is_superuser = user.is_staff = role is Role.ADMIN
    user.save(update_fields=["is_superuser", "is_staff"])
    wanted = {Role.EDITOR: EDITORS, Role.JOURNALIST: JOURNALISTS}.get(role)
    user.groups.remove(*Group.objects.filter(name__in=(JOURNALISTS, EDITORS)).exclude(name=wanted or ""))
    if wanted:
        user.groups.add(Group.objects.get(name=wanted))


def get_role(user: User) -> Role | None:
    """By group, or an admin's flag; None: whoever has neither reads what everybody reads. Reads ``user.groups``, which
    a list of people has prefetched."""
    if user.is_superuser:
        return Role.ADMIN
    names = {group.name for group in user.groups.all()}
    return Role.EDITOR if EDITORS in names else Role.JOURNALIST if JOURNALISTS in names else None


def filter_by_role(users: "QuerySet[User]", role: Role | None) -> "QuerySet[User]":
    """Those of whom ``get_role`` says ``role``."""
    if role is Role.ADMIN:
        return users.filter(is_superuser=True)
    editors, journalists = (
        Exists(User.groups.through.objects.filter(user_id=OuterRef("pk"), group__name=name))
        for name in (EDITORS, JOURNALISTS)
    )
    if role is Role.EDITOR:
        return users.filter(editors, is_superuser=False)
    return users.filter(journalists if role is Role.JOURNALIST else ~journalists, ~editors, is_superuser=False)
