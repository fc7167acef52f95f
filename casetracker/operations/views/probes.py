"""``/healthz``, ``/readyz`` and ``/metrics``, for what watches over the site: a load balancer, a container's health
check, a monitor.

They are answered by a middleware before any that looks at the host's name or at the session: under any host name,
without a rate or a redirect to https, and while the database is away. Only the addresses of ``PROBE_NETWORKS`` are
answered; by the metrics, whoever has their token as well.
"""

import hmac
from collections.abc import Callable, Mapping
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from casetracker.config.draining import is_draining
from casetracker.operations import outage_mail
from casetracker.operations.condition import check_parts
from dockets.http.client_address import get_client_address

type View = Callable[..., HttpResponse]


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers."""
    return _answer({"status": "ok"})


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether the site can do its work: 503 where a part is missing, which is named, and where this web server is about
    to stop. ``?parts=database``: whether those parts are there that pages need."""
    if is_draining():
        return _answer({"status": "draining"}, HTTPStatus.SERVICE_UNAVAILABLE)
    parts = check_parts(timezone.now())
    told = {part.name: part.trouble or "ok" for part in parts}
    asked = set(filter(None, request.GET.get("parts", "").split(","))) or told.keys()
    missing = [part.name for part in parts if part.trouble and part.is_needed and part.name in asked]
    if missing:
        return _answer({"status": "missing", "missing": missing, "parts": told}, HTTPStatus.SERVICE_UNAVAILABLE)
    return _answer({"status": "ok", "parts": told})


def _answer(told: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    return JsonResponse(told, status=status, headers={"Cache-Control": "no-store"})


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures of the whole site, as Prometheus reads them."""
    # Not above: what writes them takes memory in every process, and most are never asked.
    from casetracker.operations.figures import write_figures

    body, content_type = write_figures()
    return HttpResponse(body, content_type=content_type, headers={"Cache-Control": "no-store"})


PROBES: Mapping[str, View] = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}


def answer_probes(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware."""

    def answer(request: HttpRequest) -> HttpResponse:
        view = PROBES.get(request.path_info)
        if view is None:
            return get_response(request)
        if not (is_probe_allowed(request) or (view is metrics and has_metrics_token(request))):
            return HttpResponse("Not found.", status=HTTPStatus.NOT_FOUND, content_type="text/plain; charset=utf-8")
        outage_mail.look_for_outages()
        return view(request)

    return answer


def has_metrics_token(request: HttpRequest) -> bool:
    """Whether the request bears ``METRICS_TOKEN``."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.METRICS_TOKEN) and hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode())


def is_probe_allowed(request: HttpRequest) -> bool:
    """Whether the request comes from one of ``PROBE_NETWORKS``. One that a proxy has passed on comes from whom the
    proxy names; where no proxy is set (``BEHIND_PROXY``), nobody knows who that is, and it is not allowed."""
    if "HTTP_X_FORWARDED_FOR" not in request.META:
        written = str(request.META.get("REMOTE_ADDR", ""))
    else:
        written = get_client_address(request) if settings.BEHIND_PROXY else ""
    try:
        address = ip_address(written)
    except ValueError:
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in settings.PROBE_NETWORKS)
