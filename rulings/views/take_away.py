"""What a case's page says under "Take it with you": the same timeline as files and as feeds."""

from django.conf import settings
from django.http import HttpRequest

from rulings.exports import FORMS
from rulings.subscription import feed_addresses

_FEEDS = [form for form, told in FORMS.items() if told.is_feed]


def taken(request: HttpRequest, base: str, kept: str) -> dict[str, object]:
    """For the template. ``base`` is the address of the case, ``kept`` the query that narrows it. Where the site asks for a login,
    feeds come with this reader's keys."""
    addresses = feed_addresses(request.user, [(f"{base}timeline.{form}", kept) for form in _FEEDS])
    feeds = zip(_FEEDS, addresses, strict=True)
    return {
        "forms": [(form, told.label, told.media_type.partition(";")[0]) for form, told in FORMS.items()],
        "feeds": [(FORMS[form].label, request.build_absolute_uri(address)) for form, address in feeds],
        "has_keys": not settings.SITE_IS_PUBLIC,
    }
