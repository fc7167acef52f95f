"""``/imports/address/``: an address that a person pasted is watched from now on, or read once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from dockets import take_address
from dockets.forms import AddressForm
from dockets.views.admins import admins_only
from dockets.views.imports import desk


@require_POST
@admins_only
def imports_address(request: HttpRequest) -> HttpResponse:
    form = AddressForm(request.POST)
    if not form.is_valid():
        return desk(request, address=form, status=422)
    source = take_address.take(
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
