"""Headlines that are whole: with what they are about, both rulings, no number, name or phrase left behind."""

import pytest

from rulings.reading.filing import read_filing

HEADLINES = [
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
]  # fmt: skip


@pytest.mark.parametrize(("text", "headline"), HEADLINES)
def test_headlines_are_whole(text: str, headline: str) -> None:
    assert read_filing(text).headline == headline
