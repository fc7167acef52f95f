"""The addresses of a docket and of a document on a court's own server, CM/ECF. Pure.

They are shown to readers, never fetched: whoever follows one needs an account with PACER.
"""

from dockets.courts import registry
from dockets.record.records import CourtFacts


def build_ecf_docket_url(court: CourtFacts, case_id: str) -> str:
    """The docket report of a district or bankruptcy court, by PACER's id of the case; "" without one."""
    return f"https://ecf.{court.pacer_id}.uscourts.gov/cgi-bin/DktRpt.pl?{case_id}" if case_id else ""


def build_ecf_document_url(court: CourtFacts, doc_id: str) -> str:
    """A document, by PACER's id of it; "" without one. Courts of appeals have theirs under another path."""
    path = "docs1" if registry.get_court_kind(court.id) == "appellate" else "doc1"
    return f"https://ecf.{court.pacer_id}.uscourts.gov/{path}/{doc_id}" if doc_id else ""
