"""The links of a case's page under "Take it with you": the same timeline as files and as feeds."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from dockets.models import Docket
from rulings.exports.formats import FORMS
from rulings.http.subscription_keys import build_feed_urls
from rulings.models import Reading
from rulings.timeline.embedding import (
    build_embed_frame,
    build_embed_url,
    build_fitting_frame,
    describe_frame_limits,
    is_embeddable,
)
from rulings.timeline.filters import VISIT
from rulings.timeline.share_card import build_share_card, describe_case

_FEEDS = [form for form, told in FORMS.items() if told.is_feed]


def list_export_links(request: HttpRequest, docket: Docket, base: str, kept: str) -> dict[str, object]:
    """For the template. ``base`` is the address of the case, ``kept`` the query that narrows it. Where the site asks
    for a login, feeds have this reader's keys."""
    # What is new to this reader is meaningless for anyone else, and for programs.
    common = "&".join(part for part in kept.split("&") if part != f"since={VISIT}")
    addresses = build_feed_urls(request.user, [(f"{base}timeline.{form}", common) for form in _FEEDS])
    feeds = zip(_FEEDS, addresses, strict=True)
    return {
        "forms": [(form, told.label, told.media_type.partition(";")[0]) for form, told in FORMS.items()],
        "feeds": [(FORMS[form].label, request.build_absolute_uri(address)) for form, address in feeds],
        "has_keys": not settings.SITE_IS_PUBLIC,
    } | (_embedded(request, docket, base, common) if is_embeddable() else {})


def build_share_tags(request: HttpRequest, docket: Docket, reading: Reading | None, base: str) -> dict[str, object]:
    """What a network shows for a shared link to the case; empty on a site that asks for a login."""
    if not settings.SITE_IS_PUBLIC:
        return {}
    card = build_share_card(docket, reading, settings.SITE_NAME)
    picture = f"{reverse('case-card', args=[docket.court_id, docket.docket_number])}?v={card.digest}"
    return {
        "card": card,
        "card_url": request.build_absolute_uri(base),
        "card_picture": request.build_absolute_uri(picture),
        "card_text": describe_case(card, docket),
    }


def _embedded(request: HttpRequest, docket: Docket, base: str, kept: str) -> dict[str, object]:
    address = build_embed_url(docket.court_id, docket.docket_number, kept)
    there, title = request.build_absolute_uri(address), docket.case_name or docket.docket_number
    case = request.build_absolute_uri(f"{base}?{kept}" if kept else base)
    return {
        "embed": address,
        "frame_limits": describe_frame_limits(),
        "embed_code": build_embed_frame(there, title),
        "fitting_code": build_fitting_frame(there, title),
        "oembed": request.build_absolute_uri(f"{reverse('oembed')}?{urlencode({'format': 'json', 'url': case})}"),
    }
