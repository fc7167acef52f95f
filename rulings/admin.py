"""The reading in Django's admin, for admins. What editors enter can be edited here; what the machine computes is only shown.

A row that is saved here is an editor's from then on (``read_by_machine`` unset), and no machine changes it.
"""

# Django's ModelAdmin takes no type parameter when it runs.
# mypy: disable-error-code="type-arg"

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from rulings.claim_states import State, claim_state, disposition_state, ruling_state
from rulings.edits import record_edit
from rulings.models import Claim, Disposition, Edit, Hearing, Milestone, Motion, Reading, Ruling, TimelineEvent


def nobody(self: object, request: HttpRequest, obj: object = None) -> bool:
    """For ``has_add_permission`` and its kin: computed rows change by reading the docket anew."""
    return False


def save_as_editor(self: object, request: HttpRequest, obj: Any, form: object, change: bool) -> None:
    """For ``save_model``: what a person has looked at and saved is no longer the machine's."""
    obj.read_by_machine = False
    obj.save()


_STATES: dict[type[Model], tuple[str, Callable[[Any], State]]] = {
    Claim: ("claim", claim_state),
    Ruling: ("ruling", ruling_state),
    Disposition: ("disposition", disposition_state),
}
"""What the account of edits tells of each; under which name."""


def save_noted(self: object, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
    """For ``save_model``, of what the account of edits tells: with what it was, for ``note_saved``."""
    model = type(obj)
    form.before = _STATES[model][1](model._default_manager.get(pk=obj.pk)) if change else None
    if model is not Claim:
        obj.read_by_machine = False
    obj.save()


def note_saved(self: Any, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
    """For ``save_related``: once its parties are saved too."""
    admin.ModelAdmin.save_related(self, request, form, formsets, change)
    model = type(form.instance)
    row = model._default_manager.get(pk=form.instance.pk)
    _note(request, model, row.pk, _docket(row), form.before, _STATES[model][1](row))


def delete_noted(self: object, request: HttpRequest, obj: Any) -> None:
    """For ``delete_model``."""
    model, key, docket = type(obj), obj.pk, _docket(obj)
    before = _STATES[model][1](obj)
    obj.delete()
    _note(request, model, key, docket, before, None)


def delete_each_noted(self: object, request: HttpRequest, queryset: QuerySet[Any]) -> None:
    """For ``delete_queryset``."""
    with transaction.atomic():
        for row in queryset:
            delete_noted(self, request, row)


def _docket(row: Any) -> int:
    found: int = row.ruling.docket_id if isinstance(row, Disposition) else row.docket_id
    return found


def _note(request: HttpRequest, model: type[Model], key: int, docket: int, before: State | None, after: State | None) -> None:
    record_edit(docket_id=docket, kind=_STATES[model][0], object_id=key, before=before, after=after, by=request.user)


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
    save_model = save_as_editor


@admin.register(Hearing)
class HearingAdmin(admin.ModelAdmin):
    list_display = ["title", "date", "starts_at", "docket", "read_by_machine"]
    list_select_related = ["docket"]
    list_filter = ["read_by_machine"]
    search_fields = ["title", "docket__docket_number"]
    raw_id_fields = ["docket", "filing", "about", "vacated_by"]
    readonly_fields = ["read_by_machine"]
    show_full_result_count = False
    save_model = save_as_editor


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


@admin.register(Reading)
class ReadingAdmin(admin.ModelAdmin):
    """How far each docket has been read, and why reading stopped where it did."""

    list_display = ["docket", "version", "read_at", "event_count", "attempts", "error"]
    list_select_related = ["docket"]
    list_filter = ["version", ("error", admin.EmptyFieldListFilter)]
    search_fields = ["docket__docket_number"]
    has_add_permission = has_change_permission = has_delete_permission = nobody


@admin.register(TimelineEvent)
class TimelineEventAdmin(admin.ModelAdmin):
    list_display = ["date", "event_kind", "kind", "headline", "docket"]
    list_select_related = ["docket"]
    list_filter = ["event_kind", "kind"]
    search_fields = ["docket__docket_number", "headline"]
    show_full_result_count = False
    has_add_permission = has_change_permission = has_delete_permission = nobody


@admin.register(Edit)
class EditAdmin(admin.ModelAdmin):
    """Who changed what. The database refuses to change it, and so nobody is offered to."""

    list_display = ["at", "by_name", "kind", "object_id", "docket"]
    list_select_related = ["docket"]
    list_filter = ["kind"]
    search_fields = ["by_name", "docket__docket_number"]
    show_full_result_count = False
    has_add_permission = has_change_permission = has_delete_permission = nobody
