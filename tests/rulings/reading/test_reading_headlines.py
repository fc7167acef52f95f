"""Short headlines in sentence case."""

import pytest

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
    ("Set/Reset Deadlines as to 2 MOTION for TRO. Responses due by 2/4/2022.", "Set/reset deadlines re motion for TRO"),
    ("MOTION for Barry R. Poe to Appear Pro Hac Vice . Document filed by Parler LLC.",
     "Motion for Barry R. Poe to appear pro hac vice"),
    ("DECLARATION of ROBERT JAMES POE in Support re: 20 MOTION to Stay",
     "Declaration of Robert James Poe in support of motion to stay"),
    ("Argued. For petitioner: Ann Roe, Washington, D. C.", "Argued"),
    ("RULING LETTER SENT to appoint Mr. Bo Poe for Ann Roe, under the Act.",
     "Ruling letter sent to appoint Mr. Bo Poe for Ann Roe, under the act"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "headline"), HEADLINES)
def test_headlines(text: str, headline: str) -> None:
    assert read_filing(text, "", PARTIES).headline == headline


def test_a_long_headline_is_cut_at_a_word() -> None:
    text = (
        "MOTION for Leave to Exceed the Page Limit of the Memorandum in Support of the Renewed Motion for Partial"
        " Summary Judgment on Damages"
    )
    headline = read_filing(text).headline
    assert len(headline) <= 120
    assert headline.startswith("Motion for leave to exceed the page limit of the memorandum in support of the renewed")
    assert headline.endswith("summary…")


def test_an_event_type_is_a_headline() -> None:
    assert read_filing("", "Order on Motion to Dismiss").headline == "Order on motion to dismiss"
