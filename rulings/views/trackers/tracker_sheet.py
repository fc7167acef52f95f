"""``/desk/trackers/<id>/sheet/``: a sheet that the newsroom has kept: its columns, a preview, and then it is taken."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.history.audit_log import create_request_id
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from rulings.http import sent_forms
from rulings.models import Tracker
from rulings.trackers.sheets.read import (
    FIELDS,
    IGNORE,
    MOST_OWN_STATUSES,
    NoSheet,
    Sheet,
    guess_fields,
    list_own_statuses,
    match_rows,
    read_sheet,
)
from rulings.trackers.sheets.take import MOST_ENTERED, enter_missing_cases, take_sheet
from rulings.trackers.sheets.watched import take_and_watch_sheet, watch_lines
from rulings.views.desk.desk import get_desk_user
from rulings.vocabulary.trackers.words import ColumnKey

SHOWN = 200


class SheetForm(forms.Form):
    text = forms.CharField(
        label="The sheet, as text", widget=forms.Textarea(attrs={"rows": 8}), required=False, strip=False
    )
    file = forms.FileField(label="Or a CSV file", required=False)
    request_id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


@require_role("editor", "trackers")
@require_http_methods(["GET", "HEAD", "POST"])
def tracker_sheet(request: HttpRequest, tracker_id: int) -> HttpResponse:
    """Sent with ``take``, what the preview showed is taken; with ``take=all``, what was not found is entered by hand,
    with ``take=watch``, it is watched; ``watch=5`` has line 5 alone watched.
    ``column-0`` and so on say what each column is, ``said-0`` and ``means-0`` and so on which value of the vocabulary
    a word of the sheet stands for."""
    row = get_object_or_404(Tracker, pk=tracker_id)
    form = SheetForm(initial={"request_id": create_request_id()})
    if request.method != "POST":
        return _shown(request, row, form, None, [], 200)
    query, text = request.POST, _read_text(request)
    try:
        sheet = read_sheet(text)
    except NoSheet as error:
        form = SheetForm(initial={"text": text, "request_id": create_request_id()})
        return _shown(request, row, form, None, [str(error)], 422)
    fields, meant = _read_fields(query, sheet, row), _read_meant(query, row)
    if "take" in query or "watch" in query:
        return _act(request, row, text, (sheet, fields), meant)
    return _shown_again(request, row, text, (sheet, fields), meant)


def _act(
    request: HttpRequest, row: Tracker, text: str, given: tuple[Sheet, list[str]], meant: Mapping[str, str]
) -> HttpResponse:
    query, _ = strip_control_characters_from_query(request.POST)
    key = sent_forms.get_form_id(request, query.get("request_id", "")[:64])
    matched, user, now = match_rows(*given, row, meant), get_desk_user(request), timezone.now()
    if "watch" in query:
        lines = [each for each in matched if str(each.line) == query["watch"]]
        watched = len(watch_lines(row, lines, by=user, now=now, request_id=key))
        messages.info(request, describe_watched(watched))
        return _shown_again(request, row, text, given, meant)
    left = 0
    if query["take"] == "watch":
        number, watched = take_and_watch_sheet(row, matched, by=user, now=now, request_id=key)
        messages.info(request, describe_watched(watched))
    else:
        if query["take"] == "all":
            left = max(0, sum(each.is_enterable for each in matched) - MOST_ENTERED)
            enter_missing_cases(row, matched, by=user)
        number = take_sheet(row, matched, by=user, now=now, request_id=key)
    messages.info(request, f"{number:,} line{'' if number == 1 else 's'} of the sheet taken.")
    if left:
        told = f"{left:,} {'is' if left == 1 else 'are'} left: press again."
        messages.info(request, f"{MOST_ENTERED} cases are entered by hand at a time. {told}")
        return _shown_again(request, row, text, given, meant)
    return HttpResponseRedirect(reverse("tracker-rows", args=[row.pk]))


def describe_watched(number: int) -> str:
    if number == 1:
        return "1 line is watched, and listed on the page of rows until its case is here."
    said = f"{number:,} lines are watched, and listed on the page of rows until they are here."
    return said if number else "Nothing new is watched."


def _shown_again(
    request: HttpRequest, row: Tracker, text: str, given: tuple[Sheet, list[str]], meant: Mapping[str, str]
) -> HttpResponse:
    form = SheetForm(initial={"text": text, "request_id": create_request_id()})
    return _shown(request, row, form, given, [], 200, meant)


def _read_text(request: HttpRequest) -> str:
    file = request.FILES.get("file")
    if file is None or not hasattr(file, "read"):
        return request.POST.get("text", "")
    body: bytes = file.read()
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace")


def _read_fields(query: QueryDict, sheet: Sheet, row: Tracker) -> list[str]:
    """As chosen on the preview, else as the columns' names say. A field that is chosen twice counts once."""
    if "column-0" not in query:
        return guess_fields(sheet.head, row)
    known = {*FIELDS, *(f"own-{column.pk}" for column in row.columns.filter(key=ColumnKey.OWN))}
    fields: list[str] = []
    for place in range(len(sheet.head)):
        chosen = query.get(f"column-{place}", IGNORE)
        fields.append(chosen if chosen in known and chosen not in fields else IGNORE)
    return fields


def _read_meant(query: QueryDict, row: Tracker) -> dict[str, str]:
    """By the sheet's word, the name of the value that was chosen for it."""
    names = {str(status.pk): status.name for status in row.statuses.all()}
    chosen = ((query.get(f"said-{at}", ""), query.get(f"means-{at}", "")) for at in range(MOST_OWN_STATUSES))
    return {said: names[means] for said, means in chosen if said and means in names}


def _shown(
    request: HttpRequest,
    row: Tracker,
    form: SheetForm,
    given: tuple[Sheet, list[str]] | None,
    complaints: list[str],
    status: int,
    meant: Mapping[str, str] | None = None,
) -> HttpResponse:
    (sheet, fields), meant = given or (None, []), meant or {}
    matched = match_rows(sheet, fields, row, meant) if sheet else []
    own_statuses = list_own_statuses(sheet, fields, row) if sheet else []
    found, missing = [each for each in matched if each.docket], [each for each in matched if not each.docket]
    own = [(f"own-{column.pk}", column.label) for column in row.columns.filter(key=ColumnKey.OWN)]
    context = {
        "tracker": row,
        "form": form,
        "columns": list(zip(sheet.head, fields, strict=True)) if sheet else [],
        "choices": [(IGNORE, "not taken"), *((key, label) for key, (label, _) in FIELDS.items()), *own],
        "own_statuses": [(said, number, meant.get(said, "")) for said, number in own_statuses],
        "statuses": row.statuses.all(),
        "found": found[:SHOWN],
        "missing": missing[:SHOWN],
        "more": {"found": len(found[SHOWN:]), "missing": len(missing[SHOWN:])},
        "enterable": sum(each.is_enterable for each in matched),
        "watchable": sum(each.court is not None and not each.is_watched for each in matched),
        "number": (len(found), len(matched)),
        "complaints": complaints,
        "section": "trackers",
        "sub": "sheet",
    }
    return render(request, "rulings/trackers/tracker_sheet.html", context, status=status)
