"""All addresses of the site: those of the record, those of the reading, and log-in."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from casetracker.access.kept_forms import show_session
from casetracker.accounts.views.admin_login import admin_login
from casetracker.accounts.views.invitation import invitation
from casetracker.accounts.views.newsroom import invitation_act, invite, newsroom, person_act
from casetracker.operations.views.probes import healthz, metrics, readyz
from casetracker.operations.views.site_state import site_mark, site_state

admin.site.site_header = f"{settings.SITE_NAME}: administration"
admin.site.site_title = settings.SITE_NAME
admin.site.index_title = "Everything that is stored"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("dockets.urls")),
    path("", include("rulings.urls")),
    path("accounts/session/", show_session, name="session"),
    path("accounts/", include("casetracker.accounts.urls")),
    path("invitations/<str:token>/", invitation, name="invitation"),
    path("newsroom/", newsroom, name="newsroom"),
    path("newsroom/people/<int:user_id>/<slug:act>/", person_act, name="person-act"),
    path("newsroom/invitations/", invite, name="invite"),
    path("newsroom/invitations/<int:invitation_id>/<slug:act>/", invitation_act, name="invitation-act"),
    # The admin's own page would ask for no second factor.
    path("admin/login/", admin_login),
    path("admin/", admin.site.urls),
    path("site/", site_state, name="site-state"),
    path("site/mark/", site_mark, name="site-mark"),
    # Answered by the middleware ``answer_probes``, before the host's name is looked at.
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    # Browsers request it on pages that name no icon, such as the admin's.
    path("favicon.ico", login_not_required(RedirectView.as_view(url=f"{settings.STATIC_URL}mark.svg"))),
]

handler400 = "casetracker.access.bad_request.answer_bad_request"
handler500 = "casetracker.outages.database_away.answer_database_away"
