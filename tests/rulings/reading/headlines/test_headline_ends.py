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
]  # fmt: skip


@pytest.mark.parametrize(("text", "headline"), HEADLINES)
def test_a_headline_ends_where_its_words_do(text: str, headline: str) -> None:
    assert read_filing(text).headline == headline
