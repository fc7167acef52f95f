"""The pages on which notes are read, written, changed, answered; by whom, and by whom not."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dockets.format.urls import build_docket_url
from dockets.history.audit_log import create_request_id, record_edit
from dockets.models import Filing
from rulings.history.snapshots import get_annotation_state
from rulings.html.event_lines import LinePart
from rulings.interpret.docket import interpret_docket
from rulings.models import Annotation, Reply
from rulings.notes import save
from rulings.notes.display import list_notes_on_filing
from rulings.notes.save import NoteWords
from rulings.notes.versions import KIND, find_versions
from rulings.passages.anchors import Passage, hash_words
from tests.casetracker.test_hostile_text import assert_harmless
from tests.support import factories, hostile, pages

pytestmark = pytest.mark.django_db

TEXT = "ORDER denying 2 Motion for TRO. Parler has failed to meet the standard. Signed by Judge Rothstein."
Visibility = Annotation.Visibility


@pytest.fixture
def filing(db: None) -> Filing:
    return factories.filing(docket=factories.docket(docket_number="2:21-cv-00031"), number="34", long_text=TEXT)


def page_of(filing: Filing) -> str:
    return f"{build_docket_url(filing.docket.court_id, filing.docket.docket_number)}filings/{filing.public_id}/"


def seen(client: Client, filing: Filing) -> Any:
    return pages.parsed(client.get(page_of(filing)))


def notes(page: Any) -> list[str]:
    return [pages.text(pages.by_class(note, "prose")[0]) for note in pages.by_class(page, "note")]


def written(**fields: Any) -> dict[str, Any]:
    told = {"body": "Why it *matters*", "visibility": "newsroom", "when": "now", "request_id": create_request_id()}
    return told | fields


def send(client: Client, filing: Filing, **fields: Any) -> Any:
    return client.post(reverse("annotation-add", args=[filing.public_id]), written(**fields))


def act(client: Client, row: Annotation, name: str, **fields: Any) -> Any:
    return client.post(reverse("annotation-act", args=[row.public_id, name]), {"version": row.version, **fields})


# -- reading --


def test_readers_see_what_is_for_them_with_by_line_and_time(
    client: Client, users: Any, filing: Filing, settings: Any
) -> None:
    settings.TIME_ZONE = "America/New_York"
    author = factories.user("aw", role="editor", first_name="Ada", last_name="Wells")
    for number, visibility in enumerate(Visibility.values):
        factories.annotation(filing=filing, author=author, body=f"note {number}", visibility=visibility)
    page = seen(client, filing)
    assert notes(page) == ["note 2"]
    assert pages.text(pages.by_class(page, "note")[0].find("header")) == "Ada Wells March 5, 2021, noon EST"
    assert not [form for form in page.iter("form") if form.get("action", "").startswith("/notes/")]
    client.force_login(users.journalist)
    page = seen(client, filing)
    assert notes(page) == ["note 1", "note 2"]
    assert [pages.text(badge) for badge in pages.by_class(page, "badge")] == ["Newsroom", "Readers"]


def test_the_passage_is_marked_in_the_courts_text(client: Client, users: Any, filing: Filing) -> None:
    row = factories.annotation(
        filing=filing, author=users.editor, passage="failed to meet the standard", visibility=Visibility.PUBLIC
    )
    page = seen(client, filing)
    mark = pages.by_class(page, "noted")[0]
    assert (pages.text(mark), mark.get("href")) == ("failed to meet the standard", f"#note-{row.public_id}")
    assert "".join(next(p for p in page.iter("p") if "data-passage" in p.attrib).itertext()) == TEXT
    assert pages.text(pages.by_class(page, "quoted")[0]) == "failed to meet the standard"


def test_overlapping_passages_leave_the_text_whole(client: Client, users: Any, filing: Filing) -> None:
    for words in ("Parler has failed to meet", "failed to meet the standard", "failed"):
        factories.annotation(filing=filing, author=users.editor, passage=words, visibility=Visibility.PUBLIC)
    page = seen(client, filing)
    assert "".join(next(p for p in page.iter("p") if "data-passage" in p.attrib).itertext()) == TEXT


def test_an_orphan_shows_the_words_it_was_about(client: Client, users: Any, filing: Filing) -> None:
    factories.annotation(filing=filing, author=users.editor, passage="failed to meet the standard", visibility="public")
    Filing.objects.filter(pk=filing.pk).update(long_text="ORDER withdrawn", fingerprint="other")
    # Before the reading comes round, and after.
    for _ in range(2):
        page = seen(client, filing)
        assert not pages.by_class(page, "noted")
        assert pages.text(pages.by_class(page, "quoted")[0]) == "failed to meet the standard"
        interpret_docket(filing.docket_id)
    assert "no longer stand in the court’s text" in pages.text(page)
    assert "text has changed since" not in pages.text(page)
    client.force_login(users.editor)
    assert "The court’s text has changed since this was written" in pages.text(seen(client, filing))


@pytest.mark.parametrize("role", ["", "journalist", "editor"])
def test_a_filing_with_many_notes_takes_no_more_queries(
    client: Client, users: Any, filing: Filing, role: str, django_assert_num_queries: Any
) -> None:
    if role:
        client.force_login(getattr(users, role))
    row = factories.annotation(filing=filing, author=users.editor, visibility=Visibility.PUBLIC, passage="standard")
    Reply.objects.create(annotation=row, body="x", by_name="x", at=factories.NOW)
    # For the newsroom: session, user, permissions (2), answers; for those who write: documents, whether it is a ruling,
    # who wants its documents.
    expected = 8 + {"": 0, "journalist": 5, "editor": 8}[role]
    with django_assert_num_queries(expected):
        client.get(page_of(filing))
    many(row, 150)
    with django_assert_num_queries(expected):
        page = seen(client, filing)
    assert len(pages.by_class(page, "note")) == 100
    assert pages.links(page)["Later notes"].startswith("?note=")


def test_many_notes_are_paged_and_a_new_one_is_found_where_it_stands(
    client: Client, users: Any, filing: Filing
) -> None:
    client.force_login(users.editor)
    row = factories.annotation(filing=filing, author=users.editor, visibility=Visibility.PUBLIC)
    many(row, 249)
    known, query = [], ""
    for number in (100, 100, 50):
        page = pages.parsed(client.get(page_of(filing) + query))
        found = [note.get("id") for note in pages.by_class(page, "note")]
        assert len(found) == number
        known += found
        query = pages.links(page).get("Later notes", "").partition("#")[0]
    assert query == "" and len(set(known)) == 250
    assert pages.links(page)["The first notes"] == "?#notes"
    form = pages.form_values(pages.by_class(page, "writing")[-1])
    sent = form | {"body": "The last", "when": "now"}
    place = client.post(reverse("annotation-add", args=[filing.public_id]), sent)["Location"]
    last = Annotation.objects.latest("id")
    assert place == f"{page_of(filing)}?note={last.public_id}#note-{last.public_id}"
    assert "The last" in pages.text(pages.by_class(pages.parsed(client.get(place)), "note")[0])
    for odd in ("?note=nosuch", "?note=%00", f"?note={'x' * 5000}"):
        assert len(pages.by_class(pages.parsed(client.get(page_of(filing) + odd)), "note")) == 100


def test_a_page_does_not_begin_with_a_note_that_is_not_ones_to_see(client: Client, users: Any, filing: Filing) -> None:
    first = factories.annotation(filing=filing, author=users.editor, visibility=Visibility.PUBLIC)
    hidden = factories.annotation(filing=filing, author=users.editor, visibility=Visibility.PRIVATE)
    factories.annotation(filing=filing, author=users.editor, visibility=Visibility.PUBLIC)
    page = pages.parsed(client.get(f"{page_of(filing)}?note={hidden.public_id}"))
    assert next(note.get("id") for note in pages.by_class(page, "note")) == f"note-{first.public_id}"
    assert "The first notes" not in pages.links(page)


def many(row: Annotation, number: int) -> None:
    copies = []
    for _ in range(number):
        copy = Annotation.objects.get(pk=row.pk)
        copy.pk, copy.public_id = None, Annotation._meta.get_field("public_id").get_default()
        copies.append(copy)
    Annotation.objects.bulk_create(copies)
    Reply.objects.bulk_create(Reply(annotation=copy, body="x", by_name="x", at=factories.NOW) for copy in copies)


# -- writing --


def test_an_editor_writes_on_a_passage(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    start = TEXT.index("failed")
    sent = {
        "exact": "failed to meet",
        "before": "Parler has ",
        "after": " the standard",
        "start": start,
        "tags": "TRO, key ruling",
    }
    response = send(client, filing, **sent, words_key=hash_words(TEXT))
    row = Annotation.objects.get()
    assert response["Location"] == f"{page_of(filing)}#note-{row.public_id}"
    assert (row.exact, row.start, row.tags, row.byline) == ("failed to meet", start, ["tro", "key ruling"], "editor")
    page = seen(client, filing)
    assert notes(page) == ["Why it matters"]
    assert "Saved." in pages.text(pages.by_class(page, "messages")[0])


def test_words_that_are_not_there_are_said_to_be_missing_and_kept(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    for words in ("something else entirely was pasted", "has failed to meet the slightest standard"):
        answer = send(client, filing, exact=words)
        page = pages.parsed(answer, status=422)
        assert "These words do not stand in the court’s text." in pages.text(page)
        assert words in answer.content.decode() and not Annotation.objects.exists()


def test_words_in_other_marks_and_lines_are_taken_as_the_court_wrote_them(
    client: Client, users: Any, filing: Filing
) -> None:
    client.force_login(users.editor)
    send(client, filing, exact="“failed to\nmeet the  standard”")
    assert Annotation.objects.get().exact == "failed to meet the standard"


def test_text_that_changed_while_the_form_was_open_is_said(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    key = next(i for i in seen(client, filing).iter("input") if i.get("name") == "words_key").get("value")
    Filing.objects.filter(pk=filing.pk).update(long_text="ORDER withdrawn", fingerprint="other")
    send(client, filing, exact="failed to meet the standard", start=TEXT.index("failed"), words_key=key)
    assert "The court’s text changed while you were writing" in pages.text(seen(client, filing))


SEEN_NOW = {"visibility": "newsroom", "when": "now"}


def test_a_note_whose_words_are_gone_is_changed_without_being_told_so_again(
    client: Client, users: Any, filing: Filing
) -> None:
    client.force_login(users.editor)
    send(client, filing, exact="failed to meet the standard", start=TEXT.index("failed"))
    Filing.objects.filter(pk=filing.pk).update(long_text="ORDER withdrawn", fingerprint="other")
    interpret_docket(filing.docket_id)
    row = Annotation.objects.get(fit="orphaned")
    address = reverse("annotation-edit", args=[row.public_id])
    form = pages.form_values(pages.by_class(pages.parsed(client.get(address)), "writing")[0])
    page = pages.parsed(client.post(address, form | SEEN_NOW | {"body": "Other words"}, follow=True))
    assert pages.text(pages.by_class(page, "messages")[0]) == "Saved."


def add_version(row: Annotation, number: int, body: str) -> None:
    """In the log alone, as an older form of the site would have written it."""
    before = get_annotation_state(row)
    after = before | {"version": number, "body": body}
    told: dict[str, Any] = {"kind": KIND, "object_id": row.pk, "before": before, "after": after, "by": "x"}
    record_edit(docket_id=row.docket_id, **told, act="edited", byline="x")


def test_ends_of_lines_are_no_change(client: Client, users: Any, filing: Filing) -> None:
    """Browsers send two signs for one."""
    client.force_login(users.editor)
    row = factories.annotation(filing=filing, author=users.editor, body="One\n\ntwo")
    address = reverse("annotation-edit", args=[row.public_id])
    form = pages.form_values(pages.by_class(pages.parsed(client.get(address)), "writing")[0])
    client.post(address, form | SEEN_NOW | {"body": "One\r\n\r\ntwo three"})
    row.refresh_from_db()
    assert row.body == "One\n\ntwo three"
    add_version(row, 3, "One\r\n\r\ntwo four")
    page = pages.parsed(client.get(reverse("annotation-history", args=[row.public_id])))
    changed = [pages.text(piece) for piece in page.iter() if piece.tag in ("ins", "del")]
    assert changed[:3] == ["three", "four", "three"]


@pytest.mark.parametrize("second_editor", [True, False])
def test_it_is_published_when_it_says_in_the_newsrooms_time(
    client: Client, users: Any, filing: Filing, settings: Any, second_editor: bool
) -> None:
    """The court is in Los Angeles."""
    settings.NOTES_NEED_SECOND_EDITOR = second_editor
    settings.TIME_ZONE = "America/New_York"
    client.force_login(users.editor)
    send(client, filing, visibility="public", when="at", publish_at="2099-07-01T09:30")
    row = Annotation.objects.get()
    assert row.published_at is not None
    assert row.published_at.isoformat() == "2099-07-01T13:30:00+00:00"
    assert "From July 1, 2099, 9:30 a.m. EDT" in pages.text(seen(client, filing))
    form = pages.parsed(client.get(reverse("annotation-edit", args=[row.public_id])))
    assert next(i for i in form.iter("input") if i.get("name") == "publish_at").get("value") == "2099-07-01T09:30"
    assert "Publish at, in New York time" in pages.text(form)
    client.logout()
    assert notes(seen(client, filing)) == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"body": " "}, "A note needs words."),
        ({"body": "x" * 10_001}, "A note has at most 10,000 characters."),
        ({"when": "at"}, "Say when."),
        ({"when": "now", "publish_at": "2099-07-01T09:30"}, "Choose “Publish at” for this time"),
        ({"when": "at", "publish_at": "soon"}, "Enter a valid date/time."),
        ({"when": "at", "publish_at": "0001-01-01T00:00"}, "Choose a day of this century."),
        ({"visibility": "everyone"}, "not one of the choices"),
        ({"exact": "x" * 2_001}, "A passage has at most 2,000 characters"),
    ],
)
def test_what_cannot_be_taken_gets_a_sentence_and_keeps_what_was_typed(
    client: Client, users: Any, filing: Filing, fields: dict[str, str], sentence: str
) -> None:
    client.force_login(users.editor)
    page = pages.parsed(send(client, filing, **{"tags": "typed", **fields}), 422)
    assert sentence in pages.text(page)
    assert next(i for i in page.iter("input") if i.get("name") == "tags").get("value") == "typed"
    assert not Annotation.objects.exists()


def test_what_nobody_asked_for_is_not_taken(client: Client, users: Any, filing: Filing) -> None:
    """Battery D2."""
    client.force_login(users.editor)
    other = factories.docket()
    send(
        client,
        filing,
        author=users.admin.pk,
        byline="Somebody",
        created_at="2001-01-01",
        docket=other.pk,
        approved_by=1,
        status="x",
    )
    row = Annotation.objects.get()
    assert (row.author, row.byline, row.docket_id, row.approved_by) == (users.editor, "editor", filing.docket_id, None)
    assert row.created_at.year > 2001


def test_a_form_sent_twice_makes_one_note(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    form = written()
    places = {client.post(reverse("annotation-add", args=[filing.public_id]), form)["Location"] for _ in range(2)}
    assert Annotation.objects.count() == len(places) == 1
    other = factories.user(role="editor")
    client.force_login(other)
    response = client.post(reverse("annotation-add", args=[filing.public_id]), form)
    assert "sent already" in pages.text(pages.parsed(response, 422))


def test_going_back_and_writing_on_is_another_form(client: Client, users: Any, filing: Filing) -> None:
    """A browser that goes back shows the form as it was, with its id: what is written in it then must not vanish."""
    client.force_login(users.editor)
    form = written()
    for body in ("first", "second"):
        client.post(reverse("annotation-add", args=[filing.public_id]), form | {"body": body})
    assert list(Annotation.objects.order_by("id").values_list("body", flat=True)) == ["first", "second"]
    row = Annotation.objects.earliest("id")
    for body in ("one", "two"):
        act(client, row, "reply", body=body, request_id="once")
    assert list(Reply.objects.order_by("id").values_list("body", flat=True)) == ["one", "two"]


@pytest.mark.parametrize(
    "field", ["body", "exact", "tags", "before", "about", "start", "version", "request_id", "words_key"]
)
def test_no_sign_makes_it_fail(client: Client, users: Any, filing: Filing, field: str) -> None:
    client.force_login(users.editor)
    for text in ("\x00", "a\x00b", "\ud7ff\U0010ffff", "‮", "9" * 400, "-1"):
        assert send(client, filing, **{field: text}).status_code in (302, 422)


def test_the_preview_shows_what_will_be_shown(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    sent = {"filing": filing.public_id, "body": "**see** #2 <script>alert(1)</script>"}
    response = client.post(reverse("annotation-preview"), sent)
    part = pages.fragment(response)
    assert pages.links(part) == {"#2": "/cases/wawd/2:21-cv-00031/filings/2/"}
    assert "<script>alert(1)</script>" in pages.text(part)
    assert (
        "5 characters too many"
        in client.post(reverse("annotation-preview"), sent | {"body": "x" * 10_005}).content.decode()
    )
    assert client.post(reverse("annotation-preview"), {"filing": "nosuchfiling"}).status_code == 404


# -- changing --


def test_two_editors_at_once_lose_nothing(client: Client, users: Any, filing: Filing) -> None:
    row = factories.annotation(filing=filing, author=users.editor, body="one two three")
    first, second = Client(), Client()
    first.force_login(users.editor)
    second.force_login(users.admin)
    edit = reverse("annotation-edit", args=[row.public_id])
    assert first.post(edit, written(body="one 2 three", version=1)).status_code == 302
    response = second.post(edit, written(body="one two three four", version=1))
    assert response.status_code == 409
    page = pages.parsed(response, 409)
    assert "editor changed this note" in pages.text(page)
    assert [(e.tag, pages.text(e)) for e in page.iter() if e.tag in ("ins", "del")] == [("del", "two"), ("ins", "2")]
    area = next(a for a in page.iter("textarea") if a.get("name") == "body")
    assert pages.text(area) == "one two three four"
    row.refresh_from_db()
    assert row.body == "one 2 three"
    told = {i.get("name", ""): i.get("value") for i in page.iter("input") if i.get("name") in ("version", "request_id")}
    assert second.post(edit, written(body="one 2 three four", **told)).status_code == 302
    bodies = [version.body for version in find_versions(row, before=9, most=9)]
    assert bodies == ["one 2 three four", "one 2 three", "one two three"]


def test_the_history_shows_who_did_what_and_leads_back(
    client: Client, users: Any, filing: Filing, settings: Any
) -> None:
    settings.TIME_ZONE = "America/New_York"
    row = factories.annotation(filing=filing, author=users.editor, body="granted in part")
    row = save.edit_note(row.pk, NoteWords("denied in part"), by=users.admin, version=1, now=factories.NOW)
    client.force_login(users.editor)
    history = reverse("annotation-history", args=[row.public_id])
    page = pages.parsed(client.get(history))
    newest, oldest = [pages.text(item) for item in pages.by_class(page, "decisions")[0].iter("li")]
    assert newest.startswith(
        "admin edited, March 5, 2021, noon EST version 2 · The newsroom · Published granted denied in part"
    )
    assert oldest.startswith("editor wrote")
    act(client, row, "go-back", number=1)
    row.refresh_from_db()
    assert (row.body, row.version) == ("granted in part", 3)


def test_a_long_history_is_paged(client: Client, users: Any, filing: Filing, django_assert_num_queries: Any) -> None:
    row = factories.annotation(filing=filing, author=users.editor)
    client.force_login(users.editor)
    history = reverse("annotation-history", args=[row.public_id])
    with django_assert_num_queries(6):
        client.get(history)
    for number in range(2, 46):
        add_version(row, number, f"text {number}")
    with django_assert_num_queries(6):
        page = pages.parsed(client.get(history))
    assert pages.links(page)["Earlier versions"] == "?before=26"
    assert "version 1 ·" in pages.text(pages.parsed(client.get(f"{history}?before=6")))
    for odd in ("x", "-1", "9" * 50, "²"):
        assert client.get(history, {"before": odd}).status_code == 200


def test_deleting_can_be_undone(client: Client, users: Any, filing: Filing) -> None:
    row = factories.annotation(filing=filing, author=users.editor, visibility=Visibility.PUBLIC)
    client.force_login(users.editor)
    response = act(client, row, "delete")
    assert response["Location"] == reverse("annotation-history", args=[row.public_id])
    assert notes(seen(client, filing)) == []
    assert "Restore it" in client.get(response["Location"]).content.decode()
    act(client, row, "restore")
    assert notes(seen(client, filing)) == ["A note"]


def test_what_is_out_of_date_does_nothing_and_says_so(client: Client, users: Any, filing: Filing) -> None:
    row = factories.annotation(filing=filing, author=users.editor)
    save.edit_note(row.pk, NoteWords("changed"), by=users.admin, version=1, now=factories.NOW)
    client.force_login(users.editor)
    act(client, row, "delete")
    assert "Nothing was done" in pages.text(seen(client, filing))
    assert notes(seen(client, filing)) == ["changed"]


def test_a_second_editor_approves_on_the_page(client: Client, users: Any, filing: Filing, settings: Any) -> None:
    settings.NOTES_NEED_SECOND_EDITOR = True
    row = factories.annotation(filing=filing, author=users.editor, visibility=Visibility.PUBLIC)
    client.force_login(users.editor)
    assert "Approve for readers" not in pages.text(seen(client, filing))
    act(client, row, "approve")
    client.force_login(users.admin)
    assert "Approve for readers" in pages.text(seen(client, filing))
    act(client, row, "approve")
    client.logout()
    assert notes(seen(client, filing)) == ["A note"]


def test_colleagues_answer_and_readers_never_see_it(client: Client, users: Any, filing: Filing) -> None:
    row = factories.annotation(filing=filing, author=users.editor, visibility=Visibility.PUBLIC)
    client.force_login(users.journalist)
    act(client, row, "reply", body="Is *that* so?", request_id=create_request_id())
    act(client, row, "resolve")
    page = seen(client, filing)
    assert pages.text(pages.by_class(page, "answers")[0].find("summary")) == "1 answer in the newsroom · resolved"
    act(client, row, "reopen")
    said = Reply.objects.get()
    assert "Is that so?" in pages.text(seen(client, filing))
    client.logout()
    assert "that" not in pages.text(pages.by_class(seen(client, filing), "note")[0])
    client.force_login(users.journalist)
    act(client, row, "withdraw", reply=said.pk)
    assert "Is that so?" not in pages.text(seen(client, filing))


def test_a_note_is_put_on_other_words(client: Client, users: Any, filing: Filing) -> None:
    row = factories.annotation(filing=filing, author=users.editor, passage="Signed by Judge Rothstein")
    client.force_login(users.editor)
    act(client, row, "mark", exact="failed to meet")
    row.refresh_from_db()
    assert row.exact == "failed to meet"
    act(client, row, "mark", exact="nowhere to be found in it")
    assert "do not stand in the court’s text" in pages.text(seen(client, filing))


def edit_form(client: Client, row: Annotation) -> tuple[str, dict[str, str]]:
    """The address, and all that a browser would send of the page's only form."""
    address = reverse("annotation-edit", args=[row.public_id])
    (form,) = pages.by_class(pages.parsed(client.get(address)), "writing")
    return address, pages.form_values(form) | SEEN_NOW


def test_words_and_passage_are_changed_with_one_button(client: Client, users: Any, filing: Filing) -> None:
    row = factories.annotation(filing=filing, author=users.editor, body="Before", passage="Signed by Judge Rothstein")
    client.force_login(users.editor)
    address, form = edit_form(client, row)
    assert client.post(address, form | {"body": "After", "exact": "failed to meet"}).status_code == 302
    row.refresh_from_db()
    assert (row.body, row.exact, row.fit, row.version) == ("After", "failed to meet", "exact", 2)
    address, form = edit_form(client, row)
    client.post(address, form | {"exact": ""})
    row.refresh_from_db()
    assert (row.exact, row.fit, row.version) == ("", "", 3)


def test_words_that_do_not_stand_there_come_back_with_all_that_was_typed(
    client: Client, users: Any, filing: Filing
) -> None:
    row = factories.annotation(filing=filing, author=users.editor, body="Before", passage="Signed by Judge Rothstein")
    client.force_login(users.editor)
    address, form = edit_form(client, row)
    page = pages.parsed(client.post(address, form | {"body": "After", "exact": "nowhere to be found in it"}), 422)
    assert "do not stand in the court’s text" in pages.text(pages.by_class(page, "moved")[0])
    sent = pages.form_values(pages.by_class(page, "writing")[0])
    assert (sent["body"], sent["exact"]) == ("After", "nowhere to be found in it")
    assert pages.by_class(page, "moved")[0].get("open") is not None
    row.refresh_from_db()
    assert (row.body, row.exact, row.version) == ("Before", "Signed by Judge Rothstein", 1)


@pytest.mark.parametrize("passage", ["Signed by\nJudge Rothstein", "\nORDER denying", ""])
def test_a_passage_that_nobody_touched_stays_where_it_is(
    client: Client, users: Any, filing: Filing, passage: str
) -> None:
    """Also where the court's words have gone, and with the two signs that browsers end lines with."""
    Filing.objects.filter(pk=filing.pk).update(long_text="\nORDER denying 2 Motion. Signed by\nJudge Rothstein.")
    filing.refresh_from_db()
    row = factories.annotation(filing=filing, author=users.editor, passage=passage)
    Annotation.objects.filter(pk=row.pk).update(fit="orphaned" if passage else "")
    client.force_login(users.editor)
    address, form = edit_form(client, row)
    client.post(address, form | {"body": "Other words", "exact_shown": form["exact_shown"].replace("\n", "\r\n")})
    now = Annotation.objects.get(pk=row.pk)
    assert (now.body, now.version) == ("Other words", 2)
    assert (now.exact, now.start, now.fit) == (row.exact, row.start, "orphaned" if passage else "")


@pytest.mark.parametrize(("mine", "after"), [(None, "denying 2 Motion"), ("failed to meet", "failed to meet")])
def test_of_two_who_put_a_note_elsewhere_neither_loses_words(
    client: Client, users: Any, filing: Filing, mine: str | None, after: str
) -> None:
    row = factories.annotation(filing=filing, author=users.editor, body="One", passage="Signed by Judge Rothstein")
    client.force_login(users.editor)
    address, form = edit_form(client, row)
    save.anchor_note_again(row.pk, Passage("denying 2 Motion"), by=users.admin, version=1, now=timezone.now())
    chosen = {"exact": mine} if mine else {}
    page = pages.parsed(client.post(address, form | {"body": "Two"} | chosen), 409)
    both = pages.form_values(pages.by_class(page, "writing")[0]) | SEEN_NOW
    assert (both["body"], both["exact"]) == ("Two", after)
    assert client.post(address, both).status_code == 302
    row.refresh_from_db()
    assert (row.body, row.exact, row.version) == ("Two", after, 3)


# -- who may not --

PLACES = [
    ("annotation-history", ()),
    ("annotation-edit", ()),
    *[
        ("annotation-act", (name,))
        for name in ("delete", "restore", "approve", "give-back", "acknowledge", "mark", "go-back")
    ],
    *[("annotation-act", (name,)) for name in ("resolve", "reopen", "reply", "withdraw", "nonsense")],
]
ANYONES = {"annotation-history", "resolve", "reopen", "reply"}
"""What every journalist may, of notes that the newsroom has in its hands."""


@pytest.mark.parametrize(("name", "rest"), PLACES)
def test_every_address_asks_who_is_there(
    client: Client, users: Any, filing: Filing, name: str, rest: tuple[str, ...]
) -> None:
    shared = factories.annotation(filing=filing, author=users.editor, visibility=Visibility.PUBLIC)
    private = factories.annotation(filing=filing, author=users.editor, visibility=Visibility.PRIVATE)
    what = rest[0] if rest else name
    reader = User.objects.create_user("reader")
    for someone in (None, reader, users.journalist, users.admin):
        client.logout()
        if someone:
            client.force_login(someone)
        for row in (shared, private):
            ask = client.get if name == "annotation-history" else client.post
            response = ask(reverse(name, args=[row.public_id, *rest]), written(version=1))
            if someone is None:
                assert response.status_code == (302 if ask == client.get else 401)
            elif someone is reader:
                assert response.status_code == 403
            elif row is private:
                assert response.status_code == (
                    403 if what == "annotation-edit" and someone is users.journalist else 404
                )
            elif someone is users.journalist and what not in ANYONES:
                assert response.status_code in (403, 404)
    before = (private.version, private.body)
    private.refresh_from_db()
    assert (private.version, private.body) == before
    assert not Reply.objects.filter(annotation=private).exists()


def test_whoever_may_write_and_not_change_is_told_so(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.journalist)
    users.journalist.user_permissions.add(Permission.objects.get(codename="add_annotation"))
    send(client, filing)
    row = Annotation.objects.get()
    address = reverse("annotation-edit", args=[row.public_id])
    assert client.get(address).status_code == client.post(address, written(version=1, body="x")).status_code == 403
    row.refresh_from_db()
    assert row.version == 1


def test_only_writers_open_the_form(client: Client, users: Any, filing: Filing) -> None:
    address = reverse("annotation-add", args=[filing.public_id])
    assert client.get(address).status_code == 302
    client.force_login(users.journalist)
    assert client.get(address).status_code == 403
    assert send(client, filing).status_code == 403
    client.force_login(users.editor)
    assert "ORDER denying" in pages.text(pages.parsed(client.get(address)))
    assert client.get(reverse("annotation-add", args=["nosuchfiling"])).status_code == 404


def test_forms_from_elsewhere_are_refused(users: Any, filing: Filing) -> None:
    """Battery D3."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(users.editor)
    row = factories.annotation(filing=filing, author=users.editor)
    for response in (send(strict, filing), act(strict, row, "delete"), strict.post(reverse("annotation-preview"))):
        assert response.status_code == 403
    for name in ("delete", "approve", "reply"):
        assert strict.get(reverse("annotation-act", args=[row.public_id, name])).status_code == 405


def test_hostile_notes_are_harmless_on_every_page(client: Client, users: Any, filing: Filing) -> None:
    """Battery B7."""
    author = factories.user("ed", role="editor", first_name=hostile.VECTORS[0], last_name=hostile.VECTORS[14])
    tamed = [vector.replace("\x0c", "") for vector in hostile.VECTORS]
    for vector in tamed:
        row = factories.annotation(filing=filing, author=author, body=vector, visibility=Visibility.PUBLIC)
        Reply.objects.create(annotation=row, body=vector, by_name=vector[:150], at=timezone.now() - timedelta(days=1))
    for someone in (None, users.editor):
        if someone:
            client.force_login(someone)
        page = seen(client, filing)
        markup = {element.tag for note in pages.by_class(page, "prose") for element in note.iter()}
        assert markup <= {
            "div",
            "p",
            "a",
            "em",
            "strong",
            "code",
            "pre",
            "br",
            "blockquote",
            "ol",
            "ul",
            "li",
            "hr",
            "b",
        }
        for note in pages.by_class(page, "note"):
            assert_harmless(note, "note")
    for address in ("annotation-history", "annotation-edit"):
        page = pages.parsed(client.get(reverse(address, args=[row.public_id])))
        assert_harmless_page(page)


def assert_harmless_page(page: Any) -> None:
    for element in page.iter():
        assert element.tag not in {"iframe", "object", "embed", "style", "math"}
        assert not any(name.startswith("on") or name == "style" for name in element.attrib)


def test_a_citation_within_a_passage_keeps_its_link(client: Client, users: Any, filing: Filing) -> None:
    parts = [LinePart("See "), LinePart("555 U.S. 7", "https://court.example/7"), LinePart(" (2008).")]
    text = "".join(part.text for part in parts)
    Filing.objects.filter(pk=filing.pk).update(long_text=text)
    filing.refresh_from_db()
    row = factories.annotation(filing=filing, author=users.editor, passage="U.S. 7 (2008)")
    assert list_notes_on_filing(filing, users.editor, "/c/", parts).text == [
        ("See ", "", ""),
        ("555 ", "", "https://court.example/7"),
        ("U.S. 7", row.public_id, "https://court.example/7"),
        (" (2008)", row.public_id, ""),
        (".", "", ""),
    ]
