"""A court's text is text: shown as typed on every page and never markup, in the tree that a browser would build."""

from itertools import cycle
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests.support import hostile, pages
from tests.support.examples import pick_rows

pytestmark = pytest.mark.django_db

EXPECTED_SCRIPTS = "/static/"
HANDLED = {f"data-hx-{name}" for name in ("get", "post", "include", "target", "swap", "push-url", "trigger")}
"""What our own templates give htmx."""


def assert_harmless(page: Any, where: str) -> None:
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in {
            "style",
            "iframe",
            "object",
            "embed",
            "base",
            "math",
            "marquee",
            "video",
            "audio",
            "frameset",
        }, where
        if element.tag == "script":
            assert element.get("src", "").startswith(EXPECTED_SCRIPTS), where
            assert not element.text, where
        for name in element.attrib:
            assert not name.startswith("on"), (where, name)
            assert name != "style", (where, name)
            assert not name.startswith(("hx-", "data-hx-")) or name in HANDLED, (where, name)
    for address in pages.addresses(page):
        assert not address.strip().lower().startswith(("javascript:", "data:", "vbscript:")), (where, address)


def test_there_are_enough_vectors() -> None:
    assert len(set(hostile.VECTORS)) >= 100


def test_hostile_text_is_shown_as_it_was_typed_and_is_never_markup(client: Client, users: Any) -> None:
    docket = hostile.case_of_vectors()
    for someone in (None, users.admin):
        if someone:
            client.force_login(someone)
        for address in hostile.addresses(docket):
            assert_harmless(pages.parsed(client.get(address)), address)


def test_every_vector_stands_on_the_timeline_as_typed(client: Client) -> None:
    docket = hostile.case_of_vectors()
    page = pages.parsed(client.get(hostile.addresses(docket)[4]))
    shown = {"".join(p.itertext()) for line in pages.lines(page) for p in line.iter("p")}
    missing = [
        vector
        for vector in hostile.VECTORS
        if vector.replace("\x0c", "") not in {text.replace("\x0c", "") for text in shown}
    ]
    assert missing == []


def test_every_vector_typed_into_a_search_stays_text(client: Client) -> None:
    addresses = cycle(("/search/?q=", "/cases/?q=", "/cases/?judge="))
    for address, vector in zip(addresses, pick_rows(hostile.VECTORS, 60), strict=False):
        page = pages.parsed(client.get(address + quote(vector[:200])))
        assert_harmless(page, vector)
        typed = [field.get("value", "") for field in page.iter("input") if field.get("name") in ("q", "judge")]
        assert vector.strip().replace("\x0c", "") in [value.strip().replace("\x0c", "") for value in typed], vector


def test_hostile_addresses_are_not_found_and_not_echoed_as_markup(client: Client) -> None:
    for vector in hostile.VECTORS[:40]:
        response = client.get(f"/cases/wawd/{quote(vector, safe='')}/")
        assert_harmless(pages.parsed(response, 404), vector)


def test_the_admin_shows_hostile_runs_as_text(client: Client, users: Any) -> None:
    docket = hostile.case_of_vectors()
    client.force_login(users.admin)
    run = docket.import_runs.get()
    page = client.get(f"/admin/dockets/importrun/{run.pk}/change/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
