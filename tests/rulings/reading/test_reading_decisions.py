"""What an order decides, on which motions."""

import pytest

from rulings.reading.filing import read_filing
from rulings.vocabulary.outcomes import Outcome

G, D, P = Outcome.GRANTED, Outcome.DENIED, Outcome.IN_PART

DECIDED = [
    ("ORDER denying Plaintiff's 2 Motion for TRO/Preliminary Injunction. Signed by Judge B. Poe.", {"2": D}, D),
    (("ORDER granting 20 Motion to Remand; denying 33 Motion to Amend; denying 35 Motion for Sanctions; granting 39, "
      "44, 59, 64 Motions to Seal"),
     {"20": G, "33": D, "35": D, "39": G, "44": G, "59": G, "64": G}, P),
    ("ORDER granting in part and denying in part 12 Motion to Dismiss and 15 Motion to Strike", {"12": P, "15": P}, P),
    (("MINUTE ORDER granting 164 Sealed Motion for Leave; granting 176 Sealed Motion for Leave; and granting 178 "
      "Sealed Motion for Leave."),
     {"164": G, "176": G, "178": G}, G),
    # Who asks to take a motion back is granted it, and the motion is withdrawn.
    ("Endorsed Order regarding 77 Motion of Elm to Withdraw the 57 Motion to Dismiss Case. GRANTED.",
     {"77": G, "57": Outcome.WITHDRAWN}, G),
    (("TEXT MINUTE ENTRY for sentencing as to Bo Poe. Objection to the report is overruled. Defendant's Motion for "
      "Variance is granted 116 ."), {"116": G}, G),
    # New York's panel on multidistrict litigation.
    ("ORDER DENYING TRANSFER -- (re: pldg. 3 ) Roe, ALN 1:10-9 & Poe, GAM 4:10-15 - Notified involved counsel",
     {"3": D}, D),
    # Southern California's bankruptcy court: a calendar in one entry, each with its award, or one word for all.
    (("Hearing Held Re: [47-1] Application For allowance of fees by Elm & Oak. [Applicant Elm Fees allowed $4,000.50 "
      "Costs $18.42. [46-1] Application For allowance of Compensation by Ann Roe, CPA. Applicant Roe: Fees Allowed "
      "$3099. Poe"),
     {"47": G, "46": G}, G),
    (("Hearing Held Re: [59-1] Application For Allowance Of Fees By Special Litigation Accountants, Elm & Oak, [58-1] "
      "Application For Allowance Of Compensation And Reimbursement Of Expenses As Accountant For Ann Roe, By Bo Poe, a "
      "certified public accountant of this city and county - - Granted As Prayed For. Prior Award Confirmed."),
     {"59": G, "58": G}, G),
    ("ORDER denying as moot 7 Motion for Hearing", {"7": Outcome.MOOT}, Outcome.MOOT),
    ("ORDER denying without prejudice 27 Letter Motion for Extension of Time. The Court will hold a conference",
     {"27": D}, D),
    ("ORDER denying 40 Motion for Summary Judgment; granting 40 Motion to Preclude.", {"40": P}, P),
    ("ORDER granting 30 and 31 . The Court will hold a teleconference regarding Dkt. No. 45.", {"30": G, "31": G}, G),
    ("LETTER ORDER granting 115 Defendants request that portions remain under seal.", {"115": G}, G),
    ("Order Granting Application For Compensation (Related Doc # 94 ) for Ann Roe", {"94": G}, G),
    ("Order Granting [2-1] Application for order compelling attendance by Elm .", {"2": G}, G),
    ("MEMO ENDORSEMENT: on granting 33 Motion for Ann Roe to Appear Pro Hac Vice.", {"33": G}, G),
    ("MEMO ENDORSEMENT: on 18 MOTION FOR ADMISSION PRO HAC VICE. ENDORSEMENT: Granted. SO ORDERED.", {"18": G}, G),
    ("TEXT ORDER: Plaintiffs' request for a conference (ECF No. 59 ) is DENIED. See ECF No. 38 .", {"59": D}, D),
    ("ORDER. For the reasons stated on the record, the parties' request, Dkt. No. 27, is denied.", {"27": D}, D),
    ("Filed order (A POE and B POE) The consent motion to issue the mandate, Dkt. No. [316], is GRANTED.",
     {"316": G}, G),
    ("Minute Entry. Motion Denied. Amended Plan due. (RE: related document(s) 37 Motion to Dismiss Case filed by Elm)",
     {"37": D}, D),
    ("Hearing Held Final Application For Compensation (Related Document 175 ) - - Granted; Order To Be Prepared",
     {"175": G}, G),
    ("Order Sustaining Objection to Claim (Related Doc # 77 )", {"77": G}, G),
    ("ORDER. The motion (Dkt. 12) is GRANTED, IN PART.", {"12": P}, P),
    ("ORDER striking 14 Notice", {"14": Outcome.STRICKEN}, Outcome.STRICKEN),
    # A motion is granted and the case ends with it: Southern New York's form of an opinion.
    (("OPINION & ORDER re: 33 MOTION to Dismiss . filed by Oak Bank. For the foregoing reasons, Defendant's motion is "
      "GRANTED and the Complaint is dismissed with prejudice."), {"33": G}, G),
    ("ORDER: the Court ADOPTS 40 Report and Recommendation, GRANTS 12 Motion to Dismiss and DISMISSES the complaint.",
     {"12": G}, G),
    ("ORDER: Defendants' motions to dismiss (Dkts. 22, 25) are DENIED.", {"22": D, "25": D}, D),
    ("ORDER that Defendant's Motion for Reconsideration (#44) is denied.", {"44": D}, D),
    ("ORDERED that Plaintiff's Motion to Compel (Doc. #44) is GRANTED IN PART.", {"44": P}, P),
    ("Minute Entry: Final Pretrial Conference held. Motions in limine 80 and 81 are granted.", {"80": G, "81": G}, G),
    ("Courtroom Minutes: Motion 22 GRANTED.", {"22": G}, G),
    ("MOTION GRANTED re 12 MOTION for Extension of Time. Signed by Judge A. Poe", {"12": G}, G),
    ("Motion Granted - Order to be submitted by: Ann Poe (RE: related document(s)22)", {"22": G}, G),
    ("Joint Stipulation 44 is GRANTED.", {"44": G}, G),
    # What is granted is time to answer the other motion.
    ("ORDER: Plaintiff's motion (Dkt. 22) for more time to respond to the motion to dismiss (Dkt. 12) is GRANTED.",
     {"22": G}, G),
    ("ORDER granting extension of time re 12 Motion for Extension of Time to Answer", {"12": G}, G),
    ("ORDER granting Stipulation re 50 STIPULATION to Continue hearing", {"50": G}, G),
    # Papers that the court signs as put before it: Delaware and others.
    ("SO ORDERED, re 8 STIPULATION TO EXTEND TIME to answer filed by Oak Bank.", {"8": G}, G),
    # Bankruptcy courts name the request after the order that grants it.
    ("Order Authorizing the Employment of Ann Poe (Related Doc 22)", {"22": G}, G),
    # The Fifth Circuit's judges; the Second Circuit stamps the order's own number at its end.
    ("JUDGE ORDER: granting Motion to stay proceedings filed by Oak Bank [12].", {"12": G}, G),
    ("MOTION ORDER, granting motion to extend time [22] filed by Elm, by CL, FILED. [1234567][30] [21-1001]",
     {"22": G}, G),
    ("ORDER. The Court GRANTS the 12 Motion to Amend and DENIES the 14 Motion to Strike.", {"12": G, "14": D}, P),
    (("ORDER - This matter is before the court on Elm Corp.'s unopposed motion (Docket no. 6 ), and Oak Bank's consent "
      "motion (Docket no. 8 ). Upon consideration, it is ORDERED that defendants' motions are granted in part."),
     {"6": P, "8": P}, P),
    ("ORDER. The motion (Dkt. No. 6) is before the Court. It was filed late. The motion is denied.", {"6": D}, D),
    ("ORDER denying 12 Motion to Strike as moot.", {"12": Outcome.MOOT}, Outcome.MOOT),
    ("ORDER sustaining in part and overruling in part 21 Objection", {"21": P}, P),
    ("ORDER. IT IS ORDERED that Plaintiff's Motion [12] be DENIED.", {"12": D}, D),
    ("ORDER. The motion (ECF No. 12) is accordingly, DENIED.", {"12": D}, D),
    ("ORDER. The Court hereby DENIES Plaintiff's 12 motion.", {"12": D}, D),
    # New York: the judge's note on a letter, and the instruction to the clerk after the motion was granted.
    ("MEMO ENDORSEMENT on re: 12 LETTER MOTION for Extension. ENDORSEMENT: SO ORDERED. (Signed by Judge B. Poe)",
     {"12": G}, G),
    (("ORDER: Counsel moved to adjourn. The motion is granted. The Clerk is directed to terminate the motion at Dkt. "
      "No. 18."),
     {"18": G}, G),
    ("OPINION AND ORDER re: 12 MOTION to Dismiss. For the foregoing reasons, Defendants' motion is GRANTED.",
     {"12": G}, G),
    # Illinois writes the number after the title.
    ("MINUTE entry before Judge B. Poe: Motion to dismiss 12 is granted. Motion to strike 13 is denied as moot.",
     {"12": G, "13": Outcome.MOOT}, G),
    ("Minute Entry: Motion Hearing held re [12] MOTION to Suppress - DENIED; [13] MOTION in Limine - GRANTED.",
     {"12": D, "13": G}, P),
    ("Judge B. M. Poe: ELECTRONIC ORDER entered granting 12 Motion to Continue", {"12": G}, G),
    # Bankruptcy courts.
    (("Hearing Held Re: [98-1] Application For interim allowance of fees by Elm . Fees awarded at $78,326.50, Order by "
      "Poe"),
     {"98": G}, G),
    ("Minute Entry. Matter Settled. (RE: related document(s) 75 Objection to Claim filed by Elm)",
     {"75": Outcome.SETTLED}, Outcome.SETTLED),
]  # fmt: skip

OF_WHOLE = [
    ("OPINION filed: AFFIRMED in part, REVERSED in part.", None),
    ("FILED OPINION (A. POE, B. COE) AFFIRMED IN PART; REVERSED IN PART; REMANDED. Judge: AP Authoring.", None),
    ("UNPUBLISHED OPINION FILED. [21-10001 Affirmed ] Judge: ABC , Judge: DEF", Outcome.AFFIRMED),
    ("ORDER transferring case to Southern District of New York.", Outcome.TRANSFERRED),
    # Time or a hearing on a motion is granted, and not the motion, though the clerk links the motion.
    ("ORDER granting Stipulation to continue hearing on 12 Motion to Dismiss.", G),
    ("ORDER granting Motion for Extension of Time to File Response/Reply as to 12 Motion to Dismiss", G),
    (
        (
            "Order [granted by court clk ] w/Stipulation by Ann Poe to Continue hearing date on [90-1] Motion For"
            " Protective Order"
        ),
        G,
    ),
    ("ORDER denying request to continue the hearing on 12 MOTION to Compel", D),
    ("ORDER: The motion for reconsideration is granted and the action is remanded to state court.", G),
    (
        "JUDGMENT by Judge A. Poe, that plaintiff take nothing; that the action be dismissed with prejudice.",
        Outcome.DISMISSED_WITH_PREJUDICE,
    ),
    ("ORDER affirming all orders contained within the settlement conference order of 12/14/07.", None),
    ("OPINION filed: the judgment is affirmed as to count 1. The order is reversed as to count 2.", None),
    ("Petition for rehearing en banc DENIED.", Outcome.DENIED),
    ("Adjudged to be AFFIRMED. Poe, J., delivered the opinion.", Outcome.AFFIRMED),
    ("Application (17A1) denied by Justice Poe.", Outcome.DENIED),
    ("Motion to extend the time to file the briefs on the merits granted.", Outcome.GRANTED),
    ("The petition for a writ of certiorari is denied.", Outcome.DENIED),
    ("FILED MEMORANDUM (ANN POE, BO POE) AFFIRMED.", Outcome.AFFIRMED),
    ("PER CURIAM OPINION filed: we reverse the judgment of the district court.", Outcome.REVERSED),
    ("ORDER TO REMAND CASE to state court", Outcome.REMANDED),
    ("ORDER TRANSFERRING CASE to the Northern District of California.", Outcome.TRANSFERRED),
    ("ORDER: Case is transferred to the calendar of Judge Roe.", None),
    ("Stipulation w/ Order Granted, to avoid security interest", Outcome.GRANTED),
    ("ORDER REMANDING CASE to Elm County Superior Court.", Outcome.REMANDED),
    ("ORDER DENYING TRANSFER -- Notified involved counsel", D),
    ("LETTER ORDER denying Plaintiffs' request to compel the production of samples.", D),
    ("ORDER DISMISSING CASE without prejudice. Signed by Judge B. Poe.", Outcome.DISMISSED_WITHOUT_PREJUDICE),
    ("ORDER of Dismissal with prejudice", Outcome.DISMISSED_WITH_PREJUDICE),
    ("ORDER: On February 17, 2021, counsel moved to adjourn the conference. The motion is granted.", G),
    ("Petition GRANTED.", G),
    (
        (
            "Application (16A1191) and application (16A1190) are GRANTED IN PART. The petitions in 16-1436 and 16-1540"
            " are GRANTED."
        ),
        Outcome.IN_PART,
    ),
    ("Motion for stay is GRANTED and petition is DENIED. The appeal is dismissed.", None),
    ("Rehearing DENIED.", D),
    ("Judgment REVERSED and case REMANDED. Poe, J., delivered the opinion of the Court.", Outcome.REVERSED),
    ("OPINION filed: AFFIRMED. Roe and Poe, Circuit Judges.", Outcome.AFFIRMED),
    (
        (
            "Order filed: the court's opinion filed June 12, 2017, is vacated and the appeal is dismissed as moot. The"
            " case is remanded to the district court."
        ),
        Outcome.VACATED,
    ),
    ("MINUTES: The court DENIES the lodged stipulation without prejudice to refile a second one.", D),
    ("Memo-Endorsement on letter from Ann Roe. The time to file the motion will be extended until 9/11/03.", G),
    ("Disposition of Adversary [96-90893] Dismissing [1-1] Complaint NOS 454", Outcome.DISMISSED),
    ("ORDER. The parties shall report whether the motion is granted. If the motion is denied, discovery ends.", None),
    (
        (
            "ORDER. Defendants may move for a more definite statement and the motion will be granted where it is not"
            " answered."
        ),
        None,
    ),
    ("Order Granted; re claims # 5, 28 and 43. signed on 8/3/2000.", G),
    ("ORDER. Requests to extend are due Friday. The time to answer is extended only if the motion is filed.", None),
    ("SCHEDULING ORDER: Discovery due by 1/11/2008.", None),
    ("ORDER. The motion to seal is granted. The motion to stay is denied.", None),
    # The Second Circuit's mandate on a stipulation that withdraws the appeal.
    (
        (
            "MANDATE of USCA as to 56 Notice of Appeal. The parties have filed a stipulation withdrawing this appeal "
            'pursuant to FRAP 42. The stipulation is hereby "So Ordered".. Ann Poe, Clerk USCA for the Second Circuit.'
        ),
        Outcome.WITHDRAWN,
    ),
    ("MANDATE of USCA as to 56 Notice of Appeal. The parties may file a stipulation withdrawing this appeal.", None),
    # An amended order names the order that it replaces.
    ("Amended Order Confirming Plan (RE: related document(s) 84 Order Confirming Chapter 11 Plan).", None),
]

NOTHING = [
    "Order Establishing Deadlines (RE: related document(s) 1 Voluntary Petition (Chapter 11) filed by Debtor Elm LLC).",
    (
        "REPORT AND RECOMMENDATIONS re: 20 MOTION for Preliminary Injunction. This Court recommends that the motion be"
        " DENIED."
    ),
    "MOTION for Order granting 5 Motion by Elm",
    "Proposed Order granting 5 Motion. Filed by Elm",
    "RESPONSE in Opposition re 26 MOTION to Strike filed by Elm; the earlier motion is denied",
    "ORDER re 2 MOTION for Temporary Restraining Order: Plaintiff shall serve all papers by 5:00 p.m.",
    # The hearing is vacated, not the motion; and "be denied" is only a request.
    "ORDER: The hearing on the 12 Motion to Dismiss set for 3/4/2021 is VACATED.",
    "ORDER vacating hearing on 12 Motion to Dismiss.",
    "ORDER re 40 Letter. The deadline for dispositive motions is hereby stayed.",
    # A further verb counts only in a sentence of the court's.
    "ORDER re 12 Response: Plaintiff concedes, and grants 12 Motion no weight.",
    "ORDER re 12 Response: Defendants ask that the motion be denied.",
]


@pytest.mark.parametrize(("text", "decides", "outcome"), DECIDED)
def test_each_motion_has_its_outcome(text: str, decides: dict[str, Outcome], outcome: Outcome) -> None:
    reading = read_filing(text)
    assert {decided.number: decided.outcome for decided in reading.decides} == decides
    assert reading.outcome is outcome


@pytest.mark.parametrize(("text", "outcome"), OF_WHOLE)
def test_an_order_that_names_no_entry_has_an_outcome_where_it_is_clear(text: str, outcome: Outcome | None) -> None:
    reading = read_filing(text)
    assert reading.decides == ()
    assert reading.outcome is outcome


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_speaks_of_a_decision_decides_nothing(text: str) -> None:
    reading = read_filing(text)
    assert (reading.decides, reading.outcome) == ((), None)


def test_a_feeds_event_type_may_tell_the_outcome() -> None:
    assert read_filing("", "Order Vacating Dismissal Order").outcome is Outcome.VACATED
    assert read_filing("", "Order on Motion to Dismiss").outcome is None
