"""Wordings that show a step of a case, and wordings that look like it and show none."""

import time

import pytest

from rulings.reading.filing import read_filing
from rulings.reading.steps.steps import StepContext, read_steps
from rulings.reading.text import READ_CHARACTERS, PreparedText
from rulings.vocabulary.kinds import Kind
from rulings.vocabulary.stages import Step

SHOWN: dict[Step, list[str]] = {
    Step.OPENED: [
        "COMPLAINT against Elm Corp. filed by Oak Bank.",
        "NOTICE OF REMOVAL from Elm County Circuit Court, case number 21-CV-17, filed by Elm Corp.",
        "INDICTMENT as to Ann Poe (1) count(s) 1-3.",
        "Chapter 7 Voluntary Petition for Individuals. Filed by Ann Poe",
        "Petition for a writ of certiorari filed. (Response due May 3, 2021)",
        "PETITION FOR REVIEW of an order of the Board, filed by Elm Corp.",
        "CIVIL CASE DOCKETED. Notice filed by Elm Corp.",
    ],
    Step.ANSWERED: ["ANSWER to 1 Complaint with Jury Demand by Elm Corp.", "MOTION to Dismiss by Elm Corp."],
    Step.SCHEDULED: ["SCHEDULING ORDER: Discovery due by 9/1/2021. Signed by Judge Roe"],
    Step.SUMMARY_JUDGMENT_ASKED: ["MOTION for Summary Judgment by Oak Bank"],
    Step.TRIAL_HELD: [
        "Minute Entry for proceedings held before Judge Roe: Jury Trial held on 5/3/2021",
        "Minute Entry: Jury Trial Day 3 held on 5/3/2021",
        "Minute Entry: Bench Trial begun on 5/3/2021 before Judge Roe",
    ],
    Step.VERDICT: ["JURY VERDICT", "JURY VERDICT as to Ann Poe (1) Guilty on Count 1", "SEALED VERDICT"],
    Step.ARRAIGNED: ["Minute Entry: Arraignment as to Ann Poe held on 1/13/2021; plea entered Not Guilty"],
    Step.PLEA: [
        "Minute Entry: Change of plea hearing as to Ann Poe held on 5/3/2021. Ann Poe pleads guilty to count 1.",
        "Change of Plea Hearing held as to Ann Poe; guilty plea entered",
        "Minute Entry: Rule 11 hearing as to Ann Poe held on 5/3/2021",
    ],
    Step.SENTENCED: ["Minute Entry: Sentencing held on 5/3/2021 as to Ann Poe"],
    Step.REVOCATION: ["Petition for Warrant for Offender Under Supervision as to Ann Poe for supervised release"],
    Step.CONVERTED: [
        "Case Converted from Chapter 13 to Chapter 7",
        "Order Granting Motion to Convert Case to Chapter 7",
        "Order Granting Debtor's Motion to Convert Case to Chapter 7",
        "Notice of Voluntary Conversion to Chapter 7",
    ],
    Step.PLAN_CONFIRMED: ["Order Confirming Chapter 13 Plan", "ORDER Confirming Plan", "Chapter 13 Plan confirmed"],
    Step.DISCHARGED: ["Discharge of Debtor", "Order Discharging Debtor", "Order of Discharge"],
    Step.BRIEFED: ["APPELLANT BRIEF filed by Elm Corp.", "OPENING BRIEF filed by Elm Corp."],
    Step.ARGUED: [
        "Argued. For petitioner: Ann Poe.",
        "ORAL ARGUMENT HELD before Judges Roe, Poe and Ash.",
        "ARGUED AND SUBMITTED TO Judges Roe, Poe and Ash.",
    ],
    Step.DISTRIBUTED: ["DISTRIBUTED for Conference of May 6, 2021."],
    Step.REVIEW_GRANTED: [
        "Petition GRANTED.",
        "Petition for a writ of certiorari GRANTED. Argument is set for May 3, 2021.",
        "Petition for writ of certiorari GRANTED limited to Question 1.",
    ],
    Step.REVIEW_DENIED: ["Petition DENIED.", "Certiorari DENIED.", "Petition for a writ of mandamus DENIED."],
    Step.APPLICATION_GRANTED: [
        "Application (20A11) for a stay granted by Justice Roe",
        "Application (20A11) granted by Justice Roe extending the time to file until March 5, 2021",
    ],
    Step.APPLICATION_DENIED: ["Application (20A11) denied by Justice Roe."],
    Step.REHEARING_ASKED: ["Petition for rehearing filed.", "PETITION for panel rehearing filed by Elm Corp."],
    Step.MANDATE: ["MANDATE ISSUED.", "Certified judgment issued as mandate"],
    Step.JUDGMENT_ISSUED: ["JUDGMENT ISSUED."],
    Step.APPEALED: ["NOTICE of Appeal as to 6 Judgment by Elm Corp.", "NOTICE of Interlocutory Appeal by Oak Bank"],
    Step.DISMISSED: [
        "ORDER DISMISSING CASE. Signed by Judge Roe",
        "ORDER of Dismissal without prejudice",
        "ORDER granting 9 Motion to Dismiss. The case is DISMISSED with prejudice.",
        "ORDER ADOPTING REPORT AND RECOMMENDATIONS. Action dismissed without prejudice.",
        "Order Dismissing Chapter 13 Case",
        "Order Dismissing Debtor",
        "Order Granting Trustee's Motion to Dismiss Case (Related Doc # 12)",
        "PETITION DISMISSED. FILED AND ENTERED JUDGMENT.",
    ],
    Step.DISMISSED_VOLUNTARILY: [
        "NOTICE of Voluntary Dismissal as to all defendants",
        "NOTICE of Voluntary Dismissal by Oak Bank",
        "STIPULATION of Dismissal with Prejudice by Oak Bank, Elm Corp.",
    ],
    Step.SETTLED: [
        "60 DAY ORDER: The Court having been advised that this action has been settled, this case is dismissed."
    ],
    Step.JUDGMENT: [
        "JUDGMENT in favor of Oak Bank against Elm Corp.",
        "CLERK'S JUDGMENT in favor of Elm Corp. against Oak Bank",
        "DEFAULT JUDGMENT against Elm Corp.",
        "CONSENT DECREE entered.",
        "JUDGMENT as to Ann Poe (1), Count 1, 36 months",
        "JUDGMENT as to Ann Poe (1), Count(s) 1, Imprisonment 36 months; supervised release 3 years.",
    ],
    Step.REMANDED: [
        "ORDER Remanding case to Elm County Superior Court",
        "ORDER granting 12 Motion to Remand. Case remanded to Elm County Court.",
        "ORDER granting 12 Plaintiff's Motion to Remand",
    ],
    Step.TRANSFERRED: [
        "ORDER transferring case to the District of Elm",
        "ORDER of Transfer to the Northern District of Elm",
        "ORDER granting 12 Motion to Change Venue",
        "MDL TRANSFER OUT to Eastern District of Elm, Case No. 20-3001",
    ],
    Step.AFFIRMED: ["FILED OPINION (ROE, POE and ASH) The judgment of the district court is AFFIRMED."],
    Step.REVERSED: ["Judgment REVERSED and case REMANDED."],
    Step.VACATED: ["ORDER vacating judgment of the district court and remanding"],
    Step.DECIDED: [
        "ORDER DENYING TRANSFER re MDL",
        "OPINION filed: The petition for review is DENIED.",
        "ORDER FILED. The petition for review is dismissed for lack of jurisdiction.",
    ],
    Step.CLOSED: [
        "Bankruptcy Case Closed",
        "Final Decree",
        "CASE CLOSED.",
        "Order Discharging Trustee and Closing Case",
    ],
    Step.REOPENED: [
        "MEMORANDUM AND ORDER. The Rule 59(e) motion is GRANTED. The judgment (Doc. 78) is VACATED.",
        "ORDER reopening case",
        "ORDER REINSTATING CASE on the docket",
        "ORDER vacating 2 Order Dismissing Case",
        "ORDER granting 15 Motion to Vacate Dismissal",
        "ORDER setting aside order of dismissal",
    ],
}
NOT_SHOWN: dict[Step, list[str]] = {
    Step.OPENED: [
        "AMENDED COMPLAINT against All Defendants filed by Oak Bank",
        "SUPERSEDING INDICTMENT as to Ann Poe (1) count(s) 1-5",
        "PETITION DISMISSED. FILED AND ENTERED JUDGMENT.",
    ],
    Step.ANSWERED: ["ANSWER to Counterclaim by Oak Bank", "NOTICE of Appearance by Ann Poe on behalf of Elm Corp."],
    Step.SCHEDULED: ["ORDER extending discovery deadlines", "ORDER setting initial case management conference"],
    Step.SUMMARY_JUDGMENT_ASKED: ["RESPONSE in Opposition re 4 MOTION for Summary Judgment"],
    Step.TRIAL_HELD: [
        "Minute Entry: jury trial set for 9/1/2021",
        "ORDER setting Jury Trial for 9/1/2021",
        "Minute Entry: Pretrial conference held. Jury Trial set for 9/1/2021.",
    ],
    Step.VERDICT: ["Proposed Verdict Form by Oak Bank", "ORDER setting aside verdict"],
    Step.ARRAIGNED: ["Arraignment set for 5/3/2021 as to Ann Poe"],
    Step.PLEA: [
        "ORDER Setting Change of Plea Hearing for 5/3/2021 as to Ann Poe",
        "NOTICE of Hearing: Change of Plea Hearing set for 5/3/2021",
        "PLEA AGREEMENT as to Ann Poe",
        "Minute Entry: Arraignment as to Ann Poe held on 1/13/2021; plea entered Not Guilty",
    ],
    Step.SENTENCED: [
        "Minute Entry: Status conference held. Sentencing set for 5/3/2021",
        "SENTENCING MEMORANDUM by Ann Poe",
        "ORDER continuing sentencing to 5/3/2021 as to Ann Poe",
    ],
    Step.REVOCATION: ["ORDER revoking license of Elm Corp."],
    Step.CONVERTED: [
        "Motion to Convert Case to Chapter 7 filed by Ann Poe",
        "Order Denying Motion to Convert Case to Chapter 7",
    ],
    Step.PLAN_CONFIRMED: [
        "Hearing on Confirmation of Plan set for 5/3/2021",
        "Notice of Hearing on Confirmation of Plan",
        "Order Confirming Sale of Property",
        "Order Denying Confirmation of Chapter 13 Plan",
    ],
    Step.DISCHARGED: [
        "BNC Certificate of Mailing - Order of Discharge",
        "Order Discharging Trustee and Closing Case",
        "Order Discharging Order to Show Cause",
    ],
    Step.BRIEFED: ["AMICUS BRIEF filed by Fir Inc."],
    Step.ARGUED: [
        "CASE to be argued 5/3/2021",
        "CASE CALENDARED for oral argument",
        "Motion to expedite granted. Oral argument set for 5/3/2021",
    ],
    Step.DISTRIBUTED: ["Response to petition from Elm Corp. filed before the conference of May 6, 2021."],
    Step.REVIEW_GRANTED: ["Motion for leave to file amicus brief GRANTED.", "Petition for rehearing GRANTED."],
    Step.REVIEW_DENIED: ["Rehearing DENIED.", "Petition for rehearing DENIED."],
    Step.APPLICATION_GRANTED: [
        "Application (20A11) for a stay referred to the Court",
        "ORDER granting 12 Application to employ counsel",
    ],
    Step.APPLICATION_DENIED: ["ORDER denying 12 Application to employ counsel"],
    Step.REHEARING_ASKED: ["Rehearing DENIED.", "ORDER denying petition for rehearing"],
    Step.MANDATE: [
        "Mandate stayed",
        "MOTION to stay the mandate",
        "MANDATE RECALLED",
        "MANDATE of USCA as to 12 Notice of Appeal",
    ],
    Step.JUDGMENT_ISSUED: ["JUDGMENT in favor of Oak Bank against Elm Corp."],
    Step.APPEALED: [
        "NOTICE of Voluntary Dismissal of Appeal by Elm Corp.",
        "NOTICE of Right to Appeal",
        "Transmittal of Notice of Appeal",
    ],
    Step.DISMISSED: [
        "ORDER to show cause why this case should not be dismissed for want of prosecution.",
        "REPORT AND RECOMMENDATION that the complaint be dismissed.",
        "If plaintiff fails to respond, the action will be dismissed.",
        "ORDER dismissing 14 Counterclaim",
        "ORDER granting 9 Motion to Dismiss. Counts 2 and 3 are dismissed.",
        "ORDER granting 9 Motion to Dismiss. The complaint is dismissed with leave to amend.",
        "ORDER denying 2 Motion to Dismiss",
        "Order Denying Motion to Dismiss Case",
        "Order Adjourning Hearing Re: Dismissal/Conversion",
        (
            "ORDER on the trustee's report of what is left of the estate, and of whom it is to be paid to and when. The"
            " adversary proceeding is dismissed"
        ),
        "Mail Returned as Undeliverable re 78 Order Dismissing Case",
        "NOTICE of Filing of Proposed Order Dismissing Case",
        "ORDER vacating 2 Order Dismissing Case",
    ],
    Step.DISMISSED_VOLUNTARILY: [
        "STIPULATION of Dismissal With Prejudice of Elm Corp.'s Counterclaims by Oak Bank",
        "NOTICE of Voluntary Dismissal of Crossclaim",
        "NOTICE of Voluntary Dismissal as to Ann Poe only",
        "NOTICE of Voluntary Dismissal of defendant Elm Corp. by Oak Bank",
        "STIPULATION of Dismissal as to defendant Elm Corp. only",
        "NOTICE of Voluntary Dismissal of Appeal by Elm Corp.",
    ],
    Step.SETTLED: [
        "Minute Entry: settlement conference held; case did not settle",
        "NOTICE of Settlement by Elm Corp.",
    ],
    Step.JUDGMENT: [
        "Partial judgment",
        "JUDGMENT as to defendant Elm Corp. only",
        "JUDGMENT as to count 1 only",
        "Judgment returned executed by U.S. Marshal",
        "Proposed Judgment filed by Elm Corp.",
        "ABSTRACT OF JUDGMENT",
        "Satisfaction of Judgment",
        "Clerk's ENTRY OF DEFAULT as to Elm Corp.",
        "ORDER re Consent Decree deadline",
        "USCA JUDGMENT as to 12 Notice of Appeal",
    ],
    Step.REMANDED: [
        "ORDER denying 12 Motion to Remand",
        "ORDER granting in part and denying in part 12 Motion to Remand",
        "MOTION to Remand by Oak Bank",
    ],
    Step.TRANSFERRED: [
        "Case transferred in from District of Elm; Case Number 2:20-cv-17",
        "ORDER Reassigning Case. Case reassigned to Judge Roe for all further proceedings",
        "ORDER transferring case to Judge Roe",
    ],
    Step.AFFIRMED: ["Received copy of District Court order affirming filed on 11/02/2021"],
    Step.REVERSED: ["MOTION to reverse the judgment by Elm Corp."],
    Step.VACATED: ["NOTICE that the hearing of 5/3/2021 is vacated"],
    Step.DECIDED: ["MOTION for transfer of actions", "ORDER denying petition for review en banc rehearing"],
    Step.CLOSED: [
        "ORDER administratively closing case",
        "ORDER closing case for statistical purposes",
        "Application for Final Decree",
        "CLOSED. Adversary Case 2:20-ap-17 Closed",
    ],
    Step.REOPENED: ["ORDER denying motion to reopen case", "MOTION to Reopen Case by Elm Corp."],
}


def steps_of(text: str) -> tuple[Step, ...]:
    return read_filing(text).steps


@pytest.mark.parametrize(("step", "text"), [(step, text) for step, texts in SHOWN.items() for text in texts])
def test_words_that_show_a_step(step: Step, text: str) -> None:
    assert step in steps_of(text)


@pytest.mark.parametrize(("step", "text"), [(step, text) for step, texts in NOT_SHOWN.items() for text in texts])
def test_words_that_look_like_a_step_and_show_none(step: Step, text: str) -> None:
    assert step not in steps_of(text)


def test_every_step_has_words_that_show_it_and_words_that_do_not() -> None:
    assert set(SHOWN) == set(NOT_SHOWN) == set(Step)


@pytest.mark.parametrize(
    "text",
    [
        "NOTICE of Appearance by Ann Poe",
        "CERTIFICATE of Service",
        "ORDER granting 5 Motion for Extension of Time",
        "",
        "1",
    ],
)
def test_most_entries_show_no_step(text: str) -> None:
    assert steps_of(text) == ()


def test_steps_come_once_each_and_in_their_order() -> None:
    shown = steps_of("ORDER granting 20 Stipulation of Dismissal. Case dismissed. Case closed. The case is dismissed.")
    assert shown == (Step.DISMISSED, Step.DISMISSED_VOLUNTARILY, Step.CLOSED)


@pytest.mark.parametrize(
    "banner", ["FILING ERROR - DEFICIENT DOCKET ENTRY - ", "*** DISREGARD *** ", "ENTERED IN ERROR: "]
)
def test_an_entry_made_in_error_shows_nothing(banner: str) -> None:
    read = read_filing(f"{banner}ORDER DISMISSING CASE")
    assert (read.void, read.steps) == (True, ())
    assert read_filing("ORDER DISMISSING CASE. Error in caption corrected").void is False


NOTHING_ELSE = StepContext(None, None, "", decides_motions=False)
REPEATED = [
    "the ", "dismissed ", "dismissing ", "dismiss ", "case ", "order of ", "plaintiff's ", "motion to ", "granting ",
    "held ", "held: ", "sentencing ", "trial ", "jury trial ", "arraignment ", "plea ", "not guilty ", "all claims ",
    "why ", "remanded ", "transferred to ", "closing ", "conver", "discharge of ", "confirming ", "a-b/c'd ",
    "petition ",
    "application ", "vacating the ", "order to show cause why ", "discovery ", "judgment ", "notice of ", "(", "[",
    "1 ",
    "first appearance ", "chapter 7 ", "41(a)(1) ", "x", "from ", ".", "; ", "of the ", "case is be ", "debtor ",
]  # fmt: skip


@pytest.mark.parametrize("word", REPEATED)
def test_a_hostile_text_is_read_at_once(word: str) -> None:
    line = PreparedText.of(word * (READ_CHARACTERS // len(word)))
    took: dict[Kind, float] = {}
    for kind in Kind:
        begun = time.process_time()
        read_steps(kind, line, NOTHING_ELSE)
        took[kind] = time.process_time() - begun
    assert max(took.values()) < 0.5, took


def test_a_hostile_filing_is_read_at_once() -> None:
    begun = time.process_time()
    read_filing("ORDER dismissing the case, " * (READ_CHARACTERS // 27))
    assert time.process_time() - begun < 0.5
