"""Scans of orders that no court has made: pages drawn with a caption in two columns, turned by a degree, with noise and
a clerk's stamp. The same in every run."""

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

SKEW = 1.0
"""Degrees."""
_NOISE = 14
_WIDTH, _HEIGHT = 612, 792
"""Points."""


@dataclass(frozen=True, slots=True)
class Order:
    """``caption``: pairs of what stands to the left and to the right. ``size``: of its letters, in points."""

    head: Sequence[str]
    caption: Sequence[tuple[str, str]]
    title: str
    body: Sequence[str]
    size: int
    stamp: str = ""

    @property
    def text(self) -> str:
        """In reading order: the caption's left column before its right one; without the stamp."""
        left, right = ([row[side] for row in self.caption if row[side]] for side in (0, 1))
        return "\n".join([*self.head, *left, *right, self.title, *self.body])

    @property
    def readings(self) -> list[str]:
        """The text with the stamp wherever a person might read it: before, between or after the lines."""
        lines = self.text.split("\n")
        places = range(len(lines) + 1) if self.stamp else [0]
        return ["\n".join(filter(None, [*lines[:place], self.stamp, *lines[place:]])) for place in places]


ORDERS = (
    Order(
        head=["UNITED STATES DISTRICT COURT", "WESTERN DISTRICT OF WASHINGTON", "AT SEATTLE"],
        caption=[
            ("HARBOR LANTERN PRESS, INC.,", ""), ("Plaintiff,", "Case No. 2:21-cv-00931-QRS"),
            ("v.", "ORDER DENYING MOTION FOR"), ("NORTHGATE HOSTING LLC,", "PRELIMINARY INJUNCTION"),
            ("Defendant.", ""),
        ],
        title="I. INTRODUCTION",
        body=[
            "Before the Court is Plaintiff's motion for a preliminary injunction, Dkt. No. 12.",
            "Having reviewed the motion, the opposition thereto (Dkt. No. 19), the record of the",
            "case, and the relevant legal authorities, the Court DENIES the motion. The reasoning",
            "for the Court's decision follows.",
            "Plaintiff filed this action on January 11, 2021, alleging that Defendant suspended its",
            "account in violation of Section 1 of the Sherman Act, 15 U.S.C. § 1, breached the",
            "parties' agreement by failing to give 30 days' notice, and interfered with contracts",
            "worth at least $1,250,000. See Compl. ¶¶ 14-22. To obtain preliminary relief, a movant",
            "must show that (1) it is likely to succeed on the merits; (2) it is likely to suffer",
            "irreparable harm; (3) the balance of equities tips in its favor; and (4) an injunction",
            "is in the public interest. Winter v. Nat. Res. Def. Council, Inc., 555 U.S. 7, 20 (2008).",
            "Plaintiff has failed to meet the standard set by Ninth Circuit and Supreme Court",
            "precedent. The motion is therefore DENIED without prejudice. IT IS SO ORDERED.",
        ],
        size=12,
    ),
    Order(
        head=["UNITED STATES DISTRICT COURT", "SOUTHERN DISTRICT OF NEW YORK"],
        caption=[
            ("ADELINE P. QUIMBY, et al.,", ""), ("Plaintiffs,", "19 Civ. 8807 (LMN)"),
            ("-against-", "OPINION AND ORDER"),
            ("METROPOLITAN BRIDGE AUTHORITY,", ""), ("Defendant.", ""),
        ],
        title="L. M. NORTHCOTT, United States District Judge:",
        body=[
            "Plaintiffs, who are 23 bridge operators, move for summary judgment on Counts Three and Five",
            "of the Second Amended Complaint (ECF No. 77). Defendant cross-moves to dismiss Count Seven",
            "for lack of subject-matter jurisdiction, Fed. R. Civ. P. 12(b)(1), and for judgment on the",
            "remainder. For the reasons below, Plaintiffs' motion is GRANTED IN PART and DENIED IN PART,",
            "and Defendant's cross-motion is GRANTED.",
            "The facts are undisputed unless noted. Between March 4, 2016 and September 30, 2018, each",
            "operator worked an average of 51.5 hours a week and was paid for 40. The Authority kept no",
            "record of the remaining time, as 29 C.F.R. § 516.2(a)(7) requires. On October 2, 2018, its",
            "general counsel wrote: \"We have known of this since at least 2014, and nobody has asked.\"",
            "An employer that keeps inaccurate records may not complain that damages lack precision.",
            "Anderson v. Mt. Clemens Pottery Co., 328 U.S. 680, 688 (1946). Defendant does not dispute",
            "that rule; it argues that it does not bind a public agency. The Court disagrees. Nothing in",
            "29 U.S.C. § 207(k) or in its history exempts an agency whose employees fight no fires.",
            "The Clerk of Court is directed to terminate ECF Nos. 81, 84, and 90. A conference is set for",
            "June 17, 2021 at 2:30 p.m. in Courtroom 11D, 500 Pearl Street, New York, New York 10007.",
        ],
        size=11,
        stamp="FILED\nMAY 04 2021\nCLERK, U.S. DISTRICT COURT",
    ),
    Order(
        head=["IN THE UNITED STATES BANKRUPTCY COURT", "FOR THE DISTRICT OF DELAWARE"],
        caption=[
            ("In re:", "Chapter 11"), ("CORAL BASIN SHIPYARDS, INC., et al.,", "Case No. 20-11884 (TUV)"),
            ("Debtors.", "(Jointly Administered)"), ("", "Re: Docket Nos. 9, 114 & 203"),
        ],
        title="FINAL ORDER AUTHORIZING DEBTORS TO OBTAIN POSTPETITION FINANCING",
        body=[
            "Upon the motion (the \"Motion\") of the debtors and debtors in possession (the \"Debtors\")",
            "for entry of a final order under 11 U.S.C. §§ 105, 362, 363 and 364, and the Court having",
            "jurisdiction under 28 U.S.C. §§ 157 and 1334; and notice being adequate; and after due",
            "deliberation, it is HEREBY ORDERED THAT:",
            "1. The Motion is GRANTED on a final basis as set forth herein.",
            "2. The Debtors may borrow up to $47,500,000.00 under the DIP Facility, of which",
            "$12,000,000.00 was approved by the Interim Order entered on August 3, 2020.",
            "3. Interest accrues at 9.25% per annum, payable on the first Business Day of each month.",
            "4. Any objection that has not been withdrawn, waived, or settled is OVERRULED.",
            "5. The Challenge Deadline for the Committee is October 19, 2020, at 4:00 p.m. (ET).",
            "6. Wells & Aldous LLP may be paid from the Carve-Out up to $350,000, subject to Local",
            "Rule 2016-2 and further order of this Court.",
            "7. This Order is effective immediately, notwithstanding Bankruptcy Rule 6004(h).",
            "Dated: September 11, 2020, Wilmington, Delaware",
        ],
        size=12,
        stamp="ENTERED\n09/11/2020",
    ),
    Order(
        head=["STATE OF MINNESOTA", "DISTRICT COURT, FOURTH JUDICIAL DISTRICT", "COUNTY OF HENNEPIN"],
        caption=[
            ("State of Minnesota,", "Court File No. 27-CR-20-5512"), ("Plaintiff,", ""),
            ("vs.", "ORDER ON DEFENDANT'S MOTION"), ("Joaquin R. Featherstone,", "TO SUPPRESS EVIDENCE"),
            ("Defendant.", ""),
        ],
        title="FINDINGS OF FACT",
        body=[
            "1. At 11:42 p.m. on February 8, 2020, Officers Bly and Okafor (badge nos. 1187 and 2093) stopped",
            "a gray 2011 sedan near the corner of Lyndale Avenue North and 26th Avenue for a broken taillight.",
            "2. Squad video shows both taillights working. Ex. 4 at 00:03:17. The officers testified that they",
            "\"might have misremembered\" which light was out. Tr. 41:6-15.",
            "3. Officer Bly asked for consent to search. Defendant said, \"I'd rather you didn't.\" The officers",
            "searched the trunk nevertheless and seized a locked box containing $3,140 and a ledger.",
            "CONCLUSIONS OF LAW",
            "A stop must be based on specific and articulable facts. Terry v. Ohio, 392 U.S. 1, 21 (1968); State",
            "v. George, 557 N.W.2d 575, 578 (Minn. 1997). A mistake of fact must be objectively reasonable. This",
            "one was not: the light was on, and the officers stood six feet from it. Because the stop was",
            "unlawful, what was found afterwards is inadmissible. Wong Sun v. United States, 371 U.S. 471 (1963).",
            "ORDER",
            "Defendant's motion to suppress is GRANTED. The omnibus hearing of April 29, 2020 is CANCELLED.",
        ],
        size=11,
    ),
)  # fmt: skip


def scan_orders(dots: int) -> Iterator[tuple[Order, bytes]]:
    """Each order and its scan, a PDF of one picture with ``dots`` an inch."""
    for place, order in enumerate(ORDERS):
        picture = _scan(_draw(order, dots), random.Random(place), dots)
        if order.stamp:
            picture = _stamp(picture, order.stamp, dots)
        written = io.BytesIO()
        picture.save(written, "PDF", resolution=dots, quality=75)
        yield order, written.getvalue()


@cache
def _font(size: float) -> ImageFont.FreeTypeFont:
    file = resources.files("font_source_serif_pro") / "files" / "SourceSerifPro-Regular.ttf"
    with file.open("rb") as opened:
        return ImageFont.truetype(io.BytesIO(opened.read()), size)


def _draw(order: Order, dots: int) -> Image.Image:
    scale = dots / 72
    page = Image.new("L", (round(_WIDTH * scale), round(_HEIGHT * scale)), 255)
    draw, font, step = ImageDraw.Draw(page), _font(order.size * scale), order.size * 1.9 * scale
    down = 64 * scale
    for line in order.head:
        draw.text((page.width / 2, down), line, fill=25, font=font, anchor="mt")
        down += step * 0.8
    down += step * 0.4
    top = down
    for left, right in order.caption:
        draw.text((66 * scale, down), left, fill=25, font=font)
        draw.text((330 * scale, down), right, fill=25, font=font)
        down += step * 0.85
    draw.line((314 * scale, top, 314 * scale, down, 66 * scale, down), fill=25, width=max(round(scale), 1))
    down += step * 0.7
    draw.text((page.width / 2, down), order.title, fill=25, font=font, anchor="mt")
    down += step * 1.3
    for line in order.body:
        draw.text((66 * scale, down), line, fill=25, font=font)
        down += step
    return page


def _scan(page: Image.Image, chance: random.Random, dots: int) -> Image.Image:
    """Printed, stamped, put on the glass a little askew, and read by a tired lamp."""
    turned = page.rotate(SKEW, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(dots / 400))
    dust = ImageDraw.Draw(turned)
    for _ in range(150):
        x, y, size = chance.randrange(page.width), chance.randrange(page.height), chance.randrange(1, 4)
        dust.ellipse((x, y, x + size, y + size), fill=60)
    values = bytes(min(max(round(chance.gauss(128, _NOISE)), 0), 255) for _ in range(512 * 512))
    tile = Image.frombytes("L", (512, 512), values)
    noise = Image.new("L", page.size)
    for x in range(0, page.width, 512):
        for y in range(0, page.height, 512):
            noise.paste(tile, (x, y))
    return ImageChops.add(turned.point(lambda value: value * 0.92), noise, scale=1, offset=-128)


def _stamp(page: Image.Image, stamp: str, dots: int) -> Image.Image:
    """The scan with a clerk's stamp, in blue and a little askew, over the top right of the page."""
    scale = dots / 72
    ink = Image.new("L", (round(190 * scale), round(70 * scale)), 0)
    draw = ImageDraw.Draw(ink)
    draw.rectangle((2, 2, ink.width - 3, ink.height - 3), outline=200, width=max(round(1.5 * scale), 1))
    draw.multiline_text((ink.width / 2, ink.height / 2), stamp, 210, _font(11 * scale), "mm", align="center")
    turned = ink.rotate(4, Image.Resampling.BICUBIC, expand=True)
    coloured = page.convert("RGB")
    coloured.paste((30, 40, 150), (round(385 * scale), round(20 * scale)), turned)
    return coloured
