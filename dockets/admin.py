"""The record in Django's admin, for admins. What courts published can be read here, not edited; imports can be
inspected, and requested again."""

# Django's ModelAdmin takes no type parameter when it runs.
# mypy: disable-error-code="type-arg"

import zlib
from contextlib import suppress

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.views.generic import RedirectView

from dockets.format.urls import build_docket_url
from dockets.identity import decisions
from dockets.imports.run import queue_import
from dockets.models import (
    Attorney,
    Court,
    Docket,
    Filing,
    IdentityDecision,
    ImportRun,
    Observation,
    Party,
    Payload,
    Source,
)
from dockets.models.observation import FORGOTTEN

REFUSED_SHOWN = 200


def deny_everyone(self: object, request: HttpRequest, obj: object = None) -> bool:
    """Stands in for ``has_add_permission`` and the like: the record changes by imports and by nothing else."""
    return False


@admin.register(Court)
class CourtAdmin(admin.ModelAdmin):
    list_display = ["name", "id", "citation", "kind", "pacer_id", "time_zone"]
    list_filter = ["kind"]
    search_fields = ["name", "id", "citation"]
    has_add_permission = has_change_permission = has_delete_permission = deny_everyone


@admin.register(Docket)
class DocketAdmin(admin.ModelAdmin):
    list_display = [
        "docket_number",
        "case_name",
        "court",
        "filing_count",
        "date_last_filing",
        "checked_at",
        "checked_source",
    ]
    list_select_related = ["court"]
    list_filter = ["checked_source", ("date_terminated", admin.EmptyFieldListFilter)]
    search_fields = ["docket_number", "case_name", "court__id"]
    show_full_result_count = False
    exclude = ["search"]
    has_add_permission = has_change_permission = has_delete_permission = deny_everyone

    def get_queryset(self, request: HttpRequest) -> QuerySet[Docket]:
        return super().get_queryset(request).filter(merged_into=None)


@admin.register(Filing)
class FilingAdmin(admin.ModelAdmin):
    list_display = ["__str__", "docket", "public_id", "changed_at", "missing_since", "merged_into"]
    list_select_related = ["docket", "merged_into"]
    list_filter = [("missing_since", admin.EmptyFieldListFilter), ("possible_duplicate_of", admin.EmptyFieldListFilter)]
    search_fields = ["public_id__exact", "docket__docket_number", "number__exact"]
    show_full_result_count = False
    exclude = ["search"]
    has_add_permission = has_change_permission = has_delete_permission = deny_everyone


@admin.register(Party)
class PartyAdmin(admin.ModelAdmin):
    list_display = ["name", "type", "side", "docket", "date_terminated"]
    list_select_related = ["docket"]
    list_filter = ["side"]
    search_fields = ["name", "docket__docket_number"]
    show_full_result_count = False
    has_add_permission = has_change_permission = has_delete_permission = deny_everyone


@admin.register(Attorney)
class AttorneyAdmin(admin.ModelAdmin):
    list_display = ["name", "firm", "city"]
    search_fields = ["name", "firm"]
    show_full_result_count = False
    has_add_permission = has_change_permission = has_delete_permission = deny_everyone


@admin.register(Payload)
class PayloadAdmin(admin.ModelAdmin):
    list_display = ["name", "size", "media_type", "received_at", "last_received_at"]
    search_fields = ["name", "sha256"]
    show_full_result_count = False
    exclude = ["body"]
    has_add_permission = has_change_permission = has_delete_permission = deny_everyone

    def get_queryset(self, request: HttpRequest) -> QuerySet[Payload]:
        return super().get_queryset(request).defer("body")


@admin.register(Observation)
class ObservationAdmin(admin.ModelAdmin):
    list_display = ["__str__", "docket", "first_seen", "missing_since"]
    list_select_related = ["docket"]
    list_filter = ["channel"]
    search_fields = ["docket__docket_number", "number__exact"]
    show_full_result_count = False
    has_add_permission = has_change_permission = has_delete_permission = deny_everyone


@admin.register(IdentityDecision)
class IdentityDecisionAdmin(admin.ModelAdmin):
    """Deleting a decision is its undo: the docket is resolved again without it."""

    list_display = ["__str__", "docket", "decided_by", "decided_at"]
    list_select_related = ["docket", "decided_by"]
    has_add_permission = has_change_permission = deny_everyone

    def delete_model(self, request: HttpRequest, obj: IdentityDecision) -> None:
        # Logged in, as every admin is.
        decisions.undo_identity_decision(
            obj.pk,
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
        )

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[IdentityDecision]) -> None:
        for pk in list(queryset.values_list("pk", flat=True)):
            with suppress(decisions.CannotDecide):  # It went with another row of the same word.
                decisions.undo_identity_decision(pk, by=request.user, now=timezone.now())  # type: ignore[arg-type]


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    """Watched sources, read-only. They are set up under ``/imports/sources/``, where each address is checked."""

    list_display = ["slug", "url", "court", "enabled", "interval", "last_success_at", "failures", "last_error"]
    list_select_related = ["court"]
    list_filter = ["enabled", "slug"]
    search_fields = ["url", "slug"]
    exclude = ["lease_token", "validators"]
    has_add_permission = has_change_permission = has_delete_permission = deny_everyone


@admin.register(ImportRun)
class ImportRunAdmin(admin.ModelAdmin):
    """Import runs: what was imported, by whom, and the result."""

    list_display = [
        "reference",
        "status",
        "source_slug",
        "queued_at",
        "created",
        "updated",
        "unchanged",
        "refusals",
        "error",
    ]
    list_filter = ["status", "source_slug"]
    search_fields = ["reference"]
    show_full_result_count = False
    fields = [
        "status",
        "reference",
        "source_slug",
        "court",
        "requested_by",
        "error",
        "refusals_in_full",
        "dockets_taken",
    ]
    fields += [
        "created",
        "updated",
        "unchanged",
        "queued_at",
        "started_at",
        "finished_at",
        "attempts",
        "watched",
        "payload",
    ]
    readonly_fields = ["refusals_in_full", "dockets_taken"]
    actions = ["import_again"]
    change_list_template = "admin/dockets/importrun/change_list.html"
    has_add_permission = has_change_permission = has_delete_permission = deny_everyone

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportRun]:
        return super().get_queryset(request).select_related("payload", "court").defer("payload__body")

    def get_urls(self) -> list[URLPattern]:
        desk = RedirectView.as_view(pattern_name="imports")
        door = path("import/", self.admin_site.admin_view(desk), name="import_file")
        return [door, *super().get_urls()]

    @admin.display(description="refused")
    def refusals(self, run: ImportRun) -> int:
        return len(run.refused)

    @admin.display(description="refused, and why")
    def refusals_in_full(self, run: ImportRun) -> str | SafeString:
        lines = [(refusal.get("where", ""), refusal.get("why", "")) for refusal in run.refused[:REFUSED_SHOWN]]
        return format_html_join("", "<p>{}: {}</p>", lines) or "nothing"

    @admin.display(description="dockets")
    def dockets_taken(self, run: ImportRun) -> str | SafeString:
        dockets = run.dockets.defer("search")[:REFUSED_SHOWN]
        lines = [(build_docket_url(docket.court_id, docket.docket_number), str(docket)) for docket in dockets]
        return format_html_join("", '<p><a href="{}">{}</a></p>', lines) or "none yet"

    @admin.action(description="Import again")
    def import_again(self, request: HttpRequest, runs: QuerySet[ImportRun]) -> None:
        again = list(runs.exclude(payload__body=FORGOTTEN).select_related("payload"))
        for run in again:
            queue_import(
                zlib.decompress(run.payload.body),
                name=run.reference,
                source_slug=run.source_slug,
                court_id=run.court_id or "",
                requested_by=request.user,  # type: ignore[arg-type]
                masks_later=True,
            )
        self.message_user(request, f"{len(again)} imports are queued.")
