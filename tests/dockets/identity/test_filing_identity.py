"""Filings that an editor joins or takes apart although nothing proposes it, and the page for it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dockets.identity.decisions import CannotDecide, join_filings, split_filing, undo_identity_decision
from dockets.models import AuditEntry, Filing, IdentityDecision, Observation
from dockets.record.records import EntryRecord
from tests.dockets.upsert.test_merge import entry, sheet, take
from tests.support import pages

pytestmark = pytest.mark.django_db


def current() -> list[Filing]:
    return list(Filing.objects.current().order_by("number_order", "id"))


def two_entries() -> list[Filing]:
    """Nothing tells that they are one."""
    take(sheet(entry("1", "COMPLAINT against Elm Corp."), entry("2", "Exhibit to the complaint")))
    return current()


def one_of_two_sources() -> Filing:
    """A feed's event type with the number of the docket's entry."""
    take(sheet(EntryRecord(number="3", short_text="Notice"), complete=False), "court-feed")
    take(sheet(entry("3", "NOTICE of Appearance")))
    (one,) = current()
    return one


def test_two_that_nobody_proposed_become_one_and_two_again(users: Any) -> None:
    one, other = two_entries()
    assert not Filing.objects.exclude(possible_duplicate_of=None).exists()
    word = join_filings(one.pk, other.pk, by=users.editor, now=timezone.now())
    assert len(current()) == 1 and AuditEntry.objects.filter(object_id=word.pk).exists()
    with pytest.raises(CannotDecide):
        join_filings(one.pk, other.pk, by=users.editor, now=timezone.now())
    take(sheet(entry("1", "COMPLAINT against Elm Corp."), entry("2", "Exhibit to the complaint"), day=1))
    assert len(current()) == 1, "the word outlives an import"
    undo_identity_decision(word.pk, by=users.editor, now=timezone.now())
    assert [row.pk for row in current()] == [one.pk, other.pk]


def test_one_becomes_two_and_one_again(users: Any) -> None:
    filing = one_of_two_sources()
    feed = Observation.objects.get(channel="court-feed")
    for wrong in ([], [row.pk for row in Observation.objects.all()], [0]):
        with pytest.raises(CannotDecide):
            split_filing(filing.pk, wrong, by=users.editor, now=timezone.now())
    word = split_filing(filing.pk, [feed.pk], by=users.editor, now=timezone.now())
    assert len(current()) == 2
    take(sheet(entry("3", "NOTICE of Appearance"), day=2))
    assert len(current()) == 2, "the word outlives an import"
    undo_identity_decision(word.pk, by=users.editor, now=timezone.now())
    assert len(current()) == 1 and not IdentityDecision.objects.exists()


def test_an_editor_does_both_on_the_page(client: Client, users: Any) -> None:
    _, other = two_entries()
    address = reverse("filing-identity", args=[other.public_id])
    client.force_login(users.editor)
    assert "COMPLAINT against Elm Corp." in client.get(address).content.decode()
    for wrong in ("", "77", "2"):
        assert client.post(address, {"other": wrong}).status_code == 422 and len(current()) == 2
    answer = client.post(address, {"other": "1"}, follow=True)
    assert "The two are one filing now." in pages.text(pages.parsed(answer)) and len(current()) == 1
    (joined,) = current()
    going = Observation.objects.get(number="2")
    page = reverse("filing-identity", args=[joined.public_id])
    assert client.post(page, {"apart": [going.pk]}).status_code == 422, "the earlier word has to be taken back"
    undo_identity_decision(IdentityDecision.objects.earliest("pk").pk, by=users.editor, now=timezone.now())
    assert len(current()) == 2


def test_what_was_said_is_taken_apart_on_the_page(client: Client, users: Any) -> None:
    filing = one_of_two_sources()
    client.force_login(users.editor)
    address = reverse("filing-identity", args=[filing.public_id])
    feed = Observation.objects.get(channel="court-feed")
    assert f'value="{feed.pk}"' in client.get(address).content.decode()
    answer = client.post(address, {"apart": [feed.pk]}, follow=True)
    assert "They are two filings now." in pages.text(pages.parsed(answer)) and len(current()) == 2
