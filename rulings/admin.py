"""The reading in Django's admin, for admins. Editors' data can be edited here; what the machine computes is only shown.

A row that is saved here becomes an editor's (``read_by_machine`` unset), and no machine changes it.
"""

# Django's ModelAdmin takes no type parameter when it runs.
# mypy: disable-error-code="type-arg"

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from dockets.format.print_style import format_moment
from dockets.models import AuditEntry, Docket
from rulings.audit.feed import visible_entries
from rulings.history import registry
from rulings.models import Annotation, Claim, Disposition, Hearing, Milestone, Motion, Reading, Ruling, TimelineEvent
from rulings.vocabulary.wall_clock import name_zone


def deny_everyone(self: object, request: HttpRequest, obj: object = None) -> bool:
    """For ``has_add_permission`` and its kin: computed rows change when the docket is interpreted anew."""
    return False


def save_noted(self: object, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
    """For ``save_model``: keeps the state before for ``note_saved``, and marks the row as a person's."""
    model = type(obj)
    form.before = registry.get_row_state(model._default_manager.get(pk=obj.pk)) if change else None
    if hasattr(obj, "read_by_machine"):
        obj.read_by_machine = False
    obj.save()


def note_saved(self: Any, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
    """For ``save_related``: records the edit once the row's parties are saved too."""
    admin.ModelAdmin.save_related(self, request, form, formsets, change)
    row = type(form.instance)._default_manager.get(pk=form.instance.pk)
    registry.record_row_edit(row, form.before, by=request.user)


def delete_noted(self: object, request: HttpRequest, obj: Any) -> None:
    """For ``delete_model``."""
    registry.delete_with_record(obj, by=request.user)


def delete_each_noted(self: object, request: HttpRequest, queryset: QuerySet[Any]) -> None:
    """For ``delete_queryset``. One row may have been deleted along with another."""
    with transaction.atomic():
        for pk in list(queryset.values_list("pk", flat=True)):
            if row := queryset.model._default_manager.filter(pk=pk).first():
                registry.delete_with_record(row, by=request.user)


@admin.register(Claim)
class ClaimAdmin(admin.ModelAdmin):
    list_display = ["__str__", "ground", "docket"]
    list_select_related = ["docket"]
    search_fields = ["title", "docket__docket_number"]
    raw_id_fields = ["docket", "pleading", "asserted_by", "against"]
    save_model = save_noted
    save_related = note_saved
    delete_model = delete_noted
    delete_queryset = delete_each_noted


@admin.register(Motion)
class MotionAdmin(admin.ModelAdmin):
    list_display = ["__str__", "docket", "read_by_machine"]
    list_select_related = ["docket"]
    list_filter = ["read_by_machine"]
    search_fields = ["title", "docket__docket_number"]
    raw_id_fields = ["docket", "filing"]
    readonly_fields = ["read_by_machine"]
    show_full_result_count = False
    save_model = save_noted
    save_related = note_saved
    delete_model = delete_noted
    delete_queryset = delete_each_noted


@admin.register(Hearing)
class HearingAdmin(admin.ModelAdmin):
    """A hearing begins at a time of its court, here as elsewhere."""

    list_display = ["title", "date", "starts", "docket", "read_by_machine"]
    list_select_related = ["docket__court"]
    list_filter = ["read_by_machine"]
    search_fields = ["title", "docket__docket_number"]
    raw_id_fields = ["docket", "filing", "about", "vacated_by", "held_by"]
    readonly_fields = ["read_by_machine"]
    show_full_result_count = False
    save_model = save_noted
    save_related = note_saved
    delete_model = delete_noted
    delete_queryset = delete_each_noted

    @admin.display(ordering="starts_at", empty_value="-")
    def starts(self, row: Hearing) -> str | None:
        return format_moment(row.starts_at.astimezone(row.docket.court.zone)) if row.starts_at else None

    def get_form(self, request: HttpRequest, obj: Hearing | None = None, change: bool = False, **kwargs: Any) -> Any:
        told = f"In {name_zone(_court_zone(request, obj))}, which is the court’s." if obj else "In the court’s time."
        return super().get_form(request, obj, change, help_texts={"starts_at": told}, **kwargs)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form is shown and read in the court's zone, so it is rendered here."""
        with timezone.override(
            _court_zone(request, self.get_object(request, unquote(object_id)) if object_id else None)
        ):
            answer = super().changeform_view(request, object_id, *args, **kwargs)
            return answer.render() if isinstance(answer, TemplateResponse) else answer


def _court_zone(request: HttpRequest, obj: Hearing | None) -> ZoneInfo:
    """The zone of a hearing's court; for a new hearing, of the case that was typed."""
    typed = request.POST.get("docket", "")
    known = Docket.objects.select_related("court").defer("search")
    docket = obj.docket if obj else known.filter(pk=typed).first() if typed.isdecimal() and len(typed) < 19 else None
    return docket.court.zone if docket else ZoneInfo(settings.TIME_ZONE)


@admin.register(Ruling)
class RulingAdmin(admin.ModelAdmin):
    list_display = ["__str__", "date", "docket", "read_by_machine"]
    list_select_related = ["docket"]
    list_filter = ["read_by_machine"]
    search_fields = ["title", "docket__docket_number"]
    raw_id_fields = ["docket", "filing"]
    readonly_fields = ["read_by_machine"]
    show_full_result_count = False
    save_model = save_noted
    save_related = note_saved
    delete_model = delete_noted
    delete_queryset = delete_each_noted


@admin.register(Disposition)
class DispositionAdmin(admin.ModelAdmin):
    list_display = ["ruling", "motion", "claim", "outcome", "read_by_machine"]
    list_select_related = ["ruling", "motion", "claim"]
    list_filter = ["outcome", "read_by_machine"]
    search_fields = ["ruling__docket__docket_number"]
    raw_id_fields = ["ruling", "motion", "claim", "parties", "reviews"]
    readonly_fields = ["read_by_machine"]
    show_full_result_count = False
    save_model = save_noted
    save_related = note_saved
    delete_model = delete_noted
    delete_queryset = delete_each_noted


@admin.register(Milestone)
class MilestoneAdmin(admin.ModelAdmin):
    list_display = ["date", "headline", "docket", "source"]
    list_select_related = ["docket"]
    search_fields = ["headline", "docket__docket_number"]
    raw_id_fields = ["docket"]
    save_model = save_noted
    save_related = note_saved
    delete_model = delete_noted
    delete_queryset = delete_each_noted


@admin.register(Reading)
class ReadingAdmin(admin.ModelAdmin):
    """How far each docket has been interpreted, and why that stopped where it did."""

    list_display = ["docket", "version", "read_at", "event_count", "attempts", "error"]
    list_select_related = ["docket"]
    list_filter = ["version", ("error", admin.EmptyFieldListFilter)]
    search_fields = ["docket__docket_number"]
    has_add_permission = has_change_permission = has_delete_permission = deny_everyone


@admin.register(TimelineEvent)
class TimelineEventAdmin(admin.ModelAdmin):
    list_display = ["date", "event_kind", "kind", "headline", "docket"]
    list_select_related = ["docket"]
    list_filter = ["event_kind", "kind"]
    search_fields = ["docket__docket_number", "headline"]
    show_full_result_count = False
    has_add_permission = has_change_permission = has_delete_permission = deny_everyone


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    """Who changed what. The database refuses changes to it, so none are offered."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEntry]:
        """Others' private notes are left out, including the fact that they exist."""
        return visible_entries(request.user).filter(pk__in=super().get_queryset(request))

    list_display = ["at", "by_name", "kind", "object_id", "docket"]
    list_select_related = ["docket"]
    list_filter = ["kind"]
    search_fields = ["by_name", "docket__docket_number"]
    show_full_result_count = False
    has_add_permission = has_change_permission = has_delete_permission = deny_everyone


@admin.register(Annotation)
class AnnotationAdmin(admin.ModelAdmin):
    """Notes, read-only, deleted ones too. They are written and withdrawn on their own pages, which keep every version.
    Others' private notes and drafts are left out: only their authors may see them."""

    list_display = ["byline", "visibility", "status", "docket", "edited_at", "deleted_at"]
    list_select_related = ["docket"]
    list_filter = ["visibility", "status", ("deleted_at", admin.EmptyFieldListFilter)]
    search_fields = ["byline", "docket__docket_number"]
    show_full_result_count = False
    has_add_permission = has_change_permission = has_delete_permission = deny_everyone

    def get_queryset(self, request: HttpRequest) -> QuerySet[Annotation]:
        return Annotation.objects.known_to(request.user)
