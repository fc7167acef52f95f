"""Where headlines end: before the next sentence, before a form's label, not within what they say."""

import pytest

from rulings.reading.filing import read_filing

HEADLINES = [
    # A judge's sentence behind a title; a form's label before a colon; a sentence behind "Jr." and "a.m.".
    (("STIPULATION OF VOLUNTARY DISMISSAL PURSUANT TO F.R.C.P. 41(a)(1) IT IS HEREBY STIPULATED AND AGREED by "
      "and between the parties that the action is dismissed. Document filed by Ann Roe.(Oak, Lena)"),
     "Stipulation of voluntary dismissal pursuant to F.R.C.P. 41(a)(1)"),
    (("Motion to Sell Property Free and Clear of Liens under Section 363(f) (Fee $188) Property: 12 Elm Court, "
      "Oakton. Filed by Ann Roe on behalf of Ann Roe."),
     "Motion to sell property free and clear of liens under Section 363(f)"),
    (("CASE ASSIGNED to the Honorable Al B. Poe, Jr. Designated as Magistrate Judge the Honorable Bo Moss. "
      "(abc, )"),
     "Case assigned to the Honorable Al B. Poe, Jr."),
    # What belongs to a title stays in it.
    (("RESPONSE by Elm Bank in Opposition to MOTION by Plaintiff Al Poe to compel production of documents 40 "
      "(Oak, Lena)"),
     "Response in opposition to motion to compel production of documents"),
    (("Stipulation by Ann Roe and Al Poe Extending Time to Answer Complaint through October 4, 2021. Filed by "
      "Plaintiff Ann Roe (related document(s)1). (Roe, Ann)"),
     "Stipulation extending time to answer complaint through October 4, 2021"),
    (("PER CURIAM ORDER filed (Special Panel) granting motion to stay [1999999-2]; suspending briefing. "
      "[22-9999] (LB)"),
     "Per curiam order granting motion to stay; suspending briefing"),
    (("Notice of lodgment of order in bankruptcy case Filed by Trustee Ann Roe (RE: related document(s)55 "
      "Motion for Order Compelling Turnover). (Roe, Ann)"),
     "Notice of lodgment of order in bankruptcy case re motion for order compelling turnover"),
    (("Transfer of Claim Transfer Agreement 3001 (e) 2 Transferor: Elm Tooling Inc. (Claim No. 30) To Oak "
      "Capital LLC Filed by Oak Capital LLC. (Poe, Al)"),
     "Transfer of claim: Elm Tooling Inc. to Oak Capital LLC"),
    # What was said first, not that the court was told of something.
    (("ORDER: The Court has been advised that all claims have been settled. Accordingly, it is ORDERED that "
      "the action be and is hereby dismissed without costs. (Signed by Judge Dee Moss on 1/4/2022) (abc)"),
     "Order: the action is dismissed without costs"),
    (("REPORT AND RECOMMENDATIONS re 22 MOTION for Default Judgment: I respectfully recommend that the motion "
      "be granted. Objections to R&R due by 9/1/2023. Ordered by Magistrate Judge Dee Moss on 8/18/2023. (Poe, "
      "Al)"),
     "Report and recommendations re motion for default judgment: recommending that the motion be granted"),
    (("MINUTES (IN CHAMBERS) - ORDER DENYING PLAINTIFF'S MOTION TO REMAND [15] by Judge Dee Moss: Because "
      "Defendant has met its burden, the Court DENIES the motion. See document for details. (abc)"),
     "Minute entry: order denying plaintiff's motion to remand"),
    # What is said twice, marks that are left, one of "attorney(s)".
    (("LETTER addressed to Judge Dee Moss from Al Poe dated December 1, 2021 re: Joint Letter regarding "
      "discovery dispute. Document filed by Elm Systems Inc..(Poe, Al)"),
     "Joint letter regarding discovery dispute"),
    (("ORDER REFERRING MOTION: 22 MOTION for Default Judgment filed by Elm Bank. So Ordered by Judge Dee Moss "
      "on 3/3/2023."),
     "Order referring motion for default judgment"),
    (("ORDER ADOPTING Report and Recommendations re 24 Report and Recommendations.; denying 18 Motion for "
      "Attorney Fees."),
     "Order adopting report and recommendations; denying motion for attorney fees"),
    (("ORDER granting 12 Motion to Appear Pro Hac Vice for attorney(s) Gale T. Ford. Signed by Hon. Dee Moss "
      "on 10/3/22."),
     "Order granting motion to appear pro hac vice for attorney Gale T. Ford"),
    # Words that are no names.
    ("Order Authorizing Debtor to Incur Secured Debt re: 70 Motion to Incur Debt . (Poe, Al)",
     "Order authorizing debtor to incur secured debt re motion to incur debt"),
    ("Judgment in Favor of Plaintiff Ann Roe Against Defendant Al Poe (related document(s)1). (Oak, J)",
     "Judgment in favor of plaintiff Ann Roe against defendant Al Poe"),
    # A day in court that is moved.
    (("SCHEDULING NOTICE AND ORDER by Judge Dee Moss. The Court, on its own motion, hereby CONTINUES the "
      "hearing on Defendant's Motion to Dismiss 20 to October 3, 2022 at 10:00 a.m. THERE IS NO PDF DOCUMENT "
      "ASSOCIATED WITH THIS ENTRY. (abc) TEXT ONLY ENTRY"),
     ("Scheduling notice and order: the court continues the hearing on defendant's motion to dismiss to "
      "October 3, 2022 at 10:00 a.m.")),
    (("SCHEDULING ORDER: The conference regarding Plaintiff's Motion for a Preliminary Injunction (Doc. No. "
      "20) previously scheduled for August 1, 2017 is hereby adjourned to Wednesday, August 2, 2017 at 4:15 "
      "p.m. in Courtroom 17D. SO ORDERED. (Pre-Motion Conference set for 8/2/2017 at 04:15 PM in Courtroom 17D "
      "before Judge Dee Moss.)"),
     "Scheduling order: conference adjourned to Wednesday, August 2, 2017"),
    # Both papers that are served; a motion by its owner alone; what was decided first or in a hearing's own entry.
    (("Notice of Service of (1) Elm's First Set of Interrogatories; and (2) Elm's First Set of Requests for "
      "Production filed by Elm Inc.(Oak, Lena)"),
     "Notice of service of Elm's first set of interrogatories and Elm's first set of requests for production"),
    (("Order denying Plaintiff's motion for judgment on the pleadings (ECF No. 30) and granting Commissioner's "
      "motion (ECF No. 34). Signed by Magistrate Judge Dee Moss."),
     "Order denying plaintiff's motion for judgment on the pleadings and granting commissioner's motion"),
    (("Judge Dee Moss: ENDORSED ORDER entered ALLOWED re 31 Assented to MOTION for Extension of Time to 5/5/22 "
      "to File Answer. (Beck, M)"),
     "Endorsed order allowing assented-to motion for extension of time to 5/5/22 to file answer"),
    ("Order: Granted; re 12 Motion to Remove Attorney from Electronic Noticing. (abc)",
     "Order granting motion to remove attorney from electronic noticing"),
    (("MINUTE ORDER of the Honorable Magistrate Judge Dee Moss on 7/6/2022. Before the Court is 40 Stipulation "
      "to Extend Discovery. Good cause appearing, IT IS HEREBY ORDERED that 40 Stipulation is GRANTED. (abc)"),
     "Minute order granting stipulation to extend discovery"),
    (("Motion Hearing before District Judge D. S. Moss held on 5/6/2022 re 41 MOTION for Sanctions filed by "
      "Ann Roe. Appearances of counsel for plaintiff. Motion argued and GRANTED - order to follow. (abc)"),
     "Motion hearing held on motion for sanctions; motion granted"),
    (("IT IS ORDERED setting a Telephonic Discovery Conference for 4/4/2022 at 2:00 PM before Judge Dee Moss. "
      "This is a TEXT ENTRY ONLY."),
     "Order setting a telephonic discovery conference for 4/4/2022 at 2:00 PM"),
    (("ORDER For good cause shown, the parties are GRANTED leave to take the deposition of Mr. Roe out of "
      "time. (abc)"),
     "Order: the parties are granted leave to take the deposition of Mr. Roe out of time"),
    # Clerks' own forms: the panel's numbers, a notice's own title, what a clerk says of a paper.
    (("CONDITIONAL TRANSFER ORDER (CTO-14) FINALIZED re: pldg. (3 in DEL/1:22-cv-00101, 5 in MDL No. 3999) "
      "Inasmuch as no objection is pending at this time, the stay is lifted."),
     "Conditional transfer order finalized"),
    (("NOTICE OF POTENTIAL TAG-ALONG ACTION (Roe v. Elm - 2 action(s)) re: pldg. ( 1 in MDL No. 3999) Filed by "
      "Elm Inc. (Oak, Lena)"),
     "Notice of potential tag-along action"),
    ("NOTICE by Ann Roe re 41 MOTION for Sanctions Notice of Hearing Date Set for May 6, 2022 (Oak, Lena)",
     "Notice of hearing date set for May 6, 2022 re motion for sanctions"),
    (("QC NOTICE: 30 Stipulation of Dismissal filed by Ann Roe was filed incorrectly. **Missing signature. "
      "Please refile. (abc)"),
     "QC notice: stipulation of dismissal was filed incorrectly"),
    ("NOTICE from Clerk to Attorney Al Poe: Your pro hac vice admission is not complete. See LR 83.1. (abc)",
     "Notice from clerk to attorney Al Poe: your pro hac vice admission is not complete"),
    ("MINUTE ORDER ~ Notice of Appeal filed. (abc)",
     "Minute order: notice of appeal"),
    ("JUDGMENT - in favor of Elm Inc. against Ann Roe. Signed by Deputy Clerk on 7/2/22. (abc)",
     "Judgment in favor of Elm Inc. against Ann Roe"),
    (("MEMORANDUM (Order to follow as separate docket entry) re: defendants' motions to dismiss 14 17 . Signed "
      "by Honorable Dee Moss on 8/8/2022. (ms)"),
     "Memorandum re defendants' motions to dismiss"),
    # Two titles or sentences that stand without a mark between them; whole clauses of a judge's sentence.
    (("Reply to Response to Motion re 20 MOTION for Class Certification REPLY BRIEF IN FURTHER SUPPORT filed "
      "by Al Poe. (Oak, Lena)"),
     "Reply to response to motion for class certification"),
    (("ORDER re 14 Response to Order to Show Cause The show cause order is SATISFIED. Signed by District Judge "
      "Dee Moss. (abc)"),
     "Order re response to order to show cause: the show cause order is satisfied"),
    (("INITIAL REVIEW ORDER: The complaint may proceed on the excessive force claim against Officer Tran; all "
      "other claims are DISMISSED. Service packets due by 6/6/2022."),
     ("Initial review order: the complaint may proceed on the excessive force claim against Officer Tran; all "
      "other claims are dismissed")),
    (("REPORT-RECOMMENDATION and ORDER: RECOMMENDED that the complaint (Dkt. No. 1) be dismissed with leave to "
      "amend; and it is ORDERED that the IFP application (Dkt. No. 2) is granted."),
     ("Report-recommendation and order: recommended that the complaint be dismissed with leave to amend; the "
      "IFP application is granted")),
    (("DECISION AND ORDERED, that Plaintiff's motion (Dkt. No. 30) for default judgment is GRANTED as to "
      "liability; and it is further ORDERED, that a damages hearing be held."),
     "Decision and order: plaintiff's motion for default judgment is granted as to liability"),
    (("Minute Entry for Jury Selection/Trial held on 5/2/2022 before Judge Dee Moss: Jury of 8 selected and "
      "sworn. (abc)"),
     "Minute entry: jury selection/trial; jury of 8 selected and sworn"),
    ("VIRTUAL ORDER: 44 MOTION to Continue is GRANTED w/out objection. Signed by Judge Dee Moss. (abc)",
     "Virtual order: motion to continue is granted without objection"),
    (("FINDINGS AND RECOMMENDATIONS recommending that this Action be Dismissed for Failure to Comply with "
      "Court Order signed by Magistrate Judge Dee Moss on 5/5/2022."),
     ("Findings and recommendations recommending that this action be dismissed for failure to comply with "
      "court order")),
    # What clerks put before or behind.
    (("NON-DOCUMENT: TEXT ORDER denying 12 Motion for TRO. Plaintiff has not shown irreparable harm. Ordered "
      "by Judge Dee Moss."),
     "Text order denying motion for TRO"),
    ("STATUS REPORT Jointly Filed by All Parties by Elm Corp.. (Oak, Lena)",
     "Status report"),
    ("COSTS TAXED in amount of $ 2,113.40 against plaintiff. (abc)",
     "Costs taxed in amount of $2,113.40 against plaintiff"),
    ("MOTION in Limine re: To Exclude Evidence of its Sales by Elm LLC. (Poe, Al)",
     "Motion in limine to exclude evidence of its sales"),
    (("ORDER-The Court GRANTS Defendants' 40 Motion to Compel Arbitration and STAYS this case. Signed by Judge "
      "Dee Moss."),
     "Order: the court grants defendants' motion to compel arbitration and stays this case"),
    (("RESPONSE to Motion re 20 MOTION to Dismiss PLAINTIFF'S OPPOSITION TO DEFENDANT'S MOTION TO DISMISS "
      "filed by Ann Roe."),
     "Response to motion to dismiss"),
    # Grounds that are left of a judge's sentence, a motion that "was" heard, a place behind an hour.
    (("ORDER. Upon consideration of Plaintiff's unopposed motion (Doc. 9) to extend the time to serve the "
      "complaint, and for good cause shown, it is ORDERED that the motion is GRANTED and Plaintiff shall serve "
      "Defendant by 5/5/2021."),
     "Order: the motion is granted and plaintiff shall serve defendant by 5/5/2021"),
    (("Minute Order: A telephonic hearing on Plaintiff's motion to compel was held. The motion is denied as "
      "premature."),
     "Minute order denying motion to compel"),
    (("NOTICE: The hearing on the motion for preliminary injunction previously set for May 4, 2021 has been "
      "rescheduled to May 11, 2021 at 1:30 p.m. in Courtroom 5. (xyz)"),
     ("Notice: the hearing on the motion for preliminary injunction previously set for May 4, 2021 has been "
      "rescheduled to May 11, 2021 at 1:30 p.m.")),
    (("NOTICE is hereby given that an official transcript of a proceeding has been filed by the court reporter "
      "in the above-captioned matter. (xyz)"),
     "Notice of official transcript of a proceeding"),
    ("Complaint [96-90999] vs. Elm Corp. . NOS 454 Recover Money/Property . Filing Fee $ 120.00",
     "Complaint against Elm Corp."),
    # What a stop phrase cut: a verb behind the judge, a plan that is "modified", a day that is set, a detainer.
    ("Terminate Hearings: The status conference set for 5/5/2021 before Judge Ann Roe in Courtroom 5A is canceled.",
     "Terminate hearings: the status conference set for 5/5/2021 is canceled"),
    ("In light of the Stipulation 44, the pretrial conference set for 1/6/2022 before Judge Ann Poe, is cancelled.",
     "The pretrial conference set for 1/6/2022 is cancelled"),
    ("Order approving modified plan after confirmation Entered on 3/7/2007 (RE: related document(s)29 Plan).",
     "Order approving modified plan after confirmation"),
    ("Order Granting Motion To Set Last Day To File Proofs of Claim (Related Doc # 114 ) Proofs of Claims due by 3/12.",
     "Order granting motion to set last day to file proofs of claim"),
    ("Detainer Lodged as to Ann Roe. This is a text entry only.", "Detainer lodged"),
    ("SEALED LODGED Proposed Deposition of Ann Roe. Document to be filed by Clerk if Motion to Seal is granted.",
     "Sealed lodged proposed deposition of Ann Roe"),
    ("NOTICE OF BOND HEARING as to Ann RoeThis is the official notice for this hearing. Bond Hearing set for 1/6/2009.",
     "Notice of bond hearing"),
    ("NOTICE OF HEARING as to Ann Roe. This is the official notice for this hearing. Sentencing is set for 3/3/2009.",
     "Notice of hearing: sentencing is set for 3/3/2009"),
    # Words of a clerk's form, a name's tail and an address are no matter.
    ("REPLY filed by Appellee Elm Bank to response [5434898-2]. Certificate of service dated 04/12/2010.",
     "Reply to response"),
    ("Transcript regarding the hearing held on 12/01/09 Notice of Intent to Request Redaction Due By 12/18/2009.",
     "Transcript regarding the hearing held on 12/01/09"),
    ("Continuance of meeting of creditors to 10/22/2004 at 9:00 A.M. Meeting to be held at 6851 N.E. Loop 820.",
     "Continuance of meeting of creditors to 10/22/2004 at 9:00 A.M."),
    ("Motion for Relief from Stay Re: 3112 Hunters Trace, Richmond, VA with Notice of Hearing, filed by Al Roe.",
     "Motion for relief from stay"),
    ("FINAL ORDER OF FORFEITURE as to Ann Roe 122 MOTION for Forfeiture of Property by Judge Dee Moss.",
     "Final order of forfeiture re motion for forfeiture of property"),
    ("Notice of Appearance and Request for Notice of Michael D. Fielding on behalf of Elm Bank",
     "Notice of appearance and request for notice of Michael D. Fielding"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "headline"), HEADLINES)
def test_a_headline_ends_where_its_words_do(text: str, headline: str) -> None:
    assert read_filing(text).headline == headline
