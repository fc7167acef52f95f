"""Headlines of what courts word by habit: orders of docket text, clerks' forms, bankruptcy and appellate entries,
abbreviations."""

import pytest

from rulings.reading.filing import read_filing

HEADLINES = [
    ("MEMORANDUM DECISION AND ORDER. The good faith exception applies and the motion is denied.",
     "Memorandum decision and order: the good faith exception applies and the motion is denied"),
    ("FINDINGS AND RECOMMENDATION recommending that 32 be denied in its entirety.",
     "Findings and recommendation recommending that the document be denied in its entirety"),
    ("Withdraw Document ( 91 )", "Withdraw document"),
    ("Deficient MOTION to Dismiss filed by Elm Corp.", "Deficient motion to dismiss"),
    ("Deficient Filing Chapter 11 : Balance Sheet due by 11/20/2009.",
     "Deficient filing Chapter 11: balance sheet due by 11/20/2009"),
    ("DEFICIENT DOCUMENT: Notice of Appeal", "Deficient document: notice of appeal"),
    ("Elm Corp. Motion to Stay", "Elm Corp. motion to stay"),
    ("Objection of Elm Inc. Responses to be filed by 5/4/2026.", "Objection of Elm Inc."),
    ("EP: MINUTES: Motion hearing held.", "Minute entry: motion hearing"),
    ("EO: - Defendant's motion to continue is granted", "Defendant's motion to continue is granted"),
    ("EP: 2nd Day Jury Trial held", "2nd day jury trial held"),
    ("KSM: MINUTES: Status conference held", "Minutes: status conference held"),
    ("(Re: #168) Deadline Extended", "Deadline extended"),
    ("ORDER granting 12 Motion to Compel and no response having been filed", "Order granting motion to compel"),
    (("SCHEDULING NOTICE by Judge Ann Roe. The Court, on its own motion, hereby CONTINUES the Scheduling "
      "Conference from May 4, 2021 to June 8, 2021 at 8:30 a.m. THERE IS NO PDF DOCUMENT ASSOCIATED WITH THIS "
      "ENTRY. (abc) TEXT ONLY ENTRY"),
     ("Scheduling notice: the court continues the scheduling conference from May 4, 2021 to June 8, 2021 at"
      " 8:30 a.m.")),
    (("Electronic filing error. Incorrect event used. [err101] Please re-file using correct event. Re: 12 Motion "
      "to Dismiss filed by Elm Bank (abc, COURT STAFF) (Filed on 5/4/2021)"),
     "Electronic filing error: incorrect event used"),
    (("ORDER GRANTING EXTENSION OF TIME: granting 9 Letter Motion for Extension of Time to Answer. Elm Bank answer"
      " due 6/1/2021. SO ORDERED. (Signed by Judge Ann Roe on 5/4/2021) (abc)"),
     "Order granting letter motion for extension of time to answer"),
    ("ANSWER to 1 Complaint with Jury Demand by Elm Bank. Related document: 1 Complaint filed by Oak, LLC.(Fir, Bo)",
     "Answer to complaint with jury demand"),
    (("Pursuant to 28 U.S.C. § 636(b)(1) and Local Rule 72.1, this matter is referred to Magistrate Judge Bo Fir "
      "for a ruling on 12 Motion to Compel. (abc)"),
     "This matter is referred to Magistrate Judge Bo Fir for a ruling on motion to compel"),
    (("Judge Ann Roe: ELECTRONIC ORDER entered granting 12 Motion for Leave to Appear Pro Hac Vice Added Bo Fir. "
      "Attorneys admitted Pro Hac Vice must have an individual upgraded PACER account, not a shared firm account, "
      "to electronically file in the District of Massachusetts. (Poe, Cy)"),
     "Electronic order granting motion for leave to appear pro hac vice"),
    (("ORDER THAT THE CLERK SHALL MARK THIS CASE CLOSED FOR STATISTICAL PURPOSES AND PLACE THE MATTER IN THE CIVIL"
      " SUSPENSE FILE, ETC. SIGNED BY JUDGE ANN ROE ON 8/9/19. 8/9/19 ENTERED AND COPIES E-MAILED.(er, )"),
     ("Order that the clerk shall mark this case closed for statistical purposes and place the matter in the civil"
      " suspense file")),
    (("Order that the Rule 16 conference scheduled for 5/6/21 is RESCHEDULED to 5/13/21 at 10:00 a.m. (SIGNED BY "
      "JUDGE ROE ON 4/30/21.) 5/3/21 ENTERED AND COPIES E-MAILED.(mas)"),
     "Order that the Rule 16 conference scheduled for 5/6/21 is rescheduled to 5/13/21 at 10:00 a.m."),
    (("ORDER Granting ECF No. 12 Stipulation for Extension of Time (First Request) re Discovery. Discovery due by "
      "9/9/2021. Motions due by 10/8/2021. Proposed Joint Pretrial Order due by 11/8/2021. Signed by Magistrate "
      "Judge Ann Roe on 3/3/2021. (Copies have been distributed pursuant to the NEF - JQC)"),
     "Order granting stipulation for extension of time (first request) re discovery"),
    (("SCHEDULING ORDER: In light of the parties' 22 letter, the initial conference set for 5/4/2021 is adjourned "
      "to 6/8/2021 at 11:00 a.m. by telephone. Ordered by Magistrate Judge Ann Roe on 4/30/2021. (Poe, Cy)"),
     "Scheduling order: the initial conference set for 5/4/2021 is adjourned to 6/8/2021 at 11:00 a.m. by telephone"),
    (("TEXT ORDER: The telephone status conference set for 5/4/21 is hereby adjourned to 5/18/21 at 2:00 p.m. "
      "Counsel for Plaintiff shall initiate the call. So Ordered by Magistrate Judge Ann Roe on 4/30/21. (abc, )"),
     "Text order: the telephone status conference set for 5/4/21 is adjourned to 5/18/21 at 2:00 p.m."),
    (("ENTRY - The parties' joint motion to amend the case management plan (Filing No. 31) is GRANTED. Dispositive"
      " motions are due on or before September 3, 2021. Signed by Magistrate Judge Ann Roe on 4/30/2021. (JSR)"),
     "Entry granting joint motion to amend the case management plan"),
    (("COURTROOM MINUTES for Status Conference held by Telephone before Magistrate Judge Ann Roe on 5/4/2021. "
      "ORDERED: The parties shall file a joint status report on or before June 4, 2021. FTR: Courtroom C-204. "
      "(abc, )"),
     ("Minute entry: status conference; ordered: the parties shall file a joint status report on or before June 4,"
      " 2021")),
    (("EO: In light of the Notice of Settlement, the Settlement Conference set for 5/4/2021 is VACATED. Dismissal "
      "documents are due 6/4/2021. (MAGISTRATE JUDGE ANN ROE) (abc)"),
     "The settlement conference set for 5/4/2021 is vacated"),
    (("Text Order GRANTING 12 Motion to Appear Pro Hac Vice entered by Judge Ann Roe. Before the Court is the "
      "Motion for admission pro hac vice. The Court, having reviewed the Motion, finds it should be GRANTED and "
      "therefore orders as follows: IT IS ORDERED the Motion for Admission Pro Hac Vice is GRANTED. IT IS FURTHER "
      "ORDERED that Applicant, if he/she has not already done so, shall immediately tender the amount of $100.00, "
      "made payable to: Clerk, U.S. District Court. (This is a text-only entry generated by the court. There is no"
      " document associated with this entry.) (lad)"),
     "Text order granting motion to appear pro hac vice"),
    (("MINUTE ORDER: (Text Only Entry) The Court is in receipt of Defendant's ex parte application to continue the"
      " hearing. Any opposition shall be filed by noon on 5/5/2021. (Poe, C)"),
     "Minute order: any opposition shall be filed by noon on 5/5/2021"),
    (("Hearing Held; Appearances: Bo Fir for Trustee; Cy Elm for Debtor - Motion Granted. Order to be Submitted. "
      "(RE: related document(s) 31 Motion to Sell Free and Clear of Liens filed by Debtor Elm, LLC) (abc)"),
     "Hearing held on motion to sell free and clear of liens; motion granted"),
    (("Meeting of Creditors. 341(a) meeting to be held on 4/8/2021 at 10:00 AM. Last day to oppose discharge or "
      "dischargeability is 6/7/2021. (Admin, )"),
     "Meeting of creditors on 4/8/2021"),
    ("Set Deficient Filing Deadlines. Incomplete Filings due by 3/17/2021. (abc)",
     "Set deficient filing deadlines: incomplete filings due by 3/17/2021"),
    ("Notice of Deficient Filing. Disclosure of Compensation of Attorney not filed. (abc)",
     "Notice of deficient filing: disclosure of compensation of attorney not filed"),
    ("Withdrawal of Claim(s): 4 Filed by Creditor Elm Bank. (Fir, Bo)",
     "Withdrawal of claim 4"),
    (("Docket Order - Continuing Hearing. Hearing on Motion for Relief continued to 5/5/2021. (related "
      "document(s)22). (abc)"),
     "Docket order - continuing hearing: hearing on motion for relief continued to 5/5/2021"),
    (("Application for Compensation First Interim Application of Elm & Oak LLP for Allowance of Compensation and "
      "Reimbursement of Expenses for the Period from January 1, 2021 through March 31, 2021 for Elm & Oak LLP, "
      "Debtor's Attorney, Period: 1/1/2021 to 3/31/2021, Fee: $12,345.00, Expenses: $234.00. Filed by Attorney Elm"
      " & Oak LLP (Elm, Cy)"),
     "Application for compensation: first interim application of Elm & Oak LLP for allowance of compensation…"),
    (("Corrective Entry: (Incorrect PDF attached. Filer to refile.) (RE: related document(s)31 Motion to Value "
      "Collateral filed by Debtor Ann Roe). (abc)"),
     "Corrective entry: incorrect PDF attached"),
    (("Notice to Filer of Error and/or Deficient Document Incorrect event code used. (RE: related document(s)31 "
      "Notice of Motion filed by Debtor Ann Roe) (abc)"),
     "Notice to filer of error and/or deficient document: incorrect event code used"),
    ("Endorsed Order dated 3/3/2021 Re: 31 Motion to Extend Deadline filed by Debtor Ann Roe. ALLOWED. (abc)",
     "Endorsed order allowing motion to extend deadline"),
    (("Order dated 3/3/2021 Re: 31 Emergency Motion filed by Debtor Ann Roe for Use of Cash Collateral. GRANTED ON"
      " AN INTERIM BASIS. A FINAL HEARING IS SCHEDULED FOR 3/24/2021 AT 10:00 A.M. See Order for Full Text. (abc)"),
     "Order granting on an interim basis emergency motion for use of cash collateral"),
    (("BRIEFING schedule set. Brief due 04/12/2021 for APPELLANT Ann Roe. Appendix due 04/12/2021 for APPELLANT "
      "Ann Roe. Pursuant to F.R.A.P. 31(a), appellee's brief will be due 30 days following service of appellant's "
      "brief. [21-1234] (DJT)"),
     "Briefing schedule set: brief due 04/12/2021 for appellant Ann Roe"),
    (("CLERK'S ORDER [1889234] filed extending the time to file appellant brief to 04/12/2021. [21-5012] [Entered:"
      " 03/03/2021 10:02 AM]"),
     "Clerk's order extending the time to file appellant brief to 04/12/2021"),
    ("NOTICE [1889234] filed to stop electronic notices. [21-5012]",
     "Notice to stop electronic notices"),
    ("ORAL ARGUMENT HELD before Judges Fir, Elm and Oak. [21-5012] [Entered: 03/03/2021 10:02 AM]",
     "Oral argument held"),
    ("NOT PRECEDENTIAL OPINION Coram: FIR, ELM and OAK, Circuit Judges. Total Pages: 8. Judge: FIR Authoring. (PDB)",
     "Not precedential opinion"),
    (("Filed Nonprecedential Disposition PER CURIAM. AFFIRMED. Bo Fir, Circuit Judge; Cy Elm, Circuit Judge and Di"
      " Oak, Circuit Judge. [31-1] [7128888] [20-1234] (CAG)"),
     "Nonprecedential disposition per curiam: affirmed"),
    (("BRIEF FILED - APPELLANT BRIEF filed by Ann Roe. w/service 03/03/2021 , Length: 10,123 words 10 COPIES OF "
      "PAPER BRIEFS (WITHOUT THE APPELLATE PDF FOOTER) FROM Ann Roe due 03/08/2021 WITH certificate of service for"
      " paper briefs. Brief of Elm Bank due on 04/05/2021 [5012349] [21-1234] (ABC)"),
     "Brief filed: appellant brief"),
    (("[10798765] Order filed by Clerk of the Court granting Appellant's motion to extend time to file opening "
      "brief. Appellant's brief now due 04/12/2021 for Ann Roe. [21-1234] [Entered: 03/03/2021 10:02 AM]"),
     "Order granting appellant's motion to extend time to file opening brief"),
    (("ORDER: Motion for extension of time to file appellant's brief filed by Appellant Ann Roe is GRANTED. "
      "Appellant's brief is due on or before 04/12/2021, with the appendix due seven (7) days from the filing of "
      "the brief. [9412345-2] [21-11234] (JC)"),
     "Order granting motion for extension of time to file appellant's brief"),
    (("Opinion issued by court as to Appellant Ann Roe. Decision: Affirmed. Opinion type: Non-Published. Opinion "
      "method: Per Curiam. The opinion is also available through the Court's Opinions page at this link "
      "http://www.ca11.uscourts.gov/opinions. [20-11234] (JC)"),
     "Opinion: affirmed"),
    ("Judgment VACATED and case REMANDED for further consideration in light of Elm v. Oak, 592 U. S. ___ (2021).",
     "Judgment vacated and case remanded for further consideration in light of Elm v. Oak"),
    ("CERTIFIED ORDER, dated 03/03/2021, to SDNY, ISSUED.[3045678] [21-1234]",
     "Certified order, to SDNY, issued"),
    (("JUDGMENT ORDER filed. Decision: Dismissed in part; Affirmed in part. Originating case number: "
      "1:19-cv-00123-ABC. Entered on Docket Date: 03/03/2021. [1000987654] Copies to all parties. [20-1234] BF"),
     "Judgment order: dismissed in part; affirmed in part"),
    (("BRIEFING ORDER filed. [1000987654] Opening Brief and Appendix due 04/12/2021. Response Brief due "
      "05/12/2021. [21-1234] BF"),
     "Briefing order: opening brief and appendix due 04/12/2021"),
    ("Ack of Notice of Appeal: the fee is due 3/17/2021. Case closed code.",
     "Acknowledgment of notice of appeal: the fee is due 3/17/2021"),
    ("Ddl set: Appellee's brief due 4/5/21; Aty Fir notified by phone.",
     "Deadline set: appellee's brief due 4/5/21; attorney Fir notified by phone"),
    ("Pltf's Opp to Def's MTD [Dkt 12]",
     "Plaintiff's opposition to defendant's motion to dismiss"),
    ("Re: [Dkt 12] Pltf's Opp to Def's MTD filed by Atty C Elm",
     "Plaintiff's opposition to defendant's motion to dismiss"),
    ("ORD granting 12 Mtn for Ext of Time; ans ddl set for 4/5/21; cc: all counsel",
     "Order granting motion for extension of time"),
    ("Stip & Ord of Dismissal w/ prej",
     "Stipulation & order of dismissal with prejudice"),
    ("Mot for SJ by Pltf w/ Br in Supp",
     "Motion for summary judgment"),
    (("ORDER: Before the Court is Defendant's Motion to Compel Arbitration (Doc. 14). Plaintiff has filed a "
      "response (Doc. 17). For the reasons stated in the attached memorandum, the Motion is GRANTED and this "
      "action is STAYED pending arbitration. The parties shall file a joint status report every 90 days. Signed by"
      " Judge Ann Roe on 3/3/2021. (abc)"),
     "Order granting motion to compel arbitration; staying action"),
    (("Order re discovery dispute. Having considered the parties' letters (Dkts. 41 and 42), the Court orders Elm "
      "Bank to produce the documents identified in Request Nos. 4-7 by April 2, 2021. (abc)"),
     ("Order re discovery dispute: the court orders Elm Bank to produce the documents identified in request Nos. "
      "4-7 by April 2, 2021")),
    (("REPORT AND RECOMMENDATIONS re 3 MOTION for Leave to Proceed in forma pauperis filed by Ann Roe: For the "
      "reasons set forth herein, the undersigned RECOMMENDS that the motion be DENIED and the complaint dismissed "
      "without prejudice. Objections due within 14 days. (abc)"),
     ("Report and recommendations re motion for leave to proceed in forma pauperis: recommends that the motion be "
      "denied and the complaint dismissed without prejudice")),
    (("ORDER re 14 Order to Show Cause. Plaintiff having responded, the Order to Show Cause is DISCHARGED. Signed "
      "by Judge Ann Roe on 3/3/2021. (abc)"),
     "Order re order to show cause: plaintiff having responded, the order to show cause is discharged"),
    (("Order [non-document] The telephonic status conference previously set for 3/3/2021 has been rescheduled to "
      "3/10/2021 at 2:00 p.m. Call-in information remains the same. Judge Ann Roe 3/1/2021. (abc)"),
     ("Order: the telephonic status conference previously set for 3/3/2021 has been rescheduled to 3/10/2021 at "
      "2:00 p.m.…")),
    (("CERTIFIED COPY OF MANDATE from USCA for the 6th Circuit. Judgment of the District Court is REVERSED and "
      "REMANDED. USCA No. 20-1234. (abc)"),
     "Certified copy of mandate from USCA for the 6th Circuit: reversed and remanded"),
    (("CONDITIONAL TRANSFER ORDER (CTO-12) from the Judicial Panel on Multidistrict Litigation transferring 4 "
      "actions to this court. (abc)"),
     ("Conditional transfer order from the Judicial Panel on Multidistrict Litigation transferring 4 actions to "
      "this court")),
    (("OPINION AND ORDER re: 31 MOTION to Dismiss . filed by Elm Bank. For the foregoing reasons, Elm Bank's "
      "motion to dismiss is GRANTED as to Counts II and III and DENIED as to Count I. The Clerk of Court is "
      "respectfully directed to terminate the motion at Docket No. 31. SO ORDERED. (Signed by Judge Ann Roe on "
      "3/3/2021) (abc)"),
     ("Opinion and order re motion to dismiss: Elm Bank's motion to dismiss is granted as to counts II and III and"
      " denied as to Count I")),
    ("VERDICT FORM. Jury finds for plaintiff; damages in the amount of $120,000. (abc)",
     "Verdict form: jury finds for plaintiff; damages in the amount of $120,000"),
    ("JURY VERDICT as to Ann Roe (1) Not Guilty on Count 1; Guilty on Counts 2-4. (abc)",
     "Jury verdict: not guilty on Count 1; guilty on counts 2-4"),
    ("CLERK'S JUDGMENT pursuant to Order entered 3/3/2021: This action is dismissed without prejudice. (abc)",
     "Clerk's judgment pursuant to order entered 3/3/2021: this action is dismissed without prejudice"),
    ("MEDIATION REPORT: Mediation held on 3/3/2021. Case did not settle. (Fir, Bo)",
     "Mediation report: case did not settle"),
    ("Set/Reset Deadlines as to 22 MOTION to Compel. Responses due by 3/17/2021. (abc)",
     "Set/reset deadlines re motion to compel: responses due by 3/17/2021"),
    ("Attorney update in case as to Elm Bank. Attorney Bo Fir terminated. (abc)",
     "Attorney update: attorney Bo Fir terminated"),
    ("Order Denied - 22 Motion for Reconsideration. See order. (abc)",
     "Order denying motion for reconsideration"),
    ("MOTION GRANTED - Order on Motion for Leave to File Excess Pages 31. (abc)",
     "Order granting motion for leave to file excess pages"),
    (("OPINION AND ORDER: The motion is granted in part. Count III is dismissed. The motion is denied in all other"
      " respects. (abc)"),
     "Opinion and order granting in part motion; Count III is dismissed"),
    (("MOTION for Summary Judgment on Counts I-III, MOTION for Attorney Fees by Elm Bank. Responses due by "
      "3/24/2021 (Fir, Bo)"),
     "Motion for summary judgment on counts I-III, motion for attorney fees"),
    (("JURY TRIAL - DAY 3 held before Judge Ann Roe on 3/3/2021. Witnesses sworn: Di Oak, Ed Ash. Jury excused "
      "until 3/4/2021 at 9:00 AM. (abc)"),
     "Jury trial - day 3"),
    ("ORDER GRANTING 5 MOTION for leave to proceed in forma pauperis and DIRECTING service by US Marshal. (abc)",
     "Order granting motion for leave to proceed in forma pauperis and directing service by US marshal"),
    ("Endorsed ORDER setting Zoom status conference on 5/4/2021 at 9:30 AM. Signed by Judge Ann Roe (ABC)",
     "Endorsed order setting Zoom status conference"),
    ("NOTICE of mediation conference/hearing to be held on 6/8/2021 at 10:00 AM before Di Oak (Fir, Bo)",
     "Notice of mediation conference/hearing to be held on 6/8/2021 at 10:00 AM"),
    ("Clerk's Notice of Docket Correction re 14 Response in Opposition. Docket text modified. (jgo)",
     "Clerk's notice of docket correction re response in opposition"),
    (("Acknowledgment of Receipt of NOA from USCA re 44 Notice of Appeal filed by Ann Roe. Date received by USCA: "
      "3/3/21. USCA Case Number: 21-10123-A. (hh)"),
     "Acknowledgment of receipt of notice of appeal from USCA"),
    (("ENTRY Scheduling Telephonic Status Conference - A telephonic status conference is set for May 4, 2021 at "
      "2:30 PM (Eastern) before Magistrate Judge Bo Fir. Signed by Magistrate Judge Bo Fir on 3/3/2021.(JSR)"),
     "Entry scheduling telephonic status conference: a telephonic status conference is set for May 4, 2021 at 2:30 PM"),
    (("MAGISTRATE JUDGE'S REPORT AND RECOMMENDATION on Motion for Default Judgment 19 - The Magistrate Judge "
      "recommends the motion be granted. Objections due within 14 days. (JSR)"),
     ("Magistrate judge's report and recommendation on motion for default judgment: the magistrate judge "
      "recommends the motion be granted")),
    (("ORDER by Judge Ann Roe. The hearing on the motion for preliminary injunction [Doc. 14] is rescheduled for "
      "May 4, 2021 at 1:30 p.m. by Zoom. [THIS IS A TEXT-ONLY ENTRY. THERE ARE NO DOCUMENTS ATTACHED.] (abc)"),
     "Order: the hearing on the motion for preliminary injunction is rescheduled for May 4, 2021 at 1:30 p.m. by Zoom"),
    (("ORDER. Before the Court is the parties' Joint Motion to Stay Case (Docket No. 22). The motion is well taken"
      " and is GRANTED; the case is STAYED until August 2, 2021. (abc)"),
     "Order granting motion to stay case; staying case"),
    ("Set Hearings per 14 Order: Evidentiary Hearing set for 5/4/2021 at 09:00 AM. (abc)",
     "Set hearings: evidentiary hearing set for 5/4/2021 at 09:00 AM"),
    ("STIPULATION AND ORDER 14 Continuing Case Management Conference to 6/8/2021 signed by Judge Ann Roe. (abc)",
     "Stipulation and order continuing case management conference to 6/8/2021"),
    (("MINUTES OF Motion Hearing held before Judge Ann Roe: Court hears argument re 22 MOTION for Class "
      "Certification. The motion is taken under submission. Court Reporter: Bo Fir. (abc)"),
     "Minute entry: motion hearing; motion taken under submission"),
    (("MINUTES OF IN CHAMBERS ORDER by Judge Ann Roe: The hearing on the MOTION to Dismiss 22 scheduled for "
      "5/10/2021, is hereby taken off calendar and under submission. (abc)"),
     ("Minute entry: in chambers order: the hearing on the motion to dismiss scheduled for 5/10/2021, is "
      "taken off calendar and under submission")),
    (("MDL No. 3456. Conditional Transfer Order (CTO-5) filed. Order transferring case from the Northern District "
      "of Oak. (abc)"),
     "Conditional transfer order"),
    (("Order Granting Agreed Motion to Continue Hearing On: [(22 Motion for Relief from Stay)]. Hearing scheduled "
      "for 05/05/2021 at 09:30 AM. (Fir, Bo)"),
     "Order granting agreed motion to continue hearing on motion for relief from stay"),
    (('Notice to Filer of Apparent Filing Deficiency: Local Form "Debtor\'s Notice of Compliance with Requirements '
      'for Amending Creditor Information" is Missing. THE FILER IS DIRECTED TO FILE THE MISSING LOCAL FORM WITHIN '
      "TWO BUSINESS DAYS. (Re: 14 Amended Schedules filed by Debtor Ann Roe) (abc)"),
     'Notice to filer of apparent filing deficiency: local form "debtor\'s notice of compliance with requirements…'),
    (("Notice of Hearing by Filer Filed by Creditor Elm Bank (Re: 22 Motion for Relief from Stay filed by Creditor"
      " Elm Bank). (Fir, Bo)"),
     "Notice of hearing by filer on motion for relief from stay"),
    ("Notice to Withdraw Document Filed by Debtor Ann Roe (Re: 14 Motion to Value). (Elm, Cy)",
     "Notice to withdraw document re motion to value"),
    (("Certificate of No Response or Settlement and Request for Entry of Order Filed by Trustee Bo Fir (Re: 32 "
      "Motion to Dismiss). (Fir, Bo)"),
     "Certificate of no response or settlement and request for entry of order re motion to dismiss"),
    (("Hearing Held; (related document(s): 14 Motion to Impose Automatic Stay filed by Ann Roe) - Appearances: Cy "
      "Elm for Debtor; Granted on an interim basis; Adjourned to 4/7/2021 at 10:00 AM. Submit Order (abc)"),
     "Hearing held on motion to impose automatic stay; granted on an interim basis"),
    (("Hearing Held and Adjourned; - No Appearances; (related document(s): 1 Chapter 13 Voluntary Petition filed "
      "by Ann Roe) Confirmation hearing to be held on 4/7/2021 at 10:00 AM. (abc)"),
     "Hearing held and adjourned on Chapter 13 voluntary petition; confirmation hearing to be held"),
    (("Court Docket Order: Debtor's Motion to Sell (Doc. 44) is set for telephonic hearing on 4/7/2021 at 9:00 AM."
      " Objections due 3/31/2021. Dial-in 888-555-1234. (abc)"),
     "Court docket order: debtor's motion to sell is set for telephonic hearing on 4/7/2021 at 9:00 AM"),
    (("Minutes of Proceedings/Minute Order. Hearing held on 3/3/2021. (related document(s): 22 Motion for Relief "
      "from Stay) Matter settled; order to be submitted by movant. (abc)"),
     "Minute entry: hearing on motion for relief from stay; matter settled"),
    ("Order Re: Motion for Voluntary Dismissal; GRANTED (Related Doc # 33) (abc)",
     "Order granting motion for voluntary dismissal"),
    ("Application to Have the Chapter 7 Filing Fee Waived Filed by Debtor Ann Roe. (Elm, Cy)",
     "Application to have the Chapter 7 filing fee waived"),
    (("Schedule A/B: Property, Schedule C: The Property You Claim as Exempt, Schedule D Filed by Debtor Ann Roe. "
      "(Elm, Cy)"),
     "Schedule A/B: property"),
    ("Notice of Need to File Proof of Claim Due to Recovery of Assets. Proofs of Claims due by 7/7/2021. (abc)",
     "Notice of need to file proof of claim due to recovery of assets"),
    (("PER CURIAM JUDGMENT [1889345] filed (without memorandum) for the reasons in the accompanying opinion that "
      "the order of the district court be affirmed. Before Judges: Fir, Elm and Oak. [20-5012]"),
     ("Per curiam judgment for the reasons in the accompanying opinion that the order of the district court be "
      "affirmed")),
    ("OPINION [1889345] filed (Pages: 31) for the Court by Judge Fir. [20-5012]",
     "Opinion for the court"),
    ("Order by the Court: The petition for permission to appeal is DENIED. [12] [21-8001] (Fir)",
     "Order by the court denying petition for permission to appeal"),
    (("ORDER authorizing service of process, directing clerk to issue summons and forward the summons and "
      "complaint to the USM for service upon Elm Bank. Signed by Magistrate Judge Bo Fir. (dsto, )"),
     ("Order authorizing service of process, directing clerk to issue summons and forward the summons and "
      "complaint to the USM for service upon Elm Bank")),
    (("PROPER FORM ORDER; re: 1 Complaint filed by Ann Roe. Case to be brought into proper form by 3/26/2021. "
      "Signed by Magistrate Judge Bo Fir. (abc)"),
     "Proper form order: case to be brought into proper form by 3/26/2021"),
    (("ELECTRONIC Minute Entry for proceedings held before Judge Ann Roe: Rule 11 Hearing as to Ann Roe held on "
      "3/3/2021. Defendant pleads guilty to Count 1. Sentencing set for 6/8/2021 at 2:00 PM. Presentence report "
      "ordered. (Court Reporter: Bo Fir) (abc)"),
     "Minute entry: Rule 11 hearing; guilty plea entered"),
    (("Minute Entry for Telephone Conference held on 3/3/2021 re: discovery. Elm Bank to supplement responses to "
      "Interrogatories 4 and 9 by 3/19/2021. Follow-up call 3/24/2021 at 4:00 PM. (abc)"),
     "Minute entry: telephone conference re discovery"),
    (("TEXT Minute Entry for proceedings held before Judge Ann Roe: Motion Hearing held on 3/3/2021 re 14 MOTION "
      "for Preliminary Injunction filed by Oak, LLC. Witness testimony taken. Court takes matter under advisement;"
      " written decision to issue. (abc)"),
     "Minute entry: motion hearing on motion for preliminary injunction; court takes matter under advisement"),
    (("NOTICE OF CANCELLED HEARING as to Ann Roe. Sentencing previously set for 3/10/2021 at 9:00 AM is CANCELLED,"
      " to be reset by the Court. (abc)"),
     ("Notice of cancelled hearing: sentencing previously set for 3/10/2021 at 9:00 AM is cancelled, to be reset "
      "by the court")),
    ("Referral to Pro Bono Panel re: appointment of counsel for Ann Roe. (abc)",
     "Referral to pro bono panel re appointment of counsel for Ann Roe"),
    ("FINDINGS OF FACT AND CONCLUSIONS OF LAW: Judgment for defendant on all claims. Signed by Judge Ann Roe. (abc)",
     "Findings of fact and conclusions of law: judgment for defendant on all claims"),
    (("ORDER signed by Magistrate Judge Bo Fir on 3/3/2021 ORDERING Defendants to file a response within 30 days; "
      "DISCHARGING 14 Order to Show Cause. (abc)"),
     "Order directing defendants to file a response within 30 days; discharging order to show cause"),
    (("MINUTE ORDER issued by Courtroom Deputy C. Poe for Magistrate Judge Bo Fir: On the court's own motion, the "
      "hearing set for 3/10/2021 is VACATED and the matter submitted. (Text Only Entry) (abc)"),
     "Minute order: the hearing set for 3/10/2021 is vacated and the matter submitted"),
    ("[DISREGARD - Incorrect image attached] MOTION to Compel by Elm Bank. (Fir, Bo) Modified on 3/4/2021 (abc)",
     "Filed in error: motion to compel"),
    ("MOTION for Attorney Fees under the Equal Access to Justice Act in the amount of $7,654.32 by Ann Roe. (Elm, Cy)",
     "Motion for attorney fees under the Equal Access to Justice Act in the amount of $7,654.32"),
    ("MOTION to Suppress Statements and Evidence Obtained from Cell Phone by Ann Roe. (Elm, Cy)",
     "Motion to suppress statements and evidence obtained from cell phone"),
    (("NOTICE OF INITIAL PRETRIAL CONFERENCE set for 4/7/2021 at 10:00 AM in Raleigh - 5th Floor Courtroom before "
      "Magistrate Judge Bo Fir. (abc)"),
     "Notice of initial pretrial conference set for 4/7/2021 at 10:00 AM"),
    ("Motion Submitted to Judge Ann Roe: 22 MOTION to Dismiss. (abc)",
     "Motion submitted to Judge Ann Roe: motion to dismiss"),
    (("Notice to Counsel: Elm Bank must file a financial disclosure statement pursuant to Local Civil Rule 7.3 "
      "within 7 days. (abc)"),
     ("Notice to counsel: Elm Bank must file a financial disclosure statement pursuant to Local Civil Rule 7.3 "
      "within 7 days")),
    (("Notice of Deficiency re: 12 Motion to Dismiss. Counsel failed to file a supporting memorandum. Counsel is "
      "directed to refile. (abc)"),
     "Notice of deficiency re motion to dismiss: counsel failed to file a supporting memorandum"),
    ("ORDER of Recusal by Judge Ann Roe. Case to be randomly reassigned. (abc)",
     "Order of recusal"),
    (("QC Notice re 9 Notice of Appearance: filer did not select the party represented. No further action needed. "
      "(abc)"),
     "QC notice re notice of appearance: filer did not select the party represented"),
    ("CORRECTING ENTRY: docket text of D.I. 88 corrected to reflect proper filer. (abc)",
     "Correcting entry: docket text of the document corrected to reflect proper filer"),
    ("Order Granting Petition for Panel Rehearing; opinion withdrawn. [20-1234] (abc)",
     "Order granting petition for panel rehearing; opinion withdrawn"),
    (("OPINION and JUDGMENT filed. The judgment or decision is: Affirmed in part, vacated in part, and remanded. "
      "(Precedential Opinion). (For the Court: Fir, Elm, and Oak). [123461]"),
     "Opinion and judgment: affirmed in part, vacated in part, and remanded"),
    ("Note to file: The following cases are consolidated: 21-1234 and 21-1235. [123462]",
     "Note to file: the following cases are consolidated: 21-1234 and 21-1235"),
    ("Brief of the Solicitor General in opposition filed; VIDED.",
     "Brief of the solicitor general in opposition"),
    ("Affirmation in Opposition to Motion Seq. 003",
     "Affirmation in opposition to motion sequence 003"),
    ("Appellee's motion for extension of time to file brief - GRANTED to 4/12/2021; no further extensions.",
     "Appellee's motion for extension of time to file brief: granted to 4/12/2021"),
    (("ORDER on Plaintiffs' Motion to Certify Class (Dkt. 55). For reasons given in the order, the motion is "
      "GRANTED and the class is certified under Rule 23(b)(3). (abc)"),
     ("Order on plaintiffs' motion to certify class: the motion is granted and the class is certified under Rule "
      "23(b)(3)")),
    (("ORDER TO SHOW CAUSE WHY THIS CASE SHOULD NOT BE REMANDED for lack of subject matter jurisdiction by Judge "
      "Ann Roe. Response due 3/17/2021. (abc)"),
     "Order to show cause why this case should not be remanded for lack of subject matter jurisdiction"),
    (("MEMORANDUM AND RECOMMENDATIONS recommending that the motion to dismiss be granted re: 22 MOTION to Dismiss "
      "Objections to M&R due by 3/17/2021(Signed by Magistrate Judge Bo Fir) Parties notified.(abc, 4)"),
     "Memorandum and recommendations recommending that the motion to dismiss be granted"),
    ("***Set/Clear Flags. Stay flag cleared. (abc)",
     "Set/clear flags: stay flag cleared"),
    (("ORDER ACCEPTING REPORT AND RECOMMENDATIONS re 41 Report and Recommendations, 22 Motion for Summary Judgment"
      " filed by Elm Bank. Signed by Judge Ann Roe. (abc)"),
     "Order accepting report and recommendations on motion for summary judgment"),
    (("ORDER to Continue - Ends of Justice as to Ann Roe Time excluded from 3/3/2021 until 6/8/2021. Signed by "
      "Judge Bo Fir. (abc)"),
     "Order to continue: ends of justice"),
    ("JUDGMENT AND COMMITMENT. Defendant sentenced to time served. (abc)",
     "Judgment and commitment: defendant sentenced to time served"),
    ("ORDER RE SCHEDULING - DISCOVERY CUTOFF 10/1/2021 (cc: all counsel) so ordered /s/ Judge Ann Roe",
     "Order re scheduling: discovery cutoff 10/1/2021"),
    (("ORDER entered by Judge Ann Roe granting 14 MOTION to appear pro hac vice entered by Clerk of Court. "
      "Attorney Di Oak for Elm Bank allowed to appear pro hac vice. This entry will serve as authorization for the"
      " pro hac participation by the attorney. This is a TEXT ONLY ENTRY. (abc)"),
     "Order granting motion to appear pro hac vice"),
    (("Docket Text ORDER: The Court takes judicial notice of the bankruptcy filing. This matter is STAYED as to "
      "Elm Bank only. cc: counsel via NEF."),
     ("Docket text order: the court takes judicial notice of the bankruptcy filing; this matter is stayed as to "
      "Elm Bank only")),
    ("[LIVE] ORDER - Order Setting Hearing on Motion for Relief (BK) (auto) 22 Motion",
     "Order setting hearing on motion for relief"),
    (("Order (Generic) (related document(s)33) Granting debtor's motion to incur debt to purchase vehicle (Signed "
      "3/3/2021) (abc)"),
     "Order granting debtor's motion to incur debt to purchase vehicle"),
    (("Response to (related document(s): 22 Motion for Relief from Stay) Debtor opposes and requests hearing Filed"
      " by Debtor Ann Roe (Elm, Cy)"),
     "Response to motion for relief from stay"),
    (("ORDER OF SERVICE: The Clerk of Court is instructed to issue a summons as to Elm Bank. Service due by "
      "6/1/2021. (Signed by Judge Ann Roe on 3/3/2021) Copy Mailed by Chambers (abc)"),
     "Order of service: the clerk of court is instructed to issue a summons as to Elm Bank"),
    (("FIRST LETTER MOTION for Extension of Time to File Answer addressed to Judge Ann Roe from Bo Fir dated March"
      " 3, 2021. Document filed by Elm Bank. (Fir, Bo)"),
     "First letter motion for extension of time to file answer"),
    (("PROPOSED STIPULATION AND ORDER. Document filed by Elm Bank. Proposed document to be reviewed by clerk.. "
      "(Fir, Bo)"),
     "Proposed stipulation and order"),
    (("JUDGMENT ENTERED: that for the reasons stated in the Court's Opinion, defendants' motion is granted and the"
      " case is closed. (abc)"),
     "Judgment: defendants' motion is granted and the case is closed"),
    (("ORDER ON REPORT AND RECOMMENDATION. After de novo review, the Court overrules Plaintiff's objections and "
      "adopts the report in full. The petition is denied with prejudice; no certificate of appealability shall "
      "issue. (abc)"),
     ("Order on report and recommendation: the court overrules plaintiff's objections and adopts the report in "
      "full; the petition is denied with prejudice")),
    ("ORDER reducing sentence pursuant to 18 USC 3582(c)(2): sentence reduced from 120 to 97 months. (abc)",
     "Order reducing sentence pursuant to 18 USC 3582(c)(2): sentence reduced from 120 to 97 months"),
    (("NOTICE: Pursuant to Local Rule 72.1(c), and the Standing Order entered by the Chief Judge, the undersigned "
      "is available to conduct proceedings. (EEE)"),
     ("Notice: pursuant to Local Rule 72.1(c), and the standing order entered by the Chief judge, the undersigned "
      "is available to conduct proceedings")),
    (("ORDER (text entry only): 31 Motion for Leave to Proceed on Appeal in Forma Pauperis is DENIED; the appeal "
      "is not taken in good faith. (LCL)"),
     "Order denying motion for leave to proceed on appeal in forma pauperis"),
    (("ORDER (Written Opinion) - For the reasons stated, the decision of the Commissioner is reversed and the case"
      " is remanded for further proceedings. (abc)"),
     ("Order (written opinion) - the decision of the commissioner is reversed and the case is remanded for further"
      " proceedings")),
    ("LETTER/ORDER re discovery: plaintiffs to produce tax returns by 4/2; depositions to be completed by 5/1. (abc)",
     "Letter/order re discovery: plaintiffs to produce tax returns by 4/2; depositions to be completed by 5/1"),
    ("ORDER the Clerk shall file the amended complaint attached to Doc. 22 as a separate docket entry. (abc)",
     "Order the clerk shall file the amended complaint attached to the document as a separate docket entry"),
    ("Minute Entry: Arraignment held. Ann Roe enters not guilty plea to all counts. Trial set 6/7/2021. (abc)",
     "Minute entry: arraignment; not guilty plea entered"),
    (("ORDER, 3/3/2021, granting appellant's motion for leave to file oversized brief, by BF, FILED.[3045678] "
      "[21-1234]"),
     "Order granting appellant's motion for leave to file oversized brief"),
    (("LETTER, on behalf of Appellant Ann Roe, requesting oral argument be rescheduled, RECEIVED. Service date "
      "03/03/2021 by CM/ECF.[3045678] [21-1234]"),
     "Letter requesting oral argument be rescheduled"),
    (("ORDER: Motion Hearing set for 4/7/2021 converted to telephone conference. Dial-in to be provided by e-mail."
      " (xyz)"),
     "Order: motion hearing set for 4/7/2021 converted to telephone conference"),
    ("CRIMINAL MINUTES: Sentencing. 33 months BOP as to Count 1; 2 years SR; $100 SA. Surrender 5/3/2021. (xyz)",
     "Minute entry: sentencing; 33 months BOP"),
    (("Notice and Order That Rule 15 Shall Apply Whenever an Objection to a Proof of Claim Is Lodged. Signed on "
      "1/6/2021 (abc)"),
     "Notice and order that Rule 15 shall apply whenever an objection to a proof of claim is lodged"),
]  # fmt: skip

SOUND = [
    (("MINUTES: The parties are advised that plaintiff's motion to amend, scheduled for hearing on 6/12/06, is taken "
      "under submission."),
     "Minute entry: the parties are advised that plaintiff's motion to amend is taken under submission"),
    ("Certificate of Service of 29 Status Report (abc)", "Certificate of service of status report"),
    (("Affidavit of Service (Order Approving Retention of Counsel for Debtor), Filed by OAK MILL, INC. (related "
      "document(s) 15 ). (Roe, Ann)"), "Affidavit of service re order approving retention of counsel for debtor"),
    ("Motion re: for Authority to Pay Taxes Filed by Ann Roe on behalf of Oak Mill, Inc.",
     "Motion for authority to pay taxes"),
    ("Motion for Relief from Stay. (Paid) to Compel Transfer of Loans Filed by Ann Roe on behalf of Elm Bank",
     "Motion for relief from stay to compel transfer of loans"),
    (("Motion filed by Creditor Elm Bank, as Trustee, in trust for the registered holders of Fir Securities Inc., "
      "Series 2005-R8 for Relief from Stay Re: 27 Oak Drive"), "Motion for relief from stay"),
    ("ORDER granting 30 . The Court will hold a teleconference regarding the schedule on May 4, 2021.",
     "Order granting No. 30: the court will hold a teleconference regarding the schedule on May 4, 2021"),
    (("ORDER. For the reasons stated on the record during the conference held on May 4, 2021, the plaintiff's "
      "objection to the scheduled examination is overruled."),
     "Order: the plaintiff's objection to the scheduled examination is overruled"),
    ("The case having been dismissed; IT IS ORDERED that the case is closed. Judge Ann Roe.", "The case is closed"),
    (("Memo-Endorsement on letter addressed to Judge Roe from Bo Poe, dated 4/25/03: Granting the request for an "
      "extension of time to serve . ( signed by Judge Ann Roe )."),
     "Memo-endorsement on letter: granting the request for an extension of time to serve"),
    ("COMPLAINT against Elm Bank ( Filing fee $ 400 receipt number 1.), filed by Clear With Looms LLC.",
     "Complaint against Elm Bank"),
    ("Complaint by Ann Roe ; Bo Roe against Oak & Elm Mortgage Corp. ; Nature of Suit(s): 02 (Other)",
     "Complaint against Oak & Elm Mortgage Corp."),
    (("Notice of Appearance and Request for Notice Filed by Ann Roe on behalf of Creditor Elm Dept. of Financial "
      "Institutions. (Roe, Ann)"), "Notice of appearance and request for notice"),
    (("Transcript regarding Hearing Held 01/25/10 THIS TRANSCRIPT WILL BE MADE ELECTRONICALLY AVAILABLE TO THE "
      "GENERAL PUBLIC 90 DAYS AFTER THE DATE OF FILING, TRANSCRIPT RELEASE DATE IS 05/11/2010."),
     "Transcript regarding hearing held 01/25/10"),
    (("Notice of Hearing on 2/25/2010 at 9:30a.m. filed by Ann Roe for Debtor Oak Mill, Inc.. (Roe, Ann) (Related "
      "Document(s): 55 Motion to Sell)"), "Notice of hearing on 2/25/2010 at 9:30a.m."),
]  # fmt: skip
"""What once lacked its matter or its verb, or was joined of two halves."""


@pytest.mark.parametrize(("text", "headline"), [*HEADLINES, *SOUND])
def test_a_headline_says_what_a_court_words_by_habit(text: str, headline: str) -> None:
    assert read_filing(text).headline == headline
