"""Addresses of the record: the list of cases and the import desk. Names have no prefix: a view, its name, its template
and its test share one stem."""

from django.urls import URLPattern, path

from dockets.http.rate_limited import limit_rate
from dockets.views.cases.docket_list import docket_list
from dockets.views.cases.docket_list_export import docket_list_export
from dockets.views.identity.docket_apart import docket_apart, docket_apart_undo
from dockets.views.identity.docket_merge import docket_merge, docket_merge_undo
from dockets.views.identity.docket_merges import docket_merges
from dockets.views.identity.duplicates import decision_undo, duplicate_decide, duplicates
from dockets.views.identity.filing_identity import filing_identity
from dockets.views.identity.identity_decisions import identity_decisions
from dockets.views.identity.relations import relation_act, relation_add, relations
from dockets.views.imports.csv_template import csv_template
from dockets.views.imports.imports import imports
from dockets.views.imports.imports_act import imports_act, imports_batch_act
from dockets.views.imports.imports_address import imports_address
from dockets.views.imports.imports_batch import imports_batch
from dockets.views.imports.imports_find import imports_find
from dockets.views.imports.imports_history import imports_history
from dockets.views.imports.imports_payload import imports_payload
from dockets.views.imports.imports_run import imports_run
from dockets.views.sources.source_act import source_act
from dockets.views.sources.source_add import source_add
from dockets.views.sources.source_detail import source_detail
from dockets.views.sources.source_list import source_list
from dockets.views.sources.webhook import webhook

urlpatterns: list[URLPattern] = [
    path("cases/", docket_list, name="docket-list"),
    path("cases/list.csv", limit_rate(docket_list_export), name="docket-list-export"),
    path("imports/sources/", source_list, name="source-list"),
    path("imports/sources/add/", source_add, name="source-add"),
    path("imports/sources/<int:source_id>/", source_detail, name="source-detail"),
    path("imports/sources/<int:source_id>/<slug:act>/", source_act, name="source-act"),
    path("imports/duplicates/", duplicates, name="duplicates"),
    path("imports/filings/<slug:filing_id>/", filing_identity, name="filing-identity"),
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
]
