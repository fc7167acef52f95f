"""``/hooks/courtlistener/<secret>/``: receives CourtListener's webhooks.

CourtListener does not sign them. They are recognised by the secret in the address and, where the site names them, by
the networks that they come from. CourtListener expects an answer within a second, and repeats a message for two days
until it gets a 2xx.
"""

from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from dockets.http.client_address import get_client_address
from dockets.watch.webhook import InvalidMessage, receive_message

SHORTEST_SECRET = 32
MOST_BYTES = 10 * 1024 * 1024


@login_not_required
@csrf_exempt
@require_POST
def webhook(request: HttpRequest, secret: str) -> HttpResponse:
    if not _is_ours(secret):
        raise Http404
    if not _may_come_from(get_client_address(request)):
        return _said("Messages are not taken from this address.", 403)
    body = request.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        return _said(f"At most {MOST_BYTES // 2**20} MB are taken.", 413)
    try:
        is_new = receive_message(request.headers.get("Idempotency-Key", ""), body)
    except InvalidMessage as error:
        return _said(str(error), 400)
    return _said("Taken in.", 202) if is_new else _said("This was delivered before.", 200)


def _is_ours(secret: str) -> bool:
    ours = settings.WEBHOOK_SECRET
    return len(ours) >= SHORTEST_SECRET and constant_time_compare(secret, ours)


def _may_come_from(written: str) -> bool:
    if not settings.WEBHOOK_NETWORKS:
        return True
    try:
        address = ip_address(written)
    except ValueError:
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in settings.WEBHOOK_NETWORKS)


def _said(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
