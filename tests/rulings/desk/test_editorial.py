"""What editors say in plain language, and what happened outside the court."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dockets.format.urls import build_docket_url
from dockets.history.audit_log import create_request_id, get_state_version
from dockets.models import AuditEntry, Docket, Filing
from rulings.interpret.docket import interpret_docket
from rulings.models import Editorial, Milestone, TimelineEvent
from tests.support import factories, pages

pytestmark = pytest.mark.django_db

NOTHING = get_state_version(None)


@pytest.fixture
def filing(db: None) -> Filing:
    return factories.filing(
        docket=factories.docket(docket_number="2:21-cv-00031"), number="34", long_text="ORDER denying"
    )


def of(filing: Filing) -> str:
    return reverse("editorial-filing", args=[filing.public_id])


def told(**fields: Any) -> dict[str, Any]:
    return {
        "headline": "Judge says no",
        "summary": "In short.",
        "seen": NOTHING,
        "change": "style",
        "request_id": create_request_id(),
    } | fields


def case(docket: Docket) -> str:
    return build_docket_url(docket.court_id, docket.docket_number)


def test_a_filing_is_told_in_plain_language_beside_the_courts_words(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    response = client.post(of(filing), told(pinned="on"))
    row = Editorial.objects.get()
    assert (row.filing, row.docket, row.pinned, row.edited_by) == (filing, filing.docket, True, users.editor)
    client.logout()
    page = pages.parsed(client.get(response["Location"]))
    assert pages.text(pages.by_class(page, "plain-words")[0]) == "In plain language Judge says no In short."
    assert "ORDER denying" in pages.text(page)
    assert [(e.before, e.after) for e in AuditEntry.objects.filter(kind="editorial")] == [
        (None, {"headline": "Judge says no", "summary": "In short.", "pinned": True, "filing": "34"})
    ]


def test_a_case_has_one_and_it_is_never_pinned(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    address = reverse("editorial-case", args=[filing.docket_id])
    client.post(address, told(pinned="on"))
    row = Editorial.objects.get()
    assert (row.filing, row.pinned) == (None, False)
    assert "Judge says no" in client.get(address).content.decode()


def test_left_empty_it_goes(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    client.post(of(filing), told())
    said = {"headline": "Judge says no", "summary": "In short.", "pinned": False, "filing": "34"}
    seen = get_state_version(said)
    client.post(of(filing), told(headline="", summary="", seen=seen))
    assert not Editorial.objects.exists()
    assert AuditEntry.objects.filter(kind="editorial").first().after is None  # type: ignore[union-attr]


def test_whoever_comes_second_sees_both(client: Client, users: Any, filing: Filing) -> None:
    """Battery D7."""
    client.force_login(users.editor)
    client.post(of(filing), told())
    response = client.post(of(filing), told(headline="Another headline"))
    page = pages.parsed(response, 409)
    assert "Another editor has changed this" in pages.text(page)
    assert "Judge says no" in pages.text(pages.by_class(page, "versions-of-two")[0])
    fields = {i.get("name", ""): i.get("value", "") for i in page.iter("input")}
    assert fields["headline"] == "Another headline"
    assert Editorial.objects.get().headline == "Judge says no"
    assert (
        client.post(of(filing), told(headline="Both", **{n: fields[n] for n in ("seen", "request_id")})).status_code
        == 302
    )
    assert Editorial.objects.get().headline == "Both"


def test_sent_twice_it_is_said_once(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    form = told()
    for _ in range(2):
        assert client.post(of(filing), form).status_code == 302
    assert AuditEntry.objects.filter(kind="editorial").count() == 1


def test_it_goes_with_its_filing(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    client.post(of(filing), told())
    other = factories.filing(docket=filing.docket, number="34")
    Filing.objects.filter(pk=filing.pk).update(merged_into=other)
    interpret_docket(filing.docket_id)
    assert Editorial.objects.get().filing == other
    assert client.get(of(filing)).status_code == 302


@pytest.mark.parametrize(
    "fields", [{"headline": "x" * 201}, {"summary": "x" * 2_001}, {"seen": "x"}, {"request_id": ""}]
)
def test_what_cannot_be_taken_gets_a_sentence(
    client: Client, users: Any, filing: Filing, fields: dict[str, str]
) -> None:
    client.force_login(users.editor)
    page = pages.parsed(client.post(of(filing), told(**fields)), 422)
    assert pages.by_class(page, "errorlist")
    assert not Editorial.objects.exists()
    assert client.post(of(filing), told(headline="a\x00b")).status_code == 302
    assert Editorial.objects.get().headline == "ab"


def test_lines_end_as_a_browser_counts_them(client: Client, users: Any, filing: Filing) -> None:
    """It lets 2,000 characters be typed, a line's end being one; and sends two for each."""
    client.force_login(users.editor)
    lines = ["x" * 99] * 20
    assert client.post(of(filing), told(summary="\r\n".join(lines))).status_code == 302
    assert Editorial.objects.get().summary == "\n".join(lines)


def test_going_back_and_writing_on_is_no_second_time(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    form = told()
    client.post(of(filing), form)
    assert client.post(of(filing), form | {"headline": "Judge says never"}).status_code == 409
    assert Editorial.objects.get().headline == "Judge says no"


# -- milestones --


def outside(**fields: Any) -> dict[str, Any]:
    first = {
        "date": "2021-01-10",
        "headline": "Hosting ends",
        "source": "press report",
        "source_url": "https://press.example/1",
    }
    return first | {"seen": NOTHING, "change": "style", "request_id": create_request_id()} | fields


def test_a_milestone_stands_on_the_timeline_with_its_source(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    address = reverse("milestones", args=[filing.docket_id])
    assert client.post(address, outside()).status_code == 302
    row = Milestone.objects.get()
    assert TimelineEvent.objects.get(milestone=row).headline == "Hosting ends"
    page = pages.parsed(client.get(case(filing.docket)))
    assert pages.links(page)["press report"] == "https://press.example/1"
    page = pages.parsed(client.get(address, {"edit": row.pk}))
    fields = {
        i.get("name", ""): i.get("value", "")
        for i in page.iter("input")
        if i.get("name") in ("id", "seen", "request_id")
    }
    client.post(address, outside(headline="Hosting stops", **fields))
    row.refresh_from_db()
    assert row.headline == "Hosting stops"
    page = pages.parsed(client.get(address, {"edit": row.pk}))
    fields = {
        i.get("name", ""): i.get("value", "")
        for i in page.iter("input")
        if i.get("name") in ("id", "seen", "request_id")
    }
    assert client.post(address, outside(**fields, remove="1")).status_code == 302
    assert not TimelineEvent.objects.filter(event_kind="milestone").exists()
    assert AuditEntry.objects.filter(kind="milestone").count() == 3


def test_a_milestone_of_the_same_words_is_there_already(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    address = reverse("milestones", args=[filing.docket_id])
    client.post(address, outside())
    assert "already" in pages.text(pages.parsed(client.post(address, outside()), 422))
    row = Milestone.objects.get()
    assert "Another editor" in pages.text(pages.parsed(client.post(address, outside(id=row.pk, headline="Other")), 409))
    assert client.post(address, outside(id=10**9)).status_code == 404
    assert client.get(address, {"edit": "²"}).status_code == 200


def test_one_that_was_removed_meanwhile_is_said_to_be_and_can_be_entered_anew(
    client: Client, users: Any, filing: Filing
) -> None:
    client.force_login(users.editor)
    address = reverse("milestones", args=[filing.docket_id])
    client.post(address, outside())
    row = Milestone.objects.get()
    (form,) = [
        f for f in pages.parsed(client.get(address, {"edit": row.pk})).iter("form") if "writing" in f.get("class", "")
    ]
    shown = pages.entry_values(form)
    client.post(address, shown | {"remove": "1"})
    assert not Milestone.objects.exists()
    page = pages.parsed(client.post(address, shown | {"headline": "Hosting stops"}), 409)
    assert "It was removed. Yours is below" in pages.text(page)
    (form,) = [f for f in page.iter("form") if "writing" in f.get("class", "")]
    assert client.post(address, pages.entry_values(form)).status_code == 302
    assert Milestone.objects.get().headline == "Hosting stops"
    assert (
        client.post(address, outside(remove="1")).status_code == 404
    )  # no button sends that: there is none to be removed


def test_going_back_another_milestone_is_entered(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    address, form = reverse("milestones", args=[filing.docket_id]), outside()
    for headline in ("Hosting ends", "Hosting ends", "Hosting begins"):
        assert client.post(address, form | {"headline": headline}).status_code == 302
    assert set(Milestone.objects.values_list("headline", flat=True)) == {"Hosting ends", "Hosting begins"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x.example/", "https://", "x" * 600])
def test_a_source_is_on_the_web(client: Client, users: Any, filing: Filing, url: str) -> None:
    client.force_login(users.editor)
    response = client.post(reverse("milestones", args=[filing.docket_id]), outside(source_url=url))
    assert pages.by_class(pages.parsed(response, 422), "errorlist")
    assert not Milestone.objects.exists()


def test_who_may(client: Client, users: Any, filing: Filing) -> None:
    docket = filing.docket_id
    addresses = [of(filing), reverse("editorial-case", args=[docket]), reverse("milestones", args=[docket])]
    for someone, expected in ((None, 302), (users.journalist, 403), (users.editor, 200), (users.admin, 200)):
        if someone:
            client.force_login(someone)
        for address in addresses:
            assert client.get(address).status_code == expected
            if someone is not users.editor and someone is not users.admin:
                assert client.post(address, told() | outside()).status_code == (403 if someone else 401)
    assert not Editorial.objects.exists() and not Milestone.objects.exists()
    assert client.get(reverse("editorial-filing", args=["nosuchfiling"])).status_code == 404
    assert client.get(reverse("editorial-case", args=[10**9])).status_code == 404
