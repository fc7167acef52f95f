"""Every field that a machine fills: corrected, undone, read again, imported again, merged, and its text changed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from dockets.models import AuditEntry, Docket, Filing, Party
from rulings.corrections.machine_values import read_case_values, read_filing_values
from rulings.corrections.save import (
    CorrectionConflict,
    get_corrections_version,
    list_corrections,
    save_corrections,
)
from rulings.interpret.corrections import load_said_attachments
from rulings.interpret.docket import interpret_docket
from rulings.models import Correction, Disposition, Hearing, Reading, Reference, Ruling, TextReading, TimelineEvent
from rulings.reading.kinds.attachments import Attachment, read_attachments
from rulings.vocabulary.corrections import OF_PARTY, CorrectedField
from tests.support import factories
from tests.support.accounts import DAY

pytestmark = pytest.mark.django_db

TEXTS = (
    "COMPLAINT against Elm Corp. filed by Oak Bank.",
    "MOTION to Dismiss by Elm Corp.",
    "NOTICE of Appearance by Jane Poe on behalf of Oak Bank",
    "ORDER granting 2 Motion to Dismiss. Case dismissed.",
    "NOTICE of Hearing: Status conference set for 1/20/2021 at 10:00 AM.",
    "NOTICE by Elm Corp. of what was said (Attachments: # 1 Exhibit A Exhibit B)",
)


@pytest.fixture
def docket(db: None) -> Docket:
    made = factories.docket(docket_number="2:21-cv-00031", date_filed=DAY)
    factories.sheet(docket=made, as_of=factories.NOW - timedelta(days=40))
    for name, kind, side in (("Oak Bank", "Plaintiff", "plaintiff"), ("Elm Corp.", "Defendant", "defendant")):
        factories.party(docket=made, name=name, type=kind, side=side)
    for at, text in enumerate(TEXTS, 1):
        factories.filing(docket=made, number=str(at), date_filed=DAY + timedelta(days=at), long_text=text)
    interpret_docket(made.pk)
    return made


def entry(docket: Docket, number: str) -> Filing:
    return Filing.objects.get(docket=docket, number=number, merged_into=None)


def line(filing: Filing) -> TimelineEvent:
    return TimelineEvent.objects.get(filing=filing, hearing=None)


def save(docket: Docket, filing: Filing | None, by: Any, values: dict[CorrectedField, Any], **more: Any) -> None:
    seen = get_corrections_version(list_corrections(docket, filing))
    told = {"reason": "", "seen": seen, "by": by, "now": timezone.now(), "request_id": ""}
    save_corrections(docket, filing, values, **told | more)


def stages(docket: Docket) -> list[str]:
    return [one["stage"] for one in Reading.objects.get(docket=docket).state["passed"]]


def list_shown(filing: Filing) -> tuple[Attachment, ...]:
    said = load_said_attachments(filing)
    return read_attachments(filing.text) if said is None else said


FIELDS: dict[CorrectedField, tuple[str, Any, Callable[[Docket, str], Any], Any]] = {
    CorrectedField.KIND: ("4", "notice", lambda docket, number: line(entry(docket, number)).kind, "notice"),
    CorrectedField.DETAIL: ("4", "", lambda docket, number: line(entry(docket, number)).detail, ""),
    CorrectedField.HEADLINE: ("2", "Elm asks", lambda docket, number: line(entry(docket, number)).headline, "Elm asks"),
    CorrectedField.ROUTINE: ("3", False, lambda docket, number: line(entry(docket, number)).routine, False),
    CorrectedField.FILER: (
        "3",
        {"names": ["Elm Corp."], "side": "defendant"},
        lambda docket, number: (line(entry(docket, number)).filed_by, line(entry(docket, number)).side),
        ("Elm Corp.", "defendant"),
    ),
    CorrectedField.REFERENCES: (
        "3",
        [["supports", "2"]],
        lambda docket, number: list(
            Reference.objects.filter(filing=entry(docket, number)).values_list("relation", "target_number")
        ),
        [("supports", "2")],
    ),
    CorrectedField.STEPS: ("4", ["verdict"], lambda docket, number: stages(docket)[-1], "verdict"),
    CorrectedField.DAYS: (
        "4",
        [{"kind": "hearing", "date": "2021-03-04", "time": "10:00", "title": "Status conference", "place": "Room 7"}],
        lambda docket, number: list(
            Hearing.objects.filter(filing=entry(docket, number)).values_list("title", "starts_at", "place")
        ),
        [("Status conference", datetime(2021, 3, 4, 18, tzinfo=UTC), "Room 7")],
    ),
    CorrectedField.HELD: (
        "6",
        ["2021-01-17"],
        lambda docket, number: [row.date for row in Hearing.objects.filter(held_by=entry(docket, number))],
        [date(2021, 1, 17)],
    ),
    CorrectedField.CALLED_OFF: (
        "6",
        ["2021-01-20"],
        lambda docket, number: Hearing.objects.filter(vacated_by=entry(docket, number)).count(),
        1,
    ),
    CorrectedField.ATTACHMENTS: (
        "6",
        [[1, "Exhibit A"], [2, "Exhibit B"]],
        lambda docket, number: [(one.number, one.description) for one in list_shown(entry(docket, number))],
        [(1, "Exhibit A"), (2, "Exhibit B")],
    ),
    CorrectedField.STATE: (
        "2",
        {"state": "withdrawn", "since": "2021-03-02"},
        lambda docket, number: (line(entry(docket, number)).state, line(entry(docket, number)).since),
        ("withdrawn", date(2021, 3, 2)),
    ),
}
"""Field -> entry, an editor's value, where it is shown, and what then stands there."""


def test_every_field_of_a_filing_has_its_row() -> None:
    assert FIELDS.keys() | {CorrectedField.STATUS, *OF_PARTY} == set(CorrectedField)


@pytest.fixture(params=FIELDS)
def case(request: Any, docket: Docket) -> tuple[CorrectedField, Docket]:
    return CorrectedField(request.param), docket


def test_it_takes_the_machines_place_and_is_told_so(case: tuple[CorrectedField, Docket], users: Any) -> None:
    field, docket = case
    number, value, shown, expected = FIELDS[field]
    assert shown(docket, number) != expected
    save(docket, entry(docket, number), users.editor, {field: value}, reason="The clerk erred")
    assert shown(docket, number) == expected and line(entry(docket, number)).is_corrected
    (edit,) = AuditEntry.objects.filter(kind="correction")
    assert edit.before is None and edit.after is not None
    assert (edit.after["field"], edit.after["filing"], edit.after["value"]) == (field, number, value)


def test_taken_back_the_machines_value_counts_again(case: tuple[CorrectedField, Docket], users: Any) -> None:
    field, docket = case
    number, value, shown, _ = FIELDS[field]
    before, machine = shown(docket, number), read_filing_values(entry(docket, number)).get(field)
    for undo in ({"values": {field: machine}}, {"values": {}, "taken_back": [field]}):
        save(docket, entry(docket, number), users.editor, {field: value})
        save(docket, entry(docket, number), users.editor, **undo)
        assert shown(docket, number) == before and not line(entry(docket, number)).is_corrected
        assert not Correction.objects.exists()


def test_it_outlives_a_new_reading(case: tuple[CorrectedField, Docket], users: Any) -> None:
    field, docket = case
    number, value, shown, expected = FIELDS[field]
    save(docket, entry(docket, number), users.editor, {field: value})
    TextReading.objects.all().delete()
    Reading.objects.update(version=0)
    interpret_docket(docket.pk)
    assert shown(docket, number) == expected
    assert not interpret_docket(docket.pk), "and nothing is written the next time"


def test_it_outlives_a_change_of_the_text_and_goes_to_the_desk(case: tuple[CorrectedField, Docket], users: Any) -> None:
    field, docket = case
    number, value, shown, expected = FIELDS[field]
    filing = entry(docket, number)
    save(docket, filing, users.editor, {field: value})
    assert not Correction.objects.overtaken().exists()
    Filing.objects.filter(pk=filing.pk).update(long_text=f"{filing.long_text} (corrected)", fingerprint="x")
    interpret_docket(docket.pk)
    assert shown(docket, number) == expected and Correction.objects.overtaken().count() == 1
    save(docket, entry(docket, number), users.editor, {}, is_looked_at=True)
    assert shown(docket, number) == expected and not Correction.objects.overtaken().exists()


def test_it_moves_with_a_filing_that_is_merged(case: tuple[CorrectedField, Docket], users: Any) -> None:
    field, docket = case
    number, value, shown, expected = FIELDS[field]
    old = entry(docket, number)
    save(docket, old, users.editor, {field: value})
    twin = factories.filing(docket=docket, number=number, date_filed=old.date_filed, long_text=old.long_text)
    Filing.objects.filter(pk=old.pk).update(merged_into=twin)
    interpret_docket(docket.pk)
    assert Correction.objects.get().filing == twin and shown(docket, number) == expected


def test_a_corrected_headline_comes_before_the_title_of_a_ruling(docket: Docket, users: Any) -> None:
    order = entry(docket, "4")
    Ruling.objects.filter(filing=order).update(title="Injunction denied", read_by_machine=False)
    interpret_docket(docket.pk)
    assert line(order).headline == "Injunction denied"
    save(docket, order, users.editor, {CorrectedField.HEADLINE: "The judge says no"})
    assert line(order).headline == "The judge says no"


def test_of_two_editors_the_second_is_told(docket: Docket, users: Any) -> None:
    filing = entry(docket, "2")
    shown = get_corrections_version(list_corrections(docket, filing))
    save(docket, filing, users.editor, {CorrectedField.HEADLINE: "First"})
    with pytest.raises(CorrectionConflict):
        save(docket, filing, users.admin, {CorrectedField.HEADLINE: "Second"}, seen=shown)
    assert line(filing).headline == "First"


def test_a_long_name_fits_its_column(docket: Docket, users: Any) -> None:
    users.editor.first_name, users.editor.last_name = "A" * 150, "B" * 150
    save(docket, entry(docket, "2"), users.editor, {CorrectedField.HEADLINE: "Mine"})
    assert Correction.objects.get().by_name == "A" * 150


def test_what_is_said_again_stays_of_the_editor_who_said_it(docket: Docket, users: Any) -> None:
    """As when the same is said of all filings that begin alike."""
    filing = entry(docket, "2")
    save(docket, filing, users.editor, {CorrectedField.KIND: "letter"}, reason="It is a letter")
    save(docket, filing, users.admin, {CorrectedField.KIND: "letter", CorrectedField.HEADLINE: "Mine"}, reason="All")
    rows = {row.field: (row.corrected_by, row.reason) for row in Correction.objects.all()}
    assert rows == {"kind": (users.editor, "It is a letter"), "headline": (users.admin, "All")}
    assert AuditEntry.objects.filter(kind="correction").count() == 2


def test_what_is_no_ruling_decides_nothing(docket: Docket, users: Any) -> None:
    """A proposed order, which reads like one of the court: out of the rulings, off the motion, no end of the case."""
    assert Ruling.objects.exists() and Disposition.objects.exists()
    save(docket, entry(docket, "4"), users.editor, {CorrectedField.KIND: "notice"})
    assert not Ruling.objects.exists() and not Disposition.objects.exists()
    assert line(entry(docket, "2")).outcome == "" and line(entry(docket, "4")).event_kind == "filing"
    assert Docket.objects.get(pk=docket.pk).status == "open"


def test_what_is_no_ruling_decides_no_motion_by_its_words(docket: Docket, users: Any) -> None:
    for number, text in (("7", "MOTION to Compel by Elm Corp."), ("8", "ORDER: The motion to compel is GRANTED.")):
        factories.filing(docket=docket, number=number, date_filed=DAY + timedelta(days=int(number)), long_text=text)
    interpret_docket(docket.pk)
    assert line(entry(docket, "7")).state == "decided"
    save(docket, entry(docket, "8"), users.editor, {CorrectedField.KIND: "notice"})
    assert line(entry(docket, "7")).state == "pending" and line(entry(docket, "7")).outcome == ""


def test_a_proposed_order_sets_no_day(docket: Docket, users: Any) -> None:
    order = factories.filing(
        docket=docket, number="7", date_filed=DAY, long_text="ORDER setting hearing for 3/4/2021 at 10:00 AM."
    )
    interpret_docket(docket.pk)
    assert Hearing.objects.filter(filing=order).exists()
    save(docket, order, users.editor, {CorrectedField.KIND: "other"})
    assert not Hearing.objects.filter(filing=order).exists()


def test_a_reference_that_is_taken_away_takes_the_decision_along(docket: Docket, users: Any) -> None:
    save(docket, entry(docket, "4"), users.editor, {CorrectedField.REFERENCES: []})
    assert not Disposition.objects.exists() and line(entry(docket, "2")).outcome == ""
    save(docket, entry(docket, "4"), users.editor, {CorrectedField.REFERENCES: [["decides", "2"]]})
    assert line(entry(docket, "2")).outcome == "granted"


@pytest.mark.parametrize(
    ("names", "side", "expected"),
    [
        (["Elm Corp.", "A Friend of the Court"], "", "Elm Corp.; A Friend of the Court"),
        (["ELM CORP."], "", "Elm Corp."),
        (["Nobody Known"], "defendant", "Nobody Known"),
        ([], "defendant", "Defendants"),
        ([f"Pine {at}" for at in range(9)], "plaintiff", "Pine 0; Pine 1; Pine 2; Pine 3 and 5 others"),
        ([f"Pine {at}" for at in range(9)], "defendant", "Pine 0; Pine 1; Pine 2; Pine 3 and 5 others"),
    ],
)
def test_every_filer_whom_an_editor_names_is_shown(
    docket: Docket, users: Any, names: list[str], side: str, expected: str
) -> None:
    """Also where the docket has no party of that name, or of that side."""
    for at in range(9):
        factories.party(docket=docket, name=f"Pine {at}", type="Intervenor", side="")
    notice = entry(docket, "3")
    if len(names) == 9:
        Party.objects.filter(docket=docket, side="defendant").update(side="")
    save(docket, notice, users.editor, {CorrectedField.FILER: {"names": names, "side": side}})
    assert line(notice).filed_by == expected


def test_a_filer_whose_party_is_renamed_is_shown_as_the_editor_wrote(docket: Docket, users: Any) -> None:
    notice = entry(docket, "3")
    save(docket, notice, users.editor, {CorrectedField.FILER: {"names": ["Elm Corp."], "side": "defendant"}})
    Party.objects.filter(name="Elm Corp.").update(name="Elm Corporation")
    interpret_docket(docket.pk)
    assert (line(notice).filed_by, line(notice).side) == ("Elm Corp.", "defendant")


def test_a_reference_that_other_filings_tell_stays_away(docket: Docket, users: Any) -> None:
    """Its text alone says nothing of number 2: an editor who says the same has not taken the correction back."""
    ruling = factories.filing(
        docket=docket, number="7", date_filed=DAY + timedelta(days=7), long_text="ORDER denying Motion to Dismiss."
    )
    Filing.objects.filter(pk=entry(docket, "4").pk).update(long_text="LETTER from Oak Bank", fingerprint="x")
    interpret_docket(docket.pk)
    machine = read_filing_values(ruling)[CorrectedField.REFERENCES]
    assert machine == [["decides", "2"]]
    for value in ([], [["about", "1"]], []):
        save(docket, ruling, users.editor, {CorrectedField.REFERENCES: value})
        assert [[row.relation, row.target_number] for row in Reference.objects.filter(filing=ruling)] == value
        assert Correction.objects.get().machine == machine


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"value": "open", "how": "", "on": None}, ("open", "", None)),
        ({"value": "ended", "how": "settled", "on": "2021-02-03"}, ("ended", "settled", date(2021, 2, 3))),
        ({"value": "ended", "how": "", "on": None}, ("ended", "", None)),
    ],
)
def test_an_editor_says_whether_a_case_goes_on(
    docket: Docket, users: Any, value: dict[str, Any], expected: tuple[Any, ...]
) -> None:
    before = read_case_values(docket)[CorrectedField.STATUS]
    save(docket, None, users.editor, {CorrectedField.STATUS: value})
    interpret_docket(docket.pk)
    now = Docket.objects.get(pk=docket.pk)
    assert (now.status, now.ended_how, now.ended_on) == expected
    assert Reading.objects.get(docket=docket).state["status"]["sure"] == "corrected"
    save(docket, None, users.editor, {}, taken_back=[CorrectedField.STATUS])
    assert read_case_values(docket)[CorrectedField.STATUS] == before


def test_corrections_are_labels(docket: Docket, users: Any, capsys: Any) -> None:
    save(docket, entry(docket, "3"), users.editor, {CorrectedField.KIND: "letter"}, reason="A letter")
    save(docket, None, users.editor, {CorrectedField.STATUS: {"value": "open", "how": "", "on": None}})
    call_command("export_corrections")
    assert capsys.readouterr().out == (
        '{"court":"wawd","docket_number":"2:21-cv-00031","number":"3",'
        f'"text":"{TEXTS[2]}","field":"kind","machine":"appearance","editor":"letter","reason":"A letter"}}\n'
    )
