"""Which days in court a text reports as held, and what it calls off without naming a day."""

from datetime import date
from time import perf_counter

import pytest

from rulings.reading.filing import read_filing

DAY = date(2021, 3, 9)


@pytest.mark.parametrize(
    "text",
    [
        "Minute Entry for proceedings held before Judge Jane Q. Poe: Status Conference held on 3/9/2021.",
        "Minute Entry for proceedings held before Judge Poe: Conference held on 3/9/2021, continued to 4/6/2021.",
        "Minute Entry for proceedings held before Judge Jane Q. Poe in Elmville on 3/9/2021 as to Richard Roe.",
        "Minute Order: Settlement Conference held 3/9/21 before Magistrate Judge Poe.",
        "TRANSCRIPT of Proceedings as to Richard Roe held on March 9, 2021, before Judge Poe.",
        "Transcript of record of proceedings before Judge Jane Poe for the date(s) of 03/09/21.",
        "Transcript filed. Date of Hearing: 03/09/21 Uploaded by a transcriber.",
        "ORDER. For the reasons stated at the hearing held on March 9, 2021, the motion is denied.",
        "Hearing Held on 3/9/2021 (RE: related document(s) 12). Motion granted.",
        "AUDIO FILE. Court Date & Time [ 03/09/2021 9:28:20 AM ]. (Bench Trial).",
        "EXHIBIT LIST from hearing held on 3/9/2021.",
    ],
)
def test_a_day_that_a_text_reports(text: str) -> None:
    assert read_filing(text).held == (DAY,)


def test_each_day_of_a_trial() -> None:
    reading = read_filing("TRANSCRIPT of Jury Trial held on 3/8/2021 and 3/9/2021 before Judge Poe.")
    assert reading.held == (date(2021, 3, 8), DAY)
    assert read_filing("WITNESS LIST from Bench Trial held 03/08/2021 - 03/09/2021.").held == (date(2021, 3, 8), DAY)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Hearing Held Re: 12 Motion to Sell filed by Elm Corp. Granted.", "Hearing"),
        (
            "MINUTES: Scheduling Conference held before Judge Jane Poe. Jury Trial set for 5/4/2021.",
            "Scheduling conference",
        ),
        ("Order dated today re 12 Motion to Assume Lease. HEARING HELD. MOTION GRANTED.", "Hearing"),
        ("ARGUED AND SUBMITTED TO AB, CD and EF.", "Hearing"),
        ("ORAL MOTION for detention by USA as to Richard Roe.", "Hearing"),
    ],
)
def test_minutes_without_a_day_are_of_their_own(text: str, title: str) -> None:
    reading = read_filing(text)
    assert (reading.held, reading.held_on_its_day, reading.held_title) == ((), True, title)


@pytest.mark.parametrize(
    ("event", "is_held"),
    [
        ("Arraignment", True),
        ("Motion Hearing Held", True),
        ("Jury Trial -Held", True),
        ("Hearing Held (Bk)", True),
        ("Initial Appearance - Rule 5", True),
        ("Minute Entry", True),
        ("minute entry", False),
        ("Set/Reset Hearings", False),
        ("Hearing Continued (Courtroom)", False),
        ("Order Setting Hearing on Motion", False),
        ("Adjourn Conference", False),
        ("Meeting of Creditors Held", False),
        ("Notice of Hearing", False),
        ("BNC Certificate of Mailing - Hearing", False),
    ],
)
def test_the_name_of_an_event(event: str, is_held: bool) -> None:
    assert read_filing("", event).held_on_its_day is is_held


@pytest.mark.parametrize(
    "text",
    [
        "Minute Entry for proceedings held before Judge Poe: Detention Hearing as to Richard Roe not held on 3/9/2021.",
        "Hearing Scheduled For 3/9/2021 Not Held. Continued prior to the hearing.",
        "NOTICE of Hearing to be held on 3/9/2021 at 10:00 AM.",
        "Meeting of Creditors held on 3/9/2021.",
        "Motion to Continue Hearing held on 3/9/2021.",
        "MINUTE entry before the Honorable Jane Poe: Motion for extension of time 12 is granted.",
        "MINUTES (IN CHAMBERS): ORDER by Judge Poe: denying 12 Motion to Dismiss.",
        "ORDER: the meet and confer conference of counsel held on 3/9/2021 was not enough.",
        "Minutes. No hearing held. Order to be entered.",
    ],
)
def test_no_day_in_court(text: str) -> None:
    reading = read_filing(text)
    assert reading.held == () and not reading.held_on_its_day


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("ORDER re 12 Motion to Compel. The hearing on the motion is vacated pursuant to Local Rule 230.", "hearing"),
        ("Terminate Deadlines and Hearings as to Richard Roe", "all"),
        ("ORDER: All pending hearings and deadlines are VACATED.", "all"),
        ("ORDER. The trial of this matter is continued until further order of the court.", "trial"),
        ("ORDER: the Court will vacate the trial scheduled to begin tomorrow.", "trial"),
        ("Minutes. No hearing required as order entered.", "hearing"),
        ("ORDER denying 12 Motion to vacate the hearing.", ""),
        ("ORDER: the parties request that the trial be vacated.", ""),
        ("ORDER granting 12 Motion to Continue Trial.", "trial"),
        ("MOTION: the hearing is vacated.", ""),
        ("ORDER. The trial is struck.", "trial"),
        ("ORDER. The motion hearing is called off.", "hearing"),
        ("NOTICE. Status conference dropped.", "status"),
        ("ORDER. Oral argument not needed.", "argument"),
        ("NOTICE. Matter settled prior to hearing required.", "hearing"),
    ],
)
def test_what_is_called_off_without_a_day(text: str, family: str) -> None:
    assert read_filing(text).calls_off == family


@pytest.mark.parametrize(
    "piece",
    [
        "hearing held before ",
        "minutes of hearing ",
        "all pending ",
        "the hearing on ",
        "held a. b. c. ",
        "granting motion to ",
    ],
)
def test_a_hostile_text_is_read_in_time(piece: str) -> None:
    before = perf_counter()
    read_filing(f"Minutes. {piece * (20_000 // len(piece))} on 3/9/2021")
    assert perf_counter() - before < 2
