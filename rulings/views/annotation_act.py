"""``/notes/<note>/<act>/``: what a button below a note does. Each is a form of its own, sent by POST."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from dockets.print_style import exact_time
from dockets.views.typed import printable
from rulings import annotate, answer
from rulings.anchors import Passage
from rulings.annotate import CannotAnnotate, Conflict
from rulings.models import Annotation, AnnotationVersion, Reply
from rulings.views import sent
from rulings.views.annotators import known_note, newsroom_only, place_of

type Act = Callable[[Annotation, User, HttpRequest], str]
"""Does it and says so."""


def _number(request: HttpRequest, name: str) -> int:
    sent = request.POST.get(name, "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


def _delete(row: Annotation, by: User, request: HttpRequest) -> str:
    annotate.delete(row.pk, by=by, version=_number(request, "version"), now=timezone.now())
    return "Deleted. It can be restored here at any time."


def _restore(row: Annotation, by: User, request: HttpRequest) -> str:
    annotate.restore(row.pk, by=by, now=timezone.now())
    return "Restored."


def _approve(row: Annotation, by: User, request: HttpRequest) -> str:
    approved = annotate.approve(row.pk, by=by, version=_number(request, "version"), now=timezone.now())
    if approved.published_at and approved.is_scheduled(timezone.now()):
        return f"Approved. It is published {exact_time(timezone.localtime(approved.published_at))}."
    return "Approved: readers see it."


def _give_back(row: Annotation, by: User, request: HttpRequest) -> str:
    annotate.give_back(row.pk, by=by, version=_number(request, "version"), now=timezone.now())
    return "Given back. It is a draft of its author’s again."


def _acknowledge(row: Annotation, by: User, request: HttpRequest) -> str:
    annotate.acknowledge(row.pk, by=by, now=timezone.now())
    return "The note stands, on the court’s words as they are now."


def _mark(row: Annotation, by: User, request: HttpRequest) -> str:
    exact = printable(request.POST.get("exact", "")).replace("\r\n", "\n")
    passage = Passage(exact) if exact.strip() else None
    annotate.mark_anew(row.pk, passage, by=by, version=_number(request, "version"), now=timezone.now())
    return "The note is on these words now." if passage else "The note is on the whole filing now."


def _go_back(row: Annotation, by: User, request: HttpRequest) -> str:
    number = _number(request, "number")
    annotate.go_back(row.pk, number, by=by, version=_number(request, "version"), now=timezone.now())
    return f"The words of version {number} stand again, as a new version."


def _close(row: Annotation, by: User, request: HttpRequest) -> str:
    answer.resolve(row.pk, closed=True, by=by, now=timezone.now())
    return "Resolved."


def _open(row: Annotation, by: User, request: HttpRequest) -> str:
    answer.resolve(row.pk, closed=False, by=by, now=timezone.now())
    return "Open again."


def _reply(row: Annotation, by: User, request: HttpRequest) -> str:
    body, asked = printable(request.POST.get("body", "")).replace("\r\n", "\n"), printable(request.POST.get("request_id", ""))
    answer.reply(row.pk, body, by=by, now=timezone.now(), request_id=sent.once(request, asked))
    return "Answered."


def _withdraw(row: Annotation, by: User, request: HttpRequest) -> str:
    answer.withdraw(_number(request, "reply"), by=by, now=timezone.now())
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
"""After these the note may not be seen any more on its filing's page."""


@newsroom_only
@require_POST
def annotation_act(request: HttpRequest, public_id: str, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404
    row, by = known_note(request, public_id), request.user
    if not isinstance(by, User):
        raise Http404
    try:
        messages.info(request, ACTS[act](row, by, request))
    except Conflict:
        messages.error(
            request, "Nothing was done: somebody has changed this note since the page was shown. Look at it as it is now."
        )
    except CannotAnnotate as error:
        messages.error(request, str(error))
    except (Annotation.DoesNotExist, AnnotationVersion.DoesNotExist, Reply.DoesNotExist) as error:
        raise Http404("That is not yours to do, or it is not there any more.") from error
    if request.POST.get("back") == "desk":
        return HttpResponseRedirect(reverse("desk"))
    still_known = Annotation.objects.known_to(by).filter(pk=row.pk).exists()
    if not still_known:
        return HttpResponseRedirect(place_of(row).partition("#")[0])
    return HttpResponseRedirect(reverse("annotation-history", args=[public_id]) if act in _TO_HISTORY else place_of(row))
