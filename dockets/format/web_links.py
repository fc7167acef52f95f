"""Which addresses a page may link to. Pure."""

from urllib.parse import urlsplit


def allow_web_link(url: str) -> str:
    """``url`` if it is http or https, else "", so that a court's text cannot introduce another scheme; "" also of what
    is no address at all ("http://[/")."""
    if not url.lower().startswith(("https://", "http://")):
        return ""
    try:
        urlsplit(url)
    except ValueError:
        return ""
    return url
