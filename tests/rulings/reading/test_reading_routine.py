"""Which filings change nothing in the case, with courts' wording."""

import pytest

from rulings.reading.filing import read_filing

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
    # New York's and bankruptcy clerks' entries, by their event types.
    "Bankruptcy Petition Cover Sheet Filed by Debtor In Possession Elm Village, LLC.",
    "QC - Incorrect Entry made by Clerk's Office Staff",
    "QC - Notice of Appeal fee",
    "Deficiency Notice (BK)",
    "Transfer of Claim",
    "Notice of Final Cure Mortgage Payment",
    "Amended Schedules",
    "Rule 5(c)(3) Documents Received as to Ann Roe t/w docket sheet from other district.",
    "Additional Attachments to Main Document re 59 Joint MOTION by Elm Inc.",
    "INTERNET CITATION NOTE: Material from decision with Internet citation re: 47 Report and Recommendations.",
    "Attach PDF Document",
    "Statement About Your Social Security Numbers (Official Form 121) Filed by Debtor Ann Roe.",
    "Adversary Case 2:23-ap-9 Terminated for Statistical Purposes. (P., Ann)",
    "Warrant Returned Unexecuted, in case as to Ann Roe. Warrant recalled per 12 Abstract of Order.",
    # The Sixth Circuit's and the Second's clerks.
    (
        "BRIEFING LETTER SENT setting briefing schedule: appellant brief due 11/30/2022; appellee brief due 12/30/2022."
        " (ABC)"
    ),
    (
        "NEW PARTY, Respondent United States Lumber Enforcement Administration for United States Department of Elms,"
        " SUBSTITUTED."
    ),
    (
        "CAPTION, reflecting the United States Lumber Enforcement Administration as the Respondent, AMENDED. [Entered:"
        " 10/06/2023]"
    ),
    # Arizona and the Court of International Trade.
    "Notice re Notice of Service by Elm LLC of its Non-Uniform Interrogatories Upon Oak Inc.",
    "Form 5 Information Statement. Filed by Ann Roe of Poe LLP on behalf of Elm, Inc..",
    # Courts of appeals.
    (
        "Notice of Appeal Notification Form; Notice of Appeal and copy of docket sheet transmitted to Ninth Circuit re"
        " 99 Notice"
    ),
    "Attorney added to case",
    "Paper copies received",
    "Notice of docketing appeal",
    "Attorney Ann Poe for Elm Corp. added.",
    "Party Elm Corp. terminated.",
    "NOTICE of Firm Affiliation by Ann Poe",
    "ORDER REFERRING MOTION: 12 MOTION to Dismiss filed by Oak Bank, N.A.",
    "STANDING PRETRIAL ORDER. Signed by Judge A. Poe",
    "Clerk's Notice Pursuant to 28 USC 636(c)",
    "CONSENT to Trial by US Magistrate Judge by Elm Corp.",
    "Magistrate Consent Form issued",
    "NOTICE of Pro Se Litigant information",
    "Subpoena Issued",
    "ERROR: Document 12 filed in error",
    "INITIAL NOTICE OF CIVIL CASE DOCKETING",
    "PRE-ARGUMENT STATEMENT filed",
    "CAPTION, updated",
    "Certified and Transmitted Record on Appeal to US Court of Appeals",
]
TELLING = [
    # Massachusetts sets and cancels by "ELECTRONIC NOTICE".
    "ELECTRONIC NOTICE Setting Hearing on Motion 12 MOTION to Dismiss : Motion Hearing set for 4/1/2021 02:30 PM",
    "ELECTRONIC NOTICE of Hearing. Status Conference set for 4/1/2021 at 11:00 AM",
    "Warrant Returned Executed on 3/4/2021 as to Ann Roe.",
    "BRIEF of Appellant on the caption, as the court has it, amended in 2021 by Elm Corp.",
    "ORDER OF RECUSAL. Judge A. Poe recused.",
    # A fee in the text makes no appeal or motion routine, nor does a deposition that is fought over.
    "NOTICE OF APPEAL by Elm Corp. Filing fee $ 505, receipt number AXYZ-123.",
    "MOTION to Remand by Elm Corp. Filing fee $ 402, receipt number AXYZ-123.",
    "MOTION to Compel Deposition of Ann Roe by Elm Corp.",
    "ORDER granting 12 Motion to Compel Initial Disclosures",
    "MOTION for Order Compelling Payment of Judgment by Elm Corp.",
    "TRANSCRIPT of Proceedings re: DECISION held on 9/22/2022 before Judge B. Poe. Court Reporter: Ann Roe",
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
    assert read_filing(text).routine


@pytest.mark.parametrize("text", TELLING)
def test_what_tells_of_the_case_is_not(text: str) -> None:
    assert not read_filing(text).routine


def test_a_feeds_event_type_is_enough() -> None:
    assert read_filing("", "Notice of Appearance").routine
    assert read_filing("", "~Util - Terminate Motions").routine
