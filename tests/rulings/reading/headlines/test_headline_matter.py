"""Headlines that tell what a title alone leaves out, keep words that turn the meaning, and keep names as they are."""

import pytest

from rulings.reading.filing import read_filing
from rulings.reading.values import PartyName

HEADLINES = [
    # Who was served, and when.
    ("SUMMONS Returned Executed by Ann Roe. Elm Bank served on 3/3/2020, answer due 3/24/2020. (Poe, Al)",
     "Summons returned executed: Elm Bank served on 3/3/2020"),
    (("SUMMONS Returned Executed by Ann Roe. Elm Bank served on 3/3/2020, answer due 3/24/2020; Oak Corp. served on "
      "3/4/2020, answer due 3/25/2020. (Poe, Al)"),
     "Summons returned executed: Elm Bank served on 3/3/2020, and others"),
    ("SUMMONS Returned Executed as to Elm Bank served on 3/3/2020, answer due 3/24/2020. (Poe, Al)",
     "Summons returned executed as to Elm Bank, served on 3/3/2020"),
    ("WAIVER OF SERVICE Returned Executed by Ann Roe. Elm Bank waiver sent on 3/3/2020, answer due 5/4/2020. (Poe, Al)",
     "Waiver of service returned executed: Elm Bank waiver sent on 3/3/2020"),
    ("Summons Returned Unexecuted in case as to Ken Voss (abc)",
     "Summons returned unexecuted as to Ken Voss"),
    ("Summons Returned Executed (Poe, Al)",
     "Summons returned executed"),
    # The chapter of a petition, a claim's old and new owner, what a court of appeals decided.
    ("Voluntary Petition (Chapter 11). Fee Amount $1738. Filed by Oak Foods Inc. (Poe, Al)",
     "Voluntary petition (Chapter 11)"),
    (("Transfer of Claim. Transferor: Elm Trade Partners (Claim No. 12) To Oak Capital Fund LP Filed by Oak Capital "
      "Fund LP. (Poe, Al)"),
     "Transfer of claim: Elm Trade Partners to Oak Capital Fund LP"),
    ("MANDATE of USCA as to 33 Notice of Appeal filed by Elm Bank. USCA decision: AFFIRMED. (abc)",
     "Mandate of USCA re notice of appeal: affirmed"),
    ("Remark: Filing fee in the amount of $402 received from Ann Roe. (abc)",
     "Remark: filing fee in the amount of $402 received from Ann Roe"),
    ("WRIT of Execution Issued as to Elm Bank in the amount of $ 40,000. (abc)",
     "Writ of execution issued as to Elm Bank in the amount of $40,000"),
    # Minutes tell all that was decided, pleaded and imposed.
    (("Minute Entry for proceedings held before Judge Dee Moss: Change of Plea Hearing as to John Poe held on 3/3/2020."
      " Plea entered by John Poe Guilty to Count 1. Sentencing set for 6/6/2020. (abc)"),
     "Minute entry: change of plea hearing; guilty plea entered"),
    (("Minute Entry for proceedings held before Judge Dee Moss: Arraignment as to John Poe (1) to Counts 1,2 held on "
      "3/3/2020, Not Guilty plea entered. (abc)"),
     "Minute entry: arraignment; not guilty plea entered"),
    (("Minute Entry for Sentencing held on 3/3/2020 before Judge Dee Moss as to John Poe (1), Count 1: 24 months "
      "custody. (abc)"),
     "Minute entry: sentencing; 24 months custody"),
    (("Minute Entry. Hearing held on 22 Motion for Relief from Stay and 25 Motion to Dismiss. Motion for Relief "
      "GRANTED; Motion to Dismiss DENIED. (abc)"),
     ("Minute entry: hearing on motion for relief from stay and motion to dismiss; motion for relief granted; motion "
      "to dismiss denied")),
    (("MINUTES: Motion to Dismiss (22) is granted in part. Motion to Stay (25) is denied as moot. Status conference "
      "reset to 5/5/2020. (abc)"),
     "Minute entry: motion to dismiss is granted in part; motion to stay denied as moot"),
    (("Minute Entry for proceedings held before Judge Dee Moss: Arraignment held on 2/15/2018. Defendant waives "
      "reading of the information, plea of guilty as to Ann Roe (1) Count 1. (abc)"),
     "Minute entry: arraignment; guilty plea entered"),
    # Of two rulings none is dropped, nor that a motion may be made again.
    (("ORDER that the Clerk's entry of default against Elm Bank is set aside and 22 Motion for Default Judgment is "
      "denied as moot. (abc)"),
     ("Order that the clerk's entry of default against Elm Bank is set aside and motion for default judgment is denied "
      "as moot")),
    ("ORDER re 22 Motion to Compel: denied without prejudice. (abc)",
     "Order denying motion to compel without prejudice"),
    ("TERMINATED on the merits after oral argument; judgment affirmed, written, signed, published. [20-1234]",
     "Terminated on the merits after oral argument; judgment affirmed"),
    # What follows the filer's name is told.
    ("NOTICE of Voluntary Dismissal by Ann Roe as to Elm Bank without prejudice (Poe, Al)",
     "Notice of voluntary dismissal as to Elm Bank without prejudice"),
    ("NOTICE by Elm Bank of Deposition of Grace Wexler on April 4, 2020 (Poe, Al)",
     "Notice of deposition of Grace Wexler on April 4, 2020"),
    ("PETITION filed by Ann Roe for review of a decision of the agency. [20-1234]",
     "Petition for review of a decision of the agency"),
    ("Monthly Operating Report for Month Ending: 03/31/2020 Filed by Debtor Oak Foods Inc. (Poe, Al)",
     "Monthly operating report for month ending 03/31/2020"),
    # A clerk's heading with what it heads.
    (("Clerk's Notice of Reassignment: case reassigned from Magistrate Judge Vic Nash to Judge Dee Moss for lack of "
      "consent. (abc)"),
     ("Clerk's notice of reassignment: case reassigned from Magistrate Judge Vic Nash to Judge Dee Moss for lack of "
      "consent")),
    ("Set Hearings/Deadlines: Answer due 5/5/2020 for Elm Bank. (abc)",
     "Set hearings/deadlines: answer due 5/5/2020 for Elm Bank"),
    ("NOTE TO FILER: Document 22 was filed with the wrong event code. Please refile. (abc)",
     "Note to filer: the document was filed with the wrong event code"),
    # A long headline ends before what is enclosed, before a bank's capacity, and never within a name.
    (("Chapter 13 Voluntary Petition with Statement of Financial Affairs, Schedule(s) A/B, C, D, E/F, G, H, I and J, "
      "Summary of Assets and Liabilities, Attorney Disclosure of Compensation, Verification of Creditor List filed by "
      "Ann Roe. (Poe, Al)"),
     "Chapter 13 voluntary petition"),
    (("COMPLAINT against ELDER BANK TRUST NATIONAL ASSOCIATION NOT IN ITS INDIVIDUAL CAPACITY BUT SOLELY AS OWNER "
      "TRUSTEE FOR ELM ACQUISITION TRUST, Green Tree Finance LP filed by Ann Roe. (Poe, Al)"),
     "Complaint against Elder Bank Trust National Association, Green Tree Finance LP"),
    ("Objection to Claim Number 7 by Claimant Elm Bank in the amount of $ 12,345.67 Filed by Debtor Ann Roe. (Poe, Al)",
     "Objection to claim number 7 by claimant Elm Bank in the amount of $12,345.67"),
    ("Complaint by Ann Roe against Selene Finance LP, Discover Bank. (Poe, Al)",
     "Complaint against Selene Finance LP, Discover Bank"),
    # Names of places, offices and persons keep their capitals; prepositions before a company do not.
    ("Chapter 11 Involuntary Petition Against Oak Foods, Inc. Fee Amount $1738 Filed by Ann Roe. (Poe, Al)",
     "Chapter 11 involuntary petition against Oak Foods, Inc."),
    (("COMPLAINT against JOHN ROE, GREEN VALLEY FOODS, INC., STATE FARM MUTUAL filed by ANN POE. (Poe, Al)"),
     "Complaint against John Roe, Green Valley Foods, Inc., State Farm Mutual"),
    ("COMPLAINT against Commissioner of Social Security. Filing fee $ 402 paid, receipt number 123. (Poe, Al)",
     "Complaint against Commissioner of Social Security"),
    ("Notice of Claim of County of Oakdale and Department of Natural Resources (Poe, Al)",
     "Notice of claim of County of Oakdale and Department of Natural Resources"),
    ("Motion to Compel Deposition of Grace Wexler (Poe, Al)",
     "Motion to compel deposition of Grace Wexler"),
    ("Arrest of John Poe in District of Oregon. (abc)",
     "Arrest of John Poe in District of Oregon"),
    ("MOTION FOR ADMISSION PRO HAC VICE OF MARTIN \"MARTY\" VOSSLER. (Poe, Al)",
     "Motion for admission pro hac vice of Martin \"Marty\" Vossler"),
    ("Petition for Writ of Habeas Corpus ad Prosequendum (abc)",
     "Petition for writ of habeas corpus ad prosequendum"),
    # A number that is left out leaves no preposition behind.
    ("ORDER. The order at Docket Entry 141 was entered in error in this case and should be disregarded. (abc)",
     "The order was entered in error in this case and should be disregarded"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "headline"), HEADLINES)
def test_headlines_tell_the_matter(text: str, headline: str) -> None:
    assert read_filing(text).headline == headline


def test_a_filer_is_not_what_is_due() -> None:
    petition = (
        "Chapter 7 Voluntary Petition Fee Amount $335 Filed by Oak Foods Inc. Proof of Claim due 1/1/2020. (Poe, Al)"
    )
    assert read_filing(petition).filer_text == "Oak Foods Inc"
    relator = (
        "Certification Filed by Ann Roe on behalf of Commonwealth of Elm ex rel. Ken Voss, Attorney General (Poe, Al)"
    )
    assert read_filing(relator).filer_text == "Commonwealth of Elm"


def test_a_party_is_written_as_the_docket_writes_it() -> None:
    parties = [
        PartyName(1, "Grace Consulting Services, Inc.", "Defendant", "defendant"),
        PartyName(2, "HOPE YOUNG", "Plaintiff", "plaintiff"),
        PartyName(3, "All Plaintiffs", "Plaintiff", "plaintiff"),
    ]
    text = "MOTION FOR DEFAULT JUDGMENT AGAINST HOPE YOUNG. (Poe, Al)"
    assert read_filing(text, "", parties).headline == "Motion for default judgment against Hope Young"
    text = "Objection to Claims of All Plaintiffs and Grace Consulting Services, Inc. (Poe, Al)"
    headline = "Objection to claims of all plaintiffs and Grace Consulting Services, Inc."
    assert read_filing(text, "", parties).headline == headline
