"""``/accounts/directory/``: from a log-in page that carries a form to the newsroom's directory. What it carries is kept
in the session (``casetracker.access.kept_forms``), since no form may lead to another site."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from casetracker.accounts.directory import PROVIDER, has_directory


@login_not_required
@require_POST
def directory_login(request: HttpRequest) -> HttpResponse:
    if not has_directory():
        raise Http404("There is no directory.")
    address = reverse(settings.DIRECTORY_LOGIN, args=[PROVIDER])
    return render(request, "account/to_directory.html", {"address": address, "name": settings.DIRECTORY_NAME})
