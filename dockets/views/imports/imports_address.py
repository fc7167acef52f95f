"""``/imports/address/``: watches an address that a person pasted, or reads it once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from dockets.http.permissions import require_role
from dockets.imports import add_source
from dockets.imports.forms import AddressForm
from dockets.views.imports.imports import render_import_desk


@require_POST
@require_role("admin", "imports")
def imports_address(request: HttpRequest) -> HttpResponse:
    form = AddressForm(request.POST)
    if not form.is_valid():
        return render_import_desk(request, address=form, status=422)
    source = add_source.add_source(
        form.cleaned_data["kind"],
        form.cleaned_data["address"],
        watch=form.cleaned_data["watch"],
        added_by=request.user,  # type: ignore[arg-type]  # logged in, as every admin is
    )
    if source.reads_once:
        messages.success(request, "It is read once. What comes of it is previewed here; nothing is imported yet.")
        return HttpResponseRedirect(reverse("imports-batch", args=[source.reads_once]))
    messages.success(request, "It is watched, and read for the first time as soon as a worker is free.")
    return HttpResponseRedirect(f"{reverse('imports')}sources/{source.pk}/")
