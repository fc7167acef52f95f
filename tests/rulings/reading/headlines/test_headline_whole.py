"""Headlines that are whole: with what they are about, both rulings, no number, name or phrase left behind."""

import pytest

from rulings.reading.filing import read_filing

HEADLINES = [
    # Names that an initial or "&" joins; what is said of the notice, the fee, the copy or the judge.
    ("Notice of Appearance and Request for Notice of Michael D. Fielding on behalf of Elm Bank (Fielding, Michael)",
     "Notice of appearance and request for notice of Michael D. Fielding"),
    ("Transfer of Claim #44 of Wood & Wire Fence.", "Transfer of claim #44 of Wood & Wire Fence"),
    ("Chapter 7 Voluntary Petition, Schedules A-J & Statement of Financial Affairs Fee Amount $ 299 filed by Ann Roe",
     "Chapter 7 voluntary petition, schedules A-J & statement of financial affairs"),
    ("Chapter 7 Voluntary Petition, filing fee to be paid in the amount of 299.00 dollars.",
     "Chapter 7 voluntary petition"),
    (("AMENDED NOTICE OF HEARING as to Ann Roe. This is the official notice for this hearing. Sentencing previously "
      "set for 3/3/2009, is RESET for Friday, 3/13/2009, at 10:30 AM, in District Courtroom."),
     "Amended notice of hearing: sentencing previously set for 3/3/2009, is reset for Friday, 3/13/2009, at 10:30 AM"),
    ("The Status Conference set for 1/6/2016 before Magistrate Judge Ann Roe, is cancelled.",
     "The status conference set for 1/6/2016 is cancelled"),
    ("Chapter 13 plan modified after confirmation dated May 9, 2007.", "Chapter 13 plan modified after confirmation"),
    ("Order Granting Motion To Set Last Day To File Proofs of Claim (Related Doc # 114 ) Signed on 2/5/2010.",
     "Order granting motion to set last day to file proofs of claim"),
    ("FINAL ORDER OF FORFEITURE as to Ann Roe 122 MOTION for Forfeiture of Property by Judge Bo Poe.",
     "Final order of forfeiture re motion for forfeiture of property"),
    # What a paper is about stands behind "by" somebody, in a bracket, behind a fee, or is what it is related to.
    ("Certificate of Mailing by BNC of Notice of Deficiency Service Date 02/05/2010. (Admin.)",
     "Certificate of mailing of notice of deficiency"),
    ("Notice of Hearing (DEBTOR'S APPLICATION TO EMPLOY ANN ROE FOR FINANCIAL SERVICES), Filed by Elm Foods, Inc.",
     "Notice of hearing re debtor's application to employ Ann Roe for financial services"),
    (("Notice and Motion to Convert Case to Chapter 7 . Fee Amount $15, or in the alternative Motion to Dismiss Case "
      "Filed by U. S. Trustee. (Poe, Al)"),
     "Notice and motion to convert case to Chapter 7 or in the alternative motion to dismiss case"),
    (("Affidavit of Service Filed by Oak Services Group, LLC for Debtor Elm Foods, Inc., et al. (Poe, Al) (related "
      "document(s): 14 Notice of Sale Hearing filed by Dee Moss for Debtor Elm Foods Inc. (Moss, Dee))"),
     "Affidavit of service re notice of sale hearing"),
    (("Order Continuing Hearing, Signed on 2/3/2010 (RE: related document(s) 18 Motion for Relief From Stay filed by "
      "Creditor Elm Bank) Hearing scheduled for 3/3/2010 at 10:40 AM."),
     "Order continuing hearing on motion for relief from stay"),
    (("Supreme Court Case Info Case number: 16-9999 Filed on: 06/26/2017 Cert Petition Action 1: Granted, 06/26/2017 "
      "Ruling: Vacated/Remanded, 10/24/2017"),
     "Supreme Court: petition for certiorari granted; vacated and remanded"),
    ("Warrant Returned Executed as to Ken Voss on 1/20/04. (Poe, Al)",
     "Warrant returned executed as to Ken Voss on 1/20/04"),
    # What was ordered, not why.
    (("In consideration of the June 13, 2017 letters received from applicants and respondents, applicants are directed "
      "to file a supplemental brief on or before June 15, 2017."),
     "Applicants are directed to file a supplemental brief on or before June 15, 2017"),
    # Both rulings; a report is adopted, the motion is not; one ruling is said once.
    (("TEXT-ONLY ORDER Granting [23] Joint MOTION to Stay (DKT. 20) filed by ELM BELL COMPANY and VACATING [20] Order "
      "Referring Settlement Conference. Entered by District Judge Dee Moss. (abc)"),
     "Text-only order granting joint motion to stay and vacating order referring settlement conference"),
    ("ORDER adopting 47 Report and Recommendations, 20 Motion for Preliminary Injunction filed by Ann Roe. (abc)",
     "Order adopting report and recommendations on motion for preliminary injunction"),
    (("ORDER GRANTING PLAINTIFF'S MOTION FOR LEAVE TO FILE SUR-REPLY granting 70 Letter Motion for Leave to File "
      "Document. (abc)"),
     "Order granting plaintiff's motion for leave to file sur-reply"),
    ("Order Granting Motion To Reinstate Case (Related Doc # 26 ), Granting Motion To Vacate (Related Doc # 26 ) (abc)",
     "Order granting motion to reinstate case, granting motion to vacate"),
    # Nothing is left dangling.
    ("Voluntary Petition Under Chapter 11 - Filing Fee Amount $ 1039 (Poe, Al)",
     "Voluntary petition under Chapter 11"),
    ("Return of Service Executed as to Elm Foods Inc on 7/31/2007, answer due: 8/20/2007. (abc )",
     "Return of service executed as to Elm Foods Inc on 7/31/2007"),
    ("Objection by Plaintiff Elm Bank LLC to 13 Motion to stay, 15 Support brief/memorandum. (Poe, Al)",
     "Objection to motion to stay and support brief/memorandum"),
    ("RESPONSE in Opposition re 26 MOTION to Strike re Counterclaims Asserted by Elm Bank, LLC filed by Oak LLC.",
     "Response in opposition to motion to strike re counterclaims asserted by Elm Bank, LLC"),
    (("Unopposed MOTION for Extension of Time to File Response/Reply as to [2] MOTION for Leave to Proceed Anonymously "
      "New date requested 8/22/2022. by Defendant University Of Elm."),
     "Unopposed motion for extension of time to file response or reply re motion for leave to proceed anonymously"),
    # Minutes: a hearing that was not held, and what the court did.
    (("Minute Entry for proceedings held before Judge Dee Moss:finding as moot 4 Motion to Detain as to Ken Voss (1); "
      "Detention Hearing as to Ken Voss not held on 12/11/2014. Deft waives detention hearing."),
     "Minute entry: finding as moot motion to detain; detention hearing not held"),
    (("Minute Entry for proceedings held before Judge Dee Moss: Status Hearing as to Ken Voss held on 9/9/2019. "
      "Defendant not appearing. The Court Vacates the Order that would allow Defendant to travel."),
     "Minute entry: status hearing; court vacates the order"),
    (("Minute Entry for proceedings held before District Judge Dee Moss: Arraignment and Plea: Parties present for "
      "arraignment and plea. Defendant waives reading, plea of guilty as to Ken Voss (1) Count 1s held on 2/15/2018"),
     "Minute entry: arraignment and plea; guilty plea entered"),
    # Clerks' names of a paper beside its own, and what is said twice.
    ("SEALED DOCUMENT filed by Elm Bank re 584 Sealed Document. (Poe, Al)",
     "Sealed document"),
    ("Declaration re: Declaration of Dee Moss in Support of Motion to Stay Filed by Al Poe on behalf of Elm Bank.",
     "Declaration of Dee Moss in support of motion to stay"),
    ("Notice of Change of Address Notice of Changes in Creditor's Mailing Address Filed by Al Poe on behalf of Elm Co.",
     "Notice of change of address: notice of changes in creditor's mailing address"),
    ("Adversary Case 2:23-ap-75 Terminated for Statistical Purposes. (Poe, Al)",
     "Adversary case terminated for statistical purposes"),
    # Blanks that were left out, numbers of rules, and case.
    ("NOTICE:Return Receipt from Northern District of Ohio re 18 Transmittal. (Poe, Al)",
     "Notice: return receipt from Northern District of Ohio re transmittal"),
    ("Expedited Motion to Set Expedited Hearing onFirst Day Motions Filed by Al Poe on behalf of Elm Foods, Inc.",
     "Expedited motion to set expedited hearing on first day motions"),
    ("ORDER as to defendant Ken Voss.1) Defendant shall file a reply by January 6, 2015.",
     "Order: defendant shall file a reply by January 6, 2015"),
    (("Minute Entry: Motion Hearing held on 9/28/2022 re [409] Joint MOTION for Entry of Judgment under Rule 54(b); "
      "[342] MOTION to Remand to State Court. Court takes motions under submission."),
     ("Minute entry: motion hearing on joint motion for entry of judgment under Rule 54(b) and motion to remand to "
      "state court")),
    ("NOTICE OF DEFICIENCY: Failure to comply with Local Rule 9013-4, Certificate of Service.",
     "Notice of deficiency: failure to comply with Local Rule 9013-4, certificate of service"),
    ("CLERK'S NOTICE of Impending Reassignment to U.S. District Judge. (abc)",
     "Clerk's notice of impending reassignment to U.S. district judge"),
    ("BNC Certificate of Mailing (RE: related document(s) 3 Chapter 13 Plan filed by Debtor Ken Voss)",
     "BNC certificate of mailing re Chapter 13 plan"),
    # What is reset or extended, and to when; what a clerk's form puts before the title.
    (("MEMORANDUM AND ORDER RESETTING HEARING as to defendant Ken Voss. On the court's own motion, the Status "
      "Conference is reset for 8/18/2014 at 11:30 AM by Telephone."),
     "Memorandum and order resetting hearing: status conference reset for 8/18/2014 at 11:30 AM"),
    (("Order Extending Time (Related Doc # 53 ) - The time for responding to the debtor's request for admissions, "
      "interrogatories, and request for production of documents is EXTENDED to February 28, 2010 - (abc)"),
     "Order extending time to February 28, 2010"),
    ("NOTICE OF CHANGE OF HEARING as to Ken Voss. On Court's own motion, Status Hearing reset for 5/19/2020 10:30 AM.",
     "Notice of change of hearing: on court's own motion, status hearing reset for 5/19/2020 10:30 AM"),
    (("NOTICE OF FILING OF OFFICIAL TRANSCRIPT Notice is hereby given that an official transcript of a CONFERENCE "
      "proceeding held on 6/28/17 has been filed by the court reporter in the above-captioned matter."),
     "Notice of filing of official transcript of a conference proceeding held on 6/28/17"),
    (("Any objection by the transferor to such transfer must be filed within twenty-one(21) days of the mailing of "
      "this notice. Transfer of Claim of Oak Corp. Filed By Elm Fund LLC. to Elm Fund LLC Filed by Elm Fund LLC"),
     "Transfer of claim of Oak Corp. to Elm Fund LLC"),
    (("NOTICE by Bad Dog Mowers, Inc. re [12] MOTION to Dismiss For Failure to State a Claim - Notice Of Joinder (Poe, "
      "Al)"),
     "Notice of joinder re motion to dismiss for failure to state a claim"),
    ("Opposition by Debtor Elm Inc. to 57 Motion filed by Creditor Oak Department of Revenue to Dismiss Case (Poe, Al)",
     "Opposition to motion to dismiss case"),
    ("Motion filed by Debtor Elm, Inc. For Emergency Hearing Re: 25 Motion to Extend Time to Reject. (Poe, Al)",
     "Motion for emergency hearing re motion to extend time to reject"),
    ("Motion filed by Debtor Ken Voss to Approve (Re: 23 Amended Plan) with certificate of service (Poe, Al)",
     "Motion to approve re amended plan"),
    (("MotionPursuant to Section 366 of the Bankruptcy Code for Entry of an Order: (I) Prohibiting Utilities from "
      "Discontinuing Services; (II) Providing Certain Related Relief. filed by Al Poe on behalf of Elm, LLC."),
     ("Motion pursuant to Section 366 of the bankruptcy code for entry of an order prohibiting utilities from "
      "discontinuing services")),
    ("Motion to Reinstate Case Motion to Reinstate Debtors' Chapter 13 Case filed by AL POE on behalf of KEN VOSS.",
     "Motion to reinstate case: motion to reinstate debtors' Chapter 13 case"),
    ("CLERK'S NOTICE re completion of affidavit or payment of filing fee due within 30 days. (abc)",
     "Clerk's notice re completion of affidavit or payment of filing fee due within 30 days"),
    # Several rulings.
    (("ORDER granting 101 Motion in Limine; granting in part and denying in part 102 Motion in Limine; denying 105 "
      "Motion in Limine; granting 106 Motion in Limine. Trial will begin on 1/20/2009."),
     "Order on 4 motions in limine: 2 granted, 1 granted in part, 1 denied"),
    (("Order Granting Motion Expedite Hearing (RE: 6 ) for 5 Motion to Use Cash Collateral Filed by Al Poe on behalf "
      "of Elm Inc., Debtor, Granting Motion To Limit Notice (RE: 6 ) for 5 Motion to Use Cash Collateral"),
     ("Order granting motion expedite hearing for motion to use cash collateral; granting motion to limit notice for "
      "motion to use cash collateral")),
    # Minutes: what came of the hearing.
    ("Minute Entry. Matter Settled. Hearing not held. (RE: related document(s) 84 Order Confirming Chapter 11 Plan)",
     "Minute entry: matter settled re order confirming Chapter 11 plan"),
    (("Minute Entry for proceedings held before Judge Dee Moss: Status Hearing as to Ken Voss held on 8/5/2019. Status "
      "Hearing continued to 9/9/2019 10:30 AM in Courtroom 13B before Judge Dee Moss."),
     "Minute entry: status hearing; continued to 9/9/2019"),
    (("Minute Entry for proceedings held before Judge Dee Moss: Initial Appearance as to Ken Voss held on 9/21/2018. "
      "Defendant not-appearing. Ordered Bench Warrant issued. (abc)"),
     "Minute entry: initial appearance; bench warrant issued"),
    ("Hearing Held GRANTED. Order to be submitted by: AL POE(RE: related document(s) 46 Motion to Reinstate Case)",
     "Hearing held on motion to reinstate case; granted"),
    (("Minute Entry. Proceedings held before Judge Dee Moss. Appearances: Al Poe for pla; E. Scott Roe for dfts. "
      "Telephone Conference held on 11/25/2008. Jury Trial reset for 3/17/2009 at 09:00 AM."),
     "Minute entry: telephone conference; jury trial reset for 3/17/2009"),
    (("Disposition of Hearing Held before the Honorable Dee Moss: RESOLVED (RE: related document(s) 43 Motion for "
      "Relief from Stay filed by Debtor Elm, LLC). (abc)"),
     "Hearing held on motion for relief from stay; resolved"),
    (("Disposition of Hearing before the Honorable Dee Moss: CONTINUED (RE: related document(s) 43 Motion for Relief "
      "from Stay filed by Debtor Elm, LLC). Hearing scheduled for 12/22/2009"),
     "Hearing continued on motion for relief from stay"),
    (("TEXT ORDER SETTING HEARING as to defendant(s) Ken Voss. 1) A Frye hearing will be held at 8:30 a.m. on May 23, "
      "2016 in Courtroom 1."),
     "Text order setting hearing: a Frye hearing will be held at 8:30 a.m. on May 23, 2016"),
    (("MINUTE ORDER. Pursuant to the hearing held on August 19, 2021, the court orders the following with respect to "
      "further proceedings: (1) Elm Bank will provide its reports by August 23, 2021. Conference set for 9/9/2021."),
     "Minute order: Elm Bank will provide its reports by August 23, 2021"),
    ("ORDER as to Ken Voss 9 WAIVER of Presence at Arraignment ( Signed by Judge Dee Moss) Parties notified.",
     "Order re waiver of presence at arraignment"),
    ("Order and Notice of Missing Documents Summary of schedules due 11/25/2009. Schedule A due 11/25/2009.",
     "Order and notice of missing documents"),
    ("Memo-Endorsement on letter addressed to Judge Moss from Al Poe, dated 1/7/03; granting requests for time",
     "Memo-endorsement on letter: granting requests for time"),
    (("CLERK ORDER granting Motion to view sealed document filed by Appellee USA [23]; denying Motion to suspend "
      "notice filed by Appellee USA [23] [99-30126] (ABC)"),
     "Clerk order granting motion to view sealed document; denying motion to suspend notice"),
    (("Notice of Document Discrepancies and Order Thereon by Judge Dee A. Moss Rejecting Document: Letter regarding "
      "bail, from Ken Voss. Non-compliance with local rule(s)."),
     "Notice of document discrepancies and order thereon rejecting document"),
    # Whose motion it is, and for whom somebody signs, stands before what is asked; a judgment's sentence.
    (("Motion filed by Interested Party Ann Roe for Relief from Stay Re: to Pursue Norfolk Superior Court Claim Fee "
      "Amount $150, Objections due by 3/23/2006. (Poe, Al)"),
     "Motion for relief from stay to pursue Norfolk Superior Court claim"),
    ("Second Application By Elm Oak Ware & Roe attorney for trustee For interim allowance of fees and expenses .",
     "Second application for interim allowance of fees and expenses"),
    ("Declaration in support by: Dee Moss for Creditor Elm Corporation Re: [53-1] Motion For protective order by Elm",
     "Declaration in support of motion for protective order"),
    ("NOTICE by Elm LLC OF COMPLIANCE WITH LOCAL RULES 3-1 AND 3-2 (DISCLOSURE OF ALL ASSERTED CLAIMS AND DATA)",
     "Notice of compliance with local rules 3-1 and 3-2"),
    ("Notice of Motion by: other professional Elm Oak & Roe With Hearing Re: [114-1] Application For allowance of fees",
     "Notice of motion re application for allowance of fees"),
    ("ORDER by Judge Dee Moss granting AS MODIFIED 85 Stipulation TO WITHDRAW PLAINTIFFS' OPPOSITION. (abc)",
     "Order granting as modified stipulation to withdraw plaintiffs' opposition"),
    (("JUDGMENT as to defendant Ken Voss. Defendant was found guilty on Count II of the Indictment and is committed "
      "to Probation for a term of 5 years. Defendant is ordered to pay Restitution in the amount of $9,999.00."),
     ("Judgment: defendant was found guilty on Count II of the indictment and is committed to probation for a term of "
      "5 years")),
    ("Letter Re: (Follow-up to letter of 01/22/2010, and the need to schedule status conference), Filed by ELM, INC.",
     "Letter re follow-up to letter of 01/22/2010, and the need to schedule status conference"),
    ("NOTICE OF SETTING as to Ken Voss. Plea and Sentence set for 4/8/2020 at 09:00 AM before Judge Moss, filed.",
     "Notice of setting: plea and sentence set for 4/8/2020 at 09:00 AM"),
    ("**Terminate Deadlines and Hearings as to Ken Voss: Plea and Sentence CANCELED - case not found fit. (abc, 2)",
     "Terminate deadlines and hearings: plea and sentence canceled - case not found fit"),
    ("MOTION TO STAY REMOVAL filed by Petitioner(s); REMOVAL STAYED pending further order of the court.",
     "Motion to stay removal; removal stayed"),
    ("Return of Service Executed as to Yoohoo! Inc on 7/31/2007, answer due: 8/20/2007. (abc )",
     "Return of service executed as to Yoohoo! Inc on 7/31/2007"),
    # Offices and names of cases.
    ("Letter of Securities and Exchange Commission Responding to Elm's Letter filed by Al Poe on behalf of the SEC.",
     "Letter of Securities and Exchange Commission responding to Elm's letter"),
    ("ORDER DENYING TRANSFER IN RE: OAKWORLD MARKETING AND SALES PRACTICES LITIGATION (NO. II) MDL No. 9999.",
     "Order denying transfer in re Oakworld Marketing and Sales Practices Litigation"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "headline"), HEADLINES)
def test_headlines_are_whole(text: str, headline: str) -> None:
    assert read_filing(text).headline == headline


@pytest.mark.parametrize(("text", "filer"), [
    ("Letter to The Honorable Dee Moss from Al Poe regarding health issue of Plaintiff and proposed Schedule.", ""),
    ("Letter to Judge Moss from Al Poe re [34] MOTION to Intervene on behalf of Elm Bank, Inc.", ""),
    ("LETTER regarding status by Elm Bank, Inc. (Poe, Al)", "Elm Bank, Inc"),
    ("Motion for Relief from Stay Filed by Creditor Elm Bank, N.A., Successor in interest to Oak Bank.",
     "Creditor Elm Bank, N.A."),
])  # fmt: skip
def test_filers_are_no_words_of_the_matter(text: str, filer: str) -> None:
    assert read_filing(text).filer_text == filer


def test_a_long_list_of_filers_ends_with_a_name() -> None:
    names = ", ".join(f"Ann Number Roe{chr(65 + place)}" for place in range(20))
    told = read_filing(f"RESPONSE filed by Plaintiffs {names}. (Poe, Al)").filer_text
    assert 80 < len(told) <= 200
    assert told[:-1].endswith("Ann Number Roe")
