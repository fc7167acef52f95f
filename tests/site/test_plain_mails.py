"""Mails are plain text, which escapes nothing: whatever is printed in one stays on its line."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

FORGED = "Ann\r\nBcc: all@news.example\u2028https://evil.example/\u202e\u200b\x1b[2J<b>"
KEPT = "Ann Bcc: all@news.example https://evil.example/[2J<b>"
SITE = {"site": FORGED, "site_name": FORGED}
ITEM = dict.fromkeys(["label", "day", "name", "outcome", "words", "quoted", "badge", "url"], FORGED)
SOURCE = SimpleNamespace(pk=1, name=FORGED, url=FORGED, since=timezone.now(), failures=2, error=FORGED)
MAILS: dict[str, dict[str, Any]] = {
    "account/email/password_reset_key_subject.txt": {"site_name": FORGED},
    "account/email/password_reset_key_message.txt": {
        "username": FORGED,
        "password_reset_url": FORGED,
        "site_name": FORGED,
        "current_site": {"domain": FORGED},
    },
    "emails/channel_off.txt": SITE | {"channel": FORGED, "why": FORGED, "url": FORGED},
    "emails/invitation.txt": {"by": FORGED, "site": FORGED, "role": FORGED, "link": FORGED},
    "emails/news.txt": SITE | {"told": {"text": ""}, "is_own": True, "rule_url": FORGED, "following_url": FORGED},
    "emails/news_items.txt": {
        "site": FORGED,
        "cases": [(dict.fromkeys(["case", "court", "docket_number"], FORGED), [ITEM])],
    },
    "emails/outages.txt": SITE | {"begun": [(FORGED, timezone.now())], "ended": [(FORGED, timezone.now())]},
    "emails/sources_failing.txt": SITE | {"sources": [SOURCE]},
}
BASES = {"account/email/base_message.txt"}


def test_each_mail_is_tried() -> None:
    folder = settings.BASE_DIR / "templates"
    texts = {str(path.relative_to(folder)) for path in folder.rglob("*.txt") if path.parent.name != "messages"}
    assert texts == {*MAILS, *BASES}


def replace_forged(value: Any) -> Any:
    """The same with a plain word in the place of each forged text, however deep it lies."""
    if isinstance(value, dict):
        return {key: replace_forged(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [replace_forged(part) for part in value]
    if isinstance(value, SimpleNamespace):
        return SimpleNamespace(**replace_forged(vars(value)))
    return "x" if value == FORGED else value


@pytest.mark.parametrize("name", MAILS)
def test_no_value_makes_a_line_of_its_own(name: str) -> None:
    text = render_to_string(name, MAILS[name])
    assert KEPT in text and not re.search(r"[\r\u2028\u202e\u200b\x1b]", text)
    assert not re.search(r"^(Bcc|https://evil)", text, re.MULTILINE)
    assert text.count("\n") == render_to_string(name, replace_forged(MAILS[name])).count("\n")
