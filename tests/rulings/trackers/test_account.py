"""Whatever an editor does to a tracker is in the one log of edits: who, from what, to what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from dockets.models import AuditEntry, Docket
from rulings.models import Matter, Tracker
from tests.conftest import Users, make_users
from tests.support import factories, pages
from tests.support.permissions import ACTS, TABLE

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Newsroom:
    """A tracker with a row, and a case that is in no row yet."""

    client: Client
    tracker: Tracker
    matter: Matter
    other: Docket

    def post(self, address: str, **sent: Any) -> None:
        answered = self.client.post(f"/desk/trackers/{address}", sent)
        assert answered.status_code == 302, (address, answered.status_code, pages.text(pages.parsed(answered, 422)))

    def send(self, address: str, **typed: Any) -> None:
        """The form of a page as it is shown, with what is typed."""
        page = pages.parsed(self.client.get(f"/desk/trackers/{address}"))
        forms = (form for form in page.iter("form") if form.get("method") == "post")
        form = next(form for form in forms if pages.form_values(form).keys() & {"seen", "title"})
        self.post(address, **(pages.entry_values(form) | typed))

    def act(self, name: str, **sent: Any) -> None:
        self.post(f"{self.tracker.pk}/rows/{name}/", **sent)


@pytest.fixture
def newsroom() -> Newsroom:
    users: Users = make_users()
    row = factories.tracker(title="Platforms", slug="platforms")
    client = Client()
    client.force_login(users.editor)
    first = factories.docket(case_name="Northwind v. Harbor", docket_number="2:24-cv-00001")
    client.post(f"/desk/trackers/{row.pk}/rows/take/", {"docket": first.pk})
    other = factories.docket(case_name="Lantern v. Quay", docket_number="2:24-cv-00002")
    return Newsroom(client, row, Matter.objects.get(), other)


_HERE = "desk/trackers/<int:tracker_id>/"
_ACTS = f"{_HERE}rows/<slug:act>/"
WAYS: Mapping[str, Callable[[Newsroom], None]] = {
    "desk/trackers/add/": lambda room: room.send("add/", title="Ports"),
    _HERE: lambda room: room.send(f"{room.tracker.pk}/", title="Hosts"),
    f"{_HERE}table/": lambda room: room.send(f"{room.tracker.pk}/table/", **{"s0-name": "Pending here"}),
    f"{_HERE}sheet/": lambda room: room.post(
        f"{room.tracker.pk}/sheet/", text=f"Docket number\n{room.other.docket_number}\n", take="1"
    ),
    f"{_HERE}rows/": lambda room: room.post(f"{room.tracker.pk}/rows/", numbers=room.other.docket_number),
    f"{_HERE}rows/<int:matter_id>/": lambda room: room.send(
        f"{room.tracker.pk}/rows/{room.matter.pk}/", topic="Hosting"
    ),
    f"{_ACTS}take": lambda room: room.act("take", docket=room.other.pk),
    f"{_ACTS}leave": lambda room: room.act("leave", docket=room.other.pk, reason="Another matter"),
    f"{_ACTS}confirm": lambda room: room.act("confirm", row=room.matter.pk),
    f"{_ACTS}remove": lambda room: room.act("remove", row=room.matter.pk, reason="Settled before"),
    f"{_ACTS}tell": lambda room: room.act("tell", what="correction", change_words="Filed in May."),
    f"{_ACTS}search": lambda room: room.act("search", words="Lantern"),
    f"{_ACTS}forget": lambda room: room.act("forget", search=room.tracker.searches.get().pk),
    f"{_ACTS}unwatch": lambda room: room.act("unwatch", line=room.tracker.watched_lines.get().pk),
    f"{_HERE}publish/<slug:act>/withdraw": lambda room: room.post(f"{room.tracker.pk}/publish/withdraw/"),
}
"""Address that takes a form -> a way of writing through it."""
FIRST: Mapping[str, Callable[[Newsroom], None]] = {
    f"{_ACTS}forget": WAYS[f"{_ACTS}search"],
    f"{_ACTS}unwatch": lambda room: room.post(
        f"{room.tracker.pk}/sheet/", text="Court,Docket number\nwawd,2:24-cv-00003\n", take="watch"
    ),
}
STEPS = {f"{_HERE}publish/<slug:act>/{name}" for name in ("approve", "discard", "give-back", "publish", "send")}
"""Told by the one function that takes all steps."""


@pytest.mark.parametrize("route", sorted(WAYS))
def test_what_editors_do_to_a_tracker_is_told(newsroom: Newsroom, route: str) -> None:
    if route in FIRST:
        FIRST[route](newsroom)
    last = AuditEntry.objects.order_by("id").last()
    WAYS[route](newsroom)
    told = AuditEntry.objects.filter(pk__gt=last.pk if last else 0, kind__in=("tracker", "matter"))
    assert told and {edit.by_name for edit in told} == {"editor"}
    assert all(edit.before != edit.after for edit in told)


def test_every_address_of_trackers_that_takes_a_form_is_gone_through() -> None:
    taking = {route for route, row in TABLE.items() if row.post != "405" and route.startswith("desk/trackers/")}
    below = {f"{route}{name}" for route in ACTS if route.startswith("desk/trackers/") for name in ACTS[route]}
    assert (taking | below) - STEPS == set(WAYS)
