"""What tells a form from itself sent twice: shared by the views that take forms."""

from hashlib import blake2b

from django.http import HttpRequest

_KEPT = 47
"""Characters of a ``request_id``: with what is added, as many as the account has room for."""


def once(request: HttpRequest, request_id: str) -> str:
    """Under which id a form is taken once (``edits.done_already``): its ``request_id`` with a digest of where it was sent and
    of all that stands in it; "" where it carries none.

    Sent twice by a double click it is the same. Sent again after going back, with other words in it, it is another form, which is
    held against what stands by then; else it would be answered as saved, and nothing of it would be."""
    if not request_id:
        return ""
    told = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    digest = blake2b(repr((request_id, request.path, told)).encode(errors="backslashreplace"), digest_size=8).hexdigest()
    return f"{request_id[:_KEPT]}.{digest}"
