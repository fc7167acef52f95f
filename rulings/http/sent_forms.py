"""Recognises a form that is sent twice: shared by the views that take forms."""

from hashlib import blake2b

from django.http import HttpRequest

_KEPT = 47
"""Characters of a ``request_id``: with the digest added, it just fits the audit log's column."""


def get_form_id(request: HttpRequest, request_id: str) -> str:
    """The id under which a form is taken once (``audit_log.is_request_done``): its ``request_id`` with a digest of
    where it was sent and of all that it holds; "" where it carries none.

    Sent twice by a double click, a form has the same id. Sent again after going back, with other words in it, it is
    another form, which is checked against the current state; otherwise it would be answered as saved, although nothing
    of it was.
    """
    if not request_id:
        return ""
    told = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    digest = blake2b(
        repr((request_id, request.path, told)).encode(errors="backslashreplace"), digest_size=8
    ).hexdigest()
    return f"{request_id[:_KEPT]}.{digest}"
