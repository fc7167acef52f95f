"""The rule by which somebody is told: its form, what it would have told, and what is wrong with it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dockets.models import AuditEntry, Docket
from rulings.models import Channel, Follow
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


def form_of(client: Client, follow: Follow) -> Any:
    """What a browser would send of the form as it stands."""
    [form] = pages.by_class(pages.parsed(client.get(f"/following/{follow.pk}/")), "writing")
    return {**pages.form_values(form), "days": "30"}


def send(client: Client, follow: Follow, sent: Any, status: int = 302) -> str:
    answer = client.post(f"/following/{follow.pk}/", sent)
    assert answer.status_code == status, answer.content.decode()
    return pages.text(pages.parsed(answer, status)) if status != 302 else answer["Location"]


@pytest.fixture
def rule(client: Client, users: Any) -> Follow:
    client.force_login(users.journalist)
    return factories.follow(user=users.journalist, docket=factories.docket(), topics=["ruling"])


def test_a_rule_is_changed_in_all_it_says(client: Client, users: Any, rule: Follow) -> None:
    desk = factories.channel(owner=users.journalist, kind="slack", name="My Slack")
    factories.channel(owner=users.editor, name="Not mine")
    assert "Not mine" not in client.get(f"/following/{rule.pk}/").content.decode()
    told = {"topics": ["ruling", "ended"], "kinds": ["order"], "words": "escrow", "routine": "on", "urgency": "daily"}
    factories.party(docket=Docket.objects.get(), name="Elm, Inc.")
    told |= {"parties": ["Elm, Inc."], "lead_days": "7"}
    sent = {**form_of(client, rule), **told, "note": "For the series", "channels": [str(desk.pk)]}
    sent.pop("with_related")
    assert send(client, rule, sent) == "/following/"
    rule.refresh_from_db()
    assert (rule.topics, rule.kinds, rule.words, rule.routine) == (["ruling", "ended"], ["order"], "escrow", True)
    assert (rule.parties, rule.lead_days) == (["Elm, Inc."], 7)
    assert (rule.with_related, rule.urgency, rule.note, [*rule.channels.all()]) == (
        *(False, "daily", "For the series"),
        [desk],
    )
    assert "Once a day: My Slack" in pages.text(pages.parsed(client.get("/following/")))


def test_what_cannot_be_sent_is_said(client: Client, users: Any, rule: Follow, settings: Any) -> None:
    sent = {**form_of(client, rule), "urgency": "now", "channels": []}
    assert "Choose where it is to be sent" in send(client, rule, sent, 422)
    assert "Choose at least one" in send(client, rule, {**sent, "topics": []}, 422)
    assert "This site has no mail server" in send(client, rule, {**sent, "channels": ["mail"]}, 422)
    settings.EMAIL_URL = "smtp://mail.example"
    users.journalist.email = ""
    users.journalist.save()
    assert "Your account has no e-mail address" in send(client, rule, {**sent, "channels": ["mail"]}, 422)
    assert not Channel.objects.exists()
    users.journalist.email = "ann@paper.example"
    users.journalist.save()
    offered = form_of(client, rule)
    assert offered["channels"] in ("mail", ["mail"])
    send(client, rule, offered)
    assert not Channel.objects.exists(), "nothing is to be sent"
    send(client, rule, {**form_of(client, rule), "urgency": "now"})
    own = Channel.objects.get()
    assert (own.owner, own.kind, own.address, [*own.follows.all()]) == (users.journalist, "mail", "", [rule])
    settings.EMAIL_URL = ""
    assert "This site has no mail server" in send(client, rule, form_of(client, rule), 422)


def test_a_preview_tells_and_saves_nothing(client: Client, rule: Follow) -> None:
    now, docket = timezone.now(), Docket.objects.get()
    for ago, topics in ((2, ["ruling"]), (20, ["ruling"]), (3, ["ended"]), (80, ["ended"])):
        factories.news(docket=docket, topics=topics, headline=f"News {ago}", at=now - timedelta(days=ago))
    factories.news(docket=docket, topics=["ruling"], headline="Held", at=now, held="old")
    shown = pages.parsed(client.get(f"/following/{rule.pk}/"))
    assert "In the last 30 days this rule would have told of 2 ." in pages.text(shown)
    assert "News 2" in pages.text(shown) and "News 3" not in pages.text(shown) and "Held" not in pages.text(shown)
    typed = {**form_of(client, rule), "topics": ["ruling", "ended"], "preview": "1", "days": "90"}
    shown_now = send(client, rule, typed, 200)
    assert "Preview, not saved In the last 90 days this rule would have told of 4 ." in shown_now
    assert "In the last 7 days this rule would have told of 2 ." in send(client, rule, {**typed, "days": "7"}, 200)
    rule.refresh_from_db()
    assert rule.topics == ["ruling"]


def test_two_editors_do_not_overwrite_each_other(client: Client, users: Any) -> None:
    row = factories.follow(user=None, docket=factories.docket(), topics=["ruling"], note="Old")
    client.force_login(users.editor)
    mine, theirs = form_of(client, row), form_of(client, row)
    send(client, row, {**theirs, "note": "Theirs"})
    text = send(client, row, {**mine, "note": "Mine"}, 409)
    assert "Somebody has changed this since you opened it" in text and "Theirs" in text
    send(client, row, {**mine, "note": "Theirs"})  # sent twice
    row.refresh_from_db()
    assert row.note == "Theirs"


def test_a_rule_of_the_newsroom_sends_to_its_channels_alone(client: Client, users: Any) -> None:
    row = factories.follow(user=None, docket=factories.docket())
    desk = factories.channel(owner=None, name="City desk", kind="mail")
    own = factories.channel(owner=users.editor, name="Mine")
    client.force_login(users.editor)
    sent = {**form_of(client, row), "urgency": "weekly"}
    assert "not one of the choices" in send(client, row, {**sent, "channels": [str(own.pk)]}, 422)
    assert send(client, row, {**sent, "channels": [str(desk.pk)]}) == "/following/?of=newsroom"
    client.force_login(users.journalist)
    assert client.get(f"/following/{row.pk}/").status_code == 404
    assert client.get("/following/?of=newsroom").status_code == 404


def test_what_editors_do_for_the_newsroom_is_logged_and_nothing_of_ones_own(client: Client, users: Any) -> None:
    docket = factories.docket(case_name="In re Elm")
    client.force_login(users.editor)
    for of in ("", "newsroom"):
        client.post("/following/follow/", {"kind": "case", "value": docket.pk, "follow": "1", "of": of})
        address = {"name": "Hook of us", "address": f"https://x.example/secret{of}/1234", "digest_at": "8:00"}
        made = client.post(f"/following/channels/add/?kind=webhook&of={of}", {**address, "digest_day": "0"})
        client.post(f"{made['Location']}off/")
        row = Follow.objects.latest("pk")
        send(client, row, {**form_of(client, row), "note": "For the series"})
        client.post(f"/following/{row.pk}/pause/")
        client.post(f"/following/{row.pk}/stop/")
        client.post(f"{made['Location']}remove/")
    edits = AuditEntry.objects.order_by("pk")
    assert [(row.kind, row.by_name, row.before is None, row.after is None) for row in edits] == [
        ("followrule", "editor", True, False),
        *(("channel", "editor", True, False), ("channel", "editor", False, False)),
        *(("followrule", "editor", False, False),) * 2,
        *(("followrule", "editor", False, True), ("channel", "editor", False, True)),
    ]
    text = pages.text(pages.parsed(client.get("/desk/edits/?kind=followrule")))
    assert "In re Elm" in text and "For the series" in text
    text = pages.text(pages.parsed(client.get("/desk/edits/")))
    assert "Hook of us" in text and "secret/" not in text and "secretnewsroom" not in text
