"""``/following/end/<end_key>/``: ends mail without a login. GET shows what would end; only POST ends it, also when a
mail program sends it (RFC 8058), which has neither a session nor a token of a form: the key itself is the permission.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from rulings.following.subjects import describe_followed
from rulings.following.unsubscribe import end_mail, read_unsubscribe_key
from rulings.models import Follow


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, end_key: str) -> HttpResponse:
    found = read_unsubscribe_key(end_key)
    if found is None:
        raise Http404("This link is not one of ours, or what it would end has ended.")
    channel, follow = found
    if request.method == "POST":
        end_mail(channel, follow)
    named = Follow.objects.select_related("docket", "court", "tracker").get(pk=follow.pk) if follow else None
    context = {"is_done": request.method == "POST", "subject": describe_followed(named) if named else None}
    return render(request, "rulings/following/unsubscribe.html", context)
