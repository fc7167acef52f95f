"""``/cases/<court>/<docket number>/follow/``: a reader with a login begins to follow a case, or stops."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from dockets.format.urls import build_docket_url
from rulings.http.find_case import find_docket
from rulings.models import Follow


@login_required
@require_POST
def follow(request: HttpRequest, court_id: str, number: str) -> HttpResponse:
    """``follow=1`` begins, anything else ends it. Repeating it changes nothing."""
    docket, reader = find_docket(court_id, number), int(request.user.pk or 0)
    if request.POST.get("follow") == "1":
        Follow.objects.bulk_create([Follow(user_id=reader, docket=docket)], ignore_conflicts=True)
        messages.success(request, "You follow this case: what is new in it stands on the front page.")
    else:
        Follow.objects.filter(user_id=reader, docket=docket).delete()
        messages.success(request, "You no longer follow this case.")
    return HttpResponseRedirect(build_docket_url(docket.court_id, docket.docket_number))
