"""The Supreme Court's docket page of before 2017: this payload, exactly these records."""

from datetime import date

from dockets.record.records import AttorneyRecord, DocketRecord, EntryRecord, ParsedPayload, PartyRecord
from dockets.sources.supreme_court.source import SCOTUS_HTM
from tests.dockets.sources.payloads import payload
from tests.dockets.sources.supreme_court.scotus_case import SITE


def test_the_older_page() -> None:
    assert SCOTUS_HTM.parse(payload("scotus_htm/petition.htm"), None) == ParsedPayload(
        (
            DocketRecord(
                court_id="scotus",
                docket_number="01-9417",
                case_name="Wilhelmina Thackeray v. Jonah Pell",
                date_filed=date(2002, 5, 8),
                source_url=f"{SITE}/search.aspx?filename=/docketfiles/01-9417.htm",
                complete=True,
                parties=(
                    PartyRecord(
                        "Wilhelmina Thackeray",
                        "Petitioner",
                        attorneys=(
                            AttorneyRecord(
                                "Sofia Lindqvist", (), "Desert Law Group\n1 Mesa Road\nAtlanta, GA 30303\n4045550100"
                            ),
                        ),
                    ),
                    PartyRecord(
                        "Jonah Pell",
                        "Respondent",
                        attorneys=(AttorneyRecord("Theo Marsh", (), "Marsh LLP\n1 Oak Street\nMacon, GA 31201"),),
                    ),
                ),
                entries=(
                    EntryRecord(
                        date_filed=date(2002, 4, 30),
                        long_text=(
                            "Petition for writ of certiorari and motion for leave to proceed in forma pauperis filed. "
                            "(Response due June 7, 2002)"
                        ),
                    ),
                    EntryRecord(date_filed=date(2002, 10, 7), long_text="Petition DENIED."),
                ),
            ),
        )
    )
