"""A new version of what readers see, on its way to them: what stands stays until the new one is published, with each
kind of thing and in each way."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dockets.history.audit_log import get_state_version
from dockets.models import Docket, Filing
from rulings.claims.save_claims import EnteredClaim, save_claims
from rulings.claims.save_decisions import EnteredDecision, load_decisions_version, save_decisions
from rulings.desk.editorials import save_editorial, save_milestone
from rulings.desk.pending import publish_due_versions
from rulings.desk.publishing import PENDING, build_item, list_unpublished, move_published
from rulings.history.snapshots import get_claim_state, get_editorial_state, get_milestone_state
from rulings.interpret.docket import interpret_docket
from rulings.models import Annotation, Claim, Editorial, Milestone, PendingVersion, PublicChange, Ruling
from rulings.notes.save import CannotAnnotate, NoteWords, edit_note, get_held_version
from rulings.publishing.steps import CannotPublish, Step, When, Wish
from tests.conftest import Users
from tests.support import factories

pytestmark = pytest.mark.django_db
NEW, OLD = "Words of the new version", "Words that stand"
TOLD: dict[str, Any] = {"what": "correction", "words": "It was the other one."}
LATER = timezone.now() + timedelta(days=2)


@dataclass(frozen=True)
class Thing:
    """How one kind is saved with other words; where readers see it, and where editors change it."""

    save: Callable[["World", str, Wish], object]
    page: str
    form: str
    words: Callable[[], str]


@dataclass(frozen=True)
class World:
    docket: Docket
    order: Filing
    users: Users


def save_claim(world: World, title: str, wish: Wish) -> None:
    row = Claim.objects.get()
    held = PendingVersion.objects.filter(kind="claim").first()
    state = held.state if held else get_claim_state(row)
    entered = EnteredClaim(row.pk, get_state_version(state), {**state, "title": title})
    saved = save_claims(world.docket, [entered], {}, by=world.users.editor, request_id="", wish=wish)
    assert not saved.conflicts and not saved.refused


def save_ruling(world: World, title: str, wish: Wish) -> None:
    claim = Claim.objects.get()
    values: dict[str, Any] = dict.fromkeys(("reason", "quotation", "quoted_from", "place", "standard"), "")
    decided = EnteredDecision(None, claim.pk, None, None, {**values, "outcome": "granted", "reviews_id": None})
    told = {"title": title, "standard": "", "citation": "", "judge": "", "by_parties": False}
    args: dict[str, Any] = {"by": world.users.editor, "request_id": "", "wish": wish}
    shown = load_decisions_version(world.order)
    assert save_decisions(world.docket, world.order, told, [decided], shown=shown, **args) is None


def save_words(world: World, headline: str, wish: Wish) -> None:
    row, held = Editorial.objects.first(), PendingVersion.objects.filter(kind="editorial").first()
    seen = get_state_version(held.state if held else get_editorial_state(row))
    args: dict[str, Any] = {"by": world.users.editor, "request_id": "", "wish": wish, "now": timezone.now()}
    save_editorial(world.docket, world.order, {"headline": headline, "summary": "", "pinned": False}, seen=seen, **args)


def save_day(world: World, headline: str, wish: Wish) -> None:
    row, held = Milestone.objects.first(), PendingVersion.objects.filter(kind="milestone").first()
    seen = get_state_version(held.state if held else get_milestone_state(row))
    told = {"date": date(2021, 1, 9), "headline": headline, "text": "", "source": "A paper", "source_url": ""}
    args: dict[str, Any] = {"by": world.users.editor, "request_id": "", "wish": wish}
    save_milestone(world.docket, row.pk if row else None, told, seen=seen, **args)


def save_note(world: World, body: str, wish: Wish) -> None:
    row = Annotation.objects.first()
    if row is None:
        factories.annotation(filing=world.order, author=world.users.editor, body=body, visibility="public")
        return
    held = get_held_version(PendingVersion.objects.first())
    words = NoteWords(body, "public", draft=wish.when is When.DRAFT, publish_at=wish.publish_at, wish=wish)
    try:
        edit_note(row.pk, words, by=world.users.editor, version=row.version, held=held, now=timezone.now())
    except CannotAnnotate as refused:
        raise CannotPublish(str(refused)) from refused


CASE = "/cases/wawd/2:21-cv-00031/"
THINGS = {
    "claim": Thing(save_claim, f"{CASE}claims/", f"{CASE}claims/edit/", lambda: Claim.objects.get().title),
    "ruling": Thing(save_ruling, "{order}", "{order}decides/", lambda: Ruling.objects.get().title),
    "editorial": Thing(save_words, "{order}", "/desk/filings/{id}/headline/", lambda: Editorial.objects.get().headline),
    "annotation": Thing(save_note, "{order}", "/notes/{note}/edit/", lambda: Annotation.objects.get().body),
    "milestone": Thing(
        save_day, CASE, "/desk/cases/{case}/milestones/?edit={milestone}", lambda: Milestone.objects.get().headline
    ),
}


@pytest.fixture
def world(users: Users) -> World:
    docket = factories.docket(docket_number="2:21-cv-00031")
    order = factories.filing(docket=docket, number="34", long_text="ORDER denying the motion.")
    factories.claim(docket=docket, title=OLD)
    interpret_docket(docket.pk)
    return World(docket, order, users)


def place(pattern: str, world: World) -> str:
    row = Milestone.objects.first()
    note = Annotation.objects.first()
    of = {
        "note": note.public_id if note else "",
        "id": world.order.public_id,
        "case": world.docket.pk,
        "milestone": row.pk if row else "",
    }
    return pattern.format(order=f"{CASE}filings/{world.order.public_id}/", **of)


def read(address: str) -> str:
    return Client().get(address).content.decode()


@pytest.fixture(params=THINGS)
def kind(request: Any, world: World) -> str:
    """It stands with the old words."""
    found: str = request.param
    if found != "claim":
        THINGS[found].save(world, OLD, Wish(When.NOW))
    return found


def test_what_stands_stays_until_the_new_version_is_approved(
    client: Client, world: World, kind: str, settings: Any
) -> None:
    settings.NOTES_NEED_SECOND_EDITOR = True
    thing = THINGS[kind]
    page, form = place(thing.page, world), place(thing.form, world)
    assert OLD in read(page)
    thing.save(world, "A draft", Wish(When.DRAFT))
    thing.save(world, NEW, Wish(When.NOW, **TOLD))  # with the setting it waits for review
    assert OLD in read(page) and NEW not in read(page) and thing.words() == OLD
    client.force_login(world.users.editor)
    shown = client.get(form).content.decode()
    assert NEW in shown and TOLD["words"] in shown, "editors go on from the new one"
    (item,) = [item for item in list_unpublished(world.users.editor, timezone.now()) if item.kind == PENDING]
    assert (item.title, item.of[0], item.told) == (NEW, kind, "For review")
    held = PendingVersion.objects.get()
    act = f"/desk/publishing/{PENDING}/{held.pk}/"
    previewed = client.post(f"{act}preview/").content.decode()
    assert NEW in previewed and OLD in read(page) and PendingVersion.objects.exists()
    with pytest.raises(CannotPublish, match="another editor"):
        move_published(PENDING, held.pk, Step.APPROVE, version=item.version, by=world.users.editor, now=timezone.now())
    client.force_login(world.users.admin)
    client.post(f"{act}approve/", {"version": item.version, "back": "publishing"})
    assert NEW in read(page) and thing.words() == NEW
    assert not PendingVersion.objects.exists()
    change = PublicChange.objects.get()
    assert (change.kind, change.what, change.words) == (kind, "correction", TOLD["words"])


def test_one_that_is_scheduled_comes_at_its_time(world: World, kind: str) -> None:
    thing = THINGS[kind]
    thing.save(world, NEW, Wish(When.AT, LATER, **TOLD))
    assert publish_due_versions(timezone.now(), 9) == 0 and thing.words() == OLD
    assert publish_due_versions(LATER, 9) == 1
    assert thing.words() == NEW and NEW in read(place(thing.page, world))
    assert publish_due_versions(LATER, 9) == 0


def test_a_draft_that_says_nothing_of_the_change_is_not_published(world: World, kind: str) -> None:
    thing = THINGS[kind]
    thing.save(world, NEW, Wish(When.DRAFT))
    held = PendingVersion.objects.get()
    item = build_item(PENDING, held, world.users.editor, timezone.now())
    assert {act for act, _ in item.steps} == {"send"}
    with pytest.raises(CannotPublish):
        thing.save(world, NEW, Wish(When.REVIEW))
    thing.save(world, NEW, Wish(When.NOW, **TOLD))
    assert thing.words() == NEW and not PendingVersion.objects.exists(), "published from the form"


def test_a_new_version_is_thrown_away(client: Client, world: World) -> None:
    save_claim(world, NEW, Wish(When.DRAFT))
    client.force_login(world.users.editor)
    address = f"/desk/publishing/{PENDING}/{PendingVersion.objects.get().pk}/"
    assert "version before it" in client.get(address).content.decode()
    assert client.post(address, {"act": "discard"})["Location"] == "/desk/publishing/"
    assert not PendingVersion.objects.exists() and Claim.objects.get().title == OLD
    save_claim(world, OLD, Wish(When.DRAFT))
    assert not PendingVersion.objects.exists() and Claim.objects.get().is_public(timezone.now()), "nothing differs"


def test_a_time_that_has_come_for_what_cannot_be_saved_any_more_is_looked_at(world: World) -> None:
    save_day(world, OLD, Wish(When.NOW))
    save_day(world, NEW, Wish(When.AT, LATER, **TOLD))
    Milestone.objects.all().delete()
    assert publish_due_versions(LATER, 9) == 1
    assert PendingVersion.objects.get().status == "waiting"
