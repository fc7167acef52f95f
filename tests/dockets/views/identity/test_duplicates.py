"""The page of possible duplicates: who may, what is shown, what each button does, and what others see of it."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from dockets.models import AuditEntry, Filing, IdentityDecision
from tests.dockets.identity.test_decide import pair, replaced_document
from tests.dockets.upsert.test_merge import entry, sheet, take
from tests.support import factories, pages

pytestmark = pytest.mark.django_db

PAGE = "/imports/duplicates/"
DECIDED = f"{PAGE}decided/"


@pytest.fixture
def editor(client: Client, users: Any) -> Client:
    client.force_login(users.editor)
    return client


def say(client: Client, filing: Filing, other: Filing, verdict: str, **headers: str) -> Any:
    return client.post(f"{PAGE}{filing.pk}/", {"verdict": verdict, "other": other.pk}, headers=headers)


def htmx(target: str) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Target": target}


@pytest.mark.parametrize(("role", "status"), [("", 302), ("journalist", 403), ("editor", 200), ("admin", 200)])
def test_who_may(client: Client, users: Any, role: str, status: int) -> None:
    one, other = pair()
    if role:
        client.force_login(getattr(users, role))
    assert client.get(PAGE).status_code == client.get(DECIDED).status_code == status
    response = say(client, other, one, "same")
    assert response.status_code == {200: 302, 302: 401}.get(status, status)
    assert IdentityDecision.objects.exists() == (status == 200)
    row = IdentityDecision.objects.first() or IdentityDecision(pk=1)
    undone = client.post(f"{DECIDED}{row.pk}/undo/")
    assert undone.status_code == {200: 302, 302: 401}.get(status, status)
    assert not IdentityDecision.objects.exists()


@pytest.mark.parametrize("address", ["{filing}/", "decided/1/undo/"])
def test_nothing_is_decided_by_following_a_link(editor: Client, address: str) -> None:
    _, other = pair()
    assert editor.get(PAGE + address.format(filing=other.pk)).status_code == 405


@pytest.mark.parametrize("typed", ["²", "٣", "9" * 30, "9" * 5_000, "-1", "x"])
def test_what_is_no_number_of_a_row_decides_nothing(editor: Client, typed: str) -> None:
    _, other = pair()
    page = editor.post(f"{PAGE}{other.pk}/", {"verdict": "same", "other": typed, "run": typed}, follow=True)
    assert page.status_code == 200 and "Choose whether the two are one filing." in page.content.decode()
    assert editor.post(f"{PAGE}decided/1/undo/", {"pair": typed}, follow=True).status_code == 200
    assert editor.get(PAGE, {"run": typed}).status_code == 200


def test_a_pair_stands_side_by_side_with_what_speaks_for_and_against(editor: Client) -> None:
    one, other = pair()
    page = pages.parsed(editor.get(PAGE))
    article = pages.by_id(page, f"pair-{other.pk}")
    text = pages.text(article)
    assert "one source announced “Motion Hearing”, and another has a docket text." in text
    assert "Neither has a number, and a day can have several such entries." in text
    assert "MINUTE ENTRY for proceedings held before the judge" in text
    assert "Filed same Jan. 14, 2021 Jan. 14, 2021" in text
    assert "Told by court feed" in text
    assert {link.get("href") for link in article.iter("a")} >= {f"/cases/wawd/2:21-cv-00031/filings/{one.public_id}/"}
    assert [button.get("value") for button in article.iter("button")] == ["same", "different", "later"]


def test_how_the_words_differ_is_marked(editor: Client) -> None:
    pair(replaced_document)
    page = pages.parsed(editor.get(PAGE))
    marked = [(piece.tag, pages.text(piece)) for piece in page.iter() if piece.tag in ("ins", "del")]
    assert marked == [("del", "17701"), ("ins", "17702")]
    assert "Both have the number 7. They have different documents" in pages.text(page)


def test_why_a_number_from_one_source_is_not_enough(editor: Client) -> None:
    take(sheet(entry("3", "ORDER on a motion"), complete=False))
    take(sheet(entry("", "ORDER on a motion"), complete=False), "docket-json")
    shown = pages.text(pages.parsed(editor.get(PAGE)))
    assert "One source gives it the number 3, the other gives it none." in shown


def test_an_entry_that_was_reworded_is_told_from_a_new_one_by_nobody(editor: Client) -> None:
    take(sheet(entry("1"), entry("", "MINUTE ENTRY as first worded")))
    take(sheet(entry("1"), entry("", "MINUTE ENTRY in other words"), day=1))
    assert "nothing tells a new wording from a new entry" in pages.text(pages.parsed(editor.get(PAGE)))


def test_the_same_makes_one_and_says_so_with_a_way_back(editor: Client, users: Any) -> None:
    one, other = pair()
    part = say(editor, other, one, "same", **htmx(f"pair-{other.pk}"))
    shown = pages.fragment(part)
    assert "Decided: the same filing, by editor, just now." in pages.text(shown)
    row = IdentityDecision.objects.get()
    assert f"{DECIDED}{row.pk}/undo/" in set(pages.addresses(shown))
    assert row.decided_by == users.editor
    other.refresh_from_db()
    assert other.merged_into == one
    old = editor.get(f"/cases/wawd/2:21-cv-00031/filings/{other.public_id}/?x=1")
    assert (old.status_code, old["Location"]) == (302, f"/cases/wawd/2:21-cv-00031/filings/{one.public_id}/?x=1")
    again = editor.post(f"{DECIDED}{row.pk}/undo/", {"pair": other.pk}, headers=htmx(f"pair-{other.pk}"))
    back = pages.fragment(again)
    assert "That word is taken back" in pages.text(back)
    assert pages.by_id(back, f"pair-{other.pk}").tag == "article"
    assert editor.get(f"/cases/wawd/2:21-cv-00031/filings/{other.public_id}/").status_code == 200


def test_without_htmx_each_button_leads_back_to_the_list(editor: Client) -> None:
    one, other = pair()
    response = say(editor, other, one, "different")
    assert response["Location"] == PAGE
    page = pages.text(pages.parsed(editor.get(PAGE)))
    assert "Decided: not the same filing." in page and "No two filings are in doubt." in page
    row = IdentityDecision.objects.get()
    assert editor.post(f"{DECIDED}{row.pk}/undo/")["Location"] == PAGE
    assert pages.by_class(pages.parsed(editor.get(PAGE)), "twins")


def test_a_pair_put_off_waits_for_this_person_alone(editor: Client, users: Any) -> None:
    one, other = pair()
    say(editor, other, one, "later")
    page = pages.parsed(editor.get(PAGE))
    assert not pages.by_class(page, "twins") and pages.links(page)["1 put off"] == f"{PAGE}?later=1"
    assert pages.by_id(pages.parsed(editor.get(f"{PAGE}?later=1")), f"pair-{other.pk}") is not None
    colleague = Client()
    colleague.force_login(users.admin)
    assert pages.by_class(pages.parsed(colleague.get(PAGE)), "twins")
    say(editor, other, one, "sooner")
    assert pages.by_class(pages.parsed(editor.get(PAGE)), "twins")
    assert not IdentityDecision.objects.exists()


def test_the_second_of_two_sees_that_it_is_decided_and_by_whom(editor: Client, users: Any) -> None:
    one, other = pair()
    say(editor, other, one, "same")
    colleague = Client()
    colleague.force_login(users.admin)
    shown = pages.text(pages.fragment(say(colleague, other, one, "different", **htmx(f"pair-{other.pk}"))))
    assert "This was decided already" in shown and "Decided: the same filing, by editor" in shown
    assert IdentityDecision.objects.get().verdict == "same"


@pytest.mark.parametrize("verdict", ["", "maybe", "same\x00"])
def test_a_word_that_is_none_decides_nothing(editor: Client, verdict: str) -> None:
    one, other = pair()
    shown = pages.text(pages.fragment(say(editor, other, one, verdict, **htmx(f"pair-{other.pk}"))))
    assert "Choose whether the two are one filing." in shown and not IdentityDecision.objects.exists()


def test_what_was_decided_is_listed_with_who_and_when(editor: Client) -> None:
    one, other = pair(replaced_document)
    say(editor, other, one, "same")
    page = pages.parsed(editor.get(DECIDED))
    (item,) = [item for listed in pages.by_class(page, "decisions") for item in listed.findall("li")]
    text = pages.text(item)
    assert text.startswith("The same filing in") and "editor just now" in text
    assert "7 ORDER on the motion, 17701" in text and "7 ORDER on the motion, 17702" in text


@pytest.mark.parametrize("place", ["the page", "the admin"])
def test_who_took_a_word_back_stays_on_record(editor: Client, users: Any, place: str) -> None:
    one, other = pair(replaced_document)
    say(editor, other, one, "same")
    row = IdentityDecision.objects.earliest("id")
    admin = Client()
    admin.force_login(users.admin)
    ways = {
        "the page": (f"{DECIDED}{row.pk}/undo/", {}),
        "the admin": (f"/admin/dockets/identitydecision/{row.pk}/delete/", {"post": "yes"}),
    }
    admin.post(*ways[place])
    said, kept = AuditEntry.objects.filter(kind="identitydecision", object_id=row.pk).order_by("id")
    assert (said.by, said.by_name, said.at) == (users.editor, "editor", row.decided_at)
    assert (said.before, said.after) == (None, kept.before)
    word = {"verdict": "same", "first": row.first_id, "second": row.second_id}
    assert (kept.by, kept.by_name, kept.before, kept.after) == (users.admin, "admin", word, None)
    page = pages.parsed(editor.get(DECIDED))
    (item,) = [item for listed in pages.by_class(page, "decisions") for item in listed.findall("li")]
    text = pages.text(item)
    assert text.startswith("The same filing , by editor, ") and "taken back by admin just now" in text
    assert "7 ORDER on the motion, 17701" in text and "7 ORDER on the motion, 17702" in text
    users.admin.delete()
    kept.refresh_from_db()
    assert (kept.by, kept.by_name) == (None, "admin")
    for statement in ("DELETE FROM dockets_auditentry", "UPDATE dockets_auditentry SET by_name = 'another'"):
        with (
            pytest.raises(DatabaseError, match="neither changed nor deleted"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_a_word_that_is_gone_is_said_to_be(editor: Client) -> None:
    one, other = pair()
    say(editor, other, one, "same")
    row = IdentityDecision.objects.get()
    editor.post(f"{DECIDED}{row.pk}/undo/")
    shown = pages.fragment(
        editor.post(f"{DECIDED}{row.pk}/undo/", {"pair": other.pk}, headers=htmx(f"pair-{other.pk}"))
    )
    assert "taken back already" in pages.text(shown)


def test_a_word_deleted_in_the_admin_is_taken_back(client: Client, users: Any) -> None:
    one, other = pair(replaced_document)
    client.force_login(users.admin)
    say(client, other, one, "same")
    rows = list(IdentityDecision.objects.values_list("pk", flat=True))
    client.post(f"/admin/dockets/identitydecision/{rows[0]}/delete/", {"post": "yes"})
    assert not IdentityDecision.objects.exists() and Filing.objects.current().count() == 2
    say(client, other, one, "same")
    marked = {
        "action": "delete_selected",
        "_selected_action": list(IdentityDecision.objects.values_list("pk", flat=True)),
        "post": "yes",
    }
    client.post("/admin/dockets/identitydecision/", marked)
    assert not IdentityDecision.objects.exists() and Filing.objects.current().count() == 2


def test_empty_states(editor: Client) -> None:
    assert "No two filings are in doubt." in pages.text(pages.parsed(editor.get(PAGE)))
    assert "Nothing is put off." in pages.text(pages.parsed(editor.get(f"{PAGE}?later=1")))
    assert "Nothing was decided yet." in pages.text(pages.parsed(editor.get(DECIDED)))
    assert pages.by_class(pages.parsed(editor.get(f"{PAGE}?after=garbage")), "notice")


def pairs(number: int) -> None:
    for place in range(number):
        docket = factories.docket()
        one = factories.filing(docket=docket, number="7", long_text=f"ORDER {place}")
        other = factories.filing(docket=docket, number="7", long_text=f"ORDER {place} again", possible_duplicate_of=one)
        for filing in (one, other):
            factories.observation(filing=filing)
            factories.observation(filing=filing, channel="court-feed", long_text="", short_text="Order")


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(editor: Client, number: int, django_assert_num_queries: Any) -> None:
    pairs(number)
    # Session, user and permissions (twice: of the person, of the groups); the pairs; what was said of their filings.
    with django_assert_num_queries(6):
        editor.get(PAGE)


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_of_what_was_decided_is_fixed(
    editor: Client, users: Any, number: int, django_assert_num_queries: Any
) -> None:
    pairs(number)
    for filing in Filing.objects.exclude(possible_duplicate_of=None).select_related("possible_duplicate_of"):
        rows = [
            filing.observations.earliest("id"),
            filing.possible_duplicate_of.observations.earliest("id"),  # type: ignore[union-attr]
        ]
        first, second = sorted(rows, key=lambda row: row.pk)
        IdentityDecision.objects.create(
            docket=filing.docket, first=first, second=second, verdict="same", decided_by=users.editor
        )
    with django_assert_num_queries(6):  # session, user and permissions; what was decided, and what was taken back
        editor.get(DECIDED)


def test_the_pages_united_are_all_pairs(editor: Client) -> None:
    pairs(25)
    page = pages.parsed(editor.get(PAGE))
    seen = [article.get("id") for article in pages.by_class(page, "twins")]
    while older := pages.links(page).get("Older"):
        page = pages.parsed(editor.get(PAGE + older))
        seen += [article.get("id") for article in pages.by_class(page, "twins")]
    assert len(seen) == len({*seen}) == 25


def test_a_filing_that_no_source_told_of_can_be_looked_at_and_decided_on(editor: Client) -> None:
    """As one that was entered in the database itself, not by an import."""
    here = factories.docket()
    one, other = factories.filing(docket=here, number="7"), factories.filing(docket=here, number="7")
    Filing.objects.filter(pk=other.pk).update(possible_duplicate_of=one)
    assert editor.get(PAGE).status_code == 200
    assert editor.get("/desk/").status_code == 200
    for verdict in ("same", "different"):
        response = say(editor, other, one, verdict)
        assert response.status_code == 302
        page = editor.get(response.url)
        assert page.status_code == 200 and "No source has told of" in page.content.decode()
    assert not IdentityDecision.objects.exists()
