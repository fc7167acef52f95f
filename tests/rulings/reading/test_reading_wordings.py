"""How courts everywhere word references, rulings and minutes: the forms of CM/ECF's events, with invented people."""

import pytest

from rulings.reading.filing import read_filing
from rulings.vocabulary.kinds import Kind
from rulings.vocabulary.outcomes import Outcome

NUMBERS = [
    ("Order Granting Motion for Relief from Stay (Related to Doc #:22). Signed on 1/2/2011", "22"),
    ("Order (re:1 Complaint) setting trial.", "1"),
    ("Brief/memorandum in support (re:13 Motion to stay) filed by Ann Roe.", "13"),
    ("Order Granting in part, Denying in part (re:13 Motion to stay).", "13"),
    ("Hearing Held, granted, order due (related document(s), 4 4 ).", "4"),
    ("Hearing Held; Granted (until 5/4/21). (related document(s), 43 ).", "43"),
    ("Hearing Held; Settled. in re: #54. (Poe, C)", "54"),
    ("ORDER granting #12 Motion to Compel. Signed by Judge Ann Roe.", "12"),
    ("ORDER re: #12 Motion to Compel is GRANTED.", "12"),
    ("Order Re: # 12. The motion is denied.", "12"),
    ("TEXT ORDER granting Motion 12 for extension of time.", "12"),
    ("ORDER: Granting Motion for Extension of Time #12.", "12"),
    ("Order Authorizing Use of Vehicles Pursuant to 363 and Providing Adequate Protection.", ""),
    ("Support brief (Doc 12-1)", "12"),
    ("MOTION to Compel (refers to 12)", "12"),
    ("RESPONSE to ECF Nos. 12-14 by Elm", "12,13,14"),
    ("REPLY (Dkt.12) by Elm", "12"),
    ("REPLY in support of DN 12 by Elm", "12"),
    ("Response Re: Item # 12 Filed by Elm", "12"),
    ("Withdrawal of Motion for Relief (Re: #12) filed by Elm", "12"),
    ("Order Granting Motion to Sell (Re: # 508) . (Poe, A)", "508"),
    ("Response to (12 Motion for Relief from Stay filed by Creditor Elm Bank) Filed by Debtor John Poe", "12"),
    ((
      "Notice of Hearing (Re: [12] Motion to Approve Compromise with Elm Corp re 123 Elm Street filed by "
      "Trustee Ann Roe, [14] Objection filed by Creditor Oak Bank, [15] Reply filed by Trustee). Hearing "
      "scheduled for 2/3/2020"
      ), "12,14,15"),
    ((
      "Notice of Hearing (related document(s)12 Motion for Relief from Stay re: 123 Elm Street . Fee Amount "
      "$176 filed by Elm Bank, 14 Response filed by Debtor)"
      ), "12,14"),
    ("AFFIDAVIT in Support of 12 Assented to MOTION to Dismiss by Elm Corp", "12"),
    ("Certificate of Service for 12 Chapter 13 Plan", "12"),
    ("ORDER granting Motion 12 for extension of time.", "12"),
    ("ORDER granting Motion for extension #12.", "12"),
    ("ORDER: Granting Motion for Extension of Time #12. Receipt # 44556", "12"),
    ("RESPONSE to Motion #12 filed by Elm", "12"),
    ("Affidavit of Service re: Docket Nos. 12-15, 18 Filed by Elm", "12,13,14,15,18"),
    ("Order Granting Motion To Extend Time (Related Doc 12) Signed on 2/3/2010. Related to 14", "12,14"),
    ("ORDER granting (12) Motion to Dismiss; denying (14) Motion to Strike in case 1:20-cv-00123", "12,14"),
    ("RESPONSE to (12) MOTION to Dismiss filed by Elm", "12"),
    ("ORDER granting [ 12 ] Motion to Dismiss", "12"),
    ("Order Granting Motion for Relief (Related Doc (12))", "12"),
    ("NOTICE re (12) Order on Motion", "12"),
    ("ORDER re (12 in 1:20-cv-00123) MOTION to Dismiss", "12"),
    ("Order granting motion (#12, #14).", "12,14"),
    ("Order re motions [#12], [#14].", "12,14"),
    ("Order granting Motions [12, 14, 16]", "12,14,16"),
    ("Order Granting (Document Number: 12).", "12"),
    ("Order Granting Motion (Doc. No.12).", "12"),
    ("RESPONSE to 12 by Elm", "12"),
    ("MEMORANDUM in Support of 12", "12"),
    ("Hearing Held on 2/3/2010 re:12 Motion. Ruling: GRANTED", "12"),
    ("Order Extending the Automatic Stay (Re: # 12)", "12"),
    ("Order Extending Time to File Schedules (Re: # 12)", "12"),
    ("Order Setting Hearing (Re: # 12)", "12"),
    ("Order Directing Payment (Re: # 12)", "12"),
    ("Order to Employ (Re: # 12)", "12"),
    ("Order Authorizing Employment of Elm (Re: # 12)", "12"),
    ("Order Reinstating Case (Re: # 12)", "12"),
    ("MINUTE ENTRY: The Court granted the 12 motion for continuance and denied the 14 motion to sever.", "12,14"),
]  # fmt: skip

OF_ENTRIES = [
    ((
      "Minute Entry for proceedings: Motion Hearing held re 12 MOTION to Dismiss filed by Elm Corp., 14 "
      "MOTION for Sanctions filed by Oak. Court GRANTS motion to dismiss and DENIES motion for sanctions."
      ), {"12": Outcome.GRANTED, "14": Outcome.DENIED}),
    ("Order Granting Motion for Relief from Stay (Related to Doc #:22). Signed on 1/2/2011", {"22": Outcome.GRANTED}),
    ("Order Granting in part, Denying in part (re:13 Motion to stay).", {"13": Outcome.IN_PART}),
    ("Hearing Held, granted, order due (related document(s), 4 4 ).", {"4": Outcome.GRANTED}),
    ("Hearing Held; Granted (until 5/4/21). (related document(s), 43 ).", {"43": Outcome.GRANTED}),
    ("Hearing Held; Settled. in re: #54. (Poe, C)", {"54": Outcome.SETTLED}),
    ("ORDER granting #12 Motion to Compel. Signed by Judge Ann Roe.", {"12": Outcome.GRANTED}),
    ("ORDER re: #12 Motion to Compel is GRANTED.", {"12": Outcome.GRANTED}),
    ((
      "ORDER: Pending before the Court is Defendant's Motion to Seal (Dkt. #44). The Court, having "
      "considered the motion, finds that it should be and hereby is GRANTED."
      ), {"44": Outcome.GRANTED}),
    ((
      "Hearing Held GRANTED. Roe to submit order (RE: related document(s) 46 Motion to Sell Filed by Ann "
      "Roe on behalf of Bo Poe)"
      ), {"46": Outcome.GRANTED}),
    ((
      "Minutes; Disposition: GRANTED Order by: Ann Roe (RE: related document(s) 10 Motion to Sell; Filed by "
      "Ann Roe)"
      ), {"10": Outcome.GRANTED}),
    ((
      "Proceeding Memo: Hearing Held. Motion granted (related document(s): 12 Motion for Relief from Stay "
      "filed by Elm Bank)"
      ), {"12": Outcome.GRANTED}),
    ((
      "Proceeding Memo - Hearing Held - Granted (RE: (related document(s)12 Motion for Relief From Stay "
      "filed by Creditor Elm Bank)"
      ), {"12": Outcome.GRANTED}),
    ((
      "Courtroom Deputy Proceeding Memo: Hearing held on 12 Motion to Convert. DENIED for reasons stated."
      ), {"12": Outcome.DENIED}),
    ("Order On Motion For Relief From Stay (Related Doc # 12)", {"12": Outcome.OTHER}),
    ("Order on Motion for Relief From Stay. Signed on 2/3/2010 (RE: related document(s)12).", {"12": Outcome.OTHER}),
    ("Order Disallowing Claim No. 4 (Related Doc # 33)", {"33": Outcome.GRANTED}),
    ("Order Dismissing Case (Related Doc # 33)", {"33": Outcome.GRANTED}),
    ("Order Vacating Order Dismissing Case (related document(s)30)", {"30": Outcome.VACATED}),
    ("Order Directing Joint Administration (related document(s)3)", {"3": Outcome.GRANTED}),
    ("Agreed Order Conditioning Stay (related document(s)30)", {"30": Outcome.GRANTED}),
    ("Order Terminating Automatic Stay (Related Doc # 30)", {"30": Outcome.GRANTED}),
    ("Order Lifting Stay (Related Doc # 30)", {"30": Outcome.GRANTED}),
    ("ORDER accepting 12 Findings and Recommendations", {"12": Outcome.GRANTED}),
    ("ORDER on 12 Motion for Extension of Time. Signed by Judge Ann Roe", {"12": Outcome.OTHER}),
    ("TEXT ORDER granting Motion 12 for extension of time.", {"12": Outcome.GRANTED}),
    ("Judge Ann Roe: ENDORSED ORDER entered. re 12 MOTION to Seal filed by Elm. \"Allowed\"", {"12": Outcome.GRANTED}),
    ("ORDER deeming 12 Motion to Dismiss moot", {"12": Outcome.MOOT}),
    ("ORDER: Granting Motion for Extension of Time #12.", {"12": Outcome.GRANTED}),
    ("APPROVAL by Clerks Office re: 12 APPLICATION for Admission of Ann Roe Pro Hac Vice", {"12": Outcome.GRANTED}),
    ("STIPULATION AND ORDER re 12 Stipulation", {"12": Outcome.GRANTED}),
    ((
      "Order dated 4/5/2021 regarding 16 Motion of Ann Roe to Compel. HEARING HELD. MOTION TO COMPEL DENIED "
      "FOR REASONS STATED IN OPEN COURT."
      ), {"16": Outcome.DENIED}),
    ((
      "Endorsed Order dated 4/5/2021 regarding 55 Motion of Elm Bank for Relief from Stay. MOVANT IS HEREBY "
      "GRANTED RELIEF TO FORECLOSE."
      ), {"55": Outcome.GRANTED}),
    ((
      "Order dated 4/5/2021 regarding 44 Motion of Debtor to Extend Time to File a Plan. THE TIME TO FILE A "
      "PLAN IS EXTENDED TO MAY 4, 2021."
      ), {"44": Outcome.GRANTED}),
    ((
      "Order Regarding (related document(s): 12 Motion to Sell Property filed by Trustee Ann Roe) (Order "
      "entered on 4/5/2021)"
      ), {"12": Outcome.OTHER}),
    ((
      "Order Granting 12 Motion to Shorten Time (related document(s) 10 Motion to Sell Property)."
      ), {"12": Outcome.GRANTED}),
    ((
      "Minute of Hearing Held, OUTCOME: Granted (related document(s): 12 Motion for Relief from Stay filed "
      "by Creditor Elm Bank) (abc)"
      ), {"12": Outcome.GRANTED}),
    ((
      "Minute of 2/3/2010, OUTCOME: Motion Granted, Order to be Submitted (related document(s): 12 Motion "
      "to Vacate filed by Elm)"
      ), {"12": Outcome.GRANTED}),
    ((
      "Minute of Hearing Held, OUTCOME: Withdrawn (related document(s): 12 Motion to Vacate filed by Elm)"
      ), {"12": Outcome.WITHDRAWN}),
    ("Hearing held 2/3/2010. Motion is granted. (related document(s): 12 Motion for Relief)", {"12": Outcome.GRANTED}),
    ("Hearing Held on 2/3/2010 re:12 Motion. Ruling: GRANTED", {"12": Outcome.GRANTED}),
    ((
      "EO: Defendant's 12 Motion to Continue Trial is GRANTED. Jury selection is continued to 2/3/2020."
      ), {"12": Outcome.GRANTED}),
    ("EP: Hearing on 12 Motion to Dismiss held. Motion taken under advisement.", {"12": Outcome.DEFERRED}),
    ("Order Extending the Automatic Stay (Re: # 12)", {"12": Outcome.GRANTED}),
    ("Order Extending Time to File Schedules (Re: # 12)", {"12": Outcome.GRANTED}),
    ("Order Authorizing Employment of Elm (Re: # 12)", {"12": Outcome.GRANTED}),
    ("Order Reinstating Case (Re: # 12)", {"12": Outcome.GRANTED}),
    ("Order Avoiding Judicial Lien (Re: 12 Motion to Avoid Lien)", {"12": Outcome.GRANTED}),
    ("Order Valuing Collateral (Re: [12] Motion to Value)", {"12": Outcome.GRANTED}),
    ("Order Converting Case to Chapter 7 from Chapter 13 (Re: 12 Motion to Convert)", {"12": Outcome.GRANTED}),
    ("Order Granting Ex Parte Motion (Re: # 12) and Setting Hearing on 10 Motion", {"12": Outcome.GRANTED}),
    ((
      "STIPULATION AND ORDER re 12 STIPULATION WITH PROPOSED ORDER to Extend filed by Elm. Signed by Judge "
      "Ann Roe"
      ), {"12": Outcome.GRANTED}),
    ((
      "Order Granting Motion for Relief from Stay. Signed on 2/3/2010 (RE: related document(s)12 Motion for "
      "Relief from Stay filed by Creditor Elm Bank). (abc)"
      ), {"12": Outcome.GRANTED}),
    ((
      "Order Granting Motion of the Debtors for Entry of an Order Authorizing the Debtors to Pay Wages and "
      "Benefits, to Continue the Payment of Wages in the Ordinary Course of Business, and to Grant Other "
      "Relief as Stated in the Motion and its Exhibits (Related Doc # 12)"
      ), {"12": Outcome.GRANTED}),
    ((
      "Order Granting Motion of the Debtors for Entry of an Order Authorizing the Debtors to Pay Wages and "
      "Benefits, to Continue the Payment of Wages in the Ordinary Course of Business, and to Grant Other "
      "Relief as Stated in the Motion and its Exhibits. Signed on 2/3/2010. (related document(s)12, 14)"
      ), {"12": Outcome.GRANTED, "14": Outcome.GRANTED}),
    ((
      "Order Denying Motion To Extend Automatic Stay. Filed by Debtor Bo Poe. (Related Doc # 12)"
      ), {"12": Outcome.DENIED}),
    ((
      "Order Denying Motion for the reasons stated. The debtor shall file a plan. (related document(s):12 "
      "Motion)"
      ), {"12": Outcome.DENIED}),
    ("ORDER re 12 Letter: The deadline is extended to 2/3/2020.", {"12": Outcome.GRANTED}),
    ("MINUTE ENTRY: The Court DENIED 12 Motion to Suppress.", {"12": Outcome.DENIED}),
    ((
      "MINUTE ENTRY: The Court granted the 12 motion for continuance and denied the 14 motion to sever."
      ), {"12": Outcome.GRANTED, "14": Outcome.DENIED}),
    ("Minute Entry: Court adopts tentative and grants 12 Motion.", {"12": Outcome.GRANTED}),
    ("Order Partially Granting Motion (Related Doc # 12)", {"12": Outcome.IN_PART}),
    ("OPINION: The Court will grant Defendant's motion to dismiss (ECF No. 12).", {"12": Outcome.GRANTED}),
    ("ORDER - the Court has reviewed the motion (Dkt. 12) and GRANTS it.", {"12": Outcome.GRANTED}),
    ("ORDER: Defendant's Motion to Proceed In Forma Pauperis is GRANTED (Doc. 12).", {"12": Outcome.GRANTED}),
]  # fmt: skip

OF_RULINGS = [
    ((
      "Minute Entry for proceedings held before Judge Ann Roe: Preliminary Hearing Continued as to John "
      "Poe. Defense oral motion to continue hearing granted."
      ), Outcome.GRANTED),
    ("Order Discharging Debtor(s)", Outcome.GRANTED),
    ("Discharge of Debtor", Outcome.GRANTED),
    ((
      "JUDGMENT as to John Poe (1), Count(s) 1, Custody of BOP for 36 months; supervised release 3 years"
      ), Outcome.OTHER),
    ("ORDER OF DETENTION as to John Poe", Outcome.OTHER),
    ("ORDER Setting Conditions of Release as to John Poe (1) $10,000 PR", Outcome.OTHER),
    ((
      "Approval of Application for Admission Pro Hac Vice. Attorney Ann Roe added appearing on behalf of "
      "Elm"
      ), Outcome.GRANTED),
    ("CLERK'S STAMP GRANTING APPELLANT'S MOTION", Outcome.GRANTED),
    ("PUBLISHED OPINION FILED. [22-12345 Reversed and Remanded ] Judge: ABC", Outcome.REVERSED),
    ("Order Confirming Chapter 13 Plan", Outcome.GRANTED),
    ("MINUTE ENTRY: Court granted defendant's oral motion to continue.", Outcome.GRANTED),
]  # fmt: skip

KINDS = [
    ("SO ORDERED D.I. 12 Stipulation to Extend Time. Signed by Judge Ann Roe", Kind.ORDER),
    ((
      "Proceeding Memo: Hearing Held. Motion granted (related document(s): 12 Motion for Relief from Stay "
      "filed by Elm Bank)"
      ), Kind.MINUTES),
    ((
      "Courtroom Deputy Proceeding Memo: Hearing held on 12 Motion to Convert. DENIED for reasons stated."
      ), Kind.MINUTES),
    ("Discharge of Debtor", Kind.ORDER),
    ((
      "Approval of Application for Admission Pro Hac Vice. Attorney Ann Roe added appearing on behalf of "
      "Elm"
      ), Kind.ORDER),
    ("APPROVAL by Clerks Office re: 12 APPLICATION for Admission of Ann Roe Pro Hac Vice", Kind.ORDER),
    ((
      "Minute of Hearing Held, OUTCOME: Granted (related document(s): 12 Motion for Relief from Stay filed "
      "by Creditor Elm Bank) (abc)"
      ), Kind.MINUTES),
    ((
      "Minute of 2/3/2010, OUTCOME: Motion Granted, Order to be Submitted (related document(s): 12 Motion "
      "to Vacate filed by Elm)"
      ), Kind.MINUTES),
    ((
      "Minute of Hearing Held, OUTCOME: Withdrawn (related document(s): 12 Motion to Vacate filed by Elm)"
      ), Kind.MINUTES),
    ("EO: Defendant's 12 Motion to Continue Trial is GRANTED. Jury selection is continued to 2/3/2020.", Kind.ORDER),
    ("EP: Hearing on 12 Motion to Dismiss held. Motion taken under advisement.", Kind.MINUTES),
    ("CLERK'S STAMP GRANTING APPELLANT'S MOTION", Kind.ORDER),
]  # fmt: skip


@pytest.mark.parametrize(("text", "numbers"), NUMBERS)
def test_each_form_of_a_reference_is_known(text: str, numbers: str) -> None:
    assert ",".join(sorted((one.number for one in read_filing(text).refers_to), key=int)) == numbers


@pytest.mark.parametrize(("text", "decides"), OF_ENTRIES)
def test_each_form_of_a_decision_is_known(text: str, decides: dict[str, Outcome]) -> None:
    assert {one.number: one.outcome for one in read_filing(text).decides} == decides


@pytest.mark.parametrize(("text", "outcome"), OF_RULINGS)
def test_a_ruling_without_a_number_has_its_outcome(text: str, outcome: Outcome | None) -> None:
    reading = read_filing(text)
    assert (reading.decides, reading.outcome) == ((), outcome)


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_each_form_of_an_opening_is_known(text: str, kind: Kind) -> None:
    assert read_filing(text).kind is kind
