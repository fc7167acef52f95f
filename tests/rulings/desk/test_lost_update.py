"""Nothing that two editors write is lost: turns of requests in whichever order (two hundred where all examples are
tried), and some at once.

A form may lie open for an hour, be sent twice, and be sent again after going back. It is saved where what it showed
still stands; else the answer is 409 with both texts, and nothing is written.
"""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dockets.models import AuditEntry, Filing
from rulings.models import Claim
from tests.support import factories, pages
from tests.support.examples import count_examples

ROUNDS = count_examples(12, 24)
"""With each of the two."""
AT_ONCE = 8


@dataclass(frozen=True)
class Thing:
    """What two editors are at: where its form is, how a text is put into it, which texts it has had."""

    address: str
    place: str
    """The field of the text."""
    more: dict[str, str]
    texts: Callable[[], list[str]]
    """All that ever stood, the oldest first."""


def a_note(filing: Filing) -> Thing:
    row = factories.annotation(filing=filing, author=factories.user(role="editor"), body="text 0")
    versions = AuditEntry.objects.filter(kind="annotation", object_id=row.pk).exclude(act="").order_by("id")
    address = reverse("annotation-edit", args=[row.public_id])
    return Thing(address, "body", {"when": "now"}, lambda: list(versions.values_list("after__body", flat=True)))


def a_claim(filing: Filing) -> Thing:
    row = factories.claim(docket=filing.docket, title="text 0")
    address = reverse("claims-edit", args=[filing.docket.court_id, filing.docket.docket_number])
    edits = AuditEntry.objects.filter(kind="claim", object_id=row.pk).order_by("id")

    def texts() -> list[str]:
        told = ["text 0", *edits.values_list("after__title", flat=True)]
        assert Claim.objects.get(pk=row.pk).title == told[-1]
        return told

    return Thing(address, "c0-title", {}, texts)


@dataclass
class Editor:
    client: Client
    form: dict[str, Any] = field(default_factory=dict)
    seen: str = ""
    """The text that the form showed."""
    sent: list[tuple[dict[str, Any], str]] = field(default_factory=list)
    """Forms that were sent, each with what it had shown."""

    def open(self, thing: Thing) -> None:
        page = pages.parsed(self.client.get(thing.address))
        forms = (pages.entry_values(form) for form in page.iter("form"))
        self.form = next(form for form in forms if thing.place in form) | thing.more
        self.seen = self.form[thing.place]

    def send(self, thing: Thing, text: str) -> Any:
        form = self.form | {thing.place: text}
        self.sent.append((form, self.seen))
        return self.client.post(thing.address, form)


def two_editors() -> list[Editor]:
    editors = []
    for _ in range(2):
        client = Client()
        client.force_login(factories.user(role="editor"))
        editors.append(Editor(client))
    return editors


@pytest.fixture
def filing(db: None) -> Filing:
    return factories.filing(docket=factories.docket(), number="1")


@pytest.mark.long
@pytest.mark.parametrize("make", [a_note, a_claim])
def test_nothing_is_lost_in_whichever_order_they_come(filing: Filing, make: Callable[[Filing], Thing]) -> None:
    chance, thing, editors = random.Random(7), make(filing), two_editors()
    answers = {302: 0, 409: 0}
    for editor in editors:
        editor.open(thing)
    for turn in range(ROUNDS):
        steps = [chance.choice(editors), chance.choice(editors)]
        for step, editor in enumerate(steps):
            what = chance.choice(["open", "open", "send", "send twice", "go back"])
            with time_machine.travel(timezone.now() + timedelta(hours=chance.choice([0, 1])), tick=True):
                take_step(thing, editor, what, f"text {turn}.{step}", answers)
    assert min(answers.values()) > ROUNDS // 10, answers


def take_step(thing: Thing, editor: Editor, what: str, text: str, answers: dict[int, int]) -> None:
    before = thing.texts()
    if what == "open":
        editor.open(thing)
    elif what == "go back" and editor.sent:
        form, seen = editor.sent[-1]
        editor.client.post(thing.address, form)
        if thing.texts() != before:
            assert (seen, thing.texts()) == (before[-1], [*before, form[thing.place]])
    else:
        answered = editor.send(thing, text)
        check(answered, before, thing.texts(), text, editor)
        answers[answered.status_code] += 1
        if what == "send twice":
            stood = thing.texts()
            editor.client.post(thing.address, editor.sent[-1][0])
            assert thing.texts() == stood


def check(answered: Any, before: list[str], after: list[str], text: str, editor: Editor) -> None:
    if answered.status_code == 302:
        assert after == [*before, text], "said that it was saved, and it was not"
        assert editor.seen == before[-1], "overwrote what its form had not shown"
    else:
        assert after == before
        shown = pages.text(pages.parsed(answered, 409))
        assert before[-1] in shown and text in answered.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("make", [a_note, a_claim])
def test_of_two_that_come_at_once_one_is_told_of_the_other(make: Callable[[Filing], Thing]) -> None:
    thing, editors = make(factories.filing(docket=factories.docket(), number="1")), two_editors()
    with ThreadPoolExecutor(2) as pool:
        for turn in range(AT_ONCE):
            for editor in editors:
                editor.open(thing)
            before, barrier = thing.texts(), Barrier(2, timeout=60)

            def send(place: int, turn: int = turn, barrier: Barrier = barrier) -> int:
                try:
                    barrier.wait()
                    return int(editors[place].send(thing, f"text {turn}.{place}").status_code)
                finally:
                    connection.close()

            answers = list(pool.map(send, range(2)))
            assert sorted(answers) == [302, 409]
            assert thing.texts() == [*before, f"text {turn}.{answers.index(302)}"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("make", [a_note, a_claim])
def test_a_form_that_is_sent_twice_at_once_is_taken_once(make: Callable[[Filing], Thing]) -> None:
    thing, (editor, _) = make(factories.filing(docket=factories.docket(), number="1")), two_editors()
    with ThreadPoolExecutor(2) as pool:
        for turn in range(AT_ONCE):
            editor.open(thing)
            before, form = thing.texts(), editor.form | {thing.place: f"sent {turn}"}
            barrier = Barrier(2, timeout=60)
            session = editor.client.cookies

            def send(_: int, form: dict[str, Any] = form, barrier: Barrier = barrier, session: Any = session) -> int:
                client = Client()
                client.cookies = session
                try:
                    barrier.wait()
                    return int(client.post(thing.address, form).status_code)
                finally:
                    connection.close()

            assert list(pool.map(send, range(2))) == [302, 302]
            assert thing.texts() == [*before, f"sent {turn}"]
