"""``/admin/login/``: Django's admin lets people in through the site's own log-in."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


@login_not_required
def admin_login(request: HttpRequest) -> HttpResponse:
    """To the log-in, and from there to the page of the admin that was asked for. Whoever is logged in and no admin gets
    a 403."""
    asked = request.GET.get("next", "")
    wanted = asked if url_has_allowed_host_and_scheme(asked, None) else reverse("admin:index")
    if not request.user.is_authenticated:
        return redirect_to_login(wanted)
    if not request.user.is_staff:
        raise PermissionDenied
    return HttpResponseRedirect(wanted)
