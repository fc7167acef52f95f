"""What a filing is about, with courts' wording."""

import pytest

from rulings.reading.filing import read_filing
from rulings.vocabulary.details import Detail

ABOUT = [
    ("MOTION for Temporary Restraining Order and Preliminary Injunction by Plaintiff Parler LLC", Detail.TRO),
    ("ORDER denying Plaintiff's 2 Motion for TRO/Preliminary Injunction. Signed by Judge Rothstein.", Detail.TRO),
    ("MOTION for Preliminary Injunction by Parler LLC", Detail.PRELIMINARY_INJUNCTION),
    ("MOTION for Partial Summary Judgment filed by Elm Corp.", Detail.SUMMARY_JUDGMENT),
    ("MEMORANDUM in Opposition re 40 MOTION to Dismiss for Failure to State a Claim", Detail.MOTION_TO_DISMISS),
    ("MOTION to Dismiss for Lack of Jurisdiction by Elm Corp.", Detail.MOTION_TO_DISMISS),
    ("MOTION in Limine to Exclude Expert Testimony by Oak Bank", Detail.IN_LIMINE),
    ("MOTION to Certify Class by Ann Roe", Detail.CLASS_CERTIFICATION),
    ("Unopposed MOTION to Seal Exhibit A to Motion for Summary Judgment", Detail.SEALING),
    ("SEALED MOTION for Leave to File Document under seal", Detail.SEALING),
    ("MOTION for Extension of Time to File Response/Reply as to 12 MOTION to Dismiss", Detail.EXTENSION),
    ("ORDER granting 20 Motion to Continue. Trial is reset.", Detail.EXTENSION),
    ("NOTICE OF APPEAL as to 34 Order by Parler LLC. Filing fee $ 505", Detail.APPEAL),
    ("USCA Case Number 21-35017 for 36 Notice of Appeal filed by Elm Corp.", Detail.APPEAL),
    ("NOTICE of Settlement by Elm Corp.", Detail.SETTLEMENT),
    ("STIPULATION of Dismissal with Prejudice by Parler LLC", Detail.DISMISSAL),
    ("ORDER DISMISSING CASE without prejudice", Detail.DISMISSAL),
    ("CLERK'S JUDGMENT in favor of Elm Corp. against Ann Roe", Detail.JUDGMENT),
    ("SENTENCING MEMORANDUM by USA as to Ann Roe", Detail.SENTENCING),
    ("MANDATE of USCA as to 36 Notice of Appeal", Detail.MANDATE),
    ("NOTICE of Change of Address by Ann Roe", None),
    ("Adjourn Conference", Detail.EXTENSION),
    ("Petition for Permission to Appeal", Detail.APPEAL),
    ("Notice by Trustee Ann Roe of Intent to Compromise", Detail.SETTLEMENT),
    ("Transmission to Judgments and Orders Clerk", None),
    ("MOTION filed by Mr. Samuel R. Fir for USA to extend time to file brief.", Detail.EXTENSION),
    (
        "Memo-Endorsement on letter from Ann Roe. Counsel requests that the time to file the motion be adjourned.",
        Detail.EXTENSION,
    ),
    ("COMPLAINT for declaratory judgment against Elm Corp.", None),
    ("ANSWER to 1 Complaint by Elm Corp. Motion to Dismiss to follow", None),
    ("EX PARTE APPLICATION for Further Time to File responsive pleading", Detail.EXTENSION),
    ("LETTER ORDER granting 54 Joint letter requesting an adjournment of the conference", Detail.EXTENSION),
    ("STIPULATION of Defendants extending certain deadlines", None),
    ("Motion To Modify Automatic Stay For The Purpose of Allowing A State Court Appeal to Continue", None),
    ("Motion for Authorization to Continue Condemnation Proceeding in Florida", None),
    ("Motion to Continue Using Cash Collateral by Elm Village, LLC", None),
    ("MOTION to Continue Proceedings by Elm Corp.", Detail.EXTENSION),
    # Days for more time, as New York's judges write in the margin of a letter.
    (
        (
            "Memo-Endorsement on letter from Ann Roe, dated 1/7/21; granting requests for an additional ninety days"
            " until 4/30/21 to serve defendant ."
        ),
        Detail.EXTENSION,
    ),
    ("ORDER granting defendants an additional 14 days within which to answer.", Detail.EXTENSION),
    ("ORDER granting additional counsel until the hearing.", None),
    ("Rule 56.1 Statement", Detail.SUMMARY_JUDGMENT),
    ("STATEMENT of Material Facts by Elm Corp.", Detail.SUMMARY_JUDGMENT),
    ("USCA Mandate (Terminates Appeal)", Detail.MANDATE),
    ("UNPUBLISHED OPINION FILED. [21-10001 Affirmed ] Mandate issue date is 04/04/2021", None),
    (
        "ORDER reversing and remanding the decision of the Commissioner pursuant to sentence four of 42 U.S.C. 405(g)",
        None,
    ),
    ("MOTION to Exclude Expert Testimony of Bo Coe by Oak Bank", Detail.IN_LIMINE),
    ("ADMINISTRATIVE MOTION to Consider Whether Another Party's Material Should Be Sealed", Detail.SEALING),
    ("MOTION to Redact 22 Transcript", Detail.SEALING),
    ("ORDER CERTIFYING CLASS", Detail.CLASS_CERTIFICATION),
    ("ORDER CONTINUING TRIAL", Detail.EXTENSION),
    ("ORDER granting Unopposed Motion to Adjust Date of Settlement Conference", Detail.EXTENSION),
    ("Motion to Extend Automatic Stay", None),
    ("ORDER OF DISCONTINUANCE", Detail.DISMISSAL),
    ("SATISFACTION OF JUDGMENT", Detail.JUDGMENT),
    ("Transmission to Judgments and Orders Clerk", None),
    (
        "ORDER denying 48 . Plaintiff's application to adjourn the conference is denied. See the protocol on sealing.",
        Detail.EXTENSION,
    ),
]
"""The restraining order takes precedence over the injunction asked for with it; an extension is no motion to
dismiss."""


@pytest.mark.parametrize(("text", "detail"), ABOUT)
def test_what_a_filing_is_about(text: str, detail: Detail | None) -> None:
    assert read_filing(text).detail is detail


def test_the_relief_in_a_feeds_event_type_counts_too() -> None:
    assert read_filing("", "Motion for Summary Judgment").detail is Detail.SUMMARY_JUDGMENT
    assert read_filing("", "Dismiss").detail is Detail.MOTION_TO_DISMISS
