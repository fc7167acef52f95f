"""Every address of the site. Names stand without a prefix: a view, its name, its template and its test share one stem."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, path, re_path
from django.views.generic import RedirectView

from dockets.views.csv_template import csv_template
from dockets.views.docket_apart import docket_apart, docket_apart_undo
from dockets.views.docket_list import docket_list
from dockets.views.docket_list_export import docket_list_export
from dockets.views.docket_merge import docket_merge, docket_merge_undo
from dockets.views.docket_merges import docket_merges
from dockets.views.duplicates import decision_undo, duplicate_decide, duplicates
from dockets.views.identity_decisions import identity_decisions
from dockets.views.imports import imports
from dockets.views.imports_act import imports_act, imports_batch_act
from dockets.views.imports_address import imports_address
from dockets.views.imports_batch import imports_batch
from dockets.views.imports_find import imports_find
from dockets.views.imports_history import imports_history
from dockets.views.imports_payload import imports_payload
from dockets.views.imports_run import imports_run
from dockets.views.relations import relation_act, relation_add, relations
from dockets.views.source_act import source_act
from dockets.views.source_add import source_add
from dockets.views.source_detail import source_detail
from dockets.views.source_list import source_list
from dockets.views.webhook import webhook
from rulings.views.annotation_act import annotation_act
from rulings.views.annotation_add import annotation_add
from rulings.views.annotation_edit import annotation_edit
from rulings.views.annotation_export import annotation_export
from rulings.views.annotation_history import annotation_history
from rulings.views.annotation_import import annotation_import
from rulings.views.annotation_preview import annotation_preview
from rulings.views.api_case import api_case
from rulings.views.api_case_list import api_case_list
from rulings.views.api_description import api_description
from rulings.views.api_event_list import api_event_list
from rulings.views.api_filing_list import api_filing_list
from rulings.views.api_not_found import api_not_found
from rulings.views.api_party_list import api_party_list
from rulings.views.api_ruling_list import api_ruling_list
from rulings.views.bounded import bounded
from rulings.views.calendar import calendar
from rulings.views.calendar_feed import calendar_feed
from rulings.views.case_card import case_card
from rulings.views.claims import claims, claims_export
from rulings.views.claims_edit import claims_edit
from rulings.views.desk import desk, desk_act, desk_count
from rulings.views.desk_cases import desk_assign, desk_cases
from rulings.views.docket_changes import docket_changes
from rulings.views.docket_parties import docket_parties
from rulings.views.document_text import document_text, document_text_act
from rulings.views.edit_list import edit_list, edit_restore
from rulings.views.editorial_edit import editorial_case, editorial_filing
from rulings.views.filing_decides import filing_decides
from rulings.views.filing_detail import filing_detail
from rulings.views.follow import follow
from rulings.views.home import home
from rulings.views.milestones import milestones
from rulings.views.oembed import oembed
from rulings.views.ruling_feed import ruling_feed
from rulings.views.ruling_list import ruling_list
from rulings.views.search import search
from rulings.views.subscriptions import subscriptions
from rulings.views.thread import thread
from rulings.views.timeline import timeline
from rulings.views.timeline_embed import timeline_embed
from rulings.views.timeline_export import timeline_export

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("cases/", docket_list, name="docket-list"),
    path("cases/list.csv", bounded(docket_list_export), name="docket-list-export"),
    # Docket numbers hold slashes in some state courts, so a number is everything up to what follows it.
    path(
        "cases/<slug:court_id>/<path:number>/filings/<str:reference>/documents/<int:document>/",
        document_text,
        name="document-text",
    ),
    path(
        "cases/<slug:court_id>/<path:number>/filings/<str:reference>/documents/<int:document>/<slug:act>/",
        document_text_act,
        name="document-text-act",
    ),
    path("cases/<slug:court_id>/<path:number>/filings/<str:reference>/decides/", filing_decides, name="filing-decides"),
    path("cases/<slug:court_id>/<path:number>/filings/<str:reference>/thread/", thread, name="thread"),
    path("cases/<slug:court_id>/<path:number>/filings/<str:reference>/", filing_detail, name="filing-detail"),
    path("cases/<slug:court_id>/<path:number>/annotations.json", annotation_export, name="annotation-export"),
    path("cases/<slug:court_id>/<path:number>/changes/", docket_changes, name="docket-changes"),
    path("cases/<slug:court_id>/<path:number>/card.png", case_card, name="case-card"),
    path("cases/<slug:court_id>/<path:number>/embed/", timeline_embed, name="timeline-embed"),
    path("cases/<slug:court_id>/<path:number>/parties/", docket_parties, name="docket-parties"),
    path("cases/<slug:court_id>/<path:number>/follow/", follow, name="follow"),
    path("cases/<slug:court_id>/<path:number>/claims/", claims, name="claims"),
    path("cases/<slug:court_id>/<path:number>/claims/edit/", claims_edit, name="claims-edit"),
    path("cases/<slug:court_id>/<path:number>/claims.<str:form>", claims_export, name="claims-export"),
    path("cases/<slug:court_id>/<path:number>/timeline.<str:form>", timeline_export, name="timeline-export"),
    path("cases/<slug:court_id>/<path:number>/", timeline, name="timeline"),
    path("desk/", desk, name="desk"),
    path("desk/count/", desk_count, name="desk-count"),
    path("desk/cases/", desk_cases, name="desk-cases"),
    path("desk/cases/<int:docket_id>/", desk_assign, name="desk-assign"),
    path("desk/cases/<int:docket_id>/notes/", annotation_import, name="annotation-import"),
    path("desk/cases/<int:docket_id>/headline/", editorial_case, name="editorial-case"),
    path("desk/cases/<int:docket_id>/milestones/", milestones, name="milestones"),
    path("desk/edits/", edit_list, name="edit-list"),
    path("desk/edits/<int:edit_id>/restore/", edit_restore, name="edit-restore"),
    path("desk/filings/<slug:filing_id>/headline/", editorial_filing, name="editorial-filing"),
    path("desk/<slug:act>/", desk_act, name="desk-act"),
    path("notes/on/<slug:filing_id>/", annotation_add, name="annotation-add"),
    path("notes/preview/", annotation_preview, name="annotation-preview"),
    path("notes/<slug:public_id>/", annotation_history, name="annotation-history"),
    path("notes/<slug:public_id>/edit/", annotation_edit, name="annotation-edit"),
    path("notes/<slug:public_id>/<slug:act>/", annotation_act, name="annotation-act"),
    path("rulings/", ruling_list, name="ruling-list"),
    path("rulings.atom", ruling_feed, name="ruling-feed"),
    path("calendar/", calendar, name="calendar"),
    path("calendar.ics", calendar_feed, name="calendar-feed"),
    path("oembed", oembed, name="oembed"),
    path("api/v1/openapi.json", api_description, name="api-description"),
    path("api/v1/cases/", api_case_list, name="api-case-list"),
    path("api/v1/cases/<slug:court_id>/<path:number>/filings/", api_filing_list, name="api-filing-list"),
    path("api/v1/cases/<slug:court_id>/<path:number>/parties/", api_party_list, name="api-party-list"),
    path("api/v1/cases/<slug:court_id>/<path:number>/events/", api_event_list, name="api-event-list"),
    path("api/v1/cases/<slug:court_id>/<path:number>/", api_case, name="api-case"),
    path("api/v1/rulings/", api_ruling_list, name="api-ruling-list"),
    # Whatever else, line breaks too: a program wants its answer as JSON.
    re_path(r"^api/v1/[\s\S]*", api_not_found),
    path("subscriptions/", subscriptions, name="subscriptions"),
    path("search/", search, name="search"),
    path("imports/sources/", source_list, name="source-list"),
    path("imports/sources/add/", source_add, name="source-add"),
    path("imports/sources/<int:source_id>/", source_detail, name="source-detail"),
    path("imports/sources/<int:source_id>/<slug:act>/", source_act, name="source-act"),
    path("imports/duplicates/", duplicates, name="duplicates"),
    path("imports/duplicates/decided/", identity_decisions, name="identity-decisions"),
    path("imports/duplicates/<int:filing_id>/", duplicate_decide, name="duplicate-decide"),
    path("imports/duplicates/decided/<int:decision_id>/undo/", decision_undo, name="decision-undo"),
    path("imports/dockets/", docket_merges, name="docket-merges"),
    path("imports/dockets/merge/", docket_merge, name="docket-merge"),
    path("imports/dockets/apart/", docket_apart, name="docket-apart"),
    path("imports/dockets/apart/<int:apart_id>/undo/", docket_apart_undo, name="docket-apart-undo"),
    path("imports/dockets/<int:merge_id>/undo/", docket_merge_undo, name="docket-merge-undo"),
    path("imports/relations/", relations, name="relations"),
    path("imports/relations/add/", relation_add, name="relation-add"),
    path("imports/relations/<int:relation_id>/<slug:act>/", relation_act, name="relation-act"),
    path("imports/template.csv", csv_template, name="csv-template"),
    path("imports/", imports, name="imports"),
    path("imports/address/", imports_address, name="imports-address"),
    path("imports/find/", imports_find, name="imports-find"),
    path("imports/history/", imports_history, name="imports-history"),
    path("imports/batch/<slug:batch>/", imports_batch, name="imports-batch"),
    path("imports/batch/<slug:batch>/<slug:act>", imports_batch_act, name="imports-batch-act"),
    path("imports/<int:run_id>/", imports_run, name="imports-run"),
    path("imports/<int:run_id>/payload", imports_payload, name="imports-payload"),
    path("imports/<int:run_id>/<slug:act>", imports_act, name="imports-act"),
    path("hooks/courtlistener/<str:secret>/", webhook, name="webhook"),
    path("accounts/login/", auth_views.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("accounts/logout/", auth_views.LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
    # Asked for by browsers on pages that name no icon, such as the admin's.
    path("favicon.ico", login_not_required(RedirectView.as_view(url=f"{settings.STATIC_URL}mark.svg"))),
]

handler400 = "casetracker.bad_request.answer"
handler500 = "casetracker.database_away.answer"
