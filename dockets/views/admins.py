"""Who may see the import desk: whoever may add an import run. Superusers may, and whom an admin has given that permission."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpResponse

type View = Callable[..., HttpResponse]

ADD_IMPORT = "dockets.add_importrun"


def admins_only(view: View) -> View:
    """Asks for a login; whoever is logged in and may not gets a 403, not the login once more."""
    return login_required(permission_required(ADD_IMPORT, raise_exception=True)(view))
