"""By which an unchanged sheet is known before anything of it is read."""

from dataclasses import replace
from datetime import UTC, date, datetime

from dockets.record.records import DocketRecord, EntryRecord, PartyRecord, RelationRecord
from dockets.upsert.snapshot import fingerprint_record

DAY = date(2021, 1, 21)


def test_the_fingerprint_of_a_record_covers_all_but_its_time() -> None:
    plain = DocketRecord("wawd", "2:21-cv-00031", entries=(EntryRecord(number="34", date_filed=DAY),))
    known = fingerprint_record(plain)
    assert known == fingerprint_record(replace(plain, as_of=datetime(2021, 3, 1, tzinfo=UTC)))
    changes: list[dict[str, object]] = [
        {"case_name": "Parler"},
        {"complete": True},
        {"parties": (PartyRecord("Parler LLC"),)},
        {"relations": (RelationRecord("removed_from", "washsuperct", "21-2-02856-6 SEA"),)},
        {"date_filed": DAY},
        {"entries": (EntryRecord(number="34", date_filed=DAY, long_text="ORDER"),)},
    ]
    for change in changes:
        assert known != fingerprint_record(replace(plain, **change))  # type: ignore[arg-type]
