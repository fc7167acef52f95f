"""Who may use which pages: a decorator that takes a role, and the table of the permissions that stand for each role.

A role is not the name of a group but the permissions that Django's groups give (``casetracker.access.roles`` makes
them). Whoever is given the permission, in whatever group, has that part of the role; superusers have all. An editor's
work has parts, which can be given one by one.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpResponse

type View = Callable[..., HttpResponse]
type Role = Literal["journalist", "editor", "admin"]
type Work = Literal["notes", "claims", "desk", "trackers", "identity", "texts", "imports", "people", "site"]

_PERMISSIONS: Mapping[tuple[str, str], Sequence[str]] = {
    ("journalist", "notes"): ("rulings.view_annotation", "rulings.add_reply"),
    ("editor", "notes"): ("rulings.add_annotation",),
    ("editor", "claims"): ("rulings.change_claim",),
    ("editor", "desk"): ("rulings.add_deskmark",),
    ("editor", "trackers"): ("rulings.change_tracker",),
    ("editor", "identity"): ("dockets.add_identitydecision",),
    ("editor", "texts"): ("dockets.add_documenttext",),
    ("admin", "imports"): ("dockets.add_importrun",),
    ("admin", "people"): ("auth.add_user", "auth.change_user", "auth.change_group"),
    ("admin", "site"): ("dockets.view_upkeepentry",),
}
"""Role and work -> all the permissions that the role needs there."""


def require_role(role: Role, work: Work) -> Callable[[View], View]:
    """Restricts a view to those who have ``role`` in ``work``. Asks for a login; whoever is logged in without the role
    gets a 403, not the login page again. Raises ``KeyError`` for a role that does not exist in that work."""
    allowed = permission_required(_PERMISSIONS[role, work], raise_exception=True)
    return lambda view: login_required(allowed(view))


def has_role(user: AbstractBaseUser | AnonymousUser, role: Role, work: Work) -> bool:
    """Whether a user has ``role`` in ``work``, for pages that show some things only to some."""
    return isinstance(user, User) and user.has_perms(_PERMISSIONS[role, work])
