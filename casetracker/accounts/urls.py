"""Addresses below ``/accounts/``. The views are django-allauth's, of which only those that are wanted are named: nobody
signs up here."""

from collections.abc import Callable

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LogoutView
from django.http import HttpResponseBase
from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import RedirectView

from casetracker.accounts.views.directory_login import directory_login
from casetracker.accounts.views.profile import profile, require_mail, token_add, token_end
from casetracker.accounts.views.saml_login import saml_acs, saml_finish, saml_login, saml_metadata
from casetracker.accounts.views.session_list import session_end, session_list


class Base36Converter(StringConverter):
    """A user's number in an address."""

    regex = "[0-9A-Za-z]+"


register_converter(Base36Converter, "base36")
_form = require_http_methods(["GET", "HEAD", "POST"])


def _own(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Nobody's form waits in a session until somebody logs in (``casetracker.access.kept_forms`` does that)."""
    return login_required(_form(view))


def _look(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    return login_required(require_safe(view))


_TO_PROFILE = _look(RedirectView.as_view(pattern_name="profile"))

urlpatterns: list[URLPattern] = [
    path("", profile, name="profile"),
    path("tokens/", token_add, name="token-add"),
    path("tokens/<int:token_id>/end/", token_end, name="token-end"),
    path("login/", _form(account.login), name="login"),
    path("login/", _form(account.login), name="account_login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("logout/", LogoutView.as_view(), name="account_logout"),
    path("inactive/", _form(account.account_inactive), name="account_inactive"),
    path("reauthenticate/", _own(account.reauthenticate), name="account_reauthenticate"),
    path("email/", _form(require_mail(login_required(account.email))), name="account_email"),
    path(
        "confirm-email/", _form(require_mail(account.email_verification_sent)), name="account_email_verification_sent"
    ),
    path("confirm-email/<str:key>/", _form(require_mail(account.confirm_email)), name="account_confirm_email"),
    path("password/change/", _own(account.password_change), name="account_change_password"),
    path("password/set/", _own(account.password_set), name="account_set_password"),
    path("password/reset/", _form(require_mail(account.password_reset)), name="account_reset_password"),
    path("password/reset/done/", _form(account.password_reset_done), name="account_reset_password_done"),
    path(
        "password/reset/key/<base36:uidb36>-<str:key>/",
        _form(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        _form(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", _TO_PROFILE, name="mfa_index"),
    path("2fa/authenticate/", _form(mfa.authenticate), name="mfa_authenticate"),
    path("2fa/reauthenticate/", _own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", _own(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", _own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", _look(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/", _own(recovery_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path(
        "2fa/recovery-codes/download/",
        _look(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("2fa/passkeys/", _TO_PROFILE, name="mfa_list_webauthn"),
    path("2fa/passkeys/add/", _own(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/passkeys/login/", _form(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("2fa/passkeys/reauthenticate/", _own(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("2fa/passkeys/<int:pk>/remove/", _own(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("2fa/passkeys/<int:pk>/edit/", _own(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("directory/", directory_login, name="directory-login"),
    path("oidc/<slug:provider_id>/login/", require_safe(oidc.login), name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", require_safe(oidc.callback), name="openid_connect_callback"),
    path("saml/<slug:organization_slug>/login/", saml_login, name="saml_login"),
    path("saml/<slug:organization_slug>/acs/", saml_acs, name="saml_acs"),
    # allauth asks where a directory ends a session: nowhere, and saml_metadata does not name it.
    path("saml/<slug:organization_slug>/acs/", saml_acs, name="saml_sls"),
    path("saml/<slug:organization_slug>/acs/finish/", saml_finish, name="saml_finish_acs"),
    path("saml/<slug:organization_slug>/metadata/", saml_metadata, name="saml_metadata"),
    path("directory/cancelled/", require_safe(social.login_cancelled), name="socialaccount_login_cancelled"),
    path("directory/error/", require_safe(social.login_error), name="socialaccount_login_error"),
    path("sessions/", session_list, name="usersessions_list"),
    path("sessions/<int:session_id>/end/", session_end, name="session-end"),
]
