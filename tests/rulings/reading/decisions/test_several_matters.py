"""Several matters in one text: what is decided of each, and what is only announced, set, shortened or named."""

import time

import pytest

from rulings.reading.filing import read_filing
from rulings.reading.text import READ_CHARACTERS

FORMS = [
    (("Minute Entry: Hearing on 12 Motion to Compel and 15 Motion to Strike. The Court GRANTS 12, and 15 is DENIED AS "
      "MOOT."), "minutes", "12 granted, 15 moot"),
    (("Minute Entry re 31 MOTION to Dismiss, 34 MOTION to Stay, 36 MOTION for Sanctions. The Court GRANTED 31, DENIED "
      "34 and took 36 under advisement."), "minutes", "31 granted, 34 denied, 36 deferred"),
    (("Minute Entry: Motions hearing. The Court GRANTED motions 12 and 13, DENIED motion 15, and took motion 18 under "
     "advisement."), "minutes", "12 granted, 13 granted, 15 denied, 18 deferred"),
    (("Clerk's Minutes for proceedings held before Judge Ann Poe: Court rules on the motions as follows: 30 is "
      "granted; 31 is denied; 32 is granted in part."), "minutes", "30 granted, 31 denied, 32 in_part"),
    ("Hearing Held (RE: related document(s) 15 Motion for Relief from Stay). Tentative ruling: granted.", "minutes",
     ""),
    ("Hearing held on 20 Motion to Dismiss. The tentative ruling is to grant the motion. Motion DENIED.",
     "minutes", "20 denied"),
    ("ORDER accepting for filing 22 late answer; motion 21 granted.", "order", "21 granted"),
    ("Judge Ann Poe: ELECTRONIC ORDER entered. Allowed re 12 Assented to Motion to Extend Time.", "order",
     "12 granted"),
    ("ORDER GRANTING, IN PART, AND DENYING, IN PART, 55 Motion for Reconsideration", "order", "55 in_part"),
    ("ORDER CONFIRMING DATE OF SETTLEMENT CONFERENCE", "order", ""),
    ("Agreed Entry Resolving Motion for Relief from Stay (related document(s) 33 Motion for Relief from Stay)",
     "order", "33 settled"),
    (("Order Granting Application to Shorten Time (related document: 56 Motion re: Sale of the Elm Street Property "
      "filed by Creditor Oak Bank). Hearing scheduled for 2/17/2021 at 03:00 PM."), "order", "- granted"),
    (("Order Granting Motion to Shorten Time (related document(s) 15 Motion to Shorten Time filed by Elm Corp., 12 "
      "Motion to Sell filed by Elm Corp.)"), "order", "15 granted"),
    ("Order Granting Motion to Shorten Time (related document(s) 15 Motion to Shorten Time)", "order", "15 granted"),
    (("Order Granting Motion to Shorten Notice and setting expedited Hearing on Motion to Extend Exclusivity "
      "(Related document # 34 )for 2/17/2021 at 9:30 a.m. in Oakville.(Related Doc # 35 )"), "order", "35 granted"),
    (("Order Granting Motion to Reconsider. (RE: related document(s) 20 Order on Application to Employ, 26 Motion "
      "(Other) filed by U.S. Trustee)"), "order", "26 granted"),
    ("Disposition of Hearing Held before the Honorable Ann Poe: APPROVED (RE: related document(s) 10 Motion (Other))",
     "minutes", "10 granted"),
    (("Disposition of Hearing Held before the Honorable Ann Poe: RESOLVED (RE: related document(s) 43 Motion for "
      "Relief from Stay filed by Oak Bank, 50 Motion to Jointly Administer Cases)"),
     "minutes", "43 settled, 50 settled"),
    (("Memo to Record of hearing held 3/4/2021 (RE: related document(s) 18 Motion for Relief From Stay). The motion is "
     "GRANTED."), "minutes", "18 granted"),
    ("Memo to Record of hearing set for 3/4/2021. At the recommendation of the Trustee, the plan is confirmed.",
     "minutes", "- granted"),
    (("Virtual Minute Entry in reference to hearing On: 02/16/2021 Subject: DISCLOSURE STATEMENT. Appearances: NONE. "
      "Proceedings: VACATED: Per Stip to cont. hearing, dkt #13, filed 2/12/21.(related document(s)47)"),
     "minutes", ""),
    (("MEMORANDUM AND ORDER. The conviction on Count I of the Indictment alleging a violation of 18 U.S.C. § 1344, is "
      "herewith vacated and held for naught."), "order", "- vacated"),
    ("Order Scheduling Hearing and Approving Notice (Related Doc # 11). Hearing scheduled for 6/4/2026.", "order", ""),
    ("Order Setting Hearing and Approving Form of Notice (related document(s)11 Motion to Sell)", "order", ""),
    ("Order Scheduling Hearing and Approving Notice (Related Doc # 11 Motion to Set Hearing)", "order", "11 granted"),
    ("Order Setting Hearing and Approving Disclosure Statement (Related Doc # 11)", "order", "11 granted"),
    ("Order Granting Motion to Compel and Denying Motion to Strike (Related Doc # 11)", "order", "- in_part"),
    (("Order Granting Motion to Compel and Denying Motion to Strike (related document(s)11 Motion to Compel filed by "
      "Elm Corp., 12 Motion to Strike filed by Oak Bank)"), "order", "11 granted, 12 denied"),
    ("ORDER re 37, 41 Plaintiff's motion granted; defendant's denied", "order", "- in_part"),
    ("ORDER: 37, 41 Plaintiff's motion granted; defendant's denied", "order", "- in_part"),
    (("ORDER re: 37 MOTION for Summary Judgment, 41 MOTION for Summary Judgment. Plaintiff's motion granted; "
      "defendant's denied."), "order", "- in_part"),
    ("ORDER re 37 MOTION to Compel, 41 RESPONSE. Granted.", "order", "37 granted"),
    ("ORDER granting 37 Motion to Compel; granting 41 Motion for Leave to File Reply", "order",
     "37 granted, 41 granted"),
    ("ORDER re 37 Plaintiff's motion granted; defendant's denied", "order", "37 granted"),
    ("ORDER granting 37 and denying 41. Plaintiff's motion granted; defendant's denied.", "order",
     "37 granted, 41 denied"),
    ("Disposition of Adversary 2:09-ap-61234 : Dismissed by Stipulation.", "order", "- dismissed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "outcomes"), FORMS)
def test_each_matter_has_its_own_outcome(text: str, kind: str, outcomes: str) -> None:
    reading = read_filing(text)
    decided = sorted((int(one.number), one.outcome.value) for one in reading.decides)
    said = ", ".join(f"{number} {outcome}" for number, outcome in decided)
    whole = f"- {reading.outcome.value}" if reading.outcome and not decided else ""
    assert (reading.kind.value, said or whole) == (kind, outcomes)


@pytest.mark.parametrize(
    "text",
    [
        "NOTICE by Elm Bank re 12 MOTION to Compel. The motion is withdrawn.",
        "NOTICE to the Court that 12 Motion to Compel is withdrawn by Oak LLC",
        "Notice (RE: related document(s) 12 Motion to Sell filed by Elm Corp.). The motion has been withdrawn.",
    ],
)
def test_a_notice_whose_body_takes_a_motion_back_withdraws_it(text: str) -> None:
    assert [(one.number, one.relation.value) for one in read_filing(text).refers_to] == [("12", "withdraws")]


def test_minutes_grant_no_order_that_they_name() -> None:
    text = (
        "March 2021 Omnibus Hearing Held (related document(s) 37 Amended Case Management Order). With regard to the "
        "motion to extend, no objections were received. Court approves the Motion."
    )
    reading = read_filing(text)
    assert (reading.decides, reading.outcome) == ((), "granted")


def test_an_amended_complaint_does_not_amend_the_motion_for_leave() -> None:
    text = "SECOND AMENDED COMPLAINT re 69 MOTION for Leave to File Second Amended Complaint, filed by Elm Corp."
    assert [one.relation.value for one in read_filing(text).refers_to] == ["about"]


def test_a_motion_that_may_be_withdrawn_stands() -> None:
    text = "NOTICE by Elm Bank re 12 MOTION to Compel. The motion will be withdrawn if the documents are produced."
    assert [one.relation.value for one in read_filing(text).refers_to] == ["about"]


@pytest.mark.slow_rows
@pytest.mark.parametrize(
    "piece",
    [
        "tentative ruling: motion to ", "took 12 under ", "setting an expedited hearing on motion ",
        "12 motion is withdrawn if ", "motion to shorten time (12 motion to sell) ", "grants 12, and 15 is ",
        "the conviction of a. b. c. d. ", "the court grants the motion to ", "motion (doc. 12) and motion ",
    ],
)  # fmt: skip
def test_the_time_is_bounded_where_such_words_repeat(piece: str) -> None:
    began = time.process_time()
    for opening in ("ORDER granting 12 Motion: ", "NOTICE re 12 Motion: ", "Minute Entry: "):
        read_filing(opening + piece * (READ_CHARACTERS // len(piece)))
    assert time.process_time() - began < 6


MORE = [
    ("Hearing Dropped. The motion was granted by default. (related document(s): 12 Motion for Relief from Stay)",
     "minutes", "12 granted"),
    ("Marked Off - Resolved (related document(s): 12 Motion to Sell)", "minutes", "12 settled"),
    ("Hearing Held; Appearances: Ann Poe - Granted on default; Submit Order (related document(s): 12 Motion to Sell)",
     "minutes", "12 granted"),
    ("Order Dismissing Case for Failure to Pay Filing Fee (related document(s) 5 Order to Show Cause)", "order",
     "- dismissed"),
    ("Order Dismissing Case (RE: related document(s) 1 Voluntary Petition (Chapter 7) filed by Bo Roe)", "order",
     "- dismissed"),
    ("Order Dismissing Case (RE: related document(s) 12 Motion to Dismiss Case filed by Trustee)", "order",
     "12 granted"),
    ("Order re: Motion to Dismiss - case dismissed (Related Doc # 12)", "order", "12 granted"),
    ("Text Order granting Motions 12 & 15", "order", "12 granted, 15 granted"),
    ("Text Order GRANTING Motion for Relief (Fil. #12).", "order", "12 granted"),
    (("Minute Entry: Hearing held. The Court grants the government's motion pursuant to Rule 35 (Doc. 40)."),
     "minutes", "40 granted"),
    ("LETTER ENDORSED ORDER: Application granted. The conference is adjourned.", "order", "- granted"),
    ("CIVIL MINUTES for proceedings held before Judge Ann Poe: HEARING on 12 Motion to Dismiss. MATTER SUBMITTED.",
     "minutes", "12 deferred"),
    ("Minute Entry: Jury trial held. Matter submitted to the jury.", "minutes", ""),
    (("Minute Entry: Hearing re motion to dismiss [12] and motion to transfer [14] held. For reasons stated on the "
      "record, the court grants the motion to transfer and denies the motion to dismiss as moot."),
     "minutes", "12 moot, 14 granted"),
    (("ORDER re 12 MOTION to Compel filed by Elm Corp., 14 MOTION for Sanctions. The Court GRANTS the motion to compel "
      "in part and DENIES the motion for sanctions."), "order", "12 in_part, 14 denied"),
    ("ORDER re 12 MOTION to Compel, 14 MOTION to Compel. The Court GRANTS the motion to compel.", "order",
     "- granted"),
    (("Minute Entry: Motion for summary judgment (Doc. 40) and motion to strike (Doc. 45) are taken under advisement. "
      "Motion for leave (Doc. 50) is granted."), "minutes", "40 deferred, 45 deferred, 50 granted"),
    # A day in court is vacated, and nothing decided.
    ("ORDER: Finding oral argument unnecessary, the Court VACATES the March 4 hearing.", "order", ""),
    ("MINUTES: The court vacates the order to show cause hearing set on 5/10/21.", "minutes", ""),
    ("MINUTES: The Court vacates its order of dismissal and reopens the case.", "minutes", "- vacated"),
    ("Filed order MEDIATION: The briefing schedule is vacated.", "order", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "outcomes"), MORE)
def test_each_calendar_has_its_own_words(text: str, kind: str, outcomes: str) -> None:
    test_each_matter_has_its_own_outcome(text, kind, outcomes)
