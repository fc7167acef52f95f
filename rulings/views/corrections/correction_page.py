"""What the pages of corrections do with a form: what it begins with, and saving it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from dockets.history.audit_log import create_request_id
from dockets.models import Docket
from rulings.corrections.forms import CaseCorrectionForm, FilingCorrectionForm, PartyCorrectionForm
from rulings.corrections.save import Corrected, CorrectionConflict, get_corrections_version, save_corrections
from rulings.http import sent_forms
from rulings.models import Correction
from rulings.views.desk.desk import get_desk_user
from rulings.vocabulary.corrections import CorrectedField

CONFLICT = 409


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
