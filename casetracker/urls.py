"""Every address of the site. Names stand without a prefix: a view, its name, its template and its test share one stem."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from dockets.views.docket_list import docket_list
from dockets.views.search import search
from rulings.views.calendar import calendar
from rulings.views.docket_changes import docket_changes
from rulings.views.filing_detail import filing_detail
from rulings.views.home import home
from rulings.views.ruling_list import ruling_list
from rulings.views.timeline import timeline
from rulings.views.timeline_export import timeline_export

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("cases/", docket_list, name="docket-list"),
    # Docket numbers hold slashes in some state courts, so a number is everything up to what follows it.
    path("cases/<slug:court_id>/<path:number>/filings/<str:reference>/", filing_detail, name="filing-detail"),
    path("cases/<slug:court_id>/<path:number>/changes/", docket_changes, name="docket-changes"),
    path("cases/<slug:court_id>/<path:number>/timeline.<str:form>", timeline_export, name="timeline-export"),
    path("cases/<slug:court_id>/<path:number>/", timeline, name="timeline"),
    path("rulings/", ruling_list, name="ruling-list"),
    path("calendar/", calendar, name="calendar"),
    path("search/", search, name="search"),
    path("accounts/login/", auth_views.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("accounts/logout/", auth_views.LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
    # Asked for by browsers on pages that name no icon, such as the admin's.
    path("favicon.ico", login_not_required(RedirectView.as_view(url=f"{settings.STATIC_URL}mark.svg"))),
]
