"""A case's timeline in an article's page: the frame that an editor pastes there, and where it may stand."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

WIDTH, HEIGHT = 640, 560
"""Pixels, of a frame that nobody has asked to be of another size."""
NOWHERE = "'none'"


def is_embeddable() -> bool:
    """Not where the site asks for a login, for the reader of an article has none."""
    return bool(settings.SITE_IS_PUBLIC and settings.EMBED_ORIGINS and settings.EMBED_ORIGINS != [NOWHERE])


def embed_address(court_id: str, docket_number: str, query: Mapping[str, str] | str = "") -> str:
    """``query``: what narrows the timeline."""
    asked = query if isinstance(query, str) else urlencode(query)
    path = reverse("timeline-embed", args=[court_id, docket_number])
    return f"{path}?{asked}" if asked else path


def frame(address: str, title: str, width: int = WIDTH, height: int = HEIGHT) -> str:
    """HTML for another site. It is as wide as its place there allows, and is loaded once it is scrolled to."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" style="border:0;width:100%;max-width:{}px"></iframe>',
        address,
        f"Timeline: {title}",
        width,
        height,
        width,
    )


def for_articles(answer: HttpResponseBase) -> None:
    """Marks a picture that articles may show: pages of any address below the domain that this site's address is below. Pages of
    other domains frame the timeline, which needs no such mark, or take a copy of the picture along."""
    answer.headers["Cross-Origin-Resource-Policy"] = "same-site"


def policy() -> dict[str, list[str]]:
    """The content security policy of an embedded timeline: a style sheet of ours and nothing else."""
    return {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": settings.EMBED_ORIGINS,
    }


def is_origin(written: str) -> bool:
    """Whether ``frame-ancestors`` may hold it: "https:", "https://www.paper.example", "https://*.paper.example", "'none'"."""
    parts = urlsplit(written)
    plain = not any(sign in written for sign in " ;,\t\r\n")
    return written == NOWHERE or (plain and parts.scheme in ("https", "http") and not parts.path.strip("/") and not parts.query)
