"""The account of edits is whole: of every way in which people write, all tables of the reading are compared before and
after, and what differs has to be told, by whom, from what and to what.

A new table has to be given its place here; a new address that takes forms, a way of writing through it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import orjson
import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, connection, transaction
from django.db.models import Model, ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casetracker.access.roles import EDITORS
from casetracker.tasks import fetch_text
from dockets.models import AuditEntry, BroughtFile, Docket, DocumentText, Filing, TextRequest
from rulings.desk.assignments import assign_case
from rulings.desk.queue import DeskKind, take_item
from rulings.history.registry import ACCOUNTED, get_object_id, get_row_state
from rulings.interpret.docket import interpret_docket
from rulings.notes import replies
from rulings.notes.versions import find_version
from tests.conftest import Users, make_users
from tests.support import factories, pages, pdfs
from tests.support.examples import pick_rows
from tests.support.permissions import ACTS, ADMIN, FILING, TABLE

pytestmark = pytest.mark.django_db
BASE = "/cases/wawd/2:21-cv-00031/"

OWNED = {
    "rulings_claim_against": ("claim_id", "Claim"),
    "rulings_claim_asserted_by": ("claim_id", "Claim"),
    "rulings_disposition_parties": ("disposition_id", "Disposition"),
    "rulings_hearing_about": ("hearing_id", "Hearing"),
    "rulings_position": ("claim_id", "Claim"),
    "rulings_repleading": ("claim_id", "Claim"),
}
"""Tables whose rows are told with another: which column names it."""
COMPUTED = {
    "rulings_delivery", "rulings_message", "rulings_news", "rulings_newsmark", "rulings_reading", "rulings_reference",
    "rulings_textreading", "rulings_timelineevent",
    "rulings_trackercandidate",
}  # fmt: skip
"""Written by the machine alone."""
OF_THE_SITE = {"rulings_housestyle"}
"""Of no case: ``test_house_style`` has its log."""
OF_TRACKERS = {
    "rulings_development", "rulings_editorsstatus", "rulings_matter", "rulings_matterdocket", "rulings_matterstate",
    "rulings_tracker", "rulings_trackerchange", "rulings_trackercolumn", "rulings_trackerexclusion",
    "rulings_trackersearch", "rulings_trackerstatus", "rulings_watchedline",
}  # fmt: skip
"""Of no case either: ``tests/rulings/trackers/test_account.py`` has theirs."""
A_READERS_OWN = {
    "rulings_apitoken", "rulings_channel", "rulings_feedkey", "rulings_follow", "rulings_follow_channels",
    "rulings_visit",
}  # fmt: skip
"""What each reader keeps for themselves; no editor's word."""


@dataclass
class World:
    """A case that has been read, with one thing of each kind."""

    docket: Docket
    order: Filing
    notice: Filing
    users: Users
    clients: Mapping[str, Client]
    note: Any
    waiting: Any
    reply: Any
    unasked: Mapping[str, Any] = field(default_factory=dict)
    """Sent along with every form, which has no such fields."""

    def post(self, address: str, role: str = "editor", **sent: Any) -> None:
        answered = self.clients[role].post(address, {**self.unasked, **sent})
        assert answered.status_code == 302, (address, answered.status_code, answered.content[:500])

    def send(self, address: str, role: str = "editor", **typed: Any) -> None:
        """The form of a page as it is shown, with what is typed."""
        page = pages.parsed(self.clients[role].get(address))
        forms = (form for form in page.iter("form") if form.get("method") == "post")
        form = next(form for form in forms if "request_id" in pages.form_values(form))
        self.post(address, role, **(pages.entry_values(form) | typed))


@pytest.fixture(scope="module")
def users(module_db: None) -> Users:
    return make_users()


@pytest.fixture(scope="module")
def first_world(users: Users) -> World:
    docket = factories.docket(docket_number="2:21-cv-00031")
    factories.party(docket=docket)
    factories.party(docket=docket, name="AWS", type="Defendant", side="defendant")
    factories.filing(docket=docket, number="1")
    factories.filing(docket=docket, number="2", long_text="MOTION for Temporary Restraining Order by Parler LLC.")
    order = factories.filing(docket=docket, number="34", long_text="ORDER denying 2 Motion for TRO.")
    claim = factories.claim(docket=docket)
    claim.against.set(docket.parties.filter(side="defendant"))
    assign_case(docket, users.editor, by=users.admin, now=timezone.now() - timedelta(days=1))
    notice = factories.filing(docket=docket, number="50", long_text="NOTICE of Appearance", first_seen=timezone.now())
    interpret_docket(docket.pk)
    factories.milestone(docket=docket)
    factories.hearing(docket=docket, read_by_machine=False)
    colleague = factories.user("colleague", role="editor")
    note = factories.annotation(
        filing=order, author=users.editor, body="A first word", words_key="other", words_changed_at=timezone.now()
    )
    waiting = factories.annotation(
        filing=order, author=colleague, visibility="public", status="waiting", published_at=None
    )
    reply = replies.add_reply(note.pk, "Agreed", by=users.editor, now=timezone.now())
    clients = {}
    for name in ("editor", "admin"):
        clients[name] = Client()
        clients[name].force_login(getattr(users, name))
    return World(docket, order, notice, users, clients, note, waiting, reply)


@pytest.fixture
def world(first_world: World) -> World:
    """Made once for all of the module: each test reads it anew, and what it changes is rolled back."""

    def again(row: Any) -> Any:
        return type(row)._default_manager.get(pk=row.pk)

    made, clients = first_world, {}
    for name, client in made.clients.items():
        clients[name] = Client()
        clients[name].cookies["casetracker-session"] = client.cookies["casetracker-session"].value
    people = Users(again(made.users.journalist), again(made.users.editor), again(made.users.admin))
    rows = [again(row) for row in (made.note, made.waiting, made.reply)]
    return World(again(made.docket), again(made.order), again(made.notice), people, clients, *rows)


type Rows = dict[tuple[str, int], dict[str, Any]]


def rows() -> Rows:
    """Every row of the reading, by its table and id."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in tables() - COMPUTED - A_READERS_OWN - OF_THE_SITE - OF_TRACKERS:
            cursor.execute(f'SELECT id, to_jsonb(t) FROM "{table}" t')
            found |= {
                (table, key): orjson.loads(row) if isinstance(row, str) else row for key, row in cursor.fetchall()
            }
    return found


def tables() -> set[str]:
    """Of the reading, and those of the record in which the account keeps account."""
    here = apps.get_app_config("rulings").get_models(include_auto_created=True)
    return {model._meta.db_table for model in [*here, *ACCOUNTED]}


def states() -> dict[tuple[str, int], Any]:
    """What the account should tell of each row, by its kind and key."""
    return {
        (kind, get_object_id(row)): orjson.loads(DjangoJSONEncoder().encode(get_row_state(row)))
        for model, (kind, _) in ACCOUNTED.items()
        for row in model._default_manager.all()
    }


def owner(table: str, row: Mapping[str, Any], key: int) -> tuple[type[Model], int]:
    column, name = OWNED.get(table, ("", ""))
    model = (
        apps.get_model("rulings", name) if name else next(each for each in ACCOUNTED if each._meta.db_table == table)
    )
    key = row[column] if column else row["docket_id"] if table == "rulings_assignment" else key
    return model, key


def changed(before: Rows, after: Rows) -> set[tuple[str, int]]:
    """Kind and key of what a person has changed: what the machine has made and still calls its own is not."""
    found = set()
    for table, key in before.keys() | after.keys():
        was, now = before.get((table, key)), after.get((table, key))
        if was == now or all(each.get("read_by_machine") for each in (was, now) if each):
            continue
        model, of = owner(table, now or was or {}, key)
        found.add((ACCOUNTED[model][0], of))
    return found


def told_whole(way: Callable[[], object], who: str) -> set[str]:
    """Goes a way, and holds the account to it. The kinds of what it changed."""
    before, was, last = rows(), states(), AuditEntry.objects.order_by("id").last()
    way()
    after, now = rows(), states()
    edits = AuditEntry.objects.filter(pk__gt=last.pk if last else 0).order_by("id")
    assert {edit.by_name for edit in edits} <= {who}
    whole = changed(before, after)
    for kind, key in whole:
        of_it = [edit for edit in edits if (edit.kind, edit.object_id) == (kind, key)]
        assert of_it, f"{kind} {key} was changed, and the account does not tell it"
        assert of_it[0].before == was.get((kind, key)), (kind, of_it[0].before, was.get((kind, key)))
        assert of_it[-1].after == now.get((kind, key)), (kind, of_it[-1].after, now.get((kind, key)))
    return {kind for kind, _ in whole}


def note_file(world: World) -> SimpleUploadedFile:
    shown = world.clients["editor"].get(f"{BASE}annotations.json")
    told = orjson.loads(shown.content)
    first = told["first"]["items"][0]
    told["first"]["items"] = [first | {"id": "http://elsewhere.example/notes/abcdef123456"}]
    return SimpleUploadedFile("notes.json", orjson.dumps(told), content_type="application/ld+json")


def editorial_file(world: World) -> SimpleUploadedFile:
    case = {"court": world.docket.court_id, "docket_number": world.docket.docket_number}
    claims = [{"number": 7, "title": "Conversion", "state": "draft"}]
    told = {"format": "casetracker-reading/1", "dockets": [case | {"claims": claims}]}
    return SimpleUploadedFile("file.json", orjson.dumps(told), content_type="application/json")


def act(name: str, role: str = "editor", note: str = "note", **sent: Any) -> Callable[[World], None]:
    def way(world: World) -> None:
        row = getattr(world, note)
        told = {key: str(value(world)) if callable(value) else value for key, value in sent.items()}
        world.post(
            reverse("annotation-act", args=[row.public_id, name]), role, **({"version": str(row.version)} | told)
        )

    return way


def at_desk(name: str) -> Callable[[World], None]:
    return lambda world: world.post(f"/desk/{name}/", kind="filing", id=str(world.notice.pk))


def at_document(name: str) -> Callable[[World], None]:
    """``name``: "upload", or what is done with what was uploaded."""

    def way(world: World) -> None:
        text = DocumentText.objects.order_by("id").last()
        sent = (
            {"file": SimpleUploadedFile("order.pdf", pdfs.pdf("So ordered."))}
            if name == "upload"
            else {"text": text.pk if text else ""}
        )
        world.post(f"{BASE}filings/{world.order.public_id}/documents/0/{name}/", **sent)
        for key in TextRequest.objects.filter(status__in=TextRequest.OPEN, origin="upload").values_list(
            "pk", flat=True
        ):
            fetch_text(request_id=key)

    return way


def upload_and(name: str) -> Callable[[World], None]:
    def way(world: World) -> None:
        for act in ("upload", name):
            at_document(act)(world)

    return way


def publish_documents(world: World) -> None:
    chosen = str(DocumentText.objects.latest("id").pk)
    world.post(f"/desk/cases/{world.docket.pk}/documents/publish/", text=chosen)


def confirm(world: World) -> None:
    page = pages.parsed(world.clients["editor"].get("/desk/"))
    forms = [form for form in page.iter("form") if form.get("action", "").endswith("/confirm/")]
    world.post("/desk/confirm/", **pages.form_values(forms[0]))


def edit_note(world: World) -> None:
    world.send(reverse("annotation-edit", args=[world.note.public_id]), body="Another word", when="now")


def bring_documents(world: World) -> None:
    address = f"/desk/cases/{world.docket.pk}/documents/"
    world.post(address, files=SimpleUploadedFile(f"{world.order.number}.pdf", pdfs.pdf("So ordered.")))
    brought = BroughtFile.objects.get()
    world.post(f"{address}{brought.batch}/", act="take", file=str(brought.pk))
    fetch_text(request_id=TextRequest.objects.get().pk)


_NOTES, _DESK = "notes/<slug:public_id>/<slug:act>/", "desk/<slug:act>/"
_DOCUMENT = f"{FILING}documents/<int:document>/<slug:act>/"
_FILING = "cases/<slug:court_id>/<path:number>/filings/<str:reference>/"
WAYS: dict[str, tuple[Callable[[World], None], set[str]]] = {
    f"{_FILING}decides/": (
        lambda world: world.send(
            f"{BASE}filings/{world.order.public_id}/decides/",
            **{"ruling-title": "Injunction denied", "d0-outcome": "denied"},
        ),
        {"ruling", "disposition"},
    ),
    "cases/<slug:court_id>/<path:number>/claims/edit/": (
        lambda world: world.send(f"{BASE}claims/edit/", **{"c0-title": "Fraud", "c0-against_text": "Denies it."}),
        {"claim"},
    ),
    "desk/cases/<int:docket_id>/": (
        lambda world: world.post(f"/desk/cases/{world.docket.pk}/", editor=""),
        {"assignment"},
    ),
    "desk/cases/<int:docket_id>/notes/": (
        lambda world: world.post(f"/desk/cases/{world.docket.pk}/notes/", file=note_file(world)),
        {"annotation"},
    ),
    "desk/cases/<int:docket_id>/headline/": (
        lambda world: world.send(f"/desk/cases/{world.docket.pk}/headline/", headline="Parler sues"),
        {"editorial"},
    ),
    "desk/cases/<int:docket_id>/milestones/": (
        lambda world: world.send(
            f"/desk/cases/{world.docket.pk}/milestones/", date="2021-01-09", headline="Off the shelf", source="A paper"
        ),
        {"milestone"},
    ),
    "desk/cases/<int:docket_id>/documents/<slug:batch>/": (bring_documents, {"documenttext"}),
    "desk/cases/<int:docket_id>/documents/publish/": (publish_documents, {"documenttext"}),
    "desk/cases/<int:docket_id>/status/": (
        lambda world: world.send(
            f"/desk/cases/{world.docket.pk}/status/", value="ended", how="settled", on="2021-03-02"
        ),
        {"correction"},
    ),
    "desk/filings/<slug:filing_id>/reading/": (
        lambda world: world.send(
            f"/desk/filings/{world.notice.public_id}/reading/", kind="letter", headline="Letter from a lawyer"
        ),
        {"correction"},
    ),
    "desk/parties/<int:party_id>/": (
        lambda world: world.send(
            f"/desk/parties/{world.docket.parties.earliest('pk').pk}/", name="Parler", side="plaintiff"
        ),
        {"correction"},
    ),
    "desk/filings/<slug:filing_id>/headline/": (
        lambda world: world.send(
            f"/desk/filings/{world.notice.public_id}/headline/", headline="A lawyer comes", pinned="on"
        ),
        {"editorial"},
    ),
    "desk/hand-over/<slug:of>/<slug:thing>/": (
        lambda world: world.send(
            f"/desk/hand-over/case/{world.docket.pk}/", to=world.users.admin.pk, words="Yours", due_on="2021-03-02"
        ),
        {"handover", "assignment"},
    ),
    "desk/wanted/<slug:filing_id>/<int:document>/": (
        lambda world: world.send(f"/desk/wanted/{world.notice.public_id}/0/", why="For Sunday"),
        {"wanteddocument"},
    ),
    "desk/publishing/<slug:kind>/<int:object_id>/": (
        lambda world: world.send(
            f"/desk/publishing/claim/{world.docket.claims.get().pk}/", act="comment", body="Say whose"
        ),
        {"reviewcomment"},
    ),
    "notes/on/<slug:filing_id>/": (
        lambda world: world.send(f"/notes/on/{world.order.public_id}/", body="A word", when="now"),
        {"annotation"},
    ),
    "notes/<slug:public_id>/edit/": (edit_note, {"annotation"}),
    f"{_NOTES}delete": (act("delete"), {"annotation"}),
    f"{_NOTES}restore": (act("restore"), {"annotation"}),
    f"{_NOTES}approve": (act("approve", note="waiting"), {"annotation"}),
    f"{_NOTES}give-back": (act("give-back", note="waiting"), {"annotation"}),
    f"{_NOTES}acknowledge": (act("acknowledge"), {"annotation"}),
    f"{_NOTES}mark": (act("mark", exact="denying 2 Motion"), {"annotation"}),
    f"{_NOTES}go-back": (act("go-back", number="1"), {"annotation"}),
    f"{_NOTES}resolve": (act("resolve"), {"annotation"}),
    f"{_NOTES}reopen": (act("reopen"), {"annotation"}),
    f"{_NOTES}reply": (act("reply", body="No"), {"reply"}),
    f"{_NOTES}withdraw": (act("withdraw", reply=lambda world: world.reply.pk), {"reply"}),
    "desk/many/": (
        lambda world: world.post("/desk/many/", act="done", ticked=[f"filing-{world.notice.pk}-{world.docket.pk}"]),
        {"deskmark"},
    ),
    "desk/editorial-file/": (
        lambda world: world.post("/desk/editorial-file/", file=editorial_file(world)),
        {"claim"},
    ),
    f"{_DESK}take": (at_desk("take"), {"deskmark"}),
    f"{_DESK}let-go": (at_desk("let-go"), {"deskmark"}),
    f"{_DESK}done": (at_desk("done"), {"deskmark"}),
    f"{_DESK}undo": (at_desk("undo"), {"deskmark"}),
    f"{_DOCUMENT}upload": (at_document("upload"), {"documenttext"}),
    f"{_DOCUMENT}take-away": (at_document("take-away"), {"documenttext"}),
    f"{_DOCUMENT}put-back": (at_document("put-back"), {"documenttext"}),
    f"{_DOCUMENT}publish": (at_document("publish"), {"documenttext"}),
    f"{_DOCUMENT}unpublish": (at_document("unpublish"), {"documenttext"}),
    f"{_DESK}confirm": (confirm, {"ruling", "disposition"}),
}
"""Address that takes a form -> a way of writing through it, and the kinds of what it changes."""
FIRST = {
    "desk/cases/<int:docket_id>/documents/publish/": at_document("upload"),
    f"{_NOTES}restore": act("delete"),
    f"{_NOTES}go-back": edit_note,
    f"{_NOTES}reopen": act("resolve"),
    f"{_DESK}let-go": at_desk("take"),
    f"{_DESK}undo": at_desk("done"),
    f"{_DOCUMENT}take-away": at_document("upload"),
    f"{_DOCUMENT}put-back": upload_and("take-away"),
    f"{_DOCUMENT}publish": at_document("upload"),
    f"{_DOCUMENT}unpublish": upload_and("publish"),
}
"""What has to be done before there is something to do there."""
NOT_EDITING = {
    # One's own account (tests/casetracker/accounts).
    *(route for route in TABLE if route.startswith(("accounts/", "invitations/"))),
    # Its own way through (tests/rulings/trackers/test_account.py).
    *(route for route in TABLE if route.startswith("desk/trackers/")),
    "favicon.ico", "following/end/<str:end_key>/", "following/follow/", "following/read/", "following/channels/add/",
    "following/channels/<int:channel_id>/", "following/<int:follow_id>/",
    "hooks/courtlistener/<str:secret>/", "notes/preview/", "subscriptions/",
    # Asks; what a worker then brings in is told (test_fetch_text).
    f"{_DOCUMENT}fetch",
    # An import like any other, of which its run tells who and when.
    "desk/by-hand/", "desk/cases/<int:docket_id>/by-hand/",
    # Keeps files until they are taken: that is told.
    "desk/cases/<int:docket_id>/documents/",
    # Puts back what it tells, in the ways in which claims and decisions are written (test_edit_list).
    "desk/edits/<int:edit_id>/restore/",
    # The record's own words on identity, each with who and when.
    "imports/duplicates/<int:filing_id>/", "imports/filings/<slug:filing_id>/",
    "imports/duplicates/decided/<int:decision_id>/undo/",
}  # fmt: skip


@pytest.mark.parametrize("route", pick_rows(sorted(WAYS), 15))
def test_what_editors_write_is_told(world: World, route: str) -> None:
    way, kinds = WAYS[route]
    if route in FIRST:
        FIRST[route](world)
        world.note.refresh_from_db()
    assert told_whole(lambda: way(world), "editor") >= kinds


@pytest.mark.parametrize("route", pick_rows(sorted(WAYS), 15))
def test_what_no_form_asks_for_is_not_taken(world: World, route: str) -> None:
    """Battery D2: whose it is, which case it is of, when it was made, and who may what, are never what a form says."""
    other, somebody = factories.docket(), factories.user("somebody")
    of_docket, of_person = (
        ("docket", "docket_id", "made_on", "merged_into"),
        ("author", "by", "edited_by", "approved_by", "done_by"),
    )
    world.unasked = {
        **dict.fromkeys(of_docket, str(other.pk)),
        **{key: str(somebody.pk) for name in of_person for key in (name, f"{name}_id")},
        **dict.fromkeys(("byline", "by_name", "username"), "Somebody"),
        **dict.fromkeys(("created_at", "at", "edited_at", "deleted_at", "since"), "2001-01-01T00:00"),
        **dict.fromkeys(("is_superuser", "is_staff", "groups", "read_by_machine"), "1"),
    }
    people = list(User.objects.order_by("pk").values("username", "is_superuser", "is_staff", "groups"))
    way, kinds = WAYS[route]
    if route in FIRST:
        FIRST[route](world)
        world.note.refresh_from_db()
    before = rows()
    assert told_whole(lambda: way(world), "editor") >= kinds
    for place, row in rows().items():
        if row != before.get(place):
            assert row.get("docket_id", world.docket.pk) == world.docket.pk, place
            assert str(somebody.pk) not in [str(row.get(f"{name}_id")) for name in of_person], place
            assert "Somebody" not in row.values(), place
            assert not [value for value in row.values() if str(value).startswith("2001-")], place
            assert not row.get("read_by_machine") or before.get(place, {}).get("read_by_machine"), place
    assert list(User.objects.order_by("pk").values("username", "is_superuser", "is_staff", "groups")) == people


def test_every_address_at_which_editors_write_is_gone_through() -> None:
    taking = {route for route, row in TABLE.items() if row.post != "405" and "editor" not in row.denied}
    below = {f"{route}{name}" for route in (_NOTES, _DESK, _DOCUMENT) for name in ACTS[route]}
    assert (taking | below) - NOT_EDITING == set(WAYS)


def test_every_table_has_its_place() -> None:
    accounted = {model._meta.db_table for model in ACCOUNTED}
    assert tables() == accounted | OWNED.keys() | COMPUTED | A_READERS_OWN | OF_THE_SITE | OF_TRACKERS


def test_whatever_editors_may_write_is_accounted_for(users: Users) -> None:
    may = users.editor.groups.get(name=EDITORS).permissions.exclude(codename__startswith="view_")
    models = {permission.content_type.model_class() for permission in may.select_related("content_type")}
    elsewhere = {apps.get_model("dockets.identitydecision"), apps.get_model("rulings.tracker")}
    assert models - ACCOUNTED.keys() == elsewhere


WRITTEN_BY_ADMINS = [label for label, may in ADMIN.items() if may and label.startswith("rulings.")]


@pytest.mark.parametrize("label", WRITTEN_BY_ADMINS)
def test_what_admins_write_is_told(world: World, label: str) -> None:
    model = apps.get_model(label)
    kind, base = ACCOUNTED[model][0], f"/admin/{label.replace('.', '/')}/"
    first = model._default_manager.order_by("pk").first()
    assert first is not None
    form = f"{model._meta.model_name}_form"

    def change() -> None:
        page = pages.read(world.clients["admin"].get(f"{base}{first.pk}/change/").content.decode())
        sent = pages.form_values(pages.by_id(page, form))
        name = next(name for name in ("title", "headline", "reason") if name in sent)
        world.post(f"{base}{first.pk}/change/", "admin", **(sent | {name: "Changed"}))

    assert told_whole(change, "admin") == {kind}
    several = {"action": "delete_selected", "_selected_action": [str(first.pk)], "post": "yes"}
    assert kind in told_whole(lambda: world.post(base, "admin", **several), "admin")


def added(world: World, label: str) -> dict[str, Any]:
    """What an admin types into the form that adds such a row."""
    docket, notice = str(world.docket.pk), str(world.notice.pk)
    claim = world.docket.claims.get()
    return {
        "rulings.claim": {
            "docket": docket,
            "kind": "claim",
            "number": "7",
            "title": "Fraud",
            "against": str(claim.against.get().pk),
        },
        "rulings.disposition": {"ruling": str(world.order.ruling.pk), "claim": str(claim.pk), "outcome": "denied"},
        "rulings.hearing": {"docket": docket, "title": "Argument", "date": "2021-01-20"},
        "rulings.milestone": {"docket": docket, "date": "2021-01-09", "headline": "Off the shelf", "source": "A paper"},
        "rulings.motion": {"docket": docket, "filing": notice, "title": "Motion to appear"},
        "rulings.ruling": {"docket": docket, "filing": notice, "title": "It may appear"},
    }[label]


@pytest.mark.parametrize("label", WRITTEN_BY_ADMINS)
def test_what_admins_add_is_told(world: World, label: str) -> None:
    model = apps.get_model(label)
    kind, address = ACCOUNTED[model][0], f"/admin/{label.replace('.', '/')}/add/"
    page = pages.read(world.clients["admin"].get(address).content.decode())
    sent = pages.form_values(pages.by_id(page, f"{model._meta.model_name}_form"))
    number = model._default_manager.count()
    assert told_whole(lambda: world.post(address, "admin", **(sent | added(world, label))), "admin") == {kind}
    assert model._default_manager.count() == number + 1
    edit = AuditEntry.objects.get(
        kind=kind, object_id=get_object_id(model._default_manager.latest("pk")), by_name="admin"
    )
    assert edit.before is None


def test_one_that_is_deleted_in_the_admin_is_told_with_what_goes_along(world: World) -> None:
    later = factories.ruling(filing=factories.filing(docket=world.docket, number="60"))
    claim = world.docket.claims.get()
    first = factories.disposition(ruling=world.order.ruling, claim=claim, read_by_machine=False)
    factories.disposition(ruling=later, claim=claim, reviews=first, outcome="reversed", read_by_machine=False)
    base = f"/admin/rulings/disposition/{first.pk}/delete/"
    assert told_whole(lambda: world.post(base, "admin", post="yes"), "admin") == {"disposition"}
    base = f"/admin/rulings/claim/{claim.pk}/delete/"
    assert told_whole(lambda: world.post(base, "admin", post="yes"), "admin") == {"claim", "disposition"}


def test_a_decision_that_a_form_takes_away_is_told_with_the_one_that_reviewed_it(world: World) -> None:
    later = factories.ruling(filing=factories.filing(docket=world.docket, number="60"))
    first = world.order.ruling.dispositions.get()
    factories.disposition(ruling=later, motion=first.motion, reviews=first, outcome="reversed", read_by_machine=False)
    address = f"{BASE}filings/{world.order.public_id}/decides/"
    page = pages.parsed(world.clients["editor"].get(address))
    sent = pages.entry_values(pages.by_class(page, "entry")[0])
    place = next(
        name.partition("-")[0] for name, value in sent.items() if name.endswith("-id") and value == str(first.pk)
    )
    assert told_whole(lambda: world.post(address, **(sent | {f"{place}-outcome": ""})), "editor") >= {
        "ruling",
        "disposition",
    }
    assert AuditEntry.objects.filter(kind="disposition", after__reviews=None, before__reviews="34").exists()


def test_what_a_command_writes_is_told(world: World, tmp_path: Any) -> None:
    given = {
        "court": "wawd",
        "docket_number": "2:21-cv-00031",
        "claims": [{"number": 1, "title": "Conspiracy"}, {"number": 2, "title": "Breach", "against": ["AWS"]}],
        "rulings": [
            {"filing": "34", "title": "No", "dispositions": [{"motion": "2", "outcome": "denied", "reason": "Slight."}]}
        ],
        "hearings": [{"title": "Hearing", "date": "2021-01-14", "about": ["2"]}],
        "milestones": [{"date": "2021-01-08", "headline": "Off the shelf", "source": "A paper"}],
    }
    path = tmp_path / "reading.json"
    path.write_bytes(orjson.dumps({"format": "casetracker-reading/1", "dockets": [given]}))
    kinds = told_whole(lambda: call_command("import_reading", str(path)), "import_reading")
    assert kinds == {"claim", "ruling", "disposition", "hearing", "milestone", "publicchange"}
    assert told_whole(lambda: call_command("import_reading", str(path)), "import_reading") == set()


def test_whoever_looks_after_a_case_hands_it_over_before_they_go(world: World) -> None:
    with pytest.raises(ProtectedError):
        world.users.editor.delete()
    assign_case(world.docket, None, by=world.users.admin, now=timezone.now())
    world.users.editor.delete()
    assert AuditEntry.objects.filter(by=None, by_name="editor").exists()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM dockets_auditentry WHERE act <> ''",
        (
            "UPDATE dockets_auditentry SET after = jsonb_set(after, '{body}', to_jsonb('Never said'::text)) WHERE act"
            " <> ''"
        ),
        "UPDATE dockets_auditentry SET byline = 'another' WHERE act <> ''",
        "UPDATE dockets_auditentry SET by_id = (SELECT max(id) FROM auth_user) WHERE act <> ''",
    ],
)
def test_a_version_of_a_note_is_neither_changed_nor_deleted(world: World, statement: str) -> None:
    factories.user("another")
    with (
        pytest.raises(DatabaseError, match="neither changed nor deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert find_version(world.note, 1).body == "A first word"


def test_a_note_is_not_deleted_and_so_its_versions_can_be_read(world: World) -> None:
    with pytest.raises(DatabaseError, match="its versions are on record"), transaction.atomic():
        world.waiting.delete()
    assert find_version(world.waiting, 1).byline == "colleague"


def test_of_two_at_the_desk_only_what_was_done_is_told(world: World) -> None:
    other = factories.user("quick", role="editor")
    assert take_item(DeskKind.FILING, world.notice.pk, world.docket.pk, by=other, now=timezone.now())
    assert told_whole(lambda: at_desk("take")(world), "editor") == set()
    assert AuditEntry.objects.filter(kind="deskmark").count() == 1
