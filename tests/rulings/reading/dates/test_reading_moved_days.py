"""Days that courts move, set and call off in passing, as clerks of many courts write it."""

import time

import pytest

from rulings.reading.filing import read_filing
from rulings.reading.text import READ_CHARACTERS

FORMS = [
    (("Order Granting Motion To Continue/Reschedule Hearing On (Related Doc # 41 ) (related documents Motion to "
      "Continue Hearing) Hearing scheduled for 11/17/2021 at 09:00 AM at Oakville Division"), "2021-11-17 moved", ""),
    (("Order to Adjourn Hearing On (RE: related document(s) 45 Stipulation). Hearing to be held on 9/2/2021 at 10:00 "
      "AM Courtroom 1825 for 45,"), "2021-09-02 moved", ""),
    ("Order to Reschedule Hearing (RE: related document(s) 46) Hearing scheduled for 11/16/2021 at 10:00 AM",
     "2021-11-16 moved", ""),
    (("Disposition of Hearing before the Honorable Ann Poe: CONTINUED (RE: related document(s) 43 Motion for Relief "
      "from Stay). Hearing scheduled for 12/22/2021 at 09:30 AM."), "2021-12-22 moved", ""),
    (("Hearing Rescheduled from 3/8/2021 (related document: 78 First Application for Compensation for Elm & Oak, "
      "period: 2/17/2020 to 10/31/2020, fee: $900.00.) Hearing scheduled for 3/11/2021 at 10:00 AM"),
     "2021-03-11 moved", "2021-03-08"),
    ("NOTICE OF SETTING as to Bo Roe. Plea and Sentence set for 4/8/2021 at 09:00 AM before Judge Ann Poe, filed.",
     "2021-04-08", ""),
    ("Statement Adjourning 341(a) Meeting of Creditors to 4/5/2021 at 10:00 AM", "2021-04-05 moved", ""),
    ("TEXT ORDER: The telephone conference on 3/4/2021 will instead be held on 3/5/2021 at 11:00 AM.", "2021-03-05",
     "2021-03-04"),
    ("Adjourned on Consent (related document(s): 12). Hearing scheduled for 4/5/2021 at 10:00 AM", "2021-04-05 moved",
     ""),
    ("MINUTE ORDER by Judge Ann Poe on 5/23/2021: the settlement conference set for 6/3/2021 is vacated.", "",
     "2021-06-03"),
    ("ORDER: The show cause hearing set for 3/4/2021 is DISCHARGED.", "", "2021-03-04"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sets", "off"), FORMS)
def test_days_are_set_and_called_off(text: str, sets: str, off: str) -> None:
    reading = read_filing(text)
    found = ", ".join(f"{one.date}{' moved' if one.moves else ''}" for one in reading.hearings)
    assert (found, ", ".join(map(str, reading.vacates))) == (sets, off)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (("CLERK'S NOTICE OF IMPENDING REASSIGNMENT. ALL HEARING DATES PRESENTLY SCHEDULED BEFORE THE CURRENT "
          "MAGISTRATE JUDGE ARE VACATED AND SHOULD BE RE-NOTICED"), "all"),
        ("Matter taken off calendar. (RE: related document(s) 12 Motion for Relief from Stay)", "hearing"),
        ("Hearing Withdrawn (related document(s) 12 Motion to Dismiss)", "hearing"),
        ("Hearing removed from docket (Re: related document(s) 12 Motion to Sell).", "hearing"),
        # The day of a signature, or of a filing, is not that of the hearing.
        ("ORDER VACATING HEARING ON MOTIONS. Signed by Judge Ann Poe on 5/23/21.", "hearing"),
        ("CLERK'S NOTICE VACATING HEARING ON 82 MOTION TO DISMISS (Filed on 10/26/2021)", "hearing"),
        ("MINUTE ORDER vacating Scheduling Conference, by Judge Ann Poe on 5/23/2021.", "scheduling"),
        ("Notice of Cancellation of Hearing filed by Elm Bank on 5/23/2021", "hearing"),
    ],
)  # fmt: skip
def test_hearings_without_a_day_are_called_off(text: str, what: str) -> None:
    assert (read_filing(text).calls_off, read_filing(text).vacates) == (what, ())


def test_minutes_name_the_day_by_a_letter() -> None:
    text = "Minute Entry: H: 1/28/2021 (related document(s) 7 Motion to Sell. Motion granted.) Hearing set for 2/4/2021"
    assert [str(day) for day in read_filing(text).held] == ["2021-01-28"]


def test_a_conference_for_which_a_matter_is_continued_is_not_held() -> None:
    text = (
        "TEXT MINUTE ENTRY for proceedings held before Judge Ann Poe in Oakville. Status Conference held. This matter "
        "is continued for a Status Conference on 02/23/2021 at 12:00 p.m."
    )
    assert (read_filing(text).held, read_filing(text).held_on_its_day) == ((), True)


def test_the_next_brief_of_an_appeal_is_due() -> None:
    text = "APPELLANT'S BRIEF FILED A/Pet's Brief deadline satisfied. Appellee's Brief due on 08/09/2021 for Elm Corp."
    assert [(one.title, str(one.date)) for one in read_filing(text).deadlines] == [
        ("Appellee's brief due", "2021-08-09")
    ]


@pytest.mark.parametrize(
    "piece",
    ["continue hearing on (x) hearing ", "period: 2/17/2020 to ", "all hearing dates scheduled ", "matter off ",
     "order to adjourn ", "continued for a conference on 3/4/2021 ", "plea and sentence set "],
)  # fmt: skip
def test_the_time_is_bounded_where_such_words_repeat(piece: str) -> None:
    began = time.process_time()
    for opening in ("ORDER: ", "NOTICE: ", "Minute Entry: "):
        read_filing(opening + piece * (READ_CHARACTERS // len(piece)))
    assert time.process_time() - began < 6
