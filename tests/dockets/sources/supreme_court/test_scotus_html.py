"""The Supreme Court's docket page: this payload, exactly these records."""

from datetime import date

from dockets.courts import registry
from dockets.record.records import AttorneyRecord, DocketRecord, ParsedPayload, PartyRecord
from dockets.sources.supreme_court.source import SCOTUS_HTML
from tests.dockets.sources.payloads import payload
from tests.dockets.sources.supreme_court.scotus_case import BELOW, CASTANEDA, FILED, MARSH, SITE


def test_the_page() -> None:
    assert SCOTUS_HTML.parse(payload("scotus_html/petition.html"), registry.get_court_facts("scotus")) == ParsedPayload(
        (
            DocketRecord(
                court_id="scotus",
                docket_number="24-9417",
                case_name="Lantern Street Press LLC v. Meridian Hosting, Inc.",
                date_filed=date(2025, 1, 7),
                source_url=f"{SITE}/docket/docketfiles/html/public/24-9417.html",
                complete=True,
                parties=(
                    PartyRecord(
                        "Lantern Street Press LLC",
                        "Petitioner",
                        attorneys=(
                            AttorneyRecord(
                                "Ines María Castañeda", ("Counsel of Record",), CASTANEDA.replace("Suite 12\n", "")
                            ),
                        ),
                    ),
                    PartyRecord(
                        "Meridian Hosting, Inc.", "Respondent", attorneys=(AttorneyRecord("Theo Marsh", (), MARSH),)
                    ),
                ),
                entries=FILED,
                relations=BELOW,
            ),
        )
    )
