"""From a draft to readers and back: which editor may take which step from which state, and what readers then see."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dockets.models import AuditEntry, Docket
from rulings.desk.publishing import list_unpublished, move_published
from rulings.interpret.docket import interpret_docket, list_dockets_to_interpret
from rulings.models import Claim, Milestone, PublicChange, Reading, TimelineEvent
from rulings.models.publication import ShownState
from rulings.publishing.steps import (
    STEPS,
    CannotPublish,
    Step,
    When,
    Wish,
    list_publishing_steps,
    settle_publication,
    take_step,
)
from tests.conftest import Users
from tests.support import factories, pages

pytestmark = pytest.mark.django_db

NOW = timezone.now()
LATER = NOW + timedelta(days=2)
A, G, P, S, W = Step.APPROVE, Step.GIVE_BACK, Step.PUBLISH, Step.SEND, Step.WITHDRAW
FROM: dict[str, dict[str, Any]] = {
    "draft": {"status": "draft"},
    "draft of what was public": {"status": "draft", "was_public": True},
    "waiting": {"status": "waiting"},
    "scheduled": {"status": "published", "published_at": LATER},
    "under embargo": {"status": "draft", "embargo_until": LATER},
    "published": {"status": "published"},
    "withdrawn": {"status": "withdrawn", "was_public": True},
}
ONE_IS_ENOUGH = {
    "draft": {P, S},
    "draft of what was public": {S},
    "waiting": {A, G},
    "scheduled": {P, W},
    "under embargo": {S},
    "published": {W},
    "withdrawn": {P, S},
}
"""Without the setting every editor may do the same."""
WRITER = {
    "draft": {S},
    "draft of what was public": {S},
    "waiting": {G},
    "scheduled": {W},
    "under embargo": {S},
    "published": {W},
    "withdrawn": {S},
}
SECOND = WRITER | {"waiting": {A, G}}
"""With it, only another editor approves, and nothing unapproved is published."""


def claim_in(state: str, users: Users) -> Claim:
    docket = factories.docket()
    return factories.claim(docket=docket, edited_by=users.editor, status_at=NOW, **FROM[state])


@pytest.mark.parametrize("state", FROM)
def test_who_may_take_which_step(state: str, users: Users, settings: Any) -> None:
    row, other = claim_in(state, users), factories.user("other", role="editor")
    assert set(list_publishing_steps(row, users.editor, NOW)) == ONE_IS_ENOUGH[state]
    settings.NOTES_NEED_SECOND_EDITOR = True
    assert set(list_publishing_steps(row, users.editor, NOW)) == WRITER[state]
    assert set(list_publishing_steps(row, other, NOW)) == SECOND[state]
    row.approved_by = other
    may_publish = P in ONE_IS_ENOUGH[state]
    assert (P in list_publishing_steps(row, users.editor, NOW)) == may_publish, "what was approved may be published"


@pytest.mark.parametrize(("state", "step"), list(product(FROM, Step)))
def test_where_each_step_leads(state: str, step: Step, users: Users) -> None:
    row = claim_in(state, users)
    if step not in ONE_IS_ENOUGH[state]:
        with pytest.raises(CannotPublish):
            take_step(row, step, by=users.editor, now=NOW)
        return
    leads = {A: "published", G: "draft", P: "published", S: "waiting", W: "withdrawn"}
    was_seen = row.was_public or row.is_public(NOW)
    take_step(row, step, by=users.editor, now=NOW)
    assert (row.get_shown_state(NOW), row.was_public) == (ShownState(leads[step]), was_seen)
    assert row.get_shown_state(NOW) in STEPS[W] or step in (G, S, W)


def test_an_approved_one_is_published_when_it_was_asked_for_and_not_before_its_embargo(users: Users) -> None:
    for asked, embargo, expected in [(None, None, None), (LATER, None, LATER), (None, LATER, LATER)]:
        row = Claim(status="waiting", published_at=asked, embargo_until=embargo)
        take_step(row, Step.APPROVE, by=users.editor, now=NOW)
        assert (row.status, row.published_at, row.approved_by) == ("published", expected, users.editor)


SAVED = {
    When.DRAFT: ("draft", "draft"),
    When.REVIEW: ("waiting", "waiting"),
    When.NOW: ("published", "waiting"),
    When.AT: ("scheduled", "waiting"),
}
"""What is chosen on saving -> the state without the setting, and with it."""


@pytest.mark.parametrize("when", SAVED)
def test_what_is_chosen_on_saving(when: When, users: Users, settings: Any) -> None:
    wish = Wish(when, LATER if when is When.AT else None)
    for needs_second in (False, True):
        settings.NOTES_NEED_SECOND_EDITOR = needs_second
        row = Claim(docket=factories.docket())
        settle_publication(row, "claim", wish, by=users.editor, now=NOW)
        assert row.get_shown_state(NOW).value == SAVED[when][needs_second]
        assert row.published_at == wish.publish_at


def test_a_change_of_what_readers_have_seen_says_what_it_is(users: Users) -> None:
    row = factories.claim(docket=factories.docket())

    def save(**wish: Any) -> PublicChange | None:
        return settle_publication(row, "claim", Wish(When.NOW, **wish), by=users.editor, now=NOW)

    for told in ({}, {"what": "correction"}, {"what": "nonsense", "words": "x"}, {"what": "update", "words": " "}):
        with pytest.raises(CannotPublish):
            save(**told)
    assert save(what="style") is None
    change = save(what="correction", words="It is Count 2.")
    assert change and (change.what, change.words) == ("correction", "It is Count 2.")
    hidden = settle_publication(row, "claim", Wish(When.DRAFT), by=users.editor, now=NOW)
    assert hidden is None and row.was_public
    with pytest.raises(CannotPublish):
        save()  # a way round by a draft is none
    with pytest.raises(CannotPublish, match="embargo"):
        save(embargo_until=LATER, what="style")


def test_a_step_is_recorded_and_not_taken_over_another_editors(users: Users) -> None:
    row = claim_in("draft", users)
    shown = list_unpublished(users.editor, NOW)[0]
    assert [item.id for item in list_unpublished(users.admin, NOW)] == []  # others' drafts are theirs
    move_published("claim", row.pk, Step.SEND, version=shown.version, by=users.editor, now=NOW)
    entry = AuditEntry.objects.get()
    assert entry.before and entry.after and (entry.before["status"], entry.after["status"]) == ("draft", "waiting")
    with pytest.raises(CannotPublish, match="Somebody has changed it"):
        move_published("claim", row.pk, Step.PUBLISH, version=shown.version, by=users.editor, now=NOW)


def test_a_scheduled_milestone_comes_onto_the_timeline_when_its_time_has_come(users: Users) -> None:
    docket = factories.docket()
    row = factories.milestone(docket=docket, published_at=LATER)
    interpret_docket(docket.pk)
    assert not TimelineEvent.objects.filter(milestone=row).exists()
    assert Reading.objects.get(docket=docket).due_at == LATER and list_dockets_to_interpret(9) == []
    Milestone.objects.filter(pk=row.pk).update(published_at=NOW)
    Reading.objects.update(due_at=NOW)
    assert list_dockets_to_interpret(9) == [docket.pk]
    interpret_docket(docket.pk)
    assert TimelineEvent.objects.filter(milestone=row).exists() and list_dockets_to_interpret(9) == []


def ruled() -> tuple[Docket, Any]:
    docket = factories.docket()
    factories.filing(docket=docket, number="2", long_text="MOTION for Temporary Restraining Order by Parler LLC.")
    order = factories.filing(docket=docket, number="34", long_text="ORDER denying 2 Motion for TRO.")
    interpret_docket(docket.pk)
    return docket, order


def test_beside_an_editors_draft_the_machines_reading_of_a_ruling_stands(client: Client, users: Users) -> None:
    docket, order = ruled()
    client.force_login(users.editor)
    base = f"/cases/{docket.court_id}/{docket.docket_number}/filings/{order.public_id}/"
    form = pages.form_values(pages.by_class(pages.parsed(client.get(f"{base}decides/")), "entry")[0])
    row = next(name.partition("-")[0] for name, value in form.items() if value == "denied")
    sent = form | {f"{row}-outcome": "granted", f"{row}-reason": "Because.", "ruling-title": "Granted at last"}
    previewed = client.post(f"{base}decides/", sent | {"preview": "1"}).content.decode()
    assert "Granted at last" in previewed and "This is a preview" in previewed and "Log in" in previewed
    assert client.post(f"{base}decides/", sent | {"when": "draft"}).status_code == 302
    reader = Client()
    for address in (base, f"/cases/{docket.court_id}/{docket.docket_number}/", "/", "/search/?q=Because"):
        text = reader.get(address, follow=True).content.decode()
        assert "Because." not in text and "Granted at last" not in text, address
    event = TimelineEvent.objects.get(filing=order)
    assert (event.outcome, TimelineEvent.objects.get(filing__number="2").outcome) == ("denied", "denied")
    form = pages.form_values(pages.by_class(pages.parsed(client.get(f"{base}decides/")), "entry")[0])
    assert [value for name, value in form.items() if name.endswith("-outcome") and value] == ["granted"]
    assert client.post(f"{base}decides/", form | {"when": "now"}).status_code == 302
    event.refresh_from_db()
    assert event.outcome == "granted" and "Because." in reader.get(base, follow=True).content.decode()
    assert order.ruling.dispositions.count() == 1
