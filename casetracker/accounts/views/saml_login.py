"""``/accounts/saml/``: the log-in through a directory that speaks SAML. django-allauth's views, behind the checks of
``casetracker.accounts.saml``; their package is there where the extra ``saml`` is installed."""

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from casetracker.accounts.directory import PROVIDER, refuse_login
from casetracker.accounts.saml import LARGEST, UNREADABLE, USED, check_answer

AWAY = "The directory cannot be asked just now. Try again in a few minutes; if it stays so, tell an admin."
_WAITING = "saml-acs-session"
"""The cookie of an answer between its arrival, where no session can be seen, and the end of the log-in."""
_logger = logging.getLogger(__name__)

type View = Callable[[HttpRequest, str], HttpResponse]


def _where_saml_is(view: View) -> View:
    """404 unless the site's directory speaks SAML."""

    @wraps(view)
    def answer(request: HttpRequest, organization_slug: str) -> HttpResponse:
        if organization_slug != PROVIDER or not settings.SOCIALACCOUNT_PROVIDERS.get("saml", {}).get("APPS"):
            raise Http404("There is no directory that speaks SAML.")
        return view(request, organization_slug)

    return answer


@login_not_required
@require_safe
@_where_saml_is
def saml_login(request: HttpRequest, organization_slug: str) -> HttpResponse:
    from allauth.socialaccount.providers.saml import views

    _reach_directory(request)
    answered: HttpResponse = views.login(request, organization_slug=organization_slug)
    return answered


@csrf_exempt
@login_not_required
@require_POST
@_where_saml_is
def saml_acs(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Where the directory's page sends its answer to. Another site's form comes without a session; so what is believed
    waits for ``saml_finish``, and nothing else is kept."""
    from allauth.socialaccount.providers.saml import views

    sent = request.POST.get("SAMLResponse", "")
    if reason := UNREADABLE if len(sent) > LARGEST else check_answer(_reach_directory(request)):
        return refuse_login(request, reason)
    answered: HttpResponse = views.acs(request, organization_slug=organization_slug)
    answered.cookies[_WAITING]["httponly"] = True
    return answered


@login_not_required
@require_safe
@_where_saml_is
def saml_finish(request: HttpRequest, organization_slug: str) -> HttpResponse:
    from allauth.socialaccount.providers.saml import views

    _reach_directory(request)
    try:
        answered: HttpResponse = views.finish_acs(request, organization_slug=organization_slug)
    except PermissionDenied:
        return refuse_login(request, USED)
    return answered


@login_not_required
@require_safe
@_where_saml_is
def saml_metadata(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """What the directory has to know of this site. It does not say when it ends: it holds while the site is here."""
    from allauth.socialaccount.providers.saml.utils import build_sp_config
    from onelogin.saml2.settings import OneLogin_Saml2_Settings

    app = settings.SOCIALACCOUNT_PROVIDERS["saml"]["APPS"][0]
    site = build_sp_config(request, app["settings"], organization_slug)
    del site["singleLogoutService"]
    security = {"wantAssertionsSigned": True, "metadataValidUntil": "", "metadataCacheDuration": ""}
    told = OneLogin_Saml2_Settings({"strict": True, "sp": site, "security": security}, sp_validation_only=True)
    return HttpResponse(told.get_sp_metadata(), content_type="application/samlmetadata+xml")


def _reach_directory(request: HttpRequest) -> Any:
    """Of this request, by the directory's metadata. Raises ``ImmediateHttpResponse`` where that cannot be had: what
    fails on the way there, or in it, has no common class."""
    from allauth.socialaccount.providers.saml.utils import build_auth, get_app_or_404

    try:
        return build_auth(request, get_app_or_404(request, PROVIDER).get_provider(request))
    except Exception:
        _logger.exception("The metadata of the directory cannot be read.")
        raise ImmediateHttpResponse(refuse_login(request, AWAY, HTTPStatus.SERVICE_UNAVAILABLE)) from None
