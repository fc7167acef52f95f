"""What a case's page says under "Take it with you": the same timeline as files and as feeds."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from dockets.models import Docket
from rulings.card import card_of, description
from rulings.embedding import embed_address, frame, is_embeddable
from rulings.exports import FORMS
from rulings.filters import VISIT
from rulings.models import Reading
from rulings.subscription import feed_addresses

_FEEDS = [form for form, told in FORMS.items() if told.is_feed]


def taken(request: HttpRequest, docket: Docket, base: str, kept: str) -> dict[str, object]:
    """For the template. ``base`` is the address of the case, ``kept`` the query that narrows it. Where the site asks for a login,
    feeds come with this reader's keys."""
    # What is new to this reader is for no one else, and for no program.
    common = "&".join(part for part in kept.split("&") if part != f"since={VISIT}")
    addresses = feed_addresses(request.user, [(f"{base}timeline.{form}", common) for form in _FEEDS])
    feeds = zip(_FEEDS, addresses, strict=True)
    return {
        "forms": [(form, told.label, told.media_type.partition(";")[0]) for form, told in FORMS.items()],
        "feeds": [(FORMS[form].label, request.build_absolute_uri(address)) for form, address in feeds],
        "has_keys": not settings.SITE_IS_PUBLIC,
    } | (_embedded(request, docket, base, common) if is_embeddable() else {})


def shared(request: HttpRequest, docket: Docket, reading: Reading | None, base: str) -> dict[str, object]:
    """What a network shows where the address of the case is shared; nothing of a site that asks for a login."""
    if not settings.SITE_IS_PUBLIC:
        return {}
    card = card_of(docket, reading, settings.SITE_NAME)
    picture = f"{reverse('case-card', args=[docket.court_id, docket.docket_number])}?v={card.digest}"
    return {
        "card": card,
        "card_url": request.build_absolute_uri(base),
        "card_picture": request.build_absolute_uri(picture),
        "card_text": description(card, docket),
    }


def _embedded(request: HttpRequest, docket: Docket, base: str, kept: str) -> dict[str, object]:
    address = embed_address(docket.court_id, docket.docket_number, kept)
    case = request.build_absolute_uri(f"{base}?{kept}" if kept else base)
    return {
        "embed": address,
        "snippet": frame(request.build_absolute_uri(address), docket.case_name or docket.docket_number),
        "oembed": request.build_absolute_uri(f"{reverse('oembed')}?{urlencode({'format': 'json', 'url': case})}"),
    }
