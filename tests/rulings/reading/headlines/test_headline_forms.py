"""Headlines of the forms in which clerks of many courts word minutes, orders and notices."""

import pytest

from rulings.reading.filing import read_filing

HEADLINES = [
    # Minutes tell what was held or decided, not who was there, who presided and what was read.
    (("CIVIL MINUTES - GENERAL for proceedings held before Judge Nora Quill. FTR Time: 10:02-10:31. Case "
      "Management Conference held. Discovery cutoff 3/4/2022."),
     "Minute entry: case management conference"),
    (("MINUTE ORDER IN CHAMBERS of the Honorable Judge Frank Odell on 5/1/2018. By Deputy Clerk: T. Moss. IT IS "
      "HEREBY ORDERED that the hearing on 44 Motion for Summary Judgment currently scheduled for 5/9/2018 is "
      "VACATED. (no image attached) (Copies have been distributed pursuant to the NEF - TM)"),
     ("Minute order in chambers: the hearing on motion for summary judgment currently scheduled for 5/9/2018 is "
      "vacated")),
    (("MINUTES OF PROCEEDINGS - Motion Hearing held on 5/9/2018 before Magistrate Judge Hal Voss. Crtrm "
      "Administrator: J. Rae; Pla Counsel: A. Roe; Def Counsel: B. Doe; Court Reporter/FTR #: 10:00-10:41; The "
      "Court hears arguments of counsel. IT IS ORDERED that 33 Motion to Compel is GRANTED in part."),
     "Minute entry: motion hearing; motion to compel granted in part"),
    (("MINUTE entry before the Honorable Rex Lott: The Court has reviewed the joint status report [60]. Status "
      "hearing set for 9/9/2020 is stricken and reset to 10/10/2020 at 9:30 a.m. Mailed notice (rl, )"),
     "Minute entry: status hearing set for 9/9/2020 is stricken and reset to 10/10/2020 at 9:30 a.m."),
    (("COURTROOM MINUTES for Telephonic Discovery Hearing held on 2/5/2021 before Magistrate Judge Vic Nash. "
      "Plaintiff's oral motion to compel is GRANTED. FTR: Courtroom A. (vnlc)"),
     "Minute entry: telephonic discovery hearing; plaintiff's oral motion to compel granted"),
    (("Civil Minutes -- Motion Granted [22] Motion for Relief From Automatic Stay - Filed by Creditor Elm Bank "
      "(see attached). (abc)"),
     "Minute entry: motion for relief from automatic stay granted"),
    (("EP: Status Conference held on 3/2/2020. Parties report that the case has settled. Dispositional "
      "documents due by 4/2/2020. (Court Reporter FTR.)(JUDGE KAI LONO)(abc)"),
     "Status conference held"),
    (("MINUTES (IN CHAMBERS) ORDER TO SHOW CAUSE RE: Dismissal for Lack of Prosecution by Judge Dee Moss. "
      "Plaintiff is ordered to show cause in writing by 4/4/2020. (abc)"),
     ("Minute entry: order to show cause re dismissal for lack of prosecution; plaintiff is ordered to show cause in "
      "writing by 4/4/2020")),
    (("Minute Order. Proceedings held before Judge Dee Moss: Oral Argument held on 3/3/2020 re 12 MOTION to "
      "Dismiss filed by ELM BANK. Taken under advisement."),
     "Minute entry: oral argument on motion to dismiss"),
    # An order says what it orders, with its matter.
    (("PAPERLESS ORDER. THIS CAUSE is before the Court upon Plaintiff's Motion to Compel 33 . Upon review of "
      "the Motion, the record, and being otherwise fully advised, it is ORDERED AND ADJUDGED that the Motion is "
      "DENIED without prejudice for failure to confer. Signed by Magistrate Judge Lena Ortiz on 2/2/2022. (lo)"),
     "Paperless order denying motion to compel without prejudice"),
    (("Judge Paula Dunn: ELECTRONIC ORDER entered granting 18 Motion for Extension of Time to Answer re 1 "
      "Complaint. Elm Bank answer due 3/3/2022. (Shaw, Kim)"),
     "Electronic order granting motion for extension of time to answer re complaint"),
    ("Judge Paula Dunn: ORDER entered. MEMORANDUM AND ORDER ON DEFENDANT'S MOTION TO DISMISS. (Shaw, Kim)",
     "Memorandum and order on defendant's motion to dismiss"),
    (("EO: The Court GRANTS the parties' stipulation to continue the trial date. Trial is continued to "
      "5/5/2020. (JUDGE KAI LONO)no COS issued for this docket entry"),
     "The court grants the parties' stipulation to continue the trial date"),
    (("ORDER entered by Jeffrey Holm, Chief Appellate Judge; Ann Poe, Appellate Judge: Appellant's motion for "
      "stay pending appeal is denied. [20-1234] (ABC)"),
     "Order denying motion for stay pending appeal"),
    (("COURT ORDER filed denying Motion for stay pending appeal filed by Appellant Ann Roe. [9999999-2] "
      "[20-50123]"),
     "Court order denying motion for stay pending appeal"),
    (("ORDER ADOPTING REPORT AND RECOMMENDATIONS for 30 Report and Recommendations, granting 12 Motion to "
      "Dismiss filed by Elm Bank. Signed by Judge Dee Moss on 3/3/2020."),
     "Order adopting report and recommendations, granting motion to dismiss"),
    (("MINUTE (IN CHAMBERS) ORDER by Judge Dee Moss: The Court, on its own motion, continues the scheduling "
      "conference from 4/4/2020 to 5/5/2020. (abc)"),
     ("Minute order: the court continues the scheduling conference from 4/4/2020 to "
      "5/5/2020")),
    (("TEXT ONLY ENTRY (IN CHAMBERS) by Judge Dee Moss: On the Court's own motion, the hearing on Defendant's "
      "Motion to Dismiss [20] is TAKEN OFF CALENDAR. THERE IS NO PDF DOCUMENT ASSOCIATED WITH THIS ENTRY."),
     ("Text only entry: on the court's own motion, the hearing on defendant's motion to dismiss is taken off "
      "calendar")),
    (("ORDER: Upon consideration of the motion to compel, the opposition, and the reply, it is hereby ORDERED "
      "that the motion is GRANTED; and it is further ORDERED that Defendant produce the documents by April 4, "
      "2020. Signed by Judge Dee Moss on 3/3/2020. (lcdm1)"),
     "Order granting motion to compel"),
    (("MINUTE ORDER: The parties are hereby ORDERED to appear for a telephonic status conference on 5/5/2020 at "
      "10:00 AM before Judge Dee Moss. (lcdm2)"),
     ("Minute order: the parties are ordered to appear for a telephonic status conference on 5/5/2020 at "
      "10:00 AM")),
    (("ORDER: Having considered the Motion for Pro Hac Vice Admission of Ann Roe 14 , the Court hereby GRANTS "
      "the motion."),
     "Order granting motion for pro hac vice admission of Ann Roe"),
    ("ORDER denying without prejudice re 20 Motion to Appoint Counsel. (ks, Deputy Clerk)",
     "Order denying without prejudice motion to appoint counsel"),
    ("TEXT ORDER: ORDER granting 30 Motion to Substitute Attorney. Added attorney Ann Roe for Elm Bank.",
     "Text order granting motion to substitute attorney"),
    (("TEXT ORDER. The Court is in receipt of the parties' joint letter [ECF No. 33]. The Court will extend "
      "fact discovery through May 5, 2020. So Ordered by Magistrate Judge Lou Bell on 3/3/2020."),
     "Text order: the court will extend fact discovery through May 5, 2020"),
    # What is asked, noticed or filed goes on where a day, a judge or a number stands within it.
    ("Letter MOTION to Adjourn Conference set for 3/3/2021 by Elm Bank. (Roe, Ann)",
     "Letter motion to adjourn conference"),
    ("(Court only) ***Motions terminated: 12 MOTION to Dismiss filed by Elm Bank.",
     "Motions terminated: motion to dismiss"),
    (("JUDGMENT as to Jane Q. Roe (1), Count(s) 1, 24 months BOP; 36 months supervised release; $100 "
      "assessment. Signed by Judge Dee Moss on 6/7/2020."),
     "Judgment: 24 months BOP"),
    ("STATUS REPORT. Joint Document filed by Birch Co..(Roe, Ann)",
     "Status report"),
    ("CONSENT to Jurisdiction by US Magistrate Judge by Elm Bank. (Roe, Ann)",
     "Consent to jurisdiction by US magistrate judge"),
    (("PROCEDURAL ORDER: The parties shall confer and file a proposed schedule by April 4, 2020. So Ordered by "
      "Judge Dee Moss."),
     "Procedural order: the parties shall confer and file a proposed schedule by April 4, 2020"),
    (("TEXT ENTRY: The Clerk's Office has received a letter from plaintiff requesting copies. The request is "
      "denied. Signed by Judge Dee Moss."),
     "Text entry: the clerk's office has received a letter from plaintiff requesting copies"),
    ("CLERK'S NOTICE re: Failure to E-File and/or Failure to Register as an E-Filer. (abc)",
     "Clerk's notice re failure to e-file and/or failure to register as an e-filer"),
    ("60-DAY ORDER administratively terminating action. Signed by Judge Dee Moss on 3/3/2020.",
     "60-day order administratively terminating action"),
    (("SCHEDULING ORDER: - Jury Selection set for 5/5/2020 09:30 AM in Courtroom 1. Final Pretrial Conference "
      "set for 4/4/2020."),
     "Scheduling order: jury selection set for 5/5/2020 09:30 AM"),
    ("MEMORANDUM Opinion and Order. Signed by the Honorable Rex Lott on 3/3/2020. Mailed notice (abc, )",
     "Memorandum opinion and order"),
    # Places, addresses and sums are not printed; what is printed is whole.
    ("ORDER granting 30 and 31. Signed by Judge Lou Katz on 3/3/2020.",
     "Order granting Nos. 30 and 31"),
    (("Notice of Hearing (Debtor's Motion to Sell the Mill), Filed by Elm Foods LLC. Hearing scheduled for "
      "5/5/2020 at 10:30 AM at Courtroom 2."),
     "Notice of hearing re debtor's motion to sell the Mill"),
    (("Hearing Scheduled for 5/5/2020 at 02:00 PM Courtroom 3 on 18 Objection of Elm Bank To Confirmation of "
      "Plan. (abc)"),
     "Hearing scheduled for 5/5/2020 on objection of Elm Bank to confirmation of plan"),
    (("Meeting of Creditors scheduled on 5/5/2020 at 09:30 AM at Room 3, 446 Main Street,1st Floor. Proof of "
      "Claim due by 8/8/2020."),
     "Meeting of creditors scheduled on 5/5/2020 at 09:30 AM"),
    ("Motion for Relief from Stay 214 Elm Way, Boston, MA 02108. Fee Amount $150. Filed by Elm Bank.",
     "Motion for relief from stay"),
    (("Order Granting Application For Compensation (Related Doc # 94 ) for Ann Roe, Fees Awarded: $14,671.25, "
      "Expenses Awarded: $0.00."),
     "Order granting application for compensation for Ann Roe"),
    (("BNC Certificate of Mailing. RE: 33 Order Setting Last Day To File Proofs of Claim, Service Date "
      "11/03/2020."),
     "BNC certificate of mailing re order setting last day to file proofs of claim"),
    (("LETTER, on behalf of Appellee Elm - The Trade Association, Oak Farms, Inc. and Fir Mills, RECEIVED. "
      "Service date 06/14/2022."),
     "Letter"),
    (("MINUTE entry before the Honorable Rex Lott: Motion hearing held on 3/3/2020. Plaintiff's motion for "
      "leave to file an amended complaint [63] is granted. Motions [30], [33] and [61] are denied without "
      "prejudice."),
     ("Minute entry: motion hearing; plaintiff's motion for leave to file an amended complaint granted; motions "
      "denied")),
    ("Motion of Creditor Ohio Department of Revenue to Lift Stay of the Bureau of Prisons. (Roe, Ann)",
     "Motion of creditor Ohio Department of Revenue to lift stay of the Bureau of Prisons"),
    (("Notice of Entry of Order Extending The Time Within Which The Debtors May File Notices Of Removal Filed "
      "by Elm Foods LLC."),
     "Notice of entry of order extending the time within which the debtors may file notices of removal"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "headline"), HEADLINES)
def test_headlines_of_many_courts(text: str, headline: str) -> None:
    assert read_filing(text).headline == headline


def test_a_long_headline_does_not_end_between_a_word_and_its_noun() -> None:
    headline = read_filing(
        "ORDER that motions to dismiss are discouraged in this court if the defect can be cured by the filing of an"
        " amended pleading within thirty days of the service of the pleading"
    ).headline
    assert (
        headline
        == "Order that motions to dismiss are discouraged in this court if the defect can be cured by the filing…"
    )


def test_an_order_without_its_verb_is_not_trusted() -> None:
    text = "ORDER that the request for leave, dated 4/7/20, of the lawyers who visit the court is so held"
    headline = read_filing(text).headline
    assert "dated 4/7/20" in headline
