"""What both the JSON and the page of the invented petition, No. 24-9417, say."""

from datetime import date

from dockets.record.records import DocumentRecord, EntryRecord, RelationRecord

SITE = "https://www.supremecourt.gov"

CASTANEDA = "Castañeda & Roe PLLC\n100 Pike Street\nSuite 12\nSeattle, WA 98101\n206-555-0100\nines@castaneda.example"
MARSH = "Marsh LLP\n1 Oak Street\nPortland, OR 97201"
FIRST = (
    "Application (24A671) to extend the time to file a petition for a writ of certiorari, submitted to Justice Kagan."
)
BELOW = (RelationRecord("appeal_of", "ca9", "24-2201"), RelationRecord("appeal_of", "ca9", "24-2207"))
FILED = (
    EntryRecord(
        upstream_id="336548",
        date_filed=date(2024, 12, 12),
        long_text=FIRST,
        documents=(
            DocumentRecord(
                0, "Main Document", url=f"{SITE}/DocketPDF/24/24-9417/336548/20241212101112_Application.pdf"
            ),
            DocumentRecord(1, "Proof of Service", url=f"{SITE}/DocketPDF/24/24-9417/336548/20241212101120_Proof.pdf"),
        ),
    ),
    EntryRecord(
        upstream_id="337001",
        date_filed=date(2025, 1, 3),
        long_text="Petition for a writ of certiorari filed. (Response due February 6, 2025)",
        documents=(
            DocumentRecord(0, "Petition", url=f"{SITE}/DocketPDF/24/24-9417/337001/20250103090000_Petition.pdf"),
        ),
    ),
    EntryRecord(
        date_filed=date(2025, 3, 10),
        long_text="Petition GRANTED.",
        documents=(DocumentRecord(0, "Questions Presented", url=f"{SITE}/qp/24-09417qp.pdf"),),
    ),
)
