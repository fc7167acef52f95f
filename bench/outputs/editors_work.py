"""Enters what a newsroom would: notes, answers, headlines, milestones, claims, decisions, merges.

It submits the site's forms, as a browser does, so that a later version of the site receives the same. ``digest``
calls ``work``.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from celery import current_app
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

NOTICE = b"NOTICE of appearance\fThe motion is DENIED.\n"
FEW = 3
"""Number of relations that are decided."""


class Refused(RuntimeError):
    """The site did not accept what was entered."""


def submit(client: Client, page: str, action: str, **changes: str) -> None:
    """Submits the first form of ``page`` whose address contains ``action``. ``changes``: values of fields and
    buttons."""
    forms = _page(client, page).forms
    form = next((form for form in forms if form.method == "POST" and action in (form.action or page)), None)
    if form is None:
        raise Refused(f"{page} has no form for {action}.")
    sent: dict[str, Any] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    post(client, form.action or page, **sent | changes)


def _page(client: Client, address: str) -> Any:
    """The parsed page."""
    return html.document_fromstring(client.get(address).content.decode())


def post(client: Client, address: str, **sent: Any) -> str:
    """Posts and returns the address that the site redirects to. Raises ``Refused`` if it does not redirect."""
    answer = client.post(address, sent)
    if answer.status_code != 302:
        raise Refused(f"{address} answered {answer.status_code}: {answer.content.decode()[:2000]}")
    return str(answer["Location"])


def _rows(model: str, **wanted: Any) -> Any:
    return apps.get_model(model)._default_manager.filter(**wanted).order_by("pk")


def case_at(docket: Any) -> str:
    """The address of a docket's page."""
    return f"/cases/{docket.court_id}/{quote(docket.docket_number, safe='/:')}/"


def work(clients: Mapping[str, Client], sample: str, shared: str, *, has_corpus: bool) -> str:
    """Enters everything. ``sample``: address of the sample case; ``shared``: public id of a note in it that the
    newsroom shares. Returns the id of an import that waits for confirmation. Raises ``Refused``."""
    docket = _rows("dockets.Docket", court_id=sample.split("/")[2], docket_number=sample.split("/")[3]).get()
    _tend(clients, docket, _rows("dockets.Filing", docket=docket, number="1").first(), "A court in Seattle")
    _answer(clients, sample, shared)
    _bring_a_text(clients["editor"], docket)
    answer = _rows("dockets.Filing", docket=docket, number="2").first()
    post(clients["editor"], "/desk/take/", kind="filing", id=str(answer.pk))
    if has_corpus:
        largest = _rows("dockets.Docket").order_by("-filing_count", "pk").first()
        middle = _rows("dockets.Filing", docket=largest)[largest.filing_count // 2]
        _tend(clients, largest, middle, "The longest docket")
        _enter_claims(clients["editor"])
        _merge_two(clients["admin"])
        _decide_relations(clients["admin"])
        _take_back_an_edit(clients["editor"])
    return _upload(clients["admin"], docket)


def _tend(clients: Mapping[str, Client], docket: Any, filing: Any, headline: str) -> None:
    """What a newsroom enters in a case that it follows."""
    editor, base = clients["editor"], case_at(docket)
    for role in ("journalist", "editor"):
        clients[role].get(base)
        post(clients[role], "/following/follow/", kind="case", value=str(docket.pk), follow="1")
    post(editor, f"/desk/cases/{docket.pk}/", editor=str(_rows("auth.User", username="editor").get().pk))
    submit(editor, f"/desk/cases/{docket.pk}/headline/", "headline", headline=headline, summary="What it is about.")
    submit(editor, f"/desk/filings/{filing.public_id}/headline/", "headline", headline="It begins", pinned="on")
    milestone = {
        "date": "2021-01-09",
        "headline": f"{headline}: a day",
        "source": "A newspaper",
        "source_url": "https://news.example/1",
    }
    submit(editor, f"/desk/cases/{docket.pk}/milestones/", "milestones", **milestone)
    notes = f"/notes/on/{filing.public_id}/"
    for visibility in ("public", "newsroom", "private"):
        submit(editor, notes, notes, body=f"A *note*, {visibility}", visibility=visibility, tags="venue, filing")
    submit(editor, notes, notes, body="Withdrawn", visibility="public")
    gone = _rows("rulings.Annotation", body="Withdrawn", filing=filing).get().public_id
    post(editor, f"/notes/{gone}/delete/", version="1")


def _answer(clients: Mapping[str, Client], sample: str, shared: str) -> None:
    page = f"{sample}filings/34/"
    submit(clients["journalist"], page, f"{shared}/reply", body="Is that so, @editor?")
    submit(clients["editor"], page, f"{shared}/reply", body="It is.")
    post(clients["editor"], f"/notes/{shared}/resolve/")


def _bring_a_text(editor: Client, docket: Any) -> None:
    """Uploads the texts of two documents and withdraws one of them."""
    for number in ("1", "2"):
        page = f"{case_at(docket)}filings/{number}/documents/0/"
        post(editor, f"{page}upload/", file=SimpleUploadedFile("order.txt", NOTICE, "text/plain"))
    submit(editor, page, "take-away")


def _enter_claims(editor: Client) -> None:
    """Enters a claim, and what a ruling did to it, in the first case in which a decision was recognised."""
    ruling = (
        _rows("rulings.Disposition", ruling__docket__claims=None)
        .select_related("ruling__docket", "ruling__filing")
        .first()
        .ruling
    )
    base = case_at(ruling.docket)
    fields = _page(editor, f"{base}claims/edit/").xpath("//input/@name")
    title = next(name for name in fields if str(name).endswith("-title"))
    submit(editor, f"{base}claims/edit/", "claims/edit", **{str(title): "Breach of contract", "save": "1"})
    decides = f"{base}filings/{ruling.filing.public_id}/decides/"
    rows = _page(editor, decides).xpath("//select[contains(@name, 'outcome')]/@name")
    submit(editor, decides, "decides", **{str(rows[0]): "denied", "save": "1"})


def _merge_two(admin: Client) -> None:
    """Merges the last two short cases of one court."""
    short = list(_rows("dockets.Docket", merged_into=None, filing_count__lte=2, filing_count__gte=1))
    goes = next(one for one in reversed(short) if sum(other.court_id == one.court_id for other in short) > 1)
    stands = next(other for other in short if other.court_id == goes.court_id and other != goes)
    named = {"court": goes.court_id, "goes": goes.docket_number, "stands": stands.docket_number}
    post(admin, "/imports/dockets/merge/", **named)


def _decide_relations(admin: Client) -> None:
    suggested = list(_rows("dockets.DocketRelation", status="suggested").values_list("pk", flat=True)[:FEW])
    for place, key in enumerate(suggested):
        post(admin, f"/imports/relations/{key}/{'reject' if place else 'confirm'}/")


def _take_back_an_edit(editor: Client) -> None:
    submit(editor, "/desk/edits/", "restore")


def _upload(admin: Client, docket: Any) -> str:
    """Uploads two files that no worker has looked at, and one whose preview waits for confirmation: a case with one
    entry more."""
    files = [SimpleUploadedFile(f"{name}.html", f"<p>{name}".encode(), "text/html") for name in ("one", "two")]
    post(admin, "/imports/", file=files)
    entries = [{"number": "999", "date_filed": "2021-03-27", "long_text": "NOTICE of Appearance filed by Lantern LLC"}]
    case = {"court": docket.court_id, "docket_number": docket.docket_number, "entries": entries}
    body = json.dumps({"format": "casetracker-docket/1", **case}).encode()
    run = post(admin, "/imports/", file=SimpleUploadedFile("more.json", body, "application/json")).split("/")[2]
    current_app.loader.import_default_modules()
    next(task for name, task in current_app.tasks.items() if name.endswith(".import_run"))(run_id=int(run))
    return run
