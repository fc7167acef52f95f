"""A headline that is not sound gives way to the court's own first words."""

import pytest

from rulings.reading.filing import read_filing
from rulings.reading.headlines.own_words.soundness import count_faults, find_rulings, is_broken, passes_over

HEADLINES = [
    (("PAPERLESS ORDER: The Court sua sponte sets a telephone conference for 10:30 a.m. on October 2, 2024. "
      "Counsel shall dial in early."),
     "Paperless order: the court sua sponte sets a telephone conference for 10:30 a.m. on October 2, 2024"),
    (("ORDER: Status report filed by the parties is noted. The stay is lifted and the case is restored to the "
      "docket."),
     "Order: the stay is lifted and the case is restored to the docket"),
    (("ELECTRONIC ORDER entered. Having considered the Motion to Stay 33 and the opposition thereto, the motion is "
      "DENIED."),
     "Electronic order: having considered the motion to stay and the opposition thereto, the motion is denied"),
    (("MINUTE ORDER by Courtroom Deputy R. Oak for District Judge Al Poe: At the request of the parties and good "
      "cause appearing, the Scheduling Conference set for 2/6/2024 is VACATED and RESET for 3/19/2024 at 1:00 PM."),
     "Minute order: the scheduling conference set for 2/6/2024 is vacated and reset for 3/19/2024 at 1:00 PM"),
    ("Court Minutes and ORDER for proceedings held before Judge Al Poe: Telephone Scheduling Conference held.",
     "Court minutes and order: telephone scheduling conference held"),
    (("Courtroom Minutes for Motion Hearing held on 7/11/2024. Court finds good cause. Granting 39 Motion to "
      "Amend. Denying 41 Motion to Strike."),
     "Minute entry: motion hearing; granting motion to amend; denying motion to strike"),
    (("ORDER re Motions in Limine. For the reasons stated on the record, Plaintiff's Motion in Limine No. 1 is "
      "granted, and Defendant's Motion in Limine No. 3 is denied."),
     ("Order re motions in limine: plaintiff's motion in limine No. 1 is granted, and defendant's motion in limine "
      "No. 3 is denied")),
    (("REPORT AND RECOMMENDATION re 18 MOTION for Default Judgment filed by Elm Bank. The undersigned recommends "
      "that the motion be GRANTED. Objections due within 14 days."),
     ("Report and recommendation re motion for default judgment: the undersigned recommends that the motion be "
      "granted")),
    (("Docket Text Order: At the direction of the Court, the jury trial set to begin 9/9/2019 is converted to a "
      "bench trial."),
     ("Docket text order: at the direction of the court, the jury trial set to begin 9/9/2019 is converted to a "
      "bench trial")),
    ("ORDER that the Receiver's Ninth Interim Fee Application is APPROVED in full.",
     "Order approving receiver's ninth interim fee application"),
    (("ORDER THAT MOTION FOR PARTIAL DISMISSAL IS GRANTED. COUNT III OF THE AMENDED COMPLAINT IS DISMISSED WITH "
      "PREJUDICE."),
     "Order granting motion for partial dismissal; dismissing Count III of the amended complaint with prejudice"),
    ("ORDER directing U.S. Marshals Service to serve defendants Sgt. T. Elm, Lt. J. Oak, and Nurse Poe",
     "Order directing U.S. Marshals Service to serve defendants Sgt. T. Elm, Lt. J. Oak, and Nurse Poe"),
    (("NOTICE RECEIVED from Ann Roe that the transcript ordered by Appellant Mr. Al Poe is complete and has been "
      "sent."),
     ("Notice received from Ann Roe that the transcript ordered by appellant Mr. Al Poe is complete and has been "
      "sent")),
    (("Hearing Set On (RE: related document(s) 40 Motion to Avoid Lien with Elm Savings Filed by Debtor) The "
      "Hearing date is set for 7/2/2024 at 01:30 PM"),
     "Hearing set on motion to avoid lien with Elm Savings"),
    ("COMPLAINT (summons issued); against Elm Bank, Oak Mills LLC ( Filing fee $ 350, receipt number 346.).",
     "Complaint (summons issued) against Elm Bank, Oak Mills LLC"),
    ("Clerk Order filed granting the motion of the Association of State Toll Agencies for leave to file brief.",
     "Clerk order granting the motion of the Association of State Toll Agencies for leave to file brief"),
    ("JURY VERDICT for defendant Opal Transit Authority.",
     "Jury verdict for defendant Opal Transit Authority"),
    ("WRIT of Garnishment issued to First Prairie Bank",
     "Writ of garnishment issued to First Prairie Bank"),
    ("Minute Entry: Show Cause hearing held; attorney Al Poe sanctioned $1,000 payable to clerk within 30 days.",
     "Minute entry: show cause hearing; attorney Al Poe sanctioned $1,000 payable to clerk within 30 days"),
    ("Minute entry for proceedings before Judge B. Oak on 6/6/2019: Fairness hearing. Settlement approved as stated.",
     "Minute entry: fairness hearing; settlement approved as stated"),
    ("JUDGMENT: By jury verdict rendered this date, plaintiff takes nothing.",
     "Judgment: by jury verdict rendered this date, plaintiff takes nothing"),
    ("(RE: related document(s) 3 Notice of Default) filed by Elm LLC.", "Filing re notice of default"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "headline"), HEADLINES)
def test_an_unsound_headline_gives_way(text: str, headline: str) -> None:
    assert read_filing(text).headline == headline


@pytest.mark.parametrize(
    "title",
    ["Order to serve defendants Sgt", "Notice of the", 'Motion to strike "release', "Order denying denying motion",
     "Order: re notice", "Order denying motion to stay 33 and opposition", "Order. plaintiff having failed"],
)  # fmt: skip
def test_an_ill_formed_headline_has_a_fault(title: str) -> None:
    assert count_faults(title, title, rules=False) == 1


@pytest.mark.parametrize(
    "title",
    ["Objection to of Elm Bank", "Notice re of hearing", "Order granting motion [12", "Order granting motion , in part",
     "(sealed motion", "Notice of hearing: "],
)  # fmt: skip
def test_a_broken_headline_is_not_shown(title: str) -> None:
    assert is_broken(title)


@pytest.mark.parametrize(
    "title",
    ["Stipulation by and between trustee and Elm Bank", "Time is extended to and including May 5",
     "Order granting motion for leave to file", "Fees of $12.50", "Order discharging trustee from and relieving him"],
)  # fmt: skip
def test_a_whole_headline_is_not_broken(title: str) -> None:
    assert not is_broken(title)


def test_what_may_be_decided_is_no_ruling() -> None:
    assert (
        find_rulings("Plaintiff shall show cause why the case should not be dismissed. If it is denied, so be it.")
        == set()
    )
    assert find_rulings("The motion is granted in part and denied in part. Count II is dismissed.") == {
        "grant", "den", "dismiss",
    }  # fmt: skip


def test_a_headline_of_a_later_sentence_passes_over_the_first() -> None:
    assert passes_over("Order: counsel shall dial in", "The court sets a telephone conference for next October")
    assert not passes_over("Order setting conference", "The court sets a telephone conference for next October")
