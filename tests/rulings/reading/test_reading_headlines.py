"""Short headlines in sentence case."""

from pathlib import Path

import pytest

import rulings.reading.headlines
from rulings.reading.filers.names import PartyRoster
from rulings.reading.filing import read_filing
from rulings.reading.values import PartyName

PARTIES = PartyRoster(
    [
        PartyName(1, "Parler LLC", "Plaintiff", "plaintiff"),
        PartyName(2, "Amazon Web Services, Inc.", "Defendant", "defendant"),
    ]
)

HEADLINES = [
    ("MOTION to Compel Arbitration ., MOTION to Stay. Document filed by Elm.",
     "Motion to compel arbitration, motion to stay"),
    ("MOTION for Temporary Restraining Order by Plaintiff Parler LLC. (Attachments: # 1 Proposed Order) (Roe, Ann)",
     "Motion for temporary restraining order"),
    ("ORDER denying Plaintiff's 2 Motion for TRO/Preliminary Injunction. Signed by Judge B. Poe. (PM)",
     "Order denying plaintiff's motion for TRO/preliminary injunction"),
    ("NOTICE of Voluntary Dismissal by Plaintiff Parler LLC, without prejudice.", "Notice of voluntary dismissal"),
    ("MINUTE ENTRY for proceedings held before Judge B. Poe: Motion Hearing held on 1/14/2021 re 2 MOTION",
     "Minute entry: motion hearing"),
    # What was held is found after defendants, days and courts' own words for their minutes.
    ("Minute Entry for Initial Appearance as to Jane Q. Roe held on 3/3/2021.", "Minute entry: initial appearance"),
    (("Minute Entry for proceedings held before Judge B. Poe: Arraignment as to Jane Q. Roe (1) Count 1 held on "
      "3/3/2021."),
     "Minute entry: arraignment"),
    ("MINUTES OF Status Conference held before Judge A. Poe.", "Minute entry: status conference"),
    (("ELECTRONIC Clerk's Notes for proceedings held before Judge A. Poe: Hearing re 12 Motion to Dismiss held on "
      "3/3/2021"),
     "Minute entry: hearing on motion to dismiss"),
    ("PAPERLESS Minute Entry for proceedings held before Judge A. Poe:Status Conference held on 3/3/2021",
     "Minute entry: status conference"),
    ("CIVIL MINUTES - GENERAL Motion hearing held", "Minute entry: motion hearing"),
    ("MINUTE ENTRY re: status conference. Parties to file a joint letter by 3/10/2021",
     "Minute entry: status conference"),
    ("Minute Entry for proceedings held before Judge B. Poe. A status conference was held on October 30, 2023.",
     "Minute entry: status conference"),
    ("RESPONSE, by Defendant Amazon Web Services, Inc., to 2 MOTION for TRO", "Response to motion for TRO"),
    ("OPPOSITION of Defendant Amazon Web Services, Inc., to 2 MOTION for Preliminary Injunction.",
     "Opposition to motion for preliminary injunction"),
    ("REPLY of Plaintiff Parler LLC in support of 2 MOTION for Preliminary Injunction.",
     "Reply in support of motion for preliminary injunction"),
    ("MEMORANDUM in Support re 78 MOTION for Summary Judgment by Parler LLC.",
     "Memorandum in support of motion for summary judgment"),
    ("MOTION by Plaintiff Parler LLC for preliminary injunction (Roe, Ann)", "Motion for preliminary injunction"),
    ("ORDER pursuant to General Order 05-25 granting 9 Motion for Admission Pro Hac Vice.",
     "Order granting motion for admission pro hac vice"),
    ("Order Granting [2-1] Application to employ counsel by Parler LLC .",
     "Order granting application to employ counsel"),
    ("TEXT ORDER: A status conference is scheduled for February 13, 2024, at 2:00 p.m.",
     "Text order setting status conference"),
    ("ORDER REMANDING CASE to King County Superior Court.", "Order remanding case to King County Superior Court"),
    ("NOTICE OF INTERLOCUTORY APPEAL to the United States Court of Appeals for the Ninth Circuit by Parler LLC",
     "Notice of interlocutory appeal to the United States Court of Appeals for the Ninth Circuit"),
    ("CIVIL COVER SHEET filed. (Roe, Ann)", "Civil cover sheet"),
    # What a judge's sentence decides, where the heading is one word.
    ("ORDER: Plaintiff's request for an extension of time (ECF No. 22) is GRANTED nunc pro tunc.",
     "Order granting request for an extension of time"),
    ("ORDER that Defendant's Motion for Reconsideration (#44) is denied.", "Order denying motion for reconsideration"),
    ("MEMORANDUM AND ORDER. The motion for preliminary injunction is DENIED.",
     "Memorandum and order denying motion for preliminary injunction"),
    ("ORDER that the motion to strike 22 is DENIED; that the motion to seal 23 is GRANTED",
     "Order denying motion to strike; granting motion to seal"),
    ("ORDER: This case is hereby DISMISSED WITHOUT PREJUDICE for failure to prosecute.",
     "Order dismissing case without prejudice"),
    ("ORAL ORDER: Having reviewed the joint letter (D.I. 44), the request is DENIED.", "Oral order denying request"),
    ("ORDER. If the motion is denied, discovery ends.", "Order: if the motion is denied, discovery ends"),
    ("ORDER Any and all claims of any sort that were raised, by any and/or all parties, are dismissed with prejudice.",
     "Order dismissing all claims with prejudice"),
    ("ORDER Plaintiff's motion for leave to amend is granted.", "Order granting motion for leave to amend"),
    ("ORDER the parties to confer. If the motion is denied, discovery ends.", "Order the parties to confer"),
    ("ORDER: Plaintiff's motion (Dkt. 22) for more time to respond to the motion to dismiss (Dkt. 12) is GRANTED.",
     "Order: plaintiff's motion for more time to respond to the motion to dismiss is granted"),
    ("ORDER. The parties' request for an extension of the discovery deadlines, Dkt. No. 27, is denied.",
     "Order denying request for an extension of the discovery deadlines"),
    ("MANDATE of USCA as to 36 Notice of Appeal", "Mandate of USCA re notice of appeal"),
    # An order on a motion that also sets what comes next.
    (("ORDER: Counsel moved to adjourn the initial conference. The motion is granted. Initial Conference set for "
      "3/30/2021 at 03:00 PM before Judge A. Poe."), "Order granting motion to adjourn the initial conference"),
    ("ORDER granting 18 Letter Motion to Adjourn Conference. Initial Conference set for 4/1/2021 at 10:00 AM.",
     "Order granting letter motion to adjourn conference"),
    # New Jersey names the filers first.
    ("Parler LLC and Elm Labs, Inc.'s ANSWER to Complaint by All Defendants.(ROE, ANN)", "Answer to complaint"),
    # The Supreme Court's entries begin with the decision, and their numbers are those of other cases.
    (("Application (16A1191) and application (16A1190) are GRANTED IN PART. The petitions in 16-1436 and 16-1540 are "
      "GRANTED."),
     "Application granted in part"),
    ("Set/Reset Deadlines as to 2 MOTION for TRO. Responses due by 2/4/2022.",
     "Set/reset deadlines re motion for TRO: responses due by 2/4/2022"),
    ("MOTION for Barry R. Poe to Appear Pro Hac Vice . Document filed by Parler LLC.",
     "Motion for Barry R. Poe to appear pro hac vice"),
    ("DECLARATION of ROBERT JAMES POE in Support re: 20 MOTION to Stay",
     "Declaration of Robert James Poe in support of motion to stay"),
    ("Argued. For petitioner: Ann Roe, Washington, D. C.", "Argued"),
    ("RULING LETTER SENT to appoint Mr. Bo Poe for Ann Roe, under the Act.",
     "Ruling letter sent to appoint Mr. Bo Poe for Ann Roe, under the act"),
]  # fmt: skip


KEEPS_THE_MATTER = [
    # What an answer answers, a certificate serves, a hearing is about.
    ("REPLY filed by Elm Corp. re 12 MOTION to Stay (Roe, Ann)",
     "Reply to motion to stay"),
    (("Answer to (related document(s) 11 Motion for Relief From Stay filed by Movant Elm Bank) Filed by Ann "
      "Roe on behalf of Oak Inc."),
     "Answer to motion for relief from stay"),
    (("BNC Certificate of Mailing - PDF Document. (RE: related document(s) 13 Order on Application to Employ) "
      "Service Date 12/19/2009. (Admin.)"),
     "BNC certificate of mailing re order on application to employ"),
    (("Notice of Hearing Set (RE: 77 Motion to Borrow filed by Debtor Elm Corp.) Hearing to be held on "
      "12/1/2009 at 10:00 AM Room 1."),
     "Notice of hearing set on motion to borrow"),
    (("NOTICE OF HEARING ON MOTION: Motion Hearing set for 5/5/2022 at 10:00 AM before Judge Ann Poe re 22 "
      "MOTION to Remand."),
     "Notice of hearing on motion to remand"),
    ("Declaration (related document(s)[226]) Filed by Elm Inc.. (Roe, Ann)",
     "Declaration re No. 226"),
    # What is asked, behind the filer.
    (("MOTION of Appellee Elm Inc. to extend the time to 10/28/2022 to file brief. Service: 08/19/2022 by "
      "email. [22-1]"),
     "Motion of appellee Elm Inc. to extend the time to 10/28/2022 to file brief"),
    (("Motion filed by Debtor Elm, Inc. to Extend Extend Time For Filing Schedules with certificate of service "
      "(Roe, Ann)"),
     "Motion to extend time for filing schedules"),
    (("MOTION, for oral argument, for___relief, on behalf of Petitioner Elm Corp., FILED. Service date "
      "10/04/2023 by ACMS."),
     "Motion for oral argument, for relief"),
    ("Brief of respondents Ann Roe, et al. in opposition filed.",
     "Brief of respondents Ann Roe, et al. in opposition"),
    ("MEMORANDUM by Elm, Inc. in support of motion to stay[69] pending review (Roe, Ann)",
     "Memorandum in support of motion to stay pending review"),
    ("STATUS Report , Joint by Ann Roe (Elm, Bo)",
     "Status report, joint"),
    (("Letter to The Honorable Ann Poe from Bo Elm regarding health issue of Plaintiff and proposed Schedule. "
      "(Elm, Bo)"),
     "Letter regarding health issue of plaintiff and proposed schedule"),
    (("Adversary case 10-05021. 21 (Validity; Rule 7001(2)): Complaint by Ann Roe against Elm National Bank. "
      "Fee Amount $0.0 (21 (Validity))"),
     "Adversary complaint against Elm National Bank"),
    ("COMPLAINT against ELM LLC filed by Ann Roe. (bo)",
     "Complaint against ELM LLC"),
    (("Receipt Of Filing Fee For Voluntary Petition (Chapter 11)(10-01083-8) [misc,volp11] (1039.00), Receipt "
      "Number 4957."),
     "Receipt of filing fee for voluntary petition (Chapter 11)"),
    # What an order orders.
    ("Order filed [999123456] extending time to file appellant's opening brief to 05/03/2021. [21-1234] (ABC)",
     "Order extending time to file appellant's opening brief to 05/03/2021"),
    ("STIPULATION and [Proposed] Order to Exclude Time under the Speedy Trial Act by USA as to Jay Roe (Elm, Bo)",
     "Stipulation and proposed order to exclude time under the Speedy Trial Act"),
    (("ORDER granting 45 Motion to Dismiss; denying as moot 47 Motion for Leave to File; denying 50 Motion for "
      "Sanctions. Signed by Judge Ann Poe."),
     "Order granting motion to dismiss; denying as moot motion for leave to file; denying motion for sanctions"),
    ("MINUTE ORDER granting 64 Sealed Motion for Leave to File; granting 76 Sealed Motion for Leave to File.",
     "Minute order granting sealed motion for leave to file (2 motions)"),
    (("ORDER: Pursuant to the parties' stipulation, D.E. 31, it is ORDERED that the deadline to answer is "
      "extended to April 4, 2022."),
     "Order: the deadline to answer is extended to April 4, 2022"),
    ("ORDER signed by Magistrate Judge Bo Elm on 3/3/22 GRANTING 12 Motion to Proceed IFP. (Poe, B)",
     "Order granting motion to proceed IFP"),
    (("ORDER by Judge Ann Poe: granting 19 Application to Appear Pro Hac Vice by Bo Elm on behalf of "
      "Defendant. (lt)"),
     "Order granting application to appear pro hac vice"),
    ("ORAL ORDER: IT IS HEREBY ORDERED that Plaintiff's request to compel production is GRANTED-IN-PART.",
     "Oral order granting in part request to compel production"),
    ("ORDER on Motion for Default Judgment. The motion (Dkt. 14) is DENIED without prejudice.",
     "Order denying motion for default judgment without prejudice"),
    (("MEMO ENDORSEMENT on re: 45 Letter filed by Elm Corp. ENDORSEMENT: The request for an adjournment to May "
      "5 is granted. SO ORDERED."),
     "Memo endorsement on letter: the request for an adjournment to May 5 is granted"),
    ("ORDER re Final Pretrial Conference set for 10/8/2008 at 04:00 PM in Courtroom 603 before Judge Ann Poe.",
     "Order re final pretrial conference"),
    ("PER CURIAM OPINION filed (Before: POE, ROE and ELM, Circuit Judges). AFFIRMED.",
     "Per curiam opinion: affirmed"),
    ("Order Regarding (related document(s): 1255 Motion to Dissolve Committee filed by Ann Roe)",
     "Order re motion to dissolve committee"),
    (("Minute Entry RE: Hearing Held (BK) (RE: related document(s)[49] Motion to Approve Plan) Motion Granted, "
      "Order to be Submitted."),
     "Minute entry: hearing on motion to approve plan; motion granted"),
    ("MINUTE ENTRY before the Honorable Bo Elm: Defendant's motion to dismiss [23] is denied. Mailed notice.",
     "Minute entry: defendant's motion to dismiss is denied"),
    ("Hearing Continued on Confirmation. Hearing scheduled 03/14/2024 at 10:00 AM at Zoom.",
     "Hearing continued on confirmation"),
    ("FILING ERROR - DEFICIENT DOCKET ENTRY - MOTION for Leave to File. Document filed by Elm Corp.",
     "Deficient filing: motion for leave to file"),
]  # fmt: skip

SAYS_ALL = [
    ("ORDER GRANTING DEFENDANTS' MOTION TO DISMISS; ORDER DENYING MOTION TO STRIKE. Signed by Judge Ann Poe.",
     "Order granting defendants' motion to dismiss; denying motion to strike"),
    ("OPINION and ORDER: Defendant's motion for summary judgment is GRANTED as to Counts I, V and DENIED as to IV",
     "Opinion and order granting in part motion for summary judgment"),
    ("ORDER: Upon consideration of the 41 Consent Motion for Extension of Time, the motion is GRANTED.",
     "Order granting consent motion for extension of time"),
    (("MINUTES: Plaintiff having complied with the order re filing of proof of service, the court vacates the hearing "
      "set on 5/10/06. (bp, )"), "Minute entry: the court vacates the hearing set on 5/10/06"),
    # A name is kept whole or left out whole.
    ("Summons Issued as to Crest Motors, Inc., Northern Trucking Co. (am)",
     "Summons issued as to Crest Motors, Inc., Northern Trucking Co."),
    ("NOTICE by Sunrise Holdings, Inc. of Withdrawal of Motion to Compel (Roe, Ann)",
     "Notice of withdrawal of motion to compel"),
    ("ORDER REFERRING CASE to Magistrate Judge Ann Poe for all pretrial proceedings.",
     "Order referring case to Magistrate Judge Ann Poe for all pretrial proceedings"),
    # None of several rulings is dropped, and none is told of as the subject of the hearing.
    (("Minute Entry for proceedings held before Judge A. Poe: Pretrial Conference held on 9/9/2022; granting 70 Motion "
      "in Limine; denying 71 Motion to Bifurcate. (Reporter Bo Elm)"),
     "Minute entry: pretrial conference; granting motion in limine; denying motion to bifurcate"),
    # A clerk's heading says less than the sentence after it.
    ("Set/Reset Hearings: Telephone Conference set for 6/6/2022 at 10:00 AM. (kk)",
     "Telephone conference set for 6/6/2022 at 10:00 AM"),
    # Abbreviations of clerks are spelled out.
    ("ORDER granting 12 Mtn for Leave to Amend/Correct 1 Complaint. Signed by Judge Ann Poe.",
     "Order granting motion for leave to amend or correct complaint"),
    # Who signed an order tells nothing, by when something is to be done does.
    ("ORDER. SO ORDERED. Signed by Judge Ann Poe.", "Order"),
    ("STIPULATION - SO ORDERED", "Stipulation: so ordered"),
    (("TEXT ORDER: By March 14, 2024, the parties shall file a joint letter. So Ordered by Magistrate Judge Ann Poe "
      "on 3/12/2024."),
     "Text order: by March 14, 2024, the parties shall file a joint letter"),
    # Words that follow themselves are said once.
    ("MOTION to Extend Time to Extend Time for Service of Process by Elm Corp.",
     "Motion to extend time for service of process"),
]  # fmt: skip

SENTENCE_CASE = [
    ("Motion to Convert Case to Chapter 7",
     "Motion to convert case to Chapter 7"),
    ("REQUEST for SUMMONS for OAK BELL TELEPHONE COMPANY. (Roe, Ann)",
     "Request for summons for Oak Bell Telephone Company"),
    ("Report of Unclaimed Funds Administrative Claim Filed by Ann Roe.",
     "Report of unclaimed funds administrative claim"),
    ("Notice of Transfer of Claim to Riverside Claims LLC without Waiver.",
     "Notice of transfer of claim to Riverside Claims LLC without waiver"),
    ("ORDER under the Criminal Justice Act",
     "Order under the Criminal Justice Act"),
    ("Joint STATUS REPORT <i></i> by USA as to JAY ROE (Elm, Bo)",
     "Joint status report"),
    # Names stay names: of a program, of a party after which a hearing is called.
    ("NOTICE of Filing of Medicare and Medicaid Records by Elm Corp.",
     "Notice of filing of Medicare and Medicaid records"),
    ("MOTION for Daubert Hearing by Elm Corp.", "Motion for Daubert hearing"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "headline"), [*KEEPS_THE_MATTER, *SAYS_ALL, *SENTENCE_CASE])
def test_headlines_keep_the_matter(text: str, headline: str) -> None:
    assert read_filing(text).headline == headline


@pytest.mark.parametrize("text", [text for text, _ in KEEPS_THE_MATTER])
def test_a_headline_shows_no_mark_of_ours(text: str) -> None:
    assert not set(read_filing(text).headline) & set("\ue000\ue001\ue002")


def test_rules_compare_filings_by_their_short_title() -> None:
    reading = read_filing("REPLY filed by Elm Corp. re 12 MOTION to Stay (Roe, Ann)")
    assert reading.title == "Reply to motion to stay"
    assert read_filing("", "Order on Motion to Dismiss").title == "Order on motion to dismiss"


@pytest.mark.parametrize(("text", "headline"), HEADLINES)
def test_headlines(text: str, headline: str) -> None:
    assert read_filing(text, "", PARTIES).headline == headline


def test_a_long_headline_is_cut_at_a_word() -> None:
    text = (
        "MOTION for Leave to Exceed the Page Limit of the Memorandum in Support of the Renewed Motion for Partial"
        " Summary Judgment on Damages"
    )
    whole = read_filing(text).headline
    assert whole.endswith("renewed motion for partial summary judgment on damages")
    headline = read_filing(f"{text} and on Liability for Interest").headline
    assert len(headline) <= 120
    assert headline.startswith("Motion for leave to exceed the page limit of the memorandum in support of the renewed")
    assert headline.endswith("renewed motion…")


def test_a_long_headline_ends_before_a_name_and_before_its_grounds() -> None:
    asked = "MOTION for Leave to Serve a Subpoena on the Former Officers and Directors and to Take Depositions of "
    assert read_filing(f"{asked}Quill Bank of Elm Springs and Oak Bank of Roe County in Texas").headline.endswith(
        " take depositions\u2026"
    )
    grounds = "MOTION to Compel the Production of Documents and the Attendance of Witnesses pursuant to "
    headline = read_filing(
        f"{grounds}Rules 26, 34 and 37 of the Federal Rules of Civil Procedure and the local rules"
    ).headline
    assert headline.endswith("attendance of witnesses")


def test_an_event_type_is_a_headline() -> None:
    assert read_filing("", "Order on Motion to Dismiss").headline == "Order on motion to dismiss"


def test_a_word_stands_once_in_the_lists_of_words() -> None:
    folder = Path(rulings.reading.headlines.__file__).parent
    legal, english = ((folder / f"{name}_words.txt").read_text().split() for name in ("legal", "english"))
    assert legal == sorted(set(legal))
    assert english == sorted(set(english))
    assert not set(legal) & set(english)
