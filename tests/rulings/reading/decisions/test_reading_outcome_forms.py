"""Further forms of what courts decide, as the clerks and judges of many courts write them: kind, and each outcome."""

import pytest

from rulings.reading.filing import read_filing

FORMS = [
    (("ORDER denying motions for new trial (Docket Nos. 120 and 124), as well as motion for remittitur "
      "(Docket No. 126)."),
     "order", "120 denied, 124 denied, 126 denied"),
    (("Motion No. 28 is ALLOWED. Judge A. Poe: ENDORSED ORDER entered re 28 MOTION for Leave to Appear Pro "
      "Hac Vice."),
     "order", "28 granted"),
    (("SO ORDERED: 23 STIPULATION of Dismissal With Prejudice filed by John Roe. Ordered by Judge Ann Poe "
      "on 4/2/2021."),
     "order", "23 granted"),
    ("ORDER regarding 31 , 33 Motions in Limine: 31 is granted; 33 is denied.", "order", "31 granted, 33 denied"),
    (("ORDER that ECF Nos. 12 and 14 are GRANTED and ECF No. 16 is DENIED."),
     "order", "12 granted, 14 granted, 16 denied"),
    (("STIPULATION AND ORDER to Extend Time (33) - signed by Magistrate Judge A. Poe on 3/3/2021."),
     "order", "33 granted"),
    (("Minute Entry for proceedings held before Judge Ann Poe: Motion Hearing held on 3/3/2021 re 14 MOTION"
      " to Dismiss filed by Elm Bank, N.A. Motion taken under submission. (Court Reporter B. Voss.)"),
     "minutes", "14 deferred"),
    (("ELECTRONIC Clerk's Notes for proceedings held before Judge Ann Poe: Motion Hearing held on 3/3/2021 "
      "re 20 MOTION to Dismiss; Case called, Counsel appear and argue motion, Court takes matter under "
      "advisement."),
     "minutes", "20 deferred"),
    (("Minute Entry. Proceedings held before Judge Ann Poe: Pretrial conference. Rulings made: 31 motion in"
      " limine granted; 32 motion in limine denied; 33 motion in limine granted in part, denied in part. "
      "Jury trial set for 6/7/2021 at 9:00 a.m."),
     "minutes", "31 granted, 32 denied, 33 in_part"),
    (("CIVIL MINUTES - Motion Hearing: 14 Motion to Dismiss - SUBMITTED. Written order to issue."),
     "minutes", "14 deferred"),
    (("TEXT-ONLY ORDER as to Mary Poe: The Court GRANTS defendant's motion to modify conditions of release "
      "21 over the government's objection."),
     "order", "21 granted"),
    ("Order Disapproving Reaffirmation Agreement (related document(s)14)", "order", "14 denied"),
    (("Order Vacating Dismissal and Reinstating Case (related document(s) 40 Motion to Vacate Dismissal)"),
     "order", "40 granted"),
    ("Stipulation and Order Resolving 22 Motion for Relief", "order", "22 settled"),
    ("Corrected Order Granting Motion to Sell (Related Doc # 50), (Related Doc # 58 Order)", "order", "50 granted"),
    ("Order Withdrawing Reference", "order", ""),
    (("Hearing Held; Disposition: Granted - Order due by 3/15/2021 (RE: related document(s)22)."),
     "minutes", "22 granted"),
    (("Hearing held. Claim objection sustained. (related document(s): 41) Appearances: B. Voss"),
     "minutes", "41 granted"),
    (("Minute Entry Re: (related document(s): [22] Motion to Dismiss). Hearing held. The matter is under "
      "advisement."),
     "minutes", "22 deferred"),
    (("Proceeding Memo - Confirmation Hearing. Plan Confirmed. (RE: related document(s) 2 Chapter 13 Plan)"),
     "minutes", "2 granted"),
    ("Hearing held and APPROVED on the 22 Application for Compensation", "minutes", "22 granted"),
    ("Matter Taken Under Advisement (RE: related document(s)22 Motion for Relief)", "minutes", "22 deferred"),
    (("STIPULATION AND ORDER THAT THE TIME WITHIN WHICH DEFENDANT MUST ANSWER IS EXTENDED TO 4/5/2021."),
     "order", "- granted"),
    (("ORDER on 14 Opposed MOTION to Compel. Motion hearing held; motion DENIED as stated on record. "
      "(Signed by Magistrate Judge Ann Poe)"),
     "order", "14 denied"),
    ("Order as modified re 33 Stipulation to Extend Time. Signed by Judge Ann Poe on 3/1/21.", "order", "33 granted"),
    (("Magistrate Judge B. Voss: ELECTRONIC ORDER entered re 22 Joint Motion to Amend Scheduling Order. "
      "After review, the joint motion is ALLOWED. Fact discovery to be completed by 6/1/2021."),
     "order", "22 granted"),
    (("MINUTE ORDER IN CHAMBERS of the Honorable Ann Poe, on 3/1/2021. Before the Court is ECF No. 41 Joint"
      " Motion to Extend. Good cause appearing, IT IS ORDERED that ECF No. 41 is GRANTED."),
     "order", "41 granted"),
    (("STIPULATION and ORDER re 41 Stipulated MOTION to continue trial date by Judge Ann Poe. Jury Trial is"
      " set for 10/4/2021 at 09:00 AM."),
     "order", "41 granted"),
    (("EP: Hearing on Motion to Dismiss 41 held on 3/1/2021. Arguments heard. Motion taken under "
      "advisement. Court to issue written order."),
     "minutes", "41 deferred"),
    ("Civil Minutes -- Motion Granted, 41 - Motion/Application for Relief from Stay [ABC-1]", "minutes", "41 granted"),
    (("Minute Entry Granted (related document(s):41 Motion to Dismiss Case filed by Trustee Karl Voss)"),
     "minutes", "41 granted"),
    (("Hearing Held; - Appearances: B. Voss - No Opposition - Marked off (Withdrawn) (related document(s): "
      "41 Motion to Dismiss)"),
     "minutes", "41 withdrawn"),
    ("Order Curing Mortgage Arrears and Vacating Stay re: 12 Elm Street (Related Doc # 41)", "order", "41 granted"),
    ("Order Not Approving Disclosure Statement (Related Doc 41)", "order", "41 denied"),
    ("Order Declining to Approve Reaffirmation Agreement (related document(s)41)", "order", "41 denied"),
    ("Order Refusing Confirmation (Related Doc 41)", "order", "41 denied"),
    ("ORDER re (41 in 1:20-cv-00001-AB) MOTION to Consolidate. GRANTED.", "order", "41 granted"),
    (("ORDER: Having considered the motion, doc. 41, the response, doc. 43, and the reply, doc. 45, the "
      "court DENIES the motion."),
     "order", "41 denied"),
    ("\"APPROVED\" ORDER re 41 Stipulation", "order", "41 granted"),
    (("ORDER overruling 41 Objection to Report and Recommendation; adopting 38 Report and Recommendation; "
      "dismissing the Petition with prejudice."),
     "order", "41 denied, 38 granted"),
    ("Memo endorsed on motion; granting [22-1] motion for leave to appear pro hac vice", "order", "22 granted"),
    (("ORDER: After consideration of the parties' submissions, Defendant's motion to transfer venue, Doc. "
      "41, is GRANTED. The Clerk is directed to transfer this case to the Northern District of Ohio."),
     "order", "41 granted"),
    (("ORDER: The Court has received Plaintiff's 41 Motion to Compel. Because the motion was filed after "
      "the close of discovery, it is DENIED."),
     "order", "41 denied"),
    (("ORDER AFFIRMING AND ADOPTING the Report and Recommendation 50 ; overruling the Objections 52"),
     "order", "50 granted, 52 denied"),
    ("ORDER construing 41 Letter as Motion to Appoint Counsel and denying same.", "order", "41 denied"),
    ("ALLOWED re 41 Motion for Leave to Appear Pro Hac Vice. Ordered by Judge Poe.", "order", "41 granted"),
    ("IT IS SO ORDERED re 41 Stipulation of Dismissal.", "order", "41 granted"),
    ("The parties' joint stipulation (ECF No. 41) is approved and so ordered.", "order", "41 granted"),
    (("FINAL JUDGMENT. Pursuant to the 60 Order granting 41 Motion for Summary Judgment, this case is "
      "DISMISSED WITH PREJUDICE."),
     "judgment", "- dismissed_with_prejudice"),
    (("MINUTE ENTRY for Pretrial Conference held 3/1/2021. The court ruled as follows: Motion in Limine "
      "(41) - granted; Motion in Limine (42) - denied; Motion in Limine (43) - deferred to trial."),
     "minutes", "41 granted, 42 denied, 43 deferred"),
    (("Endorsed Order Dated 3/1/2021 Re: 41 Motion to Sell. ALLOWED NO OBJECTIONS HAVING BEEN FILED."),
     "order", "41 granted"),
    (("Order Granting Motion To Extend Deadline to File Schedules or Provide Required Information. "
      "Incomplete Filings due by 4/5/2021. (Re: # 41)"),
     "order", "41 granted"),
    (("Order Granting Motion to Continue Hearing On: (41 Motion to Dismiss Case filed by Trustee Karl "
      "Voss). Hearing scheduled for 04/06/2021 at 09:30 AM. (Re: # 44)"),
     "order", "44 granted"),
    ("Order and Judgment Avoiding Lien (Related Doc 41)", "order", "41 granted"),
    ("Order Requiring Turnover (Related Doc 41 Motion for Turnover)", "order", "41 granted"),
    ("Protective Order (Related Doc # 41)", "order", "41 granted"),
    (("Hearing Held - GRANTED - Order to be submitted. (related document(s): 41 Motion for Relief from "
      "Stay)"),
     "minutes", "41 granted"),
    ("Hearing Held. Ruling: Motion is granted. Order to follow. (RE: related document(s)41)", "minutes", "41 granted"),
    ("DECISION by Judge Ann Poe: 41 motion to suppress DENIED.", "opinion", "41 denied"),
    ("AGREED ENTRY granting 41 joint motion", "order", "41 granted"),
    ("Clerk's Extension of Time: granting 41 Motion for Extension of Time", "order", "41 granted"),
    ("E-ORDER granting 41 Motion for Leave", "order", "41 granted"),
    ("Electronic ORDER: 41 motion granted.", "order", "41 granted"),
    ("Approving 41 Stipulation. Signed by Judge Poe", "order", "41 granted"),
    ("Allowing 41 Motion", "order", "41 granted"),
    ("ORDERED: 41 Motion GRANTED.", "order", "41 granted"),
    ("FIAT granting 41 Motion", "order", "41 granted"),
    ("DIRECTIVE granting 41 Motion", "order", "41 granted"),
    ("APPROVED 41 STIPULATION", "order", "41 granted"),
    ("Order that the Court will dismiss the appeal in 30 days unless the appellant shows cause", "order", ""),
    ("ORDER: Entered. The motion to withdraw the appeal is granted and the appeal is dismissed.", "order", "- granted"),
    ("Case dismissed pursuant to Rule 46.", "order", "- dismissed"),
    ("Journal Entry: Hearing held on 41 Motion; motion denied.", "minutes", "41 denied"),
    ("In Court Hearing re 41 Motion held. Motion is denied.", "minutes", "41 denied"),
    ("Docket Entry: Telephone conference held. 41 Motion to compel granted.", "minutes", "41 granted"),
    ("Record of proceedings: Status conference held. 41 Joint motion granted.", "minutes", "41 granted"),
    ("Hearing (Bk Other) Held - Approved (RE: related document(s) 41 Application)", "minutes", "41 granted"),
    ("Final hearing held; stay lifted (RE: 41 Motion for Relief)", "minutes", "41 granted"),
    (("OPINION & ORDER re: (22 in 1:20-cv-00001-AP) MOTION to Dismiss filed by Elm Bank. The Court GRANTS "
      "the motion in part."),
     "opinion", "22 in_part"),
    (("ORDER with respect to 22 Motion to Compel, 25 Motion for Protective Order. As stated on the record "
      "at the March 1 conference, 22 is granted in part, and 25 is denied."),
     "order", "22 in_part, 25 denied"),
    (("Text Order: Motion for Continuance GRANTED. Hearing rescheduled to 4/6/2021 at 10:00 AM (RE: related"
      " document(s)22 Motion to Continue/Reschedule Hearing On 15 Motion filed by Elm)."),
     "order", "22 granted"),
    (("Order Granting Motion to Expedite Hearing (Related Doc # 23) (RE: related document(s)22 Motion to "
      "Sell). Hearing scheduled for 3/5/2021 at 10:00 AM"),
     "order", "23 granted"),
    (("JUDGMENT: In accordance with the Memorandum Opinion (Doc. 36), it is ORDERED, ADJUDGED and DECREED "
      "that the Commissioner's decision is AFFIRMED."),
     "judgment", "- affirmed"),
    (("First Day Hearing Held. Court grants the following motions: 4 Motion to Pay Wages, 5 Motion re Cash "
      "Management, 6 Motion re Utilities, 7 Motion to Extend Time. Orders to be submitted."),
     "minutes", "4 granted, 5 granted, 6 granted, 7 granted"),
    (("ORDER: Granting 22 Motion; Denying 24 Motion; 26 Motion is MOOT; 28 Motion remains pending."),
     "order", "22 granted, 24 denied, 26 moot"),
    (("ORDER: Dkt. 22 is GRANTED; Dkt. 24 is DENIED; Dkt. 26 is DENIED as moot."),
     "order", "22 granted, 24 denied, 26 moot"),
    (("ORDER ON MOTIONS IN LIMINE: Plaintiff's MIL No. 1 (Dkt. 50) is GRANTED; Plaintiff's MIL No. 2 (Dkt. "
      "51) is DENIED; Defendant's MIL No. 1 (Dkt. 52) is DENIED WITHOUT PREJUDICE; Defendant's MIL No. 2 "
      "(Dkt. 53) is GRANTED IN PART."),
     "order", "50 granted, 51 denied, 52 denied, 53 in_part"),
    (("ORDER re: motions. The court GRANTS 22 and 24, DENIES 26, and DENIES AS MOOT 28 and 30."),
     "order", "22 granted, 24 granted, 26 denied, 28 moot, 30 moot"),
    ("ORDER denying [22] [24] [26] Motions to Dismiss", "order", "22 denied, 24 denied, 26 denied"),
    (("ORDER granting motions for leave to appear pro hac vice of Ann Gray (ECF No. 22), Bo Voss (ECF No. "
      "23), and Cy Elm (ECF No. 24)."),
     "order", "22 granted, 23 granted, 24 granted"),
    (("MINUTE ENTRY for proceedings held before Judge Poe: Hearing held. The Court makes its rulings: "
      "motion to dismiss (doc. 22) GRANTED as to Count III, otherwise DENIED; motion to strike (doc. 24) "
      "DENIED; motion for sanctions (doc. 26) WITHDRAWN by counsel."),
     "minutes", "22 in_part, 24 denied, 26 withdrawn"),
    (("PRETRIAL CONFERENCE held. Rulings: Plaintiff's motion in limine (50) GRANTED; Defendant's motion in "
      "limine (51) DENIED."),
     "minutes", "50 granted, 51 denied"),
    (("ORDER: Motions Granted: 22 Motion to Compel, 24 Motion to Extend. Motions Denied: 26 Motion to "
      "Strike."),
     "order", "22 granted, 24 granted, 26 denied"),
    (("ORDER as to Mary Poe: GRANTED - 30 Motion for Discovery, 31 Motion for Brady; DENIED - 32 Motion to "
      "Suppress"),
     "order", "30 granted, 31 granted, 32 denied"),
    (("ORDER ruling on 30 Motion to Suppress (denied), 31 Motion in Limine (granted), 32 Motion to Sever "
      "(moot)"),
     "order", "30 denied, 31 granted, 32 moot"),
    (("ORDER re 22 Motion to Compel (GRANTED), 24 Motion to Quash (DENIED). Signed by Judge Poe."),
     "order", "22 granted, 24 denied"),
    ("Minutes: The court announced its ruling denying the motion to dismiss (Docket No. 22).", "minutes", "22 denied"),
    (("Hearing Held. Debtor's Motion to Avoid Lien (22) granted. Trustee's Motion to Dismiss (24) denied as"
      " moot."),
     "minutes", "22 granted, 24 moot"),
    ("Trustee's Motion to Dismiss [22] denied; plan confirmed.", "order", "22 denied"),
    (("Matter: Motion for Relief from Stay (Doc. 22). Appearances: Ann Gray. Disposition: Granted. Order: "
      "Ms. Gray."),
     "minutes", "22 granted"),
    ("Doc 22 Motion for Relief: Appearances: Gray. Result: Granted; order in 7 days.", "minutes", "22 granted"),
    ("ORDER granting 22 Motion for Summary Judgment as to Count I, denying as to Count II.", "order", "22 in_part"),
    (("ORDER on 22 MOTION to Compel. The motion is granted with respect to Interrogatory 3 and denied in "
      "all other respects."),
     "order", "22 in_part"),
    ("ORDER: 22 Motion GRANTED to the extent it seeks an extension, and otherwise DENIED.", "order", "22 in_part"),
    (("Hearing held re: 22 Motion to Use Cash Collateral. After discussion, the court approves interim use "
      "through April 6, 2021."),
     "minutes", "- granted"),
    (("Hearing held. Motion conditionally denied; debtor to resume payments. (RE: related document(s) 22 "
      "Motion for Relief)"),
     "minutes", "22 denied"),
    ("Hearing held. Motion to Dismiss (22) withdrawn by Trustee.", "minutes", "22 withdrawn"),
    ("Hearing held on 22 Motion to Extend Stay; GRANTED as to all creditors.", "minutes", "22 granted"),
    (("MINUTES OF HEARING. Fee application of Maple LLP allowed in the amount requested. (RE: 22)"),
     "minutes", "22 granted"),
    (("Order Pursuant to Sections 105 and 363 of the Bankruptcy Code Authorizing Debtors to Continue Cash "
      "Management System (Related Doc # 8)"),
     "order", "8 granted"),
    ("Order Under 11 U.S.C. 327(a) Authorizing Retention of Maple LLP (Related Doc # 8)", "order", "8 granted"),
    (("Order Pursuant to 11 U.S.C. 366 Prohibiting Utilities from Discontinuing Service (Related Doc # 8)"),
     "order", "8 granted"),
    (("Interim Order Pursuant to Section 363 Authorizing Payment of Prepetition Taxes (related "
      "document(s)8)"),
     "order", "8 granted"),
    (("Order Pursuant to Rule 1015(b) Directing Joint Administration of Cases (related document(s)3)"),
     "order", "3 granted"),
    ("Order of Contempt against Elm Bank (Related Doc 22 Motion for Contempt)", "order", "22 granted"),
    ("Order to Limit Notice (related document(s)22 Motion to limit notice filed by Elm Bank)", "order", "22 granted"),
    ("Order of Abandonment (RE: related document(s)22 Application for abandonment of lots)", "order", "22 granted"),
    ("Order To Pay Filing Fees in Installments (related document(s)6). Signed on 1/2/2021", "order", "6 granted"),
    ("Order For Expedited Hearing (related document(s)22 Motion to expedite)", "order", ""),
    ("Order Finding Elm Bank in Contempt (Related Doc 22 Motion for Contempt)", "order", "22 granted"),
    ("Order Transferring Venue (Related Doc 22 Motion to Change Venue)", "order", "22 granted"),
    ("Order Setting Aside Default (Related Doc 22 Motion to Set Aside Default)", "order", "22 granted"),
    ("SO ORDERED STIPULATION: time for defendants to answer is extended to 4/5/2021.", "order", "- granted"),
    ("ORDER vacating default re 22 Motion to Vacate Default", "order", "22 granted"),
    ("Hearing held. Motion to Dismiss (withdrawn) (related document(s) 41 Motion)", "minutes", "41 withdrawn"),
    ("ORDER re 22 Motion. Elm's September 21, 2022 application is granted.", "order", "22 granted"),
    ("Order Sustaining Trustee's Objection To Confirmation And Denying Confirmation (Related Doc # 22)", "order",
     "22 granted"),
    ("Order Overruling Objection (related document(s) 22), Confirming Plan (related document(s) 2)", "order",
     "22 denied, 2 granted"),
    ("Order Dated 3/1/2021 Confirming 41 Amended Plan. See Order for Full Text.", "order", "41 granted"),
    (("ORDER that Plaintiff's objection (Doc. 22) to Magistrate Judge's order (Doc. 20) is overruled and the order is "
      "affirmed"), "order", "22 denied"),
    ("ORDER on motions: GRANTING #22, DENYING #23, and RESERVING RULING on #24", "order",
     "22 granted, 23 denied, 24 deferred"),
    ("ORDER granting request to appear telephonically re 22 Motion", "order", "- granted"),
    # A bankruptcy court's counted acts, and its mark of the motion that an order ends.
    (("Interim Order (I) Authorizing Debtors to Obtain Postpetition Financing and (II) Scheduling a Final Hearing "
      "(Related Doc # 11) Signed on 9/8/2022."), "order", "11 granted"),
    ("Order: (A) Approving Sale, (B) Granting Related Relief (related document(s)11)", "order", "11 granted"),
    ("Order (1) Setting Hearing (Related Doc # 11)", "order", ""),
    ("Agreed Order (Related Doc # 60 )", "order", "60 settled"),
    ("Order (Related Doc # 60) Hearing set for 3/4/2021", "order", ""),
    # The objection of somebody else is not the motion.
    (("Minute Entry Re: (related document(s)231) Hearing held. The Court overruled the trustee's objection in part; "
      "parties to submit an order."), "minutes", "- denied"),
    ("Minute Entry re (related document(s) 41 Objection to Claim 3). The Court sustained the objection.", "minutes",
     "41 granted"),
    # Courts of appeals begin with the result.
    ("FILED MEMORANDUM DISPOSITION (A. ROE and B. POE) AFFIRMED. The motion to seal is granted.", "opinion",
     "- affirmed"),
    (("[10917660] Affirmed; Terminated on the merits after oral hearing. Written, signed, unpublished. Judges Roe and "
      "Poe. We grant the motion to stay."), "opinion", "- affirmed"),
    ("ORDER: Plaintiff's motion 43 is granted as to Mr. Roe and denied with leave to renew as to the others.", "order",
     "43 in_part"),
    ("ORDER TO CONTINUE - Ends of Justice. Time excluded until 1/30/2023. Motions terminated: 24 .", "order",
     "24 other"),
    ("MEMORANDUM AND ORDER that the Report and Recommendation 55 is SUSTAINED, ADOPTED, AND INCORPORATED herein.",
     "order", "55 granted"),
    ("MEMORANDUM AND ORDER. Statements are suppressed. In all other respects the motions (Filing 32) are denied.",
     "order", "32 in_part"),
    # A feed's events, which have the number of the entry that they are on.
    ("Text Order on Motion to Change Venue ( 23 )", "order", "23 other"),
    ("Order on Motion to Stay ( 23 ) and Order on Motion to Dismiss for Lack of Venue ( 12 )", "order",
     "23 other, 12 other"),
    ("Motion Hearing; Order on Motion to Suppress ( 38 ), ( 39 )", "minutes", "38 other, 39 other"),
    ("Order on Motion to Pay ( 9 ) - Granted", "order", "9 granted"),
    # No decision of the motion that the text names.
    ("Order Disapproving Reaffirmation Agreement (related document(s)14)", "order", "14 denied"),
    ("ORDER that the motion (Doc. 12) will be taken under submission on the papers.", "order", ""),
    ("Order that the Court will dismiss the appeal in 30 days unless the appellant shows cause", "order", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "told"), FORMS)
def test_a_form_of_decision_is_read(text: str, kind: str, told: str) -> None:
    read = read_filing(text)
    decided = ", ".join(f"{one.number} {one.outcome.value}" for one in read.decides)
    whole = f"- {read.outcome.value}" if read.outcome and not decided else ""
    assert (read.kind.value, decided or whole) == (kind, told)
