"""``/cases/<court>/<docket number>/follow/``: a reader with a login begins to follow a case, or stops."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from dockets.addresses import docket_address
from rulings.models import Follow
from rulings.views.case import find_docket


@login_required
@require_POST
def follow(request: HttpRequest, court_id: str, number: str) -> HttpResponse:
    """``follow=1`` begins, anything else ends it. Said twice it is said once."""
    docket, reader = find_docket(court_id, number), int(request.user.pk or 0)
    if request.POST.get("follow") == "1":
        Follow.objects.bulk_create([Follow(user_id=reader, docket=docket)], ignore_conflicts=True)
        messages.success(request, "You follow this case: what is new in it stands on the front page.")
    else:
        Follow.objects.filter(user_id=reader, docket=docket).delete()
        messages.success(request, "You no longer follow this case.")
    return HttpResponseRedirect(docket_address(docket.court_id, docket.docket_number))
