"""``/following/read/``: nothing is new any more, in one case, or in all that a reader follows or has looked at."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from dockets.format.urls import build_docket_url
from dockets.models import Docket
from rulings.following.unread import mark_all_as_read, mark_as_read
from rulings.views.following.access import get_reader


@login_required
@require_POST
def following_read(request: HttpRequest) -> HttpResponse:
    """``docket``: the id of one case; else all."""
    reader, asked = get_reader(request), request.POST.get("docket", "")
    if asked:
        number = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
        docket = get_object_or_404(Docket.objects.current().defer("search"), pk=number)
        mark_as_read(reader.pk, [docket.pk], timezone.now())
        return HttpResponseRedirect(build_docket_url(docket.court_id, docket.docket_number))
    mark_all_as_read(reader.pk, timezone.now())
    messages.success(request, "Everything counts as read. What comes from now on is new.")
    return HttpResponseRedirect(reverse("following" if request.POST.get("back") == "following" else "home"))
