"""What the pages of corrections do with a form: what it begins with, and saving it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from dockets.history.audit_log import create_request_id
from dockets.http.query_values import strip_control_characters_from_query
from dockets.models import Docket
from rulings.corrections.forms import CaseCorrectionForm, FilingCorrectionForm, PartyCorrectionForm
from rulings.corrections.save import Corrected, CorrectionConflict, get_corrections_version, save_corrections
from rulings.http import sent_forms
from rulings.models import Correction
from rulings.views.desk.desk import get_desk_user
from rulings.vocabulary.corrections import CorrectedField

CONFLICT = 409
_INPUTS = {
    CorrectedField.FILER: ("names", "side"),
    CorrectedField.STATE: ("state", "since"),
    CorrectedField.STATUS: ("value", "how", "on"),
    CorrectedField.PARTY_NAME: ("name",),
    CorrectedField.PARTY_SIDE: ("side",),
    CorrectedField.SAME_PARTY: ("same_as",),
    CorrectedField.COUNSEL: ("left_out", "added"),
}
"""Of the fields that have more than one input, or one of another name."""


def get_hidden_values(corrections: Mapping[CorrectedField, Correction]) -> dict[str, Any]:
    """What a form carries beside what it asks. ``corrections``: those that it shows."""
    return {"seen": get_corrections_version(corrections), "request_id": create_request_id()}


def save_sent_form(
    request: HttpRequest,
    docket: Docket,
    of: Corrected,
    form: FilingCorrectionForm | CaseCorrectionForm | PartyCorrectionForm,
) -> bool:
    """Saves a valid form. False where another editor came first: nothing is written, and the editor is told."""
    told = form.cleaned_data
    try:
        save_corrections(
            docket, of, form.get_changed_values(),
            taken_back=[CorrectedField(name) for name in told["taken_back"]],
            is_looked_at=told.get("looked_at", False), reason=told["reason"], seen=told["seen"],
            by=get_desk_user(request), now=timezone.now(),
            request_id=sent_forms.get_form_id(request, told["request_id"]),
        )  # fmt: skip
    except CorrectionConflict as overtaken:
        messages.error(request, str(overtaken))
        return False
    return True


def merge_sent_form(
    request: HttpRequest,
    form: FilingCorrectionForm | CaseCorrectionForm | PartyCorrectionForm,
    corrections: Mapping[CorrectedField, Correction],
) -> QueryDict:
    """What the form shows where another editor came first: what was sent, but theirs in each field that they have
    corrected, since it may be one that this editor left alone. Words of this editor's that it takes the place of are
    told beside it. ``form`` has the present values as its initial ones."""
    merged = strip_control_characters_from_query(request.POST)[0].copy()
    theirs = [name for name, row in corrections.items() if row.corrected_by_id != request.user.pk]
    for name in [one for field in theirs for one in _INPUTS.get(field, (field.value,)) if one in form.fields]:
        now = _list_sent_values(form.get_initial_for_field(form.fields[name], name))
        if now != (mine := merged.getlist(name)):
            merged.setlist(name, now)
            messages.error(request, f"{form.fields[name].label}: you had entered “{', '.join(mine)}”.")
    for name, value in get_hidden_values(corrections).items():
        merged[name] = value
    return merged


def _list_sent_values(value: Any) -> list[str]:
    """As a browser sends it."""
    if isinstance(value, bool):
        return ["on"] if value else []
    return [str(one) for one in value] if isinstance(value, list) else ["" if value is None else str(value)]
