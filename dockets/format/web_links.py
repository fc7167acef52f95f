"""Which addresses a page may link to. Pure."""


def allow_web_link(url: str) -> str:
    """``url`` if it is http or https, else "", so that a court's text cannot introduce another scheme."""
    return url if url.lower().startswith(("https://", "http://")) else ""
