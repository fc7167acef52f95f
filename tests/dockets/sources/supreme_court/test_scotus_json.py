"""The Supreme Court's JSON: this payload, exactly these records."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from dockets.record.records import AttorneyRecord, DocketRecord, DocumentRecord, EntryRecord, ParsedPayload, PartyRecord
from dockets.sources.supreme_court.source import SCOTUS_JSON
from tests.dockets.sources.payloads import payload
from tests.dockets.sources.supreme_court.scotus_case import BELOW, CASTANEDA, FILED, MARSH, SITE


def test_the_json() -> None:
    assert SCOTUS_JSON.parse(payload("scotus_json/petition.json"), None) == ParsedPayload(
        (
            DocketRecord(
                court_id="scotus",
                docket_number="24-9417",
                case_name="Lantern Street Press LLC, Petitioner v. Meridian Hosting, Inc.",
                date_filed=date(2025, 1, 7),
                source_url=f"{SITE}/docket/docketfiles/html/public/24-9417.html",
                as_of=datetime(2025, 5, 2, 23, 59, 59, tzinfo=ZoneInfo("America/New_York")),
                complete=True,
                parties=(
                    PartyRecord(
                        "Lantern Street Press LLC",
                        "Petitioner",
                        attorneys=(
                            AttorneyRecord("Ines María Castañeda", ("Counsel of Record",), CASTANEDA),
                            AttorneyRecord("Bo Roe"),
                        ),
                    ),
                    PartyRecord(
                        "Meridian Hosting, Inc.",
                        "Respondent",
                        attorneys=(
                            AttorneyRecord(
                                "Theo Marsh", ("Counsel of Record",), f"{MARSH}\n503-555-0100\ntheo@marsh.example"
                            ),
                        ),
                    ),
                    PartyRecord(
                        "Press Freedom League",
                        "Other",
                        attorneys=(
                            AttorneyRecord("Nell Ives", ("Counsel of Record",), "2 Elm Street\nAustin, TX 78701"),
                        ),
                    ),
                ),
                entries=(
                    *FILED,
                    EntryRecord(
                        date_filed=date(2025, 3, 10),
                        long_text="Motion of Jonah Pell & others for leave to intervene DENIED.",
                    ),
                    EntryRecord(
                        date_filed=date(2025, 4, 28),
                        long_text="Judgment VACATED.  Opinion per curiam.",
                        documents=(DocumentRecord(0, "per curiam", url=f"{SITE}/opinions/24pdf/24-9417_abcd.pdf"),),
                    ),
                ),
                relations=BELOW,
            ),
        )
    )
