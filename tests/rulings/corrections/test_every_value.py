"""Every value that a machine fills has its row: a new one is entered here, with how editors correct it, or these tests
fail. Outcomes go through what ``test_save`` takes the other values through, and all of them through another import."""

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone

from casetracker.pipeline.import_now import import_now
from dockets.models import AuditEntry, Docket, Filing, Party
from rulings.audit.restore import restore_edit
from rulings.claims.save_decisions import EnteredDecision, load_decisions_version, load_ruling, save_decisions
from rulings.desk.actions import confirm_ruling, load_drafts
from rulings.desk.queue import DeskKind, DeskScope, list_piles
from rulings.interpret.docket import interpret_docket
from rulings.models import Disposition, Hearing, Motion, Reading, Reference, Ruling, TextReading, TimelineEvent
from rulings.publishing.steps import When, Wish
from rulings.reading.values import FilingReading
from rulings.vocabulary.corrections import OF_PARTY, CorrectedField
from tests.rulings.corrections.test_save import FIELDS, TEXTS, entry, line, save
from tests.support import factories
from tests.support.accounts import DAY

Of = CorrectedField
DECIDED = "what the ruling decides: the rows below, and test_filing_decides"
SHOWN_BY_OTHERS = "worked out from other values of this table, which are corrected"
RECORD = "says which row of the record it is of"
EDITORS = "editors alone fill it"
NEVER_SHOWN = "rules use it; no reader sees it"
RELATIONS = "relations of cases, decided at /imports/relations/: tests of dockets/identity"

READ: dict[str, CorrectedField | str] = {
    "kind": Of.KIND,
    "headline": Of.HEADLINE,
    "routine": Of.ROUTINE,
    "steps": Of.STEPS,
    "refers_to": Of.REFERENCES,
    **dict.fromkeys(("filed_by", "filer_text", "side"), Of.FILER),
    **dict.fromkeys(("hearings", "deadlines"), Of.DAYS),
    **dict.fromkeys(("held", "held_on_its_day", "held_as_set", "held_title"), Of.HELD),
    **dict.fromkeys(("vacates", "calls_off"), Of.CALLED_OFF),
    **dict.fromkeys(("outcome", "decides", "recommends", "on_requests"), DECIDED),
    **dict.fromkeys(("granted_within", "void"), Of.STATE),
    **dict.fromkeys(("title", "by_name", "defendant_number"), NEVER_SHOWN),
    "detail": Of.DETAIL,
    "other_cases": RELATIONS,
}
"""What is read from one text -> how editors correct it."""
COLUMNS: dict[type[Model], dict[str, CorrectedField | str]] = {
    TimelineEvent: {
        **dict.fromkeys(("id", "docket", "event_kind", "filing", "hearing", "milestone", "fingerprint"), RECORD),
        **dict.fromkeys(("sort_date", "sort_order", "thread", "is_corrected"), SHOWN_BY_OTHERS),
        "kind": Of.KIND,
        "detail": Of.DETAIL,
        **dict.fromkeys(("filed_by", "side", "party_ids"), Of.FILER),
        **dict.fromkeys(("state", "since"), Of.STATE),
        "date": Of.DAYS,
        "at": Of.DAYS,
        "routine": Of.ROUTINE,
        "headline": Of.HEADLINE,
        "outcome": DECIDED,
    },
    TextReading: dict.fromkeys(("filing", "docket", "key"), RECORD) | {"value": "READ", "cites": "links to the law"},
    Motion: dict.fromkeys(("id", "filing", "docket", "read_by_machine"), RECORD) | {"title": Of.HEADLINE},
    Hearing: {
        **dict.fromkeys(("id", "docket", "filing", "read_by_machine", "about"), RECORD),
        **dict.fromkeys(("kind", "title", "date", "starts_at", "place", "judge"), Of.DAYS),
        "moved_to": Of.CALLED_OFF,
        "vacated_by": Of.CALLED_OFF,
        "held_by": Of.HELD,
    },
    Reference: {
        **dict.fromkeys(("id", "docket", "filing", "words"), RECORD),
        **dict.fromkeys(("relation", "target", "target_number"), Of.REFERENCES),
    },
    Ruling: {
        **dict.fromkeys(("id", "filing", "docket", "read_by_machine", "text_key"), RECORD),
        **dict.fromkeys(("date", "is_complete"), SHOWN_BY_OTHERS),
        **dict.fromkeys(("title", "standard", "citation", "judge", "by_parties"), DECIDED),
        **dict.fromkeys(("status", "published_at", "embargo_until", "was_public"), EDITORS),
        **dict.fromkeys(("edited_by", "approved_by", "status_at"), EDITORS),
    },
    Disposition: {
        **dict.fromkeys(("id", "ruling", "read_by_machine"), RECORD),
        **dict.fromkeys(("motion", "claim", "outcome", "parties", "reviews"), DECIDED),
        **dict.fromkeys(("standard", "reason", "quotation", "quoted_from", "place"), EDITORS),
    },
    Party: {
        **dict.fromkeys(("id", "docket", "twin", "position", "as_of", "info_as_of", "terminated_as_of"), RECORD),
        **dict.fromkeys(("type", "extra_info", "date_terminated"), "the court's own words"),
        **dict.fromkeys(("name", "editors_name", "display_name"), Of.PARTY_NAME),
        **dict.fromkeys(("side", "editors_side", "display_side"), Of.PARTY_SIDE),
        "editors_counsel": Of.COUNSEL,
        "same_as": Of.SAME_PARTY,
    },
}
"""The same for what is stored of it."""


def test_every_value_that_is_read_from_a_text_has_its_row() -> None:
    assert READ.keys() == {field.name for field in fields(FilingReading)}


@pytest.mark.parametrize("model", COLUMNS, ids=lambda model: model.__name__)
def test_every_column_that_a_machine_fills_has_its_row(model: type[Model]) -> None:
    stored = {field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}
    assert COLUMNS[model].keys() == stored


def test_every_correction_corrects_something_that_is_read() -> None:
    told = {*READ.values(), *(value for rows in COLUMNS.values() for value in rows.values())}
    assert set(CorrectedField) - told == {Of.STATUS, Of.ATTACHMENTS}, "of a case; of the documents of an entry"
    assert set(OF_PARTY) <= told


def send(*more: str) -> Docket:
    """The docket, as a file of the court's entries brings it; with ``more`` it is read anew."""
    parties = [{"name": "Oak Bank", "type": "Plaintiff"}, {"name": "Elm Corp.", "type": "Defendant"}]
    entries = [
        {"number": str(at), "date_filed": (DAY + timedelta(days=at)).isoformat(), "text": text}
        for at, text in enumerate((*TEXTS, *more), 1)
    ]
    told = {"format": "casetracker-docket/1", "court": "wawd", "docket_number": "2:21-cv-00031"}
    body = {**told, "date_filed": DAY.isoformat(), "parties": parties, "entries": entries}
    import_now(json.dumps(body).encode(), name="docket.json")
    return Docket.objects.get()


@pytest.mark.django_db
def test_corrections_outlive_another_import(users: Any) -> None:
    docket = send()
    for field, (number, value, shown, expected) in FIELDS.items():
        save(docket, entry(docket, number), users.editor, {field: value})
        send(f"LETTER on {field}.")
        assert shown(docket, number) == expected, field
        save(docket, entry(docket, number), users.editor, {}, taken_back=[field])


def decide(docket: Docket, outcome: str, by: Any) -> None:
    """What the order of entry 4 did to the motion of entry 2; "": nothing."""
    filing = entry(docket, "4")
    values: dict[str, Any] = dict.fromkeys(("reason", "quotation", "quoted_from", "place", "standard"), "")
    motion = Motion.objects.get(filing__number="2")
    row = next(iter(load_ruling(filing)[1]), None)
    told = {**values, "outcome": outcome, "reviews_id": None}
    decided = [EnteredDecision(row.pk if row else None, None, motion.pk, None, told)] if outcome else []
    title = {"title": "", "standard": "", "citation": "", "judge": "", "by_parties": False}
    args: dict[str, Any] = {"by": by, "request_id": "", "wish": Wish(When.NOW, what="style")}
    assert save_decisions(docket, filing, title, decided, shown=load_decisions_version(filing), **args) is None


def read_again(docket: Docket) -> None:
    TextReading.objects.all().delete()
    Reading.objects.update(version=0)


def merge(docket: Docket) -> None:
    old = entry(docket, "4")
    twin = factories.filing(docket=docket, number="4", date_filed=old.date_filed, long_text=old.long_text)
    Filing.objects.filter(pk=old.pk).update(merged_into=twin)


def reword(docket: Docket) -> None:
    text = "ORDER granting in part 2 Motion to Dismiss."
    Filing.objects.filter(docket=docket, number="4").update(long_text=text, fingerprint="x", changed_at=timezone.now())


HAPPENS: dict[str, Callable[[Docket], object]] = {
    "read again": read_again,
    "imported again": lambda docket: send("LETTER."),
    "merged": merge,
    "reworded": reword,
}


@pytest.mark.django_db
@pytest.mark.parametrize("outcome", ["denied", ""])
@pytest.mark.parametrize("happens", HAPPENS)
def test_an_editors_outcome_outlives_what_happens(happens: str, outcome: str, users: Any) -> None:
    """ "" : it was removed, and the motion no longer says "Granted"."""
    docket = send()
    assert line(entry(docket, "2")).outcome == "granted"
    decide(docket, outcome, users.editor)
    assert line(entry(docket, "2")).outcome == outcome
    HAPPENS[happens](docket)
    interpret_docket(docket.pk)
    assert line(entry(docket, "2")).outcome == outcome
    if outcome:
        decide(docket, "granted", users.editor)
    else:
        removed = AuditEntry.objects.filter(kind="disposition", after__isnull=True).latest("pk")
        restore_edit(removed, seen=AuditEntry.objects.latest("pk").pk, by=users.editor, request_id="back")
    assert line(entry(docket, "2")).outcome == "granted", "and the machine's value is brought back"


@pytest.mark.django_db
def test_an_editors_outcome_goes_to_the_desk_when_the_court_rewords_it(users: Any) -> None:
    docket = send()
    decide(docket, "denied", users.editor)

    def lies() -> list[Any]:
        piles = list_piles(users.editor, DeskScope.ALL, now=timezone.now())
        return next(pile.items for pile in piles if pile.kind is DeskKind.RULING)

    assert lies() == []
    reword(docket)
    interpret_docket(docket.pk)
    (item,) = lies()
    draft = load_drafts([item])[item.object_id]
    assert draft.is_reworded and [word for word, _, _ in draft.decided] == ["Denied"]
    told: dict[str, Any] = {"by": users.editor, "now": timezone.now(), "request_id": ""}
    assert confirm_ruling(item.object_id, shown="other", **told) != "", "not as it was not shown"
    assert confirm_ruling(item.object_id, shown=draft.version, **told) == ""
    assert lies() == [] and line(entry(docket, "2")).outcome == "denied"
    assert AuditEntry.objects.latest("pk").by == users.editor
