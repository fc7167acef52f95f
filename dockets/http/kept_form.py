"""A form that was sent and could not be taken, because nobody was logged in any more: what it held, and where it
belongs. Middleware (``casetracker.access.kept_forms``) carries it through the log-in and fills it in again."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from django.http import HttpRequest, QueryDict

ATTRIBUTE = "kept_form"
"""Where the middleware leaves the form that this request's page is to show."""
REDRAW = "redraw"
"""Name of a field with which a script asks such a page to draw what it sends, and to save nothing."""


@dataclass(frozen=True)
class KeptForm:
    """``address``: path and query to which it was sent. ``page``: those of the page on which it stood. ``fields``: name
    and value of each, in order. ``files``: names of the files that came with it, which are not kept. ``reason``: the
    sentence that tells why it was not taken."""

    address: str
    page: str
    fields: Sequence[tuple[str, str]]
    files: Sequence[str] = ()
    reason: str = ""

    @property
    def path(self) -> str:
        """As ``request.path`` has it."""
        return unquote(urlsplit(self.address).path)

    @property
    def size(self) -> int:
        """Characters."""
        return sum(len(name) + len(value) for name, value in self.fields)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Self:
        fields = [(name, value) for name, value in told["fields"]]
        return cls(told["address"], told["page"], fields, list(told["files"]), told["reason"])


def get_kept_form(request: HttpRequest) -> QueryDict | None:
    """What a page that draws a row for each that was sent has to show in the place of what is stored, as ``POST`` has
    it; None on every other day. All other pages leave it to the middleware, which fills their fields."""
    kept = getattr(request, ATTRIBUTE, None)
    if not isinstance(kept, KeptForm) or kept.path != request.path:
        return None
    sent = QueryDict(mutable=True)
    for name, value in kept.fields:
        sent.appendlist(name, value)
    return sent
