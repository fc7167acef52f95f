"""Embedding a case, a tracker or a passage in an article: the frame that an editor pastes there, which is as high as
what it holds, and which sites may frame it."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.csp import CSP, build_policy
from django.utils.html import format_html
from django.utils.http import urlencode
from django.views.decorators.clickjacking import xframe_options_exempt

WIDTH, HEIGHT = 640, 560
"""Size of a frame in pixels where no other is asked for."""
NOWHERE = "'none'"
FIT = "fit"
"""The parameter by which a frame tells the page around it how high it is (``static/js/embed_fit.js``, which
``templates/rulings/embed.html`` loads)."""
FITTING = (
    '<script>addEventListener("message",function(e){var h=e.data&&e.data.casetracker;'
    'if(h>0&&h<99999)document.querySelectorAll("iframe").forEach(function(f){'
    "if(f.contentWindow===e.source)f.height=h})})</script>"
)
"""What the page around it does with that: only a frame itself changes its height, and nothing else of it."""


def is_embeddable() -> bool:
    """Whether timelines can be embedded: not where the site asks for a login, since an article's reader has none."""
    return bool(settings.SITE_IS_PUBLIC and settings.EMBED_ORIGINS and settings.EMBED_ORIGINS != [NOWHERE])


def describe_frame_limits() -> str:
    """A sentence for whoever copies the code of a frame: which pages cannot show it. "" where all can."""
    origins = settings.EMBED_ORIGINS
    if "http:" in origins:
        return ""
    if "https:" in origins:
        return "Pages without https cannot show it; the setting CASETRACKER_EMBED_ORIGINS can let them."
    return f"Pages of {', '.join(origins)} alone can show it (CASETRACKER_EMBED_ORIGINS)."


def build_embed_url(court_id: str, docket_number: str, query: Mapping[str, str] | str = "") -> str:
    """The address of the embedded timeline. ``query`` narrows the timeline."""
    asked = query if isinstance(query, str) else urlencode(query)
    path = reverse("timeline-embed", args=[court_id, docket_number])
    return f"{path}?{asked}" if asked else path


def build_embed_frame(
    address: str, title: str, width: int = WIDTH, height: int = HEIGHT, *, kind: str = "Timeline"
) -> str:
    """The frame's HTML for another site. It is as wide as its container there allows, and loads once it is scrolled
    to."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"'
        ' style="border:0;width:100%;max-width:{}px"></iframe>',
        address,
        f"{kind}: {title}",
        width,
        height,
        width,
    )


def build_fitting_frame(address: str, title: str, height: int = HEIGHT, *, kind: str = "Timeline") -> str:
    """A frame that is as high as what it holds, also where that changes, by a line of script in the page around it."""
    return f"{build_embed_frame(ask_for_fit(address), title, WIDTH, height, kind=kind)}{FITTING}"


def ask_for_fit(address: str) -> str:
    """The address of an embed that tells the page around it how high it is. Whether that page listens (``FITTING``) is
    its own affair."""
    return f"{address}{'&' if '?' in address else '?'}{FIT}=1"


def frame_in_articles(
    *, cache: str = "public, max-age=300", **policy: list[str]
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """For the view of an embed: sites that may (``EMBED_ORIGINS``) can frame its answers, also those that say that
    nothing has changed, since a browser uses the headers of these for the page. ``cache``: ``Cache-Control``, so that
    a cache on the way keeps it for some minutes; ``policy``: what its content security policy allows beside."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @xframe_options_exempt
        @wraps(view)
        def framed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            answer = view(request, *args, **kwargs)
            allowed = build_embed_policy(fits=FIT in request.GET) | policy
            answer[CSP.HEADER_ENFORCE.value] = build_policy(allowed)
            answer["Cache-Control"] = cache
            return answer

        return framed

    return decorate


def allow_in_articles(answer: HttpResponseBase) -> None:
    """Lets articles show a picture, by its cross-origin headers: pages on the registrable domain of this site may load
    it. Pages of other domains can frame the timeline, which needs no such header, or copy the picture."""
    answer.headers["Cross-Origin-Resource-Policy"] = "same-site"


def build_embed_policy(*, fits: bool = False) -> dict[str, list[str]]:
    """The content security policy of an embedded timeline: one style sheet of this site and nothing else; where it
    ``fits``, one script too."""
    return {
        "default-src": ["'none'"],
        **({"script-src": ["'self'"]} if fits else {}),
        "style-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": settings.EMBED_ORIGINS,
    }


def is_frame_origin(written: str) -> bool:
    """Whether a value may stand in ``frame-ancestors``: "https:", "https://www.paper.example",
    "https://*.paper.example", "'none'"."""
    parts = urlsplit(written)
    plain = not any(sign in written for sign in " ;,\t\r\n")
    return written == NOWHERE or (
        plain and parts.scheme in ("https", "http") and not parts.path.strip("/") and not parts.query
    )
