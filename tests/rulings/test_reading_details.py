"""What a filing is about, and which filings are routine: each with the wording of courts."""

import pytest

from rulings.reading import read
from rulings.words import Detail

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
]
"""The restraining order comes before the injunction that is asked for with it; an extension is no motion to dismiss."""


@pytest.mark.parametrize(("text", "detail"), ABOUT)
def test_what_a_filing_is_about(text: str, detail: Detail | None) -> None:
    assert read(text).detail is detail


def test_the_relief_in_a_feeds_event_type_counts_too() -> None:
    assert read("", "Motion for Summary Judgment").detail is Detail.SUMMARY_JUDGMENT
    assert read("", "Notice of Appearance").routine


ROUTINE = [
    "NOTICE of Appearance by attorney Ann Poe on behalf of Defendant Elm Corp.",
    "SUMMONS Issued as to Elm Corp.",
    "MOTION for Ben Poe to Appear Pro Hac Vice. Filing fee $ 200",
    "ORDER granting 12 Motion to Appear Pro Hac Vice for Ben Poe",
    "CORPORATE DISCLOSURE STATEMENT by Elm Corp. identifying Elm Holdings as corporate parent",
    "NOTICE of Change of Address by Ann Poe",
    "Set/Reset Deadlines: Answer due 3/4/2021",
    "CASE DESIGNATED to be Electronically Filed",
    "Case Assigned to Judge B. Poe.",
    "MOTION to Withdraw as Attorney by Ben Poe",
    "Transcript Order Form for October 9, 2008 Pretrial Hearing by Elm Corp.",
    "NOTICE OF FILING OF OFFICIAL TRANSCRIPT Notice is hereby given that an official transcript has been filed",
    "RESPONDENT United States Department of Justice, TERMINATED.",
    "Appeal Record Sent to USCA (Electronic File). Certified Indexed record on Appeal",
    "LETTER addressed to Judge B. Poe from Ann Roe re: request to adjourn the conference",
    "ATTORNEY, Mark B. Fir in place of attorney Lena Poe, SUBSTITUTED.",
    "Judge A. Poe and Magistrate Judge B. Poe added.",
    "Summary of Schedules, Schedule A - Real Property, Schedule B - Personal Property",
    "ORDER OF REFERENCE to Magistrate Judge Poe",
    "RECORD RECEIVED from Mr. Samuel R. Fir for USA.",
    "NOTICE OF UNAVAILABILITY of counsel by Ann Roe",
    "Mail Returned as Undeliverable re 10 Notice. Mail sent to Ann Roe.",
    "Meeting of Creditors Held and Concluded; July 3, 2008.",
    "Monthly Income & Expense Statement for June 30, 2008 Filed by Debtor In Possession Elm Village, LLC.",
    "CERTIFICATION of Interested Parties filed by Plaintiff Elm Industries Inc.",
    "Adversary Case [96-90890] Closed. [95-05684]",
    "ORDER REFERRING CASE TO MAGISTRATE JUDGE for General Pretrial",
    "Notice re Service of Elm, Inc.'s Second Set of Request for Production of Documents to Oak, LLC by Elm Inc",
]
TELLING = [
    "MOTION to Dismiss for Failure to State a Claim by Elm Corp.",
    "Amended Combined Plan and Disclosure Statement Filed by Debtor In Possession Elm Village, LLC",
    "Trustee's Request For Notice Of Proposed Abandonment.",
    "LETTER addressed to Judge B. Poe from Ann Roe re: the breach of the protective order",
    "ORDER denying 2 Motion for TRO. Appearance of counsel is noted.",
    "COMPLAINT against Elm Corp. Filing fee $ 402",
    "Minute Entry for proceedings held before Judge B. Poe: Motion Hearing held on 1/14/2021",
    "JUDGMENT in favor of Elm Corp.",
]


@pytest.mark.parametrize("text", ROUTINE)
def test_what_changes_nothing_is_routine(text: str) -> None:
    assert read(text).routine


@pytest.mark.parametrize("text", TELLING)
def test_what_tells_of_the_case_is_not(text: str) -> None:
    assert not read(text).routine
