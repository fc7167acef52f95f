"""What a machine says of a filing or of a case, in the form that a correction of it has (``CorrectedField``)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dockets.models import Docket, Filing, Party
from rulings.interpret.docket import load_stored_reading
from rulings.models import Correction, Reading, Reference, TimelineEvent
from rulings.reading.kinds.attachments import read_attachments
from rulings.reading.values import FilingReading
from rulings.vocabulary.corrections import CorrectedField
from rulings.vocabulary.kinds import EventKind, SetDate, is_transcript_release

type Values = dict[CorrectedField, Any]


def read_values(docket: Docket, of: Filing | Party | None) -> Values:
    """What is said of a filing or a party without corrections, or of the case where there is neither."""
    if isinstance(of, Filing):
        return read_filing_values(of)
    return read_party_values(of) if of else read_case_values(docket)


def read_party_values(party: Party) -> Values:
    """What the court's list says of a party."""
    return {
        CorrectedField.PARTY_NAME: party.name,
        CorrectedField.PARTY_SIDE: party.side,
        CorrectedField.SAME_PARTY: "",
        CorrectedField.COUNSEL: {"left_out": [], "added": []},
    }


def read_filing_values(filing: Filing) -> Values:
    """What the machine says of a filing; {} where it has not read it yet. A motion's state, what a filing
    refers to and what a ruling is about follow from other filings too: they are what the page shows, and missing where
    they are corrected (``Correction.machine`` has them)."""
    reading = load_stored_reading(filing)
    if reading is None:
        return {}
    values = {
        CorrectedField.KIND: reading.kind.value,
        CorrectedField.HEADLINE: reading.headline,
        CorrectedField.ROUTINE: reading.routine,
        CorrectedField.FILER: _filer(reading),
        CorrectedField.STEPS: [step.value for step in reading.steps],
        CorrectedField.DAYS: _days(reading),
        CorrectedField.HELD: _held(reading, filing.date_filed or filing.date_entered),
        CorrectedField.ATTACHMENTS: [[one.number, one.description] for one in read_attachments(filing.text)],
        CorrectedField.CALLED_OFF: [day.isoformat() for day in reading.vacates],
    }
    return values | _of_the_page(filing)


def _days(reading: FilingReading) -> list[dict[str, Any]]:
    heard = [(SetDate.HEARING, one.date, one.starts, one.title, one.place) for one in reading.hearings]
    due = [
        (SetDate.RELEASE if is_transcript_release(one.title) else SetDate.DEADLINE, one.date, one.at, one.title, "")
        for one in reading.deadlines
    ]
    return [
        {
            "kind": kind.value,
            "date": day.isoformat(),
            "time": at.isoformat("minutes") if at else None,
            "title": title,
            "place": place,
        }
        for kind, day, at, title, place in (*heard, *due)
    ]


def _held(reading: FilingReading, own: date | None) -> list[str]:
    days = [*reading.held, *([own] if own and reading.held_on_its_day else [])]
    return [day.isoformat() for day in dict.fromkeys(days)]


def _filer(reading: FilingReading) -> dict[str, Any]:
    known = dict(Party.objects.filter(pk__in=reading.filed_by).values_list("pk", "display_name"))
    names = [known[party] for party in reading.filed_by if party in known]
    return {"names": names or [reading.filer_text] if names or reading.filer_text else [], "side": reading.side}


def _of_the_page(filing: Filing) -> Values:
    corrected = set(Correction.objects.filter(filing=filing).values_list("field", flat=True))
    found: Values = {}
    if CorrectedField.REFERENCES not in corrected:
        rows = Reference.objects.filter(filing=filing).order_by("target_number", "relation")
        found[CorrectedField.REFERENCES] = [list(row) for row in rows.values_list("relation", "target_number")]
    event = TimelineEvent.objects.filter(filing=filing, event_kind__in=(EventKind.FILING, EventKind.RULING)).first()
    if event and CorrectedField.DETAIL not in corrected:
        found[CorrectedField.DETAIL] = event.detail
    if event and event.state and CorrectedField.STATE not in corrected:
        since = event.since.isoformat() if event.since else None
        found[CorrectedField.STATE] = {"state": event.state, "since": since}
    return found


def read_case_values(docket: Docket) -> Values:
    """What the machine says of a case; {} where it has not read it yet, or where editors have corrected it."""
    state: Mapping[str, Any] = Reading.objects.filter(pk=docket.pk).values_list("state", flat=True).first() or {}
    status = state.get("status")
    if not status or status["sure"] == "corrected":
        return {}
    return {CorrectedField.STATUS: {"value": status["value"], "how": status["how"], "on": status["date"]}}
