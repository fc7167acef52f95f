"""``/notes/<note>/<act>/``: the buttons below a note. Each is a form of its own, sent by POST."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from dockets.format.print_style import format_moment
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters
from rulings.http import sent_forms
from rulings.models import Annotation, Reply
from rulings.notes import replies, save
from rulings.notes.places import build_note_url, get_note_or_404
from rulings.notes.save import CannotAnnotate, NoteConflict
from rulings.notes.versions import NoSuchVersion
from rulings.passages.anchors import Passage

type Act = Callable[[Annotation, User, HttpRequest], str]
"""Performs the act, and returns a message."""


def _number(request: HttpRequest, name: str) -> int:
    sent = request.POST.get(name, "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


def _delete(row: Annotation, by: User, request: HttpRequest) -> str:
    save.delete_note(row.pk, by=by, version=_number(request, "version"), now=timezone.now())
    return "Deleted. It can be restored here at any time."


def _restore(row: Annotation, by: User, request: HttpRequest) -> str:
    save.restore_note(row.pk, by=by, now=timezone.now())
    return "Restored."


def _approve(row: Annotation, by: User, request: HttpRequest) -> str:
    approved = save.approve_note(row.pk, by=by, version=_number(request, "version"), now=timezone.now())
    if approved.published_at and approved.is_scheduled(timezone.now()):
        return f"Approved. It is published {format_moment(timezone.localtime(approved.published_at))}."
    return "Approved: readers see it."


def _give_back(row: Annotation, by: User, request: HttpRequest) -> str:
    words = strip_control_characters(request.POST.get("body", "")).replace("\r\n", "\n")
    with transaction.atomic():
        if words.strip() and Annotation.objects.editable_by(by).filter(pk=row.pk).exists():
            replies.add_reply(row.pk, words, by=by, now=timezone.now())
        save.return_note_to_author(row.pk, by=by, version=_number(request, "version"), now=timezone.now())
    return "Given back. It is a draft of its author’s again."


def _acknowledge(row: Annotation, by: User, request: HttpRequest) -> str:
    save.acknowledge_note(row.pk, by=by, now=timezone.now())
    return "The note stands, on the court’s words as they are now."


def _mark(row: Annotation, by: User, request: HttpRequest) -> str:
    exact = strip_control_characters(request.POST.get("exact", "")).replace("\r\n", "\n")
    passage = Passage(exact) if exact.strip() else None
    save.anchor_note_again(row.pk, passage, by=by, version=_number(request, "version"), now=timezone.now())
    return "The note is on these words now." if passage else "The note is on the whole filing now."


def _go_back(row: Annotation, by: User, request: HttpRequest) -> str:
    number = _number(request, "number")
    save.restore_note_version(row.pk, number, by=by, version=_number(request, "version"), now=timezone.now())
    return f"The words of version {number} stand again, as a new version."


def _close(row: Annotation, by: User, request: HttpRequest) -> str:
    replies.resolve_thread(row.pk, closed=True, by=by, now=timezone.now())
    return "Resolved."


def _open(row: Annotation, by: User, request: HttpRequest) -> str:
    replies.resolve_thread(row.pk, closed=False, by=by, now=timezone.now())
    return "Open again."


def _reply(row: Annotation, by: User, request: HttpRequest) -> str:
    body, asked = (
        strip_control_characters(request.POST.get("body", "")).replace("\r\n", "\n"),
        strip_control_characters(request.POST.get("request_id", "")),
    )
    replies.add_reply(row.pk, body, by=by, now=timezone.now(), request_id=sent_forms.get_form_id(request, asked))
    return "Answered."


def _withdraw(row: Annotation, by: User, request: HttpRequest) -> str:
    replies.withdraw_reply(_number(request, "reply"), by=by, now=timezone.now())
    return "Your answer is taken back."


ACTS: dict[str, Act] = {
    "delete": _delete,
    "restore": _restore,
    "approve": _approve,
    "give-back": _give_back,
    "acknowledge": _acknowledge,
    "mark": _mark,
    "go-back": _go_back,
    "resolve": _close,
    "reopen": _open,
    "reply": _reply,
    "withdraw": _withdraw,
}
_TO_HISTORY = {"delete", "give-back"}
"""Acts after which the note may no longer be visible on its filing's page."""


@require_role("journalist", "notes")
@require_POST
def annotation_act(request: HttpRequest, public_id: str, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404
    row, by = get_note_or_404(request, public_id), request.user
    if not isinstance(by, User):
        raise Http404
    try:
        messages.info(request, ACTS[act](row, by, request))
    except NoteConflict:
        messages.error(
            request,
            "Nothing was done: somebody has changed this note since the page was shown. Look at it as it is now.",
        )
    except CannotAnnotate as error:
        messages.error(request, str(error))
    except (Annotation.DoesNotExist, NoSuchVersion, Reply.DoesNotExist) as error:
        raise Http404("That is not yours to do, or it is not there any more.") from error
    if request.POST.get("back") == "desk":
        return HttpResponseRedirect(reverse("desk"))
    still_known = Annotation.objects.known_to(by).filter(pk=row.pk).exists()
    if not still_known:
        return HttpResponseRedirect(build_note_url(row).partition("#")[0])
    return HttpResponseRedirect(
        reverse("annotation-history", args=[public_id]) if act in _TO_HISTORY else build_note_url(row)
    )
